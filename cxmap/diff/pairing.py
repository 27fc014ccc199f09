"""Finds which map of one version is which of the other: by id, then by file, wherever a file has moved to."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cxmap.diagnostics import CxmapError, InvalidFile
from cxmap.diff.comparing import compare_documents
from cxmap.diff.items import tree_of
from cxmap.diff.structure import compare
from cxmap.document import load, load_text
from cxmap.language import Words
from cxmap.source.reading import decode
from cxmap.workspace import FILE_NAME, find_maps

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from cxmap.diff.changes import Comparison
    from cxmap.document import Document
    from cxmap.git import Repository
    from cxmap.snapshots import Snapshot


@dataclass(slots=True)
class Compared:
    """The comparisons of all maps that changed, and what could not be compared, with the reason."""

    comparisons: list[Comparison] = field(default_factory=list)
    failures: list[CxmapError] = field(default_factory=list)


STDIN = "-"
"""Stands for a map that comes from stdin instead of a file."""
_STDIN_NAME = "<stdin>"


def compare_paths(before: str, after: str, piped: bytes | None = None) -> Compared:
    """Compare two maps, or the maps of two folders; one of them may be `-` for the map in `piped`.

    Raises:
        CxmapError: there is nothing to compare.
    """
    found = Compared()
    if STDIN in (before, after):
        given = after if before == STDIN else before
        files = _loaded(given, found.failures)
        if found.failures:
            return found
        if len(files) != 1:
            raise CxmapError(
                Words(
                    f"{given} holds {len(files)} maps: stdin is one",
                    f"{given} 有 {len(files)} 张地图，标准输入只有一张",
                ),
                Words("name one map to compare it with", "请指定要对比的那一张地图"),
            )
        try:
            read = load_text(decode(piped or b"", _STDIN_NAME), files[0].workspace)
        except CxmapError as error:
            found.failures.append(error)
            return found
        pair = (read, files[0]) if before == STDIN else (files[0], read)
        found.comparisons.append(compare_documents(*pair))
        return found
    is_pair = Path(before).is_file() and Path(after).is_file()
    olds = _loaded(before, found.failures)
    news = _loaded(after, found.failures)
    if is_pair:
        if olds and news:
            found.comparisons.append(compare_documents(olds[0], news[0]))
        return found
    _pair(olds, news, found, lambda name, root: Path(name).relative_to(root).as_posix(), before, after)
    return found


def _loaded(path: str, failures: list[CxmapError]) -> list[Document]:
    documents = []
    for map_file in find_maps([path]):
        try:
            documents.append(load(map_file.path, map_file.workspace))
        except CxmapError as error:
            failures.append(error)
    return documents


def _pair(
    olds: Sequence[Document],
    news: Sequence[Document],
    found: Compared,
    place: Callable[[str, Any], str],
    before: Any,
    after: Any,
) -> None:
    """Compare maps with each other: of the same id and file first, then of the same id, then of the same file."""
    left = list(olds)

    def take(is_it: Callable[[Document], bool]) -> Document | None:
        """Return the first of the older maps that is it, and take it away."""
        for old in left:
            if is_it(old):
                left.remove(old)
                return old
        return None

    pairs: dict[int, Document] = {}
    for by_id, by_place in ((True, True), (True, False), (False, True)):
        for number, new in enumerate(news):
            if number not in pairs:
                id_, where = new.journey.id, place(new.name, after)
                old = take(
                    lambda old, id_=id_, where=where, by_id=by_id, by_place=by_place: (  # type: ignore[misc]
                        (not by_id or old.journey.id == id_) and (not by_place or place(old.name, before) == where)
                    )
                )
                if old is not None:
                    pairs[number] = old
    for number, new in enumerate(news):
        _compare(pairs.get(number), new, found)
    for old in left:
        _compare(old, None, found)


def _compare(old: Document | None, new: Document | None, found: Compared) -> None:
    comparison = compare_documents(old, new)
    if comparison.changes or old is None or new is None:
        found.comparisons.append(comparison)


def compare_snapshots(repository: Repository, before: Snapshot, after: Snapshot, paths: Sequence[str] = ()) -> Compared:
    """Compare the maps of a repository at two points; only what git says has changed is read."""
    if before.commit is None:
        raise ValueError("the older version is a commit")
    found = Compared()
    names = repository.differing(before.commit, after.commit)  # all: a map may have been elsewhere before
    maps = {side: dict.fromkeys(name for name in names if side.is_map(name)) for side in (before, after)}
    for name in names:
        if Path(name).name == FILE_NAME:
            for side, known in maps.items():
                known.update(dict.fromkeys(_touched(name, before, after, side, found.failures)))
    documents = {side: _read(side, known, found.failures) for side, known in maps.items()}
    failed = {_place(error, side) for side in maps for error in found.failures}
    olds = [document for document in documents[before] if _name(document, before) not in failed]
    news = [document for document in documents[after] if _name(document, after) not in failed]
    _pair(olds, news, found, lambda name, side: _bare(name, side), before, after)
    return _narrowed(found, repository, before, after, paths) if paths else found


def _narrowed(
    found: Compared, repository: Repository, before: Snapshot, after: Snapshot, paths: Sequence[str]
) -> Compared:
    """Return what concerns some files and folders, under their names now or before."""
    top = repository.top.resolve()
    wanted = [Path(path).absolute() for path in paths]
    wanted += [path.resolve() for path in wanted]

    def is_wanted(name: str) -> bool:
        place = top / name
        return any(place == path or path in place.parents for path in wanted)

    def concerns(comparison: Comparison) -> bool:
        sides = ((comparison.before, before), (comparison.after, after))
        return any(document is not None and is_wanted(_name(document, side)) for document, side in sides)

    def is_about(error: CxmapError) -> bool:
        places = {_place(error, side) for side in (before, after)} - {""}
        return not places or any(Path(place).name == FILE_NAME or is_wanted(place) for place in places)

    return Compared(list(filter(concerns, found.comparisons)), list(filter(is_about, found.failures)))


def _read(side: Snapshot, names: Iterable[str], failures: list[CxmapError]) -> list[Document]:
    side.read(names)  # all at once
    documents = []
    for name in names:
        try:
            documents.append(side.document(name))
        except CxmapError as error:
            failures.append(error)
    return documents


def _bare(name: str, side: Snapshot) -> str:
    return name.removeprefix(f"{side.label}:") if side.label else name


def _name(document: Document, side: Snapshot) -> str:
    return _bare(document.name, side)


def _place(error: CxmapError, side: Snapshot) -> str:
    return _bare(error.text.name, side) if isinstance(error, InvalidFile) else ""


def _touched(
    workspace: str, before: Snapshot, after: Snapshot, side: Snapshot, failures: list[CxmapError]
) -> Iterator[str]:
    """Yield the maps of a workspace that name something in the shared library which has changed."""
    ids = _changed_ids(workspace, before, after, failures)
    if not ids:
        return
    wanted = [identifier.encode() for identifier in ids]
    maps = [name for name in side.files() if name.endswith((".yaml", ".yml"))]
    for name, data in side.read(maps).items():
        if any(identifier in data for identifier in wanted) and side.is_map(name):
            yield name


def _changed_ids(workspace: str, before: Snapshot, after: Snapshot, failures: list[CxmapError]) -> set[str]:
    libraries = []
    for side in (before, after):
        try:
            found = side.workspace(workspace)
        except CxmapError as error:
            failures.append(error)
            return set()
        libraries.append(found.library if found is not None else None)
    old, new = libraries
    if old is None or new is None or old == new:
        return set()
    ids: set[str] = set()
    for edit in compare(tree_of(old, "zh", "library"), tree_of(new, "zh", "library")).edits:
        for item in (getattr(edit, "before", None), getattr(edit, "after", None)):
            while item is not None:
                ids.update([item.id] if item.id else [])
                item = item.parent
    return ids


def nothing_to_compare(path: str) -> CxmapError:
    """Return the error for something that is neither a revision nor a file."""
    return CxmapError(
        Words(f"{path!r} is no revision, file or folder", f"{path!r} 不是版本、文件或文件夹"),
        Words(
            "`cxmap diff REV [REV] [PATHS]` compares revisions, `cxmap diff A.yaml B.yaml` two maps",
            "`cxmap diff 版本 [版本] [路径]` 比较版本，`cxmap diff A.yaml B.yaml` 比较两张地图",
        ),
    )
