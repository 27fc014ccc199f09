"""PNG: of the right size, not blank, and never stopped by an emoji."""

from __future__ import annotations

import io
import sys
from dataclasses import replace
from typing import Any

import pytest
from PIL import Image

from cxmap.diagnostics import CxmapError
from cxmap.render.formats import FormatOptions, png, write_book
from cxmap.render.formats.png import book_pngs
from cxmap.render.scene import Box, Label
from cxmap.render.text.paragraphs import anchored
from tests.hostile import with_hostile_texts
from tests.render.formats.books import little, made, needs_fonts

pytestmark = needs_fonts


def opened(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data))


@pytest.mark.parametrize("dpi", [72, 150])
def test_a_sheet_is_as_large_as_its_paper(dpi: int) -> None:
    book = made("hot-pot", paper="A4")
    pngs, _ = book_pngs(book, dpi=dpi)
    sheets = book.plates[0].scene.sheets
    assert [picture.sheet for picture in pngs] == list(range(len(sheets)))
    for picture, sheet in zip(pngs, sheets, strict=True):
        image = opened(picture.data)
        assert abs(image.width - sheet.width * dpi / 72) <= 0.51
        assert abs(image.height - sheet.height * dpi / 72) <= 0.51
        assert round(image.info["dpi"][0]) == dpi


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_sheet_is_not_blank(language: Any) -> None:
    image = opened(book_pngs(made("home-loan", language), dpi=72)[0][0].data).convert("L")
    histogram = image.histogram()
    assert sum(histogram[:80]) > 2000  # ink of texts
    assert sum(histogram[250:]) > image.width * image.height / 3


def test_texts_are_drawn_in_chinese_too() -> None:
    blank, written = (
        opened(book_pngs(little(name, "zh"), dpi=72)[0][0].data).convert("L") for name in ("。", "申请住房贷款")
    )
    assert sum(written.histogram()[:128]) > sum(blank.histogram()[:128]) + 200


def test_files_are_numbered_where_a_plate_has_several_sheets() -> None:
    names = [file.suffix for file in write_book(made("home-loan"), "png", FormatOptions(dpi=36)).files]
    assert names[:2] == ["-1.png", "-2.png"]
    assert [file.suffix for file in write_book(little("x"), "png", FormatOptions(dpi=36)).files] == [".png"]


@pytest.mark.parametrize(
    "text",
    [
        "👨‍👩‍👧‍👦",
        "a 👩🏽‍🔬 b",
        "🇨🇳🇫🇷",
        "1️⃣ 2️⃣ #️⃣",
        "❤️‍🔥 ok",
        "申请 ☎️ 通过 ✅",
        "🏴󠁧󠁢󠁥󠁮󠁧󠁿",
        "🧑🏿‍🤝‍🧑🏻",
        "e\u0301 a\u0308\u0301 \u0301",
        "\u200d\ufe0f x \u20e3",
        "\ufe0f",
        "العربية हिन्दी ไทย",
        "かلا",  # a ligature beside another font
        "门🇳🏼🇨",
        "office 申请 fi ffi",
        "\U000f0000\ue000",
    ],
)
def test_no_text_stops_the_engine(text: str) -> None:
    pngs, _ = book_pngs(little(text), dpi=36)
    assert pngs[0].data.startswith(b"\x89PNG")


@pytest.mark.parametrize("anchor", ["start", "middle", "end"])
@pytest.mark.parametrize("bold", [False, True])
def test_runs_of_several_fonts_stand_where_one_would(anchor: Any, bold: bool) -> None:
    """The ink of a line in two fonts begins and ends within its box, as that of one does."""
    book = little("x")
    plate = book.plates[0]
    box = Box(200, 100, 400, 30)
    label = Label(anchored(box, anchor), 122, ("Ask 客服 about it",), 20, "#000000", box, 0, bold, anchor)
    sheet = replace(plate.scene.sheets[0], items=(label,))
    scene = replace(plate.scene, sheets=(sheet,))
    image = opened(book_pngs(replace(book, plates=(replace(plate, scene=scene),)), dpi=72)[0][0].data).convert("L")
    left, _, right, _ = image.point(lambda value: 255 if value < 128 else 0).getbbox() or (0, 0, 0, 0)
    ends = {"start": left - box.x, "middle": (left + right) / 2 - (box.x + 200), "end": right - box.right}
    assert abs(ends[anchor]) < 4
    assert 120 < right - left < 190


def test_hostile_texts_can_be_drawn() -> None:
    pngs, _ = book_pngs(made(with_hostile_texts("newborn", "</text><x a='\" & 申 👍🏽"), paper="A3"), dpi=36)
    assert pngs


class Panic(BaseException):
    """What pyo3 raises is not an Exception."""


def test_a_panic_becomes_words(monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(**_: object) -> bytes:
        raise Panic("attempt to subtract with overflow")

    monkeypatch.setattr("resvg_py.svg_to_bytes", stop)
    with pytest.raises(CxmapError, match="resvg cannot draw"):
        book_pngs(little("x"))


def test_a_keyboard_interrupt_stays_one(monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(**_: object) -> bytes:
        raise KeyboardInterrupt

    monkeypatch.setattr("resvg_py.svg_to_bytes", stop)
    with pytest.raises(KeyboardInterrupt):
        book_pngs(little("x"))


def test_a_picture_of_gigabytes_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(png, "MOST_PIXELS", 1_000_000)
    with pytest.raises(CxmapError, match="too large") as caught:
        book_pngs(little("x"), dpi=600)
    assert caught.value.help is not None
    assert "--dpi" in caught.value.help.en


def test_the_same_sheet_gives_the_same_bytes() -> None:
    assert book_pngs(little("申 x"), dpi=72)[0] == book_pngs(little("申 x"), dpi=72)[0]


def test_without_the_extra_it_says_which(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "resvg_py", None)
    with pytest.raises(CxmapError) as caught:
        book_pngs(little("x"))
    assert caught.value.help is not None
    assert 'pip install "cxmap[png]"' in caught.value.help.en
