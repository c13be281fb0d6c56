"""The bottom line: sentences from empty, small and real records."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from builders import ACTORS, DATA, claim, event, figure, make_record, source
from dashboard.analysis.strength import latest_by_government, range_across
from dashboard.analysis.summary import bottom_line, headline, overview_finding, planned_figure
from dashboard.analysis.view import View, build_view
from dashboard.record.filters import Filters
from dashboard.record.load import load_record

REAL = load_record(DATA)
LATE = date(2025, 1, 1)


def view_of(folder: Path, **tables: Any) -> View:
    return build_view(make_record(folder, **tables), Filters(as_of=LATE))


def texts(view: View) -> list[str]:
    return [sentence.text for sentence in bottom_line(view)]


@pytest.fixture
def nothing() -> View:
    return build_view(REAL, Filters(as_of=date(1999, 1, 1)))


def test_empty_record_says_that_nothing_is_known(nothing: View) -> None:
    assert texts(nothing) == [
        "No claimant had yet said how many North Korean troops went to Russia.",
        "Moscow has no word on it in this record; Pyongyang has no word on it in this record.",
        "No fighting by these troops and no losses had been reported.",
    ]
    assert all(sentence.claim_ids == () for sentence in bottom_line(nothing))


def test_headline_of_an_empty_record_counts_nothing(nothing: View) -> None:
    assert overview_finding(nothing) == (
        "No count of North Korean troops in Russia is public yet; "
        "neither Moscow nor Pyongyang acknowledges it"
    )


def test_one_claimant_is_named_with_the_figure(tmp_path: Path) -> None:
    first = bottom_line(view_of(tmp_path, claims=(figure(1, "sent", "1500"),)))[0]
    assert first.text == "Troops sent to Russia, by latest count: 1,500 (South Korea)."
    assert first.claim_ids == ("C-0001",)


def test_plan_stands_beside_the_count(tmp_path: Path) -> None:
    claims = (figure(1, "sent", "1500"), figure(2, "planned", "12000", claimant="UKR"))
    first = bottom_line(view_of(tmp_path, claims=claims))[0]
    assert first.text.endswith(
        "1,500 (South Korea); the highest plan named as one figure is 12,000 (Ukraine)."
    )
    assert first.claim_ids == ("C-0001", "C-0002")


def test_three_counts_are_named_and_the_others_numbered(tmp_path: Path) -> None:
    whos = ("KOR", "UKR", "USA", "RUS", "PRK")
    claims = tuple(
        figure(n, "sent", str(n * 1000), claimant=who) for n, who in enumerate(whos, start=1)
    )
    assert texts(view_of(tmp_path, claims=claims))[0] == (
        "Troops sent to Russia, by latest count: 5,000 (North Korea); 4,000 (Russia); "
        "3,000 (United States), and 2 more give as many or fewer; "
        "the first count by a government was 1,000 (South Korea, 18 Oct 2024)."
    )


def test_losses_run_from_the_lowest_to_the_highest_count(tmp_path: Path) -> None:
    claims = (figure(1, "casualties", "300"), figure(2, "casualties", "3000", claimant="UKR"))
    assert texts(view_of(tmp_path, claims=claims))[2] == (
        "Losses, by each claimant's latest count: from 300 (South Korea) to "
        "3,000 killed and wounded (Ukraine)."
    )


def test_killed_speak_where_casualties_are_not_counted(tmp_path: Path) -> None:
    assert texts(view_of(tmp_path, claims=(figure(1, "killed", "300"),)))[2] == (
        "Losses, by each claimant's latest count: 300 killed (South Korea)."
    )


def test_fighting_without_a_count_is_named_as_such(tmp_path: Path) -> None:
    view = view_of(tmp_path, events=(event(event_type="combat", title="A first clash"),))
    assert texts(view)[2] == (
        "Fighting or losses are reported (“A first clash”), but no total of losses."
    )


def test_each_capital_has_its_word_and_day(tmp_path: Path) -> None:
    view = view_of(
        tmp_path,
        sources=(source(), source(2, published_on="2024-10-28")),
        claims=(
            claim(),
            claim(2, claimant="RUS", stance="declines"),
            claim(
                3, claimant="PRK", stance="denies", reported_on="2024-10-28", source_ids="S-0002"
            ),
        ),
    )
    assert texts(view)[1] == (
        "Moscow neither confirms nor denies it (18 Oct 2024); Pyongyang denies it (28 Oct 2024)."
    )


def test_headline_with_one_admission_names_that_capital(tmp_path: Path) -> None:
    claims = (figure(1, "sent", "1500"), claim(2, claimant="PRK", stance="confirms"))
    assert overview_finding(view_of(tmp_path, claims=claims)).endswith(
        "; Pyongyang acknowledges it"
    )


@pytest.mark.parametrize(
    ("claims", "words"),
    [
        ((claim(),), "No claimant gives a figure of x"),
        ((figure(1, "sent", "1500"),), "The only figure is South Korea's: 1,500 x"),
        (
            (figure(1, "sent", "1500"), figure(2, "sent", "1500", claimant="USA")),
            "2 claimants agree on 1,500 x",
        ),
        (
            (figure(1, "sent", "1500"), figure(2, "sent", "8000", claimant="USA")),
            "Latest counts of x run from 1,500 (South Korea) to 8,000 (United States)",
        ),
        (
            (
                claim(quantity_kind="sent", low="1500", statement="At least 1500."),
                figure(2, "sent", "8000", claimant="USA"),
                figure(3, "sent", "9000", claimant="UKR"),
            ),
            "Latest counts of x run from 8,000 (United States) to 9,000 (Ukraine)",
        ),
        (
            (
                claim(quantity_kind="sent", low="8000", high="10000", statement="8000 to 10000."),
                figure(2, "sent", "9500", claimant="USA"),
            ),
            "Latest counts of x run from 8,000 (South Korea) to 10,000 (South Korea)",
        ),
        (
            (
                figure(1, "sent", "9000"),
                claim(
                    2, claimant="USA", quantity_kind="sent", low="9500", statement="At least 9500."
                ),
            ),
            "Latest counts of x run from 9,000 (South Korea) to at least 9,500 (United States)",
        ),
        (
            (
                claim(quantity_kind="sent", low="1500", statement="At least 1500."),
                claim(
                    2, claimant="USA", quantity_kind="sent", low="3000", statement="At least 3000."
                ),
            ),
            "Latest counts of x run from at least 1,500 (South Korea) to at least 3,000 (United States)",
        ),
    ],
)
def test_title_of_a_comparison_states_the_finding(
    tmp_path: Path, claims: tuple[dict[str, str], ...], words: str
) -> None:
    latest = latest_by_government(make_record(tmp_path, claims=claims), "sent")
    assert headline(latest, "x") == words


def test_floor_is_no_low_end_of_the_span(tmp_path: Path) -> None:
    claims = (
        claim(quantity_kind="sent", low="1500", statement="At least 1500."),
        figure(2, "sent", "8000", claimant="USA"),
        figure(3, "sent", "9000", claimant="UKR"),
    )
    view = view_of(tmp_path, claims=claims)
    assert overview_finding(view).startswith("8,000 to 9,000 North Korean troops")
    assert range_across(latest_by_government(view.known, "sent")) == "8,000–9,000"


def test_floor_alone_is_said_as_one(tmp_path: Path) -> None:
    claims = (claim(quantity_kind="sent", low="1500", statement="At least 1500."),)
    view = view_of(tmp_path, claims=claims)
    assert overview_finding(view).startswith("At least 1,500 North Korean troops")
    assert range_across(latest_by_government(view.known, "sent")) == "at least 1,500"


def test_headline_counts_those_who_give_more_than_a_floor(tmp_path: Path) -> None:
    claims = (
        claim(quantity_kind="sent", low="1500", statement="At least 1500."),
        figure(2, "sent", "8000", claimant="USA"),
    )
    assert "8,000 North Korean troops sent to Russia, by one claimant's count" in overview_finding(
        view_of(tmp_path, claims=claims)
    )


@pytest.mark.parametrize(
    ("teller", "finding", "sentences"),
    [
        (
            "RUS",
            "Russia gives no count of North Korean troops in Russia; Moscow acknowledges it",
            (
                "Russia has not said how many",
                "Moscow acknowledges it (26 Apr 2025).",
                "Fighting or losses",
            ),
        ),
        (
            "PRK",
            "North Korea gives no count of North Korean troops in Russia; Pyongyang acknowledges it",
            ("North Korea has not said how many", "Pyongyang acknowledges it (28 Apr 2025).", ""),
        ),
        (
            "USA",
            "12,000 North Korean troops sent to Russia, by one claimant's count",
            (
                "Troops sent to Russia",
                "Moscow and Pyongyang are not heard here: United States",
                "Fighting or losses",
            ),
        ),
    ],
)
def test_perspective_does_not_tell_its_silence_as_a_fact(
    teller: str, finding: str, sentences: tuple[str, ...]
) -> None:
    view = build_view(REAL, Filters(as_of=date(2025, 6, 1), perspective=teller))
    assert overview_finding(view) == finding
    for said, begins in zip(texts(view), sentences, strict=True):
        assert said.startswith(begins)


def test_no_plan_is_none(tmp_path: Path) -> None:
    ranged = claim(quantity_kind="planned", low="1000", high="9000", statement="1000 to 9000")
    assert planned_figure(make_record(tmp_path, claims=(ranged,))) is None


@pytest.mark.parametrize(
    "choice",
    [
        {"claimants": ("UKR",)},
        {"event_types": ("agreement",)},
        {"text": "no such word"},
        {"verification": ("disputed",)},
        {"start": date(2024, 11, 1)},
        {"places": ("kursk-oblast",), "actors": ("USA",)},
    ],
)
def test_filters_never_change_the_bottom_line(choice: dict[str, Any]) -> None:
    day = date(2025, 4, 30)
    whole, narrowed = (
        build_view(REAL, Filters(as_of=day)), build_view(REAL, Filters(as_of=day, **choice)),
    )  # fmt: skip
    assert bottom_line(narrowed) == bottom_line(whole)
    assert overview_finding(narrowed) == overview_finding(whole)


@pytest.mark.parametrize("day", ["2024-10-18", "2024-11-06", "2025-04-28", "2026-11-23"])
def test_every_sentence_rests_on_claims_known_that_day(day: str) -> None:
    view = build_view(REAL, Filters(as_of=date.fromisoformat(day)))
    known = set(view.known.claims["claim_id"])
    for sentence in bottom_line(view):
        assert set(sentence.claim_ids) <= known
    assert bottom_line(view)[0].claim_ids


def test_day_of_the_article_reads_like_the_article() -> None:
    strength = texts(build_view(REAL, Filters(as_of=date(2024, 11, 6))))[0]
    assert "1,500" in strength
    assert "12,000" in strength


def test_day_of_the_admissions_has_both_capitals_acknowledge() -> None:
    view = build_view(REAL, Filters(as_of=date(2025, 4, 28)))
    capitals = texts(view)[1]
    assert "Moscow acknowledges it" in capitals
    assert "Pyongyang acknowledges it" in capitals


def test_first_count_told_is_the_first_of_a_state(tmp_path: Path) -> None:
    whos = ("WEST-OFFICIALS", "KOR", "UKR", "USA")
    claims = tuple(
        figure(n, "sent", str(10000 - n), claimant=who) for n, who in enumerate(whos, start=1)
    )
    later = figure(5, "sent", "20", claimant="KOR")
    unnamed = {"actor_id": "WEST-OFFICIALS", "name": "Western officials, unnamed"}
    unnamed |= {"kind": "organisation", "government": "WEST-OFFICIALS"}
    text = texts(view_of(tmp_path, claims=(*claims, later), actors=(*ACTORS, unnamed)))[0]
    assert "the first count by a government was 9,998 (South Korea, 18 Oct 2024)" in text


def test_figures_that_four_digits_cannot_tell_apart_do_not_agree(tmp_path: Path) -> None:
    claims = (figure(1, "shells", "1234100"), figure(2, "shells", "1234400", claimant="UKR"))
    latest = latest_by_government(make_record(tmp_path, claims=claims), "shells")
    assert range_across(latest) == "1,234,100–1,234,400"
