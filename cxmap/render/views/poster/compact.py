"""The compact form: what is read at one glance. The worst pain of each touchpoint, opportunities in short, no figures."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from cxmap.model.vocabulary import SEVERITIES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cxmap.model.journey import Touchpoint
    from cxmap.render.lanes import Lane
    from cxmap.render.subject import Subject
    from cxmap.render.text.paragraphs import Cell

COMPACT_LANES = ("storyboard", "channel", "emotion", "pain_points", "opportunities")
"""The lanes of the compact form, unless others are chosen."""

_RANKS = {severity: rank for rank, severity in enumerate(SEVERITIES, 1)}
_HOW_MIGHT_WE = re.compile(
    r"(?:how (?:might|could|can|do) we|how to)\s+|(?:我们)?(?:可以)?(?:怎样|怎么|如何)(?:才能)?", re.IGNORECASE
)


def shortened(subject: Subject, lanes: Sequence[Lane]) -> list[Lane]:
    """Return lanes with less in them: no details, one pain point a touchpoint, opportunities without their opening."""
    return [
        replace(lane, cells=tuple(_short(subject, lane, column) for column in range(len(lane.cells)))) for lane in lanes
    ]


def _short(subject: Subject, lane: Lane, column: int) -> Cell:
    cell = tuple(paragraph for paragraph in lane.cells[column] if not paragraph.keeps)
    touchpoint = subject.columns[column].touchpoint
    if lane.id == "pain_points" and len(cell) > 1:
        worst = _worst(subject, touchpoint)
        more = subject.word("more", str(len(cell) - 1))
        return (cell[worst]._replace(text=f"{cell[worst].text}{more}"),)
    if lane.id == "opportunities":
        return tuple(paragraph._replace(text=short_question(paragraph.text)) for paragraph in cell)
    return cell


def _worst(subject: Subject, touchpoint: Touchpoint) -> int:
    """Return which of the pain points that are drawn is the most severe: the first of them."""
    ranks = [_RANKS.get(pain.severity or "", 0) for pain in subject.pain_felt(touchpoint)]
    return ranks.index(max(ranks))


def short_question(text: str) -> str:
    """Leave out the opening that all opportunities share: `How might we say less?` becomes `Say less?`."""
    found = _HOW_MIGHT_WE.match(text)
    rest = text[found.end() :] if found else ""
    return rest[:1].upper() + rest[1:] if rest else text
