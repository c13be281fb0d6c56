"""Evidence against scenarios: the matrix, the order that follows, and how it came about."""

import pandas as pd
import streamlit as st

from dashboard.analysis.hypotheses import Panel, is_diagnostic, pivotal, ranked_alternatives
from dashboard.analysis.indicators import SUPPOSED_WEIGHT, WEIGHTS, Status
from dashboard.analysis.view import View
from dashboard.exchange.export import matrix_csv
from dashboard.figures.forecast import draw_history
from dashboard.figures.style import short_name
from dashboard.interface.cached import history_of, once
from dashboard.interface.live_figure import live_figure, packed
from dashboard.interface.marking_choice import current_marking
from dashboard.interface.page_frame import current_ink, source_line
from dashboard.interface.suppose import controls
from dashboard.interface.words import day, plain, rung_words
from dashboard.record.scenarios import Fit

_SIGNS = {Fit.CONSISTENT: "\\+", Fit.NEUTRAL: "·", Fit.INCONSISTENT: "−"}


def matrix_section(view: View, panel: Panel) -> None:
    """The order of the alternatives, the matrix behind it, the what-if, and the time-lapse."""
    if panel.standing["place"].isna().all():
        return
    st.subheader(plain(_order_in_words(panel)), anchor=False)
    st.markdown(_sensitivity_in_words(panel))
    _matrix(panel)
    with st.expander("What if? Set indicators by hand", expanded=bool(panel.hypothetical)):
        controls(panel.indicators)
    with st.expander("How the evidence moved, day by day"):
        _history(view, panel)
    marking = current_marking()
    st.download_button(
        "This table as CSV" + (" (hypothetical)" if panel.hypothetical else ""),
        lambda: matrix_csv(view, panel, marking),
        f"evidence-{panel.horizon}-as-of-{view.filters.as_of:%Y-%m-%d}"
        + ("-hypothetical" if panel.hypothetical else "") + ".csv",
        "text/csv", on_click="ignore", key=f"matrix-{panel.horizon}",
    )  # fmt: skip


def _order_in_words(panel: Panel) -> str:
    named = [f"“{plain(title)}” ({against})" for title, against in ranked_alternatives(panel)]
    return f"Least evidence speaks against {', then '.join(named)}"


def _sensitivity_in_words(panel: Panel) -> str:
    names = panel.items.set_index("indicator_id")["name"]
    titles = {one.scenario_id: one.title for one in panel.alternatives}
    held = [
        f"without “{plain(names[item])}”, "
        + " and ".join(f"“{plain(titles[first])}”" for first in firsts)
        + (" would share the first place" if len(firsts) > 1 else " would stand first")
        for item, firsts in pivotal(panel.cells, panel.scenarios)
    ]
    if not held:
        return "No single item of evidence holds this order: take any one away, and it stays."
    return "The order hangs on single items: " + "; ".join(held) + "."


def _matrix(panel: Panel) -> None:
    alternatives = panel.alternatives
    read = panel.cells[panel.cells["scenario_id"].isin([one.scenario_id for one in alternatives])]
    by_cell = {
        (row["indicator_id"], row["scenario_id"]): f"{_SIGNS.get(row['fit'], '')} {row['fit']}: {plain(row['why'])}"
        for _, row in read.iterrows()
    }  # fmt: skip
    indicators = {one.indicator_id: one for one in panel.indicators}
    rows, unseen, flat = [], [], []
    for _, item in panel.items[panel.items["indicator_id"].isin(read["indicator_id"])].iterrows():
        name, indicator_id = plain(item["name"]), str(item["indicator_id"])
        if item["status"] == Status.NOT_SEEN:
            unseen.append(name + (" (supposed)" if item["supposed"] else ""))
            continue
        if not is_diagnostic(indicators[indicator_id], alternatives):
            flat.append(name)
        vouched = "supposed" if item["supposed"] else rung_words(item["rung"])
        about = f"**{name}**  \n{item['status']}; {vouched}, weight {item['weight']}"
        rows.append([about, *(by_cell[indicator_id, one.scenario_id] for one in alternatives)])
    if rows:
        st.table(
            pd.DataFrame(rows, columns=["evidence", *(plain(one.title) for one in alternatives)]).set_index("evidence"),
        )  # fmt: skip
    else:
        st.info("No indicator was seen on this day.")
    if flat:
        st.caption("Not diagnostic, because it fits every alternative: " + "; ".join(flat) + ".")
    if unseen:
        st.caption("Not seen on this day: " + "; ".join(unseen) + ".")
    weights = ", ".join(f"{rung} {weight}" for rung, weight in WEIGHTS.items())
    st.caption(
        f"Analysis of competing hypotheses (Heuer 1999): the order follows the weight of what is "
        f"inconsistent, in brackets above; it is no probability. An item weighs by the best rung "
        f"behind it, a figure by those who give it: {weights}; what is set by hand {SUPPOSED_WEIGHT}. The readings are our own and were written in hindsight."
    )


def _history(view: View, panel: Panel) -> None:
    history = history_of(view, panel.horizon)
    titles = {one.scenario_id: short_name(one.title, 56) for one in panel.scenarios}
    decided = {
        one.scenario_id: (min(pd.Timestamp(one.outcome.decided_on), view.moment), one.outcome.result.words)
        for one in panel.scenarios
        if one.outcome
    }  # fmt: skip
    last = history[history["day"] == history["day"].max()].set_index("scenario_id")
    words = "; ".join(
        f"{title}: for {last.loc[name, 'consistent']}, against {last.loc[name, 'inconsistent']}"
        + (f", {decided[name][1]} on {day(decided[name][0])}" if name in decided else "")
        for name, title in titles.items()
    )
    ink = current_ink()
    told = f"Weight of the evidence for and against each scenario since {day(history['day'].min())}. On {day(view.moment)}: {words}."
    drawing = once(
        "history", view,
        lambda one: packed(draw_history(history, titles, decided, one.moment, ink), told),
        panel.horizon, ink.name,
    )  # fmt: skip
    live_figure(drawing, key=f"history-{panel.horizon}")
    st.caption(
        "Weight of the evidence for (solid) and against (dashed); # is the place among the "
        "alternatives from that day on; the grey line is the day of decision."
    )
    source_line(view, int(panel.items["claim_ids"].map(len).sum()), note="Nothing supposed")
