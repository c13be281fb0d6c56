"""A view in words: how much there is, and what was chosen."""

from dataclasses import replace

from dashboard.analysis.view import View
from dashboard.record.vocabulary import EVENT_TYPES


def standing_of(view: View) -> str:
    """How much there is, in a line: events, claims, documents, last report."""
    shown = view.shown
    if shown.claims.empty:
        return "No claims."
    last = shown.claims["public_on"].max()
    days = (view.moment - last).days
    ago = "that day" if days == 0 else f"{counted(days, 'day')} before"
    documents = len({i for ids in shown.claims["source_ids"] for i in ids})
    return (
        f"{counted(len(shown.events), 'event')}, {counted(len(shown.claims), 'claim')} from "
        f"{counted(documents, 'document')}; "
        f"last report {last:%-d %b %Y} ({ago})."
    )


def filters_in_words(view: View) -> str:
    """The filters as a clause, for captions; "" if nothing was chosen."""
    filters = view.filters
    if not filters.narrowed:
        return ""
    parts = []
    names = view.known.actors.set_index("actor_id")["name"]
    places = view.known.places.set_index("place_id")["name"]
    if filters.perspective:
        parts.append(f"according to {names[filters.perspective]} alone")
    if filters.claimants:
        parts.append("claimants " + ", ".join(names[i] for i in filters.claimants))
    if filters.actors:
        parts.append("actors " + ", ".join(names[i] for i in filters.actors))
    if filters.event_types:
        parts.append("types " + ", ".join(EVENT_TYPES[kind] for kind in filters.event_types))
    if filters.places:
        parts.append("places " + ", ".join(places[i] for i in filters.places))
    if filters.verification:
        parts.append("verification " + ", ".join(filters.verification))
    if filters.start or filters.end:
        parts.append(f"dates {filters.start or '…'} to {filters.end or '…'}")
    if filters.text:
        parts.append(f"search “{filters.text}”")
    return "; ".join(parts)


def chosen_in_words(view: View) -> str:
    """What was chosen and what it leaves as it is, in sentences; "" if nothing was chosen."""
    if not view.filters.narrowed:
        return ""
    words = f"Chosen: {filters_in_words(view)}."
    if replace(view.filters, perspective="").narrowed:
        words += (
            " The headline and the three sentences speak of all that was known that day; "
            "the figures below them and what changed obey the filters."
        )
    if view.filters.perspective:
        words += " Verdicts on the forecasts are this dashboard's own."
    return words


def counted(number: int, thing: str) -> str:
    """A number and its noun: `1 claim`, `1,902 claims`."""
    return f"{number:,} {thing}{'' if number == 1 else 's'}"


def are(number: int) -> str:
    """The verb after a number of things: `1 claim is`, `2 claims are`."""
    return "is" if number == 1 else "are"
