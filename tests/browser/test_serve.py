"""The live preview in a browser: it follows a save, keeps its place and its filter, and survives a broken map."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest

from tests.pictures import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.browser.chrome import Chrome

_FRAME = "document.querySelector('iframe:not(.coming)').contentWindow"


class Served(NamedTuple):
    """A map that is served, and where."""

    path: Path
    address: str


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    workspace = tmp_path / "work"
    shutil.copytree(ROOT / "examples", workspace, ignore=shutil.ignore_patterns("*.svg"))
    path = workspace / "maps" / "home-loan.yaml"
    with serving(path) as address:
        yield Served(path, address)


@contextmanager
def serving(path: Path, port: int = 0) -> Iterator[str]:
    process = subprocess.Popen(
        [sys.executable, "-m", "cxmap", "serve", str(path), "--lang", "en", "--port", str(port)],
        stdout=subprocess.PIPE, text=True, cwd=ROOT, env={**os.environ, "CXMAP_LANG": "en"},
    )  # fmt: skip
    assert process.stdout is not None
    yield process.stdout.readline().strip()
    process.send_signal(signal.SIGINT)
    assert process.wait(timeout=10) == 0
    process.stdout.close()


def go(chrome: Chrome, address: str) -> None:
    chrome.call("Page.navigate", url="about:blank")  # a page of another test still asks for its server
    until(chrome, "location.href === 'about:blank' && document.readyState === 'complete'")
    chrome.events.clear()
    chrome.call("Emulation.setDeviceMetricsOverride", width=1500, height=900, deviceScaleFactor=1, mobile=False)
    chrome.call("Page.navigate", url=address)
    until(chrome, "document.documentElement.dataset.drawn > 0")


def until(chrome: Chrome, script: str, seconds: float = 15) -> Any:
    deadline = time.monotonic() + seconds
    while not (value := chrome.evaluate(f"(() => {{ try {{ return {script} }} catch {{ return false }} }})()")):
        assert time.monotonic() < deadline, script
        time.sleep(0.02)
    return value


def drawn(chrome: Chrome) -> int:
    return int(chrome.evaluate("document.documentElement.dataset.drawn"))


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_a_save_is_drawn_and_place_and_filter_stay(chrome: Chrome, served: Served) -> None:
    go(chrome, served.address)
    assert "Applying for a home loan" in chrome.evaluate("document.title")
    chrome.evaluate(f"{_FRAME}.location.hash = 'view=poster&persona=li-wei'")
    chrome.evaluate(f"{_FRAME}.scrollTo(0, 240)")
    place = chrome.evaluate(f"{_FRAME}.scrollY")
    fragment = chrome.evaluate(f"{_FRAME}.location.hash")
    assert place > 100
    before = drawn(chrome)
    change(served.path, "en: The online form}", "en: The endless form}")
    until(chrome, f"document.documentElement.dataset.drawn > {before}")
    assert "The endless form" in chrome.evaluate(f"{_FRAME}.document.body.textContent")
    assert chrome.evaluate(f"{_FRAME}.scrollY") == place
    assert chrome.evaluate(f"{_FRAME}.location.hash") == fragment
    assert chrome.evaluate("document.querySelectorAll('iframe').length") == 1
    assert chrome.complaints() == []


def test_a_broken_map_keeps_its_picture_and_says_what_is_wrong(chrome: Chrome, served: Served) -> None:
    go(chrome, served.address)
    before = drawn(chrome)
    change(served.path, "owner: digital-channels", "ownr: digital-channels")
    until(chrome, "document.getElementById('status').classList.contains('stale')")
    said = chrome.evaluate("document.getElementById('findings').textContent")
    assert "`ownr` is not a field of a touchpoint" in said
    assert "did you mean `owner`?" in said
    assert "ownr: digital-channels" in said
    assert "The online form" in chrome.evaluate(f"{_FRAME}.document.body.textContent")
    change(served.path, "ownr: digital-channels", "owner: digital-channels")
    until(chrome, "!document.getElementById('status').classList.contains('stale')")
    assert drawn(chrome) == before  # the same map gives the same page: nothing flickers
    assert chrome.evaluate("document.getElementById('status').textContent") == "Up to date"


def test_findings_stand_beside_the_picture(chrome: Chrome, served: Served) -> None:
    change(served.path, "text: {zh: 十分钟没动作就清空, en: Ten idle minutes wipe the form}", "text: TODO")
    go(chrome, served.address)
    assert "placeholder" in until(chrome, "document.getElementById('findings').textContent")
    assert int(chrome.evaluate("document.getElementById('count').textContent")) >= 1


def test_it_says_when_the_server_is_gone(chrome: Chrome, served: Served) -> None:
    go(chrome, served.address)
    chrome.evaluate("fetch = () => Promise.reject(new Error('gone'))")
    change(served.path, "en: The online form}", "en: The endless form}")
    assert "still running" in until(
        chrome,
        "document.getElementById('status').classList.contains('stale') && document.getElementById('status').textContent",
    )


def test_a_picture_of_a_run_before_is_not_up_to_date(chrome: Chrome, tmp_path: Path) -> None:
    workspace = tmp_path / "work"
    shutil.copytree(ROOT / "examples", workspace, ignore=shutil.ignore_patterns("*.svg"))
    path = workspace / "maps" / "home-loan.yaml"
    with serving(path) as address:
        go(chrome, address)
    change(path, "en: The online form}", "en: The endless form}")
    with serving(path, int(address.rstrip("/").rpartition(":")[2])):
        until(chrome, f"{_FRAME}.document.body.textContent.includes('The endless form')")
        until(chrome, "document.getElementById('status').textContent === 'Up to date'")


def test_a_link_that_led_the_picture_away_does_not_stop_the_preview(chrome: Chrome, served: Served) -> None:
    go(chrome, served.address)
    before = drawn(chrome)
    chrome.evaluate(f"{_FRAME}.location = 'http://127.0.0.1:9/'")
    until(chrome, f"(() => {{ try {{ return !{_FRAME}.location.hash && false }} catch {{ return true }} }})()")
    change(served.path, "en: The online form}", "en: The endless form}")
    until(chrome, f"document.documentElement.dataset.drawn > {before}")
    assert "The endless form" in chrome.evaluate(f"{_FRAME}.document.body.textContent")


def test_a_link_to_elsewhere_opens_beside_the_preview(chrome: Chrome, served: Served) -> None:
    go(chrome, served.address)
    chrome.evaluate("window.opened = []; window.open = (...given) => { opened.push(given.map(String)) }")
    chrome.evaluate(
        f"(link => {{ link.href = 'https://example.org/a'; link.textContent = 'a';"
        f" {_FRAME}.document.body.append(link); link.click() }})({_FRAME}.document.createElement('a'))"
    )
    assert chrome.evaluate("opened") == [["https://example.org/a", "_blank", "noopener"]]
    assert chrome.evaluate(f"{_FRAME}.location.pathname") == "/page"


def test_a_save_changes_the_view_where_it_stands_and_the_rest_follows(chrome: Chrome, served: Served) -> None:
    go(chrome, served.address)
    chrome.evaluate(f"{_FRAME}.location.hash = 'view=curve'")
    time.sleep(0.5)
    chrome.evaluate(
        f"window.first = {_FRAME}; first.mark = 1; first.document.querySelector('#curve .picture').scrollLeft = 0"
    )
    before = drawn(chrome)
    change(served.path, "en: The online form}", "en: The endless form}")
    until(chrome, f"document.documentElement.dataset.drawn > {before}")
    assert chrome.evaluate(f"{_FRAME} === first && {_FRAME}.mark") == 1
    assert "The endless form" in chrome.evaluate(f"{_FRAME}.document.querySelector('#curve').textContent")
    assert "The endless form" not in chrome.evaluate(f"{_FRAME}.document.querySelector('#blueprint').textContent")
    colours = "new Set([...{}.document.querySelectorAll('#curve svg path')].map(p => getComputedStyle(p).stroke)).size"
    assert int(chrome.evaluate(colours.format(_FRAME))) > 2  # the classes of the part have their rules
    until(chrome, f"document.documentElement.dataset.whole > {before}")
    until(chrome, f"{_FRAME}.document.querySelector('#blueprint').textContent.includes('The endless form')")
    assert chrome.evaluate(f"{_FRAME}.document.querySelector('.plate.now').id") == "curve"
    assert chrome.complaints() == []


def test_presentation_size_and_open_tables_outlast_a_save(chrome: Chrome, served: Served) -> None:
    go(chrome, served.address)
    chrome.evaluate(f"{_FRAME}.location.hash = 'view=curve'")
    until(chrome, f"{_FRAME}.document.querySelector('#curve.now') !== null")
    chrome.evaluate(f"{_FRAME}.document.querySelector('#curve details').open = true")
    chrome.evaluate(f"{_FRAME}.document.querySelector('#true-size').click()")
    chrome.evaluate(f"{_FRAME}.document.querySelector('#present').click()")
    chrome.evaluate(f"{_FRAME}.document.querySelector('#on').click()")
    where = chrome.evaluate(f"{_FRAME}.document.querySelector('#show .eyebrow').textContent")
    time.sleep(1)  # the picture has come to rest
    for root in ("drawn", "whole"):
        before = drawn(chrome)
        if root == "drawn":
            change(served.path, "en: The online form}", "en: The endless form}")
            until(chrome, f"document.documentElement.dataset.drawn > {before}")
        else:
            until(chrome, "document.documentElement.dataset.whole === document.documentElement.dataset.drawn")
        assert "The endless form" in chrome.evaluate(f"{_FRAME}.document.querySelector('#show .shown').textContent"), (
            root
        )
        assert chrome.evaluate(f"{_FRAME}.document.querySelector('#show').open"), root
        assert chrome.evaluate(f"{_FRAME}.document.querySelector('#show .eyebrow').textContent") == where
        assert chrome.evaluate(f"{_FRAME}.document.querySelector('#curve details').open"), root
        assert chrome.evaluate(f"{_FRAME}.document.querySelector('#curve .picture.zoomed') !== null"), root
    assert chrome.complaints() == []
