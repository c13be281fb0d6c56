"""Real events of others in the record's shape, resampled: for measuring growth, never published.

The rows are the Uppsala Conflict Data Program's (UCDP GED, CC BY 4.0; Sundberg & Melander 2013,
Hegre et al. 2020). Nothing is invented: an event is a row, drawn with replacement and given an id
of its own; its claims are the offices that the row names as sources, each with its date; the dead
(low, best, high) are the figure of every claim. What resampling cannot give is new places and
new actors: there are as many as the files name (some 4,200 and 1,100), however many rows are drawn.
"""

from pathlib import Path

import numpy as np
import pandas as pd

from dashboard.record.tables import About, Record, derive

FIGURE = "killed"  # the kind of quantity that UCDP counts
_SEED = 20241106
_READ = [
    "id", "side_a", "side_b", "source_office", "source_date", "source_headline", "where_prec",
    "where_coordinates", "latitude", "longitude", "type_of_violence", "date_prec", "date_start",
    "date_end", "low", "best", "high",
]  # fmt: skip
_TYPES = {"1": "combat", "2": "combat", "3": "losses"}  # 3 is violence against civilians
_DATES = {"1": "day", "2": "week", "3": "week", "4": "month", "5": "year"}
# where_prec: the kind of place, and how precisely it is known in kilometres.
_KINDS = {
    "1": "site", "2": "town", "3": "district", "4": "region", "5": "district", "6": "country", "7": "country",
}  # fmt: skip
_KILOMETRES = {"1": 1.0, "2": 25.0, "3": 50.0, "4": 150.0, "5": 100.0}


def resampled(folder: Path, claims: int) -> Record:
    """A record of that many claims, from the files `ucdp/*.csv` in a folder of data sets."""
    rows = read_rows(folder)
    offices = rows["source_office"].str.count(";").to_numpy() + 1
    drawn = np.random.default_rng(_SEED).integers(len(rows), size=claims)
    enough = int(np.searchsorted(np.cumsum(offices[drawn]), claims)) + 1
    return _record(rows.iloc[drawn[:enough]].reset_index(drop=True), rows, claims)


def read_rows(folder: Path) -> pd.DataFrame:
    """All rows of the files, each event once, every cell as text."""
    files = sorted((folder / "ucdp").glob("*.csv"))
    if not files:
        message = f"{folder / 'ucdp'} holds no CSV files"
        raise FileNotFoundError(message)
    tables = [
        pd.read_csv(file, dtype=str, keep_default_na=False, usecols=lambda name: name in _READ)
        for file in files
    ]
    rows = pd.concat(tables, ignore_index=True).drop_duplicates("id", ignore_index=True)
    rows["place_id"] = "P" + _numbered(rows[["where_coordinates", "latitude", "longitude"]])
    return rows


def _record(drawn: pd.DataFrame, rows: pd.DataFrame, claims: int) -> Record:
    actor_ids, actors = _actors(rows)
    events = _events(drawn, actor_ids)
    said = _claims(drawn, events, actor_ids).head(claims).reset_index(drop=True)
    about = About(
        title=f"UCDP events, resampled to {claims:,} claims", version="0", licence="CC BY 4.0",
        last_day_covered=said["reported_on"].max().date(), digest=f"resampled-{claims}",
    )  # fmt: skip
    return derive(
        Record(
            actors=actors, places=_places(rows), sources=_sources(said), events=events,
            claims=said.drop(columns=["publisher", "number"]), scenarios=(), indicators=(), about=about,
        )
    )  # fmt: skip


def _numbered(table: pd.DataFrame) -> "pd.Series[str]":
    return table.groupby(list(table.columns), sort=False).ngroup().astype(str)


def _day(texts: "pd.Series[str]") -> "pd.Series[pd.Timestamp]":
    # 2014-01-22, 2014-01-22T00:00:00 and 2014-01-22 00:00:00.000 all occur.
    return pd.to_datetime(texts.str.strip().str[:10], format="%Y-%m-%d", errors="coerce")


def _actors(rows: pd.DataFrame) -> tuple[dict[str, str], pd.DataFrame]:
    sides = sorted({*rows["side_a"], *rows["side_b"]})
    offices = sorted({_office(one) for cell in rows["source_office"] for one in cell.split(";")})
    names = [*sides, *(f"{one} (source)" for one in offices)]
    ids = [f"A{number:04}" for number in range(len(names))]
    kinds = ["organisation"] * len(sides) + ["media"] * len(offices)
    table = pd.DataFrame(
        {"actor_id": ids, "name": names, "kind": kinds, "government": ids, "country": ""}
    )
    return dict(zip(names, ids, strict=True)), table


def _office(words: str) -> str:
    return words.strip() or "not named"


def _places(rows: pd.DataFrame) -> pd.DataFrame:
    once = rows.drop_duplicates("place_id")
    return pd.DataFrame(
        {
            "place_id": once["place_id"], "name": once["where_coordinates"], "local_name": "",
            "kind": once["where_prec"].map(_KINDS), "country": "", "admin1": "",
            "latitude": pd.to_numeric(once["latitude"], errors="coerce"),
            "longitude": pd.to_numeric(once["longitude"], errors="coerce"),
            "precision_km": once["where_prec"].map(_KILOMETRES), "geonames_id": np.nan,
        }
    ).reset_index(drop=True)  # fmt: skip


def _events(drawn: pd.DataFrame, actor_ids: dict[str, str]) -> pd.DataFrame:
    one_each = {name: (actor,) for name, actor in actor_ids.items()}
    starts, ends = _day(drawn["date_start"]), _day(drawn["date_end"])
    return pd.DataFrame(
        {
            "event_id": [f"E-{number:07}" for number in range(len(drawn))],
            "title": drawn["side_a"] + " and " + drawn["side_b"] + ", " + drawn["where_coordinates"],
            "event_type": drawn["type_of_violence"].map(_TYPES), "date_start": starts,
            "date_end": ends.where(ends > starts), "date_precision": drawn["date_prec"].map(_DATES),
            "place_id": drawn["place_id"], "from_place_id": "",
            "initiators": drawn["side_a"].map(one_each), "recipients": drawn["side_b"].map(one_each),
            "summary": drawn["source_headline"],
        }
    )  # fmt: skip


def _claims(drawn: pd.DataFrame, events: pd.DataFrame, actor_ids: dict[str, str]) -> pd.DataFrame:
    said = pd.DataFrame(
        {
            "event_id": events["event_id"], "publisher": drawn["source_office"].str.split(";"),
            "reported_on": drawn["source_date"].str.split(";"), "about_date": events["date_start"],
            "about_end": events["date_end"], "about_precision": events["date_precision"],
            "statement": drawn["source_headline"],
            **{name: pd.to_numeric(drawn[name], errors="coerce").astype(float) for name in ("low", "best", "high")},
        }
    )  # fmt: skip
    uneven = said["publisher"].str.len() != said["reported_on"].str.len()
    said.loc[uneven, "reported_on"] = said.loc[uneven, "publisher"].map(lambda one: [""] * len(one))
    said = said.explode(["publisher", "reported_on"], ignore_index=True)
    said["publisher"] = said["publisher"].map(_office).astype("str")
    last = said["about_end"].fillna(said["about_date"])
    said["reported_on"] = _day(said["reported_on"].astype("str")).fillna(last)
    said["number"] = np.arange(len(said))
    numbers = [f"{number:07}" for number in range(len(said))]
    return said.assign(
        claim_id=[f"C-{number}" for number in numbers],
        claimant=(said["publisher"] + " (source)").map(actor_ids), stance="asserts", place_id="",
        quantity_kind=FIGURE, source_ids=[(f"S-{number}",) for number in numbers], supersedes="",
        checked_on=pd.NaT, check="",
    )  # fmt: skip


def _sources(said: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "source_id": said["source_ids"].str[0].astype("str"), "publisher": said["publisher"],
            "title": said["statement"], "url": "https://ucdp.uu.se/", "published_on": said["reported_on"],
            "language": "en", "kind": "press", "relays": [()] * len(said), "read_on": said["reported_on"],
        }
    )  # fmt: skip
