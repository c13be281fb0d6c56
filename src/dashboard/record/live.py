"""The record while people read it: read again when its files change, never half, never worse.

A file that is being written is left alone until nothing has changed for `STILL` seconds. A faulty
record is refused whole: the last good one stays, with the faults of the newer one beside it.
"""

import hashlib
import threading
import time
from importlib.metadata import version
from pathlib import Path

from dashboard.record.faults import Fault, RecordError
from dashboard.record.load import FILES, LAND, digest, load_record
from dashboard.record.tables import Record

STILL = 0.3  # seconds without a change
_PATIENCE = 5.0  # seconds that one reader waits for files that keep changing
_CODE = Path(__file__).parent


class LiveRecord:
    """The last good record of a folder. Safe to share between threads."""

    def __init__(self, folder: Path, stamp: Path | None = None) -> None:
        """Nothing is read yet.

        Args:
            folder: of the record.
            stamp: file in which the checksum of the last record without a fault is kept, so that
                a restart need not check the same bytes again; None keeps none.
        """
        self.folder = folder
        self._stamp = stamp
        self._lock = threading.Lock()
        self._record: Record | None = None
        self._faults: tuple[Fault, ...] = ()
        self._seen: object = None

    def current(self) -> tuple[Record | None, tuple[Fault, ...]]:
        """The record, read again when the files have changed.

        While one reader waits for a newer record, all others get the last good one.

        Returns:
            The record (None if there never was a good one), and the faults of the files as they
            are now (empty if they are good).
        """
        if self._lock.acquire(blocking=self._record is None):
            try:
                self._look()
            finally:
                self._lock.release()
        return self._record, self._faults

    def _look(self) -> None:
        now = _signature(self.folder)
        if now == self._seen:
            return
        until = time.monotonic() + _PATIENCE
        while time.monotonic() < until:
            if self._seen is not None:  # a newer record: is somebody still writing it?
                time.sleep(STILL)
                before, now = now, _signature(self.folder)
                if before != now:
                    continue
            record, faults = self._read()
            if _signature(self.folder) == now:
                self._record, self._faults, self._seen = record, faults, now
                return
            self._seen = self._seen or ()
        if self._record is None:
            wanted = "files that nobody is writing at this moment; try again"
            self._faults = (Fault(str(self.folder), 0, "", "", wanted),)

    def _read(self) -> tuple[Record | None, tuple[Fault, ...]]:
        mark = _mark(self.folder) if self._stamp else ""
        checked = bool(self._stamp and self._stamp.exists() and self._stamp.read_text() == mark)
        try:
            record = load_record(self.folder, checked=checked)
        except RecordError as error:
            return self._record, error.faults
        # Not if the files changed meanwhile: the mark would be of bytes that nobody checked.
        if self._stamp and not checked and _mark(self.folder) == mark:
            _keep(self._stamp, mark)
        return record, ()


def _signature(folder: Path) -> tuple[tuple[str, int, int, int], ...]:
    # What tells that a file was written or exchanged, without reading it on every touch.
    found = []
    for name in FILES:
        try:
            state = (folder / name).stat()
        except OSError:
            continue
        found.append((name, state.st_mtime_ns, state.st_size, state.st_ino))
    return tuple(found)


def _mark(folder: Path) -> str:
    # The same bytes may be faulty under other rules, so the code that checks is part of it.
    rules = hashlib.sha256(version("frictionless").encode())
    for file in (*sorted(_CODE.glob("*.py")), folder / LAND):
        rules.update(file.read_bytes() if file.exists() else b"")
    return f"{digest(folder)} {rules.hexdigest()}"


def _keep(stamp: Path, mark: str) -> None:
    try:
        stamp.parent.mkdir(parents=True, exist_ok=True)
        stamp.write_text(mark, "utf-8")
    except OSError:
        pass  # a folder that cannot be written to costs a second at each start, nothing else
