"""PDF: pages of true size, text that can be found, fonts inside, and the same bytes on every run."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import zlib
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from cxmap.diagnostics import CxmapError
from cxmap.render.fonts import chosen
from cxmap.render.formats import FormatOptions, write_book
from cxmap.render.formats.pdf import book_pdf
from cxmap.render.scene import Sheet
from cxmap.render.theme import PAPERS
from tests.hostile import with_hostile_texts
from tests.render.formats.books import LATIN_FONT, in_new_process, little, made, needs_fonts

if TYPE_CHECKING:
    from pathlib import Path

    from cxmap.language import Language

pytestmark = needs_fonts
needs_poppler = pytest.mark.skipif(shutil.which("pdftotext") is None, reason="poppler-utils is not installed")


def media_boxes(pdf: bytes) -> list[tuple[float, float]]:
    """Return width and height of every page; typst packs its objects into compressed streams."""
    streams = [pdf]
    for match in re.finditer(rb"stream\r?\n", pdf):
        try:
            streams.append(zlib.decompressobj().decompress(pdf[match.end() :]))
        except zlib.error:
            continue
    found = [numbers for stream in streams for numbers in re.findall(rb"/MediaBox\s*\[([^\]]+)\]", stream)]
    boxes = [tuple(map(float, numbers.split())) for numbers in found]
    assert all(box[:2] == (0, 0) for box in boxes)
    return [(box[2], box[3]) for box in boxes]


def text_of(pdf: bytes, tmp_path: Path, *arguments: str) -> str:
    path = tmp_path / "x.pdf"
    path.write_bytes(pdf)
    return subprocess.run(["pdftotext", *arguments, str(path), "-"], capture_output=True, text=True, check=True).stdout


@pytest.mark.parametrize("paper", ["A4", "A3", "A2", "A1", "A0"])
def test_pages_have_the_size_of_their_paper(paper: str) -> None:
    boxes = media_boxes(book_pdf(made("hot-pot", paper=paper))[0])
    assert {(round(width, 2), round(height, 2)) for width, height in boxes} == {PAPERS[paper]}


def test_every_sheet_has_a_page_and_an_upright_one_an_upright_page() -> None:
    book = made("hot-pot", paper="A4")
    plate = book.plates[0]
    long, short = PAPERS["A4"]
    upright = replace(plate.scene, sheets=(Sheet(short, long, plate.scene.sheets[0].items), *plate.scene.sheets))
    boxes = media_boxes(book_pdf(replace(book, plates=(replace(plate, scene=upright),)))[0])
    assert len(boxes) == len(upright.sheets)
    assert min(boxes) == (short, long)


@needs_poppler
@pytest.mark.parametrize(
    ("language", "words"),
    [("zh", ["申请住房贷款", "把材料交上去", "一位经理跟到底"]), ("en", ["Applying for a home loan"])],
)
def test_texts_can_be_found(tmp_path: Path, language: Language, words: list[str]) -> None:
    text = text_of(book_pdf(made("home-loan", language))[0], tmp_path)
    assert [word for word in words if word not in text] == []


@needs_poppler
def test_fonts_are_inside(tmp_path: Path) -> None:
    path = tmp_path / "x.pdf"
    path.write_bytes(book_pdf(made("home-loan", "zh"))[0])
    listed = subprocess.run(["pdffonts", str(path)], capture_output=True, text=True, check=True).stdout.splitlines()[2:]
    assert len(listed) >= 2
    assert all(re.search(r"\byes yes yes\b", line) for line in listed)  # embedded, a subset, with its Unicode text


@needs_poppler
def test_what_the_document_is_about_is_in_it(tmp_path: Path) -> None:
    path = tmp_path / "x.pdf"
    path.write_bytes(book_pdf(made("home-loan", "zh"))[0])
    said = subprocess.run(["pdfinfo", str(path)], capture_output=True, text=True, check=True).stdout
    assert "申请住房贷款" in said
    assert "安居银行" in said
    assert "客户旅程图" in said
    assert re.search(r"Tagged:\s+yes", said)
    assert "Date" not in said


def test_the_same_book_gives_the_same_bytes_in_every_process() -> None:
    assert in_new_process("book_pdf(made('newborn', 'zh'))[0]", "0") == in_new_process(
        "book_pdf(made('newborn', 'zh'))[0]", "1"
    )


@needs_poppler
@pytest.mark.parametrize(
    "text",
    [
        '#read("/etc/passwd")',
        "*bold* _x_ $x^2$ `raw` = head",
        "#sys.inputs",
        "</text><image href='x'/>",
        "\\u{41} @ref <label>",
    ],
)
def test_texts_are_never_markup(tmp_path: Path, text: str) -> None:
    found = text_of(book_pdf(little(text))[0], tmp_path, "-raw")
    assert re.sub(r"\s", "", text) in re.sub(r"\s", "", found)
    assert "root:" not in found


def test_hostile_texts_can_be_written() -> None:
    pdf, _ = book_pdf(made(with_hostile_texts("home-loan", "#panic() \"]})' </text> \\ ${} 申 👨‍👩‍👧")))
    assert pdf.startswith(b"%PDF-")


def test_a_missing_glyph_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chosen, "system_faces", lambda: ())
    written = write_book(little("Ok 門"), "pdf", FormatOptions(fonts=(str(LATIN_FONT),)))
    assert [warning.en.split(" — ")[0] for warning in written.warnings] == [
        "1 character has no glyph in the fonts found: 門"
    ]
    assert written.files[0].suffix == ".pdf"


def test_without_the_extra_it_says_which(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    with pytest.raises(CxmapError) as caught:
        book_pdf(little("x"))
    assert caught.value.help is not None
    assert 'pip install "cxmap[pdf]"' in caught.value.help.en
    assert 'pip install "cxmap[pdf]"' in caught.value.help.zh


def test_a_panic_becomes_words(monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(*_: object, **__: object) -> bytes:
        raise BaseException("attempt to subtract with overflow")

    monkeypatch.setattr("typst.compile", stop)
    with pytest.raises(CxmapError, match="typst cannot draw A test: attempt"):
        book_pdf(little("x"))


def test_emoji_that_are_drawn_simpler_are_said() -> None:
    assert [warning.en for warning in book_pdf(little("a 👍🏽 b"))[1]] == [
        "emoji put together of several are drawn simpler: 👍🏽 → 👍"
    ]


def test_the_source_goes_along_when_asked_for(tmp_path: Path) -> None:
    without = book_pdf(little("x"))[0]
    with_it = book_pdf(replace(little("x"), source="cxmap: 1\n"))[0]
    assert b"/EmbeddedFile" not in without
    path = tmp_path / "x.pdf"
    path.write_bytes(with_it)
    if shutil.which("pdfdetach"):
        subprocess.run(["pdfdetach", "-saveall", "-o", str(tmp_path), str(path)], check=True, capture_output=True)
        assert (tmp_path / "test.yaml").read_text() == "cxmap: 1\n"
