"""The peer in Dash 4: one callback a page, deck.gl through dash-deck, tables through AG Grid."""

import sys
from datetime import date
from typing import Any

import dash_ag_grid
import dash_deck
from dash import Dash, Input, Output, State, callback, dcc, html, no_update

from benchmarks.peers import shared
from dashboard.analysis.view import View

app = Dash(__name__, assets_folder=str(shared.DATA / "basemap"), title="Dash")
BASE = shared.base_map("/assets")


def grid(name: str, columns: list[str]) -> dash_ag_grid.AgGrid:
    """A virtual table."""
    return dash_ag_grid.AgGrid(id=name, columnDefs=[{"field": one} for one in columns])


def around(name: str, *parts: object) -> html.Div:
    """What stands around the figures of a page: its headline, its source, the picker of a card."""
    return html.Div(
        [
            html.P(name.title()), html.H1(id=f"{name}-title"), *parts, html.P(shared.MARKS),
            html.P(id=f"{name}-source"), dcc.Dropdown(id=f"{name}-card", placeholder="pick an event"),
            dcc.Markdown(id=f"{name}-card-open"),
        ]
    )  # fmt: skip


PAGES = {
    "timeline": around("timeline", dcc.Graph(id="timeline-figure")),
    "map": around(
        "map",
        html.Div(
            dash_deck.DeckGL(
                id="map-figure",
                enableEvents=["click"],
                style={"height": "470px", "position": "relative"},
            ),
            style={"height": "470px", "position": "relative"},
        ),
        grid("map-table", ["name", "figure", "claimant", "last_reported", "rung", "kind"]),
    ),
    "evidence": around(
        "evidence",
        grid("evidence-table", shared.COLUMNS),
        *(html.Button(one) for one in shared.DOWNLOADS),
        html.H3(id="evidence-count"),
        grid("evidence-sources", shared.SOURCES),
    ),
}
app.layout = html.Div(
    [
        dcc.Location(id="address"),
        dcc.Store(id="day", data="Latest"),
        html.Nav(
            [
                *(dcc.Link(one, href=f"/{one}", style={"margin": "8px"}) for one in PAGES),
                *(html.Button(one, id=f"day-{number}") for number, one in enumerate(shared.DAYS)),
                dcc.RadioItems(list(shared.GOVERNMENTS), "all claimants", id="who"),
                dcc.Checklist(list(shared.CLAIMANTS), [], id="only"),
                dcc.Checklist(list(shared.ACTORS), [], id="actors"),
                dcc.DatePickerSingle(id="from", initial_visible_month="2024-10-01"),
            ]
        ),
        html.Div(id="main"),
    ]
)
app.validation_layout = html.Div([app.layout, *PAGES.values()])
ASKED = [
    Input("day", "data"), Input("who", "value"), Input("only", "value"), Input("actors", "value"),
    Input("from", "date"),
]  # fmt: skip


@callback(Output("main", "children"), Input("address", "pathname"))
def show_page(path: str) -> html.Div:
    """The page of an address."""
    return PAGES.get(path.strip("/"), PAGES["timeline"])


for number, one in enumerate(shared.DAYS):

    @callback(
        Output("day", "data", allow_duplicate=True), Input(f"day-{number}", "n_clicks"),
        prevent_initial_call=True,
    )  # fmt: skip
    def turn(_: int, day: str = one) -> str:
        """Turn the clock."""
        return day


def view_of(day: str, who: str, only: list[str], actors: list[str], start: str | None) -> View:
    """The view that the choices ask for."""
    first = date.fromisoformat(start) if start else None
    return shared.view(day, who, tuple(only), tuple(actors), first)


def frame(name: str) -> list[Output]:
    """What every page updates around its figures."""
    return [Output(f"{name}-source", "children"), Output(f"{name}-card", "options")]


def frame_of(shown: View) -> tuple[str, list[str]]:
    """Their values."""
    return shared.source_line(shown), shared.cards(shown)


@callback(
    Output("timeline-title", "children"), Output("timeline-figure", "figure"), *frame("timeline"), *ASKED
)  # fmt: skip
def timeline(*asked: str) -> tuple:  # type: ignore[type-arg]
    """The Timeline page."""
    shown = view_of(*asked)
    return *shared.timeline(shown), *frame_of(shown)


@callback(
    Output("map-title", "children"), Output("map-figure", "data"), Output("map-table", "rowData"),
    *frame("map"), *ASKED,
)  # fmt: skip
def deck(*asked: str) -> tuple:  # type: ignore[type-arg]
    """The Map page."""
    shown = view_of(*asked)
    title, drawn, table = shared.deck(shown, BASE)
    return title, shared.older_deck(drawn), shared.rows(table), *frame_of(shown)


@callback(
    Output("evidence-title", "children"), Output("evidence-table", "rowData"),
    Output("evidence-count", "children"), Output("evidence-sources", "rowData"),
    *frame("evidence"), *ASKED,
)  # fmt: skip
def evidence(*asked: str) -> tuple:  # type: ignore[type-arg]
    """The Evidence page."""
    shown = view_of(*asked)
    title, table = shared.claims(shown)
    sources = shared.documents(shown)
    return (
        title, shared.rows(table), f"{len(sources):,} documents", shared.rows(sources),
        *frame_of(shown),
    )  # fmt: skip


@callback(
    Output("map-card-open", "children"), Input("map-figure", "clickInfo"),
    *(State(one.component_id, one.component_property) for one in ASKED), prevent_initial_call=True,
)  # fmt: skip
def card(info: dict[str, Any] | None, *asked: str) -> str:
    """The card of the event that was clicked on the map."""
    event = shared.clicked(info)
    return shared.card(view_of(*asked), event) if event else no_update


if __name__ == "__main__":
    app.run(port=int(sys.argv[1]), debug=False)
