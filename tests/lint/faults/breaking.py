"""The text of a map that is being broken: it finds what stands where, and changes lines as a person would."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from cxmap.diagnostics import Text
from cxmap.source import parse

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from cxmap.diagnostics import Path
    from cxmap.source import Source

_INDENT = re.compile(r"[ ]*(?:- +)*")


class Collision(Exception):  # noqa: N818  not an error: two seeds want the same place
    """A change would remove a line at which another fault is to be found."""


@dataclass(frozen=True)
class MapText:
    """A map in block style, one field a line. Every change returns a new text.

    `expected` has the places at which something must be found, as line numbers and rules; `touched` has the items
    that were changed or are spoken of.
    """

    name: str
    lines: tuple[str, ...]
    expected: tuple[tuple[int, str], ...] = ()
    touched: frozenset[Path] = frozenset()

    # What is there.

    @property
    def content(self) -> str:
        return "\n".join(self.lines) + "\n"

    @cached_property
    def source(self) -> Source:
        source = parse(Text(self.name, self.content))
        assert source.complete, (self.name, source.diagnostics)
        return source

    def __getitem__(self, path: Path) -> Any:
        value = self.source.data
        for step in path:
            value = value[step]
        return value

    def get(self, path: Path, default: Any = None) -> Any:
        try:
            return self[path]
        except (KeyError, IndexError):
            return default

    def __contains__(self, path: Path) -> bool:
        return path in self.source.spans

    def each(self, shape: str, where: Callable[[Any], Any] = lambda _: True) -> Iterator[Path]:
        """Yield the paths of a shape like `stages.*.touchpoints.*`, of which `where` holds."""
        found: list[Path] = [()]
        for step in shape.split(".") if shape else ():
            if step == "*":
                found = [(*path, key) for path in found for key in _keys(self[path])]
            else:
                found = [(*path, step) for path in found if isinstance(self[path], dict) and step in self[path]]
        return (path for path in found if where(self[path]))

    @property
    def is_bilingual(self) -> bool:
        return isinstance(self[("title",)], dict)

    def said(self, zh: str, en: str) -> str:
        """Return a text as this map writes it."""
        if not self.is_bilingual:
            return quoted(zh if self.get(("language",)) == "zh" else en)
        return f"{{zh: {quoted(zh)}, en: {quoted(en)}}}"

    # Where it is.

    def row(self, path: Path) -> int:
        """Return the number (from 0) of the line on which a field or an item begins."""
        span = self.source.keys.get(path) or self.source.spans[path]
        return self.source.text.position(span.start)[0] - 1

    def _column(self, path: Path) -> int:
        """Return how far the fields of a mapping, or an item's dash, are indented."""
        span = self.source.keys.get(path) or self.source.spans[path]
        column = self.source.text.position(span.start)[1] - 1
        if path and isinstance(path[-1], int):
            return self.lines[self.row(path)].rindex("-", 0, column)
        return column

    def end(self, path: Path) -> int:
        """Return the number of the line after a field or an item; comments before the next one belong to that."""
        column, first = self._column(path), self.row(path)
        end = first + 1
        for number in range(first + 1, len(self.lines)):
            line = self.lines[number].strip()
            if line and not line.startswith("#"):
                if len(self.lines[number]) - len(self.lines[number].lstrip()) <= column:
                    break
                end = number + 1
        return end

    # Changes.

    def splice(self, start: int, end: int, *lines: str) -> MapText:
        """Put lines in the place of those from `start` to `end`."""
        moved = []
        for line, rule in self.expected:
            if start < line <= end and line - 1 - start >= len(lines):
                raise Collision
            moved.append((line + len(lines) - (end - start) if line > end else line, rule))
        return replace(self, lines=(*self.lines[:start], *lines, *self.lines[end:]), expected=tuple(moved))

    def touching(self, *paths: Path) -> MapText:
        return replace(self, touched=self.touched.union(map(item_of, paths)))

    def delete(self, path: Path) -> MapText:
        """Delete a field or an item with its lines; the last item of a list goes with the list."""
        parent = self[path[:-1]]
        if len(parent) == 1 and isinstance(parent, list):
            return self.delete(path[:-1])
        assert len(parent) > 1, f"{path} is the only field"
        start, end = self.row(path), self.end(path)
        before = self.lines[start][: self._field_column(path)]
        if isinstance(path[-1], str) and "-" in before:  # the dash goes on to the next field
            following = self.row((*path[:-1], list(parent)[1]))
            return self.splice(start, following + 1, before + self.lines[following].lstrip()).touching(path)
        return self.splice(start, end).touching(path)

    def _field_column(self, path: Path) -> int:
        return self.source.text.position((self.source.keys.get(path) or self.source.spans[path]).start)[1] - 1

    def write(self, path: Path, value: str) -> MapText:
        """Write a value anew, as YAML of one line; a field that is not there is added."""
        if path not in self:
            return self.add(path[:-1], f"{path[-1]}: {value}")
        start, span = self.row(path), self.source.spans[path]
        if isinstance(self[path], dict | list) and self.source.text.content[span.start] not in "{[":
            head = self.lines[start][: self._field_column(path)]
            written = f"{head}{path[-1]}: {value}" if isinstance(path[-1], str) else f"{head}{value}"
            return self.splice(start, self.end(path), written).touching(path)
        line, begins = self.lines[start], self.source.text.position(span.start)[1] - 1
        ends = begins + len(_written(line[begins:], span.end - span.start))
        return self.splice(start, start + 1, line[:begins] + value + line[ends:]).touching(path)

    def add(self, path: Path, *lines: str) -> MapText:
        """Add a field to a mapping, with the lines below it, as its last one."""
        if not path:
            return self.splice(len(self.lines), len(self.lines), *lines).touching((_key(lines[0]),))
        indent = " " * self._fields_indent(path)
        end = self.end(path)
        return self.splice(end, end, *(indent + line for line in lines)).touching((*path, _key(lines[0])))

    def _fields_indent(self, path: Path) -> int:
        first = next(iter(self[path]))
        return self.source.text.position(self.source.keys[(*path, first)].start)[1] - 1

    def append(self, path: Path, *lines: str, at: int | None = None) -> MapText:
        """Add an item to a list, given as the lines of its fields: as the last one, or before the item `at`."""
        if path not in self:
            head, rest = f"- {lines[0]}", [f"  {line}" for line in lines[1:]]
            return self.add(path[:-1], f"{path[-1]}:", *(f"  {line}" for line in (head, *rest)))
        items = self[path]
        if self.source.text.content[self.source.spans[path].start] == "[":
            assert len(lines) == 1
            return self.write(path, f"[{', '.join([*items, *lines])}]")
        indent = " " * self._column((*path, 0))
        row = self.end(path) if at is None or at == len(items) else self.row((*path, at))
        block = [f"{indent}- {lines[0]}", *(f"{indent}  {line}" for line in lines[1:])]
        return self.splice(row, row, *block).touching((*path, len(items) if at is None else at))

    def appended(self, path: Path, *lines: str) -> tuple[MapText, Path]:
        """Add an item to a list, which may not be there yet; return where it is, too."""
        return self.append(path, *lines), (*path, len(self.get(path, ())))

    def comment(self, path: Path, words: str, *, above: bool = False) -> MapText:
        """Add a comment at the end of the line on which something begins, or on a line above it."""
        row = self.row(path)
        if above:
            line = self.lines[row]
            return self.splice(row, row, " " * (len(line) - len(line.lstrip())) + words).touching(path)
        return self.splice(row, row + 1, f"{self.lines[row]}  {words}").touching(path)

    def expect(self, path: Path, rule: str) -> MapText:
        """Say that a rule must find something at the line on which this begins."""
        line = self.row(path) + 1
        return replace(self.touching(path), expected=(*self.expected, (line, rule)))


def item_of(path: Path) -> Path:
    """Return the item that a path leads into: a touchpoint, a stage, an action …; changes to two do not meet."""
    if path[:1] == ("stages",):
        return path[:4] if path[2:3] == ("touchpoints",) else path[:2]
    return path[:2] if len(path) > 1 and isinstance(path[1], int) else path[:1]


def quoted(text: str) -> str:
    """Write a text in double quotes."""
    return json.dumps(text, ensure_ascii=False)


_FLOW = re.compile(r"[\[{].*?[\]}](?= *$| +#)")
"""A list or mapping in brackets, as the value of a line: it goes on to the end, or to a comment."""


def _written(rest: str, length: int) -> str:
    """Return how a value is written at the beginning of the rest of its line; its span does not know in brackets."""
    flow = _FLOW.match(rest)
    return flow[0] if flow else rest[:length]


def _key(line: str) -> str:
    return line.partition(":")[0].strip(" -")


def _keys(value: Any) -> list[Any]:
    if isinstance(value, dict):
        return list(value)
    return list(range(len(value))) if isinstance(value, list) else []
