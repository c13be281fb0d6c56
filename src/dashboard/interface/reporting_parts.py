"""The Reporting page: how long it took until it was known, and who has gone silent."""

import pandas as pd
import streamlit as st

from dashboard.analysis.reporting import (
    lag_by_type,
    lag_to_rung,
    silence_by_claimant,
    silence_by_place,
)
from dashboard.analysis.view import View
from dashboard.analysis.wording import counted
from dashboard.figures.lags import draw_lags
from dashboard.interface.live_figure import live_figure, packed
from dashboard.interface.page_frame import (
    current_ink,
    figure_title,
    nothing_found,
    page_head,
    source_line,
)
from dashboard.interface.words import day, rung_words
from dashboard.record.vocabulary import EVENT_TYPES


def reporting_section(view: View) -> None:
    """Headline, lags, silences."""
    claimants = silence_by_claimant(view.shown, view.moment)
    page_head("Reporting", _finding(claimants))
    if claimants.empty:
        nothing_found(view, "claim")
        return
    _lags(view)
    _silences(view, claimants)


def _finding(claimants: pd.DataFrame) -> str:
    if claimants.empty:
        return "Nothing has been reported"
    last = claimants.iloc[0]
    silent = int((claimants["days"] > 180).sum())
    return (
        f"Last heard: {last['name']}, {day(last['last'])}; "
        f"{silent} of {counted(len(claimants), 'claimant')} silent for more than half a year"
    )


def _lags(view: View) -> None:
    kinds, steps = lag_by_type(view.shown), lag_to_rung(view.shown)
    left, right = st.columns(2, gap="large")
    with left:
        figure_title("From the event to the news")
        _lag_figure(kinds, [EVENT_TYPES[kind] for kind in kinds["event_type"]], "claim", "lag-kind")
    with right:
        figure_title("From the event to each rung of the ladder")
        _lag_figure(steps, [rung_words(rung) for rung in steps["rung"]], "event", "lag-rung")
    st.caption(
        "Dot: median; bar: the middle half; in brackets the number of cases. Only where the day or "
        "the week is known. The scale grows by powers of ten."
    )
    source_line(view, int(kinds["claims"].sum()))


def _lag_figure(table: pd.DataFrame, labels: list[str], thing: str, key: str) -> None:
    if table.empty:
        st.markdown("No case with a day or a week that is known.")
        return
    words = "; ".join(
        f"{label} median {row['median']:,.0f} days, middle half {row['quarter']:,.0f} to "
        f"{row['three_quarters']:,.0f}, {counted(int(row[f'{thing}s']), thing)}"
        for label, (_, row) in zip(labels, table.iterrows(), strict=True)
    )
    figure = draw_lags(table, labels, list(table[f"{thing}s"]), current_ink())
    live_figure(packed(figure, f"Lag in days: {words}"), key=key)


def _silences(view: View, claimants: pd.DataFrame) -> None:
    figure_title("Who was last heard when, and where from")
    st.markdown("No report is not zero troops: it only says that nobody in this record spoke.")
    left, right = st.columns(2, gap="large")
    with left:
        _silence_table(claimants, "claimant")
    with right:
        _silence_table(silence_by_place(view.shown, view.moment), "place")


def _silence_table(table: pd.DataFrame, what: str) -> None:
    shown = table.assign(first=table["first"].dt.date, last=table["last"].dt.date)
    # Half a laptop's page holds the first three columns.
    st.dataframe(
        shown, hide_index=True, alt=f"Last report of each {what}, with the days since",
        column_order=("name", "last", "days", "first", "claims"),
        column_config={
            "name": st.column_config.Column(what, width=170),
            "last": st.column_config.Column("last report", width=95),
            "days": st.column_config.Column("days since", width=90),
            "first": "first report",
        },
    )  # fmt: skip
