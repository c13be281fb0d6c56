"""Ends of figures, order, corrections; words for figures. More in test_figures_by_claimant."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import claim, figure, make_record, source
from dashboard.analysis.strength import (
    days_in_words,
    figures_of_kind,
    floors_in_words,
    latest_by_government,
    number_words,
    range_words,
)

PAGES = (source(), source(2, published_on="2024-10-28"))
LATER = {"reported_on": "2024-10-28", "source_ids": "S-0002"}


def sent(number: int, words: str = "1 to 2", **changes: str) -> dict[str, str]:
    return claim(number, quantity_kind="sent", statement=words, **changes)


@pytest.mark.parametrize(
    ("ends", "best"),
    [
        ({"low": "1", "high": "3"}, 2),
        ({"low": "5"}, 5),
        ({"high": "9"}, 9),
        ({"low": "1", "best": "2", "high": "9"}, 2),
    ],
)
def test_best_is_filled_from_what_was_said(
    tmp_path: Path, ends: dict[str, str], best: float
) -> None:
    row = figures_of_kind(make_record(tmp_path, claims=(sent(1, **ends),)), "sent").iloc[0]
    assert row["best"] == best
    for end in ("low", "high"):
        assert (row[end] == float(ends[end])) if end in ends else row[[end]].isna().all()


def test_figures_stand_in_the_order_of_the_days_they_are_about(tmp_path: Path) -> None:
    record = make_record(
        tmp_path,
        sources=PAGES,
        claims=(
            figure(1, "sent", "3", about_date="2024-10-20", **LATER),
            figure(2, "sent", "2", about_date="2024-10-08", about_end="2024-10-19", **LATER),
            figure(3, "sent", "1", about_date="2024-10-10"),
        ),
    )
    figures = figures_of_kind(record, "sent")
    assert list(figures["claim_id"]) == ["C-0003", "C-0002", "C-0001"]
    assert [f"{about:%m-%d}" for about in figures["about"]] == ["10-10", "10-19", "10-20"]


def test_corrected_figure_is_left_out(tmp_path: Path) -> None:
    record = make_record(
        tmp_path,
        sources=PAGES,
        claims=(figure(1, "sent", "3000"), figure(2, "sent", "1500", supersedes="C-0001", **LATER)),
    )
    assert list(figures_of_kind(record, "sent")["best"]) == [1500]


@pytest.mark.parametrize("stance", ["denies", "declines", "comments", "retracts"])
def test_only_an_affirmed_figure_is_a_figure(tmp_path: Path, stance: str) -> None:
    record = make_record(tmp_path, claims=(figure(1, "sent", "3000", stance=stance),))
    assert figures_of_kind(record, "sent").empty


def test_service_is_named_and_counts_as_its_state(tmp_path: Path) -> None:
    record = make_record(
        tmp_path,
        sources=PAGES,
        claims=(figure(1, "sent", "3000"), figure(2, "sent", "4000", claimant="KOR-NIS", **LATER)),
    )
    latest = latest_by_government(record, "sent")
    assert latest[["government", "government_name", "claimant_name", "best"]].to_dict("records") == [
        {"government": "KOR", "government_name": "South Korea", "claimant_name": "NIS", "best": 4000}
    ]  # fmt: skip


def test_among_figures_of_one_day_the_one_about_the_later_day_is_latest(tmp_path: Path) -> None:
    record = make_record(
        tmp_path,
        claims=(
            figure(1, "sent", "4000", about_date="2024-10-12"),
            figure(2, "sent", "1500", about_date="2024-10-08"),
        ),
    )
    assert list(latest_by_government(record, "sent")["best"]) == [4000]


def test_later_lower_figure_replaces_a_higher_one(tmp_path: Path) -> None:
    record = make_record(
        tmp_path,
        sources=PAGES,
        claims=(figure(1, "sent", "4000"), figure(2, "sent", "1500", **LATER)),
    )
    assert list(latest_by_government(record, "sent")["best"]) == [1500]


def test_largest_stands_first(tmp_path: Path) -> None:
    record = make_record(
        tmp_path,
        claims=(figure(1, "sent", "10"), figure(2, "sent", "30", claimant="USA"),
                figure(3, "sent", "20", claimant="UKR")),
    )  # fmt: skip
    assert list(latest_by_government(record, "sent")["best"]) == [30, 20, 10]


def test_kind_that_nobody_counted_is_an_empty_table_with_columns(tmp_path: Path) -> None:
    record = make_record(tmp_path)
    assert figures_of_kind(record, "sent").empty
    assert {"government_name", "best", "about"} <= set(latest_by_government(record, "sent"))


def test_figures_change_nothing_in_place(tmp_path: Path) -> None:
    record = make_record(tmp_path, claims=(sent(1, low="1", high="2"),))
    before = record.claims.copy()
    latest_by_government(record, "sent")
    assert record.claims.equals(before)


@given(st.integers(0, 999_999))
def test_figure_below_a_million_can_be_read_back(number: int) -> None:
    assert int(number_words(number).replace(",", "")) == number


@given(st.integers(0, 99_999), st.integers(1, 99_999))
def test_range_names_both_its_ends(low: int, more: int) -> None:
    assert range_words(low, low, low + more) == f"{low:,}–{low + more:,}"
    assert range_words(low, low, low) == f"{low:,}"


def test_days_and_floors_of_a_span_are_told(tmp_path: Path) -> None:
    claims = (
        sent(1, "At least 1500.", low="1500"),
        figure(2, "sent", "8000", claimant="USA"),
        figure(3, "sent", "9000", claimant="UKR", **LATER),
    )
    latest = latest_by_government(make_record(tmp_path, sources=PAGES, claims=claims), "sent")
    assert days_in_words(latest) == "public Oct 2024"
    assert floors_in_words(latest) == "1 of 3 say “at least”"
    one = latest[latest["government"] == "KOR"]
    assert (days_in_words(one), floors_in_words(one)) == ("public 18 Oct 2024", "")
