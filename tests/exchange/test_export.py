"""What leaves the app is what was on the screen, with sources, filters, date and checksum."""

import csv
import io
import json
import re
import zipfile
from datetime import date
from pathlib import Path

import pandas as pd
import pytest
from frictionless import Package

from builders import DATA, claim, event, make_record, source
from dashboard.analysis.view import View, build_view
from dashboard.exchange.export import (
    claims_csv,
    defused,
    describe_filters,
    events_geojson,
    package_zip,
    used_rows,
)
from dashboard.record.filters import Filters
from dashboard.record.load import load_record
from dashboard.record.tables import TABLES

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


def _unpack(view: View, folder: Path) -> Path:
    with zipfile.ZipFile(io.BytesIO(package_zip(view, DATA))) as archive:
        archive.extractall(folder)
    return folder


@pytest.mark.parametrize("day", ["2024-10-18", "2024-11-06", "2025-04-28", "2026-11-23"])
def test_zipped_package_keeps_its_keys_whole(day: str, tmp_path: Path) -> None:
    view = build_view(RECORD, Filters(as_of=date.fromisoformat(day)))
    report = Package(str(_unpack(view, tmp_path) / "datapackage.json")).validate()
    assert report.valid, report.flatten(["fileName", "rowNumber", "note"])


@pytest.mark.parametrize(
    "choice",
    [
        {"claimants": ("UKR",)},
        {"places": ("vladivostok",)},
        {"text": "killed"},
        {"verification": ("disputed",)},
        {"text": "no such word"},
    ],
)
def test_zipped_part_of_the_record_keeps_its_keys_whole(
    choice: dict[str, tuple[str, ...]], tmp_path: Path
) -> None:
    view = build_view(RECORD, Filters(as_of=date(2025, 4, 30), **choice))
    assert Package(str(_unpack(view, tmp_path) / "datapackage.json")).validate().valid
    (tmp_path / "scenarios.toml").write_text("", encoding="utf-8")
    if len(view.shown.claims):
        shown = load_record(tmp_path).claims["claim_id"]
        assert list(shown) == list(view.shown.claims["claim_id"])


def _without_outcomes(text: str) -> str:
    return re.sub(r"\[scenario\.outcome\]\n(?:(?!\[\[)[^\n]*\n?)*", "", text)


@pytest.mark.parametrize("day", ["2024-11-06", "2026-11-23"])
def test_saving_and_loading_keeps_everything(day: str, tmp_path: Path) -> None:
    view = build_view(RECORD, Filters(as_of=date.fromisoformat(day)))
    text = (DATA / "scenarios.toml").read_text(encoding="utf-8")
    _unpack(view, tmp_path)
    (tmp_path / "scenarios.toml").write_text(_without_outcomes(text), encoding="utf-8")
    (tmp_path / "basemap").symlink_to(DATA / "basemap")
    again, before = load_record(tmp_path), used_rows(view.shown)
    for table in TABLES:
        mine, theirs = getattr(again, table), getattr(before, table)[list(getattr(again, table))]
        kept = mine if table != "events" else mine.drop(columns="date_last")
        pd.testing.assert_frame_equal(
            kept, theirs[list(kept)].reset_index(drop=True), check_dtype=False
        )
    assert [s.scenario_id for s in again.scenarios] == [s.scenario_id for s in RECORD.scenarios]


def test_csv_read_back_is_the_table_that_was_shown() -> None:
    shown = ARTICLE.shown.claims.set_index("claim_id")
    for row in rows_of(ARTICLE):
        claim_ = shown.loc[row["claim_id"]]
        assert row["statement"] == claim_["statement"]
        assert row["source_ids"] == ";".join(claim_["source_ids"])
        assert row["public_on"] == f"{claim_['public_on']:%Y-%m-%d}"
        assert row["sources"].count(" | ") == len(claim_["source_ids"]) - 1
        for end in ("low", "best", "high"):
            said = float(row[end]) if row[end] else None
            assert said == (None if pd.isna(claim_[end]) else claim_[end])


def test_head_leaves_out_what_was_not_chosen() -> None:
    assert describe_filters(Filters(as_of=date(2024, 11, 6))) == {"as_of": "2024-11-06"}
    chosen = Filters(as_of=date(2024, 11, 6), start=date(2024, 10, 1), text="x", places=("russia",))
    assert describe_filters(chosen) == {
        "as_of": "2024-11-06", "start": "2024-10-01", "places": ["russia"], "text": "x",
    }  # fmt: skip


def test_text_with_a_line_break_cannot_leave_the_head() -> None:
    view = build_view(RECORD, Filters(as_of=date(2024, 11, 6), text="a\n=1+1"))
    lines = claims_csv(view).decode("utf-8-sig").splitlines()
    assert [line for line in lines if not line.startswith("# ")] == [lines[-1]]
    assert lines[-1].startswith("claim_id,")


def test_geojson_follows_rfc_7946() -> None:
    content = json.loads(events_geojson(build_view(RECORD, Filters(as_of=date(2026, 11, 23)))))
    assert content["type"] == "FeatureCollection"
    assert "crs" not in content
    for feature in content["features"]:
        assert feature["type"] == "Feature"
        assert feature["id"] == feature["properties"]["event_id"]
        if feature["geometry"] is not None:
            longitude, latitude = feature["geometry"]["coordinates"]
            spot = RECORD.places.set_index("place_id").loc[feature["properties"]["place_id"]]
            assert (longitude, latitude) == (spot["longitude"], spot["latitude"])
            assert -180 <= longitude <= 180
            assert -90 <= latitude <= 90


def test_geojson_carries_date_checksum_and_licence() -> None:
    head = json.loads(events_geojson(ARTICLE))["metadata"]
    assert head["filters"]["as_of"] == "2024-11-06"
    assert head["record_sha256"] == RECORD.about.digest
    assert head["licence"] == RECORD.about.licence


def test_zip_carries_date_and_checksum() -> None:
    with zipfile.ZipFile(io.BytesIO(package_zip(ARTICLE, DATA))) as archive:
        extract = json.loads(archive.read("datapackage.json"))["extract"]
    assert extract["filters"]["as_of"] == "2024-11-06"
    assert extract["record_sha256"] == RECORD.about.digest
    assert extract["claims"] == len(ARTICLE.shown.claims)


def test_correction_of_a_hidden_claim_leaves_no_loose_end(tmp_path: Path) -> None:
    record = make_record(
        tmp_path,
        claims=(claim(), claim(2, supersedes="C-0001", statement="Only it.")),
    )
    view = build_view(record, Filters(as_of=date(2025, 1, 1), text="only"))
    assert list(used_rows(view.shown).claims["supersedes"]) == [""]


def test_document_that_repeats_a_hidden_one_leaves_no_loose_end(tmp_path: Path) -> None:
    record = make_record(tmp_path, sources=(source(relays="KOR;S-0002"), source(2)))
    assert list(used_rows(record).sources["relays"]) == [("KOR",)]


@pytest.mark.parametrize("write", [claims_csv, events_geojson])
def test_same_question_gives_the_same_file(write: object) -> None:
    again = build_view(load_record(DATA), Filters(as_of=date(2024, 11, 6)))
    assert write(again) == write(ARTICLE)  # type: ignore[operator]


@pytest.mark.parametrize("cell", ["plain", "", "1,500", 5, -5, None, " =1"])
def test_harmless_cell_stays_as_it_is(cell: object) -> None:
    assert defused(cell) == cell


def test_exporting_changes_nothing_in_place() -> None:
    before = {table: getattr(ARTICLE.shown, table).copy() for table in TABLES}
    claims_csv(ARTICLE), events_geojson(ARTICLE), package_zip(ARTICLE, DATA)
    for table, frame in before.items():
        pd.testing.assert_frame_equal(getattr(ARTICLE.shown, table), frame)


def test_matrix_says_in_its_head_and_rows_what_was_supposed() -> None:
    from dashboard.analysis.hypotheses import build_panel
    from dashboard.analysis.indicators import Status
    from dashboard.exchange.export import matrix_csv
    from dashboard.record.scenarios import Horizon

    record = load_record(DATA)
    view = build_view(record, Filters(as_of=date(2024, 11, 6)))
    plain, supposed = (
        matrix_csv(view, build_panel(view.known, Horizon.SHORT, view.moment, by_hand)).decode()
        for by_hand in ({}, {"short-wave": Status.SEEN})
    )
    assert "HYPOTHETICAL" not in plain
    assert supposed.lstrip("\ufeff").startswith("# HYPOTHETICAL")
    assert "short-wave" in supposed.splitlines()[0]
    table = pd.read_csv(io.StringIO(supposed.lstrip("\ufeff")), comment="#")
    assert set(table.loc[table["supposed"], "indicator_id"]) == {"short-wave"}


@pytest.mark.parametrize("sign", ["＝", "＋", "－", "＠", "\n"])
def test_full_width_formula_is_made_harmless(sign: str) -> None:
    assert defused(f"{sign}1+1") == f"'{sign}1+1"
