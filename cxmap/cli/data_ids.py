"""Says which ids in `data:` of a workspace no map of it has, before any row of theirs is out of sight."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cxmap.data.references import check_ids, ids_referred_to
from cxmap.diagnostics import CxmapError, InvalidFile, in_order
from cxmap.document import load
from cxmap.model.vocabulary import CHANNELS
from cxmap.source import read_text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cxmap.document import Document
    from cxmap.workspace import Workspace


def refuse_unknown_ids(workspace: Workspace, documents: Iterable[Document]) -> None:
    """Hold the ids in `data:` against the maps of the workspace; `documents` are all of them.

    Raises:
        InvalidFile: no map has one of them that it may be of.
    """
    faults = check_ids(workspace, list(documents))
    if faults:
        raise InvalidFile(workspace.source.text, in_order(faults))


def look_for_unknown_ids(workspaces: Iterable[Workspace | None], *, closely: bool = False) -> None:
    """Hold the ids in `data:` of workspaces against their maps, which are parsed for it only where an id is nowhere in their texts.

    With `closely` they are in any case: an id may stand there and be of something else. Where a map is not valid, nothing is known of its ids, and nothing is said of others.

    Raises:
        InvalidFile: no map has one of them that it may be of.
    """
    for workspace in workspaces:
        try:
            if workspace is None or not (ids_referred_to(workspace) if closely else _may_lack_ids(workspace)):
                continue
            documents = [load(path, workspace) for path in workspace.maps()]
        except CxmapError:
            continue
        refuse_unknown_ids(workspace, documents)


def _may_lack_ids(workspace: Workspace) -> bool:
    """Whether an id in `data:` stands nowhere in the texts of the maps, and is none of what they share."""
    ids = ids_referred_to(workspace)
    library = workspace.library
    if library is not None:
        ids -= {item.id for kind in ("channels", "personas", "segments") for item in getattr(library, kind)}
    ids -= {*CHANNELS}
    patterns = {id_: re.compile(rf"(?<![\w-]){re.escape(id_)}(?![\w-])") for id_ in ids}
    for path in workspace.maps() if patterns else ():
        content = read_text(path).content
        patterns = {id_: pattern for id_, pattern in patterns.items() if not pattern.search(content)}
        if not patterns:
            return False
    return bool(patterns)
