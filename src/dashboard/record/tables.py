"""The record in memory: five frames, the scenarios, and what the package says of itself."""

from dataclasses import dataclass, replace
from datetime import date

import pandas as pd

from dashboard.record.scenarios import Indicator, Scenario

TABLES = ("actors", "places", "sources", "events", "claims")
LIST_COLUMNS = {
    "sources": ("relays",),
    "events": ("initiators", "recipients"),
    "claims": ("source_ids",),
}


@dataclass(frozen=True)
class About:
    """What the package says of itself.

    `last_day_covered` is the last day on which the curators looked for pages; `digest` is
    the SHA-256 of the files, in hexadecimal.
    """

    title: str
    version: str
    licence: str
    last_day_covered: date
    digest: str


@dataclass(frozen=True)
class Record:
    """The tables, as in `data/README.md`, with ids as columns, plus columns that follow from them.

    Dates are `datetime64` at midnight without a zone; lists are tuples; unknown is `NA`/`NaT`,
    or "" for an id. Derived columns: `claims.public_on` (the day from which a reader could
    know: the later of `reported_on` and its first document), `claims.government` (the origin),
    `claims.about_last`, `events.public_on` (its first claim's), `events.date_last`.
    """

    actors: pd.DataFrame
    places: pd.DataFrame
    sources: pd.DataFrame
    events: pd.DataFrame
    claims: pd.DataFrame
    scenarios: tuple[Scenario, ...]
    indicators: tuple[Indicator, ...]
    about: About

    def with_tables(self, **tables: pd.DataFrame) -> "Record":
        """Return the same record with some tables exchanged."""
        return replace(self, **tables)  # type: ignore[arg-type]


def among(ids: "pd.Series[str]", others: "pd.Series[str]") -> "pd.Series[bool]":
    """Whether each id is one of others; for long columns of text a sixth of the time of `isin`."""
    known = frozenset(others.tolist())
    return pd.Series([one in known for one in ids.tolist()], index=ids.index, dtype=bool)


def derive(record: Record) -> Record:
    """Add the columns that follow from the others.

    Args:
        record: a record whose tables hold the columns of the files.

    Returns:
        The record with the derived columns described at `Record`; input unchanged.
    """
    published = record.sources.set_index("source_id")["published_on"]
    claims = record.claims.copy()
    first_page = claims["source_ids"].explode().map(published).groupby(level=0).min()
    claims["public_on"] = claims["reported_on"].where(
        claims["reported_on"] >= first_page, first_page
    )
    governments = record.actors.set_index("actor_id")["government"]
    claims["government"] = claims["claimant"].map(governments)
    claims["about_last"] = claims["about_end"].fillna(claims["about_date"])
    events = record.events.copy()
    events["public_on"] = events["event_id"].map(claims.groupby("event_id")["public_on"].min())
    events["date_last"] = events["date_end"].fillna(events["date_start"])
    return record.with_tables(claims=claims, events=events)
