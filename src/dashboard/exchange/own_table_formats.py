"""The formats of the tables that a reader may bring: this record's, ACLED's, UCDP's.

Sources: ACLED codebook (2023); UCDP GED codebook 26.1 (where_prec, date_prec); data/README.md.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from dashboard.record.vocabulary import DATE_PRECISIONS


@dataclass(frozen=True)
class Place:
    """A place by its id: name, how well it is known (site, area, country), and where."""

    name: str
    known: str
    latitude: float
    longitude: float


# How well a place's kind of the record says where it is.
PLACE_KNOWN = {
    "site": "site", "town": "site", "district": "area", "region": "area", "country": "country",
}  # fmt: skip


@dataclass(frozen=True)
class Format:
    """A format: the columns that make it, and where each of our fields stands in it.

    `a|b` is the first of the two that is not empty. `who` joins its parts.
    """

    name: str
    needs: tuple[str, ...]
    title: str
    start: str
    end: str
    who: tuple[str, ...]
    place: str
    figure: tuple[str, str, str]  # low, best, high
    counts: str  # what the figure counts: a column, or the words themselves after "="
    source: str
    date_column: str
    dates: Mapping[str, str]
    place_column: str = ""
    places: Mapping[str, str] = field(default_factory=dict)
    place_ids: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """The column of the id."""
        return self.needs[0]


FORMATS = (
    Format(
        "this record's claims", ("claim_id", "about_date", "statement"), "statement", "about_date",
        "about_end", ("claimant_name|claimant",), "where|place_id", ("low", "best", "high"),
        "quantity_kind", "sources|source_ids", "about_precision",
        {word: word for word in DATE_PRECISIONS}, place_ids=("place_id", "event_id"),
    ),
    Format(
        "this record's events", ("event_id", "title", "date_start"), "title", "date_start",
        "date_end", ("initiators", "recipients"), "place_id", ("", "", ""), "=",
        "sources", "date_precision", {word: word for word in DATE_PRECISIONS}, place_ids=("place_id",),
    ),
    Format(
        "ACLED", ("event_id_cnty", "event_date", "event_type", "latitude", "longitude"),
        "notes|sub_event_type|event_type", "event_date", "", ("actor1", "actor2"),
        "location|admin1|country", ("", "fatalities", ""), "=killed", "source", "time_precision",
        {"1": "day", "2": "week", "3": "month"}, "geo_precision",
        {"1": "site", "2": "area", "3": "area"},
    ),
    Format(
        "UCDP GED", ("id", "date_start", "side_a", "latitude", "longitude"),
        "source_headline|where_description|dyad_name|conflict_name", "date_start", "date_end",
        ("side_a", "side_b"), "where_coordinates|adm_2|adm_1|country", ("low", "best", "high"),
        "=killed", "source_office|source_article|source_original", "date_prec",
        {"1": "day", "2": "week", "3": "week", "4": "month", "5": "year"}, "where_prec",
        {"1": "site", "2": "area", "3": "area", "4": "area", "5": "area", "6": "country",
         "7": "area"},
    ),
)  # fmt: skip
