"""The timeline: figures by claimant above, events in lanes below, on one time axis."""

from html import escape
from typing import Any

import pandas as pd
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from dashboard.figures.style import (
    RUNG_SYMBOLS,
    SANS,
    Ink,
    base_layout,
    claimant_colour,
    claimant_dash,
    short_name,
    spread_labels,
)

_STRENGTH_HEIGHT = 330
_LANE_HEIGHT = 34
_LABEL_HEIGHT = 19  # pixels that one line label needs
_LABEL_ROOM = 170  # pixels of margin for the labels at the ends of the lines
_HOVER = "%{text}<extra></extra>"
# Half-width in days that a date's precision adds around the day that was named.
_PRECISION_DAYS = {"day": 0, "week": 3, "month": 15, "year": 182}


def draw_timeline(
    figures: pd.DataFrame,
    planned: pd.DataFrame,
    events: pd.DataFrame,
    lanes: dict[str, str],
    as_of: pd.Timestamp,
    ink: Ink,
    unit: str,
) -> go.Figure:
    """Draw the timeline.

    Args:
        figures: rows of `analysis.strength.figures_of_kind` (one kind only).
        planned: the same for the planned total; each draws a level line from its day on.
        events: events with `rung`, `date_last`, `date_precision`; each carries its event_id
            as customdata, so that a click can open its card.
        lanes: event type -> lane name, top lane first; types without an event get no lane.
        as_of: where the as-of line stands and the axis ends.
        ink: colours.
        unit: unit of the vertical axis, e.g. "troops".

    Returns:
        A figure with two rows; strength above (omitted if there is no figure), lanes below.
    """
    used = [kind for kind in lanes if kind in set(events["event_type"])]
    lane_space = max(1, len(used)) * _LANE_HEIGHT + 24
    height = _STRENGTH_HEIGHT + lane_space + 60
    figure = make_subplots(
        rows=2, cols=1, shared_xaxes=True, vertical_spacing=44 / height,
        row_heights=[_STRENGTH_HEIGHT, lane_space],
    )  # fmt: skip
    first, last = _span(figures, planned, events, as_of)
    _add_planned(figure, planned, as_of, ink)
    _add_strength(figure, figures, as_of, ink)
    _add_lanes(figure, events, used, ink)
    figure.update_layout(**base_layout(ink, height=height))
    axis = base_layout(ink, height=height)["xaxis"]
    for row in (1, 2):
        figure.update_xaxes(
            **axis, type="date", range=[first, last], row=row, col=1, hoverformat="%-d %b %Y"
        )
    figure.update_xaxes(showticklabels=True, ticks="outside", row=1, col=1)
    figure.update_yaxes(
        **base_layout(ink, height=height)["yaxis"], rangemode="tozero", tickformat=",d",
        title_text=unit, row=1, col=1,
    )  # fmt: skip
    figure.update_yaxes(
        tickmode="array", tickvals=list(range(len(used))), ticktext=[lanes[kind] for kind in used],
        range=[len(used) - 0.4, -0.6], gridcolor=ink.hairline, zeroline=False, automargin=True,
        tickfont={"color": ink.text, "size": 13}, row=2, col=1,
    )  # fmt: skip
    figure.add_vline(x=as_of, line={"color": ink.accent, "width": 1, "dash": "dot"})
    figure.add_annotation(
        x=as_of, y=1, yref="paper", yanchor="bottom", showarrow=False, xanchor="right",
        text=f"as of {as_of:%-d %b %Y}", font={"color": ink.accent, "size": 13, "family": SANS},
    )  # fmt: skip
    figure.update_layout(
        margin={"l": 8, "r": _LABEL_ROOM, "t": 26, "b": 30}, clickmode="event+select"
    )
    return figure


def _span(
    figures: pd.DataFrame, planned: pd.DataFrame, events: pd.DataFrame, as_of: pd.Timestamp
) -> tuple[pd.Timestamp, pd.Timestamp]:
    days = [*figures["about"], *planned["about"], *events["date_start"], as_of]
    first = min(days)
    return first - pd.Timedelta(days=max(6, (as_of - first).days * 0.02)), as_of


def _add_planned(figure: go.Figure, planned: pd.DataFrame, as_of: pd.Timestamp, ink: Ink) -> None:
    for _, claim in planned.iterrows():
        figure.add_annotation(
            x=claim["public_on"], y=claim["best"], xref="x", yref="y", xanchor="left",
            yanchor="bottom", showarrow=False, font={"color": ink.muted, "size": 13, "family": SANS},
            text=f"planned {claim['best']:,.0f} ({escape(short_name(claim['government_name']))})",
        )  # fmt: skip
        figure.add_trace(
            go.Scatter(
                x=[claim["public_on"], as_of], y=[claim["best"]] * 2, mode="lines",
                line={"color": ink.muted, "width": 1, "dash": "dash"},
                text=[_hover(claim, "planned")] * 2, hovertemplate=_HOVER, customdata=[[claim["event_id"]]] * 2,
            ),
            row=1, col=1,
        )  # fmt: skip


def _add_strength(figure: go.Figure, figures: pd.DataFrame, as_of: pd.Timestamp, ink: Ink) -> None:
    ends: list[tuple[str, str, float]] = []
    for government, claims in figures.groupby("government", sort=False):
        colour = claimant_colour(ink, str(government))
        _add_band(figure, claims, colour, as_of)
        figure.add_trace(
            go.Scatter(
                x=[*claims["about"], as_of], y=[*claims["best"], claims["best"].iloc[-1]],
                mode="lines", line={"color": colour, "width": 2, "shape": "hv",
                                    "dash": claimant_dash(str(government))},
                hoverinfo="skip",
            ),
            row=1, col=1,
        )  # fmt: skip
        figure.add_trace(
            go.Scatter(
                x=claims["about"], y=claims["best"], mode="markers",
                marker={"color": colour, "size": 9, "line": {"color": ink.paper, "width": 1}},
                customdata=claims[["event_id"]].to_numpy().tolist(),
                text=[_hover(claim, "") for _, claim in claims.iterrows()], hovertemplate=_HOVER,
            ),
            row=1, col=1,
        )  # fmt: skip
        ends.append(
            (str(claims["government_name"].iloc[0]), colour, float(claims["best"].iloc[-1]))
        )
    _label_ends(figure, ends, as_of)


def _add_band(figure: go.Figure, claims: pd.DataFrame, colour: str, as_of: pd.Timestamp) -> None:
    low, high = claims["low"].fillna(claims["best"]), claims["high"].fillna(claims["best"])
    if (low == high).all():
        return
    days = [*claims["about"], as_of]
    edge: dict[str, Any] = {"width": 0, "shape": "hv", "color": colour}
    red, green, blue = (int(colour[start : start + 2], 16) for start in (1, 3, 5))
    for values, fill in (([*low, low.iloc[-1]], "none"), ([*high, high.iloc[-1]], "tonexty")):
        figure.add_trace(
            go.Scatter(
                x=days, y=values, mode="lines", line=edge, fill=fill, hoverinfo="skip",
                fillcolor=f"rgba({red},{green},{blue},0.14)",
            ),
            row=1, col=1,
        )  # fmt: skip


def _label_ends(figure: go.Figure, ends: list[tuple[str, str, float]], as_of: pd.Timestamp) -> None:
    if not ends:
        return
    top = max(value for *_, value in ends) * 1.08 or 1.0
    gap = top * _LABEL_HEIGHT / _STRENGTH_HEIGHT
    heights = spread_labels([value for *_, value in ends], gap)
    for (name, colour, value), height in zip(ends, heights, strict=True):
        figure.add_annotation(
            x=as_of, y=height, xref="x", yref="y", xanchor="left", showarrow=False, xshift=6,
            text=f"{escape(short_name(name))} <b>{value:,.0f}</b>", font={"color": colour, "size": 13, "family": SANS},
        )  # fmt: skip


def _add_lanes(figure: go.Figure, events: pd.DataFrame, used: list[str], ink: Ink) -> None:
    lane_of = {kind: lane for lane, kind in enumerate(used)}
    slack = pd.to_timedelta(events["date_precision"].map(_PRECISION_DAYS), unit="D")
    vague = events[slack > pd.Timedelta(0)]
    long = events[events["date_last"] > events["date_start"]]
    spans = (
        (
            vague["date_start"] - slack[vague.index],
            vague["date_last"] + slack[vague.index],
            1,
            "dot",
        ),
        (long["date_start"], long["date_last"], 4, "solid"),
    )
    for starts, ends, width, dash in spans:
        lanes = events.loc[starts.index, "event_type"].map(lane_of)
        days, heights = _segments(starts, ends, lanes)
        figure.add_trace(
            go.Scatter(
                x=days, y=heights, mode="lines", hoverinfo="skip",
                line={"color": ink.muted, "width": width, "dash": dash},
            ),
            row=2, col=1,
        )  # fmt: skip
    figure.add_trace(
        go.Scatter(
            x=_days(events["date_start"]), y=events["event_type"].map(lane_of), mode="markers",
            marker={
                "symbol": [RUNG_SYMBOLS[rung] for rung in events["rung"]], "size": 11,
                "color": ink.text, "line": {"color": ink.text, "width": 1.4},
            },
            customdata=events[["event_id"]].to_numpy().tolist(),
            text=[_event_hover(event) for _, event in events.iterrows()], hovertemplate=_HOVER,
        ),
        row=2, col=1,
    )  # fmt: skip


def _segments(
    starts: "pd.Series[Any]", ends: "pd.Series[Any]", lanes: "pd.Series[Any]"
) -> tuple[list[Any], list[Any]]:
    # One trace for all bars: plotly lifts the pen at None.
    days: list[Any] = []
    heights: list[Any] = []
    for start, end, lane in zip(_days(starts), _days(ends), lanes, strict=True):
        days += [start, end, None]
        heights += [lane, lane, None]
    return days, heights


def _days(dates: "pd.Series[Any]") -> list[str]:
    # Days without a time of day: half the letters.
    return list(dates.dt.strftime("%Y-%m-%d"))


def _hover(claim: "pd.Series[Any]", note: str) -> str:
    about = f"about {claim['about']:%-d %b %Y}, public {claim['public_on']:%-d %b %Y}"
    prefix = f"{note}: " if note else ""
    return (
        f"<b>{_wrap(claim['claimant_name'])}</b><br>{prefix}{_wrap(claim['statement'])}<br>{about}"
    )


def _event_hover(event: "pd.Series[Any]") -> str:
    return f"<b>{_wrap(event['title'])}</b><br>{event['date_start']:%-d %b %Y}, {event['rung']}"


def _wrap(text: object, width: int = 60) -> str:
    # Plotly reads a little HTML in hover text, so the record's text is escaped.
    lines, line = [], ""
    for word in str(text).split():
        if len(line) + len(word) > width:
            lines.append(line)
            line = ""
        line = f"{line} {word}".strip()
    return "<br>".join(escape(part).replace("%", "&#37;") for part in [*lines, line])
