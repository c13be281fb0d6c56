"""What changed between two days of the second clock."""

from datetime import date

import pandas as pd

from dashboard.analysis.summary import TROOP_EVENTS
from dashboard.analysis.verification import climb, rungs
from dashboard.record.as_of import as_of
from dashboard.record.tables import Record
from dashboard.record.vocabulary import STRENGTH_KINDS, Rung, Stance

_TROOP_KINDS = frozenset({*STRENGTH_KINDS, "planned", "in_combat", "captured"})
# The weightiest first: what a reader who has been away must not miss.
CHANGES = (
    "newly denied", "newly acknowledged", "newly corroborated", "standing changed",
    "figure revised", "new event", "new claim",
)  # fmt: skip
_BY_RUNG = {
    Rung.DISPUTED: "newly denied",
    Rung.ACKNOWLEDGED: "newly acknowledged",
    Rung.CORROBORATED: "newly corroborated",
}

# Kinds of which a claimant's later figure takes the place of its earlier one.
_REVISABLE = frozenset(
    {"planned", "sent", "in_russia", "at_front", "killed", "wounded", "casualties", "returned",
     "support_planned", "support_sent", "workers", "shells", "containers"}
)  # fmt: skip


def changes_since(record: Record, since: date, until: date) -> pd.DataFrame:
    """Compare what was known on two days.

    Args:
        record: the whole record.
        since: the earlier day; what was public on it is old.
        until: the later day, usually the as-of date.

    Returns:
        One row a change, newest first; columns `public_on`, `change` (one of CHANGES),
        `event_id`, `claim_id`, `what` (a title or statement), `before`, `after` ("" where
        nothing stood before). Every fresh claim shows once. One that opened an event or moved it
        on the ladder shows as that; an event that moved to and fro is told by its last move.
    """
    before, after = as_of(record, since), as_of(record, until)
    fresh = after.claims[after.claims["public_on"] > pd.Timestamp(since)]
    old_rungs, new_rungs = rungs(before)["rung"], rungs(after)["rung"]
    titles = after.events.set_index("event_id")["title"]
    rows: list[dict[str, object]] = []
    for event, claims in fresh[fresh["event_id"] != ""].groupby("event_id"):
        new, old = new_rungs[event], old_rungs.get(event, "")
        if new == old:
            continue
        if old:
            step = climb(after, str(event)).iloc[-1]
            change = _BY_RUNG.get(Rung(new), "standing changed")
        else:
            step, change = claims.sort_values("public_on", kind="stable").iloc[0], "new event"
        rows.append(
            {"public_on": step["public_on"], "change": change, "event_id": event,
             "claim_id": step["claim_id"], "what": titles[event], "before": old, "after": new}
        )  # fmt: skip
    told = [row["claim_id"] for row in rows]
    rows += _claims_told(before, fresh[~fresh["claim_id"].isin(told)])
    columns = ["public_on", "change", "event_id", "claim_id", "what", "before", "after"]
    table = pd.DataFrame(rows, columns=columns)
    return table.sort_values(["public_on", "event_id"], ascending=[False, True], ignore_index=True)


def _claims_told(before: Record, fresh: pd.DataFrame) -> list[dict[str, object]]:
    rows = []
    # What nobody had heard of is not newly denied: the rung of the new event says so.
    known = {"", *before.events["event_id"]}
    for _, claim in fresh.iterrows():
        change, old = "new claim", ""
        earlier = before.claims[
            (before.claims["government"] == claim["government"])
            & (before.claims["quantity_kind"] == claim["quantity_kind"])
        ].sort_values("public_on")
        if claim["stance"] == Stance.DENIES and claim["event_id"] in known:
            change = "newly denied"
        elif claim["quantity_kind"] in _REVISABLE and len(earlier):
            change, old = "figure revised", str(earlier.iloc[-1]["statement"])
        rows.append(
            {
                "public_on": claim["public_on"],
                "change": change,
                "event_id": claim["event_id"],
                "claim_id": claim["claim_id"],
                "what": claim["statement"],
                "before": old,
                "after": claim["statement"] if old else "",
            }
        )
    return rows


def troops_first(table: pd.DataFrame, record: Record) -> pd.DataFrame:
    """What changed, word of the troops before arms and treaties, the weightier first.

    Args:
        table: rows of `changes_since`; of two of one weight the one that names a figure, or
            is not one claimant's alone, goes first.
        record: the record that they were found in.

    Returns:
        The same rows and columns in that order.
    """
    kinds = table["claim_id"].map(record.claims.set_index("claim_id")["quantity_kind"])
    types = table["event_id"].map(record.events.set_index("event_id")["event_type"])
    counted = kinds.isin(_TROOP_KINDS)
    return table.assign(
        other=~(counted | types.isin(TROOP_EVENTS)),
        weight=table["change"].map(CHANGES.index),
        lighter=~counted & table["after"].isin(("", Rung.SINGLE)),
    ).sort_values(["other", "weight", "lighter"], kind="stable")[list(table.columns)]
