"""The geometry of a chart: nothing clipped, nothing covered, round numbers on the axis."""

import itertools
import re
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from improvement.domain.charting import (
    NARROW,
    WIDE,
    CentreLine,
    ChartData,
    ChartText,
    DateStep,
    Marker,
    MarkerKind,
    Point,
    lay_out,
)
from improvement.domain.charting.labels import place_in_lanes, shorten, spread, text_width
from improvement.domain.charting.scales import value_axis

START = date(2026, 6, 1)
FRAMES = [WIDE, NARROW]

WORDS = ChartText(
    axis=lambda value, decimals: f"{value:.{decimals}f} %",
    centre=lambda value: f"median {value:g} %",
    target=lambda value: f"target {value:g} %",
    tick=lambda day, step: {
        DateStep.DAY: f"{day.day}/{day.month}",
        DateStep.WEEK: f"week {day.isocalendar().week}",
        DateStep.MONTH: f"{day:%b}",
        DateStep.YEAR: f"{day.year}",
    }[step],
    year=lambda day: str(day.year),
    value=lambda value: f"{value:g}",
    point=lambda day, value: f"{day}: {value:g} %",
)


def weekly(values, **more):
    points = tuple(Point(START + timedelta(7 * i), v) for i, v in enumerate(values))
    return ChartData(points, **more)


def within(chart):
    """Every text of the chart as (left, right, baseline), and all of it inside the picture."""
    font = chart.font_size
    boxes = []

    def box(text, x, y, anchor):
        size = text_width(text, font)
        left = x - size * {"start": 0, "middle": 0.5, "end": 1}[anchor]
        boxes.append((left, left + size, y, text))

    for tick in chart.value_ticks:
        box(tick.label, chart.axis_label_x, tick.label_y, "end")
    for tick in chart.date_ticks:
        box(tick.label, tick.label_x, chart.date_y, "middle")
        box(tick.year, tick.label_x, chart.year_y, "middle") if tick.year else None
    for label in chart.line_labels:
        box(label.text, label.x, label.y, "start")
    for marker in chart.markers:
        box(marker.label, marker.label_x, marker.label_y, marker.anchor) if marker.label else None
    for left, right, baseline, text in boxes:
        assert left >= -0.6, text
        assert right <= chart.width + 0.6, text
        assert font * 0.7 <= baseline <= chart.height, text
    return boxes


def apart(boxes, font):
    for i, one in enumerate(boxes):
        for other in boxes[i + 1 :]:
            beside = one[1] <= other[0] + 0.5 or other[1] <= one[0] + 0.5
            assert beside or abs(one[2] - other[2]) >= font * 0.75, (one, other)


days = st.dates(date(2015, 1, 1), date(2030, 12, 31))
values = st.one_of(st.none(), st.floats(0, 100), st.integers(0, 100))


@settings(deadline=None, max_examples=150)
@given(
    st.lists(st.tuples(days, values), max_size=60),
    st.one_of(st.none(), st.integers(0, 100)),
    st.lists(st.tuples(days, st.sampled_from(["PDSA 1", "PDSA 12: agenda sendes tre dager før møtet"])), max_size=6),
    st.sampled_from(FRAMES),
)
def test_nothing_is_clipped_and_no_label_covers_another(rows, target, marks, frame):
    rows = sorted(rows, key=lambda row: row[0])
    points = tuple(Point(day, value, signal=i % 3 == 0) for i, (day, value) in enumerate(rows))
    centres = (CentreLine(0, len(points), 40.0),) if points else ()
    chart = lay_out(
        ChartData(points, centres, target, tuple(Marker(d, t, t[:6]) for d, t in marks), 0, 100), WORDS, frame
    )
    apart(within(chart), chart.font_size)
    for mark in (*chart.dots, *chart.diamonds):
        assert chart.left <= mark.x <= chart.right
        assert chart.top <= mark.y <= chart.bottom
    assert len(chart.dots) + len(chart.diamonds) == sum(p.value is not None for p in points)
    assert len(chart.markers) + len(chart.outside) == len(marks)
    if target is not None:
        assert chart.top <= chart.target.y <= chart.bottom


@given(st.lists(st.floats(-1e9, 1e9), min_size=1, max_size=30), st.integers(3, 7))
def test_the_axis_holds_the_data_in_few_round_steps(data, wanted):
    axis = value_axis(data, ticks=wanted)
    slack = (axis.high - axis.low) * 1e-6
    assert axis.low <= min(data) + slack
    assert axis.high >= max(data) - slack
    assert 2 <= len(axis.ticks) <= wanted + 2
    steps = {
        round((b - a) / (axis.ticks[1] - axis.ticks[0]), 4) for a, b in zip(axis.ticks, axis.ticks[1:], strict=False)
    }
    assert steps == {1.0}


@pytest.mark.parametrize(
    ("data", "options", "ticks"),
    [
        ([36, 60], {"ticks": 5, "lower": 0, "upper": 100}, (30, 40, 50, 60)),
        ([3, 60], {"ticks": 5, "lower": 0, "upper": 100}, (0, 20, 40, 60)),
        ([96, 100], {"ticks": 5, "lower": 0, "upper": 100}, (96, 97, 98, 99, 100)),
        ([5, 5, 5], {"ticks": 5, "whole": True}, (4, 5, 6)),
        ([0, 0], {"ticks": 5, "lower": 0, "whole": True}, (0, 1)),
        ([0, 2], {"ticks": 5, "lower": 0, "whole": True}, (0, 1, 2)),
        ([], {"ticks": 5, "lower": 0, "upper": 100}, (0, 25, 50, 75, 100)),
        ([0.1, 0.35], {"ticks": 5}, (0.1, 0.2, 0.3, 0.4)),
    ],
)
def test_axes_people_would_draw(data, options, ticks):
    assert value_axis(data, **options).ticks == pytest.approx(ticks)


def test_a_tick_is_written_with_the_decimals_it_needs():
    assert value_axis([0, 10], ticks=5).decimals == 1  # 2.5, 5.0, 7.5
    assert value_axis([0, 100], ticks=5).decimals == 0
    assert value_axis([0.01, 0.05], ticks=5).decimals == 2


@pytest.mark.parametrize("frame", FRAMES)
def test_signal_and_excluded_points_differ_in_shape(frame):
    points = (
        Point(START, 4),
        Point(START + timedelta(7), 5, signal=True),
        Point(START + timedelta(14), 6, excluded=True),
    )
    chart = lay_out(ChartData(points), WORDS, frame)
    assert (len(chart.dots), len(chart.diamonds), len(chart.crosses)) == (1, 1, 1)
    assert chart.diamonds[0].title == "2026-06-08: 5 %"


def test_time_runs_evenly_and_a_missing_value_breaks_the_line():
    points = (
        Point(START, 1),
        Point(START + timedelta(10), 2),
        Point(START + timedelta(20), None),
        Point(START + timedelta(40), 3),
    )
    chart = lay_out(ChartData(points), WORDS)
    first, second, last = (dot.x for dot in chart.dots)
    assert (second - first) / (last - first) == pytest.approx(0.25, abs=0.005)
    assert re.findall("[ML]", chart.path) == ["M", "L", "M"]


def test_phases_break_the_line_and_have_their_own_centre():
    data = weekly([1, 2, 1, 8, 9, 8], centres=(CentreLine(0, 3, 1), CentreLine(3, 6, 8)))
    chart = lay_out(data, WORDS)
    assert re.findall("[ML]", chart.path) == list("MLLMLL")
    before, after = chart.centres
    assert before.x1 == chart.left
    assert after.x2 == chart.right
    assert before.x2 < after.x1
    assert [label.text for label in chart.line_labels] == ["median 8 %"]


def test_median_and_target_side_by_side_are_moved_apart_and_led_back():
    chart = lay_out(weekly([40, 50, 45], centres=(CentreLine(0, 3, 45.0),), target=45.5), WORDS)
    one, other = chart.line_labels
    assert abs(one.y - other.y) >= chart.font_size * 1.3
    assert any(label.leader for label in chart.line_labels)


def test_on_a_phone_the_lines_are_named_above():
    chart = lay_out(weekly([40, 50, 45], centres=(CentreLine(0, 3, 45.0),), target=60), WORDS, NARROW)
    assert all(label.swatch_y is not None and label.y < chart.top for label in chart.line_labels)


def test_a_long_marker_is_short_on_a_phone_and_whole_in_its_title():
    label = "PDSA 2: agenda sendes ut tre dager før møtet til alle som kommer"
    data = weekly(range(20), markers=(Marker(START + timedelta(70), label, "PDSA 2"),))
    (mark,) = lay_out(data, WORDS, NARROW).markers
    assert mark.label.startswith("PDSA 2")
    assert len(mark.label) < len(label)
    assert mark.title == label


def test_a_note_points_to_its_point_and_a_test_runs_through_the_plot():
    at = START + timedelta(14)
    data = weekly([1, 2, 3, 4], markers=(Marker(at, "Note", kind=MarkerKind.NOTE), Marker(at, "PDSA 1")))
    chart = lay_out(data, WORDS)
    note, test = chart.markers
    assert note.bottom < chart.dots[2].y
    assert test.bottom == chart.bottom
    assert note.glyph != test.glyph


def test_a_marker_far_from_the_series_is_told_not_drawn():
    near, far = Marker(START + timedelta(150), "PDSA 3"), Marker(START + timedelta(900), "PDSA 9")
    chart = lay_out(weekly(range(20), markers=(near, far)), WORDS)
    assert [mark.title for mark in chart.markers] == ["PDSA 3"]
    assert chart.outside == (far,)


@pytest.mark.parametrize("frame", FRAMES)
def test_an_empty_series_and_a_single_day_can_be_drawn(frame):
    assert lay_out(ChartData(()), WORDS, frame).path == ""
    chart = lay_out(weekly([5]), WORDS, frame)
    assert len(chart.dots) == len(chart.date_ticks) == 1


@given(st.lists(st.floats(0, 300), max_size=6), st.floats(1, 20))
def test_spread_keeps_order_and_distance(wanted, gap):
    placed = spread(wanted, gap, 0, 400)
    order = sorted(range(len(wanted)), key=lambda i: wanted[i])
    for one, other in itertools.pairwise(order):
        assert placed[other] - placed[one] >= gap - 1e-6
    assert all(-1e-6 <= y <= 400 + 1e-6 for y in placed)


def test_a_crowd_of_markers_gets_no_labels_on_top_of_each_other():
    placed = place_in_lanes(
        [(100.0 + i, "PDSA", "P") for i in range(9)], font_size=13, width=300, lanes=3, offset=8, longest=200
    )
    assert sum(bool(one.text) for one in placed) < 9
    assert all(one.lane == 3 for one in placed if not one.text)


def test_texts_are_cut_with_an_ellipsis_or_not_shown():
    assert shorten("kort", 13, 200) == "kort"
    assert shorten("en ganske lang tekst", 13, 80).endswith("…")
    assert shorten("lang tekst", 13, 10) == ""


def test_decades_get_years_far_apart():
    points = tuple(Point(date(1900 + 10 * i, 1, 1), i) for i in range(13))
    chart = lay_out(ChartData(points), WORDS, NARROW)
    assert 2 <= len(chart.date_ticks) <= 8
    assert all(len(tick.label) == 4 and not tick.year for tick in chart.date_ticks)
