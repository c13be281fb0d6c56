"""The verification ladder: how far an event is vouched for, computed from the claims.

The rule (data/README.md, "The verification ladder"): each government or organisation counts
once, with its latest word on the event.

1. *disputed*: some government's latest word is a denial.
2. *acknowledged*: Russia's or North Korea's latest word affirms it.
3. *corroborated*: the latest words of two or more governments or organisations affirm it.
4. *single claimant*: otherwise.

A claim withdrawn or superseded does not count; neither does one that neither confirms nor
denies. A page that repeats somebody's claim is no claim, so it adds a report and no origin.
"""

from collections.abc import Iterator

import numpy as np
import pandas as pd

from dashboard.record.tables import Record
from dashboard.record.vocabulary import AFFIRMING, NEUTRAL, SENDING_SIDES, Rung, Stance


def current_claims(claims: pd.DataFrame) -> pd.DataFrame:
    """Leave out the claims that a later claim in the same table supersedes."""
    return claims[standing(claims)]


def standing(claims: pd.DataFrame) -> "pd.Series[bool]":
    """Which claims no later claim in the same table supersedes."""
    replaced = claims["supersedes"][claims["supersedes"] != ""].tolist()
    return ~claims["claim_id"].isin(replaced)


def rungs(record: Record) -> pd.DataFrame:
    """The rung of each event, from the claims in the record.

    Returns:
        One row an event that has a claim, indexed by event_id; columns `rung`, `origins`
        (governments or organisations that affirm it), `reports` (documents that carry it),
        `deniers` (governments whose latest word is a denial, joined by ";").
    """
    claims = record.claims[record.claims["event_id"] != ""]
    words = latest_words(claims)
    words = words.assign(
        affirms=words["stance"].isin(AFFIRMING), denies=words["stance"] == Stance.DENIES
    )
    words["admits"] = words["affirms"] & words["government"].isin(SENDING_SIDES)
    sums = words.groupby("event_id")[["affirms", "admits", "denies"]].sum()
    deniers = words[words["denies"]].sort_values("government").groupby("event_id")["government"]
    documents = claims[["event_id", "source_ids"]].explode("source_ids")
    table = pd.DataFrame(
        {
            "reports": documents.groupby("event_id")["source_ids"].nunique(),
            "deniers": deniers.agg(";".join),
        }
    ).join(sums)
    table["origins"] = table["affirms"].fillna(0).astype(int)
    table["deniers"] = table["deniers"].fillna("")
    table["rung"] = np.select(
        [table["denies"] > 0, table["admits"] > 0, table["origins"] >= 2],
        [Rung.DISPUTED, Rung.ACKNOWLEDGED, Rung.CORROBORATED],
        Rung.SINGLE,
    )
    return table[["rung", "origins", "reports", "deniers"]]


def latest_words(claims: pd.DataFrame) -> pd.DataFrame:
    """Each government's latest word on each event that takes a side.

    A retraction takes its government out. On the same day the later row of the file wins.

    Returns:
        Rows of `claims`: at most one per event_id and government.
    """
    words = current_claims(claims)
    words = words[~words["stance"].isin(NEUTRAL)]
    latest = words.sort_values("public_on", kind="stable").drop_duplicates(
        ["event_id", "government"], keep="last"
    )
    return latest[latest["stance"] != Stance.RETRACTS]


def climb(record: Record, event_id: str) -> pd.DataFrame:
    """How one event moved on the ladder: the days on which its rung changed.

    Returns:
        One row a change, oldest first; columns `public_on`, `rung`, `origins`, `claim_id`
        (of that day's claims the one that brought the event there).
    """
    rows = list(_climb(record.claims[record.claims["event_id"] == event_id]))
    return pd.DataFrame(rows, columns=["public_on", "rung", "origins", "claim_id"])


def first_reached(record: Record) -> pd.DataFrame:
    """The day on which each event first reached each rung that it ever stood on.

    Returns:
        One row an event and rung; columns event_id, rung, public_on.
    """
    rows = [
        (event, step[1], step[0])
        for event, claims in record.claims[record.claims["event_id"] != ""].groupby("event_id")
        for step in _climb(claims)
    ]
    table = pd.DataFrame(rows, columns=["event_id", "rung", "public_on"])
    return table.drop_duplicates(["event_id", "rung"], ignore_index=True)


def _climb(claims: pd.DataFrame) -> Iterator[tuple[pd.Timestamp, Rung, int, str]]:
    # One pass over the claims of an event in the order in which they became public. Each
    # government keeps its words in order, so that a superseded one can be passed over. Within a
    # day nobody sees the event climb, but the last claim to move it is the one to be named.
    ordered = claims.sort_values("public_on", kind="stable")
    spoken: dict[str, dict[str, str]] = {}
    replaced: set[str] = set()
    before: Rung | None = None
    for day, of_the_day in ordered.groupby("public_on"):
        rung, mover, origins = before, "", 0
        for claim, who, stance, corrects in zip(
            *(of_the_day[c] for c in ("claim_id", "government", "stance", "supersedes")),
            strict=True,
        ):
            replaced.add(corrects)
            if stance not in NEUTRAL:
                spoken.setdefault(who, {})[claim] = stance
            now, origins = _standing_of(spoken, replaced)
            if now != rung:
                rung, mover = now, claim
        if rung is not None and rung != before:
            before = rung
            yield pd.Timestamp(str(day)), rung, origins, mover


def _standing_of(spoken: dict[str, dict[str, str]], replaced: set[str]) -> tuple[Rung, int]:
    latest = {
        who: stance
        for who, words in spoken.items()
        for claim, stance in words.items()
        if claim not in replaced
    }
    affirming = frozenset(who for who, stance in latest.items() if stance in AFFIRMING)
    deniers = [who for who, stance in latest.items() if stance == Stance.DENIES]
    return _rung(affirming, deniers), len(affirming)


def _rung(affirming: frozenset[str], deniers: list[str]) -> Rung:
    if deniers:
        return Rung.DISPUTED
    if affirming & SENDING_SIDES:
        return Rung.ACKNOWLEDGED
    if len(affirming) >= 2:
        return Rung.CORROBORATED
    return Rung.SINGLE
