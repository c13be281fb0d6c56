"""Forecasts and scenarios, as kept in `data/scenarios.toml`."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from dashboard.record.likelihood import Likelihood


class Horizon(StrEnum):
    """How far a forecast looks."""

    SHORT = "short-term"
    LONG = "long-term"


class Origin(StrEnum):
    """Whose forecast it is: frozen from the article, or our own analysis."""

    ARTICLE = "article"
    OURS = "ours"


class Result(StrEnum):
    """What became of a forecast once its rule was applied."""

    HAPPENED = "happened"
    DID_NOT = "did not happen"
    VOID = "void"

    @property
    def words(self) -> str:
        """The result as it is told: "It happened", "It cannot be decided"."""
        return "cannot be decided" if self == Result.VOID else str(self)


@dataclass(frozen=True)
class Condition:
    """A question to the record's own columns; every named column must fit.

    `equals` maps a column of claims (or of the claim's event) to the values that fit; list
    columns fit when they share one. `at_least` bounds the figure (the highest of low, best
    and high that the claimant names), `since` and `until` bound `about_last`.
    """

    equals: Mapping[str, tuple[str, ...]]
    at_least: float | None = None
    since: date | None = None
    until: date | None = None


class Fit(StrEnum):
    """How an item of evidence goes with a scenario (Heuer's three marks)."""

    CONSISTENT = "consistent"
    NEUTRAL = "neutral"
    INCONSISTENT = "inconsistent"


@dataclass(frozen=True)
class Reading:
    """What an indicator says of one scenario, once it is seen or contradicted, and why."""

    scenario_id: str
    seen: Fit
    contradicted: Fit
    why: str


@dataclass(frozen=True)
class Indicator:
    """Something to watch: how the record would show it, and how that reads for each scenario."""

    indicator_id: str
    horizon: Horizon
    name: str
    seen_if: Condition
    contradicted_if: Condition | None
    readings: tuple[Reading, ...]


@dataclass(frozen=True)
class BaseRate:
    """How often the like has come about elsewhere (`percent`), and the page that says so."""

    percent: float
    of_what: str
    source: str


@dataclass(frozen=True)
class Outcome:
    """How a forecast was resolved, and by which claims."""

    result: Result
    decided_on: date
    reason: str
    evidence: tuple[str, ...]

    @property
    def when(self) -> str:
        """The day, as it is told beside the result: nobody decided what cannot be decided."""
        day = f"{self.decided_on:%-d %b %Y}"
        return day if self.result == Result.VOID else f"decided {day}"


@dataclass(frozen=True)
class Scenario:
    """One forecast with all that is needed to judge it later.

    `issued_on` is the day whose knowledge it rests on; `written_on` is later where it was
    written in hindsight, which makes it no forecast to be scored.
    """

    scenario_id: str
    horizon: Horizon
    origin: Origin
    role: str
    title: str
    statement: str
    basis: str
    issued_on: date
    written_on: date
    closes_on: date
    likelihood: Likelihood
    confidence: str
    confidence_reason: str
    drivers: tuple[str, ...]
    assumptions: tuple[str, ...]
    base_rate: BaseRate | None
    resolution_rule: str
    primary_source: str
    second_source: str
    outcome: Outcome | None

    @property
    def in_hindsight(self) -> bool:
        """Whether it was written after the day whose knowledge it rests on."""
        return self.written_on > self.issued_on

    def as_of(self, day: date) -> "Scenario":
        """Return the scenario without an outcome that was not decided yet on `day`."""
        if self.outcome is None or self.outcome.decided_on <= day:
            return self
        return replace(self, outcome=None)
