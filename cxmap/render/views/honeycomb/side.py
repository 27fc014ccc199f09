"""What stands beside the large honeycomb: the dimensions by rank, and the touchpoints that are low on several."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from cxmap.language import listed
from cxmap.model.reading import called
from cxmap.render.page.blocks import Texts, heading
from cxmap.render.page.tables import Column, Row, Sketch, Table, TableCell, plain
from cxmap.render.scene import Box, Curve, Item, Line, Rect
from cxmap.render.text.paragraphs import SMALL, STRONG, Cell, Paragraph, Type, one_line
from cxmap.render.text.saying import sample, with_detail
from cxmap.render.theme import BAD, SMALLEST_TEXT
from cxmap.render.views.honeycomb import cells, labels
from cxmap.render.views.honeycomb.picture import Picture, draw_chip, figure_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cxmap.model.reading import Place
    from cxmap.render.page.blocks import Block
    from cxmap.render.subject import Subject
    from cxmap.render.views.honeycomb.scores import Honeycomb, Low, Score


class Detail(NamedTuple):
    """How much is said: so many touchpoints that are low on several dimensions, so many of each dimension."""

    lows: int
    named: int


@dataclass(frozen=True)
class Side:
    """The tables beside the large honeycomb."""

    subject: Subject
    honeycomb: Honeycomb
    detail: Detail

    def blocks(self) -> Iterable[Block]:
        """Yield the tables with their headings."""
        say, theme = self.subject.say, self.subject.theme
        yield heading(say(labels.WEAKEST_FIRST), theme.ink)
        yield self._ranking()
        lows = self.honeycomb.lows
        yield heading(say(labels.LOW_TOGETHER), theme.ink)
        if not lows:
            said = labels.NO_LINKS if self.honeycomb.touchpoints else labels.NO_TOUCHPOINTS
            yield Texts(plain(say(said), theme.soft), gap=0.5)
            return
        yield Texts(plain(say(labels.LOW_TOGETHER_WHY), theme.soft), gap=0.4)
        rows = [self._low_row(low) for low in lows[: self.detail.lows]]
        yield Table(theme, (Column("", 0.26), Column("", 1.0), Column("", 1.6)), rows, gap=0.5)
        if len(lows) > self.detail.lows:
            more = say(labels.AND_MORE).format(len(lows) - self.detail.lows)
            yield Texts(plain(more, theme.soft), gap=0.3)

    def _ranking(self) -> Table:
        """Return the dimensions from the weakest to the strongest, those not scored last."""
        say, honeycomb = self.subject.say, self.honeycomb
        scores = honeycomb.whole.scores
        means = {name: _mean(honeycomb.scores_at(name)) for name in scores}
        ranked = sorted(scores, key=lambda name: (s.value if (s := scores[name]) else 6.0, means[name] or 6.0))
        columns = [Column("", 0.36), Column(say(labels.DIMENSION), 1.3)]
        if honeycomb.touchpoints:
            columns.append(Column(say(labels.SPREAD), 1.75))
        low = {name: self._low(name) for name in ranked}
        if any(low.values()):
            columns.append(Column(say(labels.LOW_AT if honeycomb.touchpoints else labels.LOW_IN), 2.5))
        rows = []
        for name in ranked:
            row: list[TableCell] = [self._chip(scores[name]), self._named(name)]
            if honeycomb.touchpoints:
                row.append(self._spread(name))
            if any(low.values()):
                row.append(low[name])
            rows.append(Row(tuple(row)))
        return Table(self.subject.theme, columns, rows, gap=0.5)

    def _chip(self, score: Score | None) -> Sketch:
        def paint(box: Box, body: float) -> Iterable[Item]:
            radius = 0.95 * body
            cell = cells.Cell(box.x + radius, box.y + 0.68 * body, radius)
            yield from draw_chip(self.subject, cell, score)

        return Sketch(lambda width, body: 1.36 * body, paint)

    def _named(self, name: str) -> Cell:
        bad = name in self.honeycomb.whole.weakest and self.honeycomb.whole.is_bad
        return (Paragraph(self.honeycomb.names[name], BAD if bad else self.subject.theme.ink, STRONG),)

    def _spread(self, name: str) -> Sketch:
        """Draw how far the touchpoints' scores reach on the scale, and their mean; no touchpoint is a gap."""
        scores = [score for _, score in self.honeycomb.scores_at(name)]
        theme = self.subject.theme

        def paint(box: Box, body: float) -> Iterable[Item]:
            size = max(SMALLEST_TEXT, SMALL * body)
            baseline = box.y + 1.04 * body
            if not scores:
                yield one_line(self.subject.say(labels.NOT_SCORED), box.x, baseline, size, theme.soft)
                return
            mean = _mean(self.honeycomb.scores_at(name)) or 0.0
            text = one_line(
                with_detail(figure_of(mean), sample(len(scores)), self.subject.language),
                box.right,
                baseline,
                size,
                theme.soft,
                anchor="end",
            )
            left, right, y = (
                box.x + 0.3 * body,
                box.right - 5.4 * size - 0.8 * body,
                box.y + 0.68 * body,
            )

            def x(score: float) -> float:
                return left + (score - 1) / 4 * (right - left)

            yield Line(left, y, right, y, theme.hairline, 0.06 * body)
            for step in range(1, 6):
                yield Line(x(step), y - 0.22 * body, x(step), y + 0.22 * body, theme.hairline, 0.06 * body)
            yield Line(x(min(scores)), y, x(max(scores)), y, theme.soft, 0.22 * body)
            dot = 0.62 * body
            yield Rect(Box(x(mean) - dot / 2, y - dot / 2, dot, dot), theme.ground, theme.soft, 0.12 * body, dot / 2)
            yield text

        return Sketch(lambda width, body: 1.36 * body, paint)

    def _low(self, name: str) -> Cell:
        """Name the touchpoints with a low score; the stages, where no touchpoint is scored."""
        language = self.subject.language
        found = [self._with_score(called(p.touchpoint, language), s) for p, s in self.honeycomb.low_at(name)]
        if not self.honeycomb.touchpoints:
            found = [self._with_score(comb.name, score) for comb, score in self.honeycomb.low_in(name)]
        shown = found[: self.detail.named]
        if len(found) > len(shown):
            shown.append(self.subject.say(labels.AND_MORE).format(len(found) - len(shown)))
        return plain(listed(shown, language), self.subject.theme.ink)

    def _with_score(self, name: str, score: float) -> str:
        return f"{name}\N{NO-BREAK SPACE}{figure_of(score)}"

    def _low_row(self, low: Low) -> Row:
        names = [self._with_score(self.honeycomb.names[name], score) for name, score in low.scores.items()]
        return Row(
            (
                Sketch(lambda width, body: 2.5 * body, lambda box, body: self._signature(low, box, body)),
                plain(called(low.place.touchpoint, self.subject.language), self.subject.theme.ink, Type(bold=True)),
                plain(listed(names, self.subject.language), self.subject.theme.ink),
            ),
            touchpoint=low.place.column,
        )

    def _signature(self, low: Low, box: Box, body: float) -> Iterable[Item]:
        """Draw the honeycomb in little, with the low dimensions filled: they stand where they stand in the large one."""
        picture = Picture(self.subject, self.honeycomb, self.honeycomb.whole)
        extent = cells.extent_of(picture.cells)
        radius = min(2.6 * body / extent.height, box.width / extent.width)
        left, top = box.x - extent.left * radius, box.y - 0.05 * body - extent.top * radius
        for name, cell in zip(picture.order, picture.cells, strict=True):
            placed = cells.Cell(left + cell.x * radius, top + cell.y * radius, cell.radius * radius)
            filled = name in low.scores
            colour = BAD if filled else self.subject.theme.hairline
            yield Curve(placed.corners(), self.subject.theme.ground, 0.5, False, (), colour, True)


def _mean(scores: Sequence[tuple[Place, float]]) -> float | None:
    return sum(score for _, score in scores) / len(scores) if scores else None
