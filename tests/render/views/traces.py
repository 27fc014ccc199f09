"""What the tests of the trace share: small maps, and what is said and marked on a picture."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from cxmap.diagnostics import Text
from cxmap.document import load_text
from cxmap.render.scene import Label, Rect
from cxmap.render.subject import Subject, subject_of
from cxmap.render.theme import BAD
from cxmap.render.views.trace.places import Grid
from tests import pictures
from tests.pictures import EXAMPLES, flat

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cxmap.language import Language
    from cxmap.render.scene import Item, Scene
    from cxmap.render.views.trace.chains import (
        Chains,
    )

NAMES = [path.stem for path in EXAMPLES]
EVERY_EXAMPLE = [(name, language) for name in NAMES for language in ("zh", "en")]
PERSONAS = [{"id": "ann", "name": "Ann"}, {"id": "bob", "name": "Bob"}]
GRID = Grid(1138, 8.7)


def subject(
    *stages: list[dict[str, Any]], only: tuple[str, ...] = (), language: Language = "en", **more: Any
) -> Subject:
    listed = [{"id": f"s{number}", "name": f"Stage {number}", "touchpoints": own} for number, own in enumerate(stages)]
    journey = {"cxmap": 1, "id": "a-map", "title": "A map", "personas": PERSONAS, "stages": listed} | more
    return subject_of(load_text(Text("map.yaml", json.dumps(journey, ensure_ascii=False))), language, only)


def example(name: str, language: Language = "en") -> Subject:
    return subject_of(pictures.example(name), language)


def whole(**more: Any) -> Subject:
    """Return a map with one chain from evidence to metric."""
    touchpoint = {
        "id": "form", "name": "The form",
        "pain_points": [{"id": "slow", "text": "Slow", "severity": "high", "evidence": ["survey"]}],
        "opportunities": [{"id": "faster", "text": "Faster?", "addresses": ["slow"]}],
        "metrics": [{"kind": "csat", "value": 61, "unit": "%", "target": 80}],
    } | more.pop("touchpoint", {})  # fmt: skip
    settings: dict[str, Any] = {
        "evidence": [{"id": "survey", "kind": "survey", "title": "A survey", "n": 412}],
        "actions": [{"id": "prefill", "title": "Prefill", "addresses": ["faster"]}],
    }
    return subject([touchpoint], **(settings | more))


def ends(chains: Chains, column: int) -> list[list[tuple[int, str]]]:
    """Return the open ends of all nodes of a column."""
    return [[(end.side, end.said.en) for end in chains.open_ends(node)] for node in chains.nodes(column)]


def texts(items: Sequence[Item]) -> set[str]:
    return {" ".join(item.lines) for item in flat(items) if isinstance(item, Label)}


def said(scene: Scene) -> set[str]:
    return set().union(*(texts(sheet.items) for sheet in scene.sheets))


def rings(items: Sequence[Item]) -> int:
    """Return how many open ends are drawn."""
    return sum(
        isinstance(item, Rect) and item.stroke == BAD and item.radius * 2 == item.box.width for item in flat(items)
    )
