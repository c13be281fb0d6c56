"""The whole question that a reader asks, as one frozen value, and the rows that answer it."""

from dataclasses import dataclass, field
from datetime import date

import pandas as pd

from dashboard.record.tables import Record, among


@dataclass(frozen=True)
class Filters:
    """What the reader chose. An empty choice means "all".

    `claimants` holds actor ids; a state stands for all its services. `verification` holds
    rungs. `text` is searched in titles, summaries, statements and names of claimants.
    `perspective` is a government or organisation: then the world is as that one alone tells it,
    ladder and bottom line included (a claimants' filter only hides rows).
    """

    as_of: date
    perspective: str = ""
    start: date | None = None
    end: date | None = None
    actors: tuple[str, ...] = field(default=())
    event_types: tuple[str, ...] = field(default=())
    places: tuple[str, ...] = field(default=())
    claimants: tuple[str, ...] = field(default=())
    verification: tuple[str, ...] = field(default=())
    text: str = ""

    @property
    def narrowed(self) -> bool:
        """Whether anything beside the as-of date was chosen."""
        return self != Filters(as_of=self.as_of)


def according_to(record: Record, government: str) -> Record:
    """The record as one government or organisation tells it; the whole record for ""."""
    if not government:
        return record
    claims = record.claims[record.claims["government"] == government]
    events = record.events[among(record.events["event_id"], claims["event_id"])]
    return record.with_tables(claims=claims, events=events)


def select(record: Record, filters: Filters) -> Record:
    """Keep the events and claims that answer `filters`; the as-of date is not applied here.

    An event stays if its dates touch the range, its type, place, actors and rung are among the
    chosen, and at least one of its claims is by a chosen claimant. A claim stays if its
    claimant is chosen and its event stays; a free-standing claim stays if its dates touch the
    range and nothing was chosen that only an event can answer.

    Args:
        record: record whose events carry a column `rung` if `filters.verification` is used.
        filters: the choice.

    Returns:
        A record with fewer events and claims. Two filters may be applied in either order.
    """
    claims = record.claims
    if filters.claimants:
        chosen = set(filters.claimants)
        claims = claims[claims["claimant"].isin(chosen) | claims["government"].isin(chosen)]
    claims = _with_text(record, claims, filters.text)
    events = _events_asked_for(record, filters)
    events = events[among(events["event_id"], claims["event_id"])]
    free = claims["event_id"] == ""
    only_events = filters.actors or filters.event_types or filters.verification
    free_standing = (
        claims.iloc[:0]
        if only_events
        else _touching(claims[free], "about_date", "about_last", filters)
    )
    if filters.places:
        free_standing = free_standing[free_standing["place_id"].isin(filters.places)]
    kept = among(claims["event_id"], events["event_id"]) | claims.index.isin(free_standing.index)
    return record.with_tables(events=events, claims=claims.loc[kept.astype(bool)])


def _events_asked_for(record: Record, filters: Filters) -> pd.DataFrame:
    events = _touching(record.events, "date_start", "date_last", filters)
    if filters.event_types:
        events = events[events["event_type"].isin(filters.event_types)]
    if filters.places:
        chosen_places = set(filters.places)
        events = events[
            events["place_id"].isin(chosen_places) | events["from_place_id"].isin(chosen_places)
        ]
    if filters.actors:
        services = record.actors[record.actors["government"].isin(filters.actors)]["actor_id"]
        chosen = set(filters.actors) | set(services)
        involved = [
            bool(chosen.intersection(initiators + recipients))
            for initiators, recipients in zip(
                events["initiators"], events["recipients"], strict=True
            )
        ]
        events = events[pd.Series(involved, index=events.index, dtype=bool)]
    if filters.verification:
        events = events[events["rung"].isin(filters.verification)]
    return events


def _touching(rows: pd.DataFrame, first: str, last: str, filters: Filters) -> pd.DataFrame:
    if filters.start and filters.end and filters.start > filters.end:
        return rows.iloc[:0]
    if filters.start is not None:
        rows = rows[rows[last] >= pd.Timestamp(filters.start)]
    if filters.end is not None:
        rows = rows[rows[first] <= pd.Timestamp(filters.end)]
    return rows


def _with_text(record: Record, claims: pd.DataFrame, text: str) -> pd.DataFrame:
    words = text.casefold().split()
    if not words:
        return claims
    events = record.events.set_index("event_id")
    about = (events["title"] + " " + events["summary"]).to_dict()
    names = record.actors.set_index("actor_id")["name"].to_dict()
    haystack = [
        f"{claim_id} {event_id} {statement} {names[claimant]} {about.get(event_id, '')}".casefold()
        for claim_id, event_id, statement, claimant in zip(
            claims["claim_id"],
            claims["event_id"],
            claims["statement"],
            claims["claimant"],
            strict=True,
        )
    ]
    found = [all(word in text_ for word in words) for text_ in haystack]
    return claims[pd.Series(found, index=claims.index, dtype=bool)]
