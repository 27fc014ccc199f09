"""Tables of words: what a picture shows, for who cannot see it, for slides' notes, and for anyone who wants the figures."""

from __future__ import annotations

from typing import NamedTuple


class WordTable(NamedTuple):
    """A table of plain texts; every row has a text for each of `columns`, the first names what the row is about."""

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
