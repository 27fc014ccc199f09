"""The foot of a poster: a legend of what is used, and the evidence that the map cites."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence, Set
from typing import TYPE_CHECKING, NamedTuple

from cxmap.model.reading import words
from cxmap.model.vocabulary import EVIDENCE_KINDS, SEVERITIES
from cxmap.render.icons import MARK_ICONS
from cxmap.render.paragraphs import LEADING, SMALL, one_line, text_block
from cxmap.render.scene import Box, Item, Line, Mark, Rect
from cxmap.render.theme import BAD, GOOD, SEVERITY_COLOURS, SMALLEST_TEXT
from cxmap.render.widths import advance

if TYPE_CHECKING:
    from cxmap.model.journey import Touchpoint
    from cxmap.render.poster.lanes import Lane
    from cxmap.render.subject import Subject

_STEPS = ("frontstage", "backstage", "support")

Symbol = Callable[[float, float, float], Iterable[Item]]
"""Draws a symbol of a size at x, y."""


class Entry(NamedTuple):
    """One thing that the legend explains; `width` is the symbol's, in ems."""

    text: str
    symbol: Symbol
    width: float = 1.2


def draw_footer(subject: Subject, lanes: Sequence[Lane], box: Box, body: float) -> tuple[list[Item], float]:
    """Draw legend, evidence and footer line from the top of `box`; return what was drawn and how tall it became."""
    size = max(SMALLEST_TEXT, SMALL * body)
    items: list[Item] = [Line(box.x, box.y, box.right, box.y, subject.theme.hairline)]
    height = 0.5 * body
    for entries in (legend_entries(subject, {lane.id for lane in lanes}), _evidence_entries(subject)):
        if entries:
            flow, tall = _flow(subject, entries, Box(box.x, box.y + height, box.width, 0), size)
            items += flow
            height += tall + 0.35 * body
    if subject.theme.footer:
        label, tall = text_block(
            subject.theme.footer, Box(box.x, box.y + height, box.width, 0), size, subject.theme.soft
        )
        items += [label] if label else []
        height += tall
    return items, height


def legend_entries(subject: Subject, lanes: Set[str]) -> list[Entry]:
    """Return what the legend has to explain: only what the drawn lanes use."""
    touchpoints = [place.touchpoint for place in subject.columns]
    entries = []
    if any(t.moment_of_truth is not False for t in touchpoints):
        entries.append(Entry(subject.word("moment"), _mark("moment-of-truth", "#9A6500")))
    if "emotion" in lanes:
        entries += _curve_entries(subject, touchpoints)
    used = {pain.severity for t in touchpoints for pain in t.pain_points} if "pain_points" in lanes else set()
    for severity, label in SEVERITIES.items():
        if severity in used:
            name = "痛点：" if subject.language == "zh" else "Pain: "
            entries.append(Entry(name + subject.say(label), _mark(f"severity-{severity}", SEVERITY_COLOURS[severity])))
    if "promises" in lanes and any(t.delivers for t in touchpoints):
        entries.append(Entry(subject.word("kept"), _mark("promise-kept", GOOD)))
    if "promises" in lanes and any(t.breaks for t in touchpoints):
        entries.append(Entry(subject.word("broken"), _mark("promise-broken", BAD)))
    steps = [step for t in touchpoints for name in _STEPS if name in lanes for step in getattr(t, name)]
    if any(step.fail_point for step in steps):
        entries.append(Entry(subject.word("fail-point"), _mark("fail-point", BAD)))
    if any(step.wait_point and not step.fail_point for step in steps):
        entries.append(Entry(subject.word("wait-point"), _mark("wait", BAD)))
    return entries


def _curve_entries(subject: Subject, touchpoints: Sequence[Touchpoint]) -> Iterable[Entry]:
    if len(subject.actors) > 1:
        for actor in subject.actors:
            yield Entry(actor.name, _line_with(actor.outline, actor.colour), 2.6)
    if any(
        subject.is_assumed(t)
        for t in touchpoints
        if any(subject.score(t, actor) is not None for actor in subject.actors)
    ):
        yield Entry(subject.word("assumed"), _dashes(subject.theme.soft), 2.2)
    if any(subject.score(t, actor) is None for t in touchpoints for actor in subject.passing(t)):
        yield Entry(subject.word("unknown"), _question(subject.theme.soft))


def _evidence_entries(subject: Subject) -> list[Entry]:
    entries = []
    for name, number in sorted(subject.sources.items(), key=lambda source: source[1]):
        evidence = subject.library.evidence[name]
        facts = [
            subject.say(EVIDENCE_KINDS[evidence.kind]) if evidence.kind else "",
            f"n={evidence.n}" if evidence.n is not None else "",
            evidence.date.isoformat() if evidence.date else "",
        ]
        title = words(evidence.title, subject.language) or name
        detail = ", ".join(filter(None, facts)) if subject.language == "en" else "，".join(filter(None, facts))
        shown = (
            f"{title} ({detail})"
            if detail and subject.language == "en"
            else f"{title}（{detail}）"
            if detail
            else title
        )
        entries.append(Entry(f"[{number}] {shown}", _nothing, -0.5))
    if entries:
        first = entries[0]
        head = subject.word("evidence")
        entries[0] = first._replace(text=f"{head}{'：' if subject.language == 'zh' else ': '}{first.text}")
    return entries


def _flow(subject: Subject, entries: list[Entry], box: Box, size: float) -> tuple[list[Item], float]:
    """Set entries one after the other, in as many rows as they need."""
    items: list[Item] = []
    x, y = box.x, box.y
    row = size * LEADING
    gap = 1.6 * size
    for entry in entries:
        indent = (entry.width + 0.5) * size
        width = indent + advance(entry.text) * size
        if x > box.x and x + width > box.right:
            x, y, row = box.x, y + row, size * LEADING
        items += entry.symbol(x, y + 0.1 * size, 1.2 * size)
        if width > box.width:
            label, tall = text_block(
                entry.text, Box(x + indent, y, box.right - x - indent, 0), size, subject.theme.soft
            )
            items += [label] if label else []
            row = max(row, tall)
        else:
            items.append(one_line(entry.text, x + indent, y + 1.04 * size, size, subject.theme.soft))
        x += width + gap
    return items, y + row - box.y


def _mark(name: str, colour: str) -> Symbol:
    return lambda x, y, size: [Mark(x, y, size, MARK_ICONS[name], colour)]


def _line_with(outline: object, colour: str) -> Symbol:
    def draw(x: float, y: float, size: float) -> Iterable[Item]:
        yield Line(x, y + size / 2, x + 2.1 * size, y + size / 2, colour, 0.18 * size)
        yield Mark(x + 0.55 * size, y, size, outline, colour, "#FFFFFF")  # type: ignore[arg-type]

    return draw


def _dashes(colour: str) -> Symbol:
    return lambda x, y, size: [
        Line(x, y + size / 2, x + 1.8 * size, y + size / 2, colour, 0.18 * size, (0.45 * size, 0.33 * size))
    ]


def _question(colour: str) -> Symbol:
    def draw(x: float, y: float, size: float) -> Iterable[Item]:
        yield Rect(Box(x, y, size, size), "#FFFFFF", colour, 0.6, size / 2)
        yield one_line("?", x + size / 2, y + size * 0.79, max(SMALLEST_TEXT, 0.8 * size), colour, anchor="middle")

    return draw


def _nothing(x: float, y: float, size: float) -> Iterable[Item]:
    return ()
