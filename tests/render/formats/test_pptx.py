"""PPTX: native shapes that can be changed, texts with a Chinese font, the same bytes on every run."""

from __future__ import annotations

import io
import sys
import zipfile
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from lxml import etree
from pptx import Presentation
from pptx.enum.shapes import MSO_SHAPE_TYPE

from cxmap.diagnostics import CxmapError
from cxmap.render.formats.pptx import book_pptx
from cxmap.render.formats.pptx.paths import steps_of
from cxmap.render.marks.icons import CHANNEL_ICONS, FACE_OUTLINES, MARK_ICONS, face
from cxmap.render.scene import Box, Curve, Group, Image, Label, Line, Mark, Rect, Sheet, Window
from cxmap.render.theme import PAPERS
from tests.hostile import with_hostile_texts
from tests.pictures import flat
from tests.render.formats.books import in_new_process, little, made

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cxmap.language import Language
    from cxmap.render.book import Book
    from cxmap.render.scene import Item

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000002000000010802000000"
    "7b40e8dd0000000f49444154789c63f8cfc0c0f09f010006fd01ff6b4b4d3b0000000049454e44ae426082"
)


def opened(book: Book) -> Any:
    return Presentation(io.BytesIO(book_pptx(book).data))


def every_shape(shapes: Iterable[Any]) -> Iterator[Any]:
    for shape in shapes:
        yield shape
        if shape.shape_type == MSO_SHAPE_TYPE.GROUP:
            yield from every_shape(shape.shapes)


def with_items(*items: Item) -> Book:
    """Return a book of one sheet with these items."""
    book = little("x", paper="A4")
    plate = book.plates[0]
    sheet = replace(plate.scene.sheets[0], items=items)
    return replace(book, plates=(replace(plate, scene=replace(plate.scene, sheets=(sheet,))),))


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_sheet_is_a_slide_of_native_shapes(language: Language) -> None:
    book = made("home-loan", language)
    slides = list(opened(book).slides)
    sheets = book.plates[0].scene.sheets
    assert len(slides) == len(sheets)
    for slide, sheet in zip(slides, sheets, strict=True):
        shapes = list(every_shape(slide.shapes))
        assert not [shape for shape in shapes if shape.shape_type == MSO_SHAPE_TYPE.PICTURE]
        labels = [item for item in flat(sheet.items) if isinstance(item, Label)]
        written = [shape.text_frame.text for shape in shapes if shape.has_text_frame and shape.text_frame.text]
        assert sorted(written) == sorted("\v".join(label.lines) for label in labels)


def test_a_slide_prints_as_the_paper_it_was_drawn_for() -> None:
    for paper in ("A4", "A3", "A0"):
        deck = opened(made("hot-pot", paper=paper))
        assert (round(deck.slide_width.pt, 2), round(deck.slide_height.pt, 2)) == PAPERS[paper]


def test_type_is_as_large_as_on_paper() -> None:
    book = little("Hello there")
    label = next(
        i for i in flat(book.plates[0].scene.sheets[0].items) if isinstance(i, Label) and "Hello" in i.lines[0]
    )
    shape = next(
        s for s in every_shape(opened(book).slides[0].shapes) if s.has_text_frame and "Hello" in s.text_frame.text
    )
    assert abs(shape.text_frame.paragraphs[0].runs[0].font.size.pt - label.size) < 0.01


def test_shapes_stay_on_their_slide() -> None:
    for book in (made("home-loan", "zh"), made("online-shop", "en", "A4")):
        deck = opened(book)
        for slide in deck.slides:
            for shape in every_shape(slide.shapes):
                assert shape.left >= 0
                assert shape.left + shape.width <= deck.slide_width + 1
                if shape.top >= 0:  # a title for who cannot see stands above
                    assert shape.top + shape.height <= deck.slide_height + 1


def test_texts_have_a_latin_and_a_chinese_font() -> None:
    deck = opened(made("home-loan", "zh"))
    runs = [
        run
        for slide in deck.slides
        for shape in every_shape(slide.shapes)
        if shape.has_text_frame
        for paragraph in shape.text_frame.paragraphs
        for run in paragraph.runs
    ]
    assert len(runs) > 100
    for run in runs:
        properties = run._r.find(f"{A}rPr")
        assert properties.find(f"{A}latin").get("typeface") == "+mn-lt"
        assert properties.find(f"{A}ea").get("typeface") == "+mn-ea"
        assert properties.get("lang") == "zh-CN"
    theme = next(r.target_part for r in deck.slide_master.part.rels.values() if r.reltype.endswith("/theme"))
    minor = next(etree.fromstring(theme.blob).iter(f"{A}minorFont"))
    assert minor.find(f"{A}ea").get("typeface") == "Microsoft YaHei"
    assert minor.find(f"{A}latin").get("typeface") == "Arial"


def test_a_brands_font_is_the_themes() -> None:
    book = little("x")
    brand = replace(book.subject.theme, own_fonts=("Brand Sans", "Source Han Sans SC"), accent="#123456")
    deck = opened(replace(book, subject=replace(book.subject, theme=brand)))
    theme = next(r.target_part for r in deck.slide_master.part.rels.values() if r.reltype.endswith("/theme"))
    minor = next(etree.fromstring(theme.blob).iter(f"{A}minorFont"))
    assert [minor.find(f"{A}{name}").get("typeface") for name in ("latin", "ea")] == [
        "Brand Sans",
        "Source Han Sans SC",
    ]
    assert b"123456" in theme.blob


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_slide_has_a_title_and_the_first_of_a_view_has_notes(language: Language) -> None:
    book = made("home-loan", language)
    slides = list(opened(book).slides)
    for slide in slides:
        assert slide.shapes.title is not None
        assert slide.shapes.title.text_frame.text
    notes = slides[0].notes_slide.notes_text_frame.text
    assert book.plates[0].tables[0].caption in notes
    assert book.plates[0].tables[0].rows[0][0] in notes
    assert not slides[1].has_notes_slide


def test_groups_are_named_by_what_they_are_about() -> None:
    book = with_items(
        Group((Rect(Box(10, 10, 20, 20), "#FF0000"),), "A title"),
        Group((Rect(Box(40, 10, 20, 20), "#FF0000"),), touchpoint=0),
        Group((Rect(Box(60, 10, 20, 20), "#FF0000"),)),
        Group(()),
    )
    assert [shape.name for shape in opened(book).slides[0].shapes] == ["A title", "x", "Box", "Poster"]


def test_what_a_window_shows_is_drawn() -> None:
    shown = Sheet(200, 200, (Rect(Box(100, 100, 10, 10), "#FF0000"), Rect(Box(0, 0, 10, 10), "#00FF00")))
    window = Window(Box(20, 20, 50, 50), shown, 90, 90)
    shapes = [shape for shape in opened(with_items(window)).slides[0].shapes if shape.name == "Box"]
    assert [(shape.left.pt, shape.top.pt) for shape in shapes] == [(30, 30)]


def test_a_group_of_a_group_keeps_its_place() -> None:
    inner = Group((Rect(Box(100, 50, 20, 30), "#FF0000"),), "inner")
    group = next(iter(opened(with_items(Group((inner,), "outer"))).slides[0].shapes))
    assert (group.left.pt, group.top.pt, group.width.pt, group.height.pt) == (100, 50, 20, 30)
    assert [shape.name for shape in every_shape([group])] == ["outer", "inner", "Box"]


def test_each_item_has_its_own_kind_of_shape() -> None:
    book = with_items(
        Rect(Box(10, 10, 100, 20), "#FF0000", "#00FF00", 2, 5),
        Rect(Box(10, 40, 20, 20), "#FF0000", radius=10),
        Rect(Box(10, 70, 20, 20), "none"),
        Line(10, 200, 110, 150, "#0000FF", 2, (4, 2)),
        Curve(((10, 10), (20, 40), (30, 40), (40, 10)), "#0000FF", 1.5),
        Curve(((10, 10), (20, 40), (30, 40)), "#0000FF", 1.5, smooth=False, closed=True, fill="#EEEEEE"),
        Mark(10, 10, 24, MARK_ICONS["pain"], "#FF0000", title="Pain"),
        Mark(10, 10, 24, MARK_ICONS["severity-high"], "#FF0000", "#FFFFFF"),
    )
    shapes = list(opened(book).slides[0].shapes)
    geometry = [shape._element.spPr.find(f"{A}prstGeom") for shape in shapes]
    assert [g.get("prst") if g is not None else "" for g in geometry] == [
        "roundRect", "ellipse", "rect", "line", "", "", "", "", "", "rect",
    ]  # fmt: skip
    line = shapes[3]
    assert line._element.spPr.find(f"{A}xfrm").get("flipV") == "1"  # it rises
    dash = next(line._element.iter(f"{A}ds"))
    assert (dash.get("d"), dash.get("sp")) == ("200000", "100000")  # twice and once the line's width
    bezier = shapes[4]
    assert len(list(bezier._element.iter(f"{A}cubicBezTo"))) == 1
    assert (bezier.left.pt, bezier.top.pt, bezier.width.pt, bezier.height.pt) == (10, 10, 30, 30)
    assert next(bezier._element.iter(f"{A}path")).get("fill") == "none"
    assert list(shapes[5]._element.iter(f"{A}close"))
    assert (shapes[6].name, shapes[6]._element.find(".//{*}cNvPr").get("descr")) == ("Pain", "Pain")
    assert shapes[0].line.width.pt == 2


@pytest.mark.parametrize(("anchor", "x", "align", "left", "width"), [
    ("start", 100, "l", 100, 80), ("middle", 140, "ctr", 100, 80), ("end", 180, "r", 100, 80),
    ("middle", 120, "ctr", 100, 40), ("end", 160, "r", 100, 60),
])  # fmt: skip
def test_texts_are_aligned_as_drawn(anchor: Any, x: float, align: str, left: float, width: float) -> None:
    label = Label(x, 50, ("One", "two"), 10, "#112233", Box(100, 40, 80, 30), 14, True, anchor)
    shape = next(iter(opened(with_items(label)).slides[0].shapes))
    assert (round(shape.left.pt, 1), round(shape.width.pt, 1)) == (left, width)
    assert shape._element.txBody.find(f".//{A}pPr").get("algn") == align
    assert [run.text for run in shape.text_frame.paragraphs[0].runs] == ["One", "two"]
    run = shape.text_frame.paragraphs[0].runs[0]
    assert (run.font.bold, run.font.size.pt, str(run.font.color.rgb)) == (True, 10, "112233")
    baseline = shape.top.pt + 14 - 0.23 * 10  # of the first line
    assert abs(baseline - 50) < 0.01


@pytest.mark.parametrize("cropped", [True, False])
def test_a_picture_keeps_its_shape(cropped: bool) -> None:
    book = with_items(Image(Box(100, 100, 60, 60), PIXEL, "image/png", "Who", 30, cropped))  # twice as wide as high
    shape = next(iter(opened(book).slides[0].shapes))
    assert (shape.name, shape.shape_type) == ("Who", MSO_SHAPE_TYPE.PICTURE)
    if cropped:
        assert (shape.width.pt, shape.height.pt, shape.crop_left, shape.crop_right) == (60, 60, 0.25, 0.25)
    else:
        assert (shape.top.pt, shape.width.pt, shape.height.pt, shape.crop_left) == (115, 60, 30, 0)


def test_a_drawing_in_svg_is_shown_where_it_can_be(monkeypatch: pytest.MonkeyPatch) -> None:
    svg = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 10"><rect width="20" height="10"/></svg>'
    book = with_items(Image(Box(100, 100, 60, 60), svg, "image/svg+xml", "Logo"))
    shape = next(iter(opened(book).slides[0].shapes))
    assert (shape.width.pt, shape.height.pt) == (60, 30)
    monkeypatch.setitem(sys.modules, "resvg_py", None)
    deck = book_pptx(book)
    assert [warning.en for warning in deck.warnings] == [
        'a picture in SVG is left out of the slides; pip install "cxmap[png]" lets them show it'
    ]


@pytest.mark.parametrize(
    ("data", "media"),
    [
        (b"\x89PNG\r\n\x1a\nxx", "image/png"),
        (PIXEL[:20], "image/png"),
        (PIXEL[:16] + b"\0" * 8 + PIXEL[24:], "image/png"),
        (b"\xff\xd8\xff\xe1\x00\x40Exif\0\0", "image/jpeg"),
        (b"<svg", "image/svg+xml"),
    ],
)
def test_a_damaged_picture_is_left_out(data: bytes, media: str) -> None:
    deck = book_pptx(with_items(Image(Box(0, 0, 60, 60), data, media)))
    assert [warning.en for warning in deck.warnings] == ["a picture that cannot be read is left out"]


def test_the_same_book_gives_the_same_bytes_in_every_process() -> None:
    code = "book_pptx(made('newborn', 'zh')).data"
    assert in_new_process(code, "0") == in_new_process(code, "1")
    data = book_pptx(made("newborn", "zh")).data
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        core = archive.read("docProps/core.xml").decode()
        assert not [name for name in archive.namelist() if "thumbnail" in name or "printer" in name]
    assert "Steve" not in core
    assert "created" not in core


def test_hostile_texts_stay_texts() -> None:
    hostile = "</a:t><a:t>&#x0;\" ' ]]> 申 👨‍👩‍👧"
    slide = opened(made(with_hostile_texts("newborn", hostile))).slides[0]
    assert any(
        hostile[:12] in s.text_frame.text.replace("\v", "") for s in every_shape(slide.shapes) if s.has_text_frame
    )


def test_what_xml_cannot_hold_is_left_out() -> None:
    label = Label(10, 50, ("a\x0bb\ufffe\x00c",), 10, "#000000", Box(10, 40, 80, 14))
    assert next(iter(opened(with_items(label)).slides[0].shapes)).text_frame.text == "abc"


def test_a_click_leads_to_the_slide_of_a_view() -> None:
    book = little("x")
    plate = book.plates[0]
    link = Group((Label(10, 50, ("Go",), 10, "#000000", Box(10, 40, 80, 14)),), leads_to="poster")
    contents = replace(plate.scene, sheets=(replace(plate.scene.sheets[0], items=(link,)),))
    view = plate.view._replace(id="contents")
    deck = opened(replace(book, plates=(replace(plate, view=view, scene=contents), plate)))
    shape = next(iter(deck.slides[0].shapes))
    assert shape.click_action.target_slide == deck.slides[1]


def test_without_the_extra_it_says_which(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pptx", None)
    with pytest.raises(CxmapError) as caught:
        book_pptx(little("x"))
    assert caught.value.help is not None
    assert 'pip install "cxmap[pptx]"' in caught.value.help.en


def every_path() -> Iterator[str]:
    faces = [face(score / 4) for score in range(-8, 9)]
    for icon in (*CHANNEL_ICONS.values(), *MARK_ICONS.values(), *FACE_OUTLINES, *faces):
        yield from filter(None, (icon.strokes, icon.fills))


def test_paths_of_icons_are_read_as_svg_reads_them() -> None:
    from PIL import Image as Picture
    from PIL import ImageChops
    from resvg_py import svg_to_bytes

    def drawn(paths: list[str]) -> Picture.Image:
        placed = "".join(
            f'<path transform="translate({number % 20 * 26} {number // 20 * 26})" d="{path}"/>'
            for number, path in enumerate(paths)
        )
        svg = (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="520" height="390" stroke="#000" fill="none">{placed}</svg>'
        )
        return Picture.open(io.BytesIO(bytes(svg_to_bytes(svg_string=svg, width=1040, background="white")))).convert(
            "L"
        )

    originals = list(every_path())
    read = [
        "".join(step.command + " ".join(f"{p.x:.4f} {p.y:.4f}" for p in step.points) for step in steps_of(path))
        for path in originals
    ]
    difference = ImageChops.difference(drawn(originals), drawn(read))
    assert not any(difference.histogram()[110:])  # less than a shade of a pixel at the edge of arcs


def test_flags_of_arcs_may_stand_close() -> None:
    assert steps_of("M0 0a5 5 0 0110 0") == steps_of("M0 0a5 5 0 0 1 10 0")
    end = steps_of("M0 0a5 5 0 0110 0")[-1].points[-1]
    assert (round(end.x, 9), round(end.y, 9)) == (10, 0)


def test_a_command_that_no_icon_has_is_refused() -> None:
    with pytest.raises(KeyError):
        steps_of("M0 0T1 1")
