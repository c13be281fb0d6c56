"""Figures by claimant: one kind of quantity at a time, never blended."""

from typing import Any

import pandas as pd

from dashboard.analysis.verification import standing
from dashboard.record.ranges import best_or_middle
from dashboard.record.tables import Record
from dashboard.record.vocabulary import AFFIRMING, QUANTITY_KINDS

_COLUMNS = [
    "claim_id", "event_id", "government", "government_name", "claimant_name",
    "about", "public_on", "low", "best", "high", "statement",
]  # fmt: skip

_BOUNDS = {"≥": "at least ", "≤": "up to ", "": ""}


def figures_of_kind(record: Record, kind: str) -> pd.DataFrame:
    """All current figures of one kind that a claimant affirms.

    Missing ends are filled from what the claimant did say: "at least 10,000" has low and best
    10,000 and no high; "up to 3,000" has high and best 3,000 and no low.

    Args:
        record: the claims to read.
        kind: a quantity kind, e.g. `sent`.

    Returns:
        One row a claim, by date; columns claim_id, event_id, government, government_name,
        claimant_name, `about` (the last day it is about), public_on, low, best, high (people;
        `best` never missing), statement.
    """
    claims = record.claims
    # One choice of rows: each copies all columns of what it keeps.
    claims = claims[
        (claims["quantity_kind"] == kind) & claims["stance"].isin(AFFIRMING) & standing(claims)
    ].copy()
    names = record.actors.set_index("actor_id")["name"]
    claims["government_name"] = claims["government"].map(names)
    claims["claimant_name"] = claims["claimant"].map(names)
    claims["about"] = claims["about_last"]
    claims["best"] = best_or_middle(claims)
    return claims.sort_values(["about", "public_on", "claim_id"])[_COLUMNS].reset_index(drop=True)


def figures_in_words(claims: pd.DataFrame) -> list[str]:
    """Each claim's figure with what it counts: `at least 10,000 troops sent to Russia`, "" if none."""
    return [
        f"{range_words(low, best, high)} {QUANTITY_KINDS[kind].plain}" if kind else ""
        for low, best, high, kind in zip(
            claims["low"].tolist(), best_or_middle(claims).tolist(), claims["high"].tolist(),
            claims["quantity_kind"].tolist(), strict=True,
        )
    ]  # fmt: skip


def latest_by_government(record: Record, kind: str) -> pd.DataFrame:
    """Each government's latest figure of a kind (by the day it became public).

    Returns:
        Rows as in `figures_of_kind`, at most one a government, largest first.
    """
    figures = figures_of_kind(record, kind).sort_values(["public_on", "about"], kind="stable")
    latest = figures.drop_duplicates("government", keep="last")
    return latest.sort_values("best", ascending=False).reset_index(drop=True)


def range_words(low: float, best: float, high: float) -> str:
    """A figure as its claimant gave it: `1,500`, `10,000–12,000`, `at least 10,000`."""
    if pd.notna(low) and pd.notna(high) and low != high:
        return f"{number_words(low)}–{number_words(high)}"
    return _BOUNDS[bound(low, best, high)] + number_words(best)


def bound(low: float, best: float, high: float) -> str:
    """`≥` for a floor ("at least 1,500"), `≤` for a ceiling ("up to 12,000"), "" for a whole figure."""
    if pd.isna(high) and low == best:
        return "≥"
    return "≤" if pd.isna(low) and high == best else ""


def with_bound(figure: "pd.Series[Any]") -> str:
    """A figure with its sign, "≥ 1,500", or its range; needs `low`, `best`, `high` (`best` never missing)."""
    low, best, high = figure["low"], figure["best"], figure["high"]
    sign = bound(low, best, high)
    return f"{sign} {number_words(best)}" if sign else range_words(low, best, high)


def ends(latest: pd.DataFrame) -> "tuple[pd.Series[Any], pd.Series[Any]]":
    """The rows with the lowest and the highest figure; a range reaches from its low to its high.

    Who says "at least 1,500" does not say that there are fewer than 14,000: such a floor is
    the low end only where nobody names a whole figure.

    Args:
        latest: rows of `latest_by_government`, at least one.
    """
    whole = whole_figures(latest)
    lowest = whole["low"].fillna(whole["best"]).iloc[::-1].argmin()
    highest = latest["high"].fillna(latest["best"]).argmax()
    return whole.iloc[-1 - lowest], latest.iloc[highest]


def span_in_words(latest: pd.DataFrame) -> tuple[str, str]:
    """Both ends of what claimants name, a floor said as one; equal where they agree.

    Args:
        latest: rows of `latest_by_government`, at least one.
    """
    low, high = ends(latest)
    least = low["low"] if pd.notna(low["low"]) else low["best"]
    most = high["high"] if pd.notna(high["high"]) else high["best"]
    one, other = number_words(least), number_words(most)
    if one == other and least != most:  # too near to be told apart by four digits
        one, other = f"{least:,.0f}", f"{most:,.0f}"
    if one == other:
        signs = set(_bounds(latest))
        one = _BOUNDS[signs.pop() if len(signs) == 1 else ""] + one
        return one, one
    floors = ["at least " if sign == "≥" else "" for sign in _bounds(pd.DataFrame([low, high]))]
    return floors[0] + one, floors[1] + other


def range_across(latest: pd.DataFrame) -> str:
    """The span from the lowest to the highest that any claimant names: `1,500–12,000`.

    Args:
        latest: rows of `latest_by_government`, at least one.
    """
    low, high = span_in_words(latest)
    if low == high:
        return low
    return f"{low} to {high}" if " " in f"{low}{high}" else f"{low}–{high}"


def days_in_words(latest: pd.DataFrame) -> str:
    """When the figures of a span became public: `public Oct 2024 – Feb 2026`, or the one day.

    Args:
        latest: rows of `latest_by_government`, at least one.
    """
    first, last = latest["public_on"].min(), latest["public_on"].max()
    if first == last:
        return f"public {first:%-d %b %Y}"
    months = list(dict.fromkeys(f"{day:%b %Y}" for day in (first, last)))
    return f"public {' – '.join(months)}"


def floors_in_words(latest: pd.DataFrame) -> str:
    """How many of several figures are floors: `2 of 3 say “at least”`; "" if none or all."""
    floors = _bounds(latest).count("≥")
    return "" if floors in (0, len(latest)) else f"{floors} of {len(latest)} say “at least”"


def whole_figures(latest: pd.DataFrame) -> pd.DataFrame:
    """The rows that give more than a floor; all where there are floors alone."""
    whole = [sign != "≥" for sign in _bounds(latest)]
    return latest[whole] if any(whole) else latest


def _bounds(latest: pd.DataFrame) -> list[str]:
    figures = zip(latest["low"], latest["best"], latest["high"], strict=True)
    return [bound(*figure) for figure in figures]


def number_words(figure: float) -> str:
    """A figure for readers: thousands with commas, from a million on in words and four digits."""
    for size, word in ((1e12, "trillion"), (1e9, "billion"), (1e6, "million")):
        # The size is chosen after rounding; what is below a million is told to the last digit.
        if figure >= 1e6 and float(f"{figure:.4g}") >= size:
            return f"{figure / size:,.4g} {word}"
    return f"{figure:,.0f}" if figure == int(figure) else f"{figure:,g}"
