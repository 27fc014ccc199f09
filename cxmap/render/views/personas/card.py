"""The card of a persona: who it is, what it wants, how the journey feels, and what is missing or hurts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from cxmap.language import listed
from cxmap.model.reading import called
from cxmap.model.vocabulary import SEVERITIES
from cxmap.render.curve.figures import mean_said
from cxmap.render.marks.icons import MARK_ICONS
from cxmap.render.marks.portraits import draw_portrait
from cxmap.render.page.blocks import Block, Columns, Drawing, Stack, Texts
from cxmap.render.scene import Box, Item, Line, Rect
from cxmap.render.text.paragraphs import BODY, MINOR, STRONG, Cell, Paragraph, Type, cell_height, draw_cell, facts
from cxmap.render.text.saying import commas, quoted
from cxmap.render.theme import BAD, SEVERITY_COLOURS
from cxmap.render.views.personas import labels
from cxmap.render.views.personas.feeling import Feeling

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cxmap.language import Words
    from cxmap.model.people import Goals
    from cxmap.model.reading import Place
    from cxmap.render.subject import Subject
    from cxmap.render.views.personas.facts import Facts, Pain, Served

_NAME = Type(1.9, bold=True)
_QUOTE = Type(1.6, bold=True)
_RULE = 0.28
_TERM = 4.6
_INDENT = 1.5  # ems from an icon to the text after it
_HEAD = Type(1.0, bold=True)


class Detail(NamedTuple):
    """How much a card says: so many pain points, so many touchpoints that serve a need; whether it describes."""

    pains: int
    touchpoints: int
    describes: bool = True


@dataclass(frozen=True)
class CardParts:
    """The parts of one persona's card."""

    facts: Facts
    detail: Detail

    @property
    def _subject(self) -> Subject:
        return self.facts.subject

    # Who

    def rule(self) -> Drawing:
        """Draw the line in the persona's colour at the top of a card."""

        def paint(box: Box, body: float) -> Iterable[Item]:
            yield Rect(Box(box.x, box.y, box.width, _RULE * body), self.facts.actor.colour)

        return Drawing(lambda width, body: _RULE * body, paint, gap=0)

    def identity(self, size: float) -> Drawing:
        """Draw the portrait, `size` ems large, and beside it the name and who that is."""
        cell = tuple(self._who())

        def tall(width: float, body: float) -> float:
            return max(size * body, cell_height(cell, width - (size + 1.2) * body, body))

        def paint(box: Box, body: float) -> Iterable[Item]:
            portrait = Box(box.x, box.y, size * body, size * body)
            yield from draw_portrait(self._subject, self.facts.actor, portrait)
            room = Box(box.x + (size + 1.2) * body, box.y, box.width - (size + 1.2) * body, 0)
            spare = max(size * body - cell_height(cell, room.width, body), 0.0)
            yield from draw_cell(cell, room._replace(y=box.y + min(spare / 2, 1.4 * body)), body)

        return Drawing(tall, paint, gap=0.9)

    def _who(self) -> Iterable[Paragraph]:
        subject, persona, theme = self._subject, self.facts.persona, self._subject.theme
        yield Paragraph(self.facts.actor.name, self.facts.actor.colour, _NAME)
        about = facts(
            (
                subject.text(persona.role),
                subject.text(persona.occupation),
                subject.word("years", str(persona.age)) if persona.age is not None else "",
            ),
            subject.dot, theme.ink, STRONG, space_before=0.05,
        )  # fmt: skip
        if about is not None:
            yield about
        if persona.family is not None:
            yield Paragraph(subject.text(persona.family), theme.soft, space_before=0.1)
        segment = subject.library.segments.get(persona.segment or "")
        if segment is not None:
            name = subject.named(subject.say(labels.SEGMENT), called(segment, subject.language))
            said = subject.dot.join(filter(None, (name, subject.text(segment.description))))
            yield Paragraph(said, theme.soft, MINOR, space_before=0.35)

    def quote(self) -> Block:
        """Return what the persona says, large."""
        text = self._subject.text(self.facts.persona.quote)
        if not text:
            return Texts((), gap=0)
        return Texts((Paragraph(quoted(text), self.facts.actor.colour, _QUOTE),), gap=1.1)

    def description(self) -> Block:
        """Return what else there is to know."""
        text = self._subject.text(self.facts.persona.description) if self.detail.describes else ""
        return Texts((Paragraph(text, self._subject.theme.ink),), gap=0.8) if text else Texts((), gap=0)

    # How it feels

    def feeling_head(self) -> Block:
        """Return the heading of the curve, with the figures of the journey."""
        return self._headed(labels.CURVE, commas(self._figures(), self._subject.language))

    def _figures(self) -> list[str]:
        subject, facts_ = self._subject, self.facts
        passed, total = len(facts_.passed), len(subject.columns)
        said = labels.PASSES_ALL if passed == total else labels.PASSES
        figures = [subject.say(said).format(passed, total)]
        if facts_.average.mean is not None:
            mean = mean_said(subject, facts_.average.mean)
            figures.append(subject.say(labels.AVERAGE).format(mean, facts_.average.known))
        return figures

    def feeling(self, tall: float) -> Block:
        """Return the curve in little, at least `tall` ems high."""
        return Feeling(self.facts, tall)

    # What is wanted

    def goals(self) -> Block:
        """Return the goals under their heading."""
        goals = self.facts.persona.goals
        cell = tuple(self._goals(goals)) if goals is not None else ()
        return self._section(labels.GOALS, cell)

    def _goals(self, goals: Goals) -> Iterable[Paragraph]:
        subject = self._subject
        named = [(labels.CAREER, goals.career), (labels.PERSONAL, goals.personal)]
        named += [(labels.OTHER, text) for text in goals.other]
        for label, text in named:
            if text is not None:
                yield Paragraph(
                    subject.text(text), subject.theme.ink, icon_colour=subject.theme.soft, space_before=0.25,
                    term=subject.say(label), term_room=_TERM,
                )  # fmt: skip

    def channels(self) -> Block:
        """Return the preferred channels, and how much of the journey happens there."""
        subject, theme = self._subject, self._subject.theme
        passed = len(self.facts.passed)
        cell: list[Paragraph] = []
        for channel, count in self.facts.preferences:
            name = subject.library.channel_name(channel, subject.language)
            icon = subject.channel_icon(channel)
            cell.append(Paragraph(name, theme.ink, icon=icon, icon_colour=theme.accent, space_before=0.3))
            said, colour = subject.say(labels.IN_CHANNEL).format(count, passed), theme.soft
            if not count:
                said, colour = subject.say(labels.NOT_IN_CHANNEL), BAD
            cell.append(self._below(said, colour))
        return self._section(labels.PREFERS, tuple(cell))

    def needs(self) -> Block:
        """Return the needs, each with the touchpoints that meet it or let it down, or as a gap."""
        cell = [paragraph for served in self.facts.needs for paragraph in self._need(served)]
        return self._section(labels.NEEDS, tuple(cell))

    def _need(self, served: Served) -> Iterable[Paragraph]:
        subject, theme = self._subject, self._subject.theme
        icon = MARK_ICONS["need-let-down" if served.let_down and not served.here else "need"]
        colour = self.facts.actor.colour if served.here else BAD
        yield Paragraph(subject.text(served.need.text), theme.ink, icon=icon, icon_colour=colour, space_before=0.4)
        if served.here:
            yield self._below(subject.say(labels.MET_AT).format(self._named(served.here)), theme.soft)
        if served.let_down:
            yield self._below(subject.say(labels.LET_DOWN_AT).format(self._named(served.let_down)), BAD)
        elif not served.here and served.elsewhere:
            names = [called(place.touchpoint, subject.language) for place in served.elsewhere]
            yield self._below(subject.say(labels.SERVED_ELSEWHERE).format(listed(names, subject.language)), BAD)
        elif not served.here:
            yield self._below(subject.say(labels.NOT_SERVED), BAD)

    def _named(self, places: Sequence[Place]) -> str:
        subject = self._subject
        names = [called(place.touchpoint, subject.language) for place in places[: self.detail.touchpoints]]
        said, total = listed(names, subject.language), len(places)
        if total == len(names):
            return said
        return subject.say(labels.AND_MORE).format(said, total - len(names), total)

    def _below(self, text: str, colour: str) -> Paragraph:
        """Return what belongs to the paragraph with an icon above it, in line with its text."""
        return Paragraph(text, colour, MINOR, space_before=0.0, term_room=_INDENT, keeps=True)

    # What hurts

    def pains(self, columns: int = 1) -> Block:
        """Return the worst pain points, and where they are met, in one column or two."""
        shown = [tuple(self._pain(pain)) for pain in self.facts.pains[: self.detail.pains]]
        if not shown:
            return Texts((), gap=0)
        per_column = -(-len(shown) // columns)
        cells = [sum(shown[start : start + per_column], ()) for start in range(0, len(shown), per_column)]
        more = len(self.facts.pains) - self.detail.pains
        if more > 0:
            said = self._subject.say(labels.AND_MORE_PAINS).format(more)
            cells[-1] += (self._below(said, self._subject.theme.soft),)
        texts = [Texts(cell, gap=0.35) for cell in cells]
        return self._under(labels.PAINS, texts[0] if columns == 1 else Columns(texts, between=2.4, gap=0.35))

    def _pain(self, met: Pain) -> Iterable[Paragraph]:
        subject, theme, pain = self._subject, self._subject.theme, met.pain
        severity = pain.severity or "medium"
        icon = MARK_ICONS[f"severity-{severity}"] if pain.severity else MARK_ICONS["pain"]
        said = subject.say(SEVERITIES[pain.severity]) if pain.severity else ""
        weight = STRONG if pain.severity in ("high", "critical") else BODY
        colour, text = SEVERITY_COLOURS[severity], subject.text(pain.text)
        yield Paragraph(text, theme.ink, weight, icon=icon, icon_colour=colour, said=said, space_before=0.4)
        yield self._below(subject.dot.join(self._about(met)), theme.soft)

    def _about(self, met: Pain) -> Iterable[str]:
        """Yield where a pain point is met, whom it concerns where that is not everyone, and what it rests on."""
        subject = self._subject
        yield called(met.place.touchpoint, subject.language)
        if self.facts.is_own(met.pain):
            yield subject.say(labels.ONLY).format(self.facts.actor.name)
        known = [name for name in met.pain.evidence if name in subject.library.evidence]
        said = labels.SOURCE if len(known) == 1 else labels.SOURCES
        yield subject.say(said).format(len(known)) if known else subject.say(labels.NO_EVIDENCE)

    # Sections

    def _section(self, head: Words, cell: Cell) -> Block:
        """Return a heading under a hairline, and what stands below; nothing where there is nothing."""
        return self._under(head, Texts(cell, gap=0.35)) if cell else Texts((), gap=0)

    def _under(self, head: Words, block: Block) -> Block:
        return Stack((self._headed(head), block), gap=1.0)

    def _headed(self, head: Words, beside: str = "") -> Block:
        subject, theme = self._subject, self._subject.theme
        title = Paragraph(subject.say(head), self.facts.actor.colour, _HEAD)
        cell: Cell = (title, Paragraph(beside, theme.soft, space_before=0.05)) if beside else (title,)

        def paint(box: Box, body: float) -> Iterable[Item]:
            yield Line(box.x, box.y, box.right, box.y, theme.hairline, 0.05 * body)
            yield from draw_cell(cell, box._replace(y=box.y + 0.45 * body), body)

        return Drawing(
            lambda width, body: cell_height(cell, width, body) + 0.45 * body, paint, gap=1.2, keeps_with_next=True
        )
