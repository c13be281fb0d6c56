"""What the data is: tables, words, loading, checking, the two clocks and the filters.

Knows nobody above it, and neither Streamlit nor a drawing library.
"""
