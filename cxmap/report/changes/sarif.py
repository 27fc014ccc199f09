"""Changes as SARIF 2.1.0: regressions as warnings, improvements and other changes as notes."""

from __future__ import annotations

from hashlib import sha256
from pathlib import PurePath
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import cxmap
from cxmap.report.cells import shortened
from cxmap.report.escaping import json_text, one_line
from cxmap.tidings import LEVELS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cxmap.language import Language
    from cxmap.tidings import MapTidings, Tiding

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_MOST_RESULTS = 25_000  # GitHub rejects a run that has more


def as_sarif(
    found: Sequence[MapTidings], language: Language, principles: Mapping[str, str], kinds_said: Mapping[str, str]
) -> str:
    """Return changes as one run, regressions first; `principles` says by which each level is judged.

    `kinds_said` says in words what each kind of change is.

    The fingerprint `cxmapChange/v1` is made of the kind, the map, the ids on the way to the thing, and the field.
    """
    every = [(each, tiding) for each in found for tiding in each.tidings]
    every.sort(key=lambda pair: LEVELS.index(pair[1].level))
    every = every[:_MOST_RESULTS]
    kinds = sorted({tiding.kind: tiding.level for _, tiding in every}.items())
    index = {kind: number for number, (kind, _) in enumerate(kinds)}
    rules = [
        {
            "id": kind,
            "shortDescription": {"text": kinds_said[kind]},
            "fullDescription": {"text": principles[level]},
            "defaultConfiguration": {"level": "warning" if level == "regression" else "note"},
            "properties": {"level": level},
        }
        for kind, level in kinds
    ]
    driver = {"name": "cxmap", "version": cxmap.__version__, "semanticVersion": cxmap.__version__, "rules": rules}
    run = {
        "tool": {"driver": driver},
        "automationDetails": {"id": "cxmap-diff/"},
        "language": language,
        "columnKind": "unicodeCodePoints",
        "results": [_result(each, tiding, index) for each, tiding in every],
    }
    return json_text({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2) + "\n"


def _result(found: MapTidings, tiding: Tiding, index: Mapping[str, int]) -> dict[str, Any]:
    where = " › ".join(heading.title for heading in tiding.under) or found.title
    of = f"{tiding.of.named}: " if tiding.of is not None else ""
    point = tiding.after
    uri = point.file if point is not None else found.after or found.before or ""
    region = {"startLine": point.line, "startColumn": point.column} if point is not None else {"startLine": 1}
    identity = "\0".join((tiding.kind, found.id, *tiding.address, tiding.field, str(tiding.old), str(tiding.new)))
    return {
        "ruleId": tiding.kind,
        "ruleIndex": index[tiding.kind],
        "level": "warning" if tiding.level == "regression" else "note",
        "message": {"text": one_line(shortened(f"{where}: {of}{tiding.said}"))},
        "locations": [
            {"physicalLocation": {"artifactLocation": {"uri": quote(PurePath(uri).as_posix())}, "region": region}}
        ],
        "partialFingerprints": {"cxmapChange/v1": sha256(identity.encode()).hexdigest()[:32]},
    }
