"""The timeline's lower row: events in lanes, with their durations, dates' slack and standing."""

from functools import lru_cache
from html import escape
from typing import Any

import pandas as pd

from dashboard.figures.style import RUNG_SYMBOLS, Ink

_BELOW = {"xaxis": "x2", "yaxis": "y2"}
# Half-width in days that a date's precision adds around the day that was named.
_PRECISION_DAYS = {"day": 0, "week": 3, "month": 15, "year": 182}
_BESIDE = 3  # marks at the axis's beginning that stand side by side


def draw_lanes(
    events: pd.DataFrame, used: list[str], first: pd.Timestamp, covered: pd.Timedelta, ink: Ink
) -> list[Any]:
    """The traces of the timeline's lower row: bars, and a mark an event.

    Args:
        events: as `draw_timeline` takes them.
        used: event types that have a lane, top lane first.
        first: where the axis begins.
        covered: what a mark covers to either side of its day.
        ink: colours.
    """
    lane_of = {kind: lane for lane, kind in enumerate(used)}
    lanes = events["event_type"].map(lane_of)
    slack = pd.to_timedelta(events["date_precision"].map(_PRECISION_DAYS), unit="D")
    # A bar that ends under its own mark cannot be seen and is not sent.
    lasts = events["date_last"] - events["date_start"]
    vague = events[(slack > pd.Timedelta(0)) & (lasts + slack > covered)]
    long = events[lasts > covered]
    from_, until = vague["date_start"] - slack[vague.index], vague["date_last"] + slack[vague.index]
    traces: list[Any] = []
    for starts, ends, width, dash in (
        (from_, until, 1, "dot"),
        (long["date_start"], long["date_last"], 4, "solid"),
    ):
        days, heights = _segments(starts, ends, lanes[starts.index])
        traces.append(
            {
                "type": "scatter", "x": days, "y": heights, "mode": "lines", "hoverinfo": "skip",
                "line": {"color": ink.muted, "width": width, "dash": dash}, **_BELOW,
            }
        )  # fmt: skip
    early = events["date_start"] < first
    # Their marks would lie on each other, and only the last could be clicked.
    beside = events[early].groupby("event_type").cumcount().clip(upper=_BESIDE - 1)
    begins = events["date_start"].mask(early, first + beside * (covered * 2.5).ceil("D"))
    # A trace a rung: what all its marks share, sign and words, is sent once.
    groups: Any = events.groupby(["rung", early], sort=False)
    for (rung, before), marks in groups:
        when, shown = "%{x|%-d %b %Y}", marks[["event_id"]]
        if before:
            when = "began %{customdata[1]}"
            shown = shown.assign(began=marks["date_start"].dt.strftime("%-d %b %Y"))
        traces.append(
            {
                "type": "scatter", "x": days_alone(begins[marks.index]), "y": lanes[marks.index].tolist(),
                "mode": "markers", "cliponaxis": False,
                "marker": {
                    "symbol": RUNG_SYMBOLS[str(rung)], "size": 11,
                    "color": ink.text, "line": {"color": ink.text, "width": 1.4},
                },
                "customdata": shown.to_numpy().tolist(),
                "text": [wrapped(title) for title in marks["title"]],
                "hovertemplate": f"<b>%{{text}}</b><br>{when}, {rung}<extra></extra>",
                **_BELOW,
            }
        )  # fmt: skip
    return traces


def _segments(
    starts: "pd.Series[Any]", ends: "pd.Series[Any]", lanes: "pd.Series[Any]"
) -> tuple[list[Any], list[Any]]:
    # One trace for all bars: plotly lifts the pen at None.
    days: list[Any] = []
    heights: list[Any] = []
    for start, end, lane in zip(days_alone(starts), days_alone(ends), lanes, strict=True):
        days += [start, end, None]
        heights += [lane, lane, None]
    return days, heights


def days_alone(dates: "pd.Series[Any]") -> list[str]:
    """Days without a time of day: half the letters."""
    return list(dates.dt.strftime("%Y-%m-%d"))


@lru_cache(maxsize=4096)  # the same titles stand in every view
def wrapped(text: str, width: int = 60) -> str:
    """Lines for a hover text; plotly reads a little HTML there, so the record's text is escaped."""
    lines, line = [], ""
    for word in text.split():
        if len(line) + len(word) > width:
            lines.append(line)
            line = ""
        line = f"{line} {word}".strip()
    return "<br>".join(escape(part).replace("%", "&#37;") for part in [*lines, line])
