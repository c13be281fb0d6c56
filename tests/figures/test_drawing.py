"""Figures: own template, labels apart, ids on every mark, nothing from outside, text as text."""

import itertools
import json
from datetime import date

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import DATA
from dashboard.analysis.strength import figures_of_kind, latest_by_government
from dashboard.analysis.view import build_view
from dashboard.analysis.whereabouts import reported_places, routes
from dashboard.figures.curve import curve
from dashboard.figures.deck import BaseMap, draw_deck
from dashboard.figures.deck_labels import declutter, marker_pixels
from dashboard.figures.named_views import NAMED_VIEWS
from dashboard.figures.ranges import draw_ranges
from dashboard.figures.style import DARK, LIGHT, Ink, claimant_colour, spread_labels
from dashboard.figures.timeline import draw_timeline
from dashboard.record.filters import Filters
from dashboard.record.load import load_record
from dashboard.record.vocabulary import EVENT_TYPES

VIEW = build_view(load_record(DATA), Filters(as_of=date(2025, 4, 30)))
BASE = BaseMap(
    land="app/static/basemap/land.geojson",
    borders="app/static/basemap/borders.geojson",
    waters="app/static/basemap/waters.geojson",
    regions={},
    labels=pd.read_csv(DATA / "basemap" / "labels.csv"),
)


@given(st.lists(st.floats(0, 1000), min_size=1, max_size=12))
def test_labels_are_never_nearer_than_the_gap(heights: list[float]) -> None:
    placed = sorted(spread_labels(heights, 20.0))
    assert all(upper - lower >= 20 - 1e-6 for lower, upper in itertools.pairwise(placed))


@given(st.lists(st.floats(0, 1000), min_size=2, max_size=12, unique=True))
def test_labels_keep_their_order(heights: list[float]) -> None:
    placed = spread_labels(heights, 20.0)
    order = sorted(range(len(heights)), key=lambda index: heights[index])
    assert [placed[index] for index in order] == sorted(placed)


def test_labels_that_have_room_stay_where_they_are() -> None:
    assert spread_labels([0.0, 50.0, 100.0], 20.0) == [0.0, 50.0, 100.0]


def _timeline(ink: Ink = LIGHT, events: pd.DataFrame | None = None) -> object:
    figures = figures_of_kind(VIEW.shown, "sent")
    shown = VIEW.shown.events if events is None else events
    return draw_timeline(
        figures, figures.iloc[:0], shown, EVENT_TYPES, VIEW.moment, ink, "troops"
    ).to_plotly_json()


def test_every_event_is_a_mark_with_its_id() -> None:
    data = _timeline()["data"]  # type: ignore[index]
    marks = [trace for trace in data if trace.get("mode") == "markers" and trace["yaxis"] == "y2"]
    ids = {row[0] for trace in marks for row in trace["customdata"]}
    assert ids == set(VIEW.shown.events["event_id"])


def test_markup_in_a_title_is_shown_as_text() -> None:
    events = VIEW.shown.events.assign(title="<b>x</b> %{y}")
    text = json.dumps(_timeline(events=events), default=str)
    assert "&lt;b&gt;x" in text
    assert "%{y}" not in text


@pytest.mark.parametrize("ink", [LIGHT, DARK])
def test_same_government_has_the_same_colour_in_every_figure(ink: Ink) -> None:
    latest = latest_by_government(VIEW.shown, "sent")
    latest["words"] = "x"
    colours = {trace.marker.color for trace in draw_ranges(latest, 12000, "plan", ink, "troops").data if trace.mode == "markers"}  # fmt: skip
    assert colours == {claimant_colour(ink, government) for government in latest["government"]}


def test_claimants_colours_differ_from_each_other_and_the_paper() -> None:
    for ink in (LIGHT, DARK):
        colours = list(ink.claimants.values())
        assert len(set(colours)) == len(colours)
        assert ink.paper not in colours


@pytest.mark.parametrize("view", NAMED_VIEWS)
def test_map_asks_nobody_outside_and_names_its_layers(view: str) -> None:
    deck = draw_deck(
        reported_places(VIEW.shown), routes(VIEW.shown), BASE, NAMED_VIEWS[view], LIGHT
    )
    text = deck.to_json()
    assert "http" not in text
    assert all(layer["id"] for layer in json.loads(text)["layers"])
    assert json.loads(text).get("mapProvider") is None


def test_places_on_the_map_carry_an_event_of_the_view() -> None:
    deck = draw_deck(
        reported_places(VIEW.shown), routes(VIEW.shown), BASE, NAMED_VIEWS["Far East"], LIGHT
    )
    layers = {layer["id"]: layer for layer in json.loads(deck.to_json())["layers"]}
    ids = {row["event_id"] for row in layers["places"]["data"]}
    assert ids
    assert ids <= set(VIEW.shown.events["event_id"])


def test_whole_route_shows_every_place_on_a_laptop_and_a_phone() -> None:
    places = reported_places(VIEW.shown)
    longitudes = places.loc[places["kind"] != "country", "longitude"].astype(float)
    whole = NAMED_VIEWS["Whole route"]
    for view, width in ((whole, 820), (whole.on_phone(), 350)):
        from_middle = (longitudes - view.longitude) * 512 * 2**view.zoom / 360
        assert from_middle.abs().max() < width / 2


def test_country_is_listed_and_never_pinned() -> None:
    places = reported_places(VIEW.shown)
    deck = draw_deck(places, routes(VIEW.shown), BASE, NAMED_VIEWS["Whole route"], LIGHT)
    drawn = deck.to_json()
    assert "russia" in set(places["place_id"])
    assert '"place_id": "russia"' not in drawn


@given(st.floats(0, 1e5), st.floats(0, 1e5))
def test_more_troops_never_draw_a_smaller_mark(one: float, other: float) -> None:
    few, many = sorted((one, other))
    assert marker_pixels(few) <= marker_pixels(many)


def test_curve_joins_its_ends() -> None:
    points = curve((130.0, 41.0), (132.0, 43.0))
    assert points[0] == [130.0, 41.0]
    assert points[-1] == [132.0, 43.0]


@pytest.mark.parametrize(
    ("end", "middle"), [((10.0, 0.0), [5.0, -0.25]), ((0.0, 10.0), [1.0, 5.0])]
)
def test_curve_is_bowed_less_where_it_runs_east(
    end: tuple[float, float], middle: list[float]
) -> None:
    assert curve((0.0, 0.0), end)[12] == middle


def test_crowded_names_give_way_to_the_larger_place() -> None:
    places = pd.DataFrame(
        {"name": ["small", "large"], "longitude": [131.9, 131.91], "latitude": [43.1, 43.1],
         "best": [100.0, 1500.0]}
    )  # fmt: skip
    assert list(declutter(places, 4.0)["name"]) == ["large"]
    assert len(declutter(places, 16.0)) == 2


def test_region_is_named_rather_than_a_smaller_place_in_it() -> None:
    deck = draw_deck(
        reported_places(VIEW.shown), routes(VIEW.shown), BASE, NAMED_VIEWS["Whole route"], LIGHT
    )
    layers = {layer["id"]: layer for layer in json.loads(deck.to_json())["layers"]}
    names = {row["label"] for row in layers["place-labels"]["data"]}
    assert "Kursk Oblast" in names
    assert not [name for name in names if name.startswith("Plekhovo")]
