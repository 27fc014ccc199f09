"""How soon a save is seen: from writing a map to the new picture in headless Chromium, through `cxmap serve`."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from statistics import median

from tests.bench.measuring import row
from tests.browser.chrome import Chrome

_ROOT = Path(__file__).parents[2]
_SAVES = 10
_SETTLED = "document.documentElement.dataset.whole === document.documentElement.dataset.drawn"
_SEEN = "document.querySelector('iframe:not(.coming)').contentDocument.querySelector('.plate.now svg').textContent"


def saves_seen(folder: Path, name: str, view: str, old: str, new: str) -> list[float]:
    """Return how many seconds passed from each save until the browser had drawn the view that it shows.

    Each save changes the text `old`, which stands in the picture, to `new` with a number.
    """
    program = next(filter(None, map(shutil.which, ("chromium", "google-chrome", "chrome"))), None)
    if program is None:
        return []
    examples = folder / f"{name}-{view}"
    shutil.copytree(_ROOT / "examples", examples)
    path = examples / "maps" / f"{name}.yaml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    process = subprocess.Popen(
        [sys.executable, "-m", "cxmap", "serve", str(path), "--port", "0"],
        stdout=subprocess.PIPE, text=True, cwd=_ROOT, env={**os.environ, "PYTHONPATH": str(_ROOT)},
    )  # fmt: skip
    assert process.stdout is not None
    chrome = Chrome(program)
    taken = []
    try:
        address = process.stdout.readline().strip()
        chrome.call("Emulation.setDeviceMetricsOverride", width=1500, height=900, deviceScaleFactor=1, mobile=False)
        chrome.call("Page.navigate", url=address)
        _until(chrome, f"{_SEEN}.length")
        chrome.evaluate(f"document.querySelector('iframe').contentWindow.location.hash = 'view={view}'")
        time.sleep(3)
        for number in range(_SAVES):
            wanted = f"{new} {number}"
            started = time.perf_counter()
            path.write_text(text.replace(old, wanted), encoding="utf-8")
            _until(chrome, f"{_SEEN}.includes({wanted!r})")
            taken.append(time.perf_counter() - started)
            _until(chrome, _SETTLED)
            time.sleep(0.5)
    finally:
        chrome.close()
        process.send_signal(signal.SIGINT)
        process.wait(timeout=10)
    return taken


def _until(chrome: Chrome, script: str) -> None:
    """Wait until a script holds, asking every few milliseconds."""
    deadline = time.monotonic() + 30
    while not chrome.evaluate(f"(() => {{ try {{ return {script} }} catch {{ return false }} }})()"):
        if time.monotonic() > deadline:
            raise TimeoutError(script)
        time.sleep(0.004)


def serve(folder: Path) -> None:
    """A save of the largest and of a usual example, seen in two views."""
    for name, view, old, new in (
        ("online-shop", "poster", "Landing on the shop", "Landing"),
        ("online-shop", "curve", "Landing on the shop", "Landing"),
        ("hot-pot", "poster", "停车找店", "停车"),
    ):
        taken = saves_seen(folder, name, view, old, new)
        said = f"{median(taken) * 1000:.0f} ms, {max(taken) * 1000:.0f} at most" if taken else "no browser"
        row(f"serve: a save of {name} seen in the {view}, of {_SAVES}", said, target="300 ms")
