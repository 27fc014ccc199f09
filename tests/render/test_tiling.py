"""A picture cut into sheets of smaller paper: every bit of it is on a sheet, each sheet is its paper, cuts spare texts."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from itertools import pairwise

import pytest

from cxmap.diagnostics import CxmapError
from cxmap.render.book import book_of
from cxmap.render.formats.svg import scene_svg
from cxmap.render.marks.icons import MARK_ICONS
from cxmap.render.options import ViewOptions
from cxmap.render.page.tiling import FOOT, MARGIN, OVERLAP, tile_name, tiled
from cxmap.render.page.windows import extent, narrowed, opened, seen
from cxmap.render.scene import Box, Group, Label, Line, Mark, Rect, Scene, Sheet, Window
from cxmap.render.subject import subject_of
from cxmap.render.text.paragraphs import one_line
from cxmap.render.theme import PAPERS
from cxmap.render.views import view_called
from cxmap.render.views.poster import draw_poster
from tests.pictures import EXAMPLES, example, flat, labels
from tests.render.measuring import faults_of

SVG, XLINK = "{http://www.w3.org/2000/svg}", "{http://www.w3.org/1999/xlink}"


def poster(name: str, paper: str) -> Scene:
    return draw_poster(subject_of(example(name)), ViewOptions(paper))


def windows(scene: Scene) -> list[Window]:
    return [item for sheet in scene.sheets for item in sheet.items if isinstance(item, Window)]


def texts(sheet: Sheet) -> str:
    return " ".join(" ".join(item.lines) for item in flat(sheet.items) if isinstance(item, Label))


@pytest.mark.parametrize(
    ("paper", "tile", "sheets"),
    [("A0", "A3", 9), ("A0", "A4", 18), ("A1", "A3", 6), ("A1", "A4", 9), ("A2", "A4", 6), ("A3", "A4", 4)],
)
def test_as_few_sheets_as_can_be_and_each_is_exactly_its_paper(paper: str, tile: str, sheets: int) -> None:
    width, height = PAPERS[paper]
    whole = Box(0.022 * width, 0.022 * width, 0.956 * width, height - 0.044 * width)
    scene = Scene("k", "T", "", "en", ("serif",), "#FFFFFF", paper, (Sheet(width, height, (Rect(whole, "#DDDDDD"),)),))
    cut = tiled(scene, tile)
    assert len(cut.sheets) == sheets
    assert cut.paper == tile
    assert {(sheet.width, sheet.height) for sheet in cut.sheets} in ({PAPERS[tile]}, {PAPERS[tile][::-1]})


@pytest.mark.parametrize("tile", ["A3", "A4"])
@pytest.mark.parametrize("name", [path.stem for path in EXAMPLES])
def test_every_thing_is_seen_whole_or_goes_on_behind_the_glue(name: str, tile: str) -> None:
    scene = poster(name, "A0")
    cut = tiled(scene, tile)
    for sheet in scene.sheets:
        parts = [Box(w.x, w.y, w.box.width, w.box.height) for w in windows(cut) if w.sheet is sheet]
        for item in flat(sheet.items):
            box = extent(item)
            shown = sum(
                max(0.0, min(box.right, part.right) - max(box.x, part.x))
                * max(0.0, min(box.bottom, part.bottom) - max(box.y, part.y))
                for part in parts
            )
            assert shown >= box.width * box.height * 0.999, item
    assert {id(window.sheet) for window in windows(cut)} == {id(sheet) for sheet in scene.sheets}
    assert faults_of(cut) == []


def test_neighbours_share_a_strip_for_the_glue_and_no_more() -> None:
    cut = tiled(poster("home-loan", "A0"), "A3")
    rows: dict[float, list[Window]] = {}
    for window in windows(cut):
        rows.setdefault(window.y, []).append(window)
        assert window.box.x == MARGIN
        assert window.box.right <= PAPERS["A3"][0] - MARGIN + 0.01
        assert window.box.bottom <= PAPERS["A3"][1] - FOOT + 0.01
    for row in rows.values():
        for one, other in pairwise(row):
            assert one.x + one.box.width - other.x == pytest.approx(OVERLAP)


def test_cuts_run_between_texts_where_the_paper_leaves_room() -> None:
    width, height = PAPERS["A2"]
    middle = width / 2
    words = [one_line("word", middle + shift, 100, 20, "#000000", anchor="middle") for shift in (-3, 0, 4)]
    edges = (Rect(Box(20, 20, 5, 5), "#000000"), Rect(Box(width - 25, height - 25, 5, 5), "#000000"))
    scene = Scene("k", "T", "", "en", ("serif",), "#FFFFFF", "A2", (Sheet(width, height, (*edges, *words)),))
    starts = {window.x for window in windows(tiled(scene, "A4"))}
    assert not any(word.box.x < start < word.box.right for start in starts for word in words)


def test_a_sheet_says_its_name_how_it_is_joined_and_where_it_belongs() -> None:
    cut = tiled(poster("home-loan", "A0"), "A3")
    said = [texts(sheet) for sheet in cut.sheets]
    assert "A1 第A1张，横3张、竖3张。本张不裁。" in said[0]
    assert "粘在A1上" in said[1]
    assert "粘在A2与B1上" in said[4]
    maps = [item for item in cut.sheets[4].items if isinstance(item, Group) and item.title == "B2"]
    frame, filled = (item.box for item in maps[0].items[:2] if isinstance(item, Rect))
    assert filled.x == pytest.approx(frame.x + frame.width / 3)
    assert filled.y == pytest.approx(frame.y + frame.height / 3)


def test_sheets_of_several_pictures_have_different_names() -> None:
    scene = draw_poster(subject_of(example("online-shop")), ViewOptions("A2"))
    assert len(scene.sheets) > 1
    first_words = [texts(sheet).split()[0] for sheet in tiled(scene, "A4").sheets]
    assert len(set(first_words)) == len(first_words)


def test_marks_stand_at_the_cut_edges_and_where_the_next_sheet_will_lie() -> None:
    sheet = tiled(poster("home-loan", "A0"), "A3").sheets[0]
    (window,) = (item for item in sheet.items if isinstance(item, Window))
    lines = [item for item in sheet.items if isinstance(item, Line)]
    assert {line.x1 for line in lines if line.x1 == line.x2} == {window.box.x, window.box.right - OVERLAP}
    assert {line.y1 for line in lines if line.y1 == line.y2} == {window.box.y, window.box.bottom - OVERLAP}


def test_the_picture_is_held_once_in_svg() -> None:
    scene = poster("home-loan", "A0")
    svg = scene_svg(tiled(scene, "A3"))
    root = ET.fromstring(svg)
    assert len(svg) < 1.25 * len(scene_svg(scene))
    ids = [element.get("id") for element in root.iter() if element.get("id")]
    assert len(ids) == len(set(ids))
    shown = [use.get(f"{XLINK}href") for use in root.iter(f"{SVG}use") if "translate" in (use.get("transform") or "")]
    assert len(shown) == 9
    assert set(shown) == {"#home-loan-poster-s1"}


def test_a_picture_that_is_not_larger_than_the_paper_is_refused() -> None:
    with pytest.raises(CxmapError, match="no larger"):
        tiled(poster("home-loan", "A3"), "A3")


def test_the_option_cuts_every_view() -> None:
    subject = subject_of(example("home-loan"))
    views = [view for name in ("poster", "flow") if (view := view_called(name)) is not None]
    book = book_of(subject, views, ViewOptions("A0", tile="A3"))
    assert [plate.scene.paper for plate in book.plates] == ["A3", "A3"]
    assert all(windows(plate.scene) for plate in book.plates)


@pytest.mark.parametrize(("column", "row", "name"), [(0, 0, "A1"), (1, 1, "B2"), (25, 9, "Z10"), (26, 0, "AA1")])
def test_names_are_letters_across_and_numbers_down(column: int, row: int, name: str) -> None:
    assert tile_name(column, row) == name


def test_what_is_seen_stands_where_the_window_is() -> None:
    there = one_line("there", 110, 60, 10, "#000000")
    away = one_line("away", 500, 500, 10, "#000000")
    mark = Mark(100, 40, 10, MARK_ICONS["pain"], "#000000")
    line = Line(90, 50, 400, 50, "#000000")
    sheet = Sheet(600, 600, (Group((there, away), touchpoint=3), Group((away,)), mark, line))
    window = Window(Box(10, 20, 100, 100), sheet, 100, 30)
    group, moved_mark, moved_line = seen(window)
    assert isinstance(group, Group)
    assert group.touchpoint == 3
    (label,) = group.items
    assert isinstance(label, Label)
    assert (label.x, label.y) == (20, 50)
    assert label.box.x == pytest.approx(there.box.x - 90)
    assert isinstance(moved_mark, Mark)
    assert (moved_mark.x, moved_mark.y) == (10, 30)
    assert isinstance(moved_line, Line)
    assert (moved_line.x1, moved_line.y2) == (0, 40)
    assert list(opened((window,))) == [group, moved_mark, moved_line]


def test_a_sheet_by_itself_holds_no_more_than_it_shows() -> None:
    cut = tiled(poster("home-loan", "A0"), "A3")
    last = narrowed(cut.sheets[-1])
    (window,) = (item for item in last.items if isinstance(item, Window))
    held = [item for item in flat(window.sheet.items) if isinstance(item, Label)]
    whole = labels(poster("home-loan", "A0"))
    assert 0 < len(held) < len(whole) / 3
