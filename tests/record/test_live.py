"""The record while it is read: changed files are taken whole, faulty ones refused, none torn."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from builders import claim, event, write_record
from dashboard.record import live
from dashboard.record.live import LiveRecord

READERS = 20


def of_one_kind(number: int) -> dict[str, tuple[dict[str, str], ...]]:
    """A record in which the title of the event and the statement carry the same number."""
    return {
        "events": (event(title=f"Event of record {number}"),),
        "claims": (claim(statement=f"Claim of record {number}."),),
    }


def test_changed_files_are_read_again(tmp_path: Path) -> None:
    write_record(tmp_path, **of_one_kind(1))
    record = LiveRecord(tmp_path)
    before, _ = record.current()
    again, _ = record.current()
    write_record(tmp_path, **of_one_kind(2))
    after, faults = record.current()
    assert before is again
    assert after is not None
    assert after.events["title"][0] == "Event of record 2"
    assert not faults


def test_broken_record_is_refused_whole_and_the_next_good_one_taken(tmp_path: Path) -> None:
    write_record(tmp_path, **of_one_kind(1))
    record = LiveRecord(tmp_path)
    good, _ = record.current()
    write_record(tmp_path, events=(event(title="Event of record 2"),), claims=(claim(stance="x"),))
    still, faults = record.current()
    assert still is good
    assert {fault.file for fault in faults} == {"claims.csv"}
    write_record(tmp_path, **of_one_kind(3))
    mended, none = record.current()
    assert mended is not None
    assert mended.events["title"][0] == "Event of record 3"
    assert not none


def test_half_written_file_never_shows(tmp_path: Path) -> None:
    write_record(tmp_path, **of_one_kind(1))
    record = LiveRecord(tmp_path)
    good, _ = record.current()
    whole = (tmp_path / "claims.csv").read_bytes()
    (tmp_path / "claims.csv").write_bytes(whole[: len(whole) // 2])
    still, faults = record.current()
    assert still is good
    assert faults
    (tmp_path / "claims.csv").unlink()
    still, faults = record.current()
    assert still is good
    assert any("must exist" in fault.expected for fault in faults)


def test_no_reader_of_many_sees_a_torn_record_or_none(tmp_path: Path) -> None:
    """Twenty readers ask all the time while the files are exchanged slowly, one after the other."""
    write_record(tmp_path, **of_one_kind(0))
    record = LiveRecord(tmp_path)
    record.current()
    stop, seen = threading.Event(), set[int]()

    def read() -> int:
        reads = 0
        while not stop.is_set():
            now, _ = record.current()
            assert now is not None
            numbers = {now.events["title"][0][-1], now.claims["statement"][0][-2]}
            assert len(numbers) == 1, "events of one record, claims of another"
            seen.add(int(numbers.pop()))
            reads += 1
            time.sleep(0.005)
        return reads

    with ThreadPoolExecutor(READERS) as pool:
        reads = [pool.submit(read) for _ in range(READERS)]
        for number in range(1, 4):
            swap_slowly(tmp_path, number)
            deadline = time.monotonic() + 30
            while number not in seen and time.monotonic() < deadline:
                time.sleep(0.05)
        stop.set()
        assert all(one.result() > 10 for one in reads)
    assert seen == {0, 1, 2, 3}


def swap_slowly(folder: Path, number: int) -> None:
    # As an editor does: each file in pieces, one file after the other.
    new = folder.parent / f"{folder.name}-{number}"
    new.mkdir()
    write_record(new, **of_one_kind(number))
    for name in ("events.csv", "claims.csv"):
        content = (new / name).read_bytes()
        with (folder / name).open("wb", buffering=0) as file:
            for start in range(0, len(content), max(1, len(content) // 4)):
                file.write(content[start : start + max(1, len(content) // 4)])
                time.sleep(live.STILL / 6)


def test_files_that_never_rest_are_left_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_record(tmp_path, **of_one_kind(1))
    record = LiveRecord(tmp_path)
    good, _ = record.current()
    monkeypatch.setattr(live, "_PATIENCE", 1.0)
    stop = threading.Event()

    def write() -> None:
        while not stop.is_set():
            write_record(tmp_path, **of_one_kind(2))
            time.sleep(0.02)

    writer = threading.Thread(target=write)
    writer.start()
    try:
        assert record.current() == (good, ())
    finally:
        stop.set()
        writer.join()


def test_same_bytes_are_checked_once_and_other_bytes_always(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    checks: list[bool] = []
    real = live.load_record

    def counted(folder: Path, *, checked: bool = False) -> object:
        checks.append(not checked)
        return real(folder, checked=checked)

    monkeypatch.setattr(live, "load_record", counted)
    folder, stamp = tmp_path / "data", tmp_path / "cache" / "stamp"
    folder.mkdir()
    write_record(folder, **of_one_kind(1))
    first, _ = LiveRecord(folder, stamp).current()
    second, _ = LiveRecord(folder, stamp).current()
    assert first is not None
    assert second is not None
    assert second.claims.equals(first.claims)
    write_record(folder, claims=(claim(stance="x"),))
    nothing, faults = LiveRecord(folder, stamp).current()
    assert nothing is None
    assert faults
    assert checks == [True, False, True]


def test_cache_that_cannot_be_written_stops_nobody(tmp_path: Path) -> None:
    write_record(tmp_path)
    in_the_way = tmp_path / "file"
    in_the_way.write_text("", encoding="utf-8")
    record, faults = LiveRecord(tmp_path, in_the_way / "stamp").current()
    assert record is not None
    assert not faults


def test_first_reading_of_files_that_never_rest_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_record(tmp_path)
    states = iter(range(1000))
    monkeypatch.setattr(live, "_signature", lambda _: next(states))
    monkeypatch.setattr(live, "_PATIENCE", 0.5)
    record, faults = LiveRecord(tmp_path).current()
    assert record is None
    assert [fault.file for fault in faults] == [str(tmp_path)]
    assert "nobody is writing" in faults[0].expected
