"""The backtest's cases, summed up: mean scores, skill with its uncertainty, reliability."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from dashboard.analysis.wording import are, counted

MODEL, NO_CHANGE, TREND = "model", "no change", "linear trend"
RULES = {
    MODEL: "growth toward the plan, with the claimants' spread",
    NO_CHANGE: "every government repeats its latest figure",
    TREND: "a straight line through the last three figures",
}
# A reliability picture needs this many cases (about ten in each of five classes).
ENOUGH_FOR_RELIABILITY = 50
_FEWEST = 10  # with fewer cases a skill says nothing
_DRAWS = 2000
_BLOCK = pd.Timedelta(days=90)


@dataclass(frozen=True)
class Skill:
    """How much better than a naive rule, as a share of its score; 0 is as good, below is worse.

    `low` and `high` hold 90% of the values found by drawing the quarters of the record anew
    (block bootstrap; the cases of a quarter share their news). NaN without cases.
    """

    against: str
    cases: int
    value: float
    low: float
    high: float


def summary(cases: pd.DataFrame) -> pd.DataFrame:
    """The mean scores of each rule at each horizon, and over all of them.

    Returns:
        One row a horizon (0 for all) and rule; columns horizon, rule, cases, crps, within_50,
        within_90, brier.
    """
    scores = ["crps", "within_50", "within_90", "brier"]
    both = pd.concat([cases, cases.assign(horizon=0)])
    grouped = both.groupby(["horizon", "rule"], sort=False)
    table = grouped[scores].mean().assign(cases=grouped.size()).reset_index()
    order = table["rule"].map({rule: place for place, rule in enumerate(RULES)})
    table = table.assign(order=order, last=table["horizon"] == 0)
    table = table.sort_values(["last", "horizon", "order"], ignore_index=True)
    return table[["horizon", "rule", "cases", *scores]]


def skill(cases: pd.DataFrame, against: str) -> Skill:
    """The model's skill over a naive rule, by CRPS over all cases."""
    wide = cases.pivot(index=["made_on", "horizon"], columns="rule", values="crps")
    if wide.empty:
        return Skill(against, 0, np.nan, np.nan, np.nan)
    made = wide.index.get_level_values("made_on")
    block = ((made - made.min()) // _BLOCK).to_numpy()
    sums = wide.groupby(block)[[MODEL, against]].sum().to_numpy()
    draw = np.random.default_rng(0).integers(0, len(sums), (_DRAWS, len(sums)))
    drawn = sums[draw].sum(axis=1)
    low, high = np.quantile(1 - drawn[:, 0] / drawn[:, 1], [0.05, 0.95])
    total = sums.sum(axis=0)
    value = float(1 - total[0] / total[1])
    return Skill(against, len(wide), value, float(low), float(high))


def reliability(cases: pd.DataFrame) -> pd.DataFrame:
    """How often what the model called 0-20%, 20-40% … likely came true.

    Returns:
        One row a class that holds cases; columns chance (mean), reached (share), cases. Empty
        if there are fewer than `ENOUGH_FOR_RELIABILITY` cases in all.
    """
    made = cases[(cases["rule"] == MODEL) & cases["chance"].notna()]
    if len(made) < ENOUGH_FOR_RELIABILITY:
        return pd.DataFrame(columns=["chance", "reached", "cases"])
    classes = np.minimum((made["chance"] * 5).astype(int), 4)
    grouped = made.groupby(classes)
    return grouped[["chance", "reached"]].mean().assign(cases=grouped.size()).reset_index(drop=True)


def skill_in_words(cases: pd.DataFrame) -> str:
    """How the model did against the naive rules, in sentences; says so where it loses."""
    return " ".join(_against(skill(cases, rule)) for rule in (NO_CHANGE, TREND))


def _against(found: Skill) -> str:
    rule = f"“{found.against}” ({RULES[found.against]})"
    if found.cases < _FEWEST:
        return f"{counted(found.cases, 'case')} {are(found.cases)} too few to compare the model with {rule}."
    spread = f"{found.low:+.0%} to {found.high:+.0%} in nine draws of ten"
    if found.low > 0:
        said = f"The model beats {rule}: its mean error is {found.value:.0%} smaller"
    elif found.value > 0:
        said = f"The model is ahead of {rule} by {found.value:.0%} of its mean error, which may be luck"
    elif found.high < 0:
        said = f"The model loses to {rule}: its mean error is {-found.value:.0%} larger"
    else:
        said = f"The model does no better than {rule}: its mean error is {-found.value:.0%} larger"
    return f"{said} ({counted(found.cases, 'case')}; {spread})."
