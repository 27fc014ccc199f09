"""The lanes of two versions in one: at each touchpoint what is new, gone, changed or moved, told apart by signs.

What is one thing in both versions (a pain point, a step …) is known from the comparison; plain texts are paired by
what they say.
"""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from cxmap.language import in_quotes
from cxmap.model.reading import called
from cxmap.render.lanes import Lane, lane_order, lanes_of
from cxmap.render.marks.revised import revised
from cxmap.render.text.paragraphs import MINOR, Paragraph
from cxmap.render.views.poster.revised import labels

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from cxmap.diagnostics import Path
    from cxmap.render.text.paragraphs import Cell
    from cxmap.render.views.poster.revised.revision import Revision

_ONE_EACH = frozenset({"description", "channel", "owner", "feelings", "honeycomb"})
"""Lanes in which a touchpoint says one thing."""
_BY_ICON = frozenset({"time", "senses"})
"""Lanes in which the icon says what is said."""
_ALIKE = 0.6
"""From this share of a text on, another one is the same, reworded (Ratcliff and Metzener 1988)."""
_WITHOUT_CELLS = ("emotion", "storyboard")

_Block = list[Paragraph]
"""A paragraph with what belongs to it."""


def revised_order(revision: Revision, chosen: Sequence[str] = ()) -> list[str]:
    """Return the ids of the lanes of both versions, from top to bottom.

    Raises:
        CxmapError: a chosen lane does not exist.
    """
    return list(dict.fromkeys([*lane_order(revision.subject, chosen), *lane_order(revision.older)]))


def revised_lanes(revision: Revision, chosen: tuple[str, ...] = ()) -> Iterable[Lane]:
    """Yield the lanes of both versions, with signs.

    Raises:
        CxmapError: a chosen lane does not exist.
    """
    new = {lane.id: lane for lane in lanes_of(revision.subject, chosen)}
    old = {lane.id: lane for lane in lanes_of(revision.older) if not chosen or lane.id in chosen}
    columns = range(len(revision.was))
    for name in revised_order(revision, chosen):
        lane = new.get(name) or old.get(name)
        if lane is None:
            continue
        if name in _WITHOUT_CELLS:
            yield lane
            continue
        cells = tuple(tuple(_cell(revision, name, new.get(name), old.get(name), column)) for column in columns)
        if any(cells):
            yield Lane(name, lane.label, cells)


def _cell(revision: Revision, name: str, new: Lane | None, old: Lane | None, column: int) -> Iterator[Paragraph]:
    was = revision.was[column]
    status = revision.statuses[column]
    before: Cell = old.cells[was] if old is not None and was is not None else ()
    if status == "removed":
        yield from (revised(paragraph, "gone", revision.subject.theme) for paragraph in before)
        return
    now: Cell = new.cells[column] if new is not None else ()
    if status == "added":
        yield from now
        return
    yield from _Compared(revision, column, was or 0, name).cell(_blocks(now), _blocks(before))


def _blocks(cell: Cell) -> list[_Block]:
    blocks: list[_Block] = []
    for paragraph in cell:
        if paragraph.keeps and blocks:
            blocks[-1].append(paragraph)
        else:
            blocks.append([paragraph])
    return blocks


class _Compared:
    """A cell in both versions."""

    def __init__(self, revision: Revision, column: int, was: int, lane: str) -> None:
        self.revision = revision
        self.lane = lane
        self.now = revision.subject.columns[column].path
        self.then = revision.older.columns[was].path
        self.theme = revision.subject.theme

    def cell(self, new: Sequence[_Block], old: Sequence[_Block]) -> Iterator[Paragraph]:
        """Yield what stands there now, with signs, and then what is gone."""
        twins = self._paired(new, old)
        for number, block in enumerate(new):
            was = twins.get(number)
            yield from self._changed(block, old[was]) if was is not None else self._new(block)
        for number, block in enumerate(old):
            if number not in twins.values() and not self._is_elsewhere(block):
                yield from (revised(paragraph, "removed", self.theme) for paragraph in block)

    def _paired(self, new: Sequence[_Block], old: Sequence[_Block]) -> dict[int, int]:
        """Return which block of the older version each of the newer one was; surest first."""
        pairs: dict[int, int] = {}

        def pair(is_it: Callable[[_Block, _Block], bool], left: Sequence[int], right: Sequence[int]) -> None:
            for one in left:
                for other in right:
                    if one not in pairs and other not in pairs.values() and is_it(new[one], old[other]):
                        pairs[one] = other

        things = [index for index, block in enumerate(new) if block[0].of], [i for i, b in enumerate(old) if b[0].of]
        texts = [index for index, b in enumerate(new) if not b[0].of], [i for i, b in enumerate(old) if not b[0].of]
        pair(lambda one, other: self._was(one) == self._address(other, self.then), *things)
        pair(lambda one, other: one[0].text == other[0].text, *texts)
        if self.lane in _ONE_EACH:
            pair(lambda one, other: True, *texts)
        elif self.lane in _BY_ICON:
            pair(lambda one, other: one[0].icon == other[0].icon, *texts)
        else:
            pair(lambda one, other: _alike(one[0].text, other[0].text), *texts)
        return pairs

    @staticmethod
    def _address(block: _Block, touchpoint: Path) -> Path:
        """Return where the thing that a block is of stands in its map."""
        of = block[0].of
        return of if of[0] == "actions" else (*touchpoint, *of)

    def _was(self, block: _Block) -> Path | None:
        return self.revision.tidings.twins.get(self._address(block, self.now))

    def _is_elsewhere(self, block: _Block) -> bool:
        """Whether a thing that is not here any more stands somewhere else."""
        address = self._address(block, self.then) if block[0].of else None
        return address is not None and address[0] != "actions" and address in self.revision.still_there

    def _new(self, block: _Block) -> Iterator[Paragraph]:
        """Yield a block that was not here."""
        was = self._was(block) if block[0].of else None
        if was is None or was[0] == "actions":
            yield from (revised(paragraph, "added", self.theme) for paragraph in block)
            return
        yield from (revised(paragraph, "moved", self.theme) for paragraph in block)
        subject = self.revision.subject
        origin = next((place for place in self.revision.older.columns if place.path == was[:4]), None)
        if origin is not None:
            name = in_quotes(called(origin.touchpoint, subject.language))
            said = Paragraph(subject.say(labels.MOVED_FROM).format(name), self.theme.soft, keeps=True, space_before=0.0)
            yield revised(said, "moved", self.theme)

    def _changed(self, new: _Block, old: _Block) -> Iterator[Paragraph]:
        """Yield a block that was here; with what it said where that was something else."""
        address = self._address(new, self.now) if new[0].of else None
        is_same = list(map(_looks, new)) == list(map(_looks, old))
        if is_same or (address is not None and address not in self.revision.touched):
            yield from new
            return
        yield from (revised(paragraph, "changed", self.theme) for paragraph in new)
        here = {paragraph.text for paragraph in new}
        gone = [paragraph for paragraph in old if paragraph.text not in here]
        yield from (revised(paragraph, "was", self.theme) for paragraph in gone)
        if not gone and old[0].said != new[0].said and old[0].said:
            said = self.revision.subject.say(labels.WAS).format(old[0].said)
            yield revised(Paragraph(said, self.theme.soft, MINOR, keeps=True, space_before=0.0), "changed", self.theme)


def _looks(paragraph: Paragraph) -> tuple[object, ...]:
    """Return what a reader sees of a paragraph; colours of teams may differ though the team does not."""
    return paragraph.text, paragraph.icon, paragraph.said, paragraph.type


def _alike(one: str, other: str) -> bool:
    return SequenceMatcher(None, one, other, autojunk=False).ratio() >= _ALIKE
