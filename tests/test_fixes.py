"""What the format's own errors offer to mend: the one right answer, or nothing."""

from __future__ import annotations

import pytest

from cxmap.diagnostics import Text
from cxmap.edit import apply_edits
from cxmap.suggestions import certain
from tests.helpers import HEAD, diagnostics_of


def mended(content: str) -> str:
    """Make every fix that is offered in one round."""
    diagnostics = diagnostics_of(Text("m.yaml", content))
    return apply_edits(content, [edit for d in diagnostics if d.fix for edit in d.fix.edits])


MENDED = [
    ("kind: custmer\nstages: [a]\n", "kind: customer\nstages: [a]\n"),
    ("kind: 'Customer'\nstages: [a]\n", "kind: 'customer'\nstages: [a]\n"),
    ("stagess: [a]\n", "stages: [a]\n"),
    ('"stagess": [a] # x\n', '"stages": [a] # x\n'),
    ("阶段: [a]\n", "stages: [a]\n"),
    ("stages:\n- name: s\n  touchpoints: [{name: t, painPoints: [x]}]\n", "stages:\n- name: s\n  touchpoints: [{name: t, pain_points: [x]}]\n"),
    ("stages:\n- name: s\n  touchpoints: [{name: t, moment_of_truth: yes}]\n", "stages:\n- name: s\n  touchpoints: [{name: t, moment_of_truth: true}]\n"),
    ("stages:\n- name: s\n  touchpoints: [{name: t, emotion: －１}]\n", "stages:\n- name: s\n  touchpoints: [{name: t, emotion: -1}]\n"),
    ("version: 1.10\nstages: [a]\n", 'version: "1.10"\nstages: [a]\n'),
    ("review: {last: 2026/9/3}\nstages: [a]\n", "review: {last: 2026-09-03}\nstages: [a]\n"),
    ("review: {last: 2026年9月30日}\nstages: [a]\n", "review: {last: 2026-09-30}\nstages: [a]\n"),
    ("personas: [{id: li-wei}]\nstages:\n- name: s\n  touchpoints: [{name: t, emotion: {li-wie: 1}}]\n", "personas: [{id: li-wei}]\nstages:\n- name: s\n  touchpoints: [{name: t, emotion: {li-wei: 1}}]\n"),
    ("evidence: [{id: survey}]\nstages:\n- name: s\n  touchpoints: [{name: t, evidence: [\"survye\"]}]\n", "evidence: [{id: survey}]\nstages:\n- name: s\n  touchpoints: [{name: t, evidence: [\"survey\"]}]\n"),
    ("description：x\nstages: [a]\n", "description: x\nstages: [a]\n"),
    ("stages:\n－ a\n", "stages:\n- a\n"),
    ("＃ note\nstages: [a]\n", "# note\nstages: [a]\n"),
]  # fmt: skip


@pytest.mark.parametrize(("content", "expected"), MENDED)
def test_what_has_one_right_answer(content: str, expected: str) -> None:
    assert mended(HEAD + content) == HEAD + expected


LEFT = [
    "kind: thing\nstages: [a]\n",
    "nothing_like_it: 1\nstages: [a]\n",
    "stage: [a]\nstages: [a]\n",  # the field that is meant is there
    "review: {last: 3/9/2026}\nstages: [a]\n",  # March or September?
    "review: {last: 2026-13-01}\nstages: [a]\n",
    "title: T\nstages: [a]\n",
    "evidence: [{id: survey-1}, {id: survey-2}]\nstages:\n- name: s\n  touchpoints: [{name: t, evidence: survey-3}]\n",
    "evidence: [{id: report-a}, {id: report-b}]\nstages:\n- name: s\n  touchpoints: [{name: t, evidence: report-c}]\n",
    "kind: &x custmer\nstages: [a]\nstate: *x\n",
    "kind: !!str custmer\nstages: [a]\n",
    "kind: |\n  custmer\nstages: [a]\n",
]


@pytest.mark.parametrize("content", LEFT)
def test_what_has_not_is_left_alone(content: str) -> None:
    assert mended(HEAD + content) == HEAD + content


@pytest.mark.parametrize(
    ("typed", "allowed", "expected"),
    [
        ("paymnts", ["payments", "risk"], "payments"),
        ("PAYMENTS", ["payments", "payment"], "payments"),
        ("team-3", ["team-1", "team-2"], None),
        ("q3-survey", ["q2-survey"], None),
        ("web-shop", ["web_shop"], "web_shop"),
        ("colour", ["color", "colours"], None),
        ("x", ["abc"], None),
        ("x", [], None),
    ],
)
def test_only_what_is_certain(typed: str, allowed: list[str], expected: str | None) -> None:
    assert certain(typed, allowed) == expected
