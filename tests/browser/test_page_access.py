"""Everyone can use the page: axe-core (https://github.com/dequelabs/axe-core) finds nothing that is serious."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.browser.pages import page_of
from tests.pictures import EXAMPLES, ROOT

if TYPE_CHECKING:
    from cxmap.language import Language
    from tests.browser.chrome import Chrome
    from tests.browser.pages import Page

_AXE = ROOT / ".venv" / "node" / "node_modules" / "axe-core" / "axe.min.js"
# What is inside of a picture is not there for assistive technology: it is one image, with a table that says the same.
# Without it axe-core takes a tenth of the time.
_EMPTY = "for (const svg of $$('.sheet svg')) svg.replaceChildren();"
_RUN = """
axe.run(document, {resultTypes: ['violations']}).then(found => found.violations
  .filter(v => ['serious', 'critical'].includes(v.impact))
  .map(v => v.id + ': ' + v.nodes.map(n => n.html.slice(0, 160) + ' ' + (n.any[0]?.message ?? '')).slice(0, 3).join(' | ')))
"""
_DESKTOP = (
    "",
    "go('words')",
    "detail(columns[0])",
    "details.close(); unfold(true)",
    "go('poster'); present(); turnTo(1)",
)
_PHONE = ("", "detail(columns[0])")


@cache
def axe() -> str:
    """Return the source of axe-core; without it skip the test, or fail it on a CI machine."""
    if _AXE.exists():
        return _AXE.read_text(encoding="utf-8")
    reason = "axe-core is not installed: npm install --prefix .venv/node axe-core@4"
    if os.environ.get("CI"):
        pytest.fail(reason)
    pytest.skip(reason)


def violations(page: Page) -> list[str]:
    """Return what axe-core finds on the page as it stands."""
    return list(page.ask(_RUN))


@pytest.mark.parametrize("width", [1400, 390], ids=["desktop", "phone"])
@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("name", [path.stem for path in EXAMPLES])
def test_axe_finds_no_serious_violation(
    chrome: Chrome, tmp_path: Path, name: str, language: Language, width: int
) -> None:
    source = axe()
    page = page_of(chrome, tmp_path, name, language)
    page.open(width=width, mobile=width < 500)
    page.ask(f"{_EMPTY}{source};0")
    for state in _DESKTOP if width > 500 else _PHONE:
        page.ask(state + ";0")
        assert violations(page) == []


@pytest.mark.parametrize("name", ["hot-pot", "home-loan"])
def test_axe_finds_no_serious_violation_in_the_dark(chrome: Chrome, tmp_path: Path, name: str) -> None:
    source = axe()
    page = page_of(chrome, tmp_path, name)
    chrome.prefer(prefers_color_scheme="dark")
    try:
        page.open("#view=words")
        page.ask(f"{_EMPTY}{source};0")
        assert violations(page) == []
        page.ask("$('#find').value = 'e'; search();0")
        assert violations(page) == []
    finally:
        chrome.prefer()


def test_axe_would_find_one(chrome: Chrome, tmp_path: Path) -> None:
    source = axe()
    page = page_of(chrome, tmp_path, "hot-pot", None, "flow")
    page.open()
    page.ask(f"{_EMPTY}{source};0")
    page.ask("$('#theme').removeAttribute('title'); $('#theme').removeAttribute('aria-label')")
    assert any(found.startswith("button-name") for found in violations(page))
