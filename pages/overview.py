"""The 60-second page: what is known, how sure, what changed, what next."""

from dashboard.interface import overview_parts as parts
from dashboard.interface.forecast_parts import outlook_section
from dashboard.interface.frame import show

show(
    parts.head,
    parts.chosen,
    parts.bottom_line_section,
    parts.headline_figures,
    parts.strength_and_changes,
    outlook_section,
    parts.article_section,
    parts.standing,
)
