"""Large files that the app serves itself, so that the reader's browser keeps them."""

import json
import os
import shutil
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path
from typing import Any

import pandas as pd
import streamlit as st

from dashboard.figures.deck import BaseMap
from dashboard.interface.cached import ROOT

# Streamlit serves only what lies in static/ itself, so these are copied there.
_SERVED = ROOT / "static" / "basemap"
_KEPT = ROOT / "data" / "basemap"
PLOTLY_SCRIPT = f"plotly-{version('plotly')}.min.js"  # a new version is a new address
_LARGE = ("land.geojson", "borders.geojson", "waters.geojson")


@st.cache_resource(show_spinner=False)
def publish() -> None:
    """Copy the base map and plotly's script to where the server offers them; once a start."""
    _SERVED.mkdir(parents=True, exist_ok=True)
    for name in _LARGE:
        _copy(_KEPT / name, _SERVED / name)
    script = Path(str(files("plotly"))) / "package_data" / "plotly.min.js"
    _copy(script, ROOT / "static" / PLOTLY_SCRIPT)


def _copy(source: Path, target: Path) -> None:
    # With its time, so that a browser that keeps it is told "not modified" after a restart too.
    if target.exists() and _state(target) == _state(source):
        return
    # Through a second name: a server that starts beside this one never serves half a file.
    temporary = target.with_name(f".{target.name}.{os.getpid()}")
    shutil.copy2(source, temporary)
    temporary.replace(target)


def _state(path: Path) -> tuple[int, int]:
    return path.stat().st_mtime_ns, path.stat().st_size


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
    from shapely import set_precision  # costs a fifth of a second, and only the map needs it
    from shapely.geometry import mapping, shape

    # Two kilometres are less than two pixels at the closest named view.
    features = json.loads(path.read_text(encoding="utf-8"))["features"]
    return {
        feature["properties"]["region_id"]: mapping(
            set_precision(shape(feature["geometry"]).simplify(0.02), 0.001)
        )
        for feature in features
    }
