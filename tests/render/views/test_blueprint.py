"""The blueprint: which steps stand where, what joins them, what is counted, and what is missing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cxmap.render.journey_grid.boxes import DASHED
from cxmap.render.options import ViewOptions
from cxmap.render.scene import Curve, Group, Label, Line, Mark, Rect
from cxmap.render.subject import Subject, subject_of
from cxmap.render.theme import BAD
from cxmap.render.views import blueprint
from cxmap.render.views.blueprint.band import CONNECTOR
from cxmap.render.views.blueprint.steps import Share, share_of, single_points, steps_of
from tests.pictures import document, example, flat
from tests.render.measuring import faults_of

if TYPE_CHECKING:
    from cxmap.language import Language

TEAMS = "teams: [{id: it, name: IT}, {id: ward, name: Ward}, {id: lab, name: Lab}]\n"
SYSTEM = "{text: Records, owner: it, fail_point: true}"
HOSPITAL = (
    "language: en\n" + TEAMS + "stages:\n"
    "  - name: Arriving\n"
    "    touchpoints:\n"
    f"      - {{name: Door, owner: ward, frontstage: [Greeter asks], support: [{SYSTEM}]}}\n"
    "      - {name: Triage, owner: ward, wait: 25min, frontstage: [Nurse measures],\n"
    "         backstage: [{text: Priority is computed}], support: [{text: records, owner: it}]}\n"
    "  - name: Waiting\n"
    "    touchpoints:\n"
    "      - {name: Corridor}\n"
    "      - {name: Doctor, backstage: [{text: Consultant comes, owner: ward, wait_point: true}],\n"
    "         support: [{text: Records, owner: it}]}\n"
)


def hospital(language: str = "en") -> Subject:
    return subject_of(document(HOSPITAL), "zh" if language == "zh" else "en")


def said(subject: Subject, paper: str = "A3") -> list[str]:
    scene = blueprint.draw(subject, ViewOptions(paper))
    return [" ".join(i.lines) for sheet in scene.sheets for i in flat(sheet.items) if isinstance(i, Label)]


def test_a_step_that_adjacent_touchpoints_share_stands_once() -> None:
    steps = steps_of(hospital(), "support", 0, 3)
    assert [(s.text, s.first, s.last, s.fails) for s in steps] == [("Records", 3, 3, False), ("Records", 0, 1, True)]
    assert said(hospital()).count("Records") == 2


def test_steps_with_other_teams_or_texts_are_not_shared() -> None:
    content = HOSPITAL.replace("{text: records, owner: it}", "{text: records, owner: lab}")
    steps = steps_of(subject_of(document(content)), "support", 0, 3)
    assert [(s.first, s.last) for s in steps] == [(0, 0), (1, 1), (3, 3)]


def test_a_step_twice_at_one_touchpoint_stays_two() -> None:
    content = "stages: [{name: S, touchpoints: [{name: A, backstage: [Sorting, Sorting]}, {name: B, backstage: [Sorting]}]}]\n"
    steps = steps_of(subject_of(document(content)), "backstage", 0, 1)
    assert sorted((s.first, s.last) for s in steps) == [(0, 0), (0, 1)]


def test_bands_share_no_step() -> None:
    assert [(s.first, s.last) for s in steps_of(hospital(), "support", 1, 3)] == [(1, 1), (3, 3)]


def test_in_sight_the_owner_of_the_touchpoint_answers_and_behind_it_nobody_unless_named() -> None:
    assert [step.owner for step in steps_of(hospital(), "frontstage", 0, 3)] == ["ward", "ward"]
    assert [step.owner for step in steps_of(hospital(), "backstage", 0, 3)] == [None, "ward"]
    assert said(hospital()).count("no team named") == 1


def test_shares_count_a_step_at_each_touchpoint_that_it_serves() -> None:
    subject = hospital()
    assert share_of(subject.columns) == Share(5, 7)
    assert share_of(subject.columns[:2]) == Share(3, 5)
    texts = said(subject)
    assert "71% (5 of 7)" in texts
    assert "60%, 3 of 5 steps" in texts
    assert "100%, 2 of 2 steps" in texts
    assert Share(0, 0).percent == 0


def test_bars_are_as_long_as_their_numbers_say() -> None:
    scene = blueprint.draw(hospital(), ViewOptions())
    accent = hospital().theme.accent
    bars = [i for i in flat(scene.sheets[0].items) if isinstance(i, Rect) and i.stroke == accent]
    filled = [bar for bar in bars if bar.fill == accent and bar.box.width > 2 * bar.box.height]
    whole = [bar for bar in bars if bar.fill == "#FFFFFF" and bar.box.width > 2 * bar.box.height]
    shares = sorted(
        round(part.box.width / bar.box.width, 3)
        for part in filled
        for bar in whole
        if abs(part.box.right - bar.box.right) < 0.01 and abs(part.box.y - bar.box.y) < 0.01
    )
    assert shares == [0.6, 0.714, 1.0]


def test_a_single_point_of_failure_is_the_takeaway_in_both_languages() -> None:
    assert [(p.text, p.columns) for p in single_points(hospital())] == [("Records", (0, 1, 3))]
    for language, needed in (("en", ["“Records”", "3 of 4"]), ("zh", ["“Records”", "4个触点中有3个"])):
        scene = blueprint.draw(hospital(language), ViewOptions())
        assert all(part in scene.description for part in needed)


def test_a_system_that_nobody_marks_is_no_single_point() -> None:
    assert single_points(subject_of(document(HOSPITAL.replace(", fail_point: true", "")))) == []


def test_the_takeaway_says_where_things_fail() -> None:
    scene = blueprint.draw(subject_of(example("home-loan"), "en"), ViewOptions())
    assert scene.description == (
        "Behind the line of visibility: 27 of 39 steps (69%) and 4 of 6 fail points. IT has the most fail points: 2."
    )


@pytest.mark.parametrize(
    ("row", "en", "zh"),
    [
        ("support", "Behind the line of visibility: 2 of 2 steps (100%) and both fail points.",
         "2个步骤中有2个（100%）在可视分界线之后，2处易错环节也都在那里。"),
        ("frontstage", "Behind the line of visibility: 0 of 2 steps (0%); the 2 fail points are in sight.",
         "2个步骤中有0个（0%）在可视分界线之后；2处易错环节都在看得见的一侧。"),
    ],
)  # fmt: skip
def test_it_says_on_which_side_of_the_line_things_fail(row: str, en: str, zh: str) -> None:
    steps = "[{text: x, fail_point: true}, {text: y, fail_point: true}]"
    content = f"stages: [{{name: S, touchpoints: [{{name: A, {row}: {steps}}}]}}]\n"
    languages: tuple[tuple[Language, str], ...] = (("en", en), ("zh", zh))
    for language, expected in languages:
        assert blueprint.draw(subject_of(document(content), language), ViewOptions()).description.startswith(expected)


def test_fail_points_that_are_nobodys_are_with_no_team() -> None:
    steps = ", ".join(f"{{text: {name}, fail_point: true}}" for name in "xyz")
    content = f"stages: [{{name: S, touchpoints: [{{name: A, support: [{steps}]}}, B]}}]\n"
    described = blueprint.draw(subject_of(document(content), "en"), ViewOptions()).description
    assert described.endswith("and all 3 fail points. Nothing is named behind 1 of 2 touchpoints.")


def test_that_most_touchpoints_have_nothing_behind_them_is_said_first() -> None:
    described = blueprint.draw(subject_of(example("online-shop"), "en"), ViewOptions()).description
    assert described.endswith("and 2 of 4 fail points. Nothing is named behind 35 of 45 touchpoints.")


def test_where_nothing_fails_the_takeaway_says_where_people_wait() -> None:
    slow = HOSPITAL.replace("fail_point", "wait_point")
    described = blueprint.draw(subject_of(document(slow)), ViewOptions()).description
    assert described.startswith(
        "Behind the line of visibility: 5 of 7 steps (71%) and 2 of 2 steps that people wait for."
    )
    only = HOSPITAL.replace(", fail_point: true", "").replace("wait_point", "fail_point")
    assert (
        "the one fail point is “Consultant comes”"
        in blueprint.draw(subject_of(document(only)), ViewOptions()).description
    )


def test_without_fail_points_it_says_what_is_not_named() -> None:
    content = "language: en\nstages: [{name: S, touchpoints: [{name: A, frontstage: [x]}, {name: B, support: [y]}]}]\n"
    described = blueprint.draw(subject_of(document(content)), ViewOptions()).description
    assert described == (
        "Behind the line of visibility: 1 of 2 steps (50%); no fail point is marked. "
        "Nothing is named behind 1 of 2 touchpoints."
    )


def test_marks_say_what_fails_and_where_people_wait() -> None:
    scene = blueprint.draw(hospital(), ViewOptions())
    titles = [i.title for i in flat(scene.sheets[0].items) if isinstance(i, Mark)]
    assert titles.count("Fail point") == 1
    assert titles.count("Wait point") == 1
    failing = [i for i in flat(scene.sheets[0].items) if isinstance(i, Rect) and i.stroke == BAD]
    assert len(failing) == 1


def test_the_three_lines_are_drawn_and_named() -> None:
    texts = said(hospital())
    for name in ("Line of interaction", "Line of visibility", "Line of internal interaction"):
        assert name in texts
    assert "可视分界线" in said(hospital("zh"))


def test_connectors_are_upright_and_cross_no_text() -> None:
    for name in ("home-loan", "b2b-software", "hot-pot"):
        for sheet in blueprint.draw(subject_of(example(name), "en"), ViewOptions("A4")).sheets:
            items = list(flat(sheet.items))
            texts = [item.box for item in items if isinstance(item, Label)]
            lines = [item for item in items if isinstance(item, Line) and item.colour == CONNECTOR]
            assert lines
            for line in lines[:-1]:  # the last one stands in the legend
                assert line.x1 == line.x2
                crossed = [b for b in texts if b.x < line.x1 < b.right and b.y < line.y2 and b.bottom > line.y1]
                assert crossed == []


def test_a_connector_ends_at_the_last_box_that_is_there() -> None:
    scene = blueprint.draw(hospital(), ViewOptions())
    by_name = {g.title: g for g in scene.sheets[0].items if isinstance(g, Group)}
    joints = {
        name: sum(isinstance(i, Line) and i.colour == CONNECTOR for i in flat(group.items))
        for name, group in by_name.items()
    }
    assert joints["Corridor"] == 0
    assert joints["Door"] == 3  # over the gap backstage, which interrupts it
    assert joints["Triage"] == 3


def test_groups_say_which_touchpoint_they_are_about() -> None:
    subject = subject_of(example("home-loan"), "en", ["chen-hao"])
    scene = blueprint.draw(subject, ViewOptions("A0"))
    groups = [g for g in scene.sheets[0].items if isinstance(g, Group)]
    assert [g.touchpoint for g in groups] == [place.column for place in subject.columns]


def test_gaps_have_words_where_nothing_at_all_is_behind() -> None:
    texts = said(hospital())
    assert texts.count("Nothing named behind it") == 1  # the corridor
    assert texts.count("None named on this map") == 1  # physical evidence
    scene = blueprint.draw(hospital(), ViewOptions())
    gaps = [i for i in flat(scene.sheets[0].items) if isinstance(i, Curve) and i.closed and i.dash]
    # Physical evidence in all; frontstage at Corridor and Doctor, backstage at Door and Corridor, support at Corridor;
    # and the legend's.
    assert len(gaps) == 1 + 1 + 2 + 1 + 1


def test_a_map_without_steps_lacks_them() -> None:
    bare = subject_of(document("stages: [{name: S, touchpoints: [{name: T, physical_evidence: [x]}]}]\n"))
    lacks = blueprint.lacks(bare, ViewOptions())
    assert lacks is not None
    assert lacks.en == "it has no frontstage, backstage or support steps"
    assert blueprint.lacks(hospital(), ViewOptions()) is None


@pytest.mark.parametrize("paper", ["A4", "A3", "A0"])
def test_a_huge_map_breaks_into_sheets_that_repeat_rows_and_lines(paper: str) -> None:
    stages = "".join(
        f"  - name: Stage {s}\n    touchpoints:\n"
        + "".join(
            f"      - {{name: Touchpoint {s}-{t}, frontstage: [Someone answers], "
            f"backstage: [{{text: Somebody looks it up and writes it down, owner: it}}], support: [System {t}]}}\n"
            for t in range(10)
        )
        for s in range(11)
    )
    subject = subject_of(document("language: en\n" + TEAMS + "stages:\n" + stages))
    scene = blueprint.draw(subject, ViewOptions(paper))
    assert faults_of(scene) == []
    assert len(scene.sheets) > 1
    seen: list[int] = []
    for sheet in scene.sheets:
        texts = [" ".join(i.lines) for i in flat(sheet.items) if isinstance(i, Label)]
        bands = texts.count("Line of visibility")
        assert bands == texts.count("Backstage") >= 1
        seen += [g.touchpoint for g in sheet.items if isinstance(g, Group) and g.touchpoint is not None]
    assert seen == list(range(110))


def test_a_touchpoint_taller_than_a_sheet_is_cut_between_rows() -> None:
    many = ", ".join(f"{{text: Step number {n} of a very long list of things to do, owner: it}}" for n in range(18))
    content = f"language: en\n{TEAMS}stages: [{{name: S, touchpoints: [{{name: A, frontstage: [{many}], backstage: [{many}]}}]}}]\n"
    scene = blueprint.draw(subject_of(document(content)), ViewOptions("A4"))
    assert len(scene.sheets) > 1
    second = [" ".join(i.lines) for i in flat(scene.sheets[1].items) if isinstance(i, Label)]
    assert "Touchpoint" in second
    assert "A" in second


def test_one_touchpoint_and_six_personas_are_drawn() -> None:
    people = ", ".join(f"{{id: p{n}, name: Person {n}}}" for n in range(6))
    content = f"personas: [{people}]\nstages: [{{name: S, touchpoints: [{{name: T, emotion: 1, support: [x]}}]}}]\n"
    scene = blueprint.draw(subject_of(document(content), "en"), ViewOptions("A4"))
    assert faults_of(scene) == []
    faces = [g.actor for g in flat_groups(scene.sheets[0].items) if g.actor]
    assert faces == [f"p{n}" for n in range(6)]


def flat_groups(items: object) -> list[Group]:
    found: list[Group] = []
    for item in items if isinstance(items, tuple) else ():
        if isinstance(item, Group):
            found += [item, *flat_groups(item.items)]
    return found


def test_tables_name_steps_with_their_teams_and_marks() -> None:
    steps, shares = blueprint.tables(hospital(), ViewOptions())
    assert steps.columns[2:] == ("Physical evidence", "Customer actions", "Frontstage", "Backstage", "Support")
    assert steps.rows[0][-1] == "Records (IT, Fail point)"
    assert steps.rows[1][5] == "Priority is computed (no team named)"
    assert shares.rows[-1] == ("Whole journey", "71%, 5 of 7 steps")
    employee = subject_of(document("kind: employee\n" + HOSPITAL))
    assert blueprint.tables(employee, ViewOptions())[0].columns[3] == "Employee actions"


@pytest.mark.parametrize("paper", ["A4", "A3"])
def test_blank_rows_are_boxes_to_write_in(paper: str) -> None:
    options = ViewOptions(paper, blank=("backstage", "thoughts"))
    scene = blueprint.draw(hospital(), options)
    assert faults_of(scene) == []
    texts = " ".join(" ".join(i.lines) for sheet in scene.sheets for i in flat(sheet.items) if isinstance(i, Label))
    assert ("Greeter asks" in texts, "Records" in texts, "Priority" in texts, "Consultant" in texts) == (
        True,
        True,
        False,
        False,
    )
    assert "%" not in texts, "no share is said of what is not known yet"
    dashed = [i for sheet in scene.sheets for i in flat(sheet.items) if isinstance(i, Curve) and i.closed and i.dash]
    assert len({item.points[0] for item in dashed if item.colour == DASHED}) == 4
    words = [cell for table in blueprint.tables(hospital(), options) for row in table.rows for cell in row]
    assert not any("Priority" in str(word) for word in words)
