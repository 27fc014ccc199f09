"""The page says in words what the picture shows."""

from __future__ import annotations

import html
import re

import pytest

from cxmap.render.formats.html import scene_html
from cxmap.render.lanes import lanes_of
from cxmap.render.options import ViewOptions
from cxmap.render.subject import subject_of
from cxmap.render.views.poster import draw_poster
from cxmap.render.views.poster.header import cards
from tests.pictures import EXAMPLES, document, example


def words(name: str) -> str:
    subject = subject_of(example(name))
    page = scene_html(draw_poster(subject, ViewOptions()), subject)
    return html.unescape(re.sub(r"<[^>]*>", "\n", page[page.index('id="words"') :]))


@pytest.mark.parametrize("name", [path.stem for path in EXAMPLES])
def test_every_text_of_the_poster_is_in_the_words(name: str) -> None:
    subject, said = subject_of(example(name)), words(name)
    for lane in lanes_of(subject):
        for paragraph in (p for cell in lane.cells for p in cell):
            assert paragraph.text in said
    for _, cell in cards(subject):
        for paragraph in cell:
            assert paragraph.text in said
    for evidence, number in subject.sources.items():
        title = subject.text(subject.library.evidence[evidence].title)
        assert f"[{number}] {title}" in said


def test_words_say_what_icons_mean() -> None:
    said = words("home-loan")
    for meaning in ("违背承诺：费用一次讲清", "兑现承诺：", "致命：", "严重：", "易错环节：", "视觉：", "用时 2周"):
        assert meaning in said


def test_the_page_has_one_first_heading_and_describes_the_sheets_in_words_alone() -> None:
    subject = subject_of(example("home-loan"))
    page = scene_html(draw_poster(subject, ViewOptions()), subject)
    assert page.count("<h1>") == 1
    assert page.count("<desc") == 0


def test_the_policy_of_the_page_allows_nothing_but_its_own_style() -> None:
    subject = subject_of(document("stages: [{name: S, touchpoints: [T]}]\n"))
    page = scene_html(draw_poster(subject, ViewOptions()), subject)
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', page)
    assert policy is not None
    assert policy[1].startswith("default-src 'none'; style-src 'sha256-")
    assert "unsafe" not in policy[1]
    assert "script" not in policy[1]
    assert " style=" not in page
