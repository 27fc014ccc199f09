"""Says on stderr why cxmap cannot go on."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from cxmap.cli.help import language as spoken_here
from cxmap.diagnostics import CxmapError, InvalidFile
from cxmap.report.cells import printable
from cxmap.report.findings import FileFindings, as_text
from cxmap.report.terminal import write_lines

if TYPE_CHECKING:
    from cxmap.language import Language


def complain(error: CxmapError, language: Language | None = None) -> None:
    """Write an error in `language`, by default in that of the person at the keyboard."""
    speak = language or spoken_here()
    if isinstance(error, InvalidFile):
        write_lines(as_text(FileFindings(error.text, error.diagnostics), speak), sys.stderr)
        return
    lines = [[("cxmap: ", "error"), (printable(error.message.said(speak)), "strong")]]
    if error.help is not None:
        lines.append([("  ", ""), (printable(error.help.said(speak)), "help")])
    write_lines(lines, sys.stderr)
