"""A reader's own rows beside the record's: one lane below the timeline, diamonds on the map.

One colour and one shape that the record never uses, and the words that say so.
"""

import math
from html import escape
from typing import Any

import pandas as pd
import plotly.graph_objects as go
import pydeck as pdk

from dashboard.figures.named_views import NAMED_VIEWS, NamedView
from dashboard.figures.style import SANS, Ink, rgb

OWN_WORDS = "Your table, not part of the record"
_OWN = {"light": "#0a6f7d", "dark": "#5fd3e0"}
_LANE_HEIGHT = 70
_MOST_MARKS, _MOST_POINTS = 400, 1_500
_NAMED, _LETTERS = 3, 70  # titles that a mark names, and letters of each


def add_own_lane(figure: go.Figure, rows: pd.DataFrame, ink: Ink) -> go.Figure:
    """Add a lane of a reader's rows to a timeline and widen its time axis to hold them.

    Args:
        figure: what `draw_timeline` gave; it is changed.
        rows: columns id, title, date_start, date_end; at least one row.
        ink: colours.

    Returns:
        The same figure.
    """
    colour = _OWN[ink.name]
    lanes = len(figure.layout.yaxis2.tickvals)
    _make_room(figure, lanes)
    marks = in_time(rows)
    long = rows[rows["date_end"] > rows["date_start"]]
    # The record's axes are those of the second row.
    where: dict[str, Any] = {"xaxis": "x2", "yaxis": "y2"}
    if len(long) <= _MOST_MARKS:
        days = [
            day
            for start, end in zip(long["date_start"], long["date_end"], strict=True)
            for day in (f"{start:%Y-%m-%d}", f"{end:%Y-%m-%d}", None)
        ]
        heights = [None if day is None else lanes + 0.4 for day in days]
        line = {"color": colour, "width": 4}
        figure.add_trace(
            go.Scatter(x=days, y=heights, mode="lines", line=line, hoverinfo="skip", **where)
        )
    figure.add_trace(
        go.Scatter(
            x=[f"{day:%Y-%m-%d}" for day in marks["day"]], y=[lanes + 0.4] * len(marks),
            mode="markers", text=marks["words"].tolist(), hovertemplate="%{text}<extra></extra>",
            marker={
                "symbol": "diamond", "color": colour, "size": marks["size"].tolist(),
                "line": {"color": ink.paper, "width": 1},
            },
            **where,
        )
    )  # fmt: skip
    figure.add_shape(
        type="rect", xref="paper", x0=0, x1=1, yref="y2", y0=lanes - 0.45, y1=lanes + 1.05,
        fillcolor=colour, opacity=0.1, line_width=0, layer="below",
    )  # fmt: skip
    figure.add_annotation(
        xref="paper", x=0, xanchor="left", yref="y2", y=lanes - 0.15, showarrow=False,
        text=f"<b>{OWN_WORDS}</b>", font={"color": colour, "size": 13, "family": SANS},
    )  # fmt: skip
    first, last = (pd.Timestamp(day) for day in figure.layout.xaxis2.range)
    span = [min(first, marks["day"].min()), max(last, rows["date_end"].max())]
    margin = (span[1] - span[0]) * 0.01
    figure.update_xaxes(range=[span[0] - margin, span[1] + margin])
    return figure


def _make_room(figure: go.Figure, lanes: int) -> None:
    layout = figure.layout
    plot = layout.height - layout.margin.t - layout.margin.b
    above, below = layout.yaxis.domain, layout.yaxis2.domain
    grown = plot + _LANE_HEIGHT
    figure.update_layout(height=layout.height + _LANE_HEIGHT)
    if above is not None:  # there is a row of counts
        layout.yaxis.domain = [1 - (above[1] - above[0]) * plot / grown, 1]
    layout.yaxis2.domain = [0, ((below[1] - below[0]) * plot + _LANE_HEIGHT) / grown]
    layout.yaxis2.range = [lanes + 1.05, -0.6]
    layout.yaxis2.tickvals = [*layout.yaxis2.tickvals, lanes + 0.4]
    layout.yaxis2.ticktext = [*layout.yaxis2.ticktext, "Your table"]


def in_time(rows: pd.DataFrame) -> pd.DataFrame:
    """Rows gathered to at most a few hundred marks: by day, else by week, month or year.

    Returns:
        Columns day, count, size (pixels), words (escaped for plotly); by day.
    """
    for step in ("D", "W", "M", "Y"):
        periods = rows["date_start"].dt.to_period(step)
        if periods.nunique() <= _MOST_MARKS:
            break
    marks = [
        {
            "day": group["date_start"].min(),
            "count": len(group),
            "size": _pixels(len(group), 10),
            "words": "<br>".join(escape(line).replace("%", "&#37;") for line in _named(group)),
        }
        for _, group in rows.groupby(periods)
    ]
    return pd.DataFrame(marks, columns=["day", "count", "size", "words"])


def on_map(rows: pd.DataFrame) -> pd.DataFrame:
    """Rows gathered by place to at most some 1,500 points; what is known to a country is left out.

    Returns:
        Columns latitude, longitude, known (site, area), count, tip.
    """
    located = rows[rows["place_known"].isin(("site", "area"))]
    located = located.dropna(subset=["latitude", "longitude"])
    keys = [located["latitude"], located["longitude"], located["place_known"]]
    for decimals in (4, 2, 1, 0, -1):
        keys[:2] = [located[name].round(decimals) for name in ("latitude", "longitude")]
        if len(located) == 0 or located.groupby(keys).ngroups <= _MOST_POINTS:
            break
    points = [
        {
            "latitude": float(group["latitude"].mean()),
            "longitude": float(group["longitude"].mean()),
            "known": group["place_known"].iloc[0],
            "count": len(group),
            "tip": "\n".join([OWN_WORDS, str(group["place"].iloc[0]), *_named(group)]),
        }
        for _, group in located.groupby(keys)
    ]
    return pd.DataFrame(points, columns=["latitude", "longitude", "known", "count", "tip"])


def own_layer(points: pd.DataFrame, ink: Ink) -> pdk.Layer:
    """The rows of `on_map` as diamonds: filled at a site, hollow where only the area is known."""
    marks = [
        {
            "position": [point["longitude"], point["latitude"]],
            "sign": "◆" if point["known"] == "site" else "◇",
            "pixels": _pixels(point["count"], 17),
            "tip": point["tip"],
        }
        for point in points.to_dict("records")
    ]
    return pdk.Layer(
        "TextLayer", id="own-rows", data=marks, get_position="position", get_text="sign",
        get_size="pixels", get_color=rgb(_OWN[ink.name], 230), character_set='"auto"',
        get_alignment_baseline="'center'", pickable=True,
    )  # fmt: skip


def fitting_view(points: pd.DataFrame) -> NamedView:
    """The position of the map from which all points are seen."""
    if points.empty:
        return NAMED_VIEWS["Whole route"]
    west, east = points["longitude"].min(), points["longitude"].max()
    south, north = points["latitude"].min(), points["latitude"].max()
    # 900 by 400 pixels, a tile of 512 pixels being the whole world at zoom 0.
    zoom = min(
        math.log2(900 * 360 / (512 * max(east - west, 0.05))),
        math.log2(400 * 180 / (512 * max(north - south, 0.05))),
    )
    return NamedView((west + east) / 2, (south + north) / 2, min(max(zoom - 0.3, 0.6), 8.0))


def _named(group: pd.DataFrame) -> list[str]:
    named = [
        f"{day:%Y-%m-%d}  {title[:_LETTERS]}"
        for day, title in zip(
            group["date_start"].head(_NAMED), group["title"].head(_NAMED), strict=True
        )
    ]
    left = len(group) - len(named)
    return [*named, f"and {left:,} more"] if left else named


def _pixels(count: int, least: int) -> float:
    return least + min(2.2 * math.sqrt(count - 1), 16)
