"""Which number stands for a figure that was given as a range, or by one end."""

import pandas as pd


def best_or_middle(claims: pd.DataFrame) -> "pd.Series[float]":
    """The figure named, else the middle of the range, else the one end that was named."""
    return claims["best"].fillna(claims[["low", "high"]].mean(axis=1))


def middle(low: float | None, best: float | None, high: float | None) -> float:
    """The same of one figure, in whose place None stands where nothing was named; NaN if nothing was."""
    ends = [end for end in (low, high) if end is not None]
    if best is not None:
        return best
    return sum(ends) / len(ends) if ends else float("nan")
