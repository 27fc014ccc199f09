"""Findings as GitHub's workflow commands, which it shows beside the lines of a pull request."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxmap.diagnostics import Severity
from cxmap.report.cells import shortened
from cxmap.report.findings.tally import summary
from cxmap.report.workflow_commands import workflow_command

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cxmap.diagnostics import Diagnostic
    from cxmap.language import Language
    from cxmap.report.findings.tally import FileFindings, Tally

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}


def as_annotations(findings: Sequence[FileFindings], tally: Tally, language: Language) -> Iterator[str]:
    """Yield a command for each finding, errors first, and the summary.

    GitHub shows ten errors and ten warnings of a step; the log and the summary have them all.
    """
    for severity in _COMMANDS:
        for found in findings:
            for diagnostic in found.diagnostics:
                if diagnostic.severity is severity:
                    yield _command(found, diagnostic, language)
    yield summary(tally, language)


def as_github(found: FileFindings, language: Language) -> Iterator[str]:
    """Yield a command for each finding of one file, errors first."""
    for diagnostic in sorted(found.diagnostics, key=lambda d: -d.severity):
        yield _command(found, diagnostic, language)


def _command(found: FileFindings, diagnostic: Diagnostic, language: Language) -> str:
    place = {"file": diagnostic.file}
    if found.text is not None and diagnostic.span is not None:
        line, column = found.text.position(diagnostic.span.start)
        place |= {"line": str(line), "col": str(column)}
    place["title"] = f"cxmap {diagnostic.code}"
    message = shortened(diagnostic.message.said(language))
    if diagnostic.help is not None:
        message += f" ({shortened(diagnostic.help.said(language))})"
    return workflow_command(_COMMANDS[diagnostic.severity], place, message)
