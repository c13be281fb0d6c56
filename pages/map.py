"""Where troops were reported, as precisely as it is known, and how they got there."""

from dashboard.interface.event_card import card_section
from dashboard.interface.frame import show
from dashboard.interface.map_parts import map_section

show(map_section, card_section)
