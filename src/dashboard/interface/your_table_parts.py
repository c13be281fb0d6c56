"""The Your-table page: a file that a reader brings, its faults, and its rows beside the record.

What was read is kept in this session's state alone, never in a cache that others share.
"""

from typing import Any

import pandas as pd
import streamlit as st

from dashboard.analysis.strength import figures_of_kind
from dashboard.analysis.view import View
from dashboard.analysis.whereabouts import routes
from dashboard.analysis.wording import counted
from dashboard.exchange.own_table import MOST_BYTES, MOST_ROWS, OwnTable
from dashboard.exchange.own_table_examples import EXAMPLES
from dashboard.exchange.own_table_formats import PLACE_KNOWN, Place
from dashboard.exchange.own_table_package import read_own_table
from dashboard.figures.deck import draw_deck
from dashboard.figures.named_views import NAMED_VIEWS
from dashboard.figures.own_rows import OWN_WORDS, add_own_lane, fitting_view, on_map, own_layer
from dashboard.figures.timeline import draw_timeline
from dashboard.interface.live_figure import live_figure, packed
from dashboard.interface.live_table import Column, own_live_table
from dashboard.interface.map_parts import places_of
from dashboard.interface.page_frame import current_ink, figure_title, on_screen, page_head
from dashboard.interface.static_files import base_map
from dashboard.interface.words import day
from dashboard.record.faults import fault_table
from dashboard.record.vocabulary import EVENT_TYPES, QUANTITY_KINDS

_KEPT, _TIMES, _FILE = "_own_table", "_own_table_times", "own-file"
_KIND = "sent"
_FIT = "Your table"
_FAULTS = (
    Column("file"), Column("row", sorts=True), Column("column", sorts=True), Column("value"),
    Column("what would be right", wide=True),
)  # fmt: skip
_ROWS = (
    Column("id"), Column("from", sorts=True), Column("to", sorts=True), Column("what", wide=True),
    Column("place", sorts=True), Column("who"), Column("figure"), Column("source"),
)  # fmt: skip


def head(view: View) -> None:
    """What was read, the place to drop a file, and examples to take away."""
    table = _table()
    page_head("Your table", "Your table beside the record" if table is None else _finding(table))
    st.markdown(
        "Bring a table of your own and look at it beside the record. It stays in this session: "
        "it never enters the record, an export or the brief, goes nowhere else, "
        "and is gone when you close or reload the page."
    )
    key = f"{_FILE}-{st.session_state.get(_TIMES, 0)}"
    st.file_uploader(
        f"A CSV or a zip of this record's data package (at most {MOST_BYTES // 2**20} MB and {MOST_ROWS:,} rows)",
        type=["csv", "tsv", "txt", "zip"], key=key, on_change=_take, args=(view, key),
    )  # fmt: skip
    if table is not None:
        st.button("Forget this table", on_click=_forget, type="tertiary")
    with st.expander("Which columns? An example of each format", expanded=table is None):
        st.markdown(
            "Read are this record's `claims.csv` and `events.csv` (alone or zipped with "
            "`places.csv`), ACLED's columns and UCDP GED's. The rows below are made up."
        )
        with st.container(horizontal=True):
            for name, (file, content) in EXAMPLES.items():
                st.download_button(
                    name, content, file, "text/csv", key=f"example-{file}", on_click="ignore"
                )


def faults_section(_: View) -> None:
    """Every fault at once, each with its place."""
    table = _table()
    if table is None:
        return
    figure_title(_faults_finding(table))
    if table.faults:
        rows = fault_table(table.faults)
        rows["row"] = ["the file" if row == 0 else f"{row:>6}" for row in rows["row"]]
        own_live_table(
            "own-faults", _FAULTS, rows, height=330, asked=_asked(table),
            alt=f"All faults of {table.file}: file, row, column, value, what would be right",
        )  # fmt: skip
        st.caption("A row is a line of the file as a text editor counts it; the header is line 1.")


def timeline_section(view: View) -> None:
    """The record's timeline with the reader's rows in a lane of their own below it."""
    table = _table()
    if table is None or table.rows.empty:
        return
    rows = table.rows
    figure_title(
        f"{counted(len(rows), 'row')} from {day(rows['date_start'].min())} to {day(rows['date_end'].max())}"
    )
    figures = figures_of_kind(view.shown, _KIND)
    ink = current_ink()
    figure = draw_timeline(
        figures, figures.iloc[:0], view.shown.events, EVENT_TYPES, view.moment, ink,
        QUANTITY_KINDS[_KIND].plain,
    )  # fmt: skip
    words = (
        f"{OWN_WORDS}: {counted(len(rows), 'row')} in a lane of their own below the record's timeline, "
        f"{rows['date_start'].min():%Y-%m-%d} to {rows['date_end'].max():%Y-%m-%d}."
    )
    live_figure(packed(add_own_lane(figure, rows, ink), words), key="own-timeline")
    st.caption(
        f"**{OWN_WORDS}** (◆). Above it the record as of {day(view.filters.as_of)}; the filters and "
        "the as-of date rule the record alone. A larger mark stands for more rows."
    )


def map_section(view: View) -> None:
    """The record's map with the reader's rows as diamonds on top."""
    table = _table()
    if table is None or table.rows.empty:
        return
    points = on_map(table.rows)
    drawn = int(points["count"].sum())
    figure_title(
        f"{drawn:,} of {counted(len(table.rows), 'row')} {'has' if drawn == 1 else 'have'} a place on the map"
    )
    if points.empty:
        st.info(
            "No row has a latitude and a longitude, or a place of this record known to a district "
            "or better, so there is nothing to draw."
        )
        return
    chosen = st.segmented_control(
        "View", [_FIT, *NAMED_VIEWS], key="own-view", default=_FIT, required=True
    )
    ink = current_ink()
    position = on_screen(NAMED_VIEWS.get(chosen or _FIT) or fitting_view(points))
    deck = draw_deck(
        places_of(view), routes(view.shown), base_map(), position, ink, (own_layer(points, ink),)
    )
    st.pydeck_chart(
        deck, key=f"own-map-{chosen}-{_asked(table)}", height=470,
        alt=f"{OWN_WORDS}: {counted(drawn, 'row')} at {counted(len(points), 'place')}, beside the record's places.",
    )  # fmt: skip
    st.caption(
        f"**{OWN_WORDS}**: ◆ at a site or town, ◇ where only the area is known; what is known only "
        "to a country is not drawn. Red is the record. The base map covers Europe and Asia."
    )


def rows_section(_: View) -> None:
    """The rows as they were read."""
    table = _table()
    if table is None or table.rows.empty:
        return
    figure_title("The rows as they were read")
    own_live_table(
        "own-rows", _ROWS, _in_words(table.rows), height=430, asked=_asked(table),
        alt=f"{OWN_WORDS}: the rows of {table.file}",
    )  # fmt: skip


def _table() -> OwnTable | None:
    table: OwnTable | None = st.session_state.get(_KEPT)
    return table


def _take(view: View, key: str) -> None:
    # The callback of the uploader; a file taken out again is forgotten.
    upload = st.session_state.get(key)
    if upload is None:
        st.session_state.pop(_KEPT, None)
    else:
        st.session_state[_KEPT] = read_own_table(upload.getvalue(), upload.name, _places(view))


def _forget() -> None:
    st.session_state.pop(_KEPT, None)
    st.session_state[_TIMES] = st.session_state.get(_TIMES, 0) + 1


def _places(view: View) -> dict[str, Place]:
    places = {
        place["place_id"]: Place(
            place["name"], PLACE_KNOWN[place["kind"]], place["latitude"], place["longitude"]
        )
        for place in view.known.places.to_dict("records")
    }
    events: Any = zip(view.known.events["event_id"], view.known.events["place_id"], strict=True)
    return {**places, **{event: places[place] for event, place in events if place}}


def _asked(table: OwnTable) -> str:
    return f"{id(table)}"


def _finding(table: OwnTable) -> str:
    if table.rows.empty:
        return f"Nothing could be read of {table.file}"
    verb = "was" if table.found == 1 else "were"
    return f"{counted(table.found, 'row')} of {table.file} {verb} read, {_count(table)}"


def _faults_finding(table: OwnTable) -> str:
    left_out = table.found - len(table.rows)
    lost = f"; {counted(left_out, 'row')} without a day left out" if left_out else ""
    how = f"Read as {table.format}" if table.format else "Refused"
    return f"{how}: {_count(table)}{lost}"


def _count(table: OwnTable) -> str:
    return counted(len(table.faults), "fault") if table.faults else "no fault"


def _in_words(rows: pd.DataFrame) -> pd.DataFrame:
    figures = [
        "" if pd.isna(figure) else f"{figure:,.10g} {counts}".strip()
        for figure, counts in zip(rows["figure"], rows["counts"], strict=True)
    ]
    return pd.DataFrame(
        {
            "id": rows["id"],
            "from": rows["date_start"].dt.strftime("%Y-%m-%d"),
            "to": rows["date_end"].dt.strftime("%Y-%m-%d"),
            "what": rows["title"],
            "place": rows["place"],
            "who": rows["who"],
            "figure": figures,
            "source": rows["source"],
        }
    )
