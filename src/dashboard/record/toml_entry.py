"""One table of a TOML file, taken apart field by field, and what did not fit."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from dashboard.record.faults import Fault


def are_tables(value: object) -> bool:
    """Whether a value is a list of tables (an empty one counts)."""
    return isinstance(value, list) and all(isinstance(item, dict) for item in value)


class Entry:
    """Hands out the fields of one table by type; a wrong or left-over field becomes a fault.

    `number` counts the tables of its kind in the file from 1; `prefix` stands before the
    names of the fields in a fault ("indicator.").
    """

    def __init__(self, file: str, fields: Mapping[str, Any], number: int, prefix: str = "") -> None:
        self.file = file
        self.fields = dict(fields)
        self.number = number
        self.prefix = prefix
        self.faults: list[Fault] = []

    def fault(self, column: str, value: object, expected: str) -> None:
        """Note that a field does not hold what it should."""
        self.faults.append(
            Fault(self.file, self.number, self.prefix + column, str(value), expected)
        )

    def take(self, name: str) -> Any:  # noqa: ANN401 - whatever is there
        """Remove a field and return it unchecked; None if it is not there."""
        return self.fields.pop(name, None)

    def refuse_the_rest(self) -> None:
        """Fault every field that nobody took."""
        for name, value in self.fields.items():
            self.fault(name, value, "no such field here")

    def text(self, name: str) -> str:
        """A text that is not blank."""
        value = self.take(name)
        if isinstance(value, str) and value.strip():
            return value
        self.fault(name, value, "a text")
        return ""

    def texts(self, name: str) -> tuple[str, ...]:
        """At least one text."""
        value = self.take(name)
        if isinstance(value, list) and value and all(isinstance(item, str) for item in value):
            return tuple(value)
        self.fault(name, value, "a list of texts")
        return ()

    def one_of(self, name: str, allowed: tuple[str, ...]) -> str:
        """One of the allowed texts; the first of them beside a fault."""
        value = self.take(name)
        if value in allowed:
            return str(value)
        self.fault(name, value, "one of " + ", ".join(allowed))
        return allowed[0]

    def date(self, name: str) -> date:
        """A date; the first day there is beside a fault."""
        value = self.take(name)
        if type(value) is date:
            return value
        self.fault(name, value, "a date without quotation marks: 2024-11-06")
        return date.min

    def percent(self, name: str) -> float:
        """A number from 0 to 100."""
        value = self.take(name)
        if type(value) in (int, float) and 0 <= value <= 100:
            return float(value)
        self.fault(name, value, "a number from 0 to 100")
        return 0.0
