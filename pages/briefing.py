"""The brief: prepared, shown step by step on a screen, or taken along as a file."""

from dashboard.interface.briefing_parts import prepare
from dashboard.interface.frame import current_view
from dashboard.interface.present import present, presenting

view = current_view()
if presenting():
    present(view)
else:
    prepare(view)
