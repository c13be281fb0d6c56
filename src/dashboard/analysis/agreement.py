"""How far a figure is vouched for: the ladder, applied to a kind of quantity.

The rule (data/README.md): two claimants agree on a figure when the ranges that they name,
each widened by a fifth, overlap. Nothing is averaged; agreement is only a word about ranges.
"""

import pandas as pd

from dashboard.record.vocabulary import SENDING_SIDES, Rung

TOLERANCE = 0.2


def agree(one: "pd.Series[float]", other: "pd.Series[float]") -> bool:
    """Whether two figures agree; each needs `low`, `best`, `high` (`best` never missing).

    An end that its claimant did not name counts as the named figure.
    """
    (low_one, high_one), (low_other, high_other) = _ends(one), _ends(other)
    return bool(
        low_one * (1 - TOLERANCE) <= high_other * (1 + TOLERANCE)
        and low_other * (1 - TOLERANCE) <= high_one * (1 + TOLERANCE)
    )


def figure_rung(latest: pd.DataFrame) -> Rung | None:
    """The rung of the figures of one kind.

    Args:
        latest: rows of `strength.latest_by_government`: one a government.

    Returns:
        acknowledged if Russia or North Korea named a figure; corroborated if any two
        governments or organisations agree; single claimant otherwise; None without figures.
    """
    if latest.empty:
        return None
    if set(latest["government"]) & SENDING_SIDES:
        return Rung.ACKNOWLEDGED
    rows = [row for _, row in latest.iterrows()]
    pairs = ((one, other) for place, one in enumerate(rows) for other in rows[place + 1 :])
    return Rung.CORROBORATED if any(agree(*pair) for pair in pairs) else Rung.SINGLE


def _ends(figure: "pd.Series[float]") -> tuple[float, float]:
    low = figure["low"] if pd.notna(figure["low"]) else figure["best"]
    high = figure["high"] if pd.notna(figure["high"]) else figure["best"]
    return float(low), float(high)
