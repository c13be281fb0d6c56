"""What a brief says of the future: judgements, how they fared, the evidence, the indicators."""

import pandas as pd

from dashboard.analysis.hypotheses import Panel, build_panel, ranked_alternatives
from dashboard.analysis.scoring import scoreboard, verdict
from dashboard.analysis.view import View
from dashboard.analysis.wording import are, counted
from dashboard.briefing.brief import Judgement, Statement, Watch
from dashboard.briefing.cited import Cited
from dashboard.record.scenarios import Horizon, Origin, Result, Scenario
from dashboard.record.vocabulary import QUANTITY_KINDS

KIND = "sent"
PLAIN = QUANTITY_KINDS[KIND].plain


def judgements(view: View, cited: Cited) -> tuple[Judgement, ...]:
    """The forecasts that had been written by then: the article's, then our own alternatives."""
    # What was written in hindsight did not exist on the day, so it is no judgement of that day.
    return tuple(
        Judgement(
            one.title, one.statement, _whose(one), str(one.horizon), one.likelihood.words, one.closes_on,
            one.confidence, one.confidence_reason, _became(one),
            one.in_hindsight, cited.of(one.outcome.evidence if one.outcome else ()),
        )
        for one in sorted(view.known.scenarios, key=lambda one: one.origin != Origin.ARTICLE)
        if one.written_on <= view.filters.as_of
    )  # fmt: skip


def _whose(scenario: Scenario) -> str:
    if scenario.origin == Origin.ARTICLE:
        return f"article of {scenario.issued_on:%-d %b %Y}"
    written = f", written in hindsight on {scenario.written_on:%-d %b %Y}"
    return "our analysis" + (written if scenario.in_hindsight else "")


def _became(scenario: Scenario) -> str:
    if scenario.outcome is None:
        return ""
    return f"{scenario.outcome.result.words} ({scenario.outcome.when})"


def judgements_in_words(found: tuple[Judgement, ...]) -> str:
    """How many judgements there are, and how many are decided."""
    if not found:
        return "No forecast had been issued by this day"
    void = sum(one.became.startswith(Result.VOID.words) for one in found)
    decided = sum(bool(one.became) for one in found) - void
    count = f"{counted(len(found), 'judgement')}, each with its likelihood and confidence"
    count += f"; {decided} decided by now" if decided else ""
    return count + (f"; {void} cannot be decided" if void else "")


def panels_of(view: View) -> tuple[Panel, ...]:
    """The evidence against the scenarios, a panel a horizon."""
    return tuple(build_panel(view.known, horizon, view.moment) for horizon in Horizon)


def outlook(view: View, panels: tuple[Panel, ...]) -> tuple[Statement, ...]:
    """First the verdict on the forecasts, then what the evidence and the projection say."""
    known = [one for one in view.known.scenarios if one.written_on <= view.filters.as_of]
    if not known:
        return ()
    board = scoreboard(tuple(known))
    finding, _, scores = verdict(board).partition(". ")
    statements = [Statement(finding.rstrip(".")), *([Statement(scores)] if scores else [])]
    for panel in panels:
        if any(one in known for one in panel.alternatives):
            statements.append(Statement(_order(panel)))
    foretold = _projected(view)
    return (*statements, Statement(foretold)) if foretold else tuple(statements)


def _order(panel: Panel) -> str:
    named = [f"“{title}” ({against})" for title, against in ranked_alternatives(panel)]
    return (
        f"{str(panel.horizon).capitalize()} alternatives by the weight of evidence against each, least first: "
        f"{', '.join(named)}. Our own analysis, written in hindsight."
    )


def _projected(view: View) -> str:
    from dashboard.analysis import projection  # costs a second of scipy, which a brief may save

    fitted = projection.fit(view.known, KIND)
    if fitted is None:
        return ""
    return projection.in_words(projection.fan(fitted, view.moment), PLAIN) + "."


def watch(panels: tuple[Panel, ...], cited: Cited) -> tuple[Watch, ...]:
    """The indicators of both horizons and what was known of them."""
    found = []
    for panel in panels:
        for _, item in panel.items.iterrows():
            since = item["since"]
            found.append(
                Watch(
                    item["name"],
                    str(panel.horizon),
                    str(item["status"]),
                    int(item["weight"]),
                    None if pd.isna(since) else since.date(),
                    cited.of(item["claim_ids"][:1]),
                )
            )
    return tuple(found)


def watch_in_words(found: tuple[Watch, ...]) -> str:
    """How many indicators are seen."""
    if not found:
        return "No indicator is kept for this day"
    seen = sum(one.status == "seen" for one in found)
    against = sum(one.status == "contradicted" for one in found)
    return f"{seen} of {counted(len(found), 'indicator')} {are(seen)} seen, {against} contradicted"
