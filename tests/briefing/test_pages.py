"""The pages: tagged, described, reproducible, one page where one was asked for."""

import io
import re
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

import builders
from dashboard.briefing.brief import Brief
from dashboard.briefing.drawings import MOST_BARS
from dashboard.briefing.pages import write_pages
from dashboard.briefing.story import Step

from .conftest import ARTICLE_DAY, BASE_MAP, brief_on


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


def test_one_page_tells_the_articles_forecasts_first_and_marks_ours(latest_brief: Brief) -> None:
    text = " ".join(text_of(write_pages(latest_brief, BASE_MAP)).split())
    places = [text.find(one.title) for one in latest_brief.judgements]
    ours = [one for one in latest_brief.judgements if one.in_hindsight]
    article = len(latest_brief.judgements) - len(ours)
    assert min(places[:article]) > 0
    told = [place for place in places if place > 0]
    assert told == sorted(told)
    assert text.count("written in hindsight)") == sum(place > 0 for place in places[article:])


def test_one_page_counts_what_it_leaves_out(any_brief: Brief) -> None:
    text = " ".join(text_of(write_pages(any_brief, BASE_MAP)).split())
    spelled = len(any_brief.changes) - (any_brief.changes_left > 0)
    told = sum(one.title in text for one in any_brief.judgements)
    left = [len(any_brief.judgements) - told, max(len(any_brief.counts) - MOST_BARS, 0)]
    for number in (one for one in left if one):
        assert f"and {number} more in the full brief" in text
    if spelled > 4:  # no type size shows more of them
        assert re.search(r"and \d+ more in the full brief", text)
    if any_brief.changes_left:
        assert f"and {any_brief.changes_left} lighter changes" in text


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


@pytest.mark.parametrize(
    ("publisher", "shown"),
    [("News1 (via Daum)", "News1 (via Daum)"), ("Dongyang News (동양뉴스)", "Dongyang News"),
     ("동양뉴스", "a publisher")],
)  # fmt: skip
def test_a_publisher_in_other_letters_keeps_its_brackets_whole(
    tmp_path: Path, publisher: str, shown: str
) -> None:
    source = builders.source(1, publisher=publisher, title="북한군", language="ko")
    claims = (builders.figure(1, "sent", "1500"),)
    record = builders.make_record(tmp_path / "data", sources=(source,), claims=claims)
    text = text_of(write_pages(brief_on(record, ARTICLE_DAY), BASE_MAP, pages="full"))
    assert f"[1] {shown}: [title in Korean]" in text
