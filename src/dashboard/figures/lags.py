"""Spans of days: one row a thing, the middle half as a bar, the median as a dot."""

from html import escape

import pandas as pd
import plotly.graph_objects as go

from dashboard.figures.style import Ink, base_layout

_ROW = 34


def draw_lags(table: pd.DataFrame, labels: list[str], counts: list[int], ink: Ink) -> go.Figure:
    """Draw quartiles of a lag.

    Args:
        table: columns quarter, median, three_quarters (days); one row each.
        labels: what each row is called.
        counts: how many cases each row rests on; stands beside its label.
        ink: colours.

    Returns:
        A horizontal figure on a scale of powers of ten (one day more than the lag, so that 0 has
        a place), labelled in days.
    """
    figure = go.Figure()
    rows = len(table)
    for position, (_, row) in enumerate(table.iterrows()):
        figure.add_trace(
            go.Scatter(
                x=[row["quarter"] + 1, row["three_quarters"] + 1], y=[position] * 2, mode="lines",
                line={"color": ink.muted, "width": 4}, hoverinfo="skip",
            )
        )  # fmt: skip
    figure.add_trace(
        go.Scatter(
            x=table["median"] + 1, y=list(range(rows)), mode="markers+text",
            marker={"color": ink.accent, "size": 11}, textposition="top center",
            text=[f"{days:,.0f}" for days in table["median"]], hoverinfo="skip",
            textfont={"color": ink.text, "size": 13},
        )
    )  # fmt: skip
    figure.update_layout(**base_layout(ink, height=rows * _ROW + 70))
    ticks = [0, 1, 3, 10, 30, 100, 300]
    figure.update_xaxes(
        type="log", tickvals=[day + 1 for day in ticks], ticktext=[str(day) for day in ticks],
        title_text="days", showgrid=True, range=[-0.05, 2.8],
    )  # fmt: skip
    figure.update_yaxes(
        tickmode="array", tickvals=list(range(rows)), range=[rows - 0.4, -0.8], showgrid=False,
        ticktext=[f"{escape(label)} ({count})" for label, count in zip(labels, counts, strict=True)],
        tickfont={"color": ink.text, "size": 14},
    )  # fmt: skip
    return figure
