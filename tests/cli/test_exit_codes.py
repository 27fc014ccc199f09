"""Exit codes: 1 means findings, and nothing else."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from cxmap.cli.app import run
from tests.pictures import ROOT

if TYPE_CHECKING:
    from pathlib import Path

MAPS = ROOT / "examples" / "maps"


@pytest.mark.parametrize(
    "arguments",
    [
        ["render", str(MAPS / "hot-pot.yaml"), "--to", "svg", "-o", "{folder}"],
        ["rules"],
        ["lint", "--help"],
        ["show", str(MAPS / "online-shop.yaml")],
    ],
    ids=lambda arguments: arguments[0],
)
@pytest.mark.skipif(sys.platform == "win32", reason="there are no such pipes")
def test_a_reader_who_leaves_is_not_a_finding(tmp_path: Path, arguments: list[str]) -> None:
    command = [argument.format(folder=tmp_path) for argument in arguments]
    process = subprocess.Popen(
        [sys.executable, "-m", "cxmap", *command], stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=ROOT
    )
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.close()
    err = process.stderr.read()
    process.stderr.close()
    assert process.wait() == 141
    assert err == b""


@pytest.mark.parametrize(("language", "words"), [("en", "a mistake in cxmap"), ("zh", "是 cxmap 的错误")])
def test_a_mistake_of_ours_is_not_a_finding(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, language: str, words: str
) -> None:
    def fail(*_: object) -> None:
        raise KeyError("nobody thought of this")

    monkeypatch.setenv("CXMAP_LANG", language)
    monkeypatch.setattr("cxmap.cli.render.render_maps", fail)
    assert run(["render", str(MAPS / "hot-pot.yaml")]) == 2
    err = capsys.readouterr().err
    assert words in err
    assert "nobody thought of this" in err
    assert "Traceback" in err


@pytest.mark.parametrize(("language", "words"), [("en", "has anything to draw"), ("zh", "有可画的内容")])
@pytest.mark.parametrize("views", ["risks", "poster,risks"])
def test_a_view_of_which_nothing_was_drawn_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], language: str, words: str, views: str
) -> None:
    arguments = [str(MAPS / "home-loan.yaml"), "--view", views, "--to", "svg", "-o", str(tmp_path)]
    assert run(["render", *arguments, "--audience", "public", "--lang", language]) == 2
    err = capsys.readouterr().err
    assert "--view risks" in err
    assert "--audience public" in err
    assert words in err
    assert [path.name for path in tmp_path.iterdir()] == (["home-loan.svg"] if "poster" in views else [])


def test_a_view_that_one_of_several_maps_has_is_enough(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    maps = [str(MAPS / f"{name}.yaml") for name in ("home-loan", "hot-pot")]
    assert run(["render", *maps, "--view", "risks", "-o", str(tmp_path), "--lang", "en"]) == 0
    assert capsys.readouterr().err.count("it has no compliance risks") == 1  # though in two formats
