"""The base map as files that the app serves itself, so that the reader's browser keeps them."""

import json
import shutil
from pathlib import Path
from typing import Any

import pandas as pd
import streamlit as st

from dashboard.figures.deck import BaseMap
from dashboard.interface.cached import ROOT

# Streamlit serves only what lies in static/ itself, so the base map is copied from the record.
_SERVED = ROOT / "static" / "basemap"
_KEPT = ROOT / "data" / "basemap"
_LARGE = ("land.geojson", "borders.geojson", "waters.geojson")


@st.cache_resource(show_spinner=False)
def publish_base_map() -> None:
    """Copy the base map to where the server offers it; once a start."""
    _SERVED.mkdir(parents=True, exist_ok=True)
    for name in _LARGE:
        temporary = _SERVED / f".{name}.new"
        shutil.copyfile(_KEPT / name, temporary)
        temporary.replace(_SERVED / name)


@st.cache_resource(show_spinner=False)
def base_map() -> BaseMap:
    """The base map: addresses of the large parts, contents of the small ones."""
    return BaseMap(
        land="app/static/basemap/land.geojson",
        borders="app/static/basemap/borders.geojson",
        waters="app/static/basemap/waters.geojson",
        regions=_outlines(_KEPT / "admin1.geojson"),
        labels=pd.read_csv(_KEPT / "labels.csv"),
    )


def _outlines(path: Path) -> dict[str, Any]:
    features = json.loads(path.read_text(encoding="utf-8"))["features"]
    return {feature["properties"]["region_id"]: feature["geometry"] for feature in features}
