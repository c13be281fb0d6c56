"""Every claim and document behind the pictures, and the files to take away."""

from dashboard.analysis.wording import standing_of
from dashboard.interface import evidence_parts as parts
from dashboard.interface.event_card import card_section
from dashboard.interface.frame import current_view
from dashboard.interface.page_frame import page_head

view = current_view()
page_head("Evidence", standing_of(view))
parts.claims_table(view)
parts.downloads(view)
card_section(view)
parts.sources_table(view)
parts.how_to_cite(view)
