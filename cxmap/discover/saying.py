"""How a draft writes names, shares and lengths of time in its sentences."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cxmap.discover import wordings
from cxmap.discover.naming import one_line
from cxmap.language import in_quotes, listed
from cxmap.model.lengths import said_length, written_length

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cxmap.language import Language, Noun, Words

_LONGEST = 60
"""Characters of a name within a sentence, or as that of a stage."""


@dataclass(frozen=True, slots=True)
class Voice:
    """Speaks the language of a draft."""

    language: Language

    def say(self, words: Words, *parts: object) -> str:
        """Say something."""
        return words.said(self.language).format(*parts)

    def counted(self, noun: Noun, n: int) -> str:
        """Say how many of something there are."""
        return noun.counted(n, self.language)

    def named(self, event: str) -> str:
        """Return the name of an event in a sentence."""
        return in_quotes(shortened(one_line(event)) or wordings.STEP.said(self.language))

    def percent(self, n: float, of: float) -> str:
        """Write a share: whole from ten percent on."""
        value = 100 * n / of
        number = f"{value:.0f}" if value >= 9.95 or not value else f"{value:.1f}".removesuffix(".0")
        return f"{number}%"

    def lasting(self, seconds: int) -> str:
        """Say a length of time, in Chinese too with the number set off, as elsewhere in these sentences."""
        said = said_length(written_length(seconds), self.language)
        return re.sub(r"([\d.]+)(?=[^\W\d])", r"\1 ", said)

    def listed(self, names: Sequence[str]) -> str:
        """Say names one after the other."""
        return listed(names, self.language)

    def joined(self, notes: Sequence[str]) -> str:
        """Say notes in one sentence."""
        return ("；" if self.language == "zh" else "; ").join(notes)


def shortened(name: str) -> str:
    """Return a name, or its beginning where it is long."""
    return name if len(name) <= _LONGEST else f"{name[: _LONGEST - 1].rstrip()}…"


def number(written: str) -> float | int:
    """Return what a decimal says, as a whole number where it is one."""
    value = float(written)
    return int(value) if value == int(value) else value
