"""The honeycomb: where scores come from, what is low together, where hexagons and lines stand, and what is a gap."""

from __future__ import annotations

from itertools import combinations, pairwise
from math import hypot, sqrt

import pytest

from cxmap.render.options import ViewOptions
from cxmap.render.scene import Curve, Group, Label, Scene
from cxmap.render.subject import Subject, subject_of
from cxmap.render.theme import BAD, contrast_with_white
from cxmap.render.views import honeycomb
from cxmap.render.views.honeycomb.cells import arranged, badge_on, bent, extent_of
from cxmap.render.views.honeycomb.scores import Comb, Score, honeycomb_of
from cxmap.render.views.honeycomb.shades import shade_of
from tests.pictures import document, example, flat
from tests.render.measuring import contrast, faults_of

OURS = "honeycomb_model: ours\nhoneycomb_models: [{id: ours, centre: c, dimensions: [a, b, c]}]\n"


def subject(content: str, head: str = OURS) -> Subject:
    return subject_of(document(head + content), "en")


def drawn(content: str, head: str = OURS) -> Scene:
    return honeycomb.draw(subject(content, head), ViewOptions())


def said(scene: Scene) -> list[str]:
    return [" ".join(item.lines) for sheet in scene.sheets for item in flat(sheet.items) if isinstance(item, Label)]


def touchpoints(*scores: str, stage: str = "") -> str:
    inner = ", ".join(f"{{id: t{i}, name: T{i}, honeycomb: {{{given}}}}}" for i, given in enumerate(scores))
    return f"stages: [{{name: S, {stage}touchpoints: [{inner}]}}]\n"


def test_a_score_is_given_or_the_mean_of_the_touchpoints_or_of_the_stages() -> None:
    scores = honeycomb_of(
        subject("honeycomb: {a: 4}\n" + touchpoints("a: 1, b: 2", "b: 3", stage="honeycomb: {b: 5, c: 1}, "))
    )
    assert scores.whole.scores == {"a": Score(4), "b": Score(2.5, 2), "c": Score(1, 1, of_stages=True)}
    assert scores.stages[0].scores == {"a": Score(1, 1), "b": Score(5), "c": Score(1)}


def test_null_and_nothing_are_gaps_and_never_zero() -> None:
    scores = honeycomb_of(subject(touchpoints("a: null, b: 3", "a: 2")))
    assert scores.whole.scores == {"a": Score(2, 1), "b": Score(3, 1), "c": None}
    words = said(drawn(touchpoints("a: 3, b: 3")))
    assert "not scored" in words
    assert not any(word.startswith("0") for word in words)


def test_only_touchpoints_that_the_chosen_personas_pass_count() -> None:
    content = (
        "personas: [p, q]\nstages: [{name: S, touchpoints: [{name: T, personas: p, honeycomb: {a: 1}}, "
        "{name: U, honeycomb: {a: 5}}]}]\n"
    ).replace("[p, q]", "[{id: p, name: P}, {id: q, name: Q}]")
    everyone, only_q = (
        honeycomb_of(subject_of(document(OURS + content), "en", chosen)).whole.scores["a"] for chosen in ((), ("q",))
    )
    assert (everyone, only_q) == (Score(3, 2), Score(5, 1))


def test_the_weakest_are_all_that_share_the_lowest_score_and_none_where_all_are_equal() -> None:
    assert Comb("", {"a": Score(2), "b": Score(2), "c": Score(4), "d": None}).weakest == ["a", "b"]
    assert Comb("", {"a": Score(3), "b": Score(3)}).weakest == []
    assert Comb("", {"a": None}).weakest == []


def test_dimensions_are_linked_by_the_touchpoints_that_are_low_on_both() -> None:
    found = honeycomb_of(subject(touchpoints("a: 1, b: 2, c: 3", "a: 2, b: 1.5, c: 2", "a: 2, b: 2.1")))
    assert [(link.first, link.second, [place.column for place in link.places]) for link in found.links] == [
        ("a", "c", [1]),
        ("b", "c", [1]),
        ("a", "b", [0, 1]),
    ]
    assert [(low.place.column, low.scores) for low in found.lows] == [
        (1, {"a": 2, "b": 1.5, "c": 2}),
        (0, {"a": 1, "b": 2}),
    ]


def test_a_link_of_more_touchpoints_is_thicker_and_says_how_many() -> None:
    scene = drawn(touchpoints("a: 1, b: 2", "a: 2, b: 1, c: 1"))
    lines = [i for i in flat(scene.sheets[0].items) if isinstance(i, Curve) and not i.closed and i.colour != "#FFFFFF"]
    thin, thick = sorted({round(line.width, 3) for line in lines})
    assert thick > 1.8 * thin
    assert len(lines) == 3
    assert "2" in said(scene)


def test_many_dimensions_show_only_links_that_can_be_followed_and_say_so() -> None:
    names = [f"d{i}" for i in range(9)]
    head = f"honeycomb_model: m\nhoneycomb_models: [{{id: m, dimensions: [{', '.join(names)}]}}]\n"
    low = ", ".join(f"{name}: 1" for name in names)
    content = touchpoints(low, "d0: 1, d1: 2")
    assert len(honeycomb_of(subject(content, head)).links) == 36
    assert len(honeycomb_of(subject(content, head)).drawn_links) == 1
    assert any("35 weaker links are not drawn" in word for word in said(drawn(content, head)))


@pytest.mark.parametrize("linked", [True, False])
@pytest.mark.parametrize("centred", [True, False])
@pytest.mark.parametrize("count", range(1, 31))
def test_hexagons_never_overlap(count: int, centred: bool, linked: bool) -> None:
    cells = arranged(count, centred=centred, linked=linked)
    assert len(cells) == count
    assert all(cell.radius <= cells[0].radius for cell in cells)
    for one, other in combinations(cells, 2):
        assert hypot(one.x - other.x, one.y - other.y) >= sqrt(3) / 2 * (one.radius + other.radius)
        assert not any(other.holds(x, y) for x, y in one.corners())


def test_the_centre_is_larger_and_in_the_middle_of_six() -> None:
    centre, *ring = arranged(7, centred=True, linked=True)
    assert (centre.x, centre.y) == (0, 0)
    assert centre.radius > 1.2
    assert {round(hypot(cell.x, cell.y), 6) for cell in ring} == {round(hypot(ring[0].x, ring[0].y), 6)}
    assert {cell.radius for cell in arranged(7, centred=False, linked=True)} == {1}


def test_no_line_between_seven_hexagons_crosses_a_third() -> None:
    cells = arranged(7, centred=True, linked=True)
    around = extent_of(cells)
    for first, second in combinations(range(7), 2):
        start, one, two, end = bent(cells, first, second)
        for t in (step / 40 for step in range(41)):
            u = 1 - t
            x, y = (
                u * u * u * a + 3 * u * u * t * b + 3 * u * t * t * c + t * t * t * d
                for a, b, c, d in zip(start, one, two, end, strict=True)
            )
            assert around.holds(x, y)
            assert [i for i, cell in enumerate(cells) if cell.holds(x, y) and i not in (first, second)] == []


def test_figures_on_lines_keep_clear_of_each_other_and_of_hexagons() -> None:
    cells = arranged(7, centred=True, linked=True)
    taken: list[tuple[float, float]] = []
    for first, second in combinations(range(7), 2):
        taken.append(badge_on(bent(cells, first, second), cells, taken, 0.25))
    assert not any(cell.holds(x, y) for cell in cells for x, y in taken)
    assert sum(hypot(a - c, b - d) < 0.25 for (a, b), (c, d) in combinations(taken, 2)) <= 2  # of 210 pairs


@pytest.mark.parametrize("accent", ["#1F5F8B", "#3B4A8C", "#000000", "#767676", "#B00020", "#006400"])
def test_shades_darken_step_by_step_and_can_be_written_on(accent: str) -> None:
    shades = [shade_of(score, accent) for score in range(1, 6)]
    contrasts = [contrast_with_white(shade.fill) for shade in shades]
    assert all(darker > 1.3 * lighter for lighter, darker in pairwise(contrasts))
    assert all(contrast(shade.ink, shade.fill) >= 4.5 for shade in shades)
    assert shade_of(2.5, accent) == shades[2]
    assert shade_of(2.49, accent) == shades[1]


def test_the_weakest_is_marked_and_red_only_where_it_is_bad() -> None:
    bad, good = drawn("honeycomb: {a: 2, b: 4}\nstages: [S]\n"), drawn("honeycomb: {a: 4, b: 5}\nstages: [S]\n")
    assert "Weakest" in said(bad)
    assert "Weakest" in said(good)
    for scene, is_red in ((bad, True), (good, False)):
        edges = {item.colour for item in flat(scene.sheets[0].items) if isinstance(item, Curve) and item.closed}
        assert (BAD in edges) is is_red


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("honeycomb: {a: 2, b: 4}\nstages: [S]\n", "Weakest, at 2 of 5: a; 1 of 3 dimensions is not scored."),
        ("honeycomb: {a: 3, b: 3}\nstages: [S]\n", "2 of 3 dimensions are scored, all at 3 of 5; 1 of 3 dimensions is not scored."),
        ("honeycomb: {a: 3}\nstages: [S]\n", "Only a is scored, at 3 of 5."),
        (touchpoints("a: 1, b: 2", "a: 2"), "Weakest, at 1.5 of 5: a; “T0” alone is low (≤ 2) on 2 of 3 dimensions."),
        (touchpoints("a: 1, b: 2, c: 1"), "Weakest, at 1 of 5: a and c; “T0” alone is low (≤ 2) on all 3 dimensions."),
    ],
)  # fmt: skip
def test_the_takeaway_names_the_weakest_and_where_they_meet(content: str, words: str) -> None:
    assert drawn(content).description == words


def test_a_gap_in_what_is_scored_is_said() -> None:
    assert any("No touchpoint is scored" in word for word in said(drawn("honeycomb: {a: 2}\nstages: [S]\n")))
    assert any("No touchpoint scores 2 or less" in word for word in said(drawn(touchpoints("a: 3"))))
    assert honeycomb.lacks(subject("stages: [S]\n"), ViewOptions()) is not None


def test_stages_have_pictures_of_their_own_and_one_that_says_nothing_new_is_left_out() -> None:
    assert not any("By stage" in word for word in said(drawn(touchpoints("a: 3"))))
    scene = drawn("stages: [{name: One, honeycomb: {a: 3}}, {name: Two}]\n")
    groups = {item.title for sheet in scene.sheets for item in sheet.items if isinstance(item, Group)}
    assert {"One", "Two"} <= groups


def test_a_row_about_a_touchpoint_can_be_found() -> None:
    scene = honeycomb.draw(subject_of(example("home-loan"), "en"), ViewOptions())
    groups = [item for sheet in scene.sheets for item in sheet.items if isinstance(item, Group)]
    assert {group.touchpoint for group in groups} >= {2, 4, 5, 7}


def test_tables_tell_given_from_mean_and_name_the_touchpoints() -> None:
    tables = honeycomb.tables(subject("honeycomb: {a: 4}\n" + touchpoints("a: 1, b: 2", "b: 1")), ViewOptions())
    whole, stages, points, links = tables
    assert whole.rows[:2] == (
        ("a", "4", "scored for the whole journey", "T0 1", ""),
        ("b", "1.5", "mean of 2 touchpoints", "T1 1, T0 2", "Weakest"),
    )
    assert stages.rows == (("S", "1 (n=1)", "1.5 (n=2)", "not scored"),)
    assert points.rows[1] == ("T1", "not scored", "1", "not scored")
    assert links.rows == (("a – b", "1", "T0"),)


@pytest.mark.parametrize("paper", ["A4", "A3", "A0"])
@pytest.mark.parametrize("centre", ["", "centre: d0, "])
@pytest.mark.parametrize("count", [1, 2, 5, 8, 12, 40])
def test_models_of_any_size_stay_on_the_sheet(count: int, centre: str, paper: str) -> None:
    names = ", ".join(f"{{id: d{i}, name: {'A rather long name of a dimension ' * (i % 3)}D{i}}}" for i in range(count))
    head = f"honeycomb_model: m\nhoneycomb_models: [{{id: m, {centre}dimensions: [{names}]}}]\n"
    stages = ", ".join(
        f"{{name: Stage {s}, touchpoints: [{', '.join(_scored(count, s, t) for t in range(4))}]}}" for s in range(9)
    )
    scene = honeycomb.draw(subject(f"stages: [{stages}]\n", head), ViewOptions(paper))
    assert faults_of(scene) == []


def _scored(count: int, stage: int, touchpoint: int) -> str:
    scores = ", ".join(f"d{i}: {1 + (i * stage + touchpoint) % 5}" for i in range(0, count, 1 + touchpoint % 2))
    return f"{{name: 'A touchpoint with a name of its own {stage}.{touchpoint}', honeycomb: {{{scores}}}}}"
