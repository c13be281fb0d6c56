"""The marking that everything carries which leaves the app, chosen once for all pages."""

from collections.abc import Callable

import streamlit as st

from dashboard.exchange.marking import CLEAR, LONGEST, TLP, Marking, read_marking
from dashboard.interface.sign_in import clearance
from dashboard.interface.words import told

KEY = "marking"
_NARROWEST = "TLP:RED"


def marking_widget(redraw: Callable[[], None]) -> None:
    """The choice, in the sidebar: a label of TLP 2.0, or the reader's own words."""
    allowed = clearance()
    offered = [words for words in TLP if allowed.at_least(read_marking(words)).words == words]
    st.selectbox(
        "Marking", offered, key=KEY, bind="query-params", accept_new_options=True,
        on_change=redraw,
        help=f"Stands on every slide, page and file that leaves the app. TLP 2.0, or own words (up to {LONGEST} characters).",
    )  # fmt: skip
    try:
        read_marking(_chosen())
    except ValueError as error:
        st.error(
            f"Marking: {told(error, 200)}. Until it is mended, everything is marked {_NARROWEST}."
        )


def current_marking() -> Marking:
    """The marking chosen, or what the server holds where that is stricter.

    The narrowest one while the choice cannot be read.
    """
    try:
        return clearance().at_least(read_marking(_chosen()))
    except ValueError:
        return Marking(_NARROWEST, TLP[_NARROWEST])


def _chosen() -> str:
    return str(st.session_state.get(KEY) or CLEAR.words)
