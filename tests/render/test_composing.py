"""Pages: how blocks come over sheets, and in what size of type."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cxmap.render.options import ViewOptions
from cxmap.render.page.blocks import Drawing, Texts
from cxmap.render.page.composing import compose
from cxmap.render.page.tables import Column, Row, Table, plain
from cxmap.render.page.title import Headline
from cxmap.render.scene import Label
from cxmap.render.subject import subject_of
from cxmap.render.text.paragraphs import Paragraph
from cxmap.render.theme import PAPERS
from tests.pictures import document, flat

if TYPE_CHECKING:
    from cxmap.render.scene import Scene


def _paragraphs(count: int) -> list[Texts]:
    return [Texts((Paragraph("a line", "#000000"),), gap=0.5) for _ in range(count)]


def _sheets_of(count: int, paper: str = "A3") -> Scene:
    drawn = subject_of(document("stages: [S]\n"), "en")
    return compose(drawn, "test", Headline("Test"), _paragraphs(count), ViewOptions(paper))


@pytest.mark.parametrize("paper", ["A4", "A3", "A0"])
def test_no_picture_ends_with_a_nearly_empty_sheet_that_another_size_of_type_would_avoid(paper: str) -> None:
    counts = range(1, 240)
    scenes = [_sheets_of(count, paper) for count in counts]
    several = [scene for scene in scenes if len(scene.sheets) > 1]
    lasts = [sum(isinstance(item, Label) for item in flat(scene.sheets[-1].items)) for scene in several]
    firsts = [sum(isinstance(item, Label) for item in flat(scene.sheets[0].items)) for scene in several]
    assert several
    assert min(last / first for last, first in zip(lasts, firsts, strict=True)) > 0.3
    assert [len(scene.sheets) for scene in scenes] == sorted(len(scene.sheets) for scene in scenes)


def test_larger_type_does_not_push_what_cannot_be_cut_over_the_edge() -> None:
    drawn = subject_of(document("stages: [S]\n"), "en")
    tall = Drawing(lambda width, body: 58 * body, lambda box, body: ())
    scene = compose(drawn, "test", Headline("Test"), [tall, *_paragraphs(20)], ViewOptions("A4"))
    assert max(sheet.height for sheet in scene.sheets) <= PAPERS["A4"][1]


def test_a_table_that_is_set_in_another_size_has_its_head_once_a_sheet() -> None:
    drawn = subject_of(document("stages: [S]\n"), "en")
    for count in range(20, 90):
        rows = [Row((plain(f"row {number}", "#000000"),)) for number in range(count)]
        scene = compose(
            drawn, "test", Headline("Test"), [Table(drawn.theme, [Column("Head", 1)], rows)], ViewOptions("A4")
        )
        for sheet in scene.sheets:
            said = [line for item in flat(sheet.items) if isinstance(item, Label) for line in item.lines]
            assert said.count("Head") == 1, count
