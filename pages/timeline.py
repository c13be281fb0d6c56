"""Who counted how many, when, and what happened meanwhile, on one axis."""

from dashboard.interface.event_card import card_section
from dashboard.interface.frame import current_view
from dashboard.interface.timeline_parts import timeline_section

view = current_view()
timeline_section(view)
card_section(view)
