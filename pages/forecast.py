"""What the article foresaw, what the alternatives were, and what became of each."""

from dashboard.interface.forecast_parts import horizon_section, scoreboard_section
from dashboard.interface.frame import current_view
from dashboard.interface.page_frame import page_head
from dashboard.record.scenarios import Horizon

view = current_view()
page_head("Forecast", "What was foreseen, and what the record shows of it")
horizon_section(view, Horizon.SHORT)
horizon_section(view, Horizon.LONG)
scoreboard_section(view)
