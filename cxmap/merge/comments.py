"""Puts back the comments that a merge has left out, near what they stood at."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from typing import TYPE_CHECKING

from cxmap.diagnostics import Text
from cxmap.edit.chunks import indent_of
from cxmap.source import parse
from cxmap.source.comments import comments_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from cxmap.document import Document
    from cxmap.source import Source
    from cxmap.source.comments import Comment

_Place = tuple[str, tuple[str, ...] | None]
"""What a comment says, and the address of the entry at or below it; None at the end of the file."""


def with_comments(content: str, documents: Sequence[Document], beside: str = "") -> str:
    """Return a merged text with every comment that either side has written, and that both sides have kept.

    What stands in the other half of a conflict, `beside` it, need not stand here as well.

    `documents` are the base and both sides. What the text says stays as it is: a comment that fits nowhere else is put
    at the top, or at the end where it stood there.
    """
    base, *sides = (document.source for document in documents)
    old = Counter(comment.text for comment in comments_of(base))
    written = [Counter(comment.text for comment in comments_of(side)) for side in sides]
    have = Counter(comment.text for comment in comments_of(parse(Text("", content))))
    new = dict(_new_places(sides, old))
    wanted = Counter({text: min(old[text], *(each[text] for each in written)) for text in old})
    wanted.update(text for text, _ in new)
    if beside:
        have |= Counter(comment.text for comment in comments_of(parse(Text("", beside))))
    missing = wanted - have
    most = Counter({text: max(old[text], *(each[text] for each in written)) for text in have})
    content = _without_twins(content, have - most, sides[0])
    if not missing:
        return content
    for (text, address), (side, comment) in [*reversed(new.items()), *_kept_places(sides[0])]:
        if missing[text] > 0:
            missing[text] -= 1
            content = _with(content, text, address, _code_below(side, comment))
    return content


def _without_twins(content: str, twins: Counter[str], ours: Source) -> str:
    """Return the text without comments that came along twice: above a thing of theirs, and above ours where it stood."""
    if not twins:
        return content
    homes = {(comment.text, _code_below(ours, comment)) for comment in comments_of(ours)}
    source = parse(Text("", content))
    gone = []
    for comment in comments_of(source):
        if twins[comment.text] > 0 and comment.alone and (comment.text, _code_below(source, comment)) not in homes:
            twins[comment.text] -= 1
            gone.append(comment.line)
    lines = content.split("\n")
    return "\n".join(line for number, line in enumerate(lines, 1) if number not in gone)


def _new_places(sides: Sequence[Source], old: Counter[str]) -> Iterator[tuple[_Place, tuple[Source, Comment]]]:
    """Yield the comments of which a side has more than the base: the last of its kind, each with its place."""
    for side in sides:
        seen: Counter[str] = Counter()
        address = _addresses(side)
        for comment in comments_of(side):
            seen[comment.text] += 1
            if seen[comment.text] > old[comment.text]:
                yield (comment.text, address(comment)), (side, comment)


def _kept_places(side: Source) -> Iterator[tuple[_Place, tuple[Source, Comment]]]:
    address = _addresses(side)
    yield from (((comment.text, address(comment)), (side, comment)) for comment in comments_of(side))


def _addresses(side: Source) -> Callable[[Comment], tuple[str, ...] | None]:
    """Return a function that finds the address of the entry on the line of a comment, or next below it."""
    keys = sorted(((key.start, path) for path, key in side.keys.items()), key=lambda pair: pair[0])
    starts = [start for start, _ in keys]

    def address(comment: Comment) -> tuple[str, ...] | None:
        at = bisect_left(starts, side.text.line_start(comment.line))
        return side.address(keys[at][1]) if at < len(keys) else None

    return address


def _code_below(side: Source, comment: Comment) -> str:
    """Return what stands beside a comment, or on the next line below it that is no comment."""
    for number in range(comment.line, side.text.lines + 1):
        code = side.text.line(number).split(" #")[0].strip()
        if code and not code.startswith("#"):
            return code
    return ""


def _with(content: str, text: str, address: tuple[str, ...] | None, code: str) -> str:
    """Return the text with a comment above what it stood at; nothing that the text says may change by it."""
    source = parse(Text("", content))
    lines = content.split("\n")
    numbers = [
        source.text.position(key.start)[0] for path, key in source.keys.items() if source.address(path) == address
    ]
    begins = {source.text.position(span.start)[0] for span in (*source.keys.values(), *source.spans.values())}
    numbers += [n for n, line in enumerate(lines, 1) if n in begins and code and line.split(" #")[0].strip() == code]
    for number in numbers:
        at = number - 1
        found = "\n".join([*lines[:at], " " * indent_of(lines[at]) + text, *lines[at:]])
        if parse(Text("", found)).data == source.data:
            return found
    if address is None:
        return content + ("" if content.endswith("\n") else "\n") + text + "\n"
    return "\n".join([text, *lines])
