"""A map to be changed, and the comparison of it with what became of it."""

from __future__ import annotations

import copy
from io import StringIO
from typing import TYPE_CHECKING, Any

from ruamel.yaml import YAML

from cxmap.diagnostics import Text
from cxmap.diff import compare_documents
from cxmap.document import load_text

if TYPE_CHECKING:
    from collections.abc import Callable

    from cxmap.diff import Comparison
    from cxmap.document import Document

BASE: dict[str, Any] = {
    "cxmap": 1,
    "id": "clinic",
    "title": {"en": "A visit to the clinic", "zh": "一次就诊"},
    "language": "en",
    "owner": "ward",
    "version": "1.0",
    "review": {"last": "2026-01-10", "every": "90d"},
    "brand": {"promises": [{"id": "soon", "text": "Seen within an hour"}, {"id": "kind", "text": "Kindly"}]},
    "personas": [
        {"id": "ann", "name": "Ann", "age": 34, "needs": [{"id": "certainty", "text": "To know how long it takes"}]},
        {"id": "bo", "name": "Bo", "quote": "I only want to know what is missing."},
    ],
    "channels": [{"id": "desk", "name": "Desk"}, {"id": "app", "name": "App"}],
    "teams": [{"id": "ward", "name": "Ward"}, {"id": "it", "name": "IT"}],
    "evidence": [{"id": "survey", "kind": "survey", "title": "Survey", "n": 40}, {"id": "calls", "title": "Calls"}],
    "stages": [
        {
            "id": "arrive",
            "name": "Arriving",
            "touchpoints": [
                {
                    "id": "door",
                    "name": "Door",
                    "channel": "desk",
                    "owner": "ward",
                    "emotion": {"ann": 1, "bo": 0},
                    "wait": "10min",
                    "duration": "5min",
                    "thoughts": ["Where do I go?", "Is it far from here?"],
                    "moment_of_truth": True,
                    "needs": ["certainty"],
                    "delivers": ["kind"],
                    "breaks": ["soon"],
                    "honeycomb": {"usable": 3},
                    "pain_points": [
                        {"id": "signs", "text": "No signs at the door", "severity": "high", "evidence": ["survey"]},
                        {"id": "cold", "text": "It is cold outside", "severity": "low"},
                    ],
                    "opportunities": [{"id": "better-signs", "text": "How might signs help?", "addresses": ["signs"]}],
                    "frontstage": ["A greeter asks for the name"],
                    "backstage": [{"id": "lookup", "text": "The record is looked up", "owner": "it", "fail_point": True}],
                    "risks": [{"id": "consent", "risk": "No consent on file", "control": "Asked twice", "residual": "low"}],
                    "metrics": [{"id": "csat", "kind": "csat", "value": 61, "target": 80, "n": 40}],
                    "next": [{"to": "triage", "carries_data": True}],
                },
                {"id": "triage", "name": "Triage", "emotion": {"ann": -1, "bo": None}, "personas": ["ann", "bo"]},
            ],
        },
        {
            "id": "treat",
            "name": "Being treated",
            "touchpoints": [
                {"id": "doctor", "name": "Doctor", "channel": "desk", "emotion": 2},
                {"id": "pharmacy", "name": "Pharmacy", "lanes": {}},
            ],
        },
    ],
    "actions": [
        {"id": "put-up-signs", "title": "Put up signs", "addresses": ["better-signs"], "owner": "ward", "due": "2026-06-30", "status": "planned", "effort": 2},
        {"id": "old", "title": "Old idea", "status": "dropped"},
    ],
}  # fmt: skip


def document(data: Any) -> Document:
    """Check data as a map."""
    stream = StringIO()
    yaml = YAML(typ="safe")
    yaml.allow_unicode = True
    yaml.dump(data, stream)
    return load_text(Text("map.yaml", stream.getvalue()))


def changed(change: Callable[[Any], object], base: dict[str, Any] = BASE) -> Comparison:
    """Compare a map with what a change makes of it."""
    data = copy.deepcopy(base)
    change(data)
    return compare_documents(document(base), document(data))


def kinds(comparison: Comparison) -> list[str]:
    """Return the kinds of all changes."""
    return [change.kind.id for change in comparison.changes]
