"""When two figures agree; when a kind's figures are corroborated."""

from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import claim, figure, make_record
from dashboard.analysis.agreement import TOLERANCE, agree, figure_rung
from dashboard.analysis.strength import latest_by_government

NA = float("nan")


def _row(low: float, best: float, high: float) -> "pd.Series[float]":
    return pd.Series({"low": low, "best": best, "high": high})


def rung_of(folder: Path, *claims: dict[str, str]) -> str | None:
    rung = figure_rung(latest_by_government(make_record(folder, claims=claims), "sent"))
    return None if rung is None else str(rung)


@pytest.mark.parametrize(
    ("one", "other", "agreed"),
    [
        (10_000, 15_000, True),  # 12,000 touches 12,000
        (10_000, 15_001, False),
        (1_500, 12_000, False),
        (0, 1, False),
    ],
)
def test_single_figures_agree_within_a_fifth_of_each(
    one: float, other: float, agreed: bool
) -> None:
    assert agree(_row(NA, one, NA), _row(NA, other, NA)) is agreed


def test_end_that_was_not_named_is_the_figure_itself() -> None:
    at_least = _row(10_000, 10_000, NA)
    assert not agree(at_least, _row(NA, 20_000, NA))
    assert agree(at_least, _row(NA, 12_000, NA))


FIGURES = st.lists(st.integers(0, 100_000), min_size=3, max_size=3).map(
    lambda ends: _row(*(float(end) for end in sorted(ends)))
)


@given(FIGURES, FIGURES)
def test_agreement_is_mutual_and_each_figure_agrees_with_itself(
    one: "pd.Series[float]", other: "pd.Series[float]"
) -> None:
    assert agree(one, other) == agree(other, one)
    assert agree(one, one)


@given(FIGURES, FIGURES)
def test_ranges_that_overlap_agree(one: "pd.Series[float]", other: "pd.Series[float]") -> None:
    if one["low"] <= other["high"] and other["low"] <= one["high"]:
        assert agree(one, other)
    if one["high"] * (1 + TOLERANCE) < other["low"] * (1 - TOLERANCE):
        assert not agree(one, other)


def test_no_figure_has_no_rung(tmp_path: Path) -> None:
    assert rung_of(tmp_path, claim()) is None


def test_one_government_is_a_single_claimant_however_many_services(tmp_path: Path) -> None:
    claims = (figure(1, "sent", "10000"), figure(2, "sent", "10000", claimant="KOR-NIS"))
    assert rung_of(tmp_path, *claims) == "single claimant"


def test_any_two_that_agree_corroborate(tmp_path: Path) -> None:
    claims = (
        figure(1, "sent", "1500"),
        figure(2, "sent", "10000", claimant="USA"),
        figure(3, "sent", "11000", claimant="UKR"),
    )
    assert rung_of(tmp_path, *claims) == "corroborated"


def test_figures_far_apart_corroborate_nothing(tmp_path: Path) -> None:
    claims = (figure(1, "sent", "1500"), figure(2, "sent", "10000", claimant="USA"))
    assert rung_of(tmp_path, *claims) == "single claimant"


def test_denied_figure_acknowledges_nothing(tmp_path: Path) -> None:
    claims = (figure(1, "sent", "1500"), figure(2, "sent", "1500", claimant="RUS", stance="denies"))
    assert rung_of(tmp_path, *claims) == "single claimant"
