"""A table that ears, keys and a small screen can read, and of which only a page is sent.

Streamlit's own table is a canvas, and is sent whole and built anew on every touch. This one is a
plain HTML table: text stays text, rows open cards, heads order, and a page holds 50 rows.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pandas as pd
import streamlit as st

from dashboard.analysis.view import View
from dashboard.interface.cached import once

PAGE_ROWS = 50
_HERE = Path(__file__)
_draw = st.components.v2.component(
    "live_table",
    html='<div class="box" role="region" tabindex="0"><table><thead></thead><tbody></tbody></table></div>\n<nav></nav>\n',
    css=_HERE.with_suffix(".css").read_text(encoding="utf-8"),
    js=_HERE.with_suffix(".js").read_text(encoding="utf-8"),
)


@dataclass(frozen=True)
class Column:
    """A column: its name, and what its cells do (their text is shown as it is)."""

    name: str
    sorts: bool = False  # its head orders the table; by its text, so dates must be ISO dates
    wide: bool = False
    link: bool = False  # its text is an http(s) address
    opens: bool = False  # its text opens the row's card
    tongue: str = ""  # the frame's column that says its text's language; "" there is the page's own


@dataclass(frozen=True)
class _Place:
    """Where a reader is in a table; another question begins at its first page."""

    asked: object
    page: int = 0
    order: str = ""  # "+column" rises, "-column" falls, "" is the order that the rows came in


def live_table(
    name: str,
    view: View,
    columns: tuple[Column, ...],
    rows: Callable[[View], pd.DataFrame],
    *,
    alt: str,
    height: int | None = None,
    on_event: Callable[[str], None] | None = None,
) -> None:
    """Show a table.

    Args:
        name: of the table, also its key.
        view: what it is made from.
        columns: in this order; each named as in the frame.
        rows: makes the frame: text in all columns, and `event_id` for cells that open a card.
        alt: its accessible name.
        height: pixels above which it scrolls; None shows the whole page of rows.
        on_event: called with the event id of the row whose card is to open.
    """
    place = _place(name, view.filters)
    table = once(f"{name}-rows", view, rows)
    packed = once(
        name, view, lambda _: _pack(table, columns, place, alt, height), place.page, place.order
    )  # fmt: skip
    _show(name, view.filters, packed, on_event)


def own_live_table(
    name: str, columns: tuple[Column, ...], rows: pd.DataFrame, *, alt: str, height: int, asked: str
) -> None:
    """Show a table that belongs to one reader: nothing of it is kept for others.

    Args:
        name: of the table, also its key.
        columns: in this order; each named as in the frame.
        rows: text in all columns.
        alt: its accessible name.
        height: pixels above which it scrolls.
        asked: what the rows are of; another one begins at its first page.
    """
    _show(name, asked, _pack(rows, columns, _place(name, asked), alt, height), None)


def _show(name: str, asked: object, packed: bytes, on_event: Callable[[str], None] | None) -> None:
    _draw(
        key=name,
        data=packed,
        on_opened_change=lambda: on_event and on_event(st.session_state[name].opened),
        on_page_change=lambda: _move(name, asked, page=int(st.session_state[name].page)),
        on_order_change=lambda: _move(name, asked, order=str(st.session_state[name].order)),
    )


def _place(name: str, asked: object) -> _Place:
    place = st.session_state.get(f"_place-{name}")
    if place is None or place.asked != asked:
        return _Place(asked, order=place.order if place else "")
    return place  # type: ignore[no-any-return]


def _move(name: str, asked: object, *, page: int = 0, order: str | None = None) -> None:
    kept = _place(name, asked).order if order is None else order
    st.session_state[f"_place-{name}"] = _Place(asked, page, kept)


def _pack(
    table: pd.DataFrame, columns: tuple[Column, ...], place: _Place, alt: str, height: int | None
) -> bytes:
    by, falling = place.order[1:], place.order[:1] == "-"
    if by in {column.name for column in columns if column.sorts}:
        table = table.sort_values(by, ascending=not falling, kind="stable")
    last = max(0, (len(table) - 1) // PAGE_ROWS)
    page = min(max(place.page, 0), last)
    shown = table.iloc[page * PAGE_ROWS : (page + 1) * PAGE_ROWS]
    told = {
        "alt": alt, "height": height, "page": page, "size": PAGE_ROWS, "total": len(table),
        "order": {"column": by, "falling": falling},
        "columns": [vars(column) for column in columns],
        "rows": shown[[column.name for column in columns]].fillna("").to_numpy().tolist(),
        "tongues": {one.name: shown[one.tongue].tolist() for one in columns if one.tongue},
        "opens": shown["event_id"].tolist() if "event_id" in shown else [""] * len(shown),
    }  # fmt: skip
    return json.dumps(told, ensure_ascii=False).encode()
