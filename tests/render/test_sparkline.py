"""The curve in little: where scores stand, and that it stays in its box."""

from __future__ import annotations

from cxmap.render.curve.drawing import feelings_of
from cxmap.render.curve.sparkline import Sparkline
from cxmap.render.scene import Box, Curve, Mark, Rect
from cxmap.render.subject import Subject, subject_of
from tests.pictures import document, flat

PERSONAS = "personas: [{id: a, name: A}, {id: b, name: B}]\n"


def subject(*scores: str, personas: str = PERSONAS) -> Subject:
    touchpoints = ", ".join(f"{{name: T{i}, {score}}}" for i, score in enumerate(scores))
    return subject_of(document(f"{personas}stages: [{{name: S, touchpoints: [{touchpoints}]}}]\n"), "en")


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
    grounds, curve = list(line.grounds()), list(line.curve(feelings_of(drawn, drawn.actors[0])))
    assert [*flat(grounds), *flat(curve)] == list(flat(line.draw()))
    bare = list(flat(line.curve(feelings_of(drawn, drawn.actors[0]), dots=False)))
    assert [type(item) for item in bare] == [Curve, Mark, Mark]
