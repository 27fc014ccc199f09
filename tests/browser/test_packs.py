"""Cover, contents and guide of packs, as a browser draws them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.measuring import faults_of
from tests.pictures import EXAMPLES
from tests.render.packs.fronts import fronts

if TYPE_CHECKING:
    from pathlib import Path

    from cxmap.language import Language
    from tests.browser.chrome import Chrome


@pytest.mark.parametrize("paper", ["A4", "A3", "A0"])
@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("name", [path.stem for path in EXAMPLES])
def test_no_text_is_out_of_place(chrome: Chrome, tmp_path: Path, name: str, language: Language, paper: str) -> None:
    for plate in fronts(name, language, paper):
        assert faults_of(chrome, plate.scene, tmp_path) == []
