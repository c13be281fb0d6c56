"""Where troops were reported: one row a place, and the routes between places."""

import pandas as pd

from dashboard.analysis.strength import figures_in_words
from dashboard.analysis.verification import current_claims
from dashboard.analysis.wording import counted
from dashboard.record.ranges import best_or_middle
from dashboard.record.tables import Record, among
from dashboard.record.vocabulary import AFFIRMING

# What makes a dot on the map: events that say where troops are, or went.
_PRESENCE = ("gathering", "front_movement", "combat", "reinforcement", "losses", "transport")
_MOVING = (*_PRESENCE, "arms_to_russia")  # what makes a line; not a tie that is to carry anybody
# How many are at a place: the kinds that count all who are there come first. One site is a part
# of a region; `sent` is a total for the whole of Russia, whatever place it was said about.
_SPOT = ("at_site", "at_front", "in_combat", "in_russia", "moved")
_KINDS_AT = {
    "site": _SPOT,
    "town": _SPOT,
    "district": _SPOT,
    "region": ("at_front", "in_combat", "in_russia", "at_site", "moved"),
    "country": ("in_russia", "at_front", "in_combat", "at_site", "sent", "moved"),
}
_TROOPS = _KINDS_AT["country"]
_FALLEN = ("killed", "wounded", "casualties", "losses_in_part")


def reported_places(record: Record) -> pd.DataFrame:
    """Places where troops were reported.

    The figure of a place is the latest of the first kind that anybody gave there, in this order:
    at one site, at the front, in combat, in Russia, in one movement. One site says little of a
    region, where it stands before movements only, and of a country, where those in Russia come
    first; the total sent is a figure of a country alone. A place whose events are all of losses,
    where nobody counted troops, dead or wounded, has seen captives or those sent home, and is
    left out.

    Returns:
        One row a place, by name; columns of `places`, and `events` (count), `event_id` (the
        event of the figure's claim, else the latest event there), `event_title`, `event_type`,
        `rung` (of that event), `first_reported`, `last_reported`, `low`, `best`, `high` (people;
        NA if no figure was given), `figure` (in words), `claimant`, `figure_on` (the day the
        figure became public; NaT without one).
    """
    claims = _claims_at_places(record)
    events = record.events[
        record.events["event_type"].isin(_PRESENCE)
        & (record.events["place_id"] != "")
        & among(record.events["event_id"], claims["event_id"])
    ].sort_values("date_start")
    counted = claims.loc[claims["quantity_kind"].isin((*_TROOPS, *_FALLEN)), "at"]
    of_men = pd.concat([events.loc[events["event_type"] != "losses", "place_id"], counted])
    events = events[among(events["place_id"], of_men)]
    there = events.groupby("place_id")
    table = there.agg(events=("event_id", "size"), first_reported=("public_on", "min"))
    of_troops = among(claims["event_id"], events["event_id"]) | claims["quantity_kind"].isin(
        _TROOPS
    )
    last = claims[of_troops].groupby("at")["public_on"].max()
    table["last_reported"] = last.reindex(table.index)
    table = table.join(_latest_figures(claims, record))
    known = table["event_id"].isin(record.events["event_id"])
    table["event_id"] = table["event_id"].where(known, there["event_id"].last())
    about = record.events.set_index("event_id")[["title", "event_type", "rung"]]
    table = table.join(about.rename(columns={"title": "event_title"}), on="event_id").reset_index()
    words = ["figure", "claimant"]
    table[words] = table[words].astype(object).fillna("")
    return table.merge(record.places, on="place_id").sort_values("name", ignore_index=True)


def routes(record: Record) -> pd.DataFrame:
    """Movements of troops or arms whose origin and destination both have coordinates.

    Returns:
        One row an event; columns event_id, title, event_type, rung, date_start, from_name,
        to_name, from_longitude, from_latitude, to_longitude, to_latitude (degrees).
    """
    spots = record.places.set_index("place_id")[["name", "longitude", "latitude"]]
    moves = record.events[
        record.events["event_type"].isin(_MOVING)
        & (record.events["from_place_id"] != "")
        & (record.events["place_id"] != "")
    ]
    moves = moves.join(spots.add_prefix("from_"), on="from_place_id")
    moves = moves.join(spots.add_prefix("to_"), on="place_id")
    moves = moves.dropna(subset=["from_longitude", "to_longitude"])
    moves = moves[moves["from_place_id"] != moves["place_id"]]
    return moves[
        ["event_id", "title", "event_type", "rung", "date_start", "from_name", "to_name",
         "from_longitude", "from_latitude", "to_longitude", "to_latitude"]
    ].sort_values("date_start", ignore_index=True)  # fmt: skip


def places_headline(places: pd.DataFrame, *, narrowed: bool = False) -> str:
    """The finding: how many places in Russia and Ukraine, and which was reported last.

    Args:
        places: rows of `reported_places`.
        narrowed: whether filters keep some reports out.
    """
    located = places[(places["kind"] != "country") & places["country"].isin(("RU", "UA"))]
    if located.empty:
        fits = "fits this choice" if narrowed else "has been named"
        return f"No place inside Russia or Ukraine {fits}"
    latest = located.sort_values("last_reported").iloc[-1]
    count = counted(len(located), "place")
    return f"Troops reported at {count} in Russia and Ukraine, last: {latest['name']}"


def _claims_at_places(record: Record) -> pd.DataFrame:
    claims = current_claims(record.claims)
    claims = claims[claims["stance"].isin(AFFIRMING)].copy()
    event_place = claims["event_id"].map(record.events.set_index("event_id")["place_id"])
    claims["at"] = claims["place_id"].where(claims["place_id"] != "", event_place)
    return claims


def _latest_figures(claims: pd.DataFrame, record: Record) -> pd.DataFrame:
    # By place: low, best, high, in words, who says so, the event, the day it became public.
    ranks = {(at, kind): rank for at, kinds in _KINDS_AT.items() for rank, kind in enumerate(kinds)}
    figures = claims[claims["quantity_kind"].isin(_TROOPS)]
    at = figures["at"].map(record.places.set_index("place_id")["kind"])
    rank = [ranks.get(one) for one in zip(at, figures["quantity_kind"], strict=True)]
    figures = figures.assign(rank=pd.Series(rank, figures.index, dtype=float))
    figures = figures[figures["rank"].notna()]
    figures = figures.sort_values(["rank", "public_on"], ascending=[False, True], kind="stable")
    latest = figures.drop_duplicates("at", keep="last").set_index("at")
    names = record.actors.set_index("actor_id")["name"]
    return pd.DataFrame(
        {
            "low": latest["low"],
            "best": best_or_middle(latest),
            "high": latest["high"],
            "figure": figures_in_words(latest),
            "claimant": latest["claimant"].map(names),
            "figure_on": latest["public_on"],
            "event_id": latest["event_id"],
        },
        index=latest.index,
    )
