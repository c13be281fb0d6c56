"""The peer in Panel: panes updated in place, deck.gl through its DeckGL pane, Tabulator tables."""

import sys

import pandas as pd
import panel as pn

from benchmarks.peers import shared

pn.extension("plotly", "deckgl", "tabulator")
BASE = shared.base_map("/basemap")


def page(name: str) -> pn.Column:
    """A page with its own choice of day and government."""
    days = [pn.widgets.Button(name=one) for one in shared.DAYS]
    who = pn.widgets.RadioBoxGroup(options=list(shared.GOVERNMENTS))
    title = pn.pane.Markdown("")
    figure = pn.pane.Plotly(sizing_mode="stretch_width")
    deck = pn.pane.DeckGL(height=470, sizing_mode="stretch_width")
    table = pn.widgets.Tabulator(pd.DataFrame(), height=400, show_index=False, disabled=True)
    chosen = {"day": "Latest"}

    def update() -> None:
        shown = shared.view(chosen["day"], who.value or "all claimants")
        if name == "timeline":
            words, figure.object = shared.timeline(shown)
        elif name == "map":
            words, drawn, table.value = shared.deck(shown, BASE)
            deck.object = shared.older_deck(drawn)
        else:
            words, table.value = shared.claims(shown)
        title.object = f"# {words}"

    def turn(event: object) -> None:
        chosen["day"] = event.obj.name  # type: ignore[attr-defined]
        update()

    for button in days:
        button.on_click(turn)
    who.param.watch(lambda _: update(), "value")
    update()
    parts = {"timeline": [figure], "map": [deck, table], "evidence": [table]}[name]
    return pn.Column(pn.Row(*days, who), pn.Column(title, *parts, css_classes=["main"]))


if __name__ == "__main__":
    pn.serve(
        {name: (lambda name=name: page(name)) for name in ("timeline", "map", "evidence")},
        port=int(sys.argv[1]), show=False, static_dirs={"basemap": str(shared.DATA / "basemap")},
        websocket_origin="*",
    )  # fmt: skip
