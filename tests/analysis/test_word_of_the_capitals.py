"""What counts as Moscow's and Pyongyang's word on the troops."""

from datetime import date
from pathlib import Path

import pytest

from builders import DATA, claim, event, make_record, source
from dashboard.analysis.summary import bottom_line, overview_finding, word_of
from dashboard.analysis.view import build_view
from dashboard.record.filters import Filters
from dashboard.record.load import load_record

PAGES = (source(), source(2, published_on="2024-11-01"), source(3, published_on="2024-12-01"))


def said(number: int, stance: str, day: str, page: str) -> dict[str, str]:
    return claim(number, claimant="RUS", stance=stance, reported_on=day, source_ids=page)


def test_silence_is_no_word(tmp_path: Path) -> None:
    assert word_of(make_record(tmp_path), "RUS") is None


def test_latest_express_word_stands(tmp_path: Path) -> None:
    claims = (
        said(1, "denies", "2024-10-18", "S-0001"),
        said(2, "declines", "2024-11-01", "S-0002"),
    )
    word = word_of(make_record(tmp_path, sources=PAGES, claims=claims), "RUS")
    assert word is not None
    assert word["claim_id"] == "C-0002"


def test_refusal_to_comment_does_not_undo_a_confirmation(tmp_path: Path) -> None:
    claims = (
        said(1, "confirms", "2024-10-18", "S-0001"),
        said(2, "declines", "2024-11-01", "S-0002"),
    )
    word = word_of(make_record(tmp_path, sources=PAGES, claims=claims), "RUS")
    assert word is not None
    assert word["claim_id"] == "C-0001"


def test_denial_undoes_a_confirmation(tmp_path: Path) -> None:
    claims = (
        said(1, "confirms", "2024-10-18", "S-0001"),
        said(2, "denies", "2024-11-01", "S-0002"),
    )
    word = word_of(make_record(tmp_path, sources=PAGES, claims=claims), "RUS")
    assert word is not None
    assert word["claim_id"] == "C-0002"


def test_retraction_takes_back_the_word_on_its_event_alone(tmp_path: Path) -> None:
    first = said(1, "confirms", "2024-10-18", "S-0001")
    back = said(2, "retracts", "2024-11-01", "S-0002")
    again = said(3, "confirms", "2024-12-01", "S-0003")
    other = first | {"claim_id": "C-0004", "event_id": "E-0002"}

    def word(*claims: dict[str, str]) -> str:
        events = (event(), event(2)) if other in claims else (event(),)
        record = make_record(tmp_path, sources=PAGES, events=events, claims=claims)
        found = word_of(record, "RUS")
        return "" if found is None else str(found["claim_id"])

    assert word(first, back) == ""
    assert word(first, back, again) == "C-0003"
    assert word(first, back, other) == "C-0004"


@pytest.mark.parametrize("event_type", ["agreement", "reaction", "return_transfer", "assessment"])
def test_word_on_another_matter_is_no_word_on_the_troops(tmp_path: Path, event_type: str) -> None:
    record = make_record(
        tmp_path,
        events=(event(event_type=event_type),),
        claims=(said(1, "confirms", "2024-10-18", "S-0001"),),
    )
    assert word_of(record, "RUS") is None


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2024, 10, 12), "Moscow denies it"),
        (date(2024, 10, 26), "Pyongyang denies it (25 Oct 2024)"),
        (date(2024, 11, 6), "Pyongyang denies it"),
        (date(2025, 4, 25), "Moscow neither confirms nor denies it"),
        (date(2025, 4, 26), "Moscow acknowledges it (26 Apr 2025)"),
        (date(2025, 4, 28), "Pyongyang acknowledges it (28 Apr 2025)"),
        (date(2026, 11, 1), "Moscow acknowledges it (26 Apr 2025)"),
    ],
)
def test_real_record_says_when_each_capital_changed_its_word(day: date, words: str) -> None:
    view = build_view(load_record(DATA), Filters(as_of=day))
    assert words in bottom_line(view)[1].text


def test_headline_says_whether_it_is_acknowledged() -> None:
    record = load_record(DATA)
    before = build_view(record, Filters(as_of=date(2025, 4, 25)))
    after = build_view(record, Filters(as_of=date(2025, 4, 28)))
    assert overview_finding(before).endswith("neither Moscow nor Pyongyang acknowledges it")
    assert overview_finding(after).endswith("Moscow and Pyongyang acknowledge it")


def test_corrected_word_is_no_word(tmp_path: Path) -> None:
    claims = (
        said(1, "confirms", "2024-10-18", "S-0001"),
        {**said(2, "comments", "2024-11-01", "S-0002"), "supersedes": "C-0001"},
    )
    assert word_of(make_record(tmp_path, sources=PAGES, claims=claims), "RUS") is None
