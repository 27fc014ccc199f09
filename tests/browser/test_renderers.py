"""An SVG looks the same wherever it is opened: in Chromium, librsvg, resvg and Inkscape."""

from __future__ import annotations

import io
import os
import re
import shutil
import subprocess
from typing import TYPE_CHECKING, Any

import pytest
import resvg_py
from PIL import Image

from cxmap.render.formats.svg import scene_svg
from cxmap.render.options import ViewOptions
from cxmap.render.subject import subject_of
from cxmap.render.views import VIEWS
from tests.pictures import example

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from cxmap.language import Language
    from cxmap.render.views import View
    from tests.browser.chrome import Chrome

_WIDTH = 1190
_BLOCK = 7  # pixels to a side; text is set by other hands a little differently, and a block evens that out
_FAR = 38  # of 255 greys by which a block may differ
_MOST_FAR = 0.006  # share of blocks that may: what a shifted letter does at the edge of a block


def _program(name: str) -> str:
    path = shutil.which(name)
    if path is None and os.environ.get("CI"):
        pytest.fail(f"{name} is not installed")
    if path is None:
        pytest.skip(f"{name} is not installed")
    return path


def by_librsvg(path: Path, target: Path) -> None:
    subprocess.run([_program("rsvg-convert"), "-w", str(_WIDTH), str(path), "-o", str(target)], check=True)


def by_inkscape(path: Path, target: Path) -> None:
    command = [_program("inkscape"), str(path), "--export-type=png", f"--export-filename={target}", "-w", str(_WIDTH)]
    subprocess.run(command, check=True, stderr=subprocess.DEVNULL)


def by_resvg(path: Path, target: Path) -> None:
    plain = re.sub(r' width="[\d.]+pt" height="[\d.]+pt"', "", path.read_text(encoding="utf-8"), count=1)
    target.write_bytes(resvg_py.svg_to_bytes(svg_string=plain, width=_WIDTH))


@pytest.mark.parametrize(
    ("render", "language"),
    [(by_librsvg, "en"), (by_resvg, "zh"), (by_inkscape, "zh")],
    ids=["librsvg", "resvg", "inkscape"],
)
@pytest.mark.parametrize("view", VIEWS, ids=lambda view: view.id)
def test_every_program_shows_the_same(
    chrome: Chrome, tmp_path: Path, view: View, language: Language, render: Callable[[Path, Path], None]
) -> None:
    subject, options = (
        subject_of(example("hot-pot" if view.id in ("poster", "personas") else "home-loan"), language),
        ViewOptions(),
    )
    if view.module.lacks(subject, options) is not None:
        return
    path, target = tmp_path / "picture.svg", tmp_path / "picture.png"
    path.write_text(scene_svg(view.module.draw(subject, options)), encoding="utf-8")
    render(path, target)
    images = _chromium(chrome, path), Image.open(target)
    heights = [image.size[1] for image in images]
    assert max(heights) - min(heights) <= 3  # of several sheets, by rounding
    ours, theirs = (_greys(image, min(heights)) for image in images)
    assert far(ours, theirs) < _MOST_FAR


def test_the_comparison_sees_what_is_missing(chrome: Chrome, tmp_path: Path) -> None:
    subject = subject_of(example("home-loan"), "zh")
    path = tmp_path / "picture.svg"
    svg = scene_svg(VIEWS[0].module.draw(subject, ViewOptions()))
    path.write_text(svg, encoding="utf-8")
    whole = _greys(_chromium(chrome, path))
    path.write_text(re.sub(r"<text.*?</text>", "", svg, count=150, flags=re.DOTALL), encoding="utf-8")
    less = _greys(_chromium(chrome, path))
    assert far(whole, less) > _MOST_FAR


def far(one: Any, other: Any) -> float:
    """Return the share of blocks in which two images differ."""
    shared = min(len(one.tobytes()), len(other.tobytes()))
    apart = [abs(a - b) > _FAR for a, b in zip(one.tobytes()[:shared], other.tobytes()[:shared], strict=True)]
    return float(sum(apart) / len(apart))


def _chromium(chrome: Chrome, path: Path) -> Any:
    svg = re.sub(
        r' width="[\d.]+pt" height="[\d.]+pt"', f' width="{_WIDTH}"', path.read_text(encoding="utf-8"), count=1
    )
    page = path.with_suffix(".html")
    page.write_text(
        f'<!doctype html><meta charset="utf-8"><style>svg{{display:block}}body{{margin:0}}</style>{svg}',
        encoding="utf-8",
    )
    chrome.open(page, _WIDTH, 800)
    height = chrome.evaluate("Math.round(document.querySelector('svg').getBoundingClientRect().height)")
    chrome.open(page, _WIDTH, int(height))
    shot = path.with_suffix(".chromium.png")
    chrome.screenshot(shot, full=True)
    return Image.open(io.BytesIO(shot.read_bytes()))


def _greys(image: Any, height: int = 0) -> Any:
    """Return an image in greys, a pixel for each block, as far as whole blocks go in so many pixels of its height."""
    flat = Image.new("RGB", image.size, "#FFFFFF")
    flat.paste(image, mask=image.getchannel("A") if image.mode == "RGBA" else None)
    rows = (height or image.size[1]) // _BLOCK
    whole = flat.convert("L").crop((0, 0, _WIDTH, rows * _BLOCK))
    return whole.resize((_WIDTH // _BLOCK, rows), Image.Resampling.BOX)
