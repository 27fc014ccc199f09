"""A document: a map's text, its positions, and the validated map with everything it may refer to."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from cxmap.diagnostics import Diagnostic, InvalidFile, Severity, Span, Text, in_order
from cxmap.language import Language, Words
from cxmap.model.compiled import validate_map
from cxmap.model.library import Library, library_of
from cxmap.references import check_references
from cxmap.source import Source, parse, read_text
from cxmap.source.faults import FULL_WIDTH_KEY, fix_of_mark
from cxmap.suggestions import closest
from cxmap.validation import explain, full_width_mark

if TYPE_CHECKING:
    import os

    from cxmap.model.journey import JourneyMap
    from cxmap.workspace import Workspace

_NO_NAME_AT_ALL = {"bad-id", "too-long", "full-width-punctuation"}
"""What cannot be an id need not be looked up as well."""
_LANGUAGE_LINE = re.compile(r"^language\s*[:：]\s*[\"']?(zh|en)\b", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Document:
    """A map that has passed every check of the format."""

    source: Source
    journey: JourneyMap
    library: Library
    language: Language
    workspace: Workspace | None = None
    hidden: frozenset[str] = frozenset()
    """The parts that have been taken out of it for an audience; what they held is unknown, not missing."""

    @property
    def name(self) -> str:
        """The file's name as it was given."""
        return self.source.text.name

    @property
    def notes(self) -> tuple[Diagnostic, ...]:
        """What is worth knowing about the file, though it is valid."""
        return self.source.diagnostics


def load(path: str | os.PathLike[str], workspace: Workspace | None = None) -> Document:
    """Read and check the map at `path`.

    Raises:
        CxmapError: the file cannot be read.
        InvalidFile: it is not a valid map; the error carries every diagnostic.
    """
    return load_text(read_text(path), workspace)


def load_text(text: Text, workspace: Workspace | None = None, *, alone: bool = False) -> Document:
    """Check the text of a map; one that stands `alone` may refer to what is not in the workspace that is there now.

    Raises:
        InvalidFile: it is not a valid map; the error carries every diagnostic.
    """
    source = parse(text)
    shared = workspace.library if workspace is not None else None
    misfit = _not_a_map(source)
    if misfit is not None:
        raise InvalidFile(text, in_order([*source.diagnostics, *misfit]))
    journey, errors = validate_map(source.data)
    diagnostics = [*source.diagnostics, *explain(source, "map", errors)]
    misspelt = {d.span for d in diagnostics if d.code in _NO_NAME_AT_ALL}
    if not alone:
        diagnostics += [d for d in check_references(source, shared) if d.span not in misspelt]
    if journey is None or any(d.severity is Severity.ERROR for d in diagnostics):
        addressed = [replace(d, address=source.address(d.path)) for d in diagnostics]
        raise InvalidFile(text, in_order(addressed))
    fallback = workspace.language if workspace is not None else None
    return Document(source, journey, library_of(journey, shared), journey.language or fallback or "en", workspace)


def language_of_text(text: Text) -> Language | None:
    """Return the language a map says it is in, even where the map is broken."""
    match = _LANGUAGE_LINE.search(text.content)
    return match[1] if match else None  # type: ignore[return-value]


def _not_a_map(source: Source) -> list[Diagnostic] | None:
    """Say once that a file is something else, instead of refusing each of its keys."""
    data = source.data
    remedy = Words(
        "a map begins with `cxmap: 1`; `cxmap init` writes one to start from",
        "地图以 `cxmap: 1` 开头；可用 `cxmap init` 生成一份",
    )
    if data is None and source.complete:
        message = Words("the file is empty", "文件是空的")
    elif data is None:
        return []
    elif not isinstance(data, dict):
        if isinstance(data, str) and "：" in data:
            return _full_width_keys(source.text)
        message = Words("this is not a journey map", "这不是旅程图")
    elif "maps" in data and "stages" not in data:
        message = Words("this is a workspace, not a map", "这是工作区文件，不是地图")
        remedy = Words(
            "a workspace is called cxmap.yaml; name a map instead", "工作区文件名为 cxmap.yaml；请指定一张地图"
        )
    elif "lint" in data and "stages" not in data:
        message = Words("this is a lint policy, not a map", "这是检查策略文件，不是地图")
        remedy = Words("use it with `--policy`, or name a map", "请用 `--policy` 指定它，或指定一张地图")
    elif "cxmap" not in data and not any(closest(str(key), ["stages"]) for key in data):
        message = Words(
            "this is YAML, but not a journey map: it has neither `cxmap` nor `stages`",
            "这是 YAML，但不是旅程图：没有 `cxmap` 也没有 `stages`",
        )
    else:
        return None
    end = len(source.text.line(1))
    return [Diagnostic(Severity.ERROR, "not-a-map", message, source.text.name, Span(0, min(end, 1)), remedy)]


def _full_width_keys(text: Text) -> list[Diagnostic]:
    """Say of every line that its colon is full-width: so YAML has read all of them as one long text."""
    starts = [
        text.line_start(n) + m.start(1) for n in range(1, text.lines + 1) if (m := FULL_WIDTH_KEY.match(text.line(n)))
    ]
    code, message, remedy = full_width_mark("：")
    return [
        Diagnostic(
            Severity.ERROR,
            code,
            message,
            text.name,
            span := Span(start, start + 1),
            remedy,
            fix=fix_of_mark(text.content, span, ": "),
        )
        for start in starts or [text.content.find("：")]
    ]
