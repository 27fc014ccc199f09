"""Merges three texts of a map: as text where that says what the maps say together, else thing by thing.

Whatever comes out has been read again: it says what was merged, and every comment of either side is in it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from cxmap.diagnostics import CxmapError, InvalidFile, Text
from cxmap.document import load_text
from cxmap.language import Words
from cxmap.merge.comments import with_comments
from cxmap.merge.markers import marked, sides_of
from cxmap.merge.merging import Merge
from cxmap.merge.nodes import plain, three_versions
from cxmap.merge.opening import opened
from cxmap.merge.writing import rewritten
from cxmap.source import parse

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from cxmap.diagnostics import Diagnostic
    from cxmap.document import Document
    from cxmap.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Outcome:
    """A merged text; the places of conflicts, which the text has between markers; what makes it no valid map."""

    content: str
    conflicts: tuple[tuple[str, ...], ...] = ()
    faults: tuple[Diagnostic, ...] = ()

    @property
    def clean(self) -> bool:
        """Whether nothing is left to be done."""
        return not self.conflicts and not self.faults


class NotMerged(CxmapError):  # noqa: N818  said of a merge, not of the file
    """The three texts cannot be merged thing by thing; the reason is in words."""


def merge_texts(
    base: Text,
    ours: Text,
    theirs: Text,
    as_text: Callable[[], str | None],
    *,
    labels: tuple[str, str] = ("ours", "theirs"),
    marker: int = 7,
    workspace: Workspace | None = None,
) -> Outcome:
    """Merge three versions of a map; `as_text` returns what a merge line by line gives, None where that has conflicts.

    Raises:
        InvalidFile: a version is not a valid map.
        NotMerged: a version is written in a way that cannot be merged thing by thing.
    """
    ending = _line_end(ours)
    before = sides_of(_lf(base.content))  # git merges the bases of crossed histories, and leaves markers in them
    contents = [before[0] if before is not None else _lf(base.content), _lf(ours.content), _lf(theirs.content)]
    names = (base.name, ours.name, theirs.name)
    # Each may refer to what the shared library has, or had, beside that version.
    documents = [load_text(Text(*each), workspace, alone=True) for each in zip(names, contents, strict=True)]
    known = {_fault(fault) for each in documents[1:] for fault in _faults(each.source.text, workspace)}
    first = _side(documents, prefer_ours=True)
    conflicts = first.conflicts
    if not conflicts:
        lines = as_text()
        in_lines = lines is not None and _says(_lf(lines), first.data)
        merged = _lf(lines) if lines is not None and in_lines else first.content
        merged = with_comments(merged, documents)
        faults = [fault for fault in _faults(Text(ours.name, merged), workspace) if _fault(fault) not in known]
        return Outcome(_ended(merged, ending), (), tuple(faults))
    sides = (first, _side(documents, prefer_ours=False))
    contents = [with_comments(side.content, documents, sides[1 - n].content) for n, side in enumerate(sides)]
    faults = [
        fault
        for content in contents
        for fault in _faults(Text(ours.name, content), workspace)
        if _fault(fault) not in known
    ]
    return Outcome(_ended(marked(*opened(contents[0], contents[1]), labels, marker), ending), conflicts, tuple(faults))


def faults_by_removal(name: str, found: Outcome, theirs: Workspace | None, base: Workspace | None) -> Outcome:
    """Return a merge with what it refers to and the other side has taken out of the shared library.

    What ours has just put into it, and theirs never had, is none of that.
    """
    here = Text(name, found.content)
    before = {_fault(fault) for fault in _faults(here, base)}
    gone = [fault for fault in _faults(here, theirs) if _fault(fault) not in before]
    known = {_fault(fault) for fault in found.faults}
    return replace(found, faults=(*found.faults, *(fault for fault in gone if _fault(fault) not in known)))


@dataclass(frozen=True, slots=True)
class _Side:
    """A merge in which one side is preferred in conflicts."""

    content: str
    data: object
    conflicts: tuple[tuple[str, ...], ...]


def _side(documents: Sequence[Document], *, prefer_ours: bool) -> _Side:
    base, ours, theirs = documents
    # Where our text cannot be made to say it, theirs may.
    for one, other, prefer in ((ours, theirs, prefer_ours), (theirs, ours, not prefer_ours)):
        merge = Merge(prefer)
        target = merge.merged(*three_versions(base, one, other))
        data = plain(target)
        try:
            content = rewritten(one.source, other.source, target)
        except ValueError:  # two edits meet: not in the other text
            continue
        if _says(content, data):
            return _Side(content, data, tuple(dict.fromkeys(merge.conflicts)))
    raise NotMerged(
        Words(f"{ours.name} cannot be merged thing by thing", f"{ours.name} 无法逐项合并"),
        Words("look at both with `cxmap diff`, and merge them by hand", "请用 `cxmap diff` 查看双方改动，再手工合并"),
    )


def _says(content: str, data: object) -> bool:
    source = parse(Text("", content))
    return source.complete and source.data == data


def _fault(fault: Diagnostic) -> tuple[str, str]:
    return fault.code, fault.message.en


def _faults(text: Text, workspace: Workspace | None) -> tuple[Diagnostic, ...]:
    try:
        load_text(text, workspace)
    except InvalidFile as error:
        return tuple(error.diagnostics)
    return ()


def _lf(content: str) -> str:
    return content.replace("\r\n", "\n").replace("\r", "\n")


def _line_end(text: Text) -> str:
    return "\r\n" if text.content.count("\r\n") * 2 > text.content.count("\n") else "\n"


def _ended(content: str, ending: str) -> str:
    return content.replace("\n", ending) if ending != "\n" else content
