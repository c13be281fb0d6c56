"""The Forecast page: a card a scenario, first the short term, then the long."""

import pandas as pd
import streamlit as st

from dashboard.analysis.hypotheses import Panel, build_panel, drift, leading_items
from dashboard.analysis.indicators import Status
from dashboard.analysis.scoring import scoreboard, verdict
from dashboard.analysis.view import View
from dashboard.analysis.wording import counted
from dashboard.interface.cached import once
from dashboard.interface.event_card import claims_in_words
from dashboard.interface.matrix_parts import matrix_section
from dashboard.interface.navigation import page_link
from dashboard.interface.page_frame import page_head
from dashboard.interface.suppose import hypothetical_notice, supposed_in_address
from dashboard.interface.words import day, link, plain
from dashboard.record.scenarios import Fit, Horizon, Origin, Scenario

_PLACES = {1: "first", 2: "second", 3: "third", 4: "fourth", 5: "fifth"}
_HORIZON_TITLES = {
    Horizon.SHORT: "Short term: until {end}",
    Horizon.LONG: "Long term: until {end}",
}


def head(view: View) -> None:
    """The page's name, and a mark on it while anything is supposed."""
    page_head("Forecast", "What was foreseen, and what the record shows of it")
    hypothetical_notice(view.known, supposed_in_address(view.known))


def short_term(view: View) -> None:
    """The forecasts that close first."""
    _horizon(view, Horizon.SHORT)


def long_term(view: View) -> None:
    """The forecasts that close later."""
    _horizon(view, Horizon.LONG)


def _horizon(view: View, horizon: Horizon) -> None:
    # The article's forecasts, our alternatives, and the evidence on them.
    supposed = supposed_in_address(view.known)
    panel = once(
        "panel", view, lambda one: build_panel(one.known, horizon, one.moment, supposed), horizon,
        tuple(sorted(supposed.items())),
    )  # fmt: skip
    if not panel.scenarios:
        st.info(f"No {horizon} forecast had been issued on {day(view.filters.as_of)}.")
        return
    st.header(
        _HORIZON_TITLES[horizon].format(end=day(max(s.closes_on for s in panel.scenarios))),
        anchor=False,
    )
    parts = {
        Origin.ARTICLE: "What the article foresaw, frozen on 6 November 2024",
        Origin.OURS: "The alternatives: our own analysis; they exclude one another",
    }
    for origin, title in parts.items():
        st.subheader(title, anchor=False)
        for scenario in panel.scenarios:
            if scenario.origin == origin:
                _card(view, panel, scenario)
    matrix_section(view, panel)


def _card(view: View, panel: Panel, scenario: Scenario) -> None:
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
            _evidence_in_short(view, panel, scenario)
        with st.expander("Drivers, evidence, and the rule that decides"):
            _depth(view, panel, scenario)


def _evidence_in_short(view: View, panel: Panel, scenario: Scenario) -> None:
    leading = leading_items(panel.cells, panel.items, scenario.scenario_id)
    if leading.empty:
        st.markdown("No evidence bears on it yet.")
        return
    (row,) = panel.standing[panel.standing["scenario_id"] == scenario.scenario_id].to_dict(
        "records"
    )
    moved = drift(panel, scenario.scenario_id)
    way = "moved for it" if moved > 0 else "moved against it" if moved < 0 else "did not move"
    moves = f" Since {day(panel.since)} the evidence {way}." if view.moment > panel.since else ""
    place = ""
    if pd.notna(row["place"]):
        number = int(row["place"])
        place = f"; {_PLACES.get(number, f'no. {number}')} of the alternatives"
    st.markdown(
        f"Evidence: weight {row['consistent']} for, {row['inconsistent']} against{place}.{moves}"
    )
    items = [
        ("\\+ " if item["fit"] == Fit.CONSISTENT else "− ")
        + plain(item["name"])
        + (": contradicted" if item["status"] == Status.CONTRADICTED else "")
        + (" (supposed)" if item["supposed"] else "")
        for _, item in leading.head(3).iterrows()
    ]
    st.markdown(":small[" + "  \n".join(items) + "]")


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
            ("at_low", "Brier, low end"), ("at_middle", "Brier, middle"),
            ("at_high", "Brier, high end"), ("at_base_rate", "Brier, base rate"),
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
    rates = [(one.title, one.base_rate) for one in view.known.scenarios if one.base_rate]
    for title, rate in rates:
        st.caption(
            f"Base rate for “{plain(title)}”: {rate.percent:g}% of {plain(rate.of_what)} "
            f"({link('source', rate.source)})."
        )
    if 0 < len(rates) < len(view.known.scenarios):
        st.caption("For the others no published base rate was found.")


def outlook_section(view: View) -> None:
    """The forecasts in a line each, for the Overview."""
    scenarios = [s for s in view.known.scenarios if s.origin == Origin.ARTICLE]
    if not scenarios:
        return
    st.header("What the article foresaw", anchor=False)
    for column, horizon in zip(st.columns(2, gap="large"), Horizon, strict=True):
        with column:
            st.caption(horizon.capitalize())
            for scenario in scenarios:
                if scenario.horizon == horizon:
                    became = f" It {scenario.outcome.result.words}." if scenario.outcome else ""
                    st.markdown(
                        f"{plain(scenario.title)}: **{scenario.likelihood.words}**.{became}"
                    )
    page_link("forecast", "Drivers, indicators and what decides")


def _outcome(view: View, scenario: Scenario) -> None:
    if scenario.outcome is None:
        left = (scenario.closes_on - view.filters.as_of).days
        if left >= 0:
            st.markdown(f"Open for {counted(left, 'more day')} on {day(view.filters.as_of)}.")
        else:
            st.markdown("Closed, and not decided yet.")
        return
    outcome = scenario.outcome
    st.markdown(f"**It {outcome.result.words}** ({outcome.when}). {plain(outcome.reason)}")
    known = claims_in_words(view, outcome.evidence)
    if known:
        with st.popover("who says so", key=f"outcome-{scenario.scenario_id}", type="tertiary"):
            for paragraph in known:
                st.markdown(paragraph)


def _depth(view: View, panel: Panel, scenario: Scenario) -> None:
    st.markdown("**Basis.** " + plain(scenario.basis))
    st.markdown("**Drivers.** " + plain("; ".join(scenario.drivers)) + ".")
    st.markdown("**Assumptions.** " + plain("; ".join(scenario.assumptions)) + ".")
    leading = leading_items(panel.cells, panel.items, scenario.scenario_id)
    for _, item in leading.iterrows():
        st.markdown(
            f"**{plain(item['name'])}**: {item['status']}, weight {item['weight']}.  \n"
            f":small[{item['fit']}: {plain(item['why'])}]"
        )
        for paragraph in claims_in_words(view, item["claim_ids"][:3]):
            st.markdown("> " + paragraph.replace("\n", "\n> "))
        if len(item["claim_ids"]) > 3:
            st.caption(f"and {counted(len(item['claim_ids']) - 3, 'more claim')}")
    st.markdown(
        f"**The rule that decides.** {plain(scenario.resolution_rule)}  \n"
        f":small[primary source: {plain(scenario.primary_source)}; second source: {plain(scenario.second_source)}]"
    )
