"""How much room words take, reckoned without a screen, so that nothing runs over its frame."""

import math
import unicodedata
from dataclasses import dataclass

# Mean width of a letter as a share of the type size: Arial has 0.5; a bold serif with room for
# whatever stands in for it has more.
SANS_LETTER, SERIF_LETTER = 0.52, 0.66
_LEADING = 1.22  # height of a line, likewise
POINTS = 72.0  # in an inch


@dataclass(frozen=True)
class Fitted:
    """Paragraphs that fit, the type size at which they do (points), and how many were left out."""

    paragraphs: tuple[str, ...]
    size: float
    left: int


def fit(
    paragraphs: tuple[str, ...],
    width: float,
    height: float,
    largest: float,
    smallest: float,
    gap: float = 0.5,
    letter: float = SANS_LETTER,
) -> Fitted:
    """The largest type at which paragraphs fit a frame; what does not fit is left out and counted.

    Args:
        paragraphs: texts, one a paragraph.
        width: of the frame, inches.
        height: of the frame, inches.
        largest: type size to start from, points.
        smallest: type size to stop at; below it paragraphs are left out from the end, and a
            first one that is too long by itself is cut with an ellipsis.
        gap: space after a paragraph, as a share of the type size.
        letter: mean width of a letter, as a share of the type size.
    """
    size = largest
    while size > smallest and height_of(paragraphs, width, size, gap, letter) > height:
        size -= 0.5
    kept = list(paragraphs)
    while len(kept) > 1 and height_of(tuple(kept), width, size, gap, letter) > height:
        kept.pop()
    if kept and height_of(tuple(kept), width, size, gap, letter) > height:
        kept = [_cut(kept[0], width, height, size, gap, letter)]
    return Fitted(tuple(kept), size, len(paragraphs) - len(kept))


def height_of(
    paragraphs: tuple[str, ...],
    width: float,
    size: float,
    gap: float = 0.5,
    letter: float = SANS_LETTER,
) -> float:
    """Height of paragraphs in inches at a type size in points, broken at a width in inches."""
    lines = sum(_lines(text, width, size, letter) for text in paragraphs)
    return (lines * _LEADING + len(paragraphs) * gap) * size / POINTS


def width_of(text: str, size: float, letter: float = SANS_LETTER) -> float:
    """Width of a text on one line in inches; letters of East Asia count double."""
    wide = sum(unicodedata.east_asian_width(one) in "WF" for one in text)
    return (len(text) + wide * 0.95) * letter * size / POINTS


def _lines(text: str, width: float, size: float, letter: float) -> int:
    # Words are not broken, so each line but the last stays a little short.
    return max(1, math.ceil(width_of(text, size, letter) / (width * 0.96)))


def _cut(text: str, width: float, height: float, size: float, gap: float, letter: float) -> str:
    while len(text) > 1 and height_of((text + "…",), width, size, gap, letter) > height:
        text = text[: max(1, int(len(text) * 0.95))]
    return text.rstrip() + "…"
