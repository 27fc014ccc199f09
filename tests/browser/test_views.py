"""Every view of every example, in both languages, on every paper, as a browser draws it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cxmap.render.options import ViewOptions
from cxmap.render.subject import subject_of
from cxmap.render.views import VIEWS
from tests.browser.measuring import faults_of_all
from tests.pictures import EXAMPLES, example

if TYPE_CHECKING:
    from pathlib import Path

    from cxmap.language import Language
    from tests.browser.chrome import Chrome


@pytest.mark.parametrize("paper", ["A4", "A3", "A0"])
@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("name", [path.stem for path in EXAMPLES])
def test_no_text_is_out_of_place(chrome: Chrome, tmp_path: Path, name: str, language: Language, paper: str) -> None:
    subject, options = subject_of(example(name), language), ViewOptions(paper)
    modules = [view.module for view in VIEWS]
    scenes = [module.draw(subject, options) for module in modules if module.lacks(subject, options) is None]
    assert len(scenes) >= 10
    assert faults_of_all(chrome, scenes, tmp_path) == []
