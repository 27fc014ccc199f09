"""Writes one picture so that it can take the place of an older one on a page that stands: for the live preview.

Its classes and ids have a prefix of their own, since those of the page stay.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cxmap.render.formats.html.pictures import tally
from cxmap.render.formats.html.sharing import Shared
from cxmap.render.formats.html.style import paper_of
from cxmap.render.formats.markup import number

if TYPE_CHECKING:
    from cxmap.render.book import Plate
    from cxmap.render.formats.markup import Piece


def part_of(plate: Plate) -> dict[str, Any]:
    """Return a picture as plain values: `view`, its `rules`, `definitions` and `sheets`.

    A sheet has its `markup`, its size as a `box`, and the class of its `paper`; it says nothing of tables or words.
    """
    windows: dict[int, list[Piece]] = {}
    pieces = plate.drawing.pieces
    shared = Shared(tally(pieces, windows), windows, f"{plate.view.id}-")
    markups = [shared.written(one) for one in pieces]
    return {
        "view": plate.view.id,
        "rules": "\n".join(shared.rules.values()),
        "definitions": "\n".join(shared.definitions.values()),
        "sheets": [
            {
                "markup": str(markup),
                "box": f"0 0 {number(sheet.width)} {number(sheet.height)}",
                "paper": paper_of(plate.scene, sheet).name,
            }
            for sheet, markup in zip(plate.scene.sheets, markups, strict=True)
        ],
    }
