"""The map: our own base map, places drawn as precisely as they are known, and the routes.

Nothing here asks an outside host: `map_provider=None`, and the base map comes from addresses
that the app itself serves, so that the reader's browser keeps it.
"""

import json
from dataclasses import dataclass
from typing import Any

import pandas as pd
import pydeck as pdk

from dashboard.figures.curve import curve
from dashboard.figures.deck_labels import (
    as_text,
    base_labels,
    marker_pixels,
    place_labels,
    with_origins,
)
from dashboard.figures.named_views import NamedView
from dashboard.figures.style import SANS, Ink, rgb


@dataclass(frozen=True)
class BaseMap:
    """Addresses or contents of the base map's parts (GeoJSON), and its labels."""

    land: Any
    borders: Any
    waters: Any
    regions: dict[str, Any]
    labels: pd.DataFrame


def draw_deck(
    places: pd.DataFrame,
    routes: pd.DataFrame,
    base: BaseMap,
    view: NamedView,
    ink: Ink,
    more: tuple[pdk.Layer, ...] = (),
) -> pdk.Deck:
    """Draw the map.

    Args:
        places: rows of `analysis.whereabouts.reported_places`. A site is a dot, a town a ring,
            a district or region an outlined area; a country is not drawn (it is listed).
        routes: rows of `analysis.whereabouts.routes`, drawn as flat curves.
        base: the base map.
        view: where to look at first.
        ink: colours.
        more: layers on top of the record's.

    Returns:
        A deck whose layers all have ids; pickable objects carry `event_id`.
    """
    drawn = places.dropna(subset=["latitude", "longitude"])
    layers = [
        _water(ink),
        _land(base, ink),
        _waters(base, ink),
        _borders(base, ink),
        _regions(drawn, base, ink),
        _districts(drawn, ink),
        _routes(routes, ink),
        _points(drawn, ink),
        base_labels(with_origins(base.labels, routes), set(drawn["name"]), view, ink),
        place_labels(drawn, view, ink),
        *more,
    ]
    return _Deck(
        layers=layers,
        initial_view_state=pdk.ViewState(
            longitude=view.longitude, latitude=view.latitude, zoom=view.zoom, pitch=0, bearing=0
        ),
        map_provider=None,
        views=[pdk.View(type="MapView", controller=_CONTROLLER)],
        tooltip={
            "text": "{tip}",
            "style": {
                "backgroundColor": ink.paper, "color": ink.text, "fontFamily": SANS,
                "fontSize": "14px", "maxWidth": "320px", "border": f"1px solid {ink.hairline}",
            },
        },
    )  # fmt: skip


# Without a double click's meaning a click need not wait 300 ms for a second one.
_CONTROLLER = {"dragRotate": False, "touchRotate": False, "doubleClickZoom": False}


class _Deck(pdk.Deck):  # type: ignore[misc]  # pydeck has no types
    """A deck that is written once and without indentation, which is four fifths of its bytes."""

    _written: str | None = None

    def to_json(self) -> str:
        """The deck as JSON; must not be changed after it was first asked for."""
        if self._written is None:
            self._written = json.dumps(json.loads(super().to_json()), separators=(",", ":"))
        return self._written


def _water(ink: Ink) -> pdk.Layer:
    # The base map ends at 180°; a wide window shows the Pacific beyond it.
    frame = [[-60, -80], [240, -80], [240, 84], [-60, 84]]
    return pdk.Layer(
        "SolidPolygonLayer", id="water", data=[{"polygon": frame}], get_polygon="polygon",
        get_fill_color=rgb(ink.water),
    )  # fmt: skip


def _land(base: BaseMap, ink: Ink) -> pdk.Layer:
    return pdk.Layer(
        "GeoJsonLayer", id="land", data=base.land, stroked=False, filled=True,
        get_fill_color=rgb(ink.land),
    )  # fmt: skip


def _waters(base: BaseMap, ink: Ink) -> pdk.Layer:
    return pdk.Layer(
        "GeoJsonLayer", id="waters", data=base.waters, stroked=True, filled=True,
        get_fill_color=rgb(ink.water), get_line_color=rgb(ink.river), line_width_min_pixels=1,
    )  # fmt: skip


def _borders(base: BaseMap, ink: Ink) -> pdk.Layer:
    return pdk.Layer(
        "GeoJsonLayer", id="borders", data=base.borders, stroked=True, filled=False,
        get_line_color=rgb(ink.border), line_width_min_pixels=1,
    )  # fmt: skip


def _regions(places: pd.DataFrame, base: BaseMap, ink: Ink) -> pdk.Layer:
    features = []
    for _, place in places[places["kind"] == "region"].iterrows():
        outline = base.regions.get(place["place_id"])
        if outline is not None:
            card = {"event_id": place["event_id"], "tip": tip_of(place)}
            features.append({"type": "Feature", "geometry": outline, "properties": card, **card})
    return pdk.Layer(
        "GeoJsonLayer", id="regions", data={"type": "FeatureCollection", "features": features},
        stroked=True, filled=True, get_fill_color=rgb(ink.accent, 26),
        get_line_color=rgb(ink.accent, 170), line_width_min_pixels=1.5, pickable=True,
    )  # fmt: skip


def _districts(places: pd.DataFrame, ink: Ink) -> pdk.Layer:
    rows = [
        {**_card(place), "metres": float(place["precision_km"]) * 1000}
        for _, place in places[places["kind"] == "district"].iterrows()
    ]
    return pdk.Layer(
        "ScatterplotLayer", id="districts", data=rows, get_position="position",
        get_radius="metres", stroked=True, filled=True, get_fill_color=rgb(ink.accent, 26),
        get_line_color=rgb(ink.accent, 170), line_width_min_pixels=1.5, pickable=True,
    )  # fmt: skip


def _points(places: pd.DataFrame, ink: Ink) -> pdk.Layer:
    rows = []
    for _, place in places[places["kind"].isin(("site", "town"))].iterrows():
        town = place["kind"] == "town"
        rows.append(
            {
                **_card(place),
                "pixels": marker_pixels(place["best"]),
                "fill": rgb(ink.accent, 40 if town else 230),
                "line": rgb(ink.accent),
            }
        )
    return pdk.Layer(
        "ScatterplotLayer", id="places", data=rows, get_position="position",
        get_radius="pixels", radius_units="'pixels'", stroked=True, filled=True,
        get_fill_color="fill", get_line_color="line", line_width_units="'pixels'",
        get_line_width=2, pickable=True,
    )  # fmt: skip


def tip_of(place: "pd.Series[Any]") -> str:
    """What the pointer reads at a place: name, figure, claimant, ladder."""
    figure = f"\n{place['figure']} ({place['claimant']})" if place["figure"] else ""
    return as_text(f"{place['name']}{figure}\n{place['event_title']}\n{place['rung']}")


def _card(place: "pd.Series[Any]") -> dict[str, Any]:
    return {
        "event_id": place["event_id"],
        "place_id": place["place_id"],
        "position": [float(place["longitude"]), float(place["latitude"])],
        "tip": tip_of(place),
    }


def _routes(routes: pd.DataFrame, ink: Ink) -> pdk.Layer:
    rows = [
        {
            "event_id": route["event_id"],
            "tip": as_text(
                f"{route['from_name']} to {route['to_name']}\n{route['title']}\n{route['rung']}"
            ),
            "path": curve(
                (route["from_longitude"], route["from_latitude"]),
                (route["to_longitude"], route["to_latitude"]),
            ),
        }
        for _, route in routes.drop_duplicates(["from_name", "to_name"], keep="last").iterrows()
    ]
    return pdk.Layer(
        "PathLayer", id="routes", data=rows, get_path="path", get_color=rgb(ink.text, 150),
        width_units="'pixels'", get_width=1.5, width_min_pixels=1.5, pickable=True,
    )  # fmt: skip
