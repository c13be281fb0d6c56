"""A file that is missing, ragged or not what it says is named with its fault, never a traceback."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from builders import write_record
from dashboard.record.faults import RecordError
from dashboard.record.load import load_record


@pytest.mark.parametrize(
    ("row", "says"), [("S-0001,A,B", "as many cells"), ("a,b,c,d,e,f,g,h,i,j,k", "as many cells")]
)
def test_ragged_row_is_a_fault(tmp_path: Path, row: str, says: str) -> None:
    write_record(tmp_path)
    with (tmp_path / "sources.csv").open("a", encoding="utf-8") as file:
        file.write(row + "\n")
    with pytest.raises(RecordError) as refused:
        load_record(tmp_path)
    faults = [fault for fault in refused.value.faults if fault.file == "sources.csv"]
    assert {fault.row for fault in faults} == {3}
    assert any(says in fault.expected for fault in faults)


def test_missing_column_is_named(tmp_path: Path) -> None:
    write_record(tmp_path)
    path = tmp_path / "actors.csv"
    lines = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join(line.rpartition(",")[0] for line in lines), encoding="utf-8")
    with pytest.raises(RecordError) as refused:
        load_record(tmp_path)
    assert any(
        fault.file == "actors.csv" and "country" in fault.column + fault.value + fault.expected
        for fault in refused.value.faults
    )


def test_all_missing_files_are_named_at_once(tmp_path: Path) -> None:
    write_record(tmp_path)
    (tmp_path / "events.csv").unlink()
    (tmp_path / "claims.csv").unlink()
    with pytest.raises(RecordError) as refused:
        load_record(tmp_path)
    assert [fault.file for fault in refused.value.faults] == ["claims.csv", "events.csv"]


def test_package_without_a_table_is_a_fault(tmp_path: Path) -> None:
    write_record(tmp_path)
    descriptor = json.loads((tmp_path / "datapackage.json").read_text(encoding="utf-8"))
    descriptor["resources"] = [r for r in descriptor["resources"] if r["name"] != "places"]
    (tmp_path / "datapackage.json").write_text(json.dumps(descriptor), encoding="utf-8")
    with pytest.raises(RecordError) as refused:
        load_record(tmp_path)
    assert (refused.value.faults[0].column, refused.value.faults[0].value) == (
        "resources",
        "places",
    )


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
        (_write("scenarios.toml", b"# \xff\xfe"), "scenarios.toml"),
        (_write("datapackage.json", b"\xff\xfe"), "datapackage.json"),
        (_write("datapackage.json", b'{"last_day_covered": "today"}'), "datapackage.json"),
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
