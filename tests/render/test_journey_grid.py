"""The grid of a journey: widths that follow the text, cells beside each other, heights that are guessed well."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxmap.render.images.local import Picture
from cxmap.render.journey_grid.arrange import BETWEEN, arrange_list, arrange_row
from cxmap.render.journey_grid.columns import GUTTER, column_widths, level_widths
from cxmap.render.journey_grid.gauge import gauge
from cxmap.render.journey_grid.grid import Plan, cut_tall_rows, row_parts
from cxmap.render.journey_grid.heads import Heads
from cxmap.render.journey_grid.rows import PictureRow, TextRow, label_cell
from cxmap.render.journey_grid.span import label_ems, span_of
from cxmap.render.lanes import lanes_of
from cxmap.render.marks.chips import Chip, Chips
from cxmap.render.marks.icons import MARK_ICONS
from cxmap.render.scene import Box, Group, Image, Label, Mark
from cxmap.render.subject import Subject, subject_of
from cxmap.render.text.paragraphs import MINOR, Cell, Paragraph, cell_height
from cxmap.render.text.widths import advance
from tests.pictures import EXAMPLES, document, example, flat

if TYPE_CHECKING:
    from cxmap.language import Language

NAMES = [path.stem for path in EXAMPLES]
INK = "#000000"


def plan_of(subject: Subject) -> Plan:
    rows = [
        TextRow(lane.id, label_cell(subject, lane.label), cells=lane.cells) for lane in lanes_of(subject) if lane.cells
    ]
    return Plan(subject, Heads(subject), rows)


def words(count: int) -> Cell:
    return (Paragraph(" ".join(["word"] * count), INK),)


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("name", NAMES)
def test_heights_are_guessed_to_a_few_percent(name: str, language: Language) -> None:
    plan = plan_of(subject_of(example(name), language))
    columns = range(len(plan.subject.columns))
    for width in (12.0 * len(columns), 20.0 * len(columns)):
        heads, rows = plan.height(columns, width)
        exact = plan.grid(columns, width * 8, 8.0).height / 8
        assert heads + sum(rows) == pytest.approx(exact, rel=0.12)


def test_columns_with_more_to_say_are_wider_within_limits() -> None:
    columns = [[(0, gauge(words(count)))] for count in (2, 2, 60, 2)]
    widths = column_widths(columns, 1, 48.0)
    assert sum(widths) == pytest.approx(48)
    assert widths[2] == max(widths)
    assert 1.3 * 12 < widths[2] <= 1.65 * 12 + 0.01
    assert min(widths) >= 8.4


def test_a_column_is_wide_enough_for_its_longest_word() -> None:
    long = "Selbstbedienungskasse"
    columns = [[(0, gauge((Paragraph(text, INK),)))] for text in ("a", "b", f"the {long}", "c")]
    widths = column_widths(columns, 1, 44.0)
    assert widths[2] >= min(advance(long), 12.0) + GUTTER - 0.01


@given(st.lists(st.integers(0, 200), min_size=1, max_size=20), st.floats(9, 40))
def test_widths_add_up_whatever_the_content(counts: list[int], mean: float) -> None:
    columns = [[(0, gauge(words(count)))] if count else [] for count in counts]
    widths = column_widths(columns, 1, mean * len(counts))
    assert sum(widths) == pytest.approx(mean * len(counts), rel=1e-3)
    assert min(widths) >= min(mean, 0.73 * mean)


def test_widths_that_follow_the_text_make_lower_grids_than_equal_ones() -> None:
    lower = 0
    for name in NAMES:
        subject = subject_of(example(name))
        plan, count = plan_of(subject), len(subject.columns)
        grid = plan.grid(range(count), 14.0 * count * 8, 8.0)
        label = label_ems(subject) * 8
        equal = span_of(subject, 0, [(14.0 * count * 8 - label) / count] * count, 8.0, label)
        lower += grid.height < sum(row.height(equal) for row in grid.rows) + sum(grid.heads.heights(equal))
    assert lower >= len(NAMES) - 1


def test_cards_become_equally_tall() -> None:
    cells = [gauge(words(count)) for count in (20, 40, 80)]
    widths = level_widths(cells, 90.0, [5.0] * 3, 80.0)
    heights = [cell_height(words(count), width * 10, 10) for count, width in zip((20, 40, 80), widths, strict=True)]
    assert sum(widths) == pytest.approx(90)
    assert max(heights) - min(heights) <= 2 * 1.36 * 10


def test_short_paragraphs_stand_beside_each_other_in_the_tallest_cell_of_a_row_only() -> None:
    many = tuple(Paragraph(text, INK) for text in ("one", "two", "three", "four"))
    few = (Paragraph("alone", INK), Paragraph("at all", INK))
    height, (tall, low) = arrange_row([many, few], [200.0, 200.0], 8.0)
    assert len(tall.parts) == 2
    assert len(low.parts) == 1
    assert height == max(tall.height, low.height) < cell_height(many, 200.0, 8.0)
    items = [item for item in tall.draw(10, 20, 8.0) if isinstance(item, Label)]
    assert [label.lines[0] for label in items] == ["one", "two", "three", "four"]
    assert items[2].x == pytest.approx(10 + tall.width + BETWEEN * 8)
    assert items[2].y == items[0].y


def test_what_belongs_together_stays_below_each_other() -> None:
    cell = (
        Paragraph("A figure", INK), Paragraph("its details", INK, MINOR, keeps=True),
        Paragraph("Another", INK), Paragraph("and its own", INK, MINOR, keeps=True),
    )  # fmt: skip
    _, (arranged,) = arrange_row([cell], [220.0], 8.0)
    assert [[p.text for p in part] for part in arranged.parts] == [
        ["A figure", "its details"], ["Another", "and its own"],
    ]  # fmt: skip


def test_lists_stand_in_columns_of_equal_height() -> None:
    cell = tuple(Paragraph(f"entry number {number}", INK, space_before=0.1) for number in range(9))
    arranged = arrange_list(cell, 800.0, 8.0, 26.0)
    assert [len(part) for part in arranged.parts] == [3, 3, 3]
    assert arrange_list((), 800.0, 8.0, 26.0).height == 0


def test_a_narrow_cell_is_never_parted() -> None:
    cell = tuple(Paragraph("a longer text that needs its width", INK) for _ in range(4))
    _, (arranged,) = arrange_row([cell], [90.0], 8.0)
    assert len(arranged.parts) == 1


def test_rows_are_split_over_sheets_and_figures_of_stages_not_repeated() -> None:
    subject = subject_of(example("home-loan"), "en")
    plan = plan_of(subject)
    grid = plan.grid(range(len(subject.columns)), 1100.0, 8.0)
    parts = row_parts(grid, grid.height / 2, grid.height / 2)
    assert [row.id for part in parts for row in part.rows] == [row.id for row in grid.rows]
    assert len(parts) >= 2
    assert all(part.height <= grid.height / 2 + 0.01 for part in parts)
    assert parts[0].heads.with_figures
    assert not any(part.heads.with_figures for part in parts[1:])


def test_air_is_given_where_height_is_missing_and_taken_where_it_is_spare() -> None:
    subject = subject_of(example("home-loan"), "en")
    grid = plan_of(subject).grid(range(len(subject.columns)), 1100.0, 8.0)
    assert grid.stretch(-20.0) == pytest.approx(-20)
    assert grid.stretch(30.0) == pytest.approx(30)
    least = -0.3 * 8 * len(grid.rows)
    assert grid.stretch(-1000.0) == pytest.approx(least)
    drawn = [item for item in flat(grid.draw(0, 0, least)) if isinstance(item, Label)]
    assert max(label.box.bottom for label in drawn) <= grid.height + least


def test_a_row_taller_than_the_paper_is_cut_and_loses_nothing() -> None:
    text = "many words " * 800
    subject = subject_of(document(f"stages: [{{name: S, touchpoints: [{{name: T, actions: ['{text}']}}, U]}}]\n"))
    grid = plan_of(subject).grid(range(2), 300.0, 8.0)
    cut = cut_tall_rows(grid, 400.0)
    assert len(cut.rows) > 1
    assert all(height <= 400 - grid.head_height + 0.01 for height in cut.row_heights)
    said = " ".join(line for row in cut.rows if isinstance(row, TextRow) for p in row.cells[0] for line in [p.text])
    assert said.split() == text.split()


def test_pictures_are_equally_tall_and_stand_in_their_columns() -> None:
    subject = subject_of(document("stages: [{name: S, touchpoints: [A, B, C]}]\n"))
    tall, wide = Picture(b"1", "image/png", 10, 90), Picture(b"2", "image/png", 90, 10)
    row = PictureRow("storyboard", label_cell(subject, "Storyboard"), pictures=(tall, None, wide))
    span = span_of(subject, 0, [100.0, 150.0, 200.0], 8.0, 80.0)
    height = row.height(span)
    drawn = [item for item in row.draw(span, Box(20, 30, span.width, height), 0.0) if isinstance(item, Group)]
    images = [item for group in drawn for item in group.items if isinstance(item, Image)]
    assert [group.touchpoint for group in drawn] == [0, 2]
    assert images[0].box.height == images[1].box.height
    assert images[0].box.width == images[1].box.width <= 100
    assert all(image.cropped for image in images)
    assert 20 + span.left(2) < images[1].box.x < 20 + span.left(2) + 10
    assert row.holds(range(1))
    assert not row.holds(range(1, 2))


def test_chips_flow_and_a_long_one_is_broken() -> None:
    icon = MARK_ICONS["honeycomb"]
    chips = tuple(Chip(text, icon, INK) for text in ("Useful 4", "Usable 1", "A dimension with quite a long name 3"))
    paragraph = Chips("Useful 4", INK, chips=chips)
    wide, narrow = paragraph.lines(400.0, 8.0), paragraph.lines(90.0, 8.0)
    assert len(wide) == 1
    assert len(narrow) > 3
    items, _ = paragraph.draw(5, 5, 90.0, 8.0)
    labels = [item for item in items if isinstance(item, Label)]
    assert len([item for item in items if isinstance(item, Mark)]) == 3
    assert " ".join(line for label in labels for line in label.lines) == " ".join(chip.text for chip in chips)
    assert all(label.box.right <= 95.01 for label in labels)
    head, tail = paragraph.cut(90.0, 8.0, 2)
    assert isinstance(head, Chips)
    assert isinstance(tail, Chips)
    assert len(head.lines(90.0, 8.0)) == 2
    assert len(head.lines(90.0, 8.0)) + len(tail.lines(90.0, 8.0)) == len(narrow)


def test_a_term_stands_in_a_column_of_its_own() -> None:
    paragraph = Paragraph("An answer within three weeks", INK, term="Goal", term_room=6.0, icon_colour="#52606D")
    term, text = (item for item in flat(paragraph.draw(10, 0, 120, 10.0)[0]) if isinstance(item, Label))
    assert term.lines == ("Goal",)
    assert term.colour == "#52606D"
    assert (term.x, text.x, term.y) == (10, 70, text.y)
    assert len(text.lines) > 1


def test_columns_leave_no_gap() -> None:
    subject = subject_of(example("coffee-loyalty"))
    span = plan_of(subject).grid(range(2, 7), 900.0, 8.0).span
    assert span.columns == range(2, 7)
    assert span.width == pytest.approx(900)
    assert all(span.left(b) == pytest.approx(span.left(a) + span.wide(a)) for a, b in pairwise(span.columns))
    stages = list(span.stages())
    assert stages[0][2] == span.label_width
    assert stages[-1][2] + stages[-1][3] == pytest.approx(span.width)
