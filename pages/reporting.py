"""How long it took until it was known, and who has gone silent."""

from dashboard.interface.frame import current_view
from dashboard.interface.reporting_parts import reporting_section

reporting_section(current_view())
