"""What every page has around its content: headline, source line, and a word when empty."""

import streamlit as st

from dashboard.analysis.view import View
from dashboard.analysis.wording import counted, filters_in_words
from dashboard.figures.named_views import NamedView
from dashboard.figures.style import Ink, ink_of
from dashboard.interface.words import day, plain
from dashboard.record.faults import Fault, fault_table
from dashboard.record.tables import Record


def current_ink() -> Ink:
    """The inks of the theme that the reader has on."""
    return ink_of(st.context.theme.type)


def on_screen(view: NamedView) -> NamedView:
    """The map's position for the reader's screen. Python cannot see its width, only the browser."""
    phone = "Mobi" in st.context.headers.get("User-Agent", "")
    return view.on_phone() if phone else view


def page_head(kicker: str, finding: str) -> None:
    """The page's name in small type, and its finding as the headline."""
    st.caption(plain(kicker))
    st.title(plain(finding), anchor=False)


def figure_title(finding: str) -> None:
    """A figure's headline, which states what the figure shows."""
    st.header(plain(finding), anchor=False)


def source_line(view: View, claims: int, *, note: str = "") -> None:
    """The small line under a figure: what it rests on, as of when, and what was chosen."""
    about = view.known.about
    pages = len(view.shown.sources)
    words = [
        f"Source: {counted(claims, 'claim')} of this record (v{about.version}, "
        f"{counted(pages, 'document')} by then), as of {day(view.filters.as_of)}.",
        note,
    ]
    if view.filters.narrowed:
        words.append(f"Chosen: {filters_in_words(view)}.")
    st.caption(plain(" ".join(filter(None, words))))


def nothing_found(view: View, what: str) -> None:
    """Say why there is nothing, and the way out."""
    filters = view.filters
    if filters.narrowed:
        way_out = "Widen or clear the filters in the sidebar."
    else:
        way_out = "Choose a later as-of date."
    st.info(f"No {what} was public on {day(filters.as_of)} that fits this choice. {way_out}")


def refuse_record(faults: tuple[Fault, ...]) -> None:
    """No record at all: say so, and show every fault."""
    st.title("The record cannot be read", anchor=False)
    st.write(
        "Nothing can be shown until the faults below are mended in the record's folder; "
        "the page then comes back by itself on the next click."
    )
    st.dataframe(fault_table(faults), hide_index=True, alt="All faults of the record")


def warn_of_faults(faults: tuple[Fault, ...], shown: Record) -> None:
    """The files changed and are faulty: the last good record stays on screen."""
    about = shown.about
    covered = day(about.last_day_covered)
    st.warning(
        f"You see the record up to {covered} (v{plain(about.version)}). A newer one has {counted(len(faults), 'fault')} and is not shown."
    )
    with st.expander("For its curator: what is wrong and where"):
        st.dataframe(fault_table(faults), hide_index=True, alt="Faults of the newer record")
