"""What changed between two days, as whole small tables."""

from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builders import DATA, claim, event, figure, make_record, source
from dashboard.analysis.changes import CHANGES, changes_since
from dashboard.record.as_of import as_of
from dashboard.record.load import load_record

PAGES = (source(), source(2, published_on="2024-10-28"), source(3, published_on="2024-10-29"))
LATER = {"reported_on": "2024-10-28", "source_ids": "S-0002"}
SINCE, UNTIL = date(2024, 10, 20), date(2024, 10, 30)
REAL = load_record(DATA)


def told(folder: Path, *claims: dict[str, str], **tables: Any) -> list[tuple[str, ...]]:
    """Each change as (change, event, claim, before, after)."""
    record = make_record(folder, sources=PAGES, claims=claims, **tables)
    columns = ["change", "event_id", "claim_id", "before", "after"]
    table = changes_since(record, SINCE, UNTIL)[columns].astype(str)
    return [tuple(row) for row in table.itertuples(index=False)]


CASES: dict[str, tuple[tuple[dict[str, str], ...], tuple[str, ...]]] = {
    "second government corroborates": (
        (claim(), claim(2, claimant="USA", **LATER)),
        ("newly corroborated", "E-0001", "C-0002", "single claimant", "corroborated"),
    ),
    "own side acknowledges": (
        (claim(), claim(2, claimant="PRK", stance="confirms", **LATER)),
        ("newly acknowledged", "E-0001", "C-0002", "single claimant", "acknowledged"),
    ),
    "denial disputes": (
        (claim(), claim(2, claimant="RUS", stance="denies", **LATER)),
        ("newly denied", "E-0001", "C-0002", "single claimant", "disputed"),
    ),
    "second denial is told though the standing stays": (
        (
            claim(claimant="RUS", stance="denies"),
            claim(2, claimant="PRK", stance="denies", **LATER),
        ),
        ("newly denied", "E-0001", "C-0002", "", ""),
    ),
    "retraction lowers the standing": (
        (claim(), claim(2, claimant="USA"), claim(3, claimant="USA", stance="retracts", **LATER)),
        ("standing changed", "E-0001", "C-0003", "corroborated", "single claimant"),
    ),
    "another word of the same government is a new claim": (
        (claim(), claim(2, **LATER)),
        ("new claim", "E-0001", "C-0002", "", ""),
    ),
    "service revises the figure of its state": (
        (figure(1, "sent", "1500"), figure(2, "sent", "3000", claimant="KOR-NIS", **LATER)),
        ("figure revised", "E-0001", "C-0002", "It was 1500.", "It was 3000."),
    ),
    "figure of another kind revises nothing": (
        (figure(1, "sent", "1500"), figure(2, "killed", "3", **LATER)),
        ("new claim", "E-0001", "C-0002", "", ""),
    ),
    "count of one site revises no other": (
        (figure(1, "at_site", "400"), figure(2, "at_site", "600", **LATER)),
        ("new claim", "E-0001", "C-0002", "", ""),
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_change(name: str, tmp_path: Path) -> None:
    claims, expected = CASES[name]
    assert told(tmp_path, *claims) == [expected]


def test_rung_is_told_by_the_claim_and_the_day_that_moved_it(tmp_path: Path) -> None:
    after = {"reported_on": "2024-10-29", "source_ids": "S-0003"}
    record = make_record(
        tmp_path,
        sources=PAGES,
        claims=(
            claim(),
            claim(2, claimant="RUS", stance="declines", **LATER),
            claim(3, claimant="USA", **LATER),
            claim(4, claimant="UKR", **LATER),
            claim(5, claimant="RUS", stance="declines", **after),
            claim(6, claimant="USA", stance="comments", **after),
        ),
    )
    changes = changes_since(record, SINCE, UNTIL)
    moved = changes[changes["change"] == "newly corroborated"]
    assert list(moved["claim_id"]) == ["C-0003"]
    assert f"{moved['public_on'].item():%Y-%m-%d}" == "2024-10-28"


def test_event_that_moved_to_and_fro_is_told_by_its_last_move(tmp_path: Path) -> None:
    changes = told(
        tmp_path,
        claim(),
        claim(2, claimant="RUS", stance="denies", **LATER),
        claim(3, claimant="RUS", stance="confirms", reported_on="2024-10-29", source_ids="S-0003"),
    )
    assert changes == [
        ("newly acknowledged", "E-0001", "C-0003", "single claimant", "acknowledged"),
        ("newly denied", "E-0001", "C-0002", "", ""),
    ]


def test_denial_of_what_was_not_known_is_no_new_denial(tmp_path: Path) -> None:
    changes = told(
        tmp_path,
        claim(),
        claim(2, event_id="E-0002", **LATER),
        claim(3, event_id="E-0002", claimant="RUS", stance="denies", **LATER),
        events=(event(), event(2)),
    )
    assert changes == [
        ("new event", "E-0002", "C-0002", "", "disputed"),
        ("new claim", "E-0002", "C-0003", "", ""),
    ]


def test_figure_revised_is_told_beside_the_rung_of_its_event(tmp_path: Path) -> None:
    changes = told(
        tmp_path,
        figure(1, "sent", "1500"),
        claim(2, claimant="UKR", **LATER),
        figure(3, "sent", "10000", reported_on="2024-10-29", source_ids="S-0003"),
    )
    assert changes == [
        ("figure revised", "E-0001", "C-0003", "It was 1500.", "It was 10000."),
        ("newly corroborated", "E-0001", "C-0002", "single claimant", "corroborated"),
    ]


def test_new_event_is_told_once_with_its_title_and_first_day(tmp_path: Path) -> None:
    record = make_record(
        tmp_path,
        sources=PAGES,
        events=(event(), event(2, title="New")),
        claims=(
            claim(),
            claim(2, event_id="E-0002", **LATER),
            claim(3, event_id="E-0002", reported_on="2024-10-29", source_ids="S-0003"),
        ),
    )
    later, row = changes_since(record, SINCE, UNTIL).to_dict("records")
    assert (later["change"], later["claim_id"]) == ("new claim", "C-0003")
    assert row["claim_id"] == "C-0002"
    assert (row["change"], row["what"], row["before"], row["after"]) == (
        "new event", "New", "", "single claimant",
    )  # fmt: skip
    assert f"{row['public_on']:%Y-%m-%d}" == "2024-10-28"


def test_free_standing_claim_is_told(tmp_path: Path) -> None:
    changes = told(tmp_path, claim(), claim(2, event_id="", claimant="USA", **LATER))
    assert changes == [("new claim", "", "C-0002", "", "")]


def test_first_day_is_excluded_and_last_day_included(tmp_path: Path) -> None:
    record = make_record(tmp_path, sources=PAGES, claims=(claim(), claim(2, **LATER)))
    day = date(2024, 10, 28)
    assert len(changes_since(record, SINCE, day)) == 1
    assert changes_since(record, day, UNTIL).empty
    assert changes_since(record, SINCE, date(2024, 10, 27)).empty


def test_newest_stands_first(tmp_path: Path) -> None:
    record = make_record(
        tmp_path,
        sources=PAGES,
        claims=(
            claim(), claim(2, **LATER), claim(3, reported_on="2024-10-29", source_ids="S-0003"),
        ),
    )  # fmt: skip
    assert list(changes_since(record, SINCE, UNTIL)["claim_id"]) == ["C-0003", "C-0002"]


DAYS = st.dates(date(2024, 6, 1), date(2026, 11, 23))


@given(DAYS, DAYS)
@settings(max_examples=12, deadline=None)
def test_real_changes_are_named_and_fall_between_the_days(one: date, other: date) -> None:
    since, until = sorted((one, other))
    changes = changes_since(REAL, since, until)
    assert set(changes["change"]) <= set(CHANGES)
    days = pd.to_datetime(changes["public_on"]).dt.date
    assert ((days > since) & (days <= until)).all()
    assert changes["claim_id"].is_unique
    claims = as_of(REAL, until).claims
    assert set(changes["claim_id"]) == set(claims[claims["public_on"].dt.date > since]["claim_id"])
    known, before = as_of(REAL, until).events, as_of(REAL, since).events
    new = set(known["event_id"]) - set(before["event_id"])
    assert set(changes[changes["change"] == "new event"]["event_id"]) == new
