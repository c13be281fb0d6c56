"""The event's card: every claim, stance, both dates, sources, and how it climbed the ladder."""

from typing import Any

import pandas as pd
import streamlit as st

from dashboard.analysis.strength import figures_in_words
from dashboard.analysis.verification import climb
from dashboard.analysis.view import View
from dashboard.analysis.wording import counted
from dashboard.interface.cached import once
from dashboard.interface.card_keys import card_keys
from dashboard.interface.words import day, link, plain, rung_meaning, rung_words, span, told
from dashboard.record.tables import Record
from dashboard.record.vocabulary import (
    EVENT_TYPES,
    LANGUAGES,
    STANCE_LABELS,
    Stance,
)

EVENT, CARD = "event", "card"
_OPENED = "_opened_event"  # an event to be shown, or none, until the picker has taken it up


def open_card(event_id: str) -> None:
    """Callback of a figure or a table: open the card of the event that was chosen.

    Only the card is drawn anew. A keyed rerun forgets that its callback set a widget, so the picker
    is set in the run that draws it (as the clock is in `filter_bar`).
    """
    st.session_state[_OPENED] = event_id
    st.rerun(CARD)


def open_card_from_map(deck: str) -> None:
    """Callback of a map: open the card of the object that was clicked.

    Read by event id, never by row: the selection outlives a change of the data.
    """
    for objects in st.session_state[deck].selection.objects.values():
        for thing in objects:
            event = thing.get("event_id") or thing.get("properties", {}).get("event_id")
            if event:
                open_card(event)
    st.rerun(CARD)  # a click beside all marks: the page has nothing else to say


def _close() -> None:
    st.session_state[_OPENED] = None


@st.fragment(key=CARD)
def card_section(view: View) -> None:
    """The picker of an event and, once one is picked, its card; the address carries the id."""
    opened = _OPENED in st.session_state
    if opened:
        st.session_state[EVENT] = st.session_state.pop(_OPENED)
    events = view.shown.events.sort_values(["date_start", "event_id"])
    titles = {
        event: f"{start:%Y-%m-%d}  {title}"
        for event, start, title in zip(
            events["event_id"], events["date_start"], events["title"], strict=True
        )
    }
    _adopt_from_address(titles)
    chosen = st.selectbox(
        "Event card (pick here, or click a mark above)", list(titles), index=None, key=EVENT,
        format_func=titles.__getitem__, persist_state="session", placeholder="pick an event",
    )  # fmt: skip
    if chosen:
        st.query_params[EVENT] = chosen
        event_card(view, chosen, clicked=opened)
    elif EVENT in st.query_params:
        del st.query_params[EVENT]


def _adopt_from_address(titles: dict[str, str]) -> None:
    if EVENT not in st.session_state and EVENT in st.query_params:
        st.session_state[EVENT] = st.query_params[EVENT]
    wanted = st.session_state.get(EVENT)
    if wanted is not None and wanted not in titles:
        st.session_state[EVENT] = None
        st.warning(
            f"Event “{told(wanted)}” is not in this view: it may have become public later than the "
            "as-of date, be hidden by a filter, or not exist."
        )


def event_card(view: View, event_id: str, *, clicked: bool) -> None:
    """Draw one event's card from all that was known on the as-of date."""
    record = view.known
    event = record.events[record.events["event_id"] == event_id].iloc[0]
    claims = record.claims[record.claims["event_id"] == event_id].sort_values("public_on")
    with st.container(border=True, key="event-card"):
        st.header(plain(event["title"]), anchor=False)
        st.markdown(_facts(record, event))
        st.markdown(plain(event["summary"]))
        st.markdown(_standing(record, event))
        for paragraph in _paragraphs(record, claims):
            st.markdown(paragraph)
        _ladder(record, event_id)
        st.caption(plain(f"Event {event_id}; claims {', '.join(claims['claim_id'])}."))
        st.button("Close the card", on_click=_close, key="close-card")
        card_keys(event_id, clicked=clicked)  # last: by then the card has its full height


def claims_in_words(view: View, claim_ids: tuple[str, ...]) -> list[str]:
    """Paragraphs of the claims with these ids that were known, in this order."""
    return once("claims-in-words", view, lambda one: _in_order(one.known, claim_ids), claim_ids)


def _in_order(record: Record, claim_ids: tuple[str, ...]) -> list[str]:
    asked = record.claims[record.claims["claim_id"].isin(claim_ids)]
    words = dict(zip(asked["claim_id"], _paragraphs(record, asked), strict=True))
    return [words[claim] for claim in claim_ids if claim in words]


def _paragraphs(record: Record, claims: pd.DataFrame) -> list[str]:
    rows = zip(claims.iterrows(), figures_in_words(claims), strict=True)
    return [_claim_words(record, claim, figure) for (_, claim), figure in rows]


def _claim_words(record: Record, claim: "pd.Series[Any]", figure: str) -> str:
    """One claim as a paragraph of Markdown: who, what, both dates, figure, sources."""
    names = record.actors.set_index("actor_id")["name"]
    stance = Stance(claim["stance"])
    about = span(claim["about_date"], claim["about_end"], claim["about_precision"])
    counts = f" Figure: {figure}." if figure else ""
    verb = "" if stance == Stance.ASSERTS else f" *{STANCE_LABELS[stance]}.*"
    return (
        f"**{plain(names[claim['claimant']])}**{verb} {plain(claim['statement'])}"
        f"{plain(counts)}  \n:small[about {plain(about)}; public {plain(day(claim['public_on']))}; "
        f"{source_links(record, claim['source_ids'])}]"
    )


def source_links(record: Record, source_ids: tuple[str, ...]) -> str:
    """The documents of a claim as links: publisher, language if not English, date."""
    cited = record.sources[record.sources["source_id"].isin(source_ids)]
    sources = cited.set_index("source_id").to_dict("index")
    parts = []
    for source_id in source_ids:
        source = sources[source_id]
        language = str(source["language"])
        original = "" if language == "en" else f", in {LANGUAGES.get(language, language)}"
        label = f"{source['publisher']}{original}, {day(source['published_on'])}"
        parts.append(link(label, str(source["url"])))
    return "; ".join(parts)


def _facts(record: Record, event: "pd.Series[Any]") -> str:
    places = record.places.set_index("place_id")["name"]
    when = span(event["date_start"], event["date_end"], event["date_precision"])
    parts = [EVENT_TYPES[event["event_type"]], when]
    if event["place_id"]:
        origin = f"{places[event['from_place_id']]} to " if event["from_place_id"] else ""
        parts.append(origin + places[event["place_id"]])
    return ":small[" + plain(" · ".join(parts)) + "]"


def _standing(record: Record, event: "pd.Series[Any]") -> str:
    names = record.actors.set_index("actor_id")["name"]
    deniers = ", ".join(names[i] for i in event["deniers"].split(";") if i)
    denied = f" Denied by {plain(deniers)}." if deniers else ""
    return (
        f"**{rung_words(event['rung'])}**: {plain(rung_meaning(event['rung']))}. "
        f"{counted(event['reports'], 'report')}, {counted(event['origins'], 'origin')}.{denied}"
    )


def _ladder(record: Record, event_id: str) -> None:
    steps = climb(record, event_id)
    if len(steps) > 1:
        words = "; ".join(
            f"{rung_words(step['rung'])} from {day(step['public_on'])}"
            for _, step in steps.iterrows()
        )
        st.markdown(f":small[How it climbed: {plain(words)}.]")
