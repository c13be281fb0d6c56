"""The address that opens the same view again: filters, marking and all, as the app writes it."""

from urllib.parse import quote, urlencode

from dashboard.exchange.marking import CLEAR, Marking
from dashboard.record.filters import Filters
from dashboard.record.tables import Record
from dashboard.record.vocabulary import EVENT_TYPES, RUNG_SIGNS, Rung


def permalink(
    base: str, page: str, record: Record, filters: Filters, marking: Marking = CLEAR, **more: str
) -> str:
    """Write the address of a page under a question.

    Args:
        base: where the dashboard is served, e.g. "http://localhost:8501".
        page: the page's name in the address ("" for the first one).
        record: for the names under which the address speaks of actors and places.
        filters: the question.
        marking: left out where it is TLP:CLEAR.
        more: further parameters; empty ones are left out.
    """
    names = record.actors.set_index("actor_id")["name"]
    places = record.places.set_index("place_id")["name"]
    pairs = [("as_of", filters.as_of.isoformat())]
    if filters.perspective:
        pairs.append(("view_of", names[filters.perspective]))
    pairs += [("claimant", names[one]) for one in filters.claimants]
    pairs += [("type", EVENT_TYPES[one]) for one in filters.event_types]
    pairs += [("actor", names[one]) for one in filters.actors]
    pairs += [("place", places[one]) for one in filters.places]
    pairs += [("rung", f"{RUNG_SIGNS[Rung(one)]} {one}") for one in filters.verification]
    pairs += [
        (key, day.isoformat()) for key, day in (("from", filters.start), ("to", filters.end)) if day
    ]
    pairs += [("q", filters.text)] if filters.text else []
    pairs += [("marking", marking.words)] if marking != CLEAR else []
    pairs += [(key, value) for key, value in more.items() if value]
    return f"{base.rstrip('/')}/{page}?{urlencode(pairs, quote_via=quote)}"
