"""The peer in Panel: panes updated in place, deck.gl through its DeckGL pane, Tabulator tables."""

import json
import sys

import pandas as pd
import panel as pn
import param

from benchmarks.peers import shared
from dashboard.analysis.view import View

pn.extension("plotly", "deckgl", "tabulator")
BASE = shared.base_map("/basemap")


def page(name: str) -> pn.Column:
    """A page with its own choice of day and government."""
    days = [pn.widgets.Button(name=one) for one in shared.DAYS]
    who = pn.widgets.RadioBoxGroup(options=list(shared.GOVERNMENTS))
    only = pn.widgets.CheckBoxGroup(options=list(shared.CLAIMANTS))
    actors = pn.widgets.CheckBoxGroup(options=list(shared.ACTORS))
    start = pn.widgets.DatePicker(name="From")
    title = pn.pane.Markdown("")
    figure = pn.pane.Plotly(sizing_mode="stretch_width")
    deck = pn.pane.DeckGL(height=470, sizing_mode="stretch_width")
    table = pn.widgets.Tabulator(pd.DataFrame(), height=400, show_index=False, disabled=True)
    sources = pn.widgets.Tabulator(pd.DataFrame(), height=400, show_index=False, disabled=True)
    count, source = pn.pane.Markdown(""), pn.pane.Markdown("")
    card = pn.widgets.Select(name="Event card", options=[])
    opened = pn.pane.Markdown("")
    chosen = {"day": "Latest"}

    def view() -> View:
        return shared.view(
            chosen["day"], who.value or "all claimants", tuple(only.value), tuple(actors.value), start.value
        )  # fmt: skip

    def update() -> None:
        shown = view()
        if name == "timeline":
            words, figure.object = shared.timeline(shown)
        elif name == "map":
            words, drawn, table.value = shared.deck(shown, BASE)
            deck.object = shared.older_deck(drawn)
        else:
            words, table.value = shared.claims(shown)
            sources.value = shared.documents(shown)
            count.object = f"### {len(sources.value):,} documents"
        title.object = f"# {words}"
        source.object, card.options = shared.source_line(shown), shared.cards(shown)

    def turn(event: object) -> None:
        chosen["day"] = event.obj.name  # type: ignore[attr-defined]
        update()

    for button in days:
        button.on_click(turn)

    def click(event: param.parameterized.Event) -> None:
        layers = {one["id"]: one["data"] for one in json.loads(deck.object)["layers"]}
        data = layers.get(event.new.get("layer"), [])
        rows = data["features"] if isinstance(data, dict) else data
        thing = rows[event.new["index"]] if rows else None  # Panel tells only its number
        if chosen_event := shared.clicked({"object": thing}):
            opened.object = shared.card(view(), chosen_event)

    deck.param.watch(click, "click_state")
    for choice in (who, only, actors, start):
        choice.param.watch(lambda _: update(), "value")
    update()
    files = pn.Row(*(pn.widgets.Button(name=one) for one in shared.DOWNLOADS))
    parts = {
        "timeline": [figure], "map": [deck, table], "evidence": [table, files, count, sources],
    }[name]  # fmt: skip
    around = [pn.pane.Markdown(shared.MARKS), source, card, opened]
    return pn.Column(
        pn.Row(*days, who, only, actors, start),
        pn.Column(title, *parts, *around, css_classes=["main"]),
    )


if __name__ == "__main__":
    pn.serve(
        {name: (lambda name=name: page(name)) for name in ("timeline", "map", "evidence")},
        port=int(sys.argv[1]), show=False, static_dirs={"basemap": str(shared.DATA / "basemap")},
        websocket_origin="*",
    )  # fmt: skip
