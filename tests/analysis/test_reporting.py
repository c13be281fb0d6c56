"""Lag, silence, coverage and perspective, on small tables and on the real record."""

from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from builders import DATA, claim, event, figure, make_record, source
from dashboard.analysis.coverage import coverage, second_origins
from dashboard.analysis.reporting import (
    lag_by_type,
    lag_to_rung,
    silence_by_claimant,
    silence_by_place,
)
from dashboard.analysis.view import build_view
from dashboard.record.as_of import as_of
from dashboard.record.filters import Filters
from dashboard.record.load import load_record
from dashboard.record.tables import Record

MOMENT = pd.Timestamp("2024-10-28")


@pytest.fixture(scope="module")
def real() -> Record:
    return load_record(DATA)


def test_silence_counts_days_since_the_last_report(tmp_path: Path) -> None:
    table = silence_by_claimant(make_record(tmp_path), MOMENT)
    assert table[["name", "claims", "days"]].to_dict("records") == [
        {"name": "South Korea", "claims": 1, "days": 10}
    ]


def test_silence_of_a_place_uses_the_events_place(tmp_path: Path) -> None:
    table = silence_by_place(make_record(tmp_path), MOMENT)
    assert list(table["name"]) == ["Vladivostok"]


def test_services_of_one_state_are_one_claimant(tmp_path: Path) -> None:
    claims = (claim(), claim(2, claimant="KOR-NIS"))
    assert len(silence_by_claimant(make_record(tmp_path, claims=claims), MOMENT)) == 1


def test_lag_is_the_days_from_the_event_to_the_news(tmp_path: Path) -> None:
    table = lag_by_type(make_record(tmp_path))
    assert table[["event_type", "claims", "median"]].to_dict("records") == [
        {"event_type": "gathering", "claims": 1, "median": 10.0}
    ]


def test_lag_leaves_out_what_is_known_to_the_month(tmp_path: Path) -> None:
    assert lag_by_type(make_record(tmp_path, claims=(claim(about_precision="month"),))).empty


def test_lag_to_each_rung_follows_the_climb(tmp_path: Path) -> None:
    record = make_record(
        tmp_path,
        sources=(source(), source(2, published_on="2024-10-28")),
        claims=(claim(), claim(2, claimant="USA", reported_on="2024-10-28", source_ids="S-0002")),
    )
    days = lag_to_rung(record).set_index("rung")["median"].to_dict()
    assert days == {"single claimant": 10.0, "corroborated": 20.0}


def test_second_origin_needs_another_government(tmp_path: Path) -> None:
    claims = (
        figure(1, "sent", "10000"),
        figure(2, "sent", "10500", claimant="KOR-NIS"),
        figure(3, "killed", "300"),
        figure(4, "killed", "320", claimant="UKR"),
    )
    second = second_origins(make_record(tmp_path, claims=claims)).set_index("claim_id")["second"]
    assert second.to_dict() == {"C-0001": False, "C-0002": False, "C-0003": True, "C-0004": True}


def test_list_of_another_event_bears_nothing_out(tmp_path: Path) -> None:
    claims = (
        figure(1, "sanctioned", "10"),
        figure(2, "sanctioned", "11", claimant="USA"),
        figure(3, "sanctioned", "10", claimant="UKR", event_id="E-0002"),
    )
    record = make_record(tmp_path, events=(event(), event(2)), claims=claims)
    second = second_origins(record).set_index("claim_id")["second"]
    assert second.to_dict() == {"C-0001": True, "C-0002": True, "C-0003": False}


def test_counts_name_the_share_of_the_strength_chart_apart(tmp_path: Path) -> None:
    claims = (
        figure(1, "sent", "10000"),
        figure(2, "sent", "10500", claimant="UKR"),
        figure(3, "money_usd", "5"),
    )
    counts = coverage(make_record(tmp_path, claims=claims))
    assert counts["figures with a second, independent origin"] == "2 of 3 (67%)"
    assert counts["of these, the strength chart's"] == "2 of 2 (100%)"


def test_perspective_leaves_only_that_governments_words(real: Record) -> None:
    view = build_view(real, Filters(as_of=date(2025, 4, 30), perspective="UKR"))
    assert set(view.known.claims["government"]) == {"UKR"}
    assert set(view.known.events["rung"]) <= {"single claimant", "disputed"}


def test_perspectives_together_are_the_whole(real: Record) -> None:
    day = date(2025, 4, 30)
    whole = build_view(real, Filters(as_of=day)).known.claims
    parts = [
        build_view(real, Filters(as_of=day, perspective=who)).known.claims
        for who in whole["government"].unique()
    ]
    assert sorted(pd.concat(parts)["claim_id"]) == sorted(whole["claim_id"])


def test_record_meets_the_counts_that_were_asked_for(real: Record) -> None:
    assert len(real.events) >= 120
    assert len(real.claims) >= 300
    assert len(real.sources) >= 150
    assert real.claims["government"].nunique() >= 12
    assert real.sources["language"].nunique() >= 4
    assert "of" in coverage(real)["figures with a second, independent origin"]


def test_reporting_knows_nothing_of_later_days(real: Record) -> None:
    day = date(2024, 11, 6)
    known = as_of(real, day)
    for table in (silence_by_claimant(known, MOMENT), silence_by_place(known, MOMENT)):
        assert table["last"].max() <= pd.Timestamp(day)


def test_events_without_a_day_have_no_lag_to_a_rung(tmp_path: Path) -> None:
    assert lag_to_rung(make_record(tmp_path, events=(event(date_precision="year"),))).empty


def test_denied_figure_bears_nothing_out_and_is_no_figure(tmp_path: Path) -> None:
    claims = (figure(1, "sent", "1500"), figure(2, "sent", "1500", claimant="USA", stance="denies"))
    table = second_origins(make_record(tmp_path, claims=claims))
    assert dict(zip(table["claim_id"], table["second"], strict=True)) == {"C-0001": False}


def test_news_of_what_is_still_to_come_has_no_lag_below_nought(tmp_path: Path) -> None:
    ahead = claim(about_date="2024-10-30", reported_on="2024-10-18")
    table = lag_by_type(make_record(tmp_path, claims=(ahead,)))
    assert list(table["median"]) == [0.0]
