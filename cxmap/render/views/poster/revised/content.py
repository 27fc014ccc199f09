"""What the poster of a newer version consists of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxmap.render.journey_grid.rows import TextRow, label_cell
from cxmap.render.marks.revised import LOOKS
from cxmap.render.page.legend import Entry, line_symbol, mark_symbol, severity_entries, thin_line_symbol
from cxmap.render.page.title import Headline, draw_title
from cxmap.render.text.paragraphs import SMALL
from cxmap.render.theme import MOMENT, SMALLEST_TEXT, paler
from cxmap.render.views.poster.compact import COMPACT_LANES, shortened
from cxmap.render.views.poster.content import Content
from cxmap.render.views.poster.footer import draw_foot, draw_parts, flowing, listing
from cxmap.render.views.poster.revised import labels
from cxmap.render.views.poster.revised.cells import revised_lanes, revised_order
from cxmap.render.views.poster.revised.curves import PALE, TwoCurvesRow
from cxmap.render.views.poster.revised.heads import RevisedHeads
from cxmap.render.views.poster.revised.telling import CHANGES, changes_lane, elsewhere, level_colour, takeaway

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cxmap.model.journey import Stage
    from cxmap.render.journey_grid.heads import Heads
    from cxmap.render.journey_grid.rows import Row
    from cxmap.render.lanes import Lane
    from cxmap.render.options import ViewOptions
    from cxmap.render.scene import Box, Item
    from cxmap.render.text.paragraphs import Cell
    from cxmap.render.views.poster.revised.revision import Revision

_ABOVE = 1.1  # ems above what has changed of the whole map


class RevisedContent(Content):
    """The content of a poster with signs; it says what has changed instead of whose journey it is."""

    def __init__(self, revision: Revision, options: ViewOptions, *, echoing: bool = True) -> None:
        self.revision = revision
        super().__init__(revision.subject, options, echoing=echoing)

    def without_echo(self) -> Content:
        """Return the content without the curve in little on further sheets."""
        return RevisedContent(self.revision, self.options, echoing=False)

    def order(self) -> Sequence[str]:
        """Return the ids of the lanes of both versions; first of all what has changed."""
        return [CHANGES, *revised_order(self.revision, self.options.lanes)]

    def lanes_drawn(self) -> Iterable[Lane]:
        """Return the lanes of both versions, with signs."""
        yield changes_lane(self.revision)
        if self.brief:
            lanes = list(revised_lanes(self.revision, self.options.lanes or COMPACT_LANES))
            yield from shortened(self.subject, lanes)
        else:
            yield from revised_lanes(self.revision, self.options.lanes)

    def heads_drawn(self, *, echoing: bool) -> Heads:
        """Return the heads of the columns, with signs."""
        return RevisedHeads(self.subject, self.brief, echoing=echoing, revision=self.revision)

    def row(self, lane: Lane) -> Row:
        """Return the row of a lane."""
        if lane.id == CHANGES:
            return TextRow(CHANGES, label_cell(self.subject, lane.label), cells=lane.cells)
        return super().row(lane)

    def curve(self, label: Cell, least: float, grows: float) -> TwoCurvesRow:
        """Return the row of both curves."""
        return TwoCurvesRow("emotion", label, least=least, grows=grows, revision=self.revision)

    def takeaway(self) -> str:
        """Return how much has changed, in one sentence."""
        return takeaway(self.revision)

    def head(self, box: Box, body: float) -> tuple[list[Item], float]:
        """Draw the head of the first sheet: the title, and what has changed of the map as a whole."""
        items, height = draw_title(self.subject, box, body, Headline("", self.takeaway()))
        parts = [(name, listing(said, body)) for name, said in elsewhere(self.revision) if said]
        if parts:
            height += _ABOVE * body
            place = box._replace(y=box.y + height)
            drawn, tall = draw_parts(self.subject, parts, place, body, self.plan.label * body)
            items += drawn
            height += tall
        return items, height

    def foot(self, box: Box, body: float) -> tuple[list[Item], float]:
        """Draw the foot of the last sheet: what the signs mean."""
        size = max(SMALLEST_TEXT, SMALL * body)
        legend = [(self.subject.word("legend"), flowing(self.subject, self._legend(), size))]
        return draw_foot(self.subject, legend, box, body, self.plan.label * body)

    def _legend(self) -> list[Entry]:
        """Return what the picture has to explain."""
        subject, revision = self.subject, self.revision
        cells = [*self.heads.name_cells, *map(self.heads.stage_cell, self._stages)]
        cells += [cell for lane in self.lanes for cell in lane.cells]
        signs = {paragraph.sign for cell in cells for paragraph in cell}
        entries = [
            Entry(subject.say(name), mark_symbol(sign, LOOKS[sign].colour))
            for sign, name in labels.SIGNS.items()
            if sign in signs
        ]
        used = {tiding.level for tiding in revision.tidings.tidings}
        entries += [
            Entry(subject.say(name), mark_symbol(icon, level_colour(level, subject)))
            for level, (icon, name) in labels.LEVELS.items()
            if level in used
        ]
        if "emotion" in self.ids:
            entries += self._curves()
        touchpoints = [place.touchpoint for place in subject.columns]
        if any(touchpoint.moment_of_truth is not False for touchpoint in touchpoints):
            entries.append(Entry(subject.word("moment"), mark_symbol("moment-of-truth", MOMENT)))
        if "pain_points" in self.ids:
            entries += severity_entries(subject, {pain.severity for t in touchpoints for pain in t.pain_points})
        return entries

    @property
    def _stages(self) -> Iterable[Stage]:
        return {place.path[1]: place.stage for place in self.subject.columns}.values()

    def _curves(self) -> Iterable[Entry]:
        subject = self.subject
        for actor in subject.actors:
            name = actor.name if len(subject.actors) > 1 else subject.say(labels.NOW)
            yield Entry(name, line_symbol(actor.outline, actor.colour), 2.6)
        if not self.revision.has_older_curve:
            return
        colour = paler(subject.actors[0].colour if len(subject.actors) == 1 else subject.theme.soft, PALE)
        yield Entry(subject.say(labels.BEFORE), thin_line_symbol(colour), 2.2)
