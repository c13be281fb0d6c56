"""Figures by claimant: ranges in words, latest words, agreement, plan, places, indicators."""

from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from builders import claim, event, figure, make_record, source
from dashboard.analysis.agreement import agree, figure_rung
from dashboard.analysis.changes import changes_since
from dashboard.analysis.indicators import matching_claims
from dashboard.analysis.strength import (
    figures_of_kind,
    latest_by_government,
    number_words,
    range_words,
)
from dashboard.analysis.summary import planned_figure
from dashboard.analysis.verification import rungs
from dashboard.analysis.whereabouts import reported_places, routes
from dashboard.record.scenarios import Condition

NA = float("nan")


@pytest.mark.parametrize(
    ("low", "best", "high", "words"),
    [
        (NA, 1500, NA, "1,500"),
        (10000, 10000, NA, "at least 10,000"),
        (NA, 8000, 8000, "up to 8,000"),
        (12000, 13500, 15000, "12,000–15,000"),
        (NA, 1.2e6, NA, "1.2 million"),
    ],
)
def test_figure_is_written_as_its_claimant_gave_it(
    low: float, best: float, high: float, words: str
) -> None:
    assert range_words(low, best, high) == words


@pytest.mark.parametrize(
    ("figure_", "words"),
    [
        (0, "0"),
        (999, "999"),
        (26.8, "26.8"),
        (999_950, "999,950"),
        (2.5e9, "2.5 billion"),
        (999_999_999, "1 billion"),
        (2.87e13, "28.7 trillion"),
    ],
)
def test_numbers_read_as_people_write_them(figure_: float, words: str) -> None:
    assert number_words(figure_) == words


def test_latest_figure_of_a_government_is_its_last_public_one(tmp_path: Path) -> None:
    record = make_record(
        tmp_path,
        sources=(source(), source(2, published_on="2024-10-28")),
        claims=(
            figure(1, "sent", "1500"),
            figure(2, "sent", "3000", reported_on="2024-10-28", source_ids="S-0002"),
            figure(3, "sent", "10000", claimant="USA"),
        ),
    )
    assert list(latest_by_government(record, "sent")["claim_id"]) == ["C-0003", "C-0002"]


def test_kinds_never_mix(tmp_path: Path) -> None:
    record = make_record(tmp_path, claims=(figure(1, "sent", "1500"), figure(2, "killed", "300")))
    assert list(figures_of_kind(record, "sent")["claim_id"]) == ["C-0001"]


def test_denied_figure_is_no_figure(tmp_path: Path) -> None:
    record = make_record(tmp_path, claims=(figure(1, "sent", "1500", stance="denies"),))
    assert figures_of_kind(record, "sent").empty


def test_plan_is_the_highest_single_figure_first_named(tmp_path: Path) -> None:
    record = make_record(
        tmp_path,
        claims=(
            figure(1, "planned", "10000"),
            figure(2, "planned", "12000"),
            figure(3, "planned", "12000", claimant="USA"),
            claim(4, quantity_kind="planned", low="1000", high="99000", statement="1000 to 99000"),
        ),
    )
    plan = planned_figure(record)
    assert plan is not None
    assert plan["claim_id"] == "C-0002"


def _row(low: float, best: float, high: float) -> "pd.Series[float]":
    return pd.Series({"low": low, "best": best, "high": high})


@pytest.mark.parametrize(
    ("one", "other", "agreed"),
    [
        ((NA, 10000, NA), (NA, 12000, NA), True),
        ((NA, 10000, NA), (NA, 16000, NA), False),
        ((NA, 1000, NA), (900, 2000, 4000), True),
        ((NA, 0, NA), (NA, 0, NA), True),
    ],
)
def test_figures_agree_when_widened_ranges_overlap(
    one: tuple[float, float, float], other: tuple[float, float, float], agreed: bool
) -> None:
    assert agree(_row(*one), _row(*other)) is agreed
    assert agree(_row(*other), _row(*one)) is agreed


def test_figure_named_by_the_sender_itself_is_acknowledged(tmp_path: Path) -> None:
    record = make_record(
        tmp_path, claims=(figure(1, "killed", "2000"), figure(2, "killed", "350", claimant="PRK"))
    )
    assert figure_rung(latest_by_government(record, "killed")) == "acknowledged"


def test_new_event_and_corroboration_are_told_apart(tmp_path: Path) -> None:
    record = make_record(
        tmp_path,
        sources=(source(), source(2, published_on="2024-10-28")),
        events=(event(), event(2)),
        claims=(
            claim(),
            claim(2, claimant="USA", reported_on="2024-10-28", source_ids="S-0002"),
            claim(3, event_id="E-0002", reported_on="2024-10-28", source_ids="S-0002"),
        ),
    )
    changes = changes_since(record, date(2024, 10, 20), date(2024, 10, 30))
    told = changes.set_index("event_id")[["change", "before", "after"]].astype(str)
    assert told.loc["E-0001"].tolist() == ["newly corroborated", "single claimant", "corroborated"]
    assert told.loc["E-0002"].tolist() == ["new event", "", "single claimant"]


def test_revised_figure_is_told_with_the_one_before(tmp_path: Path) -> None:
    record = make_record(
        tmp_path,
        sources=(source(), source(2, published_on="2024-10-28")),
        claims=(
            figure(1, "sent", "1500"),
            figure(2, "sent", "3000", reported_on="2024-10-28", source_ids="S-0002"),
        ),
    )
    change = changes_since(record, date(2024, 10, 20), date(2024, 10, 30)).iloc[0]
    assert (change["change"], change["before"]) == ("figure revised", "It was 1500.")


def test_nothing_changed_is_an_empty_table(tmp_path: Path) -> None:
    assert changes_since(make_record(tmp_path), date(2024, 11, 1), date(2024, 12, 1)).empty


def test_map_takes_each_place_once_with_its_latest_figure(tmp_path: Path) -> None:
    record = make_record(
        tmp_path,
        events=(event(), event(2, date_start="2024-10-12")),
        claims=(figure(1, "at_site", "400"), claim(2, event_id="E-0002")),
    )
    record = record.with_tables(events=record.events.join(rungs(record), on="event_id"))
    places = reported_places(record)
    assert places[["place_id", "events", "figure", "event_id"]].to_dict("records") == [
        {"place_id": "vladivostok", "events": 2, "figure": "400 troops at one site", "event_id": "E-0001"}
    ]  # fmt: skip


def test_route_needs_coordinates_at_both_ends(tmp_path: Path) -> None:
    record = make_record(
        tmp_path,
        events=(
            event(event_type="transport", from_place_id="chongjin"),
            event(2, event_type="transport", from_place_id="russia"),
        ),
        claims=(claim(), claim(2, event_id="E-0002")),
    )
    record = record.with_tables(events=record.events.join(rungs(record), on="event_id"))
    assert list(routes(record)["from_name"]) == ["Chongjin"]


def test_condition_without_a_stance_wants_an_affirmation(tmp_path: Path) -> None:
    record = make_record(tmp_path, claims=(claim(stance="denies"),))
    assert matching_claims(record, Condition(equals={"event_type": ("gathering",)})).empty


def test_condition_bounds_the_days(tmp_path: Path) -> None:
    record = make_record(tmp_path)
    assert len(matching_claims(record, Condition(equals={}, since=date(2024, 10, 8)))) == 1
    assert matching_claims(record, Condition(equals={}, since=date(2024, 10, 9))).empty
    assert matching_claims(record, Condition(equals={}, until=date(2024, 10, 7))).empty
