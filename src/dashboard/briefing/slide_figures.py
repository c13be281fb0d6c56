"""The slides that carry a figure: strength, counts over time, the map."""

from pathlib import Path

from pptx.presentation import Presentation as Deck

from dashboard.analysis.wording import are, counted
from dashboard.briefing.brief import Brief, Statement
from dashboard.briefing.drawings import undrawn_in_words
from dashboard.briefing.geometry import draw_sheets
from dashboard.briefing.slide_charts import add_strength_chart, add_timeline_chart
from dashboard.briefing.slide_map import add_sheet
from dashboard.briefing.slide_master import MARGIN, MUTED, WIDTH
from dashboard.briefing.slide_parts import (
    BODY_BOTTOM,
    BODY_TOP,
    BODY_WIDTH,
    add_notes,
    add_text,
    describe,
    new_slide,
)
from dashboard.briefing.story import SECTIONS
from dashboard.record.vocabulary import EVENT_TYPES

_BODY = (MARGIN, BODY_TOP, BODY_WIDTH, BODY_BOTTOM - BODY_TOP)


def write_strength(deck: Deck, brief: Brief, title: str) -> None:
    """A native bar chart of the latest counts."""
    slide = new_slide(deck, title, SECTIONS["strength"])
    notes = [f"{one.name}: {one.words} (about {one.about:%-d %b %Y})" for one in brief.counts]
    cites = [number for one in brief.counts for number in one.cites]
    if brief.counts:
        counts = add_strength_chart(slide, brief, (MARGIN, BODY_TOP, BODY_WIDTH, 4.4))
        words = "; ".join(f"{one.name} {one.words}" for one in brief.counts)
        describe(
            slide.shapes[-1],
            f"Troops sent to Russia by claimant: {words}. {brief.plan_words}",
            "Chart: strength by claimant",
        )
        left = len(brief.counts) - len(counts)
        more = f" {counted(left, 'more count')} {are(left)} in the notes." if left else ""
        plan = f"{brief.plan_words[0].upper()}{brief.plan_words[1:]}. " if brief.plan_words else ""
        foot = Statement(
            f"{plan}Troops, each claimant's latest count; never averaged.{more}",
            tuple(dict.fromkeys(cites)),
        )
        add_text(
            slide, [foot], (MARGIN, 6.25, BODY_WIDTH, 0.6), sources=brief.sources, largest=13,
            smallest=10, colour=MUTED,
        )  # fmt: skip
    else:
        add_text(slide, ["No claimant gives a count that fits this choice."], _BODY)
    add_notes(slide, [title, "", *notes, brief.plan_words], cites, brief)


def write_timeline(deck: Deck, brief: Brief, title: str) -> None:
    """A native chart of the counts over time, and how many events of which type."""
    slide = new_slide(deck, title, SECTIONS["timeline"])
    lanes = brief.events["event_type"].map(EVENT_TYPES).value_counts()
    said = [f"{name}: {counted(count, 'event')}" for name, count in lanes.items()]
    if brief.lines:
        add_timeline_chart(slide, brief, (MARGIN, BODY_TOP, 8.9, 4.75))
        words = "; ".join(
            f"{line.name} {line.points[0][1]:,.0f} ({line.points[0][0]:%b %Y}) to {line.last}"
            for line in brief.lines
        )
        describe(
            slide.shapes[-1],
            f"Counts of troops sent to Russia over time: {words}.",
            "Chart: counts over time",
        )
    else:
        add_text(slide, ["No count over time fits this choice."], (MARGIN, BODY_TOP, 8.9, 1))
    add_text(
        slide, ["Events on record", *(said or ["none"])], (9.9, BODY_TOP + 0.1, WIDTH - MARGIN - 9.9, 4.6),
        largest=15, smallest=10,
    )  # fmt: skip
    foot = (
        "Troops sent to Russia, by claimant: a count holds until its claimant names another.",
        undrawn_in_words(brief), "Sources: see strength by claimant.",
    )  # fmt: skip
    add_text(
        slide, [" ".join(filter(None, foot))],
        (MARGIN, 6.5, BODY_WIDTH, 0.35), largest=12, smallest=10, colour=MUTED,
    )  # fmt: skip
    add_notes(slide, [title, "", *said], [n for one in brief.counts for n in one.cites], brief)


def write_map(deck: Deck, brief: Brief, title: str, base_map: Path) -> None:
    """Three windows of the map as native shapes, their key, and the places in the notes."""
    slide = new_slide(deck, title, SECTIONS["map"])
    route, east, front = draw_sheets(base_map, brief.places, brief.routes)
    top, wide, tall = BODY_TOP - 0.1, 6.4, 2.25
    below = top + add_sheet(slide, route, MARGIN, top, wide) + 0.12
    add_sheet(slide, front, MARGIN, below, tall * front.window.ratio)
    east_width = (below + tall - top) * east.window.ratio
    add_sheet(slide, east, WIDTH - MARGIN - east_width, top, east_width)
    beside = MARGIN + tall * front.window.ratio + 0.3
    add_text(
        slide,
        [
            "Right: the Far East. Below left: the Kursk front.",
            "Dot: exact site. Ring: town or district, by size of the figure. Outline: somewhere in this region. Dashed: where a movement began and ended, no track.",
            "Borders follow UN practice; no position is implied. Base map: Natural Earth.",
        ],
        (beside, below, WIDTH - MARGIN - east_width - 0.4 - beside, tall), largest=13, smallest=9, colour=MUTED,
    )  # fmt: skip
    said = [
        f"{place['name']}: {place['figure'] or 'no figure'}"
        + (f" ({place['claimant']})" if place["figure"] else "")
        for _, place in brief.places.iterrows()
    ]
    add_notes(slide, [title, "", *said], (), brief)
