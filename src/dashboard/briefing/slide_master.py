"""The slides' own master: 16:9, paper and ink of the dashboard, one layout with a title.

python-pptx starts every file from its built-in template; this takes all of its look out and
puts ours in: theme colours and typefaces, background, title style, and the single layout.
"""

import re

from lxml import etree
from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.oxml.ns import qn
from pptx.presentation import Presentation as Deck
from pptx.slide import SlideLayout
from pptx.util import Emu, Inches

WIDTH, HEIGHT = 13.333, 7.5  # inches
MARGIN = 0.55
PAPER, TEXT, MUTED, HAIRLINE, ACCENT = "FBFAF7", "111010", "5E5B55", "DCD8CF", "A8201A"
LAND, WATER, BORDER = "ECE8DF", "DFE7EA", "B9B3A6"
# Typefaces that every office suite has, or has a stand-in of the same widths for.
HEADINGS, BODY = "Georgia", "Arial"
_TITLE_LAYOUT = "Title Only"
_ACCENTS = (ACCENT, "0B5FA5", "9A6700", "6F3FA0", "00736B", "B0366F")


def new_deck() -> Deck:
    """An empty deck with our master."""
    deck = Presentation()
    deck.slide_width, deck.slide_height = Inches(WIDTH), Inches(HEIGHT)
    _keep_one_layout(deck)
    _dress_master(deck)
    _dress_layout(layout_of(deck))
    _dress_theme(deck)
    return deck


def layout_of(deck: Deck) -> SlideLayout:
    """The one layout: a title above, the rest free."""
    return deck.slide_layouts.get_by_name(_TITLE_LAYOUT)


def rgb(colour: str) -> RGBColor:
    """A colour for python-pptx; with or without the leading #."""
    return RGBColor.from_string(colour.lstrip("#").upper())


def _keep_one_layout(deck: Deck) -> None:
    for layout in list(deck.slide_layouts):
        if layout.name != _TITLE_LAYOUT:
            deck.slide_layouts.remove(layout)


def _dress_master(deck: Deck) -> None:
    master = deck.slide_master
    fill = master.background.fill
    fill.solid()
    fill.fore_color.rgb = rgb(PAPER)
    for shape in list(master.placeholders):
        if shape.placeholder_format.type not in (1, 2):  # only title and body stay
            shape._element.getparent().remove(shape._element)
        elif shape.placeholder_format.type == 1:
            _place_title(shape)
        else:
            shape.left, shape.top = Inches(MARGIN), Inches(1.75)
            shape.width, shape.height = Inches(WIDTH - 2 * MARGIN), Inches(4.9)
    _rule(master.shapes, 0.46, 0.42, 0.055, ACCENT)
    _rule(master.shapes, 6.98, WIDTH - 2 * MARGIN, 0.011, HAIRLINE)
    style = master._element.find(qn("p:txStyles")).find(qn("p:titleStyle")).find(qn("a:lvl1pPr"))
    style.set("algn", "l")
    style.find(qn("a:defRPr")).set("sz", "2600")
    style.find(qn("a:defRPr")).set("b", "1")


def _rule(shapes, top: float, width: float, height: float, colour: str) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001
    # Masters have no add_shape, so the shape is made of its XML.
    identity = max((int(e.get("id")) for e in shapes._spTree.iter(qn("p:cNvPr"))), default=1) + 1
    xml = (
        '<p:sp xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" '
        'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
        f'<p:nvSpPr><p:cNvPr id="{identity}" name="Rule {identity}"/><p:cNvSpPr/><p:nvPr userDrawn="1"/></p:nvSpPr>'
        f'<p:spPr><a:xfrm><a:off x="{Inches(MARGIN)}" y="{Inches(top)}"/>'
        f'<a:ext cx="{Inches(width)}" cy="{Inches(height)}"/></a:xfrm>'
        f'<a:prstGeom prst="{_RECTANGLE}"><a:avLst/></a:prstGeom>'
        f'<a:solidFill><a:srgbClr val="{colour}"/></a:solidFill><a:ln><a:noFill/></a:ln></p:spPr></p:sp>'
    )
    shapes._spTree.append(etree.fromstring(xml))


_RECTANGLE = "rect"


def _dress_layout(layout: SlideLayout) -> None:
    for shape in list(layout.placeholders):
        if shape.placeholder_format.type == 1:
            _place_title(shape)
        else:
            shape._element.getparent().remove(shape._element)


def _place_title(shape) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001
    shape.left, shape.top = Inches(MARGIN), Inches(0.56)
    shape.width, shape.height = Inches(WIDTH - 2 * MARGIN), Inches(1.05)
    body = shape.text_frame._txBody.find(qn("a:bodyPr"))
    for name in ("lIns", "rIns", "tIns", "bIns"):
        body.set(name, str(Emu(0)))
    body.set("anchor", "t")
    for child in list(body):
        body.remove(child)


def _dress_theme(deck: Deck) -> None:
    (part,) = (
        rel.target_part
        for rel in deck.slide_master.part.rels.values()
        if rel.reltype.endswith("/theme")
    )
    xml = part.blob.decode("utf-8")
    colours = {
        "dk1": TEXT, "lt1": "FFFFFF", "dk2": MUTED, "lt2": PAPER,
        **{f"accent{number}": colour for number, colour in enumerate(_ACCENTS, 1)},
        "hlink": "0B5FA5", "folHlink": "6F3FA0",
    }  # fmt: skip
    for name, colour in colours.items():
        xml = re.sub(
            rf"<a:{name}>.*?</a:{name}>",
            f'<a:{name}><a:srgbClr val="{colour}"/></a:{name}>', xml, flags=re.DOTALL,
        )  # fmt: skip
    for group, face in (("major", HEADINGS), ("minor", BODY)):
        xml = re.sub(
            rf'(<a:{group}Font>\s*<a:latin typeface=")[^"]*', rf"\g<1>{face}", xml, flags=re.DOTALL
        )
    xml = re.sub(r'(<a:theme [^>]*name=")[^"]*', r"\g<1>Dashboard", xml)
    part._blob = xml.encode("utf-8")
