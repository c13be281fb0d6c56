"""Analysis of competing hypotheses: which scenario the evidence speaks against least.

Source: Heuer, R. J. (1999), "Psychology of Intelligence Analysis", chapter 8. Evidence is laid
against every scenario at once; the scenario with the least *inconsistent* evidence stands first,
because what fits a scenario mostly fits others too.
"""

from dataclasses import dataclass

import pandas as pd

from dashboard.analysis.indicators import Status, Supposed, evidence, sightings
from dashboard.record.scenarios import Fit, Horizon, Indicator, Origin, Scenario
from dashboard.record.tables import Record

# How far back the panel looks to say which way the evidence moves.
LOOK_BACK = pd.Timedelta(days=90)


@dataclass(frozen=True)
class Panel:
    """One horizon on one day: the scenarios, the evidence, and how it weighs on them.

    `items`, `cells`, `standing` as returned by the functions of those names; `before` is the
    standing on `since`, 90 days earlier but never before the day of issue, nothing supposed.
    """

    horizon: Horizon
    scenarios: tuple[Scenario, ...]
    indicators: tuple[Indicator, ...]
    items: pd.DataFrame
    cells: pd.DataFrame
    standing: pd.DataFrame
    before: pd.DataFrame
    since: pd.Timestamp

    @property
    def alternatives(self) -> tuple[Scenario, ...]:
        """The scenarios that exclude one another."""
        return tuple(one for one in self.scenarios if one.origin == Origin.OURS)

    @property
    def hypothetical(self) -> tuple[str, ...]:
        """The indicators whose status the reader set by hand."""
        return tuple(self.items.loc[self.items["supposed"].astype(bool), "indicator_id"])


def build_panel(
    record: Record, horizon: Horizon, day: pd.Timestamp, supposed: Supposed | None = None
) -> Panel:
    """Read a horizon's scenarios against what was public on `day`."""
    scenarios = tuple(one for one in record.scenarios if one.horizon == horizon)
    found = sightings(record, horizon)
    items = evidence(found, day, supposed)
    cells = matrix(found.indicators, items)
    issued = min((pd.Timestamp(one.issued_on) for one in scenarios), default=day)
    since = max(day - LOOK_BACK, issued)
    earlier = evidence(found, since)
    return Panel(
        horizon=horizon,
        scenarios=scenarios,
        indicators=found.indicators,
        items=items,
        cells=cells,
        standing=standing(cells, scenarios),
        before=standing(matrix(found.indicators, earlier), scenarios),
        since=since,
    )


def ranked_alternatives(panel: Panel) -> list[tuple[str, int]]:
    """Titles of the alternatives and the weight against each, the least first."""
    titles = {one.scenario_id: one.title for one in panel.alternatives}
    ranked = panel.standing.dropna(subset="place").sort_values("place", kind="stable")
    return [
        (titles[name], int(against))
        for name, against in zip(ranked["scenario_id"], ranked["inconsistent"], strict=True)
    ]


def drift(panel: Panel, scenario_id: str) -> int:
    """By how much weight the evidence moved toward (above 0) or away from a scenario."""

    def balance(table: pd.DataFrame) -> int:
        row = table[table["scenario_id"] == scenario_id]
        return int((row["consistent"] - row["inconsistent"]).sum())

    return balance(panel.standing) - balance(panel.before)


def matrix(indicators: tuple[Indicator, ...], items: pd.DataFrame) -> pd.DataFrame:
    """How each item of evidence goes with each scenario that it is read for.

    Args:
        indicators: for the readings.
        items: rows of `indicators.evidence`.

    Returns:
        One row an indicator and scenario; columns indicator_id, scenario_id, fit ("" while the
        indicator is not seen), weight, why.
    """
    by_id = {indicator.indicator_id: indicator for indicator in indicators}
    rows = [
        (
            indicator_id,
            reading.scenario_id,
            {Status.SEEN: reading.seen, Status.CONTRADICTED: reading.contradicted}.get(status, ""),
            weight,
            reading.why,
        )
        for indicator_id, status, weight in zip(
            items["indicator_id"], items["status"], items["weight"], strict=True
        )
        for reading in by_id[indicator_id].readings
    ]
    return pd.DataFrame(rows, columns=["indicator_id", "scenario_id", "fit", "weight", "why"])


def standing(cells: pd.DataFrame, scenarios: tuple[Scenario, ...]) -> pd.DataFrame:
    """How the evidence weighs on each scenario, and in which order the alternatives stand.

    Args:
        cells: rows of `matrix`.
        scenarios: those of one horizon.

    Returns:
        One row a scenario, in the order given; columns scenario_id, consistent, inconsistent
        (sums of weights), place (1 for the least inconsistent alternative, equal ones share a
        place; NA for the article's forecasts, which do not exclude one another).
    """
    sums = cells.groupby(["scenario_id", "fit"])["weight"].sum().to_dict()
    table = pd.DataFrame(
        [
            (
                one.scenario_id,
                int(sums.get((one.scenario_id, Fit.CONSISTENT), 0)),
                int(sums.get((one.scenario_id, Fit.INCONSISTENT), 0)),
            )
            for one in scenarios
        ],
        columns=["scenario_id", "consistent", "inconsistent"],
    )
    ours = pd.Series([one.origin == Origin.OURS for one in scenarios], dtype=bool)
    place = table["inconsistent"].where(ours).rank(method="min").astype("Int64")
    return table.assign(place=place)


def pivotal(
    cells: pd.DataFrame, scenarios: tuple[Scenario, ...]
) -> list[tuple[str, tuple[str, ...]]]:
    """The items of evidence that alone hold the order of the alternatives.

    Returns:
        For each indicator without which the order would be another: its id, and the ids of the
        alternatives that would stand first.
    """
    order = _order(standing(cells, scenarios))
    held = []
    for indicator_id in dict.fromkeys(cells.loc[cells["fit"] != "", "indicator_id"]):
        without = _order(standing(cells[cells["indicator_id"] != indicator_id], scenarios))
        if without != order:
            first = tuple(name for name, place in without.items() if place == 1)
            held.append((indicator_id, first))
    return held


def leading_items(cells: pd.DataFrame, items: pd.DataFrame, scenario_id: str) -> pd.DataFrame:
    """The evidence that bears on one scenario: heaviest first, then newest.

    Returns:
        Rows of `items` with the columns fit and why of the scenario's cell; neutral left out.
    """
    own = cells[
        (cells["scenario_id"] == scenario_id)
        & cells["fit"].isin([Fit.CONSISTENT, Fit.INCONSISTENT])
    ]
    joined = own[["indicator_id", "fit", "why"]].merge(items, on="indicator_id")
    return joined.sort_values(["weight", "since"], ascending=False, kind="stable")


def is_diagnostic(indicator: Indicator, alternatives: tuple[Scenario, ...]) -> bool:
    """Whether an indicator, once seen, tells the alternatives apart."""
    ids = {one.scenario_id for one in alternatives}
    return len({one.seen for one in indicator.readings if one.scenario_id in ids}) > 1


def panel_history(record: Record, horizon: Horizon) -> pd.DataFrame:
    """The standing of every scenario of a horizon on each day on which it changed.

    Every day is worked out from nothing but what was public on it.

    Args:
        record: what was public on the as-of day.
        horizon: whose scenarios.

    Returns:
        One row a day and scenario, days ascending and starting with the day of issue; columns
        day, scenario_id, consistent, inconsistent, place (as in `standing`).
    """
    columns = ["day", "scenario_id", "consistent", "inconsistent", "place"]
    scenarios = tuple(one for one in record.scenarios if one.horizon == horizon)
    if not scenarios:
        return pd.DataFrame(columns=columns)
    issued = pd.Timestamp(min(one.issued_on for one in scenarios))
    found = sightings(record, horizon)
    days = sorted({issued, *(day for day in found.days if day > issued)})
    table = pd.concat(
        [
            standing(matrix(found.indicators, evidence(found, day)), scenarios).assign(day=day)
            for day in days
        ],
        ignore_index=True,
    )
    sums = ["consistent", "inconsistent"]
    changed = (table[sums] != table.groupby("scenario_id")[sums].shift()).any(axis=1)
    moved = table["day"].isin(table.loc[changed, "day"])
    return table.loc[moved, columns].reset_index(drop=True)


def _order(table: pd.DataFrame) -> dict[str, int]:
    ours = table[table["place"].notna()]
    return dict(zip(ours["scenario_id"], ours["place"].astype(int), strict=True))
