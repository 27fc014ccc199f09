"""What stands on the flow: a card for each touchpoint, with how one comes in above it and its ways on below. In ems."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from cxmap.model.reading import called
from cxmap.render.curve.figures import score_said
from cxmap.render.marks.faces import draw_face
from cxmap.render.marks.icons import MARK_ICONS, Icon
from cxmap.render.scene import Box, Group, Item, Label, Line, Mark, Rect
from cxmap.render.text.paragraphs import ASCENT, LEADING, SMALL, one_line, wrapped
from cxmap.render.text.widths import advance
from cxmap.render.theme import BAD, GOOD, MOMENT
from cxmap.render.views.flow.labels import LABELS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from cxmap.render.subject import Actor, Subject
    from cxmap.render.views.flow.graph import Stop, Way

PORT = 1.75
"""How far below a card's top lines come in and straight ones go out."""
_PAD = 0.6
_FACE, _FACES_APART = 1.65, 0.25
_ICON = 1.15
_TAB = 1.6  # height of what stands above a card
_TABS_APART = 0.3
_EXIT_PAD = 0.22
_BADGE = 1.35
_NAME_LINES, _EXIT_LINES = 8, 6  # at most
_OUTLINE, _OFFLINE_OUTLINE = "#AEB8C2", "#7B8794"
_DARK, _PALE = "#3E4C59", "#8793A0"


def at_most(count: int, lines: tuple[str, ...], width: float, *, bold: bool) -> tuple[str, ...]:
    """Return no more than some lines; the last says that the text goes on. All of it stands in the words beside."""
    if len(lines) <= count:
        return lines
    last = lines[count - 1]
    while last and advance(f"{last}…", bold=bold) > width:
        last = last[:-1]
    return (*lines[: count - 1], f"{last}…")


def plain_colour(way: Way) -> str:
    """Return the colour of a way: what becomes of the data, else whether the channel changes."""
    if way.carries is None:
        return _DARK if way.changes_channel else _PALE
    return GOOD if way.carries else BAD


class Exit(NamedTuple):
    """A row below a card: a way on, said in words, or an end (no way); `letter` where it goes on elsewhere."""

    way: Way | None
    text: str
    icons: tuple[tuple[Icon, str, str, str], ...]  # icon, colour, fill, what it means
    colour: str
    letter: str = ""
    bold: bool = False
    fill: str = ""


@dataclass(frozen=True)
class Card:
    """A touchpoint with its ways on, `width` ems wide; `letters` by stop are those of cards that stand elsewhere.

    `here` are the stops that lines can be drawn to; `letter` is this card's, where ways from elsewhere lead to it.
    """

    subject: Subject
    stop: Stop
    ways: Sequence[Way]
    names: Sequence[str]
    here: frozenset[int]
    letters: Mapping[int, str]
    width: float
    is_longest_wait: bool = False

    @cached_property
    def exits(self) -> tuple[Exit, ...]:
        """The rows below the card; none where there is but one way and nothing is said of it."""
        only = self.ways[0] if len(self.ways) == 1 else None
        if only is not None and only.is_plain and only.head in self.here and not self.stop.leavers:
            return ()
        return (*(self._exit(way) for way in self.ways), *self._ends())

    def _exit(self, way: Way) -> Exit:
        subject = self.subject
        icons: list[tuple[Icon, str, str, str]] = []
        said = []
        if way.is_back:
            icons.append((MARK_ICONS["loop"], plain_colour(way), "", subject.word("back")))
            said.append(subject.word("back"))
        if way.carries is not None:
            name, word = ("handover", "carries") if way.carries else ("handover-lost", "loses")
            icons.append((MARK_ICONS[name], plain_colour(way), "", subject.word(word)))
            said.append(subject.word(word))
        icons += [(actor.outline, actor.colour, actor.colour, actor.name) for actor in way.actors]
        said += [subject.dot.join(actor.name for actor in way.actors)] if way.actors else []
        elsewhere = way.head not in self.here
        text = way.when or (said[-1] if said else "")
        if elsewhere:
            text = f"{text} → {self.names[way.head]}" if text else f"→ {self.names[way.head]}"
        text = text or f"→ {self.names[way.head]}"
        return Exit(way, text, tuple(icons), subject.theme.ink, self.letters[way.head] if elsewhere else "")

    def _ends(self) -> Iterable[Exit]:
        """Yield the row that says that the journey ends here, for those for whom it does."""
        stop, subject = self.stop, self.subject
        if stop.drops_out:
            said, colour, icon, fill = subject.say(LABELS["drops-out"]), "#FFFFFF", "drop-out", BAD
        else:
            said, colour, icon, fill = subject.word("finish"), subject.theme.ink, "end", ""
        who = () if stop.is_end else stop.leavers
        if stop.is_end or stop.leavers:
            icons = [(MARK_ICONS[icon], colour, "", said)]
            icons += [(actor.outline, "#FFFFFF" if fill else actor.colour, actor.colour, actor.name) for actor in who]
            text = subject.named(said, subject.dot.join(actor.name for actor in who)) if who else said
            yield Exit(None, text, tuple(icons), colour, bold=True, fill=fill)

    # --- sizes

    @property
    def _inner(self) -> float:
        return self.width - 2 * _PAD

    @cached_property
    def _name(self) -> tuple[str, ...]:
        star = 1.4 if self.stop.touchpoint.moment_of_truth is not False else 0
        name = called(self.stop.touchpoint, self.subject.language)
        return at_most(_NAME_LINES, wrapped(name, self._inner - star, bold=True), self._inner - star, bold=True)

    @cached_property
    def _foot(self) -> tuple[list[tuple[float, float, Actor]], tuple[float, float], str, float]:
        """Return the places of faces, that of the duration, the duration, and how tall all are."""
        faces = []
        x = y = 0.0
        for actor in self.subject.passing(self.stop.touchpoint):
            if x + _FACE > self._inner + 0.01:
                x, y = 0.0, y + _FACE + 0.2
            faces.append((x, y, actor))
            x += _FACE + _FACES_APART
        duration = self.stop.touchpoint.duration
        if not duration:
            return faces, (0, 0), "", y + _FACE
        said = self.subject.duration(duration)
        wide = (_ICON + 0.15) * SMALL + advance(said) * SMALL
        if x + 0.15 + wide > self._inner + 0.01:
            return faces, (0.0, y + _FACE + 0.15), said, y + _FACE + 0.15 + SMALL * LEADING
        return faces, (x + 0.15, y + (_FACE - SMALL * LEADING) / 2), said, y + _FACE

    @cached_property
    def body(self) -> float:
        """How tall the card is without its exits."""
        return 0.75 * _PAD + len(self._name) * LEADING + 0.25 + self._foot[3] + _PAD

    @cached_property
    def _exit_lines(self) -> list[tuple[tuple[str, ...], float]]:
        """Return the lines of each exit, and how tall it is."""
        found = []
        for row in self.exits:
            room = self._text_room(row) / SMALL
            lines = at_most(_EXIT_LINES, wrapped(row.text, room, bold=row.bold), room, bold=row.bold)
            found.append((lines, max(len(lines) * SMALL * LEADING, _BADGE if row.letter else 0) + 2 * _EXIT_PAD))
        return found

    def _text_room(self, row: Exit) -> float:
        return self._inner - len(row.icons) * _ICON - (_BADGE + 0.3 if row.letter else 0)

    @cached_property
    def height(self) -> float:
        """How tall the card is, with its exits, without what stands above it."""
        return self.body + sum(tall for _, tall in self._exit_lines)

    @cached_property
    def ports(self) -> dict[int, float]:
        """How far below the card's top each way leaves it whose line is drawn, by the way's index."""
        found = {}
        top = self.body
        for row, (_, tall) in zip(self.exits, self._exit_lines, strict=True):
            if row.way is not None and not row.letter:
                found[row.way.index] = top + tall / 2
            top += tall
        if not self.exits and self.ways:
            found[self.ways[0].index] = PORT
        return found

    @cached_property
    def _tabs(self) -> tuple[list[tuple[float, float, float, str]], float]:
        """Return what stands above the card: kinds with places and widths; and how tall all are."""
        wants: list[tuple[str, float]] = []
        if self.stop.starters:
            wants.append(("start", 1.1 + advance(self.subject.word("start"), bold=True) * SMALL + self._starters_room))
        if self.stop.index in self.letters:
            wants.append(("letter", _BADGE + 0.9))
        if self.stop.touchpoint.wait:
            wants.append(("wait", 0.85 + _ICON + advance(self._wait, bold=self.is_longest_wait) * SMALL))
        if self.stop.touchpoint.interval:
            wants.append(("interval", 0.85 + _ICON + advance(self._interval) * SMALL))
        tabs = []
        x = y = 0.0
        for kind, wide in wants:
            if x and x + wide > self.width:
                x, y = 0.0, y + _TAB
            tabs.append((x, y, wide, kind))
            x += wide + _TABS_APART
        return tabs, y + _TAB if tabs else 0.0

    @property
    def above(self) -> float:
        """How tall is what stands above the card."""
        return self._tabs[1]

    @property
    def _who_starts(self) -> tuple[Actor, ...]:
        everyone = len(self.stop.starters) == len(self.subject.actors)
        return () if everyone else self.stop.starters

    @property
    def _starters_room(self) -> float:
        return len(self._who_starts) * _ICON

    @cached_property
    def _wait(self) -> str:
        return self.subject.word("wait", self.subject.duration(self.stop.touchpoint.wait or ""))

    @cached_property
    def _interval(self) -> str:
        return self.subject.word("interval", self.subject.duration(self.stop.touchpoint.interval or ""))

    # --- drawing

    def draw(self, x: float, y: float, em: float) -> Item:
        """Draw the card with its upper left corner given, in points, and what stands above it."""
        channel = self.stop.touchpoint.channel
        offline = channel is not None and self.subject.library.channel_medium(channel) == "offline"
        outline = _OFFLINE_OUTLINE if offline else _OUTLINE
        box = Box(x, y, self.width * em, self.height * em)
        items: list[Item] = [*self._draw_tabs(x, y, em)]
        items.append(Rect(box, "#FFFFFF", outline, 0.08 * em, 0 if offline else 0.6 * em))
        items += self._draw_head(x + _PAD * em, y + 0.75 * _PAD * em, em)
        items += self._draw_exits(x, y + self.body * em, em)
        return Group(
            tuple(items),
            title=called(self.stop.touchpoint, self.subject.language),
            touchpoint=self.stop.place.column,
        )

    def _draw_head(self, x: float, y: float, em: float) -> Iterable[Item]:
        subject, touchpoint, theme = self.subject, self.stop.touchpoint, self.subject.theme
        tall = len(self._name) * LEADING
        if self._name:
            room = Box(x, y, self._inner * em, tall * em)
            yield Label(x, y + ASCENT * em, self._name, em, theme.ink, room, LEADING * em, bold=True)
        if touchpoint.moment_of_truth is not False:
            star = MARK_ICONS["moment-of-truth"]
            yield Mark(
                x + (self._inner - 1.2) * em, y + 0.05 * em, 1.25 * em, star, MOMENT, title=subject.word("moment")
            )
        faces, (left, top), said, _ = self._foot
        foot = y + (tall + 0.25) * em
        for face_x, face_y, actor in faces:
            score = subject.score(touchpoint, actor)
            title = subject.named(
                actor.name, score_said(subject, score) if score is not None else subject.word("unknown")
            )
            assumed = subject.is_assumed(touchpoint)
            face = draw_face(actor.outline, actor.colour, score, x + face_x * em, foot + face_y * em, _FACE * em, title,
                             assumed=assumed)  # fmt: skip
            yield Group(tuple(face), actor=actor.id)
        if said:
            size = SMALL * em
            mark = MARK_ICONS["duration"]
            yield Mark(x + left * em, foot + top * em + (LEADING - _ICON) / 2 * size, _ICON * size, mark, theme.soft)
            yield one_line(
                said, x + left * em + (_ICON + 0.15) * size, foot + top * em + ASCENT * size, size, theme.soft
            )

    def _draw_exits(self, x: float, y: float, em: float) -> Iterable[Item]:
        size = SMALL * em
        top = y
        for row, (lines, tall) in zip(self.exits, self._exit_lines, strict=True):
            if row.fill:
                yield Rect(Box(x, top, self.width * em, tall * em), row.fill, row.fill, 0.08 * em)
            yield Line(x, top, x + self.width * em, top, self.subject.theme.hairline, 0.06 * em)
            middle = top + tall * em / 2
            left = x + _PAD * em
            for icon, colour, fill, title in row.icons:
                yield Mark(left, middle - size / 2, 1.08 * size, icon, colour, fill, title)
                left += _ICON * em
            if lines:
                height = len(lines) * size * LEADING
                room = Box(left, middle - height / 2, self._text_room(row) * em, height)
                yield Label(left, room.y + ASCENT * size, lines, size, row.colour, room, size * LEADING, bold=row.bold)
            if row.letter and row.way is not None:
                colour = row.colour if row.way.carries is None else plain_colour(row.way)
                yield from draw_letter(row.letter, x + (self.width - _PAD - _BADGE / 2) * em, middle, em, colour)
            top += tall * em

    def _draw_tabs(self, x: float, y: float, em: float) -> Iterable[Item]:
        tabs, tall = self._tabs
        size, theme = SMALL * em, self.subject.theme
        for left, top, wide, kind in tabs:
            box = Box(x + left * em, y + (top - tall + 0.1) * em, wide * em, (_TAB - 0.3) * em)
            baseline = box.y + box.height / 2 + 0.36 * size
            if kind == "start":
                yield Rect(box, theme.ink, theme.ink, 0.08 * em, box.height / 2)
                word = self.subject.word("start")
                at = box.x + 0.55 * em
                yield one_line(word, at, baseline, size, "#FFFFFF", bold=True)
                at += advance(word, bold=True) * size + 0.2 * em
                for actor in self._who_starts:
                    yield Mark(
                        at, box.y + (box.height - em) / 2, em, actor.outline, "#FFFFFF", actor.colour, actor.name
                    )
                    at += _ICON * em
            elif kind == "letter":
                middle = box.y + box.height / 2
                yield Mark(box.x, middle - 0.45 * em, 0.9 * em, MARK_ICONS["from"], theme.ink,
                           title=self.subject.say(LABELS["comes-from"]))  # fmt: skip
                yield from draw_letter(
                    self.letters[self.stop.index], box.x + (0.9 + _BADGE / 2) * em, middle, em, theme.ink
                )
            elif kind == "interval":
                title = self.subject.word("interval-time")
                yield Rect(box, "#FFFFFF", theme.hairline, 0.08 * em, 0.3 * em)
                yield Mark(
                    box.x + 0.35 * em,
                    box.y + (box.height - em) / 2,
                    em,
                    MARK_ICONS["calendar"],
                    theme.soft,
                    title=title,
                )
                yield one_line(self._interval, box.x + (0.45 + _ICON) * em, baseline, size, theme.soft)
            else:
                longest = self.is_longest_wait
                ink = "#FFFFFF" if longest else BAD
                yield Rect(box, BAD if longest else "#FFFFFF", BAD, 0.08 * em, 0.3 * em)
                yield Mark(box.x + 0.35 * em, box.y + (box.height - em) / 2, em, MARK_ICONS["wait"], ink)
                yield one_line(self._wait, box.x + (0.45 + _ICON) * em, baseline, size, ink, bold=longest)


def draw_letter(letter: str, x: float, y: float, em: float, colour: str) -> Iterable[Item]:
    """Draw the round badge of a card that lines from elsewhere lead to."""
    radius = _BADGE / 2 * em
    yield Rect(Box(x - radius, y - radius, 2 * radius, 2 * radius), colour, colour, 0, radius)
    size = SMALL * em
    yield one_line(letter, x, y + 0.36 * size, size, "#FFFFFF", bold=True, anchor="middle")
