"""Reads files: what is not a readable text in UTF-8 is said in words that help."""

from __future__ import annotations

import codecs
import os
import stat
from pathlib import Path

from cxmap.diagnostics import CxmapError, Diagnostic, InvalidFile, Severity, Span, Text
from cxmap.language import Words

LARGEST_FILE = 8 * 1024 * 1024
"""Bytes. A map of 30,000 lines has one."""

_UTF_16_AND_32 = (
    (codecs.BOM_UTF32_LE, "UTF-32"),
    (codecs.BOM_UTF32_BE, "UTF-32"),
    (codecs.BOM_UTF16_LE, "UTF-16"),
    (codecs.BOM_UTF16_BE, "UTF-16"),
)


def read_text(path: str | os.PathLike[str]) -> Text:
    """Read a file as text.

    Raises:
        CxmapError: there is no such file, or it is a folder, a device, too large or not allowed to be read.
        InvalidFile: its bytes are not UTF-8.
    """
    name = os.fspath(path)
    try:
        status = Path(path).stat()
        if stat.S_ISDIR(status.st_mode):
            raise CxmapError(
                Words(f"{name} is a folder, not a file", f"{name} 是文件夹，不是文件"),
                Words("name a map in it, or run this inside a workspace", "请指定其中的地图文件，或在工作区内运行"),
            )
        if not stat.S_ISREG(status.st_mode):
            raise CxmapError(Words(f"{name} is not a regular file", f"{name} 不是普通文件"))
        if status.st_size > LARGEST_FILE:
            raise CxmapError(
                Words(
                    f"{name} has {status.st_size / 1048576:.0f} MB; a map may have {LARGEST_FILE // 1048576} MB",
                    f"{name} 有 {status.st_size / 1048576:.0f} MB；地图文件最大 {LARGEST_FILE // 1048576} MB",
                ),
                Words("is it really a journey map? split it into several", "确定是旅程图吗？请拆成几张图"),
            )
        data = Path(path).read_bytes()
    except FileNotFoundError:
        raise CxmapError(Words(f"{name}: no such file", f"找不到文件 {name}")) from None
    except PermissionError:
        raise CxmapError(
            Words(f"{name}: no permission to read it", f"没有读取 {name} 的权限"),
            Words("check the file's permissions", "请检查文件权限"),
        ) from None
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else str(error)
        raise CxmapError(Words(f"{name!r} cannot be read: {reason}", f"无法读取 {name!r}：{reason}")) from None
    return decode(data, name)


def decode(data: bytes, name: str) -> Text:
    """Decode the bytes of a file called `name`; a UTF-8 byte-order mark is dropped.

    Raises:
        InvalidFile: the bytes are not UTF-8.
    """
    for mark, encoding in _UTF_16_AND_32:
        if data.startswith(mark):
            raise _wrong_encoding(name, "", 0, encoding)
    if b"\0" in data[:2]:
        raise _wrong_encoding(name, "", 0, "UTF-16")  # without its mark; no YAML begins with a null character
    start = len(codecs.BOM_UTF8) if data.startswith(codecs.BOM_UTF8) else 0
    try:
        return Text(name, data[start:].decode("utf-8"))
    except UnicodeDecodeError as error:
        good = data[start : start + error.start].decode("utf-8")
        raise _wrong_encoding(name, data[start:].decode("utf-8", "replace"), len(good), _guess(data)) from None


def _guess(data: bytes) -> str | None:
    if b"\0" in data[:200]:
        return "UTF-16"
    try:
        data.decode("gb18030")
    except UnicodeDecodeError:
        return "BIG5" if _decodes(data, "big5") else None
    return "GB18030"


def _decodes(data: bytes, encoding: str) -> bool:
    try:
        data.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def _wrong_encoding(name: str, shown: str, offset: int, guess: str | None) -> InvalidFile:
    text = Text(name, shown)
    span = Span(offset, offset + 1) if shown else None
    if guess is None:
        message = Words("the file is not UTF-8 text", "文件不是 UTF-8 文本")
        remedy = Words("open it in an editor and save it as UTF-8", "请用编辑器打开并另存为 UTF-8")
    else:
        message = Words(f"the file is not UTF-8; it looks like {guess}", f"文件不是 UTF-8，看起来是 {guess}")
        remedy = Words(
            f"save it as UTF-8, for example: iconv -f {guess} -t UTF-8 old.yaml > new.yaml",
            f"请另存为 UTF-8，例如：iconv -f {guess} -t UTF-8 旧.yaml > 新.yaml",
        )
    return InvalidFile(text, [Diagnostic(Severity.ERROR, "wrong-encoding", message, name, span, remedy)])
