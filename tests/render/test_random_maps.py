"""Hypothesis throws random maps at the poster: whatever the format accepts is drawn, and stays on its sheet."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cxmap.diagnostics import InvalidFile, Text
from cxmap.document import load_text
from cxmap.render.formats.svg import scene_svg
from cxmap.render.options import ViewOptions
from cxmap.render.subject import subject_of
from cxmap.render.theme import SMALLEST_TEXT
from cxmap.render.views.poster import draw_poster
from tests.pictures import labels, page

_WORDS = st.sampled_from(
    [
        "同一信息填三遍，",
        "为什么？",
        "wait",
        "Pneumonoultramicroscopicsilicovolcanoconiosis",
        "👨‍👩‍👧‍👦",
        "</text>",
        "&amp;",
        "“引号”",
        "a b c",
        "１２３",
        "é",
        "\u3000",
        "—",
    ]
)
_TEXT = st.one_of(st.lists(_WORDS, min_size=1, max_size=12).map("".join), st.text(min_size=1, max_size=30))
_BOTH = st.one_of(_TEXT, st.fixed_dictionaries({"zh": _TEXT, "en": _TEXT}))
_TEXTS = st.lists(_BOTH, max_size=3)
_SCORE = st.one_of(st.none(), st.sampled_from([-2, -1.5, -1, 0, 0.3, 1, 2]))
_STEP = st.one_of(
    _BOTH, st.fixed_dictionaries({"text": _BOTH}, optional={"owner": st.just("team"), "fail_point": st.booleans()})
)
_PAIN = st.fixed_dictionaries(
    {"text": _BOTH}, optional={"severity": st.sampled_from(["low", "medium", "high", "critical"])}
)
_METRIC = st.fixed_dictionaries(
    {"kind": st.sampled_from(["nps", "csat", "ces", "kpi"])},
    optional={
        "name": _BOTH,
        "value": st.one_of(st.none(), st.floats(-1e12, 1e12)),
        "n": st.integers(0, 10**9),
        "unit": _BOTH,
        "target": st.integers(-9, 9),
    },
)
_RISK = st.fixed_dictionaries(
    {"risk": _BOTH}, optional={"rule": _BOTH, "control": _BOTH, "residual": st.sampled_from(["low", "high"])}
)
_TOUCHPOINT = st.fixed_dictionaries(
    {"name": _BOTH},
    optional={
        "channel": st.sampled_from(["web", "app", "nowhere"]),
        "owner": st.sampled_from(["team", "渠道部"]),
        "personas": st.lists(st.sampled_from(["a", "b", "c"]), max_size=3),
        "emotion": st.one_of(_SCORE, st.dictionaries(st.sampled_from(["a", "b", "c", "*"]), _SCORE, max_size=3)),
        "wait": st.sampled_from(["3d", "PT25M"]),
        "actions": _TEXTS, "thoughts": _TEXTS, "feelings": _TEXTS, "frontstage": st.lists(_STEP, max_size=2),
        "backstage": st.lists(_STEP, max_size=2), "support": st.lists(_STEP, max_size=2), "physical_evidence": _TEXTS,
        "pain_points": st.lists(_PAIN, max_size=3), "opportunities": _TEXTS, "metrics": st.lists(_METRIC, max_size=2),
        "risks": st.lists(_RISK, max_size=2), "senses": st.fixed_dictionaries({}, optional={"sight": _BOTH, "feeling": _BOTH}),
        "honeycomb": st.dictionaries(st.sampled_from(["usable", "useful"]), st.integers(1, 5)),
        "moment_of_truth": st.sampled_from([True, False, "zero", "third"]),
    },
)  # fmt: skip
_STAGE = st.fixed_dictionaries(
    {"name": _BOTH}, optional={"goal": _BOTH, "touchpoints": st.lists(_TOUCHPOINT, max_size=9)}
)
_PERSONAS = [
    {"id": "a", "name": "甲", "age": 30, "quote": "想"},
    {"id": "b", "name": "Very Long Name Of Somebody Else"},
    {"id": "c"},
]
MAPS = st.fixed_dictionaries(
    {
        "cxmap": st.just(1),
        "id": st.just("random"),
        "title": _BOTH,
        "personas": st.just(_PERSONAS),
        "stages": st.lists(_STAGE, min_size=1, max_size=6),
    },
    optional={
        "description": _BOTH,
        "state": st.sampled_from(["current", "future"]),
        "language": st.sampled_from(["zh", "en"]),
    },
)


@settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(MAPS, st.sampled_from(["zh", "en"]), st.sampled_from(["A4", "A3", "auto"]))
def test_any_valid_map_is_drawn_within_its_sheets(data: dict[str, Any], language: Any, paper: str) -> None:
    try:
        document = load_text(Text("random.yaml", json.dumps(data, ensure_ascii=True)))
    except InvalidFile:
        return
    subject = subject_of(document, language)
    scene = draw_poster(subject, ViewOptions(paper))
    ET.fromstring(scene_svg(scene))
    assert page(subject, "poster", options=ViewOptions(paper)).startswith("<!doctype html>")
    for placed in labels(scene):
        assert placed.label.size >= SMALLEST_TEXT
        assert placed.label.box.x >= -0.01
        assert placed.label.box.right <= placed.sheet.right + 0.01
        assert placed.label.box.bottom <= placed.sheet.bottom + 0.01
