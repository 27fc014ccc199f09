"""Which fonts are found and chosen, and that what they lack is named."""

from __future__ import annotations

import random
import struct
import sys
from typing import TYPE_CHECKING

import pytest
from fontTools.ttLib import TTFont

from cxmap.diagnostics import CxmapError
from cxmap.render.fonts import chosen, installed
from cxmap.render.fonts.chosen import choose, simplified
from cxmap.render.fonts.installed import faces_in, system_faces
from cxmap.render.fonts.sfnt import read_faces
from tests.render.formats.books import CJK_FONT, LATIN_FONT, needs_fonts

if TYPE_CHECKING:
    from pathlib import Path

ZH = ("Noto Sans CJK SC", "Liberation Sans")
EN = ("Liberation Sans", "Noto Sans CJK SC")
pytestmark = needs_fonts


@pytest.fixture
def no_system_fonts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chosen, "system_faces", lambda: ())


def test_faces_are_read_as_fonttools_reads_them() -> None:
    dice = random.Random(7)
    for face in dice.sample(system_faces(), 12):
        with TTFont(face.path, fontNumber=face.index, lazy=True) as font:
            characters = font.getBestCmap()
            widths, units = dict(font["hmtx"].metrics), font["head"].unitsPerEm
            assert font["name"].getBestFamilyName() in face.families
            assert face.lightest <= font["OS/2"].usWeightClass <= face.boldest
        for code in [*range(0x20, 0x500), *dice.sample(range(0x500, 0x30000), 3000)]:
            glyph = characters.get(code, ".notdef")
            assert face.has(chr(code)) == (glyph != ".notdef"), f"{face.path} {code:X}"
            if glyph != ".notdef":
                assert face.advance(chr(code)) == pytest.approx(widths[glyph][0] / units), f"{face.path} {code:X}"


def test_a_collection_has_several_faces() -> None:
    faces = faces_in(CJK_FONT)
    assert len(faces) > 5
    assert [face.index for face in faces] == list(range(len(faces)))
    assert ("Noto Sans CJK SC",) in [face.families for face in faces]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"not a font",
        b"ttcf" + b"\xff" * 60,
        b"\0\1\0\0\xff\xff" + b"\0" * 300,
        b"OTTO\0\1" + b"\0" * 6 + struct.pack(">4sIII", b"name", 0, 9_999_999, 0xFFFFFFFF),
    ],
)
def test_what_is_no_font_is_passed_over(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "x.ttf"
    path.write_bytes(content)
    assert read_faces(path) == ()


def test_a_damaged_font_stops_nothing(tmp_path: Path) -> None:
    whole = LATIN_FONT.read_bytes()
    dice = random.Random(3)
    for number in range(200):
        damaged = bytearray(whole[: dice.randrange(64, 20_000)] if number % 2 else whole[:40_000])
        for _ in range(40):
            damaged[dice.randrange(min(len(damaged), 2000))] = dice.randrange(256)
        path = tmp_path / f"{number}.ttf"
        path.write_bytes(damaged)
        for face in read_faces(path):
            face.has("a")


def test_the_stack_decides() -> None:
    assert [family.name for family in choose(["Hi 申请"], ZH).families] == ["Noto Sans CJK SC"]
    assert [family.name for family in choose(["Hi 申请"], EN).families] == ["Liberation Sans", "Noto Sans CJK SC"]
    assert [family.name for family in choose(["Hi"], EN).families] == ["Liberation Sans"]


def test_bold_has_its_own_face() -> None:
    family = choose(["Hi"], EN).families[0]
    assert (family.regular.lightest, family.bold.lightest) == (400, 700)
    assert not family.regular.italic
    assert not family.bold.italic


def test_every_run_names_a_font_that_has_it() -> None:
    found = choose(["Hi 申请 x"], EN)
    assert [(run.text, run.family.name) for run in found.runs("Hi 申请 x")] == [
        ("Hi ", "Liberation Sans"),
        ("申请", "Noto Sans CJK SC"),
        (" x", "Liberation Sans"),
    ]
    assert found.runs("") == []
    assert "".join(run.text for run in found.runs("  a b ")) == "  a b "


@pytest.mark.usefixtures("no_system_fonts")
def test_missing_characters_are_named_in_both_languages() -> None:
    found = choose(["Ok 門查 门", "👨‍👩‍👧 a"], EN, [str(LATIN_FONT)])
    assert found.missing == ("查", "門", "门", "👨")
    warning, reduced = found.warnings()
    assert "👨‍👩‍👧 → 👨" in reduced.en
    assert "👨‍👩‍👧 → 👨" in reduced.zh
    assert warning.en.startswith("4 characters have no glyph in the fonts found: 查 門 门 👨 — install Noto Sans CJK")
    assert "缺 4 个字：查 門 门 👨" in warning.zh
    assert "--fonts" in warning.en
    assert "--fonts" in warning.zh
    assert [run.text for run in found.runs("门a")] == ["□a"]


@pytest.mark.usefixtures("no_system_fonts")
def test_many_missing_characters_are_not_all_listed() -> None:
    (warning,) = choose(["".join(map(chr, range(0x4E00, 0x4E80)))], EN, [str(LATIN_FONT)]).warnings()
    assert warning.en.startswith("128 characters")
    assert "…" in warning.en
    assert len(warning.en) < 200


def test_nothing_missing_is_no_warning() -> None:
    assert choose(["Hi 申请\u200b \u00a0\n ❤️"], EN).warnings() == ()


@pytest.mark.usefixtures("no_system_fonts")
def test_without_any_font_nothing_is_written(tmp_path: Path) -> None:
    with pytest.raises(CxmapError, match="no font was found"):
        choose(["a"], EN)
    with pytest.raises(CxmapError, match="no font that can be used"):
        choose(["a"], EN, [str(tmp_path)])
    with pytest.raises(CxmapError, match="there is no such file"):
        choose(["a"], EN, [str(tmp_path / "none")])


def test_a_file_that_is_named_leads_and_a_folder_is_only_looked_into(tmp_path: Path) -> None:
    assert choose(["Hi"], ZH, [str(LATIN_FONT)]).families[0].name == "Liberation Sans"
    (tmp_path / "font.ttf").symlink_to(LATIN_FONT)
    assert choose(["Hi"], ("Noto Sans CJK SC",), [str(tmp_path)]).families[0].name == "Noto Sans CJK SC"
    assert choose(["Hi"], ("No Such Font",), [str(tmp_path)]).families[0].name == "Liberation Sans"


def test_other_fonts_of_the_machine_do_not_matter(monkeypatch: pytest.MonkeyPatch) -> None:
    everything = choose(["Hi 申请"], EN)
    few = tuple(face for face in system_faces() if {"Liberation Sans", "Noto Sans CJK SC"} & {*face.families})
    monkeypatch.setattr(chosen, "system_faces", lambda: few)
    assert choose(["Hi 申请"], EN) == everything


def test_what_no_usual_font_has_is_looked_for_in_all_others() -> None:
    found = choose(["a हिन्दी"], ("Inter",))
    if found.missing:
        pytest.skip("no font for Devanagari is installed")
    assert len(found.families) > 1
    assert [run.text for run in found.runs("हिन्दी")] == ["हिन्दी"]


@pytest.mark.parametrize(
    ("cluster", "shown"),
    [
        ("a", "a"),
        ("门", "门"),
        ("👩‍🔬", "👩"),
        ("👍🏽", "👍"),
        ("❤️", "❤"),
        ("1️⃣", "1"),
        ("🇨🇳", "CN"),
        ("🇨", "C"),
        ("🏽", ""),
        ("e\u0301", "e\u0301"),
        ("\u200b", "\u200b"),
    ],
)
def test_a_picture_of_several_code_points_becomes_its_first(cluster: str, shown: str) -> None:
    assert simplified(cluster) == shown


@pytest.mark.parametrize(
    ("platform", "folder"), [("linux", ".local/share/fonts"), ("darwin", "Library/Fonts"), ("win32", "Fonts")]
)
def test_each_system_keeps_its_fonts_elsewhere(monkeypatch: pytest.MonkeyPatch, platform: str, folder: str) -> None:
    monkeypatch.setattr(sys, "platform", platform)
    monkeypatch.delenv("XDG_DATA_HOME", raising=False)
    assert any(str(path).endswith(folder) for path in installed.system_folders())
