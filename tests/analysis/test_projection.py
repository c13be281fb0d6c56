"""The projection and its backtest: no hindsight, honest scores, the same answer every time."""

from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from builders import DATA, figure, make_record, source
from dashboard.analysis.backtest import backtest
from dashboard.analysis.backtest_scores import (
    MODEL,
    NO_CHANGE,
    TREND,
    reliability,
    skill,
    skill_in_words,
    summary,
)
from dashboard.analysis.projection import BOUND, QUANTILES, fan, fit
from dashboard.record.as_of import as_of
from dashboard.record.load import load_record
from dashboard.record.tables import Record

REAL = load_record(DATA)
ARTICLE = date(2024, 11, 6)


def record_of(folder: Path, *rows: tuple[str, str, str]) -> Record:
    """A record of figures: claimant, day (about, said and published), figure sent."""
    sources = tuple(source(n, published_on=day) for n, (_, day, _) in enumerate(rows, 1))
    claims = tuple(
        figure(n, "sent", best, claimant=who, event_id="", about_date=day, reported_on=day,
               source_ids=f"S-{n:04d}")
        for n, (who, day, best) in enumerate(rows, 1)
    )  # fmt: skip
    return make_record(folder, sources=sources, events=(), claims=claims)


GROWTH = (
    ("KOR", "2024-10-18", "1500"), ("USA", "2024-10-23", "3000"), ("KOR", "2024-10-28", "6000"),
    ("USA", "2024-11-04", "9000"),
)  # fmt: skip


def test_two_figures_are_too_few(tmp_path: Path) -> None:
    assert fit(record_of(tmp_path, *GROWTH[:2]), "sent") is None


def test_quantiles_ascend_and_the_distribution_agrees_with_them() -> None:
    forecast = fit(as_of(REAL, ARTICLE), "sent").on(pd.Timestamp("2024-12-06"))
    values = forecast.quantiles(np.array(QUANTILES))
    assert list(values) == sorted(values)
    assert [forecast.below(value) for value in values] == pytest.approx(QUANTILES, abs=0.01)


def test_chance_falls_as_the_bound_rises() -> None:
    forecast = fit(as_of(REAL, ARTICLE), "sent").on(pd.Timestamp("2024-12-06"))
    chances = [forecast.reaches(bound) for bound in (1000, 10000, 12000, 100000)]
    assert chances == sorted(chances, reverse=True)
    assert 0 < chances[2] < 1


def test_bound_counts_what_rounds_to_it() -> None:
    forecast = fit(as_of(REAL, ARTICLE), "sent").on(pd.Timestamp("2024-12-06"))
    assert forecast.reaches(BOUND) == pytest.approx(1 - forecast.below(11500))


def test_growth_goes_on_toward_the_plan(tmp_path: Path) -> None:
    fitted = fit(record_of(tmp_path, *GROWTH), "sent")
    middles = fan(fitted, pd.Timestamp("2024-11-04"))["50%"]
    assert middles.iloc[-1] >= middles.iloc[0]


def test_same_claims_give_the_same_answer() -> None:
    day = pd.Timestamp(ARTICLE)
    first, second = (fan(fit(as_of(REAL, ARTICLE), "sent"), day) for _ in range(2))
    pd.testing.assert_frame_equal(first, second)


def absurd(record: Record) -> Record:
    """The record with a million soldiers claimed by everybody, public a day after the article."""
    later = record.claims[record.claims["quantity_kind"] == "sent"].copy()
    later["claim_id"] = "X" + later["claim_id"]
    later[["low", "best", "high"]] = 1e6
    later["public_on"] = later["reported_on"] = pd.Timestamp("2024-11-07")
    claims = pd.concat([record.claims, later], ignore_index=True)
    return record.with_tables(claims=claims)


def test_absurd_later_claims_change_no_projection_and_no_score() -> None:
    day = pd.Timestamp(ARTICLE)
    plain, mad = (as_of(record, ARTICLE) for record in (REAL, absurd(REAL)))
    pd.testing.assert_frame_equal(fan(fit(plain, "sent"), day), fan(fit(mad, "sent"), day))
    pd.testing.assert_frame_equal(backtest(plain, "sent"), backtest(mad, "sent"))


@pytest.fixture(scope="module")
def cases() -> pd.DataFrame:
    return backtest(as_of(REAL, date(2025, 6, 30)), "sent")


def test_trial_uses_only_what_was_public_on_its_day(cases: pd.DataFrame) -> None:
    sooner = backtest(as_of(REAL, date(2025, 3, 1)), "sent")
    key = ["made_on", "horizon", "rule"]
    both = sooner.merge(cases, on=key, suffixes=("", "_later"))
    assert len(both) > 20
    same = both["figures"] == both["figures_later"]
    assert same.sum() > 20
    np.testing.assert_allclose(both.loc[same, "crps"], both.loc[same, "crps_later"])


def test_every_rule_is_scored_on_the_same_cases(cases: pd.DataFrame) -> None:
    counts = summary(cases).groupby("horizon")["cases"].nunique()
    assert set(counts) == {1}
    assert set(cases["rule"]) == {MODEL, NO_CHANGE, TREND}


def test_all_horizons_together_are_told_last_under_nought(cases: pd.DataFrame) -> None:
    table = summary(cases)
    model = table[table["rule"] == MODEL]
    assert model["horizon"].iloc[-1] == 0
    assert model["cases"].iloc[-1] == model["cases"].iloc[:-1].sum()


def test_error_of_a_single_figure_is_the_plain_one(tmp_path: Path) -> None:
    rows = (*GROWTH[:3], ("UKR", "2024-11-27", "10000"))
    found = backtest(record_of(tmp_path, *rows), "sent")
    trend = found[(found["rule"] == TREND) & (found["made_on"] == "2024-10-28")]
    # 1,500 then 3,000 then 6,000 every five days: 450 a day, 5,750 at the end, 30 days on.
    assert trend["crps"].item() == pytest.approx(abs(10000 - (5750 + 30 * 450)), rel=1e-6)


def test_outcome_and_naive_rules_meet_the_bound_as_the_model_does(tmp_path: Path) -> None:
    rows = (*GROWTH[:2], ("KOR", "2024-10-28", "11600"), ("UKR", "2024-11-27", "11700"))
    found = backtest(record_of(tmp_path, *rows), "sent")
    assert set(found["reached"]) == {1.0}
    naive = found[(found["rule"] == NO_CHANGE) & (found["made_on"] == "2024-10-28")]
    assert set(naive["chance"]) == {
        0.5
    }  # South Korea's latest rounds to 12,000, America's does not


def test_scores_lie_in_their_bounds(cases: pd.DataFrame) -> None:
    assert (cases["crps"] >= 0).all()
    for share in ("within_50", "within_90", "brier"):
        assert cases[share].between(0, 1).all()
    assert (cases["within_90"] >= cases["within_50"]).all()


def scored(model: float, naive: float, count: int) -> pd.DataFrame:
    days = pd.date_range("2024-01-01", periods=count, freq="40D")
    return pd.DataFrame(
        [
            (day, 30, rule, crps)
            for day in days
            for rule, crps in ((MODEL, model), (NO_CHANGE, naive), (TREND, naive))
        ],
        columns=["made_on", "horizon", "rule", "crps"],
    )


def test_skill_is_the_share_of_the_error_saved() -> None:
    found = skill(scored(50, 100, 20), NO_CHANGE)
    assert (found.cases, found.value) == (20, pytest.approx(0.5))
    assert found.low == found.high == pytest.approx(0.5)


@pytest.mark.parametrize(
    ("model", "count", "words"),
    [
        (50, 20, "beats"),
        (150, 20, "loses to"),
        (100, 20, "does no better"),
        (50, 5, "too few"),
        (50, 1, "1 case is too few"),
    ],
)
def test_page_says_in_words_who_wins(model: float, count: int, words: str) -> None:
    assert words in skill_in_words(scored(model, 100, count))


def test_reliability_waits_for_cases_enough(cases: pd.DataFrame) -> None:
    made = cases[cases["rule"] == MODEL]
    assert reliability(made.head(10)).empty
    many = pd.concat([made] * 3)
    assert reliability(many)["cases"].sum() == len(many)


def test_page_and_command_have_the_same_figures(capsys: pytest.CaptureFixture[str]) -> None:
    from dashboard.__main__ import main

    assert main(["backtest"]) == 0
    printed = capsys.readouterr().out
    found = skill_in_words(backtest(as_of(REAL, REAL.about.last_day_covered), "sent"))
    assert found in printed
