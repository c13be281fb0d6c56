"""Evidence against scenarios: statuses, weights, order, sensitivity, history, what-if."""

from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from builders import DATA, claim, event, figure, make_record, source
from dashboard.analysis.hypotheses import (
    build_panel,
    drift,
    is_diagnostic,
    leading_items,
    panel_history,
    pivotal,
    ranked_alternatives,
)
from dashboard.analysis.indicators import SUPPOSED_WEIGHT, Status, evidence, sightings
from dashboard.record.as_of import as_of
from dashboard.record.load import load_record
from dashboard.record.scenarios import Fit, Horizon, Origin
from dashboard.record.tables import Record

REAL = load_record(DATA)
DAY = pd.Timestamp("2024-12-31")
_SCENARIO = """
[[scenario]]
id = "{id}"
horizon = "short-term"
origin = "ours"
role = "{role}"
title = "{id} title"
statement = "s"
basis = "b"
issued_on = 2024-11-06
written_on = 2026-11-23
closes_on = 2025-05-06
term = "likely"
confidence = "low"
confidence_reason = "r"
drivers = ["d"]
assumptions = ["a"]
resolution_rule = "r"
primary_source = "p"
second_source = "s"
"""
_INDICATORS = """
[[indicator]]
id = "sent"
horizon = "short-term"
name = "Many are sent"
seen_if = { quantity_kind = "sent", at_least = 10000 }
readings = [
  { scenario = "stay", seen = "inconsistent", why = "w" },
  { scenario = "grow", seen = "consistent", why = "w" },
]
[[indicator]]
id = "silence"
horizon = "short-term"
name = "Moscow is silent"
seen_if = { government = "RUS", stance = "denies" }
contradicted_if = { government = "RUS" }
readings = [
  { scenario = "stay", seen = "consistent", contradicted = "inconsistent", why = "w" },
  { scenario = "grow", seen = "inconsistent", contradicted = "consistent", why = "w" },
]
[[indicator]]
id = "both"
horizon = "short-term"
name = "Fits both"
seen_if = { quantity_kind = "killed" }
readings = [
  { scenario = "stay", seen = "consistent", why = "w" },
  { scenario = "grow", seen = "consistent", why = "w" },
]
"""
SCENARIOS = (
    _SCENARIO.format(id="stay", role="baseline")
    + _SCENARIO.format(id="grow", role="escalation")
    + _INDICATORS
)


def record_of(folder: Path, *claims: dict[str, str]) -> Record:
    sources = (
        source(),
        source(2, published_on="2024-11-20"),
        source(3, published_on="2024-12-20"),
        source(4, published_on="2025-06-20"),
    )
    claims = claims or (claim(),)
    named = {one["event_id"] for one in claims}
    both = (event(), event(2, event_type="acknowledgement"))
    events = tuple(one for one in both if one["event_id"] in named)
    return make_record(
        folder, sources=sources, events=events, claims=claims, scenarios=SCENARIOS
    )  # fmt: skip


def moscow(number: int, stance: str, page: str, day: str) -> dict[str, str]:
    return claim(number, event_id="E-0002", claimant="RUS", stance=stance, source_ids=page,
                 reported_on=day, about_date=day)  # fmt: skip


def sent(number: int, claimant: str, **changes: str) -> dict[str, str]:
    return figure(number, "sent", "11000", claimant=claimant, **changes)


def statuses(record: Record, day: pd.Timestamp = DAY) -> dict[str, tuple[str, int]]:
    items = evidence(sightings(record, Horizon.SHORT), day)
    return {
        name: (status, weight)
        for name, status, weight in zip(
            items["indicator_id"], items["status"], items["weight"], strict=True
        )
    }


def test_indicator_without_a_claim_is_not_seen_and_weighs_nothing(tmp_path: Path) -> None:
    assert statuses(record_of(tmp_path, claim()))["sent"] == (Status.NOT_SEEN, 0)


@pytest.mark.parametrize(
    ("claimants", "weight"), [(("KOR",), 1), (("KOR", "USA"), 2), (("KOR", "PRK"), 3)]
)
def test_weight_follows_the_ladder(claimants: tuple[str, ...], weight: int, tmp_path: Path) -> None:
    claims = [sent(number, who) for number, who in enumerate(claimants, start=1)]
    assert statuses(record_of(tmp_path, *claims))["sent"] == (Status.SEEN, weight)


def test_silence_that_is_broken_stays_broken(tmp_path: Path) -> None:
    record = record_of(
        tmp_path, moscow(1, "denies", "S-0001", "2024-10-18"),
        moscow(2, "confirms", "S-0002", "2024-11-20"), moscow(3, "denies", "S-0003", "2024-12-20"),
    )  # fmt: skip
    days = ("2024-11-06", "2024-11-20", "2024-12-31")
    seen = [statuses(record, pd.Timestamp(day))["silence"][0] for day in days]
    assert seen == [Status.SEEN, Status.CONTRADICTED, Status.CONTRADICTED]


def test_superseded_claim_counts_until_it_was_superseded(tmp_path: Path) -> None:
    record = record_of(
        tmp_path, sent(1, "KOR"),
        figure(2, "sent", "900", claimant="KOR", supersedes="C-0001", source_ids="S-0002",
               reported_on="2024-11-20"),
    )  # fmt: skip
    assert statuses(record, pd.Timestamp("2024-11-19"))["sent"][0] == Status.SEEN
    assert statuses(record, pd.Timestamp("2024-11-20"))["sent"][0] == Status.NOT_SEEN


def test_claim_about_a_day_after_closing_does_not_count(tmp_path: Path) -> None:
    late = sent(1, "KOR", about_date="2025-05-07", reported_on="2025-06-20", source_ids="S-0004")
    record = record_of(tmp_path, late)
    assert statuses(record, pd.Timestamp("2026-01-01"))["sent"][0] == Status.NOT_SEEN


def panel_of(record: Record, **supposed: Status):
    return build_panel(record, Horizon.SHORT, DAY, supposed)


def order_of(record: Record, **supposed: Status) -> dict[str, tuple[int, int, int]]:
    table = panel_of(record, **supposed).standing
    return {
        row.scenario_id: (row.consistent, row.inconsistent, row.place) for row in table.itertuples()
    }


def test_least_inconsistent_alternative_stands_first(tmp_path: Path) -> None:
    record = record_of(tmp_path, sent(1, "KOR"), sent(2, "USA"))
    assert order_of(record) == {"stay": (0, 2, 2), "grow": (2, 0, 1)}


def test_equal_alternatives_share_a_place(tmp_path: Path) -> None:
    assert order_of(record_of(tmp_path, claim())) == {"stay": (0, 0, 1), "grow": (0, 0, 1)}


def test_supposing_moves_the_order_and_is_marked(tmp_path: Path) -> None:
    record = record_of(tmp_path, sent(1, "KOR"))
    assert order_of(record, sent=Status.NOT_SEEN)["stay"] == (0, 0, 1)
    assert order_of(record, silence=Status.SEEN) == {
        "stay": (SUPPOSED_WEIGHT, 1, 1), "grow": (1, SUPPOSED_WEIGHT, 2),
    }  # fmt: skip
    assert panel_of(record, silence=Status.SEEN).hypothetical == ("silence",)


def test_supposing_what_the_record_shows_changes_nothing(tmp_path: Path) -> None:
    record = record_of(tmp_path, sent(1, "KOR"))
    assert panel_of(record, sent=Status.SEEN).hypothetical == ()
    assert order_of(record, sent=Status.SEEN) == order_of(record)


def test_pivotal_item_is_the_one_whose_loss_changes_the_order(tmp_path: Path) -> None:
    record = record_of(
        tmp_path, sent(1, "KOR"), sent(2, "USA"), figure(3, "killed", "40", claimant="UKR")
    )
    panel = panel_of(record)
    assert pivotal(panel.cells, panel.scenarios) == [("sent", ("stay", "grow"))]


def test_indicator_that_fits_all_is_not_diagnostic(tmp_path: Path) -> None:
    panel = panel_of(record_of(tmp_path, claim()))
    found = {one.indicator_id: is_diagnostic(one, panel.alternatives) for one in panel.indicators}
    assert found == {"sent": True, "silence": True, "both": False}


def test_leading_items_are_the_heaviest_first(tmp_path: Path) -> None:
    record = record_of(
        tmp_path, moscow(1, "denies", "S-0001", "2024-10-18"), sent(2, "KOR"), sent(3, "USA")
    )
    panel = panel_of(record)
    leading = leading_items(panel.cells, panel.items, "grow")
    assert list(zip(leading["indicator_id"], leading["fit"], strict=True)) == [
        ("sent", Fit.CONSISTENT), ("silence", Fit.INCONSISTENT),
    ]  # fmt: skip


def test_drift_is_the_balance_of_the_last_ninety_days(tmp_path: Path) -> None:
    record = record_of(tmp_path, sent(1, "KOR", source_ids="S-0002", reported_on="2024-11-20"))
    panel = panel_of(record)
    assert (drift(panel, "grow"), drift(panel, "stay")) == (1, -1)


def test_no_scenarios_are_an_empty_panel(tmp_path: Path) -> None:
    record = make_record(tmp_path)
    assert build_panel(record, Horizon.SHORT, DAY).scenarios == ()
    assert panel_history(record, Horizon.SHORT).empty


@pytest.mark.parametrize("horizon", Horizon)
def test_history_says_what_the_panel_said_on_that_day(horizon: Horizon) -> None:
    history = panel_history(REAL, horizon)
    for day in sorted(set(history["day"]))[::4]:
        panel = build_panel(as_of(REAL, day.date()), horizon, day)
        shown = history[history["day"] == day].drop(columns="day").reset_index(drop=True)
        pd.testing.assert_frame_equal(shown, panel.standing, check_dtype=False)


@pytest.mark.parametrize("horizon", Horizon)
def test_alternatives_carry_the_term_that_the_rule_of_the_file_gives(horizon: Horizon) -> None:
    issued = date(2024, 11, 6)
    panel = build_panel(as_of(REAL, issued), horizon, pd.Timestamp(issued))
    for scenario in panel.alternatives:
        fits = panel.cells.loc[panel.cells["scenario_id"] == scenario.scenario_id, "fit"]
        consistent, against = (fits == Fit.CONSISTENT).sum(), (fits == Fit.INCONSISTENT).sum()
        alternative = "unlikely" if consistent >= 2 and consistent > against else "very unlikely"
        expected = "likely" if scenario.role == "baseline" else alternative
        assert scenario.likelihood.term == expected, scenario.scenario_id


@pytest.mark.parametrize("horizon", Horizon)
def test_exactly_one_alternative_came_about(horizon: Horizon) -> None:
    ours = [s for s in REAL.scenarios if s.horizon == horizon and s.origin == Origin.OURS]
    assert sorted(str(s.outcome.result) for s in ours if s.outcome) == [
        "did not happen", "did not happen", "happened",
    ]  # fmt: skip


def test_condition_changed_in_the_file_changes_the_panel(tmp_path: Path) -> None:
    record = record_of(tmp_path / "one", sent(1, "KOR"))
    assert statuses(record)["sent"][0] == Status.SEEN
    path = tmp_path / "one" / "scenarios.toml"
    path.write_text(
        path.read_text(encoding="utf-8").replace("at_least = 10000", "at_least = 20000"),
        encoding="utf-8",
    )
    assert statuses(load_record(tmp_path / "one"))["sent"][0] == Status.NOT_SEEN


def test_claim_added_to_the_file_changes_the_panel(tmp_path: Path) -> None:
    before = order_of(record_of(tmp_path / "one", sent(1, "KOR")))
    after = order_of(record_of(tmp_path / "two", sent(1, "KOR"), sent(2, "USA")))
    assert (before["stay"][1], after["stay"][1]) == (1, 2)


@pytest.mark.parametrize("horizon", Horizon)
def test_absurd_later_claims_change_no_panel(horizon: Horizon) -> None:
    day = date(2024, 11, 6)
    later = REAL.claims.assign(claim_id="X" + REAL.claims["claim_id"], supersedes="")
    later[["low", "best", "high"]] = 1e6
    later["public_on"] = pd.Timestamp("2024-11-07")
    mad = REAL.with_tables(claims=pd.concat([REAL.claims, later], ignore_index=True))
    panels = [build_panel(as_of(one, day), horizon, pd.Timestamp(day)) for one in (REAL, mad)]
    pd.testing.assert_frame_equal(panels[0].standing, panels[1].standing)
    pd.testing.assert_frame_equal(panels[0].items, panels[1].items)


def test_alternatives_are_told_with_the_weight_against_each_the_least_first() -> None:
    panel = build_panel(as_of(REAL, DAY.date()), Horizon.SHORT, DAY)
    ranked = ranked_alternatives(panel)
    against = panel.standing.set_index("scenario_id")["inconsistent"]
    titles = {one.title: one.scenario_id for one in panel.alternatives}
    assert len(ranked) == len(panel.alternatives)
    assert [weight for _, weight in ranked] == sorted(weight for _, weight in ranked)
    assert all(weight == int(against[titles[title]]) for title, weight in ranked)
