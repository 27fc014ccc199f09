"""Comments that excuse findings: `# cxmap: ignore[rule] reason`.

Such a comment covers what begins on its line: a field with its value, an item with all that is in it. On a line of its
own it covers what begins on the next; at the head of the file, the whole map.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from itertools import chain
from typing import TYPE_CHECKING

from cxmap.diagnostics import Edit, Span
from cxmap.edit import remove_comment
from cxmap.source.comments import TO_CXMAP, comments_of, text_start

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from cxmap.diagnostics import Diagnostic, Path, Text
    from cxmap.source import Source
    from cxmap.source.comments import Comment

_WORD = re.compile(r"\s*([^\W\d_]+(?:-[^\W\d_]+)*)")
_MEANT = re.compile(r"(?:disabl|suppress|skip|noqa|nolint|nosem)|忽略|豁免|屏蔽|跳过|禁用", re.IGNORECASE)
_CLOSE_TO_IGNORE = 0.75
_REST = re.compile(r"\s*(?:[\[【［](?P<names>[^\]】］]*)[\]】］])?(?P<reason>.*)", re.DOTALL)
_NEXT_PART = re.compile(r"\s+#(?=\s)|\s+(?=#\s*cxmap\s*[:：])", re.IGNORECASE)
_BETWEEN_NAMES = re.compile(r"[\s,，、]+")
_BEFORE_REASON = " \t-–—:：,，.。;；"
_NO_VALUE = re.compile(r"\s*(?:-\s+)*-?\s*(?:#.*)?$")
"""A line without the beginning of a value: empty, a comment, a dash."""
_HEAD = re.compile(r"\s*(?:#.*)?$|%|---(?:\s+#.*|\s*)$")


@dataclass(slots=True)
class Suppression:
    """One such comment, or the part of a comment that `span` covers.

    `names` are the rules it excuses, on the lines from `first` to `last`. `word` is what it says in place of `ignore`,
    if it is not understood.
    """

    comment: Comment
    span: Span
    names: tuple[str, ...]
    reason: str
    first: int
    last: int
    word: str = ""
    used: set[str] = field(default_factory=set)


@dataclass(slots=True)
class Suppressions:
    """All such comments of a map; `used` of each fills as findings are divided."""

    text: Text
    items: tuple[Suppression, ...]

    def divide(
        self, found: list[Diagnostic], stands_for: Mapping[tuple[str, Span], Sequence[Span]]
    ) -> tuple[list[Diagnostic], list[tuple[Diagnostic, str]]]:
        """Part what stands from what a comment excuses; the latter with the reason, which may be empty.

        A finding that is made once for many places is excused where it stands, or by comments at all the places.
        """
        if not self.items:
            return found, []
        kept, excused = [], []
        for diagnostic in found:
            span = diagnostic.span or Span(0, 0)
            by = self._covering(diagnostic.code, span)
            each = [self._covering(diagnostic.code, place) for place in stands_for.get((diagnostic.code, span), ())]
            for suppression in chain(by, *each):
                suppression.used.add(diagnostic.code)
            by = by or (each[-1] if each and all(each) else [])
            if by:
                excused.append((diagnostic, by[-1].reason))
            else:
                kept.append(diagnostic)
        return kept, excused

    def _covering(self, code: str, span: Span) -> list[Suppression]:
        line, _ = self.text.position(span.start)
        return [one for one in self.items if one.first <= line <= one.last and code in one.names]


def suppressions_of(source: Source) -> Suppressions:
    """Return the comments of a map that excuse findings, and those that mean to."""
    text = source.text
    if not _speaks_to_cxmap(text.content):
        return Suppressions(text, ())
    beginnings = _Beginnings(source)
    return Suppressions(text, tuple(one for c in comments_of(source) for one in _parts(c, beginnings)))


def _speaks_to_cxmap(content: str) -> bool:
    """Whether a comment may be meant for cxmap: most maps have none, and need not be searched for comments."""
    lowered = content.lower()
    at = lowered.find("cxmap")
    while at >= 0:
        if "#" in lowered[lowered.rfind("\n", 0, at) + 1 : at]:
            return TO_CXMAP.search(content) is not None
        at = lowered.find("cxmap", at + 1)
    return False


def removal(source: Source, one: Suppression) -> Edit:
    """Return the edit that removes a suppression and leaves what else its comment says."""
    content, whole = source.text.content, one.comment.span
    start, end = one.span
    rest = content[end : whole.end].lstrip()
    if rest:
        return Edit(Span(start, whole.end - len(rest)), "")
    if start == whole.start:
        return remove_comment(source, one.comment)
    return Edit(Span(whole.start + len(content[whole.start : start].rstrip()), whole.end), "")


def may_go_on(text: Text, one: Suppression) -> bool:
    """Whether the comment on the next line may be the rest of the reason."""
    number = one.comment.line + 1
    line = text.line(number) if number <= text.lines else ""
    if not line.lstrip().startswith("#") or TO_CXMAP.match(line.lstrip()):
        return False
    return one.comment.alone or _indentation(line) > _indentation(text.line(number - 1))


def coverage_of(source: Source) -> Counter[tuple[str, frozenset[tuple[Path, bool]]]]:
    """Return what each suppression says, and the values and keys it covers."""
    text = source.text
    items = suppressions_of(source).items
    if not items:
        return Counter()
    places = [((path, False), text.position(source.locate(path).start)[0]) for path in source.spans]
    places += [((path, True), text.position(span.start)[0]) for path, span in source.keys.items()]
    return Counter(
        (
            text.content[slice(*one.span)],
            frozenset(place for place, line in places if one.first <= line <= one.last),
        )
        for one in items
    )


class _Beginnings:
    """On which lines values begin, and where they end."""

    def __init__(self, source: Source) -> None:
        self.text = source.text
        self._lines: dict[int, tuple[int, int]] = {}
        content, line_of = self.text.content, source.text.position
        last: dict[Path, int] = {}
        for path, span in reversed(source.spans.items()):
            end = max(last.get(path, 0), line_of(max(span.end - 1, span.start))[0])
            if path:
                last[path[:-1]] = max(last.get(path[:-1], 0), end)
            first = value = line_of(span.start)[0]
            if path in source.keys:
                first = line_of(source.keys[path].start)[0]
            self._add(first, first, end)
            is_block = path in last and content[text_start(content, span) :][:1] not in ("[", "{")
            if value != first and not is_block:
                self._add(value, first, end)  # a value below its key

    def _add(self, line: int, first: int, last: int) -> None:
        known = self._lines.get(line, (first, last))
        self._lines[line] = min(known[0], first), max(known[1], last)

    def covered(self, comment: Comment) -> tuple[int, int]:
        """Return the lines that a comment speaks of."""
        line = comment.line
        if all(_HEAD.match(self.text.line(number)) for number in range(1, line + 1)):
            return 1, self.text.lines
        number = line
        if not self.text.content[self.text.line_start(line) : comment.span.start].strip("- \t"):
            while number < self.text.lines and number not in self._lines and _NO_VALUE.match(self.text.line(number)):
                number += 1
        return self._lines.get(number, (line, line))


def _parts(comment: Comment, beginnings: _Beginnings) -> Iterator[Suppression]:
    """Yield the suppressions in a comment; each ends where another part begins, as in `# … # …`."""
    said = comment.text
    for mark in TO_CXMAP.finditer(said):
        following = _NEXT_PART.search(said, mark.end())
        end = following.start() if following else len(said)
        found = _WORD.match(said, mark.end(), end)
        if found is None or not _means_to_excuse(found[1]):
            continue
        span = Span(comment.span.start + mark.start(), comment.span.start + end)
        first, last = beginnings.covered(comment)
        if found[1].lower() != "ignore":
            yield Suppression(comment, span, (), "", first, last, found[1])
            continue
        rest = _REST.match(said, found.end(), end)
        assert rest is not None
        names = tuple(name for name in _BETWEEN_NAMES.split((rest["names"] or "").lower()) if name)
        reason = rest["reason"].strip(_BEFORE_REASON) if any(map(str.isalnum, rest["reason"])) else ""
        yield Suppression(comment, span, names, reason, first, last)


def _means_to_excuse(word: str) -> bool:
    word = word.lower()
    return (
        word.startswith("ignor")
        or _MEANT.match(word) is not None
        or SequenceMatcher(None, word, "ignore").ratio() >= _CLOSE_TO_IGNORE
    )


def _indentation(line: str) -> int:
    return len(line) - len(line.lstrip())
