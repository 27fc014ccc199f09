"""A picture for an audience looks the same, and says nothing that is not drawn."""

from __future__ import annotations

import struct
import zlib
from typing import TYPE_CHECKING

import pytest

from cxmap.diagnostics import Text
from cxmap.document import load_text
from cxmap.render.images.local import Picture, read_picture
from cxmap.render.privacy.audiences import seen_by
from cxmap.render.privacy.stripping import stripped
from cxmap.render.subject import subject_of
from cxmap.workspace import workspace_of
from tests.pictures import EXAMPLES

if TYPE_CHECKING:
    from pathlib import Path

SVG = """<?xml version="1.0"?><!-- of Li Wei -->
<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape"
  viewBox="0 0 10 10" aria-label="Li Wei"><title>Li Wei</title><metadata><g>Li Wei</g></metadata>
<defs><linearGradient id="Li_Wei"><stop offset="0" stop-color="#fff"/></linearGradient></defs>
<g data-name="Li Wei" inkscape:label="Li Wei"><desc>Li Wei</desc><!-- Li Wei --><rect width="5" height="5" fill="url(#Li_Wei)"/></g>
<use xlink:href="#Li_Wei" fill="#fff"/><path id="fff"/><text>a &amp; b</text></svg>"""


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


IHDR = chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0))
IDAT = chunk(b"IDAT", zlib.compress(b"\0\x80"))
IEND = chunk(b"IEND", b"")
PNG = b"\x89PNG\r\n\x1a\n" + IHDR + IDAT + IEND


def segment(marker: int, data: bytes) -> bytes:
    return bytes([0xFF, marker]) + struct.pack(">H", 2 + len(data)) + data


def exif(order: str, turn: int) -> bytes:
    mark = b"II" if order == "<" else b"MM"
    entries = struct.pack(f"{order}HHIHH", 0x0110, 2, 1, 0, 0) + struct.pack(f"{order}HHIHH", 0x0112, 3, 1, turn, 0)
    return b"Exif\0\0" + mark + struct.pack(f"{order}HIH", 42, 8, 2) + entries + b"\0\0\0\0Li Wei"


SCAN = segment(0xDA, b"\x01\x01\0\0\x3f\0") + b"\x12\xff\x00\x34\xff\xd0\x56"
FRAME = segment(0xC0, b"\x08\0\x01\0\x01\x01\x01\x11\0")
JFIF, ADOBE = segment(0xE0, b"JFIF\0\1\1\0\0\1\0\1\0\0"), segment(0xEE, b"Adobe" + bytes(7))


def test_of_an_svg_only_what_is_drawn_is_left() -> None:
    left = stripped(Picture(SVG.encode(), "image/svg+xml", 10, 10)).data.decode()
    assert "Wei" not in left
    assert 'id="p1"' in left
    assert 'xlink:href="#p1" fill="#fff"' in left
    assert 'fill="url(#p1)"' in left
    assert "<text>a &amp; b</text>" in left
    wordless = stripped(Picture(SVG.encode(), "image/svg+xml", 10, 10), wordless=True).data.decode()
    assert "<text" not in wordless
    assert "a &amp; b" not in wordless
    assert wordless.count("<path") == left.count("<path")


def test_of_a_png_texts_and_what_follows_its_end_are_dropped() -> None:
    told = PNG.replace(IDAT, chunk(b"tEXt", b"Author\0Li Wei") + chunk(b"eXIf", b"Li Wei") + IDAT) + b"Li Wei"
    assert stripped(Picture(told, "image/png", 1, 1)).data == PNG


def test_of_a_jpeg_notes_are_dropped_between_scans_too() -> None:
    notes = segment(0xE1, exif("<", 1)) + segment(0xFE, b"Li Wei") + segment(0xED, b"Photoshop Li Wei")
    told = b"\xff\xd8" + JFIF + notes + ADOBE + FRAME + SCAN + segment(0xFE, b"Li Wei") + SCAN + b"\xff\xd9Li Wei"
    left = b"\xff\xd8" + JFIF + ADOBE + FRAME + SCAN + SCAN + b"\xff\xd9"
    assert stripped(Picture(told, "image/jpeg", 1, 1)).data == left


@pytest.mark.parametrize("order", ["<", ">"])
def test_a_jpeg_stays_turned(order: str) -> None:
    told = b"\xff\xd8" + segment(0xE1, exif(order, 6)) + FRAME + SCAN + b"\xff\xd9"
    left = stripped(Picture(told, "image/jpeg", 1, 1)).data
    assert b"Wei" not in left
    assert b"\x01\x12\0\x03\0\0\0\x01\0\x06" in left
    assert stripped(Picture(left, "image/jpeg", 1, 1)).data == left


@pytest.mark.parametrize(
    "body", [b"", b"Exif\0\0", b"Exif\0\0II*\0\xff\xff\xff\xff\0\0\0\0", b"http://ns.adobe.com/xap"]
)
def test_broken_notes_of_a_camera_are_dropped(body: bytes) -> None:
    told = b"\xff\xd8" + segment(0xE1, body) + FRAME + SCAN + b"\xff\xd9"
    assert stripped(Picture(told, "image/jpeg", 1, 1)).data == b"\xff\xd8" + FRAME + SCAN + b"\xff\xd9"


def test_pictures_of_the_examples_stay_sound(tmp_path: Path) -> None:
    pictures = [
        path for path in sorted((EXAMPLES[0].parent / "pictures").rglob("*")) if path.suffix in (".svg", ".png")
    ]
    assert pictures
    for path in pictures:
        left = stripped(read_picture(path.name, path.parent, path.parent))
        (tmp_path / path.name).write_bytes(left.data)
        assert read_picture(path.name, tmp_path, tmp_path) == left


def test_pictures_are_stripped_for_whom_anything_is_hidden(tmp_path: Path) -> None:
    (tmp_path / "a.svg").write_text(SVG, encoding="utf-8")
    content = "cxmap: 1\nid: m\ntitle: T\nstages: [{name: S, touchpoints: [{name: A, image: a.svg}]}]\n"
    document = load_text(Text(str(tmp_path / "m.yaml"), content))
    for seen, says in ((document, True), (seen_by(document, "internal"), True), (seen_by(document, "client"), False)):
        picture = subject_of(seen).picture("a.svg")
        assert picture is not None
        assert (b"Wei" in picture.data) is says


_DRAWN = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9"/><text>Mei <tspan>Lin</tspan></text></svg>'


@pytest.mark.parametrize(
    ("audiences", "says"),
    [
        ("{client: {hides: [names]}}", False),
        ("{client: {hides: [], names: [Mei Lin]}}", False),
        ("{client: {hides: [costs]}}", True),
        ("{client: {hides: []}}", True),
    ],
)
def test_words_in_pictures_may_be_names(tmp_path: Path, audiences: str, says: bool) -> None:
    (tmp_path / "a.svg").write_text(_DRAWN, encoding="utf-8")
    (tmp_path / "cxmap.yaml").write_text(f"cxmap: 1\naudiences: {audiences}\n", encoding="utf-8")
    content = "cxmap: 1\nid: m\ntitle: T\nstages: [{name: S, touchpoints: [{name: A, image: a.svg}]}]\n"
    document = load_text(Text(str(tmp_path / "m.yaml"), content), workspace_of(tmp_path))
    picture = subject_of(seen_by(document, "client")).picture("a.svg")
    assert picture is not None
    assert (b"Lin" in picture.data) is says
    assert b"M0 0h9" in picture.data
