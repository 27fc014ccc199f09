"""The facilitator's guide: what for, who and with what; the agenda with its timings; questions; what to do when it gets stuck."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxmap.language import enumerated, listed
from cxmap.render.marks.icons import MARK_ICONS
from cxmap.render.page.blocks import Block, Columns, Stack, Texts, heading
from cxmap.render.page.tables import Column, Row, Table
from cxmap.render.page.title import Headline
from cxmap.render.subject import once
from cxmap.render.text.paragraphs import BODY, STRONG, Cell, Paragraph
from cxmap.render.views.worksheet import labels
from cxmap.render.views.worksheet.agenda import BREAK, BREAK_AFTER, HALF_DAY, SHORT, STEPS, starts
from cxmap.render.views.worksheet.content import strips_of, teams_of
from cxmap.render.views.worksheet.questions import QUESTIONS, SITUATIONS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cxmap.language import Words
    from cxmap.render.options import ViewOptions
    from cxmap.render.subject import Subject
    from cxmap.render.views.worksheet.questions import Situation

_MOST_TEAMS = 8


def headline(subject: Subject, options: ViewOptions) -> Headline:
    """Say in one sentence what the workshop is going to do with this map."""
    count = len(subject.columns)
    blank = sum(strip.lane is None for strip in strips_of(subject, options))
    touchpoints = (
        subject.say(labels.TOUCHPOINTS[count > 1]).format(count) if count else subject.say(labels.NO_TOUCHPOINTS)
    )
    lanes = subject.say(labels.BLANKS[blank != 1]).format(blank)
    people = enumerated([actor.name for actor in subject.actors], subject.language)
    said = subject.say(labels.TAKEAWAY).format(
        half=_minutes(subject, HALF_DAY),
        short=_minutes(subject, SHORT),
        touchpoints=touchpoints,
        lanes=lanes,
        people=people,
    )
    return Headline(subject.say(labels.GUIDE), said)


def blocks(subject: Subject, options: ViewOptions, *, parted: bool = False) -> list[Block]:
    """Return what the guide is stacked of; `parted` begins a sheet where the questions begin."""
    theme = subject.theme
    return [
        Columns([_part(subject, *part) for part in _frame(subject)], between=2.5),
        heading(subject.say(labels.AGENDA), theme.ink),
        _agenda(subject),
        heading(subject.say(labels.QUESTIONS_HEAD), theme.ink, starts_sheet=parted),
        _questions(subject, options),
        heading(subject.say(labels.SITUATIONS_HEAD), theme.ink),
        Columns([_situations(subject, SITUATIONS[start::3]) for start in range(3)], between=2.5, gap=0.8),
        Columns(
            [
                _numbered(subject, subject.say(labels.VOTING), labels.VOTING_TEXT),
                _numbered(subject, subject.say(labels.AFTERWARDS), labels.AFTERWARDS_TEXT),
            ],
            between=2.5,
            gap=1.8,
        ),
    ]


def agenda_rows(subject: Subject) -> list[tuple[str, str, str, str, str]]:
    """Return the agenda: of each step what it is, what happens, what comes of it, and its minutes in both forms."""
    half = starts(tuple(step.half_day for step in STEPS))
    rows = []
    for number, (step, start) in enumerate(zip(STEPS, half, strict=True), 1):
        rows.append(
            (
                f"{number} {subject.say(step.name)}",
                subject.say(step.doing),
                subject.say(step.result),
                f"{start}{subject.dot}{_short(subject, step.half_day)}",
                _short(subject, step.short),
            )
        )
        if number == BREAK_AFTER:
            rows.append((subject.say(labels.BREAK), "", "", _short(subject, BREAK), "–"))
    return rows


def agenda_heads(subject: Subject) -> tuple[str, str, str, str, str]:
    """Return the heads of the agenda's columns."""
    return (
        subject.say(labels.STEP),
        subject.say(labels.DOING),
        subject.say(labels.RESULT),
        subject.say(labels.HALF_DAY).format(_minutes(subject, HALF_DAY)),
        subject.say(labels.SHORT).format(_minutes(subject, SHORT)),
    )


@once
def question_rows(subject: Subject, options: ViewOptions) -> tuple[tuple[str, str, str], ...]:
    """Return for each lane of the worksheet what to ask, and a note that helps; the empty lanes first."""
    strips = sorted(strips_of(subject, options), key=lambda strip: strip.lane is not None)
    return tuple(
        (strip.name, subject.say(QUESTIONS[strip.id].ask), subject.say(QUESTIONS[strip.id].note))
        for strip in strips
        if strip.id in QUESTIONS
    )


def _frame(subject: Subject) -> Iterable[tuple[str, Sequence[str]]]:
    """Yield what stands at the top: purpose, people, materials."""
    scope = subject.journey.scope
    ends = " → ".join(filter(None, (subject.text(scope.from_), subject.text(scope.to)))) if scope else ""
    people = listed([actor.name for actor in subject.actors if actor.persona], subject.language)
    yield (
        subject.say(labels.PURPOSE),
        (
            subject.say(labels.PURPOSE_TEXT),
            subject.say(labels.JOURNEY).format(ends) if ends else "",
            subject.say(labels.PERSONAS).format(people) if people else "",
        ),
    )
    teams = list(teams_of(subject))
    no_teams = "" if "owners" in subject.hidden else subject.say(labels.NO_TEAMS)
    shown = listed(teams[:_MOST_TEAMS], subject.language) + ("…" if len(teams) > _MOST_TEAMS else "")
    yield (
        subject.say(labels.PEOPLE),
        (
            subject.say(labels.PEOPLE_TEXT),
            subject.say(labels.TEAMS).format(shown) if teams else no_teams,
        ),
    )
    yield subject.say(labels.MATERIALS), (subject.say(labels.MATERIALS_TEXT),)


def _part(subject: Subject, head: str, texts: Sequence[str]) -> Block:
    theme = subject.theme
    given = [Paragraph(text, theme.ink) for text in texts if text]
    return Texts((Paragraph(head, theme.accent, STRONG), *given))


def _agenda(subject: Subject) -> Block:
    theme = subject.theme
    heads = agenda_heads(subject)
    columns = [Column(head, weight) for head, weight in zip(heads, (0.9, 2.3, 1.2, 0.65, 0.45), strict=True)]
    rows = []
    for name, doing, result, half, short in agenda_rows(subject):
        cells: tuple[Cell, ...] = (
            (Paragraph(name, theme.ink, STRONG if doing else BODY),),
            (Paragraph(doing, theme.ink),) if doing else (),
            (Paragraph(result, theme.soft),) if result else (),
            (Paragraph(half, theme.ink, STRONG if doing else BODY),),
            (Paragraph(short, theme.ink),),
        )
        rows.append(Row(cells))
    return Table(theme, columns, rows, gap=0.6)


def _questions(subject: Subject, options: ViewOptions) -> Block:
    theme = subject.theme
    heads = (labels.LANE, labels.ASK, labels.NOTE)
    columns = [Column(subject.say(head), weight) for head, weight in zip(heads, (0.7, 2.6, 1.6), strict=True)]
    rows = [
        Row(
            (
                (Paragraph(lane, theme.ink, STRONG),),
                (Paragraph(ask, theme.ink),),
                (Paragraph(note, theme.soft, icon=MARK_ICONS["quote"], icon_colour=theme.accent),),
            )
        )
        for lane, ask, note in question_rows(subject, options)
    ]
    return Table(theme, columns, rows, gap=0.6)


def _situations(subject: Subject, situations: Sequence[Situation]) -> Block:
    theme = subject.theme
    cell: list[Paragraph] = []
    for situation in situations:
        cell.append(Paragraph(subject.say(situation.name), theme.ink, STRONG, space_before=0.8))
        cell.append(Paragraph(subject.say(situation.help), theme.ink, space_before=0.1))
    return Texts(tuple(cell))


def _numbered(subject: Subject, head: str, texts: Sequence[Words]) -> Block:
    theme = subject.theme
    numbered = (
        Paragraph(
            subject.say(text), theme.ink, term=f"{number}", term_room=1.3, icon_colour=theme.accent, space_before=0.3
        )
        for number, text in enumerate(texts, 1)
    )
    return Stack([heading(head, theme.ink), Texts(tuple(numbered), gap=0.6)])


def _minutes(subject: Subject, minutes: int) -> str:
    """Say how long: `4 hours`, `90 min`."""
    return subject.duration(f"{minutes // 60}h" if minutes % 60 == 0 else f"{minutes}min")


def _short(subject: Subject, minutes: int) -> str:
    return subject.duration(f"{minutes}min")
