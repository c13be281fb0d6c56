"""What every page has around its content: headline, source line, and a word when empty."""

import streamlit as st

from dashboard.analysis.view import View
from dashboard.figures.style import Ink, ink_of
from dashboard.interface.words import day, plain
from dashboard.record.faults import Fault, fault_table
from dashboard.record.filters import Filters


def current_ink() -> Ink:
    """The inks of the theme that the reader has on."""
    return ink_of(st.context.theme.type)


def page_head(kicker: str, finding: str) -> None:
    """The page's name in small type, and its finding as the headline."""
    st.caption(plain(kicker))
    st.title(plain(finding), anchor=False)


def figure_title(finding: str) -> None:
    """A figure's headline, which states what the figure shows."""
    st.subheader(plain(finding), anchor=False)


def source_line(view: View, claims: int, *, note: str = "") -> None:
    """The small line under a figure: what it rests on, and as of when."""
    about = view.known.about
    pages = len(view.shown.sources)
    words = f"Source: {claims:,} claims of this record (v{about.version}, {pages:,} documents by then), as of {day(view.filters.as_of)}."
    st.caption(plain(f"{words} {note}".strip()))


def nothing_found(view: View, what: str) -> None:
    """Say why there is nothing, and the way out."""
    filters = view.filters
    if filters.narrowed:
        way_out = "Widen or clear the filters in the sidebar."
    else:
        way_out = "Choose a later as-of date."
    st.info(f"No {what} was public on {day(filters.as_of)} that fits this choice. {way_out}")


def standing_of(view: View) -> str:
    """How much there is, in a line: events, claims, documents, last report."""
    shown = view.shown
    if shown.claims.empty:
        return "No claims."
    last = shown.claims["public_on"].max()
    days = (view.moment - last).days
    ago = "that day" if days == 0 else f"{days} day{'s' if days != 1 else ''} before"
    documents = len({i for ids in shown.claims["source_ids"] for i in ids})
    return (
        f"{len(shown.events):,} events, {len(shown.claims):,} claims from {documents:,} documents; "
        f"last report {day(last)} ({ago})."
    )


def filters_in_words(view: View) -> str:
    """The filters as a clause, for captions; "" if nothing was chosen."""
    filters: Filters = view.filters
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
        parts.append("types " + ", ".join(filters.event_types))
    if filters.places:
        parts.append("places " + ", ".join(places[i] for i in filters.places))
    if filters.verification:
        parts.append("verification " + ", ".join(filters.verification))
    if filters.start or filters.end:
        parts.append(f"dates {filters.start or '…'} to {filters.end or '…'}")
    if filters.text:
        parts.append(f"search “{filters.text}”")
    return "; ".join(parts)


def refuse_record(faults: tuple[Fault, ...]) -> None:
    """No record at all: say so, and show every fault."""
    st.title("The record cannot be read", anchor=False)
    st.write(
        "Nothing can be shown until the faults below are mended in the record's folder; "
        "the page then comes back by itself on the next click."
    )
    st.dataframe(fault_table(faults), hide_index=True, alt="All faults of the record")


def warn_of_faults(faults: tuple[Fault, ...]) -> None:
    """The files changed and are faulty: the last good record stays on screen."""
    count = f"{len(faults)} fault" + ("s" if len(faults) != 1 else "")
    with st.expander(f"The newer record has {count}; you see the last good one."):
        st.dataframe(fault_table(faults), hide_index=True, alt="Faults of the newer record")
