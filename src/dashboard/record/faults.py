"""A fault in the record, named so that a curator can mend it without reading code."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

# Control signs, signs that turn the direction of text, halves of pairs, private signs.
HIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\uf8ff\ufff9-\ufffb]"
)


def visible(text: str, letters: int = 80) -> str:
    """A value as a reader can see it: cut, with signs that do not print as their code points."""
    cut = text[:letters] + ("…" if len(text) > letters else "")
    return HIDDEN.sub(lambda found: f"[U+{ord(found[0]):04X}]", cut)


@dataclass(frozen=True, order=True)
class Fault:
    """One thing that is wrong: where it stands, what stands there, what would be right.

    `row` is the line in the file as a text editor counts it (the header is line 1);
    0 means the file as a whole.
    """

    file: str
    row: int
    column: str
    value: str
    expected: str


class RecordError(Exception):
    """The record cannot be used. Carries every fault that was found, not just the first."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = tuple(sorted(faults))
        first = self.faults[0]
        super().__init__(
            f"Faults in the record: {len(self.faults)}. First: {first.file} row {first.row}, column "
            f"{first.column!r}, value {first.value!r}: {first.expected}"
        )


def fault_table(faults: Sequence[Fault]) -> pd.DataFrame:
    """All faults as a table.

    Returns:
        One row a fault; columns file, row, column, value, what would be right.
    """
    rows = [(f.file, f.row, f.column, f.value, f.expected) for f in faults]
    return pd.DataFrame(rows, columns=["file", "row", "column", "value", "what would be right"])
