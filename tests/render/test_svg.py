"""A stand-alone SVG: lean, safe, the same in every program, and traceable to its source."""

from __future__ import annotations

import re
from dataclasses import replace
from xml.etree import ElementTree as ET

import pytest

from cxmap.render.book import book_of
from cxmap.render.formats.markup import QUOTE, number, pieces_of, style
from cxmap.render.formats.svg import Drawing, book_svgs, scene_svg
from cxmap.render.marks.icons import FACE_OUTLINES, GRID, MARK_ICONS, Icon, face
from cxmap.render.options import ViewOptions
from cxmap.render.scene import Box, Curve, Group, Image, Item, Label, Line, Mark, Rect, Scene, Sheet
from cxmap.render.subject import subject_of
from cxmap.render.text.paragraphs import one_line
from cxmap.render.views import view_called
from tests.pictures import EXAMPLES, example

SVG = "{http://www.w3.org/2000/svg}"
WHITE, INK = "#FFFFFF", "#1F2933"


def scene(*items: Item, key: str = "m-poster") -> Scene:
    return Scene(key, "A title", "In words", "en", ("Inter", "sans-serif"), WHITE, "A4", (Sheet(800, 500, items),))


def drawn(*items: Item) -> ET.Element:
    return ET.fromstring(scene_svg(scene(*items)))


def label(*lines: str, x: float = 10, y: float = 20, size: float = 8, colour: str = INK, **options: object) -> Label:
    return Label(x, y, lines, size, colour, Box(x, y - size, 100, 30), 10.88, **options)  # type: ignore[arg-type]


@pytest.mark.parametrize("name", [path.stem for path in EXAMPLES])
def test_every_icon_is_defined_once_and_every_definition_used(name: str) -> None:
    view = view_called("poster")
    assert view is not None
    (svg,) = book_svgs(book_of(subject_of(example(name)), (view,), ViewOptions()))
    root = ET.fromstring(svg)
    defined = [element.get("id") for element in root.find(f"{SVG}defs") or ()]
    used = {element.get("{http://www.w3.org/1999/xlink}href") for element in root.iter(f"{SVG}use")}
    assert sorted(f"#{identity}" for identity in defined) == sorted(map(str, used))
    paths = [element.get("d") for element in root.iter(f"{SVG}path")]
    icons = [path for path in paths if path and path in {i.strokes for i in MARK_ICONS.values()}]
    assert len(icons) <= 2 * len(set(icons))  # once as an outline, once to be filled
    assert all(str(identity).startswith(svg.split('<title id="')[1].split("-title")[0]) for identity in defined)


def test_an_icon_has_the_colours_and_the_place_of_its_mark() -> None:
    root = drawn(Mark(30, 60, 12, MARK_ICONS["wait"], "#B83A12"), Mark(90, 60, 24, FACE_OUTLINES[0], INK, "#E08A5B"))
    plain, filled = root.iter(f"{SVG}use")
    assert plain.get("transform") == "scale(0.5)"
    assert (plain.get("x"), plain.get("y")) == ("60", "120")  # in the icon's own grid
    assert (plain.get("stroke"), plain.get("fill")) == ("#B83A12", None)
    assert (filled.get("stroke"), filled.get("fill"), filled.get("x")) == (INK, "#E08A5B", "90")
    by_id = {f"#{e.get('id')}": e for e in root.iter() if e.get("id")}
    assert by_id[str(plain.get("{http://www.w3.org/1999/xlink}href"))].get("fill") == "none"
    assert by_id[str(filled.get("{http://www.w3.org/1999/xlink}href"))].get("fill") is None


def test_an_icon_of_strokes_and_fills_is_one_definition() -> None:
    icon = face(-2)
    assert icon.strokes
    assert icon.fills
    root = drawn(Mark(0, 0, GRID, icon, "#16202A"))
    (use,) = root.iter(f"{SVG}use")
    strokes, fills = list(root.find(f"{SVG}defs/{SVG}g") or ())
    assert (use.get("stroke"), use.get("fill")) == ("#16202A", "#16202A")
    assert (strokes.get("fill"), fills.get("stroke")) == ("none", "none")


def test_a_filled_icon_with_fills_keeps_both_colours() -> None:
    icon = Icon("M2 2h9v9h-9z", "M4 4h2v2h-2z")
    outline, inside = drawn(Mark(0, 0, GRID, icon, INK, "#FFEE00")).iter(f"{SVG}use")
    assert (outline.get("stroke"), outline.get("fill")) == (INK, "#FFEE00")
    assert (inside.get("stroke"), inside.get("fill")) == (None, INK)


def test_texts_say_only_what_differs_from_most() -> None:
    root = drawn(label("one"), label("two", y=40), label("three", y=60, size=7), label("four", y=80, colour="#B83A12"))
    (group,) = root.findall(f"{SVG}g")
    assert (group.get("font-size"), group.get("fill")) == ("8", INK)
    assert [(t.get("font-size"), t.get("fill")) for t in root.iter(f"{SVG}text")] == [
        (None, None), (None, None), ("7", None), (None, "#B83A12"),
    ]  # fmt: skip


def test_lines_of_a_text_keep_their_places_and_the_spaces_between_them() -> None:
    root = drawn(label("Calling the", "bank 银行", "电话"), label("right", "aligned", y=60, anchor="end"))
    first, second = root.iter(f"{SVG}text")
    assert "".join(first.itertext()) == "Calling the bank 银行电话"
    assert [span.get("y") for span in first] == ["30.9", "41.8"]
    assert "".join(second.itertext()) == "rightaligned"  # a space would count as width at its end


def test_neighbours_that_look_the_same_are_one_path() -> None:
    root = drawn(
        Line(0, 10, 50, 10, INK), Line(0, 20, 50, 20, INK), Line(5, 0, 5, 9, INK), Line(0, 30, 50, 40, "#D5DBE1"),
        Rect(Box(0, 0, 10, 10), "#F6F8FA"), Rect(Box(10, 0, 10, 10), "#F6F8FA"), Rect(Box(20, 0, 5, 5), WHITE, INK),
        Rect(Box(22, 0, 5, 5), WHITE, INK),
    )  # fmt: skip
    paths = [(p.get("d"), p.get("fill"), p.get("stroke")) for p in root.iter(f"{SVG}path")][1:]
    assert paths == [
        ("M0 10H50M0 20H50M5 0V9", None, INK), ("M0 30L50 40", None, "#D5DBE1"),
        ("M0 0h10v10h-10zM10 0h10v10h-10z", "#F6F8FA", None),
    ]  # fmt: skip
    assert len(list(root.iter(f"{SVG}rect"))) == 2  # a filled box with an edge would cover its neighbour's


def test_touching_boxes_still_touch_when_rounded() -> None:
    root = drawn(*(Rect(Box(10 + i * 33.333, 0, 33.333, 10), colour) for i, colour in enumerate((WHITE, INK, WHITE))))
    right = 10.0
    for path in list(root.iter(f"{SVG}path"))[1:]:
        left, width = re.findall(r"M([\d.]+) 0h([\d.]+)", path.get("d") or "")[0]
        assert float(left) == pytest.approx(right)
        right = float(left) + float(width)


def test_a_curve_ends_where_it_should_however_many_steps_it_takes() -> None:
    points = tuple((i * 3.333, 100 + (-1) ** i * i * 1.117) for i in range(61))
    (path,) = (p for p in drawn(Curve(points, INK, 1)).iter(f"{SVG}path") if p.get("stroke"))
    head, steps = (path.get("d") or "").split("c")
    numbers = [float(n) for n in re.findall(r"-?\d*\.?\d+", steps)]
    x, y = map(float, head[1:].split())
    for i in range(4, len(numbers), 6):
        x, y = x + numbers[i], y + numbers[i + 1]
    assert x == pytest.approx(points[-1][0], abs=0.051)
    assert y == pytest.approx(points[-1][1], abs=0.051)


def test_a_look_in_use_is_one_however_many_others_are_seen_meanwhile() -> None:
    look = style((("fill", "#123456"),))
    others = [style((("fill", f"#{number:06X}"),)) for number in range(20_000)]
    assert style((("fill", "#123456"),)) is look
    assert len({id(other) for other in others}) == 20_000


def test_groups_about_the_same_become_one_and_others_leave_no_trace() -> None:
    def about(text: str, touchpoint: int | None = None, actor: str = "", title: str = "") -> Group:
        return Group((label(text),), title, touchpoint, actor)

    root = drawn(
        about("a", 1), about("b", 1), about("c", 2), about("d"), about("e", 2, "li"), about("f", 2, "li", "Li")
    )
    (sheet,) = root.findall(f"{SVG}g")
    found = [(e.get("data-t"), e.get("data-a"), len(e)) for e in sheet]
    assert found == [("1", None, 2), ("2", None, 1), (None, None, 1), ("2", "li", 1), ("2", "li", 2)]
    assert [t.text for t in sheet.iter(f"{SVG}title")] == ["Li"]


def test_rounded_images_are_clipped_by_a_path() -> None:
    image = Image(Box(10, 20, 30, 40), b"\x89PNG", "image/png", "Portrait of <Li>", 15, cropped=True)
    svg = scene_svg(scene(image, image._replace(box=Box(60, 20, 30, 40))))
    root = ET.fromstring(svg)
    first, second = root.iter(f"{SVG}image")
    clips = [clip.get("id") for clip in root.iter(f"{SVG}clipPath")]
    assert [first.get("clip-path"), second.get("clip-path")] == [f"url(#{clip})" for clip in clips]
    assert len(set(clips)) == 2
    assert first.get("preserveAspectRatio") == "xMidYMid slice"
    assert first.get("{http://www.w3.org/1999/xlink}href") == "data:image/png;base64,iVBORw=="
    assert first.findtext(f"{SVG}title") == "Portrait of <Li>"
    assert " style=" not in svg


HOSTILE = "</text></svg><script>alert(1)</script>\"' onload='x' ]]> &amp; <!--"


def test_every_place_for_a_text_escapes_it() -> None:
    svg = scene_svg(
        replace(
            scene(
                label(HOSTILE, HOSTILE),
                Mark(0, 0, 9, MARK_ICONS["wait"], INK, title=HOSTILE),
                Group((label("x"),), HOSTILE, 1, HOSTILE),
                Image(Box(0, 0, 9, 9), b"", "image/png", HOSTILE),
                key=HOSTILE,
            ),
            title=HOSTILE,
            description=HOSTILE,
        )
    )
    root = ET.fromstring(svg)
    assert {e.tag.removeprefix(SVG) for e in root.iter()} == {
        "svg", "title", "desc", "defs", "g", "path", "use", "text", "tspan", "image",
    }  # fmt: skip
    assert "".join(next(root.iter(f"{SVG}text")).itertext()) == HOSTILE + " " + HOSTILE
    assert not any(name.startswith("on") for e in root.iter() for name in e.attrib)


@pytest.mark.parametrize(
    "source",
    [
        "title: 申请住房贷款\n",
        "\n\n  a: '</metadata></script><script>alert(1)</script>'\n",
        "b: ']]>'\r\nc: \"&#13; &amp; <![CDATA[ \"\r\n",
        "old\rmac\r",
        "tab\there  \n\n",
        "",
    ],
)
def test_the_source_comes_back_byte_for_byte(source: str) -> None:
    svg = Drawing(scene(label("x"))).svg(source)
    found = ET.fromstring(svg.encode()).find(f"{SVG}metadata")
    assert (found.text if found is not None else "") == source


def test_a_sheet_by_itself_holds_only_what_it_uses() -> None:
    two = replace(
        scene(), sheets=(Sheet(800, 500, (Mark(0, 0, 9, MARK_ICONS["wait"], INK),)), Sheet(400, 300, (label("two"),)))
    )
    drawing = Drawing(two)
    first, second = (ET.fromstring(drawing.sheet(index)) for index in range(2))
    assert len(list(first.iter(f"{SVG}use"))) == 1
    assert second.find(f"{SVG}defs") is None
    assert (second.get("width"), second.get("viewBox")) == ("400pt", "0 0 400 300")
    assert ET.fromstring(drawing.svg()).get("viewBox") == "0 0 800 824"


def test_the_mark_for_quotes_never_reaches_a_file() -> None:
    assert QUOTE in "".join(p for p in pieces_of(Sheet(9, 9, (label("x"),))) if isinstance(p, str))
    assert QUOTE not in scene_svg(scene(label("x"), one_line("y", 1, 2, 8, INK)))


@pytest.mark.parametrize(("value", "written"), [(0, "0"), (100, "100"), (10.04, "10"), (9.95, "9.9"), (-0.5, "-0.5")])
def test_numbers_are_short(value: float, written: str) -> None:
    assert number(value) == written
