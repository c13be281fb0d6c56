"""The 60-second page: what is known, how sure, what changed, what next."""

import streamlit as st

from dashboard.analysis.summary import overview_finding
from dashboard.analysis.wording import standing_of
from dashboard.interface import overview_parts as parts
from dashboard.interface.forecast_parts import outlook_section
from dashboard.interface.frame import current_view
from dashboard.interface.page_frame import page_head

view = current_view()
page_head("Overview", overview_finding(view))
parts.bottom_line_section(view)
parts.headline_figures(view)
left, right = st.columns([3, 2], gap="large")
with left:
    parts.strength_section(view)
with right:
    parts.changes_section(view)
outlook_section(view)
parts.article_section(view)
st.caption(standing_of(view))
