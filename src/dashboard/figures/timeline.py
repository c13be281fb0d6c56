"""The timeline: figures by claimant above, events in lanes below, on one time axis."""

from html import escape
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from dashboard.analysis.strength import with_bound
from dashboard.figures.lanes import days_alone, draw_lanes, wrapped
from dashboard.figures.style import (
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
_ROW_GAP = 44  # pixels between the rows, for the days of the upper one
_LABEL_HEIGHT = 19  # pixels that one line label needs
_LABEL_ROOM = 184  # pixels of margin for the labels at the ends of the lines
_LEADER = 14  # pixels from a line's end to its label
_HOVER = "%{text}<extra></extra>"
_ABOVE = {"xaxis": "x", "yaxis": "y"}
_UNDER_A_MARK = 0.01  # of the axis: what a mark covers to either side of its day


def draw_timeline(
    figures: pd.DataFrame,
    planned: pd.DataFrame,
    events: pd.DataFrame,
    lanes: dict[str, str],
    as_of: pd.Timestamp,
    ink: Ink,
    unit: str,
    since: pd.Timestamp | None = None,
) -> go.Figure:
    """Draw the timeline.

    Args:
        figures: rows of `analysis.strength.figures_of_kind` (one kind only).
        planned: the same for the planned total; each draws a level line from its day on.
        events: events with `rung`, `date_last`, `date_precision`; each carries its event_id
            as customdata, so that a click can open its card.
        lanes: event type -> lane name, top lane first; types without an event get no lane. Empty
            for the strength alone.
        as_of: where the as-of line stands and the axis ends.
        ink: colours.
        unit: unit of the vertical axis, e.g. "troops".
        since: where the axis begins; None for just before the first day that anything is about.
            What began before it and lasts into it has its mark at the beginning.

    Returns:
        A figure with two rows; strength above (omitted if there is no figure), lanes below. A row
        that is omitted has no axes.
    """
    used = [kind for kind in lanes if kind in set(events["event_type"])]
    counted = not (figures.empty and planned.empty)
    strength_space = _STRENGTH_HEIGHT if counted or not lanes else 0
    lane_space = max(1, len(used)) * _LANE_HEIGHT + 24 if lanes else 0
    height = strength_space + lane_space + 60
    gap = _ROW_GAP / height if strength_space and lane_space else 0.0
    parting = (1 - gap) * lane_space / (strength_space + lane_space)
    first, last = (since, as_of) if since is not None else _span(figures, planned, events, as_of)
    layout = base_layout(ink, height=height)
    plain, plain_y = layout.pop("xaxis"), layout.pop("yaxis")
    days = {**plain, "type": "date", "range": [first, last], "hoverformat": "%-d %b %Y"}
    lines, labels = _strength(figures, as_of, ink)
    plans, plan_labels = _planned(planned, first, as_of, ink)
    if strength_space:
        layout["xaxis"] = {**days, "anchor": "y", "showticklabels": True, "ticks": "outside"}
        layout["yaxis"] = {
            **plain_y, "anchor": "x", "domain": [parting + gap, 1.0],
            "rangemode": "tozero", "tickformat": ",d",
            "title": {**plain_y["title"], "text": unit},
        }  # fmt: skip
    if lane_space:
        layout["xaxis2"] = {**days, "anchor": "y2"}
        layout["yaxis2"] = {
            "anchor": "x2", "domain": [0.0, parting], "tickmode": "array",
            "tickvals": list(range(len(used))), "ticktext": [lanes[kind] for kind in used],
            "range": [len(used) - 0.4, -0.6], "gridcolor": ink.hairline, "zeroline": False,
            "automargin": True, "tickfont": {"color": ink.text, "size": 13},
            # Room for the half of a mark at the beginning.
            "ticks": "outside", "ticklen": 7, "tickcolor": "rgba(0,0,0,0)",
        }  # fmt: skip
    if gap:
        layout["xaxis"]["matches"] = "x2"
    layout |= {
        "shapes": [
            {"type": "line", "x0": as_of, "x1": as_of, "xref": f"x{row}", "y0": 0, "y1": 1,
             "yref": f"y{row} domain", "line": {"color": ink.accent, "width": 1, "dash": "dot"}}
            for row in ("", "2") if f"xaxis{row}" in layout
        ],
        "annotations": [*plan_labels, *labels, _as_of_label(as_of, "x" if strength_space else "x2", ink)],
        "margin": {"l": 8, "r": _LABEL_ROOM if counted else 16, "t": 26, "b": 30},
        "clickmode": "event+select",
    }  # fmt: skip
    # Made in one go: plotly checks and copies the whole figure at every later addition.
    return go.Figure(
        {
            "data": [
                *plans,
                *lines,
                *(
                    draw_lanes(events, used, first, (last - first) * _UNDER_A_MARK, ink)
                    if lanes
                    else ()
                ),
            ],
            "layout": layout,
        }
    )


def _as_of_label(as_of: pd.Timestamp, axis: str, ink: Ink) -> dict[str, Any]:
    return {
        "x": as_of, "xref": axis, "y": 1, "yref": "paper", "yanchor": "bottom", "showarrow": False,
        "xanchor": "right", "text": f"as of {as_of:%-d %b %Y}",
        "font": {"color": ink.accent, "size": 13, "family": SANS},
    }  # fmt: skip


def _span(
    figures: pd.DataFrame, planned: pd.DataFrame, events: pd.DataFrame, as_of: pd.Timestamp
) -> tuple[pd.Timestamp, pd.Timestamp]:
    days = [*figures["about"], *planned["about"], *events["date_start"], as_of]
    first = min(days)
    return first - pd.Timedelta(days=max(6, (as_of - first).days * 0.02)), as_of


def _planned(
    planned: pd.DataFrame, first: pd.Timestamp, as_of: pd.Timestamp, ink: Ink
) -> tuple[list[Any], list[Any]]:
    lines, labels = [], []
    for _, claim in planned.iterrows():
        # Before its day there are no counts that it could cover, if there is room for its words.
        before = (claim["public_on"] - first) / (as_of - first) > 0.3
        lines.append(
            {
                "type": "scatter", "x": [claim["public_on"], as_of], "y": [claim["best"]] * 2,
                "mode": "lines", "line": {"color": ink.muted, "width": 1, "dash": "dash"},
                "text": [_hover(claim, "planned")] * 2, "hovertemplate": _HOVER,
                "customdata": [[claim["event_id"]]] * 2, **_ABOVE,
            }
        )  # fmt: skip
        labels.append(
            {
                "x": claim["public_on"], "y": claim["best"], "xref": "x", "yref": "y",
                "xanchor": "right" if before else "left", "xshift": 4 if before else 0, "yanchor": "bottom", "showarrow": False,
                "font": {"color": ink.muted, "size": 13, "family": SANS},
                "text": f"planned {claim['best']:,.0f} ({escape(short_name(claim['government_name']))})",
                "name": f"plan {claim['best']:,.0f}",  # on a phone
            }
        )  # fmt: skip
    return lines, labels


def _strength(figures: pd.DataFrame, as_of: pd.Timestamp, ink: Ink) -> tuple[list[Any], list[Any]]:
    ends: list[tuple[str, str, float, str]] = []
    traces: list[Any] = []
    for government, claims in figures.groupby("government", sort=False):
        colour = claimant_colour(ink, str(government))
        days = days_alone(claims["about"])
        dash = claimant_dash(str(government))
        traces += _band(claims, colour, as_of)
        traces += [
            {
                "type": "scatter", "x": [*days, f"{as_of:%Y-%m-%d}"],
                "y": [*claims["best"], claims["best"].iloc[-1]], "mode": "lines",
                "line": {"color": colour, "width": 2, "shape": "hv", "dash": dash},
                "hoverinfo": "skip", **_ABOVE,
            },
            {
                "type": "scatter", "x": days, "y": claims["best"].tolist(), "mode": "markers",
                "marker": {"color": colour, "size": 9, "line": {"color": ink.paper, "width": 1}},
                "customdata": claims[["event_id"]].to_numpy().tolist(),
                "text": [_hover(claim, "") for _, claim in claims.iterrows()],
                "hovertemplate": _HOVER, "cliponaxis": False, **_ABOVE,
            },
        ]  # fmt: skip
        last = claims.iloc[-1]
        ends.append((str(last["government_name"]), colour, float(last["best"]), with_bound(last)))
    return traces, _end_labels(ends, as_of)


def _band(claims: pd.DataFrame, colour: str, as_of: pd.Timestamp) -> list[Any]:
    low, high = claims["low"].fillna(claims["best"]), claims["high"].fillna(claims["best"])
    if (low == high).all():
        return []
    red, green, blue = (int(colour[start : start + 2], 16) for start in (1, 3, 5))
    return [
        {
            "type": "scatter", "x": [*days_alone(claims["about"]), f"{as_of:%Y-%m-%d}"], "y": values,
            "mode": "lines", "line": {"width": 0, "shape": "hv", "color": colour}, "fill": fill,
            "hoverinfo": "skip", "fillcolor": f"rgba({red},{green},{blue},0.14)", **_ABOVE,
        }
        for values, fill in (([*low, low.iloc[-1]], "none"), ([*high, high.iloc[-1]], "tonexty"))
    ]  # fmt: skip


def _end_labels(ends: list[tuple[str, str, float, str]], as_of: pd.Timestamp) -> list[Any]:
    if not ends:
        return []
    top = max(value for _, _, value, _ in ends) * 1.08 or 1.0
    gap = top * _LABEL_HEIGHT / _STRENGTH_HEIGHT
    heights = spread_labels([value for _, _, value, _ in ends], gap)
    return [
        {
            # A thin line leads from the line's end to its label, which may have been moved.
            "x": as_of, "y": value, "xref": "x", "yref": "y", "xanchor": "left",
            "ax": _LEADER, "ay": height, "ayref": "y", "arrowhead": 0, "arrowwidth": 1,
            "arrowcolor": colour,
            "text": f"{escape(short_name(name, min(20, 28 - len(figure))))} <b>{figure}</b>",
            "name": f"{escape(short_name(name, 19 - len(figure)))} <b>{figure}</b>",
            "font": {"color": colour, "size": 13, "family": SANS},
        }
        for (name, colour, value, figure), height in zip(ends, heights, strict=True)
    ]  # fmt: skip


def _hover(claim: "pd.Series[Any]", note: str) -> str:
    about = f"about {claim['about']:%-d %b %Y}, public {claim['public_on']:%-d %b %Y}"
    prefix = f"{note}: " if note else ""
    return f"<b>{wrapped(claim['claimant_name'])}</b><br>{prefix}{wrapped(claim['statement'])}<br>{about}"
