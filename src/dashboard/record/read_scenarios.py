"""`data/scenarios.toml` -> scenarios and their indicators, with every fault named."""

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from dashboard.record.faults import Fault
from dashboard.record.likelihood import LIKELIHOODS
from dashboard.record.read_indicators import faults_between, read_indicator
from dashboard.record.scenarios import (
    BaseRate,
    Horizon,
    Indicator,
    Origin,
    Outcome,
    Result,
    Scenario,
)
from dashboard.record.toml_entry import Entry, are_tables

FILE = "scenarios.toml"
_ROLES = ("forecast", "baseline", "escalation", "de-escalation")
_CONFIDENCE = ("low", "moderate", "high")
_TOP = ("scenario", "indicator")


def read_scenarios(
    path: Path,
) -> tuple[tuple[Scenario, ...], tuple[Indicator, ...], list[Fault]]:
    """Read and check the file; a missing file is a fault, not an empty list.

    Returns:
        The scenarios and the indicators that could be read, in the order of the file, and all
        faults.
    """
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return (), (), [Fault(FILE, 0, "", "", "the file must exist")]
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        return (), (), [Fault(FILE, 0, "", "", f"must be readable TOML in UTF-8: {error}")]
    faults = [
        Fault(FILE, 0, name, "", "nothing but [[scenario]] and [[indicator]] at the top level")
        for name in content
        if name not in _TOP
    ]
    scenarios: list[Scenario] = []
    indicators: list[Indicator] = []
    for number, fields in enumerate(_tables(content, "scenario", faults), start=1):
        scenario, wrong = _scenario(fields, number)
        if not wrong and scenario.scenario_id in {one.scenario_id for one in scenarios}:
            wrong = [Fault(FILE, number, "id", scenario.scenario_id, "an id of its own")]
        faults += wrong
        scenarios += [] if wrong else [scenario]
    for number, fields in enumerate(_tables(content, "indicator", faults), start=1):
        indicator, wrong = read_indicator(FILE, fields, number)
        if not wrong and indicator.indicator_id in {one.indicator_id for one in indicators}:
            wrong = [
                Fault(FILE, number, "indicator.id", indicator.indicator_id, "an id of its own")
            ]
        faults += wrong
        indicators += [] if wrong else [indicator]
    if not faults:
        faults = faults_between(FILE, tuple(indicators), tuple(scenarios))
    return tuple(scenarios), tuple(indicators), faults


def _tables(content: Mapping[str, Any], name: str, faults: list[Fault]) -> list[Mapping[str, Any]]:
    entries = content.get(name, [])
    if not are_tables(entries):
        faults.append(Fault(FILE, 0, name, str(entries), f"tables, each headed [[{name}]]"))
        return []
    return list(entries)


def _scenario(fields: Mapping[str, Any], number: int) -> tuple[Scenario, list[Fault]]:
    entry = Entry(FILE, fields, number)
    scenario = Scenario(
        scenario_id=entry.text("id"),
        horizon=Horizon(entry.one_of("horizon", tuple(Horizon))),
        origin=Origin(entry.one_of("origin", tuple(Origin))),
        role=entry.one_of("role", _ROLES),
        title=entry.text("title"),
        statement=entry.text("statement"),
        basis=entry.text("basis"),
        issued_on=entry.date("issued_on"),
        written_on=entry.date("written_on"),
        closes_on=entry.date("closes_on"),
        likelihood=LIKELIHOODS[entry.one_of("term", tuple(LIKELIHOODS))],
        confidence=entry.one_of("confidence", _CONFIDENCE),
        confidence_reason=entry.text("confidence_reason"),
        drivers=entry.texts("drivers"),
        assumptions=entry.texts("assumptions"),
        base_rate=_base_rate(entry, entry.take("base_rate")),
        resolution_rule=entry.text("resolution_rule"),
        primary_source=entry.text("primary_source"),
        second_source=entry.text("second_source"),
        outcome=_outcome(entry, entry.take("outcome")),
    )
    entry.refuse_the_rest()
    if not entry.faults and scenario.closes_on <= scenario.issued_on:
        entry.fault("closes_on", scenario.closes_on, "a day after issued_on")
    outcome = scenario.outcome
    if not entry.faults and outcome and outcome.decided_on <= scenario.issued_on:
        entry.fault("outcome.decided_on", outcome.decided_on, "a day after issued_on")
    return scenario, entry.faults


def _base_rate(entry: Entry, item: object) -> BaseRate | None:
    if item is None:
        return None
    if not isinstance(item, dict):
        entry.fault("base_rate", item, "a table of percent, of_what, source")
        return None
    part = Entry(FILE, item, entry.number, prefix="base_rate.")
    rate = BaseRate(
        percent=part.percent("percent"), of_what=part.text("of_what"), source=part.text("source")
    )
    part.refuse_the_rest()
    entry.faults.extend(part.faults)
    return rate


def _outcome(entry: Entry, item: object) -> Outcome | None:
    if item is None:
        return None
    if not isinstance(item, dict):
        entry.fault("outcome", item, "a table of result, decided_on, reason, evidence")
        return None
    part = Entry(FILE, item, entry.number, prefix="outcome.")
    outcome = Outcome(
        result=Result(part.one_of("result", tuple(Result))),
        decided_on=part.date("decided_on"),
        reason=part.text("reason"),
        evidence=part.texts("evidence"),
    )
    part.refuse_the_rest()
    entry.faults.extend(part.faults)
    return outcome
