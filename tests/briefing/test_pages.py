"""The pages: tagged, described, reproducible, one page where one was asked for."""

import io

import pikepdf
import pypdfium2

from dashboard.briefing.brief import Brief
from dashboard.briefing.pages import write_pages
from dashboard.briefing.story import Step

from .conftest import BASE_MAP


def text_of(content: bytes) -> str:
    return "\n".join(
        page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(content)
    )


def test_one_page_is_one_page_whatever_it_holds(any_brief: Brief) -> None:
    content = write_pages(any_brief, BASE_MAP)
    document = pypdfium2.PdfDocument(content)
    assert len(document) == 1
    width, height = document[0].get_size()
    assert (round(width), round(height)) == (595, 842)  # A4
    text = document[0].get_textpage()
    for index in range(text.count_rects()):
        left, bottom, right, top = text.get_rect(index)
        assert left >= 30
        assert right <= width - 30, text.get_text_bounded(left, bottom, right, top)
        assert bottom >= 15
        assert top <= height - 15
    assert "Released by" in text.get_text_bounded()


def test_pages_are_the_same_bytes_for_the_same_input(latest_brief: Brief) -> None:
    for pages in ("one", "full"):
        first = write_pages(latest_brief, BASE_MAP, pages=pages)
        assert first == write_pages(latest_brief, BASE_MAP, pages=pages)


def test_pages_are_tagged_and_say_that_they_are_pdf_ua(any_brief: Brief) -> None:
    with pikepdf.open(io.BytesIO(write_pages(any_brief, BASE_MAP, pages="full"))) as pdf:
        assert pdf.Root.MarkInfo.Marked
        assert str(pdf.Root.Lang) == "en"
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
        with pdf.open_metadata() as metadata:
            assert metadata["pdfuaid:part"] == "1"
            assert metadata["dc:title"] == any_brief.titles["bottom"]
        assert pdf.check_pdf_syntax() == []
        figures = [
            item for item in pdf.objects
            if isinstance(item, pikepdf.Dictionary) and item.get("/S") == pikepdf.Name("/Figure")
        ]  # fmt: skip
        assert figures
        assert all(len(str(item.Alt)) > 20 for item in figures)


def test_every_page_is_marked_top_and_bottom(latest_brief: Brief) -> None:
    for page in pypdfium2.PdfDocument(write_pages(latest_brief, BASE_MAP, pages="full")):
        assert page.get_textpage().get_text_bounded().count("TLP:AMBER+STRICT") >= 2


def test_only_the_typefaces_that_come_along_are_used(latest_brief: Brief) -> None:
    with pikepdf.open(io.BytesIO(write_pages(latest_brief, BASE_MAP, pages="full"))) as pdf:
        fonts = {
            str(item.BaseFont).split("+")[-1] for item in pdf.objects
            if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == pikepdf.Name("/Font")
        }  # fmt: skip
    assert fonts
    assert all(
        name.startswith(("SourceSansPro", "SourceSerifPro", "Libertinus")) for name in fonts
    ), fonts


def test_story_orders_and_renames_the_sections(latest_brief: Brief) -> None:
    story = (Step("gaps", "Our blind spots"), Step("sources"))
    text = text_of(write_pages(latest_brief, BASE_MAP, story, pages="full"))
    assert text.index("Our blind spots") < text.index(
        "[1]" + " " + latest_brief.sources[0].publisher[:5]
    )
    assert "Indicator" not in text


def test_a_title_in_other_letters_is_told_by_its_language(latest_brief: Brief) -> None:
    korean = [one for one in latest_brief.sources if one.language == "ko"]
    assert korean
    assert "[title in Korean]" in text_of(write_pages(latest_brief, BASE_MAP, pages="full"))


def test_figure_of_a_place_stands_with_its_own_day(article_brief: Brief) -> None:
    place = article_brief.places.set_index("place_id").loc["buryatia"]
    days = [f"{place[column]:%-d %b %Y}" for column in ("figure_on", "last_reported")]
    assert days[0] != days[1]
    words = " ".join(text_of(write_pages(article_brief, BASE_MAP, pages="full")).split())
    assert " ".join(days) in words


def test_whole_countries_stand_last_among_the_places_and_say_so(latest_brief: Brief) -> None:
    words = " ".join(text_of(write_pages(latest_brief, BASE_MAP, pages="full")).split())
    table = words[words.index("Last report") :]
    areas = latest_brief.places["kind"] == "country"
    first = min(table.index(f"{name} (area only)") for name in latest_brief.places["name"][areas])
    assert all(table.index(name) < first for name in latest_brief.places["name"][~areas])
    assert table.count("(area only)") == areas.sum() > 0
