"""A map as lines for the terminal: who, what happens where, how it feels, who answers for it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cxmap.language import Language, Words
from cxmap.model.reading import EVERYONE, called, emotion, passes, persona_ids, places, words
from cxmap.model.vocabulary import KINDS, SEVERITIES, STATES
from cxmap.report.cells import cell_width, cut, padded, printable
from cxmap.report.curves import GAP, NOT_PASSED, UNKNOWN, Curve, block, score_style, signed
from cxmap.report.table import Column, fitted, flowed, row

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cxmap.document import Document
    from cxmap.model.claims import PainPoint
    from cxmap.model.fields import Bilingual, Text
    from cxmap.model.journey import JourneyMap, Stage, Touchpoint
    from cxmap.model.library import Library
    from cxmap.model.reading import Place
    from cxmap.report.findings import Styled

NARROWEST = 40
"""Cells. A narrower terminal gets lines of this width."""

_MOST_PERSONA_COLUMNS = 5
_MOST_SEVERITY_MARKS = 5
_STAR = "★"
_NOBODY = "-"
_INDENT = "  "

_HEADS = {
    "touchpoint": Words("Touchpoint", "触点"),
    "channel": Words("Channel", "渠道"),
    "owner": Words("Owner", "责任归属"),
    "emotion": Words("Emotion", "情绪"),
    "pain": Words("Pain points", "痛点"),
    "curve": Words("Emotion curve", "情感曲线"),
    "owners": Words("Touchpoints by owner", "各团队负责的触点"),
}
_EXTREMES = {"peak": Words("peak", "峰"), "low": Words("low", "谷"), "end": Words("end", "终"), "level": Words("level", "平")}


def overview(document: Document, language: Language, width: int) -> Iterator[list[Styled]]:
    """Yield the lines that show a map on `width` cells, each as styled pieces."""
    view = _View(document.journey, document.library, language, max(width, NARROWEST), tuple(places(document.journey)))
    yield from _header(view)
    yield from _personas(view)
    yield []
    yield from _table(view)
    if view.places:
        yield from _curves(view)
        yield from _owners(view)


@dataclass(frozen=True, slots=True)
class _View:
    """A map, seen in one language on so many cells."""

    journey: JourneyMap
    library: Library
    language: Language
    width: int
    places: tuple[Place, ...]

    def say(self, said: Words) -> str:
        return said.said(self.language)

    def text(self, text: str | Bilingual | Text | None) -> str:
        """Return a text of the map on one line, safe to print."""
        return _plain(words(text, self.language))

    def name(self, item: object) -> str:
        return _plain(called(item, self.language))

    def channel(self, touchpoint: Touchpoint) -> str:
        return _plain(self.library.channel_name(touchpoint.channel, self.language)) if touchpoint.channel else ""

    def team(self, team: str | None) -> str:
        return _plain(self.library.team_name(team, self.language)) if team else ""

    @property
    def personas(self) -> list[tuple[str, str]]:
        """Ids and names of the personas; where the map has none, one entry that stands for everyone."""
        return [(id_, self.persona_name(id_)) for id_ in persona_ids(self.journey)]

    def persona_name(self, id_: str) -> str:
        return self.say(_HEADS["emotion"]) if id_ == EVERYONE else self.name(self.library.personas[id_])

    def curve(self, persona: str) -> Curve:
        return Curve(self.journey.scale, [(place, *self._felt(place, persona)) for place in self.places])

    def _felt(self, place: Place, persona: str) -> tuple[bool, float | None]:
        return passes(place.touchpoint, persona), emotion(place.touchpoint, persona)


def _plain(text: str) -> str:
    return printable(" ".join(text.split()))


def _header(view: _View) -> Iterator[list[Styled]]:
    journey = view.journey
    yield [(fitted(view.text(journey.title), view.width), "strong")]
    facts = [
        view.say(KINDS[journey.kind]) if journey.kind else "",
        view.say(STATES[journey.state]) if journey.state else "",
        view.text(journey.client),
        view.say(Words("version {}", "版本 {}")).format(_plain(journey.version)) if journey.version else "",
        view.say(Words("kept by {}", "由{}维护")).format(view.team(journey.owner)) if journey.owner else "",
        _reviewed(view),
    ]
    yield from flowed([(fact, "") for fact in facts if fact], view.width)
    yield from flowed([(count, "") for count in _counts(view)], view.width)
    scope = journey.scope
    if scope is not None and (scope.from_ or scope.to):
        yield [(fitted(f"{view.text(scope.from_) or '…'} → {view.text(scope.to) or '…'}", view.width), "dim")]


def _reviewed(view: _View) -> str:
    review = view.journey.review
    if review is None or review.last is None:
        return ""
    return view.say(Words("reviewed {}", "{} 评审")).format(review.last)


def _counts(view: _View) -> Iterator[str]:
    def counted(number: int, one: str, many: str, zh: str) -> str:
        return view.say(Words(f"{number} {one if number == 1 else many}", f"{number} {zh}"))

    touchpoints = [place.touchpoint for place in view.places]
    yield counted(len(view.journey.stages), "stage", "stages", "个阶段")
    yield counted(len(touchpoints), "touchpoint", "touchpoints", "个触点")
    moments = sum(touchpoint.moment_of_truth is not False for touchpoint in touchpoints)
    if moments:
        yield counted(moments, "moment of truth", "moments of truth", "个关键时刻")
    pains = [pain for touchpoint in touchpoints for pain in touchpoint.pain_points]
    if pains:
        yield counted(len(pains), "pain point", "pain points", "个痛点")
    if view.journey.actions:
        yield counted(len(view.journey.actions), "action", "actions", "项行动")


def _personas(view: _View) -> Iterator[list[Styled]]:
    if not view.journey.personas:
        return
    yield []
    names = [name for _, name in view.personas]
    column = min(max(map(cell_width, names)), max(10, view.width // 4))
    for id_, name in view.personas:
        persona = view.library.personas[id_]
        quote = view.text(persona.quote)
        facts = [
            view.text(persona.role),
            view.say(Words("{}", "{} 岁")).format(persona.age) if persona.age is not None else "",
            view.text(persona.occupation),
            view.say(Words("“{}”", "“{}”")).format(quote) if quote else view.text(persona.description),
        ]
        about = " · ".join(fact for fact in facts if fact)
        pieces: list[Styled] = [(_INDENT, ""), (padded(name, column) if about else fitted(name, column), "strong")]
        if about:
            pieces.append(("  " + fitted(about, view.width - column - 4), ""))
        yield pieces


def _table(view: _View) -> Iterator[list[Styled]]:
    shown = view.personas[:_MOST_PERSONA_COLUMNS]
    numbered = any(isinstance(place.touchpoint.moment_of_truth, str) for place in view.places)
    columns = _columns(view, shown, 3 if numbered else 2)
    if view.places:
        yield row([(column.head, "dim") for column in columns], columns)
    column_of = {place.path: place for place in view.places}
    for s, stage in enumerate(view.journey.stages):
        yield _stage(view, s, stage)
        for t in range(len(stage.touchpoints)):
            place = column_of["stages", s, "touchpoints", t]
            yield row([column.cells[place.column] for column in columns], columns)
        if not stage.touchpoints:
            yield [(_INDENT, ""), (view.say(Words("no touchpoints yet", "还没有触点")), "dim")]
    yield from _legend(view, len(view.personas) - len(shown))


def _stage(view: _View, index: int, stage: Stage) -> list[Styled]:
    name = fitted(f"{index + 1} {view.name(stage)}", view.width)
    goal = view.text(stage.goal)
    room = view.width - cell_width(name) - 3
    if not goal or room < 12:
        return [(name, "strong")]
    return [(name, "strong"), (" · " + fitted(goal, room), "dim")]


def _columns(view: _View, personas: Sequence[tuple[str, str]], marker: int) -> list[Column]:
    """Return the table's columns; where all do not fit, the channel goes first, then the owner, then personas."""
    touchpoints = [place.touchpoint for place in view.places]
    name = Column(_INDENT + " " * marker + view.say(_HEADS["touchpoint"]), shrinks_to=18, weight=2)
    name.cells = [(_INDENT + padded(_star(touchpoint), marker) + view.name(touchpoint), "") for touchpoint in touchpoints]
    channel = Column(view.say(_HEADS["channel"]), shrinks_to=7)
    channel.cells = [(view.channel(touchpoint) or _NOBODY, "") for touchpoint in touchpoints]
    owner = Column(view.say(_HEADS["owner"]), shrinks_to=8)
    owner.cells = [(view.team(touchpoint.owner), "") if touchpoint.owner else (_NOBODY, "warning") for touchpoint in touchpoints]
    pain = Column(view.say(_HEADS["pain"]), shrinks_to=0)
    pain.cells = [_pains(view, touchpoint.pain_points) for touchpoint in touchpoints]
    pain.shrinks_to = max([cell_width(text) for text, _ in pain.cells] + [4])
    emotions = []
    for id_, persona in personas:
        column = Column(persona, shrinks_to=0, gives_way=True)
        column.cells = view.curve(id_).cells()
        column.shrinks_to = max([cell_width(text) for text, _ in column.cells] + [3])
        emotions.append(column)
    columns = [name, channel, owner, *emotions, pain]
    for dropped in (channel, owner, *reversed(emotions[1:]), None):
        if Column.fit(columns, view.width) or dropped is None:
            break
        columns.remove(dropped)
    return columns


def _star(touchpoint: Touchpoint) -> str:
    kind = touchpoint.moment_of_truth
    if kind is False:
        return ""
    return _STAR + {"zero": "0", "first": "1", "second": "2", "third": "3"}.get(str(kind), "")


def _pains(view: _View, pains: Sequence[PainPoint]) -> Styled:
    if not pains:
        return "", ""
    order = list(SEVERITIES)
    ranked = sorted((order.index(pain.severity) if pain.severity else -1 for pain in pains), reverse=True)
    marks = [_severity_mark(view, order[rank] if rank >= 0 else None) for rank in ranked]
    shown = "".join(marks[:_MOST_SEVERITY_MARKS]) + ("…" if len(marks) > _MOST_SEVERITY_MARKS else "")
    return f"{len(pains)} {shown}", {3: "error", 2: "red", 1: "yellow"}.get(ranked[0], "")


def _severity_mark(view: _View, severity: str | None) -> str:
    """Return the first letter of a severity's name."""
    return view.say(SEVERITIES[severity])[0] if severity else UNKNOWN


def _legend(view: _View, personas_left_out: int) -> Iterator[list[Styled]]:
    """Explain the marks that the table uses, and no others."""
    touchpoints = [place.touchpoint for place in view.places]
    shown = [point for id_, _ in view.personas for point in view.curve(id_).points]
    severities = {pain.severity for touchpoint in touchpoints for pain in touchpoint.pain_points}
    entries = []
    if any(touchpoint.moment_of_truth is not False for touchpoint in touchpoints):
        entries.append(f"{_STAR} {view.say(Words('moment of truth', '关键时刻'))}")
    if any(passing and score is None for _, passing, score in shown):
        entries.append(f"{UNKNOWN} {view.say(Words('not known', '未知'))}")
    if any(not passing for _, passing, _ in shown):
        entries.append(f"{NOT_PASSED} {view.say(Words('does not pass here', '不经过'))}")
    entries += [
        f"{_severity_mark(view, name)} {view.say(label).lower()}" for name, label in reversed(SEVERITIES.items()) if name in severities
    ]
    if personas_left_out > 0:
        entries.append(view.say(Words(f"{personas_left_out} more personas: see the curves", f"另有 {personas_left_out} 个角色，见下方曲线")))
    if entries:
        yield []
        yield from flowed([(entry, "dim") for entry in entries], view.width, separator="   ")


def _curves(view: _View) -> Iterator[list[Styled]]:
    scale = view.journey.scale
    low, high = (scale.min, scale.max) if scale else (-2, 2)
    yield []
    yield [(view.say(_HEADS["curve"]), "strong"), (f"  {signed(low, scale)} … {signed(high, scale)}", "dim")]
    alone = not view.journey.personas
    names = [] if alone else [cell_width(name) for _, name in view.personas]
    column = min(max(names, default=0), max(10, view.width // 4))
    indent = _INDENT + " " * (column + 2 if column else 0)
    room = view.width - len(indent)
    for id_, name in view.personas:
        curve = view.curve(id_)
        for n, line in enumerate(curve.spark(room)):
            head: list[Styled] = [(indent, "")] if n or alone else [(_INDENT, ""), (padded(name, column) + "  ", "strong")]
            yield [*head, (line, "")]
        yield from _extremes(view, curve, indent, room)


def _extremes(view: _View, curve: Curve, indent: str, room: int) -> Iterator[list[Styled]]:
    """Name the peak, the low and the end."""
    found = curve.extremes()
    if not found:
        yield [(indent, ""), (view.say(Words("no score is known", "还没有情绪分")), "dim")]
        return
    label_width = max(cell_width(view.say(_EXTREMES[kind])) for kind, _, _ in found)
    scores = [UNKNOWN if score is None else signed(score, view.journey.scale) for _, score, _ in found]
    score_width = max(map(len, scores))
    for (kind, score, where), text in zip(found, scores, strict=True):
        label = padded(view.say(_EXTREMES[kind]), label_width)
        names = " · ".join(view.name(place.touchpoint) for place in where)
        yield [
            (f"{indent}{label} ", "dim"),
            (f"{text:>{score_width}}", score_style(score, view.journey.scale)),
            ("  " + fitted(names, room - label_width - score_width - 3), ""),
        ]


def _owners(view: _View) -> Iterator[list[Styled]]:
    count: dict[str, int] = {}
    for place in view.places:
        name = view.team(place.touchpoint.owner)
        count[name] = count.get(name, 0) + 1
    nobody = count.pop("", 0)
    ranked = sorted(count.items(), key=lambda item: -item[1])
    entries: list[Styled] = [(f"{name} {number}", "") for name, number in ranked]
    if nobody:
        entries.append((view.say(Words(f"nobody {nobody}", f"无人负责 {nobody}")), "warning"))
    yield []
    yield [(view.say(_HEADS["owners"]), "strong")]
    yield from flowed(entries, view.width, indent=_INDENT)


__all__ = ["GAP", "NARROWEST", "block", "overview"]
