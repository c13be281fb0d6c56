"""The exports open in the programs that analysts have: pandas, DuckDB, GDAL, frictionless."""

import io
import zipfile
from datetime import date
from pathlib import Path

import duckdb
import pandas as pd
import pyogrio
import pytest
from frictionless import Package

from builders import DATA
from dashboard.analysis.view import View, build_view
from dashboard.exchange.export import claims_csv, events_geojson, package_zip
from dashboard.record.filters import Filters
from dashboard.record.load import load_record


@pytest.fixture(scope="module")
def view() -> View:
    return build_view(load_record(DATA), Filters(as_of=date(2025, 4, 30)))


def test_gdal_reads_the_geojson(view: View, tmp_path: Path) -> None:
    path = tmp_path / "events.geojson"
    path.write_bytes(events_geojson(view))
    info = pyogrio.read_info(path)
    assert info["features"] == len(view.shown.events)
    west, south, east, north = info["total_bounds"]
    assert -180 <= west < east <= 180
    assert -90 <= south < north <= 90


def test_duckdb_reads_the_zipped_tables(view: View, tmp_path: Path) -> None:
    with zipfile.ZipFile(io.BytesIO(package_zip(view, DATA))) as archive:
        archive.extractall(tmp_path)
    rows = duckdb.sql(f"select * from read_csv('{tmp_path / 'claims.csv'}')").df()
    assert len(rows) == len(view.shown.claims)


def test_pandas_reads_the_csv_past_its_head(view: View) -> None:
    table = pd.read_csv(io.BytesIO(claims_csv(view)), comment="#", encoding="utf-8-sig")
    assert len(table) == len(view.shown.claims)


def test_frictionless_finds_the_record_valid() -> None:
    assert Package(str(DATA / "datapackage.json")).validate().valid
