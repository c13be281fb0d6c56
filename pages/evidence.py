"""Every claim and document behind the pictures, and the files to take away."""

from dashboard.interface import evidence_parts as parts
from dashboard.interface.event_card import card_section
from dashboard.interface.frame import show

show(
    parts.head,
    parts.claims_table,
    parts.downloads,
    card_section,
    parts.sources_table,
    parts.how_to_cite,
)
