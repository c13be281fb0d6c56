"""Where troops were reported: one row a place, and the routes between places."""

import pandas as pd

from dashboard.analysis.strength import range_words
from dashboard.analysis.verification import current_claims
from dashboard.record.tables import Record
from dashboard.record.vocabulary import AFFIRMING, QUANTITY_KINDS

# What makes a dot on the map: events that say where troops are, or went.
_PRESENCE = ("gathering", "front_movement", "combat", "reinforcement", "losses", "transport")
_TROOPS = ("at_site", "at_front", "in_combat", "in_russia", "moved", "sent")


def reported_places(record: Record) -> pd.DataFrame:
    """Places where troops were reported.

    Returns:
        One row a place, by name; columns of `places`, and `events` (count), `event_id` (the
        latest event), `event_title`, `event_type`, `rung` (of that event), `first_reported`,
        `last_reported`, `low`, `best`, `high` (people; the latest figure about that place, NA
        if none was given), `figure` (in words), `claimant`.
    """
    claims = _claims_at_places(record)
    events = record.events[
        record.events["event_type"].isin(_PRESENCE)
        & (record.events["place_id"] != "")
        & record.events["event_id"].isin(claims["event_id"])
    ].sort_values("date_start")
    names = record.actors.set_index("actor_id")["name"]
    rows = []
    for place_id, there in events.groupby("place_id"):
        latest = there.iloc[-1]
        about = claims[claims["at"] == place_id]
        figure = about[about["quantity_kind"].isin(_TROOPS)].sort_values("public_on").tail(1)
        rows.append(
            {
                "place_id": place_id,
                "events": len(there),
                "event_id": latest["event_id"],
                "event_title": latest["title"],
                "event_type": latest["event_type"],
                "rung": latest["rung"],
                "first_reported": there["public_on"].min(),
                "last_reported": about["public_on"].max(),
                **_figure_cells(figure, names),
            }
        )
    columns = [
        "place_id", "events", "event_id", "event_title", "event_type", "rung",
        "first_reported", "last_reported", "low", "best", "high", "figure", "claimant",
    ]  # fmt: skip
    table = pd.DataFrame(rows, columns=columns)
    return table.merge(record.places, on="place_id").sort_values("name", ignore_index=True)


def routes(record: Record) -> pd.DataFrame:
    """Movements whose origin and destination both have coordinates.

    Returns:
        One row an event; columns event_id, title, event_type, rung, date_start, from_name,
        to_name, from_longitude, from_latitude, to_longitude, to_latitude (degrees).
    """
    spots = record.places.set_index("place_id")[["name", "longitude", "latitude"]]
    moves = record.events[
        (record.events["from_place_id"] != "") & (record.events["place_id"] != "")
    ]
    moves = moves.join(spots.add_prefix("from_"), on="from_place_id")
    moves = moves.join(spots.add_prefix("to_"), on="place_id")
    moves = moves.dropna(subset=["from_longitude", "to_longitude"])
    moves = moves[moves["from_place_id"] != moves["place_id"]]
    return moves[
        ["event_id", "title", "event_type", "rung", "date_start", "from_name", "to_name",
         "from_longitude", "from_latitude", "to_longitude", "to_latitude"]
    ].sort_values("date_start", ignore_index=True)  # fmt: skip


def places_headline(places: pd.DataFrame) -> str:
    """The finding: how many places, and which was reported first and last."""
    located = places[places["kind"] != "country"]
    if located.empty:
        return "No place inside Russia or Ukraine has been named"
    latest = located.sort_values("last_reported").iloc[-1]
    count = f"{len(located)} place{'s' if len(located) > 1 else ''}"
    return f"Troops were reported at {count}, most recently {latest['name']}"


def _claims_at_places(record: Record) -> pd.DataFrame:
    claims = current_claims(record.claims)
    claims = claims[claims["stance"].isin(AFFIRMING)].copy()
    event_place = claims["event_id"].map(record.events.set_index("event_id")["place_id"])
    claims["at"] = claims["place_id"].where(claims["place_id"] != "", event_place)
    return claims


def _figure_cells(figure: pd.DataFrame, names: "pd.Series[str]") -> dict[str, object]:
    if figure.empty:
        return {"low": None, "best": None, "high": None, "figure": "", "claimant": ""}
    claim = figure.iloc[0]
    low, best, high = claim["low"], claim["best"], claim["high"]
    known = [value for value in (best, (low + high) / 2, low, high) if pd.notna(value)]
    plain = QUANTITY_KINDS[claim["quantity_kind"]].plain
    words = range_words(low, known[0], high)
    return {
        "low": low,
        "best": known[0],
        "high": high,
        "figure": f"{words} {plain}",
        "claimant": names[claim["claimant"]],
    }
