"""`cxmap show`."""

from __future__ import annotations

import shlex
import shutil
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from cxmap.cli.help import language as spoken_here
from cxmap.diagnostics import CxmapError, InvalidFile
from cxmap.document import language_of_text, load_text
from cxmap.language import Words
from cxmap.report.cells import printable
from cxmap.report.findings import FileFindings, as_text
from cxmap.report.overview import overview
from cxmap.report.terminal import write_lines
from cxmap.source import read_text
from cxmap.workspace import find_maps, workspace_of

if TYPE_CHECKING:
    from cxmap.language import Language

_SIZE_OF_A_FILE = (100, 24)
"""Columns and lines where the output goes to a file or a pipe, and $COLUMNS does not say otherwise."""


def show_map(path: str, language: Language | None) -> int:
    """Print a map; return 0, or 1 after its errors where it is not valid.

    Raises:
        CxmapError: the file cannot be read.
    """
    with suppress(OSError):
        if Path(path).is_dir():
            raise _is_folder(path)
    try:
        text = read_text(path)
    except InvalidFile as error:
        return _refuse(error, language or spoken_here())
    workspace = workspace_of(Path(path).parent)
    try:
        document = load_text(text, workspace)
    except InvalidFile as error:
        fallback = workspace.language if workspace else None
        return _refuse(error, language or language_of_text(text) or fallback or spoken_here())
    width = shutil.get_terminal_size(_SIZE_OF_A_FILE).columns
    write_lines(overview(document, language or document.language, width))
    return 0


def _refuse(error: InvalidFile, language: Language) -> int:
    """Print what is wrong with a map, as `cxmap lint` does."""
    write_lines(as_text(FileFindings(error.text, error.diagnostics), language))
    return 1


def _is_folder(path: str) -> CxmapError:
    """Say that one map is wanted, and name one if the folder has any."""
    name = printable(path or ".")
    message = Words(f"{name} is a folder; `cxmap show` prints one map", f"{name} 是文件夹；请指定一张地图")
    try:
        first = shlex.quote(printable(str(find_maps([path])[0].path)))
    except (CxmapError, OSError):
        return CxmapError(message, Words("name the .yaml file of a map", "地图是 .yaml 文件"))
    return CxmapError(message, Words(f"for example: cxmap show {first}", f"例如：cxmap show {first}"))
