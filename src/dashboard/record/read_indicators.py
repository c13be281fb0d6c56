"""The `[[indicator]]` tables of `data/scenarios.toml`."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from dashboard.record.faults import Fault
from dashboard.record.scenarios import (
    Condition,
    Fit,
    Horizon,
    Indicator,
    Origin,
    Reading,
    Scenario,
)
from dashboard.record.toml_entry import Entry, are_tables

_COLUMNS = (
    "claim_id", "event_id", "claimant", "government", "stance", "quantity_kind", "place_id",
    "event_type", "initiators", "recipients",
)  # fmt: skip


def read_indicator(
    file: str, fields: Mapping[str, Any], number: int
) -> tuple[Indicator, list[Fault]]:
    """Take one table apart; the indicator is of use only if there is no fault."""
    entry = Entry(file, fields, number, prefix="indicator.")
    contradicted = entry.take("contradicted_if")
    indicator = Indicator(
        indicator_id=entry.text("id"),
        horizon=Horizon(entry.one_of("horizon", tuple(Horizon))),
        name=entry.text("name"),
        seen_if=_condition(entry, "seen_if", entry.take("seen_if")),
        contradicted_if=None
        if contradicted is None
        else _condition(entry, "contradicted_if", contradicted),
        readings=_readings(entry, entry.take("readings"), twofold=contradicted is not None),
    )
    entry.refuse_the_rest()
    return indicator, entry.faults


def faults_between(
    file: str, indicators: tuple[Indicator, ...], scenarios: tuple[Scenario, ...]
) -> list[Fault]:
    """Readings of scenarios that are not there, and alternatives that an indicator leaves out.

    The alternatives must be read by every indicator of their horizon that reads any of them:
    a matrix with a hole orders nothing.
    """
    by_id = {scenario.scenario_id: scenario for scenario in scenarios}
    faults = []
    for number, indicator in enumerate(indicators, start=1):
        read = [reading.scenario_id for reading in indicator.readings]
        for name in read:
            if name not in by_id or by_id[name].horizon != indicator.horizon:
                wanted = f"the id of a {indicator.horizon} scenario"
                faults.append(Fault(file, number, "indicator.readings.scenario", name, wanted))
        alternatives = {
            name
            for name, scenario in by_id.items()
            if scenario.origin == Origin.OURS and scenario.horizon == indicator.horizon
        }
        missing = sorted(alternatives - set(read)) if alternatives & set(read) else []
        if missing or len(read) != len(set(read)):
            wanted = "one reading of each alternative of the horizon, or none of any"
            faults.append(
                Fault(file, number, "indicator.readings", ", ".join(missing or read), wanted)
            )
    return faults


def _readings(entry: Entry, items: object, *, twofold: bool) -> tuple[Reading, ...]:
    if not items or not isinstance(items, list) or not are_tables(items):
        entry.fault("readings", items, "tables such as {scenario = '…', seen = '…', why = '…'}")
        return ()
    readings = []
    for item in items:
        part = Entry(entry.file, item, entry.number, prefix="indicator.readings.")
        contradicted = part.one_of("contradicted", tuple(Fit)) if twofold else Fit.NEUTRAL
        readings.append(
            Reading(
                scenario_id=part.text("scenario"),
                seen=Fit(part.one_of("seen", tuple(Fit))),
                contradicted=Fit(contradicted),
                why=part.text("why"),
            )
        )
        part.refuse_the_rest()
        entry.faults.extend(part.faults)
    return tuple(readings)


def _condition(entry: Entry, name: str, item: object) -> Condition:
    if not isinstance(item, dict) or not item:
        entry.fault(name, item, "a condition such as {quantity_kind = 'sent'}")
        return Condition(equals={})
    item = dict(item)
    bounds = {bound: item.pop(bound, None) for bound in ("at_least", "since", "until")}
    if not isinstance(bounds["at_least"], int | float | None):
        entry.fault("at_least", bounds["at_least"], "a number")
    for bound in ("since", "until"):
        if bounds[bound] is not None and type(bounds[bound]) is not date:
            entry.fault(bound, bounds[bound], "a date without quotation marks")
    for column in item:
        if column not in _COLUMNS:
            entry.fault(column, item[column], "one of " + ", ".join(_COLUMNS))
    equals = {
        column: tuple(value) if isinstance(value, list) else (str(value),)
        for column, value in item.items()
    }
    return Condition(equals=equals, **bounds)
