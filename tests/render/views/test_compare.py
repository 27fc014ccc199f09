"""Two maps, or two personas: what is added, dropped, changed; the figures; the curves; and maps that share nothing."""

from __future__ import annotations

from dataclasses import replace
from string import Formatter
from typing import TYPE_CHECKING

import pytest

from cxmap.language import Words
from cxmap.render.options import ViewOptions
from cxmap.render.scene import Curve, Label, Mark
from cxmap.render.subject import Subject, subject_of
from cxmap.render.theme import BAD, GOOD
from cxmap.render.views import compare
from cxmap.render.views.compare import labels as compare_labels
from cxmap.render.views.compare.changes import Changes
from cxmap.render.views.compare.key import legend_of
from cxmap.render.views.compare.sides import comparison_of
from cxmap.render.views.compare.tiles import tiles_of
from cxmap.render.views.compare.words import takeaway
from cxmap.render.views.curve import labels as curve_labels
from tests.pictures import document, example, flat
from tests.render.measuring import faults_of

if TYPE_CHECKING:
    from types import ModuleType

    from cxmap.language import Language
    from cxmap.render.scene import Scene

TWO = "personas: [{id: ann, name: Ann}, {id: ben, name: Ben}]\n"


def subject(touchpoints: str, head: str = "", language: Language = "en") -> Subject:
    return subject_of(document(f"{head}stages: [{{id: s, name: S, touchpoints: [{touchpoints}]}}]\n"), language)


def changes(first: str, second: str, head: str = "", other_head: str | None = None) -> Changes:
    ours, theirs = subject(first, head), subject(second, head if other_head is None else other_head)
    return Changes(comparison_of(ours, theirs))


def bank(language: Language = "en") -> tuple[Subject, Subject]:
    now, then = (subject_of(example(name), language) for name in ("home-loan", "home-loan-2027"))
    return now, then


def said(scene: Scene) -> list[str]:
    return [" ".join(item.lines) for sheet in scene.sheets for item in flat(sheet.items) if isinstance(item, Label)]


def lanes(found: Changes) -> dict[str, list[list[str]]]:
    return {lane.id: [[one.text for one in cell] for cell in lane.cells] for lane in found.lanes}


def figures(found: Changes) -> dict[str, str]:
    return {tile.label: tile.figure for tile in tiles_of(found)}


# What differs.


def test_touchpoints_are_added_dropped_changed_or_the_same() -> None:
    first = "{id: a, name: A, channel: web}, {id: b, name: B}, {id: c, name: C}"
    second = "{id: a, name: A, channel: app}, {id: c, name: C}, {id: d, name: D}"
    found = changes(first, second)
    names = [pair.place.touchpoint.id for pair in found.comparison.pairs]
    assert dict(zip(names, map(found.status, range(4)), strict=True)) == {
        "a": "changed", "b": "dropped", "c": "same", "d": "added",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("before", "after", "lane", "expected"),
    [
        ("channel: web", "channel: app", "channel", ["Website → App"]),
        ("channel: web", "feelings: [joy]", "channel", ["Website → none"]),
        ("owner: sales", "owner: it", "owner", ["sales → it"]),
        ("wait: 3d", "wait: 2h", "time", ["wait 3\xa0days → 2\xa0hours"]),
        ("duration: 60min", "duration: 1h", "time", None),
        ("duration: 60min", "wait: 1d", "time", ["wait none → 1\xa0day", "takes 60\xa0min → none"]),
        ("delivers: [fast]", "breaks: [fast]", "promises", ["Broken now: On time"]),
        ("breaks: [fast]", "delivers: [fast]", "promises", ["Kept now: On time"]),
        ("breaks: [fast]", "actions: [x]", "promises", ["No longer broken: On time"]),
        ("next: [{to: b, carries_data: false}]", "next: [{to: b, carries_data: true}]", "handover",
         ["Data go along now"]),
        ("next: [{to: b, carries_data: false}]", "next: [b]", "handover", ["Data no longer lost"]),
        ("next: [{to: b, carries_data: true}]", "next: [{to: b, carries_data: false}]", "handover",
         ["Data are lost now"]),
        ("pain_points: [{id: p, text: Slow}]", "pain_points: [{id: q, text: Dear}]", "pain_points",
         ["− Slow", "+ Dear"]),
        ("pain_points: [{id: p, text: Slow}]", "pain_points: [{id: p, text: Still slow}]", "pain_points", None),
        ("pain_points: [Slow]", "pain_points: [slow]", "pain_points", None),
        ("personas: [ann]", "personas: [ann, ben]", "personas", ["now everyone"]),
        ("actions: [x]", "personas: [ben]", "personas", ["now only Ben"]),
    ],
)  # fmt: skip
def test_what_differs_at_a_touchpoint(before: str, after: str, lane: str, expected: list[str] | None) -> None:
    head = TWO + "teams: [{id: sales}, {id: it}]\nbrand: {promises: [{id: fast, text: On time}]}\n"
    found = changes(
        f"{{id: a, name: A, {before}}}, {{id: b, name: B}}", f"{{id: a, name: A, {after}}}, {{id: b, name: B}}", head
    )
    if expected is None:
        assert lanes(found) == {}
        assert found.status(0) == "same"
    else:
        assert lanes(found)[lane][0] == expected
        assert found.status(0) == "changed"


def test_a_pain_point_that_moves_to_another_touchpoint_is_not_gone() -> None:
    found = changes(
        "{id: a, name: A, pain_points: [{id: p, text: Slow}]}, {id: b, name: B}",
        "{id: a, name: A}, {id: b, name: B, pain_points: [{id: p, text: Slow}]}",
    )
    assert found.pain == ([], [])


def test_less_time_and_less_pain_are_good_more_are_bad() -> None:
    found = changes(
        "{id: a, name: A, wait: 3d, duration: 1h, pain_points: [Slow]}",
        "{id: a, name: A, wait: 1d, duration: 2h, pain_points: [Dear]}",
    )
    cells = {lane.id: lane.cells[0] for lane in found.lanes}
    assert [one.colour for one in cells["time"]] == [GOOD, BAD]
    assert [one.colour for one in cells["pain_points"]] == [GOOD, BAD]


def test_new_names_and_places_are_said() -> None:
    ours = subject("{id: a, name: A}, {id: b, name: B}, {id: c, name: C}")
    theirs = subject("{id: c, name: See}, {id: a, name: A}, {id: b, name: B}")
    texts = said(compare.draw(ours, ViewOptions(against=theirs)))
    assert "→ See" in texts
    assert "moved" in texts


# The figures and the sentence.


def test_the_figures_of_the_bank_s_two_maps() -> None:
    assert figures(Changes(comparison_of(*bank()))) == {
        "Touchpoints": "11 → 13",
        "Average emotion": "−0.2 → +0.8",
        "Pain points": "13 → 3",
        "Promises broken": "7 → 0",
        "Waiting": "25 days → 14 days",
        "Handovers that lose data": "7 → 1",
        "Channels": "6 → 6",
    }


def test_figures_that_neither_map_has_are_left_out() -> None:
    assert set(figures(changes("{id: a, name: A}", "{id: a, name: A}"))) == {"Touchpoints"}


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("{id: a, name: A, emotion: 1}", "{id: a, name: A, emotion: 1}", "The two maps agree at every touchpoint."),
        ("{id: a, name: A, emotion: -1}", "{id: a, name: A, emotion: 1}",
         "The other map: 1 of 1 shared touchpoints changed; the average rises from −1.0 to +1.0."),
        ("{id: a, name: A, emotion: 1}", "{id: a, name: A, emotion: 1}, {id: b, name: B}",
         "The other map: 1 touchpoint added; the average stays at +1.0."),
        ("{id: a, name: A, pain_points: [x]}, {id: c, name: C}", "{id: a, name: A}",
         "The other map: 1 touchpoint dropped; the one pain point gone."),
        ("{id: a, name: A, emotion: 2}", "{id: b, name: B, emotion: 0}",
         "The two maps share no touchpoint; the average falls from +2.0 to 0.0."),
    ],
)  # fmt: skip
def test_the_takeaway_is_computed(first: str, second: str, expected: str) -> None:
    assert takeaway(changes(first, second)) == expected


def test_the_takeaway_in_chinese() -> None:
    assert takeaway(Changes(comparison_of(*bank("zh")))) == (
        "未来：新增3个触点，取消1个；平均分预计由−0.2升至+0.8；13个痛点全部消除，其中2个随触点取消，新增3个。"
    )


# The picture.


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("paper", ["A4", "A3", "A0"])
def test_the_bank_s_two_maps_are_drawn(language: Language, paper: str) -> None:
    now, then = bank(language)
    scene = compare.draw(now, ViewOptions(paper, against=then))
    assert faults_of(scene) == []
    texts = said(scene)
    signs = ("+ added", "− dropped") if language == "en" else ("+ 新增", "− 取消")
    assert texts.count(signs[0]) >= 3
    assert texts.count(signs[1]) >= 1
    for title in (panel.title for panel in comparison_of(now, then).panels):
        assert title in texts
    assert "+2.5" in texts  # the form, for Li Wei


def test_a_panel_has_both_curves_and_shades_what_is_between() -> None:
    scene = compare.draw(
        subject("{id: a, name: A, emotion: 1}, {id: b, name: B, emotion: -1}"),
        ViewOptions(against=subject("{id: a, name: A, emotion: -1}, {id: b, name: B, emotion: 1}")),
    )
    items = [item for sheet in scene.sheets for item in flat(sheet.items)]
    lines = [item for item in items if isinstance(item, Curve) and not item.closed]
    assert len({line.colour for line in lines}) == 2
    areas = [item for item in items if isinstance(item, Curve) and item.closed]
    assert len({area.fill for area in areas}) == 2  # they cross: first the one is better, then the other
    assert len([item for item in items if isinstance(item, Mark) and item.filled]) >= 4
    assert {"+2", "−2"} <= set(said(scene))


@pytest.mark.parametrize("against", ["{id: z, name: Z, emotion: 2}", "{id: z, name: Z}", "{name: T0, emotion: null}"])
@pytest.mark.parametrize("paper", ["A4", "A3"])
def test_maps_in_which_nothing_matches(against: str, paper: str) -> None:
    ours = subject(", ".join(f"{{name: T{n}, emotion: {n % 5 - 2}}}" for n in range(30)), TWO)
    theirs = subject(against, "personas: [{id: zoe, name: Zoe}]\n")
    options = ViewOptions(paper, against=theirs)
    assert compare.lacks(ours, options) is None
    scene = compare.draw(ours, options)
    assert faults_of(scene) == []
    assert "All personas, mean" in said(scene)
    for table in compare.tables(ours, options):
        assert {len(row) for row in table.rows} == {len(table.columns)}


def test_a_map_against_itself_is_quiet() -> None:
    now, _ = bank()
    found = Changes(comparison_of(now, now))
    assert {found.status(column) for column in range(11)} == {"same"}
    assert found.lanes == []
    assert faults_of(compare.draw(now, ViewOptions(against=now))) == []


def test_personas_that_only_one_map_has_are_named() -> None:
    ours, theirs = (
        subject("{name: A, emotion: 1}", TWO),
        subject("{name: A, emotion: 1}", "personas: [{id: ann, name: Ann}]\n"),
    )
    assert "Not in both maps: Ben" in said(compare.draw(ours, ViewOptions(against=theirs)))


def test_the_compact_form_has_curves_and_no_lanes() -> None:
    now, then = bank()
    scene = compare.draw(now, ViewOptions(form="compact", against=then))
    assert len(scene.sheets) == 1
    assert "Handover of data" not in said(scene)


def test_a_huge_comparison_repeats_the_heads_where_the_curves_are_elsewhere() -> None:
    now, then = subject_of(example("online-shop"), "en"), subject_of(example("home-loan-2027"), "en")
    scene = compare.draw(now, ViewOptions("A4", against=then))
    assert len(scene.sheets) > 3
    assert said(scene).count("The progress line") == 2
    assert faults_of(scene) == []


# Two personas.


def test_without_another_map_the_two_personas_who_are_furthest_apart_are_compared() -> None:
    three = subject(
        "{name: A, emotion: {ann: 1, ben: 0.5, cy: -2}}, {name: B, emotion: {ann: 1, ben: 0.5, cy: 0}}",
        "personas: [{id: ann, name: Ann}, {id: ben, name: Ben}, {id: cy, name: Cy}]\n",
    )
    comparison = comparison_of(three, None)
    assert comparison.names == ("Ann", "Cy")
    assert takeaway(Changes(comparison)) == "Furthest apart at “A”: +1 for Ann, −2 for Cy; on average +1.0 and −1.0."


@pytest.mark.parametrize(
    ("count", "en", "zh"),
    [
        (2, "Furthest apart, by 1, at “T0” and “T1”; on average +1.0 for Ann, 0.0 for Ben.",
         "相差最大（1分）的是“T0”和“T1”；平均分Ann为+1.0，Ben为0.0。"),
        (9, "Furthest apart, by 1, at “T0” and 8 other touchpoints; on average +1.0 for Ann, 0.0 for Ben.",
         "相差最大（1分）的是“T0”等9个触点；平均分Ann为+1.0，Ben为0.0。"),
    ],
)  # fmt: skip
def test_where_several_are_as_far_apart_none_is_told_alone(count: int, en: str, zh: str) -> None:
    row = ", ".join(f"{{name: T{number}, emotion: {{ann: 1, ben: 0}}}}" for number in range(count))
    languages: tuple[tuple[Language, str], ...] = (("en", en), ("zh", zh))
    for language, expected in languages:
        assert takeaway(Changes(comparison_of(subject(row, TWO, language), None))) == expected


def test_only_what_one_of_the_two_passes_is_shown_and_said() -> None:
    ours = subject(
        "{name: A, emotion: 1, personas: [ann]}, {name: B, emotion: {ann: 1, ben: 0}}, {name: C, personas: [cy]}",
        "personas: [{id: ann, name: Ann}, {id: ben, name: Ben}, {id: cy, name: Cy}]\n",
    )
    texts = said(compare.draw(ours, ViewOptions()))
    assert "only Ann" in texts
    assert "C" not in texts


def test_pain_and_needs_of_each_stand_in_lanes() -> None:
    head = "personas: [{id: ann, name: Ann, needs: [{id: n, text: To know}]}, {id: ben, name: Ben}]\n"
    pains = "[{text: Hers, personas: [ann]}, {text: His, personas: [ben]}, {text: Both}]"
    ours = subject(f"{{name: A, emotion: {{ann: 1, ben: -1}}, needs: [n], pain_points: {pains}}}", head)
    assert lanes(Changes(comparison_of(ours, None))) == {
        "first_pain": [["Hers"]], "second_pain": [["His"]], "first_needs": [["To know"]],
    }  # fmt: skip


@pytest.mark.parametrize(
    ("touchpoints", "expected"),
    [
        ("{name: A, emotion: 1}", "Ann and Ben feel the same wherever both have a score."),
        (
            "{name: A, emotion: {ann: 1}}, {name: B, emotion: {ben: 1}}",
            "Ann and Ben share no touchpoint with known scores.",
        ),
    ],
)
def test_what_is_said_of_two_who_never_differ(touchpoints: str, expected: str) -> None:
    ours = subject(touchpoints, TWO)
    assert takeaway(Changes(comparison_of(ours, None))) == expected
    assert faults_of(compare.draw(ours, ViewOptions())) == []


def test_one_persona_and_no_other_map_lack_something() -> None:
    lacks = compare.lacks(subject("{name: A, emotion: 1}"), ViewOptions())
    assert lacks is not None
    assert lacks.en == "it has fewer than two personas, and there is no map to compare it with (--against)"
    assert "--against" in lacks.zh
    assert compare.lacks(subject("{name: A}", TWO), ViewOptions()) is not None
    assert compare.lacks(subject("{name: A, emotion: 1}", TWO), ViewOptions()) is None
    assert compare.lacks(subject("{name: A}"), ViewOptions(against=subject("{name: A}"))) is None


# In words.


def test_tables_say_every_difference() -> None:
    now, then = bank()
    numbers, rows = compare.tables(now, ViewOptions(against=then))
    assert ("Handovers that lose data", "7 → 1", "of 11 and 12 ways on that are stated") in numbers.rows
    form = next(row for row in rows.rows if row[0] == "The online form")
    assert form[1] == "changed"
    assert "Emotion of Li Wei: −1.5 → +1" in form[2]
    assert "Time: takes 48\xa0min → 15\xa0min" in form[3]
    assert [row[0] for row in rows.rows if row[1] == "dropped"] == ["Papers being checked"]


@pytest.mark.parametrize("module", [compare_labels, curve_labels], ids=["compare", "curve"])
def test_words_hold_the_same_values_in_both_languages(module: ModuleType) -> None:
    for name, said_words in vars(module).items():
        if isinstance(said_words, Words):
            assert values_of(said_words.en) == values_of(said_words.zh), name


def values_of(text: str) -> set[str]:
    fields = [field for _, field, _, _ in Formatter().parse(text) if field is not None]
    return {field or str(number) for number, field in enumerate(fields)}


@pytest.mark.parametrize(("hidden", "expected"), [("owners", "shown"), ("costs", "every touchpoint")])
def test_maps_are_not_said_to_agree_in_what_is_hidden(hidden: str, expected: str) -> None:
    ours, theirs = (replace(subject("{name: A, emotion: 1}"), hidden=frozenset([hidden])) for _ in range(2))
    assert expected in takeaway(Changes(comparison_of(ours, theirs)))
    rows = compare.tables(ours, ViewOptions(against=theirs))[1].rows
    assert rows[0][1] == ("no change shown" if hidden == "owners" else "unchanged")


def test_at_least_so_many_touchpoints_changed_where_owners_are_hidden() -> None:
    ours, theirs = (replace(subject(f"{{name: A, emotion: {n}}}"), hidden=frozenset(["owners"])) for n in (1, 2))
    assert takeaway(Changes(comparison_of(ours, theirs))).startswith(
        ("At least 1 of 1", "2: at least", "M", "T", "t", "m")
    )


def test_pain_that_goes_with_its_touchpoint_is_not_told_as_solved() -> None:
    changes = Changes(comparison_of(*bank("en")))
    assert changes.gone_with_touchpoint == 2
    lane = next(lane for lane in changes.lanes if lane.id == "pain_points")
    dropped = [column for column in range(len(changes.comparison.pairs)) if changes.status(column) == "dropped"]
    colours = {p.colour for column in dropped for p in lane.cells[column]}
    assert colours == {changes.comparison.subject.theme.soft}
    assert "2 of them with dropped touchpoints" in takeaway(changes)


def test_of_several_personas_it_is_said_why_these_two() -> None:
    three = "personas: [{id: a, name: A}, {id: b, name: B}, {id: c, name: C}]\n"
    scored = "stages: [{name: S, touchpoints: [{name: T, emotion: {a: 2, b: 1, c: -2}}]}]\n"
    subject = subject_of(document(three + scored), "en")
    assert comparison_of(subject, None).names == ("A", "C")
    said = [entry.text for entry in legend_of(Changes(comparison_of(subject, None)))]
    assert "Of 3 personas, the two furthest apart" in said
