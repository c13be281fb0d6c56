"""The record's text on the page: always as text, never as Markdown or HTML."""

import re

import pandas as pd

from dashboard.record.faults import HIDDEN
from dashboard.record.vocabulary import RUNG_MEANINGS, RUNG_SIGNS, Rung

_MARKDOWN = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|~$:^=&])")
_URL_ESCAPES = str.maketrans(
    {"(": "%28", ")": "%29", " ": "%20", "<": "%3C", ">": "%3E", '"': "%22", "\\": "%5C"}
)


def plain(text: object) -> str:
    """A text of the record, so that Markdown shows it letter by letter, on one line."""
    words = HIDDEN.sub("", " ".join(str(text).splitlines()))
    return _MARKDOWN.sub(r"\\\1", words)


def told(text: object, letters: int = 80) -> str:
    """What a link or a file says, quoted in a sentence: `plain`, and cut."""
    words = str(text)
    return plain(words if len(words) <= letters else words[: letters - 1] + "…")


def link(label: object, url: str) -> str:
    """A link; only http(s) becomes one, anything else stays a label."""
    if not url.startswith(("http://", "https://")):
        return plain(label)
    return f"[{plain(label)}]({url.translate(_URL_ESCAPES)})"


def rung_words(rung: str) -> str:
    """The sign and the name of a rung: `◉ corroborated`."""
    return f"{RUNG_SIGNS[Rung(rung)]} {rung}"


def rung_meaning(rung: str) -> str:
    """What a rung means, in a clause."""
    return RUNG_MEANINGS[Rung(rung)]


def day(moment: object) -> str:
    """A date for readers: `6 Nov 2024`; empty if unknown."""
    return "" if pd.isna(moment) else f"{pd.Timestamp(moment):%-d %b %Y}"  # type: ignore[arg-type,call-overload]


def span(first: object, last: object, precision: str = "day") -> str:
    """A span of days for readers, with its precision in words where it is not the day."""
    words = day(first)
    if pd.notna(last) and last != first:  # type: ignore[call-overload]
        words += f" – {day(last)}"
    return words if precision == "day" else f"{words} (known to the {precision})"
