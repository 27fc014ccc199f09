"""Charts of how maps have developed: a row a map, a small chart a figure, all of one figure on the same scale."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING

from cxmap.language import Words
from cxmap.render.history.panels import MEASURES, Panel, value_at
from cxmap.render.scene import Box, Group, Line, Scene, Sheet
from cxmap.render.text.paragraphs import STRONG, Paragraph, cell_height, draw_cell, text_block
from cxmap.render.theme import PAPERS, Theme
from cxmap.tidings import history_by_map

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cxmap.language import Language
    from cxmap.render.scene import Item
    from cxmap.tidings import HistoryRow

_TITLE = Words("How the maps have developed", "地图的发展")
_RANGE = Words("{} to {}", "{}至{}")
_NOTE = Words(
    "Emotion: mean over touchpoints. Open pain points: no action for them is done. Evidence: of pain points and known emotions.",
    "平均情绪：各触点均值。未解决痛点：没有已完成的行动。依据：痛点与已知情绪中引用依据的比例。",
)
_PAPER = "A3"
_BODY = 9.5
_MARGIN, _LABEL = 30.0, 190.0
_ROW, _BETWEEN, _GAP = 84.0, 10.0, 22.0


def history_scene(rows: Sequence[HistoryRow], language: Language) -> Scene:
    """Draw the figures of maps over time, on as many sheets of A3 as they need."""
    theme = Theme(language)
    maps = list(history_by_map(rows).values())
    points = list(dict.fromkeys((row.label, row.signature.day) for row in rows))
    width, height = PAPERS[_PAPER]
    head, head_height = _head(points, Box(_MARGIN, _MARGIN, width - 2 * _MARGIN, 0), theme)
    top = _MARGIN + head_height
    most = max(1, int((height - top - _MARGIN) // (_ROW + _BETWEEN)))
    each = ceil(len(maps) / max(1, ceil(len(maps) / most))) or 1
    sheets = [] if maps else [Sheet(width, top + _MARGIN, tuple(head))]
    for start in range(0, len(maps), each):
        items = list(head)
        for number, these in enumerate(maps[start : start + each]):
            items += _row(these, rows, points, top + number * (_ROW + _BETWEEN), width, theme)
        used = top + len(maps[start : start + each]) * (_ROW + _BETWEEN) + _MARGIN
        sheets.append(Sheet(width, used, tuple(items)))
    return Scene(
        key="history",
        title=_TITLE.said(language),
        description=" ".join(_said(these, language) for these in maps),
        language=language,
        fonts=theme.fonts,
        ground=theme.ground,
        paper=_PAPER,
        sheets=tuple(sheets),
    )


def _head(points: Sequence[tuple[str, str]], box: Box, theme: Theme) -> tuple[list[Item], float]:
    """Draw the title and the names of the figures; return how tall they are."""
    language = theme.language
    items: list[Item] = []
    height = 0.0
    between = _RANGE.said(language).format(_point(points[0]), _point(points[-1])) if points else ""
    for text, size, colour, bold in (
        (_TITLE.said(language), 2.2 * _BODY, theme.ink, True), (between, 1.15 * _BODY, theme.ink, False),
        (_NOTE.said(language), _BODY, theme.soft, False),
    ):  # fmt: skip
        label, tall = text_block(text, box._replace(y=box.y + height), size, colour, bold=bold)
        items += [label] if label is not None else []
        height += tall
    height += 1.4 * _BODY
    heads = [(Paragraph(measure.name.said(language), theme.soft, STRONG),) for measure in MEASURES]
    wide = _panel_width(box.width)
    for number, cell in enumerate(heads):
        left = box.x + _LABEL + number * (wide + _GAP)
        items += draw_cell(cell, Box(left, box.y + height, wide, 0), _BODY)
    return items, height + max(cell_height(cell, wide, _BODY) for cell in heads) + 0.8 * _BODY


def _panel_width(width: float) -> float:
    return (width - _LABEL - _GAP * (len(MEASURES) - 1)) / len(MEASURES)


def _point(point: tuple[str, str]) -> str:
    label, day = point
    return label if day.startswith(label) else f"{label} ({day})"


def _row(
    these: Sequence[HistoryRow],
    every: Sequence[HistoryRow],
    points: Sequence[tuple[str, str]],
    top: float,
    width: float,
    theme: Theme,
) -> Iterable[Item]:
    """Draw the charts of a map beside each other, its title before them."""
    yield Line(_MARGIN, top, width - _MARGIN, top, theme.hairline)
    title = (Paragraph(these[-1].title, theme.ink, STRONG), Paragraph(these[-1].id, theme.soft, space_before=0.1))
    items = list(draw_cell(title, Box(_MARGIN, top + 0.6 * _BODY, _LABEL - 2 * _BODY, 0), _BODY))
    wide = _panel_width(width - 2 * _MARGIN)
    by_point = {(row.label, row.signature.day): row for row in these}
    for number, measure in enumerate(MEASURES):
        box = Box(_MARGIN + _LABEL + number * (wide + _GAP), top + 0.6 * _BODY, wide, _ROW - 0.6 * _BODY)
        values = [value_at(measure, by_point.get(point)) for point in points]
        panel = Panel(measure, points, values, measure.bounds([value_at(measure, row) for row in every]), theme)
        items += panel.draw(box, _BODY)
    yield Group(tuple(items), title=these[-1].title)


def _said(these: Sequence[HistoryRow], language: Language) -> str:
    """Say how the figures of a map were first and are last, for who cannot see the chart."""
    colon, stop = ("：", "。") if language == "zh" else (": ", ".")
    said = []
    for measure in MEASURES:
        first, last = (value_at(measure, row) for row in (these[0], these[-1]))
        said.append(f"{measure.name.said(language)} {measure.said(first)} → {measure.said(last)}")
    return f"{these[-1].title}{colon}{('，' if language == 'zh' else ', ').join(said)}{stop}"


def history_svg(rows: Sequence[HistoryRow], language: Language) -> str:
    """Return the charts as one SVG document."""
    from cxmap.render.formats.svg import scene_svg

    return scene_svg(history_scene(rows, language))
