"""The heads of a revised poster: what has become of each stage and touchpoint."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from cxmap.language import in_quotes
from cxmap.model.reading import called
from cxmap.render.journey_grid.heads import Heads
from cxmap.render.marks.revised import LOOKS, Sign, revised
from cxmap.render.scene import Box, Item, Rect
from cxmap.render.text.paragraphs import Paragraph
from cxmap.render.theme import paler
from cxmap.render.views.poster.revised import labels

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cxmap.diagnostics import Path
    from cxmap.model.journey import Stage, Touchpoint
    from cxmap.render.journey_grid.span import Span
    from cxmap.render.text.paragraphs import Cell
    from cxmap.render.views.poster.revised.revision import Revision

_PLACED = ("item-moved", "item-reordered")
_PALE = 0.35  # of what a sign stands on: the ground of a whole column


@dataclass(frozen=True)
class RevisedHeads(Heads):
    """Heads with signs; columns that are new or gone stand on a ground of their own."""

    revision: Revision = field(kw_only=True)

    @cached_property
    def name_cells(self) -> tuple[Cell, ...]:
        """What stands at the head of each column: its touchpoint's name with a sign, and what it was called."""
        return tuple(
            tuple(self._signed(tuple(self.name_of(place.touchpoint)), column))
            for column, place in enumerate(self.subject.columns)
        )

    def grounds(self, span: Span, left: float, top: float, bottom: float) -> Iterable[Item]:
        """Draw what columns stand on that are new or gone."""
        for column in span.columns:
            status = self.revision.statuses[column]
            if status != "stayed":
                box = Box(left + span.left(column), top, span.wide(column), bottom - top)
                yield Rect(box, paler(LOOKS[status].ground, _PALE))

    def about_stage(self, stage: Stage) -> Iterable[Paragraph]:
        """Yield what stands in the band of a stage: its name with a sign, and what it was called."""
        cell = tuple(super().about_stage(stage))
        revision = self.revision
        path = next(place.path[:2] for place in self.subject.columns if place.stage is stage)
        if int(path[1]) >= len(revision.subject.journey.stages):
            yield from (revised(paragraph, "removed", self.subject.theme) for paragraph in cell)
            return
        was = revision.tidings.twins.get(path)
        if was is None:
            yield from self._with(cell, "added")
            return
        yield from self._kept(cell, path, revision.older.journey.stages[int(was[1])], stage)

    def _signed(self, cell: Cell, column: int) -> Iterable[Paragraph]:
        revision = self.revision
        status = revision.statuses[column]
        place = self.subject.columns[column]
        if status == "removed":
            return (revised(paragraph, "removed", self.subject.theme) for paragraph in cell)
        if status == "added":
            return self._with(cell, "added")
        was = revision.older.columns[revision.was[column] or 0]
        stayed = revision.tidings.twins.get(place.path[:2]) == was.path[:2]
        return self._kept(
            cell,
            place.path,
            was.touchpoint,
            place.touchpoint,
            "" if stayed else called(was.stage, self.subject.language),
        )

    def _kept(
        self, cell: Cell, path: Path, old: Stage | Touchpoint, new: Stage | Touchpoint, origin: str = ""
    ) -> Iterable[Paragraph]:
        """Yield the head of what was there before: where it has moved from, what it was called."""
        subject = self.subject
        is_moved = origin or any(t.kind in _PLACED and t.at[1] == path for t in self.revision.tidings.tidings)
        name, language = called(old, subject.language), subject.language
        is_renamed = name != called(new, language)
        marked = [getattr(one, "moment_of_truth", False) is not False for one in (old, new)]
        is_unmarked = marked == [True, False]
        if not is_moved and not is_renamed and not is_unmarked:
            return cell
        sign: Sign = "moved" if is_moved else "changed"
        below = []
        if origin:
            said = subject.say(labels.MOVED_FROM).format(in_quotes(origin))
            below.append(
                revised(Paragraph(said, subject.theme.soft, keeps=True, space_before=0.0), sign, subject.theme)
            )
        if is_renamed:
            below.append(revised(Paragraph(name, subject.theme.soft), "was", subject.theme))
        if is_unmarked:
            below.append(revised(Paragraph(subject.word("moment"), subject.theme.soft), "was", subject.theme))
        return (*self._with(cell, sign), *below)

    def _with(self, cell: Sequence[Paragraph], sign: Sign) -> Iterable[Paragraph]:
        return (revised(cell[0], sign, self.subject.theme), *cell[1:]) if cell else ()
