"""The brief as pages (PDF/UA): one A4 page, or all of it with the evidence."""

import dataclasses
import io
import json
import re
import unicodedata
from datetime import UTC
from pathlib import Path
from typing import Any, Literal

import font_source_sans_pro
import font_source_serif_pro
import segno
import typst

from dashboard.briefing.brief import Brief, Citation
from dashboard.briefing.drawings import (
    MOST_BARS,
    map_svg,
    strength_svg,
    timeline_svg,
    undrawn_in_words,
)
from dashboard.briefing.geometry import draw_sheets
from dashboard.briefing.slide_map import sheet_in_words
from dashboard.briefing.story import WHOLE, Story

_TEMPLATE = Path(__file__).with_name("brief.typ")
_FONTS: list[str] = [
    str(Path(one.__file__).parent / "files")
    for one in (font_source_sans_pro, font_source_serif_pro)
]
# What both typefaces hold in every weight that is used: Latin, Greek, Cyrillic letters, signs. For
# a sign without a glyph there is no PDF/UA, and for some the typesetter itself breaks off.
_UNSHOWN = re.compile(
    "[^\n\x20-\x7e\xa0-\xac\xae-\u02ff\u0384-\u038a\u038c\u038e-\u03a1\u03a3-\u0482\u048a-\u04ff"
    "\u1e00-\u1eff\u2010-\u2027\u202f-\u2040\u20a0-\u20c0\u2126-\u2184\u2190-\u23ff\u2460-\u2606]"
)
_LANGUAGES = {"ko": "Korean", "ja": "Japanese", "zh": "Chinese"}


def write_pages(
    brief: Brief, base_map: Path, story: Story = WHOLE, *, pages: Literal["one", "full"] = "one"
) -> bytes:
    """Typeset the brief.

    Args:
        brief: what to say.
        base_map: folder of the base map.
        story: which sections the full brief shows after its first page, and their titles.
        pages: one A4 page, or that and the evidence.

    Returns:
        A tagged PDF (PDF/UA-1); the same input gives the same bytes on every machine, because
        only the typefaces that come with the program are used.
    """
    data = json.dumps(_shown(_as_data(brief, base_map, story)), ensure_ascii=False)
    made_at = brief.imprint.made_at.replace(tzinfo=UTC)
    pdf: bytes = typst.compile(
        str(_TEMPLATE), format="pdf", pdf_standards=["ua-1"], ignore_system_fonts=True,
        font_paths=list(_FONTS), sys_inputs={"brief": data, "pages": pages},
        timestamp=int(made_at.timestamp()),
    )  # fmt: skip
    return pdf


def _as_data(brief: Brief, base_map: Path, story: Story) -> dict[str, Any]:
    imprint = brief.imprint
    route, east, front = draw_sheets(base_map, brief.places, brief.routes)
    moment = imprint.made_at
    counts = "; ".join(f"{one.name} {one.words}" for one in brief.counts)
    return {
        "kicker": "North Korea's troop deployment to Russia",
        "titles": brief.titles | {step.section: step.title for step in story if step.title},
        "story": [step.section for step in story],
        "as_of": _day(imprint.as_of),
        "as_of_long": f"{imprint.as_of:%-d %B %Y}",
        "since": _day(imprint.since),
        "made_at": [moment.year, moment.month, moment.day, moment.hour, moment.minute],
        "made_words": f"{moment:%-d %B %Y, %H:%M}",
        "marking": imprint.marking.words,
        "marking_colour": imprint.marking.colour,
        "version": imprint.version,
        "digest": imprint.digest,
        "licence": imprint.licence,
        "standing": imprint.standing,
        "filters": imprint.filters,
        "filters_line": "" if imprint.filters == "none" else f"Filters: {imprint.filters}.",
        "permalink": imprint.permalink,
        **{
            name: [_plain(one) for one in getattr(brief, name)]
            for name in ("headlines", "bottom_line", "judgements", "changes", "counts", "outlook",
                         "watch", "gaps")
        },
        "places": [
            {
                "name": place["name"] + (" (area only)" if place["kind"] == "country" else ""),
                "figure": place["figure"] or "no figure",
                "claimant": place["claimant"],
                "public": _day(place["figure_on"]) if place["figure"] else "",
                "last": _day(place["last_reported"]),
            }
            # The title counts no country, so those stand last.
            for _, place in brief.places.sort_values(
                "kind", key=lambda kind: kind == "country", kind="stable"
            ).iterrows()
        ],
        "changes_left": brief.changes_left,
        "bars_left": max(len(brief.counts) - MOST_BARS, 0),
        "plan_words": brief.plan_words,
        "sources": [_plain(_printable(one)) for one in brief.sources],
        "strength_svg": strength_svg(brief, width=300) if brief.counts else "",
        "strength_alt": f"Troops sent to Russia by claimant: {counts or 'no count'}. {brief.plan_words}",
        "timeline_svg": timeline_svg(brief),
        "timeline_small_svg": timeline_svg(brief, width=320, height=100),
        "undrawn": undrawn_in_words(brief),
        "timeline_alt": "Counts of troops sent to Russia over time: " + "; ".join(
            f"{line.name} {line.points[0][1]:,.0f} to {line.last}" for line in brief.lines
        ),
        "map_svg": map_svg(route, width=400),
        "map_alt": sheet_in_words(route),
        "east_svg": map_svg(east, width=240),
        "east_alt": sheet_in_words(east),
        "front_svg": map_svg(front, width=240),
        "front_alt": sheet_in_words(front),
        "qr_svg": _qr(imprint.permalink),
    }  # fmt: skip


def _shown(value: Any) -> Any:  # noqa: ANN401 - the tree that JSON knows
    if isinstance(value, str):
        return _UNSHOWN.sub(_stand_in, unicodedata.normalize("NFC", value))
    if isinstance(value, dict):
        return {name: _shown(one) for name, one in value.items()}
    return [_shown(one) for one in value] if isinstance(value, list | tuple) else value


def _stand_in(found: re.Match[str]) -> str:
    # Marks without their letter and hidden signs go; a letter leaves a box.
    kind = unicodedata.category(found[0])[0]
    return {"C": "", "M": "", "Z": " "}.get(kind, "□")


def _plain(item: Any) -> dict[str, Any]:  # noqa: ANN401
    return {
        name: _day(value) if hasattr(value, "strftime") else "" if value is None else value
        for name, value in dataclasses.asdict(item).items()
    }


def _printable(one: Citation) -> Citation:
    # The typefaces that come along hold Latin, Greek and Cyrillic letters; a title in others is
    # told by its language, and its address leads to it.
    if one.language not in _LANGUAGES and all(ord(letter) < 0x2E80 for letter in one.title):
        return one
    title = f"[title in {_LANGUAGES.get(one.language, 'the original language')}]"
    if all(ord(letter) < 0x2E80 for letter in one.title):
        title = one.title
    publisher = "".join(letter for letter in one.publisher if ord(letter) < 0x2E80)
    publisher = re.sub(r"\(\s*\)", "", publisher).strip()  # brackets about nothing that is left
    return dataclasses.replace(one, title=title, publisher=publisher or "a publisher")


def _qr(address: str) -> str:
    code = io.BytesIO()
    segno.make(address, error="m").save(code, kind="svg", border=2, xmldecl=False)
    return code.getvalue().decode()


def _day(moment: Any) -> str:  # noqa: ANN401
    return f"{moment:%-d %b %Y}"
