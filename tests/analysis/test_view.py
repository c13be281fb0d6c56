"""What a page is given: known and shown, and the claims with their names."""

from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from builders import DATA, claim, event, make_record, source
from dashboard.analysis.view import build_view, claims_with_context
from dashboard.record.filters import Filters
from dashboard.record.load import load_record
from dashboard.record.tables import Record

LATE = date(2025, 1, 1)
REAL = load_record(DATA)


@pytest.fixture
def record(tmp_path: Path) -> Record:
    return make_record(
        tmp_path,
        sources=(source(), source(2, published_on="2024-10-28")),
        events=(event(title="Ships"), event(2, place_id="")),
        claims=(
            claim(1, claimant="KOR-NIS"),
            claim(2, claimant="USA", place_id="kursk-oblast", reported_on="2024-10-28",
                  source_ids="S-0002"),
            claim(3, event_id="", claimant="UKR"),
            claim(4, event_id="E-0002"),
        ),
    )  # fmt: skip


def test_claims_carry_the_names_of_what_they_refer_to(record: Record) -> None:
    claims = claims_with_context(build_view(record, Filters(as_of=LATE)).shown)
    columns = ["claim_id", "claimant_name", "government_name", "event_title", "rung", "where"]
    assert claims[columns].astype(str).to_numpy().tolist() == [
        ["C-0002", "United States", "United States", "Ships", "corroborated", "Kursk Oblast"],
        ["C-0001", "NIS", "South Korea", "Ships", "corroborated", "Vladivostok"],
        ["C-0003", "Ukraine", "Ukraine", "", "", ""],
        ["C-0004", "South Korea", "South Korea", "Event 2", "single claimant", ""],
    ]


def test_filter_hides_rows_and_leaves_the_rung(record: Record) -> None:
    view = build_view(record, Filters(as_of=LATE, claimants=("USA",)))
    assert list(view.shown.claims["claim_id"]) == ["C-0002"]
    assert [str(rung) for rung in view.shown.events["rung"]] == ["corroborated"]
    assert len(view.known.claims) == 4


def test_perspective_changes_the_rung(record: Record) -> None:
    view = build_view(record, Filters(as_of=LATE, perspective="USA"))
    assert [str(rung) for rung in view.known.events["rung"]] == ["single claimant"]
    assert list(view.known.claims["claim_id"]) == ["C-0002"]


def test_rung_is_that_of_the_day(record: Record) -> None:
    view = build_view(record, Filters(as_of=date(2024, 10, 20)))
    assert set(view.known.events["rung"].astype(str)) == {"single claimant"}


def test_moment_is_the_day_at_midnight_without_a_zone(record: Record) -> None:
    moment = build_view(record, Filters(as_of=LATE)).moment
    assert moment == pd.Timestamp("2025-01-01")
    assert moment.tz is None


def test_day_before_everything_is_an_empty_view_with_its_columns(record: Record) -> None:
    view = build_view(record, Filters(as_of=date(1999, 1, 1), verification=("disputed",)))
    assert view.shown.claims.empty
    assert {"rung", "origins", "reports", "deniers"} <= set(view.shown.events)
    assert claims_with_context(view.shown).empty


def test_building_a_view_changes_nothing_in_place(record: Record) -> None:
    before = {name: getattr(record, name).copy() for name in ("sources", "events", "claims")}
    build_view(record, Filters(as_of=date(2024, 10, 20), claimants=("USA",), text="so"))
    for name, frame in before.items():
        pd.testing.assert_frame_equal(getattr(record, name), frame)


@pytest.mark.parametrize("day", ["2024-10-18", "2024-11-06", "2026-11-23"])
def test_every_real_event_that_is_known_stands_on_a_rung(day: str) -> None:
    known = build_view(REAL, Filters(as_of=date.fromisoformat(day))).known
    assert known.events["rung"].notna().all()
    assert (known.events["reports"] > 0).all()
    assert claims_with_context(known)["claimant_name"].notna().all()
