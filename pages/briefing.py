"""The brief: prepared, shown step by step on a screen, or taken along as a file."""

from dashboard.interface.briefing_parts import briefing_section
from dashboard.interface.frame import show

show(briefing_section)
