"""The as-of date hides what came later; filters commute; nothing is changed in place."""

from dataclasses import replace
from datetime import date, timedelta

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builders import DATA
from dashboard.analysis.view import build_view
from dashboard.record.as_of import as_of
from dashboard.record.filters import Filters, select
from dashboard.record.load import load_record
from dashboard.record.tables import Record

RECORD = load_record(DATA)
DAYS = st.dates(date(2023, 6, 1), date(2026, 11, 23))
VIEW = build_view(RECORD, Filters(as_of=date(2026, 11, 23))).known


@given(DAYS, st.integers(0, 900))
@settings(max_examples=40)
def test_later_day_never_knows_less(day: date, later: int) -> None:
    before, after = as_of(RECORD, day), as_of(RECORD, day + timedelta(days=later))
    for table, key in (("claims", "claim_id"), ("events", "event_id"), ("sources", "source_id")):
        assert set(getattr(before, table)[key]) <= set(getattr(after, table)[key])


@given(DAYS)
@settings(max_examples=40)
def test_nothing_known_was_published_later(day: date) -> None:
    known, moment = as_of(RECORD, day), pd.Timestamp(day)
    assert (known.sources["published_on"] <= moment).all()
    assert (known.claims["reported_on"] <= moment).all()
    assert (known.events["date_end"].dropna() <= moment).all()
    cited = {source for ids in known.claims["source_ids"] for source in ids}
    assert cited <= set(known.sources["source_id"])
    assert all(ids for ids in known.claims["source_ids"])
    outcomes = [s.outcome for s in known.scenarios if s.outcome]
    assert all(outcome.decided_on <= day for outcome in outcomes)


def _choices(column: str, table: pd.DataFrame) -> st.SearchStrategy[tuple[str, ...]]:
    values = sorted(set(table[column]) - {""})
    return st.lists(st.sampled_from(values), max_size=3, unique=True).map(tuple)


FILTERS = st.builds(
    Filters,
    as_of=st.just(date(2026, 11, 23)),
    start=st.none() | DAYS,
    end=st.none() | DAYS,
    event_types=_choices("event_type", VIEW.events),
    places=_choices("place_id", VIEW.events),
    claimants=_choices("claimant", VIEW.claims),
    actors=st.lists(st.sampled_from(["KOR", "UKR", "USA", "RUS", "PRK"]), max_size=2).map(tuple),
    verification=_choices("rung", VIEW.events),
    text=st.sampled_from(["", "kursk", "killed", "zelenskyy"]),
)


def _ids(record: Record) -> tuple[list[str], list[str]]:
    return sorted(record.events["event_id"]), sorted(record.claims["claim_id"])


@given(FILTERS, FILTERS)
@settings(max_examples=60)
def test_filters_may_be_applied_in_either_order(one: Filters, other: Filters) -> None:
    assert _ids(select(select(VIEW, one), other)) == _ids(select(select(VIEW, other), one))


@given(FILTERS)
@settings(max_examples=40)
def test_filter_keeps_rows_whole_and_twice_is_once(filters: Filters) -> None:
    once = select(VIEW, filters)
    assert list(once.claims.columns) == list(VIEW.claims.columns)
    assert _ids(select(once, filters)) == _ids(once)
    assert set(once.events["event_id"]) <= set(once.claims["event_id"])


def test_selecting_changes_nothing_in_place() -> None:
    before = VIEW.claims.copy(), VIEW.events.copy()
    select(VIEW, Filters(as_of=date(2026, 11, 23), claimants=("UKR",), text="kursk"))
    as_of(VIEW, date(2024, 11, 6))
    pd.testing.assert_frame_equal(VIEW.claims, before[0])
    pd.testing.assert_frame_equal(VIEW.events, before[1])


@pytest.mark.parametrize("who", ["KOR", "UKR"])
def test_state_stands_for_all_its_services(who: str) -> None:
    shown = select(VIEW, Filters(as_of=date(2026, 11, 23), claimants=(who,)))
    assert set(shown.claims["government"]) == {who}
    assert shown.claims["claimant"].nunique() > 1


def test_filter_never_changes_how_well_an_event_is_vouched_for() -> None:
    filters = Filters(as_of=date(2025, 4, 30))
    whole = build_view(RECORD, filters).known.events.set_index("event_id")["rung"]
    narrowed = build_view(RECORD, replace(filters, claimants=("KOR",))).shown.events
    for event, rung in zip(narrowed["event_id"], narrowed["rung"], strict=True):
        assert whole[event] == rung
