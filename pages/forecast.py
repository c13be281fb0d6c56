"""What was foreseen, what the evidence says of it, what became of it, and what comes next."""

from dashboard.interface import forecast_parts as parts
from dashboard.interface.frame import show
from dashboard.interface.projection_parts import projection_section

show(
    parts.head,
    parts.short_term,
    parts.long_term,
    projection_section,
    parts.scoreboard_section,
)
