"""A plotly figure that stays on the page and is changed in place.

Streamlit's own chart element draws a changed figure several times over (its state, its size and
its selection each ask for another drawing; measured in benchmarks/README.md). This one draws once.
"""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import streamlit as st

from dashboard.interface.static_files import PLOTLY_SCRIPT

_draw = st.components.v2.component(
    "live_figure",
    html='<div class="live-figure"></div>\n',
    js=Path(__file__).with_suffix(".js").read_text(encoding="utf-8"),
    isolate_styles=False,
)


def packed(figure: Any, alt: str) -> bytes:  # noqa: ANN401
    """A figure and its text alternative as the browser takes them; worth keeping between runs."""
    told = {
        "script": f"app/static/{PLOTLY_SCRIPT}",
        "alt": alt,
        "figure": json.loads(figure.to_json()),
    }
    return json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()


def live_figure(drawing: bytes, *, key: str, on_event: Callable[[str], None] | None = None) -> None:
    """Show a figure.

    Args:
        drawing: what `packed` gave.
        key: of the element; the same key keeps the figure and changes it.
        on_event: called with the event id (first customdata) of a mark that was clicked.
    """
    clicked = None if on_event is None else lambda: on_event(st.session_state[key].clicked)
    _draw(key=key, data=drawing, on_clicked_change=clicked)
