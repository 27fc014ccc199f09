"""Reads `cxmap.yaml`: what it says, and everything that is wrong with it."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from cxmap.data_references import check_data, patterns_of_data
from cxmap.diagnostics import Diagnostic, InvalidFile, Path, Severity, Span, Text, in_order
from cxmap.language import Words
from cxmap.model.compiled import validate_workspace
from cxmap.model.forms import one_or_many
from cxmap.references import check_library
from cxmap.source import parse
from cxmap.validation import explain

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cxmap.model.workspace import WorkspaceFile
    from cxmap.source import Source


def read_workspace(text: Text) -> tuple[WorkspaceFile, Source]:
    """Return what the text of a workspace's file says, and its source.

    Raises:
        InvalidFile: it is not a valid workspace.
    """
    source = parse(text)
    if not isinstance(source.data, dict):
        message = Words("this is not a workspace", "这不是工作区文件")
        remedy = Words("a workspace begins with `cxmap: 1` and `maps:`", "工作区文件以 `cxmap: 1` 和 `maps:` 开头")
        misfit = Diagnostic(Severity.ERROR, "not-a-workspace", message, text.name, Span(0, 1), remedy)
        raise InvalidFile(text, in_order([*source.diagnostics, misfit]))
    file, errors = validate_workspace(source.data)
    diagnostics = [
        *source.diagnostics,
        *explain(source, "workspace", errors),
        *check_library(source),
        *check_data(source),
    ]
    patterns = one_or_many(source.data.get("maps"))
    diagnostics += pattern_faults(source, ("maps",), patterns if isinstance(patterns, list) else ())
    for at, files in patterns_of_data(source):
        diagnostics += pattern_faults(source, at, files, _DATA_LIE_INSIDE)
    if file is None or any(d.severity is Severity.ERROR for d in diagnostics):
        raise InvalidFile(text, in_order(diagnostics))
    return file, source


_MAPS_LIE_INSIDE = Words("maps lie inside the workspace", "地图必须位于工作区之内")
_DATA_LIE_INSIDE = Words("files of data lie inside the workspace", "数据文件必须位于工作区之内")


def pattern_faults(
    source: Source, at: Path, patterns: Iterable[object], inside: Words = _MAPS_LIE_INSIDE
) -> Iterator[Diagnostic]:
    """Yield what is wrong with the patterns in the list at a path: they must be relative, and lead nowhere else, as `inside` says."""
    for index, pattern in enumerate(patterns):
        span = source.locate((*at, index))
        parts = PurePosixPath(str(pattern)).parts
        if ".." in parts or str(pattern).startswith("/"):
            yield Diagnostic(
                Severity.ERROR,
                "outside-workspace",
                inside,
                source.text.name,
                span,
                Words("write a path below the workspace, without `..`", "请写工作区之下的路径，不含 `..`"),
            )
        elif not parts or any("**" in part and part != "**" for part in parts):
            yield Diagnostic(
                Severity.ERROR,
                "bad-pattern",
                Words(f"`{pattern}` cannot be a pattern", f"`{pattern}` 不能作通配路径"),
                source.text.name,
                span,
                Words(
                    "`**` stands alone between slashes, as in `maps/**/*.yaml`", "`**` 须独占一级，如 `maps/**/*.yaml`"
                ),
            )
