"""The first plates of packs, for tests of what they look like."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxmap.render.options import ViewOptions
from cxmap.render.packs import pack_called
from cxmap.render.packs.building import pack_of
from cxmap.render.subject import subject_of
from tests.pictures import example

if TYPE_CHECKING:
    from cxmap.language import Language
    from cxmap.render.book import Plate

_OF_ALL_VIEWS = ("home-loan", "online-shop")


def fronts(name: str, language: Language, paper: str) -> tuple[Plate, ...]:
    """Return cover, contents, brief and guide of an example's training pack; for most examples of one with few views."""
    pack = pack_called("training")
    assert pack is not None
    if name not in _OF_ALL_VIEWS:
        pack = pack._replace(parts=pack.parts[:3])
    pack = pack._replace(summarised=True)
    return pack_of(subject_of(example(name), language), pack, ViewOptions(), paper=paper).plates[:4]
