"""Indicators of the scenarios, looked up in the record on any day that it knows."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import pandas as pd

from dashboard.analysis.agreement import figure_rung
from dashboard.analysis.verification import climb
from dashboard.record.ranges import best_or_middle
from dashboard.record.scenarios import Condition, Horizon, Indicator, Scenario
from dashboard.record.tables import LIST_COLUMNS, Record
from dashboard.record.vocabulary import AFFIRMING, SENDING_SIDES, Rung

# What a rung of the ladder is worth as evidence; a reader's own supposition weighs like
# something that two governments report.
WEIGHTS = {Rung.SINGLE: 1, Rung.DISPUTED: 1, Rung.CORROBORATED: 2, Rung.ACKNOWLEDGED: 3}
SUPPOSED_WEIGHT = WEIGHTS[Rung.CORROBORATED]
_OF_CLAIMS = [
    "claim_id", "event_id", "government", "public_on", "quantity_kind", "low", "best", "high",
]  # fmt: skip
_LISTS = {*LIST_COLUMNS["events"], *LIST_COLUMNS["claims"]}


class Status(StrEnum):
    """What the record shows of an indicator."""

    NOT_SEEN = "not seen"
    SEEN = "seen"
    CONTRADICTED = "contradicted"


Supposed = Mapping[str, Status]


@dataclass(frozen=True)
class Sightings:
    """The claims that fit the indicators of a horizon, and how their events climbed the ladder.

    `claims`: one row an indicator and claim; columns indicator_id, contradicts (bool), counted
    (bool: the condition asks for a kind of figure), bounded (bool: and for a least one), claim_id,
    event_id, government, public_on, quantity_kind, low, best (or the middle), high, until (the day on which a later claim superseded it; NaT if none).
    `ladder`: one row a change of rung; columns event_id, public_on, rung; ascending.
    """

    indicators: tuple[Indicator, ...]
    claims: pd.DataFrame
    ladder: pd.DataFrame

    @property
    def days(self) -> list[pd.Timestamp]:
        """The days on which any status or weight may have changed, ascending."""
        moments = {*self.claims["public_on"], *self.claims["until"], *self.ladder["public_on"]}
        return sorted(moment for moment in moments if pd.notna(moment))


def sightings(record: Record, horizon: Horizon) -> Sightings:
    """Look all indicators of a horizon up at once.

    Claims about days after the horizon's last closing date do not count.
    """
    indicators = tuple(one for one in record.indicators if one.horizon == horizon)
    closing = closing_day(record.scenarios, horizon)
    claims = record.claims
    if pd.notna(closing):
        claims = claims[claims["about_last"] <= closing]
    later = record.claims[record.claims["supersedes"] != ""]
    until = dict(zip(later["supersedes"], later["public_on"], strict=True))
    open_record = record.with_tables(claims=claims)
    parts = [
        matching_claims(open_record, condition)[_OF_CLAIMS].assign(
            indicator_id=indicator.indicator_id,
            contradicts=contradicts,
            counted="quantity_kind" in condition.equals,
            bounded=condition.at_least is not None,
        )
        for indicator in indicators
        for contradicts, condition in (
            (False, indicator.seen_if),
            (True, indicator.contradicted_if),
        )
        if condition is not None
    ]
    columns = ["indicator_id", "contradicts", "counted", "bounded", *_OF_CLAIMS]
    found = (
        pd.concat(parts, ignore_index=True) if parts else claims.iloc[:0].reindex(columns=columns)
    )
    found["best"] = best_or_middle(found)
    found["until"] = pd.to_datetime(found["claim_id"].map(until))
    events = sorted(set(found["event_id"]) - {""})
    steps = [climb(record, event).assign(event_id=event) for event in events]
    ladder = pd.concat(steps) if steps else pd.DataFrame(columns=["event_id", "public_on", "rung"])
    return Sightings(
        indicators, found, ladder[["event_id", "public_on", "rung"]].sort_values("public_on")
    )


def evidence(found: Sightings, day: pd.Timestamp, supposed: Supposed | None = None) -> pd.DataFrame:
    """What was known of each indicator on a day.

    Contradicted outweighs seen: an indicator with such a condition is a state that lasts until
    it is broken (a silence), and what was said before does not mend it. The weight follows the
    best rung among the events behind it; of a figure it follows those who give such a figure, since
    who admits an event does not thereby admit another's count: two governments or organisations
    corroborate it when both reach the least figure that the condition names or, where it names
    none, when their figures agree (`agreement.figure_rung`).

    Args:
        found: the claims that fit.
        day: last day that counts as known.
        supposed: statuses that the reader sets by hand, by indicator id; they replace what the
            record shows (a status that the record shows anyhow keeps its own weight).

    Returns:
        One row an indicator in the order of the file; columns indicator_id, name, status,
        supposed (bool), rung ("" without evidence), weight (0 without evidence), since
        (first public day; NaT if not seen or supposed), claim_ids (oldest first).
    """
    supposed = supposed or {}
    claims, ladder = found.claims, found.ladder
    known = claims[(claims["public_on"] <= day) & ~(claims["until"] <= day)]
    climbed = ladder[ladder["public_on"] <= day]
    rung_of = dict(zip(climbed["event_id"], climbed["rung"], strict=True))  # the last one stays
    rows = []
    for indicator in found.indicators:
        own = known[known["indicator_id"] == indicator.indicator_id]
        against = own[own["contradicts"].astype(bool)]
        own = against if len(against) else own
        status = _status(own, against)
        by_hand = supposed.get(indicator.indicator_id, status) != status
        if by_hand:
            status, own = supposed[indicator.indicator_id], own.iloc[:0]
        counted = len(own) and own["counted"].all()
        rungs = (
            [_rung_of_figures(own)] if counted
            else [rung_of.get(event, Rung.SINGLE) for event in own["event_id"]]
        )  # fmt: skip
        best = max(rungs, key=WEIGHTS.__getitem__, default=None)
        weight = SUPPOSED_WEIGHT if best is None else WEIGHTS[best]
        rows.append(
            {
                "indicator_id": indicator.indicator_id,
                "name": indicator.name,
                "status": status,
                "supposed": by_hand,
                "rung": best or "",
                "weight": 0 if status == Status.NOT_SEEN else weight,
                "since": own["public_on"].min(),
                "claim_ids": tuple(own["claim_id"]),
            }
        )
    columns = [
        "indicator_id", "name", "status", "supposed", "rung", "weight", "since", "claim_ids",
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=columns)


def matching_claims(record: Record, condition: Condition) -> pd.DataFrame:
    """The claims that fit every part of a condition, oldest first.

    A condition that names no stance fits affirming claims only.
    """
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
        claims = claims[_fits(column, values, allowed)]
    if condition.at_least is not None:
        claims = claims[claims[["low", "best", "high"]].max(axis=1) >= condition.at_least]
    if condition.since is not None:
        claims = claims[claims["about_last"] >= pd.Timestamp(condition.since)]
    if condition.until is not None:
        claims = claims[claims["about_last"] <= pd.Timestamp(condition.until)]
    return claims.sort_values(["public_on", "claim_id"])


def closing_day(scenarios: tuple[Scenario, ...], horizon: Horizon) -> pd.Timestamp:
    """The last closing day of a horizon's scenarios; NaT if it has none."""
    days = [one.closes_on for one in scenarios if one.horizon == horizon]
    return pd.Timestamp(max(days)) if days else pd.NaT  # type: ignore[return-value]


def _rung_of_figures(own: pd.DataFrame) -> Rung:
    # Where the condition names a least figure, that is what those who reach it agree on; else
    # their latest figures of one kind must agree with each other.
    governments = set(own["government"])
    if governments & SENDING_SIDES:
        return Rung.ACKNOWLEDGED
    if own["bounded"].all():
        return Rung.CORROBORATED if len(governments) > 1 else Rung.SINGLE
    latest = own.drop_duplicates(["quantity_kind", "government"], keep="last")
    found = {figure_rung(of_kind) for _, of_kind in latest.groupby("quantity_kind")}
    return Rung.CORROBORATED if Rung.CORROBORATED in found else Rung.SINGLE


def _status(own: pd.DataFrame, against: pd.DataFrame) -> Status:
    if len(against):
        return Status.CONTRADICTED
    return Status.SEEN if len(own) else Status.NOT_SEEN


def _fits(column: str, values: "pd.Series[Any]", allowed: tuple[str, ...]) -> "pd.Series[bool]":
    if column not in _LISTS:
        return values.isin(allowed)
    # Of a claim without an event there is no list at all.
    return values.map(
        lambda items: isinstance(items, tuple) and any(one in allowed for one in items)
    ).astype(bool)
