"""Reads the rows of a table that a reader brings: days, numbers, places, and every fault."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from dashboard.exchange.own_table_formats import Format, Place
from dashboard.record.faults import HIDDEN, Fault, visible
from dashboard.record.ranges import middle
from dashboard.record.vocabulary import QUANTITY_KINDS

MOST_FAULTS = 5_000
_YEARS = (1900, 2100)  # beyond them an axis of time shows nothing
_ISO = re.compile(
    r"([0-9]{4}-[0-9]{2}-[0-9]{2})(?:[T ][0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]{1,9})?)?)?Z?"
)
_IN_WORDS = re.compile(r"([0-9]{1,2})[ -]([A-Za-z]{3,9})[ -]([0-9]{4})")  # ACLED's older files
_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
)  # fmt: skip
_NUMBER = re.compile(r"[+-]?[0-9]{1,18}(?:\.[0-9]{1,18})?(?:[eE][+-]?[0-9]{1,2})?")
_SHOWN, _TITLE = 80, 200


class Faults:
    """Collects the faults of one file, `MOST_FAULTS` at most; counts the rest."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.found: list[Fault] = []
        self.left_out = 0

    def add(self, row: int, column: str, value: str, expected: str) -> None:
        """Note a fault; its value is cut and its hidden signs are spelled out."""
        if len(self.found) < MOST_FAULTS:
            fault = Fault(self.file, row, visible(column), visible(value), expected)
            self.found.append(fault)
        else:
            self.left_out += 1

    def all(self) -> tuple[Fault, ...]:
        """The faults by row, and a last one that counts those left out."""
        found = sorted(self.found)
        if self.left_out:
            words = f"mend the faults above first; {self.left_out:,} more are not listed"
            found.append(Fault(self.file, 0, "", "", words))
        return tuple(found)


class RowReader:
    """Reads the rows of one file in one format; every doubt becomes a fault."""

    def __init__(self, form: Format, faults: Faults, places: Mapping[str, Place]) -> None:
        self.form, self.faults, self.places = form, faults, places
        self.seen: set[str] = set()
        parts = [form.title, *form.who, form.place, form.source, *form.figure, *form.needs]
        parts += [form.start, form.end, form.date_column, form.place_column, *form.place_ids]
        parts += ["latitude", "longitude", form.counts.removeprefix("=")]
        self.used = {name for part in parts for name in part.split("|") if name}

    def read(self, line: int, cells: Mapping[str, str]) -> dict[str, Any] | None:
        """One row; None where it has no day that can be read, so that it cannot be shown."""
        form = self.form
        clean = {name: self._text(line, name, cells.get(name, "")) for name in self.used}
        self._check_id(line, clean[form.id])
        start = self._day(line, form.start, clean)
        end = self._day(line, form.end, clean) if clean.get(form.end) else start
        if start and end and end < start:
            self.faults.add(line, form.end, str(end), f"a day not before {form.start} {start}")
        place = self._place(line, clean)
        row = {
            "id": clean[form.id][:_SHOWN],
            "title": _short(_first(clean, form.title)),
            "date_start": start,
            "date_end": max(start, end) if start and end else start,
            "date_known": self._coded(line, form.date_column, clean, form.dates, "day"),
            "place": _short(place.name),
            "place_known": place.known,
            "latitude": place.latitude,
            "longitude": place.longitude,
            "who": _short(" – ".join(filter(None, (_first(clean, part) for part in form.who)))),
            "figure": self._figure(line, clean),
            "counts": self._counts(clean),
            "source": _short(_first(clean, form.source)),
        }
        return row if start else None

    def _text(self, line: int, column: str, cell: str) -> str:
        if HIDDEN.search(cell):
            self.faults.add(line, column, cell, "text without hidden signs, such as NUL or U+202E")
            cell = HIDDEN.sub("", cell)
        return cell.strip()

    def _check_id(self, line: int, found: str) -> None:
        if not found:
            self.faults.add(line, self.form.id, found, "an id")
        elif found in self.seen:
            self.faults.add(line, self.form.id, found, "an id that no row above has")
        self.seen.add(found)

    def _day(self, line: int, column: str, cells: Mapping[str, str]) -> date | None:
        found = cells.get(column, "")
        day = read_day(found)
        if day is None:
            years = f"from {_YEARS[0]} to {_YEARS[1]}"
            self.faults.add(line, column, found, f"a day as 2024-11-06, {years}")
        return day

    def _place(self, line: int, cells: Mapping[str, str]) -> Place:
        form, name = self.form, _first(cells, self.form.place)
        asked = [cells[column] for column in form.place_ids if cells.get(column)]
        for one in asked:
            if one in self.places:
                return self.places[one]
        known = self._coded(line, form.place_column, cells, form.places, "site")
        given = cells.get("latitude", ""), cells.get("longitude", "")
        if form.place_ids and not any(given):
            if cells.get("place_id"):
                right = "a place_id of this record, or of places.csv in the same zip"
                self.faults.add(line, "place_id", cells["place_id"], right)
            return Place(name, "", float("nan"), float("nan"))
        points = [
            self._number(line, column, text, -bound, bound)
            for column, text, bound in zip(("latitude", "longitude"), given, (90, 180), strict=True)
        ]
        if points[0] is None or points[1] is None:
            return Place(name, "", float("nan"), float("nan"))
        return Place(name, known, points[0], points[1])

    def _coded(
        self, line: int, column: str, cells: Mapping[str, str], codes: Mapping[str, str], usual: str
    ) -> str:
        found = cells.get(column, "")
        if found and found not in codes:
            self.faults.add(line, column, found, "one of " + ", ".join(codes))
        return codes.get(found, usual)

    def _number(self, line: int, column: str, text: str, low: float, high: float) -> float | None:
        number = read_number(text, low, high)
        if number is None:
            right = f"a number from {low:g} to {high:g}, without separators"
            self.faults.add(line, column, text, right)
        return number

    def _figure(self, line: int, cells: Mapping[str, str]) -> float:
        given = [(name, cells[name]) for name in self.form.figure if cells.get(name)]
        read = {name: self._number(line, name, text, 0, 1e15) for name, text in given}
        numbers = [number for number in read.values() if number is not None]
        if numbers != sorted(numbers):
            shown = " / ".join(text for _, text in given)
            self.faults.add(line, self.form.figure[1], shown, "low ≤ best ≤ high")
        low, best, high = (read.get(name) for name in self.form.figure)
        return middle(low, best, high)

    def _counts(self, cells: Mapping[str, str]) -> str:
        if self.form.counts.startswith("="):
            return self.form.counts[1:]
        kind = cells.get(self.form.counts, "")
        return QUANTITY_KINDS[kind].plain if kind in QUANTITY_KINDS else _short(kind)


def read_day(text: str) -> date | None:
    """A day from an ISO date, with or without a time, or from `05 January 2024`; else None."""
    try:
        if found := _ISO.fullmatch(text):
            day = date.fromisoformat(found[1])
        elif found := _IN_WORDS.fullmatch(text):
            month = next(n for n, m in enumerate(_MONTHS, 1) if m.startswith(found[2].lower()))
            day = date(int(found[3]), month, int(found[1]))
        else:
            return None
    except (ValueError, StopIteration):
        return None
    return day if _YEARS[0] <= day.year <= _YEARS[1] else None


def read_number(text: str, low: float, high: float) -> float | None:
    """A number in plain digits between two bounds; else None."""
    number = float(text) if _NUMBER.fullmatch(text) else None
    return number if number is not None and low <= number <= high else None


def _first(cells: Mapping[str, str], columns: str) -> str:
    return next((cells[name] for name in columns.split("|") if cells.get(name)), "")


def _short(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= _TITLE else words[: _TITLE - 1].rstrip() + "…"
