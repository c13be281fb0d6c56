"""An event's card for whoever works by keys: opening leads there, closing leads back."""

from pathlib import Path

import streamlit as st

_follow = st.components.v2.component(
    "card_keys",
    js=Path(__file__).with_suffix(".js").read_text(encoding="utf-8"),
    isolate_styles=False,
)


def card_keys(event_id: str) -> None:
    """Follow the card of this event; to be called within its container."""
    _follow(key="card-keys", data=event_id)
