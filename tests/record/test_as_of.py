"""The second clock on small records: what each table hides, and that it never forgets."""

from datetime import date, timedelta
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builders import DATA, claim, event, make_record, source
from dashboard.record.as_of import as_of
from dashboard.record.load import load_record
from dashboard.record.tables import Record

PAGES = (source(), source(2, published_on="2024-10-28"), source(3, published_on="2025-04-26"))
LATER = {"reported_on": "2024-10-28", "source_ids": "S-0002"}
REAL = load_record(DATA)
_DATES = {
    "sources": ["published_on"],
    "claims": ["public_on", "reported_on"],
    "events": ["public_on", "date_end"],
}


def two_events(folder: Path) -> Record:
    return make_record(
        folder,
        sources=PAGES,
        events=(event(date_end="2024-10-25"), event(2)),
        claims=(claim(source_ids="S-0001;S-0002;S-0003"), claim(2, event_id="E-0002", **LATER)),
    )


def test_claim_and_event_show_from_the_day_they_became_public(tmp_path: Path) -> None:
    record = two_events(tmp_path)
    the_day, day_before = as_of(record, date(2024, 10, 28)), as_of(record, date(2024, 10, 27))
    assert list(the_day.claims["claim_id"]) == ["C-0001", "C-0002"]
    assert list(day_before.claims["claim_id"]) == ["C-0001"]
    assert list(day_before.events["event_id"]) == ["E-0001"]


def test_list_of_documents_shrinks_to_those_published(tmp_path: Path) -> None:
    record = two_events(tmp_path)
    cited = {
        day: as_of(record, day).claims["source_ids"].iloc[0]
        for day in (date(2024, 10, 18), date(2024, 10, 28), date(2025, 4, 26))
    }
    assert list(cited.values()) == [
        ("S-0001",), ("S-0001", "S-0002"), ("S-0001", "S-0002", "S-0003"),
    ]  # fmt: skip


def test_end_of_an_event_is_unknown_until_it_came(tmp_path: Path) -> None:
    record = two_events(tmp_path)
    going_on = as_of(record, date(2024, 10, 20)).events.iloc[0]
    assert pd.isna(going_on["date_end"])
    assert going_on["date_last"] == pd.Timestamp("2024-10-20")
    over = as_of(record, date(2024, 10, 25)).events.iloc[0]
    assert over["date_end"] == over["date_last"] == pd.Timestamp("2024-10-25")


def test_announced_event_lasts_no_shorter_than_to_its_start(tmp_path: Path) -> None:
    ahead = (event(date_start="2024-12-01", date_end="2024-12-09"),)
    known = as_of(make_record(tmp_path, events=ahead), date(2024, 10, 20)).events.iloc[0]
    assert known["date_last"] == known["date_start"] == pd.Timestamp("2024-12-01")


def test_correction_is_unknown_before_it_is_made(tmp_path: Path) -> None:
    record = make_record(
        tmp_path, sources=PAGES, claims=(claim(), claim(2, supersedes="C-0001", **LATER))
    )
    assert list(as_of(record, date(2024, 10, 20)).claims["supersedes"]) == [""]


def test_claim_reported_early_but_printed_late_stays_hidden(tmp_path: Path) -> None:
    record = make_record(tmp_path, sources=PAGES, claims=(claim(source_ids="S-0002"),))
    assert as_of(record, date(2024, 10, 27)).claims.empty
    assert len(as_of(record, date(2024, 10, 28)).claims) == 1


def test_day_before_all_is_an_empty_record_with_all_columns(tmp_path: Path) -> None:
    record = two_events(tmp_path)
    nothing = as_of(record, date(2020, 1, 1))
    for table in ("sources", "events", "claims"):
        assert getattr(nothing, table).empty
        assert list(getattr(nothing, table)) == list(getattr(record, table))
    assert nothing.scenarios == ()


def test_as_of_changes_nothing_in_place(tmp_path: Path) -> None:
    record = two_events(tmp_path)
    before = {table: getattr(record, table).copy() for table in ("sources", "events", "claims")}
    as_of(record, date(2024, 10, 20))
    for table, frame in before.items():
        pd.testing.assert_frame_equal(getattr(record, table), frame)


def test_forecasts_show_from_their_day_and_outcomes_from_theirs() -> None:
    assert as_of(REAL, date(2024, 11, 5)).scenarios == ()
    that_day = as_of(REAL, date(2024, 11, 6)).scenarios
    assert [s.scenario_id for s in that_day] == [s.scenario_id for s in REAL.scenarios]
    assert all(scenario.outcome is None for scenario in that_day)
    for scenario in REAL.scenarios:
        if scenario.outcome is not None:
            decided = scenario.outcome.decided_on
            assert scenario.as_of(decided).outcome == scenario.outcome
            assert scenario.as_of(decided - timedelta(days=1)).outcome is None


DAYS = st.dates(date(2023, 6, 1), date(2026, 12, 31))


@given(DAYS)
@settings(max_examples=40, deadline=None)
def test_no_table_holds_a_date_of_publication_later_than_the_day(day: date) -> None:
    known = as_of(REAL, day)
    for table, columns in _DATES.items():
        for column in columns:
            assert not (getattr(known, table)[column] > pd.Timestamp(day)).any(), column


@given(DAYS, DAYS)
@settings(max_examples=30, deadline=None)
def test_turning_back_twice_is_turning_back_to_the_earlier_day(one: date, other: date) -> None:
    twice, once = as_of(as_of(REAL, one), other), as_of(REAL, min(one, other))
    for table in ("sources", "claims"):
        pd.testing.assert_frame_equal(getattr(twice, table), getattr(once, table))
    assert list(twice.events["event_id"]) == list(once.events["event_id"])
    assert twice.scenarios == once.scenarios


@given(DAYS, DAYS)
@settings(max_examples=30, deadline=None)
def test_later_day_knows_every_document_that_a_claim_had_before(one: date, other: date) -> None:
    before, after = as_of(REAL, min(one, other)).claims, as_of(REAL, max(one, other)).claims
    later = dict(zip(after["claim_id"], after["source_ids"], strict=True))
    for claim_id, ids in zip(before["claim_id"], before["source_ids"], strict=True):
        assert set(ids) <= set(later[claim_id])


@pytest.mark.parametrize("day", ["2024-10-18", "2024-11-06", "2025-04-28"])
def test_every_known_event_has_a_known_claim(day: str) -> None:
    known = as_of(REAL, date.fromisoformat(day))
    assert set(known.events["event_id"]) <= set(known.claims["event_id"])
    assert set(known.claims["event_id"]) - {""} <= set(known.events["event_id"])


@pytest.mark.parametrize("day", ["2024-10-18", "2024-11-06", "2025-04-28"])
def test_no_known_document_repeats_one_that_is_not_yet_published(day: str) -> None:
    known = as_of(REAL, date.fromisoformat(day)).sources
    repeated = {item for ids in known["relays"] for item in ids if item.startswith("S-")}
    assert repeated <= set(known["source_id"])
