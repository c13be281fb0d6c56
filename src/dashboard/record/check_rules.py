"""The rules that no single cell can break: keys in lists, order of dates, figures, the map."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

import pandas as pd

from dashboard.record.faults import Fault
from dashboard.record.tables import LIST_COLUMNS, Record

# A figure that counts something: 1,500 or 10000 or "1.2 million", but not 11th, M1989, 170 mm,
# 2024-10-18.
_FIGURE = re.compile(
    r"(?<![\w.,/-])"
    r"(?:\d[\d,]*(?:\.\d+)? (?:million|billion|trillion)|\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{3,})"
    r"(?![\w-]|,\d| ?mm\b)"
)
_YEAR = re.compile(r"(?:19|20)\d\d")
_FIRST_LINE = 2  # the header is line 1
# The countries that lie whole within the base map; others are cut at its frame.
_WHOLE = frozenset({"RU", "KP", "KR", "UA", "CN", "JP", "BY", "PL", "DE", "BE", "GB"})


def check_rules(record: Record, land: dict[str, tuple[float, float, float, float]]) -> list[Fault]:
    """Check what spans several cells or tables.

    Args:
        record: the tables as read (without derived columns).
        land: bounding box (west, south, east, north) of each country by ISO alpha-2 code.

    Returns:
        Every fault found, in no particular order.
    """
    return [
        *_unknown_ids(record),
        *_dates_out_of_order(record.events, "events.csv", "date_start", "date_end"),
        *_dates_out_of_order(record.claims, "claims.csv", "about_date", "about_end"),
        *_figures(record.claims),
        *_corrections(record.claims, record.actors),
        *_early_documents(record),
        *_events_without_claims(record),
        *_coordinates(record.places, land),
        *_scenario_evidence(record),
    ]


def _rows(table: pd.DataFrame) -> Iterator[tuple[int, "pd.Series[Any]"]]:
    for position, (_, row) in enumerate(table.iterrows()):
        yield position + _FIRST_LINE, row


def _unknown_ids(record: Record) -> Iterator[Fault]:
    actors = frozenset(record.actors["actor_id"])
    sources = frozenset(record.sources["source_id"])
    known = {
        "relays": (actors | sources, "an actor_id of actors.csv or a source_id of sources.csv"),
        "initiators": (actors, "an actor_id of actors.csv"),
        "recipients": (actors, "an actor_id of actors.csv"),
        "source_ids": (sources, "a source_id of sources.csv"),
    }
    for table, columns in LIST_COLUMNS.items():
        frame: pd.DataFrame = getattr(record, table)
        for column in columns:
            ids, expected = known[column]
            for line, values in enumerate(frame[column], start=_FIRST_LINE):
                for value in values:
                    if value not in ids:
                        yield Fault(f"{table}.csv", line, column, value, expected)


def _dates_out_of_order(table: pd.DataFrame, file: str, first: str, last: str) -> Iterator[Fault]:
    for line, row in _rows(table):
        if pd.notna(row[last]) and row[last] < row[first]:
            yield Fault(file, line, last, f"{row[last]:%Y-%m-%d}", f"a day not before {first}")


def _figures(claims: pd.DataFrame) -> Iterator[Fault]:
    for line, row in _rows(claims):
        figures = [row[name] for name in ("low", "best", "high") if pd.notna(row[name])]
        if figures != sorted(figures):
            shown = " / ".join(f"{figure:g}" for figure in figures)
            yield Fault("claims.csv", line, "best", shown, "low ≤ best ≤ high")
        if figures and not row["quantity_kind"]:
            yield Fault("claims.csv", line, "quantity_kind", "", "what the figure counts")
        if row["quantity_kind"] and not figures:
            kind = str(row["quantity_kind"])
            yield Fault(
                "claims.csv", line, "best", "", f"a figure, because quantity_kind is {kind}"
            )
        if not row["quantity_kind"]:
            for found in figures_in(str(row["statement"])):
                yield Fault(
                    "claims.csv", line, "quantity_kind", "", f"what {found} in the statement counts"
                )


def figures_in(statement: str) -> list[str]:
    """Find the figures in a statement that count something; years and designations do not.

    Returns:
        The figures as they are written, in order.
    """
    return [found for found in _FIGURE.findall(statement) if not _YEAR.fullmatch(found)]


def _corrections(claims: pd.DataFrame, actors: pd.DataFrame) -> Iterator[Fault]:
    # One corrects one's own word on the same event; else a ladder would move on another's word.
    government = actors.drop_duplicates("actor_id").set_index("actor_id")["government"]
    by_id = claims.assign(government=claims["claimant"].map(government))
    earlier = by_id.drop_duplicates("claim_id").set_index("claim_id")
    for line, row in _rows(by_id):
        replaced = str(row["supersedes"])
        if replaced not in earlier.index:
            continue
        old = earlier.loc[replaced]
        own = all(old[name] == row[name] for name in ("event_id", "government"))
        if old["reported_on"] > row["reported_on"] or not own:
            yield Fault(
                "claims.csv", line, "supersedes", replaced,
                "an earlier claim of the same government on the same event",
            )  # fmt: skip


def _early_documents(record: Record) -> Iterator[Fault]:
    published = dict(zip(record.sources["source_id"], record.sources["published_on"], strict=True))
    for line, row in _rows(record.claims):
        for source in row["source_ids"]:
            if source in published and published[source] < row["reported_on"]:
                yield Fault(
                    "claims.csv", line, "source_ids", source,
                    f"a document published on or after reported_on {row['reported_on']:%Y-%m-%d}",
                )  # fmt: skip


def _events_without_claims(record: Record) -> Iterator[Fault]:
    spoken_of = frozenset(record.claims["event_id"])
    for line, row in _rows(record.events):
        if row["event_id"] not in spoken_of:
            yield Fault(
                "events.csv", line, "event_id", str(row["event_id"]), "at least one claim about it"
            )


def _coordinates(
    places: pd.DataFrame, land: dict[str, tuple[float, float, float, float]]
) -> Iterator[Fault]:
    margin = 1.0  # degrees: ports, islands and a simplified coast
    boxes = {country: box for country, box in land.items() if country in _WHOLE}
    for line, row in _rows(places):
        if pd.isna(row["latitude"]) or pd.isna(row["longitude"]) or row["country"] not in boxes:
            continue
        west, south, east, north = boxes[str(row["country"])]
        inside = (
            west - margin <= row["longitude"] <= east + margin
            and south - margin <= row["latitude"] <= north + margin
        )
        if not inside:
            shown = f"{row['latitude']:g}, {row['longitude']:g}"
            yield Fault(
                "places.csv", line, "latitude", shown,
                f"a point in {row['country']} (latitude {south:.0f} to {north:.0f}, "
                f"longitude {west:.0f} to {east:.0f}); are the two exchanged?",
            )  # fmt: skip


def _scenario_evidence(record: Record) -> Iterable[Fault]:
    claims = frozenset(record.claims["claim_id"])
    for number, scenario in enumerate(record.scenarios, start=1):
        for claim in scenario.outcome.evidence if scenario.outcome else ():
            if claim not in claims:
                yield Fault(
                    "scenarios.toml", number, "outcome.evidence", claim, "a claim_id of claims.csv"
                )
