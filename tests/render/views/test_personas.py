"""Personas: what serves a need and what does not, whom a pain point concerns, portraits, and cards that stay whole."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from cxmap.render.images.local import Picture
from cxmap.render.marks.icons import FACE_OUTLINES
from cxmap.render.marks.portraits import draw_portrait, initials
from cxmap.render.options import ViewOptions
from cxmap.render.scene import Box, Curve, Group, Image, Item, Label, Mark, Rect, Scene
from cxmap.render.subject import Subject, subject_of
from cxmap.render.theme import BAD
from cxmap.render.views import personas
from cxmap.render.views.personas.facts import Facts, facts_of
from tests.pictures import document, example, flat
from tests.render.measuring import faults_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cxmap.language import Language

TWO = "personas: [{id: a, name: Ann Lee, needs: [{id: n, text: Be quick}]}, {id: b, name: Bo, channels: [web, app]}]\n"


def subject(touchpoints: str, head: str = TWO, language: Language = "en") -> Subject:
    return subject_of(document(f"{head}stages: [{{name: S, touchpoints: [{touchpoints}]}}]\n"), language)


def facts(touchpoints: str, head: str = TWO) -> list[Facts]:
    return list(facts_of(subject(touchpoints, head)))


def said(scene: Scene) -> list[str]:
    return [" ".join(item.lines) for sheet in scene.sheets for item in flat(sheet.items) if isinstance(item, Label)]


def groups(items: Iterable[Item]) -> Iterator[Group]:
    for item in items:
        if isinstance(item, Group):
            yield item
            yield from groups(item.items)


def test_a_need_is_served_where_its_persona_passes() -> None:
    [served] = facts("{name: T, needs: n}, {name: U, needs: n, personas: b}, V")[0].needs
    assert [place.column for place in served.here] == [0]
    assert [place.column for place in served.elsewhere] == [1]
    assert facts("{name: U, needs: n, personas: b}, V")[0].unserved


@pytest.mark.parametrize(
    "hurt",
    [
        "emotion: {a: -1}",
        "emotion: -1",
        "pain_points: [{text: x, severity: high}]",
        "pain_points: [{text: x, severity: critical, personas: a}]",
    ],
)
def test_a_need_is_let_down_where_its_persona_is_hurt(hurt: str) -> None:
    [need] = facts(f"{{name: T, needs: n, {hurt}}}, V")[0].needs
    assert ([place.column for place in need.let_down], need.here) == ([0], ())
    shown = said(personas.draw(subject(f"{{name: T, needs: n, {hurt}}}, V"), ViewOptions()))
    assert "let down at T" in shown
    assert "met at T" not in shown


def test_a_need_is_let_down_where_a_promise_is_broken() -> None:
    people = "brand: {promises: [{id: p, text: P}]}\npersonas: [{id: a, name: A, needs: [{id: n, text: N}]}]\n"
    content = people + "stages: [{name: S, touchpoints: [{name: T, needs: n, breaks: p}]}]\n"
    [need] = facts_of(subject_of(document(content), "en"))[0].needs
    assert need.let_down


@pytest.mark.parametrize(
    "harmless",
    [
        "emotion: {a: 0, b: -2}",
        "pain_points: [{text: x, severity: medium}]",
        "pain_points: [{text: x, severity: critical, personas: b}]",
    ],
)
def test_a_need_is_met_where_only_others_are_hurt_or_only_a_little(harmless: str) -> None:
    [need] = facts(f"{{name: T, needs: n, {harmless}}}, V")[0].needs
    assert ([place.column for place in need.here], need.let_down) == ([0], ())


def test_a_need_that_nothing_serves_is_said_in_the_colour_of_a_gap() -> None:
    scene = personas.draw(subject("T"), ViewOptions())
    gap = next(
        i for i in flat(scene.sheets[0].items) if isinstance(i, Label) and i.lines == ("no touchpoint takes it up",)
    )
    assert gap.colour == BAD
    elsewhere = said(personas.draw(subject("{name: U, needs: n, personas: b}, V"), ViewOptions()))
    assert "only at touchpoints not passed: U" in elsewhere


def test_preferred_channels_are_counted_among_the_touchpoints_passed() -> None:
    found = facts("{name: T, channel: web}, {name: U, channel: web, personas: a}, V")[1]
    assert [(one.channel, one.touchpoints) for one in found.preferences] == [("web", 1), ("app", 0)]
    assert {"1 of 2 touchpoints", "no touchpoint"} <= set(
        said(personas.draw(subject("{name: T, channel: web}, {name: U, channel: web, personas: a}, V"), ViewOptions()))
    )


def test_pain_points_are_the_worst_first_and_of_equal_ones_those_of_nobody_else() -> None:
    pains = (
        "{name: T, pain_points: [{text: low, severity: low}, {text: both, severity: high}, "
        "{text: own, severity: high, personas: a}, {text: others, severity: critical, personas: b}, open]}, "
        "{name: U, personas: b, pain_points: [{text: elsewhere, severity: critical}]}"
    )
    ann, bo = facts(pains)
    assert [met.pain.text for met in ann.pains] == ["own", "both", "low", "open"]
    assert [met.pain.text for met in bo.pains] == ["others", "elsewhere", "both", "low", "open"]
    words = said(personas.draw(subject(pains), ViewOptions()))
    assert "T · only Ann Lee · no evidence" in words
    assert "T · no evidence" in words


def test_more_pain_points_than_are_shown_are_counted() -> None:
    pains = ", ".join(f"{{text: p{i}, severity: high}}" for i in range(9))
    assert "and 4 more pain points" in said(
        personas.draw(subject(f"{{name: T, pain_points: [{pains}]}}"), ViewOptions())
    )


def test_figures_say_what_is_passed_and_of_how_many_scores_a_mean_is() -> None:
    content = (
        "{name: T, emotion: {a: 2, b: -1}}, {name: U, emotion: {a: null, b: 1}}, {name: V, personas: a, emotion: -1}"
    )
    words = said(personas.draw(subject(content), ViewOptions()))
    assert "passes all 3 touchpoints, average +0.5 (n=2)" in words
    assert "passes 2 of 3 touchpoints, average 0.0 (n=2)" in words


def test_the_first_of_equal_scores_is_remembered_and_the_end_only_where_it_is_known() -> None:
    found = facts(
        "{name: T, emotion: 1}, {name: U, emotion: -2}, {name: V, emotion: 1}, {name: W, emotion: {a: -2, b: null}}"
    )
    memories = [[high and high.column for high in one.memory] for one in found]
    assert memories == [[0, 1, 3], [0, 1, None]]


def test_a_journey_without_ups_and_downs_has_neither_peak_nor_low_and_one_without_scores_no_memory() -> None:
    assert facts("{name: T, emotion: 1}, {name: U, emotion: 1}")[0].memory[:2] == (None, None)
    assert facts("T, U")[0].memory == (None, None, None)


def test_a_persona_without_scores_has_no_curve_and_says_so() -> None:
    scene = personas.draw(subject("{name: T, emotion: {b: 1}}, {name: U, emotion: {b: 2}}"), ViewOptions())
    assert "No score is known" in said(scene)
    lines = [group for group in groups(scene.sheets[0].items) if group.title in ("Ann Lee", "Bo")]
    curves = {group.title for group in lines if any(isinstance(item, Curve) for item in group.items)}
    assert curves == {"Bo"}


def test_an_end_whose_score_is_not_known_is_a_question() -> None:
    words = said(personas.draw(subject("{name: T, emotion: 1}, {name: U, emotion: -1}, V"), ViewOptions()))
    assert words.count("not known") == 2
    assert words.count("?") == 2


def test_scores_are_written_on_the_scale_of_the_map() -> None:
    head = "scale: {min: 1, max: 5}\n" + TWO
    words = said(personas.draw(subject("{name: T, emotion: 1}, {name: U, emotion: 5}", head), ViewOptions()))
    assert {"Peak 5", "Low 1", "passes all 2 touchpoints, average 3.0 (n=2)"} <= set(words)
    assert any("score on the map’s scale, 1 to 5" in word for word in words)


def test_everything_on_a_card_belongs_to_its_persona() -> None:
    scene = personas.draw(subject("{name: T, emotion: 1}"), ViewOptions())
    cards = [item for item in scene.sheets[0].items if isinstance(item, Group) and item.actor]
    assert [card.actor for card in cards] == ["a", "b"]
    for card, name in zip(cards, ("Ann Lee", "Bo"), strict=True):
        assert any(isinstance(item, Label) and item.lines == (name,) for item in flat(card.items))


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Li Wei", "LW"),
        ("Ann", "A"),
        ("Jean-Luc de la Tour", "JT"),
        ("李薇", "李薇"),
        ("欧阳文静", "文静"),
        ("陈", "陈"),
        ("王 小明", "小明"),
        ("", ""),
    ],
)
def test_initials_are_those_that_the_language_would_use(name: str, letters: str) -> None:
    assert initials(name) == letters


@pytest.mark.parametrize("outline", range(3))
def test_a_portrait_has_the_outline_of_its_faces_and_stays_in_its_box(outline: int) -> None:
    drawn = subject("T")
    actor = replace(drawn.actors[0], outline=FACE_OUTLINES[outline])
    box = Box(10, 20, 60, 60)
    for item in draw_portrait(drawn, actor, box):
        if isinstance(item, Rect):
            inner = item.box
            assert inner.x >= box.x
            assert inner.bottom <= box.bottom
            assert (item.radius == inner.width / 2) is (outline == 0)
        elif isinstance(item, Curve):
            assert outline == 2
            assert all(box.x <= x <= box.right and box.y <= y <= box.bottom for x, y in item.points)


def test_a_local_picture_is_the_portrait() -> None:
    head = "personas: [{id: a, name: Ann, portrait: ann.png}, {id: b, name: Bo, portrait: gone.png}]\n"
    bare = subject("T", head)
    drawn = replace(bare, pictures={"ann.png": Picture(b"data", "image/png", 4, 3)})
    images = [item for item in flat(personas.draw(drawn, ViewOptions()).sheets[0].items) if isinstance(item, Image)]
    assert [(image.data, image.title, image.cropped) for image in images] == [(b"data", "Ann", True)]
    assert images[0].radius > 0
    assert "B" in said(personas.draw(drawn, ViewOptions()))  # whose picture could not be read


@pytest.mark.parametrize(
    ("touchpoints", "english", "chinese"),
    [
        (
            "{name: T, emotion: {a: 1, b: -1}, needs: n}, {name: U, emotion: {a: 1, b: 0}}",
            "Bo fares worse than Ann Lee: −0.5 on average (Ann Lee +1.0), lowest at “T” (−1).",
            "Bo的体验比Ann Lee差：平均−0.5（Ann Lee为+1.0），最低点在“T”（−1）。",
        ),
        ("{name: T, emotion: {a: 1}}", "Ann Lee: +1.0 on average; the one need is met nowhere on the way.",
         "Ann Lee：平均+1.0；唯一的需求一路得不到满足。"),
        ("{name: T, emotion: -1}", "Ann Lee and Bo fare alike: −1.0 on average; the one need is met nowhere on the way.",
         "Ann Lee和Bo的体验相当：平均−1.0；唯一的需求一路得不到满足。"),
        ("{name: T, needs: n}", "2 personas.", "2个客户角色。"),
    ],
)  # fmt: skip
def test_the_takeaway_says_who_fares_worst_and_what_is_missing(touchpoints: str, english: str, chinese: str) -> None:
    assert personas.draw(subject(touchpoints), ViewOptions()).description == english
    assert personas.draw(subject(touchpoints, language="zh"), ViewOptions()).description == chinese


def test_the_lowest_of_several_touchpoints_is_not_told_alone() -> None:
    content = "{name: T, emotion: {a: -2, b: 1}, needs: n}, {name: U, emotion: {a: -2, b: 0}}, {name: V, emotion: {a: 2}, needs: n}"
    expected = "Ann Lee fares worse than Bo: −0.7 on average (Bo +0.5), lowest at “T” and “U” (−2)."
    scene = personas.draw(subject(content), ViewOptions())
    assert scene.description == expected
    assert "T and U" in said(scene)


def many(count: int, words: int = 1) -> str:
    text = "something to say " * words
    people = "".join(
        f"  - {{id: p{i}, name: Person {i}, age: 30, occupation: {text}, family: {text}, description: {text}, "
        f"goals: {{career: {text}, other: [{text}]}}, quote: {text}, channels: [web], "
        f"needs: [{{id: n{i}, text: {text}}}, {text}]}}\n"
        for i in range(count)
    )
    pains = ", ".join(f"{{text: {text}{i}, severity: high}}" for i in range(12))
    return (
        f"personas:\n{people}stages: [{{name: S, touchpoints: [{{name: T, emotion: 1, pain_points: [{pains}]}}, U]}}]\n"
    )


@pytest.mark.parametrize("paper", ["A4", "A3", "A0"])
@pytest.mark.parametrize("count", [1, 2, 3, 4, 5, 6, 11])
def test_any_number_of_cards_stays_on_the_sheets_and_none_is_cut(count: int, paper: str) -> None:
    scene = personas.draw(subject_of(document(many(count)), "en"), ViewOptions(paper))
    assert faults_of(scene) == []
    cards = [item.actor for sheet in scene.sheets for item in sheet.items if isinstance(item, Group) and item.actor]
    assert cards == [f"p{i}" for i in range(count)]


@pytest.mark.parametrize("paper", ["A4", "A3"])
def test_a_card_that_no_sheet_holds_is_broken_rather_than_lost(paper: str) -> None:
    scene = personas.draw(subject_of(document(many(2, words=60)), "en"), ViewOptions(paper))
    assert faults_of(scene) == []
    assert len(scene.sheets) > 2
    assert sum("Person" in word for word in said(scene)) >= 2


def test_cards_beside_each_other_are_in_line() -> None:
    scene = personas.draw(subject_of(example("b2b-software"), "en"), ViewOptions("A3"))
    heads: dict[str, set[float]] = {}
    for item in flat(scene.sheets[0].items):
        if isinstance(item, Label) and item.lines[0] in ("How the journey feels", "Needs", "What hurts most"):
            heads.setdefault(item.lines[0], set()).add(round(item.y, 2))
    assert {name: len(places) for name, places in heads.items()} == {
        "How the journey feels": 1,
        "Needs": 1,
        "What hurts most": 1,
    }


def test_faces_stand_at_what_is_remembered_only() -> None:
    scene = personas.draw(
        subject("{name: T, emotion: 0}, {name: U, emotion: 2}, {name: V, emotion: -2}, {name: W, emotion: 1}"),
        ViewOptions(),
    )
    titles = [item.title for item in flat(scene.sheets[0].items) if isinstance(item, Mark) and item.title]
    assert sorted(title for title in titles if title.startswith("Bo")) == ["Bo: +1", "Bo: +2", "Bo: −2"]


def test_a_map_without_personas_lacks_them() -> None:
    lacks = personas.lacks(subject_of(document("stages: [S]\n"), "en"), ViewOptions())
    assert lacks is not None
    assert lacks.en == "it has no personas"


def test_tables_say_who_they_are_what_serves_them_and_what_hurts() -> None:
    content = "{name: T, emotion: {a: -1, b: 1}, needs: n, pain_points: [{text: x, severity: high, personas: b}]}, U"
    who, needs, pains = personas.tables(subject(content), ViewOptions())
    assert [row[0] for row in who.rows] == ["Ann Lee", "Bo"]
    assert who.rows[0][5:7] == ("2 / 2", "−1.0 (n=1)")
    assert needs.rows == (("Be quick", "Ann Lee", "", "T"),)
    assert pains.rows == (("x", "Bo", "High", "T"),)
