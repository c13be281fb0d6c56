"""What leaves the app is what was on the screen, with sources, filters, date and checksum."""

import csv
import io
import json
import zipfile
from datetime import date
from pathlib import Path

import pytest

from builders import DATA, claim, event, make_record
from dashboard.analysis.view import View, build_view
from dashboard.exchange.export import claims_csv, defused, events_geojson, package_zip
from dashboard.record.filters import Filters
from dashboard.record.load import load_record

RECORD = load_record(DATA)
ARTICLE = build_view(RECORD, Filters(as_of=date(2024, 11, 6)))


def rows_of(view: View) -> list[dict[str, str]]:
    lines = claims_csv(view).decode("utf-8-sig").splitlines(keepends=True)
    return list(csv.DictReader(line for line in lines if not line.startswith("# ")))


def test_csv_head_carries_date_filters_and_checksum() -> None:
    view = build_view(RECORD, Filters(as_of=date(2024, 11, 6), claimants=("UKR",)))
    head = [line for line in claims_csv(view).decode("utf-8-sig").splitlines() if line[:2] == "# "]
    assert any("2024-11-06" in line and "UKR" in line for line in head)
    assert any(RECORD.about.digest in line for line in head)
    assert any("CC" in line or "Creative Commons" in line for line in head)


@pytest.mark.parametrize("chosen", [(), ("UKR",), ("KOR-NIS",)])
def test_csv_holds_exactly_the_claims_shown(chosen: tuple[str, ...]) -> None:
    view = build_view(RECORD, Filters(as_of=date(2025, 4, 30), claimants=chosen))
    assert {row["claim_id"] for row in rows_of(view)} == set(view.shown.claims["claim_id"])


def test_every_exported_claim_carries_an_address_or_the_article() -> None:
    assert all(
        "http" in row["sources"] or "Blackburn" in row["sources"] for row in rows_of(ARTICLE)
    )


def test_exports_of_the_article_day_hold_nothing_published_later() -> None:
    later = RECORD.sources[RECORD.sources["published_on"] > "2024-11-06"]
    hidden = RECORD.claims[RECORD.claims["public_on"] > "2024-11-06"]
    with zipfile.ZipFile(io.BytesIO(package_zip(ARTICLE, DATA))) as archive:
        zipped = b"".join(archive.read(name) for name in archive.namelist() if name[-3:] == "csv")
    for content in (claims_csv(ARTICLE), events_geojson(ARTICLE), zipped):
        text = content.decode("utf-8-sig")
        assert [url for url in later["url"] if url and url in text] == []
        assert [claim_id for claim_id in hidden["claim_id"] if claim_id in text] == []
        assert [source for source in later["source_id"] if source in text] == []


def test_geojson_puts_longitude_first_and_lists_sources() -> None:
    features = json.loads(events_geojson(ARTICLE))["features"]
    assert len(features) == len(ARTICLE.shown.events)
    ships = next(f for f in features if f["properties"]["place_id"] == "vladivostok")
    longitude, latitude = ships["geometry"]["coordinates"]
    assert 131 < longitude < 133
    assert 42 < latitude < 44
    assert ships["properties"]["sources"]


def test_place_without_coordinates_has_no_geometry() -> None:
    features = json.loads(events_geojson(ARTICLE))["features"]
    assert all(f["geometry"] is None for f in features if f["properties"]["place_id"] == "russia")


@pytest.mark.parametrize("day", [date(2024, 10, 20), date(2024, 11, 6), date(2026, 11, 23)])
def test_zipped_package_loads_again_with_the_same_claims(day: date, tmp_path: Path) -> None:
    view = build_view(RECORD, Filters(as_of=day))
    with zipfile.ZipFile(io.BytesIO(package_zip(view, DATA))) as archive:
        archive.extractall(tmp_path)
    (tmp_path / "scenarios.toml").write_text("", encoding="utf-8")
    again = load_record(tmp_path)
    columns = ["claim_id", "statement", "low", "best", "high", "about_date", "public_on"]
    assert (
        again.claims[columns]
        .reset_index(drop=True)
        .equals(view.shown.claims[columns].reset_index(drop=True))
    )


def test_same_view_gives_the_same_bytes() -> None:
    assert package_zip(ARTICLE, DATA) == package_zip(ARTICLE, DATA)


def test_empty_view_exports_its_head_and_columns() -> None:
    view = build_view(RECORD, Filters(as_of=date(2024, 11, 6), text="no such word"))
    assert rows_of(view) == []
    assert json.loads(events_geojson(view))["features"] == []


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", "\tx"])
def test_formula_is_made_harmless(text: str) -> None:
    assert defused(text) == "'" + text


def test_formula_in_a_statement_leaves_harmless(tmp_path: Path) -> None:
    record = make_record(
        tmp_path, events=(event(title="=cmd|x"),), claims=(claim(statement="=HYPERLINK(x)"),)
    )
    row = rows_of(build_view(record, Filters(as_of=date(2025, 1, 1))))[0]
    assert row["statement"].startswith("'=")
    assert row["event_title"].startswith("'=")
