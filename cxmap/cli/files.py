"""Writes files whole or not at all."""

from __future__ import annotations

import codecs
import os
import tempfile
from pathlib import Path

from cxmap.diagnostics import CxmapError
from cxmap.language import Words


def make_folder(folder: Path) -> None:
    """Make a folder and those above it.

    Raises:
        CxmapError: something else has that name, or it is not allowed.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except (FileExistsError, NotADirectoryError):
        raise CxmapError(
            Words(f"{folder} is not a folder", f"{folder} 不是文件夹"),
            Words("choose another with -o", "请用 -o 另选一个"),
        ) from None
    except OSError as error:
        raise CxmapError(
            Words(f"{folder} cannot be made: {error.strerror}", f"无法新建 {folder}：{error.strerror}")
        ) from None


def write_whole(path: Path, text: str, mode: int | None = None) -> None:
    """Write a text file so that a reader finds the old content or the new, and nothing between.

    Raises:
        CxmapError: it cannot be written.
    """
    try:
        handle, temporary = tempfile.mkstemp(prefix=".cxmap-", dir=path.parent)
        try:
            with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
                file.write(text)
            Path(temporary).chmod(0o666 & ~_umask() if mode is None else mode)
            Path(temporary).replace(path)
        except BaseException:
            Path(temporary).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise CxmapError(
            Words(f"{path} cannot be written: {error.strerror}", f"无法写入 {path}：{error.strerror}"),
            Words("check the folder's permissions and free space", "请检查文件夹权限和剩余空间"),
        ) from None


def rewrite(path: Path, content: str) -> None:
    """Replace the text of a file that is there, and keep its byte-order mark, its permissions, and links to it.

    Raises:
        CxmapError: it cannot be written.
    """
    target = path.resolve()
    if not os.access(target, os.W_OK):
        raise CxmapError(
            Words(f"{path} is read-only", f"{path} 是只读文件"),
            Words("allow writing to it first", "请先允许写入"),
        )
    mark = "\ufeff" if target.read_bytes().startswith(codecs.BOM_UTF8) else ""
    write_whole(target, mark + content, mode=target.stat().st_mode & 0o7777)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
