"""Curators' mistakes are found, and only a written reason quiets them."""

from pathlib import Path
from typing import Any

import pytest

from builders import claim, event, figure, make_record, source, write_record
from dashboard.__main__ import main
from dashboard.record.consistency import oddities


def found(folder: Path, **tables: Any) -> list[tuple[str, str]]:
    return [(odd.check, odd.row_id) for odd in oddities(make_record(folder, **tables))]


def test_ordinary_record_has_no_oddity(tmp_path: Path) -> None:
    assert found(tmp_path) == []


def test_claim_about_a_later_day_than_its_report_is_odd(tmp_path: Path) -> None:
    late = figure(1, "killed", "300", about_date="2024-11-01")
    assert found(tmp_path, claims=(late,)) == [("reported before it happened", "C-0001")]


def test_plan_for_a_later_day_is_not_odd(tmp_path: Path) -> None:
    assert found(tmp_path, claims=(figure(1, "planned", "12000", about_date="2024-12-31"),)) == []


def test_event_known_before_it_starts_is_odd(tmp_path: Path) -> None:
    early = (event(date_start="2024-12-01"),)
    assert found(tmp_path, events=early) == [("reported before it happened", "E-0001")]


def test_falling_total_of_one_claimant_is_odd(tmp_path: Path) -> None:
    claims = (
        figure(1, "sent", "3000", about_date="2024-10-08"),
        figure(2, "sent", "1500", about_date="2024-10-12"),
    )
    assert found(tmp_path, claims=claims) == [("total falls", "C-0002")]


def test_falling_total_that_supersedes_is_a_correction(tmp_path: Path) -> None:
    claims = (
        figure(1, "sent", "3000", about_date="2024-10-08"),
        figure(2, "sent", "1500", about_date="2024-10-12", supersedes="C-0001"),
    )
    assert found(tmp_path, claims=claims) == []


def test_lower_total_of_another_claimant_is_no_oddity(tmp_path: Path) -> None:
    claims = (
        figure(1, "sent", "3000", about_date="2024-10-08"),
        figure(2, "sent", "1500", about_date="2024-10-12", claimant="USA"),
    )
    assert found(tmp_path, claims=claims) == []


def test_same_address_twice_is_odd(tmp_path: Path) -> None:
    pages = (source(), source(2, url="https://example.org/1", title="Another"))
    claims = (claim(source_ids="S-0001;S-0002"),)
    assert found(tmp_path, sources=pages, claims=claims) == [("same document twice", "S-0002")]


def test_figure_that_stands_in_the_words_only_is_odd(tmp_path: Path) -> None:
    wordy = claim(quantity_kind="sent", best="1500", statement="1,500 of 12,000 were sent.")
    assert found(tmp_path, claims=(wordy,)) == [("figure only in words", "C-0001")]


@pytest.mark.parametrize("words", ["1.2 million", "1,200,000", "1200000"])
def test_figure_is_the_same_however_it_is_written(tmp_path: Path, words: str) -> None:
    army = claim(quantity_kind="army_size", best="1200000", statement=f"It has {words} men.")
    assert found(tmp_path, claims=(army,)) == []


def test_figure_ten_times_off_is_odd(tmp_path: Path) -> None:
    claims = tuple(
        figure(number, "sent", best, claimant=who, about_date="2024-10-10")
        for number, (who, best) in enumerate(
            [("KOR", "10000"), ("UKR", "11000"), ("USA", "12000"), ("RUS", "900")], start=1
        )
    )
    assert found(tmp_path, claims=claims) == [("ten times off", "C-0004")]


def test_confirmation_of_what_nobody_said_is_odd(tmp_path: Path) -> None:
    lone = (claim(claimant="RUS", stance="confirms"),)
    assert found(tmp_path, claims=lone) == [("rung without evidence", "C-0001")]


def test_confirmation_that_is_itself_the_event_is_not_odd(tmp_path: Path) -> None:
    admission = (event(event_type="acknowledgement"),)
    own = (claim(claimant="RUS", stance="confirms"),)
    assert found(tmp_path, events=admission, claims=own) == []


def test_check_fails_until_the_oddity_is_explained(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_record(tmp_path, claims=(figure(1, "killed", "300", about_date="2024-11-01"),))
    assert main(["check", str(tmp_path)]) == 1
    assert "C-0001" in capsys.readouterr().out
    (tmp_path / "oddities.csv").write_text(
        "check,id,reason\nreported before it happened,C-0001,a misprint of the source\n",
        encoding="utf-8",
    )
    assert main(["check", str(tmp_path)]) == 0


def test_explanation_of_what_is_no_longer_odd_must_go(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_record(tmp_path)
    (tmp_path / "oddities.csv").write_text(
        "check,id,reason\ntotal falls,C-0009,once true\n", encoding="utf-8"
    )
    assert main(["check", str(tmp_path)]) == 1
    assert "no longer odd" in capsys.readouterr().out
