"""The slides: native, marked, described, within their frames; and LibreOffice opens them."""

import io
import subprocess
import sys
from pathlib import Path

import pypdfium2
import pytest
from pptx import Presentation
from pptx.enum.shapes import MSO_SHAPE_TYPE
from pptx.presentation import Presentation as Deck
from pptx.util import Inches

from dashboard.briefing.brief import Brief
from dashboard.briefing.slides import write_slides
from dashboard.briefing.story import Step

from .conftest import BASE_MAP

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "tools"))
from find_office import find_office  # noqa: E402

POINTS = 72
FOOT = 7.05  # inches: below it stand the marking and the foot line only


@pytest.fixture(scope="module")
def deck(latest_brief: Brief) -> Deck:
    return Presentation(io.BytesIO(write_slides(latest_brief, BASE_MAP)))


def shapes_of(deck: Deck) -> list:  # type: ignore[type-arg]
    return [shape for slide in deck.slides for shape in slide.shapes]


def test_slides_are_wide_and_have_our_master_alone(deck: Deck) -> None:
    assert deck.slide_width / deck.slide_height == pytest.approx(16 / 9, abs=0.001)
    assert [layout.name for layout in deck.slide_layouts] == ["Title Only"]
    theme = next(
        rel.target_part.blob
        for rel in deck.slide_master.part.rels.values()
        if rel.reltype.endswith("/theme")
    ).decode()
    assert "Georgia" in theme
    assert "Calibri" not in theme.split("<a:ea")[0]


def test_every_slide_is_marked_top_and_bottom(deck: Deck) -> None:
    for slide in deck.slides:
        marks = [shape for shape in slide.shapes if shape.name.startswith("Marking")]
        assert [shape.text_frame.text for shape in marks] == ["TLP:AMBER+STRICT"] * 2
        assert marks[0].top < Inches(0.5)
        assert marks[1].top > Inches(7)
        assert slide.notes_slide.notes_text_frame.text.startswith("TLP:AMBER+STRICT")


def test_charts_are_native_and_hold_the_counts(deck: Deck, latest_brief: Brief) -> None:
    charts = [shape.chart for shape in shapes_of(deck) if shape.has_chart]
    assert len(charts) == 2
    bars = list(charts[0].plots[0].series[0].values)[::-1]
    assert bars == [one.best for one in latest_brief.counts][: len(bars)]
    assert [series.name[:10] for series in charts[1].plots[0].series] == [
        line.name[:10] for line in latest_brief.lines
    ]


def test_no_month_stands_twice_on_a_short_axis(deck: Deck, article_brief: Brief) -> None:
    short = Presentation(io.BytesIO(write_slides(article_brief, BASE_MAP)))
    for one, wanted in ((deck, "mmm yyyy"), (short, "d mmm")):
        line = [shape.chart for shape in shapes_of(one) if shape.has_chart][1]
        assert line.category_axis.tick_labels.number_format == wanted


def test_the_map_is_made_of_native_shapes_with_names(deck: Deck, latest_brief: Brief) -> None:
    groups = [shape for shape in shapes_of(deck) if shape.shape_type == MSO_SHAPE_TYPE.GROUP]
    assert len(groups) == 3
    names = [shape.name for group in groups for shape in group.shapes]
    for kind in ("Land", "Border", "Region: ", "Route: ", "Place: "):
        assert any(name.startswith(kind) for name in names), kind
    drawn = {name.removeprefix("Place: ") for name in names if name.startswith("Place: ")}
    assert {"Vladivostok", "Ussuriysk", "Khabarovsk"} <= drawn


def test_what_is_not_text_has_an_alternative_text(deck: Deck) -> None:
    kinds = (MSO_SHAPE_TYPE.GROUP, MSO_SHAPE_TYPE.PICTURE, MSO_SHAPE_TYPE.CHART)
    pictures = [shape for shape in shapes_of(deck) if shape.shape_type in kinds]
    assert len(pictures) == 6
    for shape in pictures:
        assert len(shape._element.xpath(".//p:cNvPr")[0].get("descr", "")) > 20


def test_citations_link_to_their_documents(deck: Deck, latest_brief: Brief) -> None:
    linked = {
        run.hyperlink.address
        for shape in shapes_of(deck)
        if shape.has_text_frame
        for paragraph in shape.text_frame.paragraphs
        for run in paragraph.runs
        if run.hyperlink.address
    }
    assert {one.url for one in latest_brief.sources if one.url} <= linked
    assert latest_brief.imprint.permalink in linked


def test_story_chooses_orders_and_renames(latest_brief: Brief) -> None:
    story = (Step("map", "Where they stand"), Step("bottom"))
    deck = Presentation(io.BytesIO(write_slides(latest_brief, BASE_MAP, story)))
    titles = [slide.shapes.title.text_frame.text for slide in deck.slides]
    assert titles[0] == "Where they stand"
    assert titles[1] == latest_brief.titles["bottom"]
    assert titles[2:] == ["How this brief was made"]


@pytest.fixture(scope="module")
def as_pdf(any_brief: Brief, tmp_path_factory: pytest.TempPathFactory) -> tuple[int, bytes]:
    folder = tmp_path_factory.mktemp("office")
    content = write_slides(any_brief, BASE_MAP)
    (folder / "brief.pptx").write_bytes(content)
    office = find_office()
    assert office, "no LibreOffice found; `make test` installs one"
    subprocess.run(
        [office, f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", "pdf",
         "--outdir", str(folder), str(folder / "brief.pptx")],
        check=True, capture_output=True, timeout=180,
    )  # fmt: skip
    return len(Presentation(io.BytesIO(content)).slides), (folder / "brief.pdf").read_bytes()


def test_office_opens_the_slides_and_nothing_runs_over_its_frame(as_pdf: tuple[int, bytes]) -> None:
    slides, content = as_pdf
    document = pypdfium2.PdfDocument(content)
    assert len(document) == slides
    for number, page in enumerate(document, 1):
        width, height = page.get_size()
        text = page.get_textpage()
        for index in range(text.count_rects()):
            left, bottom, right, top = text.get_rect(index)
            words = text.get_text_bounded(left, bottom, right, top)
            where = f"slide {number}: {words[:60]!r}"
            assert left >= 0, where
            assert right <= width + 1, where
            assert bottom >= 0, where
            foot = top < height - FOOT * POINTS
            assert foot or bottom > height - FOOT * POINTS, f"{where} runs into the foot"
