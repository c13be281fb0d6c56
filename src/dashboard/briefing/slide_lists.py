"""The slides that carry words: bottom line, sentences, cards, rows, sources."""

from pptx.enum.shapes import MSO_SHAPE
from pptx.oxml.ns import qn
from pptx.presentation import Presentation as Deck
from pptx.util import Inches, Pt

from dashboard.briefing.brief import Brief, Statement
from dashboard.briefing.slide_master import ACCENT, MARGIN, MUTED, TEXT, WIDTH, rgb
from dashboard.briefing.slide_parts import (
    BODY_BOTTOM,
    BODY_TOP,
    BODY_WIDTH,
    add_notes,
    add_rule,
    add_text,
    citation_words,
    cites_of,
    describe,
    link_to,
    new_slide,
)
from dashboard.briefing.story import SECTIONS

_BODY = (MARGIN, BODY_TOP, BODY_WIDTH, BODY_BOTTOM - BODY_TOP)
_SOURCES_A_COLUMN = 12
_CARDS_A_SLIDE = 6
_ROWS_A_SLIDE = 17


def write_bottom(deck: Deck, brief: Brief, title: str) -> None:
    """The headline figures and the bottom line."""
    slide = new_slide(deck, title, "North Korea's troop deployment to Russia")
    width = BODY_WIDTH / len(brief.headlines)
    for place, one in enumerate(brief.headlines):
        left = MARGIN + place * width
        add_rule(slide, left, BODY_TOP, width - 0.3)
        add_text(
            slide, [one.label], (left, BODY_TOP + 0.08, width - 0.3, 0.3), largest=13, colour=MUTED
        )
        add_text(
            slide, [one.words], (left, BODY_TOP + 0.36, width - 0.3, 0.6), largest=28, smallest=14, bold=True,
            name=f"Figure: {one.label}",
        )  # fmt: skip
        add_text(
            slide,
            [one.standing],
            (left, BODY_TOP + 0.98, width - 0.3, 0.3),
            largest=13,
            colour=MUTED,
        )
    add_text(
        slide, brief.bottom_line, (MARGIN, 3.3, BODY_WIDTH, 2.8), sources=brief.sources,
        largest=21, smallest=12,
    )  # fmt: skip
    imprint = brief.imprint
    filters = "" if imprint.filters == "none" else f" Filters: {imprint.filters}."
    add_text(
        slide, [f"As of {imprint.as_of:%-d %B %Y}. {imprint.standing}{filters} Claims, not facts; nothing is averaged."],
        (MARGIN, 6.2, BODY_WIDTH, 0.65), largest=14, smallest=10, colour=MUTED, name="Standing",
    )  # fmt: skip
    said = [
        title,
        "",
        *(one.text for one in brief.bottom_line),
        *(f"{one.label}: {one.words} ({one.standing})" for one in brief.headlines),
    ]
    add_notes(slide, said, cites_of(brief.bottom_line), brief)


def write_words(
    deck: Deck, brief: Brief, title: str, *, section: str, statements: tuple[Statement, ...]
) -> None:
    """A section that is made of sentences."""
    slide = new_slide(deck, title, SECTIONS[section])
    shown = statements or (Statement("Nothing that was public by this day fits this choice."),)
    add_text(slide, shown, _BODY, sources=brief.sources, largest=24, smallest=13)
    said = [title, "", *(one.text for one in statements)]
    add_notes(slide, said, cites_of(statements), brief)


def write_judgements(deck: Deck, brief: Brief, title: str) -> None:
    """Judgements as cards, six a slide."""
    if not brief.judgements:
        write_words(deck, brief, title, section="judgements", statements=())
        return
    for start in range(0, len(brief.judgements), _CARDS_A_SLIDE):
        cards = brief.judgements[start : start + _CARDS_A_SLIDE]
        slide = new_slide(deck, title + (" (continued)" if start else ""), SECTIONS["judgements"])
        width, height = (BODY_WIDTH - 0.5) / 2, 1.62
        for place, one in enumerate(cards):
            left = MARGIN + (place % 2) * (width + 0.5)
            top = BODY_TOP - 0.05 + (place // 2) * (height + 0.08)
            add_rule(slide, left, top, width)
            add_text(
                slide,
                [one.title],
                (left, top + 0.08, width, 0.3),
                largest=15,
                smallest=11,
                bold=True,
            )
            became = f" It {one.became}." if one.became else ""
            add_text(
                slide,
                [
                    Statement(f"{one.likelihood} by {one.closes_on:%-d %b %Y}; confidence {one.confidence}.{became}", one.cites),
                    one.text,
                    f"{one.whose[0].upper()}{one.whose[1:]}.",
                ],
                (left, top + 0.4, width, height - 0.42), sources=brief.sources, largest=12.5, smallest=9.5,
            )  # fmt: skip
        said = [title, ""]
        said += [
            f"{one.title}: {one.likelihood} by {one.closes_on:%-d %b %Y}. Confidence {one.confidence}: "
            f"{one.confidence_reason}" + (f" It {one.became}." if one.became else "")
            for one in cards
        ]
        add_notes(slide, said, [n for one in cards for n in one.cites], brief)


def write_indicators(deck: Deck, brief: Brief, title: str) -> None:
    """Indicators as rows, with a mark each."""
    rows = brief.watch
    for start in range(0, max(1, len(rows)), _ROWS_A_SLIDE):
        part = rows[start : start + _ROWS_A_SLIDE]
        slide = new_slide(deck, title + (" (continued)" if start else ""), SECTIONS["indicators"])
        if not part:
            add_text(slide, ["No indicator is kept for this day."], _BODY)
        for place, one in enumerate(part):
            top = BODY_TOP - 0.1 + place * (4.75 / _ROWS_A_SLIDE)
            since = f"since {one.since:%-d %b %Y}" if one.since else ""
            state = f"{one.status} {since}".strip() + (
                f", weight {one.weight}" if one.weight else ""
            )
            dot = slide.shapes.add_shape(
                MSO_SHAPE.OVAL,
                Inches(MARGIN + 0.03),
                Inches(top + 0.07),
                Inches(0.13),
                Inches(0.13),
            )
            _dot(dot, one.status)
            describe(dot, one.status, f"Status: {one.name}")
            add_text(
                slide, [Statement(one.name, one.cites)], (MARGIN + 0.3, top, 7.8, 0.27), sources=brief.sources,
                largest=13, smallest=9,
            )  # fmt: skip
            add_text(
                slide,
                [f"{one.horizon}: {state}"],
                (8.8, top, WIDTH - MARGIN - 8.8, 0.27),
                largest=12,
                smallest=9,
                colour=MUTED,
            )
        add_text(
            slide, ["Full: seen. Red: contradicted. Hollow: not seen. The indicators were chosen in hindsight; weight follows the best verification behind them."],
            (MARGIN, 6.52, BODY_WIDTH, 0.33), largest=11, smallest=9, colour=MUTED,
        )  # fmt: skip
        add_notes(
            slide, [title, "", *(f"{one.name}: {one.status}" for one in part)],
            [n for one in part for n in one.cites], brief,
        )  # fmt: skip


def write_sources(deck: Deck, brief: Brief, title: str) -> None:
    """Sources in two columns, each a link."""
    for start in range(0, max(1, len(brief.sources)), 2 * _SOURCES_A_COLUMN):
        part = brief.sources[start : start + 2 * _SOURCES_A_COLUMN]
        slide = new_slide(deck, title + (" (continued)" if start else ""), SECTIONS["sources"])
        step, width = 5.1 / _SOURCES_A_COLUMN, (BODY_WIDTH - 0.4) / 2
        for place, one in enumerate(part):
            words = f"[{one.number}] {one.publisher}: {one.title} ({one.published_on:%-d %b %Y})"
            column, row = divmod(place, _SOURCES_A_COLUMN)
            left = MARGIN + column * (width + 0.4)
            add_text(
                slide, [words], (left, BODY_TOP - 0.1 + row * step, width, step), largest=11, smallest=8,
                name=f"Source {one.number}",
            )  # fmt: skip
            frame = slide.shapes[-1].text_frame
            link_to(frame.paragraphs[0].runs[0], one.url)
        add_notes(slide, [title, "", *map(citation_words, part)], (), brief)


def _dot(shape, status: str) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001
    colour = ACCENT if status == "contradicted" else TEXT
    shape._element.remove(shape._element.find(qn("p:style")))  # the template's shadow
    shape.line.color.rgb = rgb(colour)
    shape.line.width = Pt(1.25)
    if status == "not seen":
        shape.fill.background()
    else:
        shape.fill.solid()
        shape.fill.fore_color.rgb = rgb(colour)
