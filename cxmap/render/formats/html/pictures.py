"""The pictures of a page: few stand in it as they are; of many most are packed, and unpacked by the page's script.

A page with a dozen pictures would be twice as large as what can be sent around with ease. Where no script may run, a
reader has the tables of those that are packed, which say the same.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import accumulate, chain
from typing import TYPE_CHECKING

from markupsafe import Markup

from cxmap.render.formats.html.packing import packed
from cxmap.render.formats.html.sharing import Shared
from cxmap.render.formats.markup import Opened, pieces_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cxmap.render.formats.markup import Piece

_FEW = 120_000
"""Pictures of so many characters altogether are not packed."""
_FIRST = 40_000
"""Of more pictures, those that come first are not packed up to so many characters."""


@dataclass(frozen=True, slots=True)
class Pictures:
    """The markup of the pictures that are not packed, sheet by sheet, and what belongs to them.

    `packed` holds the sheets of the other pictures, after the rules and the definitions that only they need.
    """

    sheets: tuple[tuple[Markup, ...], ...]
    rules: str
    definitions: Markup
    packed: Markup
    shared: Shared


def pictures_of(plates: Sequence[Sequence[Sequence[Piece]]], others: Iterable[Sequence[Piece]]) -> Pictures:
    """Write pictures, each a sequence of sheets; `others` are small drawings elsewhere on the page."""
    windows: dict[int, list[Piece]] = {}
    elsewhere = tally(others, windows)
    tallies = [tally(plate, windows) for plate in plates]
    shared = Shared(sum(tallies, elsewhere), windows)
    sheets = [tuple(map(shared.written, plate)) for plate in plates]
    kept = _kept(sheets, sum(map(len, shared.definitions.values())))
    apart = set().union(*tallies[kept:]).difference(elsewhere, *tallies[:kept])
    rules, definitions = (
        [
            "\n".join([text for piece, text in defined.items() if (piece in apart) == is_apart])
            for is_apart in (False, True)
        ]
        for defined in (shared.rules, shared.definitions)
    )
    return Pictures(
        tuple(sheets[:kept]),
        rules[0],
        Markup(definitions[0]),  # noqa: S704  paths of the package's own icons, and escaped addresses of images
        packed([rules[1], definitions[1], *chain.from_iterable(sheets[kept:])]) if kept < len(plates) else Markup(),
        shared,
    )


def tally(sheets: Iterable[Sequence[Piece]], windows: dict[int, list[Piece]]) -> Counter[Piece]:
    """Count what sheets use; those that windows show are written into `windows`, each once, by their identities."""
    used = Counter([piece for pieces in sheets for piece in pieces if type(piece) is not str])
    for piece in [piece for piece in used if isinstance(piece, Opened)]:
        sheet = piece.window.sheet
        if id(sheet) not in windows:
            windows[id(sheet)] = pieces_of(sheet)
        used.update(tally([windows[id(sheet)]], windows))
    return used


def _kept(sheets: Sequence[Sequence[str]], definitions: int) -> int:
    """Return how many pictures are not packed; their definitions have so many characters."""
    totals = list(accumulate(sum(map(len, plate)) for plate in sheets))
    if not totals or totals[-1] + definitions <= _FEW or len(totals) == 1:
        return len(totals)
    return sum(total + definitions <= _FIRST for total in totals)
