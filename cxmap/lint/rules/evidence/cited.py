"""The evidence that a map declares or cites, and the places where it does."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cxmap.language import Words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxmap.diagnostics import Path
    from cxmap.lint.context import Context
    from cxmap.model.claims import Evidence


class Known(NamedTuple):
    """A piece of evidence and where to speak of it: at the map's own entry, else where the map first names it."""

    evidence: Evidence
    path: Path
    is_own: bool

    def at(self, field: str) -> Path:
        """Return the path of one of its fields, which stands in another file where the workspace declares it."""
        return (*self.path, field) if self.is_own else self.path

    def said(self, context: Context) -> Words:
        """Return what it is called in a sentence."""
        name = context.said(self.evidence.title) or self.evidence.id
        if self.is_own:
            return Words(f"“{name}”", f"“{name}”")
        return Words(f"“{name}” of the workspace", f"“{name}”（来自工作区）")


def known_evidence(context: Context) -> Iterator[Known]:
    """Yield what the map declares, then what it cites of the workspace's evidence."""
    evidence = context.library.evidence
    if not evidence:
        return
    named: set[str] = set()
    for index, item in enumerate(context.journey.evidence):
        named.add(item.id)
        resolved = evidence[item.id]
        yield Known(resolved, ("evidence", index), resolved is item)
    if len(named) == len(evidence):
        return
    first: dict[str, Path] = {}
    locate = context.document.source.locate
    for path, id_ in citations(context):
        if id_ not in named and (id_ not in first or locate(path) < locate(first[id_])):
            first[id_] = path
    for id_, path in first.items():
        yield Known(evidence[id_], path, is_own=False)


def citations(context: Context) -> Iterator[tuple[Path, str]]:
    """Yield the id of each piece of evidence that something cites, and where."""
    for place in context.places:
        for index, id_ in enumerate(place.touchpoint.evidence):
            yield (*place.path, "evidence", index), id_
    for items in (context.metrics, context.pain_points, context.opportunities):
        for path, item, _ in items:
            for index, id_ in enumerate(item.evidence):
                yield (*path, "evidence", index), id_
