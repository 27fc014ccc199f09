"""A headless Chromium for the tests that ask how wide a browser draws a text."""

import html
import json
import os
import re
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import mkdtemp

import pytest

NAMES = (
    *("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"),
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)
SWITCHES = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
TIMEOUT_SECONDS = 120

# A family that is not installed is drawn in the browser's default font, which must not overflow either.
FAMILIES = (
    *("Noto Sans CJK SC", "Noto Sans CJK TC", "Noto Sans CJK JP", "WenQuanYi Zen Hei", "WenQuanYi Micro Hei"),
    *("Liberation Sans", "DejaVu Sans", "Open Sans", "Noto Sans", "Roboto", "Inter", "Lato", "no such family"),
)
FONT_SIZE = 100

PAGE = """<!doctype html>
<meta charset="utf-8">
<pre id="answer"></pre>
<script>
const question = {question};
const canvas = document.createElement("canvas").getContext("2d");
const answer = question.fonts.map((font) => {{
  canvas.font = font;
  return question.texts.map((text) => canvas.measureText(text).width);
}});
document.getElementById("answer").textContent = JSON.stringify(answer);
</script>
"""


def find_chromium() -> str:
    """Return the path of an installed Chromium; without one skip the test, or fail it on a CI machine."""
    for name in NAMES:
        if path := shutil.which(name):
            return path
    reason = f"no Chromium found under the names {', '.join(NAMES)}"
    if os.environ.get("CI"):
        pytest.fail(reason)
    pytest.skip(reason)


def measure(texts: Sequence[str], families: Sequence[str], *, bold: bool, folder: Path) -> Mapping[str, list[float]]:
    """Return by font family the widths in em of some texts, as Chromium draws them on a canvas."""
    weight = 700 if bold else 400
    fonts = [f"{weight} {FONT_SIZE}px '{family}', sans-serif" for family in families]
    question = json.dumps({"fonts": fonts, "texts": texts}).replace("<", "\\u003c")
    page = folder / "page.html"
    page.write_text(PAGE.format(question=question), encoding="utf-8")

    profile = mkdtemp(prefix="profile-", dir=folder)
    command = [find_chromium(), *SWITCHES, f"--user-data-dir={profile}", "--dump-dom", page.as_uri()]
    dom = subprocess.run(command, check=True, capture_output=True, encoding="utf-8", timeout=TIMEOUT_SECONDS).stdout
    answer = re.search(r'<pre id="answer">(.+?)</pre>', dom, re.DOTALL)
    assert answer, f"Chromium did not run the script: {dom[:500]}"
    widths = json.loads(html.unescape(answer[1]))
    return {family: [width / FONT_SIZE for width in row] for family, row in zip(families, widths, strict=True)}
