"""The slides' charts: native, so that a presenter can edit figures, colours and type."""

from datetime import date

from pptx.chart.chart import Chart
from pptx.chart.data import CategoryChartData, XyChartData
from pptx.enum.chart import (
    XL_CHART_TYPE,
    XL_LABEL_POSITION,
    XL_LEGEND_POSITION,
    XL_MARKER_STYLE,
    XL_TICK_MARK,
)
from pptx.enum.dml import MSO_LINE
from pptx.slide import Slide
from pptx.util import Inches, Pt

from dashboard.briefing.brief import Brief, Count
from dashboard.briefing.drawings import MOST_BARS, steps
from dashboard.briefing.slide_master import HAIRLINE, MUTED, TEXT, rgb
from dashboard.briefing.slide_parts import describe
from dashboard.figures.style import LIGHT, claimant_colour, short_name

_LONG = 90  # days
_EPOCH = date(1899, 12, 30)  # day 0 of a spreadsheet's calendar


def add_strength_chart(
    slide: Slide, brief: Brief, box: tuple[float, float, float, float]
) -> tuple[Count, ...]:
    """A bar a claimant, largest on top, in the claimant's colour; returns the counts drawn."""
    counts = brief.counts[:MOST_BARS]
    data = CategoryChartData(number_format="#,##0")
    drawn = counts[::-1]  # a bar chart counts from below
    data.categories = [f"{short_name(one.name, 30)}, {one.about:%b %Y}" for one in drawn]
    data.add_series("Latest count, troops sent to Russia", [one.best for one in drawn])
    chart = _add(slide, XL_CHART_TYPE.BAR_CLUSTERED, box, data)
    plot = chart.plots[0]
    plot.gap_width, plot.vary_by_categories, plot.has_data_labels = 45, False, True
    series = plot.series[0]
    for position, one in enumerate(drawn):
        point = series.points[position]
        point.format.fill.solid()
        point.format.fill.fore_color.rgb = rgb(claimant_colour(LIGHT, one.government))
        label = point.data_label
        label.has_text_frame = True
        label.text_frame.text = one.words
        label.position = XL_LABEL_POSITION.OUTSIDE_END
        font = label.text_frame.paragraphs[0].runs[0].font
        font.size, font.bold = Pt(14), True
        font.color.rgb = rgb(TEXT)
    _quiet_axis(chart.category_axis, 14, TEXT)
    _quiet_axis(chart.value_axis, 12, MUTED)
    chart.value_axis.minimum_scale = 0
    chart.value_axis.maximum_scale = max(one.best for one in counts) * 1.2 or 1.0
    chart.value_axis.has_major_gridlines = True
    chart.value_axis.major_gridlines.format.line.color.rgb = rgb(HAIRLINE)
    return counts


def add_timeline_chart(slide: Slide, brief: Brief, box: tuple[float, float, float, float]) -> None:
    """Each claimant's counts as steps over time, up to the as-of date."""
    data = XyChartData(number_format="#,##0")
    for line in brief.lines:
        series = data.add_series(short_name(line.name, 24))
        for day, figure in steps(line, brief.imprint.as_of):
            series.add_data_point((day - _EPOCH).days, figure)
    chart = _add(slide, XL_CHART_TYPE.XY_SCATTER_LINES_NO_MARKERS, box, data)
    for line, series in zip(brief.lines, chart.plots[0].series, strict=True):
        colour = rgb(claimant_colour(LIGHT, line.government))
        series.smooth = False
        series.format.line.width = Pt(2.25)
        series.format.line.color.rgb = colour
        series.marker.style = XL_MARKER_STYLE.NONE
        if line.government not in LIGHT.claimants:
            series.format.line.dash_style = MSO_LINE.DASH
    chart.has_legend = True
    chart.legend.include_in_layout = False
    chart.legend.position = XL_LEGEND_POSITION.BOTTOM
    chart.legend.font.size = Pt(13)
    first = min(day for line in brief.lines for day, _ in line.points)
    # On a short axis a month would stand twice.
    days = "mmm yyyy" if (brief.imprint.as_of - first).days > _LONG else "d mmm"
    for axis, number_format in ((chart.category_axis, days), (chart.value_axis, "#,##0")):
        _quiet_axis(axis, 12, MUTED)
        axis.tick_labels.number_format = number_format
        axis.tick_labels.number_format_is_linked = False
    chart.category_axis.minimum_scale = (first - _EPOCH).days - 5
    chart.category_axis.maximum_scale = (brief.imprint.as_of - _EPOCH).days
    chart.value_axis.minimum_scale = 0
    chart.value_axis.has_major_gridlines = True
    chart.value_axis.major_gridlines.format.line.color.rgb = rgb(HAIRLINE)
    chart.category_axis.has_major_gridlines = False


def _add(
    slide: Slide,
    kind: XL_CHART_TYPE,
    box: tuple[float, float, float, float],
    data: CategoryChartData | XyChartData,
) -> Chart:
    left, top, width, height = (Inches(one) for one in box)
    frame = slide.shapes.add_chart(kind, left, top, width, height, data)
    chart = frame.chart
    chart.has_legend = chart.has_title = False
    chart.font.size = Pt(13)
    chart.font.color.rgb = rgb(TEXT)
    describe(frame, "Chart", "Chart")
    return chart


def _quiet_axis(axis, size: float, colour: str) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001
    axis.tick_labels.font.size = Pt(size)
    axis.tick_labels.font.color.rgb = rgb(colour)
    axis.format.line.color.rgb = rgb(HAIRLINE)
    axis.major_tick_mark = XL_TICK_MARK.NONE
