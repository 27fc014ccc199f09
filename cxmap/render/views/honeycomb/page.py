"""Composes the honeycomb's page: the whole journey with its links, the dimensions by rank, and the stages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cxmap.render.page.blocks import Columns, Drawing, Stack, Texts, heading, stacked_height
from cxmap.render.page.composing import compose, least_body, page_of, room_of
from cxmap.render.page.tables import plain
from cxmap.render.page.title import Headline
from cxmap.render.views.honeycomb import labels
from cxmap.render.views.honeycomb.key import legend_of
from cxmap.render.views.honeycomb.picture import Picture
from cxmap.render.views.honeycomb.saying import sources, takeaway
from cxmap.render.views.honeycomb.scores import Honeycomb, honeycomb_of
from cxmap.render.views.honeycomb.side import Detail, Side
from cxmap.render.views.honeycomb.stages import stage_rows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cxmap.render.options import ViewOptions
    from cxmap.render.page.blocks import Block
    from cxmap.render.scene import Scene
    from cxmap.render.subject import Subject

_DETAILS = (Detail(8, 4), Detail(6, 3), Detail(4, 2), Detail(3, 1))
_ON_ONE_SHEET = 2  # of them, before the stages get a sheet of their own
_MOST_IN_ROW = 8
_TALL, _TALLEST = 23.0, 36.0  # ems of the large honeycomb, at least, and at least where its names need more
_LARGEST = 9.5  # ems of a hexagon's radius


def draw_honeycomb(subject: Subject, options: ViewOptions) -> Scene:
    """Lay the honeycomb out."""
    view = _View(subject, honeycomb_of(subject), options)
    return compose(subject, "honeycomb", view.headline, view.blocks(), options, legend_of(subject, view.honeycomb))


@dataclass(frozen=True)
class _View:
    subject: Subject
    honeycomb: Honeycomb
    options: ViewOptions

    @property
    def headline(self) -> Headline:
        return Headline(self.subject.say(labels.NAME), takeaway(self.subject, self.honeycomb))

    def blocks(self) -> list[Block]:
        """Return all on one sheet; else the stages on a further one; else blocks that can be broken anywhere."""
        count = len(self.honeycomb.stages)
        rows = -(-count // _MOST_IN_ROW)
        for detail in _DETAILS[:_ON_ONE_SHEET]:
            blocks = [self._whole(detail), *self._stages(rows)]
            if self._fit(blocks, one_sheet=True):
                return blocks
        rows = max(rows, 2 if count > 3 else 1)
        for detail in _DETAILS:
            whole = self._whole(detail)
            if self._fit([whole], one_sheet=False):
                return [whole, *self._stages(rows)]
        large = Stack((*self._titles(), self._large()))
        return [large, *Side(self.subject, self.honeycomb, _DETAILS[0]).blocks(), *self._stages(rows)]

    def _fit(self, blocks: Sequence[Block], *, one_sheet: bool) -> bool:
        page = page_of(self.options)
        page = page._replace(body=least_body(page, one_sheet=one_sheet))
        legend = legend_of(self.subject, self.honeycomb) if one_sheet else ()
        return stacked_height(blocks, page.inner.width, page.body) <= room_of(
            self.subject, self.headline, page, legend
        )  # fmt: skip

    def _whole(self, detail: Detail) -> Block:
        side = Stack(tuple(Side(self.subject, self.honeycomb, detail).blocks()))
        return Columns((Stack((*self._titles(), self._large())), side), (1.12, 1.0), between=3.0)

    def _titles(self) -> Sequence[Block]:
        subject, theme = self.subject, self.subject.theme
        title = subject.dot.join((subject.say(labels.WHOLE), self.honeycomb.model))
        return (
            heading(title, theme.ink),
            Texts(plain(sources(subject, self.honeycomb.whole), theme.soft), gap=0.3, keeps_with_next=True),
        )

    def _large(self) -> Drawing:
        picture = Picture(self.subject, self.honeycomb, self.honeycomb.whole, self.honeycomb.drawn_links)

        def tall(width: float, body: float) -> float:
            by_width = picture.height_of(min(picture.radius_in(width, picture.unbounded), _LARGEST * body))
            legible = picture.height_of(picture.least_radius(0.95 * body))
            return min(by_width, max(min(legible, _TALLEST * body), _TALL * body))

        return Drawing(tall, lambda box, body: picture.draw(box, largest=_LARGEST * body), grows=1.0)

    def _stages(self, rows: int) -> Sequence[Block]:
        """Return the stages in rows, unless there is nothing but what the whole journey says."""
        stages = self.honeycomb.stages
        if not any(comb.known for comb in stages):
            return ()
        if len(stages) == 1 and stages[0].scores == self.honeycomb.whole.scores:
            return ()
        per_row = max(-(-len(stages) // rows), 3)
        title = heading(self.subject.say(labels.BY_STAGE), self.subject.theme.ink, gap=1.4)
        return (title, *stage_rows(self.subject, self.honeycomb, per_row))
