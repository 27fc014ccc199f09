"""`cxmap init`."""

from __future__ import annotations

import os
from contextlib import suppress
from importlib.resources import files
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from cxmap.cli.commands import command
from cxmap.cli.files import write_new
from cxmap.diagnostics import CxmapError
from cxmap.language import Language, Words, listed
from cxmap.model.schema import packaged_schema
from cxmap.report.cells import cell_width, padded, printable
from cxmap.report.terminal import write_lines
from cxmap.workspace import FILE_NAME

if TYPE_CHECKING:
    from collections.abc import Iterator
    from importlib.resources.abc import Traversable

    from cxmap.report.findings import Styled

_GITIGNORE = ".gitignore"
_PICTURES = "posters"
_MEANINGS = {
    FILE_NAME: Words("the workspace: where the maps are, and what they share", "工作区：地图在哪里，共用哪些内容"),
    "maps": Words("a small map to learn from, every part explained", "一张入门的小地图，每一部分都有注释"),
    ".cxmap": Words("lets your editor complete and explain, offline", "让编辑器能补全和提示，无需联网"),
    _GITIGNORE: Words(f"keeps {_PICTURES}/ out of git", f"不把 {_PICTURES}/ 提交到 git"),
}
_NEXT = Words("Next: check it, see it here, draw it", "接下来：检查、在终端里看、画成图")


def make_workspace(folder: str, language: str) -> int:
    """Make a workspace with a small map in `folder`, overwriting nothing.

    Raises:
        CxmapError: a file is in the way, or the folder cannot be written; nothing is left behind.
    """
    spoken: Language = "zh" if language == "zh" else "en"
    root = Path(folder)
    contents = _contents(spoken)
    try:
        if root.exists() and not root.is_dir():
            raise CxmapError(
                Words(f"{_shown(root)} is a file, not a folder", f"{_shown(root)} 是文件，不是文件夹"),
                Words("name a folder that is empty or does not exist yet", "请指定空的或尚不存在的文件夹"),
            )
        in_the_way = [name for name in contents if name != _GITIGNORE and os.path.lexists(root / name)]
        if in_the_way:
            raise _occupied(root, in_the_way)
        written = _write_all(root, contents)
    except (OSError, ValueError) as error:
        raise _unwritable(root, error) from None
    write_lines(_account(root, written, spoken))
    return 0


def _contents(language: Language) -> dict[str, str]:
    """Return the files to write, their text by path; the workspace file, which makes the folder one, comes last."""
    contents = {f".cxmap/{which}.schema.json": packaged_schema(which) for which in ("map", "workspace")}
    contents |= _walk(files("cxmap.cli") / "templates" / "init" / language)
    for name, template in ((_GITIGNORE, "gitignore"), (FILE_NAME, FILE_NAME)):
        contents[name] = contents.pop(template)
    return contents


def _walk(folder: Traversable, inside: str = "") -> dict[str, str]:
    found: dict[str, str] = {}
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if entry.is_dir():
            found |= _walk(entry, f"{inside}{entry.name}/")
        else:
            found[inside + entry.name] = entry.read_text(encoding="utf-8")
    return found


def _write_all(root: Path, contents: dict[str, str]) -> list[str]:
    """Write every file or none, and return the names of those written; a .gitignore that exists is left alone."""
    made: list[Path] = []
    written = []
    try:
        for name, text in contents.items():
            path = root / name
            _make_folders(path.parent, made)
            try:
                write_new(path, text)
            except FileExistsError:
                if name == _GITIGNORE:
                    continue
                raise _occupied(root, [name]) from None
            made.append(path)
            written.append(name)
    except BaseException:
        for path in reversed(made):
            with suppress(OSError):
                path.rmdir() if path.is_dir() else path.unlink()
        raise
    return written


def _make_folders(folder: Path, made: list[Path]) -> None:
    missing = []
    while not folder.exists():
        missing.append(folder)
        folder = folder.parent
    for path in reversed(missing):
        path.mkdir()
        made.append(path)


def _occupied(root: Path, names: list[str]) -> CxmapError:
    """Say which files are in the way, and what to do."""
    where = Words("here", "此处") if _is_here(root) else Words(f"in {_shown(root)}", f"{_shown(root)} ")
    names = sorted(names, key=_order)
    message = Words(
        f"nothing was written: {listed(names, 'en')} {'exists' if len(names) == 1 else 'exist'} {where.en} already",
        f"什么也没有写入：{where.zh}已有 {listed(names, 'zh')}",
    )
    elsewhere = command("init", _free(root))
    if FILE_NAME not in names:
        return CxmapError(message, Words(
            f"rename or move what is there, or choose another folder: {elsewhere}",
            f"请将其改名或移走，或换一个文件夹：{elsewhere}",
        ))  # fmt: skip
    check = command("lint", *_unless_here(root))
    return CxmapError(message, Words(
        f"this is a workspace already, check it: {check}; or begin another one: {elsewhere}",
        f"这里已经是工作区，可以检查：{check}；或另建一个：{elsewhere}",
    ))  # fmt: skip


def _free(root: Path) -> Path:
    """Return a folder that does not exist yet, to suggest instead of this one."""
    base = "journeys" if _is_here(root) or root.name in ("", "..") else str(root)
    names = (base if number == 1 else f"{base}-{number}" for number in count(1))
    return Path(next(name for name in names if not os.path.lexists(name)))


def _unwritable(root: Path, error: OSError | ValueError) -> CxmapError:
    """Say why the workspace cannot be made."""
    name = _shown(root)
    message = Words(f"the workspace cannot be made in {name}", f"无法在 {name} 新建工作区")
    if isinstance(error, PermissionError):
        return CxmapError(
            Words(f"{message.en}: no permission to write there", f"{message.zh}：没有写入权限"),
            Words("choose a folder of your own", "请换一个自己可以写入的文件夹"),
        )
    blocking = _blocking(error)
    if blocking is not None:
        return CxmapError(
            Words(f"{message.en}: {blocking} is not a folder", f"{message.zh}：{blocking} 不是文件夹"),
            Words("rename or move it, or choose another folder", "请将其改名或移走，或换一个文件夹"),
        )
    reason = error.strerror if isinstance(error, OSError) else str(error)
    return CxmapError(Words(f"{message.en}: {reason}", f"{message.zh}：{reason}"))


def _blocking(error: OSError | ValueError) -> str | None:
    """Return the name of what stands where a folder is needed."""
    if isinstance(error, FileExistsError | NotADirectoryError) and error.filename:
        path = Path(os.fsdecode(error.filename))
        for candidate in (path, *path.parents):
            if os.path.lexists(candidate) and not candidate.is_dir():
                return _shown(candidate)
    return None


def _account(root: Path, written: list[str], language: Language) -> Iterator[list[Styled]]:
    """Say what was made, and what to do next in commands to paste."""
    made = Words(f"A workspace was made in {_shown(root)}:", f"已在 {_shown(root)} 新建工作区：")
    if _is_here(root):
        made = Words("A workspace was made here:", "已在此处新建工作区：")
    lines = {_owned(name): _MEANINGS[name.partition("/")[0]] for name in sorted(written, key=_order)}
    if _GITIGNORE not in written and not _ignores_pictures(root / _GITIGNORE):
        lines[_GITIGNORE] = Words(f"kept as it was; consider adding {_PICTURES}/", f"保留原样；建议加上 {_PICTURES}/")
    width = max(map(cell_width, lines))
    yield [(made.said(language), "strong")]
    for name, meaning in lines.items():
        yield [("  ", ""), (padded(name, width), "path"), ("  " + meaning.said(language), "")]
    sample = next(name for name in written if name.startswith("maps/"))
    there = _unless_here(root)
    pictures: list[str | Path] = ["-o", root / _PICTURES] if there else []
    yield []
    yield [(_NEXT.said(language), "strong")]
    for line in (
        command("lint", *there),
        command("show", root / sample),
        command("render", *there, *pictures),
    ):
        yield [("  ", ""), (line, "help")]


def _owned(name: str) -> str:
    """Return what to call a file: those for the editor go by their folder."""
    return ".cxmap/" if name.startswith(".cxmap/") else name


def _order(name: str) -> int:
    return list(_MEANINGS).index(name.partition("/")[0])


def _ignores_pictures(gitignore: Path) -> bool:
    try:
        return any(line.strip().strip("/") == _PICTURES for line in gitignore.read_text(encoding="utf-8").splitlines())
    except (OSError, ValueError):
        return False


def _is_here(root: Path) -> bool:
    try:
        return root.samefile(Path())
    except OSError:
        return False


def _unless_here(root: Path) -> list[Path]:
    return [] if _is_here(root) else [root]


def _shown(path: Path) -> str:
    return printable(str(path))
