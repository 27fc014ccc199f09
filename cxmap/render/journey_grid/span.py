"""Columns of a journey beside each other: where each begins, in points from the left edge of the grid."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate, groupby
from typing import TYPE_CHECKING

from cxmap.render.journey_grid.columns import GUTTER
from cxmap.render.journey_grid.gauge import gauge
from cxmap.render.text.paragraphs import SMALL, Paragraph, Type

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cxmap.model.journey import Stage
    from cxmap.render.subject import Subject

_LABEL_WIDTHS = {"zh": 8.4, "en": 10.4}
ACTOR_NAME = Type(SMALL, bold=True)
"""How the names of actors are set at the left of their curves."""
_WIDEST_LABEL = 12.0
SCALE_ROOM = 3.9
"""Ems of the label column that the scale of a curve takes."""


def label_ems(subject: Subject) -> float:
    """Return the width of the label column, in ems of the body: room for lane names and whose curve is whose, unbroken."""
    usual = _LABEL_WIDTHS[subject.language]
    if len(subject.actors) < 2:
        return usual
    cell = tuple(Paragraph(actor.name, "", ACTOR_NAME, icon=actor.outline) for actor in subject.actors)
    return max(usual, min(gauge(cell).narrowest + SCALE_ROOM + 0.1, _WIDEST_LABEL))


@dataclass(frozen=True, slots=True, eq=False)
class Span:
    """The columns of `subject` from `first` on; `edges` are their left edges, and the right one of the last."""

    subject: Subject
    first: int
    edges: tuple[float, ...]
    body: float

    @property
    def columns(self) -> range:
        """The numbers of the columns."""
        return range(self.first, self.first + len(self.edges) - 1)

    @property
    def label_width(self) -> float:
        """Width of the label column."""
        return self.edges[0]

    @property
    def width(self) -> float:
        """Width of the grid."""
        return self.edges[-1]

    def about(self, column: int) -> int | None:
        """Return the number of a column's touchpoint in the journey (see `Group`); None where it is still to be found."""
        number = self.subject.columns[column].column
        return number if number >= 0 else None

    def left(self, column: int) -> float:
        """Return where a column begins."""
        return self.edges[column - self.first]

    def wide(self, column: int) -> float:
        """Return how wide a column is."""
        return self.edges[column - self.first + 1] - self.edges[column - self.first]

    def nearest(self, column: int) -> int:
        """Return the column itself, or of one that is not on the sheet the nearest that is."""
        return min(max(column, self.columns.start), self.columns.stop - 1)

    def middle(self, column: int) -> float:
        """Return the middle of a column; those that are not on the sheet are as wide as the nearest that is."""
        nearest = self.nearest(column)
        return self.left(nearest) + (column - nearest + 0.5) * self.wide(nearest)

    @property
    def text_widths(self) -> list[float]:
        """How wide the texts of each column may be."""
        return [right - left - GUTTER * self.body for left, right in zip(self.edges, self.edges[1:], strict=False)]

    @property
    def narrowest(self) -> float:
        """Width of the narrowest column."""
        return min(right - left for left, right in zip(self.edges, self.edges[1:], strict=False))

    def text_left(self, column: int) -> float:
        """Return where the text of a column begins."""
        return self.edges[column - self.first] + GUTTER * self.body / 2

    def stages(self) -> Iterable[tuple[int, Stage, float, float]]:
        """Yield for every stage: its number, itself, where it begins, and how wide it is."""
        places = self.subject.columns[self.first : self.first + len(self.edges) - 1]
        start = self.first
        for number, group in groupby(places, key=lambda place: place.path[1]):
            columns = list(group)
            left = self.left(start)
            start += len(columns)
            yield int(number), columns[0].stage, left, self.edges[start - self.first] - left


def span_of(subject: Subject, first: int, widths: Sequence[float], body: float, label_width: float) -> Span:
    """Make a span of columns with these widths, in points."""
    return Span(subject, first, tuple(accumulate(widths, initial=label_width)), body)
