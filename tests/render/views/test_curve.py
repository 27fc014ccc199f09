"""The curve alone: what stands where, what is measured, what is said of turns, what the other map adds; and gaps."""

from __future__ import annotations

import json
import re
from itertools import combinations
from typing import TYPE_CHECKING

import pytest

from cxmap.render.curve.geometry import overlap
from cxmap.render.options import ViewOptions
from cxmap.render.page.column_heads import Grid
from cxmap.render.scene import Box, Curve, Group, Label, Line, Mark
from cxmap.render.subject import Subject, subject_of
from cxmap.render.views import curve
from cxmap.render.views.curve.callouts import callouts_of, reasons
from cxmap.render.views.curve.picture import picture_of
from cxmap.render.views.curve.plot import Plot, draw_measured
from cxmap.render.views.curve.rows import claim_said
from cxmap.render.views.curve.takeaway import takeaway
from tests.pictures import document, example, flat
from tests.render.measuring import faults_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxmap.language import Language
    from cxmap.render.scene import Item, Scene

TWO = "personas: [{id: ann, name: Ann}, {id: ben, name: Ben}]\n"


def subject(content: str, language: Language = "en") -> Subject:
    return subject_of(document(content), language)


def stages(*rows: str) -> str:
    inner = ", ".join(f"{{name: Stage {number}, touchpoints: [{row}]}}" for number, row in enumerate(rows, 1))
    return f"stages: [{inner}]\n"


def points(*scores: object) -> str:
    return ", ".join(f"{{name: Point {number}, emotion: {score}}}" for number, score in enumerate(scores, 1))


def drawn(content: str, paper: str = "A3", language: Language = "en") -> Scene:
    return curve.draw(subject(content, language), ViewOptions(paper))


def said(scene: Scene) -> list[str]:
    return [" ".join(item.lines) for sheet in scene.sheets for item in flat(sheet.items) if isinstance(item, Label)]


def faces(scene: Scene) -> list[Mark]:
    return [
        item
        for sheet in scene.sheets
        for item in flat(sheet.items)
        if isinstance(item, Mark) and re.search(r": ([+−]\d|0)", item.title)
    ]


def groups(items: tuple[Item, ...]) -> Iterator[Group]:
    for item in items:
        if isinstance(item, Group):
            yield item
            yield from groups(item.items)


# Scores and their places.


def test_faces_stand_on_the_scale() -> None:
    marks = faces(drawn(stages(points(2, 0, -2, 1))))
    middles = {mark.title.split()[-1]: mark.y + mark.size / 2 for mark in marks}
    step = (middles["−2"] - middles["+2"]) / 4
    assert step > 0
    assert middles["0"] == pytest.approx(middles["+2"] + 2 * step)
    assert middles["+1"] == pytest.approx(middles["+2"] + step)


def test_equal_scores_of_two_personas_stand_beside_each_other() -> None:
    marks = faces(drawn(TWO + stages(points(1, 1, 1, 1))))
    assert len(marks) == 8
    boxes = [(mark.x, mark.y, mark.size) for mark in marks]
    for (x1, y1, size), (x2, y2, _) in combinations(boxes, 2):
        assert abs(x1 - x2) >= size * 0.95 or abs(y1 - y2) >= size


def test_a_gap_is_a_question_mark_and_ends_the_line() -> None:
    scene = drawn(stages(points(1, 2, "null", -1, -2)))
    assert said(scene).count("?") == 2  # in the plot and in the legend
    lines = [
        item for sheet in scene.sheets for item in flat(sheet.items) if isinstance(item, Curve) and not item.closed
    ]
    assert len(lines) == 2
    assert lines[0].points[-1][0] < lines[1].points[0][0]


def test_columns_with_many_touchpoints_go_over_several_rows_with_the_scale_repeated() -> None:
    scene = drawn(stages(points(*[n % 5 - 2 for n in range(45)])), "A4")
    assert len(scene.sheets) > 1
    for sheet in scene.sheets:
        texts = [text for item in flat(sheet.items) if isinstance(item, Label) for text in item.lines]
        assert {"+2", "−2"} <= set(texts)
    names = [text for text in said(scene) if text.startswith("Point ")]
    assert {f"Point {number}" for number in range(1, 46)} <= set(names)
    assert faults_of(scene) == []


@pytest.mark.parametrize("paper", ["A4", "A3", "A0"])
def test_a_curve_of_one_point_is_drawn(paper: str) -> None:
    scene = drawn(stages(points(-1)), paper)
    assert len(faces(scene)) == 1
    assert "No ups and downs: every known score is −1." in said(scene)
    assert faults_of(scene) == []


def test_faces_are_about_their_touchpoint_and_persona() -> None:
    scene = drawn(TWO + stages("{name: A, emotion: 1, personas: [ben]}, {name: B, emotion: {ann: -1, ben: 2}}"))
    found = {
        (group.touchpoint, group.actor)
        for sheet in scene.sheets
        for group in groups(sheet.items)
        if any(isinstance(item, Mark) and item.filled for item in group.items)
    }
    assert {(0, "ben"), (1, "ann"), (1, "ben")} <= found
    assert (0, "ann") not in found


def test_a_map_without_scores_lacks_them() -> None:
    lacks = curve.lacks(subject("stages: [{name: S, touchpoints: [T]}]\n"), ViewOptions())
    assert lacks is not None
    assert (lacks.en, lacks.zh) == ("it has no emotion scores", "没有情绪分")


def test_on_a_scale_of_its_own_the_figures_are_the_map_s() -> None:
    scene = drawn("scale: {min: 1, max: 5}\n" + stages(points(1, 4, 2)))
    texts = said(scene)
    assert {"1", "5", "Low 1", "Peak 4", "End 2"} <= set(texts)
    assert "2.3" in texts  # the average
    assert "Hardest at “Point 1”: 1; the journey ends higher than it began (1 → 2)." in texts


# Averages and swings.


def test_stage_averages_and_swings_stand_under_the_plot() -> None:
    texts = said(drawn(stages(points(1, 2), points(-1, "null"), points(0))))
    assert "+1.5" in texts
    assert "−1.0" in texts
    assert "−2.5" in texts  # from +1.5 to −1.0
    assert "+1.0" in texts
    assert "4 of 5 touchpoints scored" in texts
    assert "+0.5" in texts  # the mean of the four


def test_one_stage_has_no_rows_of_averages() -> None:
    assert not any(text.startswith("Average of each stage") for text in said(drawn(stages(points(1, 2)))))


def test_on_a4_the_rows_say_the_averages_in_place_of_the_summary() -> None:
    texts = said(drawn(stages(points(1, 2), points(-1, 0)), "A4"))
    assert "mean +0.5 (4/4)" in texts
    assert "Largest swing between stages" not in texts


def test_a_stage_of_which_nothing_is_known_has_a_gap_and_no_swing() -> None:
    scene = drawn(stages(points(1), points("null"), points(2)))
    tables = curve.tables(subject(stages(points(1), points("null"), points(2))), ViewOptions())
    by_stage = next(table for table in tables if table.caption.startswith("Average of each stage"))
    assert [row[1] for row in by_stage.rows] == [
        "+1.0 (1 of 1 touchpoint scored)", "not known", "+2.0 (1 of 1 touchpoint scored)",
    ]  # fmt: skip
    assert "not known" in said(scene)


# What is measured.

MEASURED = "{{name: T, emotion: {0}, metrics: [{1}]}}"


def plot_of(content: str) -> Plot:
    picture = picture_of(subject(content), None)
    return Plot(picture, Grid(100, 100, 0, len(picture.pairs) - 1), Box(100, 100, 400, 300), 10)


def test_a_measured_figure_stands_on_the_scale_with_its_interval() -> None:
    plot = plot_of(stages(MEASURED.format(1, "{kind: csat, value: 75, n: 100}")))
    whisker, *caps, diamond = draw_measured(plot, plot.picture.measured[0][0], 200)
    assert isinstance(diamond, Curve)
    assert diamond.fill != "#FFFFFF"
    middle = (diamond.points[0][1] + diamond.points[2][1]) / 2
    assert middle == pytest.approx(plot.y(1))
    assert isinstance(whisker, Line)
    # Wilson's interval of 0.75 with n = 100 is 0.6570 … 0.8245: on the scale 0.63 … 1.30.
    assert (whisker.y1, whisker.y2) == pytest.approx((plot.y(1.298), plot.y(0.628)), abs=0.2)
    assert len(caps) == 2


def test_without_n_it_is_hollow_and_has_no_interval() -> None:
    plot = plot_of(stages(MEASURED.format(1, "{kind: nps, value: 20}")))
    (diamond,) = draw_measured(plot, plot.picture.measured[0][0], 200)
    assert isinstance(diamond, Curve)
    assert diamond.fill == "#FFFFFF"
    texts = said(drawn(stages(MEASURED.format(1, "{kind: nps, value: 20}"))))
    assert {"n not known", "Measured; no interval, since n is not known"} <= set(texts)


def test_a_kpi_is_not_put_on_the_curve() -> None:
    texts = said(drawn(stages(MEASURED.format(1, "{kind: kpi, name: Share, value: 46, unit: '%', n: 9}"))))
    assert "Measured" not in texts


@pytest.mark.parametrize(
    ("claimed", "value", "expected"),
    [(2, 50, "2.0 below the claim"), (-1, 75, "2.0 above the claim"), (0.5, 75, ""), ("null", 75, "")],
)
def test_a_claim_far_from_what_was_measured_is_told(claimed: object, value: float, expected: str) -> None:
    picture = picture_of(subject(stages(MEASURED.format(claimed, f"{{kind: csat, value: {value}, n: 100}}"))), None)
    assert claim_said(picture, 0, picture.measured[0][0]) == expected


def test_a_figure_says_its_formula_scale_direction_and_n() -> None:
    metric = "{kind: ces, value: 2, formula: mean, scale: {min: 1, max: 7}, direction: lower-is-better, n: 30}"
    texts = " ".join(said(drawn(stages(MEASURED.format(1, metric)))))
    for part in ("CES", "mean", "1–7", "lower is better", "n=30"):
        assert part in texts


# Turns.

FALL = "{name: Fall, emotion: -2, thoughts: [Is that all?, Oh no], pain_points: [{text: Minor, severity: low}, {text: Major, severity: critical}]}"


def texts_of(content: str, column: int, *, rises: bool, persona: int = 0) -> list[str]:
    picture = picture_of(subject(content), None)
    return [one.text for one in reasons(picture, picture.tracks[persona].actor, column, rises=rises)]


def test_behind_a_fall_is_the_worst_pain_point() -> None:
    assert texts_of(stages("{name: A, emotion: 1}, " + FALL), 1, rises=False) == ["Major"]


def test_a_pain_point_of_another_persona_is_not_behind_it() -> None:
    fall = "{name: B, emotion: -1, thoughts: [Why?], pain_points: [{text: Ben's, severity: high, personas: [ben]}]}"
    content = TWO + stages("{name: A, emotion: 1}, " + fall)
    assert texts_of(content, 1, rises=False, persona=0) == ["“Why?”"]
    assert texts_of(content, 1, rises=False, persona=1) == ["Ben's"]


def test_behind_a_rise_are_thoughts_that_are_no_questions() -> None:
    rise = "{name: B, emotion: 2, thoughts: ['Is it true?', Wonderful, 真的吗？]}"
    assert texts_of(stages("{name: A, emotion: -1}, " + rise), 1, rises=True) == ["“Wonderful”"]


def test_else_a_promise_that_is_kept() -> None:
    rise = "{name: B, emotion: 2, thoughts: ['Is it true?'], delivers: [fast]}"
    content = "brand: {promises: [{id: fast, text: On time}]}\n" + stages("{name: A, emotion: -1}, " + rise)
    assert texts_of(content, 1, rises=True) == ["On time"]


def test_where_the_map_says_nothing_that_is_said() -> None:
    content = stages(points(-2, 2))
    assert texts_of(content, 1, rises=True) == ["The map does not say why."]
    assert "The map does not say why." in said(drawn(content))


def test_callouts_are_of_the_largest_turns_only() -> None:
    picture = picture_of(subject(stages(points(0, 1, -1, 1, -2, 2, 0.5))), None)
    found = callouts_of(picture, 0, 6, 2, 9)
    assert [(one.column, one.rises) for one in found] == [(4, False), (5, True)]
    assert callouts_of(picture, 0, 1, 6, 9) == []  # +1 is no dramatic turn
    assert sum(one.rises for one in callouts_of(picture, 0, 6, 6, 1)) == 1


def test_turns_of_two_personas_at_one_touchpoint_share_a_callout() -> None:
    picture = picture_of(subject(TWO + stages(points(2, -1))), None)
    (callout,) = callouts_of(picture, 0, 1, 6, 9)
    assert [index for index, _ in callout.turns] == [0, 1]


@pytest.mark.parametrize("name", ["home-loan", "online-shop", "hot-pot", "first-year", "b2b-software"])
@pytest.mark.parametrize("paper", ["A4", "A3"])
def test_no_text_covers_another_or_a_face(name: str, paper: str) -> None:
    scene = curve.draw(subject_of(example(name), "zh"), ViewOptions(paper))
    for sheet in scene.sheets:
        items = list(flat(sheet.items))
        names = [item.box for item in items if isinstance(item, Label) and item.bold]
        for one, other in combinations(names, 2):
            assert not overlap(one, other)
        texts = [item for item in items if isinstance(item, Label)]
        for mark in (item for item in items if isinstance(item, Mark) and item.filled and item.title):
            inner = Box(mark.x + 0.15 * mark.size, mark.y + 0.15 * mark.size, 0.7 * mark.size, 0.7 * mark.size)
            assert [text.lines for text in texts if overlap(text.box, inner)] == []


# Another map beside.


def test_the_other_map_is_matched_and_stands_beside() -> None:
    now, then = (subject_of(example(name), "en") for name in ("home-loan", "home-loan-2027"))
    picture = picture_of(now, then)
    track = picture.tracks[0]
    assert track.beside is not None
    columns = {pair.place.touchpoint.id: column for column, pair in enumerate(picture.pairs)}
    assert track.feelings[columns["online-form"]].score == -1.5
    assert track.beside.feelings[columns["online-form"]].score == 1
    assert track.beside.feelings[columns["paper-check"]].passes is False
    assert track.feelings[columns["progress-line"]].passes is False
    scene = curve.draw(now, ViewOptions(against=then))
    texts = said(scene)
    assert texts.count("only in: Future state") == 3
    assert texts.count("only in: Current state") == 1
    assert "Future state, the same persona" in texts
    assert "Assumed, not measured" in texts
    assert any(text.endswith("· → Future state") for text in texts)
    assert any(
        text.startswith("Future state: the average is expected to go from −0.1 to +0.9 for Li Wei") for text in texts
    )
    assert faults_of(scene) == []


def test_a_map_in_which_nothing_matches_is_still_drawn() -> None:
    other = subject("personas: [{id: zoe}]\n" + stages("{id: z, name: Z, emotion: 1}"))
    scene = curve.draw(subject(TWO + stages(points(1, 2))), ViewOptions(against=other))
    assert faults_of(scene) == []
    assert said(scene).count("only in: The other map") == 1
    assert said(scene).count("only in: This map") == 2
    assert scene.description.startswith("Hardest at “Point 1”: +1 for Ann and Ben; both end higher than they began.")


# Words.


@pytest.mark.parametrize(
    ("scores", "ending"),
    [
        ((1, -1, 2), "ends higher than it began (+1 → +2)."),
        ((1, -1, 0), "ends lower than it began (+1 → 0)."),
        ((1, -1, 1), "ends as it began."),
    ],
)
def test_the_takeaway_compares_end_and_beginning(scores: tuple[float, ...], ending: str) -> None:
    assert drawn(stages(points(*scores))).description.startswith(f"Hardest at “Point 2”: −1; the journey {ending}")


def test_peaks_and_lows_are_said_to_be_at_every_touchpoint_that_has_them() -> None:
    texts = said(drawn(stages(points(2, -1, 2, -1, -1))))
    assert {"Point 1 and Point 3", "Point 2 and 2 other touchpoints", "Point 5"} <= set(texts)


def test_an_end_that_is_not_known_is_said_to_be() -> None:
    assert "how the end compares with the start is not known." in drawn(stages(points(1, -1, "null"))).description


@pytest.mark.parametrize(
    ("personas", "scores", "en", "zh"),
    [
        (
            "AB",
            [{"a": 0, "b": -1}, {"a": -2, "b": 1}, {"a": 1, "b": -2}, {"a": -1, "b": 0}],
            "Hardest at −2: “P1” for A, “P2” for B; from start to end A falls (0 → −1), B rises (−1 → 0).",
            "最低分是−2，出现在“P1”（A）、“P2”（B）；从开始到结束，A变差（0 → −1），B变好（−1 → 0）。",
        ),
        (
            "AB",
            [{"a": 1, "b": 1}, {"a": -2, "b": -2}, {"a": -2, "b": -2}, {"a": -2, "b": -2}, {"a": 0, "b": 1}],
            "Hardest at “P1” and 2 other touchpoints: −2 for A and B; from start to end A falls (+1 → 0), "
            "B is unchanged (+1 → +1).",
            "最低分是−2，出现在“P1”等3个触点（A和B）；从开始到结束，A变差（+1 → 0），B没有变化（+1 → +1）。",
        ),
        (
            "AB",
            [{"a": 1, "b": 2}, {"a": -2}, {"a": 0, "b": 1}],
            "Hardest at “P1”: −2 for A; both end lower than they began.",
            "最低分是−2，出现在“P1”（A）；两人结束时都比开始时差。",
        ),
        (
            "AB",
            [{"a": 1, "b": 2}, {"a": 2}],
            "Hardest at “P0”: +1 for A; from start to end A rises (+1 → +2), for B it is not known.",
            "最低分是+1，出现在“P0”（A）；从开始到结束，A变好（+1 → +2），B的变化未知。",
        ),
        (
            "ABCD",
            [{"a": 1, "b": 1, "c": 1, "d": 0}, {"a": 2, "b": 2, "c": 0, "d": 0}],
            "Hardest at 0: “P1” for C, “P0” and “P1” for D; from start to end 2 rise, 1 falls, 1 is unchanged.",
            "最低分是0，出现在“P1”（C）、“P0”和“P1”（D）；从开始到结束，2人变好，1人变差，1人没有变化。",
        ),
    ],
)  # fmt: skip
def test_the_takeaway_tells_personas_apart(personas: str, scores: list[dict[str, int]], en: str, zh: str) -> None:
    head = f"personas: [{', '.join(f'{{id: {name.lower()}, name: {name}}}' for name in personas)}]\n"
    row = ", ".join(f"{{name: P{number}, emotion: {json.dumps(felt)}}}" for number, felt in enumerate(scores))
    languages: tuple[tuple[Language, str], ...] = (("en", en), ("zh", zh))
    for language, said_of_it in languages:
        assert takeaway(picture_of(subject(head + stages(row), language), None)) == said_of_it


def test_tables_hold_the_numbers_in_both_languages() -> None:
    for language, average in (("en", "Average"), ("zh", "平均")):
        tables = curve.tables(subject_of(example("home-loan"), language), ViewOptions())  # type: ignore[arg-type]
        scores, personas, by_stage, turns = tables
        assert len(scores.rows) == 11
        assert average in personas.columns
        assert [row[1][:4] for row in personas.rows] == ["−0.1", "−0.3"]
        assert len(by_stage.rows) == 5
        assert len(turns.rows) >= 6
    english = curve.tables(subject_of(example("home-loan"), "en"), ViewOptions())[0]
    form = next(row for row in english.rows if row[0] == "The online form")
    assert form[-1] == (
        "CSAT 49.2%, on the scale +0.5 (+0.3 to +0.6); top-2-box; n=356; 1.7 above the claim, "
        "CES 2.9, on the scale −0.7 (−0.9 to −0.6); mean; 1–7; n=412"
    )


def test_the_compact_form_has_no_callouts_and_no_rows() -> None:
    scene = curve.draw(subject_of(example("home-loan"), "en"), ViewOptions(form="compact"))
    assert not any(text.startswith("Average of each stage") for text in said(scene))
    assert "Ten idle minutes wipe the form" not in said(scene)
