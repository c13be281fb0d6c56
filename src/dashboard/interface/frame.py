"""The frame around every page: menu, record, filters, and the view that pages read."""

from collections.abc import Callable

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from dashboard.analysis.view import View
from dashboard.interface.cached import current_record, view_of
from dashboard.interface.filter_bar import PAGE, chosen_filters, complaints, filter_bar
from dashboard.interface.marking_choice import current_marking
from dashboard.interface.navigation import mark_entered, open_navigation, require_entrypoint
from dashboard.interface.page_frame import refuse_record, warn_of_faults
from dashboard.interface.page_manners import page_manners
from dashboard.interface.server_log import timed
from dashboard.interface.sign_in import account, require_clearance, require_sign_in
from dashboard.interface.static_files import publish
from dashboard.interface.words import plain
from dashboard.record.tables import Record

_DRAWN_FROM = "_drawn_from"  # checksum of the record that the sidebar was drawn from
_PAGE_NAME = "_page_name"


def open_frame() -> StreamlitPage:
    """Draw the frame and return the page to run; stops here if there is no record at all."""
    page = open_navigation()
    st.set_page_config(page_title=f"{page.title}: North Korea's troops in Russia")
    page_manners()
    require_sign_in()
    publish()
    record = whole_record()
    filter_bar(record)
    account()
    st.session_state[_DRAWN_FROM] = record.about.digest
    st.session_state[_PAGE_NAME] = page.url_path or "overview"
    mark_entered()
    return page


def show(*sections: Callable[[View], None]) -> None:
    """All that a page says: its sections in this order, each drawn from the filters' view."""
    require_entrypoint()
    _content(sections)


@st.fragment(key=PAGE)
def _content(sections: tuple[Callable[[View], None], ...]) -> None:
    require_clearance(current_marking())
    record, faults = current_record()
    if record is None or record.about.digest != st.session_state[_DRAWN_FROM]:
        st.rerun()  # the record is another one: its filters too
    if faults:
        warn_of_faults(faults, record)
    filters = chosen_filters(record)
    for complaint in complaints(filters):
        st.warning(plain(complaint))
    view = view_of(record, filters)
    with timed("drawn", st.session_state[_PAGE_NAME]):
        for section in sections:
            section(view)


def whole_record() -> Record:
    """The last good record, without any date applied (for comparing two days)."""
    record, faults = current_record()
    if record is None:
        refuse_record(faults)
        st.stop()
    return record
