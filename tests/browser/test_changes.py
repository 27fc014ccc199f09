"""Posters of changes as a browser draws them: no text out of place, and a page that everyone can use and print."""

from __future__ import annotations

import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

from cxmap.render.history import history_scene
from cxmap.render.options import ANY_PAPER, ViewOptions
from cxmap.tidings import HistoryRow, Signature
from tests.browser.measuring import faults_of
from tests.browser.test_page_access import axe
from tests.pictures import EXAMPLES
from tests.revisions import revised_page, revised_poster

if TYPE_CHECKING:
    from pathlib import Path

    from cxmap.language import Language
    from tests.browser.chrome import Chrome

_RUN = """
axe.run(document, {resultTypes: ['violations']}).then(found => found.violations
  .map(v => v.id + ': ' + v.nodes.map(n => n.html.slice(0, 160)).slice(0, 3).join(' | ')))
"""


@pytest.mark.parametrize("paper", [ANY_PAPER, "A3"])
@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("name", [path.stem for path in EXAMPLES])
def test_no_text_is_out_of_place(chrome: Chrome, tmp_path: Path, name: str, language: Language, paper: str) -> None:
    assert faults_of(chrome, revised_poster(name, language, ViewOptions(paper)), tmp_path) == []


@pytest.mark.parametrize("width", [1400, 390], ids=["desktop", "phone"])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_everyone_can_use_the_page(chrome: Chrome, tmp_path: Path, language: Language, width: int) -> None:
    source = axe()
    page = tmp_path / "changes.html"
    page.write_text(revised_page(language, "hot-pot", "coffee-loyalty"), encoding="utf-8")
    chrome.open(page, width, 900, mobile=width < 600)
    assert chrome.evaluate("document.documentElement.scrollWidth <= innerWidth")
    chrome.evaluate(
        "[...document.querySelectorAll('.sheet svg')].forEach(svg => svg.replaceChildren(...svg.querySelectorAll('title[id], desc')))"
    )
    chrome.evaluate(source + ";0")
    assert chrome.evaluate(_RUN) == []


@pytest.mark.skipif(shutil.which("pdfinfo") is None, reason="poppler-utils are not installed")
def test_every_poster_is_printed_on_a_sheet_of_its_own(chrome: Chrome, tmp_path: Path) -> None:
    page = tmp_path / "changes.html"
    page.write_text(revised_page("zh", "hot-pot", "coffee-loyalty"), encoding="utf-8")
    chrome.open(page, 1400, 900)
    printed = tmp_path / "changes.pdf"
    printed.write_bytes(chrome.pdf())
    found = subprocess.run(["pdfinfo", "-f", "1", "-l", "99", printed], capture_output=True, text=True, check=True)
    sizes = [
        line.split("size:")[1].strip()
        for line in found.stdout.splitlines()
        if " size:" in line and line.startswith("Page ")
    ]
    assert [size for size in sizes if "A4" not in size] == [sizes[1], sizes[3]]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_no_text_of_a_history_is_out_of_place(chrome: Chrome, tmp_path: Path, language: Language) -> None:
    long = "A title that goes on and on, as titles of journeys do 一段很长的客户旅程标题"
    rows = [
        HistoryRow(label, Signature("abc", "Ann", day, (), ""), id_, long, emotion, pain, (pain, 20), (3, 4), (1, 3))
        for id_ in ("one", "a-second-map-with-a-long-id", "three")
        for label, day, emotion, pain in (
            ("version-one-of-the-workshop", "2025-03-01", -1.25, 12),
            ("2025-11", "2025-11-03", None, 2),
            ("a-label-that-is-far-too-long-to-stand-below-a-chart", "2026-10-04", 1.75, 9),
        )
    ]
    assert faults_of(chrome, history_scene(rows, language), tmp_path) == []
