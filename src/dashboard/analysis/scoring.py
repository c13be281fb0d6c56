"""How the frozen forecasts fared: the Brier score of each, beside that of an even chance.

Source: Brier, G. W. (1950), "Verification of forecasts expressed in terms of probability",
Monthly Weather Review 78(1): the squared distance between the probability given and what came
(1 or 0). 0 is perfect, 0.25 is what an even chance always gets, 1 is sure and wrong.
"""

import pandas as pd

from dashboard.analysis.wording import are, counted
from dashboard.record.scenarios import Origin, Result, Scenario

EVEN_CHANCE = 0.25


def brier(probability: float, happened: bool) -> float:
    """The Brier score of one yes-or-no forecast; `probability` between 0 and 1."""
    return (probability - (1.0 if happened else 0.0)) ** 2


def scoreboard(scenarios: tuple[Scenario, ...]) -> pd.DataFrame:
    """Score the forecasts that were made beforehand and are decided.

    Those written in hindsight are left out, because hindsight is no forecast; those still open
    or void have no score (NA) but keep their row, so that they are counted.

    Returns:
        One row a forecast of the article; columns scenario_id, title, horizon, likelihood (in
        words), result ("open" if undecided), at_low, at_middle, at_high (Brier score with the
        lowest, middle and highest probability of the term's range), at_base_rate (the score of
        a published base rate; NA where none was found).
    """
    rows = []
    for scenario in scenarios:
        if scenario.origin != Origin.ARTICLE or scenario.in_hindsight:
            continue
        result = scenario.outcome.result if scenario.outcome else None
        decided = result in (Result.HAPPENED, Result.DID_NOT)
        happened = result == Result.HAPPENED
        term = scenario.likelihood
        rows.append(
            {
                "scenario_id": scenario.scenario_id,
                "title": scenario.title,
                "horizon": str(scenario.horizon),
                "likelihood": term.words,
                "result": result.words if result else "open",
                "at_low": brier(term.low / 100, happened) if decided else None,
                "at_middle": brier(term.midpoint, happened) if decided else None,
                "at_high": brier(term.high / 100, happened) if decided else None,
                "at_base_rate": brier(scenario.base_rate.percent / 100, happened)
                if decided and scenario.base_rate
                else None,
            }
        )
    columns = [
        "scenario_id", "title", "horizon", "likelihood", "result", "at_low", "at_middle", "at_high",
        "at_base_rate",
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=columns)


def verdict(board: pd.DataFrame) -> str:
    """The scoreboard in a sentence; says so where an even chance would have done as well."""
    decided = board[board["at_middle"].notna()]
    void = int((board["result"] == Result.VOID.words).sum())
    waiting = int((board["result"] == "open").sum())
    rest = f"; {waiting} still open" if waiting else ""
    rest += f"; {void} cannot be decided" if void else ""
    if decided.empty:
        return f"None of the {counted(len(board), 'forecast')} is decided on this day{rest}."
    came = int((decided["result"] == Result.HAPPENED).sum())
    mean = float(decided["at_middle"].astype(float).mean())
    if mean < EVEN_CHANCE:
        compared = f"better than the {EVEN_CHANCE} that an even chance on each would have got"
    else:
        compared = f"no better than the {EVEN_CHANCE} that an even chance on each would have got"
    return (
        f"{came} of {counted(len(decided), 'decided forecast')} came true{rest}. Their mean Brier score is "
        f"{mean:.2f} at the middle of each range, {compared}; {counted(len(decided), 'case')} {are(len(decided))} too few to "
        "tell skill from luck."
    )
