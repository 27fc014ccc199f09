"""The commits that changed a file, under whatever name, and the points at which a repository is looked back on."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING, NamedTuple

from cxmap.git.running import output_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxmap.git.repository import Repository

_FIELD = "\x1f"
_BEGIN = re.compile(r"\x1e(?=[0-9a-f]{40,64}\x1f[0-9a-f ]*\x1f)")
"""What a commit begins with; its subject may hold anything."""
_FORMAT = f"%x1e{'%x1f'.join(('%H', '%P', '%an', '%as', '%D', '%s'))}"


class Commit(NamedTuple):
    """A commit: its id, its first parent, who wrote it, on which day where they were, its tags, what it is about.

    `merged` are its other parents.
    """

    id: str
    parent: str | None
    author: str
    day: str
    tags: tuple[str, ...]
    subject: str
    merged: tuple[str, ...] = ()

    @property
    def short(self) -> str:
        """The id as people write it."""
        return self.id[:8]


class Step(NamedTuple):
    """A commit that changed a file, and the file's name before and after it; None where it was not there.

    One that is not the file's `own` changed another file, which it depends on.
    """

    commit: Commit
    before: str | None
    after: str | None
    own: bool = True


def steps_of(repository: Repository, path: str, revisions: str = "HEAD") -> list[Step]:
    """Return the commits that changed the file at `path`, newest first, followed through renames.

    `path` is written from the folder that the repository was opened in. Merges that brought nothing of their own are
    left out: in the others the file differs from that of every parent.
    """
    what = ("--follow", "-M", "-c", "--name-status", "-z", f"--format={_FORMAT}")
    where = ("--end-of-options", revisions, "--", path)
    found = output_of(repository.folder, "--literal-pathspecs", "log", *what, *where)
    steps = []
    for record in _BEGIN.split(os.fsdecode(found))[1:]:
        step = _step(record)
        if step is not None:
            steps.append(step)
            if step.before is None and step.after is not None:
                break  # what git follows beyond is the file that this one was copied from
    return steps


def _step(record: str) -> Step | None:
    head, *rest = record.split("\0")
    commit = _commit(head.split(_FIELD, 5))
    names = [part.strip("\n") for part in rest if part.strip("\n")]
    if not names:
        return None
    status, first, *second = names
    if len(commit.merged) and len(status) > 1 and status.isalpha():
        return Step(commit, first, first)  # what stood in both parents, and is neither
    if status[0] == "R":
        return Step(commit, first, second[0])
    if status[0] == "C":
        return Step(commit, None, second[0])
    return Step(commit, None if status[0] == "A" else first, None if status[0] == "D" else first)


def _commit(fields: list[str]) -> Commit:
    id_, parents, author, day, refs, subject = fields
    tags = tuple(
        ref.removeprefix("tag: ").removeprefix("refs/tags/") for ref in refs.split(", ") if ref.startswith("tag: ")
    )
    first, *merged = parents.split(" ")
    return Commit(id_, first or None, author, day, tags, subject.strip("\n"), tuple(merged))


def with_steps_of(repository: Repository, steps: list[Step], other: str, revisions: str = "HEAD") -> list[Step]:
    """Return the steps of a file together with those of another, on which it depends; newest first.

    `other` is written from the folder that the repository was opened in.
    """
    if not steps:
        return steps
    own = {step.commit.id for step in steps}
    order = order_of(repository, revisions)
    every = [*steps, *(step for step in steps_of(repository, other, revisions) if step.commit.id not in own)]
    found: list[Step] = []
    name = steps[0].after or steps[0].before
    for step in sorted(every, key=lambda step: order.get(step.commit.id, len(order))):
        if step.commit.id in own:
            found.append(step)
            if step.before is None:
                break
            name = step.before
        else:
            found.append(Step(step.commit, name, name, own=False))
    return found


def order_of(repository: Repository, revisions: str = "HEAD") -> dict[str, int]:
    """Return the place of every commit of some revisions in their history, newest first."""
    ids = output_of(repository.top, "log", "--format=%H", "--end-of-options", revisions, "--").split()
    return {id_.decode(): place for place, id_ in enumerate(ids)}


def points_of(repository: Repository, *, by: str, revision: str = "HEAD") -> list[tuple[str, Commit]]:
    """Return the points at which the history of a revision is looked at, oldest first, each with its label.

    `by` is `tag` (every commit that has one), `month` (the last commit of each month) or `commit`; along first parents.
    """
    commits = list(_first_parents(repository, revision))
    if by == "tag":
        return [(commit.tags[0], commit) for commit in commits if commit.tags]
    if by == "commit":
        return [(commit.short, commit) for commit in commits]
    months: dict[str, Commit] = {}
    for commit in commits:
        months[commit.day[:7]] = commit
    return sorted(months.items())


def _first_parents(repository: Repository, revision: str) -> Iterator[Commit]:
    arguments = ("log", "--first-parent", "--reverse", f"--format={_FORMAT}", "--end-of-options", revision, "--")
    for record in _BEGIN.split(os.fsdecode(output_of(repository.top, *arguments)))[1:]:
        yield _commit(record.split(_FIELD, 5))
