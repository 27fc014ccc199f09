"""Changes to YAML text that leave every other byte as it was: comments, order, quotes, line ends.

Names are resolved when they are first used: who rewrites a scalar need not load the formatter.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cxmap.edit.scalars import replace_scalar
from cxmap.edit.text import apply_edits

if TYPE_CHECKING:
    from cxmap.edit.comments import remove_comment
    from cxmap.edit.differences import unified
    from cxmap.edit.fixing import mend
    from cxmap.edit.formatting import canonical
    from cxmap.edit.proving import NotProven

__all__ = ["NotProven", "apply_edits", "canonical", "mend", "remove_comment", "replace_scalar", "unified"]

_HOMES = {
    "NotProven": "cxmap.edit.proving",
    "canonical": "cxmap.edit.formatting",
    "mend": "cxmap.edit.fixing",
    "remove_comment": "cxmap.edit.comments",
    "unified": "cxmap.edit.differences",
}


def __getattr__(name: str) -> Any:
    """Import a name from where it lives."""
    if name in _HOMES:
        from importlib import import_module

        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module 'cxmap.edit' has no attribute {name!r}")
