"""The forecast panel's figures: the fan of the projection, and how the evidence moved."""

from html import escape
from textwrap import wrap

import pandas as pd
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from dashboard.figures.style import (
    SANS,
    Ink,
    base_layout,
    claimant_colour,
    rgb,
    short_name,
    spread_labels,
)

_FAN_HEIGHT = 400
_SMALL_HEIGHT = 150
_COLUMNS = 3
_MARKERS = {"KOR": "circle", "UKR": "square", "USA": "diamond", "GBR": "triangle-up"}


def draw_fan(
    fan: pd.DataFrame,
    known: pd.DataFrame,
    later: pd.DataFrame,
    planned: float | None,
    ink: Ink,
    unit: str,
) -> go.Figure:
    """Draw a projection with the figures that it rests on, and those that came later.

    Args:
        fan: rows of `projection.fan`.
        known: figures public on the day of the projection (`strength.figures_of_kind`).
        later: figures that became public after it and are public now; drawn hollow.
        planned: where the line of the plan stands; None for no line.
        ink: colours.
        unit: unit of the axis.

    Returns:
        A figure with the 90% and 50% band, the median, and a mark a figure, labelled by claimant.
    """
    figure = go.Figure()
    red, green, blue, _ = rgb(ink.accent)
    for low, high, alpha in (("5%", "95%", 0.14), ("25%", "75%", 0.28)):
        figure.add_trace(
            go.Scatter(
                x=[*fan["day"], *fan["day"][::-1]], y=[*fan[high], *fan[low][::-1]], fill="toself",
                fillcolor=f"rgba({red},{green},{blue},{alpha})", line={"width": 0},
                hoverinfo="skip", mode="lines",
            )
        )  # fmt: skip
    figure.add_trace(
        go.Scatter(
            x=fan["day"], y=fan["50%"], mode="lines", line={"color": ink.accent, "width": 2},
            hovertemplate="%{x|%-d %b %Y}: half of the forecast lies below %{y:,.0f}<extra></extra>",
        )
    )  # fmt: skip
    for figures, hollow in ((known, False), (later, True)):
        for government, claims in figures.groupby("government"):
            figure.add_trace(_marks(claims, str(government), ink, hollow=hollow))
    first = min([*known["about"], fan["day"].iloc[0]])
    last = max([fan["day"].iloc[-1], *later["about"]])
    top = max([fan["95%"].max(), *known["best"], *later["best"], planned or 0]) * 1.05
    figure.update_layout(**base_layout(ink, height=_FAN_HEIGHT))
    figure.update_xaxes(range=[first - pd.Timedelta(days=5), last + pd.Timedelta(days=3)])
    figure.update_yaxes(range=[0, top], tickformat=",d", title_text=unit)
    if planned is not None:
        figure.add_hline(y=planned, line={"color": ink.muted, "width": 1, "dash": "dash"})
        _note(figure, first, planned, f"planned {planned:,.0f}", ink.muted, "left", "bottom")
    _label_fan(figure, fan, top, ink)
    figure.add_vline(x=fan["day"].iloc[0], line={"color": ink.accent, "width": 1, "dash": "dot"})
    made = f"made on {fan['day'].iloc[0]:%-d %b %Y}"
    _note(figure, fan["day"].iloc[0], 1, made, ink.accent, "right", "bottom", yref="paper")
    figure.update_layout(margin={"l": 8, "r": 60, "t": 26, "b": 8})
    return figure


def draw_history(
    history: pd.DataFrame,
    titles: dict[str, str],
    decided: dict[str, tuple[pd.Timestamp, str]],
    until: pd.Timestamp,
    ink: Ink,
) -> go.Figure:
    """Draw how the evidence for and against each scenario grew: one small chart a scenario.

    Args:
        history: rows of `hypotheses.panel_history`.
        titles: scenario id -> the chart's title, in the order wanted.
        decided: scenario id -> the day and the words of its outcome, for those decided.
        until: the as-of day, where the lines end.
        ink: colours.

    Returns:
        Small charts, three a row, on the same scales; "for" is solid, "against" is dashed; on top
        the place among the alternatives on each day on which it changed; a line where decided.
    """
    rows = -(-len(titles) // _COLUMNS)
    figure = make_subplots(
        rows=rows, cols=_COLUMNS, subplot_titles=["<br>".join(wrap(escape(title), 28)) for title in titles.values()], horizontal_spacing=0.1,
        vertical_spacing=0.24 if rows > 1 else 0, shared_yaxes=True,
    )  # fmt: skip
    height = rows * (_SMALL_HEIGHT + 60) + 30
    figure.update_annotations(font={"family": SANS, "size": 13, "color": ink.text})
    figure.update_layout(**base_layout(ink, height=height))
    top = max(history[["consistent", "inconsistent"]].to_numpy().max(), 1) * 1.15
    for place, scenario in enumerate(titles):
        row, column = place // _COLUMNS + 1, place % _COLUMNS + 1
        steps = history[history["scenario_id"] == scenario]
        places = steps.dropna(subset="place")
        numbers = places["place"].astype(int)
        places = places[numbers != numbers.shift()]
        figure.add_trace(
            go.Scatter(
                x=places["day"], y=[top] * len(places), mode="text", text=places["place"].map("#{}".format),
                textposition="bottom right", textfont={"color": ink.muted, "size": 13},
                hovertemplate="%{x|%-d %b %Y}: place %{text} of the alternatives<extra></extra>",
            ),
            row=row, col=column,
        )  # fmt: skip
        if scenario in decided:
            moment, words = decided[scenario]
            figure.add_vline(x=moment, line={"color": ink.muted, "width": 1}, row=row, col=column)
            figure.add_annotation(
                x=moment, y=top * 0.62, text=escape(words), showarrow=False, xanchor="left", xshift=3, bgcolor=ink.paper,
                font={"color": ink.muted, "size": 12, "family": SANS}, row=row, col=column,
            )  # fmt: skip
        ends = [float(steps[sums].iloc[-1]) for sums in ("consistent", "inconsistent")]
        for name, sums, dash, colour, height_of in zip(
            ("for", "against"), ("consistent", "inconsistent"), ("solid", "dash"),
            (ink.text, ink.accent), spread_labels(ends, top / 6), strict=True,
        ):  # fmt: skip
            figure.add_trace(
                go.Scatter(
                    x=[*steps["day"], until], y=[*steps[sums], steps[sums].iloc[-1]], mode="lines",
                    line={"color": colour, "width": 2, "dash": dash, "shape": "hv"},
                    hovertemplate=f"%{{x|%-d %b %Y}}: weight {name} %{{y}}<extra></extra>",
                ),
                row=row, col=column,
            )  # fmt: skip
            figure.add_annotation(
                x=until, y=height_of, text=name, showarrow=False, xanchor="left", xshift=4,
                font={"color": colour, "size": 13, "family": SANS}, row=row, col=column,
            )  # fmt: skip
    axes = base_layout(ink, height=height)
    figure.update_xaxes(**axes["xaxis"], nticks=4, range=[history["day"].min(), until])
    figure.update_yaxes(**axes["yaxis"], range=[0, top], nticks=4)
    figure.update_layout(margin={"l": 8, "r": 58, "t": 50, "b": 8})
    return figure


def _marks(claims: pd.DataFrame, government: str, ink: Ink, *, hollow: bool) -> go.Scatter:
    symbol = _MARKERS.get(government, "cross")
    colour = claimant_colour(ink, government)
    words = [
        f"{escape(short_name(name, 40))}: {best:,.0f}, about {about:%-d %b %Y}, public {public:%-d %b %Y}"
        for name, best, about, public in zip(
            claims["claimant_name"], claims["best"], claims["about"], claims["public_on"],
            strict=True,
        )
    ]  # fmt: skip
    return go.Scatter(
        x=claims["about"], y=claims["best"], mode="markers", text=words,
        hovertemplate="%{text}<extra></extra>",
        marker={
            "symbol": symbol + "-open" if hollow else symbol, "size": 9, "color": colour,
            "line": {"width": 2, "color": colour},
        },
    )  # fmt: skip


def _label_fan(figure: go.Figure, fan: pd.DataFrame, top: float, ink: Ink) -> None:
    end = fan.iloc[-1]
    names = ["5%", "25%", "50%", "75%", "95%"]
    heights = spread_labels([float(end[name]) for name in names], top / 20)
    for name, height in zip(names, heights, strict=True):
        _note(figure, end["day"], height, name, ink.accent, "left", "middle", shift=4)


def _note(
    figure: go.Figure,
    x: object,
    y: float,
    text: str,
    colour: str,
    xanchor: str,
    yanchor: str,
    *,
    yref: str = "y",
    shift: int = 0,
) -> None:
    figure.add_annotation(
        x=x, y=y, yref=yref, text=escape(text), showarrow=False, xanchor=xanchor, yanchor=yanchor,
        xshift=shift, font={"color": colour, "size": 13, "family": SANS},
    )  # fmt: skip
