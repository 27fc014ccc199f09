"""The story of a map over its commits, and who last changed what of each touchpoint."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from cxmap.diagnostics import CxmapError
from cxmap.diff.comparing import compare_documents
from cxmap.model.reading import called, places
from cxmap.snapshots import Snapshot

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cxmap.diff.changes import Change, Comparison
    from cxmap.document import Document
    from cxmap.git import Commit, Repository, Step
    from cxmap.language import Language

ASPECTS = ("emotion", "owner", "pain_points")
"""What is asked of a touchpoint: who last changed it."""


@dataclass(frozen=True, slots=True)
class Chapter:
    """What a commit did to a map; where one of the versions is not a valid map, why they could not be compared.

    `against` is the commit that it was compared with, where those between are no valid maps.
    """

    commit: Commit
    comparison: Comparison | None
    failure: CxmapError | None = None
    against: Commit | None = None


_Known = dict[tuple[str, str, str], "Document"]


def story(repository: Repository, steps: Sequence[Step]) -> Iterator[Chapter]:
    """Yield what each commit did to a map, in the order of the steps, newest first; each version is read once.

    Of a merge that is what it did itself: what differs from every one of its parents. A version that is no valid map is
    passed over: the next valid one is compared with the last that was valid before. What changed of the shared library is
    told where the map uses it.
    """
    known: _Known = {}
    for number, (commit, before, after, own) in enumerate(steps):
        try:
            newer = _version(repository, commit.id, after, known)
        except CxmapError as error:
            if own:
                yield Chapter(commit, None, error)
            continue
        against: Commit | None = None
        try:
            older = _version(repository, commit.parent, before, known) if commit.parent else None
        except CxmapError:
            against, older = _last_valid(repository, steps[number + 1 :], known)
        if older is None and newer is None:
            continue
        comparison = compare_documents(older, newer)
        if commit.merged:
            comparison = _of_the_merge(repository, commit, before, comparison, known)
        if comparison.changes or (own and not commit.merged):
            yield Chapter(commit, comparison, None, against)


def _last_valid(repository: Repository, steps: Sequence[Step], known: _Known) -> tuple[Commit | None, Document | None]:
    """Return the newest of some versions that is a valid map, and its commit."""
    for commit, _, after, _ in steps:
        try:
            return commit, _version(repository, commit.id, after, known)
        except CxmapError:
            continue
    return None, None


def _of_the_merge(
    repository: Repository, commit: Commit, name: str | None, comparison: Comparison, known: _Known
) -> Comparison:
    """Return what a merge did that none of its parents has."""
    changes = list(comparison.changes)
    for parent in commit.merged:
        try:
            other = _version(repository, parent, name, known)
        except CxmapError:
            continue
        if other is not None and comparison.after is not None:
            there = {_place(change) for change in compare_documents(other, comparison.after).changes}
            changes = [change for change in changes if _place(change) in there]
    return replace(comparison, changes=tuple(changes))


def _place(change: Change) -> tuple[object, ...]:
    """Return what a change is about: the thing as it is now, and the field."""
    item = change.item
    return item.kind, item.id or item.path, change.field, change.after is None, str(change.new)


def _version(repository: Repository, commit: str, name: str | None, known: _Known) -> Document | None:
    snapshot = Snapshot(repository, commit, commit[:8], known)
    return snapshot.document(name) if name is not None and snapshot.read([name]) else None


class Touch(NamedTuple):
    """Who last changed something of a touchpoint; None where history does not say."""

    stage: str
    touchpoint: str
    id: str | None
    commits: dict[str, Commit | None]


def last_touches(document: Document, chapters: Sequence[Chapter], language: Language | None = None) -> list[Touch]:
    """Return for each touchpoint of a map the commits that last changed its emotion, owner and pain points.

    `chapters` are those of the map, newest first. Where nobody has changed it since, it is who brought the touchpoint.
    """
    found: dict[tuple[str, str], Commit] = {}
    name = {
        place.touchpoint.id or called(place.touchpoint, document.language): place for place in places(document.journey)
    }
    known_as = {key: key for key in name}  # what a touchpoint of today was called, going back
    for chapter in chapters:
        comparison = chapter.comparison
        if comparison is None:
            continue
        if comparison.before is None or comparison.structure is None:
            for today in known_as.values():
                for aspect in ASPECTS:
                    found.setdefault((today, aspect), chapter.commit)
            break
        for change in comparison.changes:
            _note(change, chapter.commit, known_as, found, document)
        for change in comparison.changes:
            if change.kind.id == "id-renamed" and change.item.kind == "touchpoint" and change.new in known_as:
                known_as[str(change.old)] = known_as.pop(str(change.new))
    return [
        Touch(
            called(place.stage, language or document.language),
            called(place.touchpoint, language or document.language),
            place.touchpoint.id,
            {aspect: found.get((key, aspect)) for aspect in ASPECTS},
        )
        for key, place in name.items()
    ]


def _note(
    change: Change,
    commit: Commit,
    known_as: dict[str, str],
    found: dict[tuple[str, str], Commit],
    document: Document,
) -> None:
    item = change.after
    touchpoint = item.above("touchpoint") if item is not None else None
    if item is None and change.before is not None:
        touchpoint = change.before.above("touchpoint")
    if touchpoint is None:
        return
    today = known_as.get(touchpoint.id or touchpoint.title(document.language))
    if today is None:
        return
    if change.item.kind == "touchpoint" and change.kind.id == "item-added":
        aspects: Sequence[str] = ASPECTS
    elif change.item.kind == "pain-point":
        aspects = ("pain_points",)
    else:
        aspects = [aspect for aspect in ASPECTS if change.item is touchpoint and change.field[:1] == (aspect,)]
    for aspect in aspects:
        found.setdefault((today, aspect), commit)
