"""The Timeline page: the kind of quantity, the figure, and the tables that say the same."""

from typing import Any

import pandas as pd
import streamlit as st

from dashboard.analysis.strength import (
    figures_of_kind,
    latest_by_government,
    number_words,
    range_words,
)
from dashboard.analysis.summary import headline, planned_figure
from dashboard.analysis.thinning import (
    day_before_counts,
    grouped_events,
    leading_figures,
    too_many_to_draw,
)
from dashboard.analysis.view import View
from dashboard.analysis.wording import counted
from dashboard.figures.style import Ink
from dashboard.figures.timeline import draw_timeline
from dashboard.interface.cached import once
from dashboard.interface.event_card import open_card
from dashboard.interface.link_complaints import AXES
from dashboard.interface.live_figure import live_figure, packed
from dashboard.interface.live_table import Column, live_table
from dashboard.interface.page_frame import (
    current_ink,
    figure_title,
    nothing_found,
    page_head,
    source_line,
)
from dashboard.interface.words import day, rung_words, span
from dashboard.record.vocabulary import (
    EVENT_TYPES,
    QUANTITY_KINDS,
    RUNG_MEANINGS,
    RUNG_SIGNS,
    STRENGTH_KINDS,
)

_CHART = "timeline"
_COUNTED, _WHOLE = AXES
_FIGURES = (
    Column("about", sorts=True), Column("public on", sorts=True), Column("claimant", sorts=True),
    Column("figure"), Column("statement", wide=True, opens=True), Column("claim", sorts=True),
)  # fmt: skip
_EVENTS = (
    Column("begins", sorts=True), Column("when", wide=True), Column("lane", sorts=True),
    Column("event", wide=True, opens=True, sorts=True), Column("standing", sorts=True),
)  # fmt: skip


def timeline_section(view: View) -> None:
    """Headline, the choice of a kind, the figure, its key in words, and its tables."""
    head = st.container()  # the headline stands above the choice that it depends on
    kind = st.segmented_control(
        "Kind of quantity (different kinds never share a line)", STRENGTH_KINDS, key="kind",
        default=STRENGTH_KINDS[0], bind="query-params", required=True,
        format_func=lambda kind: QUANTITY_KINDS[kind].label,
    )  # fmt: skip
    kind = kind or STRENGTH_KINDS[0]
    latest = once("latest", view, lambda one: latest_by_government(one.shown, kind), kind)
    with head:
        page_head(
            "Timeline", headline(latest, QUANTITY_KINDS[kind].plain, narrowed=view.filters.narrowed)
        )
    if view.shown.events.empty and latest.empty:
        nothing_found(view, "event or figure")
        return
    figure = st.container()  # above the choice of its axis
    since = _first_day(view)
    ink = current_ink()
    drawing = once(
        "timeline", view,
        lambda one: packed(_figure(one, kind, since, ink), timeline_in_words(one, kind, since)),
        kind, since, ink.name,
    )  # fmt: skip
    with figure:
        live_figure(drawing, key=_CHART, on_event=open_card)
    _key()
    notes = (_off_axis(view, since), too_many_to_draw(_on_axis(view, since)))
    source_line(view, len(view.shown.claims), note=" ".join(filter(None, notes)))
    _tables(view, kind)


def _first_day(view: View) -> pd.Timestamp | None:
    """The choice of the axis, where there is one; None for all days."""
    since = once("counted", view, lambda one: day_before_counts(one.shown, one.moment))
    if since is None or _on_axis(view, since).shape == view.shown.events.shape:
        return None
    days = st.segmented_control(
        "Days on the axis", list(AXES), key="days", default=_COUNTED, bind="query-params",
        required=True, format_func=AXES.__getitem__,
    )  # fmt: skip
    return None if days == _WHOLE else since


def _on_axis(view: View, since: pd.Timestamp | None) -> pd.DataFrame:
    events = view.shown.events
    return events if since is None else events[events["date_last"] >= since]


def _off_axis(view: View, since: pd.Timestamp | None) -> str:
    off = len(view.shown.events) - len(_on_axis(view, since))
    if not off:
        return ""
    return (
        f"{counted(off, 'event')} before {day(since)} {'stands' if off == 1 else 'stand'} off this axis: "
        f"“{AXES[_WHOLE]}” and the tables have them."
    )


def _figure(view: View, kind: str, since: pd.Timestamp | None, ink: Ink) -> Any:  # noqa: ANN401
    figures = figures_of_kind(view.shown, kind)
    plan = planned_figure(view.known) if kind in ("sent", "in_russia") else None
    return draw_timeline(
        leading_figures(figures),
        figures.iloc[:0] if plan is None else plan.to_frame().T,
        grouped_events(_on_axis(view, since)),
        EVENT_TYPES,
        view.moment,
        ink,
        QUANTITY_KINDS[kind].plain,
        since,
    )


def timeline_in_words(view: View, kind: str, since: pd.Timestamp | None = None) -> str:
    """The text alternative, made from the data of the figure."""
    events = _on_axis(view, since)
    counts = events["event_type"].map(EVENT_TYPES).value_counts()
    lanes = ", ".join(f"{name} {count}" for name, count in counts.items())
    return (
        f"{lines_in_words(view, kind)} "
        f"{counted(len(events), 'event')} in lanes below{_days_of(events)}: {lanes or 'none'}."
    )


def lines_in_words(view: View, kind: str) -> str:
    """The same for the lines alone, without the lanes of events."""
    figures, latest = figures_of_kind(view.shown, kind), latest_by_government(view.shown, kind)
    lines = "; ".join(
        f"{row['government_name']} {range_words(row['low'], row['best'], row['high'])} on {day(row['about'])}"
        for _, row in latest.iterrows()
    )
    return (
        f"{counted(len(figures), 'figure')} of {QUANTITY_KINDS[kind].plain}{_ends(figures)}. "
        f"Latest of each claimant: {lines or 'none'}."
    )


def _ends(figures: pd.DataFrame) -> str:
    if figures.empty:
        return ""
    least, most = (
        f"{number_words(row['best'])} ({row['government_name']}, about {day(row['about'])})"
        for _, row in figures.sort_values("best").iloc[[0, -1]].iterrows()
    )
    return f", from {least} to {most}"


def _days_of(events: pd.DataFrame) -> str:
    if events.empty:
        return ""
    return f", from {day(events['date_start'].min())} to {day(events['date_last'].max())}"


def _key() -> None:
    signs = " · ".join(
        f"{RUNG_SIGNS[rung]} {rung}: {meaning}" for rung, meaning in RUNG_MEANINGS.items()
    )
    st.caption(
        f"{signs}. A thick bar is an event's duration, a dotted one what its date leaves open; "
        "the shade around a line is its claimant's own range. Click a mark for its card."
    )


def _tables(view: View, kind: str) -> None:
    figures, events = figures_of_kind(view.shown, kind), view.shown.events
    unit = QUANTITY_KINDS[kind].plain
    if not figures.empty:
        figure_title(f"The lines as a table: {counted(len(figures), 'figure')} of {unit}")
        live_table(
            f"timeline-figures-{kind}", view, _FIGURES, lambda one: _figures(one, kind), height=260,
            on_event=open_card, alt=f"{counted(len(figures), 'figure')} of {unit}, with claimant and both dates",
        )  # fmt: skip
    if not events.empty:
        figure_title(f"The lanes as a table: {counted(len(events), 'event')}")
        live_table(
            "timeline-events", view, _EVENTS, _events, height=300, on_event=open_card,
            alt=f"{counted(len(events), 'event')} with their days, lane and standing",
        )  # fmt: skip


def _figures(view: View, kind: str) -> pd.DataFrame:
    figures = figures_of_kind(view.shown, kind).iloc[::-1]
    words = [
        range_words(low, best, high)
        for low, best, high in zip(figures["low"], figures["best"], figures["high"], strict=True)
    ]
    return pd.DataFrame(
        {
            "event_id": figures["event_id"],
            "about": figures["about"].dt.strftime("%Y-%m-%d"),
            "public on": figures["public_on"].dt.strftime("%Y-%m-%d"),
            "claimant": figures["claimant_name"],
            "figure": words,
            "statement": figures["statement"],
            "claim": figures["claim_id"],
        }
    )


def _events(view: View) -> pd.DataFrame:
    events = view.shown.events.sort_values("date_start", ascending=False)
    when = [
        span(first, last, precision)
        for first, last, precision in zip(
            events["date_start"], events["date_end"], events["date_precision"], strict=True
        )
    ]
    return pd.DataFrame(
        {
            "event_id": events["event_id"],
            "begins": events["date_start"].dt.strftime("%Y-%m-%d"),
            "when": when,
            "lane": events["event_type"].map(EVENT_TYPES),
            "event": events["title"],
            "standing": events["rung"].map(rung_words),
        }
    )
