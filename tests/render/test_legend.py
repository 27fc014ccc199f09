"""Legends: entries in rows that are about equally long."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxmap.render.page.legend import Entry, draw_entries, no_symbol
from cxmap.render.scene import Box, Label
from cxmap.render.subject import subject_of
from tests.pictures import document

SUBJECT = subject_of(document("stages: [S]\n"))


def rows_of(texts: list[str], width: float) -> tuple[list[list[Label]], float]:
    entries = [Entry(text, no_symbol) for text in texts]
    items, height = draw_entries(SUBJECT, entries, Box(10, 20, width, 0), 8.0)
    rows: dict[float, list[Label]] = {}
    for item in items:
        if isinstance(item, Label):
            rows.setdefault(item.y, []).append(item)
    return list(rows.values()), height


def test_no_entry_is_left_alone_in_the_last_row() -> None:
    rows, _ = rows_of(["eight letters"] * 7, 500.0)
    assert [len(row) for row in rows] == [4, 3]


def test_what_fits_stands_in_one_row() -> None:
    rows, height = rows_of(["one", "two", "three"], 500.0)
    assert len(rows) == 1
    assert height == pytest.approx(8 * 1.36)


def test_an_entry_wider_than_the_box_is_broken() -> None:
    rows, height = rows_of(["short", "a very long entry " * 8, "short"], 200.0)
    assert len(rows) == 3
    assert len(rows[1][0].lines) > 2
    assert height > 4 * 8 * 1.36


@given(st.lists(st.text("abc ", min_size=1, max_size=30).map(str.strip).filter(bool), min_size=1, max_size=30))
def test_every_entry_is_drawn_once_inside_of_the_box(texts: list[str]) -> None:
    rows, height = rows_of(texts, 260.0)
    labels = [label for row in rows for label in row]
    assert [" ".join(label.lines).split() for label in labels] == [text.split() for text in texts]
    assert all(label.box.right <= 270.01 and label.y <= 20 + height for label in labels)
