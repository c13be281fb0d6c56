"""The map of a brief as plain outlines in a frame: clipped, simplified, ready to be drawn."""

import json
import math
from dataclasses import dataclass
from pathlib import Path

import pandas as pd
from shapely import box, make_valid
from shapely.geometry import LineString, shape
from shapely.geometry.base import BaseGeometry

from dashboard.briefing.fitting import POINTS, width_of
from dashboard.figures.curve import curve

Path2D = tuple[tuple[float, float], ...]


@dataclass(frozen=True)
class Window:
    """A part of the earth (degrees), what it is called, and how wide it is drawn at least.

    `inches` decides which labels have room.
    """

    name: str
    west: float
    south: float
    east: float
    north: float
    inches: float

    @property
    def ratio(self) -> float:
        """Width over height as drawn."""
        return (self.east - self.west) * self.shrink / (self.north - self.south)

    @property
    def shrink(self) -> float:
        """How much shorter a degree of longitude is than one of latitude in its middle."""
        return math.cos(math.radians((self.south + self.north) / 2))


WINDOWS = (
    Window("From the Far East to Kursk", 24, 33, 146, 66, 6.0),
    Window("The Far East", 127.2, 41.0, 137.4, 49.4, 3.7),
    Window("The Kursk front", 32.6, 50.0, 38.4, 53.0, 2.6),
)


_WIDE = 20  # degrees
_LABEL_SIZE = 10  # points
_COARSE = 2  # zoom up to which a label belongs on a wide window


@dataclass(frozen=True)
class Spot:
    """A place in a window: position and radius as shares of the window's width, and its label."""

    place_id: str
    name: str
    kind: str
    x: float
    y: float
    radius: float
    label: bool
    said: str


@dataclass(frozen=True)
class Sheet:
    """A window's outlines. Every path is in shares of the window's width, y downward."""

    window: Window
    land: tuple[Path2D, ...]
    waters: tuple[Path2D, ...]
    borders: tuple[Path2D, ...]
    regions: tuple[tuple[str, Path2D], ...]
    routes: tuple[tuple[str, Path2D], ...]
    spots: tuple[Spot, ...]
    names: tuple[tuple[str, str, float, float], ...]  # label, kind (country, sea), x, y


def draw_sheets(folder: Path, places: pd.DataFrame, routes: pd.DataFrame) -> tuple[Sheet, ...]:
    """Lay places and routes over the base map in each window.

    Args:
        folder: the base map's (GeoJSON; see data/basemap/README.md).
        places: rows of `analysis.whereabouts.reported_places`.
        routes: rows of `analysis.whereabouts.routes`.
    """
    parts = {
        name: _geometries(folder / f"{name}.geojson") for name in ("land", "waters", "borders")
    }
    outlines = _outlines(folder / "admin1.geojson")
    labels = pd.read_csv(folder / "labels.csv")
    located = places.dropna(subset=["latitude", "longitude"])
    return tuple(_sheet(window, parts, outlines, labels, located, routes) for window in WINDOWS)


def _sheet(
    window: Window,
    parts: dict[str, list[BaseGeometry]],
    outlines: dict[str, BaseGeometry],
    labels: pd.DataFrame,
    places: pd.DataFrame,
    routes: pd.DataFrame,
) -> Sheet:
    regions = places[places["kind"] == "region"]
    spots = _spots(window, places[places["kind"].isin(("site", "town", "district"))])
    return Sheet(
        window,
        land=_clipped(window, parts["land"], smallest=2e-5),
        waters=_clipped(window, parts["waters"], smallest=1e-4),
        borders=_clipped(window, parts["borders"]),
        regions=tuple(
            (str(place["name"]), path)
            for _, place in regions.iterrows()
            if place["place_id"] in outlines
            for path in _clipped(window, [outlines[place["place_id"]]], smallest=1e-5)
        ),
        routes=_routes(window, routes),
        spots=spots,
        names=_names(window, labels, spots),
    )


def _clipped(
    window: Window, geometries: list[BaseGeometry], smallest: float = 0.0
) -> tuple[Path2D, ...]:
    frame = box(window.west, window.south, window.east, window.north)
    tolerance = (window.east - window.west) / 700
    paths = []
    for geometry in geometries:
        if not geometry.intersects(frame):
            continue
        part = geometry.intersection(frame).simplify(tolerance)
        for piece in getattr(part, "geoms", [part]):
            if piece.is_empty or (
                piece.geom_type == "Polygon" and _share(piece, window) < smallest
            ):
                continue
            line = piece.exterior if piece.geom_type == "Polygon" else piece
            if line.geom_type == "LineString" or line.geom_type == "LinearRing":
                paths.append(tuple(_position(window, x, y) for x, y, *_ in line.coords))
    return tuple(paths)


def _share(piece: BaseGeometry, window: Window) -> float:
    return float(piece.area) / ((window.east - window.west) * (window.north - window.south))


def _position(window: Window, longitude: float, latitude: float) -> tuple[float, float]:
    width = window.east - window.west
    return (
        round((longitude - window.west) / width, 4),
        round((window.north - latitude) / (width * window.shrink), 4),
    )


def _routes(window: Window, routes: pd.DataFrame) -> tuple[tuple[str, Path2D], ...]:
    frame = box(window.west, window.south, window.east, window.north)
    found = []
    for _, route in routes.drop_duplicates(["from_name", "to_name"], keep="last").iterrows():
        line = LineString(
            curve(
                (route["from_longitude"], route["from_latitude"]),
                (route["to_longitude"], route["to_latitude"]),
            )
        ).intersection(frame)
        if line.geom_type == "LineString" and not line.is_empty:
            name = f"{route['from_name']} to {route['to_name']}"
            found.append((name, tuple(_position(window, x, y) for x, y in line.coords)))
    return tuple(found)


def _spots(window: Window, places: pd.DataFrame) -> tuple[Spot, ...]:
    inside = places[
        places["longitude"].between(window.west, window.east)
        & places["latitude"].between(window.south, window.north)
    ].sort_values("best", ascending=False, na_position="last", kind="stable")
    taken: list[_Room] = []
    spots = []
    for _, place in inside.iterrows():
        x, y = _position(window, place["longitude"], place["latitude"])
        troops = float(place["best"]) if pd.notna(place["best"]) else 0.0
        radius = 0.006 + math.sqrt(troops) * 0.00012
        words = str(place["name"]).partition(" (")[0]  # the district is in the table
        room = _room(window, x + radius, y, words)
        free = room[2] < 1 and not any(_touch(room, other) for other in taken)
        if free:
            taken.append(room)
        said = f"{place['figure']} ({place['claimant']})" if place["figure"] else "no figure"
        spots.append(Spot(place["place_id"], words, place["kind"], x, y, radius, free, said))
    return tuple(spots)


def _names(
    window: Window, labels: pd.DataFrame, spots: tuple[Spot, ...]
) -> tuple[tuple[str, str, float, float], ...]:
    # A wide window has room for countries and seas only; places reported come first.
    wide = window.east - window.west > _WIDE
    kinds = ("country", "sea") if wide else ("country", "sea", "city")
    shown = labels[labels["kind"].isin(kinds)]
    if wide:
        shown = shown[shown["min_zoom"] <= _COARSE]
    already = {spot.name for spot in spots}
    taken = [_room(window, spot.x + spot.radius, spot.y, spot.name) for spot in spots if spot.label]
    taken += [(s.x - s.radius, s.y - s.radius, s.x + s.radius, s.y + s.radius) for s in spots]
    names = []
    for _, label in shown.iterrows():
        words = str(label["label"])
        x, y = _position(window, label["longitude"], label["latitude"])
        half = width_of(words, _LABEL_SIZE) / window.inches / 2
        room = _room(window, x - half, y, words)
        inside = room[0] > 0 and room[2] < 1 and 0.02 < y < 1 / window.ratio - 0.02
        if inside and words not in already and not any(_touch(room, one) for one in taken):
            taken.append(room)
            names.append((words, str(label["kind"]), x, y))
    return tuple(names)


_Room = tuple[float, float, float, float]


def _room(window: Window, x: float, y: float, words: str) -> _Room:
    # The frame that a label fills from its left end on, in shares of the window's width.
    half = _LABEL_SIZE * 0.75 / POINTS / window.inches
    return (x, y - half, x + width_of(words, _LABEL_SIZE) / window.inches, y + half)


def _touch(one: _Room, other: _Room) -> bool:
    return one[0] < other[2] and one[2] > other[0] and one[1] < other[3] and one[3] > other[1]


def _geometries(path: Path) -> list[BaseGeometry]:
    features = json.loads(path.read_text(encoding="utf-8"))["features"]
    return [make_valid(shape(feature["geometry"])) for feature in features if feature["geometry"]]


def _outlines(path: Path) -> dict[str, BaseGeometry]:
    features = json.loads(path.read_text(encoding="utf-8"))["features"]
    return {one["properties"]["region_id"]: make_valid(shape(one["geometry"])) for one in features}
