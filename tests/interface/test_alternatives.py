"""What ears are told: a figure's values, made from its data, and the language of a title."""

import json
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.analysis.reporting import lag_by_type
from dashboard.analysis.strength import figures_of_kind, latest_by_government
from dashboard.analysis.thinning import day_before_counts
from dashboard.analysis.view import View, build_view
from dashboard.analysis.whereabouts import reported_places, routes
from dashboard.interface.evidence_parts import tongue_of
from dashboard.interface.words import day
from dashboard.record.filters import Filters
from dashboard.record.load import load_record

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def view() -> View:
    record = load_record(ROOT / "data")
    return build_view(record, Filters(as_of=record.about.last_day_covered))


def opened(page: str) -> AppTest:
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60).run()
    return app if page == "overview" else app.switch_page(f"pages/{page}.py").run()


def alternatives(page: str) -> list[str]:
    told: list[dict[str, Any]] = [
        json.loads(one.proto.bytes) for one in opened(page).get("bidi_component") if one.proto.bytes
    ]
    return [one["alt"] for one in told if "figure" in one]


def test_overview_names_every_claimant_with_its_count_and_the_plan(view: View) -> None:
    (alt,) = alternatives("overview")
    for _, row in latest_by_government(view.shown, "sent").iterrows():
        assert f"{row['government_name']} " in alt
        assert f"{row['best']:,.0f}" in alt
    assert "planned: 12,000" in alt


def test_timeline_gives_the_range_the_latest_and_the_lanes(view: View) -> None:
    (alt,) = alternatives("timeline")
    figures = figures_of_kind(view.shown, "sent")
    assert f"{len(figures)} figures" in alt
    assert f"from {figures['best'].min():,.0f}" in alt
    assert f"to {figures['best'].max():,.0f}" in alt
    for name in latest_by_government(view.shown, "sent")["government_name"]:
        assert name in alt
    since = day_before_counts(view.shown, view.moment)
    assert since is not None
    drawn = (view.shown.events["date_last"] >= since).sum()
    assert 0 < drawn < len(view.shown.events)
    assert f"{drawn} events in lanes" in alt


def test_map_names_every_place_its_figure_and_every_line(view: View) -> None:
    (deck,) = opened("map").get("deck_gl_json_chart")
    places = reported_places(view.shown)
    for _, place in places.iterrows():
        assert place["name"] in deck.proto.alt
        assert place["figure"] in deck.proto.alt
        if place["figure"]:
            assert f"{place['claimant']}, {day(place['figure_on'])})" in deck.proto.alt
    for _, move in routes(view.shown).iterrows():
        assert f"{move['from_name']} to {move['to_name']}" in deck.proto.alt


def test_reporting_gives_medians_middle_halves_and_cases(view: View) -> None:
    kinds, rungs = alternatives("reporting")
    lags = lag_by_type(view.shown)
    assert kinds.count("middle half") == len(lags)
    for cases in lags["claims"]:
        assert f"{cases} claims" in kinds
    assert "events" in rungs


def test_forecast_gives_the_bands_and_what_they_rest_on(view: View) -> None:
    *histories, fan = alternatives("forecast")
    assert len(histories) == 2
    for history in histories:
        assert "for " in history
        assert "against " in history
    assert "middle" in fan
    assert f"rests on {len(figures_of_kind(view.shown, 'sent'))} figures" in fan


@pytest.mark.parametrize(
    ("title", "language", "tongue"),
    [
        ("Troops leave", "en", ""),
        ("북한, 러 파병 공식 확인", "ko", "ko"),
        ("[Шойгу оголосив про домовленості]", "uk", "uk"),
        ("South Korea may follow Ukrainian troops", "zh", ""),  # the record's own English words
        ("La Corée du Nord confirme", "fr", "fr"),
        ("[Report: shells supplied]", "da", ""),
    ],
)
def test_title_says_its_language_where_it_is_not_ours(
    title: str, language: str, tongue: str
) -> None:
    assert tongue_of(title, language) == tongue


def test_titles_in_other_languages_are_sent_as_such() -> None:
    tables = [
        json.loads(one.proto.bytes)
        for one in opened("evidence").get("bidi_component")
        if one.proto.bytes
    ]
    (sources,) = [table for table in tables if table.get("tongues")]
    assert len(sources["tongues"]["title"]) == len(sources["rows"])
