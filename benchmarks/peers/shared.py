"""What both peers show: the dashboard's own analysis and figures, so that only the frame differs."""

import json
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

import pandas as pd
import plotly.graph_objects as go
import pydeck as pdk

from dashboard.analysis.strength import figures_of_kind, latest_by_government
from dashboard.analysis.summary import headline, planned_figure
from dashboard.analysis.thinning import day_before_counts
from dashboard.analysis.verification import climb
from dashboard.analysis.view import View, build_view, claims_with_context
from dashboard.analysis.whereabouts import places_headline, reported_places, routes
from dashboard.analysis.wording import standing_of
from dashboard.figures.deck import BaseMap, draw_deck
from dashboard.figures.named_views import NAMED_VIEWS
from dashboard.figures.style import LIGHT
from dashboard.figures.timeline import draw_timeline
from dashboard.record.filters import Filters
from dashboard.record.load import load_record
from dashboard.record.vocabulary import EVENT_TYPES, QUANTITY_KINDS

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT / "data"
RECORD = load_record(DATA)
DAYS = {"Latest": RECORD.about.last_day_covered, "Article, 6 Nov 2024": date(2024, 11, 6)}
GOVERNMENTS = {"all claimants": "", "South Korea": "KOR", "Ukraine": "UKR"}
ACTORS = {"with Ukraine": "UKR"}
CLAIMANTS = {"only South Korea": "KOR", "only Ukraine": "UKR"}
COLUMNS = [
    "public_on", "claimant_name", "stance", "statement", "quantity_kind", "best", "about_last",
    "event_title", "rung", "where", "claim_id",
]  # fmt: skip
SOURCES = ["published_on", "publisher", "title", "url", "language", "kind", "source_id"]
DOWNLOADS = ("Claims as CSV", "Events as GeoJSON", "Data Package (zip)")
MARKS = "○ single claimant · ◉ corroborated · ● acknowledged · ⊗ disputed. A thick bar is an event's duration."


@lru_cache(maxsize=200)
def view(
    day: str,
    who: str,
    only: tuple[str, ...] = (),
    actors: tuple[str, ...] = (),
    start: date | None = None,
) -> View:
    """A view, computed once, as the dashboard does."""
    return build_view(
        RECORD,
        Filters(
            as_of=DAYS[day], perspective=GOVERNMENTS[who],
            claimants=tuple(CLAIMANTS[one] for one in only),
            actors=tuple(ACTORS[one] for one in actors), start=start,
        ),
    )  # fmt: skip


def timeline(shown: View) -> tuple[str, go.Figure]:
    """Headline and figure of the Timeline page."""
    figures = figures_of_kind(shown.shown, "sent")
    plan = planned_figure(shown.known)
    since, events = day_before_counts(shown.shown, shown.moment), shown.shown.events
    figure = draw_timeline(
        figures, figures.iloc[:0] if plan is None else plan.to_frame().T,
        events if since is None else events[events["date_last"] >= since],
        EVENT_TYPES, shown.moment, LIGHT, QUANTITY_KINDS["sent"].plain, since,
    )  # fmt: skip
    return headline(latest_by_government(shown.shown, "sent"), QUANTITY_KINDS["sent"].plain), figure


def base_map(address: str) -> BaseMap:
    """The base map under the address at which a peer serves it."""
    features = json.loads((DATA / "basemap" / "admin1.geojson").read_text("utf-8"))["features"]
    return BaseMap(
        land=f"{address}/land.geojson", borders=f"{address}/borders.geojson",
        waters=f"{address}/waters.geojson",
        regions={one["properties"]["region_id"]: one["geometry"] for one in features},
        labels=pd.read_csv(DATA / "basemap" / "labels.csv"),
    )  # fmt: skip


def deck(shown: View, base: BaseMap) -> tuple[str, pdk.Deck, pd.DataFrame]:
    """Headline, map and table of the Map page."""
    places = reported_places(shown.shown)
    drawn = draw_deck(places, routes(shown.shown), base, NAMED_VIEWS["Whole route"], LIGHT)
    table = places[["name", "figure", "claimant", "last_reported", "rung", "kind"]].copy()
    table["last_reported"] = table["last_reported"].dt.strftime("%-d %b %Y")
    return places_headline(places), drawn, table


def older_deck(drawn: pdk.Deck) -> str:
    """The deck as JSON for the older deck.gl of dash-deck and of Panel's pane.

    They know no automatic character set, and take flat coordinates for three-dimensional ones.
    """
    spec = json.loads(drawn.to_json())
    for layer in spec["layers"]:
        if layer["@@type"] == "TextLayer":
            layer["characterSet"] = sorted(
                {letter for row in layer["data"] for letter in row["label"]}
            )
        if layer["@@type"] in ("PathLayer", "SolidPolygonLayer"):
            layer["positionFormat"] = "XY"
    return json.dumps(spec)


def source_line(shown: View) -> str:
    """The small line under a figure, as the dashboard has it."""
    return (
        f"Source: {len(shown.shown.claims):,} claims of this record, {len(shown.known.sources):,} "
        f"documents by then, as of {shown.filters.as_of:%-d %b %Y}."
    )


def cards(shown: View) -> list[str]:
    """What the picker of an event offers."""
    events = shown.shown.events.sort_values(["date_start", "event_id"])
    return [
        f"{start:%Y-%m-%d}  {title} ({event})"
        for event, start, title in zip(
            events["event_id"], events["date_start"], events["title"], strict=True
        )
    ]


def card(shown: View, event_id: str) -> str:
    """The card of an event in Markdown, with what the dashboard's own card says."""
    record = shown.known
    event = record.events.set_index("event_id").loc[event_id]
    names = record.actors.set_index("actor_id")["name"]
    sources = record.sources.set_index("source_id")
    parts = [
        f"## {event['title']}",
        f"{EVENT_TYPES[event['event_type']]} · {event['date_start']:%-d %b %Y}", event["summary"],
        f"**{event['rung']}**. {event['reports']} reports, {event['origins']} origins.",
    ]  # fmt: skip
    claims = record.claims[record.claims["event_id"] == event_id].sort_values("public_on")
    for claim in claims.to_dict("records"):
        cited = sources.loc[list(claim["source_ids"])].to_dict("records")
        links = "; ".join(
            f"[{one['publisher']}, {one['published_on']:%-d %b %Y}]({one['url']})" for one in cited
        )
        parts.append(
            f"**{names[claim['claimant']]}** {claim['statement']}  \nabout {claim['about_date']:%-d %b %Y}; "
            f"public {claim['public_on']:%-d %b %Y}; {links}"
        )
    steps = climb(record, event_id).to_dict("records")
    parts.append("; ".join(f"{one['rung']} from {one['public_on']:%-d %b %Y}" for one in steps))
    return "\n\n".join([*parts, f"Event {event_id}; claims {', '.join(claims['claim_id'])}."])


def clicked(info: dict[str, Any] | None) -> str | None:
    """The event of what was clicked on a map."""
    thing = (info or {}).get("object") or {}
    return thing.get("event_id") or thing.get("properties", {}).get("event_id")


def documents(shown: View) -> pd.DataFrame:
    """The second table of the Evidence page: all documents."""
    used = {i for ids in shown.shown.claims["source_ids"] for i in ids}
    sources = shown.shown.sources[shown.shown.sources["source_id"].isin(used)]
    table = sources.sort_values("published_on", ascending=False)[SOURCES].copy()
    table["published_on"] = table["published_on"].dt.strftime("%Y-%m-%d")
    return table


def claims(shown: View) -> tuple[str, pd.DataFrame]:
    """Headline and table of the Evidence page: all claims."""
    table = claims_with_context(shown.shown)[COLUMNS].copy()
    for column in ("public_on", "about_last"):
        table[column] = table[column].dt.strftime("%Y-%m-%d")
    return standing_of(shown), table


def rows(table: pd.DataFrame) -> list[dict[str, Any]]:
    """A table as records."""
    return table.astype(object).where(table.notna(), "").to_dict("records")
