"""Blocks of a page: which begin a new sheet, rows of a table measured once, and cards in rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cxmap.render.page.blocks import Drawing, fill, heading
from cxmap.render.page.cards import Card, Cards
from cxmap.render.page.tables import Column, Row, Sketch, Table, plain
from cxmap.render.scene import Box, Group, Rect
from cxmap.render.theme import Theme

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cxmap.render.page.blocks import Block
    from cxmap.render.scene import Item

BODY = 10.0


def box(tall: float, gap: float = 0.0) -> Drawing:
    return Drawing(lambda _, __: tall, lambda room, _: [Rect(room)], gap=gap)


def heads(blocks: Iterable[Block]) -> list[bool]:
    return [block.keeps_with_next for block in blocks]


def test_a_block_that_starts_a_sheet_leaves_one_that_is_half_full() -> None:
    blocks = [box(60), heading("H", "#000000", starts_sheet=True), box(10), box(70)]
    taken, rest = fill(blocks, 100, BODY, 100)
    assert (taken, rest) == (blocks[:1], blocks[1:])


def test_it_stays_where_little_stands_above_it_or_all_fits() -> None:
    start = heading("H", "#000000", gap=0, starts_sheet=True)
    little = [box(20), start, box(10), box(90)]
    assert fill(little, 100, BODY, 100) == (little[:3], little[3:])
    whole = [box(60), start, box(10)]
    assert fill(whole, 100, BODY, 100) == (whole, [])


def test_what_is_cut_is_whole_again_where_it_moves_to_the_next_sheet() -> None:
    rows = [Row((plain("text", "#000000"),)) for _ in range(20)]
    table = Table(Theme("en"), (Column(""),), rows, gap=0)
    blocks = [box(60), heading("H", "#000000", gap=0, starts_sheet=True), table]
    assert fill(blocks, 100, BODY, 150) == (
        blocks[:2] + fill([table], 100, BODY, 73)[0],
        fill([table], 100, BODY, 73)[1],
    )
    assert fill(blocks, 100, BODY, 120) == (blocks[:1], blocks[1:])


def test_a_row_is_measured_once_at_a_width_and_size_also_after_a_cut() -> None:
    asked: list[float] = []

    def tall(width: float, body: float) -> float:
        asked.append(body)
        return 2 * body

    table = Table(Theme("en"), (Column(""),), [Row((Sketch(tall, lambda _, __: []),)) for _ in range(3)])
    heights = [table.height(100, BODY) for _ in range(3)]
    parts = table.cut(100, BODY, 60)
    assert parts is not None
    assert [part.height(100, BODY) for part in parts] == [58, 29]
    assert (heights, len(asked)) == ([87, 87, 87], 3)
    table.height(100, 8)
    assert len(asked) == 6


def card(*talls: float) -> Card:
    return Card(tuple(box(tall) for tall in talls), touchpoint=int(talls[0]))


def placed(items: Iterable[Item]) -> list[list[Box]]:
    found = []
    for item in items:
        assert isinstance(item, Group)
        found.append([part.box for part in item.items if isinstance(part, Rect)])
    return found


def test_the_parts_of_cards_in_a_row_stand_in_line() -> None:
    cards = Cards([card(10, 20), card(30, 5), card(1, 1)], least=4, most=2, between=2, below=1, even=False)
    assert cards.columns(100, BODY) == 2
    assert cards.height(100, BODY) == 30 + 20 + 10 + 2
    assert placed(cards.draw(Box(0, 0, 100, 62), BODY)) == [
        [Box(0, 0, 40, 30), Box(0, 30, 40, 20)],
        [Box(60, 0, 40, 30), Box(60, 30, 40, 20)],
        [Box(0, 60, 40, 1), Box(0, 61, 40, 1)],
    ]


@pytest.mark.parametrize(("count", "columns"), [(1, 1), (6, 6), (7, 4), (12, 6), (13, 5)])
def test_rows_are_about_as_full_as_each_other(count: int, columns: int) -> None:
    assert Cards([card(1)] * count, least=10, between=0).columns(600, BODY) == columns


def test_cards_are_cut_between_rows_and_keep_their_width() -> None:
    cards = Cards([card(10)] * 7, least=10, between=0, below=0)
    parts = cards.cut(400, BODY, 15)
    assert parts is not None
    assert [len(part.cards) for part in parts if isinstance(part, Cards)] == [4, 3]
    boxes = placed(parts[1].draw(Box(0, 0, 400, 10), BODY))
    assert [each[0].width for each in boxes] == [100] * 3
    assert cards.cut(400, BODY, 5) is None
    assert cards.cut(400, BODY, 100) is None


def test_a_few_cards_do_not_fill_the_page_where_that_is_too_wide() -> None:
    boxes = placed(Cards([card(10)], least=4, widest=12).draw(Box(0, 0, 400, 10), BODY))
    assert boxes[0][0].width == 120


def test_a_card_says_what_it_is_about() -> None:
    groups = [item for item in Cards([card(3)]).draw(Box(0, 0, 400, 10), BODY) if isinstance(item, Group)]
    assert [group.touchpoint for group in groups] == [3]
