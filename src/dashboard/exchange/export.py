"""What is shown, as files: CSV, GeoJSON, and a zipped Data Package.

Everything that leaves carries its sources, the filters, the as-of date and the checksum of the
record that it was taken from.
"""

import io
import json
import re
import zipfile
from pathlib import Path
from typing import Any

import pandas as pd

from dashboard.analysis.hypotheses import Panel
from dashboard.analysis.view import View, claims_with_context
from dashboard.exchange.marking import CLEAR, Marking
from dashboard.record.filters import Filters
from dashboard.record.tables import LIST_COLUMNS, Record

# What makes a cell a formula (OWASP, "CSV Injection"), full-width signs included.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_AFTER_COMMA = re.compile(r'([,;\t]\s*"?)(?=[=+\-@＝＋－＠])')
_CLAIM_COLUMNS = [
    "claim_id", "event_id", "event_title", "event_type", "rung", "claimant", "claimant_name",
    "government", "stance", "about_date", "about_end", "about_precision", "reported_on",
    "public_on", "where", "quantity_kind", "low", "best", "high", "statement", "supersedes",
    "checked_on", "check", "source_ids", "sources",
]  # fmt: skip


def describe_filters(filters: Filters) -> dict[str, Any]:
    """The question as plain values, for the head of an export; leaves out what was not chosen."""
    chosen = {
        "as_of": filters.as_of.isoformat(),
        "perspective": filters.perspective,
        "start": filters.start.isoformat() if filters.start else "",
        "end": filters.end.isoformat() if filters.end else "",
        "actors": list(filters.actors),
        "event_types": list(filters.event_types),
        "places": list(filters.places),
        "claimants": list(filters.claimants),
        "verification": list(filters.verification),
        "text": filters.text,
    }
    return {name: value for name, value in chosen.items() if value}


def claims_csv(view: View, marking: Marking = CLEAR) -> bytes:
    """The claims shown, one row each, with their sources written out.

    The first lines are comments (`#`): marking, title, version, checksum, as-of date, filters.

    Returns:
        UTF-8 with a byte order mark, so that spreadsheets read it rightly.
    """
    claims = claims_with_context(view.shown)
    cited = _citations(view.shown.sources)
    claims["sources"] = [" | ".join(cited[i] for i in ids) for ids in claims["source_ids"]]
    table = _plain(claims[_CLAIM_COLUMNS])
    return ("\ufeff" + _head(view, marking) + _csv(table)).encode()


def events_geojson(view: View, marking: Marking = CLEAR) -> bytes:
    """The events shown as points (RFC 7946: longitude first); without a place, no geometry."""
    places = view.shown.places.set_index("place_id")
    cited = _sources_of_events(view.shown)
    features = []
    for event in _plain(view.shown.events).to_dict("records"):
        place = places.loc[event["place_id"]] if event["place_id"] else None
        located = place is not None and pd.notna(place["latitude"])
        point = (
            {"type": "Point", "coordinates": [float(place["longitude"]), float(place["latitude"])]}
            if located and place is not None
            else None
        )
        precision = float(place["precision_km"]) if located and place is not None else None
        properties = {
            **event,
            "place": "" if place is None else place["name"],
            "precision_km": precision,
            "sources": cited.get(event["event_id"], []),
        }
        features.append(
            {
                "type": "Feature",
                "id": event["event_id"],
                "geometry": point,
                "properties": properties,
            }
        )
    return json.dumps(
        {"type": "FeatureCollection", "metadata": _metadata(view, marking), "features": features},
        ensure_ascii=False,
        indent=1,
        default=float,
    ).encode()


def matrix_csv(view: View, panel: Panel, marking: Marking = CLEAR) -> bytes:
    """The evidence against the scenarios of one horizon: one row an indicator and scenario.

    The head says so where anything was set by hand, and so does each such row.
    """
    items = panel.items.drop(columns=["weight", "since"]).assign(
        claim_ids=[";".join(ids) for ids in panel.items["claim_ids"]]
    )
    table = items.merge(panel.cells, on="indicator_id")
    warning = "# HYPOTHETICAL: indicators set by hand, not shown by the record: "
    mark = f"{warning}{', '.join(panel.hypothetical)}\n" if panel.hypothetical else ""
    return ("\ufeff" + mark + _head(view, marking) + _csv(_plain(table))).encode()


def package_zip(view: View, folder: Path, marking: Marking = CLEAR) -> bytes:
    """The files of `package_files` as a zip; the same view gives the same bytes."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in package_files(view, folder, marking).items():
            info = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, content)
    return buffer.getvalue()


def package_files(view: View, folder: Path, marking: Marking = CLEAR) -> dict[str, bytes]:
    """The tables as shown, as a Data Package of their own: only rows that the view holds.

    Args:
        view: what is shown; events, sources and places shrink to those that its claims use.
        folder: the record's folder, for the schemas.
        marking: what the descriptor carries.

    Returns:
        Contents by name: `datapackage.json` and a CSV a table.
    """
    shown = used_rows(view.shown)
    descriptor = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    descriptor["extract"] = _metadata(view, marking)
    files = {"datapackage.json": json.dumps(descriptor, ensure_ascii=False, indent=1).encode()}
    for resource in descriptor["resources"]:
        columns = [field["name"] for field in resource["schema"]["fields"]]
        files[resource["path"]] = _csv(_plain(getattr(shown, resource["name"]))[columns]).encode()
    return files


def used_rows(record: Record) -> Record:
    """Shrink every table to what the claims of a record refer to, keys kept whole."""
    claims, events = record.claims, record.events
    events = events[events["event_id"].isin(claims["event_id"])]
    claims = claims[claims["event_id"].isin(events["event_id"]) | (claims["event_id"] == "")].copy()
    kept = frozenset(claims["claim_id"])
    claims["supersedes"] = claims["supersedes"].where(claims["supersedes"].isin(kept), "")
    sources = record.sources[
        record.sources["source_id"].isin({i for ids in claims["source_ids"] for i in ids})
    ].copy()
    cited = frozenset(sources["source_id"])
    actors = frozenset(record.actors["actor_id"])
    sources["relays"] = sources["relays"].map(
        lambda ids: tuple(i for i in ids if i in cited or i in actors)
    )
    places = {*claims["place_id"], *events["place_id"], *events["from_place_id"]}
    return record.with_tables(
        claims=claims,
        events=events,
        sources=sources,
        places=record.places[record.places["place_id"].isin(places)],
    )


def _metadata(view: View, marking: Marking) -> dict[str, Any]:
    about = view.known.about
    return {
        "marking": marking.words,
        "title": about.title,
        "version": about.version,
        "licence": about.licence,
        "record_sha256": about.digest,
        "filters": describe_filters(view.filters),
        "claims": len(view.shown.claims),
        "events": len(view.shown.events),
    }


def _head(view: View, marking: Marking) -> str:
    lines = [
        f"# {name}: {json.dumps(value, ensure_ascii=False) if isinstance(value, dict) else value}"
        for name, value in _metadata(view, marking).items()
    ]
    # A spreadsheet parts these lines at commas too, and would run a formula behind one.
    return "".join(_AFTER_COMMA.sub(r"\1'", " ".join(line.splitlines())) + "\n" for line in lines)


def _plain(table: pd.DataFrame) -> pd.DataFrame:
    table = table.copy()
    for column in table.columns:
        if pd.api.types.is_datetime64_any_dtype(table[column]):
            table[column] = table[column].dt.strftime("%Y-%m-%d").fillna("")
        elif any(column in names for names in LIST_COLUMNS.values()):
            table[column] = table[column].map(";".join)
        elif pd.api.types.is_float_dtype(table[column]) and column not in ("latitude", "longitude"):
            whole = table[column].dropna().mod(1).eq(0).all()
            table[column] = table[column].astype("Int64") if whole else table[column]
    return table.astype(object).where(table.notna(), "")


def _csv(table: pd.DataFrame) -> str:
    return str(table.map(defused).to_csv(index=False, lineterminator="\n"))


def defused(cell: object) -> object:
    """A text that a spreadsheet would run as a formula, made harmless by a leading quote."""
    if isinstance(cell, str) and cell.startswith(_FORMULA):
        return "'" + cell
    return cell


def _citations(sources: pd.DataFrame) -> dict[str, str]:
    columns = ("source_id", "publisher", "title", "published_on", "url")
    return {
        source_id: f"{publisher}: {title} ({published:%Y-%m-%d}) {url}".strip()
        for source_id, publisher, title, published, url in zip(
            *(sources[column] for column in columns), strict=True
        )
    }


def _sources_of_events(record: Record) -> dict[str, list[str]]:
    addresses = record.sources.set_index("source_id")["url"]
    pages: dict[str, list[str]] = {}
    for event, ids in zip(record.claims["event_id"], record.claims["source_ids"], strict=True):
        pages.setdefault(event, []).extend(addresses[i] for i in ids if addresses[i])
    return {event: sorted(set(urls)) for event, urls in pages.items()}
