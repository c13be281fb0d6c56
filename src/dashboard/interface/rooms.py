"""A room: the step that several windows of one presentation share, on this server only."""

import threading
from collections import OrderedDict
from dataclasses import dataclass, field

import streamlit as st

_MOST = 500  # the oldest rooms are forgotten


@dataclass
class _Rooms:
    lock: threading.Lock = field(default_factory=threading.Lock)
    steps: "OrderedDict[str, int]" = field(default_factory=OrderedDict)


@st.cache_resource
def _rooms() -> _Rooms:
    return _Rooms()


def enter(room: str, step: int) -> None:
    """Tell everybody in a room which step is on."""
    rooms = _rooms()
    with rooms.lock:
        rooms.steps[room] = step
        rooms.steps.move_to_end(room)
        while len(rooms.steps) > _MOST:
            rooms.steps.popitem(last=False)


def step_in(room: str) -> int | None:
    """The step that is on in a room; None if nobody is in it."""
    return _rooms().steps.get(room)
