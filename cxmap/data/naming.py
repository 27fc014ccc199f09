"""What our things may be called in a system's data, and which maps a source is about."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from unicodedata import normalize

from cxmap.data.lookup import DIMENSIONS
from cxmap.model.reading import places

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from cxmap.document import Document
    from cxmap.model.data import Source


def is_about(source: Source, document: Document) -> bool:
    """Whether a source is about a map."""
    return not source.maps or document.journey.id in source.maps


def names_of(documents: Iterable[Document]) -> dict[str, dict[str, str]]:
    """Return what our touchpoints, channels, personas and segments may be called: their ids and names, in any language."""
    found: dict[str, dict[str, str]] = {dimension: {} for dimension in DIMENSIONS}
    for document in documents:
        library = document.library
        things: dict[str, list[Any]] = {
            "touchpoint": [place.touchpoint for place in places(document.journey)],
            "channel": list(library.channels.values()),
            "persona": list(library.personas.values()),
            "segment": list(library.segments.values()),
        }
        for dimension, items in things.items():
            for item in items:
                if item.id:
                    for said in (item.id, *_said(getattr(item, "name", None))):
                        found[dimension].setdefault(said, item.id)
    return found


def known_names(source: Source, names: Mapping[str, Mapping[str, str]], dimension: str) -> dict[str, str]:
    """Return our ids by the spelling (`spelling_of`) of what a source may call them; what it says of its own names counts first."""
    own = getattr(source.values, dimension) if source.values is not None else {}
    return {spelling_of(said): id_ for called in (names.get(dimension, {}), own) for said, id_ in called.items()}


def spelling_of(said: str) -> str:
    """Return the spelling under which `known_names` has a name, whatever its capital letters and however its accents are written."""
    return normalize("NFC", said.strip().casefold())


def named(said: str, known: Mapping[str, str]) -> str:
    """Return our id of what was said; what means nothing of ours is called as it was written."""
    return known.get(spelling_of(said), said)


def _said(text: object) -> Iterator[str]:
    if isinstance(text, str):
        yield text
    elif text is not None:
        yield from (said for code in ("zh", "en") if (said := getattr(text, code, None)))
