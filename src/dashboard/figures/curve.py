"""The line of a route, the same on the map of the pages and on that of the brief."""


def curve(
    start: tuple[float, float], end: tuple[float, float], steps: int = 24
) -> list[list[float]]:
    """A flat, slightly bowed line between two points (a sketch, not a track).

    Args:
        start: longitude and latitude, degrees.
        end: the same.
        steps: number of pieces.

    Returns:
        `steps + 1` points from start to end, quadratic Bezier. Its middle is bowed east by a tenth
        of the way that it runs north, and south by a fortieth of the way that it runs east: the
        routes across Siberia are so long that a larger bow would lead them off the continent.
    """
    middle_x = (start[0] + end[0]) / 2 + (end[1] - start[1]) * 0.2
    middle_y = (start[1] + end[1]) / 2 - (end[0] - start[0]) * 0.05
    points = []
    for step in range(steps + 1):
        share = step / steps
        near, far, both = (1 - share) ** 2, share**2, 2 * share * (1 - share)
        points.append(
            [
                round(near * start[0] + both * middle_x + far * end[0], 4),
                round(near * start[1] + both * middle_y + far * end[1], 4),
            ]
        )
    return points
