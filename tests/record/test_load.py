"""Every fault is found, all at once, with file, row, column, value and what would be right."""

import json
from pathlib import Path
from typing import Any

import pytest

from builders import DATA, claim, event, figure, make_record, source, write_record
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
    "word where a number belongs": (
        {"claims": (figure(1, "sent", "many"),)},
        ("claims.csv", 2, "best", "many"),
    ),
    "day that no calendar has": (
        {"sources": (source(published_on="2024-02-30"),)},
        ("sources.csv", 2, "published_on", "2024-02-30"),
    ),
    "unknown place": (
        {"events": (event(place_id="atlantis"),)},
        ("events.csv", 2, "place_id", "atlantis"),
    ),
    "unknown event": (
        {"claims": (claim(), claim(2, event_id="E-0009"))},
        ("claims.csv", 3, "event_id", "E-0009"),
    ),
    "unknown correction": (
        {"claims": (claim(supersedes="C-0009"),)},
        ("claims.csv", 2, "supersedes", "C-0009"),
    ),
    "unknown document that is repeated": (
        {"sources": (source(relays="KOR;S-0009"),)},
        ("sources.csv", 2, "relays", "S-0009"),
    ),
    "unknown recipient": (
        {"events": (event(recipients="XYZ"),)},
        ("events.csv", 2, "recipients", "XYZ"),
    ),
    "claim's end before its day": (
        {"claims": (claim(about_end="2024-10-01"),)},
        ("claims.csv", 2, "about_end", "2024-10-01"),
    ),
    "best above high": (
        {"claims": (figure(1, "sent", "1500", high="1000"),)},
        ("claims.csv", 2, "best", "1500 / 1000"),
    ),
    "low above high": (
        {"claims": (claim(quantity_kind="sent", low="9", high="8", statement="9 to 8"),)},
        ("claims.csv", 2, "best", "9 / 8"),
    ),
    "figure below nothing": (
        {"claims": (figure(1, "sent", "-5"),)},
        ("claims.csv", 2, "best", "-5"),
    ),
    "latitude beyond the pole": (
        {"places": place(latitude="131.9", longitude="43.1")},
        ("places.csv", 2, "latitude", "131.9"),
    ),
    "address that is none": (
        {"sources": (source(url="javascript:alert(1)"),)},
        ("sources.csv", 2, "url", "javascript:alert(1)"),
    ),
    "needed cell left empty": (
        {"claims": (claim(statement=""),)},
        ("claims.csv", 2, "statement", ""),
    ),
    "correction of another government's claim": (
        {"claims": (claim(), claim(2, claimant="UKR", supersedes="C-0001"))},
        ("claims.csv", 3, "supersedes", "C-0001"),
    ),
    "correction of a claim on another event": (
        {
            "events": (event(), event(2)),
            "claims": (claim(), claim(2, event_id="E-0002", supersedes="C-0001")),
        },
        ("claims.csv", 3, "supersedes", "C-0001"),
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


def test_fault_of_a_cell_hides_no_fault_of_another_kind(tmp_path: Path) -> None:
    faults = faults_of(
        tmp_path,
        sources=(source(published_on="soon"), source(2, published_on="2024-10-01")),
        events=(event(), event(2)),
        claims=(claim(stance="thinks", source_ids="S-0001;S-0002"), figure(2, "sent", "many")),
        scenarios='[[scenario]]\nid = "one"\nterm = "probably"\n',
    )
    assert places_of(faults) >= {
        ("sources.csv", 2, "published_on", "soon"),
        ("claims.csv", 2, "stance", "thinks"),
        ("claims.csv", 2, "source_ids", "S-0002"),
        ("claims.csv", 3, "best", "many"),
        ("events.csv", 3, "event_id", "E-0002"),
        ("scenarios.toml", 1, "term", "probably"),
    }
    # The cell that could not be read is named once.
    assert [fault.value for fault in faults if fault.column == "best"] == ["many"]


def test_faults_between_tables_come_at_once(tmp_path: Path) -> None:
    faults = faults_of(
        tmp_path,
        sources=(source(published_on="2024-10-01"),),
        events=(event(date_end="2024-10-01"), event(2)),
        claims=(claim(source_ids="S-0001;S-0009"), figure(2, "sent", "15", low="20")),
    )
    assert places_of(faults) == {
        ("claims.csv", 2, "source_ids", "S-0009"),
        ("claims.csv", 2, "source_ids", "S-0001"),
        ("claims.csv", 3, "source_ids", "S-0001"),
        ("claims.csv", 3, "best", "20 / 15"),
        ("events.csv", 2, "date_end", "2024-10-01"),
        ("events.csv", 3, "event_id", "E-0002"),
    }


def test_one_row_can_hold_many_faults(tmp_path: Path) -> None:
    bad = claim(stance="thinks", claimant="XXX", about_precision="decade", quantity_kind="men")
    columns = {fault.column for fault in faults_of(tmp_path, claims=(bad,))}
    assert {"stance", "claimant", "about_precision", "quantity_kind"} <= columns


def test_message_of_the_error_names_the_first_fault_and_the_count(tmp_path: Path) -> None:
    with pytest.raises(RecordError, match=r"record: 1\..*claims\.csv row 2.*'stance'.*'thinks'"):
        make_record(tmp_path, claims=(claim(stance="thinks"),))


def test_forecast_decided_by_an_unknown_claim_is_a_fault(tmp_path: Path) -> None:
    real = (DATA / "scenarios.toml").read_text(encoding="utf-8")
    faults = faults_of(tmp_path, scenarios=real)
    assert {(fault.file, fault.column) for fault in faults} == {
        ("scenarios.toml", "outcome.evidence")
    }


def test_double_id_is_a_fault(tmp_path: Path) -> None:
    assert ("claims.csv", 3) in {
        fault[:2] for fault in places_of(faults_of(tmp_path, claims=(claim(), claim())))
    }


def _land(folder: Path, country: str, box: tuple[float, float, float, float]) -> None:
    west, south, east, north = box
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    feature = {
        "type": "Feature",
        "properties": {"iso_a2": country},
        "geometry": {"type": "Polygon", "coordinates": [ring]},
    }
    (folder / "basemap").mkdir()
    (folder / "basemap" / "land.geojson").write_text(
        json.dumps({"type": "FeatureCollection", "features": [feature]}), encoding="utf-8"
    )


def test_country_cut_by_the_frame_is_not_held_to_its_box(tmp_path: Path) -> None:
    write_record(tmp_path, places=place(country="US", latitude="43.1", longitude="131.9"))
    _land(tmp_path, "US", (-125.0, 25.0, -66.0, 49.0))
    assert len(load_record(tmp_path).places) == 1


def test_place_at_the_coast_is_within_its_country(tmp_path: Path) -> None:
    write_record(tmp_path, places=place(latitude="43.1", longitude="131.9"))
    _land(tmp_path, "RU", (27.0, 43.5, 180.0, 82.0))
    assert len(load_record(tmp_path).places) == 1


def test_exchanged_coordinates_are_a_fault(tmp_path: Path) -> None:
    write_record(tmp_path, places=place(latitude="51.9", longitude="-31.1"))
    _land(tmp_path, "RU", (27.0, 41.0, 180.0, 82.0))
    with pytest.raises(RecordError) as refused:
        load_record(tmp_path)
    fault = next(f for f in refused.value.faults if f.file == "places.csv")
    assert (fault.row, fault.column, fault.value) == (2, "latitude", "51.9, -31.1")
    assert "exchanged" in fault.expected


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
        ("between 1,500 and 12,000 by 2024-10-18", ["1,500", "12,000"]),
        ("On 8 October 2024, 10000 left", ["10000"]),
        ("a 240mm launcher and 170 mm shells", []),
        ("the 810th brigade and the 94th", []),
        ("It paid 1,234.5 and 3.5 billion", ["1,234.5", "3.5 billion"]),
        ("1,500.", ["1,500"]),
        ("", []),
    ],
)
def test_figures_are_told_from_years_and_names(statement: str, figures: list[str]) -> None:
    assert figures_in(statement) == figures


def test_claim_is_public_from_the_later_of_report_and_first_document(tmp_path: Path) -> None:
    record = make_record(
        tmp_path,
        sources=(source(1, published_on="2024-10-20"), source(2, published_on="2024-10-25")),
        claims=(
            claim(1, source_ids="S-0002;S-0001", reported_on="2024-10-18"),
            claim(2, source_ids="S-0002", reported_on="2024-10-18"),
        ),
    )
    assert list(record.claims["public_on"].dt.strftime("%Y-%m-%d")) == ["2024-10-20", "2024-10-25"]
    assert list(record.events["public_on"].dt.strftime("%Y-%m-%d")) == ["2024-10-20"]


def test_unknown_is_missing_and_never_nought(tmp_path: Path) -> None:
    row = make_record(tmp_path).claims.iloc[0]
    assert row[["low", "best", "high", "about_end"]].isna().all()
    assert row["quantity_kind"] == ""


def test_checksum_follows_the_contents(tmp_path: Path) -> None:
    one = make_record(tmp_path / "one").about.digest
    same = make_record(tmp_path / "same").about.digest
    other = make_record(tmp_path / "other", claims=(claim(statement="It is not so."),)).about.digest
    assert one == same
    assert one != other


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
