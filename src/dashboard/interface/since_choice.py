"""The day since which it is told what changed: one for the Overview and the brief, in the address."""

from datetime import date, timedelta

import streamlit as st

from dashboard.analysis.view import View
from dashboard.interface.link_complaints import EARLIEST, is_day

SINCE = "since"
_DAYS_BACK = 30
_USUAL = "_usual_since"  # the day that was taken when nobody had chosen one


def current_since(view: View) -> date:
    """The day chosen, or from the address, or 30 days before the as-of date."""
    as_of = view.filters.as_of
    usual = max(EARLIEST, as_of - timedelta(days=_DAYS_BACK))
    since: date | None = st.session_state.get(SINCE)
    if SINCE not in st.session_state:
        in_address = st.query_params.get(SINCE, "")
        since = date.fromisoformat(in_address) if is_day(in_address, as_of) else None
    unchosen = since == st.session_state.get(_USUAL)
    if since is None or unchosen or not EARLIEST <= since <= as_of:
        since = usual  # what nobody chose follows the clock
    st.session_state[_USUAL] = usual
    st.query_params[SINCE] = since.isoformat()
    return since


def since_widget(view: View, label: str) -> date:
    """Choose the day."""
    since = current_since(view)
    st.session_state[SINCE] = since
    st.date_input(
        label, key=SINCE, min_value=EARLIEST, max_value=view.filters.as_of, format="YYYY-MM-DD",
        persist_state="session", help="What changed is told since this day, on the Overview and in the brief.",
    )  # fmt: skip
    return since
