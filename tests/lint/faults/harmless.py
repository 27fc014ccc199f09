"""Edits after which a map says the same: none of them may bring a finding about."""

from __future__ import annotations

import json
import re
from itertools import pairwise
from typing import TYPE_CHECKING

from tests.lint.faults.breaking import quoted
from tests.lint.faults.places import PAIN_POINT, RISK, TOUCHPOINT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from random import Random

    from cxmap.diagnostics import Path
    from tests.lint.faults.breaking import MapText

    Edit = Callable[[MapText, Random], str]

_SETS = (
    "channels",
    "teams",
    "segments",
    "lanes",
    "evidence",
    "metrics",
    "actions",
    "brand.promises",
    "personas.*.needs",
    f"{TOUCHPOINT}.metrics",
)
"""Lists of which the order says nothing."""
_ITEMS = (
    "",
    "scope",
    "review",
    "design",
    "personas.*",
    "evidence.*",
    "metrics.*",
    "stages.*",
    TOUCHPOINT,
    PAIN_POINT,
    RISK,
    "actions.*",
)


def _content(lines: list[str] | tuple[str, ...]) -> str:
    return "\n".join(lines) + "\n"


def comments(text: MapText, random: Random) -> str:
    lines: list[str] = []
    for line in text.lines:
        if random.random() < 0.1:
            lines.append(
                " " * random.randrange(0, 12)
                + random.choice(["# 与合规部核对过", "# see the minutes: “[x], {y}”", "#"])
            )
        lines.append(line + random.choice(["", "", "", "  # checked in March", " # 待补充？TODO"]))
    return _content(lines)


def blank_lines(text: MapText, random: Random) -> str:
    lines: list[str] = []
    for line in text.lines:
        lines += [random.choice(["", "", "      "])] * random.choice([0, 0, 0, 1, 2])
        lines.append(line + random.choice(["", "", "  "]))
    return _content(lines)


def windows_line_ends(text: MapText, _: Random) -> str:
    return text.content.replace("\n", "\r\n")


def old_line_ends(text: MapText, _: Random) -> str:
    return text.content.replace("\n", "\r")


def no_line_end_at_all(text: MapText, _: Random) -> str:
    return text.content.rstrip("\n")


def document_marks(text: MapText, _: Random) -> str:
    return f"%YAML 1.2\n---\n{text.content}...\n"


def _strings(text: MapText) -> Iterator[Path]:
    return (path for path in text.source.spans if isinstance(text[path], str))


def quotes(text: MapText, random: Random) -> str:
    for path in random.sample(list(_strings(text)), 40):
        said = text[path]
        single = "'" + said.replace("'", "''") + "'"
        text = text.write(path, random.choice([quoted(said), json.dumps(said), single]))
    return text.content


def blocks_for_lists(text: MapText, random: Random) -> str:
    """Write lists of ids, and texts in two languages, one to a line."""
    flows = [path for path, span in text.source.spans.items() if text.source.text.content[span.start] in "[{"]
    for path in random.sample(flows, min(40, len(flows))):
        value, row = text[path], text.row(path)
        if not isinstance(path[-1], str) or any(not isinstance(item, str) for item in value):
            continue
        head = text.lines[row][: text.lines[row].index(f"{path[-1]}:")]
        indent = " " * len(head)
        items = (
            [f"- {quoted(item)}" for item in value]
            if isinstance(value, list)
            else [f"{k}: {quoted(v)}" for k, v in value.items()]
        )
        text = text.splice(row, row + 1, f"{head}{path[-1]}:", *(f"{indent}  {item}" for item in items))
    return text.content


def folded_texts(text: MapText, random: Random) -> str:
    """Write texts as blocks: `|-` and `>-`."""
    fields = ("name", "text", "description", "title", "rule", "risk", "control", "goal", "quote")
    written = [path for path in text.source.spans if path[-1:] and path[-1] in fields]
    for path in random.sample(written, min(20, len(written))):
        style, said, row = random.choice(["|-", ">-"]), text[path], text.row(path)
        head = text.lines[row][: text.lines[row].index(f"{path[-1]}:")]
        both = said.items() if isinstance(said, dict) else [(path[-1], said)]
        indent = len(head) + 2 * isinstance(said, dict)
        lines = [line for name, one in both for line in (" " * indent + f"{name}: {style}", " " * indent + f"  {one}")]
        if isinstance(said, dict):
            lines.insert(0, f"{head}{path[-1]}:")
        else:
            lines[0] = head + lines[0][len(head) :]
        text = text.splice(row, row + 1, *lines)
    return text.content


def order_of_keys(text: MapText, random: Random) -> str:
    """Shuffle the fields of every kind of item, with their lines."""
    for shape in _ITEMS:
        for path in list(text.each(shape)):
            text = _shuffled(text, [(*path, key) for key in text[path]], random)
    return text.content


def order_of_lists(text: MapText, random: Random) -> str:
    for shape in _SETS:
        for path in list(text.each(shape)):
            text = _shuffled(text, [(*path, index) for index in range(len(text[path]))], random)
    return text.content


def _shuffled(text: MapText, paths: list[Path], random: Random) -> MapText:
    """Put fields or items of one parent in another order."""
    if len({text.row(path) for path in paths}) < len(paths):
        return text  # in brackets, on one line
    first, head = text.row(paths[0]), ""
    rows = [*map(text.row, paths), text.end(paths[-1])]
    last = rows[-1]
    blocks = [list(text.lines[begin:end]) for begin, end in pairwise(rows)]
    if isinstance(paths[0][-1], str):
        column = re.search(r"[^ -]", blocks[0][0])
        assert column is not None
        head = blocks[0][0][: column.start()]
        blocks[0][0] = " " * len(head) + blocks[0][0][len(head) :]
    random.shuffle(blocks)
    lines = [line for block in blocks for line in block]
    lines[0] = head + lines[0][len(head) :]
    return text.splice(first, last, *lines)


HARMLESS: tuple[Edit, ...] = (
    comments,
    blank_lines,
    windows_line_ends,
    old_line_ends,
    no_line_end_at_all,
    document_marks,
    quotes,
    blocks_for_lists,
    folded_texts,
    order_of_keys,
    order_of_lists,
)
