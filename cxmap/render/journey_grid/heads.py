"""The heads of a grid: the band of stages, and the names of touchpoints under it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from cxmap.model.reading import called
from cxmap.model.vocabulary import MOMENTS_OF_TRUTH
from cxmap.render.journey_grid.arrange import Arrangement, arrange_row
from cxmap.render.journey_grid.boxes import dashed_box
from cxmap.render.journey_grid.columns import GUTTER
from cxmap.render.journey_grid.echo import ECHO_HEIGHT, draw_echo
from cxmap.render.journey_grid.gauge import gauge, lines
from cxmap.render.lanes import honeycomb_paragraphs, metric_paragraphs
from cxmap.render.marks.icons import MARK_ICONS
from cxmap.render.scene import Box, Group, Item, Rect
from cxmap.render.text.paragraphs import MINOR, Cell, Paragraph, Type, facts
from cxmap.render.theme import MOMENT, STAGE_TINTS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cxmap.model.journey import Stage, Touchpoint
    from cxmap.render.journey_grid.gauge import Gauge
    from cxmap.render.journey_grid.span import Span
    from cxmap.render.subject import Subject

_BAND_PADDING = 1.1  # ems above and below the text of a stage together, with the gap under the band
_NAME_PADDING = 1.0
_WRITTEN_NAME = 4.2  # ems of the names where some are still to be written
_MOMENT_INK = "#7A5000"


@dataclass(frozen=True)
class Heads:
    """What stands at the head of columns. `brief`: names alone. `with_figures`: the stages' figures too.

    A sheet that goes on below another repeats the heads without figures, and so does an overview without `names`.
    `unnamed` is what stands for a stage and a touchpoint that have no name yet. Repeated heads have the curve in little
    below them where they are to be `echoing` it.
    """

    subject: Subject
    brief: bool = False
    with_figures: bool = True
    names: bool = True
    unnamed: tuple[str, str] = ("", "")
    echoing: bool = False

    @cached_property
    def name_cells(self) -> tuple[Cell, ...]:
        """What stands at the head of each column of the journey."""
        return tuple(tuple(self.name_of(place.touchpoint)) for place in self.subject.columns)

    @cached_property
    def gauges(self) -> Sequence[Gauge]:
        """Gauges of the names."""
        return [gauge(cell) for cell in self.name_cells]

    def further(self) -> Heads:
        """Return the heads as they are repeated."""
        if not self.with_figures:
            return self
        repeated = replace(self, with_figures=False)
        repeated.__dict__["name_cells"] = self.name_cells
        return repeated

    def ems(self, first: int, widths: Sequence[float]) -> float:
        """Return their height, roughly; all in ems."""
        stages: dict[int, tuple[Stage, float]] = {}
        for place, width in zip(self.subject.columns[first:], widths, strict=False):
            stages[int(place.path[1])] = (place.stage, stages.get(int(place.path[1]), (None, 0.0))[1] + width)
        found = [(self._stage_gauge(stage), width - GUTTER) for stage, width in stages.values()]
        bands = max(max(one.least / max(one.units, 1), one.fixed + lines(one.flowing, width)) for one, width in found)
        names = 0.0
        if self.names:
            cells = zip(self.gauges[first:], widths, strict=False)
            names = max(max(one.least, one.fixed + lines(one.flowing, width - GUTTER)) for one, width in cells)
            names += _NAME_PADDING
        return bands + _BAND_PADDING + names + (ECHO_HEIGHT if self._echoes else 0.0)

    def heights(self, span: Span) -> tuple[float, float]:
        """Return the heights of the stage band and of the touchpoint row, in points."""
        bands, names = self._arranged(span)
        if not self.names:
            return bands[0] + _BAND_PADDING * span.body, 0.0
        written = self.unnamed[1] and any(span.about(column) is None for column in span.columns)
        least = _WRITTEN_NAME * span.body if written else 0.0
        echo = ECHO_HEIGHT * span.body if self._echoes else 0.0
        return bands[0] + _BAND_PADDING * span.body, max(names[0] + _NAME_PADDING * span.body, least) + echo

    @property
    def _echoes(self) -> bool:
        return self.echoing and self.names and not self.with_figures

    def _arranged(self, span: Span) -> tuple[tuple[float, list[Arrangement]], tuple[float, list[Arrangement]]]:
        known = self.__dict__.setdefault("_known", {})
        if span not in known:
            inner = [wide - GUTTER * span.body for _, _, _, wide in span.stages()]
            bands = arrange_row([self.stage_cell(stage) for _, stage, _, _ in span.stages()], inner, span.body)
            columns = span.columns
            names = arrange_row(self.name_cells[columns.start : columns.stop], span.text_widths, span.body)
            known[span] = bands, names
        found: tuple[tuple[float, list[Arrangement]], tuple[float, list[Arrangement]]] = known[span]
        return found

    def grounds(self, span: Span, left: float, top: float, bottom: float) -> Iterable[Item]:
        """Draw what whole columns stand on, from the stages down to the bottom of the grid: nothing."""
        return ()

    def draw(self, span: Span, left: float, top: float) -> Iterable[Item]:
        """Draw them with their upper left corner given."""
        body = span.body
        stage_height, name_height = self.heights(span)
        (_, bands), (_, names) = self._arranged(span)
        for (number, stage, x, wide), cell in zip(span.stages(), bands, strict=True):
            box = Box(left + x + 0.75, top, wide - 1.5, stage_height - 0.4 * body)
            tint = Rect(box, STAGE_TINTS[number % len(STAGE_TINTS)], radius=0.35 * body)
            band: list[Item] = [tint if called(stage, self.subject.language) else dashed_box(box, body)]
            band += cell.draw(left + x + GUTTER / 2 * body, top + 0.35 * body, body)
            yield Group(tuple(band), title=called(stage, self.subject.language))
        if not self.names:
            return
        for column, cell in zip(span.columns, names, strict=True):
            items = list(cell.draw(left + span.text_left(column), top + stage_height + 0.45 * body, body))
            if self.unnamed[1] and not called(self.subject.columns[column].touchpoint, self.subject.language):
                inset = 0.3 * body
                place = Box(left + span.left(column), top + stage_height, span.wide(column), name_height)
                items.append(
                    dashed_box(Box(place.x + inset, place.y, place.width - 2 * inset, place.height - inset), body)
                )
            yield Group(tuple(items), touchpoint=span.about(column))
        if self._echoes:
            yield from draw_echo(span, left, top + stage_height + name_height - ECHO_HEIGHT * body)

    def _stage_gauge(self, stage: Stage) -> Gauge:
        known: dict[int, Gauge] = self.__dict__.setdefault("_stage_gauges", {})
        if id(stage) not in known:
            known[id(stage)] = gauge(self.stage_cell(stage))
        return known[id(stage)]

    def stage_cell(self, stage: Stage) -> Cell:
        """Return what stands in the band of a stage."""
        known = self.__dict__.setdefault("_stages", {})
        if id(stage) not in known:
            known[id(stage)] = tuple(self.about_stage(stage))
        cell: Cell = known[id(stage)]
        return cell

    def about_stage(self, stage: Stage) -> Iterable[Paragraph]:
        """Yield what stands in the band of a stage."""
        subject = self.subject
        name = called(stage, subject.language)
        if not name:
            yield Paragraph(self.unnamed[0], subject.theme.soft, Type(1.1))
            return
        yield Paragraph(name, subject.theme.ink, Type(1.3, bold=True))
        if self.brief or not self.names:
            return
        if stage.goal is not None:
            yield Paragraph(subject.text(stage.goal), subject.theme.soft, space_before=0.05, keeps=True)
        scores = (paragraph.text for paragraph in honeycomb_paragraphs(subject, stage.honeycomb))
        taken = subject.word("duration", subject.duration(stage.duration)) if stage.duration else ""
        line = facts((taken, *scores), subject.dot, subject.theme.soft, MINOR, space_before=0.1, keeps=True)
        if line is not None:
            yield line
        if self.with_figures:
            for metric in stage.metrics:
                yield from metric_paragraphs(subject, metric)

    def name_of(self, touchpoint: Touchpoint) -> Iterable[Paragraph]:
        """Yield what stands at the head of a touchpoint's column."""
        subject = self.subject
        star = MARK_ICONS["moment-of-truth"] if touchpoint.moment_of_truth is not False else None
        name = called(touchpoint, subject.language)
        if not name:
            yield Paragraph(self.unnamed[1], subject.theme.soft)
            return
        yield Paragraph(name, subject.theme.ink, Type(1.08, bold=True), icon=star, icon_colour=MOMENT)
        cited = subject.cited(touchpoint.evidence).strip()
        if cited:
            yield Paragraph(
                cited, subject.theme.soft, MINOR, space_before=0.05, said=subject.word("evidence"), keeps=True
            )
        if isinstance(touchpoint.moment_of_truth, str) and not self.brief:
            kind = subject.say(MOMENTS_OF_TRUTH[touchpoint.moment_of_truth])
            yield Paragraph(kind, _MOMENT_INK, MINOR, space_before=0.05, keeps=True)
        passing = subject.passing(touchpoint)
        if len(passing) < len(subject.actors):
            for actor in passing:
                yield Paragraph(
                    actor.name, actor.colour, MINOR, icon=actor.outline, icon_colour=actor.colour, space_before=0.1,
                    keeps=True,
                )  # fmt: skip
