"""The library as programs use it, and the ways to start the command."""

from __future__ import annotations

import subprocess
import sys
from datetime import date

import pytest

import cxmap
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


def test_no_public_name_shadows_a_package() -> None:
    packages = {path.name for path in (ROOT / "cxmap").iterdir() if path.is_dir()}
    assert not packages & set(cxmap.__all__)
