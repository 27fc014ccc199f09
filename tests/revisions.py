"""The examples in two versions: as they are, and with a change of every sort that a poster marks."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import replace
from functools import cache
from io import StringIO
from typing import TYPE_CHECKING, Any

from ruamel.yaml import YAML

from cxmap.cli.change_pictures import changes_page
from cxmap.diagnostics import Text
from cxmap.diff.comparing import compare_documents
from cxmap.diff.telling import tell
from cxmap.document import load_text
from cxmap.render.subject import subject_of
from cxmap.render.views import poster
from cxmap.render.views.poster.revised import revise
from cxmap.workspace import workspace_of
from tests.pictures import ROOT

if TYPE_CHECKING:
    from cxmap.diff.changes import Comparison
    from cxmap.document import Document
    from cxmap.language import Language
    from cxmap.render.options import ViewOptions
    from cxmap.render.scene import Scene

_MAPS = ROOT / "examples" / "maps"
_REFERENCES = ("addresses", "next")


def _document(data: Any) -> Document:
    """Return a map of the examples' workspace."""
    stream = StringIO()
    YAML(typ="safe", pure=True).dump(data, stream)
    return load_text(Text(str(_MAPS / "map.yaml"), stream.getvalue()), workspace_of(_MAPS))


def _without_references(value: Any) -> Any:
    """Return data in which any item may go: nothing refers to it."""
    if isinstance(value, dict):
        return {key: _without_references(inner) for key, inner in value.items() if key not in _REFERENCES}
    return [_without_references(inner) for inner in value] if isinstance(value, list) else value


def _touchpoints(data: Any) -> list[Any]:
    return [touchpoint for stage in data["stages"] for touchpoint in stage["touchpoints"]]


def _lower(touchpoint: Any) -> None:
    given = touchpoint.get("emotion")
    if isinstance(given, dict):
        touchpoint["emotion"] = {who: None if score is None else max(score - 1, -1) for who, score in given.items()}


def _revise(data: Any) -> None:
    every = _touchpoints(data)
    for touchpoint in every[1:6]:
        _lower(touchpoint)
    owned = [touchpoint for touchpoint in every if "owner" in touchpoint]
    del owned[0]["owner"]
    pains = [(touchpoint, pain) for touchpoint in every for pain in touchpoint.get("pain_points", [])]
    (first, gone), (_, graver), (_, reworded), *_ = [pair for pair in pains if isinstance(pair[1], dict)]
    first["pain_points"].remove(gone)
    graver["severity"] = "low" if graver.get("severity") == "critical" else "critical"
    reworded["text"] = {"en": "Said in quite another way than before", "zh": "换了一种完全不同的说法"}
    every[2]["name"] = {"en": "Called something else", "zh": "换了一个名字"}
    stages = data["stages"]
    stages[1]["touchpoints"].insert(0, stages[0]["touchpoints"].pop())
    del stages[-1]["touchpoints"][0]
    stages[-1]["touchpoints"].append({"id": "call-back", "name": {"en": "Call back", "zh": "电话回访"}})
    stages[-1]["name"] = {"en": "In the end", "zh": "最后"}
    stages.insert(2, {"id": "in-between", "name": {"en": "In between", "zh": "中途"},
                      "touchpoints": [{"id": "pause", "name": {"en": "Pause", "zh": "停顿"}, "pain_points": ["…"]}]})  # fmt: skip
    del stages[3]


@cache
def comparison(name: str) -> Comparison:
    """Return the comparison of an example with its revision."""
    data = YAML(typ="safe", pure=True).load((_MAPS / f"{name}.yaml").read_text(encoding="utf-8"))
    before = _without_references(data)
    after = deepcopy(before)
    _revise(after)
    return compare_documents(_document(before), _document(after))


def revised_poster(name: str, language: Language, options: ViewOptions) -> Scene:
    """Draw the poster of an example's revision."""
    found = comparison(name)
    assert found.before is not None
    assert found.after is not None
    before, after = subject_of(found.before, language), subject_of(found.after, language)
    revision = revise(before, after, tell(found, language))
    return poster.draw(revision.subject, replace(options, revision=revision))


def revised_page(language: Language, *names: str) -> str:
    """Return the page of what has changed in some examples."""
    found = [comparison(name) for name in names]
    return changes_page([(one, tell(one, language)) for one in found], language, ())
