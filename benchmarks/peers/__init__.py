"""The same three pages in Dash and in Panel, from the same record, analysis and figures."""
