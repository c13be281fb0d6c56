"""Hostile texts in everything that leaves the app: text stays text, and links are http(s) only."""

import csv
import io
import json
import re
import zipfile
from collections.abc import Iterator

import pikepdf
import pypdfium2
import pytest
from pptx import Presentation

from dashboard.analysis.view import build_view
from dashboard.exchange.export import claims_csv, events_geojson
from dashboard.record.filters import Filters
from hostile.conftest import DAY, Spoilt
from hostile.strings import INJECTIONS, OUTSIDE

FORMULA = re.compile(r"[=+@\t\r\n＝＋－＠]|-(?![0-9.]+$)")
CSV_FILES = (
    "claims.csv",
    *(f"package/{name}.csv" for name in ("actors", "places", "sources", "events", "claims")),
)


def cells(content: bytes) -> list[str]:
    text = io.StringIO(content.decode("utf-8-sig"), newline="")
    return [cell for row in csv.reader(text) for cell in row]


@pytest.mark.parametrize("name", CSV_FILES)
def test_no_cell_of_a_csv_is_a_formula(spoilt: Spoilt, name: str) -> None:
    # The comment lines are read as cells too, as a spreadsheet would.
    assert [cell for cell in cells(spoilt.files[name]) if FORMULA.match(cell)] == []
    assert any("HYPERLINK" in cell for cell in cells(spoilt.files[name]))


def test_search_text_of_a_link_cannot_bring_a_formula_into_the_head(spoilt: Spoilt) -> None:
    evil = 'x,=HYPERLINK("http://outside.invalid/","y"),\t+1;@SUM(A1),"=2"'
    view = build_view(spoilt.record, Filters(as_of=DAY, text=evil))
    assert [cell for cell in cells(claims_csv(view)) if FORMULA.match(cell.strip())] == []


def test_every_text_of_the_list_comes_out_as_it_went_in(spoilt: Spoilt) -> None:
    features = json.loads(events_geojson(spoilt.view))["features"]
    summaries = [feature["properties"]["summary"] for feature in features]
    assert [text for text in INJECTIONS if not any(text in one for one in summaries)] == []
    assert json.loads(spoilt.files["events.geojson"])["features"]


def test_package_with_hostile_texts_is_still_a_package(spoilt: Spoilt) -> None:
    assert json.loads(spoilt.files["package/datapackage.json"])["extract"]["claims"] > 1000
    rows = list(
        csv.DictReader(io.StringIO(spoilt.files["package/claims.csv"].decode(), newline=""))
    )
    assert len(rows) == len(spoilt.view.shown.claims)


def _pptx_parts(spoilt: Spoilt) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(spoilt.files["brief.pptx"]))


def test_slides_link_to_http_only_and_run_nothing(spoilt: Spoilt) -> None:
    parts = _pptx_parts(spoilt)
    relations = [parts.read(name).decode() for name in parts.namelist() if name.endswith(".rels")]
    outside = [
        target
        for one in relations
        for entry in re.findall(r"<Relationship [^>]*>", one)
        if 'TargetMode="External"' in entry
        for target in re.findall(r'Target="([^"]*)"', entry)
    ]
    assert any(OUTSIDE in target for target in outside)
    assert [
        target for target in outside if not re.match(r"https?://[^\s\"<>\\^`{|}]+$", target)
    ] == []
    assert [name for name in parts.namelist() if re.search(r"vba|activeX|\.exe", name)] == []
    slides = [parts.read(name).decode() for name in parts.namelist() if "slides/slide" in name]
    assert not any("ppaction:" in slide for slide in slides)


def test_slides_hold_the_texts_letter_by_letter(spoilt: Spoilt) -> None:
    deck = Presentation(io.BytesIO(spoilt.files["brief.pptx"]))
    words = "\n".join(
        shape.text_frame.text
        for slide in deck.slides
        for shape in slide.shapes
        if shape.has_text_frame
    )
    for text in ("<script>window.__xss=1</script>", "{{constructor", "=HYPERLINK("):
        assert text in words


def test_sheets_behind_the_charts_hold_no_formula(spoilt: Spoilt) -> None:
    parts = _pptx_parts(spoilt)
    sheets = [name for name in parts.namelist() if name.endswith(".xlsx")]
    assert sheets
    for name in sheets:
        sheet = zipfile.ZipFile(io.BytesIO(parts.read(name)))
        for part in sheet.namelist():
            assert b"<f>" not in sheet.read(part)
            assert b"<hyperlink" not in sheet.read(part)


def _pdf_actions(pdf: pikepdf.Pdf) -> Iterator[pikepdf.Object]:
    for page in pdf.pages:
        for note in page.get("/Annots", []):
            if "/A" in note:
                yield note["/A"]


@pytest.mark.parametrize("name", ["brief.pdf", "brief-full.pdf"])
def test_pdf_links_to_http_only_and_runs_nothing(spoilt: Spoilt, name: str) -> None:
    pdf = pikepdf.open(io.BytesIO(spoilt.files[name]))
    actions = list(_pdf_actions(pdf))
    assert any(OUTSIDE in str(action.get("/URI", "")) for action in actions)
    assert {str(action["/S"]) for action in actions} <= {"/URI", "/GoTo"}
    addresses = [str(action["/URI"]) for action in actions if "/URI" in action]
    assert [one for one in addresses if not one.startswith(("http://", "https://"))] == []
    assert not {"/OpenAction", "/AA", "/AcroForm"} & set(pdf.Root.keys())
    assert "/JavaScript" not in pdf.Root.get("/Names", {})
    assert "/EmbeddedFiles" not in pdf.Root.get("/Names", {})


def test_pdf_shows_the_texts_and_typesets_none_of_them(spoilt: Spoilt) -> None:
    pdf = pypdfium2.PdfDocument(spoilt.files["brief-full.pdf"])
    words = "".join(page.get_textpage().get_text_range() for page in pdf)
    words = re.sub(r"\s", "", words)
    assert "<script>window.__xss=1</script>" in words
    assert '#panic("ran")' in words
    assert "root:x:" not in words
