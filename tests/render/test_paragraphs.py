"""Paragraphs in cells: what is cut off keeps its words."""

from __future__ import annotations

from cxmap.render.text.paragraphs import Paragraph, cut_cell, joined


def test_a_line_that_does_not_fit_is_kept_whole_and_leaves_nothing() -> None:
    cell = (Paragraph("One line", "#000000"),)
    assert cut_cell(cell, 100, 10, room=5) == (cell, ())


def test_lines_are_joined_with_the_spaces_that_breaking_took() -> None:
    assert joined(()) == ""
    assert joined(("two", "words")) == "two words"
    assert joined(("中文", "不加")) == "中文不加"
