"""Layers, marks and tips of the map, on small tables; the real record is in test_drawing."""

import json
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.figures.deck import BaseMap, draw_deck, tip_of
from dashboard.figures.deck_labels import marker_pixels
from dashboard.figures.named_views import NAMED_VIEWS
from dashboard.figures.style import LIGHT


@given(st.floats(0, 1e6), st.floats(0, 1e6))
def test_mark_grows_with_the_troops(one: float, other: float) -> None:
    if one < other:
        assert marker_pixels(one) <= marker_pixels(other)
    assert marker_pixels(one) >= marker_pixels(None) == marker_pixels(float("nan")) == 6


def place(kind: str, **changes: Any) -> dict[str, Any]:
    return {
        "place_id": "somewhere", "name": "Somewhere", "kind": kind, "latitude": 51.0,
        "longitude": 36.0, "precision_km": 40.0, "event_id": "E-0001", "event_title": "One",
        "rung": "corroborated", "figure": "400 troops", "claimant": "NIS", "best": 400.0, **changes,
    }  # fmt: skip


ROUTES = pd.DataFrame(
    [{"event_id": "E-0002", "title": "Sail", "rung": "disputed", "from_name": "A", "to_name": "B",
      "from_longitude": 130.0, "from_latitude": 41.0, "to_longitude": 132.0, "to_latitude": 43.0}]
)  # fmt: skip


def layers(*places: dict[str, Any], outlines: dict[str, Any] | None = None) -> dict[str, Any]:
    base = BaseMap(
        land="app/static/land", borders="app/static/borders", waters="app/static/waters",
        regions=outlines or {},
        labels=pd.DataFrame(columns=["label", "kind", "latitude", "longitude", "min_zoom"]),
    )  # fmt: skip
    deck = draw_deck(pd.DataFrame(places), ROUTES, base, NAMED_VIEWS["Whole route"], LIGHT)
    text = deck.to_json()
    assert "http" not in text
    return {layer["id"]: layer for layer in json.loads(text)["layers"]}


def test_every_layer_has_an_id_of_its_own() -> None:
    assert sorted(layers(place("site"))) == sorted(
        ["water", "land", "waters", "borders", "regions", "districts", "routes", "places",
         "base-labels", "place-labels"]
    )  # fmt: skip


@pytest.mark.parametrize("kind", ["site", "town"])
def test_site_and_town_are_points_with_their_event(kind: str) -> None:
    (mark,) = layers(place(kind))["places"]["data"]
    assert (mark["event_id"], mark["position"]) == ("E-0001", [36.0, 51.0])
    assert mark["pixels"] == pytest.approx(marker_pixels(400))


def test_site_is_solid_and_town_is_a_ring() -> None:
    site, town = layers(place("site"), place("town"))["places"]["data"]
    assert site["fill"][3] > 200
    assert town["fill"][3] < 100


def test_district_is_an_area_as_wide_as_its_precision() -> None:
    drawn = layers(place("district"))
    assert [row["metres"] for row in drawn["districts"]["data"]] == [40_000]
    assert drawn["places"]["data"] == []


def test_region_is_drawn_as_its_outline_and_never_pinned() -> None:
    outline = {"type": "Polygon", "coordinates": [[[35, 50], [37, 50], [36, 52], [35, 50]]]}
    drawn = layers(place("region"), outlines={"somewhere": outline})
    (feature,) = drawn["regions"]["data"]["features"]
    assert (feature["geometry"], feature["event_id"]) == (outline, "E-0001")
    assert drawn["places"]["data"] == []


def test_region_without_an_outline_is_never_pinned() -> None:
    drawn = layers(place("region"))
    assert drawn["regions"]["data"]["features"] == []
    assert drawn["places"]["data"] == []


def test_place_without_a_point_is_not_drawn() -> None:
    drawn = layers(place("town", latitude=None, longitude=None), place("site"))
    assert len(drawn["places"]["data"]) == 1


def test_route_carries_its_event_and_joins_its_ends() -> None:
    (route,) = layers(place("site"))["routes"]["data"]
    assert route["event_id"] == "E-0002"
    assert (route["path"][0], route["path"][-1]) == ([130.0, 41.0], [132.0, 43.0])


def test_tip_names_place_figure_claimant_and_rung() -> None:
    assert tip_of(pd.Series(place("site"))) == ("Somewhere\n400 troops (NIS)\nOne\ncorroborated")
    assert tip_of(pd.Series(place("site", figure=""))) == "Somewhere\nOne\ncorroborated"
