"""The rows of a band: which boxes stand in which columns, how far down and how tall; what is missing is a gap."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cxmap.render.views.blueprint.boxes import EvidenceBox, GapBox, NoteBox, StepBox, TouchpointBox
from cxmap.render.views.blueprint.labels import NONE_NAMED, NOTHING_BEHIND
from cxmap.render.views.blueprint.steps import BEHIND, ROWS, has_steps, steps_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cxmap.render.subject import Subject
    from cxmap.render.views.blueprint.boxes import RowBox

ORDER = ("physical_evidence", "customer", *ROWS)
"""The five rows of the blueprint, from top to bottom."""
_BETWEEN = 0.9  # ems between two columns
_STACK = 1.0  # ems between boxes under each other


class Grid(NamedTuple):
    """Where the columns of a band stand."""

    left: float
    column: float
    body: float
    first: int
    last: int

    def span(self, first: int, last: int) -> tuple[float, float]:
        """Return left edge and width of a box over some columns."""
        between = _BETWEEN * self.body
        return self.left + (first - self.first) * self.column + between / 2, (last - first + 1) * self.column - between

    def middle(self, column: int) -> float:
        """Return the middle of a column."""
        return self.left + (column - self.first + 0.5) * self.column

    @property
    def right(self) -> float:
        """The right edge of the last column."""
        return self.left + (self.last - self.first + 1) * self.column


class Content(NamedTuple):
    """A box of a row and the columns it stands in. What is not there is a gap; what `fills` is as tall as its row."""

    first: int
    last: int
    box: RowBox
    is_there: bool = True
    fills: bool = False


class Placed(NamedTuple):
    """A box of a row, how far below the row's first box it stands, and how tall it is."""

    content: Content
    top: float
    height: float


def row_content(subject: Subject, row: str, first: int, last: int) -> list[Content]:
    """Return the boxes of a row; the row `touchpoint` is that of the customer with nothing but the names."""
    columns = range(first, last + 1)
    touchpoints = [subject.columns[column].touchpoint for column in columns]
    if row in ("customer", "touchpoint"):
        return [
            Content(column, column, TouchpointBox(subject, touchpoint, in_full=row == "customer"), fills=True)
            for column, touchpoint in zip(columns, touchpoints, strict=True)
        ]
    if row == "physical_evidence":
        there = [
            Content(column, column, EvidenceBox(subject, touchpoint), fills=True)
            for column, touchpoint in zip(columns, touchpoints, strict=True)
            if touchpoint.physical_evidence
        ]
    else:
        there = [Content(step.first, step.last, StepBox(subject, step)) for step in steps_of(subject, row, first, last)]
    return [*there, *_gaps(subject, row, first, last)]


def blank_content(first: int, last: int) -> list[Content]:
    """Return the boxes of a row that is filled in by hand: one at each touchpoint."""
    return [Content(column, column, NoteBox(), is_there=False, fills=True) for column in range(first, last + 1)]


def placed(contents: Sequence[Content], grid: Grid) -> list[Placed]:
    """Stack the boxes of each column; one that several columns share stands below what is already there in any."""
    boxes: list[Placed] = []
    filled = dict.fromkeys(range(grid.first, grid.last + 1), 0.0)
    for content in contents:
        columns = range(content.first, content.last + 1)
        top = max(filled[column] for column in columns)
        tall = content.box.height(grid.span(content.first, content.last)[1], grid.body)
        boxes.append(Placed(content, top, tall))
        filled.update(dict.fromkeys(columns, top + tall + _STACK * grid.body))
    return boxes


def _gaps(subject: Subject, row: str, first: int, last: int) -> Iterable[Content]:
    """Yield a dashed box for each run of touchpoints of a stage that have nothing in a row.

    It has words where nothing at all is behind a touchpoint, or where the whole map has nothing in the row.
    """
    if not any(getattr(place.touchpoint, row) for place in subject.columns):
        yield Content(first, last, GapBox(subject, subject.say(NONE_NAMED)), is_there=False)
        return
    for start, end, said in _runs(subject, row, first, last):
        yield Content(start, end, GapBox(subject, subject.say(NOTHING_BEHIND) if said else ""), is_there=False)


def _runs(subject: Subject, row: str, first: int, last: int) -> Sequence[tuple[int, int, bool]]:
    """Return the first and the last column of each run, and whether nothing at all is behind its touchpoints."""
    looks_behind = row == "backstage" and any(has_steps(place.touchpoint, BEHIND) for place in subject.columns)
    runs: list[tuple[int, int, bool]] = []
    for column in range(first, last + 1):
        place = subject.columns[column]
        if getattr(place.touchpoint, row):
            continue
        said = looks_behind and not has_steps(place.touchpoint, BEHIND)
        if runs and runs[-1][1:] == (column - 1, said) and subject.columns[column - 1].path[1] == place.path[1]:
            runs[-1] = (runs[-1][0], column, said)
        else:
            runs.append((column, column, said))
    return runs
