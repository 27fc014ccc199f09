"""What our things may be called in a system's data, and which maps a source is about.

Two maps may call different things alike: "the form" is `form` in one, `fill-in` in the other. Rows are counted once for all
maps, so that such a name is counted by a mark that holds what it means in each, and every map looks up its own (`in_map`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cxmap.data.lookup import DIMENSIONS, called_by, spelling_of
from cxmap.model.reading import places

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from cxmap.document import Document
    from cxmap.model.data import Source

_MAPS, _ID = "|", ":"
"""What stands in a mark between maps, and between a map and its id; no id holds either."""


def is_about(source: Source, document: Document) -> bool:
    """Whether a source is about a map."""
    return not source.maps or document.journey.id in source.maps


def names_of(documents: Iterable[Document]) -> dict[str, dict[str, str]]:
    """Return what our touchpoints, channels, personas and segments may be called: their ids and names, in any language.

    Each with its id; with a mark where maps mean different things (see `in_map`). Within one map an id counts before a name,
    an earlier thing before a later one, and what is written so before what is only spelt so.
    """
    exactly: dict[str, dict[str, dict[str, str]]] = {dimension: {} for dimension in DIMENSIONS}
    spelt: dict[str, dict[str, dict[str, str]]] = {dimension: {} for dimension in DIMENSIONS}
    for document in documents:
        name = document.journey.id
        for dimension, items in _things(document).items():
            ids = {spelling_of(item.id): item.id for item in items if item.id}
            names = [(said, item.id) for item in items if item.id for said in _said(getattr(item, "name", None))]
            for said, id_ in (*((id_, id_) for id_ in ids.values()), *names):
                id_ = ids.get(spelling_of(said), id_)
                exactly[dimension].setdefault(said, {}).setdefault(name, id_)
                spelt[dimension].setdefault(spelling_of(said), {}).setdefault(name, id_)
    return {
        dimension: {said: _mark({**spelt[dimension][spelling_of(said)], **ids}) for said, ids in found.items()}
        for dimension, found in exactly.items()
    }


def _things(document: Document) -> dict[str, list[Any]]:
    library = document.library
    return {
        "touchpoint": [place.touchpoint for place in places(document.journey)],
        "channel": list(library.channels.values()),
        "persona": list(library.personas.values()),
        "segment": list(library.segments.values()),
    }


def _mark(ids: Mapping[str, str]) -> str:
    """Return what something said means: the one id that it has in every map that knows it, else which it has in which."""
    if len(set(ids.values())) == 1:
        return next(iter(ids.values()))
    return _MAPS.join(f"{name}{_ID}{id_}" for name, id_ in sorted(ids.items()))


def is_mark(id_: str) -> bool:
    """Whether an id is none, but says what a name means in each of several maps."""
    return _MAPS in id_


def in_map(id_: str, name: str) -> str | None:
    """Return what an id, or a mark, means in the map whose id is `name`: itself, the id that the mark has there, or None."""
    if not is_mark(id_):
        return id_
    return dict(_parts(id_)).get(name)


def in_any_map(id_: str, name: str) -> str:
    """Return what an id, or a mark, means in the map whose id is `name`, else in the first by name that has it."""
    return id_ if not is_mark(id_) else in_map(id_, name) or next(meant for _, meant in _parts(id_))


def names_in(names: Mapping[str, Mapping[str, str]], name: str) -> dict[str, dict[str, str]]:
    """Return what our things may be called, as the map whose id is `name` means it; else as another does."""
    return {
        dimension: {said: in_any_map(id_, name) for said, id_ in known.items()} for dimension, known in names.items()
    }


def names_of_one_meaning(names: Mapping[str, Mapping[str, str]]) -> dict[str, dict[str, str]]:
    """Return what our things may be called, without the names that mean different things in different maps."""
    return {
        dimension: {said: id_ for said, id_ in known.items() if not is_mark(id_)} for dimension, known in names.items()
    }


def known_names(source: Source, names: Mapping[str, Mapping[str, str]], dimension: str) -> dict[str, str]:
    """Return our ids by the spelling (`spelling_of`) of what a source may call them; what it says of its own names counts first."""
    own, others = called_by(source.values, names, dimension)
    told = (*reversed(list(others.items())), *own.items())  # of names that are spelt alike the first counts
    return {spelling_of(said): id_ for said, id_ in told}


def named(said: str, known: Mapping[str, str]) -> str:
    """Return our id of what was said; what means nothing of ours is called as it was written."""
    return known.get(spelling_of(said), said)


def _parts(mark: str) -> Iterator[tuple[str, str]]:
    for part in mark.split(_MAPS):
        name, _, id_ = part.rpartition(_ID)
        yield name, id_


def _said(text: object) -> Iterator[str]:
    if isinstance(text, str):
        yield text
    elif text is not None:
        yield from (said for code in ("zh", "en") if (said := getattr(text, code, None)))
