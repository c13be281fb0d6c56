"""North Korea's troop deployment to Russia: the record, its analysis and its pictures.

The rooms import one way: record, analysis, figures, exchange, briefing, interface.
"""
