"""The steps of present mode: the live figures of the pages, one a screen, sized for a room."""

import pandas as pd
import streamlit as st

from dashboard.analysis.strength import figures_of_kind
from dashboard.analysis.view import View
from dashboard.briefing.brief import Brief
from dashboard.figures.timeline import draw_timeline
from dashboard.interface.briefing_text import section_lines
from dashboard.interface.live_figure import live_figure, packed
from dashboard.interface.map_play import play_map
from dashboard.interface.overview_parts import draw_strength
from dashboard.interface.page_frame import current_ink
from dashboard.interface.timeline_parts import lines_in_words
from dashboard.interface.words import plain
from dashboard.record.vocabulary import QUANTITY_KINDS

_HALF = 6  # lines from which a list is set in two columns
_MANY = 14  # lines from which its type is smaller


def draw_step(view: View, brief: Brief, section: str) -> None:
    """Draw a section of the brief."""
    if section == "bottom":
        _headlines(brief)
        _say(brief, section)
    elif section == "strength" and brief.counts:
        draw_strength(view, key="present-strength")
    elif section == "timeline" and brief.lines:
        _timeline(view)
    elif section == "map" and not brief.places.empty:
        play_map(view, height=430)
    elif section == "sources":
        _table(
            pd.DataFrame(
                [(one.number, one.publisher, one.title, one.published_on) for one in brief.sources],
                columns=["no.", "publisher", "title", "published"],
            )
        )
    else:
        _say(brief, section)


def _headlines(brief: Brief) -> None:
    for cell, one in zip(st.columns(len(brief.headlines)), brief.headlines, strict=True):
        with cell:
            st.caption(one.label)
            st.markdown(f"## {plain(one.words)}")
            st.caption(one.standing or "no claimant")


def _say(brief: Brief, section: str) -> None:
    lines = section_lines(brief, section)
    if not lines:
        st.markdown("Nothing on record fits this choice.")
        return
    if len(lines) < _HALF:
        with st.container(key="few" if section != "bottom" else None):
            for line in lines:
                st.markdown(line)
        return
    middle = (len(lines) + 1) // 2
    with st.container(key="dense" if len(lines) > _MANY else "roomy"):
        for column, part in zip(
            st.columns(2, gap="large"), (lines[:middle], lines[middle:]), strict=True
        ):
            for line in part:
                column.markdown(line)


def _timeline(view: View) -> None:
    figure = draw_timeline(
        figures_of_kind(view.shown, "sent"), figures_of_kind(view.shown, "sent").iloc[:0],
        view.shown.events.iloc[:0], {}, view.moment, current_ink(), QUANTITY_KINDS["sent"].plain,
    )  # fmt: skip
    figure.update_layout(height=460)
    live_figure(packed(figure, lines_in_words(view, "sent")), key="present-timeline")


def _table(table: pd.DataFrame) -> None:
    st.dataframe(
        table, hide_index=True, height=430, row_height=42,
        alt="; ".join(" ".join(map(str, row)) for row in table.head(40).to_numpy()),
    )  # fmt: skip
