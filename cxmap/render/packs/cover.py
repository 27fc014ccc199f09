"""The cover of a pack: whose journey it is, how it feels, who goes through it, what the pack is for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxmap.model.vocabulary import KINDS, STATES
from cxmap.render.marks.badges import draw_badge
from cxmap.render.packs.hero import draw_hero, has_feelings
from cxmap.render.packs.labels import COVER, WORDS
from cxmap.render.page.title import title_facts
from cxmap.render.scene import Box, Group, Image, Item, Label, Line, Rect, Scene, Sheet
from cxmap.render.text.paragraphs import ASCENT, LEADING, MINOR, STRONG, Paragraph, draw_cell, text_block, wrapped
from cxmap.render.text.widths import advance
from cxmap.render.theme import PAPERS, SMALLEST_TEXT
from cxmap.render.views import View
from cxmap.render.wordtables import WordTable

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cxmap.render.packs import Pack
    from cxmap.render.subject import Subject

COVER_VIEW = View("cover", COVER, WORDS["shows-cover"])

# All in hundredths of the width of the sheet.
_MARGIN = 6.0
_BRAND_TOP, _BRAND = 5.0, 3.6
_TITLE_TOP = 13.0
_TITLES = (6.0, 5.4, 4.8, 4.2, 3.6, 3.0, 2.6)  # sizes to try
_TITLE_WIDTH, _TITLE_LINES = 60.0, 2
_TITLE_LEADING = 1.14  # ems: display type stands closer than text
_SUBTITLE, _MOST_LINES = 1.45, 3
_PEOPLE_LEFT = 71.0
_HERO_BOTTOM = 59.0
_LEAST_HERO = 14.0
_FACTS_TOP = 61.5
_PURPOSE_WIDTH = 34.0


def cover_tables(subject: Subject, pack: Pack) -> tuple[WordTable, ...]:
    """Return what the cover says, in words."""
    rows = [
        (subject.say(WORDS["purpose"]), subject.say(pack.purpose)),
        *title_facts(subject),
        *((subject.say(WORDS["people"]), actor.name) for actor in subject.actors if actor.persona is not None),
    ]
    return (WordTable(subject.title, (subject.say(WORDS["fact"]), subject.say(WORDS["value"])), tuple(rows)),)


def draw_cover(subject: Subject, pack: Pack, paper: str) -> Scene:
    """Lay the cover out on one sheet."""
    width, height = PAPERS[paper]
    return Scene(
        key=f"{subject.journey.id}-cover",
        title=subject.title,
        name=subject.say(COVER),
        description=f"{subject.title}. {subject.say(pack.name)}: {subject.say(pack.purpose)}",
        takeaway=subject.say(pack.purpose),
        language=subject.language,
        fonts=subject.theme.fonts,
        ground=subject.theme.ground,
        paper=paper,
        sheets=(Sheet(width, height, tuple(_items(subject, pack, width / 100))),),
    )


def _items(subject: Subject, pack: Pack, unit: float) -> Iterable[Item]:
    left, right = _MARGIN * unit, (100 - _MARGIN) * unit
    yield from _brand(subject, Box(left, _BRAND_TOP * unit, right - left, _BRAND * unit), unit)
    titles, bottom = _titles(subject, pack, Box(left, _TITLE_TOP * unit, _TITLE_WIDTH * unit, 0), unit)
    yield from titles
    people, people_bottom = _people(
        subject, Box(_PEOPLE_LEFT * unit, _TITLE_TOP * unit, right - _PEOPLE_LEFT * unit, 0), unit
    )
    yield from people
    if subject.columns:
        top = (_HERO_BOTTOM - _LEAST_HERO) * unit
        if has_feelings(subject):
            top = min(max(bottom, people_bottom) + 3.4 * unit, top)
        yield from draw_hero(subject, Box(left, top, right - left, _HERO_BOTTOM * unit - top), 1.25 * unit)
    yield from _facts(subject, pack, Box(left, _FACTS_TOP * unit, right - left, 0), unit)


def _brand(subject: Subject, box: Box, unit: float) -> Iterable[Item]:
    """Draw the logo, or else the brand's name."""
    logo, journey = subject.logo, subject.journey
    name = (subject.text(journey.brand.name) if journey.brand else "") or subject.text(journey.client)
    if logo is not None:
        scale = min(box.height / logo.height, 20 * unit / logo.width)
        place = Box(box.x, box.y, logo.width * scale, logo.height * scale)
        yield Image(place, logo.data, logo.media, title=name)
    elif name:
        label, _ = text_block(name, box._replace(height=0), 1.7 * unit, subject.theme.ink, bold=True)
        yield from filter(None, (label,))


def _titles(subject: Subject, pack: Pack, box: Box, unit: float) -> tuple[list[Item], float]:
    """Draw the accent's bar, the pack's name, the title and what the map is about."""
    theme, journey = subject.theme, subject.journey
    items: list[Item] = [Rect(Box(box.x, box.y, 5 * unit, 0.4 * unit), theme.accent)]
    top = box.y + 1.7 * unit
    eyebrow = subject.dot.join(
        filter(None, (
            subject.say(pack.name),
            subject.say(KINDS[journey.kind or "customer"]),
            subject.say(STATES[journey.state]) if journey.state else "",
        ))
    )  # fmt: skip
    size = next(
        (size for size in _TITLES if len(wrapped(subject.title, box.width / unit / size, bold=True)) <= _TITLE_LINES),
        _TITLES[-1],
    )
    about = _shortened(subject.text(journey.description) or _scope(subject), box.width / unit / _SUBTITLE)
    for text, scale, colour, bold, leading, gap in (
        (eyebrow, 1.3, theme.accent, True, LEADING, 0.9),
        (subject.title, size, theme.ink, True, _TITLE_LEADING, 1.3),
        (about, _SUBTITLE, theme.soft, False, LEADING, 0.0),
    ):
        lines = wrapped(text, box.width / unit / scale, bold=bold)
        if lines:
            tall = len(lines) * leading * scale * unit
            baseline = top + (leading - LEADING + 2 * ASCENT) / 2 * scale * unit
            room = Box(box.x, top, box.width, tall)
            items.append(Label(box.x, baseline, lines, scale * unit, colour, room, leading * scale * unit, bold=bold))
            top += tall + gap * unit
    return items, top


def _scope(subject: Subject) -> str:
    scope = subject.journey.scope
    return " → ".join(filter(None, (subject.text(scope.from_), subject.text(scope.to)))) if scope else ""


def _shortened(text: str, width: float, *, most: int = _MOST_LINES, bold: bool = False) -> str:
    """Return as much of a text as fits on so many lines of a width in ems."""
    kept = shown = text
    while kept and len(wrapped(shown, width, bold=bold)) > most:
        kept = kept[:-1].rstrip(" ,.;，。；、")
        shown = kept + "…"
    return shown


def _people(subject: Subject, box: Box, unit: float) -> tuple[list[Item], float]:
    """Draw a badge, a name and what he or she does, for each persona; beside each other where there are many."""
    people = [actor for actor in subject.actors if actor.persona is not None]
    tall, badge = (4.6, 3.4) if len(people) <= 4 else (3.4, 2.6)
    items: list[Item] = []
    for index, actor in enumerate(people):
        top = box.y + index * tall * unit
        text_left = box.x + (badge + 1.0) * unit
        what = subject.text(actor.persona.role or actor.persona.occupation) if actor.persona else ""
        room = (box.right - text_left) / unit
        cell = [
            Paragraph(_shortened(actor.name, room / 1.35, most=1, bold=True), actor.colour, STRONG._replace(scale=1.35))
        ]
        if what:
            cell.append(
                Paragraph(
                    _shortened(what, room / 1.05, most=1),
                    subject.theme.soft,
                    MINOR._replace(scale=1.05),
                    space_before=0,
                )
            )
        words_tall = sum(paragraph.type.scale for paragraph in cell) * LEADING * unit
        middle = top + badge * unit / 2
        drawn = [
            *draw_badge(actor, box.x, top, badge * unit),
            *draw_cell(tuple(cell), Box(text_left, middle - words_tall / 2, room * unit, 0), unit),
        ]
        items.append(Group(tuple(drawn), title=actor.name, actor=actor.id))
    return items, box.y + len(people) * tall * unit


def _facts(subject: Subject, pack: Pack, box: Box, unit: float) -> Iterable[Item]:
    """Draw the purpose of the pack, and the facts of the map beside it, under a line."""
    theme = subject.theme
    yield Line(box.x, box.y, box.right, box.y, theme.hairline, 0.75)
    size = max(SMALLEST_TEXT, 1.05 * unit)
    purpose = Box(box.x, box.y + 1.3 * unit, _PURPOSE_WIDTH * unit, 0)
    label, _ = text_block(subject.say(pack.purpose), purpose, size, theme.ink)
    yield from filter(None, (label,))
    facts = title_facts(subject)
    left = box.x + (_PURPOSE_WIDTH + 4) * unit
    for (name, value), (start, width) in zip(facts, _columns(facts, (box.right - left) / size), strict=True):
        cell = (
            Paragraph(name, theme.soft, MINOR),
            Paragraph(_shortened(value, width, bold=True), theme.ink, STRONG, space_before=0.1),
        )
        yield from draw_cell(cell, Box(left + start * size, box.y + 1.3 * unit, width * size, 0), size)


def _columns(facts: Sequence[tuple[str, str]], width: float) -> list[tuple[float, float]]:
    """Return start and width of each fact's column, in ems: the longer its text, the wider."""
    gap = 1.6
    needs = [max(min(max(advance(name), advance(value, bold=True)) + 0.1, 16.0), 4.0) for name, value in facts]
    room = width - gap * (len(facts) - 1)
    most = max(needs, default=0.0)
    while most > 2 and sum(min(need, most) for need in needs) > room:  # the longest give way
        most -= 0.25
    columns, start = [], 0.0
    for need in needs:
        columns.append((start, min(need, most)))
        start += min(need, most) + gap
    return columns
