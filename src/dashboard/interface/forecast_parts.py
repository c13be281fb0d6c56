"""The Forecast page: a card a scenario, first the short term, then the long."""

import streamlit as st

from dashboard.analysis.indicators import status_of
from dashboard.analysis.scoring import scoreboard, verdict
from dashboard.analysis.view import View
from dashboard.interface.event_card import claim_words, claims_in_words
from dashboard.interface.navigation import page_link
from dashboard.interface.words import day, plain
from dashboard.record.scenarios import Horizon, Origin, Result, Scenario

_RESULT_WORDS = {
    Result.HAPPENED: "It happened",
    Result.DID_NOT: "It did not happen",
    Result.VOID: "It cannot be decided",
}
_HORIZON_TITLES = {
    Horizon.SHORT: "Short term: until {end}",
    Horizon.LONG: "Long term: until {end}",
}


def horizon_section(view: View, horizon: Horizon) -> None:
    """The article's forecasts of one horizon, then our alternatives."""
    scenarios = [s for s in view.known.scenarios if s.horizon == horizon]
    if not scenarios:
        st.info(f"No {horizon} forecast had been issued on {day(view.filters.as_of)}.")
        return
    st.header(
        _HORIZON_TITLES[horizon].format(end=day(max(s.closes_on for s in scenarios))), anchor=False
    )
    parts = {
        Origin.ARTICLE: "What the article foresaw, frozen on 6 November 2024",
        Origin.OURS: "The alternatives: our own analysis; they exclude one another",
    }
    for origin, title in parts.items():
        st.subheader(title, anchor=False)
        for scenario in scenarios:
            if scenario.origin == origin:
                scenario_card(view, scenario)


def scenario_card(view: View, scenario: Scenario) -> None:
    """Readable in ten seconds; the depth is folded away below."""
    with st.container(border=True, key=f"scenario-{scenario.scenario_id}"):
        head, verdict = st.columns([3, 2], gap="large")
        head.markdown(f"**{plain(scenario.title)}**  \n{plain(scenario.statement)}")
        head.markdown(f"**{scenario.likelihood.words}** by {day(scenario.closes_on)}.")
        if scenario.in_hindsight:
            head.caption(f"Written in hindsight on {day(scenario.written_on)}; not scored.")
        head.markdown(f"Confidence is {scenario.confidence}: {plain(scenario.confidence_reason)}")
        with verdict:
            _outcome(view, scenario)
            _indicators_in_short(view, scenario)
        with st.expander("Drivers, indicators, and the rule that decides"):
            _depth(view, scenario)


def scoreboard_section(view: View) -> None:
    """How the article's forecasts fared, in a sentence and a table."""
    board = scoreboard(view.known.scenarios)
    if board.empty:
        return
    st.subheader("How the article's forecasts fared", anchor=False)
    st.markdown(plain(verdict(board)))
    scores = {
        column: st.column_config.NumberColumn(label, format="%.2f")
        for column, label in (
            ("at_low", "Brier, low end"), ("at_middle", "Brier, middle"), ("at_high", "Brier, high end"),
        )
    }  # fmt: skip
    st.dataframe(
        board.drop(columns="scenario_id"), hide_index=True, column_config=scores,
        alt="Scoreboard of the article's forecasts: " + verdict(board),
    )  # fmt: skip
    st.caption(
        "Brier score: 0 is perfect, 0.25 is an even chance, 1 is sure and wrong. The alternatives "
        "were written in hindsight and are not scored."
    )


def outlook_section(view: View) -> None:
    """The forecasts in a line each, for the Overview."""
    scenarios = [s for s in view.known.scenarios if s.origin == Origin.ARTICLE]
    if not scenarios:
        return
    st.subheader("What the article foresaw", anchor=False)
    for column, horizon in zip(st.columns(2, gap="large"), Horizon, strict=True):
        with column:
            st.caption(horizon.capitalize())
            for scenario in scenarios:
                if scenario.horizon == horizon:
                    became = (
                        f" {_RESULT_WORDS[scenario.outcome.result]}." if scenario.outcome else ""
                    )
                    st.markdown(
                        f"{plain(scenario.title)}: **{scenario.likelihood.words}**.{became}"
                    )
    page_link("forecast", "Drivers, indicators and what decides")


def _outcome(view: View, scenario: Scenario) -> None:
    if scenario.outcome is None:
        left = (scenario.closes_on - view.filters.as_of).days
        if left >= 0:
            st.markdown(f"Open for {left:,} more days on {day(view.filters.as_of)}.")
        else:
            st.markdown("Closed, and not decided yet.")
        return
    outcome = scenario.outcome
    st.markdown(
        f"**{_RESULT_WORDS[outcome.result]}** (decided {day(outcome.decided_on)}). {plain(outcome.reason)}"
    )
    known = claims_in_words(view.known, outcome.evidence)
    if known:
        with st.popover("who says so", key=f"outcome-{scenario.scenario_id}", type="tertiary"):
            for paragraph in known:
                st.markdown(paragraph)


def _indicators_in_short(view: View, scenario: Scenario) -> None:
    statuses = [status_of(view.known, indicator)[0] for indicator in scenario.indicators]
    if statuses:
        counts = ", ".join(
            f"{statuses.count(status)} {status}" for status in dict.fromkeys(statuses)
        )
        st.markdown(f":small[Indicators on this day: {counts}.]")


def _depth(view: View, scenario: Scenario) -> None:
    st.markdown("**Basis.** " + plain(scenario.basis))
    st.markdown("**Drivers.** " + plain("; ".join(scenario.drivers)) + ".")
    st.markdown("**Assumptions.** " + plain("; ".join(scenario.assumptions)) + ".")
    for indicator in scenario.indicators:
        status, claims = status_of(view.known, indicator)
        st.markdown(
            f"**{plain(indicator.name)}**: {status}.  \n:small[argues for: {plain(indicator.argues_for)}; "
            f"argues against: {plain(indicator.argues_against)}]"
        )
        for _, claim in claims.head(3).iterrows():
            st.markdown("> " + claim_words(view.known, claim).replace("\n", "\n> "))
        if len(claims) > 3:
            st.caption(f"and {len(claims) - 3} more claims")
    st.markdown(
        f"**The rule that decides.** {plain(scenario.resolution_rule)}  \n"
        f":small[primary source: {plain(scenario.primary_source)}; second source: {plain(scenario.second_source)}]"
    )
