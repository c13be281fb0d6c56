"""The projection: the fan, the chance of the plan, and how it did on every past day."""

from datetime import date, timedelta

import pandas as pd
import streamlit as st

from dashboard.analysis.backtest_scores import (
    ENOUGH_FOR_RELIABILITY,
    MODEL,
    RULES,
    reliability,
    skill_in_words,
    summary,
)
from dashboard.analysis.strength import figures_of_kind
from dashboard.analysis.summary import planned_figure
from dashboard.analysis.view import View
from dashboard.analysis.wording import are, counted
from dashboard.figures.forecast import draw_fan
from dashboard.interface.cached import backtest_of
from dashboard.interface.link_complaints import MADE
from dashboard.interface.live_figure import live_figure, packed
from dashboard.interface.page_frame import current_ink, source_line
from dashboard.interface.words import day
from dashboard.interface.words import plain as in_text
from dashboard.record.as_of import as_of
from dashboard.record.vocabulary import QUANTITY_KINDS, STRENGTH_KINDS


def projection_section(view: View) -> None:
    """The choice of a kind and a day, the fan, the chance, the scores."""
    from dashboard.analysis import projection  # costs a second of scipy, which other pages save

    st.header("What will be reported next", anchor=False)
    kind = st.segmented_control(
        "Kind of quantity", STRENGTH_KINDS, key="quantity", default=STRENGTH_KINDS[0],
        bind="query-params", required=True, format_func=lambda one: QUANTITY_KINDS[one].label,
    ) or STRENGTH_KINDS[0]  # fmt: skip
    made = _made_on(view)
    then = as_of(view.known, made)
    fitted = projection.fit(then, kind)
    plain = QUANTITY_KINDS[kind].plain
    known = projection.fitting_figures(then, kind)
    if fitted is None:
        st.info(
            f"{counted(len(known), 'figure')} of {plain} {'was' if len(known) == 1 else 'were'} public on {day(made)}; a projection needs {projection.FEWEST}. "
            "Choose another kind or a later day."
        )
        return
    start = pd.Timestamp(made)
    fan = projection.fan(fitted, start)
    st.subheader(in_text(projection.in_words(fan, plain)), anchor=False)
    plan = None
    if kind in projection.PLANNED_KINDS:
        plan = planned_figure(then)
        chances = ", ".join(
            f"{fitted.on(start + pd.Timedelta(days=days)).reaches(projection.BOUND):.0%} for {day(start + pd.Timedelta(days=days))}"
            for days in projection.HORIZONS
        )
        st.markdown(f"The chance that such a figure is {projection.BOUND:,.0f} or more: {chances}.")
    _fan(view, fan, kind, known, None if plan is None else float(plan["best"]))
    _scores(view, kind)


def _made_on(view: View) -> date:
    today = view.filters.as_of
    days = {
        words: when if isinstance(when, date) else today - timedelta(days=when)
        for words, when in MADE.items()
        if not isinstance(when, date) or when < today
    }
    choice = st.selectbox(
        "Projection made", list(days), key="made", bind="query-params",
        help="A projection made earlier knows only what was public then; what came later is drawn over it.",
    )  # fmt: skip
    return days.get(choice, today)


def _fan(
    view: View, fan: pd.DataFrame, kind: str, known: pd.DataFrame, planned: float | None
) -> None:
    # `known` are the figures that the projection rests on, as they stood when it was made.
    figures = figures_of_kind(view.known, kind)
    start = fan["day"].iloc[0]
    later = figures[(figures["public_on"] > start) & (figures["about"] > start)]
    later = later[later["about"] <= fan["day"].iloc[-1] + pd.Timedelta(days=15)]
    table = fan.drop(columns="days").round({name: -1 for name in fan.columns if "%" in name})
    words = "; ".join(
        f"{day(row['day'])}: {row['5%']:,.0f} to {row['95%']:,.0f}, middle {row['50%']:,.0f}"
        for _, row in table.iterrows()
    )
    figure = draw_fan(fan, known, later, planned, current_ink(), QUANTITY_KINDS[kind].plain)
    last = known.sort_values("public_on").iloc[-1]
    told = (
        f"Projection of the figure of {QUANTITY_KINDS[kind].plain}, nine tenths of the forecast: {words}. "
        f"It rests on {counted(len(known), 'figure')}, the last {last['best']:,.0f} ({last['government_name']}, "
        f"public {day(last['public_on'])}); {len(later)} came later."
    )
    live_figure(packed(figure, told), key="fan")
    shapes = "Filled marks: figures that the projection rests on (circle South Korea, square Ukraine, diamond United States, triangle Britain, cross others)"
    came = f"; hollow: the {len(later)} that came later" if len(later) else ""
    st.caption(
        f"{shapes}{came}. The bands hold half and nine tenths of the forecast. It foretells what "
        "claimants will *say*, not how many soldiers there are."
    )
    source_line(view, len(known))
    with st.expander("The same as a table"):
        st.dataframe(
            table.assign(day=table["day"].dt.date), hide_index=True, alt=words,
            column_config={
                name: st.column_config.NumberColumn(format="localized")
                for name in table.columns if name != "day"
            },
        )  # fmt: skip


def _scores(view: View, kind: str) -> None:
    cases = backtest_of(view, kind)
    st.subheader("How the projection would have done", anchor=False)
    if cases.empty:
        st.markdown("No projection of this kind has met its day yet, so there is nothing to score.")
        return
    st.markdown(skill_in_words(cases))
    table = summary(cases)
    table["horizon"] = [f"{days} days" if days else "all" for days in table["horizon"]]
    table[["within_50", "within_90"]] *= 100
    st.dataframe(
        table, hide_index=True, alt="Backtest: " + skill_in_words(cases),
        column_config={
            "horizon": "ahead", "crps": st.column_config.NumberColumn("CRPS, troops", format="%,.0f"),
            "within_50": st.column_config.NumberColumn("in the 50% band", format="%.0f%%"),
            "within_90": st.column_config.NumberColumn("in the 90% band", format="%.0f%%"),
            "brier": st.column_config.NumberColumn("Brier, 12,000", format="%.2f"),
        },
    )  # fmt: skip
    st.caption(
        "Each day on which a figure became public is a trial with what was public then; a case is "
        "one trial 30, 60 or 90 days ahead with at least one figure within a fortnight of its day. "
        f"CRPS: lower is better, for a single figure the plain error. The model: {RULES[MODEL]}. The model's settings were "
        "chosen with this record in view, so its scores flatter it."
    )
    classes = reliability(cases)
    if classes.empty:
        made = int((cases["rule"] == MODEL).sum())
        st.caption(
            f"{counted(made, 'case')} {are(made)} too few for a picture of reliability (from {ENOUGH_FOR_RELIABILITY} on)."
        )
        return
    words = "; ".join(
        f"said {row['chance']:.0%}, came {row['reached']:.0%} ({counted(int(row['cases']), 'case')})"
        for _, row in classes.iterrows()
    )
    st.caption(f"Reliability of the chance of 12,000 or more: {words}.")
