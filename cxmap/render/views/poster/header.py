"""The head of a poster: title, title block, personas, and what frames the journey."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxmap.language import listed
from cxmap.model.reading import called
from cxmap.model.vocabulary import SENSES
from cxmap.render.badges import draw_badge
from cxmap.render.icons import MARK_ICONS
from cxmap.render.lanes import honeycomb_paragraphs, metric_paragraphs
from cxmap.render.paragraphs import (
    BODY,
    STRONG,
    Cell,
    Paragraph,
    Type,
    cell_height,
    draw_cell,
    facts,
)
from cxmap.render.scene import Box, Group, Item, Line, Rect
from cxmap.render.title import draw_title

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cxmap.model.people import Persona
    from cxmap.render.subject import Actor, Subject

_BADGE = 3.0
_GAP = 1.6


def draw_header(subject: Subject, box: Box, body: float) -> tuple[list[Item], float]:
    """Draw the head of the first sheet from the top of `box`; return what was drawn and how tall it became."""
    items, height = draw_title(subject, box, body)
    shown = cards(subject)
    if shown:
        height += 1.1 * body
        row, row_height = _card_row(subject, shown, Box(box.x, box.y + height, box.width, 0), body)
        items += row
        height += row_height
    strip = design_cells(subject)
    if strip:
        height += 1.1 * body
        row, row_height = _columns(subject, strip, Box(box.x, box.y + height, box.width, 0), body)
        items += row
        height += row_height
    return items, height


def cards(subject: Subject) -> list[tuple[Actor | None, Cell]]:
    """Return what the cards say: one for each persona, one for the scope, one for the figures of the whole journey."""
    found: list[tuple[Actor | None, Cell]] = [
        (actor, tuple(_persona(subject, actor, actor.persona))) for actor in subject.actors if actor.persona is not None
    ]
    found += [(None, cell) for cell in (tuple(_scope(subject)), tuple(_overall(subject))) if cell]
    return found


def _card_row(
    subject: Subject, cards: Sequence[tuple[Actor | None, Cell]], box: Box, body: float
) -> tuple[list[Item], float]:
    gap = _GAP * body
    width = (box.width - gap * (len(cards) - 1)) / len(cards)
    padding = 0.9 * body
    badge = _BADGE * body
    texts = []
    for actor, cell in cards:
        indent = badge + 0.8 * body if actor else 0
        texts.append((actor, cell, indent, cell_height(cell, width - 2 * padding - indent, body)))
    height = max(max(tall, badge if actor else 0) for actor, _, _, tall in texts) + 2 * padding
    items: list[Item] = []
    for index, (actor, cell, indent, _) in enumerate(texts):
        left = box.x + index * (width + gap)
        card: list[Item] = [Rect(Box(left, box.y, width, height), subject.theme.panel, radius=0.5 * body)]
        inside = Box(left + padding + indent, box.y + padding, width - 2 * padding - indent, 0)
        if actor is not None:
            card += draw_badge(actor, left + padding, box.y + padding, badge)
        card += draw_cell(cell, inside, body)
        items.append(Group(tuple(card), title=actor.name if actor else ""))
    return items, height


def _persona(subject: Subject, actor: Actor, persona: Persona) -> Iterable[Paragraph]:
    theme = subject.theme
    yield Paragraph(actor.name, actor.colour, Type(1.45, bold=True))
    segment = subject.library.segments.get(persona.segment or "")
    about = facts(
        (
            subject.text(persona.role),
            subject.text(persona.occupation),
            subject.word("years", str(persona.age)) if persona.age is not None else "",
            subject.text(persona.family),
            called(segment, subject.language) if segment else "",
        ),
        subject.dot,
        theme.soft,
        BODY,
        space_before=0.05,
    )
    if about is not None:
        yield about
    if persona.quote is not None:
        yield Paragraph(f"“{subject.text(persona.quote)}”", theme.ink, STRONG)
    if persona.description is not None:
        yield Paragraph(subject.text(persona.description), theme.soft)
    goals = persona.goals
    if goals is not None:
        wanted = [subject.text(text) for text in (goals.career, goals.personal, *goals.other) if text is not None]
        if wanted:
            yield Paragraph(
                _named(subject, "goals", _sentence(wanted, subject)),
                theme.ink,
                icon=MARK_ICONS["goal"],
                icon_colour=actor.colour,
            )
    if persona.needs:
        needs = _sentence([subject.text(need.text) for need in persona.needs], subject)
        yield Paragraph(
            _named(subject, "needs", needs),
            theme.ink,
            icon=MARK_ICONS["need"],
            icon_colour=actor.colour,
            space_before=0.2,
        )
    if persona.channels:
        names = [subject.library.channel_name(channel, subject.language) for channel in persona.channels]
        yield Paragraph(_named(subject, "channels", listed(names, subject.language)), theme.soft, space_before=0.2)


def _scope(subject: Subject) -> Iterable[Paragraph]:
    """Write where the journey starts and ends, and what the brand promises."""
    journey, theme = subject.journey, subject.theme
    scope = journey.scope
    if scope is not None:
        ends = " → ".join(filter(None, (subject.text(scope.from_), subject.text(scope.to))))
        for name, text in (
            ("scenario", subject.text(scope.scenario)),
            ("goal", subject.text(scope.goal)),
            ("from-to", ends),
            ("expectations", _sentence([subject.text(text) for text in scope.expectations], subject)),
        ):
            if text:
                yield Paragraph(
                    _named(subject, name, text), theme.ink, STRONG if name == "goal" else BODY, space_before=0.25
                )
    for promise in journey.brand.promises if journey.brand else ():
        yield Paragraph(
            subject.text(promise.text),
            theme.ink,
            icon=MARK_ICONS["promise-kept"],
            icon_colour=theme.accent,
            space_before=0.25,
        )


def _overall(subject: Subject) -> Iterable[Paragraph]:
    """Write the figures of the whole journey."""
    journey, theme = subject.journey, subject.theme
    for metric in journey.metrics:
        yield from metric_paragraphs(subject, metric)
    if journey.honeycomb:
        scored = (paragraph.text for paragraph in honeycomb_paragraphs(subject, journey.honeycomb))
        line = facts(scored, subject.dot, theme.ink, BODY, icon=MARK_ICONS["honeycomb"], icon_colour=theme.accent)
        if line is not None:
            yield line


def _named(subject: Subject, name: str, text: str) -> str:
    return subject.named(subject.word(name), text)


def _sentence(texts: Sequence[str], subject: Subject) -> str:
    return ("；" if subject.language == "zh" else "; ").join(texts)


def design_cells(subject: Subject) -> list[tuple[str, tuple[str, ...]]]:
    """Return the five steps of experience design that the map fills in: each with its name and its texts."""
    design = subject.journey.design
    if design is None:
        return []
    senses = design.senses
    felt = (
        [(label, subject.text(getattr(senses, name))) for name, label in SENSES.items()] if senses is not None else []
    )
    steps = [
        ("positioning", (subject.text(design.positioning),)),
        ("design-scenario", (subject.text(design.scenario),)),
        ("core-focus", (subject.text(design.core_focus),)),
        ("innovation", (subject.text(design.innovation),)),
        ("four-senses", tuple(subject.named(subject.say(label), text) for label, text in felt if text)),
    ]
    return [
        (f"{number} {subject.word(name)}", tuple(filter(None, texts)))
        for number, (name, texts) in enumerate(steps, 1)
        if any(texts)
    ]


def _columns(
    subject: Subject, cells: Sequence[tuple[str, tuple[str, ...]]], box: Box, body: float
) -> tuple[list[Item], float]:
    """Draw the five steps of experience design beside each other."""
    gap = _GAP * body
    width = (box.width - gap * (len(cells) - 1)) / len(cells)
    items: list[Item] = []
    tallest = 0.0
    for index, (name, texts) in enumerate(cells):
        left = box.x + index * (width + gap)
        head = Paragraph(name, subject.theme.accent, STRONG)
        cell = (head, *(Paragraph(text, subject.theme.ink, space_before=0.1) for text in texts))
        items.append(Line(left, box.y, left + width, box.y, subject.theme.accent, 1))
        items += draw_cell(cell, Box(left, box.y + 0.4 * body, width, 0), body)
        tallest = max(tallest, cell_height(cell, width, body) + 0.4 * body)
    return items, tallest
