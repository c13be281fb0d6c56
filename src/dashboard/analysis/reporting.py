"""How the reporting runs: how long claims take to become public, and where it has gone silent."""

import pandas as pd

from dashboard.analysis.verification import first_reached
from dashboard.record.tables import Record
from dashboard.record.vocabulary import AFFIRMING

# Where only a month or a year is known, a lag in days would be made up.
_PRECISE = ("day", "week")


def silence_by_claimant(record: Record, moment: pd.Timestamp) -> pd.DataFrame:
    """When each government or organisation was last heard, by `moment`.

    Returns:
        One row an origin, the longest silent last; columns name, claims (count), first, last
        (days of publication), days (since the last). "No report" is a row that is missing, or a
        long silence; it is never a zero of troops.
    """
    names = record.actors.set_index("actor_id")["name"]
    groups = record.claims.groupby("government")["public_on"]
    table = groups.agg(claims="count", first="min", last="max").reset_index()
    table["name"] = table["government"].map(names)
    return _with_days(table, moment)


def silence_by_place(record: Record, moment: pd.Timestamp) -> pd.DataFrame:
    """When each place was last spoken of; columns as in `silence_by_claimant`."""
    events = record.events.set_index("event_id")["place_id"]
    claims = record.claims.copy()
    claims["at"] = claims["place_id"].where(
        claims["place_id"] != "", claims["event_id"].map(events).fillna("")
    )
    claims = claims[claims["at"] != ""]
    groups = claims.groupby("at")["public_on"]
    table = groups.agg(claims="count", first="min", last="max").reset_index()
    table["name"] = table["at"].map(record.places.set_index("place_id")["name"])
    return _with_days(table, moment)


def lag_by_type(record: Record) -> pd.DataFrame:
    """How long claims took from the day they are about to the day they were public.

    Only affirming claims on events whose day or week is known.

    Returns:
        One row an event type; columns event_type, claims (count), quarter, median,
        three_quarters (days), sorted by median.
    """
    kinds = record.claims["event_id"].map(record.events.set_index("event_id")["event_type"])
    claims = record.claims.assign(event_type=kinds)
    claims = claims[
        claims["event_type"].notna()
        & claims["about_precision"].isin(_PRECISE)
        & claims["stance"].isin(AFFIRMING)
    ]
    days = (claims["public_on"] - claims["about_last"]).dt.days.clip(lower=0)
    groups = days.groupby(claims["event_type"])
    table = pd.DataFrame(
        {
            "claims": groups.count(),
            "quarter": groups.quantile(0.25),
            "median": groups.median(),
            "three_quarters": groups.quantile(0.75),
        }
    )
    return table.rename_axis("event_type").reset_index().sort_values("median", ignore_index=True)


def lag_to_rung(record: Record) -> pd.DataFrame:
    """How long events took from their start to each rung of the ladder.

    Only events whose day or week is known; an event counts once a rung, when it first reached it.

    Returns:
        One row a rung; columns rung, events (count), quarter, median, three_quarters (days).
    """
    known = record.events[record.events["date_precision"].isin(_PRECISE)]
    steps = first_reached(record).merge(known[["event_id", "date_start"]], on="event_id")
    steps["days"] = (steps["public_on"] - steps["date_start"]).dt.days.clip(lower=0)
    steps["rung"] = steps["rung"].astype(str)
    groups = steps.groupby("rung")["days"]
    table = pd.DataFrame(
        {
            "events": groups.count(),
            "quarter": groups.quantile(0.25),
            "median": groups.median(),
            "three_quarters": groups.quantile(0.75),
        }
    )
    return table.reset_index().sort_values("median", ignore_index=True)


def _with_days(table: pd.DataFrame, moment: pd.Timestamp) -> pd.DataFrame:
    table["days"] = (moment - table["last"]).dt.days
    columns = ["name", "claims", "first", "last", "days"]
    return table[columns].sort_values(["days", "name"], ignore_index=True)
