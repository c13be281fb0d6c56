"""The brief's figures as SVG, for its pages: strength, counts over time, the map."""

from datetime import date
from html import escape

from dashboard.analysis.wording import are, counted
from dashboard.briefing.brief import Brief, Line
from dashboard.briefing.geometry import Path2D, Sheet
from dashboard.figures.style import LIGHT, claimant_colour, short_name, spread_labels

_FACE = "Source Sans Pro"
MOST_BARS = 9


def strength_svg(brief: Brief, width: int = 520) -> str:
    """A bar a claimant, with a line for the range that it gave, and the plan as a dashed line."""
    counts = brief.counts[:MOST_BARS]
    step, left, right = 17, 150, 84
    height = step * len(counts) + 20
    top = max([one.high for one in counts] + ([brief.plan] if brief.plan else []), default=1) or 1
    scale = (width - left - right) / top
    parts, figures = [], []
    for place, one in enumerate(counts):
        y = place * step + 16
        colour = claimant_colour(LIGHT, one.government)
        parts.append(_text(left - 6, y + 10, short_name(one.name, 26), anchor="end"))
        parts.append(
            f'<rect x="{left}" y="{y}" width="{one.best * scale:.1f}" height="12" fill="{colour}"/>'
        )
        if one.low != one.high:
            parts.append(
                f'<path d="M{left + one.low * scale:.1f},{y + 6}H{left + one.high * scale:.1f}" '
                f'stroke="{LIGHT.text}" stroke-width="1.2"/>'
            )
        figures.append(_text(left + one.high * scale + 5, y + 10, one.words, bold=True))
    if brief.plan:
        x = left + brief.plan * scale
        parts.append(
            f'<path d="M{x:.1f},12V{height}" stroke="{LIGHT.muted}" stroke-width="0.8" stroke-dasharray="3 2"/>'
        )
        parts.append(_text(x, 9, brief.plan_words, anchor="end", colour=LIGHT.muted))
    return _svg(width, height, parts + figures)  # figures last: no line crosses them


def timeline_svg(brief: Brief, width: int = 520, height: int = 150) -> str:
    """Each claimant's counts as steps over time, named at their ends."""
    if not brief.lines:
        return ""
    right, left, foot = 128, 40, 18
    first = min(day for line in brief.lines for day, _ in line.points)
    last = max(brief.imprint.as_of, *(line.points[-1][0] for line in brief.lines))
    top = max(figure for line in brief.lines for _, figure in line.points) * 1.08 or 1.0
    span = max((last - first).days, 1)

    def x(day: date) -> float:
        return left + (day - first).days / span * (width - left - right)

    def y(figure: float) -> float:
        return (height - foot) * (1 - figure / top) + 4

    parts = []
    for figure in _ticks(top):
        parts.append(
            f'<path d="M{left},{y(figure):.1f}H{width - right}" stroke="{LIGHT.hairline}"/>'
        )
        parts.append(
            _text(left - 5, y(figure) + 3, f"{figure:,.0f}", anchor="end", colour=LIGHT.muted)
        )
    parts.append(_text(left, height - 2, f"{first:%-d %b %Y}", colour=LIGHT.muted))
    parts.append(
        _text(width - right, height - 2, f"{last:%-d %b %Y}", anchor="end", colour=LIGHT.muted)
    )
    for line in brief.lines:
        colour = claimant_colour(LIGHT, line.government)
        corners = " ".join(f"{x(day):.1f},{y(figure):.1f}" for day, figure in steps(line, last))
        parts.append(
            f'<polyline points="{corners}" fill="none" stroke="{colour}" stroke-width="1.6"/>'
        )
    lowered = _below_the_edge(
        spread_labels([y(line.points[-1][1]) for line in brief.lines], 11), 11
    )
    for line, at in zip(brief.lines, lowered, strict=True):
        words = f"{short_name(line.name, 18)} {line.last}"
        colour = claimant_colour(LIGHT, line.government)
        parts.append(_text(width - right + 5, at + 3, words, colour=colour))
    return _svg(width, height, parts)


def undrawn_in_words(brief: Brief) -> str:
    """How many claimants the chart of counts over time has no room for; "" if none."""
    left = brief.lines_left
    if not left:
        return ""
    return f"{counted(left, 'more claimant')} {are(left)} not drawn."


def map_svg(sheet: Sheet, width: int = 520) -> str:
    """A window of the map."""
    height = round(width / sheet.window.ratio)
    parts = [f'<rect width="{width}" height="{height}" fill="{LIGHT.water}"/>']
    parts += [_outline(path, width, fill=LIGHT.land) for path in sheet.land]
    parts += [
        _outline(path, width, fill=LIGHT.water) if path[0] == path[-1] else _outline(path, width, line=LIGHT.water)
        for path in sheet.waters
    ]  # fmt: skip
    parts += [_outline(path, width, line=LIGHT.border) for path in sheet.borders]
    parts += [_outline(path, width, line=LIGHT.accent) for _, path in sheet.regions]
    parts += [_outline(path, width, line=LIGHT.text, dash="3 2") for _, path in sheet.routes]
    parts += [
        _text(x * width, y * width, name, anchor="middle", colour=LIGHT.muted)
        for name, _, x, y in sheet.names
    ]
    for spot in sheet.spots:
        fill = LIGHT.accent if spot.kind == "site" else "#ffffff"
        parts.append(
            f'<circle cx="{spot.x * width:.1f}" cy="{spot.y * width:.1f}" r="{max(spot.radius * width, 2):.1f}" '
            f'fill="{fill}" stroke="{LIGHT.accent}"/>'
        )
    parts += [
        _text((spot.x + spot.radius) * width + 3, spot.y * width + 3, spot.name)
        for spot in sheet.spots
        if spot.label
    ]
    frame = f'<rect x="0.5" y="0.5" width="{width - 1}" height="{height - 1}" fill="none" stroke="{LIGHT.border}"/>'
    return _svg(width, height, [*parts, frame])


def _below_the_edge(places: list[float], gap: float) -> list[float]:
    # Labels that were moved apart may leave the drawing at the top; those below give way.
    free, moved = 6.0, list(places)
    for index in sorted(range(len(places)), key=places.__getitem__):
        moved[index] = max(places[index], free)
        free = moved[index] + gap
    return moved


def steps(line: Line, until: date) -> list[tuple[date, float]]:
    """The corners of a step line: a figure holds until the next one is named."""
    corners: list[tuple[date, float]] = []
    for day, figure in line.points:
        if corners:
            corners.append((day, corners[-1][1]))
        corners.append((day, figure))
    return [*corners, (max(until, corners[-1][0]), corners[-1][1])]


def _ticks(top: float) -> list[float]:
    size = 10.0 ** (len(str(int(top))) - 1)
    step = next(one for one in (size / 5, size / 2, size, size * 2) if one >= 1 and top / one <= 5)
    return [step * number for number in range(int(top / step) + 1)]


def _outline(
    path: Path2D, width: int, *, fill: str = "none", line: str = "none", dash: str = ""
) -> str:
    points = " ".join(f"{x * width:.1f},{y * width:.1f}" for x, y in path)
    dashed = f' stroke-dasharray="{dash}"' if dash else ""
    tag = "polygon" if fill != "none" else "polyline"
    return f'<{tag} points="{points}" fill="{fill}" stroke="{line}" stroke-width="0.8"{dashed}/>'


def _text(
    x: float,
    y: float,
    words: str,
    *,
    anchor: str = "start",
    colour: str = LIGHT.text,
    bold: bool = False,
) -> str:
    weight = ' font-weight="600"' if bold else ""
    place = f'x="{x:.1f}" y="{y:.1f}" font-family="{_FACE}" font-size="9" text-anchor="{anchor}"{weight}'
    # A rim in the paper's colour keeps words legible where they cross a line.
    rim = f'fill="none" stroke="{LIGHT.paper}" stroke-width="2.4" stroke-linejoin="round"'
    return f'<text {place} {rim}>{escape(words)}</text><text {place} fill="{colour}">{escape(words)}</text>'


def _svg(width: int, height: int, parts: list[str]) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" '
        f'width="{width}" height="{height}">{"".join(parts)}</svg>'
    )
