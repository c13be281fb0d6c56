"""Indicators of the scenarios, looked up in the record as of the date."""

from enum import StrEnum

import pandas as pd

from dashboard.record.scenarios import Condition, Indicator
from dashboard.record.tables import Record
from dashboard.record.vocabulary import AFFIRMING


class Status(StrEnum):
    """What the record shows of an indicator."""

    NOT_SEEN = "not seen"
    SEEN = "seen"
    CONTRADICTED = "contradicted"


def status_of(record: Record, indicator: Indicator) -> tuple[Status, pd.DataFrame]:
    """Look an indicator up.

    A condition that names no stance fits affirming claims only. Seen outweighs contradicted,
    because a thing that appeared appeared.

    Returns:
        The status, and the claims that made it so (oldest first; empty when not seen).
    """
    seen = matching_claims(record, indicator.seen_if)
    if len(seen):
        return Status.SEEN, seen
    if indicator.contradicted_if is not None:
        against = matching_claims(record, indicator.contradicted_if)
        if len(against):
            return Status.CONTRADICTED, against
    return Status.NOT_SEEN, seen


def matching_claims(record: Record, condition: Condition) -> pd.DataFrame:
    """The claims that fit every part of a condition, oldest first."""
    events = record.events.set_index("event_id")
    claims = record.claims
    if "stance" not in condition.equals:
        claims = claims[claims["stance"].isin(AFFIRMING)]
    for column, allowed in condition.equals.items():
        if column in claims.columns:
            values = claims[column]
            if column == "place_id":
                values = values.where(values != "", claims["event_id"].map(events["place_id"]))
        else:
            values = claims["event_id"].map(events[column])
        claims = claims[values.map(lambda value, wanted=allowed: _fits(value, wanted)).astype(bool)]
    if condition.at_least is not None:
        claims = claims[claims[["low", "best", "high"]].max(axis=1) >= condition.at_least]
    if condition.since is not None:
        claims = claims[claims["about_last"] >= pd.Timestamp(condition.since)]
    if condition.until is not None:
        claims = claims[claims["about_last"] <= pd.Timestamp(condition.until)]
    return claims.sort_values(["public_on", "claim_id"])


def _fits(value: object, allowed: tuple[str, ...]) -> bool:
    if isinstance(value, tuple):
        return any(item in allowed for item in value)
    return value in allowed
