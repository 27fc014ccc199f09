"""Where a map gives ids and where it uses them, by the kind of thing that they name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from cxmap.diagnostics import Path
    from cxmap.lint.context import Context

_T = "stages.touchpoints"
_SHORT = ("segments", "channels", "teams", "lanes")
_SHARED = (*_SHORT, "personas", "evidence", "honeycomb_models")
_OWN = ("pain_points", "opportunities", "risks", "frontstage", "backstage", "support")

GIVEN = {
    "id": "map",
    **{kind: kind for kind in _SHORT},  # here an id alone is a definition
    **{f"{kind}.id": kind for kind in (*_SHARED, "actions", "stages")},
    **{f"{_T}.{kind}.id": kind for kind in _OWN},
    **{f"{place}.id": "metrics" for place in ("metrics", "stages.metrics", f"{_T}.metrics")},
    f"{_T}.id": "touchpoints",
    "personas.needs.id": "needs",
    "brand.promises.id": "promises",
    "honeycomb_models.dimensions": "dimensions",
    "honeycomb_models.dimensions.id": "dimensions",
}
"""Where an id is given, as the names of the fields on the way to it; and to a thing of which kind."""

USED = {
    "personas": "personas",
    "evidence": "evidence",
    "honeycomb_model": "honeycomb_models",
    "honeycomb_models.centre": "dimensions",
    "personas.segment": "segments",
    "personas.channels": "channels",
    f"{_T}.channel": "channels",
    f"{_T}.personas": "personas",
    f"{_T}.needs": "needs",
    f"{_T}.delivers": "promises",
    f"{_T}.breaks": "promises",
    f"{_T}.next": "touchpoints",
    f"{_T}.next.to": "touchpoints",
    f"{_T}.pain_points.personas": "personas",
    f"{_T}.opportunities.addresses": "pain_points",
    "actions.addresses": "opportunities",
    **{f"{place}.evidence": "evidence" for place in (_T, f"{_T}.pain_points", f"{_T}.opportunities")},
    **{f"{place}.evidence": "evidence" for place in ("metrics", "stages.metrics", f"{_T}.metrics")},
    **{f"{place}.source": "data" for place in ("metrics", "stages.metrics", f"{_T}.metrics")},
    f"{_T}.consulted": "teams",
    f"{_T}.informed": "teams",
    **{f"{place}owner": "teams" for place in ("", "actions.", f"{_T}.", *(f"{_T}.{kind}." for kind in _OWN))},
}
"""Where an id is referred to."""

USED_AS_KEYS = {
    f"{_T}.emotion": "personas",
    f"{_T}.lanes": "lanes",
    **dict.fromkeys(("honeycomb", "stages.honeycomb", f"{_T}.honeycomb"), "dimensions"),
}
"""Where the keys of a mapping refer to ids."""


class Name(NamedTuple):
    """An id where it is written; `kind` is that of what it names. The dimensions of each model are a kind."""

    kind: str
    id: str
    path: Path
    is_key: bool = False


class Names(NamedTuple):
    """Every id of a map: where it is given, and where it is used."""

    given: list[Name]
    used: list[Name]


def ids_at_a_glance(context: Context) -> str:
    """Return every id that the map gives, each on a line: most maps need no closer look."""
    journey = context.journey
    things: list[Any] = [
        *journey.personas, *journey.segments, *journey.channels, *journey.teams, *journey.lanes, *journey.evidence,
        *journey.honeycomb_models, *journey.stages, *journey.actions,
    ]  # fmt: skip
    for persona in journey.personas:
        things += persona.needs
    for model in journey.honeycomb_models:
        things += model.dimensions
    if journey.brand:
        things += journey.brand.promises
    ids = [journey.id, *[thing.id or "" for thing in things]]
    ids += [place.touchpoint.id or "" for place in context.places]
    for items in (context.pain_points, context.opportunities, context.risks, context.steps, context.metrics):
        ids += [item.id or "" for _, item, _ in items]
    return "\n".join(ids)


def names_of(context: Context) -> Names:
    """Find every id in the map."""
    names = Names([], [])
    own = [model.id for model in context.journey.honeycomb_models]
    scored = context.journey.honeycomb_model
    _collect(context.document.source.data, (), "", own.index(scored) if scored in own else None, names)
    return names


def shared_ids(context: Context) -> dict[str, dict[str, None]]:
    """Return the ids that the workspace's library gives, by kind, in its order."""
    library = context.document.workspace.library if context.document.workspace else None
    if library is None:
        return {}
    found = {kind: dict.fromkeys(item.id for item in getattr(library, kind)) for kind in _SHARED}
    found["needs"] = dict.fromkeys(need.id for persona in library.personas for need in persona.needs if need.id)
    return found


def _collect(node: Any, path: Path, shape: str, scored: int | None, names: Names) -> None:
    """Gather names below a node; `scored` is the number of the honeycomb model that the map's scores refer to."""
    if isinstance(node, str):
        if (kind := GIVEN.get(shape)) is not None:
            names.given.append(Name(_of_model(kind, path, scored), node, path))
        elif (kind := USED.get(shape)) is not None:
            names.used.append(Name(_of_model(kind, path, scored), node, path))
    elif isinstance(node, list):
        for index, item in enumerate(node):
            _collect(item, (*path, index), shape, scored, names)
    elif isinstance(node, dict):
        if (kind := USED_AS_KEYS.get(shape)) is not None:
            kind = _of_model(kind, path, scored)
            names.used.extend(Name(kind, key, (*path, key), is_key=True) for key in node)
            return
        for key, value in node.items():
            _collect(value, (*path, key), f"{shape}.{key}" if shape else key, scored, names)


def _of_model(kind: str, path: Path, scored: int | None) -> str:
    if kind != "dimensions":
        return kind
    return f"dimensions of {path[1] if path[0] == 'honeycomb_models' else scored}"
