"""Long tables: pages, order, and the card of a row, without a browser."""

import json
from types import SimpleNamespace
from typing import Any

import pandas as pd
import pytest

from dashboard.interface import live_table as module
from dashboard.interface.live_table import PAGE_ROWS, Column, own_live_table

COLUMNS = (
    Column("day", sorts=True),
    Column("what", wide=True, opens=True),
    Column("said", tongue="language"),
)
COUNT = 2 * PAGE_ROWS + 5
ROWS = pd.DataFrame(
    {
        "day": [f"2024-{1 + (one % 3):02d}-01" for one in range(COUNT)],
        "what": [f"row {one}" for one in range(COUNT)],
        "said": [None, *["word"] * (COUNT - 1)],
        "language": ["ko", *["en"] * (COUNT - 1)],
        "event_id": [f"E-{one:04d}" for one in range(COUNT)],
    }
)


class Reader:
    """One session that looks at the table, touches it, and looks again."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.state: dict[str, Any] = {}
        self.drawn: dict[str, Any] = {}
        monkeypatch.setattr(module.st, "session_state", self.state)
        monkeypatch.setattr(module, "_draw", lambda **told: self.drawn.update(told))

    def look(self, asked: str = "one question", rows: pd.DataFrame = ROWS) -> dict[str, Any]:
        own_live_table("rows", COLUMNS, rows, alt="Rows", height=300, asked=asked)
        return dict(json.loads(self.drawn["data"]))

    def touch(self, kind: str, **told: object) -> None:
        self.state["rows"] = SimpleNamespace(**told)
        self.drawn[f"on_{kind}_change"]()


@pytest.fixture
def reader(monkeypatch: pytest.MonkeyPatch) -> Reader:
    return Reader(monkeypatch)


def test_first_look_is_the_first_page_as_the_rows_came(reader: Reader) -> None:
    told = reader.look()
    assert reader.drawn["key"] == "rows"
    assert {key: told[key] for key in told.keys() - {"rows", "columns", "tongues", "opens"}} == {
        "alt": "Rows", "height": 300, "page": 0, "size": PAGE_ROWS, "total": COUNT,
        "order": {"column": "", "falling": False},
    }  # fmt: skip
    assert told["columns"][0] == vars(COLUMNS[0])
    assert told["rows"][:2] == [["2024-01-01", "row 0", ""], ["2024-02-01", "row 1", "word"]]
    assert told["tongues"] == {"said": ["ko", *["en"] * (PAGE_ROWS - 1)]}
    assert told["opens"] == [f"E-{one:04d}" for one in range(PAGE_ROWS)]


def test_rows_without_events_open_nothing(reader: Reader) -> None:
    told = reader.look(rows=ROWS.drop(columns="event_id").head(2))
    assert told["opens"] == ["", ""]


def test_pages_turn_and_the_last_one_is_the_last(reader: Reader) -> None:
    reader.look()
    reader.touch("page", page="1")
    assert reader.look()["rows"][0][1] == f"row {PAGE_ROWS}"
    reader.touch("page", page="99")
    told = reader.look()
    assert told["page"] == 2
    assert len(told["rows"]) == 5
    reader.touch("page", page="-3")
    assert reader.look()["page"] == 0


@pytest.mark.parametrize(("order", "first"), [("+day", "row 0"), ("-day", "row 2")])
def test_order_is_stable_and_begins_at_the_first_page(
    reader: Reader, order: str, first: str
) -> None:
    reader.look()
    reader.touch("page", page="2")
    reader.look()
    reader.touch("order", order=order)
    told = reader.look()
    assert told["page"] == 0
    assert told["order"] == {"column": "day", "falling": order[0] == "-"}
    assert told["rows"][0][1] == first
    numbers = [int(row[1].split()[1]) for row in told["rows"][:10]]
    assert numbers == sorted(numbers)


def test_order_by_what_does_not_sort_changes_nothing(reader: Reader) -> None:
    reader.look()
    reader.touch("order", order="-what")
    assert reader.look()["rows"][0][1] == "row 0"


def test_order_outlasts_a_turn_of_the_page_and_another_question(reader: Reader) -> None:
    reader.look()
    reader.touch("order", order="-day")
    reader.look()
    reader.touch("page", page="1")
    assert reader.look()["order"]["falling"]
    told = reader.look(asked="another")
    assert (told["page"], told["order"]["column"]) == (0, "day")
