"""The library as programs use it, and the ways to start the command."""

from __future__ import annotations

import subprocess
import sys
from datetime import date

import pytest

import cxmap
from cxmap.report.progress import Progress
from tests.pictures import EXAMPLES, ROOT


def test_a_map_is_loaded_linted_and_drawn() -> None:
    document = cxmap.load(EXAMPLES[0])
    assert cxmap.render_svg(document, language="en").startswith("<svg ")
    assert cxmap.render_html(document, paper="A4").startswith("<!doctype html>")
    found = cxmap.lint_document(cxmap.load(ROOT / "examples" / "maps" / "hot-pot.yaml"), date(2030, 1, 1))
    assert [diagnostic.code for diagnostic in found if diagnostic.code.startswith("review")] == ["review-overdue"]


def test_public_names_exist_and_no_others_do() -> None:
    for name in cxmap.__all__:
        assert getattr(cxmap, name) is not None
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = cxmap.nothing


@pytest.mark.parametrize("arguments", [["--version"], ["-V"], ["lint", "--help"]])
def test_the_module_is_the_command(arguments: list[str]) -> None:
    done = subprocess.run([sys.executable, "-m", "cxmap", *arguments], capture_output=True, text=True, check=True)
    assert "cxmap" in done.stdout
    assert done.stderr == ""


def test_progress_is_silent_at_first_and_then_says_how_far_it_is(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    clock = iter([0.0, 0.5, 20.0, 21.0, 40.0])
    monkeypatch.setattr("cxmap.report.progress.time.monotonic", lambda: next(clock))
    progress = Progress(4, _started=next(clock))
    for done in range(4):
        progress.step(done, f"map{done}.yaml")
    progress.finish()
    out, err = capsys.readouterr()
    assert out == ""
    assert err.splitlines() == ["1/4  map1.yaml", "3/4  map3.yaml"]


def test_progress_on_a_terminal_rewrites_its_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    progress = Progress(3, _started=-100.0)
    progress.step(1, "地图.yaml")
    progress.finish()
    assert capsys.readouterr().err.startswith("\r1/3  地图.yaml")


def test_no_public_name_shadows_a_package() -> None:
    packages = {path.name for path in (ROOT / "cxmap").iterdir() if path.is_dir()}
    assert not packages & set(cxmap.__all__)
