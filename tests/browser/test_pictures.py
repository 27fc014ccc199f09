"""The pictures as a browser draws them: no text leaves its box, none covers another, nothing is fetched or run."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest

from cxmap.render.formats.html import scene_html
from cxmap.render.formats.svg import scene_svg
from cxmap.render.options import ViewOptions
from cxmap.render.subject import subject_of
from cxmap.render.views.flow import draw_flow
from cxmap.render.views.poster import draw_poster
from tests.pictures import EXAMPLES, example, labels

if TYPE_CHECKING:
    from pathlib import Path

    from cxmap.language import Language
    from cxmap.render.scene import Scene
    from tests.browser.chrome import Chrome

NAMES = [path.stem for path in EXAMPLES]
_TOLERANCE = 1.0  # points: browsers give the extent of ink in whole pixels
_OVERHANG = (
    0.1  # ems by which ink (of a j, an A) may stand out to the left of a glyph's own advance; plus a whole pixel
)

_MEASURE = """
[...document.querySelectorAll('svg text')].map(text => {
  const lines = text.children.length ? [...text.querySelectorAll('tspan')] : [text];
  return lines.map(line => { const b = line.getBoundingClientRect(); return [b.left, b.right]; });
})
"""


def _faults(chrome: Chrome, scene: Scene, folder: Path) -> list[str]:
    """Measure a scene in the browser, one CSS pixel to the point; return every text out of place."""
    svg = re.sub(r' width="[\d.]+pt" height="[\d.]+pt"', "", scene_svg(scene), count=1)
    width = max(sheet.width for sheet in scene.sheets)
    page = folder / "page.html"
    page.write_text(
        f'<!doctype html><meta charset="utf-8"><body style="margin:0;width:{width}px">{svg}', encoding="utf-8"
    )
    chrome.open(page, int(width) + 1, 900)
    measured = chrome.evaluate(_MEASURE)
    placed = labels(scene)
    assert len(measured) == len(placed)
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


@pytest.mark.parametrize("paper", ["A3", "A4", "auto"])
@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("name", NAMES)
def test_no_text_of_a_poster_is_out_of_place(
    chrome: Chrome, tmp_path: Path, name: str, language: Language, paper: str
) -> None:
    scene = draw_poster(subject_of(example(name), language), ViewOptions(paper))
    assert _faults(chrome, scene, tmp_path) == []


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("name", NAMES)
def test_no_text_of_a_flow_is_out_of_place(chrome: Chrome, tmp_path: Path, name: str, language: Language) -> None:
    assert _faults(chrome, draw_flow(subject_of(example(name), language)), tmp_path) == []


def test_the_check_sees_a_text_that_is_out_of_place(chrome: Chrome, tmp_path: Path) -> None:
    from dataclasses import replace

    from cxmap.render.paragraphs import one_line

    scene = draw_poster(subject_of(example("hot-pot")), ViewOptions())
    sheet = scene.sheets[0]
    label = one_line("占位文字", 300, 60, 9, "#000000")
    moved = (label, replace(label, box=label.box._replace(width=5)))
    broken = replace(scene, sheets=(replace(sheet, items=(*sheet.items, *moved)), *scene.sheets[1:]))
    faults = _faults(chrome, broken, tmp_path)
    assert any(fault.startswith("overlap") for fault in faults)
    assert any(fault.startswith("out of its box") for fault in faults)


@pytest.mark.parametrize("name", NAMES)
def test_a_page_is_quiet_and_fits_a_phone(chrome: Chrome, tmp_path: Path, name: str) -> None:
    subject = subject_of(example(name))
    page = tmp_path / "page.html"
    page.write_text(scene_html(draw_poster(subject, ViewOptions()), subject), encoding="utf-8")
    chrome.open(page, 390, 844, mobile=True)
    assert chrome.complaints() == []
    assert chrome.requests() == []
    assert chrome.evaluate("document.documentElement.scrollWidth") <= 390
    small = chrome.evaluate(
        "[...document.querySelectorAll('.words *')].filter(e => e.getBoundingClientRect().right > 391).length"
    )
    assert small == 0


@pytest.mark.parametrize("paper", ["A3", "A4"])
def test_a_page_prints_one_sheet_to_a_page_of_the_paper(chrome: Chrome, tmp_path: Path, paper: str) -> None:
    subject = subject_of(example("home-loan"))
    scene = draw_poster(subject, ViewOptions(paper))
    page = tmp_path / "page.html"
    page.write_text(scene_html(scene, subject), encoding="utf-8")
    chrome.open(page)
    printed = chrome.pdf()
    boxes = re.findall(rb"/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)\s*\]", printed)
    expected = {"A3": (1191, 842), "A4": (842, 595)}[paper]
    assert len(boxes) == len(scene.sheets)
    assert {(round(float(w)), round(float(h))) for w, h in boxes} == {expected}


HOSTILE = (
    "</text></svg><script>window.hit=1;alert(1)</script>",
    '"><img src=x onerror="window.hit=1;alert(1)">',
    "' onload='window.hit=1' x='",
    "<foreignObject><body onload=alert(1)></foreignObject>",
    "]]><!--<style>*{display:none}</style>",
    "{{ 7*7 }}{% raw %}",
    "javascript:alert(1)",
    "&lt;b&gt; &#x3c;script&#x3e; &amp;",
    '\\N\\G<b>x</b><<i>y</i>>"; n0 [label=x]',
    '=HYPERLINK("http://x")',
)


@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_text_in_every_field_never_becomes_markup(chrome: Chrome, tmp_path: Path, hostile: str) -> None:
    from tests.hostile import with_hostile_texts

    document = with_hostile_texts("home-loan", hostile)
    subject = subject_of(document)
    for scene in (draw_poster(subject, ViewOptions()), draw_flow(subject)):
        page, picture = tmp_path / "page.html", tmp_path / "picture.svg"
        page.write_text(scene_html(scene, subject), encoding="utf-8")
        picture.write_text(scene_svg(scene), encoding="utf-8")
        for path in (page, picture):
            chrome.open(path)
            assert chrome.complaints() == []
            assert chrome.requests() == []
            assert chrome.evaluate("typeof window.hit") == "undefined"
            forbidden = "script, img, iframe, object, embed, foreignObject, a[href^='javascript'], svg style, body body"
            assert chrome.evaluate(f"document.querySelectorAll({json.dumps(forbidden)}).length") == 0
            handlers = "[...document.querySelectorAll('*')].filter(e => [...e.attributes].some(a => a.name.startsWith('on'))).length"
            assert chrome.evaluate(handlers) == 0
            shown = chrome.evaluate("document.documentElement.textContent.replace(/\\s/g, '')")
            assert "".join(hostile.split()) in shown
