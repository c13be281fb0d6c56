"""Small honest tables: a record built in memory or on disk, showing only what a test is about."""

import csv
import json
import shutil
from pathlib import Path
from typing import Any

from dashboard.record.load import load_record
from dashboard.record.tables import Record

DATA = Path(__file__).parents[1] / "data"
DESCRIPTOR = json.loads((DATA / "datapackage.json").read_text(encoding="utf-8"))

ACTORS = (
    {
        "actor_id": "KOR",
        "name": "South Korea",
        "kind": "state",
        "government": "KOR",
        "country": "KR",
    },
    {"actor_id": "KOR-NIS", "name": "NIS", "kind": "service", "government": "KOR", "country": "KR"},
    {"actor_id": "UKR", "name": "Ukraine", "kind": "state", "government": "UKR", "country": "UA"},
    {
        "actor_id": "USA",
        "name": "United States",
        "kind": "state",
        "government": "USA",
        "country": "US",
    },
    {"actor_id": "RUS", "name": "Russia", "kind": "state", "government": "RUS", "country": "RU"},
    {
        "actor_id": "PRK",
        "name": "North Korea",
        "kind": "state",
        "government": "PRK",
        "country": "KP",
    },
)
_PLACES = (
    {"place_id": "vladivostok", "name": "Vladivostok", "kind": "town", "country": "RU",
     "latitude": "43.1", "longitude": "131.9", "precision_km": "10"},
    {"place_id": "kursk-oblast", "name": "Kursk Oblast", "kind": "region", "country": "RU",
     "latitude": "51.7", "longitude": "36.2", "precision_km": "120"},
    {"place_id": "russia", "name": "Russia", "kind": "country", "country": "RU"},
    {"place_id": "chongjin", "name": "Chongjin", "kind": "town", "country": "KP",
     "latitude": "41.8", "longitude": "129.8", "precision_km": "10"},
)  # fmt: skip


def source(number: int = 1, **changes: str) -> dict[str, str]:
    """A document published on 2024-10-18."""
    return {
        "source_id": f"S-{number:04d}", "publisher": "A Newspaper", "title": f"Page {number}",
        "url": f"https://example.org/{number}", "published_on": "2024-10-18", "language": "en",
        "kind": "press", "read_on": "2026-11-23", **changes,
    }  # fmt: skip


def event(number: int = 1, **changes: str) -> dict[str, str]:
    """An event of 2024-10-08 at Vladivostok."""
    return {
        "event_id": f"E-{number:04d}", "title": f"Event {number}", "event_type": "gathering",
        "date_start": "2024-10-08", "date_precision": "day", "place_id": "vladivostok",
        "initiators": "PRK", "recipients": "RUS", "summary": "Something was reported.", **changes,
    }  # fmt: skip


def claim(number: int = 1, **changes: str) -> dict[str, str]:
    """South Korea says so, on 2024-10-18 of 2024-10-08, without a figure."""
    return {
        "claim_id": f"C-{number:04d}", "event_id": "E-0001", "claimant": "KOR", "stance": "asserts",
        "about_date": "2024-10-08", "about_precision": "day", "reported_on": "2024-10-18",
        "statement": "It is so.", "source_ids": "S-0001", **changes,
    }  # fmt: skip


def figure(number: int, kind: str, best: str, **changes: str) -> dict[str, str]:
    """A claim with a figure, which its statement repeats."""
    return claim(number, quantity_kind=kind, best=best, statement=f"It was {best}.", **changes)


def write_record(
    folder: Path,
    *,
    sources: tuple[dict[str, str], ...] = (source(),),
    events: tuple[dict[str, str], ...] = (event(),),
    claims: tuple[dict[str, str], ...] = (claim(),),
    actors: tuple[dict[str, str], ...] = ACTORS,
    places: tuple[dict[str, str], ...] = _PLACES,
    scenarios: str = "",
) -> Path:
    """Write a record's folder as the loader expects it; returns the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copy(DATA / "datapackage.json", folder)
    (folder / "scenarios.toml").write_text(scenarios, encoding="utf-8")
    tables: dict[str, Any] = {
        "actors": actors, "places": places, "sources": sources, "events": events, "claims": claims,
    }  # fmt: skip
    for resource in DESCRIPTOR["resources"]:
        columns = [field["name"] for field in resource["schema"]["fields"]]
        with (folder / resource["path"]).open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, columns, restval="", lineterminator="\n")
            writer.writeheader()
            writer.writerows(tables[resource["name"]])
    return folder


def make_record(folder: Path, **tables: Any) -> Record:
    """Write a record and load it."""
    return load_record(write_record(folder, **tables))
