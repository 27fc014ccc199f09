"""Cuts a picture into sheets of smaller paper, with marks to cut along, names, and a strip to glue the next sheet on.

Each sheet shows a part of the picture through a window, in its own size. Where the paper leaves a choice, the cuts run
where they part the fewest texts.
"""

from __future__ import annotations

from dataclasses import replace
from math import ceil
from typing import TYPE_CHECKING, NamedTuple

from cxmap.diagnostics import CxmapError
from cxmap.language import Words
from cxmap.render.page.windows import extent
from cxmap.render.scene import Box, Group, Item, Label, Line, Mark, Rect, Scene, Sheet, Window
from cxmap.render.text.paragraphs import one_line
from cxmap.render.text.widths import advance
from cxmap.render.theme import PAPERS, SMALLEST_TEXT

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cxmap.language import Language

_MILLIMETRE = 72 / 25.4
MARGIN = 5 * _MILLIMETRE
"""Around the window, since most printers leave 4 mm white."""
FOOT = 9 * _MILLIMETRE
"""Under the window, where it is said which sheet this is."""
OVERLAP = 10 * _MILLIMETRE
"""Of two sheets beside each other: the strip for the glue."""
_LEAST_WHITE = 5 * _MILLIMETRE
"""The picture's own margin may be narrowed to this where that saves sheets."""
_MARK, _MARK_GAP = 3 * _MILLIMETRE, 1 * _MILLIMETRE
_INK, _SOFT = "#1F2933", "#52606D"
_STEPS = 24  # places that are tried for a cut

_WORDS = {
    "name": Words("Sheet {} of {} × {}. {}", "第{}张，横{}张、竖{}张。{}"),
    "first": Words("Leave this sheet whole.", "本张不裁。"),
    "left": Words(
        "Cut off the left edge along the marks; glue it on {} so that the pictures meet.",
        "沿裁切线裁去左边，粘在{}上，对齐图案。",
    ),
    "top": Words(
        "Cut off the upper edge along the marks; glue it on {} so that the pictures meet.",
        "沿裁切线裁去上边，粘在{}上，对齐图案。",
    ),
    "both": Words(
        "Cut off the left and the upper edge along the marks; glue it on {} and {} so that the pictures meet.",
        "沿裁切线裁去左边和上边，粘在{}与{}上，对齐图案。",
    ),
}


class Cuts(NamedTuple):
    """Where a picture is cut along one side: the starts of the parts, and where the last ends."""

    starts: tuple[float, ...]
    end: float

    def part(self, index: int) -> tuple[float, float]:
        """Return where a part starts and ends, with the strip that it shares with the next."""
        last = index == len(self.starts) - 1
        return self.starts[index], self.end if last else self.starts[index + 1] + OVERLAP


def tiled(scene: Scene, paper: str) -> Scene:
    """Return a scene whose sheets are cut into sheets of `paper`; sheets that are no larger stay as they are.

    Raises:
        CxmapError: no sheet is larger than the paper.
    """
    long, short = PAPERS[paper]
    if all(sheet.width <= long + 1 and sheet.height <= short + 1 for sheet in scene.sheets):
        raise CxmapError(
            Words(
                f"--tile {paper}: the picture is no larger than that; nothing is to be put together",
                f"--tile {paper}：图本身不大于这种纸，无需拼接",
            ),
            Words("choose a larger --paper, such as A0", "请用 --paper 选更大的纸，例如 A0"),
        )
    several = len(scene.sheets) > 1
    sheets = [
        tile
        for number, sheet in enumerate(scene.sheets, 1)
        for tile in _tiles(sheet, (long, short), scene.language, f"{number}·" if several else "")
    ]
    return replace(scene, sheets=tuple(sheets), paper=paper)


def _tiles(sheet: Sheet, paper: tuple[float, float], language: Language, prefix: str) -> Iterable[Sheet]:
    """Cut a sheet, the paper upright or not, whichever takes fewer; `prefix` tells its parts from those of others."""
    if sheet.width <= paper[0] + 1 and sheet.height <= paper[1] + 1:
        yield sheet
        return
    found: list[tuple[int, int, tuple[float, float], Box]] = []
    for area in (Box(0, 0, sheet.width, sheet.height), _without_white(sheet)):
        for width, height in (paper, paper[::-1]):
            count = _parts(area.width, width - 2 * MARGIN) * _parts(area.height, height - MARGIN - FOOT)
            found.append((count, len(found), (width, height), area))
    _, _, (width, height), area = min(found)
    boxes = list(_texts(sheet.items))
    across = _cuts(area.x, area.right, width - 2 * MARGIN, [(box.x, box.right) for box in boxes])
    down = _cuts(area.y, area.bottom, height - MARGIN - FOOT, [(box.y, box.bottom) for box in boxes])
    for row in range(len(down.starts)):
        for column in range(len(across.starts)):
            yield _Tile(sheet, across, down, column, row, language, prefix).sheet(width, height)


def _without_white(sheet: Sheet) -> Box:
    """Return a sheet without the outer part of its white margin."""
    boxes = [extent(item) for item in sheet.items]
    left = max(0.0, min((box.x for box in boxes), default=0.0) - _LEAST_WHITE)
    top = max(0.0, min((box.y for box in boxes), default=0.0) - _LEAST_WHITE)
    right = min(sheet.width, max((box.right for box in boxes), default=sheet.width) + _LEAST_WHITE)
    bottom = min(sheet.height, max((box.bottom for box in boxes), default=sheet.height) + _LEAST_WHITE)
    return Box(left, top, right - left, bottom - top)


def _parts(length: float, room: float) -> int:
    """Return into how many parts a length must be cut."""
    return max(1, ceil((length - OVERLAP) / (room - OVERLAP) - 1e-9))


def _cuts(start: float, end: float, room: float, texts: Sequence[tuple[float, float]]) -> Cuts:
    """Choose where to cut, so that each part fits with its strip, and the cuts run through few texts."""
    count = _parts(end - start, room)
    step = room - OVERLAP
    starts = [start]
    for index in range(1, count):
        low = max(starts[-1] + 0.3 * step, end - OVERLAP - (count - index) * step)
        high = min(starts[-1] + step, end - OVERLAP)
        ideal = start + index * (end - start - OVERLAP) / count
        places = [low + (high - low) * share / _STEPS for share in range(_STEPS + 1)] if high > low else [high]
        starts.append(min(places, key=lambda place: (_crossed(place, texts), abs(place - ideal))))
    return Cuts(tuple(starts), end)


def _crossed(place: float, texts: Sequence[tuple[float, float]]) -> int:
    return sum(low < place < high for low, high in texts)


def _texts(items: Iterable[Item]) -> Iterable[Box]:
    """Yield where texts and icons stand."""
    for item in items:
        if isinstance(item, Label | Mark):
            yield extent(item)
        elif isinstance(item, Group):
            yield from _texts(item.items)


def tile_name(column: int, row: int) -> str:
    """Return what a sheet is called: the letter of its column and the number of its row, `B2`."""
    letters = ""
    column += 1
    while column:
        column, letter = divmod(column - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return f"{letters}{row + 1}"


class _Tile(NamedTuple):
    """One sheet of those that a picture is put together from."""

    picture: Sheet
    across: Cuts
    down: Cuts
    column: int
    row: int
    language: Language
    prefix: str

    def _name(self, column: int, row: int) -> str:
        return self.prefix + tile_name(column, row)

    def sheet(self, width: float, height: float) -> Sheet:
        """Draw it on paper of a size."""
        (left, right), (top, bottom) = self.across.part(self.column), self.down.part(self.row)
        window = Box(MARGIN, MARGIN, right - left, bottom - top)
        items: list[Item] = [Window(window, self.picture, left, top)]
        items += self._marks(window)
        items += self._said(Box(MARGIN, height - FOOT, width - 2 * MARGIN, FOOT))
        return Sheet(width, height, tuple(items))

    def _marks(self, window: Box) -> Iterable[Item]:
        """Draw marks beside the window: where to cut, and up to where the next sheet will lie."""
        last_column, last_row = len(self.across.starts) - 1, len(self.down.starts) - 1
        right = window.right - (OVERLAP if self.column < last_column else 0.0)
        bottom = window.bottom - (OVERLAP if self.row < last_row else 0.0)
        for x in (window.x, right):
            yield Line(x, window.y - _MARK_GAP, x, window.y - _MARK_GAP - _MARK, _INK, 0.4)
            yield Line(x, window.bottom + _MARK_GAP, x, window.bottom + _MARK_GAP + _MARK, _INK, 0.4)
        for y in (window.y, bottom):
            yield Line(window.x - _MARK_GAP, y, window.x - _MARK_GAP - _MARK, y, _INK, 0.4)
            yield Line(window.right + _MARK_GAP, y, window.right + _MARK_GAP + _MARK, y, _INK, 0.4)

    def _said(self, strip: Box) -> Iterable[Item]:
        """Write the sheet's name and how it is joined, and draw which sheet it is."""
        size = SMALLEST_TEXT
        baseline = strip.y + 0.42 * strip.height + 0.35 * size
        name = self._name(self.column, self.row)
        left = strip.x + 2 * _MARK
        bold = one_line(name, left, baseline, 1.25 * size, _INK, bold=True)
        yield bold
        counts = str(len(self.across.starts)), str(len(self.down.starts))
        said = _WORDS["name"].said(self.language).format(name, *counts, self._hint())
        key = self._key_map(strip, baseline - 0.35 * size)
        room = strip.right - key.items[0].box.width - 4 * _MARK - bold.box.right  # type: ignore[union-attr]
        for text in (said, self._hint(), ""):
            if text and advance(text) * size <= room:
                yield one_line(text, bold.box.right + size, baseline, size, _SOFT)
                break
        yield key

    def _hint(self) -> str:
        left = self._name(self.column - 1, self.row) if self.column else ""
        above = self._name(self.column, self.row - 1) if self.row else ""
        kind = "both" if left and above else "left" if left else "top" if above else "first"
        return _WORDS[kind].said(self.language).format(*filter(None, (left, above)))

    def _key_map(self, strip: Box, middle: float) -> Group:
        """Draw the sheets in little, this one filled."""
        columns, rows = len(self.across.starts), len(self.down.starts)
        tall = 0.5 * strip.height
        cell = min(tall / rows, 7.0)
        wide = 1.35 * cell
        left, top = strip.right - 2 * _MARK - columns * wide, middle - rows * cell / 2
        items: list[Item] = [Rect(Box(left, top, columns * wide, rows * cell), "#FFFFFF", _SOFT, 0.4)]
        items.append(Rect(Box(left + self.column * wide, top + self.row * cell, wide, cell), _INK))
        items += [Line(left + c * wide, top, left + c * wide, top + rows * cell, _SOFT, 0.3) for c in range(1, columns)]
        items += [Line(left, top + r * cell, left + columns * wide, top + r * cell, _SOFT, 0.3) for r in range(1, rows)]
        return Group(tuple(items), title=self._name(self.column, self.row))
