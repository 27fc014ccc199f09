"""Writes files whole or not at all."""

from __future__ import annotations

import codecs
import os
import stat
import tempfile
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from cxmap.diagnostics import CxmapError
from cxmap.language import Words

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import TextIO

_ANYONE_MAY_WRITE = 0o222
UTF_8_MARK = "\ufeff"


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


def write_whole(path: Path, content: str | bytes) -> None:
    """Write a file, a text as UTF-8, so that a reader finds the old content or the new, and nothing between.

    What is no file, such as a pipe or `/dev/stdout`, is written into; a link stays one, and a file keeps its rights.

    Raises:
        CxmapError: it cannot be written.
    """
    data = content.encode("utf-8") if isinstance(content, str) else content
    with _said(path):
        if is_stream(path):
            with path.open("ab") as stream:
                stream.write(data)
            return
        target = Path(os.path.realpath(path))
        with _beside(target, data) as temporary:
            temporary.chmod(_rights(target))
            temporary.replace(target)


def is_stream(path: Path) -> bool:
    """Whether a name is that of a device, a pipe, or of what a process has open, which must not be replaced by a file.

    Raises:
        OSError: it cannot be looked at.
    """
    try:
        status = path.stat()
    except FileNotFoundError:
        return False
    named = path.absolute()
    is_open = named.is_relative_to("/proc") or (named.is_relative_to("/dev") and not named.is_relative_to("/dev/shm"))  # noqa: S108  looked at only
    return is_open or not (stat.S_ISREG(status.st_mode) or stat.S_ISDIR(status.st_mode))


def write_new(path: Path, text: str) -> None:
    """Make a file that is whole from the moment it exists.

    Raises:
        FileExistsError: there is one already; it stays as it is, even if it came to be a moment ago.
    """
    temporary = path.with_name(f".{path.name}.{os.urandom(4).hex()}")
    try:
        with temporary.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
        try:
            os.link(temporary, path)
        except FileExistsError:
            raise
        except OSError:  # a file system without hard links: reserve the name, then put the file there
            path.open("x").close()
            try:
                temporary.replace(path)
            except BaseException:
                path.unlink(missing_ok=True)
                raise
    finally:
        temporary.unlink(missing_ok=True)


def write_table(path: Path, content: str) -> None:
    """Write CSV to a file, with the mark by which spreadsheets know UTF-8; a pipe gets none, as stdout does.

    Raises:
        CxmapError: it cannot be written.
    """
    write_whole(path, content if is_stream(path) else f"{UTF_8_MARK}{content}")


@contextmanager
def written_piece_by_piece(path: Path) -> Iterator[TextIO]:
    """Open a file to be written as UTF-8, that takes its name when all of it is there; on failure nothing is left.

    What is no file is written into as it comes; a link stays one.

    Raises:
        CxmapError: it cannot be written.
    """
    with _said(path):
        if is_stream(path):
            with path.open("a", encoding="utf-8", newline="") as stream:
                yield stream
            return
        target = Path(os.path.realpath(path))
        with _beside(target, b"") as temporary:
            with temporary.open("w", encoding="utf-8", newline="") as file:
                yield file
            temporary.chmod(_rights(target))
            temporary.replace(target)


def rewrite(path: Path, content: str, was: str) -> None:
    """Replace the text of a file, which `was` read from it, and keep its byte-order mark, rights, owner and links.

    Raises:
        CxmapError: it cannot be written, or is not any more what was read.
    """
    target = path.resolve()
    with _said(path):
        status = target.stat()
        if not (status.st_mode & _ANYONE_MAY_WRITE and os.access(target, os.W_OK)):
            raise CxmapError(
                Words(f"{path} is read-only", f"{path} 是只读文件"),
                Words("allow writing to it first", "请先允许写入"),
            )
        mark = codecs.BOM_UTF8 if target.read_bytes().startswith(codecs.BOM_UTF8) else b""
        data = mark + content.encode("utf-8")
        with _beside(target, data) as temporary:
            if target.read_bytes() != mark + was.encode("utf-8"):
                raise CxmapError(
                    Words(f"{path} has changed meanwhile; it is left as it is", f"{path} 刚刚被改动过，未写入"),
                    Words("run cxmap again", "请重新运行 cxmap"),
                )
            if status.st_nlink > 1:
                # Replacing it would part it from its other names. What has been written beside it shows that the disk
                # has room, once that is gone.
                temporary.unlink()
                _overwrite(target, data)
            else:
                _own(temporary, status)
                temporary.chmod(status.st_mode & 0o7777)
                temporary.replace(target)


@contextmanager
def _said(path: Path) -> Iterator[None]:
    """Say in words why a file cannot be written."""
    try:
        yield
    except OSError as error:
        raise CxmapError(
            Words(f"{path} cannot be written: {error.strerror}", f"无法写入 {path}：{error.strerror}"),
            Words("check the folder's permissions and free space", "请检查文件夹权限和剩余空间"),
        ) from None


@contextmanager
def _beside(path: Path, data: bytes) -> Iterator[Path]:
    """Write a temporary file in the same folder, and see to it that none is left."""
    handle, name = tempfile.mkstemp(prefix=".cxmap-", dir=path.parent)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        yield temporary
    finally:
        temporary.unlink(missing_ok=True)


def _overwrite(path: Path, data: bytes) -> None:
    with path.open("r+b") as file:
        file.write(data)
        file.truncate()


def _own(path: Path, status: os.stat_result) -> None:
    """Give a file the owner and group that another had, as far as that is allowed."""
    if not hasattr(os, "chown"):
        return  # Windows
    now = path.stat()
    if now.st_gid != status.st_gid:
        with suppress(PermissionError):
            os.chown(path, -1, status.st_gid)
    if now.st_uid != status.st_uid:
        with suppress(PermissionError):
            os.chown(path, status.st_uid, -1)


def _rights(path: Path) -> int:
    """Return the rights that a file has, or that a new one gets."""
    try:
        return stat.S_IMODE(path.stat().st_mode)
    except FileNotFoundError:
        return 0o666 & ~_umask()


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
