"""What was foreseen, what the evidence says of it, what became of it, and what comes next."""

from dashboard.interface.forecast_parts import horizon_section, scoreboard_section
from dashboard.interface.frame import current_view
from dashboard.interface.page_frame import page_head
from dashboard.interface.projection_parts import projection_section
from dashboard.interface.suppose import hypothetical_notice, supposed_in_address
from dashboard.record.scenarios import Horizon

view = current_view()
page_head("Forecast", "What was foreseen, and what the record shows of it")
supposed = supposed_in_address(view.known)
hypothetical_notice(view.known, supposed)
horizon_section(view, Horizon.SHORT, supposed)
horizon_section(view, Horizon.LONG, supposed)
projection_section(view)
scoreboard_section(view)
