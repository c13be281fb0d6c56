"""A reader's own table beside the record, for this session alone."""

from dashboard.interface import your_table_parts as parts
from dashboard.interface.frame import show

show(
    parts.head,
    parts.faults_section,
    parts.timeline_section,
    parts.map_section,
    parts.rows_section,
)
