"""The ladder beyond its rungs (test_ladder): order of days, corrections, history, property."""

from datetime import date, timedelta
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builders import DATA, claim, event, make_record, source
from dashboard.analysis.verification import (
    climb,
    current_claims,
    first_reached,
    latest_words,
    rungs,
)
from dashboard.record.as_of import as_of
from dashboard.record.load import load_record
from dashboard.record.tables import Record
from dashboard.record.vocabulary import AFFIRMING, Rung

PAGES = tuple(
    source(number, published_on=f"2024-10-{17 + number}") for number in range(1, 9)
)  # S-0001 of the 18th, S-0002 of the 19th, ...


def on(day: int, number: int, who: str, stance: str = "asserts", **changes: str) -> dict[str, str]:
    """Claim `number`, public on the given day of October 2024."""
    return claim(
        number, claimant=who, stance=stance, reported_on=f"2024-10-{day}",
        source_ids=f"S-{day - 17:04d}", **changes,
    )  # fmt: skip


def state_of(folder: Path, *claims: dict[str, str]) -> dict[str, object]:
    record = make_record(folder, sources=PAGES, claims=claims)
    state: dict[str, object] = rungs(record).loc["E-0001"].to_dict()
    return {**state, "rung": str(state["rung"])}


CASES = {
    "acknowledgement outranks corroboration": (
        [on(18, 1, "KOR"), on(18, 2, "USA"), on(18, 3, "PRK")], "acknowledged", 3, "",
    ),
    "denial outranks acknowledgement": (
        [on(18, 1, "RUS"), on(18, 2, "PRK", "denies")], "disputed", 1, "PRK",
    ),
    "denial of a third party disputes too": (
        [on(18, 1, "KOR"), on(18, 2, "USA", "denies")], "disputed", 1, "USA",
    ),
    "all who deny are named in order": (
        [on(18, 1, "RUS", "denies"), on(18, 2, "PRK", "denies")], "disputed", 0, "PRK;RUS",
    ),
    "denial taken back disputes no more": (
        [on(18, 1, "KOR"), on(18, 2, "RUS", "denies"), on(19, 3, "RUS", "retracts")],
        "single claimant", 1, "",
    ),
    "earlier denial gives way to a later word whatever the order of the rows": (
        [on(20, 1, "RUS", "confirms"), on(18, 2, "RUS", "denies")], "acknowledged", 1, "",
    ),
    "later denial takes an admission back": (
        [on(18, 1, "RUS", "confirms"), on(20, 2, "RUS", "denies")], "disputed", 0, "RUS",
    ),
    "on one day the later row is the latest word": (
        [on(18, 1, "RUS", "denies"), on(18, 2, "RUS", "confirms")], "acknowledged", 1, "",
    ),
    "refusal to comment leaves the denial standing": (
        [on(18, 1, "RUS", "denies"), on(20, 2, "RUS", "declines")], "disputed", 0, "RUS",
    ),
    "refusal to comment leaves the affirmation standing": (
        [on(18, 1, "KOR"), on(18, 2, "USA"), on(20, 3, "USA", "declines")], "corroborated", 2, "",
    ),
    "service speaks for its state": (
        [on(18, 1, "KOR"), on(19, 2, "KOR-NIS", "denies"), on(18, 3, "USA")], "disputed", 1, "KOR",
    ),
    "superseded denial does not count": (
        [on(18, 1, "RUS", "denies"), on(19, 2, "RUS", supersedes="C-0001")], "acknowledged", 1, "",
    ),
    "after a retraction one may affirm again": (
        [on(18, 1, "KOR"), on(19, 2, "KOR", "retracts"), on(20, 3, "KOR")],
        "single claimant", 1, "",
    ),
    "reply that vouches for nothing leaves the denial standing": (
        [on(18, 1, "RUS", "denies"), on(20, 2, "RUS", "comments")], "disputed", 0, "RUS",
    ),
    "comment by another is no second origin": (
        [on(18, 1, "KOR"), on(19, 2, "USA", "comments")], "single claimant", 1, "",
    ),
    "refusals alone leave it at the lowest rung with no origin": (
        [on(18, 1, "RUS", "declines")], "single claimant", 0, "",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_ladder(name: str, tmp_path: Path) -> None:
    claims, rung, origins, deniers = CASES[name]
    state = state_of(tmp_path, *claims)
    assert (state["rung"], state["origins"], state["deniers"]) == (rung, origins, deniers)


def test_document_of_two_claims_is_one_report(tmp_path: Path) -> None:
    assert state_of(tmp_path, on(18, 1, "KOR"), on(18, 2, "USA"))["reports"] == 1


def test_free_standing_claim_is_on_no_ladder(tmp_path: Path) -> None:
    record = make_record(tmp_path, claims=(claim(), claim(2, event_id="", claimant="USA")))
    assert list(rungs(record).index) == ["E-0001"]
    assert rungs(record).loc["E-0001", "origins"] == 1


def test_no_claims_make_an_empty_ladder_with_its_columns(tmp_path: Path) -> None:
    record = make_record(tmp_path)
    empty = rungs(record.with_tables(claims=record.claims.iloc[:0]))
    assert empty.empty
    assert list(empty) == ["rung", "origins", "reports", "deniers"]


def test_claim_that_a_later_one_corrects_is_not_current(tmp_path: Path) -> None:
    record = make_record(
        tmp_path, sources=PAGES, claims=(on(18, 1, "KOR"), on(19, 2, "KOR", supersedes="C-0001"))
    )
    assert list(current_claims(record.claims)["claim_id"]) == ["C-0002"]
    before = as_of(record, date(2024, 10, 18))
    assert list(current_claims(before.claims)["claim_id"]) == ["C-0001"]


def test_latest_words_are_one_a_government_and_event(tmp_path: Path) -> None:
    record = make_record(
        tmp_path, sources=PAGES, events=(event(), event(2)),
        claims=(
            on(18, 1, "KOR"), on(19, 2, "KOR-NIS"), on(18, 3, "USA"),
            on(18, 4, "KOR", event_id="E-0002"),
        ),
    )  # fmt: skip
    assert sorted(latest_words(record.claims)["claim_id"]) == ["C-0002", "C-0003", "C-0004"]


def test_climb_tells_of_falls_too_and_of_no_day_without_a_change(tmp_path: Path) -> None:
    record = make_record(
        tmp_path, sources=PAGES,
        claims=(
            on(18, 1, "KOR"), on(19, 2, "KOR-NIS"), on(20, 3, "USA"), on(21, 4, "RUS", "denies"),
            on(22, 5, "RUS", "retracts"), on(23, 6, "USA", "retracts"), on(24, 7, "PRK"),
        ),
    )  # fmt: skip
    steps = climb(record, "E-0001")
    told = [
        (moment.day, str(rung), origins, mover)
        for moment, rung, origins, mover in steps.itertuples(index=False)
    ]
    assert told == [
        (18, "single claimant", 1, "C-0001"),
        (20, "corroborated", 2, "C-0003"),
        (21, "disputed", 2, "C-0004"),
        (22, "corroborated", 2, "C-0005"),
        (23, "single claimant", 1, "C-0006"),
        (24, "acknowledged", 2, "C-0007"),
    ]


def test_first_reached_keeps_the_first_day_of_each_rung(tmp_path: Path) -> None:
    record = make_record(
        tmp_path, sources=PAGES,
        claims=(on(18, 1, "KOR"), on(19, 2, "RUS", "denies"), on(20, 3, "RUS", "retracts")),
    )  # fmt: skip
    days = first_reached(record)
    assert [(str(rung), day.day) for _, rung, day in days.itertuples(index=False)] == [
        ("single claimant", 18), ("disputed", 19),
    ]  # fmt: skip


def test_event_nobody_speaks_of_has_no_history(tmp_path: Path) -> None:
    steps = climb(make_record(tmp_path), "E-0009")
    assert steps.empty
    assert list(steps) == ["public_on", "rung", "origins", "claim_id"]


REAL = load_record(DATA)


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Record:
    """A record whose claims the property test exchanges."""
    return make_record(tmp_path_factory.mktemp("record"))


WORDS = st.lists(
    st.tuples(
        st.integers(0, 5),
        st.sampled_from(["KOR", "USA", "RUS", "PRK"]),
        st.sampled_from(["asserts", "confirms", "denies", "declines", "comments", "retracts"]),
        st.booleans(),
    ),
    min_size=1,
    max_size=8,
)


def _claims(words: list[tuple[int, str, str, bool]]) -> pd.DataFrame:
    # A correction replaces the same government's last uncorrected word of the day or before.
    rows: list[dict[str, object]] = []
    for number, (day, who, stance, corrects) in enumerate(sorted(words, key=lambda w: w[0])):
        moment = pd.Timestamp("2024-10-18") + timedelta(days=day)
        done = {row["supersedes"] for row in rows}
        earlier = [
            row["claim_id"] for row in rows
            if row["government"] == who and row["public_on"] <= moment and row["claim_id"] not in done
        ]  # fmt: skip
        rows.append(
            {"claim_id": f"C-{number:04d}", "event_id": "E-0001", "government": who,
             "stance": stance, "public_on": moment, "source_ids": ("S-0001",),
             "supersedes": earlier[-1] if corrects and earlier else ""}
        )  # fmt: skip
    return pd.DataFrame(rows)


@given(words=WORDS)
@settings(max_examples=150, deadline=None)
def test_climb_ends_at_the_rung_on_every_day(
    words: list[tuple[int, str, str, bool]], small: Record
) -> None:
    record = small.with_tables(claims=_claims(words))
    steps = climb(record, "E-0001")
    for moment in sorted(set(record.claims["public_on"])):
        known = record.with_tables(claims=record.claims[record.claims["public_on"] <= moment])
        reached = steps[steps["public_on"] <= moment].iloc[-1]
        assert reached["rung"] == rungs(known).loc["E-0001", "rung"]


@given(words=WORDS)
@settings(max_examples=150, deadline=None)
def test_rung_follows_from_the_latest_words_alone(
    words: list[tuple[int, str, str, bool]], small: Record
) -> None:
    record = small.with_tables(claims=_claims(words))
    latest = latest_words(record.claims).set_index("government")["stance"].to_dict()
    affirm = {who for who, stance in latest.items() if stance in AFFIRMING}
    expected = (
        Rung.DISPUTED if "denies" in latest.values()
        else Rung.ACKNOWLEDGED if affirm & {"RUS", "PRK"}
        else Rung.CORROBORATED if len(affirm) > 1
        else Rung.SINGLE
    )  # fmt: skip
    assert rungs(record).loc["E-0001", "rung"] == expected


@pytest.mark.parametrize("day", ["2024-10-20", "2024-11-06", "2025-04-28", "2026-11-23"])
def test_real_history_agrees_with_the_ladder_on_that_day(day: str) -> None:
    now = rungs(as_of(REAL, date.fromisoformat(day)))["rung"]
    for event_id, rung in now.items():
        steps = climb(REAL, str(event_id))
        assert steps[steps["public_on"] <= pd.Timestamp(day)].iloc[-1]["rung"] == rung, event_id
