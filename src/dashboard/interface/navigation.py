"""The pages, and the guard that keeps Streamlit's old page router away from them.

Streamlit takes a folder called `pages/` for its legacy multipage mode until some session has
called `st.navigation`. A deep link that is the first request on a cold server would then run
the page without app.py: no frame, no filters. See streamlit PR 10276; the browser test
`test_cold_deep_link` tells when this can go.
"""

from pathlib import Path

import streamlit as st
from streamlit.navigation.page import StreamlitPage

_PAGES = Path(__file__).resolve().parents[3] / "pages"
_ENTERED = "_entered_through_app"


def open_navigation() -> StreamlitPage:
    """Show the menu and return the page that the address names."""
    return st.navigation(
        [
            st.Page(_PAGES / "overview.py", title="Overview", default=True),
            st.Page(_PAGES / "timeline.py", title="Timeline"),
            st.Page(_PAGES / "map.py", title="Map"),
            st.Page(_PAGES / "forecast.py", title="Forecast"),
            st.Page(_PAGES / "evidence.py", title="Evidence"),
            st.Page(_PAGES / "reporting.py", title="Reporting"),
            st.Page(_PAGES / "briefing.py", title="Briefing"),
            st.Page(_PAGES / "your_table.py", title="Your table"),
        ]
    )


def page_link(page: str, label: str) -> None:
    """A link to another page of the app that keeps the filters."""
    st.page_link(_PAGES / f"{page}.py", label=label)


def mark_entered() -> None:
    """Note that app.py ran, just before it runs the page."""
    st.session_state[_ENTERED] = True


def require_entrypoint() -> None:
    """First call of every page: if app.py did not run, hand over to it."""
    if not st.session_state.pop(_ENTERED, False):
        open_navigation()
        st.rerun()
