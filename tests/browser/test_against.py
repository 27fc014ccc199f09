"""Views with another map beside, as a browser draws them: no text out of place, in both languages."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cxmap.render.options import ViewOptions
from cxmap.render.subject import subject_of
from cxmap.render.views import compare, curve
from tests.browser.measuring import faults_of
from tests.pictures import example

if TYPE_CHECKING:
    from pathlib import Path

    from cxmap.language import Language
    from cxmap.render.views import ViewModule
    from tests.browser.chrome import Chrome


@pytest.mark.parametrize("paper", ["A4", "A3"])
@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("names", [("home-loan", "home-loan-2027"), ("online-shop", "home-loan")], ids="-and-".join)
@pytest.mark.parametrize("view", [curve, compare], ids=lambda view: view.__name__.rpartition(".")[2])
def test_no_text_is_out_of_place(
    chrome: Chrome, tmp_path: Path, view: ViewModule, names: tuple[str, str], language: Language, paper: str
) -> None:
    ours, theirs = (subject_of(example(name), language) for name in names)
    assert faults_of(chrome, view.draw(ours, ViewOptions(paper, against=theirs)), tmp_path) == []
