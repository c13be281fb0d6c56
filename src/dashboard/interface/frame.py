"""The frame around every page: menu, record, filters, and the view that pages read."""

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from dashboard.analysis.view import View
from dashboard.interface.cached import current_record, view_of
from dashboard.interface.filter_bar import filter_bar
from dashboard.interface.navigation import mark_entered, open_navigation, require_entrypoint
from dashboard.interface.page_frame import refuse_record, warn_of_faults
from dashboard.interface.static_files import publish_base_map
from dashboard.record.filters import Filters
from dashboard.record.tables import Record

_QUESTION = "_question"


def open_frame() -> StreamlitPage:
    """Draw the frame and return the page to run; stops here if there is no record at all."""
    page = open_navigation()
    publish_base_map()
    record, faults = current_record()
    if record is None:
        refuse_record(faults)
        st.stop()
    filters = filter_bar(record)
    if faults:
        warn_of_faults(faults)
    st.session_state[_QUESTION] = filters
    mark_entered()
    return page


def current_view() -> View:
    """First call of every page: the view that the frame's filters ask for."""
    require_entrypoint()
    filters: Filters = st.session_state[_QUESTION]
    return view_of(whole_record(), filters)


def whole_record() -> Record:
    """The last good record, without any date applied (for comparing two days)."""
    record, faults = current_record()
    if record is None:
        refuse_record(faults)
        st.stop()
    return record
