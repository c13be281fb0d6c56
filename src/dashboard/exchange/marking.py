"""The marking that everything carries which leaves the app: TLP 2.0, or a house's own words.

Source: FIRST, "Traffic Light Protocol (TLP) Version 2.0" (August 2022): labels in capitals
without spaces, set right-aligned in the colours below on black.
"""

import unicodedata
from dataclasses import dataclass

LONGEST = 60

# Label -> its colour (RGB, as the standard gives it).
TLP = {
    "TLP:CLEAR": "#FFFFFF",
    "TLP:GREEN": "#33FF00",
    "TLP:AMBER": "#FFC000",
    "TLP:AMBER+STRICT": "#FFC000",
    "TLP:RED": "#FF2B2B",
}


@dataclass(frozen=True)
class Marking:
    """A marking's words, and the colour that they are set in on black."""

    words: str
    colour: str = "#FFFFFF"


CLEAR = Marking("TLP:CLEAR")


def read_marking(asked: str) -> Marking:
    """Make a marking from what a reader, a link or the command line says.

    Args:
        asked: a TLP label in any case ("tlp:amber", "amber"), or free text; "" is TLP:CLEAR.

    Raises:
        ValueError: longer than `LONGEST` characters, or with characters that do not print.
    """
    words = " ".join(asked.split())
    if not words:
        return CLEAR
    label = words.upper().replace(" ", "")
    for known in (label, f"TLP:{label}"):
        if known in TLP:
            return Marking(known, TLP[known])
    if label.startswith("TLP:"):
        message = f"“{words}” is no label of TLP 2.0; those are {', '.join(TLP)}"
        raise ValueError(message)
    if len(words) > LONGEST:
        message = f"a marking has at most {LONGEST} characters, this one has {len(words)}"
        raise ValueError(message)
    if any(unicodedata.category(letter).startswith("C") for letter in words):
        message = "a marking holds printable characters only"
        raise ValueError(message)
    return Marking(words)
