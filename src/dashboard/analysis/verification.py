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

import pandas as pd

from dashboard.record.tables import Record
from dashboard.record.vocabulary import AFFIRMING, SENDING_SIDES, Rung, Stance


def current_claims(claims: pd.DataFrame) -> pd.DataFrame:
    """Leave out the claims that a later claim in the same table supersedes."""
    replaced = frozenset(claims["supersedes"]) - {""}
    return claims[~claims["claim_id"].isin(replaced)]


def rungs(record: Record) -> pd.DataFrame:
    """The rung of each event, from the claims in the record.

    Returns:
        One row an event that has a claim, indexed by event_id; columns `rung`, `origins`
        (governments or organisations that affirm it), `reports` (documents that carry it),
        `deniers` (governments whose latest word is a denial, joined by ";").
    """
    claims = record.claims[record.claims["event_id"] != ""]
    latest = latest_words(claims)
    grouped = {
        event: dict(zip(words["government"], words["stance"], strict=True))
        for event, words in latest.groupby("event_id")
    }
    documents = claims.groupby("event_id")["source_ids"].agg(
        lambda lists: len({source for ids in lists for source in ids})
    )
    rows = []
    for event in documents.index:
        words = grouped.get(event, {})
        affirming = sorted(who for who, stance in words.items() if stance in AFFIRMING)
        deniers = sorted(who for who, stance in words.items() if stance == Stance.DENIES)
        rows.append(
            {
                "event_id": event,
                "rung": _rung(frozenset(affirming), deniers),
                "origins": len(affirming),
                "reports": int(documents[event]),
                "deniers": ";".join(deniers),
            }
        )
    columns = ["event_id", "rung", "origins", "reports", "deniers"]
    return pd.DataFrame(rows, columns=columns).set_index("event_id")


def latest_words(claims: pd.DataFrame) -> pd.DataFrame:
    """Each government's latest word on each event that takes a side.

    A retraction takes its government out. On the same day the later row of the file wins.

    Returns:
        Rows of `claims`: at most one per event_id and government.
    """
    words = current_claims(claims)
    words = words[words["stance"] != Stance.DECLINES]
    latest = words.sort_values("public_on", kind="stable").drop_duplicates(
        ["event_id", "government"], keep="last"
    )
    return latest[latest["stance"] != Stance.RETRACTS]


def climb(record: Record, event_id: str) -> pd.DataFrame:
    """How one event moved on the ladder: the days on which its rung changed.

    Returns:
        One row a change, oldest first; columns `public_on`, `rung`, `origins`, `claim_ids`
        (the claims of that day, as a tuple).
    """
    rows = list(_climb(record.claims[record.claims["event_id"] == event_id]))
    return pd.DataFrame(rows, columns=["public_on", "rung", "origins", "claim_ids"])


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


def _climb(claims: pd.DataFrame) -> Iterator[tuple[pd.Timestamp, Rung, int, tuple[str, ...]]]:
    # One pass over the claims of an event in the order in which they became public. Each
    # government keeps its words in order, so that a superseded one can be passed over.
    ordered = claims.sort_values("public_on", kind="stable")
    spoken: dict[str, dict[str, str]] = {}
    replaced: set[str] = set()
    before: Rung | None = None
    for day, of_the_day in ordered.groupby("public_on"):
        replaced.update(of_the_day["supersedes"])
        for claim, who, stance in zip(
            *(of_the_day[c] for c in ("claim_id", "government", "stance")), strict=True
        ):
            if stance != Stance.DECLINES:
                spoken.setdefault(who, {})[claim] = stance
        latest = {
            who: stance
            for who, words in spoken.items()
            for claim, stance in words.items()
            if claim not in replaced
        }
        affirming = frozenset(who for who, stance in latest.items() if stance in AFFIRMING)
        deniers = [who for who, stance in latest.items() if stance == Stance.DENIES]
        rung = _rung(affirming, deniers)
        if rung != before:
            before = rung
            yield pd.Timestamp(str(day)), rung, len(affirming), tuple(of_the_day["claim_id"])


def _rung(affirming: frozenset[str], deniers: list[str]) -> Rung:
    if deniers:
        return Rung.DISPUTED
    if affirming & SENDING_SIDES:
        return Rung.ACKNOWLEDGED
    if len(affirming) >= 2:
        return Rung.CORROBORATED
    return Rung.SINGLE
