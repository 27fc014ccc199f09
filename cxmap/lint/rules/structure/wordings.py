"""A text as it is said, in each language that it is written in."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cxmap.model.fields import Text


def wordings(text: Text | None) -> list[str]:
    """Return what a text says in each language that it is written in."""
    if text is None:
        return []
    return [text] if isinstance(text, str) else [said for said in (text.zh, text.en) if said]
