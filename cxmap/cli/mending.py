"""Writes mended maps back, or shows what would be written."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from cxmap.cli.files import rewrite
from cxmap.edit import unified
from cxmap.lint.mending import mended

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from cxmap.diagnostics import Diagnostic
    from cxmap.lint.checking import Checked, Checker


def mend_map(
    checker: Checker, path: Path, checked: Checked, wanted: Callable[[Diagnostic], bool], *, show_only: bool
) -> tuple[Checked, int]:
    """Mend what is wanted in the map at `path` and return what is left to find, and how many fixes were made (or shown).

    Raises:
        CxmapError: the map cannot be written; what was found in it still stands.
    """
    if checked.text is None:
        return checked, 0
    result = mended(checker, checked.text, checker.policy.rules_for(path), checked, wanted)
    if not result.fixes:
        return checked, 0
    if show_only:
        sys.stdout.writelines(unified(checked.text.content, result.text.content, str(path)))
    else:
        rewrite(path, result.text.content, checked.text.content)
    return result.checked, len(result.fixes)
