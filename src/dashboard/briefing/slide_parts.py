"""What slides are put together from: words that fit, citations, alternative text, the marking."""

from collections.abc import Iterable, Sequence
from typing import Any

from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.presentation import Presentation as Deck
from pptx.slide import Slide
from pptx.util import Inches, Pt

from dashboard.briefing.brief import Brief, Citation, Statement
from dashboard.briefing.fitting import SERIF_LETTER, fit
from dashboard.briefing.slide_master import (
    HAIRLINE,
    HEADINGS,
    MARGIN,
    MUTED,
    TEXT,
    WIDTH,
    layout_of,
    rgb,
)

BODY_TOP, BODY_BOTTOM = 1.75, 6.85
BODY_WIDTH = WIDTH - 2 * MARGIN
_BAND = 0.3  # height of the marking's band, inches


def new_slide(deck: Deck, title: str, kicker: str) -> Slide:
    """A slide with its finding as the title, and its section in small capitals above."""
    slide = deck.slides.add_slide(layout_of(deck))
    set_title(slide, title)
    add_text(
        slide, [kicker.upper()], (MARGIN, 0.16, 8, 0.28), largest=11, colour=MUTED, name="Section"
    )
    return slide


def set_title(slide: Slide, words: str) -> None:
    """The finding in the title's place, at the largest size at which it fits two lines."""
    fitted = fit((words,), BODY_WIDTH, 1.05, 26, 16, gap=0, letter=SERIF_LETTER)
    shape = slide.shapes.title
    assert shape is not None
    shape.text_frame.text = fitted.paragraphs[0]
    run = shape.text_frame.paragraphs[0].runs[0]
    run.font.size, run.font.name = Pt(fitted.size), HEADINGS
    run.font.color.rgb = rgb(TEXT)


def add_text(
    slide: Slide,
    texts: Sequence[str | Statement],
    box: tuple[float, float, float, float],
    *,
    sources: Sequence[Citation] = (),
    largest: float = 20,
    smallest: float = 11,
    colour: str = TEXT,
    bold: bool = False,
    name: str = "Text",
) -> None:
    """Put paragraphs into a frame; citations become numbers that link to their documents.

    Args:
        slide: where.
        texts: the paragraphs; what does not fit at the smallest size is left out, and a last
            line says how many.
        box: left, top, width, height (inches).
        sources: the documents, to link numbers to.
        largest: type size to start from, points.
        smallest: type size to stop at.
        colour: of the words.
        bold: whether the words are bold.
        name: of the shape, for the selection pane.
    """
    statements = [one if isinstance(one, Statement) else Statement(one) for one in texts]
    whole = tuple(one.text + _numbers_text(one.cites) for one in statements)
    left, top, width, height = box
    fitted = fit(whole, width, height, largest, smallest)
    if fitted.left:  # make room for the line that says so
        fitted = fit(whole, width, height - smallest * 1.8 / 72, largest, smallest)
    shape = slide.shapes.add_textbox(Inches(left), Inches(top), Inches(width), Inches(height))
    shape.name = name
    frame = shape.text_frame
    frame.word_wrap = True
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    by_number = {one.number: one for one in sources}
    for position, text in enumerate(fitted.paragraphs):
        statement = statements[position]
        whole_text = text == whole[position]
        paragraph = frame.paragraphs[0] if position == 0 else frame.add_paragraph()
        paragraph.space_after = Pt(fitted.size * 0.45)
        run = paragraph.add_run()
        run.text = statement.text if whole_text else text
        _style(run, fitted.size, colour, bold=bold)
        if whole_text:
            _add_numbers(paragraph, statement.cites, by_number, fitted.size)
    if fitted.left:
        paragraph = frame.add_paragraph()
        run = paragraph.add_run()
        run.text = f"and {fitted.left} more, in the evidence pages"
        _style(run, smallest, MUTED)


def describe(shape: Any, words: str, name: str = "") -> None:  # noqa: ANN401
    """Give a shape its alternative text."""
    shape._element.xpath(".//p:cNvPr")[0].set("descr", words[:2000])
    if name:
        shape.name = name


def decorate(shape: Any, name: str) -> None:  # noqa: ANN401
    """Mark a shape as decoration, so that readers by ear are not told of it."""
    shape.name = name
    properties = shape._element.xpath(".//p:cNvPr")[0]
    extensions = properties.makeelement(qn("a:extLst"), {})
    extension = properties.makeelement(
        qn("a:ext"), {"uri": "{C183D7F6-B498-43B3-948B-1728B52AA6E4}"}
    )
    space = "http://schemas.microsoft.com/office/drawing/2017/decorative"
    extension.append(extension.makeelement(f"{{{space}}}decorative", {"val": "1"}))
    extensions.append(extension)
    properties.append(extensions)


def mark(slide: Slide, brief: Brief, number: int, count: int) -> None:
    """Marking top and bottom; between them at the foot the date, the version and the page."""
    imprint = brief.imprint
    for top, where in ((0.08, "top"), (7.12, "bottom")):
        width = 0.4 + 0.115 * len(imprint.marking.words)
        shape = slide.shapes.add_textbox(
            Inches(WIDTH - MARGIN - width), Inches(top), Inches(width), Inches(_BAND)
        )
        shape.name = f"Marking {where}"
        shape.fill.solid()
        shape.fill.fore_color.rgb = rgb("000000")
        frame = shape.text_frame
        frame.margin_top = frame.margin_bottom = 0
        frame.vertical_anchor = MSO_ANCHOR.MIDDLE
        paragraph = frame.paragraphs[0]
        paragraph.alignment = PP_ALIGN.CENTER
        run = paragraph.add_run()
        run.text = imprint.marking.words
        _style(run, 12, imprint.marking.colour, bold=True)
    foot = (
        f"As of {imprint.as_of:%-d %b %Y}   ·   record v{imprint.version}, {imprint.digest[:12]}"
        f"   ·   {number} / {count}"
    )
    add_text(
        slide, [foot], (MARGIN, 7.13, WIDTH - 5.5, _BAND), largest=11, smallest=9, colour=MUTED,
        name="Footer",
    )  # fmt: skip


def add_notes(slide: Slide, said: Iterable[str], cites: Iterable[int], brief: Brief) -> None:
    """Speaker's notes: what to say, then the documents that it rests on."""
    wanted = dict.fromkeys(cites)
    lines = [brief.imprint.marking.words, *said]
    cited = [citation_words(one) for one in brief.sources if one.number in wanted]
    if cited:
        lines += ["", "Sources", *cited]
    slide.notes_slide.notes_text_frame.text = "\n".join(_printable(line) for line in lines)


def citation_words(one: Citation) -> str:
    """A document as it stands in lists: number, publisher, title, date, address."""
    return f"[{one.number}] {one.publisher}: {one.title} ({one.published_on:%-d %b %Y}) {one.url}".strip()


def link_to(run: Any, url: str) -> None:  # noqa: ANN401
    """Make a run a link; only http(s) becomes one."""
    if url.startswith(("http://", "https://")):
        run.hyperlink.address = url


def _printable(line: str) -> str:
    return "".join(letter if letter.isprintable() else " " for letter in line)


def _add_numbers(
    paragraph: Any,  # noqa: ANN401
    cites: tuple[int, ...],
    by_number: dict[int, Citation],
    size: float,
) -> None:
    for place, number in enumerate(cites):
        run = paragraph.add_run()
        run.text = f" [{number}]" if place == 0 else f"[{number}]"
        _style(run, max(9.0, size * 0.7), MUTED)
        if number in by_number:
            link_to(run, by_number[number].url)


def _numbers_text(cites: tuple[int, ...]) -> str:
    return (" " + "".join(f"[{number}]" for number in cites)) if cites else ""


def _style(run: Any, size: float, colour: str, *, bold: bool = False) -> None:  # noqa: ANN401
    run.text = _printable(run.text)
    run.font.size, run.font.bold = Pt(size), bold
    run.font.color.rgb = rgb(colour)


def add_rule(slide: Slide, left: float, top: float, width: float) -> None:
    """A hairline."""
    line = slide.shapes.add_connector(
        1, Inches(left), Inches(top), Inches(left + width), Inches(top)
    )
    line.line.color.rgb = rgb(HAIRLINE)
    line.line.width = Pt(1)
    line._element.remove(line._element.find(qn("p:style")))  # the template's shadow
    decorate(line, "Rule")


def cites_of(statements: tuple[Statement, ...]) -> list[int]:
    """All numbers cited in some statements."""
    return [number for one in statements for number in one.cites]
