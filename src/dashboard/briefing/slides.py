"""The brief as slides (PPTX): one idea a slide, all of it native and editable."""

import io
from collections.abc import Callable
from functools import partial
from pathlib import Path

import segno
from pptx.presentation import Presentation as Deck
from pptx.util import Inches

from dashboard.briefing.brief import Brief
from dashboard.briefing.slide_figures import write_map, write_strength, write_timeline
from dashboard.briefing.slide_lists import (
    write_bottom,
    write_indicators,
    write_judgements,
    write_sources,
    write_words,
)
from dashboard.briefing.slide_master import (
    MARGIN,
    MUTED,
    new_deck,
)
from dashboard.briefing.slide_parts import (
    BODY_TOP,
    add_notes,
    add_text,
    describe,
    link_to,
    mark,
    new_slide,
)
from dashboard.briefing.story import WHOLE, Story


def write_slides(brief: Brief, base_map: Path, story: Story = WHOLE) -> bytes:
    """Write the slides of a story, and a last one on how the brief was made.

    Args:
        brief: what to say.
        base_map: folder of the base map.
        story: which sections, in which order, under which titles.
    """
    deck = new_deck()
    deck.core_properties.title = brief.titles["bottom"]
    deck.core_properties.subject = f"As of {brief.imprint.as_of:%Y-%m-%d}"
    deck.core_properties.keywords = brief.imprint.marking.words
    deck.core_properties.author = f"record v{brief.imprint.version}"
    deck.core_properties.created = deck.core_properties.modified = brief.imprint.made_at
    writers = _writers(brief, base_map)
    for step in story:
        title = step.title or brief.titles[step.section]
        writers[step.section](deck, brief, title)
    _imprint(deck, brief)
    for number, slide in enumerate(deck.slides, 1):
        mark(slide, brief, number, len(deck.slides))
    file = io.BytesIO()
    deck.save(file)
    return file.getvalue()


def _writers(brief: Brief, base_map: Path) -> dict[str, Callable[[Deck, Brief, str], None]]:
    return {
        "bottom": write_bottom,
        "judgements": write_judgements,
        "changes": partial(write_words, section="changes", statements=brief.changes),
        "strength": write_strength,
        "timeline": write_timeline,
        "map": partial(write_map, base_map=base_map),
        "forecast": partial(write_words, section="forecast", statements=brief.outlook),
        "indicators": write_indicators,
        "gaps": partial(write_words, section="gaps", statements=brief.gaps),
        "sources": write_sources,
    }


def _imprint(deck: Deck, brief: Brief) -> None:
    imprint = brief.imprint
    slide = new_slide(deck, "How this brief was made", "Imprint")
    facts = [
        f"As of {imprint.as_of:%-d %B %Y}: nothing in it became public later, but for our own analysis where it says so.",
        f"Filters: {imprint.filters}. Changes since {imprint.since:%-d %B %Y}.",
        f"Record version {imprint.version}, SHA-256 {imprint.digest}. Licence {imprint.licence}.",
        f"Made {imprint.made_at:%-d %B %Y, %H:%M}. Marking: {imprint.marking.words}.",
        "Each figure is one claimant's statement, with the day it is about and the day it became public. Nothing is averaged.",
    ]
    add_text(slide, facts, (MARGIN, BODY_TOP, 8.8, 4.4), largest=18, smallest=12)
    add_text(
        slide,
        [imprint.permalink],
        (MARGIN, 6.25, 8.8, 0.55),
        largest=12,
        smallest=7,
        colour=MUTED,
        name="Permalink",
    )
    link_to(slide.shapes[-1].text_frame.paragraphs[0].runs[0], imprint.permalink)
    code = io.BytesIO()
    segno.make(imprint.permalink, error="m").save(code, kind="png", scale=8, border=2)
    code.seek(0)
    picture = slide.shapes.add_picture(code, Inches(9.75), Inches(BODY_TOP), Inches(3.0))
    describe(picture, f"QR code of {imprint.permalink}", "QR code")
    add_text(
        slide,
        ["The same view in the dashboard"],
        (9.75, BODY_TOP + 3.05, 3.0, 0.3),
        largest=12,
        colour=MUTED,
    )
    add_notes(slide, ["How this brief was made", "", *facts, imprint.permalink], (), brief)
