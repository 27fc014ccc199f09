"""The rules on channels, beyond the examples of their pages."""

from pathlib import Path

import pytest

from cxmap.edit import apply_edits
from cxmap.workspace import open_workspace
from tests.lint.cases import HEAD, STAGES, found, found_lines

UNDECLARED = "undeclared-channel"
HANDOVER = "handover-that-loses-data"
WORSE = "channel-much-worse-than-another"
FORCED = "forced-change-of-channel"


def stage(*touchpoints: str, name: str = "s") -> str:
    """Return a stage of touchpoints, each on a line of its own below two lines."""
    return f"- name: {name}\n  touchpoints:\n" + "".join(f"  - {{{fields}}}\n" for fields in touchpoints)


def stages(*touchpoints: str) -> str:
    """Return the stages of a map with one stage: the first touchpoint stands on line 7."""
    return "stages:\n" + stage(*touchpoints)


def choice(*touchpoints: str) -> str:
    """Return a map whose first touchpoint, on line 7, leads to all others."""
    ids = [f"t{number}" for number, _ in enumerate(touchpoints)]
    return stages(
        f"name: s, next: [{', '.join(ids)}]", *(f"id: {id_}, {one}" for id_, one in zip(ids, touchpoints, strict=True))
    )


TWO = "personas: [{id: a}, {id: b}]\n"

CASES = [
    (UNDECLARED, STAGES + "    channel: web\n", []),
    (UNDECLARED, STAGES + "    channel: pigeon\n", [8]),
    (UNDECLARED, "channels: [pigeon]\n" + STAGES + "    channel: web\n", [9]),
    (UNDECLARED, STAGES + "    channel: null\n", []),
    (HANDOVER, stages("id: a, next: [{to: b, carries_data: false}]", "id: b"), [7]),
    (HANDOVER, stages("id: a, next: [{to: b, carries_data: true}]", "id: b"), []),
    # What is not known is not held against the map.
    (HANDOVER, stages("id: a, next: [b]", "id: b, next: [{to: a, carries_data: null}]"), []),
    (HANDOVER, "stages:\n- name: s\n  touchpoints:\n  - id: a\n    next:\n    - {to: b, carries_data: false}\n    - to: a\n      carries_data: false\n  - id: b\n", [9, 11]),
    (HANDOVER, stages("id: a, next: []", "id: b"), []),
    (WORSE, choice("channel: app, emotion: 1", "channel: phone, emotion: -1"), [9]),
    (WORSE, choice("channel: app, emotion: 1", "channel: phone, emotion: -0.9"), []),
    (WORSE, choice("channel: phone, emotion: -1", "channel: app, emotion: 1"), [8]),
    # One after the other is no choice.
    (WORSE, stages("name: a, channel: app, emotion: 1", "name: b, channel: phone, emotion: -2"), []),
    (WORSE, stages("id: a, channel: app, emotion: 1, next: [b]", "id: b, channel: phone, emotion: -2"), []),
    (WORSE, stages("id: a, channel: app, emotion: 1, next: [b, c]", "id: b, channel: phone, emotion: -2", "id: c, channel: app, emotion: 0"), [8]),
    # The touchpoint that leads to both may stand anywhere.
    (WORSE, "stages:\n" + stage("name: a, next: [b, c]") + stage("id: b, channel: app, emotion: 2", "id: c, channel: web, emotion: 0", name="t"), [11]),
    (WORSE, "stages:\n" + stage("name: a, next: [b, c]", "id: b, channel: app, emotion: 2") + stage("id: c, channel: web, emotion: 0", name="t"), []),
    (WORSE, stages("name: a, next: [b]", "id: b, channel: app, emotion: 2", "name: c, next: [d]", "id: d, channel: phone, emotion: -2"), []),
    # The mean of a channel counts, not its worst touchpoint; only what is a choice counts.
    (WORSE, choice("channel: app, emotion: 1", "channel: phone, emotion: -2", "channel: phone, emotion: 1"), []),
    (WORSE, choice("channel: app, emotion: 2", "channel: phone, emotion: 0", "channel: phone, emotion: -1", "channel: web, emotion: -2"), [11]),
    (WORSE, choice("channel: app, emotion: 1", "channel: phone, emotion: -1") + "  - {name: z, channel: phone, emotion: 2}\n", [9]),
    (WORSE, choice("channel: app, emotion: 2", "channel: app, emotion: -2"), []),
    (WORSE, choice("channel: app, emotion: 2", "emotion: -2"), []),
    (WORSE, choice("channel: app, emotion: 2", "channel: phone, emotion: null", "channel: web"), []),
    # Different people take different channels.
    (WORSE, TWO + stages("name: a, channel: app, personas: a, emotion: 1", "name: b, channel: phone, personas: b, emotion: -1"), [9]),
    (WORSE, TWO + stages("name: a, channel: app, personas: a, emotion: 1", "name: b, channel: phone, emotion: -1"), []),
    (WORSE, TWO + stages("name: a, channel: app, personas: [a, b], emotion: 1", "name: b, channel: phone, personas: b, emotion: -1"), []),
    (WORSE, TWO + choice("channel: app, emotion: {a: 2, b: 0}", "channel: phone, emotion: {a: -2, b: 0}"), [10]),
    (WORSE, TWO + choice("channel: app, emotion: {a: 2, b: 0}", "channel: phone, emotion: {a: -1, b: 0}"), []),
    (WORSE, "scale: {min: 1, max: 5}\n" + choice("channel: app, emotion: 4", "channel: phone, emotion: 2"), [10]),
    (WORSE, "scale: {min: 0, max: 100}\n" + choice("channel: app, emotion: 60", "channel: phone, emotion: 40"), []),
    (FORCED, stages("id: a, channel: web, next: [b]", "id: b, channel: branch"), [7]),
    (FORCED, stages("id: a, channel: store, next: [b]", "id: b, channel: app"), [7]),
    (FORCED, stages("id: a, channel: web, next: [b]", "id: b, channel: app"), []),
    (FORCED, stages("id: a, channel: web, next: [b, c]", "id: b, channel: branch", "id: c, channel: counter"), [7]),
    (FORCED, stages("id: a, channel: web, next: [b, c]", "id: b, channel: branch", "id: c, channel: chat"), []),
    (FORCED, stages("id: a, channel: web, next: [b, c]", "id: b, channel: branch", "id: c, channel: null"), []),
    (FORCED, stages("id: a, channel: web, next: [{to: b, when: A notary must sign}]", "id: b, channel: branch"), []),
    (FORCED, stages("id: a, channel: web, next: [b, {to: c, when: Papers are missing}]", "id: b, channel: branch", "id: c, channel: counter"), []),
    # The order of a map is no way that anybody is forced to take.
    (FORCED, stages("id: a, channel: web", "id: b, channel: branch"), []),
    (FORCED, stages("id: a, channel: web", "id: b, channel: branch, next: [a]"), [8]),
    (FORCED, stages("id: a, channel: web, next: []", "id: b, channel: branch"), []),
    (FORCED, "stages:\n" + stage("id: a, channel: web, next: [b]") + stage("id: b, channel: branch", name="t"), [7]),
    # Messages and parcels come by themselves.
    (FORCED, stages("id: a, channel: store, next: [b]", "id: b, channel: sms"), []),
    (FORCED, stages("id: a, channel: web, next: [b]", "id: b, channel: delivery"), []),
    # Another rule has found that the data are lost; where they go along, nobody has to begin again.
    (FORCED, stages("id: a, channel: web, next: [{to: b, carries_data: false}]", "id: b, channel: branch"), []),
    (FORCED, stages("id: a, channel: web, next: [{to: b, carries_data: true}]", "id: b, channel: branch"), []),
    (FORCED, stages("id: a, channel: web, next: [{to: b, carries_data: null}]", "id: b, channel: branch"), [7]),
    (FORCED, "channels: [{id: web}, {id: desk}]\n" + stages("id: a, channel: web, next: [b]", "id: b, channel: desk"), []),
    (FORCED, "channels: [{id: web}, {id: desk, medium: offline}]\n" + stages("id: a, channel: web, next: [b]", "id: b, channel: desk"), [8]),
    # What one persona can do, another cannot.
    (FORCED, TWO + stages("id: p, channel: web, next: [q, r]", "id: q, channel: branch", "id: r, channel: chat, personas: [a]"), [8]),
    (FORCED, TWO + stages("id: p, channel: web, next: [q, r]", "id: q, channel: branch, personas: [a]", "id: r, channel: chat"), []),
    (FORCED, TWO + stages("id: p, channel: web, personas: [a], next: [q]", "id: q, channel: branch, personas: [b]"), []),
    (FORCED, "stages: [a]\n", []),
]  # fmt: skip


@pytest.mark.parametrize(("name", "content", "lines"), CASES)
def test_lines(name: str, content: str, lines: list[int]) -> None:
    assert found_lines(name, content) == lines


def test_the_gap_can_be_changed() -> None:
    content = choice("channel: app, emotion: 1", "channel: phone, emotion: 0")
    assert found_lines(WORSE, content) == []
    assert found_lines(WORSE, content, gap=1.0) == [9]
    assert found_lines(WORSE, content, gap=1.1) == []


@pytest.mark.parametrize(
    ("name", "content", "marked", "related"),
    [
        (UNDECLARED, STAGES + "    channel: pigeon\n", "pigeon", None),
        (HANDOVER, stages("id: a, next: [{to: b, carries_data: false}]", "id: b"), "false", None),
        (WORSE, choice("channel: app, emotion: 1", "channel: phone, emotion: -1"), "phone", "app"),
        (FORCED, stages("id: a, channel: web, next: [b]", "id: b, channel: branch"), "next", "branch"),
    ],
)
def test_place(name: str, content: str, marked: str, related: str | None) -> None:
    (diagnostic,) = found(name, content)
    text = HEAD + content
    assert diagnostic.span is not None
    assert text[diagnostic.span.start : diagnostic.span.end] == marked
    second = diagnostic.related[0] if diagnostic.related else None
    assert (text[second.start : second.end] if second else None) == related


def test_a_misspelt_channel_is_mended() -> None:
    content = STAGES + '    channel: "chta" # talk\n'
    (diagnostic,) = found(UNDECLARED, content)
    assert diagnostic.fix is not None
    assert apply_edits(HEAD + content, diagnostic.fix.edits) == HEAD + STAGES + '    channel: "chat" # talk\n'


def test_a_channel_that_may_be_several_is_left() -> None:
    (diagnostic,) = found(UNDECLARED, STAGES + "    channel: pigeon\n")
    assert diagnostic.fix is None


def test_the_workspace_declares_channels(tmp_path: Path) -> None:
    (tmp_path / "cxmap.yaml").write_text("cxmap: 1\nlibrary: {channels: [pigeon]}\n", encoding="utf-8")
    workspace = open_workspace(tmp_path)
    assert found_lines(UNDECLARED, STAGES + "    channel: pigeon\n", workspace) == []
    assert found_lines(UNDECLARED, STAGES + "    channel: web\n", workspace) == [8]


WORDS = [
    (UNDECLARED, STAGES + "    channel: webb\n", "did you mean `web`?", "是否想写 `web`"),
    (UNDECLARED, "channels: [a, b]\n" + STAGES + "    channel: pigeon\n", "or use one of: a, b", "a、b"),
    (HANDOVER, stages("id: a, name: {en: The form}, next: [{to: b, carries_data: false}]", "id: b, name: {zh: 网点, en: The branch}"), "between “The form” and “The branch” the data are lost", "从“The form”到“The branch”，信息没有随之传递"),
    (WORSE, choice("channel: app, emotion: 1.5", "channel: phone, emotion: -1"), "in the stage “s”, Phone feels 2.5 steps worse than App", "在阶段“s”中，“Phone”的情绪分比“App”低 2.5 级"),
    (FORCED, stages("id: a, channel: web, next: [b]", "id: b, name: Desk, channel: branch"), "from “a”, online, the only way on is offline: “Desk”", "“a”在线上，之后只能转到线下：“Desk”"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "content", "en", "zh"), WORDS)
def test_what_is_said(name: str, content: str, en: str, zh: str) -> None:
    (diagnostic,) = found(name, content)
    assert diagnostic.help is not None
    assert en in f"{diagnostic.message.en} | {diagnostic.help.en}"
    assert zh in f"{diagnostic.message.zh} | {diagnostic.help.zh}"
