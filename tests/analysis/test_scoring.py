"""Brier scores of the frozen forecasts."""

from datetime import date

import pandas as pd
import pytest

from builders import DATA
from dashboard.analysis.scoring import EVEN_CHANCE, brier, scoreboard, verdict
from dashboard.record.as_of import as_of
from dashboard.record.load import load_record
from dashboard.record.scenarios import Result
from dashboard.record.tables import Record


@pytest.fixture(scope="module")
def real() -> Record:
    return load_record(DATA)


@pytest.mark.parametrize(
    ("probability", "happened", "score"),
    [(1.0, True, 0.0), (1.0, False, 1.0), (0.5, True, 0.25), (0.5, False, 0.25), (0.8, True, 0.04)],
)
def test_brier_is_the_squared_distance(probability: float, happened: bool, score: float) -> None:
    assert brier(probability, happened) == pytest.approx(score)


def test_even_chance_is_the_score_of_one_half() -> None:
    assert brier(0.5, happened=True) == EVEN_CHANCE


def test_scoreboard_holds_the_six_forecasts_of_the_article(real: Record) -> None:
    board = scoreboard(real.scenarios)
    assert len(board) == 6
    assert not board["scenario_id"].str.contains("escalation|baseline").any()


def test_nothing_is_scored_on_the_day_of_the_article(real: Record) -> None:
    board = scoreboard(as_of(real, date(2024, 11, 6)).scenarios)
    assert set(board["result"]) == {"open"}
    assert board["at_middle"].isna().all()
    assert verdict(board).startswith("None of the 6")


def test_one_forecast_is_told_in_the_singular(real: Record) -> None:
    board = scoreboard(real.scenarios)
    words = verdict(board[board["scenario_id"] == "short-12000"])
    assert words.startswith("1 of 1 decided forecast came true")
    assert "1 case is too few" in words


def test_void_forecast_is_counted_but_not_scored(real: Record) -> None:
    board = scoreboard(real.scenarios).set_index("scenario_id")
    void = board[board["result"] == "cannot be decided"]
    assert len(void) >= 1
    assert void["at_middle"].isna().all()
    assert f"; {len(void)} cannot be decided" in verdict(board)


@pytest.mark.parametrize(
    ("mean", "words"), [(0.2, ", better than the 0.25"), (0.3, ", no better than the 0.25")]
)
def test_verdict_holds_the_mean_against_an_even_chance(mean: float, words: str) -> None:
    board = pd.DataFrame({"at_middle": [mean, mean], "result": [Result.HAPPENED.words] * 2})
    assert words in verdict(board)


def test_forecast_that_came_true_scores_better_at_the_high_end(real: Record) -> None:
    row = scoreboard(real.scenarios).set_index("scenario_id").loc["short-12000"]
    assert row["result"] == "happened"
    assert row["at_high"] < row["at_middle"] < row["at_low"]
