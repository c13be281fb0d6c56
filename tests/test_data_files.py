"""The real files: readable by any program, whole, and the article in full."""

import csv
import json
import re
from pathlib import Path

import pytest
from frictionless import Package

from builders import DATA, DESCRIPTOR
from dashboard.record.load import load_record

ARTICLE = "S-0001"
RECORD = load_record(DATA)
TEXT_FILES = sorted(
    path for path in DATA.iterdir() if path.suffix in (".csv", ".json", ".toml", ".md")
)
# What the article says, in words that a row on it cannot do without.
FACTS = {
    "1,500 sent": "1,500",
    "12,000 planned": "12,000",
    "ammunition": "ammunition",
    "disguise": "uniforms",
    "false papers": "forged identity",
    "officers in occupied Ukraine": "occupied by russia",
    "help with missiles": "launch of north korean missiles",
    "defence pact": "defence pact",
    "economic aid": "economic aid",
    "satellite programme": "satellite programme",
    "Russian losses": "loses many men",
    "ships on satellite images": "satellite images show russian navy ships",
    "Vladivostok": "vladivostok",
    "Ussuriysk": "ussuriysk",
    "Khabarovsk": "khabarovsk",
    "size of the army": "1.2 million",
    "little experience": "knows little of modern combat",
    "old equipment": "equipment is old",
    "guarding the border": "guard the border",
    "first foreign war": "major part in a foreign conflict before",
    "world war": "world war",
    "stronger sanctions": "more severe sanctions",
    "break with the South": "severing its ties with south korea",
    "forecast: 12,000 reached": "grows until the agreed 12,000",
    "forecast: aid from Seoul": "step up its financial and military aid",
    "forecast: stalemate": "deadlock",
    "forecast: cooperation": "closer military cooperation",
    "forecast: isolation": "isolate both states",
    "forecast: China": "spoil russia's relations with china",
}


def cited_to_the_article() -> str:
    claims = RECORD.claims[RECORD.claims["source_ids"].map(lambda ids: ARTICLE in ids)]
    return " ".join(claims["statement"]).casefold()


@pytest.mark.parametrize("fact", FACTS)
def test_fact_of_the_article_is_cited_to_it(fact: str) -> None:
    assert FACTS[fact] in cited_to_the_article()


def test_article_is_dated_and_without_an_address() -> None:
    article = RECORD.sources.set_index("source_id").loc[ARTICLE]
    assert f"{article['published_on']:%Y-%m-%d}" == "2024-11-06"
    assert (article["publisher"], article["kind"], article["url"]) == (
        "Alex Blackburn",
        "article",
        "",
    )


def test_every_other_document_has_a_web_address() -> None:
    others = RECORD.sources[RECORD.sources["source_id"] != ARTICLE]
    bad = others[~others["url"].str.fullmatch(r"https?://[^\s/]+\.[^\s/]+(/\S*)?")]
    assert list(bad["source_id"]) == []


def test_record_is_as_large_as_was_asked_for() -> None:
    assert len(RECORD.events) >= 40
    assert len(RECORD.claims) >= 80
    assert len(RECORD.sources) >= 40
    states = set(RECORD.actors[RECORD.actors["kind"] == "state"]["actor_id"])
    assert len(states & set(RECORD.claims["government"])) >= 8


@pytest.mark.parametrize("path", TEXT_FILES, ids=lambda path: path.name)
def test_file_is_utf8_with_unix_line_ends(path: Path) -> None:
    content = path.read_bytes()
    text = content.decode("utf-8")
    assert b"\r" not in content
    assert not text.startswith("\ufeff")
    assert text.endswith("\n")
    assert "\ufffd" not in text
    assert not re.search(r"[\u200b\u2028\u2029\x00-\x08]", text)


@pytest.mark.parametrize(
    ("table", "key"), [("sources", "source_id"), ("events", "event_id"), ("claims", "claim_id")]
)
def test_ids_stand_in_order_and_once(table: str, key: str) -> None:
    ids = list(getattr(RECORD, table)[key])
    assert ids == sorted(set(ids))


@pytest.mark.parametrize("resource", DESCRIPTOR["resources"], ids=lambda item: item["name"])
def test_cells_carry_no_blanks_around_them(resource: dict[str, str]) -> None:
    with (DATA / resource["path"]).open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    bad = [
        (number, column)
        for number, row in enumerate(rows, start=2)
        for column, cell in row.items()
        if cell != cell.strip() or "\n" in cell or "  " in cell
    ]
    assert bad == []


@pytest.mark.parametrize("resource", DESCRIPTOR["resources"], ids=lambda item: item["name"])
def test_no_id_stands_twice_in_a_list(resource: dict[str, str]) -> None:
    with (DATA / resource["path"]).open(encoding="utf-8", newline="") as file:
        cells = [
            row[column]
            for row in csv.DictReader(file)
            for column in ("relays", "initiators", "recipients", "source_ids")
            if column in row
        ]
    assert [cell for cell in cells if len(set(cell.split(";"))) != len(cell.split(";"))] == []


def test_statements_are_short_sentences() -> None:
    statements = RECORD.claims["statement"]
    assert statements.str.len().max() <= 240
    assert statements.str.len().min() >= 10
    assert list(RECORD.claims[~statements.str.contains(r"[.!?…”)]$")]["claim_id"]) == []


def test_every_document_is_cited() -> None:
    cited = {source for ids in RECORD.claims["source_ids"] for source in ids}
    relayed = {source for ids in RECORD.sources["relays"] for source in ids}
    assert sorted(set(RECORD.sources["source_id"]) - cited - relayed) == []


def test_nothing_is_dated_after_the_last_day_covered() -> None:
    last = RECORD.about.last_day_covered
    assert RECORD.sources["published_on"].max().date() <= last
    assert RECORD.claims["reported_on"].max().date() <= last
    assert all(s.outcome is None or s.outcome.decided_on <= last for s in RECORD.scenarios)


def test_every_outcome_rests_on_claims_known_when_it_was_decided() -> None:
    public = RECORD.claims.set_index("claim_id")["public_on"].dt.date
    for scenario in RECORD.scenarios:
        if scenario.outcome:
            days = [public[claim_id] for claim_id in scenario.outcome.evidence]
            assert max(days) <= scenario.outcome.decided_on, scenario.scenario_id


def test_every_located_region_has_an_outline() -> None:
    outlines = json.loads((DATA / "basemap" / "admin1.geojson").read_text(encoding="utf-8"))
    drawn = {feature["properties"]["region_id"] for feature in outlines["features"]}
    regions = RECORD.places[(RECORD.places["kind"] == "region") & RECORD.places["latitude"].notna()]
    assert sorted(set(regions["place_id"]) - drawn) == []


def test_every_point_says_how_precise_it_is() -> None:
    located = RECORD.places[RECORD.places["latitude"].notna()]
    assert located[["longitude", "precision_km"]].notna().all().all()
    countries = RECORD.places[RECORD.places["kind"] == "country"]
    assert countries["latitude"].isna().all()


def test_governments_are_their_own_government() -> None:
    governments = RECORD.actors.set_index("actor_id")["government"]
    assert [who for who in governments if governments[who] != who] == []


def test_frictionless_finds_the_package_valid() -> None:
    report = Package(str(DATA / "datapackage.json")).validate()
    assert report.valid, report.flatten(["fileName", "rowNumber", "note"])
