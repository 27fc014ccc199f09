"""The pictures as a browser draws them: no text leaves its box, none covers another, nothing is fetched or run."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cxmap.render.book import book_of
from cxmap.render.options import ViewOptions
from cxmap.render.subject import subject_of
from cxmap.render.views import VIEWS
from cxmap.render.views.poster import draw_poster
from tests.browser.measuring import acting, faults_of
from tests.hostile import with_hostile_texts
from tests.pictures import EXAMPLES, example

if TYPE_CHECKING:
    from pathlib import Path

    from cxmap.language import Language
    from tests.browser.chrome import Chrome

NAMES = [path.stem for path in EXAMPLES]


@pytest.mark.parametrize("paper", ["auto"])
@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("name", NAMES)
def test_no_text_of_a_poster_is_out_of_place(
    chrome: Chrome, tmp_path: Path, name: str, language: Language, paper: str
) -> None:
    scene = draw_poster(subject_of(example(name), language), ViewOptions(paper))
    assert faults_of(chrome, scene, tmp_path) == []


def test_the_check_sees_a_text_that_is_out_of_place(chrome: Chrome, tmp_path: Path) -> None:
    from dataclasses import replace

    from cxmap.render.text.paragraphs import one_line

    scene = draw_poster(subject_of(example("hot-pot")), ViewOptions())
    sheet = scene.sheets[0]
    label = one_line("占位文字", 300, 60, 9, "#000000")
    moved = (label, label._replace(box=label.box._replace(width=5)))
    broken = replace(scene, sheets=(replace(sheet, items=(*sheet.items, *moved)), *scene.sheets[1:]))
    faults = faults_of(chrome, broken, tmp_path)
    assert any(": overlap: " in fault for fault in faults)
    assert any(": out of its box: " in fault for fault in faults)


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
    subject = subject_of(with_hostile_texts("home-loan", hostile))
    picture = tmp_path / "picture.svg"
    for plate in book_of(subject, VIEWS, ViewOptions()).plates:
        picture.write_text(plate.drawing.svg(hostile), encoding="utf-8")
        chrome.open(picture)
        assert chrome.complaints() == []
        assert chrome.requests() == []
        assert chrome.evaluate("typeof window.hit") == "undefined"
        assert acting(chrome) == []
        shown = chrome.evaluate("document.documentElement.textContent.replace(/\\s/g, '')")
        assert "".join(hostile.split()) in shown
