"""Ids that people take for the same."""

from __future__ import annotations

import unicodedata

_DASHES = "_‐‒–—―⁃−⸺⸻﹘"


def skeleton(id_: str) -> str:
    """Return what is left of an id when case, width and the kind of dash do not count."""
    if id_.isascii():
        return id_.lower().replace("_", "-")
    left = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", id_).casefold())
    for dash in _DASHES:
        left = left.replace(dash, "-")
    return left
