"""Cover, contents and guide of packs, as a browser draws them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cxmap.render.options import ViewOptions
from cxmap.render.packs import pack_called
from cxmap.render.packs.building import pack_of
from cxmap.render.subject import subject_of
from tests.browser.measuring import faults_of
from tests.pictures import EXAMPLES, example

if TYPE_CHECKING:
    from pathlib import Path

    from cxmap.language import Language
    from tests.browser.chrome import Chrome


@pytest.mark.parametrize("paper", ["A4", "A3", "A0"])
@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("name", [path.stem for path in EXAMPLES])
def test_no_text_is_out_of_place(chrome: Chrome, tmp_path: Path, name: str, language: Language, paper: str) -> None:
    pack = pack_called("training")
    assert pack is not None
    for plate in pack_of(subject_of(example(name), language), pack, ViewOptions(), paper=paper).plates[:3]:
        assert faults_of(chrome, plate.scene, tmp_path) == []
