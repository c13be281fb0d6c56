"""Who counted how many, when, and what happened meanwhile, on one axis."""

from dashboard.interface.event_card import card_section
from dashboard.interface.frame import show
from dashboard.interface.timeline_parts import timeline_section

show(timeline_section, card_section)
