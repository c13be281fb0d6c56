"""A table that a reader brings: bytes in, rows and every fault out, never an exception.

It is looked at beside the record, in one session. Nothing here knows the record, and nothing
that the record, its exports or its brief are made of knows this.
"""

import csv
import io
import math
import re
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import pandas as pd

from dashboard.exchange.own_table_columns import Faults, RowReader, read_number
from dashboard.exchange.own_table_formats import FORMATS, PLACE_KNOWN, Format, Place
from dashboard.record.faults import Fault, visible

MOST_BYTES = 20 * 2**20  # as .streamlit/config.toml says of uploads
MOST_ROWS = 100_000
MOST_COLUMNS = 200
MOST_SECONDS = 20.0
_COLUMNS = (
    "id", "title", "date_start", "date_end", "date_known", "place", "place_known", "latitude",
    "longitude", "who", "figure", "counts", "source",
)  # fmt: skip
_WIDE = {
    b"\xff\xfe\x00\x00": "UTF-32", b"\x00\x00\xfe\xff": "UTF-32", b"\xff\xfe": "UTF-16",
    b"\xfe\xff": "UTF-16",
}  # fmt: skip
_AS_UTF8 = "text in UTF-8: in a spreadsheet, save as “CSV UTF-8 (comma delimited)”"


@dataclass(frozen=True)
class OwnTable:
    """What was read of a reader's file.

    `rows` has the columns id, title, date_start, date_end (days), date_known (day, week, month,
    year), place, place_known (site, area, country, ""), latitude, longitude (degrees or NaN),
    who, figure (or NaN), counts (what the figure counts), source. `found` counts the rows in
    the file; those without a day that can be read are in `found` alone.
    """

    file: str
    format: str
    rows: pd.DataFrame
    faults: tuple[Fault, ...]
    found: int


def refused(file: str, faults: Faults) -> OwnTable:
    """A file of which no row could be read."""
    return OwnTable(visible(file), "", _frame([]), faults.all(), 0)


def read_csv(content: bytes, file: str, places: Mapping[str, Place], until: float) -> OwnTable:
    """Read one CSV.

    Args:
        content: the file's bytes.
        file: its name, for the faults.
        places: places by id (of the place, or of an event there), for this record's format.
        until: moment on the monotonic clock at which to stop.

    Returns:
        Rows and faults; a file that cannot be read at all has no rows and says why.
    """
    faults = Faults(visible(file))
    text = _decoded(content, faults)
    if text is None:
        return refused(file, faults)
    lines = _Lines(text, faults, until)
    form = _format_of(lines, faults)
    if form is None:
        return refused(file, faults)
    reader = RowReader(form, faults, places)
    rows, found = [], 0
    for line, cells in lines.rows():
        if found == MOST_ROWS:
            faults.add(line, "", "", f"at most {MOST_ROWS:,} rows; the rest was left out")
            break
        found += 1
        row = reader.read(line, cells)
        if row is not None:
            rows.append(row)
    if not found and not faults.found:
        faults.add(0, "", "", "at least one row under the header")
    return OwnTable(visible(file), form.name, _frame(rows), faults.all(), found)


def read_places(
    places: bytes, events: bytes, file: str, until: float
) -> tuple[dict[str, Place], tuple[Fault, ...]]:
    """The places of a package.

    Args:
        places: `places.csv`, or b"".
        events: `events.csv`, or b""; an event's id stands for its place too.
        file: the package's name, for the faults.
        until: moment on the monotonic clock at which to stop.

    Returns:
        Places by place id and by event id, and the faults of `places.csv`.
    """
    faults = Faults(visible(f"{file}/places.csv"))
    found: dict[str, Place] = {}
    for line, cells in _rows_of(places, faults, until):
        kind, name = cells.get("kind", ""), cells.get("name", "")
        given = cells.get("latitude", ""), cells.get("longitude", "")
        points = [
            read_number(text, -bound, bound) for text, bound in zip(given, (90, 180), strict=True)
        ]
        if kind not in PLACE_KNOWN:
            faults.add(line, "kind", kind, "one of " + ", ".join(PLACE_KNOWN))
        elif None in points and any(given):
            faults.add(line, "latitude", ", ".join(given), "latitude and longitude in degrees")
        else:
            latitude, longitude = (math.nan if one is None else one for one in points)
            place = Place(visible(name), PLACE_KNOWN[kind], latitude, longitude)
            found[cells.get("place_id", "")] = place
    # The faults of events.csv are not this table's.
    for _, cells in _rows_of(events, Faults(""), until):
        if cells.get("place_id") in found:
            found[cells.get("event_id", "")] = found[cells["place_id"]]
    return found, faults.all()


def _rows_of(content: bytes, faults: Faults, until: float) -> Iterator[tuple[int, dict[str, str]]]:
    text = _decoded(content, faults)
    for _, one in zip(range(MOST_ROWS), _Lines(text or "", faults, until).rows(), strict=False):
        yield one


def _decoded(content: bytes, faults: Faults) -> str | None:
    if len(content) > MOST_BYTES:
        faults.add(0, "", f"{len(content):,} bytes", f"at most {MOST_BYTES:,} bytes")
        return None
    wide = next((name for mark, name in _WIDE.items() if content.startswith(mark)), "")
    if wide:
        faults.add(1, "", wide, _AS_UTF8)
        return None
    if content[:4096].count(b"\0") > len(content[:4096]) // 16:
        faults.add(1, "", visible(content[:16].decode("latin-1")), _AS_UTF8)
        return None
    text = content.decode("utf-8-sig", errors="surrogateescape")
    # Bytes that are no UTF-8 were decoded to lone surrogates; each line that has any is named.
    if re.search("[\udc80-\udcff]", text):
        for line, words in enumerate(io.StringIO(text, newline=""), start=1):
            wrong = re.search("[\udc80-\udcff]", words)
            if wrong:
                byte = ord(wrong[0]) - 0xDC00
                faults.add(line, "", f"byte {byte:#04x} at letter {wrong.start() + 1}", _AS_UTF8)
        text = re.sub("[\udc80-\udcff]", "\ufffd", text)
    return text


@dataclass
class _Lines:
    """The records of a CSV text, each with the line on which it begins."""

    text: str
    faults: Faults
    until: float
    header: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._lines = iter(self._records())
        for _, cells in self._lines:
            if not cells[0].startswith("# "):  # our own exports begin with lines of comment
                self.header = [cell.strip().casefold() for cell in cells]
                return

    def rows(self) -> Iterator[tuple[int, dict[str, str]]]:
        for line, cells in self._lines:
            if all(not cell or cell.startswith("#") for cell in cells):
                continue  # an empty line, or the tags that humanitarian tables have (HXL)
            if len(cells) != len(self.header):
                words = (
                    f"{len(self.header)} cells, as the header has (quote a cell that holds a comma)"
                )
                self.faults.add(line, "", f"{len(cells)} cells", words)
                continue
            yield line, dict(zip(self.header, cells, strict=True))

    def _records(self) -> Iterator[tuple[int, list[str]]]:
        reader = csv.reader(
            io.StringIO(self.text, newline=""), delimiter=_delimiter(self.text), strict=True
        )
        while True:
            line = reader.line_num + 1
            if time.monotonic() > self.until:
                words = f"a table read in {MOST_SECONDS:g} seconds; the rest was left out"
                self.faults.add(line, "", "", words)
                return
            try:
                cells = next(reader)
            except StopIteration:
                return
            except csv.Error as error:
                self.faults.add(
                    line, "", "", f"a row of CSV with its quotation marks closed: {error}"
                )
                continue
            if cells:
                yield line, cells


def _delimiter(text: str) -> str:
    head = next((one for one in text[:65_536].splitlines() if one[:2] != "# "), "")
    return max(",;\t", key=head.count)


def _format_of(lines: _Lines, faults: Faults) -> Format | None:
    header = lines.header
    if len(header) > MOST_COLUMNS:
        faults.add(1, "", f"{len(header):,} columns", f"at most {MOST_COLUMNS} columns")
        return None
    twice = sorted({name for name in header if name and header.count(name) > 1})
    for name in twice:
        faults.add(1, name, name, "each column once")
    if twice:
        return None
    for form in FORMATS:
        if set(form.needs) <= set(header):
            return form
    near = max(FORMATS, key=lambda form: len(set(form.needs) & set(header)))
    missing = [name for name in near.needs if name not in header]
    wanted = "; ".join(f"{form.name}: {', '.join(form.needs)}" for form in FORMATS)
    words = f"the columns of one of these: {wanted}"
    if len(missing) < len(near.needs):
        words += f". Nearest is {near.name}; missing: {', '.join(missing)}"
    faults.add(1, "", ", ".join(header), words)
    return None


def _frame(rows: list[dict[str, object]]) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=list(_COLUMNS))
    for column in ("date_start", "date_end"):
        frame[column] = pd.to_datetime(frame[column])
    for column in ("latitude", "longitude", "figure"):
        frame[column] = frame[column].astype(float)
    return frame
