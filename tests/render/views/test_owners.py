"""Owners: who has which letter, what counts for whom, which gaps are drawn, and both forms of the matrix."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cxmap.render.options import ViewOptions
from cxmap.render.scene import Group, Item, Label, Rect, Scene
from cxmap.render.subject import Subject, subject_of
from cxmap.render.views import owners
from cxmap.render.views.owners.duties import duties_of
from tests.pictures import document, example, flat
from tests.render.measuring import faults_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cxmap.language import Language

TEAMS = "teams: [{id: a, name: Alpha, contact: alpha@example.com}, {id: b, name: Beta}, {id: c, name: Gamma}]\n"


def subject(content: str, head: str = TEAMS, language: Language = "en") -> Subject:
    return subject_of(document(head + content), language)


def one_stage(*touchpoints: str) -> str:
    inner = ", ".join(f"{{id: t{i}, name: T{i}, {given}}}" for i, given in enumerate(touchpoints))
    return f"stages: [{{name: S, touchpoints: [{inner}]}}]\n"


def parts(content: str, head: str = TEAMS) -> dict[str, dict[int, str]]:
    return {team.id: team.parts for team in duties_of(subject(content, head)).teams}


def said(scene: Scene) -> list[str]:
    return [" ".join(item.lines) for sheet in scene.sheets for item in flat(sheet.items) if isinstance(item, Label)]


def groups(items: Iterable[Item]) -> Iterator[Group]:
    for item in items:
        if isinstance(item, Group):
            yield item
            yield from groups(item.items)


def test_who_answers_also_does_it_where_no_step_names_anybody() -> None:
    found = parts(
        one_stage("owner: a", "owner: a, frontstage: [Talk]", "owner: a, backstage: [{text: Check, owner: b}]")
    )
    assert found == {"a": {0: "AR", 1: "AR", 2: "A"}, "b": {2: "R"}}


def test_steps_of_all_three_kinds_count_once_for_a_team() -> None:
    steps = (
        "owner: a, frontstage: [{text: x, owner: a}, {text: y, owner: a}], backstage: [{text: z, owner: b}], support: "
    )
    assert parts(one_stage(f"{steps}[{{text: w, owner: c}}]")) == {"a": {0: "AR"}, "b": {0: "R"}, "c": {0: "R"}}


def test_who_is_consulted_and_informed_is_read_from_the_touchpoint() -> None:
    assert parts(one_stage("owner: a, consulted: [b], informed: [c, b]")) == {
        "a": {0: "AR"},
        "b": {0: "CI"},
        "c": {0: "I"},
    }


def test_a_touchpoint_without_an_owner_is_a_gap_even_where_somebody_does_it() -> None:
    duties = duties_of(subject(one_stage("owner: a", "support: [{text: x, owner: b}]", "duration: 1h")))
    assert duties.gaps == [1, 2]
    assert [duties.involved(column) for column in range(3)] == [1, 1, 0]


def test_what_a_team_carries_is_what_names_it_and_the_rest_is_nobodys() -> None:
    content = (
        one_stage(
            "owner: a, pain_points: [{text: x, severity: high, owner: b}, {text: y, severity: critical, owner: b}, z], "
            "opportunities: [{text: o, owner: c}, p], risks: [{risk: r, owner: b}, s]"
        )
        + "actions: [{title: q, owner: a}, {title: r, owner: a, status: done}, {title: s, status: dropped}, t]\n"
    )
    duties = duties_of(subject(content))
    loads = {team.id: team.load for team in duties.teams}
    assert loads["b"].severities == [("critical", 1), ("high", 1)]
    assert (loads["a"].actions, loads["b"].controls, loads["c"].opportunities) == (1, 1, 1)
    nobody = duties.nobody
    assert (nobody.severities, nobody.opportunities, nobody.controls, nobody.actions) == ([("", 1)], 1, 1, 1)
    assert loads["a"].pains.total() == 0


def test_pain_points_of_personas_who_are_not_drawn_do_not_count() -> None:
    content = "personas: [{id: p, name: P}, {id: q, name: Q}]\n" + one_stage(
        "owner: a, pain_points: [{text: x, personas: p, owner: a}, {text: y, owner: a}]"
    )
    chosen = duties_of(subject_of(document(TEAMS + content), "en", ("q",)))
    assert chosen.teams[0].load.pains.total() == 1


def test_teams_stand_in_the_order_in_which_they_take_over() -> None:
    content = one_stage("owner: c, support: [{text: x, owner: b}]", "owner: a")
    assert list(parts(content)) == ["c", "a", "b"]


def test_teams_of_the_map_that_own_nothing_are_named_and_its_keeper_is_none_of_them() -> None:
    duties = duties_of(subject("owner: c\n" + one_stage("owner: a")))
    assert duties.idle == ("Beta",)
    scene = owners.draw(subject("owner: c\n" + one_stage("owner: a")), ViewOptions())
    assert "Own nothing on this map: Beta." in said(scene)


def test_a_team_that_is_not_declared_is_said_to_be_none_unless_none_is_declared() -> None:
    declared = owners.draw(subject(one_stage("owner: ghost")), ViewOptions())
    free = owners.draw(subject(one_stage("owner: ghost"), head=""), ViewOptions())
    assert "not declared as a team" in said(declared)
    assert "not declared as a team" not in said(free)
    assert "ghost" in said(free)


def test_a_gap_is_drawn_in_its_column_and_in_the_row_of_nobody() -> None:
    scene = owners.draw(subject(one_stage("owner: a", "duration: 1h", "owner: b")), ViewOptions())
    words = said(scene)
    assert words.count("nobody") == 1
    assert "Nobody" in words
    heads = {item.lines[0]: item.box for sheet in scene.sheets for item in flat(sheet.items) if isinstance(item, Label)}
    column = next(item.box for item in flat(scene.sheets[0].items) if isinstance(item, Rect) and item.fill == "#FCEFEA")
    assert column.x < heads["T1"].x < column.right
    assert not column.x < heads["T0"].x < column.right
    assert column.x < heads["?"].x < column.right


def test_a_map_without_gaps_has_no_row_of_nobody() -> None:
    assert "Nobody" not in said(owners.draw(subject(one_stage("owner: a")), ViewOptions()))


def test_letters_stand_in_the_column_of_their_touchpoint_and_can_be_found() -> None:
    scene = owners.draw(subject(one_stage("owner: a", "owner: b, consulted: a")), ViewOptions())
    found = {(group.title, group.touchpoint) for group in groups(scene.sheets[0].items) if ": " in group.title}
    assert found == {
        ("Alpha: answers (A), does (R)", 0),
        ("Alpha: is consulted (C)", 1),
        ("Beta: answers (A), does (R)", 1),
    }


def test_contacts_are_shown() -> None:
    assert "alpha@example.com" in said(owners.draw(subject(one_stage("owner: a")), ViewOptions()))


def test_the_legend_explains_only_letters_that_are_used() -> None:
    plain, full = (
        said(owners.draw(subject(one_stage(given)), ViewOptions()))
        for given in ("owner: a", "owner: a, consulted: b, informed: c")
    )
    assert "is asked before it is changed (consulted)" not in plain
    assert {"is asked before it is changed (consulted)", "is told when it has changed (informed)"} <= set(full)
    chinese = said(owners.draw(subject(one_stage("owner: a, consulted: b"), language="zh"), ViewOptions()))
    assert {"最终负责：对触点的结果负责", "负责执行：完成其中的步骤", "被咨询：改动前征询意见"} <= set(chinese)


def test_few_touchpoints_have_columns_and_many_are_named_in_the_cells_of_their_stage() -> None:
    few = said(owners.draw(subject_of(example("home-loan"), "en"), ViewOptions("A3")))
    many = said(owners.draw(subject_of(example("online-shop"), "en"), ViewOptions("A3")))
    assert "Teams involved" in few
    assert "Teams involved" not in many
    for place in subject_of(example("online-shop"), "en").columns:
        name = str(place.touchpoint.name)
        assert any(name in word for word in many), name


def test_words_of_names_are_not_broken_in_narrow_columns() -> None:
    names = ", ".join(f"{{name: Understanding {i}, owner: a}}" for i in range(12))
    for paper in ("A4", "A3", "A0"):
        words = said(owners.draw(subject(f"stages: [{{name: S, touchpoints: [{names}]}}]\n"), ViewOptions(paper)))
        assert sum(word.startswith("Understanding") for word in words) == 12


@pytest.mark.parametrize(
    ("content", "english", "chinese"),
    [
        (one_stage("owner: a"), "The one touchpoint has a team that answers for it.", "唯一的触点有团队最终负责。"),
        (
            one_stage("owner: a", "owner: a", "owner: b"),
            "All 3 touchpoints have a team that answers for them; Alpha answers for most, 2.",
            "3个触点都有团队最终负责；Alpha负责最多，有2个。",
        ),
        (
            one_stage("owner: a", "owner: b", "duration: 1h, pain_points: [x, {text: y, owner: a}]"),
            "Nobody answers for 1 of 3 touchpoints; nobody is asked to remove 1 of 2 pain points.",
            "3个触点中有1个无人负责；2个痛点中有1个没有团队负责消除。",
        ),
        (
            one_stage("owner: a", "owner: a", "owner: b", "owner: b") + "actions: [x, {title: y, owner: a}]\n",
            "All 4 touchpoints have a team that answers for them; Alpha and Beta answer for most, 2 each; "
            "1 of 2 open actions has no owner.",
            "4个触点都有团队最终负责；Alpha和Beta负责最多，各2个；2项未完成行动中有1项没有负责团队。",
        ),
    ],
)
def test_the_takeaway_counts_gaps_first(content: str, english: str, chinese: str) -> None:
    assert owners.draw(subject(content), ViewOptions()).description == english
    assert owners.draw(subject(content, language="zh"), ViewOptions()).description == chinese


def test_a_map_that_names_no_team_lacks_owners() -> None:
    lacks = owners.lacks(subject(one_stage("duration: 1h")), ViewOptions())
    assert lacks is not None
    assert lacks.en == "it names no owners"
    assert owners.lacks(subject(one_stage("informed: a")), ViewOptions()) is None


def test_tables_name_the_teams_of_every_touchpoint_and_what_they_carry() -> None:
    content = one_stage("owner: a, consulted: b", "duration: 1h, pain_points: [{text: x, severity: low, owner: a}]")
    duty, load = owners.tables(subject(content), ViewOptions())
    assert duty.columns == ("Touchpoint", "Stage", "answers (A)", "does (R)", "is consulted (C)")
    assert duty.rows == (("T0", "S", "Alpha", "Alpha", "Beta"), ("T1", "S", "nobody", "", ""))
    assert load.rows[0] == ("Alpha", "alpha@example.com", "1", "Low 1", "0", "0", "0")
    assert load.rows[2][:3] == ("Gamma", "", "0")
    assert load.rows[3][:3] == ("Nobody", "", "1")


@pytest.mark.parametrize("paper", ["A4", "A3", "A0"])
@pytest.mark.parametrize(("stages", "touchpoints", "teams"), [(1, 1, 1), (12, 10, 40), (30, 2, 5), (1, 60, 3)])
def test_any_number_of_teams_and_stages_stays_on_the_sheet(
    stages: int, touchpoints: int, teams: int, paper: str
) -> None:
    named = ", ".join(f"{{id: t{i}, name: {'A team with quite a name ' * (i % 3)}T{i}}}" for i in range(teams))
    content = "".join(
        f"  - name: Stage {s}\n    touchpoints:\n"
        + "".join(
            f"      - {{name: A touchpoint with a name {s}.{t}, "
            f"{'' if (s + t) % 5 == 4 else f'owner: t{(s * 7 + t) % teams}, '}consulted: t{(s + t) % teams}, "
            f"backstage: [{{text: x, owner: t{t % teams}}}], pain_points: [{{text: y, severity: high}}]}}\n"
            for t in range(touchpoints)
        )
        for s in range(stages)
    )
    scene = owners.draw(subject(f"stages:\n{content}", f"teams: [{named}]\n"), ViewOptions(paper))
    assert faults_of(scene) == []
    letters = sum(word in "ARCI?" for word in said(scene))
    assert letters >= 2 * stages * touchpoints


def test_opportunities_without_an_owner_are_told() -> None:
    drawn = subject_of(example("home-loan"), "en")
    assert "4 of 11 opportunities have no owner" in owners.draw(drawn, ViewOptions()).description
