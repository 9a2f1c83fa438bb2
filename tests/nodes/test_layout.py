"""The parts of the layout: widths of text, columns, heights, tracks and lanes."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from tests.toy.flows import Allotment_1
from workflows.nodes.drawing import Box, arrange, diagram
from workflows.nodes.drawing.layers import columns, components
from workflows.nodes.drawing.settle import Wish, settle
from workflows.nodes.drawing.text import width, wrap
from workflows.nodes.drawing.tracks import Crossing, Place, lanes, order

GAP = 10


def test_a_chinese_character_is_one_em_wide() -> None:
    assert (width("核对"), width("ab"), width("")) == (24, 14, 0)


def test_lines_break_between_characters_and_between_words() -> None:
    assert wrap("审核材料是否齐全", 48) == ("审核材料", "是否齐全")
    assert wrap("Review of the papers", 60) == ("Review", "of the", "papers")


def test_no_line_begins_with_a_closing_mark_or_ends_with_an_opening_one() -> None:
    assert wrap("审核材料、表格（原件）", 48) == ("审核材", "料、表格", "（原件）")


def test_a_word_wider_than_the_room_is_cut() -> None:
    assert wrap("Internationalisation", 72) == ("Internatio", "nalisation")


def test_nothing_has_no_line() -> None:
    assert wrap("  ", 60) == ()


@given(st.text(alphabet="核对材料、（）ab ,.", max_size=40), st.integers(40, 120))
def test_wrapping_loses_no_character_and_keeps_to_the_room(text: str, room: int) -> None:
    lines = wrap(text, room)
    assert "".join("".join(lines).split()) == "".join(text.split())
    marks = set("、（），,. ")
    assert all(width(line) <= room or len(set(line) - marks) <= room // 7 for line in lines)


def test_columns_follow_the_longest_way() -> None:
    ways = [("a", "b"), ("b", "c"), ("a", "c"), ("c", "d")]
    assert columns(["a", "b", "c", "d"], ways) == [["a"], ["b"], ["c"], ["d"]]


def test_a_loop_does_not_push_its_beginning_on() -> None:
    assert columns(["a", "b", "c"], [("a", "b"), ("b", "c"), ("c", "b")]) == [["a"], ["b"], ["c"]]


def test_a_column_is_ordered_by_where_its_ways_come_from() -> None:
    ways = [("a", "x"), ("b", "y"), ("x", "q"), ("y", "p")]
    assert columns(["a", "b", "x", "y", "p", "q"], ways) == [["a", "b"], ["x", "y"], ["q", "p"]]


def test_what_is_not_connected_is_apart() -> None:
    assert components(["a", "b", "c", "d"], [("a", "c")]) == [["a", "c"], ["b"], ["d"]]


def test_each_stands_where_it_wishes_when_nobody_is_in_its_way() -> None:
    assert settle([Wish(0, 1, 5, 5), Wish(50, 1, 5, 5)], GAP) == [0, 50]


def test_neighbours_make_room_for_each_other_by_weight() -> None:
    assert settle([Wish(0, 1, 5, 5), Wish(0, 1, 5, 5)], GAP) == [-10, 10]
    assert settle([Wish(0, 1000, 5, 5), Wish(0, 1, 5, 5)], GAP) == [0, 20]


WISHES = st.builds(
    Wish, st.floats(-500, 500), st.sampled_from([0.001, 1.0, 1000.0]), st.integers(1, 90), st.integers(1, 90)
)


@given(st.lists(WISHES, min_size=1, max_size=12))
def test_nobody_overlaps(wishes: list[Wish]) -> None:
    axes = settle(wishes, GAP)
    edges = [(axis - wish.above, axis + wish.below) for axis, wish in zip(axes, wishes, strict=True)]
    assert all(lower[0] - upper[1] >= GAP for upper, lower in pairwise(edges))


def test_what_leaves_turns_before_what_arrives_at_the_same_height() -> None:
    arriving = Crossing(("in", "x"), 10, 50)
    leaving = Crossing(("out", "y"), 50, 90)
    assert order([arriving, leaving]) == [("out", "y"), ("in", "x")]


def test_where_two_wait_for_each_other_the_first_goes_first() -> None:
    assert order([Crossing(("a",), 10, 50), Crossing(("b",), 50, 10)]) == [("a",), ("b",)]


def test_stretches_that_meet_have_lanes_of_their_own() -> None:
    long, short, apart, below = places = [(0, ("a",)), (0, ("b",)), (0, ("c",)), (1, ("d",))]
    spans: dict[Place, tuple[int, int]] = dict(
        zip(places, [(0, 100), (50, 80), (200, 300), (0, 400)], strict=True)
    )
    assert lanes(spans) == {short: 0, long: 1, apart: 0, below: 0}


def test_the_ordinary_way_is_drawn_straight() -> None:
    drawing = arrange(diagram(Allotment_1))
    axes = {name: box.y + box.height // 2 for name, box in drawing.boxes.items()}
    assert axes["hearing"] == axes["hearing.result"] == axes["notice"]


def test_places_are_the_same_each_time() -> None:
    assert arrange(diagram(Allotment_1)) == arrange(diagram(Allotment_1))


def test_boxes_that_only_touch_do_not_overlap() -> None:
    assert not Box(0, 0, 10, 10).overlaps(Box(10, 0, 5, 5))
    assert Box(0, 0, 10, 10).overlaps(Box(9, 9, 5, 5))
