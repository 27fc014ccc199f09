"""Local pictures: what is read, and what a stranger's map cannot make us read."""

from __future__ import annotations

import struct
import zlib
from pathlib import Path

import pytest

from cxmap.diagnostics import Text
from cxmap.document import load_text
from cxmap.render.pictures import MOST_BYTES, UnusablePictureError, read_picture
from cxmap.render.subject import subject_of
from cxmap.workspace import open_workspace

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 30"><path d="M0 0h40v30z" fill="#ccc"/></svg>'


def png(width: int, height: int) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = (b"\0" + b"\x80\x90\xa0" * width) * height
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


JPEG = b"\xff\xd8\xff\xe0\x00\x04\x00\x00\xff\xc0\x00\x11\x08\x00\x1e\x00\x28\x03" + b"\0" * 20


@pytest.mark.parametrize(
    ("name", "data", "media"),
    [("a.png", png(40, 30), "image/png"), ("a.jpg", JPEG, "image/jpeg"), ("a.svg", SVG, "image/svg+xml")],
)
def test_three_kinds_are_read_with_their_size(tmp_path: Path, name: str, data: bytes, media: str) -> None:
    (tmp_path / name).write_bytes(data)
    picture = read_picture(name, tmp_path, tmp_path)
    assert (picture.media, picture.width, picture.height, picture.data) == (media, 40, 30, data)


def reason(name: str, folder: Path, root: Path) -> str:
    with pytest.raises(UnusablePictureError) as caught:
        read_picture(name, folder, root)
    assert caught.value.reason.zh
    return caught.value.reason.en


def test_nothing_outside_of_the_workspace_is_read(tmp_path: Path) -> None:
    root = tmp_path / "maps"
    root.mkdir()
    (tmp_path / "private.png").write_bytes(png(1, 1))
    (root / "link.png").symlink_to(tmp_path / "private.png")
    for name in (
        "../private.png",
        str(tmp_path / "private.png"),
        "link.png",
        "file:///etc/passwd",
        "http://x/y.png",
        "a\0b",
    ):
        assert "outside" in reason(name, root, root)
    assert "no such file" in reason("none.png", root, root)
    assert "no such file" in reason("x" * 5000, root, root) or "outside" in reason("x" * 5000, root, root)


@pytest.mark.parametrize("data", [b"", b"GIF89a", b"root:x:0:0", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", png(0, 3)])
def test_what_is_no_picture_is_refused(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "a.png").write_bytes(data)
    assert reason("a.png", tmp_path, tmp_path)


def test_a_huge_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(png(1, 1) + b"\0" * MOST_BYTES)
    assert "larger" in reason("a.png", tmp_path, tmp_path)


@pytest.mark.parametrize(
    "inside",
    [
        b"<script>alert(1)</script>",
        b'<rect onload="alert(1)"/>',
        b'<a href="javascript:alert(1)"/>',
        b'<use xlink:href="http://x/#a"/>',
        b'<image href="http://x/a.png"/>',
        b"<foreignObject/>",
        b"<style>@import url(http://x)</style>",
        b'<rect fill="url(http://x/#a)"/>',
        b"<set attributeName='x'/>",
    ],
)
def test_an_svg_that_does_more_than_draw_is_refused(tmp_path: Path, inside: bytes) -> None:
    (tmp_path / "a.svg").write_bytes(SVG.replace(b"<path", inside + b"<path"))
    assert "only plain drawings" in reason("a.svg", tmp_path, tmp_path)


def test_an_entity_bomb_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.svg").write_bytes(
        b'<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY a "b">]><svg viewBox="0 0 1 1">&a;</svg>'
    )
    assert reason("a.svg", tmp_path, tmp_path)


def test_local_references_are_fine(tmp_path: Path) -> None:
    drawing = SVG.replace(b"<path", b'<use href="#a"/><rect fill="url(#b)"/><path')
    (tmp_path / "a.svg").write_bytes(drawing)
    assert read_picture("a.svg", tmp_path, tmp_path).width == 40


def test_a_map_says_which_pictures_it_cannot_show(tmp_path: Path) -> None:
    (tmp_path / "pictures").mkdir()
    (tmp_path / "pictures" / "a.svg").write_bytes(SVG)
    (tmp_path / "cxmap.yaml").write_text(
        "cxmap: 1\ntheme: {logo: pictures/a.svg, accent: '#FFCC00'}\n"
        "library: {personas: [{id: q, portrait: pictures/a.svg}]}\n"
    )
    content = (
        "cxmap: 1\nid: m\ntitle: T\npersonas: [q, {id: p, portrait: ../pictures/a.svg}]\n"
        "stages: [{name: S, touchpoints: [{name: T, image: ../../x.png}, {name: U, image: ../pictures/b.png}]}]\n"
    )
    (tmp_path / "maps").mkdir()
    document = load_text(Text(str(tmp_path / "maps" / "m.yaml"), content), open_workspace(tmp_path))
    subject = subject_of(document)
    assert subject.logo is not None
    assert sorted(subject.pictures) == ["../pictures/a.svg", "pictures/a.svg"]
    assert subject.picture("../pictures/a.svg") is not None
    assert subject.picture(None) is None
    said = [warning.en for warning in subject.warnings]
    assert len(said) == 3
    assert "outside" in said[0]
    assert "no such file" in said[1]
    assert "too pale" in said[2]
