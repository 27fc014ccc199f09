"""Measures a scene as a browser draws it: every text that leaves its box, covers another, or is off its sheet."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cxmap.render.formats.svg import scene_svg
from tests.pictures import labels

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from cxmap.render.scene import Scene
    from tests.browser.chrome import Chrome
    from tests.pictures import Placed

_TOLERANCE = 1.0  # points: browsers give the extent of ink in whole pixels
_OVERHANG = (
    0.1  # ems by which ink (of a j, an A) may stand out to the left of a glyph's own advance; plus a whole pixel
)

_MEASURE = """
[...document.querySelectorAll('svg text')].filter(text => !text.closest('defs')).map(text => {
  const first = document.createRange();
  first.selectNodeContents(text.firstChild);
  return [first, ...text.children].map(line => { const b = line.getBoundingClientRect(); return [b.left, b.right]; });
})
"""


def faults_of(chrome: Chrome, scene: Scene, folder: Path) -> list[str]:
    """Measure a scene in the browser, one CSS pixel to the point; return every text out of place."""
    return faults_of_all(chrome, [scene], folder)


def faults_of_all(chrome: Chrome, scenes: Sequence[Scene], folder: Path) -> list[str]:
    """Measure scenes under each other on one page, which takes a browser far less time than a page for each."""
    widths = [max(sheet.width for sheet in scene.sheets) for scene in scenes]
    svgs = [re.sub(r' width="[\d.]+pt" height="[\d.]+pt"', "", scene_svg(scene), count=1) for scene in scenes]
    parts = [f'<div style="width:{width}px">{svg}</div>' for width, svg in zip(widths, svgs, strict=True)]
    page = folder / "page.html"
    page.write_text(f'<!doctype html><meta charset="utf-8"><body style="margin:0">{"".join(parts)}', encoding="utf-8")
    chrome.open(page, int(max(widths)) + 1, 900)
    measured = chrome.evaluate(_MEASURE)
    faults: list[str] = []
    for scene in scenes:
        placed = labels(scene)
        faults += [f"{scene.key}: {fault}" for fault in _faults(placed, measured[: len(placed)])]
        del measured[: len(placed)]
    assert measured == []
    return faults


def _faults(placed: Sequence[Placed], measured: Sequence[Sequence[tuple[float, float]]]) -> list[str]:
    faults, lines = [], []
    for (label, top, sheet), extents in zip(placed, measured, strict=True):
        box = label.box
        for index, (left, right) in enumerate(extents):
            text = label.lines[index]
            baseline = label.y + index * label.leading
            ink = (left, top + baseline - 0.8 * label.size, right, top + baseline + 0.2 * label.size)
            lines.append((ink, text))
            if left < box.x - 1 - _OVERHANG * label.size or right > box.right + _TOLERANCE:
                faults.append(f"out of its box: {text!r} {left:.1f}–{right:.1f}, box {box.x:.1f}–{box.right:.1f}")
            if left < -1 or right > sheet.width or baseline > sheet.height or baseline - label.size < 0:
                faults.append(f"off the sheet: {text!r}")
    lines.sort(key=lambda line: line[0][1])
    for number, (a, first) in enumerate(lines):
        for b, second in lines[number + 1 :]:
            if b[1] >= a[3]:
                break
            if min(a[2], b[2]) - max(a[0], b[0]) > _TOLERANCE and min(a[3], b[3]) - max(a[1], b[1]) > _TOLERANCE:
                faults.append(f"overlap: {first!r} and {second!r}")
    return faults


_ACTING = """
[...document.querySelectorAll('script, img, iframe, object, embed, foreignObject, svg style, body body, link, base'),
 ...document.querySelectorAll("a[href^='javascript']")].map(e => e.outerHTML.slice(0, 200)).concat(
 [...document.querySelectorAll('*')].filter(e => [...e.attributes].some(a => a.name.startsWith('on')))
   .map(e => e.outerHTML.slice(0, 200)))
"""


def acting(chrome: Chrome) -> list[str]:
    """Return whatever could act, fetch, or change the rest of what is shown."""
    return list(chrome.evaluate(_ACTING))
