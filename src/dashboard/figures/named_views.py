"""The positions of the map that a link can name."""

import math
from dataclasses import dataclass, replace


@dataclass(frozen=True)
class NamedView:
    """A position of the map that a link can name. Degrees, and deck.gl's zoom."""

    longitude: float
    latitude: float
    zoom: float

    def on_phone(self) -> "NamedView":
        """The same stretch of the earth on a phone, whose map is some 340 pixels wide, not 820."""
        return replace(self, zoom=self.zoom - math.log2(820 / 340))


NAMED_VIEWS = {
    "Whole route": NamedView(93.7, 51.0, 2.15),
    "Far East": NamedView(131.6, 45.6, 4.35),
    "Sea lift": NamedView(130.4, 41.5, 5.5),
    "Kursk front": NamedView(35.8, 50.6, 5.9),
}
