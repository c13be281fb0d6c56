"""The peer in Dash 4: one callback a page, deck.gl through dash-deck, tables through AG Grid."""

import sys

import dash_ag_grid
import dash_deck
from dash import Dash, Input, Output, callback, dcc, html

from benchmarks.peers import shared

app = Dash(__name__, assets_folder=str(shared.DATA / "basemap"), title="Dash")
BASE = shared.base_map("/assets")


def grid(name: str, columns: list[str]) -> dash_ag_grid.AgGrid:
    """A virtual table."""
    return dash_ag_grid.AgGrid(id=name, columnDefs=[{"field": one} for one in columns])


PAGES = {
    "timeline": html.Div([html.H1(id="timeline-title"), dcc.Graph(id="timeline-figure")]),
    "map": html.Div(
        [
            html.H1(id="map-title"),
            html.Div(
                dash_deck.DeckGL(
                    id="map-figure", style={"height": "470px", "position": "relative"}
                ),
                style={"height": "470px", "position": "relative"},
            ),
            grid("map-table", ["name", "figure", "claimant", "last_reported", "rung", "kind"]),
        ]
    ),
    "evidence": html.Div([html.H1(id="evidence-title"), grid("evidence-table", shared.COLUMNS)]),
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
            ]
        ),
        html.Div(id="main"),
    ]
)
app.validation_layout = html.Div([app.layout, *PAGES.values()])
ASKED = [Input("day", "data"), Input("who", "value")]


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


@callback(Output("timeline-title", "children"), Output("timeline-figure", "figure"), *ASKED)
def timeline(day: str, who: str) -> tuple:  # type: ignore[type-arg]
    """The Timeline page."""
    return shared.timeline(shared.view(day, who))


@callback(
    Output("map-title", "children"),
    Output("map-figure", "data"),
    Output("map-table", "rowData"),
    *ASKED,
)
def deck(day: str, who: str) -> tuple:  # type: ignore[type-arg]
    """The Map page."""
    title, drawn, table = shared.deck(shared.view(day, who), BASE)
    return title, shared.older_deck(drawn), shared.rows(table)


@callback(Output("evidence-title", "children"), Output("evidence-table", "rowData"), *ASKED)
def evidence(day: str, who: str) -> tuple:  # type: ignore[type-arg]
    """The Evidence page."""
    title, table = shared.claims(shared.view(day, who))
    return title, shared.rows(table)


if __name__ == "__main__":
    app.run(port=int(sys.argv[1]), debug=False)
