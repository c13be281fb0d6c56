"""The marking: TLP 2.0 or free text, and on every file that leaves."""

import json
from datetime import date

import pytest

import builders
from dashboard.analysis.view import build_view
from dashboard.exchange.export import claims_csv, events_geojson, package_files
from dashboard.exchange.marking import CLEAR, LONGEST, read_marking
from dashboard.record.filters import Filters


@pytest.mark.parametrize("asked", ["", "  ", "clear", "TLP: clear", "tlp:CLEAR"])
def test_clear_is_the_default_in_any_writing(asked: str) -> None:
    assert read_marking(asked) == CLEAR


@pytest.mark.parametrize(
    ("label", "colour"),
    [
        ("TLP:RED", "#FF2B2B"),
        ("TLP:AMBER", "#FFC000"),
        ("TLP:AMBER+STRICT", "#FFC000"),
        ("TLP:GREEN", "#33FF00"),
        ("TLP:CLEAR", "#FFFFFF"),
    ],
)
def test_each_label_has_the_colour_of_the_standards_text(label: str, colour: str) -> None:
    assert read_marking(label.lower()).colour == colour


def test_free_text_is_kept() -> None:
    assert read_marking("For  the minister").words == "For the minister"


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ("TLP:WHITE", "no label of TLP 2.0"),
        ("x" * (LONGEST + 1), "at most"),
        ("a\u202eb", "printable"),
    ],
)
def test_what_is_no_marking_is_refused(asked: str, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        read_marking(asked)


def test_every_export_carries_it(tmp_path: builders.Path) -> None:
    record = builders.make_record(tmp_path / "data")
    view = build_view(record, Filters(as_of=date(2024, 11, 6)))
    red = read_marking("TLP:RED")
    assert claims_csv(view, red).decode().splitlines()[0] == "\ufeff# marking: TLP:RED"
    assert json.loads(events_geojson(view, red))["metadata"]["marking"] == "TLP:RED"
    files = package_files(view, tmp_path / "data", red)
    assert json.loads(files["datapackage.json"])["extract"]["marking"] == "TLP:RED"
