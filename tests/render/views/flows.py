"""What the tests of the flow share: maps of a few touchpoints, and what is said on a picture."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from cxmap.diagnostics import Text
from cxmap.document import load_text
from cxmap.render.scene import Box, Group, Label, Rect
from cxmap.render.subject import Subject, subject_of
from cxmap.render.views.flow.score import Score
from tests import pictures
from tests.pictures import EXAMPLES, flat

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cxmap.language import Language
    from cxmap.render.scene import Item, Scene
    from cxmap.render.views.flow.graph import Flow
    from cxmap.render.views.flow.staff import Staff

PERSONAS = [{"id": "ann", "name": "Ann"}, {"id": "bob", "name": "Bob"}]
NAMES = [path.stem for path in EXAMPLES]
WIDTHS = (105.0, 140.0, 300.0)
INFINITE = float("inf")


def subject(
    *stages: list[dict[str, Any]], only: tuple[str, ...] = (), language: Language = "en", **more: Any
) -> Subject:
    """Return a map of these touchpoints, for Ann and Bob."""
    listed = [{"id": f"s{number}", "name": f"Stage {number}", "touchpoints": own} for number, own in enumerate(stages)]
    journey = {"cxmap": 1, "id": "a-map", "title": "A map", "personas": PERSONAS, "stages": listed} | more
    return subject_of(load_text(Text("map.yaml", json.dumps(journey, ensure_ascii=False))), language, only)


def example(name: str, language: Language = "en") -> Subject:
    return subject_of(pictures.example(name), language)


def points(*names: str, **more: Any) -> list[dict[str, Any]]:
    return [{"id": name, "name": name.title(), **more.get(name, {})} for name in names]


def pairs(flow: Flow) -> list[tuple[int, int]]:
    return [(way.tail, way.head) for way in flow.ways]


def staves_of(drawn: Subject, width: float) -> tuple[Staff, ...]:
    score = Score(drawn)
    return score.staves(score.planner.plan(width, INFINITE))


def texts(items: Sequence[Item]) -> set[str]:
    """Return what is said, each label joined to one text."""
    return {" ".join(item.lines) for item in flat(items) if isinstance(item, Label)}


def said(scene: Scene) -> set[str]:
    return set().union(*(texts(sheet.items) for sheet in scene.sheets))


def cards_of(items: Sequence[Item]) -> dict[int, Group]:
    """Return the cards of a sheet by the column of their touchpoint."""
    return {item.touchpoint: item for item in items if isinstance(item, Group) and item.touchpoint is not None}


def outline(card: Group) -> Box:
    return max((item.box for item in card.items if isinstance(item, Rect)), key=lambda box: box.width * box.height)
