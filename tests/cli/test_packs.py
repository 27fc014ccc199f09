"""`cxmap render --pack`, and the options of formats that need extras."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from cxmap.cli import choices
from cxmap.cli.app import run
from tests.pictures import ROOT
from tests.render.formats.books import LATIN_FONT, needs_fonts

if TYPE_CHECKING:
    from pathlib import Path

MAP = str(ROOT / "examples" / "maps" / "hot-pot.yaml")


@pytest.mark.parametrize(("language", "words"), [("en", "For a day with the team"), ("zh", "与团队共用一天")])
def test_packs_are_listed(capsys: pytest.CaptureFixture[str], language: str, words: str) -> None:
    assert run(["render", "--list-packs", "--lang", language]) == 0
    out = capsys.readouterr().out
    assert words in out
    assert "poster (A0)" in out


@needs_fonts
def test_a_pack_is_a_pdf_unless_something_else_is_asked_for(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["render", MAP, "--pack", "board", "-o", str(tmp_path)]) == 0
    assert [path.name for path in tmp_path.iterdir()] == ["hot-pot.board.pdf"]
    assert capsys.readouterr().err == ""
    assert run(["render", MAP, "--pack", "board", "--to", "html,pptx", "-o", str(tmp_path)]) == 0
    assert sorted(path.suffix for path in tmp_path.iterdir()) == [".html", ".pdf", ".pptx"]


def test_without_typst_a_pack_is_a_page_and_that_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(choices, "find_spec", lambda _: None)
    assert run(["render", MAP, "--pack", "board", "--lang", "en", "-o", str(tmp_path)]) == 0
    assert [path.name for path in tmp_path.iterdir()] == ["hot-pot.board.html"]
    assert 'pip install "cxmap[pdf]"' in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--pack", "bord"], "did you mean `board`?"),
        (["--pack", "board", "--view", "poster"], "--pack has its own views"),
        (["--dpi", "10"], "from 36 to 1200"),
        (["--to", "pptx", "--paper", "A0", "--tile", "A3"], "a slide shows it whole"),
        (["--to", "pdf", "--fonts", "no-such-file.ttf"], "there is no such file"),
        (["--to", "png", "--paper", "A0", "--dpi", "1200"], "which is too large"),
    ],
)
def test_wrong_options_are_refused(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    arguments: list[str],
    words: str,
) -> None:
    monkeypatch.setenv("CXMAP_LANG", "en")
    assert run(["render", MAP, "-o", str(tmp_path), "--lang", "en", *arguments]) == 2
    assert words in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(("format_", "module"), [("pdf", "typst"), ("png", "resvg_py"), ("pptx", "pptx")])
def test_a_missing_extra_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, format_: str, module: str
) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    assert run(["render", MAP, "--to", format_, "--lang", "zh", "-o", str(tmp_path)]) == 2
    err = capsys.readouterr().err
    assert f'pip install "cxmap[{format_}]"' in err
    assert list(tmp_path.iterdir()) == []


@needs_fonts
def test_missing_characters_are_said_on_stderr(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("cxmap.render.fonts.chosen.system_faces", lambda: ())
    arguments = ["--view", "curve", "--to", "pdf", "--fonts", str(LATIN_FONT), "-o", str(tmp_path)]
    assert run(["render", MAP, "--lang", "zh", *arguments]) == 0
    assert "个字" in capsys.readouterr().err
    assert (tmp_path / "hot-pot.curve.pdf").exists()


@needs_fonts
def test_a_document_holds_every_view_and_a_picture_is_the_poster(tmp_path: Path) -> None:
    assert run(["render", MAP, "--to", "pptx,png", "--dpi", "36", "-o", str(tmp_path)]) == 0
    names = sorted(path.name for path in tmp_path.iterdir())
    assert "hot-pot.pptx" in names
    assert all(name.startswith("hot-pot") and "." not in name.removesuffix(".png") for name in names if ".png" in name)
