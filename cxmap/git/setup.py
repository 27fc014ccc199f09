"""Tells git about journey maps: which files they are, how they are merged, and what is compared in place of the YAML."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

from cxmap.diagnostics import CxmapError
from cxmap.git.running import output_of, run, top_of
from cxmap.language import Words

if TYPE_CHECKING:
    from collections.abc import Sequence

BEGIN, END = "# begin: written by cxmap git-setup", "# end: cxmap git-setup"
_BLOCK = re.compile(rf"{re.escape(BEGIN)}.*?{re.escape(END)}[^\n]*\n?", re.DOTALL)
_MOST_CONFLICTS = 127
"""The exit code of `git merge-file` counts conflicts up to this; what is above is a failure."""
_SETTINGS = {
    "merge.cxmap.name": "journey maps, thing by thing",
    "merge.cxmap.driver": "{program} merge --driver --path %P --marker-size %L %O %A %B"
    " || { test $? = 127 && git merge-file --marker-size=%L -L ours -L base -L theirs %A %O %B; }",
    "diff.cxmap.textconv": 'f() { {program} outline "$1" || { test $? = 127 && cat "$1"; }; }; f',
    "diff.cxmap.cachetextconv": "false",
    "diff.cxmap.xfuncname": "^ {2,4}[^ ].*\\[.*\\]$",
}
"""What git's configuration must say; git hands the commands to a shell.

Where the program is not found (127), as in another environment, git's own merge and the text itself take its place: else
their side of a merge would be gone without a mark.
"""
EVERYWHERE = ("maps/*.yaml", "**/maps/*.yaml")
"""The maps of a repository whose workspace nobody has looked at: where a workspace keeps them, unless it says otherwise."""


def attributes_of(patterns: Sequence[str]) -> str:
    """Return the block of `.gitattributes` for the files that patterns name, from the top of the repository."""
    lines = [f"{_quoted(pattern)} merge=cxmap diff=cxmap" for pattern in patterns]
    return "\n".join([BEGIN, *lines, END]) + "\n"


def _quoted(pattern: str) -> str:
    if any(character in pattern for character in ' \t"\\'):
        return '"' + pattern.replace("\\", "\\\\").replace('"', '\\"') + '"'
    return pattern


def with_attributes(content: str, block: str) -> str:
    """Return `.gitattributes` with a block of ours, in place of an older one; the rest stays as it is."""
    rest = _BLOCK.sub("", content)
    ending = "\r\n" if "\r\n" in rest else "\n"
    if rest and not rest.endswith("\n"):
        rest += ending
    return rest + block.replace("\n", ending)


def without_attributes(content: str) -> str:
    """Return `.gitattributes` without our block."""
    return _BLOCK.sub("", content)


def configure(folder: Path, program: str, *, everywhere: bool) -> tuple[str, ...]:
    """Write the settings into the repository's configuration, or the user's; return those that were not there.

    `program` is how a shell calls cxmap.

    Raises:
        CxmapError: git refuses.
    """
    scope = "--global" if everywhere else "--local"
    written = []
    for name, template in _SETTINGS.items():
        value = template.replace("{program}", program)
        found = run(folder, "config", scope, "--get", name)
        if found.stdout != os.fsencode(value) + b"\n":
            output_of(folder, "config", scope, name, value)
            written.append(name)
    return tuple(written)


def forget(folder: Path, *, everywhere: bool) -> tuple[str, ...]:
    """Take the settings back; return those that were there."""
    scope = "--global" if everywhere else "--local"
    return tuple(name for name in _SETTINGS if run(folder, "config", scope, "--unset-all", name).returncode == 0)


def attributes_everywhere() -> Path:
    """Return the user's own file of attributes, for all repositories."""
    found = run(Path(), "config", "--global", "--type=path", "--get", "core.attributesFile")
    if found.returncode == 0:
        return Path(os.fsdecode(found.stdout.rstrip(b"\n")))
    home = os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config"
    return Path(home) / "git" / "attributes"


def top(folder: Path) -> Path:
    """Return the top of the repository around a folder.

    Raises:
        CxmapError: there is none.
    """
    return Path(top_of(folder))


def merge_lines(base: Path, ours: Path, theirs: Path, *, labels: tuple[str, str], marker: int) -> tuple[bytes, bool]:
    """Return what git's own merge, line by line, makes of three files, and whether that is without conflicts.

    Raises:
        CxmapError: git cannot merge them, such as files that are not text.
    """
    names = ("-L", labels[0], "-L", "base", "-L", labels[1])
    done = run(
        Path(), "merge-file", "-p", f"--marker-size={marker}", *names, *map(os.path.abspath, (ours, base, theirs))
    )
    if done.returncode > _MOST_CONFLICTS:
        said = done.stderr.decode("utf-8", "replace").strip()
        raise CxmapError(Words(f"git cannot merge them: {said}", f"git 无法合并：{said}"))
    return done.stdout, done.returncode == 0
