"""The pages' drawings: nothing is cut off at an edge, no line crosses a figure."""

import re
from datetime import date
from itertools import pairwise

import pytest

from dashboard.briefing.brief import Brief
from dashboard.briefing.drawings import strength_svg, timeline_svg
from dashboard.record.tables import Record

from .conftest import ARTICLE_DAY, LATEST, brief_on


@pytest.mark.parametrize("day", [ARTICLE_DAY, date(2025, 4, 26), LATEST])
@pytest.mark.parametrize("height", [100, 150])
def test_labels_at_the_ends_lie_within_the_chart_and_apart(
    record: Record, day: date, height: int
) -> None:
    brief = brief_on(record, day)
    drawn = timeline_svg(brief, height=height)
    places = []
    for line in brief.lines:
        label = re.search(rf'y="([\d.]+)"[^>]*>{line.name[:10]}[^<]* {line.last}<', drawn)
        assert label, line
        places.append(float(label[1]))
    assert min(places) >= 9  # a line of type
    assert max(places) <= height
    places.sort()
    assert all(b - a >= 10.9 for a, b in pairwise(places))


def test_plan_lies_beneath_the_figures(article_brief: Brief) -> None:
    drawn = strength_svg(article_brief)
    for one in article_brief.counts:
        assert drawn.index("stroke-dasharray") < drawn.index(f">{one.words}<")
