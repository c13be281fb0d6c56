"""What a link may say, and in sentences what it said in vain. Knows nothing of Streamlit."""

import re
from collections.abc import Mapping
from datetime import date

from dashboard.briefing.story import SECTIONS
from dashboard.figures.named_views import NAMED_VIEWS
from dashboard.record.vocabulary import QUANTITY_KINDS, STRENGTH_KINDS

AS_OF = "as_of"
EARLIEST = date(2022, 1, 1)
# How much of the record the Timeline's axis spans, as its address names it.
AXES = {"counted": "Around the counts", "all": "The whole record"}
# When a projection is made, as its address names it: days before the as-of date, or a day.
MADE: dict[str, int | date] = {
    "on the as-of day": 0,
    "90 days earlier": 90,
    "180 days earlier": 180,
    "on the article's day, 6 Nov 2024": date(2024, 11, 6),
}
_SHORTEST, _LONGEST = 5, 600  # seconds a step of the automatic run
_ROOM = re.compile(r"[0-9a-f]{8}")
_MOST_COMPLAINTS, _QUOTED = 6, 80
_STRENGTHS = frozenset(QUANTITY_KINDS[kind].label for kind in STRENGTH_KINDS)
# The choices that pages offer beside the filters: key -> name for readers, values.
_PAGE_CHOICES = {
    "kind": ("kind of quantity", _STRENGTHS),
    "quantity": ("kind of quantity", _STRENGTHS),
    "days": ("days on the axis", frozenset(AXES.values())),
    "view": ("view of the map", frozenset(NAMED_VIEWS)),
    "made": ("the day of the projection", frozenset(MADE)),
}
# What a link may hold beside those with a fixed list of values.
_KEYS = frozenset(
    {AS_OF, "from", "to", "q", "event", "step", "suppose", "marking", "since", "story", "room",
     "strip", "auto"}
)  # fmt: skip


def link_complaints(
    query: Mapping[str, list[str]],
    labels: Mapping[str, tuple[str, frozenset[str]]],
    tellers: frozenset[str],
    last: date,
) -> list[str]:
    """What a link says in vain, in sentences that quote at most `_QUOTED` letters of it.

    An event, a story, a marking and what is supposed are judged by the pages that read them.

    Args:
        query: the address's parameters, untrusted.
        labels: the filters with a fixed list: key -> name for readers, values that it knows.
        tellers: the perspectives that are offered.
        last: the last day that a link may name.

    Returns:
        At most `_MOST_COMPLAINTS` sentences, and one that counts the rest.
    """
    choices = {**labels, **_PAGE_CHOICES, "view_of": ("the perspective", tellers)}
    found = [
        f"The link asks for {label.lower()} “{_quoted(value)}”, which this dashboard does not offer. It was ignored."
        for key, (label, known) in choices.items()
        for value in query.get(key, ())
        if value not in known
    ]
    (as_of,) = query.get(AS_OF, ())[-1:] or [""]
    until = date.fromisoformat(as_of) if is_day(as_of, last) else last
    for key, end in (("from", last), ("to", last), (AS_OF, last), ("since", until)):
        found += [
            f"The link's date {key} = “{_quoted(value)}” is not a day between {EARLIEST} and {end}. It was ignored."
            for value in query.get(key, ())
            if not is_day(value, end)
        ]
    for key, understood, wanted in (
        ("step", is_step, f"a number from 1 to {len(SECTIONS)}"),
        ("auto", is_pace, f"a number of seconds from {_SHORTEST} to {_LONGEST}"),
        ("room", is_room, "the name of a room"),
        ("strip", is_room, "the name of a room"),
    ):
        found += [
            f"The link's {key} = “{_quoted(value)}” is not {wanted}. It was ignored."
            for value in query.get(key, ())
            if not understood(value)
        ]
    found += [
        f"The link holds “{_quoted(key)}”, which means nothing here. It was ignored."
        for key in query
        if key not in _KEYS | choices.keys() and not key.startswith("embed")
    ]
    if len(found) > _MOST_COMPLAINTS:
        left = len(found) - _MOST_COMPLAINTS
        return [*found[:_MOST_COMPLAINTS], f"{left:,} more parts of the link were ignored."]
    return found


def is_day(value: str, last: date) -> bool:
    """Whether a link's date is one that the dashboard can show, up to `last`."""
    try:
        return EARLIEST <= date.fromisoformat(value) <= last
    except ValueError:
        return False


def is_step(value: str) -> bool:
    """Whether a link's step is one that some story has, counted from 1."""
    return _is_number(value, 1, len(SECTIONS))


def is_pace(value: str) -> bool:
    """Whether a link's seconds a step suit a screen that runs by itself."""
    return _is_number(value, _SHORTEST, _LONGEST)


def is_room(value: str) -> bool:
    """Whether a link's room, or strip, has the form of a room's name."""
    return bool(_ROOM.fullmatch(value))


def _is_number(value: str, least: int, most: int) -> bool:
    return value.isdecimal() and len(value) < 4 and least <= int(value) <= most


def _quoted(text: str) -> str:
    return text if len(text) <= _QUOTED else text[: _QUOTED - 1] + "…"
