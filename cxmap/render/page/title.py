"""The title of a picture: what it is of, and in one quiet line its client, owner, version, review and source."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cxmap.model.vocabulary import KINDS, STATES
from cxmap.render.scene import Box, Image, Item, Label
from cxmap.render.subject import once
from cxmap.render.text.paragraphs import LEADING, SMALL, one_line, text_block
from cxmap.render.text.widths import advance
from cxmap.render.theme import SMALLEST_TEXT

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cxmap.render.subject import Subject

_TITLE = 2.5  # ems of the body, and on large paper at least this share of the width:
_TITLE_SHARE = 58
_FINDING = 0.55  # of the title, on a picture of the whole map
_BETWEEN_FACTS, _BETWEEN_WORDS = 1.6, 0.4  # ems of the facts
_BESIDE = 3.0  # ems: less is not left between eyebrow and facts on one line


class Headline(NamedTuple):
    """What a picture shows of a map, and what a reader should take away from it; both in words."""

    name: str = ""
    takeaway: str = ""


def draw_title(
    subject: Subject,
    box: Box,
    body: float,
    headline: Headline = Headline(),  # noqa: B008  a constant
) -> tuple[list[Item], float]:
    """Draw title and facts from the top of `box`; return what was drawn and how tall it became.

    A picture that shows one side of the map has that for its headline, and the map's title above it.
    """
    logo, logo_width, logo_height = _logo(subject, box, body)
    items, width = list(logo), box.width - logo_width
    eyebrow = subject.dot.join(
        filter(None, (
            subject.title if headline.name else "",
            subject.say(KINDS[subject.journey.kind or "customer"]),
            subject.say(STATES[subject.journey.state]) if subject.journey.state else "",
            subject.text(subject.journey.brand.name) if subject.journey.brand else "",
        ))
    )  # fmt: skip
    size = max(SMALLEST_TEXT, SMALL * body)
    facts = [_Fact(name, value, size) for name, value in title_facts(subject)]
    facts_width = sum(fact.width for fact in facts) + _BETWEEN_FACTS * size * max(len(facts) - 1, 0)
    beside = advance(eyebrow, bold=True) * body + _BESIDE * body + facts_width <= width
    if beside:
        items += _row(subject, facts, box.x + width - facts_width, box.y + body)
    height = 0.0
    title = max(_TITLE, box.width / _TITLE_SHARE / body)
    for text, scale, colour, bold in (
        (eyebrow, 1.0, subject.theme.accent, True),
        (headline.name or subject.title, title, subject.theme.ink, True),
        (headline.takeaway, 1.2 if headline.name else _FINDING * title, subject.theme.ink, not headline.name),
        ("" if headline.name else subject.text(subject.journey.description), 1.0, subject.theme.soft, False),
    ):
        room = width - (facts_width + _BESIDE * body if beside and not height else 0.0)
        label, tall = text_block(text, Box(box.x, box.y + height, room, 0), scale * body, colour, bold=bold)
        if label is not None:
            items.append(label)
        height += tall
    if not beside:
        height += 0.3 * body
        if any(fact.width > width for fact in facts):
            said = subject.dot.join(f"{fact.name} {fact.value}" for fact in facts)
            label, tall = text_block(said, Box(box.x, box.y + height, width, 0), size, subject.theme.ink)
            items += [label] if label is not None else []
            return items, max(height + tall, logo_height)
        for row in _rows(facts, width):
            items += _row(subject, row, box.x, box.y + height + size)
            height += LEADING * size
    return items, max(height, logo_height)


@once
def title_height(subject: Subject, width: float, body: float, headline: Headline) -> float:
    """Return how tall title and facts become in a width."""
    return draw_title(subject, Box(0, 0, width, 0), body, headline)[1]


@once
def running_title_height(subject: Subject, width: float, body: float, name: str = "") -> float:
    """Return how tall the head of a further sheet becomes in a width."""
    return draw_running_title(subject, Box(0, 0, width, 0), body, "0 / 0", name)[1]


class _Fact(NamedTuple):
    """A name and its value, set beside each other in a size."""

    name: str
    value: str
    size: float

    @property
    def value_left(self) -> float:
        """How far from its left edge the value begins."""
        return (advance(self.name) + _BETWEEN_WORDS) * self.size

    @property
    def width(self) -> float:
        """How wide both are."""
        return self.value_left + advance(self.value, bold=True) * self.size


def _rows(facts: Sequence[_Fact], width: float) -> Iterable[Sequence[_Fact]]:
    """Break facts over rows of a width."""
    row: list[_Fact] = []
    used = 0.0
    for fact in facts:
        gap = _BETWEEN_FACTS * fact.size if row else 0.0
        if row and used + gap + fact.width > width:
            yield row
            row, used, gap = [], 0.0, 0.0
        row.append(fact)
        used += gap + fact.width
    if row:
        yield row


def _row(subject: Subject, facts: Sequence[_Fact], left: float, baseline: float) -> Iterable[Label]:
    for fact in facts:
        yield one_line(fact.name, left, baseline, fact.size, subject.theme.soft)
        yield one_line(fact.value, left + fact.value_left, baseline, fact.size, subject.theme.ink, bold=True)
        left += fact.width + _BETWEEN_FACTS * fact.size


def _logo(subject: Subject, box: Box, body: float) -> tuple[list[Item], float, float]:
    """Draw the brand's logo at the upper right, at its own proportions; return what it takes of width and height."""
    if subject.logo is None:
        return [], 0.0, 0.0
    tallest, widest = 4.0 * body, min(0.3 * box.width, 16 * body)
    scale = min(tallest / subject.logo.height, widest / subject.logo.width)
    width, height = subject.logo.width * scale, subject.logo.height * scale
    name = subject.text(subject.journey.brand.name) if subject.journey.brand else ""
    place = Box(box.right - width, box.y, width, height)
    return [Image(place, subject.logo.data, subject.logo.media, name)], width + 2 * body, height


def draw_running_title(subject: Subject, box: Box, body: float, place: str, name: str = "") -> tuple[list[Item], float]:
    """Draw the head of a further sheet: the title, and which sheet it is unless `place` is empty."""
    size = 1.3 * body
    if not place:
        title = subject.dot.join(filter(None, (name, subject.title)))
        alone, height = text_block(title, box, size, subject.theme.ink, bold=True)
        return [alone] if alone else [], height
    sheet = one_line(place, box.right, box.y + size, max(0.95 * body, SMALLEST_TEXT), subject.theme.soft, anchor="end")
    width = box.width - sheet.box.width - 2 * body
    title = subject.dot.join(filter(None, (name, subject.title)))
    label, height = text_block(title, Box(box.x, box.y, width, 0), size, subject.theme.ink, bold=True)
    return [*([label] if label else []), sheet], height


@once
def title_facts(subject: Subject) -> tuple[tuple[str, str], ...]:
    """Return what the title block says: names with their values."""
    journey = subject.journey
    review = journey.review.last.isoformat() if journey.review and journey.review.last else ""
    facts = [
        (subject.word("client"), subject.text(journey.client)),
        (subject.word("owner"), subject.library.team_name(journey.owner, subject.language) if journey.owner else ""),
        (subject.word("version"), journey.version or ""),
        (subject.word("reviewed"), review),
        (subject.word("source"), f"{journey.id} @ {subject.revision}"),
    ]
    return tuple(fact for fact in facts if fact[1])
