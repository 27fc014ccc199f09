"""What frames a journey: its personas, its scope, the figures of the whole, the five steps of its design; as texts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxmap.language import listed
from cxmap.model.reading import called
from cxmap.model.vocabulary import METRIC_KINDS, SENSES
from cxmap.render.lanes import figure, honeycomb_paragraphs, metric_paragraphs
from cxmap.render.marks.icons import MARK_ICONS
from cxmap.render.subject import once
from cxmap.render.text.paragraphs import BODY, SMALL, STRONG, Cell, Paragraph, Type, facts
from cxmap.render.text.saying import quoted, semicolons
from cxmap.render.text.widths import advance

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cxmap.model.claims import Metric
    from cxmap.model.people import Persona
    from cxmap.render.subject import Actor, Subject

FIGURE = Type(1.9, bold=True)
"""How the figures of the whole journey are set."""


@once
def cards(subject: Subject, *, brief: bool = False) -> Sequence[tuple[Actor | None, Cell]]:
    """Return what the cards say: one for each persona, one for the scope, one for the figures of the whole journey."""
    found: list[tuple[Actor | None, Cell]] = [
        (actor, tuple(_persona(subject, actor, actor.persona, brief=brief)))
        for actor in subject.actors
        if actor.persona is not None
    ]
    more = tuple(_scope(subject, brief=brief)), tuple(_overall(subject, brief=brief))
    return [*found, *((None, cell) for cell in more if cell)]


def _persona(subject: Subject, actor: Actor, persona: Persona, *, brief: bool) -> Iterable[Paragraph]:
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
        keeps=True,
    )
    if about is not None:
        yield about
    if persona.quote is not None:
        yield Paragraph(quoted(subject.text(persona.quote)), theme.ink, STRONG, keeps=True)
    if brief:
        return
    if persona.description is not None:
        yield Paragraph(subject.text(persona.description), theme.soft, keeps=True)
    goals = persona.goals
    if goals is not None:
        wanted = [subject.text(text) for text in (goals.career, goals.personal, *goals.other) if text is not None]
        if wanted:
            yield Paragraph(
                _named(subject, "goals", semicolons(wanted, subject.language)),
                theme.ink,
                icon=MARK_ICONS["goal"],
                icon_colour=actor.colour,
            )
    if persona.needs:
        needs = semicolons((subject.text(need.text) for need in persona.needs), subject.language)
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


def _scope(subject: Subject, *, brief: bool) -> Iterable[Paragraph]:
    """Write where the journey starts and ends, and what the brand promises."""
    journey, theme = subject.journey, subject.theme
    scope = journey.scope
    if scope is not None:
        ends = " → ".join(filter(None, (subject.text(scope.from_), subject.text(scope.to))))
        said = {
            "scenario": subject.text(scope.scenario),
            "goal": subject.text(scope.goal),
            "from-to": ends,
            "expectations": semicolons(map(subject.text, scope.expectations), subject.language),
        }
        given = {
            subject.word(name): text for name, text in said.items() if text and (name != "expectations" or not brief)
        }
        room = max((advance(term) for term in given), default=0.0) + 0.9
        for term, text in given.items():
            is_goal = term == subject.word("goal")
            yield Paragraph(
                text, theme.ink, STRONG if is_goal else BODY, space_before=0.25, icon_colour=theme.soft, said=term,
                term=term, term_room=room,
            )  # fmt: skip
    for promise in journey.brand.promises if journey.brand and not brief else ():
        yield Paragraph(
            subject.text(promise.text),
            theme.ink,
            icon=MARK_ICONS["promise-kept"],
            icon_colour=theme.accent,
            space_before=0.25,
        )


def _overall(subject: Subject, *, brief: bool) -> Iterable[Paragraph]:
    """Write the figures of the whole journey."""
    journey, theme = subject.journey, subject.theme
    for metric in journey.metrics:
        yield from _figure(subject, metric, brief=brief)
    if journey.honeycomb and not brief:
        scored = (paragraph.text for paragraph in honeycomb_paragraphs(subject, journey.honeycomb))
        line = facts(scored, subject.dot, theme.ink, BODY, icon=MARK_ICONS["honeycomb"], icon_colour=theme.accent)
        if line is not None:
            yield line


def _figure(subject: Subject, metric: Metric, *, brief: bool) -> Iterable[Paragraph]:
    """Write a figure as what is read first, its name above it, and below what it takes to read it."""
    name = subject.text(metric.name) or subject.say(METRIC_KINDS[metric.kind])
    yield Paragraph(name + subject.cited(metric.evidence), subject.theme.soft, Type(SMALL, bold=True), space_before=0.6)
    if metric.value is not None:
        value = figure(metric.value, subject.text(metric.unit))
        yield Paragraph(value, subject.theme.ink, FIGURE, space_before=0.0, keeps=True)
    details = [paragraph._replace(hangs=False) for paragraph in metric_paragraphs(subject, metric)][1:]
    yield from details[:0] if brief and metric.value is not None else details


def _named(subject: Subject, name: str, text: str) -> str:
    return subject.named(subject.word(name), text)


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
