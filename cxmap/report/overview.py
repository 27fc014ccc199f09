"""A map as lines for the terminal: who, what happens where, how it feels, who answers for it."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from cxmap.language import Language, Words
from cxmap.model.reading import EVERYONE, called, emotion, on_five_steps, passes, persona_ids, places, words
from cxmap.model.vocabulary import KINDS, SEVERITIES, STATES
from cxmap.report.cells import cell_width, cut, padded, printable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from cxmap.document import Document
    from cxmap.model.claims import PainPoint
    from cxmap.model.fields import Bilingual, Text
    from cxmap.model.framing import EmotionScale
    from cxmap.model.journey import JourneyMap, Stage, Touchpoint
    from cxmap.model.library import Library
    from cxmap.model.reading import Place
    from cxmap.report.findings import Styled

NARROWEST = 40
"""Cells. A narrower terminal gets lines of this width."""

_MOST_PERSONA_COLUMNS = 5
_PERSONA_HEAD = 8  # cells, where the table would be too wide otherwise
_MOST_SEVERITY_MARKS = 5
_INDENT = "  "
_BLOCKS = "▁▂▃▄▅▆▇█"
_STAR, _UNKNOWN, _NOT_PASSED, _NONE = "★", "?", "·", "-"
_MOMENTS = {True: _STAR, "zero": f"{_STAR}0", "first": f"{_STAR}1", "second": f"{_STAR}2", "third": f"{_STAR}3"}
_WORST_FIRST = tuple(reversed(SEVERITIES.items()))
_PEAK, _LOW, _END = Words("peak", "峰"), Words("low", "谷"), Words("end", "终")


def overview(document: Document, language: Language, width: int) -> Iterator[list[Styled]]:
    """Yield the lines that show a map on `width` cells, each as styled pieces."""
    view = _View(document.journey, document.library, language, max(width, NARROWEST), tuple(places(document.journey)))
    yield from _header(view)
    yield from _personas(view)
    yield []
    yield from _table(view)
    if view.places:
        yield from _emotions(view)
        yield from _owners(view)


class _Point(NamedTuple):
    """How a persona fares at a touchpoint."""

    place: Place
    passes: bool
    score: float | None


@dataclass(frozen=True, slots=True)
class _View:
    """A map, seen in one language on so many cells."""

    journey: JourneyMap
    library: Library
    language: Language
    width: int
    places: tuple[Place, ...]

    def say(self, en: str, zh: str) -> str:
        return zh if self.language == "zh" else en

    def text(self, text: str | Bilingual | Text | None) -> str:
        """Return a text of the map on one line, safe to print."""
        return printable(" ".join(words(text, self.language).split()))

    def name(self, item: object) -> str:
        return self.text(called(item, self.language))

    def team(self, team: str | None) -> str:
        return self.text(self.library.team_name(team, self.language)) if team else ""

    @property
    def touchpoints(self) -> list[Touchpoint]:
        return [place.touchpoint for place in self.places]

    @property
    def curves(self) -> list[_Curve]:
        """The personas' curves; where the map has no personas, one that stands for everyone."""
        return [
            _Curve(
                self.say("Emotion", "情绪") if persona == EVERYONE else self.name(self.library.personas[persona]),
                self.journey.scale,
                tuple(_Point(p, passes(p.touchpoint, persona), emotion(p.touchpoint, persona)) for p in self.places),
            )
            for persona in persona_ids(self.journey)
        ]

    def name_column(self, names: Iterable[str]) -> int:
        """Return the width of a column of names that leaves most of the line to what stands beside it."""
        return min(max(map(cell_width, names)), max(10, self.width // 4))


@dataclass(frozen=True, slots=True)
class _Curve:
    """A persona's way through the journey."""

    name: str
    scale: EmotionScale | None
    points: tuple[_Point, ...]

    def cells(self) -> list[Styled]:
        """Return a table cell for each touchpoint: the score, and a bar as high as it is good."""
        numbers = [_UNKNOWN if point.score is None else _written(point.score, self.scale) for point in self.points]
        width = max(map(len, numbers), default=0)
        return [
            ((_UNKNOWN if point.passes else _NOT_PASSED).rjust(width), "dim")
            if point.score is None
            else (f"{number:>{width}} {self.bar(point.score)}", self.style(point.score))
            for point, number in zip(self.points, numbers, strict=True)
        ]

    def spark(self, width: int) -> Iterator[str]:
        """Yield the curve as bars, a gap where nothing is known, a line between stages, wrapped to `width` cells."""
        line = "│"
        for _, way in groupby(self.points, key=lambda point: point.place.path[1]):
            bars = "".join(self.bar(p.score) if p.score is not None else " " if p.passes else _NOT_PASSED for p in way)
            if len(line) > 1 and len(line) + len(bars) >= width:
                yield line
                line = "│"
            line += bars + "│"
        yield from (line[start : start + width] for start in range(0, len(line), width))

    def extremes(self) -> list[tuple[Words, float | None, list[Place]]]:
        """Return the peak, the low and the end with their scores and places; nothing where no score is known."""
        way = [point for point in self.points if point.passes]
        known = [point.score for point in way if point.score is not None]
        if not known:
            return []
        best, worst = ([p.place for p in way if p.score == score] for score in (max(known), min(known)))
        return [(_PEAK, max(known), best), (_LOW, min(known), worst), (_END, way[-1].score, [way[-1].place])]

    def style(self, score: float | None) -> str:
        height = 0 if score is None else on_five_steps(score, self.scale)
        return "red" if height < 0 else "green" if height > 0 else ""

    def bar(self, score: float) -> str:
        height = on_five_steps(score, self.scale)
        share = (height + 2) / 4 if math.isfinite(height) else 0.5
        return _BLOCKS[math.floor(min(max(share, 0), 1) * (len(_BLOCKS) - 1) + 0.5)]


def _written(score: float, scale: EmotionScale | None) -> str:
    """Return a score as people write it: with a sign where the scale has two sides."""
    short = round(score, 2) or 0
    return f"{short:+g}" if short and (scale is None or scale.min < 0) else f"{short:g}"


def _header(view: _View) -> Iterator[list[Styled]]:
    journey, moments = view.journey, sum(t.moment_of_truth is not False for t in view.touchpoints)
    yield [(_fitted(view.text(journey.title), view.width), "strong")]
    reviewed = journey.review.last if journey.review else None
    facts = [
        KINDS[journey.kind].said(view.language) if journey.kind else "",
        STATES[journey.state].said(view.language) if journey.state else "",
        view.text(journey.client),
        view.say("version ", "版本 ") + view.text(journey.version) if journey.version else "",
        view.say("kept by ", "维护：") + view.team(journey.owner) if journey.owner else "",
        view.say(f"reviewed {reviewed}", f"{reviewed} 评审") if reviewed else "",
    ]
    counts = (
        (len(journey.stages), "stage", "stages", "个阶段"),
        (len(view.places), "touchpoint", "touchpoints", "个触点"),
        (moments, "moment of truth", "moments of truth", "个关键时刻"),
        (sum(len(t.pain_points) for t in view.touchpoints), "pain point", "pain points", "个痛点"),
        (sum(len(t.opportunities) for t in view.touchpoints), "opportunity", "opportunities", "个机会点"),
        (len(journey.actions), "action", "actions", "项行动"),
    )
    said = [view.say(f"{n} {one if n == 1 else many}", f"{n} {zh}") for n, one, many, zh in counts if n]
    yield from _flowed([(fact, "") for fact in facts if fact], view.width)
    yield from _flowed([(count, "") for count in said], view.width)
    if (scope := journey.scope) is not None and (scope.from_ or scope.to):
        yield [(_fitted(f"{view.text(scope.from_) or '…'} → {view.text(scope.to) or '…'}", view.width), "dim")]


def _personas(view: _View) -> Iterator[list[Styled]]:
    if not view.journey.personas:
        return
    yield []
    personas = [view.library.personas[persona.id] for persona in view.journey.personas]
    column = view.name_column(map(view.name, personas))
    for persona in personas:
        quote = view.text(persona.quote)
        facts = [
            view.text(persona.role),
            view.say(f"{persona.age}", f"{persona.age} 岁") if persona.age is not None else "",
            view.text(persona.occupation),
            f"“{quote}”" if quote else view.text(persona.description),
        ]
        about = " · ".join(fact for fact in facts if fact)
        name = (_INDENT + padded(view.name(persona), column), "strong")
        yield _trimmed([name, ("  " + _fitted(about, view.width - column - 4), "")])


@dataclass(slots=True, eq=False)
class _Column:
    """A column of the table, and how narrow it may become; the less weight, the sooner it shrinks."""

    head: str
    cells: list[Styled]
    narrowest: int
    weight: float = 1
    is_persona: bool = False
    width: int = 0


def _table(view: _View) -> Iterator[list[Styled]]:
    curves = view.curves
    columns = _columns(view, curves[:_MOST_PERSONA_COLUMNS])
    if view.places:
        yield _row([(column.head, "dim") for column in columns], columns)
    number = 0
    for s, stage in enumerate(view.journey.stages, 1):
        yield _stage(view, s, stage)
        for _ in stage.touchpoints:
            yield _row([column.cells[number] for column in columns], columns)
            number += 1
        if not stage.touchpoints:
            yield [(_INDENT + view.say("no touchpoints yet", "还没有触点"), "dim")]
    hidden = len(curves) - sum(column.is_persona for column in columns)
    legend = _legend(view, curves)
    if hidden:
        legend.append(view.say(f"personas below only: {hidden}", f"仅见下方的角色：{hidden}"))
    if legend:
        yield []
        yield from _flowed([(entry, "dim") for entry in legend], view.width, separator="   ")


def _stage(view: _View, number: int, stage: Stage) -> list[Styled]:
    name = _fitted(f"{number} {view.name(stage)}", view.width)
    goal = view.text(stage.goal)
    room = view.width - cell_width(name) - 3
    return [(name, "strong"), (" · " + _fitted(goal, room), "dim")] if goal and room >= 12 else [(name, "strong")]


def _columns(view: _View, curves: Sequence[_Curve]) -> list[_Column]:
    """Return the table's columns; where they do not fit, the channel goes first, then the owner, then personas."""
    marks = [_MOMENTS.get(t.moment_of_truth, "") for t in view.touchpoints]
    marker = max([0, *(len(mark) + 1 for mark in marks if mark)])
    channels = [t.channel and view.text(view.library.channel_name(t.channel, view.language)) for t in view.touchpoints]
    pains = [_pains(view, t.pain_points) for t in view.touchpoints]
    name = _Column(
        _INDENT + " " * marker + view.say("Touchpoint", "触点"),
        [(_INDENT + mark.ljust(marker) + view.name(t), "") for mark, t in zip(marks, view.touchpoints, strict=True)],
        narrowest=20,
        weight=2.5,
    )
    channel = _Column(view.say("Channel", "渠道"), [(c or _NONE, "") for c in channels], narrowest=8)
    owners = [(view.team(t.owner) or _NONE, "" if t.owner else "warning") for t in view.touchpoints]
    owner = _Column(view.say("Owner", "责任归属"), owners, narrowest=8)
    emotions = [_Column(c.name, c.cells(), max(6, _widest(c.cells())), 0.5, is_persona=True) for c in curves]
    pain = _Column(view.say("Pain", "痛点"), pains, _widest(pains), 0.5)
    columns = [name, channel, owner, *emotions, pain]
    droppable = [*reversed(emotions[1:]), owner, channel]
    while not _fit(columns, view.width) and droppable:
        columns.remove(droppable.pop())
    return columns


def _widest(cells: Sequence[Styled]) -> int:
    return max([4, *(cell_width(text) for text, _ in cells)])


def _pains(view: _View, pains: Sequence[PainPoint]) -> Styled:
    """Return how many pain points there are, a mark for each, the worst first, and the style of the worst."""
    if not pains:
        return "", ""
    worst_first = [name for name in (*dict(_WORST_FIRST), None) for pain in pains if pain.severity == name]
    marks = [_severity_mark(view, name) for name in worst_first]
    more = "…" if len(marks) > _MOST_SEVERITY_MARKS else ""
    style = {"critical": "error", "high": "red", "medium": "yellow"}.get(worst_first[0] or "", "")
    return f"{len(pains)} {''.join(marks[:_MOST_SEVERITY_MARKS])}{more}", style


def _severity_mark(view: _View, severity: str | None) -> str:
    """Return the first letter of a severity's name."""
    return SEVERITIES[severity].said(view.language)[0] if severity else _UNKNOWN


def _legend(view: _View, curves: Sequence[_Curve]) -> list[str]:
    """Explain the marks that the table uses, and no others."""
    pains = {pain.severity for touchpoint in view.touchpoints for pain in touchpoint.pain_points}
    points = [point for curve in curves for point in curve.points]
    unknown = None in pains or any(point.passes and point.score is None for point in points)
    marks = {
        _STAR: view.say("moment of truth", "关键时刻") if any(t.moment_of_truth for t in view.touchpoints) else "",
        **{_severity_mark(view, s): word.said(view.language).lower() for s, word in _WORST_FIRST if s in pains},
        _UNKNOWN: view.say("not known", "未知") if unknown else "",
        _NOT_PASSED: view.say("does not pass here", "不经过") if any(not point.passes for point in points) else "",
    }
    return [f"{mark} {meaning}" for mark, meaning in marks.items() if meaning]


def _emotions(view: _View) -> Iterator[list[Styled]]:
    scale, alone = view.journey.scale, not view.journey.personas
    low, high = (_written(end, scale) for end in ((scale.min, scale.max) if scale else (-2, 2)))
    yield []
    yield [(view.say("Emotion curve", "情感曲线"), "strong"), (f"  {low} … {high}", "dim")]
    column = 0 if alone else view.name_column(curve.name for curve in view.curves) + 2
    indent = _INDENT + " " * column
    room = view.width - len(indent)
    for curve in view.curves:
        for n, line in enumerate(curve.spark(room)):
            yield [(indent if n or alone else _INDENT + padded(curve.name, column - 2) + "  ", "strong"), (line, "")]
        found = curve.extremes()
        if not found:
            yield [(indent + view.say("no score is known", "还没有情绪分"), "dim")]
        numbers = [_UNKNOWN if score is None else _written(score, scale) for _, score, _ in found]
        label_width = max((cell_width(label.said(view.language)) for label, _, _ in found), default=0)
        number_width = max(map(len, numbers), default=0)
        for (label, score, where), number in zip(found, numbers, strict=True):
            names = " · ".join(view.name(place.touchpoint) for place in where)
            yield [
                (indent + padded(label.said(view.language), label_width) + " ", "dim"),
                (number.rjust(number_width), curve.style(score)),
                ("  " + _fitted(names, room - label_width - number_width - 3), ""),
            ]


def _owners(view: _View) -> Iterator[list[Styled]]:
    counted = Counter(view.team(touchpoint.owner) for touchpoint in view.touchpoints)
    nobody = counted.pop("", 0)
    entries: list[Styled] = [(f"{name} {number}", "") for name, number in counted.most_common()]
    entries += [(view.say(f"nobody {nobody}", f"无人负责 {nobody}"), "warning")] if nobody else []
    yield []
    yield [(view.say("Touchpoints by owner", "各团队负责的触点数"), "strong")]
    yield from _flowed(entries, view.width, _INDENT)


def _fit(columns: Sequence[_Column], width: int) -> bool:
    """Set the columns' widths to take at most `width` cells with two between them; say whether they can."""
    room = width - 2 * (len(columns) - 1)
    for shorten in (False, True):
        for column in columns:
            column.head = _shortened(column.head, _PERSONA_HEAD) if shorten and column.is_persona else column.head
            column.width = max([cell_width(column.head), *(cell_width(text) for text, _ in column.cells)])
        if sum(column.width for column in columns) <= room:
            break
    while sum(column.width for column in columns) > room:
        able = [column for column in columns if column.width > column.narrowest]
        if not able:
            return False
        max(able, key=lambda column: column.width / column.weight).width -= 1
    return True


def _row(cells: Sequence[Styled], columns: Sequence[_Column]) -> list[Styled]:
    pieces: list[Styled] = []
    for (text, style), column in zip(cells, columns, strict=True):
        pieces += [(padded(text, column.width), style), ("  ", "")]
    return _trimmed(pieces)


def _trimmed(pieces: list[Styled]) -> list[Styled]:
    """Leave out the spaces at the end of a line."""
    while pieces and not pieces[-1][0].strip():
        pieces.pop()
    return [*pieces[:-1], (pieces[-1][0].rstrip(), pieces[-1][1])] if pieces else []


def _fitted(text: str, width: int) -> str:
    """Cut a text to at most `width` cells; a shorter one stays as it is."""
    return text if cell_width(text) <= width else cut(text, width).rstrip()


def _shortened(name: str, width: int) -> str:
    """Leave out the last words of a name that is too wide, unless too little would remain."""
    while cell_width(name) > width and cell_width(name.rpartition(" ")[0]) >= 4:
        name = name.rpartition(" ")[0]
    return name


def _flowed(entries: Sequence[Styled], width: int, indent: str = "", separator: str = " · ") -> Iterator[list[Styled]]:
    """Yield lines with as many entries on each as fit."""
    line: list[Styled] = []
    used = 0
    for text, style in entries:
        entry = _fitted(text, width - len(indent))
        if line and used + len(separator) + cell_width(entry) > width:
            yield line
            line = []
        line = [*line, (separator, "dim"), (entry, style)] if line else [(indent, ""), (entry, style)]
        used = sum(cell_width(piece) for piece, _ in line)
    if line:
        yield line
