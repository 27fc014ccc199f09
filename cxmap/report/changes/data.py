"""Changes as JSON: what programs read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cxmap.report.escaping import json_text
from cxmap.tidings import counts_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cxmap.tidings import Heading, MapTidings, Point, Tiding

VERSION = 1


def as_json(found: Sequence[MapTidings]) -> str:
    """Return all changes as one JSON document."""
    every = [tiding for each in found for tiding in each.tidings]
    return json_text(
        {"version": VERSION, "summary": counts_of(every), "maps": [map_data(each) for each in found]}, indent=2
    )


def map_data(found: MapTidings) -> dict[str, Any]:
    """Return the changes of a map as plain data."""
    before, after = found.curves
    return {
        "id": found.id,
        "title": found.title,
        "status": found.status,
        "before": found.before,
        "after": found.after,
        "summary": counts_of(found.tidings),
        "curve": {"before": list(before), "after": list(after)},
        "changes": [_tiding(tiding) for tiding in found.tidings],
    }


def _tiding(tiding: Tiding) -> dict[str, Any]:
    values = {
        name: value
        for name, value, has in zip(("old", "new"), (tiding.old, tiding.new), tiding.has, strict=True)
        if has
    }
    return {
        "kind": tiding.kind,
        "area": tiding.area,
        "level": tiding.level,
        "under": [_heading(heading) for heading in tiding.under],
        "item": _heading(tiding.of) if tiding.of is not None else None,
        "address": list(tiding.address),
        **({"field": tiding.field} if tiding.field else {}),
        **values,
        "message": tiding.said,
        **({"question": tiding.question} if tiding.question else {}),
        "before": _point(tiding.before),
        "after": _point(tiding.after),
        **({"shared": True} if tiding.shared else {}),
    }


def _heading(heading: Heading) -> dict[str, Any]:
    return {"noun": heading.noun, "title": heading.title, "id": heading.id}


def _point(point: Point | None) -> dict[str, Any] | None:
    return {"file": point.file, "line": point.line, "column": point.column} if point is not None else None
