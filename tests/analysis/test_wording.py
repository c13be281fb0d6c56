"""A view in words: every choice is named by what readers call it."""

from datetime import date
from pathlib import Path

import pytest

from builders import make_record
from dashboard.analysis.view import View, build_view
from dashboard.analysis.wording import filters_in_words, standing_of
from dashboard.record.filters import Filters

DAY = date(2024, 10, 28)


def view(folder: Path, **choice: object) -> View:
    return build_view(make_record(folder), Filters(as_of=DAY, **choice))  # type: ignore[arg-type]


def test_no_choice_needs_no_words(tmp_path: Path) -> None:
    assert filters_in_words(view(tmp_path)) == ""


@pytest.mark.parametrize(
    "choice, words",
    [
        ({"perspective": "KOR"}, "according to South Korea alone"),
        ({"claimants": ("KOR-NIS", "USA")}, "claimants NIS, United States"),
        ({"actors": ("PRK", "RUS")}, "actors North Korea, Russia"),
        ({"event_types": ("gathering", "combat")}, "types Gatherings, Combat"),
        ({"places": ("vladivostok", "kursk-oblast")}, "places Vladivostok, Kursk Oblast"),
        ({"verification": ("disputed",)}, "verification disputed"),
        ({"start": date(2024, 10, 1)}, "dates 2024-10-01 to …"),
        ({"end": date(2024, 10, 9)}, "dates … to 2024-10-09"),
        ({"start": date(2024, 10, 1), "end": date(2024, 10, 9)}, "dates 2024-10-01 to 2024-10-09"),
        ({"text": "1,500"}, "search “1,500”"),
        ({"actors": ("PRK",), "text": "x"}, "actors North Korea; search “x”"),
    ],
)
def test_each_choice_is_named(choice: dict[str, object], words: str, tmp_path: Path) -> None:
    assert filters_in_words(view(tmp_path, **choice)) == words


def test_standing_counts_and_says_when_the_last_report_was(tmp_path: Path) -> None:
    assert standing_of(view(tmp_path)) == (
        "1 event, 1 claim from 1 document; last report 18 Oct 2024 (10 days before)."
    )
    assert standing_of(view(tmp_path, event_types=("combat",))) == "No claims."
