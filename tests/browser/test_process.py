"""The picture of a discovered process as a browser draws it, and its page: for everyone, without script, on paper."""

from __future__ import annotations

import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

from cxmap.render.formats.html.process import process_html
from cxmap.render.process import process_scene
from tests.browser.measuring import acting, faults_of_all
from tests.browser.test_page_access import axe
from tests.render.process.logs import LOGS

if TYPE_CHECKING:
    from pathlib import Path

    from cxmap.language import Language
    from tests.browser.chrome import Chrome

_RUN = """
axe.run(document, {resultTypes: ['violations']}).then(found => found.violations
  .map(v => v.id + ': ' + v.nodes.map(n => n.html.slice(0, 160)).slice(0, 3).join(' | ')))
"""
_SHOWN = "[...document.querySelectorAll('.sheet')].map(e => e.checkVisibility())"
_SAID = "[...document.querySelectorAll('.said')].filter(e => e.checkVisibility()).map(e => e.textContent)"


def opened(chrome: Chrome, folder: Path, name: str, language: Language = "en", width: int = 1400) -> None:
    page = folder / "process.html"
    page.write_text(process_html(LOGS[name](), language), encoding="utf-8")
    chrome.open(page, width, 900, mobile=width < 600)


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("name", LOGS)
def test_no_text_is_out_of_place(chrome: Chrome, tmp_path: Path, name: str, language: Language) -> None:
    discovery = LOGS[name]()
    scenes = [process_scene(discovery, language, share, "A3") for share in (0.5, 0.9, 1.0)]
    if name != "sixty":
        scenes.append(process_scene(discovery, language, 0.8, "A4"))
    assert faults_of_all(chrome, scenes, tmp_path) == []


def test_levels_are_chosen_by_keyboard_without_script(chrome: Chrome, tmp_path: Path) -> None:
    opened(chrome, tmp_path, "office")
    shown, said = chrome.evaluate(_SHOWN), chrome.evaluate(_SAID)
    assert sum(shown) == len(said) == 1
    assert len(shown) >= 3
    assert chrome.evaluate("document.scripts.length") == 0
    chrome.evaluate("document.querySelector('input:checked').focus()")
    chrome.press("ArrowRight")
    after = chrome.evaluate(_SHOWN)
    assert after.index(True) == (shown.index(True) + 1) % len(shown)
    assert sum(after) == 1
    assert chrome.evaluate(_SAID) != said


@pytest.mark.parametrize("width", [1400, 390], ids=["desktop", "phone"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_everyone_can_use_the_page(chrome: Chrome, tmp_path: Path, language: Language, scheme: str, width: int) -> None:
    source = axe()
    chrome.prefer(prefers_color_scheme=scheme)
    try:
        opened(chrome, tmp_path, "office", language, width)
        assert chrome.evaluate("document.documentElement.scrollWidth <= innerWidth")
        chrome.evaluate(
            "[...document.querySelectorAll('.sheet svg')].forEach(svg => svg.replaceChildren(...svg.querySelectorAll('title[id], desc')))"
        )
        chrome.evaluate(source + ";0")
        assert chrome.evaluate(_RUN) == []
    finally:
        chrome.prefer()


@pytest.mark.parametrize("name", ["hostile", "empty", "one-step"])
def test_nothing_on_the_page_acts_or_is_fetched(chrome: Chrome, tmp_path: Path, name: str) -> None:
    opened(chrome, tmp_path, name)
    assert chrome.complaints() == []
    assert chrome.requests() == []
    assert acting(chrome) == []
    assert chrome.evaluate("typeof window.hit") == "undefined"


@pytest.mark.skipif(shutil.which("pdfinfo") is None, reason="poppler-utils are not installed")
def test_the_chosen_level_is_printed_on_one_sheet_before_the_tables(chrome: Chrome, tmp_path: Path) -> None:
    opened(chrome, tmp_path, "office")
    printed = tmp_path / "process.pdf"
    printed.write_bytes(chrome.pdf())
    found = subprocess.run(["pdfinfo", "-f", "1", "-l", "99", printed], capture_output=True, text=True, check=True)
    sizes = [
        line.split("size:")[1].strip()
        for line in found.stdout.splitlines()
        if " size:" in line and line.startswith("Page ")
    ]
    assert "A3" in sizes[0]
    assert len(sizes) > 1
    assert all("A4" in size for size in sizes[1:])
