"""The pages' drawings: nothing is cut off at an edge, no line crosses a figure."""

import io
import re
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from pptx import Presentation

import builders
from dashboard.briefing.brief import Brief
from dashboard.briefing.drawings import strength_svg, timeline_svg
from dashboard.briefing.slides import write_slides
from dashboard.record.tables import Record

from .conftest import ARTICLE_DAY, BASE_MAP, LATEST, brief_on


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


@pytest.mark.parametrize("figure", [0, 1, 2, 3, 9, 12_000])
def test_ticks_are_whole_and_stand_once(figure: int, tmp_path: Path) -> None:
    claims = (builders.figure(1, "sent", str(figure)),)
    brief = brief_on(builders.make_record(tmp_path, claims=claims), ARTICLE_DAY)
    ticks = re.findall(r'text-anchor="end" fill="#[^>]*>([\d,]+)<', timeline_svg(brief))
    assert len(ticks) >= 2
    assert len(set(ticks)) == len(ticks)


def test_axis_of_a_count_of_nought_has_a_length(tmp_path: Path) -> None:
    record = builders.make_record(tmp_path, claims=(builders.figure(1, "sent", "0"),))
    slides = Presentation(io.BytesIO(write_slides(brief_on(record, ARTICLE_DAY), BASE_MAP)))
    chart = next(
        shape.chart for slide in slides.slides for shape in slide.shapes if shape.has_chart
    )
    assert chart.value_axis.maximum_scale > chart.value_axis.minimum_scale
