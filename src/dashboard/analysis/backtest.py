"""How the projection would have done on every day of the record, beside two naive rules.

On every day on which a figure of the kind became public, the model and the naive rules foretell
from what was public then. A forecast for 30, 60 or 90 days on is scored on each figure that
claimants later named about a day within a fortnight of the target; several of them count as one
case, their scores averaged, so that a busy week weighs no more than a quiet one.

Scores: the continuous ranked probability score (Gneiting and Raftery 2007, JASA 102: 359-378),
in troops, lower is better, for a single figure the absolute error; the share of figures inside
the 50% and 90% interval; the Brier score of "12,000 or more" (what rounds to it).
"""

import numpy as np
import pandas as pd
import scoringrules
from numpy.typing import NDArray

from dashboard.analysis.backtest_scores import MODEL, NO_CHANGE, TREND
from dashboard.analysis.projection import BOUND, FEWEST, HORIZONS, PLANNED_KINDS, ROUNDING, fit
from dashboard.analysis.scoring import brier
from dashboard.analysis.strength import figures_of_kind, latest_by_government
from dashboard.record.as_of import as_of
from dashboard.record.tables import Record

WINDOW = pd.Timedelta(days=15)
_MEMBERS = (np.arange(200) + 0.5) / 200
_REACHED = BOUND - ROUNDING  # for the rules and the outcome, as for the model's chance

Floats = NDArray[np.float64]


def backtest(record: Record, kind: str) -> pd.DataFrame:
    """Every forecast that could have been made and can be scored.

    Args:
        record: what was public on the as-of day; later figures do not exist for it.
        kind: a quantity kind.

    Returns:
        One row a day of forecast, horizon and rule; columns made_on, horizon (days), rule,
        figures (how many the case is scored on), crps (troops), within_50, within_90 (shares),
        chance (of 12,000 or more; NaN for kinds without a plan), reached (share of figures that
        reached it), brier.
    """
    later = figures_of_kind(record, kind)
    rows = []
    for day in sorted(set(later["public_on"])):
        then = as_of(record, day.date())
        known = figures_of_kind(then, kind)
        fitted = fit(then, kind)
        if fitted is None:
            continue
        for horizon in HORIZONS:
            target = day + pd.Timedelta(days=horizon)
            near = (later["about"] - target).abs() <= WINDOW
            came = later.loc[near & (later["public_on"] > day), "best"].to_numpy(float)
            if not len(came):
                continue
            ensembles = {
                MODEL: fitted.on(target).quantiles(_MEMBERS),
                NO_CHANGE: latest_by_government(then, kind)["best"].to_numpy(float),
                TREND: _trend(known, target),
            }
            for rule, members in ensembles.items():
                chance = fitted.on(target).reaches(BOUND) if rule == MODEL else None
                rows.append((day, horizon, rule, *_scores(members, came, kind, chance)))
    columns = [
        "made_on", "horizon", "rule", "figures", "crps", "within_50", "within_90", "chance",
        "reached", "brier",
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=columns)


def _scores(
    members: Floats, came: Floats, kind: str, chance: float | None
) -> tuple[int, float, float, float, float, float, float]:
    crps = float(np.mean(scoringrules.crps_ensemble(came, np.tile(members, (len(came), 1)))))
    within = [
        float(np.mean((came >= low) & (came <= high)))
        for low, high in (np.quantile(members, [0.25, 0.75]), np.quantile(members, [0.05, 0.95]))
    ]
    if kind not in PLANNED_KINDS:
        return len(came), crps, *within, np.nan, np.nan, np.nan  # type: ignore[return-value]
    said = float(np.mean(members >= _REACHED)) if chance is None else chance
    reached = came >= _REACHED
    score = float(np.mean([brier(said, bool(one)) for one in reached]))
    return len(came), crps, *within, said, float(reached.mean()), score  # type: ignore[return-value]


def _trend(known: pd.DataFrame, target: pd.Timestamp) -> Floats:
    last = known.tail(FEWEST)
    days = (last["about"] - target).dt.days.to_numpy(float)
    if np.ptp(days) == 0:
        return np.array([float(last["best"].mean())])
    _slope, level = np.polyfit(days, last["best"].to_numpy(float), 1)
    return np.array([max(float(level), 0.0)])
