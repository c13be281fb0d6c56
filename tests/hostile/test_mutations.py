"""More than 10,000 bad files and links: each gives a result or a refusal that names what and where."""

import faulthandler
import json
import random
import re
import shutil
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from functools import cache
from pathlib import Path
from types import FrameType
from urllib.parse import parse_qs, urlsplit

import pytest
from streamlit.testing.v1 import AppTest

import builders
from dashboard.analysis.view import build_view
from dashboard.briefing.story import read_story, read_story_file, story_file, story_link
from dashboard.exchange.export import claims_csv
from dashboard.exchange.marking import Marking, read_marking
from dashboard.exchange.own_table import OwnTable
from dashboard.exchange.own_table_examples import EXAMPLES
from dashboard.exchange.own_table_formats import Place
from dashboard.exchange.own_table_package import read_own_table
from dashboard.exchange.permalink import permalink
from dashboard.figures.own_rows import fitting_view, in_time, on_map, own_layer
from dashboard.figures.style import LIGHT
from dashboard.interface.link_complaints import link_complaints
from dashboard.interface.words import link, plain, told
from dashboard.record.faults import Fault, RecordError
from dashboard.record.filters import Filters, select
from dashboard.record.load import load_record
from dashboard.record.tables import Record
from hostile.mutate import SEED, bad_link, mutated, package, packed_otherwise
from hostile.strings import INJECTIONS

pytestmark = pytest.mark.filterwarnings("ignore:Duplicate name")
ROOT = Path(__file__).parents[2]
UPLOADS, LINKS, STORIES, RECORDS, PAGES = 6_000, 4_000, 500, 60, 12
CASE_SECONDS = 5  # no case may take longer; what is stuck in a library is ended by faulthandler
HIDDEN = re.compile("[\0\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
PLACES = {"vladivostok": Place("Vladivostok", "site", 43.1, 131.9)}


class HungError(BaseException):
    """A case took longer than `CASE_SECONDS`."""


@contextmanager
def bounded() -> Iterator[None]:
    def give_up(_: int, __: FrameType | None) -> None:
        raise HungError

    before = signal.signal(signal.SIGALRM, give_up)
    signal.setitimer(signal.ITIMER_REAL, CASE_SECONDS)
    faulthandler.dump_traceback_later(CASE_SECONDS * 12, exit=True)
    try:
        yield
    finally:
        faulthandler.cancel_dump_traceback_later()
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def said_of(read: Callable[[], object]) -> str:
    """The words with which a reader refuses; "" if it does not. Anything but ValueError is a bug."""
    try:
        read()
    except UnicodeError:
        raise
    except ValueError as error:
        return str(error)
    return ""


def faults_of(folder: Path) -> tuple[Fault, ...]:
    """The faults of a record; anything but RecordError is a bug."""
    try:
        load_record(folder)
    except RecordError as error:
        return error.faults
    return ()


@cache
def goods() -> list[bytes]:
    data = ROOT / "data"
    files = [content for _, content in EXAMPLES.values()]
    for name in ("claims", "events"):
        files.append(b"".join((data / f"{name}.csv").read_bytes().splitlines(keepends=True)[:12]))
    return files


@cache
def members() -> dict[str, bytes]:
    names = ("claims.csv", "events.csv", "places.csv")
    return {name: (ROOT / "data" / name).read_bytes()[:3000] for name in names}


def upload(number: int) -> tuple[bytes, str]:
    chance = random.Random(SEED + number)
    good = chance.choice(goods())
    if number % 6 == 0:
        return package(members(), chance), "p.zip"
    if number % 50 == 1:
        return packed_otherwise(good, chance), "x.csv"
    return mutated(good, chance), chance.choice(("mine.csv", "\u202e\0<b>.csv", "../x", ""))


def well_named(faults: tuple[Fault, ...], file: str) -> None:
    for fault in faults:
        assert fault.expected
        assert fault.row >= 0
        assert len(fault.value) < 1000
        assert "\0" not in fault.file + fault.column + fault.value
    assert faults or file


def answered(table: OwnTable) -> None:
    well_named(table.faults, table.format)
    rows = table.rows
    assert len(rows) <= table.found
    assert len(rows) or table.faults
    assert rows["date_start"].notna().all()
    assert (rows["date_end"] >= rows["date_start"]).all()
    assert rows["latitude"].dropna().between(-90, 90).all()
    assert rows["longitude"].dropna().between(-180, 180).all()
    for column in ("id", "title", "place", "who", "source"):
        assert not any(HIDDEN.search(cell) for cell in rows[column])
        assert (rows[column].str.len() <= 200).all()
    if len(rows) and table.found % 4 == 0:  # drawing takes longer than reading
        points = on_map(rows)
        own_layer(points, LIGHT)
        fitting_view(points)
        assert in_time(rows)["count"].sum() == len(rows)


@pytest.mark.parametrize("part", range(10))
def test_bad_upload_gives_rows_or_names_what_and_where(part: int) -> None:
    for number in range(part, UPLOADS, 10):
        content, name = upload(number)
        with bounded():
            table = read_own_table(content, name, PLACES)
        answered(table)


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Record:
    return builders.make_record(
        tmp_path_factory.mktemp("small") / "data", claims=(builders.figure(1, "sent", "1500"),)
    )


def good_link(record: Record) -> str:
    filters = Filters(
        as_of=date(2024, 11, 6), perspective="KOR", start=date(2024, 10, 1), claimants=("KOR", "UKR"),
        event_types=("gathering",), places=("vladivostok",), verification=("corroborated",), text="so",
    )  # fmt: skip
    return urlsplit(
        permalink("http://x", "map", record, filters, Marking("Own words"), story="map|sources",
                  suppose="a:seen", since="2024-10-01", room="00ff00ff", step="2")
    ).query  # fmt: skip


def follow(query: str, record: Record) -> None:
    """All that the app reads of a link, without the app."""
    asked = parse_qs(query, keep_blank_values=True, errors="replace")
    labels = {
        "claimant": ("Who says so", frozenset({"South Korea"})),
        "type": ("Type", frozenset()),
    }
    complaints = link_complaints(asked, labels, frozenset({"South Korea"}), date(2024, 11, 6))
    assert len(complaints) <= 7
    assert all(len(one) < 300 for one in complaints)
    assert all(part for part in map(plain, complaints))
    for words in (value for values in asked.values() for value in values):
        assert len(told(words)) <= 200
        assert "](" not in link(words, words) or words.startswith(("http://", "https://"))
        for read in (read_marking, read_story):
            assert len(said_of(lambda read=read, words=words: read(words))) < 400
    text = asked.get("q", [""])[0]
    filters = Filters(as_of=date(2024, 11, 6), text=text)
    if len(query) % 10 == 0:
        assert len(select(record, filters).events) <= len(record.events)
    address = permalink("http://x", "", record, filters)
    assert parse_qs(urlsplit(address).query, keep_blank_values=True).get("q", [""])[0] == text


@pytest.mark.parametrize("part", range(4))
def test_bad_link_is_followed_or_complained_of(part: int, record: Record) -> None:
    good = good_link(record)
    follow(good, record)
    for number in range(part, LINKS, 4):
        query = bad_link(good, random.Random(SEED * 2 + number))
        with bounded():
            follow(query, record)


def test_bad_link_cannot_bring_a_formula_into_an_export(record: Record) -> None:
    for number in range(30):
        text = parse_qs("q=" + bad_link("x", random.Random(SEED * 3 + number)), errors="replace")
        view = build_view(record, Filters(as_of=date(2024, 11, 6), text=text.get("q", [""])[0]))
        head = claims_csv(view).decode("utf-8-sig").split("claim_id,", 1)[0]
        assert all(line.startswith("# ") for line in head.split("\n") if line)


def test_bad_story_file_is_read_or_refused_in_words() -> None:
    good = story_file(read_story("map:Where|sources")).encode()
    for number in range(STORIES):
        content = mutated(good, random.Random(SEED * 4 + number))
        with bounded():
            said_of(lambda content=content: story_link(read_story_file(content)).encode("utf-8"))


@pytest.mark.parametrize("part", range(5))
def test_bad_record_is_refused_with_every_fault_in_its_place(tmp_path: Path, part: int) -> None:
    small = builders.write_record(tmp_path / "good")
    scenarios = (ROOT / "data" / "scenarios.toml").read_bytes()
    refused = 0
    for number in range(part, RECORDS, 5):
        chance = random.Random(SEED * 5 + number)
        folder = tmp_path / "bad"
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(small, folder)
        (folder / "scenarios.toml").write_bytes(scenarios if chance.random() < 0.3 else b"")
        victim = chance.choice(sorted(folder.glob("*.*")))
        victim.write_bytes(mutated(victim.read_bytes(), chance))
        with bounded():
            faults = faults_of(folder)
        refused += bool(faults)
        well_named(faults, "none")
    assert refused > RECORDS / 5 / 3


@pytest.mark.parametrize(
    ("where", "value"),
    [
        (("title",), None), (("version",), 3), (("licenses",), []), (("resources", 0, "path"), "../../etc/passwd"),
        (("resources", 0, "path"), "http://outside.invalid/x.csv"), (("resources", 1, "schema"), {}),
        (("resources", 2, "schema", "fields", 1, "type"), None), (("resources", 3, "schema", "foreignKeys"), True),
        (("resources", 3, "schema", "fields", 0, "constraints", "pattern"), "["),
        (("resources", 4, "name"), []), (("resources",), "x"),
    ],
)  # fmt: skip
def test_odd_descriptor_is_refused(
    tmp_path: Path, where: tuple[str | int, ...], value: object
) -> None:
    folder = builders.write_record(tmp_path / "data")
    package_file = folder / "datapackage.json"
    whole = json.loads(package_file.read_text(encoding="utf-8"))
    part = whole
    for step in where[:-1]:
        part = part[step]
    part[where[-1]] = value
    package_file.write_text(json.dumps(whole), encoding="utf-8")
    faults = faults_of(folder)
    assert faults
    well_named(faults, "")


@pytest.mark.parametrize("separator", [";", "\t"])
def test_table_parted_by_other_signs_is_refused(tmp_path: Path, separator: str) -> None:
    folder = builders.write_record(tmp_path / "data")
    actors = folder / "actors.csv"
    words = actors.read_text(encoding="utf-8").replace(",", separator)
    actors.write_text(words, encoding="utf-8")
    assert any(fault.file == "actors.csv" for fault in faults_of(folder))


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "javascript:alert(1)//http://x",
        "data:text/html,x",
        "//outside.invalid",
        " http://x y",
        "ftp://x",
        "vbscript:x",
    ],
)
def test_address_that_is_no_http_is_refused(tmp_path: Path, url: str) -> None:
    folder = builders.write_record(tmp_path / "data", sources=(builders.source(url=url),))
    assert [(one.file, one.row, one.column) for one in faults_of(folder)] == [
        ("sources.csv", 2, "url")
    ]


@pytest.mark.parametrize("text", INJECTIONS[:6])
def test_ids_and_kinds_hold_no_text(tmp_path: Path, text: str) -> None:
    folder = builders.write_record(
        tmp_path / "data", events=(builders.event(event_type=text, place_id=text),),
        claims=(builders.claim(claim_id=text, stance=text, quantity_kind=text),),
    )  # fmt: skip
    columns = {(one.file, one.column) for one in faults_of(folder)}
    assert {("claims.csv", "claim_id"), ("claims.csv", "stance"), ("claims.csv", "quantity_kind"),
            ("events.csv", "event_type"), ("events.csv", "place_id")} <= columns  # fmt: skip


@pytest.mark.parametrize("number", range(PAGES))
def test_bad_link_never_shows_a_traceback(number: int, record: Record) -> None:
    chance = random.Random(SEED * 6 + number)
    page = sorted((ROOT / "pages").glob("*.py"))[number % 8]
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    for key, values in parse_qs(bad_link(good_link(record), chance), errors="replace").items():
        if key != "marking":  # AppTest cannot hold a choice of the reader's own words
            app.query_params[key] = values
    app.run()
    app.switch_page(f"pages/{page.name}").run()
    assert not app.exception
    assert len(app.title) <= 1


def test_there_are_more_than_ten_thousand_cases() -> None:
    assert UPLOADS + LINKS + STORIES + RECORDS >= 10_000
