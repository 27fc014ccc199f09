"""Mends a map as far as its findings have one right answer, and checks it again."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cxmap.diagnostics import Text
from cxmap.edit import mend

if TYPE_CHECKING:
    from collections.abc import Callable

    from cxmap.diagnostics import Diagnostic, Fix
    from cxmap.lint.checking import Checked, Checker
    from cxmap.lint.engine import ActiveRule

_MOST_ROUNDS = 10
"""One fix may uncover another: a key is respelt, and now its value can be read."""


class Mended(NamedTuple):
    """A mended text, the fixes that were made, and what is left to find in it."""

    text: Text
    fixes: tuple[Fix, ...]
    checked: Checked


def mended(
    checker: Checker,
    text: Text,
    active: tuple[ActiveRule, ...],
    checked: Checked,
    wanted: Callable[[Diagnostic], bool] = lambda _: True,
) -> Mended:
    """Apply the fixes of all findings that are wanted, round after round, until none is left that can be made."""
    made: list[Fix] = []
    for _ in range(_MOST_ROUNDS):
        fixes = [diagnostic.fix for diagnostic in checked.found if diagnostic.fix and wanted(diagnostic)]
        if not fixes:
            break
        content, done = mend(text, fixes)
        if not done:
            break
        made += done
        text = Text(text.name, content)
        checked = checker.check_text(text, active)
    return Mended(text, tuple(made), checked)
