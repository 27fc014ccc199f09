"""The chart of the curve as a block: as many rows of columns under each other as the width asks for, like staves."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from math import ceil
from typing import TYPE_CHECKING

from cxmap.render.page.blocks import Block
from cxmap.render.page.columns import groups_of
from cxmap.render.scene import Box, Item
from cxmap.render.views.curve.rows import LABELS
from cxmap.render.views.curve.stave import Form, Stave

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cxmap.render.views.curve.picture import Picture

_NARROWEST = 5.4  # ems of a column
_SLOT = 1.75  # ems of a column for each face in it
_AROUND_WORD = 0.7
_BETWEEN = 2.2
_PLOT_OF_SEVERAL = 15.0  # ems: the least height of a plot
_FEW = 3  # columns that do not fill a page


@dataclass(frozen=True)
class Chart(Block):
    """The curves over all columns, or over those `groups` of them that stand on this sheet.

    `alone` says that all columns stand beside each other; then the plot is taller. `kept` are the staves made so far.
    """

    picture: Picture
    form: Form
    groups: Sequence[tuple[int, int]] | None = None
    alone: bool = True
    gap: float = 1.2
    kept: dict[tuple[object, ...], Stave] = field(default_factory=dict, compare=False, repr=False)

    @property
    def grows(self) -> float:  # type: ignore[override]
        """A curve takes what height there is; one of few points stays small."""
        return 1.0 if len(self.picture.pairs) > _FEW else 0.0

    def _groups(self, width: float, body: float) -> Sequence[tuple[int, int]]:
        """Return the first and last column of each row of columns at a width: about as many columns in each."""
        if self.groups is not None:
            return self.groups
        faces = len(self.picture.tracks) + any(self.picture.measured)
        narrowest = max(_NARROWEST, _SLOT * faces, self.picture.longest_word + _AROUND_WORD) * body
        fitting = max(int((width - LABELS * body) / narrowest), 1)
        stages = [number for number, band in enumerate(self.picture.bands) for _ in range(band.start, band.end + 1)]
        return groups_of(tuple(stages), ceil(len(stages) / fitting))

    def _staves(self, width: float, body: float) -> list[Stave]:
        groups = self._groups(width, body)
        form = self.form
        if len(groups) > 1:
            form = form._replace(turns=(form.turns + 1) // 2)
        if len(groups) > 1 or not self.alone:
            form = form._replace(plot=min(form.plot, _PLOT_OF_SEVERAL))
        return [self._stave(first, last, width, body, form) for first, last in groups]

    def _stave(self, first: int, last: int, width: float, body: float, form: Form) -> Stave:
        """Return a stave, made once: a page asks for its height many times."""
        key = (first, last, width, body, form)
        if key not in self.kept:
            self.kept[key] = Stave(self.picture, first, last, width, body, form)
        return self.kept[key]

    def is_alone(self, width: float, body: float) -> bool:
        """Tell whether all columns stand beside each other."""
        return len(self._groups(width, body)) == 1

    def tallest(self, width: float, body: float) -> float:
        """Return the height of the tallest row of columns, where each has a sheet of its own."""
        groups = self._groups(width, body)
        several = len(groups) > 1
        return max(replace(self, groups=[group], alone=not several).height(width, body) for group in groups)

    def height(self, width: float, body: float) -> float:
        """Return the height of all rows of columns."""
        staves = self._staves(width, body)
        return sum(stave.height for stave in staves) + _BETWEEN * body * (len(staves) - 1)

    def draw(self, box: Box, body: float) -> Iterable[Item]:
        """Draw the rows of columns; what height is to spare goes to their plots, equally."""
        staves = self._staves(box.width, body)
        spare = max(box.height - self.height(box.width, body), 0.0) / len(staves)
        top = box.y
        for stave in staves:
            yield from stave.draw(Box(box.x, top, box.width, stave.height + spare))
            top += stave.height + spare + _BETWEEN * body

    def cut(self, width: float, body: float, room: float) -> tuple[Block, Block] | None:
        """Split between rows of columns."""
        groups = self._groups(width, body)
        for count in range(len(groups) - 1, 0, -1):
            head = replace(self, groups=groups[:count], alone=False)
            if head.height(width, body) <= room:
                return head, replace(self, groups=groups[count:], alone=False)
        return None
