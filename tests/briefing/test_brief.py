"""The brief itself: nothing later than its day, every figure the same in all of its forms."""

import io
import re
from datetime import date, timedelta
from pathlib import Path

import pypdfium2
import pytest
from pptx import Presentation

import builders
from dashboard.briefing.brief import Brief
from dashboard.briefing.pages import write_pages
from dashboard.briefing.slides import write_slides
from dashboard.briefing.story import SECTIONS
from dashboard.interface.briefing_text import section_lines
from dashboard.interface.present import notes_of
from dashboard.record.tables import Record

from .conftest import ARTICLE_DAY, BASE_MAP, LATEST, brief_on


def words_of_slides(content: bytes) -> tuple[str, str]:
    """The words on the slides and those in their notes."""
    shown, notes = [], []
    for slide in Presentation(io.BytesIO(content)).slides:
        for shape in slide.shapes:
            if shape.has_text_frame:
                shown.append(shape.text_frame.text)
            if shape.has_chart:
                shown += [point for plot in shape.chart.plots for point in plot.categories]
        notes.append(slide.notes_slide.notes_text_frame.text)
    return "\n".join(map(str, shown)), "\n".join(notes)


def words_of_pdf(content: bytes) -> str:
    document = pypdfium2.PdfDocument(content)
    return "\n".join(page.get_textpage().get_text_bounded() for page in document)


def flat(words: str) -> str:
    """Letters and figures alone: lines are broken and marks set differently in each form."""
    return re.sub(r"\[\d+\]|[^0-9A-Za-z]", "", words)


def told(brief: Brief) -> list[str]:
    """Every sentence with a figure or a date in it, and every count."""
    sentences = [
        one.text for one in (*brief.bottom_line, *brief.changes, *brief.outlook, *brief.gaps)
    ]
    sentences += [one.words for one in brief.headlines]
    sentences += [one.words for one in brief.counts]
    sentences += [f"{one.likelihood} by {one.closes_on:%-d %b %Y}" for one in brief.judgements]
    return sentences


@pytest.mark.parametrize("which", ["article_brief", "latest_brief"])
def test_every_figure_agrees_in_slides_notes_pages_and_on_the_screen(
    which: str, request: pytest.FixtureRequest
) -> None:
    brief: Brief = request.getfixturevalue(which)
    slides, notes = map(flat, words_of_slides(write_slides(brief, BASE_MAP)))
    pages = flat(words_of_pdf(write_pages(brief, BASE_MAP, pages="full")))
    screen = flat("\n".join(line for name in SECTIONS for line in section_lines(brief, name)))
    headlines = {flat(one.words) for one in brief.headlines}
    for sentence in map(flat, told(brief)):
        assert sentence in slides or sentence in notes, sentence
        assert sentence in notes, sentence
        assert sentence in pages, sentence
        assert sentence in screen or sentence in headlines, sentence


@pytest.mark.parametrize("section", sorted({*SECTIONS} - {"timeline", "map"}))  # figures alone
def test_every_section_has_words_on_the_page_and_in_the_strip(
    section: str, latest_brief: Brief
) -> None:
    assert section_lines(latest_brief, section)
    assert notes_of(latest_brief, section) or section == "sources"


def test_one_of_a_kind_is_told_in_the_singular(tmp_path: Path) -> None:
    claims = (
        builders.figure(1, "sent", "1500"),
        builders.claim(2, event_id="E-0001", claimant="RUS", stance="denies"),
    )
    brief = brief_on(builders.make_record(tmp_path, claims=claims[:1]), ARTICLE_DAY)
    disputed = brief_on(builders.make_record(tmp_path, claims=claims), ARTICLE_DAY)
    said = " ".join(one.text for one in (*brief.gaps, *disputed.gaps))
    assert "1 of 1 claim was not yet read" in said
    assert "1 event is disputed" in said
    shown, notes = words_of_slides(write_slides(brief, BASE_MAP))
    pages = words_of_pdf(write_pages(brief, BASE_MAP, pages="full"))
    odd = re.findall(r"(?<![\d.,/-])1 (?:more )?[a-z]+s\b", " ".join([shown, notes, pages]))
    assert odd == []


def test_floor_at_a_lines_end_says_so(article_brief: Brief) -> None:
    last = {line.name: line.last for line in article_brief.lines}
    assert last["Netherlands"] == "≥ 1,500"
    assert last["Ukraine"] == "12,000"


def test_brief_of_the_articles_day_holds_nothing_later(
    record: Record, article_brief: Brief
) -> None:
    assert {one.published_on <= ARTICLE_DAY for one in article_brief.sources} == {True}
    assert article_brief.events["public_on"].max().date() <= ARTICLE_DAY
    assert article_brief.places["last_reported"].max().date() <= ARTICLE_DAY
    assert {day <= ARTICLE_DAY for line in article_brief.lines for day, _ in line.points} == {True}
    assert all(not one.became for one in article_brief.judgements)
    later = record.sources[record.sources["published_on"].dt.date > ARTICLE_DAY]
    addresses = set(later["url"]) - {one.url for one in article_brief.sources}
    written = words_of_pdf(write_pages(article_brief, BASE_MAP, pages="full"))
    assert not [url for url in addresses if url and url in written]


@pytest.mark.parametrize("day", [ARTICLE_DAY, LATEST])
def test_timeline_tells_of_the_same_first_count_as_the_bottom_line(
    record: Record, day: date
) -> None:
    brief = brief_on(record, day)
    first = re.search(
        r"first count by a government was ([\d,]+) \((.+?), \d+ (.+?)\)", brief.bottom_line[0].text
    )
    assert first
    assert f"went from {first[1]} ({first[2]}, {first[3]}) to " in brief.titles["timeline"]
    ends = {figure.words for figure in brief.headlines if figure.label == "Sent to Russia"}
    assert f"to {ends.pop()};" in brief.titles["timeline"]


def test_claimants_that_are_not_drawn_are_counted(latest_brief: Brief) -> None:
    assert latest_brief.lines_left
    said = f"{latest_brief.lines_left} more claimants are not drawn"
    assert said in words_of_slides(write_slides(latest_brief, BASE_MAP))[0]
    for pages in ("one", "full"):
        assert said in words_of_pdf(write_pages(latest_brief, BASE_MAP, pages=pages))


def test_judgements_of_the_articles_day_are_the_articles_six(article_brief: Brief) -> None:
    assert len(article_brief.judgements) == 6
    assert {one.whose for one in article_brief.judgements} == {"article of 6 Nov 2024"}
    assert all(re.search(r"\(\d+–\d+%\)", one.likelihood) for one in article_brief.judgements)


def test_analysis_written_in_hindsight_says_so(latest_brief: Brief) -> None:
    ours = [one for one in latest_brief.judgements if "our analysis" in one.whose]
    assert ours
    assert all("hindsight" in one.whose for one in ours)


def test_citations_are_numbered_from_one_without_a_gap(any_brief: Brief) -> None:
    assert [one.number for one in any_brief.sources] == list(range(1, len(any_brief.sources) + 1))
    cited = {n for one in (*any_brief.bottom_line, *any_brief.changes) for n in one.cites}
    assert cited <= {one.number for one in any_brief.sources}


def test_changes_are_those_since_the_last_brief(record: Record) -> None:
    day = date(2024, 10, 25)
    brief = brief_on(record, day)
    assert "25 Sep 2024 and 25 Oct 2024" in brief.titles["changes"]
    quiet = brief_on(record, LATEST)
    assert quiet.titles["changes"].startswith("Nothing new became public between 24 Oct 2026")
    assert all(one.text.startswith("Last before:") for one in quiet.changes)


def test_changes_tell_of_the_troops_before_arms(record: Record, article_brief: Brief) -> None:
    told = [one.text for one in article_brief.changes[:-1]]
    assert any("11,000 North Korean troops" in one for one in told)
    assert any("First small clashes" in one for one in told)
    assert not any("shells" in one for one in told)


def test_changes_name_whose_figure_was_revised(record: Record) -> None:
    changes = brief_on(record, date(2025, 4, 26)).changes
    revised = [one.text for one in changes if one.text.startswith("Figure revised")]
    assert revised
    names = "|".join(map(re.escape, record.actors["name"]))
    assert all(re.match(f"Figure revised by ({names}): ", one) for one in revised)


def test_filters_narrow_the_brief_and_are_named(record: Record) -> None:
    brief = brief_on(record, LATEST, claimants=("KOR",))
    assert {one.government for one in brief.counts} == {"KOR"}
    assert "South Korea" in brief.imprint.filters


def test_gaps_name_a_silence_as_silence(latest_brief: Brief) -> None:
    assert any("That is silence, not zero." in one.text for one in latest_brief.gaps)


def test_missing_figures_are_gaps(article_brief: Brief) -> None:
    missing = "Nobody gives a figure of killed and wounded, of killed or of wounded."
    assert missing in {one.text for one in article_brief.gaps}


def test_one_thing_is_no_things(record: Record) -> None:
    brief = brief_on(record, date(2025, 4, 26))
    assert len(brief.gaps) == 1
    assert brief.titles["gaps"] == "1 thing that this record cannot tell"


def test_what_cannot_be_decided_is_told_in_one_word(latest_brief: Brief) -> None:
    void = [one for one in latest_brief.judgements if "cannot be decided" in one.became]
    decided = len(latest_brief.judgements) - len(void)
    assert void
    count = f"{decided} decided by now; {len(void)} cannot be decided"
    assert count in latest_brief.titles["judgements"]
    assert f"; {len(void)} cannot be decided" in latest_brief.titles["forecast"]
    assert "void" not in words_of_pdf(write_pages(latest_brief, BASE_MAP, pages="full"))


def test_a_claim_is_cited_by_its_first_document(tmp_path: "builders.Path") -> None:
    sources = (
        builders.source(1, published_on="2024-10-20"),
        builders.source(2, published_on="2024-10-18"),
    )
    claims = (builders.figure(1, "sent", "1500", source_ids="S-0001;S-0002"),)
    brief = brief_on(
        builders.make_record(tmp_path / "data", sources=sources, claims=claims), ARTICLE_DAY
    )
    assert [one.source_id for one in brief.sources] == ["S-0002"]
    assert brief.changes[0].text.startswith("New event")
    assert brief.imprint.since == ARTICLE_DAY - timedelta(days=30)


def test_perspective_does_not_tell_the_others_silence_as_a_fact(record: Record) -> None:
    gaps = " ".join(one.text for one in brief_on(record, LATEST, perspective="RUS").gaps)
    assert "Pyongyang has given no word" not in gaps
    assert "Nobody gives" not in gaps
    assert "Russia gives no figure of troops sent to Russia" in gaps


def test_filter_that_finds_nothing_is_no_finding_about_the_world(record: Record) -> None:
    titles = brief_on(record, LATEST, text="no such word").titles
    assert titles["strength"].startswith("No claimant among those chosen gives")
    assert titles["map"] == "No place inside Russia or Ukraine fits this choice"
