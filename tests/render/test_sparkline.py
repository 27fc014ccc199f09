"""The curve in little: its gaps, what is remembered, and that it stays in its box."""

from __future__ import annotations

from cxmap.render.scene import Box, Curve, Mark, Rect
from cxmap.render.sparkline import Sparkline, memory_of, runs_of
from cxmap.render.subject import Subject, subject_of
from tests.pictures import document, flat

PERSONAS = "personas: [{id: a, name: A}, {id: b, name: B}]\n"


def subject(*scores: str, personas: str = PERSONAS) -> Subject:
    touchpoints = ", ".join(f"{{name: T{i}, {score}}}" for i, score in enumerate(scores))
    return subject_of(document(f"{personas}stages: [{{name: S, touchpoints: [{touchpoints}]}}]\n"), "en")


def test_an_unknown_score_ends_a_run_and_a_touchpoint_not_passed_does_not() -> None:
    drawn = subject("emotion: 1", "personas: b, emotion: 2", "emotion: -1", "emotion: null", "emotion: 0")
    runs = runs_of(drawn, drawn.actors[0])
    assert [[(spot.column, spot.score) for spot in run] for run in runs] == [[(0, 1), (2, -1)], [(4, 0)]]


def test_the_first_of_equal_scores_is_remembered_and_the_end_only_where_it_is_known() -> None:
    drawn = subject("emotion: 1", "emotion: -2", "emotion: 1", "emotion: {a: -2, b: null}")
    memories = [memory_of(drawn, actor) for actor in drawn.actors]
    assert [[spot and spot.column for spot in memory] for memory in memories] == [[0, 1, 3], [0, 1, None]]


def test_a_journey_without_ups_and_downs_has_no_peak_and_one_without_scores_no_memory() -> None:
    flat_journey, unknown = subject("emotion: 1", "emotion: 1"), subject("duration: 1h")
    assert memory_of(flat_journey, flat_journey.actors[0])[:2] == (None, None)
    assert memory_of(unknown, unknown.actors[0]) == (None, None, None)


def test_scores_stand_in_their_columns_and_faces_stay_in_the_box() -> None:
    drawn = subject("emotion: 2", "emotion: -2", "emotion: 0")
    box = Box(10, 20, 90, 40)
    items = list(flat(Sparkline(drawn, drawn.actors[0], box, 8, frozenset({0, 1})).draw()))
    marks = [item for item in items if isinstance(item, Mark)]
    assert [(mark.x, mark.y) for mark in marks[::2]] == [(21, 20), (51, 52)]
    dots = [item.box for item in items if isinstance(item, Rect)]
    assert [(dot.x + dot.width / 2, dot.y + dot.height / 2) for dot in dots] == [(85, 40)]
    assert [len(item.points) for item in items if isinstance(item, Curve)] == [7]


def test_what_is_assumed_is_dashed_and_white() -> None:
    evidence = "evidence: [{id: guess, kind: assumption}]\n"
    drawn = subject("emotion: 2, evidence: guess", "emotion: 1", "emotion: 0", personas=evidence)
    items = list(flat(Sparkline(drawn, drawn.actors[0], Box(0, 0, 90, 40), 8, frozenset({0})).draw()))
    assert [bool(item.dash) for item in items if isinstance(item, Curve)] == [True, False]
    assert next(item for item in items if isinstance(item, Mark)).filled == "#FFFFFF"


def test_grounds_and_curves_can_be_drawn_by_themselves_and_without_dots() -> None:
    drawn = subject("emotion: 2", "emotion: -2", "emotion: 0")
    line = Sparkline(drawn, drawn.actors[0], Box(0, 0, 90, 40), 8, frozenset({0}))
    grounds, curve = list(line.grounds()), list(line.curve(runs_of(drawn, drawn.actors[0])))
    assert [*flat(grounds), *flat(curve)] == list(flat(line.draw()))
    bare = list(flat(line.curve(runs_of(drawn, drawn.actors[0]), dots=False)))
    assert [type(item) for item in bare] == [Curve, Mark, Mark]
