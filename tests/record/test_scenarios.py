"""Forecasts: every fault of the file is named, and the real ones are worded and dated as promised."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from builders import DATA
from dashboard.record.faults import Fault
from dashboard.record.likelihood import LIKELIHOODS
from dashboard.record.read_scenarios import read_scenarios
from dashboard.record.scenarios import Fit, Horizon, Indicator, Origin, Result, Scenario

REAL, INDICATORS, _ = read_scenarios(DATA / "scenarios.toml")
ARTICLE_DAY = date(2024, 11, 6)
GOOD = """
[[scenario]]
id = "one"
horizon = "short-term"
origin = "article"
role = "forecast"
title = "More come"
statement = "More troops come."
basis = "The article says so."
issued_on = 2024-11-06
written_on = 2024-11-06
closes_on = 2025-05-06
term = "likely"
confidence = "low"
confidence_reason = "one service says so."
drivers = ["need of men"]
assumptions = ["ships sail"]
resolution_rule = "It happened if two governments count more."
primary_source = "one"
second_source = "two"
[scenario.outcome]
result = "happened"
decided_on = 2025-04-30
reason = "They came."
evidence = ["C-0001"]
"""
INDICATOR = """
[[indicator]]
id = "many"
horizon = "short-term"
name = "Many are sent"
seen_if = { quantity_kind = "sent", at_least = 10000, government = ["KOR", "USA"] }
readings = [{ scenario = "one", seen = "consistent", why = "growth" }]
"""


def read(folder: Path, text: str) -> tuple[tuple[Scenario, ...], list[Fault]]:
    path = folder / "scenarios.toml"
    path.write_text(text, encoding="utf-8")
    scenarios, _, faults = read_scenarios(path)
    return scenarios, faults


def read_indicators(folder: Path, text: str) -> tuple[tuple[Indicator, ...], list[Fault]]:
    path = folder / "scenarios.toml"
    path.write_text(text, encoding="utf-8")
    _, indicators, faults = read_scenarios(path)
    return indicators, faults


def test_good_forecast_is_read_whole(tmp_path: Path) -> None:
    (scenario,), faults = read(tmp_path, GOOD)
    assert faults == []
    assert (scenario.scenario_id, scenario.horizon, scenario.origin) == (
        "one", Horizon.SHORT, Origin.ARTICLE,
    )  # fmt: skip
    assert scenario.outcome is not None
    assert (scenario.outcome.result, scenario.outcome.evidence) == (Result.HAPPENED, ("C-0001",))


FAULTS = {
    "unknown term": ('term = "likely"', 'term = "probably"', "term", "probably"),
    "unknown horizon": ('"short-term"', '"soon"', "horizon", "soon"),
    "unknown origin": ('origin = "article"', 'origin = "theirs"', "origin", "theirs"),
    "unknown role": ('role = "forecast"', 'role = "guess"', "role", "guess"),
    "unknown confidence": ('"low"', '"middling"', "confidence", "middling"),
    "date in quotation marks": (
        "closes_on = 2025-05-06", 'closes_on = "2025-05-06"', "closes_on", "2025-05-06",
    ),
    "date with a time": (
        "issued_on = 2024-11-06", "issued_on = 2024-11-06T00:00:00", "issued_on",
        "2024-11-06 00:00:00",
    ),
    "closing before it opens": (
        "closes_on = 2025-05-06", "closes_on = 2024-11-06", "closes_on", "2024-11-06",
    ),
    "empty text": ('title = "More come"', 'title = " "', "title", " "),
    "missing text": ('resolution_rule = "It happened if two governments count more."', "",
                     "resolution_rule", "None"),
    "empty list": ('drivers = ["need of men"]', "drivers = []", "drivers", "[]"),
    "list of numbers": ('["ships sail"]', "[1]", "assumptions", "[1]"),
    "unknown field": ('title = "More come"', 'title = "x"\nsubtitle = "y"', "subtitle", "y"),
    "decided before it was made": (
        "decided_on = 2025-04-30", "decided_on = 2024-11-06", "outcome.decided_on", "2024-11-06",
    ),
    "unknown result": ('result = "happened"', 'result = "perhaps"', "outcome.result", "perhaps"),
    "outcome without evidence": ('["C-0001"]', "[]", "outcome.evidence", "[]"),
}  # fmt: skip


@pytest.mark.parametrize("name", FAULTS)
def test_fault_is_named_with_its_field(name: str, tmp_path: Path) -> None:
    right, wrong, column, value = FAULTS[name]
    assert right in GOOD
    scenarios, faults = read(tmp_path, GOOD.replace(right, wrong))
    assert [(f.file, f.row, f.column, f.value) for f in faults] == [
        ("scenarios.toml", 1, column, value)
    ]
    assert faults[0].expected
    assert scenarios == ()


def test_all_faults_of_all_forecasts_come_at_once(tmp_path: Path) -> None:
    first = GOOD.replace('"low"', '"x"').replace('term = "likely"', 'term = "x"')
    second = GOOD.replace('id = "one"', 'id = "two"').replace('"short-term"', '"x"')
    _, faults = read(tmp_path, first + second)
    assert sorted((fault.row, fault.column) for fault in faults) == [
        (1, "confidence"), (1, "term"), (2, "horizon"),
    ]  # fmt: skip


def test_id_that_another_has_is_a_fault(tmp_path: Path) -> None:
    scenarios, faults = read(tmp_path, GOOD + GOOD)
    assert len(scenarios) == 1
    assert [(fault.row, fault.column, fault.value) for fault in faults] == [(2, "id", "one")]


@pytest.mark.parametrize(
    ("text", "column"),
    [
        ('scenario = "x"', "scenario"),
        ("scenario = [1]", "scenario"),
        ("[[scenarios]]", "scenarios"),
    ],
)
def test_file_of_another_shape_is_a_fault(text: str, column: str, tmp_path: Path) -> None:
    scenarios, faults = read(tmp_path, text)
    assert scenarios == ()
    assert [(fault.row, fault.column) for fault in faults] == [(0, column)]


@pytest.mark.parametrize(
    ("line", "column", "value"),
    [('outcome = "x"', "outcome", "x"), ('base_rate = "x"', "base_rate", "x")],
)
def test_field_that_is_no_table_is_a_fault(
    line: str, column: str, value: str, tmp_path: Path
) -> None:
    text = GOOD[: GOOD.index("[scenario.outcome]")] + line
    assert [(fault.column, fault.value) for fault in read(tmp_path, text)[1]] == [(column, value)]


def test_missing_file_is_a_fault(tmp_path: Path) -> None:
    assert [f.expected for f in read_scenarios(tmp_path / "none.toml")[2]] == [
        "the file must exist"
    ]


def test_outcome_shows_from_the_day_it_was_decided(tmp_path: Path) -> None:
    (scenario,), _ = read(tmp_path, GOOD)
    assert scenario.as_of(date(2025, 4, 29)).outcome is None
    assert scenario.as_of(date(2025, 4, 30)) == scenario


def test_what_was_written_later_is_hindsight(tmp_path: Path) -> None:
    (ours,), _ = read(tmp_path, GOOD.replace("written_on = 2024-11-06", "written_on = 2026-11-23"))
    (theirs,), _ = read(tmp_path, GOOD)
    assert (ours.in_hindsight, theirs.in_hindsight) == (True, False)


@pytest.mark.parametrize("term", LIKELIHOODS)
def test_likelihood_is_written_with_its_numbers(term: str) -> None:
    likelihood = LIKELIHOODS[term]
    assert likelihood.words == f"{term} ({likelihood.low}–{likelihood.high}%)"
    assert likelihood.low / 100 < likelihood.midpoint < likelihood.high / 100


def test_article_has_three_forecasts_for_each_horizon_issued_on_its_day() -> None:
    theirs = [scenario for scenario in REAL if scenario.origin == Origin.ARTICLE]
    assert [s.horizon for s in theirs].count(Horizon.SHORT) == 3
    assert [s.horizon for s in theirs].count(Horizon.LONG) == 3
    assert {scenario.issued_on for scenario in theirs} == {ARTICLE_DAY}
    assert not any(scenario.in_hindsight for scenario in theirs)
    assert all("article" in scenario.basis.casefold() for scenario in theirs)


@pytest.mark.parametrize("horizon", Horizon)
def test_every_horizon_has_its_alternatives(horizon: Horizon) -> None:
    roles = {scenario.role for scenario in REAL if scenario.horizon == horizon}
    assert roles >= {"baseline", "escalation", "de-escalation"}


def test_alternatives_of_our_own_own_up_to_hindsight() -> None:
    assert all(s.in_hindsight for s in REAL if s.origin == Origin.OURS)


def test_every_forecast_can_be_watched() -> None:
    read = {reading.scenario_id for indicator in INDICATORS for reading in indicator.readings}
    assert [one.scenario_id for one in REAL if one.scenario_id not in read] == []


def test_good_indicator_is_read_whole(tmp_path: Path) -> None:
    (indicator,), faults = read_indicators(tmp_path, GOOD + INDICATOR)
    assert faults == []
    assert (indicator.indicator_id, indicator.horizon) == ("many", Horizon.SHORT)
    assert indicator.seen_if.equals == {"quantity_kind": ("sent",), "government": ("KOR", "USA")}
    assert indicator.seen_if.at_least == 10000
    assert [(one.scenario_id, one.seen) for one in indicator.readings] == [("one", Fit.CONSISTENT)]


INDICATOR_FAULTS = {
    "without a name": ('name = "Many are sent"\n', "", "indicator.name", "None"),
    "without an id": ('id = "many"\n', "", "indicator.id", "None"),
    "of an unknown horizon": ('"short-term"', '"soon"', "indicator.horizon", "soon"),
    "condition that asks nothing": (
        'seen_if = { quantity_kind = "sent", at_least = 10000, government = ["KOR", "USA"] }\n',
        "", "indicator.seen_if", "None",
    ),
    "condition on an unknown column": (
        'quantity_kind = "sent"', 'colour = "red"', "indicator.colour", "red",
    ),
    "unknown field": ('id = "many"', 'id = "many"\nwhy = "so"', "indicator.why", "so"),
    "bound that is no number": (
        "at_least = 10000", 'at_least = "many"', "indicator.at_least", "many",
    ),
    "bound that is no day": ("at_least = 10000", 'since = "spring"', "indicator.since", "spring"),
    "reading of an unknown kind": (
        '"consistent"', '"splendid"', "indicator.readings.seen", "splendid",
    ),
    "reading without a reason": (', why = "growth"', "", "indicator.readings.why", "None"),
    "reading of nobody": (
        'scenario = "one"', 'scenario = "two"', "indicator.readings.scenario", "two",
    ),
    "no reading": (
        '[{ scenario = "one", seen = "consistent", why = "growth" }]', "[]",
        "indicator.readings", "[]",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", INDICATOR_FAULTS)
def test_fault_of_an_indicator_is_named_with_its_field(name: str, tmp_path: Path) -> None:
    right, wrong, column, value = INDICATOR_FAULTS[name]
    text = INDICATOR.replace(right, wrong)
    assert text != INDICATOR
    _, faults = read_indicators(tmp_path, GOOD + text)
    assert [(f.file, f.row, f.column, f.value) for f in faults] == [
        ("scenarios.toml", 1, column, value)
    ]


def test_indicator_must_read_all_alternatives_or_none(tmp_path: Path) -> None:
    ours = GOOD.replace('"article"', '"ours"')
    other = ours.replace('id = "one"', 'id = "two"')
    _, faults = read_indicators(tmp_path, ours + other + INDICATOR)
    assert [(fault.column, fault.value) for fault in faults] == [("indicator.readings", "two")]


def test_every_outcome_gives_reason_and_evidence_and_comes_after_the_forecast() -> None:
    for scenario in REAL:
        if scenario.outcome is not None:
            assert scenario.outcome.reason, scenario.scenario_id
            assert scenario.outcome.evidence, scenario.scenario_id
            assert scenario.outcome.decided_on > scenario.issued_on, scenario.scenario_id


_TERM = re.compile(r"\b(?:almost no chance|(?:very )?(?:un)?likely|roughly even|almost certain)\b")


def _texts(scenario: Scenario) -> Iterator[str]:
    yield from (scenario.title, scenario.statement, scenario.resolution_rule)
    yield from (*scenario.drivers, *scenario.assumptions)
    yield from (scenario.primary_source, scenario.second_source)
    yield from (scenario.basis, scenario.confidence_reason)
    for indicator in INDICATORS:
        if indicator.horizon == scenario.horizon:
            yield from (indicator.name, *(reading.why for reading in indicator.readings))
    if scenario.outcome:
        yield scenario.outcome.reason


@pytest.mark.parametrize("scenario", REAL, ids=lambda scenario: scenario.scenario_id)
def test_likelihood_term_never_stands_without_its_range(scenario: Scenario) -> None:
    for text in _texts(scenario):
        # The article's own words stand in quotation marks and are no term of ours.
        own = re.sub("“[^”]*”", "", text).casefold()
        for found in _TERM.finditer(own):
            assert re.match(r"[^(]{0,8}\(\d+–\d+%\)", own[found.end() :]), text


@pytest.mark.parametrize("scenario", REAL, ids=lambda scenario: scenario.scenario_id)
def test_confidence_is_never_mixed_with_likelihood(scenario: Scenario) -> None:
    assert not _TERM.search(scenario.confidence_reason.casefold())
