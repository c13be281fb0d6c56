"""Conditions on the record's own columns; more in test_figures_by_claimant."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from builders import DATA, claim, event, figure, make_record, source
from dashboard.analysis.indicators import WEIGHTS, evidence, matching_claims, sightings
from dashboard.record.load import load_record
from dashboard.record.scenarios import Condition, Horizon, Indicator
from dashboard.record.tables import Record
from dashboard.record.vocabulary import Rung

REAL = load_record(DATA)


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Record:
    """Five claims on two events, one of them free-standing and one a denial."""
    return make_record(
        tmp_path_factory.mktemp("record"),
        sources=(source(), source(2, published_on="2024-10-28")),
        events=(event(), event(2, event_type="combat", place_id="kursk-oblast",
                               initiators="PRK;RUS", recipients="UKR", date_start="2024-10-10")),
        claims=(
            figure(1, "sent", "1500"),
            claim(2, event_id="E-0002", claimant="UKR", quantity_kind="killed", low="40",
                  high="60", statement="40 to 60", about_date="2024-10-10", about_end="2024-10-12"),
            claim(3, event_id="E-0002", claimant="RUS", stance="denies"),
            figure(4, "sent", "9000", claimant="KOR-NIS", event_id="", place_id="russia"),
            claim(5, event_id="E-0002", claimant="USA", place_id="russia",
                  reported_on="2024-10-28", source_ids="S-0002"),
        ),
    )  # fmt: skip


CASES: dict[str, tuple[dict[str, Any], dict[str, Any], str]] = {
    "kind": ({"quantity_kind": ("sent",)}, {}, "14"),
    "several values are any of them": ({"quantity_kind": ("sent", "killed")}, {}, "124"),
    "every column must fit": (
        {"quantity_kind": ("sent",), "event_type": ("gathering",)},
        {},
        "1",
    ),
    "government takes its services in": ({"government": ("KOR",)}, {}, "14"),
    "claimant does not": ({"claimant": ("KOR",)}, {}, "1"),
    "type of the event": ({"event_type": ("combat",)}, {}, "25"),
    "one of the event's initiators": ({"initiators": ("RUS",)}, {}, "25"),
    "event's recipient": ({"recipients": ("UKR",)}, {}, "25"),
    "event's place where the claim has none": ({"place_id": ("kursk-oblast",)}, {}, "2"),
    "claim's own place first": ({"place_id": ("russia",)}, {}, "45"),
    "event by id": ({"event_id": ("E-0001",)}, {}, "1"),
    "stance when named": ({"stance": ("denies",)}, {}, "3"),
    "highest named figure reaches the bound": ({}, {"at_least": 60}, "124"),
    "figure below the bound": ({}, {"at_least": 1501}, "4"),
    "from the last day it is about": ({}, {"since": date(2024, 10, 12)}, "2"),
    "until a day": ({}, {"until": date(2024, 10, 8)}, "145"),
    "nothing fits": ({"claimant": ("PRK",)}, {}, ""),
}


@pytest.mark.parametrize("name", CASES)
def test_condition(name: str, record: Record) -> None:
    equals, bounds, expected = CASES[name]
    found = matching_claims(record, Condition(equals=equals, **bounds))
    assert "".join(sorted(claim_id[-1] for claim_id in found["claim_id"])) == expected


def test_claims_that_fit_stand_oldest_first(record: Record) -> None:
    found = matching_claims(record, Condition(equals={"event_type": ("combat",)}))
    assert list(found["claim_id"]) == ["C-0002", "C-0005"]


def test_empty_record_shows_nothing(record: Record) -> None:
    empty = record.with_tables(claims=record.claims.iloc[:0], events=record.events.iloc[:0])
    for equals, bounds, _ in CASES.values():
        assert matching_claims(empty, Condition(equals=equals, **bounds)).empty


@pytest.mark.parametrize("indicator", REAL.indicators, ids=lambda one: one.indicator_id)
def test_conditions_of_real_indicators_name_only_what_the_record_knows(indicator: Any) -> None:
    known = {
        "event_id": set(REAL.events["event_id"]),
        "claim_id": set(REAL.claims["claim_id"]),
        "claimant": set(REAL.actors["actor_id"]),
        "government": set(REAL.actors["government"]),
        "place_id": set(REAL.places["place_id"]),
        "initiators": set(REAL.actors["actor_id"]),
        "recipients": set(REAL.actors["actor_id"]),
        "event_type": set(REAL.events["event_type"]),
        "stance": {"asserts", "confirms", "denies", "declines", "comments", "retracts"},
        "quantity_kind": set(REAL.claims["quantity_kind"]),
    }
    for condition in filter(None, (indicator.seen_if, indicator.contradicted_if)):
        for column, values in condition.equals.items():
            assert set(values) <= known[column], column


@pytest.mark.parametrize(
    ("speakers", "rung"),
    [
        (("KOR",), "single claimant"),
        (("KOR", "UKR"), "corroborated"),
        (("KOR", "RUS"), "acknowledged"),
    ],
)
def test_a_figure_weighs_by_those_who_give_it_not_by_its_event(
    tmp_path: Path, speakers: tuple[str, ...], rung: str
) -> None:
    admitted = claim(9, claimant="PRK", stance="confirms")
    counts = (
        figure(number, "at_front", "9000", claimant=who) for number, who in enumerate(speakers, 1)
    )
    small = make_record(tmp_path, claims=(*counts, admitted))
    item = at_the_front(small, at_least=8000)
    assert (item["rung"], item["weight"]) == (rung, WEIGHTS[Rung(rung)])


def at_the_front(record: Record, at_least: float | None) -> dict[str, Any]:
    asks = Condition({"quantity_kind": ("at_front", "in_combat")}, at_least=at_least)
    indicator = Indicator("front", Horizon.LONG, "Some at the front", asks, None, ())
    found = sightings(replace(record, indicators=(indicator,), scenarios=()), Horizon.LONG)
    (item,) = evidence(found, pd.Timestamp("2025-01-01")).to_dict("records")
    return dict(item)


@pytest.mark.parametrize(
    ("kind", "other", "at_least", "rung"),
    [
        ("at_front", "12000", None, "single claimant"),
        ("at_front", "12000", 100, "corroborated"),
        ("at_front", "110", None, "corroborated"),
        ("in_combat", "110", None, "single claimant"),
    ],
)
def test_figures_corroborate_when_they_agree_or_both_reach_the_bound(
    tmp_path: Path, kind: str, other: str, at_least: float | None, rung: str
) -> None:
    claims = (figure(1, "at_front", "100"), figure(2, kind, other, claimant="UKR"))
    assert at_the_front(make_record(tmp_path, claims=claims), at_least)["rung"] == rung


def test_horizon_without_indicators_keeps_no_claims() -> None:
    found = sightings(replace(REAL, indicators=()), Horizon.LONG)
    assert found.claims.empty
    assert found.days == []
