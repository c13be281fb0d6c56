"""Builds the brief from the record, the filters and the date; every sentence follows a rule."""

from datetime import date, datetime
from typing import Any

import pandas as pd

from dashboard.analysis.agreement import figure_rung
from dashboard.analysis.changes import changes_since, troops_first
from dashboard.analysis.strength import (
    figures_of_kind,
    latest_by_government,
    range_across,
    range_words,
    with_bound,
)
from dashboard.analysis.summary import (
    bottom_line,
    first_count_of_a_state,
    headline,
    overview_finding,
    planned_figure,
)
from dashboard.analysis.view import View, build_view
from dashboard.analysis.whereabouts import places_headline, reported_places, routes
from dashboard.analysis.wording import counted, filters_in_words, standing_of
from dashboard.briefing.brief import (
    Brief,
    Count,
    Headline,
    Imprint,
    Line,
    Statement,
)
from dashboard.briefing.cited import Cited
from dashboard.briefing.forecasts import (
    KIND,
    PLAIN,
    judgements,
    judgements_in_words,
    outlook,
    panels_of,
    watch,
    watch_in_words,
)
from dashboard.briefing.gaps import known_gaps
from dashboard.exchange.marking import Marking
from dashboard.record.filters import Filters, according_to
from dashboard.record.tables import Record
from dashboard.record.vocabulary import HEADLINE_KINDS, QUANTITY_KINDS

_SHOWN = 8  # changes that a brief spells out
_LAST = 3  # last claims, where nothing changed
_MOST_LINES = 6  # claimants that a chart can hold


def build_brief(
    record: Record,
    filters: Filters,
    *,
    since: date,
    marking: Marking,
    made_at: datetime,
    permalink: str,
) -> Brief:
    """Build the brief.

    Args:
        record: the whole record.
        filters: the question; its as-of date bounds all that the brief holds.
        since: the day of the last brief, for what changed.
        marking: what every page of it carries.
        made_at: when it is made; the same moment gives the same bytes.
        permalink: an address that opens the same view.
    """
    view = build_view(record, filters)
    cited = Cited(view.known)
    latest = latest_by_government(view.shown, KIND)
    places = reported_places(view.shown)
    first = tuple(Statement(s.text, cited.of(s.claim_ids)) for s in bottom_line(view))
    judged = judgements(view, cited)
    changes, left, changed = _changes(record, view, since, cited)
    plan = planned_figure(view.known)
    drawn, lines_left = _drawn(view)
    panels = panels_of(view)
    ahead = outlook(view, panels)
    watched = watch(panels, cited)
    gaps = known_gaps(view)
    titles = {
        "bottom": overview_finding(view),
        "judgements": judgements_in_words(judged),
        "changes": changed,
        "strength": headline(latest, PLAIN, narrowed=view.filters.narrowed),
        "timeline": _grown(drawn, view),
        "map": places_headline(places, narrowed=view.filters.narrowed),
        "forecast": ahead[0].text if ahead else "No forecast had been issued by this day",
        "indicators": watch_in_words(watched),
        "gaps": f"{counted(len(gaps), 'thing')} that this record cannot tell",
        "sources": "",
    }
    counts = _counts(latest, cited)
    sources = cited.listed()
    carry = "carries" if len(sources) == 1 else "carry"
    titles["sources"] = f"{counted(len(sources), 'document')} {carry} this brief"
    return Brief(
        imprint=_imprint(view, since, marking, made_at, permalink),
        titles=titles, bottom_line=first, headlines=_headlines(view), judgements=judged,
        changes=changes, changes_left=left, counts=counts,
        plan=None if plan is None else float(plan["best"]),
        plan_words="" if plan is None else (
            f"planned: {range_words(plan['low'], plan['best'], plan['high'])} ({plan['government_name']})"
        ),
        lines=_lines(drawn), lines_left=lines_left, events=view.shown.events, places=places, routes=routes(view.shown),
        outlook=ahead[1:], watch=watched, gaps=gaps, sources=sources,
    )  # fmt: skip


def _imprint(
    view: View, since: date, marking: Marking, made_at: datetime, permalink: str
) -> Imprint:
    about = view.known.about
    return Imprint(
        as_of=view.filters.as_of, since=since, made_at=made_at, marking=marking,
        filters=filters_in_words(view) or "none", permalink=permalink, version=about.version,
        digest=about.digest, licence=about.licence, standing=standing_of(view),
    )  # fmt: skip


def _headlines(view: View) -> tuple[Headline, ...]:
    found = []
    for kind in HEADLINE_KINDS:
        latest = latest_by_government(view.shown, kind)
        rung = figure_rung(latest)
        words = "no figure" if rung is None else range_across(latest)
        standing = "" if rung is None else f"{rung}, {counted(len(latest), 'claimant')}"
        found.append(Headline(QUANTITY_KINDS[kind].label, words, standing))
    return tuple(found)


def _changes(
    record: Record, view: View, since: date, cited: Cited
) -> tuple[tuple[Statement, ...], int, str]:
    as_of = view.filters.as_of
    told = according_to(record, view.filters.perspective)
    table = changes_since(told, min(since, as_of), as_of)
    table = table[
        table["event_id"].isin(view.shown.events["event_id"])
        | table["claim_id"].isin(view.shown.claims["claim_id"])
    ]
    days = f"between {since:%-d %b %Y} and {as_of:%-d %b %Y}"
    if table.empty:
        return _last_words(view, cited), 0, f"Nothing new became public {days}"
    kinds = table["change"].value_counts()
    claims = told.claims.set_index("claim_id")
    names = told.actors.set_index("actor_id")["name"]
    statements = tuple(
        Statement(
            f"{row['change'].capitalize()}{_by(row, claims, names)}: {row['what'].rstrip('.')} "
            f"({row['public_on']:%-d %b %Y}).",
            cited.of([row["claim_id"]]),
        )
        for _, row in troops_first(table, told).head(_SHOWN).iterrows()
    )
    left = len(table) - len(statements)
    more = (Statement(f"and {counted(left, 'lighter change')}."),) if left else ()
    title = f"{counted(len(table), 'change')} {days}, {kinds.iloc[0]:,} of them “{kinds.index[0]}”"
    return statements + more, left, title


def _by(row: "pd.Series[Any]", claims: pd.DataFrame, names: "pd.Series[str]") -> str:
    # Whose figure or word it is; an event is nobody's alone.
    claim = claims.loc[row["claim_id"]]
    return f" by {names[claim['claimant']]}" if row["what"] == claim["statement"] else ""


def _last_words(view: View, cited: Cited) -> tuple[Statement, ...]:
    last = view.shown.claims.sort_values(["public_on", "claim_id"]).tail(_LAST)
    names = view.known.actors.set_index("actor_id")["name"]
    return tuple(
        Statement(
            f"Last before: {names[row['claimant']]}, {row['public_on']:%-d %b %Y}: {row['statement']}",
            cited.of([row["claim_id"]]),
        )
        for _, row in last[::-1].iterrows()
    )


def _counts(latest: pd.DataFrame, cited: Cited) -> tuple[Count, ...]:
    return tuple(
        Count(
            row["government_name"], row["government"],
            float(row["low"] if pd.notna(row["low"]) else row["best"]), float(row["best"]),
            float(row["high"] if pd.notna(row["high"]) else row["best"]),
            range_words(row["low"], row["best"], row["high"]), row["about"].date(),
            cited.of([row["claim_id"]]),
        )
        for _, row in latest.iterrows()
    )  # fmt: skip


def _drawn(view: View) -> tuple[list[pd.DataFrame], int]:
    # The counts of each claimant that the chart can hold, and how many claimants it cannot.
    figures = figures_of_kind(view.shown, KIND)
    names = figures["government"].value_counts(sort=True).index
    drawn = [figures[figures["government"] == name] for name in names[:_MOST_LINES]]
    return drawn, len(names) - len(drawn)


def _lines(drawn: list[pd.DataFrame]) -> tuple[Line, ...]:
    return tuple(
        Line(
            str(own["government_name"].iloc[0]), str(own["government"].iloc[0]),
            tuple(zip(own["about"].dt.date, own["best"].astype(float), strict=True)),
            with_bound(own.iloc[-1]),
        )
        for own in drawn
    )  # fmt: skip


def _grown(drawn: list[pd.DataFrame], view: View) -> str:
    events = counted(len(view.shown.events), "event")
    if not drawn:
        return f"{events} and no count of {PLAIN} so far"
    first = first_count_of_a_state(view.shown)
    if first is None:
        first = pd.concat(drawn).sort_values("public_on", kind="stable").iloc[0]
    # Of all claimants, as on the other pages; a chart that draws fewer says how many it leaves out.
    latest = range_across(latest_by_government(view.shown, "sent"))
    return (
        f"Counts of {PLAIN} went from {range_words(first['low'], first['best'], first['high'])} "
        f"({first['government_name']}, {first['public_on']:%b %Y}) to {latest}; {events}"
    )
