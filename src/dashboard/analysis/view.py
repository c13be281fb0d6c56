"""What a page is given: the record as of the date, and the part of it that was asked for."""

from dataclasses import dataclass

import pandas as pd

from dashboard.analysis.verification import rungs
from dashboard.record.as_of import as_of
from dashboard.record.filters import Filters, according_to, select
from dashboard.record.tables import Record


@dataclass(frozen=True)
class View:
    """`known` is all that was public on the as-of date, in the chosen perspective; `shown` is what the filters leave of it.

    The events of both carry the columns of `verification.rungs`, computed from all that was
    known: a filter hides rows but never changes how well they are vouched for.
    """

    filters: Filters
    known: Record
    shown: Record

    @property
    def moment(self) -> pd.Timestamp:
        """The as-of date as a timestamp at midnight, for comparing with columns."""
        return pd.Timestamp(self.filters.as_of)


def build_view(record: Record, filters: Filters) -> View:
    """Turn the second clock back, climb the ladder, then filter."""
    known = according_to(as_of(record, filters.as_of), filters.perspective)
    events = known.events.join(rungs(known), on="event_id")
    known = known.with_tables(events=events)
    return View(filters=filters, known=known, shown=select(known, filters))


def claims_with_context(record: Record) -> pd.DataFrame:
    """The claims with what their event, claimant and place are called.

    Returns:
        The claims, each with `claimant_name`, `government_name`, `event_title`, `event_type`,
        `rung`, `where` (the claim's place or else its event's; "" if unknown); newest first.
    """
    names = record.actors.set_index("actor_id")["name"]
    places = record.places.set_index("place_id")["name"]
    events = record.events.set_index("event_id")
    claims = record.claims.copy()
    claims["claimant_name"] = claims["claimant"].map(names)
    claims["government_name"] = claims["government"].map(names)
    for column in ("title", "event_type", "rung"):
        target = "event_title" if column == "title" else column
        claims[target] = claims["event_id"].map(events[column]).fillna("")
    place = claims["place_id"].where(
        claims["place_id"] != "", claims["event_id"].map(events["place_id"])
    )
    claims["where"] = place.map(places).fillna("")
    return claims.sort_values(["public_on", "claim_id"], ascending=[False, True])
