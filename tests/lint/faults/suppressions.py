"""Comments that excuse what they should not, or nothing at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxmap.lint import RULES
from tests.lint.faults.places import TOUCHPOINT, is_spare
from tests.lint.faults.seeds import seed

if TYPE_CHECKING:
    from random import Random

    from cxmap.diagnostics import Path
    from tests.lint.faults.breaking import MapText
    from tests.lint.faults.seeds import Broken

_RULES = [rule.name for rule in RULES if rule.family not in ("suppressions", "drift")]
"""Those that a comment can excuse in a map that nothing has been measured of."""


def _fields(text: MapText) -> list[Path]:
    """Return the fields that have a line of their own."""
    keys = text.source.keys
    return [
        path for path, span in keys.items() if not text.lines[text.row(path)][: _column(text, span.start)].strip(" -")
    ]


def _column(text: MapText, offset: int) -> int:
    return text.source.text.position(offset)[1] - 1


def _comment(text: MapText, place: Path, words: str, random: Random) -> Broken:
    """Write a comment beside a field or above it; what is found there is found at the comment."""
    if random.random() < 0.5 or place == ("cxmap",):
        return text.comment(place, words), place
    return text.comment(place, words, above=True), place


@seed("suppression-without-reason", at=lambda m: (p for p in m.each(TOUCHPOINT) if is_spare(m, (*p, "owner"))))
def a_fault_is_excused_without_a_word(text: MapText, place: Path, random: Random) -> Broken:
    words = random.choice(["# cxmap: ignore[touchpoint-without-owner]", "# cxmap: ignore[touchpoint-without-owner] --"])
    return text.delete((*place, "owner")).comment(place, words), place


@seed("suppression-of-an-unknown-rule", at=_fields)
def a_comment_names_no_rule_there_is(text: MapText, place: Path, random: Random) -> Broken:
    name = random.choice(["owner-missing", "flat-curves", "everything"])
    words = random.choice(
        [f"# cxmap: ignore[{name}] until May", "# cxmap: ignore because we know", "# cxmap: ignore[] 以后再说"]
    )
    return text.comment(place, words), place


@seed("unused-suppression", at=_fields)
def a_comment_excuses_nothing(text: MapText, place: Path, random: Random) -> Broken:
    return text.comment(place, f"# cxmap: ignore[{random.choice(_RULES)}] agreed in March"), place
