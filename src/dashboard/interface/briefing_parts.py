"""Present mode: the same content as the pages, one idea a screen, driven by the arrow keys."""

from collections.abc import Callable

import streamlit as st

from dashboard.analysis.summary import bottom_line
from dashboard.analysis.view import View
from dashboard.interface import overview_parts
from dashboard.interface.forecast_parts import outlook_section
from dashboard.interface.map_parts import draw_map_figure
from dashboard.interface.page_frame import filters_in_words, page_head, source_line, standing_of
from dashboard.interface.timeline_parts import draw_timeline_figure
from dashboard.interface.words import day, plain

_STEP = "step"


def present(view: View) -> None:
    """Draw the step that the address names, and the keys to the next."""
    steps = _steps()
    step = _current_step(len(steps))
    title, draw = steps[step]
    back, where, forward = st.columns([1, 4, 1], vertical_alignment="center")
    back.button("Back", shortcut="Left", on_click=_go, args=(step - 1,), disabled=step == 0)
    where.caption(f"Step {step + 1} of {len(steps)} · as of {day(view.filters.as_of)} · TLP:CLEAR")
    forward.button(
        "Next", shortcut="Right", on_click=_go, args=(step + 1,), disabled=step == len(steps) - 1
    )
    page_head("Briefing", title)
    draw(view)


def _steps() -> tuple[tuple[str, Callable[[View], None]], ...]:
    return (
        ("The bottom line", _say_bottom_line),
        ("How many were sent", overview_parts.strength_section),
        ("How the reports grew", lambda view: draw_timeline_figure(view, "sent", key="brief-time")),
        ("Where they were reported", _show_map),
        ("What comes next", outlook_section),
        ("What this rests on", _say_standing),
    )


def _current_step(count: int) -> int:
    if _STEP not in st.session_state:
        asked = st.query_params.get(_STEP, "1")
        st.session_state[_STEP] = int(asked) - 1 if asked.isdecimal() else 0
    step = min(max(int(st.session_state[_STEP]), 0), count - 1)
    st.query_params[_STEP] = str(step + 1)
    return step


def _go(step: int) -> None:
    st.session_state[_STEP] = step


def _say_bottom_line(view: View) -> None:
    for sentence in bottom_line(view):
        st.subheader(plain(sentence.text), anchor=False)
    source_line(view, len(view.known.claims))


def _show_map(view: View) -> None:
    draw_map_figure(view, "Whole route", key="brief-map", height=470)
    source_line(view, len(view.shown.claims))


def _say_standing(view: View) -> None:
    st.subheader(plain(standing_of(view)), anchor=False)
    if view.filters.narrowed:
        st.markdown(plain("Filters: " + filters_in_words(view)))
    st.markdown(
        "Claims, not facts: each figure is one claimant's statement, with the day it is about and "
        "the day it became public. Nothing is averaged. What was not found is listed under "
        "known gaps in the record's codebook."
    )
