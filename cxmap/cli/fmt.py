"""`cxmap fmt`."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from cxmap.cli.complaints import complain
from cxmap.cli.files import rewrite
from cxmap.cli.help import language as spoken_here
from cxmap.diagnostics import CxmapError, Text
from cxmap.document import language_of_text
from cxmap.edit import canonical, unified
from cxmap.language import Words
from cxmap.report.cells import printable
from cxmap.source import read_text
from cxmap.workspace import find_maps

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


def format_maps(paths: Sequence[str], *, check: bool, diff: bool) -> int:
    """Format the maps that `paths` name.

    Return 0 where all is done, or nothing was to do; 1 where `check` or `diff` find something to do; 2 where a map
    cannot be formatted.
    """
    changed = unchanged = 0
    failed = False
    for map_file in find_maps(paths):
        text: Text | None = None
        try:
            text = read_text(map_file.path)
            content = canonical(text, "map")
        except CxmapError as error:
            complain(error, language_of_text(text) if text is not None else None)
            failed = True
            continue
        if content == text.content:
            unchanged += 1
            continue
        changed += 1
        if diff:
            sys.stdout.writelines(unified(text.content, content, str(map_file.path)))
        elif not check:
            rewrite(map_file.path, content)
        if not diff:
            sys.stdout.write(_said(map_file.path, check=check) + "\n")
    sys.stderr.write(_summary(changed, unchanged, asked=check or diff) + "\n")
    return 2 if failed else int(bool(changed) and (check or diff))


def _said(path: Path, *, check: bool) -> str:
    name = printable(str(path))
    words = Words(f"would format {name}", f"需要整理 {name}") if check else Words(f"formatted {name}", f"已整理 {name}")
    return words.said(spoken_here())


def _summary(changed: int, unchanged: int, *, asked: bool) -> str:
    maps = "1 map" if changed == 1 else f"{changed} maps"
    would = "would change" if asked else "formatted"
    return Words(
        f"{maps} {would}, {unchanged} already in form.",
        f"{changed} 张图{'需要整理' if asked else '已整理'}，{unchanged} 张已是规范格式。",
    ).said(spoken_here())
