"""Local pictures: portraits, storyboard drawings, logos. They are read here, checked, and embedded whole.

A map may come from a stranger, so nothing but a picture inside of the map's workspace is ever read: what a path names
must be a PNG, JPEG or SVG file by its content, and lie below the workspace (or, without one, below the map's folder).
"""

from __future__ import annotations

import re
import struct
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from cxmap.language import Words

if TYPE_CHECKING:
    from collections.abc import Callable

MOST_BYTES = 2_000_000
"""Larger files are refused: a page or poster would carry all of it."""
_PNG, _JPEG = b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff"
_FRAMES = frozenset({*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC})  # markers of JPEG that hold the size
_SVG_START = re.compile(rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<svg[\s>]", re.DOTALL)
_VIEW_BOX = re.compile(
    rb"<svg[^>]*?\sviewBox\s*=\s*[\"']\s*([-\d.eE]+)[\s,]+([-\d.eE]+)[\s,]+([\d.eE]+)[\s,]+([\d.eE]+)"
)
_SIZE = re.compile(rb"<svg[^>]*?\s(width|height)\s*=\s*[\"']\s*([\d.]+)(?:px|pt)?\s*[\"']")
_ACTIVE = re.compile(
    rb"<!DOCTYPE|<!ENTITY|<\s*(?:\w+:)?(?:script|foreignObject|iframe|image|style|animate\w*|set|handler)\b"
    rb"|\son\w+\s*=|href\s*=\s*[\"']?\s*(?!#)[^\s\"'#>]|url\(\s*[\"']?\s*(?!#)[^\s)\"'#]|<\?xml-stylesheet",
    re.IGNORECASE,
)


class Picture(NamedTuple):
    """The bytes of a picture, its media type, and its width and height in units of its own."""

    data: bytes
    media: str
    width: float
    height: float


class UnusablePictureError(Exception):
    """Why a file cannot be drawn, in words."""

    def __init__(self, reason: Words) -> None:
        super().__init__(reason.en)
        self.reason = reason


def read_picture(name: str, folder: Path, root: Path) -> Picture:
    """Read the picture that `name` leads to from `folder`; it must lie below `root`.

    Raises:
        UnusablePictureError: it is not there, lies elsewhere, is too large, or is no picture that can be trusted.
    """
    path = _inside(name, folder, root)
    try:
        size = path.stat().st_size
        data = path.read_bytes() if size <= MOST_BYTES and path.is_file() else b""
    except (OSError, ValueError):
        raise UnusablePictureError(Words("there is no such file", "没有这个文件")) from None
    if size > MOST_BYTES:
        most = MOST_BYTES // 1_000_000
        raise UnusablePictureError(Words(f"it is larger than {most} MB", f"超过 {most} MB"))
    for is_it, read in _KINDS:
        if is_it(data):
            return read(data)
    raise UnusablePictureError(Words("it is not a PNG, JPEG or SVG file", "不是 PNG、JPEG 或 SVG 文件"))


def _inside(name: str, folder: Path, root: Path) -> Path:
    outside = UnusablePictureError(Words("it lies outside of the workspace", "位于工作区之外"))
    if "://" in name or "\0" in name or Path(name).is_absolute():
        raise outside
    try:
        path = (folder / name).resolve()
        if not path.is_relative_to(root.resolve()):
            raise outside
    except (OSError, RuntimeError, ValueError):  # links in a circle
        raise outside from None
    return path


def _png(data: bytes) -> Picture:
    if len(data) < 24:
        raise UnusablePictureError(Words("the PNG file is cut off", "PNG 文件不完整"))
    width, height = struct.unpack(">II", data[16:24])
    return _sized(data, "image/png", width, height)


def _jpeg(data: bytes) -> Picture:
    at = 2
    while at + 9 < len(data):
        if data[at] != 0xFF:
            break
        marker = data[at + 1]
        if marker == 0xFF:
            at += 1
            continue
        if marker in _FRAMES:
            height, width = struct.unpack(">HH", data[at + 5 : at + 9])
            return _sized(data, "image/jpeg", width, height)
        at += 2 + struct.unpack(">H", data[at + 2 : at + 4])[0]
    raise UnusablePictureError(Words("the JPEG file is damaged", "JPEG 文件已损坏"))


def _svg(data: bytes) -> Picture:
    """Take a drawing that is only a drawing: it may hold nothing that acts, fetches or includes."""
    if (found := _ACTIVE.search(data)) is not None:
        what = found[0].decode("ascii", "replace").strip()[:40]
        raise UnusablePictureError(
            Words(f"the SVG holds `{what}`; only plain drawings are embedded", f"SVG 含有 `{what}`；只嵌入纯图形")
        )
    if (box := _VIEW_BOX.search(data)) is not None:
        return _sized(data, "image/svg+xml", float(box[3]), float(box[4]))
    size = {name.decode(): float(value) for name, value in _SIZE.findall(data)}
    return _sized(data, "image/svg+xml", size.get("width", 0), size.get("height", 0))


def _sized(data: bytes, media: str, width: float, height: float) -> Picture:
    if width <= 0 or height <= 0:
        raise UnusablePictureError(Words("its size cannot be told", "无法得知图片尺寸"))
    return Picture(data, media, float(width), float(height))


_KINDS: tuple[tuple[Callable[[bytes], bool], Callable[[bytes], Picture]], ...] = (
    (lambda data: data.startswith(_PNG), _png),
    (lambda data: data.startswith(_JPEG), _jpeg),
    (lambda data: _SVG_START.match(data) is not None, _svg),
)
