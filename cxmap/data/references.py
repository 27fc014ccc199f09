"""Ids that the sources of a workspace refer to, held against its maps: one that no map has would take its rows out of sight."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cxmap.data.naming import is_about
from cxmap.data_references import KINDS
from cxmap.diagnostics import Diagnostic, Path, Severity
from cxmap.language import Words
from cxmap.model.reading import places
from cxmap.model.vocabulary import CHANNELS
from cxmap.suggestions import closest, instead

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from cxmap.document import Document
    from cxmap.model.data import Source
    from cxmap.workspace import Workspace

_THINGS = {
    "map": Words("map", "地图"),
    "touchpoint": Words("touchpoint", "触点"),
    "channel": Words("channel", "渠道"),
    "persona": Words("persona", "客户角色"),
    "segment": Words("segment", "客群"),
}


def check_ids(workspace: Workspace, documents: Sequence[Document]) -> list[Diagnostic]:
    """Return what the sources of a workspace refer to that no map has which they are about. `documents` are all its maps.

    These are `maps`, `channel`, `values` and `wide`. A channel may be one that touchpoints name, or a built-in one.
    """
    found: list[Diagnostic] = []
    maps = {document.journey.id for document in documents}
    for source, path in _sources(workspace):
        about = [document for document in documents if is_about(source, document)]
        known = {"map": maps, **_known(about)}
        for thing, at, key in _references(_at(workspace.source.data, path), path):
            id_ = _id(workspace, at, key=key)
            if id_ not in known[thing] and (thing == "map" or about):
                found.append(_fault(workspace, source.id, thing, id_, at, known[thing], key=key))
    return found


def ids_referred_to(workspace: Workspace) -> set[str]:
    """Return the ids that the sources of a workspace refer to, of whatever they are."""
    data = workspace.source.data
    return {
        _id(workspace, at, key=key)
        for _, path in _sources(workspace)
        for _, at, key in _references(_at(data, path), path)
    }


def _sources(workspace: Workspace) -> Iterator[tuple[Source, Path]]:
    data = workspace.file.data
    for kind in KINDS if data is not None else ():
        for place, source in enumerate(getattr(data, kind)):
            yield source, ("data", kind, place)


def _id(workspace: Workspace, path: Path, *, key: bool) -> str:
    """Return the id that stands at a path, or is the key there."""
    return str(path[-1]) if key else str(_at(workspace.source.data, path))


def _known(documents: Sequence[Document]) -> dict[str, set[str]]:
    """Return the ids that some maps have, by what they are of."""
    touchpoints = [place.touchpoint for document in documents for place in places(document.journey)]
    libraries = [document.library for document in documents]
    personas = [persona for library in libraries for persona in library.personas.values()]
    return {
        "touchpoint": {touchpoint.id for touchpoint in touchpoints if touchpoint.id},
        "channel": {id_ for library in libraries for id_ in library.channels}
        | {touchpoint.channel for touchpoint in touchpoints if touchpoint.channel}
        | {*CHANNELS},
        "persona": {persona.id for persona in personas},
        "segment": {id_ for library in libraries for id_ in library.segments}
        | {persona.segment for persona in personas if persona.segment},
    }


def _references(item: dict[str, Any], path: Path) -> Iterator[tuple[str, Path, bool]]:
    """Yield what an item of `data` refers to, in its order: of what, where, and whether it is the key there."""
    for name, value in item.items():
        if name == "maps" and value is not None:
            several = isinstance(value, list)
            yield from (
                ("map", (*path, name, *([n] if several else [])), False) for n in range(len(value) if several else 1)
            )
        elif name == "channel" and value is not None:
            yield "channel", (*path, name), False
        elif name == "wide":
            yield from (("touchpoint", (*path, name, id_), True) for id_ in value or ())
        elif name == "values":
            for thing, meant in (value or {}).items():
                yield from ((thing, (*path, name, thing, said), False) for said in meant or ())


def _at(data: Any, path: Path) -> Any:
    for step in path:
        data = data[step]
    return data


def _fault(
    workspace: Workspace, source: str, thing: str, id_: str, path: Path, known: Collection[str], *, key: bool
) -> Diagnostic:
    names = sorted(known)
    said = _THINGS[thing]
    if thing == "map":
        message = Words(f"the workspace has no map `{id_}`", f"工作区中没有地图 `{id_}`")
    else:
        message = Words(
            f"no map that `{source}` is about has a {said.en} `{id_}`", f"`{source}` 涉及的地图中没有{said.zh} `{id_}`"
        )
    return Diagnostic(
        Severity.ERROR,
        "unknown-reference",
        message,
        workspace.source.text.name,
        workspace.source.locate(path, key=key),
        instead(closest(id_, names), names)
        if names
        else Words(f"none of these maps has a {said.en} with an id yet", f"这些地图还没有带 id 的{said.zh}"),
        None,
        path,
    )
