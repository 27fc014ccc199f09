"""What holds of every view: sizes, contrast, words, the same bytes twice, and any map at all."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from cxmap.render.formats.svg import scene_svg
from cxmap.render.options import ViewOptions
from cxmap.render.subject import subject_of
from cxmap.render.views import VIEW_IDS, VIEWS, view_called
from tests.hostile import with_hostile_texts
from tests.pictures import EXAMPLES, document, example
from tests.render.measuring import contrast, faults_of

if TYPE_CHECKING:
    from cxmap.language import Language
    from cxmap.render.views import View

NAMES = [path.stem for path in EXAMPLES]
BARE = "stages: [{name: S, touchpoints: [{name: T}]}]\n"
LONG = "stages:\n" + "".join(
    f"  - name: {'A stage with a rather long name ' * 3}{s}\n    touchpoints:\n"
    + "".join(
        f"      - {{id: t{s}-{t}, name: {'长名称' * 12}{t}, channel: web, owner: team-{t}, emotion: {t % 5 - 2}, "
        f"pain_points: [{{id: p{s}-{t}, text: {'Donaudampfschifffahrtsgesellschaft' * 3}, severity: high}}], "
        f"opportunities: [{{id: o{s}-{t}, text: {'怎样' * 40}, addresses: [p{s}-{t}]}}]}}\n"
        for t in range(12)
    )
    for s in range(4)
)  # fmt: skip
each_view = pytest.mark.parametrize("view", VIEWS, ids=lambda view: view.id)


@pytest.mark.parametrize("paper", ["A4", "A3", "A0"])
@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("name", NAMES)
@each_view
def test_texts_are_large_and_dark_enough_and_on_the_sheet(
    view: View, name: str, language: Language, paper: str
) -> None:
    subject, options = subject_of(example(name), language), ViewOptions(paper)
    if view.module.lacks(subject, options) is None:
        assert faults_of(view.module.draw(subject, options)) == []


@pytest.mark.parametrize("content", [BARE, LONG], ids=["bare", "long"])
@each_view
def test_any_map_is_drawn_or_said_to_lack_something(view: View, content: str) -> None:
    subject, options = subject_of(document(content)), ViewOptions("A4")
    lacks = view.module.lacks(subject, options)
    if lacks is not None:
        assert lacks.en.startswith("it ")
        assert lacks.zh
    else:
        assert faults_of(view.module.draw(subject, options)) == []


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("name", NAMES)
@each_view
def test_tables_say_what_the_picture_shows(view: View, name: str, language: Language) -> None:
    subject, options = subject_of(example(name), language), ViewOptions()
    if view.module.lacks(subject, options) is not None:
        return
    scene = view.module.draw(subject, options)
    assert scene.name == view.name.said(language)
    assert scene.description
    found = list(view.module.tables(subject, options))
    assert found
    for table in found:
        assert table.caption
        assert table.rows
        assert {len(row) for row in table.rows} == {len(table.columns)}


@each_view
def test_the_same_map_gives_the_same_bytes(view: View) -> None:
    def drawn() -> str:
        subject, options = subject_of(example("home-loan"), "en"), ViewOptions()
        if view.module.lacks(subject, options) is not None:
            return ""
        return scene_svg(view.module.draw(subject, options))

    assert drawn() == drawn()


@each_view
def test_hostile_texts_stay_texts(view: View) -> None:
    hostile = "</text></svg><script>alert(1)</script>\"' onload='x"
    subject, options = subject_of(with_hostile_texts("home-loan", hostile)), ViewOptions()
    if view.module.lacks(subject, options) is None:
        svg = scene_svg(view.module.draw(subject, options))
        assert not re.search(r"<script|<foreignObject|\son\w+=", re.sub(r">[^<]*<", "><", svg))


def test_views_are_called_by_their_ids() -> None:
    assert len(set(VIEW_IDS)) == len(VIEWS)
    assert all(view_called(view.id) is view for view in VIEWS)
    assert view_called("no-such-view") is None


def test_contrast_is_that_of_wcag() -> None:
    assert round(contrast("#FFFFFF", "#000000"), 2) == 21
    assert round(contrast("#777777", "#FFFFFF"), 2) == 4.48
