"""What every page owes to keyboards, ears, and other ways of seeing (docs/accessibility.md)."""

from pathlib import Path

import streamlit as st

_HERE = Path(__file__)
_draw = st.components.v2.component(
    "page_manners",
    css=_HERE.with_suffix(".css").read_text(encoding="utf-8"),
    js=_HERE.with_suffix(".js").read_text(encoding="utf-8"),
    isolate_styles=False,
)


def page_manners() -> None:
    """Styles for focus, forced colours and reduced motion, and a voice for the headline."""
    with st.sidebar:  # where it takes no room on the page
        _draw(key="page-manners")
