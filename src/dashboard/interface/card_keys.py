"""Opening an event's card leads there, by keys and by pointer; closing leads the keys back."""

from pathlib import Path

import streamlit as st

_follow = st.components.v2.component(
    "card_keys",
    js=Path(__file__).with_suffix(".js").read_text(encoding="utf-8"),
    isolate_styles=False,
)


def card_keys(event_id: str, *, clicked: bool) -> None:
    """Follow the card of this event, `clicked` just now; to be called within its container."""
    _follow(key="card-keys", data={"event": event_id, "clicked": clicked})
