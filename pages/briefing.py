"""One idea a screen, driven by the arrow keys."""

from dashboard.interface.briefing_parts import present
from dashboard.interface.frame import current_view

present(current_view())
