"""One look for every figure: inks, claimant colours, type, and the sizes that go with them."""

from dataclasses import dataclass
from typing import Any

import plotly.graph_objects as go

SANS = "'Source Sans', 'Source Sans 3', sans-serif"


@dataclass(frozen=True)
class Ink:
    """The greys of the frame and the one accent of the story, for a light or a dark page."""

    name: str
    paper: str
    text: str
    muted: str
    hairline: str
    accent: str
    land: str
    water: str
    border: str
    river: str
    claimants: dict[str, str]
    other: str


# Blue, amber, violet, brown, black, teal ...: after Okabe & Ito (2008), darkened or lightened
# until each stands 4.5:1 from the paper; greys differ too, and every line carries its name.
LIGHT = Ink(
    name="light", paper="#fbfaf7", text="#111010", muted="#66635d", hairline="#dcd8cf",
    accent="#a8201a", land="#ece8df", water="#dfe7ea", border="#b9b3a6", river="#cfd9df",
    claimants={
        "KOR": "#0b5fa5", "UKR": "#9a6700", "USA": "#6f3fa0", "RUS": "#8a4b2a",
        "PRK": "#111010", "NATO": "#00736b", "GBR": "#b0366f", "JPN": "#4d7a1f",
    },
    other="#66635d",
)  # fmt: skip
DARK = Ink(
    name="dark", paper="#15171a", text="#ece9e2", muted="#a39f96", hairline="#33363b",
    accent="#ff7a6b", land="#25282c", water="#10181d", border="#4c5057", river="#2f3a42",
    claimants={
        "KOR": "#6db3f2", "UKR": "#f0b429", "USA": "#c39bf0", "RUS": "#d99873",
        "PRK": "#ece9e2", "NATO": "#4ec9bd", "GBR": "#f08bb8", "JPN": "#a5cf6f",
    },
    other="#a39f96",
)  # fmt: skip

# A second channel beside colour, so that lines part in greyscale too.
_DASHES = {"KOR": "solid", "UKR": "dash", "USA": "dot", "NATO": "longdash", "GBR": "dashdot"}

RUNG_SYMBOLS = {
    "single claimant": "circle-open",
    "corroborated": "circle-open-dot",
    "acknowledged": "circle",
    "disputed": "circle-x-open",
}


def ink_of(theme: str | None) -> Ink:
    """The inks for the reader's theme; light unless it is "dark"."""
    return DARK if theme == "dark" else LIGHT


def claimant_colour(ink: Ink, government: str) -> str:
    """A government's colour, the same on every page."""
    return ink.claimants.get(government, ink.other)


def claimant_dash(government: str) -> str:
    """A government's line pattern."""
    return _DASHES.get(government, "solid")


def base_layout(ink: Ink, *, height: int) -> dict[str, Any]:
    """The layout that every plotly figure starts from.

    Own template, because importing streamlit changes plotly's default one.
    """
    axis = {
        "gridcolor": ink.hairline, "linecolor": ink.muted, "zeroline": False, "automargin": True,
        "tickfont": {"color": ink.muted, "size": 13}, "title": {"font": {"color": ink.muted, "size": 13}},
    }  # fmt: skip
    return {
        "template": go.layout.Template(),
        "height": height,
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "font": {"family": SANS, "size": 14, "color": ink.text},
        "margin": {"l": 8, "r": 8, "t": 8, "b": 8},
        "showlegend": False,
        "hoverlabel": {
            "bgcolor": ink.paper, "bordercolor": ink.hairline,
            "font": {"family": SANS, "size": 14, "color": ink.text}, "align": "left",
        },
        "xaxis": {**axis, "showgrid": False},
        "yaxis": axis,
        "dragmode": False,
    }  # fmt: skip


def short_name(name: str, letters: int = 20) -> str:
    """A claimant's name for a label in a figure; the full name stands in the table beside it."""
    return name if len(name) <= letters else name[: letters - 1].rstrip() + "…"


def rgb(colour: str, alpha: int = 255) -> list[int]:
    """A colour `#rrggbb` as deck.gl wants it: red, green, blue, alpha (0 to 255)."""
    return [*(int(colour[start : start + 2], 16) for start in (1, 3, 5)), alpha]


def spread_labels(heights: list[float], gap: float) -> list[float]:
    """Move labels apart so that no two are nearer than `gap`, each as little as needed.

    Args:
        heights: wanted positions, any order.
        gap: smallest distance allowed, in the same unit.

    Returns:
        Positions in the order of `heights`; their order along the axis is kept.
    """
    order = sorted(range(len(heights)), key=lambda index: heights[index])
    # Blocks of touching labels, each centred on the mean of what its members wanted.
    blocks: list[list[int]] = []
    for index in order:
        blocks.append([index])
        while (
            len(blocks) > 1
            and _bottom(blocks[-1], heights, gap) < _top(blocks[-2], heights, gap) + gap
        ):
            blocks[-2:] = [blocks[-2] + blocks[-1]]
    placed = [0.0] * len(heights)
    for block in blocks:
        start = _bottom(block, heights, gap)
        for step, index in enumerate(block):
            placed[index] = start + step * gap
    return placed


def _bottom(block: list[int], heights: list[float], gap: float) -> float:
    centre = sum(heights[index] for index in block) / len(block)
    return centre - gap * (len(block) - 1) / 2


def _top(block: list[int], heights: list[float], gap: float) -> float:
    return _bottom(block, heights, gap) + gap * (len(block) - 1)
