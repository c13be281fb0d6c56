"""Fewer marks than rows: nothing changes below the limits, and nothing is lost silently above."""

from datetime import date
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.analysis.strength import figures_of_kind
from dashboard.analysis.thinning import (
    MOST_EVENTS,
    MOST_PLACES,
    day_before_counts,
    grouped_events,
    joined_places,
    leading_figures,
)
from dashboard.record.as_of import as_of
from dashboard.record.load import load_record
from dashboard.record.vocabulary import STRENGTH_KINDS

DATA = Path(__file__).parents[2] / "data"
DAYS = st.lists(st.integers(0, 900), min_size=1, max_size=120)


def events(days: list[int]) -> pd.DataFrame:
    start = pd.Timestamp("2024-01-01") + pd.to_timedelta(days, unit="D")
    return pd.DataFrame(
        {
            "event_id": [f"E-{number}" for number in range(len(days))],
            "title": [f"Event {number}" for number in range(len(days))],
            "event_type": [("combat", "losses")[number % 2] for number in range(len(days))],
            "date_start": start,
            "date_last": start + pd.Timedelta(days=3),
            "date_precision": "month",
        }
    )


def test_record_is_drawn_whole() -> None:
    real = load_record(DATA)
    assert len(real.events) <= MOST_EVENTS
    assert len(real.places) <= MOST_PLACES
    for kind in STRENGTH_KINDS:
        lines = figures_of_kind(real, kind)
        assert leading_figures(lines).equals(lines), kind


@pytest.mark.parametrize(
    ("day", "begins"),
    [("2024-11-06", "2024-09-13"), ("2024-10-18", "2024-09-13"), ("2026-11-23", "2023-11-02")],
)
def test_axis_begins_a_little_before_the_first_count(day: str, begins: str) -> None:
    known = as_of(load_record(DATA), date.fromisoformat(day))
    since = day_before_counts(known, pd.Timestamp(day))
    first = min(figures_of_kind(known, kind)["about"].min() for kind in STRENGTH_KINDS)
    assert since == pd.Timestamp(begins)
    assert since <= first - pd.Timedelta(days=30)


def test_without_a_count_all_days_stay_on_the_axis() -> None:
    before = as_of(load_record(DATA), date(2023, 6, 1))
    assert not before.events.empty
    assert day_before_counts(before, pd.Timestamp("2023-06-01")) is None


def test_few_events_stay_as_they_are() -> None:
    rows = events([1, 2, 3])
    assert grouped_events(rows, most=3) is rows


@given(DAYS)
def test_groups_stand_for_every_event_and_are_few(days: list[int]) -> None:
    rows = events(days)
    marks = grouped_events(rows, most=10)
    if len(rows) > 10:
        said = marks["title"].str.extract(r"^([\d,]+) events")[0].str.replace(",", "")
        assert said.fillna("1").astype(int).sum() == len(rows)
        assert len(marks) <= 10 + 2 * rows["event_type"].nunique()
        assert set(marks["event_id"]) <= set(rows["event_id"])
        assert (marks["date_last"] == marks["date_start"]).all()


def figures(rows: list[tuple[str, int]]) -> pd.DataFrame:
    about = pd.Timestamp("2024-01-01") + pd.to_timedelta([day for _, day in rows], unit="D")
    table = pd.DataFrame({"government": [who for who, _ in rows], "about": about, "best": 1.0})
    return table.sort_values("about", ignore_index=True)


def test_few_claimants_and_figures_stay_as_they_are() -> None:
    rows = figures([("A", 1), ("B", 2), ("A", 3)])
    assert leading_figures(rows, claimants=2, each=2).equals(rows)


def test_those_with_most_figures_are_kept_with_their_last() -> None:
    rows = figures([("A", day) for day in range(100)] + [("B", 1), ("B", 99), ("C", 50)])
    kept = leading_figures(rows, claimants=2, each=10)
    assert set(kept["government"]) == {"A", "B"}
    assert 10 <= (kept["government"] == "A").sum() <= 11
    assert kept.loc[kept["government"] == "A", "about"].max() == rows["about"].max()
    assert (kept["government"] == "B").sum() == 2


def places(spots: list[tuple[float, float]], kind: str = "town") -> pd.DataFrame:
    return pd.DataFrame(
        {
            "name": [f"P{number}" for number in range(len(spots))],
            "kind": kind,
            "latitude": [spot[0] for spot in spots],
            "longitude": [spot[1] for spot in spots],
            "best": [float(number) for number in range(len(spots))],
        }
    )


def test_few_places_stay_as_they_are() -> None:
    rows = places([(50.0, 36.0), (51.0, 37.0)])
    assert joined_places(rows, most=2) is rows


@given(st.lists(st.tuples(st.floats(-80, 80), st.floats(-179, 179)), min_size=6, max_size=60))
def test_neighbours_are_joined_counted_and_within_their_bounds(
    spots: list[tuple[float, float]],
) -> None:
    rows = pd.concat([places(spots), places([(60.0, 60.0)], kind="region")], ignore_index=True)
    marks = joined_places(rows, most=5)
    towns = marks[marks["kind"] == "town"]
    more = towns["name"].str.extract(r"and ([\d,]+) more")[0].fillna("0").astype(int)
    assert len(towns) <= 5
    assert more.sum() + len(towns) == len(spots)
    low, high = rows["latitude"].min() - 1e-9, rows["latitude"].max() + 1e-9
    assert towns["latitude"].between(low, high).all()
    assert (marks["kind"] == "region").sum() == 1
