"""Every fault is found, all at once, with file, row, column, value and what would be right."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from builders import claim, event, figure, make_record, source, write_record
from dashboard.__main__ import main
from dashboard.record.check_rules import figures_in
from dashboard.record.faults import Fault, RecordError
from dashboard.record.load import load_record


def faults_of(folder: Path, **tables: Any) -> tuple[Fault, ...]:
    with pytest.raises(RecordError) as refused:
        make_record(folder, **tables)
    return refused.value.faults


def places_of(faults: tuple[Fault, ...]) -> set[tuple[str, int, str, str]]:
    return {(fault.file, fault.row, fault.column, fault.value) for fault in faults}


def place(**changes: str) -> tuple[dict[str, str], ...]:
    good = {"place_id": "vladivostok", "name": "Vladivostok", "kind": "town", "country": "RU"}
    return ({**good, **changes},)


CASES: dict[str, tuple[dict[str, Any], tuple[str, int, str, str]]] = {
    "wrong type": (
        {"claims": (claim(about_date="8 October"),)},
        ("claims.csv", 2, "about_date", "8 October"),
    ),
    "unknown word": (
        {"claims": (claim(stance="thinks"),)},
        ("claims.csv", 2, "stance", "thinks"),
    ),
    "unknown key": (
        {"claims": (claim(claimant="XXX"),)},
        ("claims.csv", 2, "claimant", "XXX"),
    ),
    "unknown key in a list": (
        {"claims": (claim(source_ids="S-0001;S-0009"),)},
        ("claims.csv", 2, "source_ids", "S-0009"),
    ),
    "unknown actor in an event": (
        {"events": (event(initiators="PRK;XYZ"),)},
        ("events.csv", 2, "initiators", "XYZ"),
    ),
    "end before start": (
        {"events": (event(date_end="2024-10-01"),)},
        ("events.csv", 2, "date_end", "2024-10-01"),
    ),
    "low above best": (
        {"claims": (figure(1, "sent", "1500", low="2000"),)},
        ("claims.csv", 2, "best", "2000 / 1500"),
    ),
    "figure without a kind": (
        {"claims": (claim(best="1500", statement="It was 1500."),)},
        ("claims.csv", 2, "quantity_kind", ""),
    ),
    "kind without a figure": (
        {"claims": (claim(quantity_kind="sent"),)},
        ("claims.csv", 2, "best", ""),
    ),
    "figure in words without a kind": (
        {"claims": (claim(statement="They sent 1,500 men."),)},
        ("claims.csv", 2, "quantity_kind", ""),
    ),
    "event that nobody speaks of": (
        {"events": (event(), event(2))},
        ("events.csv", 3, "event_id", "E-0002"),
    ),
    "document older than the statement": (
        {"sources": (source(published_on="2024-10-01"),)},
        ("claims.csv", 2, "source_ids", "S-0001"),
    ),
    "correction of a later claim": (
        {
            "claims": (claim(supersedes="C-0002"), claim(2, reported_on="2024-10-20")),
            "sources": (source(published_on="2024-10-20"),),
        },
        ("claims.csv", 2, "supersedes", "C-0002"),
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_fault_is_named_with_its_place(name: str, tmp_path: Path) -> None:
    tables, expected = CASES[name]
    assert expected in places_of(faults_of(tmp_path, **tables))


def test_every_fault_says_what_would_be_right(tmp_path: Path) -> None:
    faults = faults_of(tmp_path, claims=(claim(stance="thinks", claimant="XXX", reported_on="x"),))
    assert all(fault.expected for fault in faults)
    stance = next(fault for fault in faults if fault.column == "stance")
    assert "asserts, confirms, denies" in stance.expected


def test_all_faults_come_at_once(tmp_path: Path) -> None:
    faults = faults_of(
        tmp_path,
        sources=(source(kind="blog"),),
        events=(event(event_type="party"),),
        claims=(claim(stance="thinks"),),
    )
    assert {fault.file for fault in faults} == {"sources.csv", "events.csv", "claims.csv"}


def test_double_id_is_a_fault(tmp_path: Path) -> None:
    assert ("claims.csv", 3) in {
        fault[:2] for fault in places_of(faults_of(tmp_path, claims=(claim(), claim())))
    }


def test_exchanged_coordinates_are_a_fault(tmp_path: Path) -> None:
    write_record(tmp_path, places=place(latitude="51.9", longitude="-31.1"))
    (tmp_path / "basemap").mkdir()
    square = [[[27.0, 41.0], [180.0, 41.0], [180.0, 82.0], [27.0, 82.0], [27.0, 41.0]]]
    land = {"type": "Polygon", "coordinates": square}
    import json

    feature = {"type": "Feature", "properties": {"iso_a2": "RU"}, "geometry": land}
    (tmp_path / "basemap" / "land.geojson").write_text(
        json.dumps({"type": "FeatureCollection", "features": [feature]}), encoding="utf-8"
    )
    with pytest.raises(RecordError) as refused:
        load_record(tmp_path)
    assert "exchanged" in next(f.expected for f in refused.value.faults if f.file == "places.csv")


def _drop(name: str) -> Callable[[Path], None]:
    return lambda folder: (folder / name).unlink()


def _write(name: str, content: bytes) -> Callable[[Path], None]:
    return lambda folder: (folder / name).write_bytes(content) and None


@pytest.mark.parametrize(
    ("break_it", "file"),
    [
        (_drop("claims.csv"), "claims.csv"),
        (_drop("datapackage.json"), "datapackage.json"),
        (_drop("scenarios.toml"), "scenarios.toml"),
        (_write("datapackage.json", b"{"), "datapackage.json"),
        (_write("datapackage.json", b"[]"), "datapackage.json"),
        (_write("scenarios.toml", b"[[scenario"), "scenarios.toml"),
        (_write("events.csv", b"event_id,title\nE-0001,\xff\xfe\n"), "events.csv"),
        (_write("events.csv", b""), "events.csv"),
        (_write("claims.csv", b"claim_id\nC-0001\n"), "claims.csv"),
    ],
)
def test_broken_file_is_named_not_a_traceback(
    tmp_path: Path, break_it: Callable[[Path], None], file: str
) -> None:
    write_record(tmp_path)
    break_it(tmp_path)
    with pytest.raises(RecordError) as refused:
        load_record(tmp_path)
    assert file in {fault.file for fault in refused.value.faults}


def test_good_record_loads_with_plain_dates_and_lists(tmp_path: Path) -> None:
    record = make_record(tmp_path, claims=(claim(source_ids="S-0001"),))
    assert str(record.claims["about_date"].iloc[0].date()) == "2024-10-08"
    assert record.claims["source_ids"].iloc[0] == ("S-0001",)
    assert record.claims["government"].iloc[0] == "KOR"


@pytest.mark.parametrize(
    ("statement", "figures"),
    [
        ("Some 1,500 men", ["1,500"]),
        ("An army of 1.2 million", ["1.2 million"]),
        ("It fell 200 million dollars short", ["200 million"]),
        ("In October 2024 the 11th corps", []),
        ("KN-23 missiles and 170 mm guns, M1989", []),
        ("12000 of them", ["12000"]),
        ("article 4 and 7 ships", []),
    ],
)
def test_figures_are_told_from_years_and_names(statement: str, figures: list[str]) -> None:
    assert figures_in(statement) == figures


def test_command_prints_the_faults_and_fails(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_record(tmp_path, claims=(claim(stance="thinks"),))
    assert main(["check", str(tmp_path)]) == 1
    printed = capsys.readouterr().out
    assert "claims.csv" in printed
    assert "thinks" in printed


def test_command_passes_a_good_record(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_record(tmp_path)
    assert main(["check", str(tmp_path)]) == 0
    assert "no fault" in capsys.readouterr().out
