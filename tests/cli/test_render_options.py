"""Options of `cxmap render`: each is heeded, or refused in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cxmap.cli.app import run
from tests.pictures import ROOT

if TYPE_CHECKING:
    from pathlib import Path

MAPS = ROOT / "examples" / "maps"
MAP = str(MAPS / "hot-pot.yaml")


def written(folder: Path, *arguments: str, code: int = 0) -> list[str]:
    assert run(["render", MAP, "-o", str(folder), *arguments]) == code
    return sorted(path.name for path in folder.iterdir())


@pytest.mark.parametrize(("formats", "names"), [("svg", ["svg"]), ("html,svg", ["html", "svg"])])
def test_blank_lanes_are_a_worksheet(tmp_path: Path, formats: str, names: list[str]) -> None:
    chosen = written(tmp_path / "chosen", "--blank", "thoughts,emotion", "--view", "worksheet", "--to", formats)
    assert written(tmp_path / "usual", "--blank", "thoughts,emotion", "--to", formats) == chosen
    assert chosen == [f"hot-pot.worksheet.{name}" for name in names]
    for name in chosen:
        assert (tmp_path / "usual" / name).read_bytes() == (tmp_path / "chosen" / name).read_bytes()


def test_blank_lanes_stand_beside_the_lanes_that_are_chosen(tmp_path: Path) -> None:
    written(tmp_path, "--lanes", "thoughts", "--blank", "pain_points", "--to", "svg", "--lang", "en")
    said = (tmp_path / "hot-pot.worksheet.svg").read_text()
    assert ">Thoughts<" in said
    assert ">Pain points<" in said
    assert ">Opportunities<" not in said


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (
            ["--view", "curve", "--blank", "thoughts"],
            ["--blank goes with the worksheet, the poster and the blueprint", "--view poster"],
        ),
        (["--pack", "board", "--blank", "thoughts"], ["--blank goes with the worksheet", "workshop"]),
        (["--pack", "board", "--lanes", "thoughts"], ["--lanes goes with these views: worksheet", "another pack"]),
        (["--tile", "A3", "--to", "html"], ["--tile goes with pdf, png", "--to pdf"]),
        (["--embed-source", "--to", "png,pptx"], ["--embed-source goes with html, svg", "--to html"]),
        (["--fonts", "/nonexistent", "--to", "svg"], ["--fonts goes with pdf", "--to pdf"]),
        (["--dpi", "300", "--to", "pdf"], ["--dpi goes with png", "--to png"]),
        (["--form", "compact", "--view", "flow"], ["--form compact goes with these views", "--view poster"]),
        (["--against", MAP, "--view", "poster,flow"], ["--against goes with these views", "--view compare"]),
        (["--against", MAP, "--to", "svg"], ["--against goes with these views", "--view compare"]),
        (["--tile", "auto", "--to", "pdf"], ["`--tile` cannot be `auto`", "A4, A3"]),
        (["--tile", "A0", "--to", "pdf"], ["`--tile` cannot be `A0`", "A4, A3"]),
    ],
)
def test_what_nothing_would_heed_is_refused(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    arguments: list[str],
    words: list[str],
) -> None:
    monkeypatch.setenv("CXMAP_LANG", "en")
    assert written(tmp_path, *arguments, code=2) == []
    err = capsys.readouterr().err
    assert all(word in err for word in words)


@pytest.mark.parametrize("empty", ["", " ", ","])
@pytest.mark.parametrize(
    ("verb", "flag", "english", "chinese"),
    [
        ("render", "--view", "names of views", "视图名"),
        ("serve", "--view", "names of views", "视图名"),
        ("render", "--lanes", "names of lanes", "泳道名"),
        ("render", "--blank", "names of lanes", "泳道名"),
        ("render", "--to", "formats", "格式"),
        ("lint", "--select", "names of rules", "规则名"),
        ("lint", "--ignore", "names of rules", "规则名"),
        ("rules", "--select", "names of rules", "规则名"),
    ],
)
def test_empty_lists_are_refused_in_words_of_their_own(
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    verb: str,
    flag: str,
    english: str,
    chinese: str,
    empty: str,
) -> None:
    for language, words, others in (("en", english, chinese), ("zh", chinese, english)):
        monkeypatch.setenv("CXMAP_LANG", language)
        assert run([verb, flag, empty]) == 2
        err = capsys.readouterr().err
        assert flag in err
        assert words in err
        assert others not in err


@pytest.mark.parametrize("flag", ["--pack", "-o", "--against", "--persona", "--fonts"])
def test_empty_values_are_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, flag: str
) -> None:
    monkeypatch.setenv("CXMAP_LANG", "en")
    monkeypatch.chdir(tmp_path)
    assert run(["render", MAP, "--to", "pdf", flag, ""]) == 2
    assert "is empty" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(("language", "words"), [("en", "there is no lane"), ("zh", "没有泳道")])
def test_of_an_option_cxmap_speaks_the_users_language(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, language: str, words: str
) -> None:
    monkeypatch.setenv("CXMAP_LANG", language)
    assert written(tmp_path, "--blank", "nonsense", code=2) == []
    assert words in capsys.readouterr().err


@pytest.mark.parametrize(
    ("name", "language", "said"),
    [
        ("online-shop", "zh", "地图用英文写成：只有 cxmap 自己的文字是中文"),
        ("coffee-loyalty", "en", "written in Chinese: only what cxmap itself says is in English"),
        ("online-shop", "en", ""),
        ("home-loan", "en", ""),
        ("home-loan", "zh", ""),
    ],
)
def test_a_picture_that_mixes_languages_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, language: str, said: str
) -> None:
    run(["render", str(MAPS / f"{name}.yaml"), "--lang", language, "--to", "svg", "-o", str(tmp_path)])
    errors = capsys.readouterr().err
    assert said in errors
    assert bool(errors) == bool(said)
