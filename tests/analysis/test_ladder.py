"""The verification ladder, claim by claim."""

from pathlib import Path

import pytest

from builders import DATA, claim, event, make_record, source
from dashboard.analysis.verification import climb, rungs
from dashboard.record.load import load_record

PAGES = tuple(
    source(number, published_on=day)
    for number, day in enumerate(("2024-10-18", "2024-10-28", "2025-04-26"), start=1)
)


def rung_of(folder: Path, *claims: dict[str, str]) -> str:
    record = make_record(folder, sources=PAGES, claims=claims)
    return str(rungs(record).loc["E-0001", "rung"])


def by(
    number: int, who: str, stance: str = "asserts", page: int = 1, **changes: str
) -> dict[str, str]:
    day = PAGES[page - 1]["published_on"]
    return claim(
        number, claimant=who, stance=stance, reported_on=day, source_ids=f"S-{page:04d}", **changes
    )


def test_one_government_is_a_single_claimant(tmp_path: Path) -> None:
    assert rung_of(tmp_path, by(1, "KOR")) == "single claimant"


def test_two_services_of_one_state_are_one_origin(tmp_path: Path) -> None:
    assert rung_of(tmp_path, by(1, "KOR"), by(2, "KOR-NIS")) == "single claimant"


def test_two_governments_corroborate(tmp_path: Path) -> None:
    assert rung_of(tmp_path, by(1, "KOR"), by(2, "USA")) == "corroborated"


@pytest.mark.parametrize("side", ["RUS", "PRK"])
def test_own_word_of_either_side_acknowledges(tmp_path: Path, side: str) -> None:
    assert rung_of(tmp_path, by(1, "KOR"), by(2, side, "confirms")) == "acknowledged"


def test_denial_outranks_corroboration(tmp_path: Path) -> None:
    assert rung_of(tmp_path, by(1, "KOR"), by(2, "USA"), by(3, "RUS", "denies")) == "disputed"


def test_later_confirmation_ends_the_dispute(tmp_path: Path) -> None:
    claims = (by(1, "KOR"), by(2, "RUS", "denies"), by(3, "RUS", "confirms", 3))
    assert rung_of(tmp_path, *claims) == "acknowledged"


@pytest.mark.parametrize("neutral", ["declines", "comments"])
def test_word_without_a_side_acknowledges_nothing(tmp_path: Path, neutral: str) -> None:
    assert rung_of(tmp_path, by(1, "KOR"), by(2, "RUS", neutral)) == "single claimant"


def test_retraction_takes_its_government_out(tmp_path: Path) -> None:
    claims = (by(1, "KOR"), by(2, "USA"), by(3, "USA", "retracts", 2))
    assert rung_of(tmp_path, *claims) == "single claimant"


def test_superseded_claim_does_not_count(tmp_path: Path) -> None:
    claims = (by(1, "KOR"), by(2, "USA"), by(3, "USA", "retracts", 2, supersedes="C-0002"))
    assert rung_of(tmp_path, *claims) == "single claimant"


def test_reports_count_documents_and_origins_governments(tmp_path: Path) -> None:
    record = make_record(
        tmp_path,
        sources=(source(), source(2), source(3)),
        claims=(claim(source_ids="S-0001;S-0002;S-0003"), claim(2, claimant="KOR-NIS")),
    )
    state = rungs(record).loc["E-0001"]
    assert (state["reports"], state["origins"]) == (3, 1)


def test_climb_tells_each_change_with_its_day(tmp_path: Path) -> None:
    claims = (by(1, "KOR"), by(2, "USA", page=2), by(3, "RUS", "confirms", 3))
    steps = climb(make_record(tmp_path, sources=PAGES, claims=claims), "E-0001")
    assert [(f"{day:%Y-%m-%d}", str(rung)) for day, rung in zip(steps["public_on"], steps["rung"], strict=True)] == [
        ("2024-10-18", "single claimant"),
        ("2024-10-28", "corroborated"),
        ("2025-04-26", "acknowledged"),
    ]  # fmt: skip


def test_events_do_not_lend_each_other_their_rung(tmp_path: Path) -> None:
    record = make_record(
        tmp_path,
        events=(event(), event(2)),
        claims=(claim(), claim(2, event_id="E-0002"), claim(3, event_id="E-0002", claimant="USA")),
    )
    assert rungs(record)["rung"].astype(str).to_dict() == {
        "E-0001": "single claimant",
        "E-0002": "corroborated",
    }


def test_last_step_of_the_climb_is_the_rung_of_every_real_event() -> None:
    record = load_record(DATA)
    now = rungs(record)["rung"]
    for event_id in record.events["event_id"]:
        assert climb(record, event_id).iloc[-1]["rung"] == now[event_id], event_id
