"""The letters of a team's part at a touchpoint, and the marks of what it carries."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxmap.render.marks.icons import MARK_ICONS
from cxmap.render.page.legend import severity_said
from cxmap.render.scene import Box, Item, Mark, Rect
from cxmap.render.text.paragraphs import one_line
from cxmap.render.text.widths import advance
from cxmap.render.theme import LEVEL_COLOURS, SEVERITY_COLOURS, SMALLEST_TEXT

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cxmap.render.marks.icons import Icon
    from cxmap.render.page.legend import Symbol
    from cxmap.render.subject import Subject
    from cxmap.render.views.owners.duties import Load

HIGH = 1.5
"""Height of a badge, in ems."""
_ROUND = {"A": 0.5, "R": 0.5, "C": 0.22, "I": 0.22}  # of the height: who works on it has round badges
_MARK = 1.15
_BETWEEN = 0.7


def badge_width(letters: str) -> float:
    """Return how wide the badges of a part are, in ems."""
    return len(letters) * HIGH + (len(letters) - 1) * 0.2


def draw_badges(subject: Subject, letters: str, colour: str, x: float, y: float, body: float) -> Iterable[Item]:
    """Draw a badge for each letter: A filled with the team's colour, R outlined in it, C and I square."""
    size, high = max(SMALLEST_TEXT, 0.86 * body), HIGH * body
    theme = subject.theme
    for letter in letters:
        box = Box(x, y, high, high)
        radius = _ROUND[letter] * high
        match letter:
            case "A":
                yield Rect(box, colour, radius=radius)
                ink = "#FFFFFF"
            case "R":
                yield Rect(_inside(box, 0.05 * body), "#FFFFFF", colour, 0.11 * body, radius)
                ink = colour
            case "C":
                yield Rect(_inside(box, 0.04 * body), "#FFFFFF", theme.soft, 0.07 * body, radius)
                ink = theme.soft
            case _:
                yield Rect(box, theme.panel, theme.hairline, 0.04 * body, radius)
                ink = theme.soft
        yield one_line(letter, x + high / 2, y + high / 2 + 0.36 * size, size, ink, bold=True, anchor="middle")
        x += high + 0.2 * body


def draw_gap(colour: str, x: float, y: float, body: float) -> Iterable[Item]:
    """Draw an empty place: a ring with a question mark."""
    high, size = HIGH * body, max(SMALLEST_TEXT, 0.86 * body)
    yield Rect(_inside(Box(x, y, high, high), 0.05 * body), "#FFFFFF", colour, 0.1 * body, high / 2)
    yield one_line("?", x + high / 2, y + high / 2 + 0.36 * size, size, colour, bold=True, anchor="middle")


def _inside(box: Box, by: float) -> Box:
    return Box(box.x + by, box.y + by, box.width - 2 * by, box.height - 2 * by)


def symbol(icon: Icon, colour: str) -> Symbol:
    """A mark in a legend."""
    return lambda x, y, size: [Mark(x, y, size, icon, colour)]


Count = tuple["Icon", str, int, str]
"""A mark, its colour, how often it counts, and what it means."""


def pains(subject: Subject, load: Load) -> Sequence[Count]:
    """Return the marks of a team's pain points, by severity."""
    found: list[Count] = []
    for severity, number in load.severities:
        icon = MARK_ICONS[f"severity-{severity}"] if severity else MARK_ICONS["pain"]
        said = severity_said(subject, severity or None)
        found.append((icon, SEVERITY_COLOURS[severity or "medium"], number, said))
    return found


def _single(name: str, colour: str, number: int) -> Sequence[Count]:
    return [(MARK_ICONS[name], colour, number, "")] if number else []


def opportunities(subject: Subject, load: Load) -> Sequence[Count]:
    """Return the mark of a team's opportunities."""
    return _single("opportunity", subject.theme.accent, load.opportunities)


def actions(subject: Subject, load: Load) -> Sequence[Count]:
    """Return the mark of a team's open actions."""
    return _single("action", subject.theme.accent, load.actions)


def controls(subject: Subject, load: Load) -> Sequence[Count]:
    """Return the mark of the controls of risks that a team answers for."""
    return _single("risk", LEVEL_COLOURS["medium"], load.controls)


def counts_rows(counts: Sequence[Count], width: float, body: float) -> list[Sequence[Count]]:
    """Break marks with their numbers over rows."""
    rows: list[list[Count]] = []
    used = 0.0
    for count in counts:
        wide = _wide(count, body)
        if not rows or used + _BETWEEN * body + wide > width:
            rows.append([])
            used = wide
        else:
            used += _BETWEEN * body + wide
        rows[-1].append(count)
    return list(rows)


def _wide(count: Count, body: float) -> float:
    return (_MARK + 0.3 + advance(str(count[2]))) * body


def draw_counts(subject: Subject, counts: Sequence[Count], box: Box, body: float) -> Iterable[Item]:
    """Draw marks with their numbers, row by row."""
    size = max(SMALLEST_TEXT, body)
    top = box.y
    for row in counts_rows(counts, box.width, body):
        left = box.x
        for count in row:
            icon, colour, number, said = count
            yield Mark(left, top + 0.1 * body, _MARK * body, icon, colour, title=said)
            x = left + (_MARK + 0.3) * body
            yield one_line(str(number), x, top + 1.03 * body, size, subject.theme.ink)
            left += _wide(count, body) + _BETWEEN * body
        top += 1.45 * body
