"""Applies edits to a text."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cxmap.diagnostics import Edit


def apply_edits(content: str, edits: Iterable[Edit]) -> str:
    """Return the content with all edits made; their spans refer to the content as it was.

    Raises:
        ValueError: two edits want the same place.
    """
    pieces: list[str] = []
    position = 0
    for edit in sorted(set(edits)):
        if edit.span.start < position:
            raise ValueError(f"two edits meet at {edit.span}")
        pieces += [content[position : edit.span.start], edit.text]
        position = edit.span.end
    return "".join([*pieces, content[position:]])
