"""Takes out of a picture what is not drawn: titles, notes, comments, who took it, where and with what."""

from __future__ import annotations

import re
import struct
from typing import TYPE_CHECKING
from xml.parsers import expat
from xml.sax.saxutils import escape, quoteattr

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxmap.render.images.local import Picture

_SVG = "http://www.w3.org/2000/svg"
_UNDRAWN = frozenset(["title", "desc", "metadata"])
_WRITTEN = frozenset(["text", "tspan", "textPath"])
_SAYING = re.compile(r"aria-|data-|(?:class|role)$")
_DRAWN_PREFIXES = frozenset(["", "xlink", "xml", "xmlns"])
_REFERENCE = re.compile(r"(?<=url\()(\s*[\"']?\s*)#([^\s)\"']+)")
_PNG_CHUNKS = frozenset(
    b"IHDR PLTE IDAT IEND tRNS gAMA cHRM sRGB cICP sBIT bKGD pHYs acTL fcTL fdAT".split()
)  # what is needed to draw it
_EOI, _SOS, _COM, _ADOBE = 0xD9, 0xDA, 0xFE, 0xEE
_ORIENTATION = 0x0112


def stripped(picture: Picture, *, wordless: bool = False) -> Picture:
    """Return a picture, read and found to be sound, that looks the same and says nothing else.

    A `wordless` drawing has no text either, which may be somebody's name; what is painted in pixels nobody can read here.
    """
    if picture.media == "image/svg+xml":
        return picture._replace(data=_svg(picture.data, _UNDRAWN | _WRITTEN if wordless else _UNDRAWN))
    strip = {"image/png": _png, "image/jpeg": _jpeg}[picture.media]
    return picture._replace(data=strip(picture.data))


def _svg(data: bytes, left_out: frozenset[str]) -> bytes:
    ids = {name: f"p{number}" for number, name in enumerate(_ids(data), 1)}
    written: list[str] = []
    svg_prefixes, skipping = {""}, 0

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal skipping
        svg_prefixes.update(key.partition(":")[2] for key, value in attributes.items() if value == _SVG)
        prefix, _, local = name.rpartition(":")
        if skipping or local in left_out or prefix not in svg_prefixes:
            skipping += 1
            return
        kept = (
            (key, _renamed(key, value, ids))
            for key, value in attributes.items()
            if key.rpartition(":")[0] in _DRAWN_PREFIXES and not _SAYING.match(key)
        )
        written.append(f"<{name}{''.join(f' {key}={quoteattr(value)}' for key, value in kept)}>")

    def end(name: str) -> None:
        nonlocal skipping
        if skipping:
            skipping -= 1
        else:
            written.append(f"</{name}>")

    def text(content: str) -> None:
        if not skipping:
            written.append(escape(content))

    parser = expat.ParserCreate()
    parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = start, end, text
    parser.Parse(data, True)
    return "".join(written).encode()


def _ids(data: bytes) -> list[str]:
    """Return the ids of a drawing, which its editor may have made of what a layer was called."""
    found: dict[str, None] = {}
    parser = expat.ParserCreate()
    parser.StartElementHandler = lambda _, attributes: found.update(
        {attributes["id"]: None} if "id" in attributes else {}
    )
    parser.Parse(data, True)
    return list(found)


def _renamed(key: str, value: str, ids: dict[str, str]) -> str:
    if key == "id":
        return ids[value]
    if key.endswith("href"):
        return f"#{ids.get(value[1:], value[1:])}"
    return _REFERENCE.sub(lambda match: f"{match[1]}#{ids.get(match[2], match[2])}", value)


def _png(data: bytes) -> bytes:
    kept, at = [data[:8]], 8
    while at + 12 <= len(data):
        (length,) = struct.unpack_from(">I", data, at)
        kind, end = data[at + 4 : at + 8], at + 12 + length
        if kind in _PNG_CHUNKS:
            kept.append(data[at:end])
        if kind == b"IEND":
            break
        at = end
    return b"".join(kept)


def _jpeg(data: bytes) -> bytes:
    """Keep what is decoded; of the camera's notes only which side is up, and of Adobe's how colours are meant."""
    kept, turned = [], b""
    for marker, segment in _segments(data):
        body = segment[4:]
        if marker == 0xE1:
            turned = turned or _turn(body)
        elif marker != _COM and (not 0xE2 <= marker <= 0xEF or (marker == _ADOBE and _is_of_adobe(body))):
            kept.append(segment)
    return b"\xff\xd8" + turned + b"".join(kept) + bytes([0xFF, _EOI])


def _is_of_adobe(body: bytes) -> bool:
    return body.startswith(b"Adobe") and len(body) == 12


def _segments(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield the segments between start and end of a JPEG; that of a scan with what has been scanned."""
    at = 2
    while at + 3 < len(data):
        marker = data[at + 1]
        if marker == 0xFF:
            at += 1
            continue
        if marker == _EOI:
            return
        end = at + 2 + struct.unpack_from(">H", data, at + 2)[0]
        if marker == _SOS:
            while end + 1 < len(data) and not (data[end] == 0xFF and _is_a_segment(data[end + 1])):
                end += 1
        yield marker, data[at:end]
        at = end


def _is_a_segment(marker: int) -> bool:
    return marker not in (0x00, 0xFF) and not 0xD0 <= marker <= 0xD7


def _turn(body: bytes) -> bytes:
    """Return Exif that says only how a picture is turned; nothing where it is not."""
    order = {b"II": "<", b"MM": ">"}.get(body[6:8])
    if not body.startswith(b"Exif\0\0") or order is None or len(body) < 16:
        return b""
    tiff = body[6:]
    (at,) = struct.unpack_from(f"{order}I", tiff, 4)
    count = struct.unpack_from(f"{order}H", tiff, at)[0] if at + 2 <= len(tiff) else 0
    for entry in range(at + 2, min(at + 2 + 12 * count, len(tiff) - 11), 12):
        tag, _, _, turn = struct.unpack_from(f"{order}HHIH", tiff, entry)
        if tag == _ORIENTATION and 2 <= turn <= 8:
            said = struct.pack(">2sHIHHHIHHI", b"MM", 42, 8, 1, _ORIENTATION, 3, 1, turn, 0, 0)
            return b"\xff\xe1" + struct.pack(">H", 8 + len(said)) + b"Exif\0\0" + said
    return b""
