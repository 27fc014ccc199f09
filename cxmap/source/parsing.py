"""Parses a text to data and positions; after a syntax error it goes on, so that one run reports as much as it can."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from cxmap.diagnostics import Diagnostic, Path, Severity, Span, Text
from cxmap.language import Words
from cxmap.source.building import Builder, Refused
from cxmap.source.characters import refused_positions, without_refused
from cxmap.source.events import Parser, parse_events
from cxmap.source.faults import FULL_WIDTH_KEY, explain

if TYPE_CHECKING:
    from collections.abc import Callable

_MOST_SYNTAX_ERRORS = 20
_MOST_READ_AGAIN = 2_000_000  # characters, in all
_MOST_CHARACTERS = 20
_NAMES = ("id", "name", "text", "title", "risk", "to", "persona", "kind")
_VALUE = re.compile(r"(\s*(?:-\s+)*[^\s:#\[\]{}\"'：][^:#：{}\[\]\n]*):(?=\s)|(\s*-)(?=\s)")


@dataclass(frozen=True, slots=True)
class Source:
    """What a text holds.

    `spans` has the place of every value, `keys` that of every mapping's keys. `complete` is false where a syntax
    error made some of the text unreadable: then what is missing from `data` may well be in the file.
    """

    text: Text
    data: Any
    spans: dict[Path, Span]
    keys: dict[Path, Span]
    diagnostics: tuple[Diagnostic, ...]
    complete: bool
    skipped_lines: frozenset[int] = frozenset()
    faults: tuple[int, ...] = ()

    def unreadable(self, span: Span) -> bool:
        """Whether what stands here could not be read, so that any complaint about it would be an echo."""
        end = max(span.end, span.start + 1)
        nearest = bisect_left(self.faults, span.start)
        if nearest < len(self.faults) and self.faults[nearest] < end:
            return True
        line, _ = self.text.position(span.start)
        if line in self.skipped_lines:
            return True
        if span.start < span.end:
            return False
        for below in range(line + 1, self.text.lines + 1):
            content = self.text.line(below)
            if content.strip() and not content.lstrip().startswith("#"):
                return below in self.skipped_lines or content.startswith(("　", "\u00a0"))
        return False

    def locate(self, path: Path, *, key: bool = False) -> Span:
        """Return where `path` stands: its key if asked for, else its value; steps that name nothing are skipped.

        A value that begins on a line of its own is shown at its key, which says more than its first character.
        """
        known: Path = ()
        for step in path:
            if (longer := (*known, step)) in self.spans:
                known = longer
        if key and (*known, *path[len(known) :]) in self.keys:
            return self.keys[(*known, *path[len(known) :])]
        if known in self.keys and (key or self._is_collection(known)):
            return self.keys[known]
        return self.spans.get(known, Span(0, 0))

    def address(self, path: Path) -> tuple[str, ...]:
        """Return a path with the ids or names of items in place of their indexes, as far as items have any."""
        node, steps = self.data, []
        for step in path:
            if isinstance(step, int):
                node = node[step] if isinstance(node, list) and step < len(node) else None
                steps.append(_name_of(node) or f"[{step}]")
            else:
                node = node.get(step) if isinstance(node, dict) else None
                steps.append(step)
        return tuple(steps)

    def _is_collection(self, path: Path) -> bool:
        value = self.data
        for step in path:
            value = value[step]
        return isinstance(value, dict | list)


def _name_of(item: Any) -> str | None:
    """Return `[=name]` for an item that has one: its id, name or text, or itself where it is a text."""
    if isinstance(item, dict):
        item = next((item[key] for key in _NAMES if item.get(key)), None)
        if isinstance(item, dict):
            item = item.get("zh") or item.get("en")
    return f"[={item}]" if isinstance(item, str) and item else None


def parse(text: Text, parser: Callable[[str], Parser] = parse_events) -> Source:
    """Read a text. Whatever is wrong with it is in the result's diagnostics; nothing is raised."""
    diagnostics = _control_characters(text)
    content = without_refused(text.content) if diagnostics else text.content
    skipped: set[int] = set()
    syntax: list[Diagnostic] = []
    while True:
        builder = Builder(text)
        parsed = parser(content)
        try:
            builder.build(parsed)
            break
        except Refused:
            skipped.add(0)
            break
        except parsed.error as error:
            fault, line = explain(text, content, error)
            if line in skipped or (skipped and line < max(skipped)):
                break  # what follows would be an echo of the error before
            syntax.append(fault)
            skipped.add(line)
            if len(syntax) == _MOST_SYNTAX_ERRORS or len(syntax) * len(content) > _MOST_READ_AGAIN:
                break
            content = _without_value(text, content, line)
    diagnostics += [d for d in syntax + builder.diagnostics if d in syntax or _line(text, d) not in skipped]
    _note_line_ends(text, diagnostics)
    faults = tuple(sorted(d.span.start for d in diagnostics if d.span and d.severity is Severity.ERROR))
    return Source(
        text, builder.data, builder.spans, builder.keys, tuple(diagnostics), not skipped, frozenset(skipped), faults
    )


def _line(text: Text, diagnostic: Diagnostic) -> int:
    return text.position(diagnostic.span.start)[0] if diagnostic.span else 0


def _without_value(text: Text, content: str, number: int) -> str:
    """Blank what a faulty line says but keep its key, so that the lines around it keep their meaning."""
    start = text.line_start(number)
    line = content[start : start + len(text.line(number))]
    if typed := FULL_WIDTH_KEY.match(line):
        kept = f"{line[: typed.start(1)]}:"
    else:
        match = _VALUE.match(line)
        kept = f"{match[0]} ~" if match else ""
    if "\t" in kept or len(kept) > len(line):
        kept = ""
    return content[:start] + kept.ljust(len(line)) + content[start + len(line) :]


def _control_characters(text: Text) -> list[Diagnostic]:
    found: list[Diagnostic] = []
    for offset, name in refused_positions(text.content):
        if len(found) == _MOST_CHARACTERS:
            break
        found.append(
            Diagnostic(
                Severity.ERROR,
                "control-character",
                Words(f"the file holds an invisible control character, {name}", f"文件含有不可见的控制字符 {name}"),
                text.name,
                Span(offset, offset + 1),
                Words("delete it; it would break pictures and terminals", "请删除；它会破坏图片和终端显示"),
            )
        )
    return found


def _note_line_ends(text: Text, diagnostics: list[Diagnostic]) -> None:
    windows = text.content.count("\r\n")
    if windows and windows != text.content.count("\n"):
        offset = text.content.find("\r\n")
        diagnostics.append(
            Diagnostic(
                Severity.NOTE,
                "mixed-line-ends",
                Words("some lines end with CRLF and some with LF", "部分行以 CRLF 结尾，部分行以 LF 结尾"),
                text.name,
                Span(offset, offset + 1),
                Words(
                    "let git settle it: `* text=auto` in .gitattributes",
                    "可让 git 统一：在 .gitattributes 写 `* text=auto`",
                ),
            )
        )
