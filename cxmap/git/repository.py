"""A repository: its revisions, what differs between them, and what files held."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from cxmap.diagnostics import CxmapError
from cxmap.git.running import commit_of, line_of, output_of, run, top_of
from cxmap.language import Words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_FILES = (b"100644", b"100755")
"""The modes of files; links and submodules have others."""


class Blob(NamedTuple):
    """What a file held: the id that git gave to it, and the bytes."""

    id: str
    data: bytes


class Repository:
    """The repository around a folder. Paths in it are written with `/`, from its top.

    Raises:
        CxmapError: git is not installed, or the folder is in no repository.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.top = Path(top_of(folder))

    def commit(self, revision: str) -> str:
        """Return the commit that a revision means.

        Raises:
            CxmapError: git knows no such revision.
        """
        return commit_of(self.top, revision)

    def knows(self, revision: str) -> bool:
        """Whether something is a revision."""
        try:
            commit_of(self.top, revision)
        except CxmapError:
            return False
        return True

    def base(self, one: str, other: str) -> str:
        """Return the commit at which two revisions parted.

        Raises:
            CxmapError: their histories do not meet.
        """
        found = run(self.top, "merge-base", self.commit(one), self.commit(other))
        if found.returncode:
            raise CxmapError(
                Words(f"{one} and {other} have no commit in common", f"{one} 与 {other} 没有共同的提交"),
                Words(
                    "a shallow clone has little history: `git fetch --unshallow`; or compare them with two dots: `A..B`",
                    "浅克隆只有少量历史：`git fetch --unshallow`；或用两个点比较：`A..B`",
                ),
            )
        return line_of(found.stdout)

    def differing(self, before: str, after: str | None, paths: Sequence[str] = ()) -> list[str]:
        """Return the files that differ between two commits, or a commit and the working tree with what is untracked.

        `paths` narrows them to files and folders, from the folder that the repository was opened in.
        """
        narrowed = ("--", *paths)
        sides = (before,) if after is None else (before, after)
        options = ("--name-only", "-z", "--no-renames", "--no-relative", "--no-ext-diff", "--ignore-submodules=all")
        found = output_of(self.folder, "--literal-pathspecs", "diff", *options, *sides, *narrowed)
        if after is None:
            found += output_of(
                self.folder,
                "--literal-pathspecs",
                "ls-files",
                "--others",
                "--exclude-standard",
                "--full-name",
                "-z",
                *narrowed,
            )
        return sorted({os.fsdecode(name) for name in found.split(b"\0") if name and not name.endswith(b"/")})

    def files(self, commit: str) -> dict[str, str]:
        """Return the files of a commit, each with the id of what it holds."""
        found = {}
        for entry in output_of(self.top, "ls-tree", "-r", "-z", "--full-tree", commit).split(b"\0"):
            about, tab, name = entry.partition(b"\t")
            if tab and about.split(b" ")[0] in _FILES:
                found[os.fsdecode(name)] = about.split(b" ")[2].decode()
        return found

    def present(self) -> list[str]:
        """Return the files of the working tree, without those that git ignores."""
        found = output_of(self.top, "ls-files", "--cached", "--others", "--exclude-standard", "-z")
        return sorted({os.fsdecode(name) for name in found.split(b"\0") if name and not name.endswith(b"/")})

    def objects(self, names: Iterable[str]) -> dict[str, Blob]:
        """Return what files held, by names such as `HEAD:maps/a.yaml`, without those that are not there; in one call.

        A name must not have a line end in it.
        """
        wanted = list(dict.fromkeys(names))
        if not wanted:
            return {}
        asked = b"".join(os.fsencode(name) + b"\n" for name in wanted)
        answer = output_of(self.top, "cat-file", "--batch", asked=asked)
        found, at = {}, 0
        for name in wanted:
            end = answer.index(b"\n", at)
            id_, kind, *size = answer[at:end].rsplit(b" ", 2)
            if not size or kind not in (b"blob", b"tree", b"commit", b"tag"):
                at = end + 1  # `NAME missing`
                continue
            start, at = end + 1, end + 1 + int(size[0]) + 1
            if kind == b"blob":
                found[name] = Blob(id_.decode(), answer[start : at - 1])
        return found
