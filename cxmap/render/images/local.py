"""Local pictures: portraits, storyboard drawings, logos. They are read here, checked, and embedded whole.

A map may come from a stranger, so nothing but a picture inside of the map's workspace is ever read: what a path names
must be a PNG, JPEG or SVG file by its content, and lie below the workspace (or, without one, below the map's folder).
"""

from __future__ import annotations

import struct
import zlib
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from cxmap.language import Words
from cxmap.render.images.plain_svg import NotPlainError, NotSvgError, size_of_drawing

if TYPE_CHECKING:
    from collections.abc import Iterable

MOST_BYTES = 2_000_000
"""Larger files are refused: a page or poster would carry all of it."""
_PNG, _JPEG = b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff"
_FRAMES = frozenset({*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC})  # markers of JPEG that hold the size
_KINDS_OF_PNG = {0: (1, 2, 4, 8, 16), 2: (8, 16), 3: (1, 2, 4, 8), 4: (8, 16), 6: (8, 16)}  # bit depths by colour type
_MOST_PIXELS, _LONGEST_SIDE, _NARROWEST = 60_000_000, 20_000, 200
"""Pixels of a picture, of one of its sides, and how many times as long as the other a side may be."""
_WOVEN = ((0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2))
"""The passes of a PNG that appears little by little: first column and row, steps between columns and rows."""
_AT_ONCE = 1 << 20  # bytes
_SCAN, _END = 0xDA, b"\xff\xd9"


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
    if data.startswith(_PNG):
        return _png(data)
    if data.startswith(_JPEG):
        return _jpeg(data)
    return _svg(data)


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
    """Read a PNG from its first chunk to its last; what is behind it, no program reads."""
    damaged = UnusablePictureError(Words("the PNG file is damaged or cut off", "PNG 文件已损坏或不完整"))
    at, head, kinds, pixels = len(_PNG), b"", set[bytes](), list[bytes]()
    while len(data) >= at + 12:
        (length,) = struct.unpack(">I", data[at : at + 4])
        kind, body, end = data[at + 4 : at + 8], data[at + 8 : at + 8 + length], at + 12 + length
        if end > len(data) or zlib.crc32(kind + body) != int.from_bytes(data[end - 4 : end], "big"):
            raise damaged
        if not head:
            if kind != b"IHDR" or length != 13:
                raise damaged
            head = body
        kinds.add(kind)
        if kind == b"IDAT":
            pixels.append(body)
        if kind == b"IEND":
            break
        at = end
    if b"IEND" not in kinds:
        raise damaged
    width, height, depth, colour, packing, filtering, weaving = struct.unpack(">IIBBBBB", head)
    if depth not in _KINDS_OF_PNG.get(colour, ()) or (packing, filtering) != (0, 0) or weaving > 1:
        raise damaged
    if colour == 3 and b"PLTE" not in kinds:
        raise damaged
    picture = _of_pixels(data, "image/png", width, height)
    bits = depth * {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}[colour]
    passes = _WOVEN if weaving else ((0, 0, 1, 1),)
    sizes = ((-((x - width) // dx), -((y - height) // dy)) for x, y, dx, dy in passes)
    if not _unpacks(pixels, sum(high * (1 + -(wide * bits // -8)) for wide, high in sizes if wide > 0)):
        raise damaged
    return picture


def _unpacks(parts: Iterable[bytes], needed: int) -> bool:
    """Tell whether packed parts hold as much as is needed; not more than that is unpacked, nor kept."""
    unpacking = zlib.decompressobj()
    try:
        for part in parts:
            left = part
            while left and needed > 0:
                needed -= len(unpacking.decompress(left, _AT_ONCE))
                left = unpacking.unconsumed_tail
                if unpacking.eof:
                    return needed <= 0
    except zlib.error:
        return False
    return needed <= 0


def _jpeg(data: bytes) -> Picture:
    """Read a JPEG up to its first scan, and find its end behind it."""
    damaged = UnusablePictureError(Words("the JPEG file is damaged or cut off", "JPEG 文件已损坏或不完整"))
    at, size = 2, (0, 0)
    while at + 4 <= len(data) and data[at] == 0xFF:
        marker = data[at + 1]
        if marker == 0xFF:
            at += 1
            continue
        (length,) = struct.unpack(">H", data[at + 2 : at + 4])
        if marker in _FRAMES and length >= 8 and at + 9 <= len(data):
            height, width = struct.unpack(">HH", data[at + 5 : at + 9])
            size = width, height
        if length < 2:
            break
        at += 2 + length
        if marker == _SCAN:
            if data.find(_END, at) < 0 or size == (0, 0):
                break
            return _of_pixels(data, "image/jpeg", *size)
    raise damaged


def _svg(data: bytes) -> Picture:
    """Take a drawing that is only a drawing: it may hold nothing that acts, fetches or includes."""
    try:
        return _sized(data, "image/svg+xml", *size_of_drawing(data))
    except NotPlainError as error:
        raise UnusablePictureError(error.reason) from None
    except NotSvgError:
        raise UnusablePictureError(Words("it is not a PNG, JPEG or SVG file", "不是 PNG、JPEG 或 SVG 文件")) from None


def _of_pixels(data: bytes, media: str, width: int, height: int) -> Picture:
    if max(width, height) > _LONGEST_SIDE or width * height > _MOST_PIXELS:
        most = _MOST_PIXELS // 1_000_000
        raise UnusablePictureError(
            Words(
                f"it has {width} × {height} pixels; the most are {_LONGEST_SIDE} a side and {most} million",
                f"有 {width} × {height} 像素；每边最多 {_LONGEST_SIDE}，总共最多 {most}00 万",
            )
        )
    return _sized(data, media, width, height)


def _sized(data: bytes, media: str, width: float, height: float) -> Picture:
    if width <= 0 or height <= 0:
        raise UnusablePictureError(Words("its size cannot be told", "无法得知图片尺寸"))
    if max(width, height) > _NARROWEST * min(width, height):
        raise UnusablePictureError(Words("it is far too narrow", "过于狭长"))
    return Picture(data, media, float(width), float(height))
