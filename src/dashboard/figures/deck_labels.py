"""What stands in words on the map: names of the base map, of places, and of where routes begin."""

import math

import numpy as np
import pandas as pd
import pydeck as pdk

from dashboard.figures.named_views import NamedView
from dashboard.figures.style import SANS, Ink, rgb


def as_text(text: str) -> str:
    """A text of the record as deck.gl shows it: what begins with @@ it would run as code."""
    return f"\u2060{text}" if text.startswith("@@") else text


def marker_pixels(troops: float | None) -> float:
    """Radius of a place's mark: its area grows with the troops reported; 6 px if none were."""
    if troops is None or pd.isna(troops):
        return 6.0
    return 6.0 + math.sqrt(float(troops)) * 0.16


def base_labels(labels: pd.DataFrame, already: set[str], view: NamedView, ink: Ink) -> pdk.Layer:
    """Names of countries, seas and cities that a zoom has room for, but those of places shown."""
    shown = labels[(labels["min_zoom"] <= view.zoom) & ~labels["label"].isin(already)]
    sizes = {"country": 13, "sea": 12, "city": 11, "region": 11}
    rows = [
        {
            "position": [float(label["longitude"]), float(label["latitude"])],
            "label": as_text(label["label"]),
            "size": sizes[label["kind"]],
        }
        for _, label in shown.iterrows()
    ]
    return pdk.Layer(
        "TextLayer", id="base-labels", data=rows, get_position="position", get_text="label",
        get_size="size", get_color=rgb(ink.muted, 210), font_family=f'"{SANS}"',
        character_set='"auto"', get_alignment_baseline="'center'",
    )  # fmt: skip


def with_origins(labels: pd.DataFrame, routes: pd.DataFrame) -> pd.DataFrame:
    """The labels and, from a close zoom on, the places where routes begin."""
    origins = routes.drop_duplicates("from_name").rename(
        columns={"from_name": "label", "from_longitude": "longitude", "from_latitude": "latitude"}
    )[["label", "longitude", "latitude"]]
    new = origins[~origins["label"].isin(labels["label"])]
    return pd.concat([labels, new.assign(kind="city", min_zoom=4.0)], ignore_index=True)


def place_labels(places: pd.DataFrame, view: NamedView, ink: Ink) -> pdk.Layer:
    """The names of the places, as far as there is room."""
    named = places[places["kind"] != "country"]
    rows = [
        {
            "position": [float(place["longitude"]), float(place["latitude"])],
            "label": as_text(place["name"]),
            # A region has no mark; its name stands clear of the routes that end at its middle.
            "offset": [18, -10]
            if place["kind"] == "region"
            else [marker_pixels(place["best"]) + 5, 0],
        }
        for _, place in declutter(named, view.zoom).iterrows()
    ]
    return pdk.Layer(
        "TextLayer", id="place-labels", data=rows, get_position="position", get_text="label",
        get_size=13, get_color=rgb(ink.text), get_text_anchor="'start'",
        get_alignment_baseline="'center'", get_pixel_offset="offset", font_family=f'"{SANS}"',
        character_set='"auto"',
    )  # fmt: skip


def declutter(places: pd.DataFrame, zoom: float) -> pd.DataFrame:
    """Keep the names that have room at a zoom: places with more troops first.

    Two names collide when they are less than about 16 px apart in height and 90 px in width;
    the one left out is still drawn, clickable, and in the table beside the map.
    """
    degree = 512 * 2**zoom / 360  # pixels of a degree of longitude (512 px tiles)
    order = places.sort_values("best", ascending=False, na_position="last")
    across = order["longitude"].to_numpy(dtype=float) * degree
    latitude = order["latitude"].to_numpy(dtype=float)
    stretch = degree / np.cos(np.radians(latitude))
    kept: list[int] = []
    for one in range(len(order)):
        near = np.abs(across[kept] - across[one]) <= 90
        if not (near & (np.abs(latitude[kept] - latitude[one]) * stretch[one] <= 16)).any():
            kept.append(one)
    return order.iloc[kept]
