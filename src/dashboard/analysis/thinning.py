"""What the pictures leave out: days before the counts, and marks beyond what an eye tells apart.

A reader can have the days back with one click. Marks are thinned above the limits only, and the
record is below all of them. A page that leaves something out says so. Only the picture is thinned: tables, exports and counts are of all rows.
"""

import numpy as np
import pandas as pd

from dashboard.analysis.wording import counted
from dashboard.record.tables import Record
from dashboard.record.vocabulary import AFFIRMING, STRENGTH_KINDS

MOST_EVENTS = 700
MOST_CLAIMANTS = 14
MOST_FIGURES = 16  # a claimant
MOST_PLACES = 150
_LEAD, _LEAST_LEAD = 0.45, pd.Timedelta(days=30)  # room for the plan's name before the counts


def day_before_counts(record: Record, until: pd.Timestamp) -> pd.Timestamp | None:
    """Where an axis begins on which the lines of the counts can be told apart.

    The troops were first counted years after the first event on record; an axis of all days
    presses the counts of their first month into a hair's breadth.

    Args:
        record: the claims to read.
        until: where the axis ends.

    Returns:
        Not quite half of the counts' span, at least 30 days, before the first day that a figure of
        any strength kind is about; None without such a figure.
    """
    claims = record.claims
    counts = claims["quantity_kind"].isin(STRENGTH_KINDS) & claims["stance"].isin(AFFIRMING)
    if not counts.any():
        return None
    first = pd.Timestamp(claims["about_last"][counts].min())
    return first - max(_LEAST_LEAD, ((until - first) * _LEAD).floor("D"))


def grouped_events(events: pd.DataFrame, most: int = MOST_EVENTS) -> pd.DataFrame:
    """At most about `most` marks: one for all events of a type that began in the same days.

    Args:
        events: events with `event_type`, `date_start`, `date_last`, `title`.
        most: up to so many rows, nothing is changed.

    Returns:
        The same columns; a group is its latest event, at the first day of the group, with a title
        that begins with how many it stands for and with a duration of none.
    """
    if len(events) <= most:
        return events
    kinds = max(1, events["event_type"].nunique())
    first = events["date_start"].min()
    span = (events["date_start"].max() - first).days + 1
    days = max(1, -(-span * kinds // most))
    group = [events["event_type"], (events["date_start"] - first).dt.days // days]
    latest = events["date_start"].groupby(group).transform("idxmax")
    counts = events["date_start"].groupby(group).transform("size")
    last = events[events.index == latest].copy()
    count = counts[last.index]
    words = (
        count.map("{:,}".format)
        + f" events within {counted(days, 'day')}; the latest: "
        + last["title"]
    )
    last["title"] = last["title"].where(count == 1, words)
    last["date_last"] = last["date_start"]
    if "date_precision" in last:
        last["date_precision"] = "day"
    return last


def too_many_to_draw(events: pd.DataFrame) -> str:
    """A sentence for the page where the timeline is thinned; "" where it is not."""
    if len(events) <= MOST_EVENTS:
        return ""
    return (
        f"A mark stands for all events of its lane within some days, because {len(events):,} do not "
        f"fit; lines are of the {MOST_CLAIMANTS} claimants with most figures. The tables have all."
    )


def leading_figures(
    figures: pd.DataFrame, claimants: int = MOST_CLAIMANTS, each: int = MOST_FIGURES
) -> pd.DataFrame:
    """The figures of those who give most of them, and of each the last in equal steps of time.

    Args:
        figures: rows of `analysis.strength.figures_of_kind`.
        claimants: up to so many, all are kept.
        each: up to so many figures a claimant, all are kept.

    Returns:
        Fewer rows, in the same order.
    """
    many = figures["government"].value_counts()
    if len(many) > claimants:
        figures = figures[figures["government"].isin(many.index[:claimants])]
    if len(figures) and many.iloc[0] > each:
        first, last = figures["about"].min(), figures["about"].max()
        step = ((figures["about"] - first) / max(last - first, pd.Timedelta(days=1)) * each).astype(
            int
        )
        crowded = figures["government"].map(many) > each
        later = figures.assign(step=step).duplicated(["government", "step"], keep="last")
        figures = figures[~(crowded & later)]
    return figures


def joined_places(places: pd.DataFrame, most: int = MOST_PLACES) -> pd.DataFrame:
    """At most `most` marks for sites and towns: neighbours within a cell become one.

    Args:
        places: rows of `analysis.whereabouts.reported_places`.
        most: up to so many sites and towns, nothing is changed.

    Returns:
        The same columns. A cell is its place with the largest figure, drawn as a town at the
        cell's middle, its name saying how many more it stands for; districts, regions and
        countries stay, of districts as many as sites and towns at most.
    """
    points = places[places["kind"].isin(("site", "town"))].dropna(subset=["latitude", "longitude"])
    districts = places[places["kind"] == "district"]
    if len(points) <= most and len(districts) <= most:
        return places
    rest = places[~places["kind"].isin(("site", "town", "district"))]
    return pd.concat([_cells(points, most), _cells(districts, most), rest], ignore_index=True)


def _cells(places: pd.DataFrame, most: int) -> pd.DataFrame:
    if len(places) <= most:
        return places
    degrees = 0.125
    spots = places[["latitude", "longitude"]].to_numpy(dtype=float)
    while len(np.unique(np.floor(spots / degrees), axis=0)) > most:
        degrees *= 2
    cell = [np.floor(spots[:, 0] / degrees), np.floor(spots[:, 1] / degrees)]
    ordered = places.assign(lat_cell=cell[0], lon_cell=cell[1]).sort_values(
        "best", ascending=False, na_position="last", kind="stable"
    )
    grouped = ordered.groupby(["lat_cell", "lon_cell"], sort=False)
    largest = grouped.head(1).set_index(["lat_cell", "lon_cell"])
    more = grouped.size() - 1
    largest["name"] = largest["name"].where(
        more == 0, largest["name"] + " and " + more.map("{:,}".format) + " more nearby"
    )
    middles = grouped[["latitude", "longitude"]].mean()
    largest[["latitude", "longitude"]] = middles
    return largest.reset_index(drop=True)
