"""Keeps what a command writes from being written over what it reads."""

from __future__ import annotations

import os
import re
import stat
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from cxmap.cli.files import is_stream
from cxmap.diagnostics import CxmapError
from cxmap.language import Words
from cxmap.measures_file import measures_beside
from cxmap.workspace import FILE_NAME

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from cxmap.workspace import Workspace


_OURS = re.compile(rb"^(?:\xef\xbb\xbf)?[{\s]*[\"']?cxmap[\"']?\s*(?::|\xef\xbc\x9a)\s*1\b", re.MULTILINE)


def check_writable(path: Path, option: str = "--output") -> None:
    """See that a file can be written, before anything is done for it: its folder is there, it is no folder, and it may be.

    Raises:
        CxmapError: it cannot; `option` is what named it.
    """
    try:
        status = path.stat()
    except FileNotFoundError:
        status = None
    except OSError as error:
        raise _unwritable(path, option, error.strerror) from None
    if status is not None and stat.S_ISDIR(status.st_mode):
        raise CxmapError(
            Words(f"{path} is a folder", f"{path} 是文件夹"),
            Words(f"name a file with {option}", f"请在 {option} 中写文件名"),
        )
    target = Path(os.path.realpath(path))
    folder = target.parent
    if status is None and not folder.is_dir():
        raise CxmapError(
            Words(f"the folder {folder} does not exist", f"文件夹 {folder} 不存在"),
            Words(f"make it first, or choose another with {option}", f"请先新建，或用 {option} 另选一个"),
        )
    touched = [folder] if status is None else [path] if is_stream(path) else [target, folder]
    if not all(os.access(each, os.W_OK) for each in touched):
        raise _unwritable(path, option, "permission denied", "没有权限")


def _unwritable(path: Path, option: str, en: str | None, zh: str | None = None) -> CxmapError:
    return CxmapError(
        Words(f"{path} cannot be written: {en}", f"无法写入 {path}：{zh or en}"),
        Words(f"choose another with {option}", f"请用 {option} 另选一个"),
    )


def refuse_overwriting(written: Mapping[str, str | None], read: Iterable[Path]) -> None:
    """Refuse to write over files that are read, over any map, workspace or policy, and twice to one file.

    `written` are the files to be written, by the option that names each; None is one that was not asked for. A file is
    the same by whatever name: through a link, or in capital letters where the disk does not tell them apart.

    Raises:
        CxmapError: one of them would be written over.
    """
    asked = [(option, Path(name)) for option, name in written.items() if name is not None]
    if not asked:
        return
    known = list(read)
    for place, (option, path) in enumerate(asked):
        target = Path(os.path.realpath(path))
        over = next((each for each in known if _is_same(target, each)), None)
        if over is None and target.is_file() and is_ours(target):
            over = path
        if over is not None:
            raise CxmapError(
                Words(
                    f"{option} {path} would overwrite {over}, which is a map or is read for this",
                    f"{option} {path} 会覆盖 {over}，而它是地图，或是本次要读取的文件",
                ),
                Words("choose another name", "请换一个文件名"),
            )
        twice = next((other for other, earlier in asked[:place] if _is_same(target, earlier)), None)
        if twice is not None:
            raise CxmapError(
                Words(f"{twice} and {option} name one file: {path}", f"{twice} 和 {option} 是同一个文件：{path}"),
                Words("choose another name for one", "请为其中之一换一个文件名"),
            )


def files_read_in(workspace: Workspace) -> Iterator[Path]:
    """Yield the files of a workspace that a command may read: its own, its maps, what was measured of them, its data."""
    yield workspace.root / FILE_NAME
    for path in workspace.maps():
        yield path
        yield measures_beside(path)
    yield from data_files_in(workspace)


def data_files_in(workspace: Workspace) -> Iterator[Path]:
    """Yield the files that the data of a workspace lie in; of a pattern that is none nothing, as who reads it says why."""
    for source in workspace.sources:
        for pattern in source.files:
            with suppress(ValueError, NotImplementedError, OSError):
                yield from workspace.root.glob(pattern)
    data = workspace.file.data
    for url in data.connections.values() if data is not None else ():
        scheme, _, path = url.partition(":///")
        if scheme in ("sqlite", "sqlite3", "duckdb") and path:
            yield workspace.root / path.partition("?")[0]


def is_ours(path: Path) -> bool:
    """Whether a file that is there holds a map, a workspace or a policy, which no report may replace."""
    try:
        with path.open("rb") as file:
            return bool(_OURS.search(file.read(65536)))
    except OSError:
        return False


def _is_same(target: Path, path: Path) -> bool:
    if os.path.realpath(path) == str(target):
        return True
    try:
        return target.samefile(path)
    except OSError:
        return False
