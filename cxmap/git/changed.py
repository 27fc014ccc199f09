"""Which files changed in git, so that only their maps are checked."""

from __future__ import annotations

import os
from pathlib import Path

from cxmap.git.running import commit_of, line_of, output_of, run, top_of


def changed_files(root: Path, revision: str) -> frozenset[Path]:
    """Return the files that differ between `revision` and the working tree of the repository around `root`.

    What is compared is the point at which the work left `revision` (the merge base with HEAD; the revision itself
    where histories do not meet). Staged and untracked files count, ignored and deleted ones and submodules do not;
    a renamed file counts under its new name. The paths are absolute, with symbolic links resolved.

    Raises:
        CxmapError: git is not installed, `root` is in no repository, or there is no such revision.
    """
    top = Path(top_of(root))
    commit = commit_of(top, revision)
    base = run(top, "merge-base", commit, "HEAD")
    since = line_of(base.stdout) if base.returncode == 0 else commit
    differing = output_of(
        top,
        "diff",
        "--name-only",
        "-z",
        "--no-renames",
        "--no-relative",
        "--diff-filter=d",
        "--ignore-submodules=all",
        since,
        "--",
    )
    untracked = output_of(top, "ls-files", "--others", "--exclude-standard", "-z")
    names = {os.fsdecode(name) for name in (differing + untracked).split(b"\0")}
    # A name that ends with a slash is a repository inside this one. `realpath`, since it does not fail for links in a circle.
    return frozenset(Path(os.path.realpath(top / name)) for name in names if name and not name.endswith("/"))
