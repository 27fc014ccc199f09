"""The documentation of a rule as data, for everything that shows it: the terminal, Markdown, JSON, SARIF."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cxmap.language import Words


@dataclass(frozen=True, slots=True)
class OptionPage:
    """An option of a rule: its name, default, what it means, and what may be given, as `a whole number, at least 1`."""

    name: str
    default: int | float | str | tuple[str, ...] | Mapping[str, float]
    meaning: Words
    allowed: Words


@dataclass(frozen=True, slots=True)
class RulePage:
    """What a rule finds, why it matters, an example that it finds, how to mend it, and the example mended.

    `measured` is what was measured of the example, as JSON, of a rule that compares it with the map; `measured_then` what
    is measured when it has been mended, which may be the same.
    `policies` are the built-in policies that apply the rule; `mends` tells whether `--fix` can.
    """

    name: str
    family: str
    severity: str
    policies: tuple[str, ...]
    mends: bool
    finds: Words
    why: Words
    example: str
    how: Words
    mended: str
    options: tuple[OptionPage, ...] = ()
    measured: str = ""
    measured_then: str = ""
