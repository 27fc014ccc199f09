"""The poster of a newer version: what is new, gone, moved and changed stands where it belongs, with a sign."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from cxmap.diff.telling import tell
from cxmap.render.formats.svg import scene_svg
from cxmap.render.marks.revised import LOOKS, Revised
from cxmap.render.options import ViewOptions
from cxmap.render.scene import Group
from cxmap.render.subject import subject_of
from cxmap.render.theme import contrast_with_white
from cxmap.render.views import poster
from cxmap.render.views.poster.revised import revise
from cxmap.render.views.poster.revised.cells import revised_lanes
from cxmap.render.views.poster.revised.content import RevisedContent
from cxmap.render.views.poster.revised.telling import takeaway
from tests.diff.maps import BASE, changed
from tests.diff.test_judgement import append, at, door, drop, put
from tests.pictures import EXAMPLES, labels
from tests.revisions import comparison, revised_poster

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from cxmap.render.scene import Item, Scene
    from cxmap.render.views.poster.revised import Revision


def revision(change: Callable[[Any], object]) -> Revision:
    found = changed(change)
    assert found.before is not None
    assert found.after is not None
    return revise(subject_of(found.before, "en"), subject_of(found.after, "en"), tell(found, "en"))


def without_actions(change: Callable[[Any], object]) -> Callable[[Any], object]:
    """Drop the actions as well, which refer to what goes."""
    return lambda data: (data.pop("actions"), change(data))


def names(made: Revision) -> list[str]:
    return [str(place.touchpoint.id) for place in made.subject.columns]


def signs(made: Revision, lane: str, column: int = 0) -> list[tuple[str, str]]:
    """Return the sign and the text of each paragraph of a cell; "" where it has none."""
    cells = {one.id: one.cells for one in revised_lanes(made)}
    return [(paragraph.sign, paragraph.text) for paragraph in cells[lane][column]] if lane in cells else []


def test_a_touchpoint_that_is_gone_stands_where_it_stood() -> None:
    made = revision(without_actions(drop("stages", 0, "touchpoints", 0)))
    assert names(made) == ["door", "triage", "doctor", "pharmacy"]
    assert made.statuses == ("removed", "stayed", "stayed", "stayed")
    assert made.subject.columns[0].column < 0


def test_a_stage_that_is_gone_stands_between_those_that_stayed() -> None:
    made = revision(without_actions(drop("stages", 0)))
    assert names(made) == ["door", "triage", "doctor", "pharmacy"]
    stages = [place.path[1] for place in made.subject.columns]
    assert stages[0] == stages[1] != stages[2] == stages[3]
    assert made.statuses[:2] == ("removed", "removed")


def test_a_new_touchpoint_is_new_as_a_whole() -> None:
    made = revision(append("stages", 1, "touchpoints", {"id": "exit", "name": "Exit", "thoughts": ["At last"]}))
    assert made.statuses[-1] == "added"
    assert made.was[-1] is None
    assert signs(made, "thoughts", 4) == [("", "“At last”")]


def test_a_moved_touchpoint_is_one_column() -> None:
    def move(data: Any) -> None:
        data["stages"][1]["touchpoints"].append(data["stages"][0]["touchpoints"].pop())

    made = revision(move)
    assert names(made) == ["door", "doctor", "pharmacy", "triage"]
    assert set(made.statuses) == {"stayed"}
    heads = RevisedContent(made, ViewOptions()).heads.name_cells[3]
    assert [(paragraph.sign, paragraph.text) for paragraph in heads] == [
        ("moved", "Triage"),
        ("moved", "moved from “Arriving”"),
    ]


def test_a_renamed_touchpoint_says_what_it_was_called() -> None:
    made = revision(lambda data: door(data).update(name="Entrance"))
    heads = RevisedContent(made, ViewOptions()).heads.name_cells[0]
    assert ("changed", "Entrance") in [(paragraph.sign, paragraph.text) for paragraph in heads]
    assert ("was", "Door") in [(paragraph.sign, paragraph.text) for paragraph in heads]


def test_an_owner_that_is_lost_is_struck_out() -> None:
    assert signs(revision(lambda data: door(data).pop("owner")), "owner") == [("removed", "Ward")]


def test_another_owner_stands_before_the_one_that_was() -> None:
    assert signs(revision(lambda data: door(data).update(owner="it")), "owner") == [("changed", "IT"), ("was", "Ward")]


def test_a_pain_point_is_known_by_its_id_whatever_it_says() -> None:
    made = revision(lambda data: door(data)["pain_points"][1].update(text="Freezing"))
    assert [sign for sign, _ in signs(made, "pain_points")] == ["", "changed", "was"]
    assert signs(made, "pain_points")[1:] == [("changed", "Freezing"), ("was", "It is cold outside")]


def test_a_graver_pain_point_says_how_grave_it_was() -> None:
    made = revision(lambda data: door(data)["pain_points"][1].update(severity="critical"))
    assert signs(made, "pain_points")[1:] == [("changed", "It is cold outside"), ("changed", "was: Low")]


def test_pain_points_come_and_go() -> None:
    made = revision(lambda data: door(data)["pain_points"].__setitem__(1, {"id": "dark", "text": "No light"}))
    assert signs(made, "pain_points")[1:] == [("added", "No light"), ("removed", "It is cold outside")]


def test_a_pain_point_that_moved_says_from_where_and_is_not_gone() -> None:
    def move(data: Any) -> None:
        at(data, "stages", 0, "touchpoints", 1)["pain_points"] = [door(data)["pain_points"].pop()]

    made = revision(move)
    assert signs(made, "pain_points", 1) == [("moved", "It is cold outside"), ("moved", "moved from “Door”")]
    assert [sign for sign, _ in signs(made, "pain_points", 0)] == [""]


def test_plain_texts_are_paired_by_what_they_say() -> None:
    made = revision(lambda data: door(data).update(thoughts=["Is it far from here now?", "Who helps?"]))
    assert signs(made, "thoughts") == [
        ("changed", "“Is it far from here now?”"), ("was", "“Is it far from here?”"),
        ("added", "“Who helps?”"), ("removed", "“Where do I go?”"),
    ]  # fmt: skip


def test_a_wait_is_paired_with_a_wait() -> None:
    made = revision(lambda data: door(data).update(wait="20min"))
    assert [sign for sign, _ in signs(made, "time")] == ["changed", "was", ""]


def test_what_has_not_changed_has_no_sign() -> None:
    made = revision(put("version", "2.0"))
    for lane in revised_lanes(made):
        assert all(not paragraph.sign for cell in lane.cells for paragraph in cell)
    assert [tiding.kind for tiding in made.elsewhere] == [tiding.kind for tiding in made.tidings.tidings] != []


def test_another_owner_of_the_touchpoint_is_no_change_of_its_steps() -> None:
    def swap(data: Any) -> None:
        door(data)["owner"] = "it"

    assert {sign for sign, _ in signs(revision(swap), "backstage")} == {""}


def test_each_change_is_said_once_at_its_touchpoint_or_on_top() -> None:
    made = revision(
        lambda data: (door(data).pop("owner"), data["stages"][1].update(name="Care"), data.update(title="X"))
    )
    here = [tiding for tidings in made.at_columns.values() for tiding in tidings]
    assert len(here) + len(made.elsewhere) == len(made.tidings.tidings) == 3


def test_the_takeaway_counts_and_names_the_deepest_fall() -> None:
    made = revision(lambda data: door(data).update(emotion={"ann": -2, "bo": -1}))
    assert takeaway(made) == "2 regressions; emotion falls most at “Door” (Ann: +1 → −2)."


def test_a_persona_with_another_id_is_still_the_same() -> None:
    def rename(data: Any) -> None:
        data["personas"][0]["id"] = "anna"
        for stage in data["stages"]:
            for touchpoint in stage["touchpoints"]:
                scores = touchpoint.get("emotion")
                if isinstance(scores, dict):
                    touchpoint["emotion"] = {"anna" if who == "ann" else who: score for who, score in scores.items()}
                if "personas" in touchpoint:
                    touchpoint["personas"] = ["anna", "bo"]

    made = revision(rename)
    assert [actor.id if actor else None for actor in made.actors] == ["ann", "bo"]


@pytest.mark.parametrize("name", [path.stem for path in EXAMPLES])
def test_every_change_of_an_example_is_on_its_poster(name: str) -> None:
    found = comparison(name)
    assert found.before is not None
    assert found.after is not None
    made = revise(subject_of(found.before), subject_of(found.after), tell(found, "zh"))
    here = [tiding for tidings in made.at_columns.values() for tiding in tidings]
    assert len(here) + len(made.elsewhere) == len(found.changes) > 10
    assert made.statuses.count("removed") >= 2
    assert made.statuses.count("added") == 2
    known = {str(place.touchpoint.id) for place in subject_of(found.before).columns}
    assert known <= {str(place.touchpoint.id) for place in made.subject.columns}


def test_the_same_two_versions_give_the_same_bytes() -> None:
    first, second = (scene_svg(revised_poster("hot-pot", "zh", ViewOptions("A3"))) for _ in range(2))
    assert first == second


def test_what_is_gone_is_struck_through_on_every_line() -> None:
    scene = revised_poster("newborn", "en", ViewOptions("auto"))
    struck = [one.label for one in labels(scene) if one.label.struck]
    assert struck
    lines = sum(len(label.lines) for label in struck)
    assert scene_svg(scene).count('text-decoration="line-through"') >= lines - len(struck)


def test_texts_can_be_read_on_the_grounds_of_signs() -> None:
    for look in LOOKS.values():
        for ink in ("#1F2933", "#52606D"):
            assert contrast_with_white(ink) / contrast_with_white(look.ground) >= 4.5
        assert contrast_with_white(look.colour) / contrast_with_white(look.ground) >= 3


def test_a_new_persona_and_lost_scores_can_be_drawn() -> None:
    def change(data: Any) -> None:
        data["personas"] = [*data["personas"][1:], {"id": "cy", "name": "Cy"}]
        door(data).pop("needs")
        data["stages"][0]["touchpoints"][1]["personas"] = ["bo"]
        for stage in data["stages"]:
            for touchpoint in stage["touchpoints"]:
                if isinstance(touchpoint.get("emotion"), dict):
                    touchpoint["emotion"].pop("ann")

    made = revision(change)
    scene = poster.draw(made.subject, replace(ViewOptions(), revision=made))
    assert any("Cy" in " ".join(one.label.lines) for one in labels(scene))


@pytest.mark.parametrize("form", ["detailed", "compact"])
def test_lanes_can_be_chosen(form: Any) -> None:
    made = revision(lambda data: door(data).pop("owner"))
    options = ViewOptions(lanes=("owner", "emotion"), form=form, revision=made)
    content = RevisedContent(made, options)
    assert [row.id for row in content.rows] == ["changes", "owner", "emotion"]
    assert any(isinstance(paragraph, Revised) for cell in content.lanes[1].cells for paragraph in cell)


def test_both_versions_are_left_as_they_were() -> None:
    before = repr(BASE)
    revision(without_actions(drop("stages", 0)))
    assert repr(BASE) == before


def older_lines(made: Revision) -> int:
    """Return how many lines the older curve of the first persona has."""
    scene = poster.draw(made.subject, ViewOptions("A3", ("emotion",), revision=made))
    found = [group for group in groups(scene) if group.title == "Ann: Before"]
    return sum(len(group.items) for group in found)


def groups(scene: Scene) -> Iterator[Group]:
    def walk(items: Iterable[Item]) -> Iterator[Group]:
        for item in items:
            if isinstance(item, Group):
                yield item
                yield from walk(item.items)

    for sheet in scene.sheets:
        yield from walk(sheet.items)


def test_the_older_curve_is_cut_where_it_never_ran() -> None:
    assert older_lines(revision(lambda data: door(data)["emotion"].update(ann=-1))) == 1
    moved = revision(lambda data: data["stages"].reverse())
    assert [str(place.touchpoint.id) for place in moved.subject.columns] == ["doctor", "pharmacy", "door", "triage"]
    assert older_lines(moved) == 1, "door and triage still follow each other; doctor comes before them now"


def test_a_renamed_id_is_no_move() -> None:
    made = revision(lambda data: data["stages"][1]["touchpoints"][0].update(id="physician"))
    heads = RevisedContent(made, ViewOptions()).heads.name_cells
    assert all(not paragraph.sign for cell in heads for paragraph in cell)


def test_a_moment_of_truth_that_is_unmarked_says_so() -> None:
    made = revision(lambda data: door(data).pop("moment_of_truth"))
    heads = RevisedContent(made, ViewOptions()).heads.name_cells[0]
    assert ("was", "Moment of truth") in [(paragraph.sign, paragraph.text) for paragraph in heads]


def test_the_key_explains_what_is_there_and_no_more() -> None:
    quiet = revision(put("version", "2.0"))
    said = " ".join(entry.text for entry in RevisedContent(quiet, ViewOptions())._legend())
    assert "Gone" not in said
    assert "Before" not in said
    assert "Other change" in said
