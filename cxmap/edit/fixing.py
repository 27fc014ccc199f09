"""Makes fixes, and proves that nothing else changes: `cxmap lint --fix`."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right, insort
from collections import Counter
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, Any

from cxmap.diagnostics import Edit, Severity, Span, Text
from cxmap.edit.proving import differing_path
from cxmap.edit.text import apply_edits
from cxmap.source import parse
from cxmap.source.comments import comments_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from cxmap.diagnostics import Fix, Path
    from cxmap.source import Source
    from cxmap.source.comments import Comment

_COMMENT_PART = re.compile(r"#.*?(?=\s#(?:\s|$)|$)", re.DOTALL)


def mend(text: Text, fixes: Sequence[Fix]) -> tuple[str, list[Fix]]:
    """Return the text with fixes made, and which: of two that want the same place, the first.

    What no edit touches keeps its value and its place in the data (list indexes and renamed keys apart), comments
    stay, and what could be read can be read; a fix that breaks this is left out.
    """
    made = _provable(parse(text), [], list(fixes))
    return apply_edits(text.content, _edits(made)), made


def _provable(before: Source, made: list[Fix], fixes: list[Fix]) -> list[Fix]:
    """Return the fixes made and, of the others, those that fit and keep the rest; halving finds those that do not."""
    chosen = _fitting(len(before.text.content), made, fixes)
    if len(chosen) == len(made) or _holds(before, chosen):
        return chosen
    if len(fixes) == 1:
        return made
    half = len(fixes) // 2
    return _provable(before, _provable(before, made, fixes[:half]), fixes[half:])


def _edits(fixes: Iterable[Fix]) -> list[Edit]:
    """Return the edits of some fixes, in order; an edit that two of them want is one."""
    return sorted({edit for fix in fixes for edit in fix.edits})


def _fitting(length: int, made: list[Fix], fixes: list[Fix]) -> list[Fix]:
    """Return the fixes made and those that want no place that another has; the text has a length."""
    taken = _edits(made)
    known = set(taken)
    chosen = [*made]
    for fix in fixes:
        wanted = sorted(set(fix.edits) - known)
        if _fits(length, taken, wanted):
            chosen.append(fix)
            known.update(wanted)
            for edit in wanted:
                insort(taken, edit)
    return chosen


def _fits(length: int, taken: list[Edit], wanted: list[Edit]) -> bool:
    around = [(taken[at - 1 : at], edit, taken[at : at + 1]) for edit in wanted for at in [bisect_left(taken, edit)]]
    return (
        all(0 <= start <= end <= length for (start, end), _ in wanted)
        and all(_are_apart(one, other) for one, other in pairwise(wanted))
        and all(_are_apart(*pair) for before, edit, after in around for pair in pairwise([*before, edit, *after]))
    )


def _are_apart(one: Edit, other: Edit) -> bool:
    return one.span.end <= other.span.start and one.span != other.span


def _holds(before: Source, fixes: list[Fix]) -> bool:
    """Whether the fixes change nothing but what they say."""
    edits = _edits(fixes)
    text = before.text
    after = parse(Text(text.name, apply_edits(text.content, edits)))
    if not before.complete:
        return _errors(after) <= _errors(before)
    if not after.complete or _errors(after) > _errors(before):
        return False
    places = _Places(edits)
    return _keeps_comments(before, after, places) and _keeps_data(before, after, places)


def _errors(source: Source) -> int:
    return sum(diagnostic.severity is Severity.ERROR for diagnostic in source.diagnostics)


class _Places:
    """Where things are after edits."""

    def __init__(self, edits: list[Edit]) -> None:
        self._edits = edits
        self._starts = [edit.span.start for edit in edits]
        self._ends = [edit.span.end for edit in edits]
        grown = [len(edit.text) - (edit.span.end - edit.span.start) for edit in edits]
        self._shifts = [0, *accumulate(grown)]
        self.written = [self.around(edit.span) for edit in edits]

    def shifted(self, span: Span) -> Span:
        """Return where a span is now that no edit touches."""
        shift = self._shifts[bisect_right(self._ends, span.start)]
        return Span(span.start + shift, span.end + shift)

    def touch(self, span: Span) -> bool:
        """Whether an edit changes a span or stands right beside it."""
        first = bisect_right(self._ends, span.start - 1)
        return first < len(self._starts) and self._starts[first] <= span.end

    def overlap(self, span: Span) -> bool:
        """Whether an edit changes some of a span."""
        return next(self.of(span), None) is not None

    def of(self, span: Span) -> Iterator[Edit]:
        """Yield the edits that change some of a span."""
        at = bisect_right(self._ends, span.start)
        while at < len(self._edits) and self._starts[at] < span.end:
            yield self._edits[at]
            at += 1

    def around(self, span: Span) -> Span:
        """Return where a span is now whose inside edits have changed."""
        first = bisect_left(self._ends, span.start)
        last = bisect_right(self._starts, span.end)
        return Span(span.start + self._shifts[first], span.end + self._shifts[last])


def _keeps_comments(before: Source, after: Source, places: _Places) -> bool:
    """Whether the comments are there, apart from what edits change: each edit one part of a comment, as in `# a # b`."""
    kept: list[str] = []
    rest: list[str] = []
    for comment in comments_of(before):
        if not places.overlap(comment.span):
            kept.append(comment.text)
            continue
        changed = [(said, list(places.of(span))) for said, span in _parts(comment)]
        edits = [edit for _, found in changed for edit in found]
        if len(edits) > len(set(edits)):
            return False
        rest += [said for said, found in changed if not found]
    now = Counter(comment.text for comment in comments_of(after))
    if not rest:
        return not Counter(kept) - now
    parts = Counter(said for comment in comments_of(after) for said, _ in _parts(comment))
    return not (Counter(kept) - now or Counter(rest) - parts)


def _parts(comment: Comment) -> Iterator[tuple[str, Span]]:
    start = comment.span.start
    for match in _COMMENT_PART.finditer(comment.text):
        said = match[0].rstrip()
        yield said, Span(start + match.start(), start + match.start() + len(said))


def _keeps_data(before: Source, after: Source, places: _Places) -> bool:
    now = {span: (path, value) for path, span, value in _leaves(after)}
    known: set[Span] = set()
    changed = [*places.written]
    for path, span, value in _leaves(before):
        if places.touch(span):
            changed.append(places.around(span))
            continue
        moved = places.shifted(span)
        found = now.get(moved)
        is_alias = before.text.content.startswith("*", span.start)  # what it means may be mended where it is defined
        if found is None or not (is_alias or differing_path(value, found[1]) is None):
            return False
        if not _same_place(before, path, found[0], span, places):
            return False
        known.add(moved)
    return _all_meet([span for span in now if span not in known], changed)


def _all_meet(spans: list[Span], others: list[Span]) -> bool:
    """Whether each span has another that it overlaps or stands beside."""
    others = sorted(others)
    starts = [start for start, _ in others]
    furthest = list(accumulate((end for _, end in others), max))
    return all((before := bisect_right(starts, span.end)) > 0 and furthest[before - 1] >= span.start for span in spans)


def _leaves(source: Source) -> Iterator[tuple[Path, Span, Any]]:
    """Yield the path, the span and the value of every scalar and alias that is part of the data.

    A block scalar ends with its text, not with the empty lines below it.
    """
    content = source.text.content
    for path, span in source.spans.items():
        value = source.data
        for step in path:
            if isinstance(step, str) and step not in value:
                break  # the second of two equal keys
            value = value[step]
        else:
            if not isinstance(value, dict | list) or content.startswith("*", span.start):
                end = span.start + len(content[span.start : span.end].rstrip())
                yield path, Span(span.start, end), value


def _same_place(before: Source, path: Path, now: Path, span: Span, places: _Places) -> bool:
    """Whether a path is the same but for renamed keys, and for the indexes of lists that lost or won an item."""
    if len(path) != len(now):
        return False
    for depth, (step, other) in enumerate(zip(path, now, strict=True)):
        if step == other:
            continue
        if type(step) is not type(other):
            return False
        key = before.keys.get(path[: depth + 1])
        if not places.touch(key or Span(before.spans[path[:depth]].start, span.start)):
            return False
    return True
