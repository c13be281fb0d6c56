"""Small tables in, plotly figures and pydeck decks out. No analysis."""
