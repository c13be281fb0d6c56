"""Checks that find curators' mistakes: things that are possible but odd.

An oddity that is real is listed with its reason in `data/oddities.csv` (check, id, reason); it is
then no longer reported. Nothing is silenced in code.
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from dashboard.record.check_rules import figures_in
from dashboard.record.ranges import best_or_middle
from dashboard.record.tables import Record
from dashboard.record.vocabulary import AFFIRMING, NEUTRAL, QUANTITY_KINDS, Stance

FILE = "oddities.csv"
# Kinds of which one may speak before the day that they are about.
_FORWARD = frozenset(
    {"", "planned", "planned_more", "support_planned", "aid_usd", "money_usd", "workers",
     "other_count", "share_percent", "moved"}
)  # fmt: skip
_FORWARD_STANCES = NEUTRAL | {Stance.DENIES}
_TROOPS = frozenset({"sent", "in_russia", "at_front", "killed", "wounded", "casualties"})
_NEAR = pd.Timedelta(days=60)


@dataclass(frozen=True, order=True)
class Oddity:
    """Something odd: which check found it, at which row, and what is odd about it."""

    check: str
    row_id: str
    what: str


def oddities(record: Record) -> list[Oddity]:
    """All oddities of a record (with derived columns), accepted or not, sorted."""
    return sorted(
        [
            *_before_it_happened(record.claims),
            *_falling_totals(record.claims),
            *_same_document(record.sources),
            *_figures_only_in_words(record.claims),
            *_ten_times_off(record.claims),
            *_confirmed_by_nobody(record.claims, record.events),
            *_event_known_too_early(record.events),
        ]
    )


def accepted(folder: Path) -> dict[tuple[str, str], str]:
    """The oddities that a curator has explained: (check, row id) -> reason."""
    path = folder / FILE
    if not path.exists():
        return {}
    with path.open(encoding="utf-8", newline="") as file:
        return {(row["check"], row["id"]): row["reason"] for row in csv.DictReader(file)}


def _before_it_happened(claims: pd.DataFrame) -> Iterator[Oddity]:
    early = claims[
        (claims["about_date"] > claims["reported_on"])
        & ~claims["quantity_kind"].isin(_FORWARD)
        & ~claims["stance"].isin(_FORWARD_STANCES)
    ]
    for _, claim in early.iterrows():
        about, reported = claim["about_date"], claim["reported_on"]
        what = f"about {about:%Y-%m-%d}, but reported on {reported:%Y-%m-%d}"
        yield Oddity("reported before it happened", claim["claim_id"], what)


def _falling_totals(claims: pd.DataFrame) -> Iterator[Oddity]:
    cumulative = [kind for kind, about in QUANTITY_KINDS.items() if about.cumulative]
    said = claims[
        claims["quantity_kind"].isin(cumulative)
        & claims["stance"].isin(AFFIRMING)
        & claims["best"].notna()
    ].sort_values(["about_last", "public_on", "claim_id"])
    for (_, kind, place), series in said.groupby(["claimant", "quantity_kind", "place_id"]):
        highest: Any = None
        for _, claim in series.iterrows():
            if highest is not None and claim["best"] < highest["best"] and not claim["supersedes"]:
                what = (
                    f"{kind} falls from {highest['best']:,.0f} ({highest['claim_id']}) to "
                    f"{claim['best']:,.0f}{f' at {place}' if place else ''}"
                )
                yield Oddity("total falls", claim["claim_id"], what)
            elif highest is None or claim["best"] >= highest["best"]:
                highest = claim


def _same_document(sources: pd.DataFrame) -> Iterator[Oddity]:
    key = sources["publisher"].str.casefold() + sources["title"].str.casefold()
    key += sources["published_on"].astype(str)
    for column in (key, sources["url"].where(sources["url"] != "", sources["source_id"])):
        twice = sources[column.duplicated(keep="first")]
        for _, source in twice.iterrows():
            yield Oddity("same document twice", source["source_id"], str(source["title"]))


def _figures_only_in_words(claims: pd.DataFrame) -> Iterator[Oddity]:
    for _, claim in claims[claims["quantity_kind"] != ""].iterrows():
        columns = {claim[name] for name in ("low", "best", "high") if pd.notna(claim[name])}
        for found in figures_in(str(claim["statement"])):
            if _value(found) not in columns:
                what = f"{found} stands in the statement, not in low, best or high"
                yield Oddity("figure only in words", claim["claim_id"], what)


def _value(words: str) -> float:
    number, _, scale = words.replace(",", "").partition(" ")
    return float(number) * {"": 1, "million": 1e6, "billion": 1e9, "trillion": 1e12}[scale]


def _ten_times_off(claims: pd.DataFrame) -> Iterator[Oddity]:
    said = claims[claims["quantity_kind"].isin(_TROOPS) & claims["stance"].isin(AFFIRMING)].copy()
    said["figure"] = best_or_middle(said)
    for _, claim in said.iterrows():
        others = said[
            (said["quantity_kind"] == claim["quantity_kind"])
            & (said["claim_id"] != claim["claim_id"])
            & ((said["about_last"] - claim["about_last"]).abs() <= _NEAR)
        ]["figure"]
        if len(others) < 3:
            continue
        middle = float(others.median())
        if claim["figure"] and not middle / 10 < claim["figure"] < middle * 10:
            what = f"{claim['figure']:,.0f}, while others of that time say about {middle:,.0f}"
            yield Oddity("ten times off", claim["claim_id"], what)


def _confirmed_by_nobody(claims: pd.DataFrame, events: pd.DataFrame) -> Iterator[Oddity]:
    # An acknowledgement needs nobody to have said it before: the words themselves are the event.
    own_words = events[events["event_type"] == "acknowledgement"]["event_id"]
    confirming = (claims["stance"] == Stance.CONFIRMS) & ~claims["event_id"].isin(own_words)
    for _, claim in claims[confirming].iterrows():
        before = claims[
            (claims["event_id"] == claim["event_id"])
            & (claims["government"] != claim["government"])
            & (claims["stance"] == Stance.ASSERTS)
            & (claims["public_on"] <= claim["public_on"])
        ]
        if before.empty:
            what = "confirms what no other claimant of this event had said before"
            yield Oddity("rung without evidence", claim["claim_id"], what)


def _event_known_too_early(events: pd.DataFrame) -> Iterator[Oddity]:
    for _, event in events[events["public_on"] < events["date_start"]].iterrows():
        what = f"starts {event['date_start']:%Y-%m-%d}, but is known from {event['public_on']:%Y-%m-%d}"
        yield Oddity("reported before it happened", event["event_id"], what)
