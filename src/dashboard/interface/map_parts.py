"""The Map page: named views, the map, and the table that says the same in words."""

from typing import Any

import pandas as pd
import streamlit as st

from dashboard.analysis.view import View
from dashboard.analysis.whereabouts import places_headline, reported_places, routes
from dashboard.analysis.wording import filters_in_words
from dashboard.figures.deck import NAMED_VIEWS, draw_deck
from dashboard.figures.style import Ink
from dashboard.interface.cached import once
from dashboard.interface.event_card import open_card, open_card_from_map
from dashboard.interface.live_table import Column, live_table
from dashboard.interface.page_frame import (
    current_ink,
    nothing_found,
    page_head,
    source_line,
)
from dashboard.interface.static_files import base_map
from dashboard.interface.words import rung_words

_MAP = "map"
_PLACES = (
    Column("place", opens=True, sorts=True), Column("reported", wide=True), Column("by", sorts=True),
    Column("last", sorts=True), Column("standing", sorts=True), Column("drawn as", sorts=True),
    Column("known to"),
)  # fmt: skip
_DRAWN_AS = {
    "site": "dot", "town": "ring", "district": "area", "region": "area", "country": "not drawn",
}  # fmt: skip
_CONVENTION = (
    "Borders follow UN practice, Crimea within Ukraine; no position is implied. "
    "Lines join where a movement began and ended; they are not tracks."
)


def map_section(view: View) -> None:
    """Headline, named views, map and table."""
    places = places_of(view)
    page_head("Map", places_headline(places))
    if places.empty:
        nothing_found(view, "report of troops at a place")
        return
    chosen = st.segmented_control(
        "View",
        list(NAMED_VIEWS),
        key="view",
        default="Whole route",
        bind="query-params",
        required=True,
    )
    draw_map_figure(view, chosen or "Whole route", key=_MAP, height=470)
    st.caption(
        "Dot: exact site. Ring: town. Shaded outline: somewhere in this district or region. "
        "The area of a ring grows with the troops last reported there. Click one for its card."
    )
    source_line(view, len(view.shown.claims), note=f"{_CONVENTION} {filters_in_words(view)}")
    live_table(
        "places-table", view, _PLACES, _in_words, height=430, on_event=open_card,
        alt=f"The same as a table: {len(places)} places, what was reported there, by whom, when",
    )  # fmt: skip


def draw_map_figure(view: View, named_view: str, *, key: str, height: int) -> None:
    """The map alone, for this page and for the briefing."""
    ink = current_ink()
    deck = once("deck", view, lambda one: _deck(one, named_view, ink), named_view, ink.name)
    st.pydeck_chart(
        deck, key=f"{key}-{named_view}", height=height, selection_mode="single-object",
        on_select=lambda: open_card_from_map(f"{key}-{named_view}"), alt=map_in_words(places_of(view)),
    )  # fmt: skip


def places_of(view: View) -> pd.DataFrame:
    """The places where troops were reported, for this page and for the briefing."""
    return once("places", view, lambda one: reported_places(one.shown))


def _deck(view: View, named_view: str, ink: Ink) -> Any:  # noqa: ANN401
    position = NAMED_VIEWS[named_view]
    return draw_deck(places_of(view), routes(view.shown), base_map(), position, ink)


def map_in_words(places: pd.DataFrame) -> str:
    """The text alternative, made from the data of the map."""
    words = "; ".join(
        f"{place['name']}: {place['figure'] or 'no figure'}" for _, place in places.iterrows()
    )
    return f"Places where North Korean troops were reported. {words or 'None'}."


def _in_words(view: View) -> pd.DataFrame:
    places = places_of(view)
    return pd.DataFrame(
        {
            "event_id": places["event_id"],
            "place": places["name"],
            "reported": places["figure"].replace("", "no figure"),
            "by": places["claimant"],
            "last": places["last_reported"].dt.strftime("%Y-%m-%d"),
            "standing": places["rung"].map(rung_words),
            "drawn as": places["kind"].map(_DRAWN_AS),
            "known to": places["precision_km"].map(
                lambda km: "" if pd.isna(km) else f"{km:,.0f} km"
            ),
        }
    )
