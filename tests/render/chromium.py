"""A headless Chromium for the tests that ask how a browser draws."""

import html
import json
import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
SWITCHES = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
PAGE = """<!doctype html>
<meta charset="utf-8">
<pre id="answer"></pre>
<script>
const question = {question};
const answer = (() => {{ {script} }})();
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


def ask(script: str, question: object, folder: Path) -> Any:
    """Run the body of a JavaScript function that sees `question` in a new Chromium, and return what it returns."""
    page = folder / "page.html"
    encoded = json.dumps(question).replace("<", "\\u003c")
    page.write_text(PAGE.format(question=encoded, script=script), encoding="utf-8")
    command = [find_chromium(), *SWITCHES, f"--user-data-dir={folder / 'profile'}", "--dump-dom", page.as_uri()]
    dom = subprocess.run(command, check=True, capture_output=True, text=True, encoding="utf-8", timeout=120).stdout
    found = re.search(r'<pre id="answer">(.*?)</pre>', dom, re.DOTALL)
    assert found, f"Chromium ran no script: {dom[:500]}"
    return json.loads(html.unescape(found[1]))
