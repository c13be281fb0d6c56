"""`data/scenarios.toml` -> scenarios, with every fault named."""

import tomllib
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from dashboard.record.faults import Fault
from dashboard.record.likelihood import LIKELIHOODS
from dashboard.record.scenarios import (
    Condition,
    Horizon,
    Indicator,
    Origin,
    Outcome,
    Result,
    Scenario,
)

FILE = "scenarios.toml"
_ROLES = ("forecast", "baseline", "escalation", "de-escalation")
_CONFIDENCE = ("low", "moderate", "high")
_INDICATOR_FIELDS = ("name", "for", "against", "seen_if", "contradicted_if")
_OUTCOME_FIELDS = ("result", "decided_on", "reason", "evidence")
_CONDITION_COLUMNS = (
    "claim_id", "event_id", "claimant", "government", "stance", "quantity_kind", "place_id",
    "event_type", "initiators", "recipients",
)  # fmt: skip


def read_scenarios(path: Path) -> tuple[tuple[Scenario, ...], list[Fault]]:
    """Read and check the file; a missing file is a fault, not an empty list.

    Returns:
        The scenarios that could be read, in the order of the file, and all faults.
    """
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return (), [Fault(FILE, 0, "", "", "the file must exist")]
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        return (), [Fault(FILE, 0, "", "", f"must be readable TOML in UTF-8: {error}")]
    scenarios: list[Scenario] = []
    faults: list[Fault] = []
    seen: set[str] = set()
    entries = content.pop("scenario", [])
    faults.extend(
        Fault(FILE, 0, name, "", "nothing but [[scenario]] at the top level") for name in content
    )
    if not _are_tables(entries):
        faults.append(Fault(FILE, 0, "scenario", str(entries), "tables, each headed [[scenario]]"))
        entries = []
    for number, entry in enumerate(entries, start=1):
        reader = _Reader(entry, number)
        scenario = reader.scenario()
        if scenario is not None and scenario.scenario_id in seen:
            reader.fault("id", scenario.scenario_id, "an id that no other scenario has")
        faults.extend(reader.faults)
        if scenario is not None and not reader.faults:
            seen.add(scenario.scenario_id)
            scenarios.append(scenario)
    return tuple(scenarios), faults


def _are_tables(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(item, dict) for item in value)


class _Reader:
    """Takes one entry apart field by field, and remembers what did not fit."""

    def __init__(self, entry: Mapping[str, Any], number: int) -> None:
        self.entry = dict(entry)
        self.number = number
        self.faults: list[Fault] = []

    def fault(self, column: str, value: object, expected: str) -> None:
        self.faults.append(Fault(FILE, self.number, column, str(value), expected))

    def scenario(self) -> Scenario | None:
        outcome = self._outcome(self.entry.pop("outcome", None))
        indicators = self._indicators(self.entry.pop("indicator", []))
        term = self._one_of("term", tuple(LIKELIHOODS))
        scenario: dict[str, Any] = {
            "scenario_id": self._text("id"),
            "horizon": self._one_of("horizon", tuple(Horizon)),
            "origin": self._one_of("origin", tuple(Origin)),
            "role": self._one_of("role", _ROLES),
            "title": self._text("title"),
            "statement": self._text("statement"),
            "basis": self._text("basis"),
            "issued_on": self._date("issued_on"),
            "written_on": self._date("written_on"),
            "closes_on": self._date("closes_on"),
            "confidence": self._one_of("confidence", _CONFIDENCE),
            "confidence_reason": self._text("confidence_reason"),
            "drivers": self._texts("drivers"),
            "assumptions": self._texts("assumptions"),
            "resolution_rule": self._text("resolution_rule"),
            "primary_source": self._text("primary_source"),
            "second_source": self._text("second_source"),
        }
        for name in self.entry:
            self.fault(name, self.entry[name], "no such field in a scenario")
        if self.faults:
            return None
        scenario["horizon"] = Horizon(scenario["horizon"])
        scenario["origin"] = Origin(scenario["origin"])
        if scenario["closes_on"] <= scenario["issued_on"]:
            self.fault("closes_on", scenario["closes_on"], "a day after issued_on")
        if outcome is not None and outcome.decided_on <= scenario["issued_on"]:
            self.fault("outcome.decided_on", outcome.decided_on, "a day after issued_on")
        return Scenario(
            **scenario, likelihood=LIKELIHOODS[term], indicators=indicators, outcome=outcome
        )

    def _text(self, name: str) -> str:
        value = self.entry.pop(name, None)
        if isinstance(value, str) and value.strip():
            return value
        self.fault(name, value, "a text")
        return ""

    def _texts(self, name: str) -> tuple[str, ...]:
        value = self.entry.pop(name, None)
        if isinstance(value, list) and value and all(isinstance(item, str) for item in value):
            return tuple(value)
        self.fault(name, value, "a list of texts")
        return ()

    def _one_of(self, name: str, allowed: tuple[str, ...]) -> str:
        value = self.entry.pop(name, None)
        if value in allowed:
            return str(value)
        self.fault(name, value, "one of " + ", ".join(allowed))
        return ""

    def _date(self, name: str) -> Any:  # noqa: ANN401 - a date, or None beside a fault
        value = self.entry.pop(name, None)
        if type(value) is date:
            return value
        self.fault(name, value, "a date without quotation marks: 2024-11-06")
        return None

    def _indicators(self, items: Any) -> tuple[Indicator, ...]:  # noqa: ANN401 - whatever is there
        if not _are_tables(items):
            self.fault("indicator", items, "tables, each headed [[scenario.indicator]]")
            return ()
        return tuple(self._indicator(item) for item in items)

    def _indicator(self, item: Mapping[str, Any]) -> Indicator:
        for name in item.keys() - set(_INDICATOR_FIELDS):
            self.fault(f"indicator.{name}", item[name], "one of " + ", ".join(_INDICATOR_FIELDS))
        for name in ("name", "for", "against"):
            if not isinstance(item.get(name), str):
                self.fault(f"indicator.{name}", item.get(name), "a text")
        contradicted = item.get("contradicted_if")
        return Indicator(
            name=str(item.get("name")),
            argues_for=str(item.get("for")),
            argues_against=str(item.get("against")),
            seen_if=self._condition(item.get("seen_if")),
            contradicted_if=None if contradicted is None else self._condition(contradicted),
        )

    def _condition(self, item: object) -> Condition:
        if not isinstance(item, dict) or not item:
            self.fault("indicator.seen_if", item, "a condition such as {quantity_kind = 'sent'}")
            return Condition(equals={})
        item = dict(item)
        bounds = {name: item.pop(name, None) for name in ("at_least", "since", "until")}
        if not isinstance(bounds["at_least"], int | float | None):
            self.fault("indicator.at_least", bounds["at_least"], "a number")
        for name in ("since", "until"):
            if bounds[name] is not None and type(bounds[name]) is not date:
                self.fault(f"indicator.{name}", bounds[name], "a date without quotation marks")
        for name in item:
            if name not in _CONDITION_COLUMNS:
                self.fault(
                    f"indicator.{name}", item[name], "one of " + ", ".join(_CONDITION_COLUMNS)
                )
        equals = {
            name: tuple(value) if isinstance(value, list) else (str(value),)
            for name, value in item.items()
        }
        return Condition(equals=equals, **bounds)

    def _outcome(self, item: Any) -> Outcome | None:  # noqa: ANN401 - whatever is there
        if item is None:
            return None
        evidence = item.get("evidence", []) if isinstance(item, dict) else None
        fits = (
            isinstance(item, dict)
            and item.keys() <= set(_OUTCOME_FIELDS)
            and item.get("result") in tuple(Result)
            and type(item.get("decided_on")) is date
            and isinstance(evidence, list)
        )
        if not fits:
            self.fault("outcome", item, "a table of " + ", ".join(_OUTCOME_FIELDS))
            return None
        return Outcome(
            result=Result(item["result"]),
            decided_on=item["decided_on"],
            reason=str(item.get("reason", "")),
            evidence=tuple(str(claim) for claim in evidence or ()),
        )
