"""The filters in the sidebar, bound to the address, and what a link could not say.

A choice redraws only what depends on it: the page's content (the fragment `PAGE`) and, when the
date turns, the widgets that show it (`CLOCK`). The sidebar itself stays as it is.

All but the as-of date are bound by Streamlit itself. The as-of date is written by hand,
because a bound widget leaves its default out of the address, and a link without its date
would drift as the record grows.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import streamlit as st

from dashboard.interface.link_complaints import AS_OF, EARLIEST, is_day, link_complaints
from dashboard.interface.marking_choice import marking_widget
from dashboard.record.filters import Filters
from dashboard.record.tables import Record
from dashboard.record.vocabulary import EVENT_TYPES, RUNG_SIGNS, Rung

PAGE, CLOCK = "page", "clock"
_COMPLAINTS = "_link_complaints"
_TURN = "_turn_to"  # a day to which the clock is to turn, until its widget has taken it up
# Whose telling of it the dashboard can take, from one control.
_PERSPECTIVES = ("", "KOR", "UKR", "USA", "RUS", "PRK")
# Days with a name. "Latest" is the last day covered and stands first.
_NAMED_DAYS = {
    "Article, 6 Nov 2024": date(2024, 11, 6),
    "Russia acknowledges, 26 Apr 2025": date(2025, 4, 26),
}


@dataclass(frozen=True)
class _Choice:
    """A filter with a fixed list of values: its key in the address, and value -> label."""

    key: str
    label: str
    labels: dict[str, str]


def filter_bar(record: Record) -> None:
    """Draw the filters, and note what the link said in vain (see `complaints`)."""
    choices = _choices(record.about.digest, record)
    _note_unknown_values(record, choices)
    with st.sidebar:
        _clock(record)
        _perspective_widget(record)
        for choice in choices[:2]:
            _multiselect(choice)
        with st.expander("More filters", expanded=_any_in_address(choices[2:])):
            _day_widget("From", "from", latest_day(record))
            _day_widget("To", "to", latest_day(record))
            for choice in choices[2:]:
                _multiselect(choice)
        st.text_input(
            "Search", key="q", bind="query-params", placeholder="word or id", on_change=_redraw
        )
        marking_widget(_redraw)


def chosen_filters(record: Record) -> Filters:
    """What the filters say now."""
    state = st.session_state

    def picked(key: str) -> tuple[str, ...]:
        return tuple(state.get(key) or ())

    return Filters(
        as_of=state.get(_TURN) or state.get(AS_OF) or latest_day(record), perspective=state.get("view_of") or "",
        start=state.get("from"), end=state.get("to"), actors=picked("actor"), event_types=picked("type"),
        places=picked("place"), claimants=picked("claimant"), verification=picked("rung"),
        text=state.get("q") or "",
    )  # fmt: skip


def complaints(filters: Filters) -> list[str]:
    """What the link said in vain, and what the filters cannot mean."""
    found = list(st.session_state.get(_COMPLAINTS, ()))
    if filters.start and filters.end and filters.start > filters.end:
        found.append(
            f"From ({filters.start}) lies after To ({filters.end}), so nothing can be found."
        )
    return found


def _redraw() -> None:
    """Callback of a filter: draw the page's content anew, and nothing else."""
    st.rerun(PAGE)


def latest_day(record: Record) -> date:
    """The day that "Latest" means: the last day covered."""
    return record.about.last_day_covered


def set_as_of(day: date) -> Callable[[], None]:
    """A callback that turns the clock to a day."""

    def turn() -> None:
        # A keyed rerun forgets that its callback set a widget, and the browser would send the old
        # day again with its next touch; the widget is set in the run that draws it instead.
        st.session_state[_TURN] = day
        _redraw_with_clock()

    return turn


def _redraw_with_clock() -> None:
    st.rerun([PAGE, CLOCK])


@st.fragment(key=CLOCK)
def _clock(record: Record) -> None:
    last = latest_day(record)
    if _TURN in st.session_state:
        st.session_state[AS_OF] = st.session_state.pop(_TURN)
    if AS_OF not in st.session_state:
        st.session_state[AS_OF] = _as_of_in_address(last) or last
    as_of = st.date_input(
        "As of", key=AS_OF, min_value=EARLIEST, max_value=last, format="YYYY-MM-DD",
        persist_state="session", on_change=_redraw_with_clock,
        help="The whole dashboard shows only what was public on this day.",
    )  # fmt: skip
    with st.container(gap=None):
        for label, day in {"Latest": last, **_NAMED_DAYS}.items():
            st.button(label, on_click=set_as_of(day), type="tertiary", disabled=as_of == day)
    st.query_params[AS_OF] = (as_of or last).isoformat()


def _day_widget(label: str, key: str, last: date) -> None:
    st.date_input(
        label, None, key=key, bind="query-params", min_value=EARLIEST, max_value=last,
        format="YYYY-MM-DD", on_change=_redraw,
    )  # fmt: skip


def _perspective_widget(record: Record) -> None:
    names = {"": "all claimants", **record.actors.set_index("actor_id")["name"].to_dict()}
    speaking = set(record.claims["government"])
    offered = [who for who in _PERSPECTIVES if not who or who in speaking]
    st.selectbox(
        "According to", offered, format_func=names.__getitem__, key="view_of", bind="query-params",
        on_change=_redraw,
        help="The whole dashboard as this government alone tells it.",
    )  # fmt: skip


def _as_of_in_address(last: date) -> date | None:
    asked = st.query_params.get(AS_OF, "")
    return date.fromisoformat(asked) if is_day(asked, last) else None


def _multiselect(choice: _Choice) -> None:
    st.multiselect(
        choice.label, list(choice.labels), format_func=choice.labels.__getitem__,
        key=choice.key, bind="query-params", placeholder="all", on_change=_redraw,
    )  # fmt: skip


@st.cache_resource(max_entries=4, show_spinner=False)
def _choices(record_digest: str, _record: Record) -> tuple[_Choice, ...]:
    names = _record.actors.set_index("actor_id")["name"]
    government_of = _record.actors.set_index("actor_id")["government"]
    speaking = set(_record.claims["claimant"]) | set(_record.claims["government"])
    claimants = sorted(
        speaking, key=lambda i: (names[government_of[i]], i != government_of[i], names[i])
    )
    acting = {government_of[i] for ids in _record.events["initiators"] for i in ids}
    acting |= {government_of[i] for ids in _record.events["recipients"] for i in ids}
    used = {*_record.events["place_id"], *_record.events["from_place_id"]}
    places = _record.places[_record.places["place_id"].isin(used)].sort_values("name")
    return (
        _Choice("claimant", "Who says so", {i: names[i] for i in claimants}),
        _Choice("type", "Type of event", dict(EVENT_TYPES)),
        _Choice("actor", "Actor involved", {i: names[i] for i in sorted(acting, key=names.__getitem__)}),
        _Choice("place", "Place", dict(zip(places["place_id"], places["name"], strict=True))),
        _Choice("rung", "Verification", {rung.value: f"{RUNG_SIGNS[rung]} {rung.value}" for rung in Rung}),
    )  # fmt: skip


def _any_in_address(choices: tuple[_Choice, ...]) -> bool:
    keys = ("from", "to", *(choice.key for choice in choices))
    return any(key in st.query_params for key in keys)


def _note_unknown_values(record: Record, choices: tuple[_Choice, ...]) -> None:
    # Streamlit drops what it does not know without a word; what it dropped is only in the
    # address before the widgets are drawn. Kept for the session, because a rerun forgets it.
    if _COMPLAINTS in st.session_state:
        return
    query = {key: st.query_params.get_all(key) for key in st.query_params}
    labels = {choice.key: (choice.label, frozenset(choice.labels.values())) for choice in choices}
    names = record.actors.set_index("actor_id")["name"]
    tellers = frozenset({"all claimants", *(names.get(who, "") for who in _PERSPECTIVES)} - {""})
    st.session_state[_COMPLAINTS] = link_complaints(query, labels, tellers, latest_day(record))
