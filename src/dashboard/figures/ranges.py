"""Who says how many: one row a claimant, a range and a dot, against the plan."""

from html import escape

import pandas as pd
import plotly.graph_objects as go

from dashboard.figures.style import SANS, Ink, base_layout, claimant_colour, short_name

_ROW = 46
_MOST = 460  # pixels for all rows: on a projector's screen the figure stands below a headline
_TWO_LINES = 36  # pixels a row needs for a label of two lines


def draw_ranges(
    latest: pd.DataFrame, planned: float | None, planned_words: str, ink: Ink, unit: str
) -> go.Figure:
    """Draw each claimant's latest figure of one kind as a range with a dot.

    Args:
        latest: rows of `analysis.strength.latest_by_government`, with a column `words` (the
            figure as it is to be written).
        planned: where the line of the plan stands; None for no line.
        planned_words: what is written at that line.
        ink: colours.
        unit: unit of the axis.

    Returns:
        A horizontal figure; one row a government, largest on top, each labelled directly.
    """
    figure = go.Figure()
    rows = len(latest)
    top = max([*latest["high"].dropna(), *latest["best"], planned or 0]) * 1.1 or 1
    for position, (_, claim) in enumerate(latest.iterrows()):
        colour = claimant_colour(ink, claim["government"])
        low = claim["low"] if pd.notna(claim["low"]) else claim["best"]
        high = claim["high"] if pd.notna(claim["high"]) else claim["best"]
        figure.add_trace(
            go.Scatter(
                x=[low, high], y=[position] * 2, mode="lines", hoverinfo="skip",
                line={"color": colour, "width": 5},
            )
        )  # fmt: skip
        figure.add_trace(
            go.Scatter(
                x=[claim["best"]],
                y=[position],
                mode="markers",
                hoverinfo="skip",
                marker={"color": colour, "size": 12},
            )
        )
    height = min(rows * _ROW, _MOST) + 70
    figure.update_layout(**base_layout(ink, height=height))
    figure.update_xaxes(range=[0, top], tickformat=",d", title_text=unit, showgrid=True, nticks=6)
    figure.update_yaxes(
        tickmode="array", tickvals=list(range(rows)),
        ticktext=_row_labels(latest, "<br>" if rows * _TWO_LINES <= _MOST else "  "),
        range=[rows - 0.4, -0.6], showgrid=False, tickfont={"color": ink.text, "size": 14},
    )  # fmt: skip
    if planned is not None:
        figure.add_vline(x=planned, line={"color": ink.accent, "width": 1.5, "dash": "dash"})
        figure.add_annotation(
            x=planned, y=1, yref="paper", yanchor="bottom", showarrow=False,
            xanchor="right" if planned > top / 2 else "left",
            text=escape(planned_words), font={"color": ink.accent, "size": 13, "family": SANS},
        )  # fmt: skip
    figure.update_layout(margin={"l": 8, "r": 8, "t": 26, "b": 8})
    return figure


def _row_labels(latest: pd.DataFrame, then: str) -> list[str]:
    return [
        f"<b>{escape(words)}</b>  {escape(short_name(name))}{then}<span style='font-size:12px'>"
        f"public {public:%-d %b %Y}</span>"
        for name, words, public in zip(
            latest["government_name"], latest["words"], latest["public_on"], strict=True
        )
    ]
