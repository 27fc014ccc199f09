"""Proofs that a change to a text has kept what it says."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from cxmap.diagnostics import CxmapError
from cxmap.language import Words
from cxmap.source.comments import comments_of

if TYPE_CHECKING:
    from cxmap.diagnostics import Path
    from cxmap.source import Source


class NotProven(CxmapError):  # noqa: N818  said of a change, not of the file
    """A fault of cxmap: a change it made would lose something. `difference` says what, in words for its developers."""

    def __init__(self, name: str, difference: str) -> None:
        super().__init__(
            Words(
                f"{name} is left as it is: cxmap cannot prove that its new form says the same ({difference})",
                f"{name} 未改动：cxmap 无法证明新写法的内容不变（{difference}）",
            ),
            Words("this is a fault of cxmap; please report it with the file", "这是 cxmap 的缺陷，请附上文件反馈"),
        )
        self.difference = difference


def differing_path(before: Any, after: Any, path: Path = ()) -> Path | None:
    """Return the first place at which two data differ, in value or type; the order of keys does not count."""
    if type(before) is not type(after):
        return path
    if isinstance(before, dict):
        if before.keys() != after.keys():
            return (*path, *sorted(before.keys() ^ after.keys())[:1])
        pairs = ((name, value, after[name]) for name, value in before.items())
    elif isinstance(before, list):
        if len(before) != len(after):
            return (*path, min(len(before), len(after)))
        pairs = ((index, *both) for index, both in enumerate(zip(before, after, strict=True)))
    else:
        return None if before == after or before != before else path  # not a number is not equal to itself
    for step, one, other in pairs:
        found = differing_path(one, other, (*path, step))
        if found is not None:
            return found
    return None


def differing_comments(before: Source, after: Source) -> Counter[str]:
    """Return the comments that only one of two texts has."""
    one, other = (Counter(comment.text for comment in comments_of(source)) for source in (before, after))
    return (one - other) + (other - one)
