"""How long it took until it was known, and who has gone silent."""

from dashboard.interface.frame import show
from dashboard.interface.reporting_parts import reporting_section

show(reporting_section)
