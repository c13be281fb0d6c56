"""A reader's own table: what is read of each format, and that every fault has its place."""

import io
import time
import tomllib
import zipfile
from pathlib import Path

import pandas as pd
import pytest

from dashboard.exchange import own_table, own_table_package
from dashboard.exchange.own_table import MOST_BYTES, MOST_ROWS, OwnTable
from dashboard.exchange.own_table_columns import MOST_FAULTS, read_day
from dashboard.exchange.own_table_examples import EXAMPLES
from dashboard.exchange.own_table_formats import Place
from dashboard.exchange.own_table_package import read_own_table

ROOT = Path(__file__).parents[2]
PLACES = {
    "vladivostok": Place("Vladivostok", "site", 43.1, 131.9),
    "kursk-oblast": Place("Kursk Oblast", "area", 51.7, 36.2),
}
HEAD = "event_id_cnty,event_date,event_type,actor1,latitude,longitude,location,fatalities,notes"
ROW = "A1,2024-11-05,Battles,Side A,51.2,35.3,Sudzha,3,A clash"


def acled(*rows: str) -> OwnTable:
    return read_own_table("\n".join([HEAD, *rows]).encode(), "mine.csv")


def places_of_faults(table: OwnTable) -> list[tuple[int, str, str]]:
    return [(fault.row, fault.column, fault.value) for fault in table.faults]


def zipped(**members: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name.replace("__", "."), content)
    return buffer.getvalue()


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_example_is_read_without_a_fault(name: str) -> None:
    file, content = EXAMPLES[name]
    table = read_own_table(content, file, PLACES)
    assert table.format.casefold() == name.casefold()
    assert table.faults == ()
    assert len(table.rows) == table.found == 2
    assert table.rows["latitude"].between(40, 55).all()
    assert table.rows[["id", "title", "who", "source"]].ne("").all(axis=None)


def test_row_of_acled_is_read_in_full() -> None:
    row = acled(ROW).rows.iloc[0]
    assert row["title"] == "A clash"
    assert row["date_start"] == pd.Timestamp("2024-11-05")
    assert (row["place"], row["latitude"], row["longitude"]) == ("Sudzha", 51.2, 35.3)
    assert (row["who"], row["figure"], row["counts"]) == ("Side A", 3, "killed")


@pytest.mark.parametrize(
    ("cells", "figure"),
    [("10000,,12000", 11000), ("10000,11500,12000", 11500), ("10000,,", 10000), (",,3000", 3000)],
)
def test_middle_stands_for_a_range_as_in_the_record(cells: str, figure: float) -> None:
    content = f"claim_id,about_date,statement,low,best,high\nC-1,2024-11-06,So many,{cells}\n"
    table = read_own_table(content.encode(), "claims.csv")
    assert (table.faults, table.rows["figure"].tolist()) == ((), [figure])


def test_precision_of_ucdp_is_kept() -> None:
    rows = read_own_table(EXAMPLES["UCDP GED"][1], "ged.csv").rows
    assert rows["date_known"].tolist() == ["day", "week"]
    assert rows["place_known"].tolist() == ["site", "area"]


def test_package_brings_its_own_places() -> None:
    data = ROOT / "data"
    members = {
        f"{name}__csv": (data / f"{name}.csv").read_bytes()
        for name in ("claims", "events", "places")
    }
    table = read_own_table(zipped(**members), "package.zip")
    claims = pd.read_csv(data / "claims.csv", dtype=str)
    assert table.faults == ()
    assert table.rows["id"].tolist() == claims["claim_id"].tolist()
    assert table.rows.set_index("id").loc["C-0001", "place"] == "Vladivostok"


def test_an_export_of_ours_can_be_brought_back() -> None:
    content = b"\xef\xbb\xbf# title: x\n# filters: {}\n" + EXAMPLES["This record's claims"][1]
    table = read_own_table(content, "claims.csv", PLACES)
    assert len(table.rows) == 2
    assert table.faults == ()


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        ("A1,05/11/2024,B,S,51.2,35.3,x,3,n", (2, "event_date", "05/11/2024")),
        ("A1,2024-02-30,B,S,51.2,35.3,x,3,n", (2, "event_date", "2024-02-30")),
        ("A1,٢٠٢٤-11-05,B,S,51.2,35.3,x,3,n", (2, "event_date", "٢٠٢٤-11-05")),
        ("A1,2024-11-05,B,S,91,35.3,x,3,n", (2, "latitude", "91")),
        ("A1,2024-11-05,B,S,nan,35.3,x,3,n", (2, "latitude", "nan")),
        ("A1,2024-11-05,B,S,51.2,,x,3,n", (2, "longitude", "")),
        ("A1,2024-11-05,B,S,51.2,35.3,x,-3,n", (2, "fatalities", "-3")),
        ("A1,2024-11-05,B,S,51.2,35.3,x,1e999,n", (2, "fatalities", "1e999")),
        ('A1,2024-11-05,B,S,51.2,35.3,x,"1,500",n', (2, "fatalities", "1,500")),
        (",2024-11-05,B,S,51.2,35.3,x,3,n", (2, "event_id_cnty", "")),
        ("A1,2024-11-05,B,S,51.2,35.3,x,3,n\0o", (2, "notes", "n[U+0000]o")),
        ("A1,2024-11-05,B,S,51.2,35.3,x,3,\u202en", (2, "notes", "[U+202E]n")),
        ("A1,2024-11-05,B", (2, "", "3 cells")),
        (f"{ROW}\n{ROW}", (3, "event_id_cnty", "A1")),
    ],
)  # fmt: skip
def test_fault_has_its_place_and_says_what_would_be_right(
    row: str, fault: tuple[int, str, str]
) -> None:
    table = acled(row)
    assert places_of_faults(table) == [fault]
    assert table.faults[0].file == "mine.csv"
    assert table.faults[0].expected


def test_all_faults_are_found_at_once() -> None:
    table = acled("A1,never,B,S,95,200,x,many,n", "A2,2024-11-05,B,S,95,1,x,1,n", ROW)
    assert [(row, column) for row, column, _ in places_of_faults(table)] == [
        (2, "event_date"), (2, "fatalities"), (2, "latitude"), (2, "longitude"), (3, "latitude"),
        (4, "event_id_cnty"),
    ]  # fmt: skip
    assert (table.found, len(table.rows)) == (3, 2)


def test_line_is_counted_as_a_text_editor_does() -> None:
    table = acled(ROW.replace("A clash", '"A clash\nin two\nlines"'), "A2,never,B,S,1,1,x,3,n")
    assert places_of_faults(table) == [(5, "event_date", "never")]


def test_open_quotation_mark_is_named_where_it_opens_and_does_not_swallow_the_file() -> None:
    table = acled('A1,2024-11-05,B,S,51.2,35.3,x,3,"open', ROW.replace("A1", "A2"))
    assert places_of_faults(table)[0][0] == 2
    assert "quotation" in table.faults[0].expected


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "not empty"),
        (b"\xff\xfe" + HEAD.encode("utf-16-le"), "CSV UTF-8"),
        (b"%PDF-1.7\0\0\0\0\0\0\0\0\0\0\0\0", "CSV UTF-8"),
        (b"a,b,c\n1,2,3\n", "ACLED: event_id_cnty"),
        (HEAD.encode(), "at least one row"),
        (f"{HEAD},notes\n{ROW},x".encode(), "each column once"),
        ((",".join(f"c{n}" for n in range(300))).encode(), "at most 200 columns"),
        (b"x" * (MOST_BYTES + 1), "at most 20,971,520 bytes"),
        (zipped(readme__txt=b"x"), "claims.csv or events.csv"),
        (zipped(**{"../claims.csv": b"x"}), "without a way out"),
        (zipped(**{"/etc/claims.csv": b"x"}), "without a way out"),
        (zipped(**{"a\\..\\claims.csv": b"x"}), "without a way out"),
        (zipped(claims__csv=b"0" * 2_000_000), "at most 100 times"),
        (zipped(**{f"m{n}": b"" for n in range(60)}), "at most 50 members"),
        (zipped(**{f"m{n}": b"" for n in range(3000)}), "at most 50 members"),
        (zipped(claims__csv=b"a")[:-30], "a zip that is whole"),
        (zipped(**{"[Content_Types].xml": b"<x/>"}), "save the sheet"),
    ],
)  # fmt: skip
def test_file_that_cannot_be_read_is_refused_with_the_way_out(content: bytes, said: str) -> None:
    table = read_own_table(content, "mine.csv")
    assert table.rows.empty
    assert said in " ".join(fault.expected for fault in table.faults)


def test_other_encoding_is_named_at_each_line() -> None:
    table = read_own_table(f"{HEAD}\n{ROW} café".encode("cp1252"), "mine.csv")
    assert table.faults[0].row == 2
    assert "0xe9" in table.faults[0].value
    assert "UTF-8" in table.faults[0].expected


def test_zip_that_lies_about_its_size_is_read_no_further_than_the_bound(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(own_table_package, "MOST_BYTES", 10)
    table = read_own_table(zipped(claims__csv=EXAMPLES["This record's claims"][1]), "z.zip")
    assert table.rows.empty
    assert "unpacked" in table.faults[0].expected


def test_links_in_a_zip_are_refused() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        link = zipfile.ZipInfo("claims.csv")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, "/etc/passwd")
    assert "not a link" in read_own_table(buffer.getvalue(), "z.zip").faults[0].expected


def test_rows_beyond_the_bound_are_left_out_and_said_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(own_table, "MOST_ROWS", 3)
    table = acled(*(ROW.replace("A1", f"A{n}") for n in range(5)))
    assert len(table.rows) == 3
    assert table.faults[-1].row == 5


def test_reading_stops_at_its_bound_in_seconds() -> None:
    table = own_table.read_csv(f"{HEAD}\n{ROW}".encode(), "mine.csv", {}, time.monotonic() - 1)
    assert table.rows.empty
    assert "seconds" in table.faults[0].expected


def test_more_faults_than_anyone_reads_are_counted_not_listed() -> None:
    table = acled(*(f"A{n},x,B,S,1,1,x,1,n" for n in range(MOST_FAULTS + 7)))
    assert len(table.faults) == MOST_FAULTS + 1
    assert "7 more" in table.faults[-1].expected


def test_bounds_are_those_that_the_server_has() -> None:
    config = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
    assert config["server"]["maxUploadSize"] * 2**20 == MOST_BYTES
    assert MOST_ROWS == 100_000


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2024-11-06", "2024-11-06"), ("2024-11-06T00:00:00", "2024-11-06"),
        ("2024-11-06 00:00:00.000", "2024-11-06"), ("06 November 2024", "2024-11-06"),
        ("6-Nov-2024", "2024-11-06"),
    ],
)  # fmt: skip
def test_days_of_real_tables_are_read(text: str, day: str) -> None:
    assert str(read_day(text)) == day


@pytest.mark.parametrize(
    "text", ["", "2024", "11/06/2024", "2024-11-06x", "0001-01-01", "9999-12-31", "6 Foo 2024"]
)
def test_other_days_are_not_guessed(text: str) -> None:
    assert read_day(text) is None
