"""Local pictures: what is read, and what a stranger's map cannot make us read."""

from __future__ import annotations

import struct
import zlib
from pathlib import Path

import pytest

from cxmap.diagnostics import Text
from cxmap.document import load_text
from cxmap.render.images.local import MOST_BYTES, UnusablePictureError, read_picture
from cxmap.render.subject import subject_of
from cxmap.workspace import open_workspace

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 30"><path d="M0 0h40v30z" fill="#ccc"/></svg>'


def png(width: int, height: int) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = (b"\0" + b"\x80\x90\xa0" * width) * height
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


JPEG = (
    b"\xff\xd8\xff\xe0\x00\x04\x00\x00\xff\xc0\x00\x11\x08\x00\x1e\x00\x28\x03" + b"\0" * 9
) + b"\xff\xda\x00\x0c\x03\1\0\2\0\3\0\0\x3f\0 pixels \xff\xd9"


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
        b'<use xmlns:xlink="http://www.w3.org/1999/xlink" xlink:href="http://x/#a"/>',
        b'<use href="#%61"/>',
        b'<rect style="fill:u\\72l(http://x)"/>',
        b'<rect style="fill:image-set(&quot;http://x&quot; 1x)"/>',
        b'<rect style="fill:ur&#x6c;(http://x)"/>',
        b'<html:script xmlns:html="http://www.w3.org/1999/xhtml"/>',
        b'<filter id="f"><feTurbulence numOctaves="999"/></filter>',
        b'<rect filter="url(#f)"/>',
        b"<animate attributeName='x'/>",
        b"<?xml-stylesheet href='http://x'?>",
        b'<g xml:base="http://x/"/>',
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


DOCTYPE = b'<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">'


@pytest.mark.parametrize(
    "data",
    [
        b'<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY a "b">]><svg viewBox="0 0 1 1">&a;</svg>',
        DOCTYPE + SVG,
        b"<!-- a -->" * 40 + DOCTYPE + SVG,
    ],
)
def test_what_declares_anything_is_no_plain_drawing(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "a.svg").write_bytes(data)
    assert "only plain drawings" in reason("a.svg", tmp_path, tmp_path)


@pytest.mark.parametrize(
    "root",
    [
        b'viewBox="0 0 1e 5"',
        b'viewBox="0 0 .. 5"',
        b'viewBox="0 0 nan 5"',
        b'viewBox="0 0 1e999 5"',
        b'viewBox="0 0 inf 5"',
        b'viewBox="0 0 0 5"',
        b'viewBox="0 0 5"',
        b'width="1.2.3" height="4"',
        b'width="-1" height="4"',
        b'width="4"',
        b'viewBox="0 0 4 3" width="1" height="1e30"',
        b"",
    ],
)
def test_a_drawing_without_a_sane_size_is_refused(tmp_path: Path, root: bytes) -> None:
    (tmp_path / "a.svg").write_bytes(SVG.replace(b'viewBox="0 0 40 30"', root))
    assert "size" in reason("a.svg", tmp_path, tmp_path)


@pytest.mark.parametrize(
    "root", [b'viewBox="0 0 1 100000"', b'viewBox="0 0 4 3" width="1" height="9e5"'.replace(b"4 3", b"1 9e5")]
)
def test_a_drawing_as_thin_as_a_thread_is_refused(tmp_path: Path, root: bytes) -> None:
    (tmp_path / "a.svg").write_bytes(SVG.replace(b'viewBox="0 0 40 30"', root))
    assert "narrow" in reason("a.svg", tmp_path, tmp_path)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (SVG[:-3], "damaged"),
        (SVG[:60], "damaged"),
        (SVG[:30], "not a PNG"),
        (SVG.replace(b"/>", b">"), "damaged"),
        (SVG.replace(b'xmlns="http://www.w3.org/2000/svg" ', b""), "xmlns"),
        (SVG.decode().encode("utf-16"), "not a PNG"),
        (b"<!DOCTYPE html><p>a", "not a PNG"),
        (b"<html/>", "not a PNG"),
        (b'<?xml version="1.0" encoding="UTF-16"?>' + SVG, "UTF-8"),
        (SVG.replace(b"/>", b"/><text>\xff</text>"), "damaged"),
    ],
)
def test_a_damaged_drawing_is_refused(tmp_path: Path, data: bytes, words: str) -> None:
    (tmp_path / "a.svg").write_bytes(data)
    assert words in reason("a.svg", tmp_path, tmp_path)


def _nested(kind: bytes, times: int, attribute: bytes) -> bytes:
    """Return groups each of which asks for the one before it ten times over."""
    asks = [b"".join(b"<%s %s/>" % (kind, attribute % (number - 1)) for _ in range(10)) for number in range(1, times)]
    groups = b"".join(b'<pattern id="p%d">%s</pattern>' % (number, ask) for number, ask in enumerate(asks, 1))
    return b'<pattern id="p0"><path d="M0 0"/></pattern>' + groups


@pytest.mark.parametrize(
    "inside",
    [
        _nested(b"use", 12, b'href="#p%d"'),
        _nested(b"rect", 12, b'fill="url(#p%d)"'),
        b"<g>" * 300 + b"</g>" * 300,
        b'<g id="a"/><use href="#a"/>' * 9_000,
        b"<g/>" * 20_001,
        b"".join(b'<g id="p%d"><use href="#p%d"/></g>' % (number, number + 1) for number in range(300)),
    ],
)
def test_a_drawing_that_grows_out_of_hand_is_refused(tmp_path: Path, inside: bytes) -> None:
    (tmp_path / "a.svg").write_bytes(SVG.replace(b"<path", inside + b"<path"))
    assert "too much" in reason("a.svg", tmp_path, tmp_path)


@pytest.mark.parametrize("value", ["a", "-", "url(", "url(#", "url(  ", "w ", "("])
def test_long_attributes_are_read_once(tmp_path: Path, value: str) -> None:
    long = f' x="{value * (1_500_000 // len(value))}"'.encode()
    (tmp_path / "a.svg").write_bytes(SVG.replace(b"<path", b"<path" + long))
    if "(" in value:
        assert "only plain drawings" in reason("a.svg", tmp_path, tmp_path)
    else:
        assert read_picture("a.svg", tmp_path, tmp_path).width == 40


@pytest.mark.parametrize("number", [b"1", b" ", b"1 "])
def test_long_sizes_are_refused(tmp_path: Path, number: bytes) -> None:
    (tmp_path / "a.svg").write_bytes(SVG.replace(b"0 0 40 30", number * 700_000))
    assert "size" in reason("a.svg", tmp_path, tmp_path)


def test_a_drawing_that_holds_itself_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.svg").write_bytes(SVG.replace(b"<path", b'<g id="a"><use href="#a"/></g><path'))
    assert "circle" in reason("a.svg", tmp_path, tmp_path)


def test_what_programs_note_in_their_drawings_is_fine(tmp_path: Path) -> None:
    notes = (
        b'<s:namedview xmlns:s="http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd"/>'
        b'<metadata><r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#"/></metadata>'
        b'<g style="fill:rgb(1, 2, 3);stroke:none" transform="translate(1,2) scale(3)" id="Layer (1)"/>'
    )
    data = b'<?xml version="1.0" encoding="UTF-8"?>\n<!-- drawn -->\n' + SVG.replace(b"<path", notes + b"<path")
    (tmp_path / "a.svg").write_bytes(data)
    assert read_picture("a.svg", tmp_path, tmp_path).width == 40


PNG = png(4, 3)


@pytest.mark.parametrize(
    "data",
    [
        PNG[:-5],
        PNG[:40],
        PNG[:24],
        PNG[:20] + b"\1" + PNG[21:],
        PNG[:8] + PNG[33:],
        PNG[:33] + PNG[-12:],
        JPEG[:-2],
        JPEG[:30],
        JPEG[:11],
        JPEG.replace(b"\xff\xc0", b"\xff\xe1"),
        JPEG[:20] + b"\0\0" + JPEG[22:25],
    ],
)
def test_a_damaged_picture_is_refused(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "a.png").write_bytes(data)
    assert "damaged" in reason("a.png", tmp_path, tmp_path)


@pytest.mark.parametrize("kind", [0, 2, 3, 4, 6])
@pytest.mark.parametrize("woven", [False, True])
@pytest.mark.parametrize("size", [(1, 1), (5, 3), (9, 70), (64, 2)])
def test_the_pixels_of_a_png_must_all_be_there(tmp_path: Path, kind: int, woven: bool, size: tuple[int, int]) -> None:
    def chunk(name: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    width, height = size
    starts = [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)]
    samples = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}[kind]
    rows = b""
    for x, y, across, down in starts if woven else [(0, 0, 1, 1)]:
        wide = len(range(x, width, across))
        rows += (b"\0" + bytes(wide * samples)) * len(range(y, height, down)) if wide else b""
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, kind, 0, 0, woven)) + chunk(b"PLTE", b"123")

    def whole(pixels: bytes) -> bytes:
        return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")

    (tmp_path / "a.png").write_bytes(whole(zlib.compress(rows)))
    picture = read_picture("a.png", tmp_path, tmp_path)
    assert f"{picture.width:.0f} {picture.height:.0f}" == f"{width} {height}"
    for pixels in (zlib.compress(rows[:-1]), b"garbage", b"", zlib.compress(rows)[:3]):
        (tmp_path / "a.png").write_bytes(whole(pixels))
        assert "damaged" in reason("a.png", tmp_path, tmp_path)


def _claiming(width: int, height: int) -> bytes:
    head = b"IHDR" + struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return PNG[:12] + head + struct.pack(">I", zlib.crc32(head)) + PNG[33:]


@pytest.mark.parametrize(
    "data",
    [_claiming(20_001, 20_000), _claiming(2**32 - 1, 10), _claiming(8_000, 8_000), _claiming(20_000, 3_001)],
)
def test_a_picture_of_too_many_pixels_is_refused(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "a.png").write_bytes(data)
    assert "pixels" in reason("a.png", tmp_path, tmp_path)


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
