"""The slides' map: coasts, borders, places and routes as native shapes that can be recoloured."""

from pptx.enum.dml import MSO_LINE
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import PP_ALIGN
from pptx.oxml.ns import qn
from pptx.shapes.base import BaseShape
from pptx.shapes.shapetree import SlideShapes
from pptx.slide import Slide
from pptx.util import Inches, Pt

from dashboard.briefing.fitting import width_of
from dashboard.briefing.geometry import Path2D, Sheet, Spot
from dashboard.briefing.slide_master import ACCENT, BORDER, LAND, MUTED, TEXT, WATER, rgb
from dashboard.briefing.slide_parts import describe

_SCALE = 10000  # grid of a freeform: its units a frame's width


def add_sheet(slide: Slide, sheet: Sheet, left: float, top: float, width: float) -> float:
    """Draw a window of the map as one group; returns its height (inches)."""
    height = width / sheet.window.ratio
    slide.shapes.turbo_add_enabled = True  # hundreds of shapes; nothing else adds any meanwhile
    pen = _Pen(slide.shapes, left, top, width)
    pen.sea(height)
    for number, path in enumerate(sheet.land, 1):
        pen.shape(path, f"Land {number}", fill=LAND)
    for number, path in enumerate(sheet.waters, 1):
        closed = path[0] == path[-1]
        pen.shape(
            path, f"Water {number}", fill=WATER if closed else None, line=None if closed else WATER
        )
    for number, path in enumerate(sheet.borders, 1):
        pen.shape(path, f"Border {number}", line=BORDER, closed=False)
    for name, path in sheet.regions:
        pen.shape(path, f"Region: {name}", line=ACCENT, width=1.25)
    for name, path in sheet.routes:
        pen.shape(path, f"Route: {name}", line=TEXT, width=1.25, closed=False, dashed=True)
    for name, _, x, y in sheet.names:
        pen.name(name, x, y)
    for spot in sheet.spots:
        pen.spot(spot)
    for spot in sheet.spots:
        if spot.label:
            pen.label(spot)
    slide.shapes.turbo_add_enabled = False
    group = slide.shapes.add_group_shape(pen.drawn)
    describe(group, sheet_in_words(sheet), f"Map: {sheet.window.name}")
    return height


def sheet_in_words(sheet: Sheet) -> str:
    """The alternative text of a map: its places and what was reported there."""
    places = "; ".join(f"{spot.name}: {spot.said}" for spot in sheet.spots)
    areas = ", ".join(dict.fromkeys(name for name, _ in sheet.regions))
    return (
        f"Map, {sheet.window.name}. Places: {places or 'none'}. Regions outlined: {areas or 'none'}. "
        f"Routes, drawn as sketches: {len(sheet.routes)}."
    )


class _Pen:
    """Draws at a place of the slide and keeps what it drew; positions are shares of the width.

    Shapes are grouped at the end: a group that grows measures all its shapes at each step.
    """

    def __init__(self, shapes: SlideShapes, left: float, top: float, width: float) -> None:
        self._shapes, self._left, self._top, self._width = shapes, left, top, width
        self.drawn: list[BaseShape] = []

    def sea(self, height: float) -> None:
        """The frame that everything lies in."""
        frame = self._shapes.add_shape(
            MSO_SHAPE.RECTANGLE, Inches(self._left), Inches(self._top), Inches(self._width), Inches(height)
        )  # fmt: skip
        _paint(frame, fill=WATER, line=BORDER, name="Sea")
        self.drawn.append(frame)

    def shape(
        self,
        path: Path2D,
        name: str,
        *,
        fill: str | None = None,
        line: str | None = None,
        width: float = 0.75,
        closed: bool = True,
        dashed: bool = False,
    ) -> None:
        """An outline, filled or not."""
        points = [(round(x * _SCALE), round(y * _SCALE)) for x, y in path]
        if len(set(points)) < 2:
            return
        scale = Inches(self._width) / _SCALE
        builder = self._shapes.build_freeform(*points[0], scale=scale)
        builder.add_line_segments(points[1:], close=closed and fill is not None)
        shape = builder.convert_to_shape(Inches(self._left), Inches(self._top))
        self.drawn.append(shape)
        _paint(shape, fill=fill, line=line, width=width, name=name)
        if dashed:
            shape.line.dash_style = MSO_LINE.DASH

    def spot(self, spot: Spot) -> None:
        """A place: a full mark for an exact site, a ring for a town or an area."""
        radius = max(spot.radius * self._width, 0.04)
        shape = self._shapes.add_shape(
            MSO_SHAPE.OVAL, Inches(self._left + spot.x * self._width - radius),
            Inches(self._top + spot.y * self._width - radius), Inches(2 * radius), Inches(2 * radius),
        )  # fmt: skip
        self.drawn.append(shape)
        exact = spot.kind == "site"
        _paint(
            shape,
            fill=ACCENT if exact else "FFFFFF",
            line=ACCENT,
            width=1.5,
            name=f"Place: {spot.name}",
        )
        describe(shape, f"{spot.name}: {spot.said}")

    def label(self, spot: Spot) -> None:
        """A place's name, right of its mark."""
        left = (spot.x + spot.radius) * self._width + 0.04
        width = width_of(spot.name, 10) * 1.25
        box = (left, spot.y * self._width - 0.1, width)
        self._words(spot.name, box, TEXT, PP_ALIGN.LEFT)

    def name(self, words: str, x: float, y: float) -> None:
        """A country's or a sea's name, centred."""
        box = (x * self._width - 0.8, y * self._width - 0.1, 1.6)
        self._words(words, box, MUTED, PP_ALIGN.CENTER)

    def _words(
        self, words: str, box: tuple[float, float, float], colour: str, align: PP_ALIGN
    ) -> None:
        left, top, width = box
        shape = self._shapes.add_textbox(
            Inches(self._left + left), Inches(self._top + top), Inches(width), Inches(0.2)
        )
        self.drawn.append(shape)
        shape.name = f"Name: {words}"
        frame = shape.text_frame
        frame.word_wrap = True
        frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
        frame.paragraphs[0].alignment = align
        run = frame.paragraphs[0].add_run()
        run.text = words
        run.font.size = Pt(10)
        run.font.color.rgb = rgb(colour)


def _paint(shape, *, fill: str | None, line: str | None, name: str, width: float = 0.75) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001
    shape.name = name
    shape.shadow.inherit = False
    if fill is None:
        shape.fill.background()
    else:
        shape.fill.solid()
        shape.fill.fore_color.rgb = rgb(fill)
    if line is None:
        shape.line.fill.background()
    else:
        shape.line.color.rgb = rgb(line)
        shape.line.width = Pt(width)
    style = shape._element.find(qn("p:style"))
    if style is not None:  # the template's effects
        shape._element.remove(style)
