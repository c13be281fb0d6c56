"""Labels, axes and hover texts, on small tables; the real record is in test_drawing."""

import itertools
import json
from typing import Any

import pandas as pd
import plotly.graph_objects as go
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.figures.lags import draw_lags
from dashboard.figures.own_rows import add_own_lane
from dashboard.figures.ranges import draw_ranges
from dashboard.figures.style import (
    DARK,
    LIGHT,
    RUNG_SYMBOLS,
    base_layout,
    ink_of,
    rgb,
    short_name,
    spread_labels,
)
from dashboard.figures.timeline import draw_timeline
from dashboard.record.vocabulary import Rung

AS_OF = pd.Timestamp("2024-11-06")
EVIL = "<b>bold</b> <a href='x'>l</a> %{x} & <i>"
LANES = {"gathering": "Gatherings", "combat": "Combat", "losses": "Losses"}
HEIGHTS = st.lists(st.floats(-1e4, 1e4), max_size=15)


@given(HEIGHTS, st.floats(0.5, 100))
def test_labels_keep_the_gap_and_their_order(heights: list[float], gap: float) -> None:
    placed = spread_labels(heights, gap)
    order = sorted(range(len(heights)), key=lambda index: heights[index])
    for lower, upper in itertools.pairwise(placed[index] for index in order):
        assert upper - lower >= gap - 1e-6


@given(st.lists(st.integers(0, 50), unique=True, max_size=12))
def test_labels_that_are_apart_already_do_not_move(places: list[int]) -> None:
    heights = [place * 20.0 for place in places]
    assert spread_labels(heights, 20.0) == heights


@given(st.lists(st.floats(0, 1000), min_size=1, max_size=10), st.floats(1, 50))
def test_labels_move_around_their_common_middle(heights: list[float], gap: float) -> None:
    placed = spread_labels(heights, gap)
    assert sum(placed) == pytest.approx(sum(heights), abs=1e-6 * max(1, sum(heights)))


def figures(**changes: Any) -> pd.DataFrame:
    rows = [
        {"event_id": "E-0001", "government": "KOR", "government_name": "South Korea",
         "claimant_name": "NIS", "about": pd.Timestamp("2024-10-08"),
         "public_on": pd.Timestamp("2024-10-18"), "low": float("nan"), "best": 1500.0,
         "high": float("nan"), "statement": "It was 1,500.", "words": "1,500"},
        {"event_id": "E-0002", "government": "USA", "government_name": "United States",
         "claimant_name": "Pentagon", "about": pd.Timestamp("2024-10-28"),
         "public_on": pd.Timestamp("2024-10-28"), "low": 8000.0, "best": 10000.0,
         "high": 12000.0, "statement": "It was 10,000.", "words": "8,000–12,000"},
    ]  # fmt: skip
    return pd.DataFrame([{**row, **changes} for row in rows])


def events(**changes: Any) -> pd.DataFrame:
    rows = [
        {"event_id": "E-0001", "title": "One", "event_type": "gathering", "date_precision": "day",
         "date_start": pd.Timestamp("2024-10-08"), "date_last": pd.Timestamp("2024-10-13"),
         "rung": "corroborated"},
        {"event_id": "E-0002", "title": "Two", "event_type": "losses", "date_precision": "month",
         "date_start": pd.Timestamp("2024-10-20"), "date_last": pd.Timestamp("2024-10-20"),
         "rung": "disputed"},
    ]  # fmt: skip
    return pd.DataFrame([{**row, **changes} for row in rows])


def timeline(
    counts: pd.DataFrame | None = None, marks: pd.DataFrame | None = None, plans: int = 1
) -> go.Figure:
    counts = figures() if counts is None else counts
    marks = events() if marks is None else marks
    return draw_timeline(counts, counts.iloc[:plans], marks, LANES, AS_OF, LIGHT, "troops")


def test_every_mark_of_the_timeline_carries_its_event() -> None:
    marked = [trace for trace in timeline().data if trace.mode == "markers"]
    assert sorted(row[0] for trace in marked for row in trace.customdata) == [
        "E-0001", "E-0001", "E-0002", "E-0002",
    ]  # fmt: skip


def test_timeline_ends_at_the_day_on_both_axes() -> None:
    layout = timeline().layout
    for axis in (layout.xaxis, layout.xaxis2):
        assert axis.range[1] == AS_OF
        assert axis.range[0] < pd.Timestamp("2024-10-08")


def test_lines_of_the_timeline_reach_the_day_and_go_no_further() -> None:
    lines = [t for t in timeline().data if t.mode == "lines" and (t.yaxis or "y") == "y"]
    assert lines
    assert {pd.Timestamp(line.x[-1]) for line in lines} == {AS_OF}


@pytest.mark.parametrize(
    ("low", "high", "sign"),
    [(1500.0, None, "≥ "), (None, 1500.0, "≤ "), (None, None, ""), (1500.0, 1500.0, "")],
)
def test_label_at_a_lines_end_says_at_least_and_up_to(
    low: float | None, high: float | None, sign: str
) -> None:
    counts = figures(low=low, best=1500.0, high=high)
    labels = [label.text for label in timeline(counts).layout.annotations]
    assert f"South Korea <b>{sign}1,500</b>" in labels


def test_label_at_a_lines_end_writes_a_range_as_a_range() -> None:
    counts = figures(low=8000.0, best=9000.0, high=10000.0)
    labels = " ".join(label.text for label in timeline(counts, plans=0).layout.annotations)
    assert "South Korea <b>8,000–10,000</b>" in labels
    assert "9,000" not in labels


def test_a_thin_line_leads_from_a_lines_end_to_the_label_that_was_moved() -> None:
    counts = figures(best=9000.0, low=9000.0, high=9000.0)
    labels = [one for one in timeline(counts, plans=0).layout.annotations if one.name]
    assert [one.y for one in labels] == [9000.0, 9000.0]
    assert {one.ayref for one in labels} == {"y"}
    assert all(one.showarrow is not False and one.arrowhead == 0 for one in labels)
    lower, upper = sorted(one.ay for one in labels)
    assert lower < 9000.0 < upper


@pytest.mark.parametrize(("first", "side"), [("2024-10-08", "left"), ("2023-01-01", "right")])
def test_name_of_the_plan_stands_before_its_line_where_there_is_room(first: str, side: str) -> None:
    counts = figures(public_on=pd.Timestamp("2024-10-12"))
    marks = events(date_start=pd.Timestamp(first))
    labels = {label.text: label for label in timeline(counts, marks).layout.annotations}
    assert labels["planned 1,500 (South Korea)"].xanchor == side


def test_lanes_are_only_those_that_have_an_event() -> None:
    assert list(timeline().layout.yaxis2.ticktext) == ["Gatherings", "Losses"]


def test_rung_is_a_sign_of_its_own() -> None:
    marks = [t for t in timeline().data if t.yaxis == "y2" and t.mode == "markers"]
    assert {(one.marker.symbol, one.hovertemplate.split(", ")[1]) for one in marks} == {
        ("circle-open-dot", "corroborated<extra></extra>"),
        ("circle-x-open", "disputed<extra></extra>"),
    }
    assert set(RUNG_SYMBOLS) == {str(rung) for rung in Rung}
    assert len(set(RUNG_SYMBOLS.values())) == len(Rung)


def test_duration_and_precision_are_drawn() -> None:
    bars = [t for t in timeline().data if t.yaxis == "y2" and t.mode == "lines"]
    spans = [[f"{pd.Timestamp(x):%m-%d}" for x in bar.x if x is not None] for bar in bars]
    assert spans == [["10-05", "11-04"], ["10-08", "10-13"]]


@pytest.mark.parametrize(("precision", "dotted"), [("day", 0), ("month", 3)])
def test_bar_that_its_own_mark_covers_is_not_sent(precision: str, dotted: int) -> None:
    old = events(date_start=pd.Timestamp("2020-01-01"), date_precision=precision)[:1]
    marks = pd.concat([events(), old], ignore_index=True)
    bars = [t for t in timeline(marks=marks).data if t.yaxis == "y2" and t.mode == "lines"]
    assert [len(bar.x) for bar in bars] == [dotted, 3]


def test_what_lasts_into_the_axis_has_its_mark_at_the_beginning_and_says_when_it_began() -> None:
    since = pd.Timestamp("2024-10-10")
    marks = pd.concat([events()[:1]] * 2 + [events()[1:]], ignore_index=True)
    drawn = draw_timeline(
        figures(), figures().iloc[:0], marks, LANES, AS_OF, LIGHT, "troops", since
    )
    early, late = (t for t in drawn.data if t.yaxis == "y2" and t.mode == "markers")
    assert early.x[0] == "2024-10-10"
    assert len(set(early.x)) == 2  # each can be clicked
    assert [row[1] for row in early.customdata] == ["8 Oct 2024"] * 2
    assert "began %{customdata[1]}, corroborated" in early.hovertemplate
    assert late.x == ("2024-10-20",)
    assert "began" not in late.hovertemplate


def test_marks_at_the_edges_are_whole() -> None:
    assert {t.cliponaxis for t in timeline().data if t.mode == "markers"} == {False}


def test_timeline_without_figures_or_events_is_still_drawn() -> None:
    empty = timeline(figures().iloc[:0], events().iloc[:0], plans=0)
    assert empty.layout.xaxis2.range[1] == AS_OF
    assert len(timeline(figures().iloc[:0], plans=0).data) > 0


def test_row_without_a_figure_or_without_lanes_is_left_out() -> None:
    lanes_alone = timeline(figures().iloc[:0], plans=0)
    strength_alone = draw_timeline(
        figures(), figures()[:0], events()[:0], {}, AS_OF, LIGHT, "troops"
    )
    for drawn, row in ((lanes_alone, "2"), (strength_alone, "")):
        axes = [key for key in drawn.to_plotly_json()["layout"] if "axis" in key]
        assert sorted(axes) == [f"xaxis{row}", f"yaxis{row}"]
        assert tuple(drawn.layout[f"yaxis{row}"].domain) == (0, 1)
        assert {trace.xaxis for trace in drawn.data} == {f"x{row}"}
        assert {shape.xref for shape in drawn.layout.shapes} == {f"x{row}"}
        assert drawn.layout.height < timeline().layout.height


def test_own_rows_have_their_lane_where_the_record_has_no_figure() -> None:
    own = pd.DataFrame({"id": ["1"], "title": ["x"], "date_start": [AS_OF], "date_end": [AS_OF]})
    drawn = add_own_lane(timeline(figures().iloc[:0], plans=0), own, LIGHT)
    assert list(drawn.layout.yaxis2.ticktext) == ["Gatherings", "Losses", "Your table"]


def test_only_a_figure_with_a_range_draws_a_band() -> None:
    bands = [t for t in timeline().data if t.fill == "tonexty"]
    assert len(bands) == 1


def _hovers(figure: go.Figure) -> list[str]:
    return [
        text
        for trace in figure.data
        if "%{text}" in (trace.hovertemplate or "")
        for text in trace.text
    ]


@pytest.mark.parametrize("column", ["statement", "claimant_name"])
def test_claims_text_is_text_in_the_hover(column: str) -> None:
    hovers = _hovers(timeline(figures(**{column: EVIL})))
    assert sum("&lt;b&gt;bold" in hover for hover in hovers) == 4  # the plan's line has two ends
    for hover in hovers:
        assert "%{" not in hover
        assert "<a" not in hover
        assert "<i>" not in hover


def test_events_title_is_text_in_the_hover() -> None:
    hovers = _hovers(timeline(marks=events(title=EVIL)))
    assert sum("&lt;b&gt;bold" in hover for hover in hovers) == 2
    assert not any("%{" in hover or "<a" in hover for hover in hovers)


def test_names_in_annotations_are_text() -> None:
    drawn = timeline(figures(government_name="<i>x</i>"))
    texts = [annotation.text for annotation in drawn.layout.annotations]
    assert any("&lt;i&gt;x" in text for text in texts)
    assert not any("<i>" in text for text in texts)


def test_names_beside_ranges_and_lags_are_text() -> None:
    ranges = draw_ranges(figures(government_name="<i>x"), 12000, "<i>plan", LIGHT, "troops")
    table = pd.DataFrame({"quarter": [1.0], "median": [2.0], "three_quarters": [4.0]})
    lags = draw_lags(table, ["<i>x"], [3], LIGHT)
    for figure in (ranges, lags):
        assert "<i>" not in json.dumps(figure.to_plotly_json(), default=str)
        assert "&lt;i&gt;" in json.dumps(figure.to_plotly_json(), default=str)


@pytest.mark.parametrize("ink", [LIGHT, DARK])
def test_template_is_our_own(ink: Any) -> None:
    assert base_layout(ink, height=100)["template"] == go.layout.Template()
    for figure in (
        timeline(), draw_ranges(figures(), None, "", ink, "troops"),
    ):  # fmt: skip
        assert figure.layout.template.layout.to_plotly_json() == {}
        assert figure.layout.showlegend is False


def test_range_reaches_from_low_to_high_and_its_dot_stands_at_best() -> None:
    drawn = draw_ranges(figures(), None, "", LIGHT, "troops").data
    bars = [tuple(trace.x) for trace in drawn if trace.mode == "lines"]
    dots = [tuple(trace.x) for trace in drawn if trace.mode == "markers"]
    assert bars == [(1500, 1500), (8000, 12000)]
    assert dots == [(1500,), (10000,)]


@pytest.mark.parametrize(
    ("claimants", "height", "lines"), [(2, 162, 2), (12, 530, 2), (20, 530, 1)]
)
def test_many_claimants_still_fit_a_projectors_screen(
    claimants: int, height: int, lines: int
) -> None:
    many = pd.concat([figures()] * (claimants // 2), ignore_index=True)
    layout = draw_ranges(many, None, "", LIGHT, "troops").layout
    assert layout.height == height
    assert {label.count("<br>") + 1 for label in layout.yaxis.ticktext} == {lines}


def test_lag_of_nought_days_has_a_place_on_the_scale() -> None:
    table = pd.DataFrame({"quarter": [0.0], "median": [0.0], "three_quarters": [0.0]})
    dots = [t for t in draw_lags(table, ["x"], [1], LIGHT).data if t.mode == "markers+text"]
    assert (list(dots[0].x), list(dots[0].text)) == ([1.0], ["0"])


def test_colours_and_names_are_as_the_libraries_want_them() -> None:
    assert rgb("#0b5fa5", 9) == [11, 95, 165, 9]
    assert (ink_of("dark"), ink_of(None), ink_of("x")) == (DARK, LIGHT, LIGHT)
    assert short_name("South Korea") == "South Korea"
    assert short_name("A very long claimant's name", 10) == "A very lo…"


def test_history_names_every_scenario_its_places_and_its_outcome() -> None:
    from dashboard.figures.forecast import draw_history

    days = pd.to_datetime(["2024-11-06", "2025-01-01", "2025-04-26"])
    history = pd.DataFrame(
        {
            "day": days, "scenario_id": "one", "consistent": [1, 2, 2], "inconsistent": [0, 0, 3],
            "place": pd.array([1, 1, 2], dtype="Int64"),
        }
    )  # fmt: skip
    outcome = {"one": (pd.Timestamp("2025-04-28"), "did not happen")}
    figure = draw_history(history, {"one": "A title"}, outcome, pd.Timestamp("2025-06-01"), LIGHT)
    texts = [note.text for note in figure.layout.annotations]
    assert {"A title", "did not happen", "for", "against"} <= set(texts)
    assert list(figure.data[0].text) == ["#1", "#2"]
