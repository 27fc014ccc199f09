"""The worksheet: what is left empty and what is not, boxes that hold notes, an agenda that adds up, a guide for the map."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from cxmap.diagnostics import CxmapError
from cxmap.render.formats.svg import scene_svg
from cxmap.render.options import ViewOptions
from cxmap.render.page.tiling import tiled
from cxmap.render.scene import Box, Curve, Group, Label, Line, Mark, Rect
from cxmap.render.subject import subject_of
from cxmap.render.text.labels import LANES
from cxmap.render.theme import PAPERS
from cxmap.render.views.worksheet import draw, tables
from cxmap.render.views.worksheet.agenda import BREAK, HALF_DAY, SHORT, STEPS, starts
from cxmap.render.views.worksheet.content import strips_of, with_blanks
from cxmap.render.views.worksheet.labels import PROMPTS
from cxmap.render.views.worksheet.questions import QUESTIONS
from cxmap.render.views.worksheet.sheets import LARGE_NOTE, SMALL_NOTE
from tests.pictures import EXAMPLES, document, example, flat, labels

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cxmap.language import Language
    from cxmap.render.scene import Item, Scene, Sheet

NAMES = [path.stem for path in EXAMPLES]


def worksheet(name: str, paper: str = "A3", language: Language = "en", **options: object) -> Scene:
    return draw(subject_of(example(name), language), ViewOptions(paper, **options))  # type: ignore[arg-type]


def texts(sheets: Iterable[Sheet]) -> str:
    found = (" ".join(item.lines) for sheet in sheets for item in flat(sheet.items) if isinstance(item, Label))
    return "\n".join(found)


def to_fill(scene: Scene) -> list[Sheet]:
    """Return the sheets after the guide."""
    return [sheet for sheet in scene.sheets if boxes(sheet)]


def boxes(sheet: Sheet) -> list[Box]:
    """Return the dashed boxes of a sheet."""
    dashed = (item for item in flat(sheet.items) if isinstance(item, Curve) and item.closed and item.dash)
    found = []
    for curve in dashed:
        (left, top), _, (right, bottom), _ = curve.points
        found.append(Box(left, top, right - left, bottom - top))
    return found


def groups(items: Iterable[Item]) -> Iterator[Group]:
    for item in items:
        if isinstance(item, Group):
            yield item
            yield from groups(item.items)


def test_the_agenda_adds_up_to_half_a_day_and_to_ninety_minutes() -> None:
    assert len(STEPS) == 6
    assert sum(step.half_day for step in STEPS) + BREAK == HALF_DAY == 240
    assert sum(step.short for step in STEPS) == SHORT == 90
    assert starts(tuple(step.half_day for step in STEPS)) == ["0:00", "0:35", "1:10", "2:15", "2:55", "3:35"]


def test_tables_hold_agenda_and_questions() -> None:
    agenda, questions = tables(subject_of(example("home-loan"), "en"), ViewOptions())
    assert [row[0][:2] for row in agenda.rows if row[1]] == ["1 ", "2 ", "3 ", "4 ", "5 ", "6 "]
    assert {row[0] for row in questions.rows} == {
        "Emotion", "Thoughts", "Pain points", "Opportunities", "Channel", "Actions",
    }  # fmt: skip


def test_every_lane_has_a_prompt_and_every_question_an_example() -> None:
    lanes = set(LANES) - {"touchpoint"}
    assert set(PROMPTS) == lanes
    assert set(QUESTIONS) <= lanes
    for words in (*PROMPTS.values(), *(text for asked in QUESTIONS.values() for text in asked)):
        assert words.en
        assert words.zh


@pytest.mark.parametrize("paper", ["A4", "A3", "A2", "A1", "A0"])
@pytest.mark.parametrize("name", ["home-loan", "online-shop", "hot-pot"])
def test_boxes_hold_what_is_put_in_them(name: str, paper: str) -> None:
    sheets = to_fill(worksheet(name, paper))
    width, height = {"A0": (LARGE_NOTE, LARGE_NOTE), "A1": SMALL_NOTE, "A2": SMALL_NOTE}.get(paper, (90.0, 32.0))
    for sheet in sheets:
        assert (sheet.width, sheet.height) == PAPERS[paper]
        notes = [box for box in boxes(sheet) if box.y > 0.3 * sheet.height]
        assert all(box.width >= width for box in notes)
        assert all(box.height >= height for box in notes)


@pytest.mark.parametrize("paper", ["A4", "A3", "A0"])
@pytest.mark.parametrize("name", NAMES)
def test_every_touchpoint_has_a_box_for_each_blank_lane_and_a_row_of_dots(name: str, paper: str) -> None:
    scene = worksheet(name, paper)
    subject = subject_of(example(name), "en")
    found: dict[int, int] = {}
    rings: dict[int, int] = {}
    for sheet in to_fill(scene):
        for group in groups(sheet.items):
            if group.touchpoint is None:
                continue
            dashed = [i for i in group.items if isinstance(i, Curve) and i.closed and i.dash]
            found[group.touchpoint] = found.get(group.touchpoint, 0) + len(dashed)
            round_ = [i for i in group.items if isinstance(i, Rect) and i.radius == pytest.approx(i.box.width / 2)]
            rings[group.touchpoint] = rings.get(group.touchpoint, 0) + len(round_)
    columns = {place.column for place in subject.columns}
    assert found == dict.fromkeys(columns, 3)  # thoughts, pain points, opportunities; the curve has a grid
    assert rings == dict.fromkeys(columns, 5)


def test_what_is_blank_is_not_given_away_and_what_is_not_is_there() -> None:
    subject = subject_of(example("home-loan"), "en")
    said = texts(to_fill(worksheet("home-loan"))).replace("\n", " ")
    one = subject.columns[2].touchpoint
    assert subject.text(one.actions[0]) in said
    assert not any(subject.text(thought) in said for place in subject.columns for thought in place.touchpoint.thoughts)
    assert not any(
        subject.text(pain.text) in said for place in subject.columns for pain in place.touchpoint.pain_points
    )
    assert "[6]" not in said


def test_lanes_that_are_blank_and_shown_can_be_chosen() -> None:
    scene = worksheet("home-loan", blank=("plan",), lanes=("pain_points", "plan", "emotion"))
    said = texts(to_fill(scene))
    assert "Who does what" in said
    assert "Peak" in said  # the curve is filled in
    assert "Channel" not in said
    assert "Agents cannot see" in said.replace("\n", " ")
    with pytest.raises(CxmapError, match="no lane `nonsense`"):
        worksheet("home-loan", blank=("nonsense",))


def test_an_empty_curve_has_its_scale_its_faces_and_a_line_at_each_touchpoint() -> None:
    (sheet, *_) = to_fill(worksheet("home-loan", "A1"))
    faces = [item for item in flat(sheet.items) if isinstance(item, Mark)]
    assert len(faces) > 10
    said = texts([sheet]).split("\n")
    assert {"+2", "+1", "0", "−1", "−2"} <= set(said)
    upright = [i for i in flat(sheet.items) if isinstance(i, Line) and i.x1 == i.x2 and i.y2 - i.y1 > 100]
    middles = sorted({round(line.x1, 2) for line in upright if line.width == 0.6 and line.colour == "#D5DBE1"})
    assert len(middles) == 12
    assert len({round(b - a, 1) for a, b in pairwise(middles)}) == 1


def test_columns_are_left_for_what_is_missing() -> None:
    subject = subject_of(document("stages: [{name: S, touchpoints: [{name: T}]}]\n"))
    filled = with_blanks(subject, 6)
    assert len(filled.columns) == 6
    assert [place.column for place in filled.columns] == [0, -1, -1, -1, -1, -1]
    scene = draw(subject, ViewOptions("A4"))
    said = texts(to_fill(scene))
    assert said.count("+ your touchpoint") == 5
    assert said.count("+ your stage") == 1


def test_stages_without_touchpoints_share_the_empty_columns() -> None:
    subject = subject_of(document("language: zh\nstages: [看一看, 比一比, 买下来, 用起来]\n"))
    filled = with_blanks(subject, 6)
    assert [place.path[1] for place in filled.columns] == [0, 0, 1, 1, 2, 3]
    said = texts(to_fill(draw(subject, ViewOptions("A3"))))
    assert said.count("+ 补充触点") == 6
    assert "+ 补充阶段" not in said
    assert all(name in said for name in ("看一看", "比一比", "买下来", "用起来"))


def test_a_filled_curve_ends_where_the_journey_does_not_where_columns_are_left() -> None:
    content = (
        "stages: [{name: S, touchpoints: [{name: A, emotion: 2}, {name: B, emotion: -1}, {name: C, emotion: 1}]}]\n"
    )
    scene = draw(subject_of(document(content)), ViewOptions("A3", blank=("thoughts",), lanes=("emotion", "thoughts")))
    said = texts(to_fill(scene)).split("\n")
    assert "End" in said
    assert "?" not in said


@pytest.mark.parametrize(("paper", "held"), [("A4", "A4"), ("A3", "A3"), ("A1", "A4"), ("A0", "A4")])
def test_the_guide_is_held_in_the_hand_whatever_hangs_on_the_wall(paper: str, held: str) -> None:
    scene = worksheet("home-loan", paper)
    guide = [sheet for sheet in scene.sheets if sheet.paper]
    assert scene.paper == paper
    assert 1 <= len(guide) <= 2
    assert scene.sheets[0] is guide[0]
    assert {sheet.paper for sheet in guide} == {held}
    assert all(sheet.width == PAPERS[held][0] for sheet in guide)


def test_the_guide_is_about_this_map() -> None:
    said = texts(worksheet("home-loan").sheets[:1]).replace("\n", " ")
    assert "11 touchpoints, 4 lanes to fill in together, for Li Wei and Chen Hao" in said
    assert "Contact Centre" in said
    assert "Found a home and started comparing rates" in said


@pytest.mark.parametrize(("language", "line"), [("en", "1 touchpoint"), ("zh", "1个触点")])
def test_a_map_of_nothing_makes_a_worksheet_all_the_same(language: Language, line: str) -> None:
    scene = draw(subject_of(document("stages: [{name: S, touchpoints: [T]}]\n"), language), ViewOptions("A4"))
    assert line in scene.takeaway
    assert len(boxes(scene.sheets[-1])) >= 18


def test_too_many_lanes_go_on_over_sheets_and_none_is_lost() -> None:
    blank = tuple(name for name in LANES if name != "touchpoint")
    subject = subject_of(example("home-loan"), "en")
    scene = worksheet("home-loan", "A4", blank=blank, lanes=blank)
    said = texts(to_fill(scene))
    assert all(LANES[name].en.split()[0] in said for name in blank)
    assert len(strips_of(subject, ViewOptions(blank=blank, lanes=blank))) == len(blank)


def test_the_wall_is_cut_into_sheets_and_the_guide_is_not() -> None:
    scene = worksheet("home-loan", "A0")
    cut = tiled(scene, "A3")
    assert cut.sheets[0] is scene.sheets[0]
    assert len(cut.sheets) == 2 + 9


def test_nothing_is_off_the_sheet_on_any_paper() -> None:
    for paper in ("A2", "A1"):
        for placed in labels(worksheet("online-shop", paper)):
            assert placed.label.box.right <= placed.sheet.right + 0.01
            assert placed.label.box.bottom <= placed.sheet.bottom + 0.01


def test_the_same_worksheet_twice() -> None:
    assert scene_svg(worksheet("newborn")) == scene_svg(worksheet("newborn"))
