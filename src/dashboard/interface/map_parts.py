"""The Map page: named views, the map, and the tables that say the same in words."""

from typing import Any

import pandas as pd
import streamlit as st

from dashboard.analysis.thinning import joined_places
from dashboard.analysis.view import View
from dashboard.analysis.whereabouts import places_headline, reported_places, routes
from dashboard.analysis.wording import counted
from dashboard.figures.deck import draw_deck
from dashboard.figures.named_views import NAMED_VIEWS, NamedView
from dashboard.figures.style import Ink
from dashboard.interface.cached import once
from dashboard.interface.event_card import open_card, open_card_from_map
from dashboard.interface.live_table import Column, live_table
from dashboard.interface.page_frame import (
    current_ink,
    figure_title,
    nothing_found,
    on_screen,
    page_head,
    source_line,
)
from dashboard.interface.static_files import base_map
from dashboard.interface.words import day, rung_words

_MAP = "map"
_PLACES = (
    Column("place", opens=True, sorts=True), Column("reported", wide=True), Column("by", sorts=True),
    Column("public on", sorts=True), Column("last report", sorts=True),
    Column("standing", sorts=True), Column("drawn as", sorts=True), Column("known to"),
)  # fmt: skip
_ROUTES = (
    Column("begins", sorts=True), Column("from", sorts=True), Column("to", sorts=True),
    Column("movement", wide=True, opens=True, sorts=True), Column("standing", sorts=True),
)  # fmt: skip
_DRAWN_AS = {
    "site": "dot", "town": "ring", "district": "area", "region": "area", "country": "not drawn",
}  # fmt: skip
_CONVENTION = (
    "Borders follow UN practice, Crimea within Ukraine; no position is implied. "
    "Lines join where a movement began and ended; they are not tracks."
)


def map_section(view: View) -> None:
    """Headline, named views, map and tables."""
    places = places_of(view)
    page_head("Map", places_headline(places, narrowed=view.filters.narrowed))
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
    draw_map_figure(view, chosen or "Whole route", key=_MAP, height=470, opens_cards=True)
    st.caption(
        "Dot: exact site. Ring: town. Shaded outline: somewhere in this district or region. "
        "The area of a ring grows with the troops last reported there. Click one for its card."
    )
    source_line(view, len(view.shown.claims), note=_CONVENTION)
    figure_title("The places as a table")
    live_table(
        "places-table", view, _PLACES, _in_words, height=430, on_event=open_card,
        alt=f"{counted(len(places), 'place')}, what was reported there, by whom, when",
    )  # fmt: skip
    moves = len(routes(view.shown))
    if moves:
        figure_title("The lines as a table")
        live_table(
            "routes-table", view, _ROUTES, _routes_in_words, height=260, on_event=open_card,
            alt=f"{counted(moves, 'movement')} drawn as lines: from where, to where, when",
        )  # fmt: skip


def draw_map_figure(
    view: View, named_view: str, *, key: str, height: int, opens_cards: bool = False
) -> None:
    """The map alone, for this page and for the briefing, which has no cards to open."""
    ink, position = current_ink(), on_screen(NAMED_VIEWS[named_view])
    deck = once("deck", view, lambda one: _deck(one, position, ink), position, ink.name)
    st.pydeck_chart(
        deck, key=f"{key}-{named_view}", height=height, selection_mode="single-object",
        on_select=(lambda: open_card_from_map(f"{key}-{named_view}")) if opens_cards else "ignore",
        alt=map_in_words(places_of(view), routes(view.shown)),
    )  # fmt: skip


def places_of(view: View) -> pd.DataFrame:
    """The places where troops were reported, for this page and for the briefing."""
    return once("places", view, lambda one: reported_places(one.shown))


def _deck(view: View, position: NamedView, ink: Ink) -> Any:  # noqa: ANN401
    return draw_deck(joined_places(places_of(view)), routes(view.shown), base_map(), position, ink)


def map_in_words(places: pd.DataFrame, moves: pd.DataFrame) -> str:
    """The text alternative, made from the data of the map: largest figures first."""
    with_figure = places[places["figure"] != ""].sort_values("best", ascending=False)
    figures = "; ".join(
        f"{place['name']} {place['figure']} ({place['claimant']}, {day(place['figure_on'])})"
        for _, place in with_figure.iterrows()
    )
    others = ", ".join(places.loc[places["figure"] == "", "name"])
    lines = moves.drop_duplicates(["from_name", "to_name"])
    ways = "; ".join(f"{line['from_name']} to {line['to_name']}" for _, line in lines.iterrows())
    return (
        f"Map of {counted(len(places), 'place')} where North Korean troops were reported. "
        f"With a figure: {figures or 'none'}. Without one: {others or 'none'}. "
        f"Lines of movement: {ways or 'none'}."
    )


def _in_words(view: View) -> pd.DataFrame:
    places = places_of(view)
    return pd.DataFrame(
        {
            "event_id": places["event_id"],
            "place": places["name"],
            "reported": places["figure"].replace("", "no figure"),
            "by": places["claimant"],
            "public on": places["figure_on"].dt.strftime("%Y-%m-%d").fillna(""),
            "last report": places["last_reported"].dt.strftime("%Y-%m-%d"),
            "standing": places["rung"].map(rung_words),
            "drawn as": places["kind"].map(_DRAWN_AS),
            "known to": places["precision_km"].map(
                lambda km: "" if pd.isna(km) else f"{km:,.0f} km"
            ),
        }
    )


def _routes_in_words(view: View) -> pd.DataFrame:
    moves = routes(view.shown).iloc[::-1]
    return pd.DataFrame(
        {
            "event_id": moves["event_id"],
            "begins": moves["date_start"].dt.strftime("%Y-%m-%d"),
            "from": moves["from_name"],
            "to": moves["to_name"],
            "movement": moves["title"],
            "standing": moves["rung"].map(rung_words),
        }
    )
