"""The second clock: the record as it could be known on a day."""

from datetime import date

import pandas as pd

from dashboard.record.tables import Record


def as_of(record: Record, day: date) -> Record:
    """Hide whatever became public after `day`.

    A claim shows from its `public_on`, an event from its first claim, a document from its
    publication. An event's end after `day` is not known yet and becomes `NaT`. A second reading
    made later stays, because it changes nothing that a reader could know. Scenarios show from `issued_on`; an outcome from its date.

    Args:
        record: the whole record.
        day: last day that counts as known (inclusive).

    Returns:
        A record with the same columns and fewer rows; monotone in `day`.
    """
    moment = pd.Timestamp(day)
    ahead_of_time = record.sources["published_on"] > moment
    sources = record.sources[~ahead_of_time]
    claims = record.claims[record.claims["public_on"] <= moment].copy()
    later = frozenset(record.sources["source_id"][ahead_of_time].tolist())
    if later:
        claims["source_ids"] = [
            ids if later.isdisjoint(ids) else tuple(one for one in ids if one not in later)
            for ids in claims["source_ids"]
        ]
    events = record.events[record.events["public_on"] <= moment].copy()
    ahead = events["date_end"] > moment
    so_far = events["date_start"].where(events["date_start"] > moment, moment)
    events["date_end"] = events["date_end"].mask(ahead)
    events["date_last"] = events["date_last"].mask(ahead, so_far)
    scenarios = tuple(
        scenario.as_of(day) for scenario in record.scenarios if scenario.issued_on <= day
    )
    return Record(
        actors=record.actors,
        places=record.places,
        sources=sources,
        events=events,
        claims=claims,
        scenarios=scenarios,
        indicators=record.indicators,
        about=record.about,
    )
