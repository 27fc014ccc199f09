"""Findings as GitLab's code quality report, which it shows in a merge request."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cxmap.diagnostics import Severity
from cxmap.report.cells import printable, shortened
from cxmap.report.escaping import json_text, one_line, sentences
from cxmap.report.findings.places import identified, posix_name

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cxmap.language import Language
    from cxmap.pages import RulePage
    from cxmap.report.findings.places import Identified
    from cxmap.report.findings.tally import FileFindings

_SEVERITIES = {Severity.NOTE: "info", Severity.WARNING: "minor", Severity.ERROR: "major"}


def as_gitlab(findings: Sequence[FileFindings], language: Language, pages: Mapping[str, RulePage]) -> str:
    """Return findings as a JSON array. An error of the format is critical: the map cannot be used at all."""
    return json_text([_issue(one, language, pages) for one in identified(findings)], indent=2)


def _issue(one: Identified, language: Language, pages: Mapping[str, RulePage]) -> dict[str, Any]:
    text, diagnostic = one.found.text, one.diagnostic
    known = text is not None and diagnostic.span is not None
    words = [diagnostic.message, *([diagnostic.help] if diagnostic.help else [])]
    of_format = diagnostic.severity is Severity.ERROR and diagnostic.code not in pages
    return {
        "description": sentences([shortened(one_line(each.said(language))) for each in words], language),
        "check_name": diagnostic.code,
        "fingerprint": one.fingerprint,
        "severity": "critical" if of_format else _SEVERITIES[diagnostic.severity],
        "location": {
            "path": printable(posix_name(diagnostic.file)),
            "lines": {"begin": text.position(diagnostic.span.start)[0] if known else 1},  # type: ignore[union-attr]
        },
    }
