"""The title of a picture: what it is of, and the title block with client, owner, version, review and source."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cxmap.model.vocabulary import KINDS, STATES
from cxmap.render.scene import Box, Image, Item, Line
from cxmap.render.subject import once
from cxmap.render.text.paragraphs import MINOR, STRONG, Cell, Paragraph, cell_height, draw_cell, one_line, text_block
from cxmap.render.theme import SMALLEST_TEXT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cxmap.render.subject import Subject

_TITLE = 2.5  # ems of the body, and on large paper at least this share of the width:
_TITLE_SHARE = 58
_FACT = 16.5  # ems of a column of the title block
_ROOMY = 125  # ems: a sheet as wide has room for three of them beside the title


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
    """Draw title and title block from the top of `box`; return what was drawn and how tall it became.

    A picture that shows one side of the map has that for its headline, and the map's title above it.
    """
    block, block_width, block_height = _block(subject, box.x, box.y, box.width, body)
    items = list(block)
    left_width = box.width - block_width - (2 * body if block_width else 0)
    eyebrow = subject.dot.join(
        filter(None, (
            subject.title if headline.name else "",
            subject.say(KINDS[subject.journey.kind or "customer"]),
            subject.say(STATES[subject.journey.state]) if subject.journey.state else "",
            subject.text(subject.journey.brand.name) if subject.journey.brand else "",
        ))
    )  # fmt: skip
    below = (
        (headline.takeaway, 1.2, subject.theme.ink, False)
        if headline.name
        else (subject.text(subject.journey.description), 1.0, subject.theme.soft, False)
    )
    height = 0.0
    for text, scale, colour, bold in (
        (eyebrow, 1.0, subject.theme.accent, True),
        (headline.name or subject.title, max(_TITLE, box.width / _TITLE_SHARE / body), subject.theme.ink, True),
        below,
    ):
        label, tall = text_block(text, Box(box.x, box.y + height, left_width, 0), scale * body, colour, bold=bold)
        if label is not None:
            items.append(label)
        height += tall
    return items, max(height, block_height)


@once
def _block(
    subject: Subject, left: float, top: float, width: float, body: float
) -> tuple[tuple[Item, ...], float, float]:
    """Draw the title block at the right of a space so wide; return what was drawn, how wide it is, and how tall."""
    facts = title_facts(subject)
    across = 3 if len(facts) > 4 and width > _ROOMY * body else 2
    block_width = min(width * 0.42, across * _FACT * body) if facts or subject.logo else 0
    x = left + width - block_width
    logo, logo_height = _logo(subject, Box(x, top, block_width, 0), body)
    drawn, facts_height = _facts(subject, facts, across, Box(x, top + logo_height, block_width, 0), body)
    return (*logo, *drawn), block_width, facts_height + logo_height


def _logo(subject: Subject, box: Box, body: float) -> tuple[list[Item], float]:
    """Draw the brand's logo at the left of the title block, at its own proportions."""
    if subject.logo is None:
        return [], 0.0
    tallest, widest = 3.2 * body, min(box.width, 16 * body)
    scale = min(tallest / subject.logo.height, widest / subject.logo.width)
    place = Box(box.x, box.y, subject.logo.width * scale, subject.logo.height * scale)
    name = subject.text(subject.journey.brand.name) if subject.journey.brand else ""
    return [Image(place, subject.logo.data, subject.logo.media, name)], place.height + 0.8 * body


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


def _facts(
    subject: Subject, facts: Sequence[tuple[str, str]], columns: int, box: Box, body: float
) -> tuple[list[Item], float]:
    """Draw names and values in columns, with a hairline above each row."""
    items: list[Item] = []
    width = (box.width - (columns - 1) * body) / columns
    top = box.y
    for row in range(0, len(facts), columns):
        tallest = 0.0
        for index, (name, value) in enumerate(facts[row : row + columns]):
            left = box.x + index * (width + body)
            items.append(Line(left, top, left + width, top, subject.theme.hairline))
            cell: Cell = (
                Paragraph(name, subject.theme.soft, MINOR),
                Paragraph(value, subject.theme.ink, STRONG, space_before=0),
            )
            tallest = max(tallest, cell_height(cell, width, body))
            items += draw_cell(cell, Box(left, top + 0.2 * body, width, 0), body)
        top += tallest + 0.5 * body
    return items, top - box.y
