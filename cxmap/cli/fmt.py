"""`cxmap fmt`."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cxmap.cli.complaints import complain
from cxmap.cli.files import rewrite
from cxmap.cli.help import language as spoken_here
from cxmap.diagnostics import CxmapError, Text
from cxmap.document import language_of_text
from cxmap.edit import canonical, unified
from cxmap.language import Words
from cxmap.report.cells import printable
from cxmap.source import parse, read_text
from cxmap.source.comments import TO_CXMAP
from cxmap.workspace import FILE_NAME, find_maps

if TYPE_CHECKING:
    from collections.abc import Sequence


def format_maps(paths: Sequence[str], *, check: bool, diff: bool) -> int:
    """Format the maps that `paths` name, and the workspace and policy files among them.

    Return 0 where all is done, or nothing was to do; 1 where `check` or `diff` find something to do; 2 where a file
    cannot be formatted, after all others.
    """
    tally = _Tally()
    for path in _files(paths):
        text: Text | None = None
        try:
            text = read_text(path)
            content = formatted(text)
            if content == text.content:
                tally.unchanged += 1
                continue
            if diff:
                sys.stdout.writelines(unified(text.content, content, str(path)))
            elif not check:
                rewrite(path, content, text.content)
        except CxmapError as error:
            complain(error, language_of_text(text) if text is not None else None)
            tally.failed += 1
            continue
        tally.changed += 1
        if not diff:
            sys.stdout.write(_said(path, check=check) + "\n")
    sys.stderr.write(tally.summary(asked=check or diff) + "\n")
    return 2 if tally.failed else int(bool(tally.changed) and (check or diff))


def formatted(text: Text) -> str:
    """Return the canonical form of a map, a workspace or a policy file, in which its suppressions cover the same.

    Raises:
        CxmapError: it is none of these, or has no such form; an InvalidFile where it is not readable YAML.
    """
    is_workspace = Path(text.name).name == FILE_NAME

    def schema_of(data: Any) -> str:
        if is_workspace:
            return "workspace"
        if not isinstance(data, dict) or not data.keys() & {"cxmap", "stages", "lint"}:
            raise CxmapError(
                Words(f"{text.name} is not a journey map", f"{text.name} 不是旅程图"),
                Words("a map begins with `cxmap: 1`", "旅程图以 `cxmap: 1` 开头"),
            )
        return "policy" if "lint" in data and "stages" not in data else "map"

    content = canonical(text, schema_of)
    if content != text.content and TO_CXMAP.search(text.content):
        from cxmap.lint.suppressing import coverage_of

        before, after = (coverage_of(parse(Text(text.name, one))) for one in (text.content, content))
        if before != after:
            comment = min((before - after) + (after - before))[0]
            raise CxmapError(
                Words(
                    f"{text.name} is left as it is: in its new form, `{comment}` would cover something else",
                    f"{text.name} 未改动：整理之后，“{comment}”所覆盖的内容会改变",
                ),
                Words(
                    "write it on a line of its own, above what it speaks of",
                    "请把这条注释单独写成一行，放在它所指的内容之上",
                ),
            )
    return content


def _files(paths: Sequence[str]) -> list[Path]:
    """Return the files to format: a workspace file that is named stands for itself, not for its maps."""
    named = [name for name in paths if Path(name).name == FILE_NAME and not Path(name).is_dir()]
    others = [name for name in paths if name not in named]
    maps = find_maps(others) if others or not paths else []
    return list(dict.fromkeys([*map(Path, named), *(map_file.path for map_file in maps)]))


@dataclass(slots=True)
class _Tally:
    """How many files came to what end."""

    changed: int = 0
    unchanged: int = 0
    failed: int = 0

    def summary(self, *, asked: bool) -> str:
        files = "1 file" if self.changed == 1 else f"{self.changed} files"
        failed = f", {self.failed} cannot be" if self.failed else ""
        return Words(
            f"{files} {'would change' if asked else 'formatted'}, {self.unchanged} already in form{failed}.",
            f"{self.changed} 个文件{'需要整理' if asked else '已整理'}，{self.unchanged} 个已是规范格式"
            f"{f'，{self.failed} 个无法整理' if self.failed else ''}。",
        ).said(spoken_here())


def _said(path: Path, *, check: bool) -> str:
    name = printable(str(path))
    words = Words(f"would format {name}", f"需要整理 {name}") if check else Words(f"formatted {name}", f"已整理 {name}")
    return words.said(spoken_here())
