"""A small chart: one figure of one map over time."""

from __future__ import annotations

import itertools
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from cxmap.language import Words
from cxmap.render.scene import Box, Curve, Line, Rect
from cxmap.render.text.paragraphs import one_line
from cxmap.render.text.widths import advance
from cxmap.render.theme import BAD, GOOD, SMALLEST_TEXT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from cxmap.render.scene import Item
    from cxmap.render.theme import Theme
    from cxmap.tidings import HistoryRow

_CROWDED = 0.04  # of the whole time: closer points are set evenly, whatever lay between them
_DOT = 4.4
_FEW = 12
"""So many points are marked by dots; a line of more needs none."""


class Measure(NamedTuple):
    """A figure: its name, how it is taken from a row, its least and greatest value (None: of the rows), what is better.

    Figures are shown `rounded`, and so are their differences, so that they add up; a share that is not whole is never 100.
    """

    name: Words
    of: Callable[[HistoryRow], float | None]
    least: float
    most: float | None
    rises: bool
    rounded: Callable[[float], float]
    written: Callable[[float], str]

    def bounds(self, every: Iterable[float | None]) -> tuple[float, float]:
        """Return the ends of the scale, the same for all maps."""
        most = self.most if self.most is not None else max((value for value in every if value is not None), default=0)
        return self.least, max(most, self.least + 1)

    def said(self, value: float | None) -> str:
        """Write a value; a dash where it is not known."""
        return "–" if value is None else self.written(self.rounded(value))


def value_at(measure: Measure, row: HistoryRow | None) -> float | None:
    """Return a figure of a map at a point; None where it is not known, or there is no map."""
    return measure.of(row) if row is not None else None


def _share(share: tuple[int, int]) -> float | None:
    some, all_ = share
    return 100 * some / all_ if all_ else None


def _two_places(value: float) -> float:
    return round(value, 2)


def _whole(value: float) -> float:
    return float(int(value + 1e-9))


def _signed(value: float) -> str:
    return f"{value:+.2f}".replace("-", "−")


MEASURES = (
    Measure(Words("Average emotion, −2 to +2", "平均情绪，−2至+2"), lambda row: row.emotion, -2, 2, True, _two_places, _signed),
    Measure(Words("Open pain points", "未解决痛点"), lambda row: float(row.open_pain_points), 0, None, False, round, "{:.0f}".format),
    Measure(Words("Touchpoints with an owner", "有责任团队的触点"), lambda row: _share(row.owned), 0, 100, True, _whole, "{:.0f}%".format),
    Measure(Words("Claims with evidence", "有依据的说法"), lambda row: _share(row.evidenced), 0, 100, True, _whole, "{:.0f}%".format),
    Measure(Words("Actions done", "已完成的行动"), lambda row: _share(row.done), 0, 100, True, _whole, "{:.0f}%".format),
)  # fmt: skip
"""The figures of a map, in the order in which they are drawn."""


class Panel(NamedTuple):
    """A chart of `values`, one for each of the `points` (label and day); None where nothing is known."""

    measure: Measure
    points: Sequence[tuple[str, str]]
    values: Sequence[float | None]
    bounds: tuple[float, float]
    theme: Theme

    def draw(self, box: Box, body: float) -> Iterable[Item]:
        """Draw it: above the last value with what it has gained, below the first and the last point."""
        size = max(SMALLEST_TEXT, 0.8 * body)
        plot = Box(box.x + _DOT, box.y + 1.9 * body, box.width - 2 * _DOT, box.height - 1.9 * body - 1.7 * size)
        yield from self._figures(box, body)
        yield from self._scale(plot, size)
        yield from self._line(plot)
        labels = [label for label, _ in self.points]
        if labels:
            yield one_line(
                _cut(labels[0], box.width / 2 / size - 1), box.x, box.bottom - 0.3 * size, size, self.theme.soft
            )
        if len(labels) > 1:
            last = _cut(labels[-1], box.width / 2 / size - 1)
            yield one_line(last, box.right, box.bottom - 0.3 * size, size, self.theme.soft, anchor="end")

    def _figures(self, box: Box, body: float) -> Iterable[Item]:
        known = [value for value in self.values if value is not None]
        if not known or self.values[-1] is None:
            yield one_line("–", box.x, box.y + 1.1 * body, 1.15 * body, self.theme.soft)
            return
        said = self.measure.said(known[-1])
        yield one_line(said, box.x, box.y + 1.1 * body, 1.15 * body, self.theme.ink, bold=True)
        change = self.measure.rounded(known[-1]) - self.measure.rounded(known[0])
        if self.measure.said(known[0]) != said:
            colour = GOOD if (change > 0) == self.measure.rises else BAD
            left = box.x + advance(said, bold=True) * 1.15 * body + 0.7 * body
            yield one_line(
                f"{'▲' if change > 0 else '▼'} {self._gained(change)}", left, box.y + 1.1 * body, body, colour
            )

    def _gained(self, change: float) -> str:
        return self.measure.said(abs(change)).strip("+%")

    def _scale(self, plot: Box, size: float) -> Iterable[Item]:
        least, most = self.bounds
        for value in (least, 0.0, most) if least < 0 else (least, most):
            y = self._y(plot, value)
            yield Line(
                plot.x - _DOT,
                y,
                plot.right + _DOT,
                y,
                self.theme.hairline,
                0.8 if not value else 0.5,
                () if not value else (1.5, 2.5),
            )

    def _y(self, plot: Box, value: float) -> float:
        least, most = self.bounds
        return plot.bottom - (value - least) / (most - least) * plot.height

    def _places(self, plot: Box) -> list[float]:
        """Return where the points stand: by their days, or evenly where these are too close to each other."""
        days = [date.fromisoformat(day).toordinal() for _, day in self.points]
        if len(days) < 2:
            return [plot.x + plot.width / 2 for _ in days]
        whole = days[-1] - days[0]
        if whole > 0 and all(later - earlier >= _CROWDED * whole for earlier, later in itertools.pairwise(days)):
            return [plot.x + (day - days[0]) / whole * plot.width for day in days]
        return [plot.x + index / (len(days) - 1) * plot.width for index in range(len(days))]

    def _line(self, plot: Box) -> Iterable[Item]:
        runs: list[list[tuple[float, float]]] = [[]]
        for x, value in zip(self._places(plot), self.values, strict=True):
            if value is None:
                runs.append([])
            else:
                runs[-1].append((x, self._y(plot, value)))
        for run in filter(None, runs):
            if len(run) > 1:
                yield Curve(tuple(run), self.theme.accent, 1.5, smooth=False)
            dots = run if len(self.points) <= _FEW else run[-1:]
            for x, y in dots:
                yield Rect(Box(x - _DOT / 2, y - _DOT / 2, _DOT, _DOT), self.theme.accent, radius=_DOT / 2)


def _cut(text: str, width: float) -> str:
    """Cut a label that is wider than so many ems."""
    while advance(text) > width and len(text) > 1:
        text = text.rstrip("…")[:-1] + "…"
    return text
