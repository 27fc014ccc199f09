"""`cxmap merge`, `cxmap git-setup` and `cxmap outline`."""

from __future__ import annotations

import gc
import os
import shlex
import sys
from pathlib import Path, PurePosixPath
from shutil import which
from typing import TYPE_CHECKING

from cxmap.cli.complaints import complain
from cxmap.cli.files import write_whole
from cxmap.cli.help import language as spoken_here
from cxmap.diagnostics import CxmapError, InvalidFile, Text
from cxmap.language import Words, listed
from cxmap.report.terminal import utf8_stdout
from cxmap.source import decode, read_text
from cxmap.workspace import Workspace, workspace_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cxmap.language import Language
    from cxmap.merge import Outcome


_GIT_SAYS = "GITHEAD_"
"""What the names of variables begin with by which `git merge` tells what the commits that it merges are called."""


def merge_files(
    base: str, ours: str, theirs: str, *, driver: bool, path: str | None, marker: int, output: str | None
) -> int:
    """Merge three files; return 0, or 1 where conflicts are left. As git's driver, write to `ours` whatever happens."""
    gc.disable()  # what is read stays to the end
    from cxmap.git.setup import merge_lines
    from cxmap.merge import merge_texts

    labels = ("ours", "theirs")

    def in_lines() -> str | None:
        data, clean = merge_lines(Path(base), Path(ours), Path(theirs), labels=labels, marker=marker)
        return decode(data, ours).content if clean else None

    name = path or ours
    try:
        old, one, other = (Text(name, read_text(each).content) for each in (base, ours, theirs))
        found = merge_texts(old, one, other, in_lines, labels=labels, marker=marker, workspace=_workspace(name))
    except CxmapError as error:
        if not driver:
            raise
        return _by_lines(name, error, base, ours, theirs, marker)
    if driver and not found.conflicts:
        found = _with_their_library(name, found)
    _say(name, found)
    target = output or (ours if driver else None)
    if target is None:
        utf8_stdout()
        sys.stdout.write(found.content)
    else:
        _write(Path(target), found.content, as_was=Path(ours))
    return int(not found.clean)


def _by_lines(name: str, error: CxmapError, base: str, ours: str, theirs: str, marker: int) -> int:
    """Leave a file that is no map, or a broken one, to git's own merge, and say so where it is one of ours."""
    from cxmap.git.setup import merge_lines

    try:
        data, clean = merge_lines(Path(base), Path(ours), Path(theirs), labels=("ours", "theirs"), marker=marker)
    except CxmapError as failure:  # what cannot be merged stays as it is
        complain(error)
        complain(failure)
        return 1
    Path(ours).write_bytes(data)
    not_a_map = isinstance(error, InvalidFile) and any(found.code == "not-a-map" for found in error.diagnostics)
    if not not_a_map:
        reason = error.diagnostics[0].message if isinstance(error, InvalidFile) and error.diagnostics else error.message
        complain(
            CxmapError(
                Words(f"{name} is merged line by line: {reason.en}", f"{name} 按行合并：{reason.zh}"),
                Words("check it with `cxmap lint`", "请用 `cxmap lint` 检查"),
            )
        )
    return int(not clean)


def _workspace(name: str) -> Workspace | None:
    """Return the workspace of a map; while its own file is being merged, as it was before."""
    folder = Path(name).parent
    try:
        return workspace_of(folder if folder.is_dir() else Path())
    except CxmapError:
        from cxmap.git import Repository
        from cxmap.snapshots import Snapshot

        try:
            repository = Repository(Path())
            inside = (Path.cwd() / name).resolve().relative_to(repository.top.resolve())
            return Snapshot(repository, repository.commit("HEAD"), "HEAD").workspace(PurePosixPath(inside).as_posix())
        except (CxmapError, ValueError):
            return None


def _with_their_library(name: str, found: Outcome) -> Outcome:
    """Check a merge against the shared library of the branch that is merged, where git says which that is."""
    from cxmap.git import Repository
    from cxmap.merge.files import faults_by_removal
    from cxmap.snapshots import Snapshot

    heads = [key.removeprefix(_GIT_SAYS) for key in os.environ if key.startswith(_GIT_SAYS)]
    if len(heads) != 1:
        return found
    try:
        repository = Repository(Path())
        inside = (Path.cwd() / name).resolve().relative_to(repository.top.resolve()).as_posix()
        theirs, base = (
            Snapshot(repository, commit, commit[:8]).workspace(inside)
            for commit in (repository.commit(heads[0]), repository.base("HEAD", heads[0]))
        )
    except (CxmapError, ValueError):
        return found
    return faults_by_removal(name, found, theirs, base)


def _say(name: str, found: Outcome) -> None:
    spoken = spoken_here()
    for place in found.conflicts:
        where = " › ".join(place[1:] or place)
        said = Words(f"{name}: both changed {where}", f"{name}：双方都改了 {where}")
        sys.stderr.write(f"cxmap: {said.said(spoken)}\n")
    if found.faults:
        from cxmap.report.findings import FileFindings
        from cxmap.report.findings.text import as_text
        from cxmap.report.terminal import write_lines

        said = Words(
            f"{name}: what both did does not go together; please mend it before you commit",
            f"{name}：双方的改动放在一起不成立，请修正后再提交",
        )
        sys.stderr.write(f"cxmap: {said.said(spoken)}\n")
        if not found.conflicts:
            write_lines(as_text(FileFindings(Text(name, found.content), found.faults), spoken), sys.stderr)


def _write(path: Path, content: str, *, as_was: Path) -> None:
    mark = b"\xef\xbb\xbf" if as_was.read_bytes().startswith(b"\xef\xbb\xbf") else b""
    if path == as_was:  # git's own temporary file: it must stay the file that git knows
        path.write_bytes(mark + content.encode("utf-8"))
    else:
        write_whole(path, mark + content.encode("utf-8"))


def print_outline(path: str, language: Language | None) -> int:
    """Print a map as an outline; a file that is no valid map as it is, since git must show something.

    A file with conflict markers is outlined with markers where the outlines of its sides differ.
    """
    from cxmap.diff.outline import outline
    from cxmap.document import load_text
    from cxmap.merge.markers import marked, sides_of

    def outlined(text: Text) -> str:
        document = load_text(text, _workspace(path), alone=True)
        return "".join(f"{line}\n" for line in outline(document, language or document.language))

    text = read_text(path) if not Path(path).is_file() else None  # says what is wrong with it
    try:
        text = text or read_text(path)
        sides = sides_of(text.content)
        if sides is None:
            said = outlined(text)
        else:
            ours, theirs = (outlined(Text(text.name, side)) for side in sides)
            said = marked(ours, theirs, ("ours", "theirs"), 7)
    except CxmapError:
        sys.stdout.buffer.write(Path(path).read_bytes())
        return 0
    sys.stdout.buffer.write(said.encode("utf-8"))
    return 0


def set_up_git(*, everywhere: bool, undo: bool) -> int:
    """Write the attributes and the settings, or take them back, and say what was done."""
    from cxmap.git import setup

    top = Path() if everywhere else setup.top(Path())
    attributes = setup.attributes_everywhere() if everywhere else top / ".gitattributes"
    content = attributes.read_bytes().decode("utf-8", "surrogateescape") if attributes.is_file() else ""
    if undo:
        wanted = setup.without_attributes(content)
        changed = setup.forget(top, everywhere=everywhere)
    else:
        patterns = setup.EVERYWHERE if everywhere else _patterns(top)
        wanted = setup.with_attributes(content, setup.attributes_of(patterns))
        changed = setup.configure(top, _program(), everywhere=everywhere)
    spoken = spoken_here()
    if wanted != content:
        if wanted:
            attributes.parent.mkdir(parents=True, exist_ok=True)
            write_whole(attributes, wanted.encode("utf-8", "surrogateescape"))
        else:
            attributes.unlink()
        sys.stdout.write(_told(undo=undo, name=str(attributes) if everywhere else attributes.name, spoken=spoken))
    if changed:
        place = (
            Words("your git configuration", "你的 git 配置")
            if everywhere
            else Words("this clone’s git configuration", "此克隆的 git 配置")
        )
        sys.stdout.write(_told(undo=undo, name=f"{place.said(spoken)} ({listed(changed, spoken)})", spoken=spoken))
    if not changed and wanted == content:
        sys.stdout.write(Words("nothing to do: it is as it should be\n", "无需改动，已经就绪\n").said(spoken))
    elif not undo:
        done = Words(
            "git merge, rebase, diff and log -p now read journey maps in maps/, in every repository of yours\n",
            "现在你的所有仓库里，git merge、rebase、diff、log -p 都能读懂 maps/ 中的旅程图\n",
        )
        sys.stdout.write(
            done.said(spoken)
            if everywhere
            else Words(
                "git merge, rebase, diff and log -p now read journey maps; commit .gitattributes, and run this once in every clone\n",
                "git merge、rebase、diff、log -p 现在能读懂旅程图；请提交 .gitattributes，并在每个克隆里运行一次本命令\n",
            ).said(spoken)
        )
    return 0


def _program() -> str:
    """Return how a shell calls cxmap: by its name, or by this Python where no folder of programs has it."""
    return "cxmap" if which("cxmap") else f"{shlex.quote(Path(sys.executable).as_posix())} -m cxmap"


def _told(*, undo: bool, name: str, spoken: Language) -> str:
    return (
        Words(f"taken back: {name}\n", f"已撤销：{name}\n")
        if undo
        else Words(f"written: {name}\n", f"已写入：{name}\n")
    ).said(spoken)


def _patterns(top: Path) -> Sequence[str]:
    """Return the patterns of the workspaces' maps in a repository; of one without a workspace every YAML file."""
    from cxmap.git import Repository

    found = []
    for name in Repository(top).present():
        if PurePosixPath(name).name == "cxmap.yaml" and (top / name).is_file():
            workspace = workspace_of((top / name).parent)
            folder = PurePosixPath(name).parent.as_posix()
            below = "/" if folder == "." else f"/{folder}/"
            found += [
                below + PurePosixPath(pattern).as_posix() for pattern in (workspace.file.maps if workspace else ())
            ]
    return found or ["*.yaml", "*.yml"]
