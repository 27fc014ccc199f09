"""The honeycomb's legend: shades, gaps, lines and ranges, as far as they are drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxmap.render.page.legend import Entry, Symbol, no_symbol
from cxmap.render.scene import Box, Curve, Item, Line, Rect
from cxmap.render.text.paragraphs import one_line
from cxmap.render.theme import BAD, SMALLEST_TEXT
from cxmap.render.views.honeycomb import labels
from cxmap.render.views.honeycomb.cells import Cell
from cxmap.render.views.honeycomb.picture import THIN_COLOUR
from cxmap.render.views.honeycomb.shades import shade_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cxmap.render.subject import Subject
    from cxmap.render.views.honeycomb.scores import Honeycomb


def legend_of(subject: Subject, honeycomb: Honeycomb) -> list[Entry]:
    """Return what the marks mean that are drawn."""
    say, theme = subject.say, subject.theme
    combs = (honeycomb.whole, *honeycomb.stages)
    entries = [Entry(say(labels.SHADE), lambda x, y, size: _shades(subject, x, y, size), 6.4)]
    if any(None in comb.scores.values() for comb in combs):
        entries.append(Entry(say(labels.NO_SCORE), _hexagon(theme.soft, 0.6, theme.ground, dash=(1.6, 1.3))))
    if any(comb.weakest for comb in combs):
        colour = BAD if any(comb.is_bad for comb in combs) else theme.soft
        entries.append(Entry(say(labels.WEAKEST), _hexagon(colour, 1.2, shade_of(1, theme.accent).fill)))
    entries += _links(subject, honeycomb)
    if honeycomb.touchpoints:
        entries.append(Entry(say(labels.SPREAD_WHY), lambda x, y, size: _spread(subject, x, y, size), 2.6))
    means = [score for score in honeycomb.whole.known.values() if score.n]
    if means:
        said = labels.N_STAGES if all(score.of_stages for score in means) else labels.N
        entries.append(Entry(say(said), no_symbol, -0.5))
    return entries


def _links(subject: Subject, honeycomb: Honeycomb) -> Iterable[Entry]:
    links = honeycomb.drawn_links
    if not links:
        return
    several = any(len(link.places) > 1 for link in links)
    said = subject.say(labels.LINK if several else labels.LINK_ONE)
    if hidden := len(honeycomb.links) - len(links):
        said += subject.say(labels.LINKS_HIDDEN).format(hidden)
    yield Entry(said, _lines(several=several), 3.6 if several else 1.7)


def _hexagon(colour: str, width: float, fill: str, dash: tuple[float, ...] = ()) -> Symbol:
    def draw(x: float, y: float, size: float) -> Iterable[Item]:
        cell = Cell(x + size / 2, y + size / 2, size / 2)
        yield Curve(cell.corners(), colour, width, False, dash, fill, True)

    return draw


def _shades(subject: Subject, x: float, y: float, size: float) -> Iterable[Item]:
    edge = shade_of(4, subject.theme.accent).fill
    for step in range(1, 6):
        cell = Cell(x + (step - 0.5) * 1.06 * size, y + size / 2, 0.56 * size)
        fill, ink = shade_of(step, subject.theme.accent)
        yield Curve(cell.corners(), edge, 0.4, False, (), fill, True)
        text = max(SMALLEST_TEXT, 0.62 * size)
        yield one_line(str(step), cell.x, cell.y + 0.36 * text, text, ink, bold=True, anchor="middle")


def _lines(*, several: bool) -> Symbol:
    """Draw a line of one touchpoint, and one of several."""

    def draw(x: float, y: float, size: float) -> Iterable[Item]:
        middle = y + size / 2
        yield Line(x, middle, x + 1.3 * size, middle, THIN_COLOUR, 0.12 * size)
        if several:
            yield Line(x + 1.6 * size, middle, x + 2.9 * size, middle, BAD, 0.3 * size)

    return draw


def _spread(subject: Subject, x: float, y: float, size: float) -> Iterable[Item]:
    theme, middle, dot = subject.theme, y + size / 2, 0.56 * size
    yield Line(x, middle, x + 2 * size, middle, theme.soft, 0.2 * size)
    yield Rect(Box(x + size - dot / 2, middle - dot / 2, dot, dot), theme.ground, theme.soft, 0.11 * size, dot / 2)
