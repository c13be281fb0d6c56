"""The map played through month by month: what was known, as it became known."""

from dataclasses import replace
from datetime import date

import pandas as pd
import streamlit as st

from dashboard.analysis.view import View
from dashboard.interface.cached import view_of
from dashboard.interface.frame import whole_record
from dashboard.interface.map_parts import draw_map_figure, places_of
from dashboard.interface.words import day

_AT, _ON = "play-at", "play-on"
_SECONDS = 1.5


def play_map(view: View, *, height: int) -> None:
    """The map, a slider over the months, and a switch that plays them."""
    months = play_days(view)
    if len(months) < 2:
        draw_map_figure(view, "Whole route", key="present-map", height=height)
        return
    playing = bool(st.session_state.get(_ON))
    st.fragment(_frame, run_every=_SECONDS if playing else None)(view, months, height)
    st.toggle("Play month by month", key=_ON)  # not offered to whom motion harms (page_manners.css)
    with st.container(key="still"):
        st.caption("Your system asks for little motion: the slider steps through the months.")


def play_days(view: View) -> list[date]:
    """The last day of each month from the first report of a place on, and the as-of day."""
    places = places_of(view)
    if places.empty:
        return [view.filters.as_of]
    first = places["first_reported"].min()
    ends = pd.date_range(first, view.moment, freq="ME")
    return [*(one.date() for one in ends if one < view.moment), view.filters.as_of]


def _frame(view: View, months: list[date], height: int) -> None:
    at = st.session_state.get(_AT, months[-1])
    if at not in months:
        at = months[-1]
    if st.session_state.get(_ON):
        at = months[(months.index(at) + 1) % len(months)]
    st.session_state[_AT] = at
    then = view_of(whole_record(), replace(view.filters, as_of=at))
    draw_map_figure(then, "Whole route", key="present-map", height=height)
    st.select_slider("Known on", months, key=_AT, format_func=day)
