"""Findings as JSON: one document with everything, or a line for each finding as it is found."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cxmap.report.escaping import json_text
from cxmap.report.findings.places import region
from cxmap.report.summary import Statistics
from cxmap.report.words import FORMAT

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from cxmap.diagnostics import Diagnostic, Text
    from cxmap.report.findings.tally import FileFindings, Tally


def as_json(
    findings: Sequence[FileFindings],
    tally: Tally,
    family_of: Mapping[str, str] | None = None,
    *,
    suppressed: bool = False,
) -> str:
    """Return findings as one JSON document; messages in both languages, lines and columns from 1.

    `suppressed` adds findings that are waived, with the reason as `suppressed`.
    """
    families = family_of or {}
    statistics = Statistics(families)
    for found in findings:
        statistics.count(found)
    document = {
        "version": 1,
        "summary": {
            "files": tally.files, "errors": tally.errors, "warnings": tally.warnings, "notes": tally.notes,
            **statistics.as_data(),
        },
        "findings": [data for found in findings for data in _all_as_data(found, families, suppressed)],
    }  # fmt: skip
    return json_text(document, indent=2)


def as_jsonl(
    found: FileFindings, family_of: Mapping[str, str] | None = None, *, suppressed: bool = False
) -> Iterator[str]:
    """Yield each finding of a file as one line of JSON, with the fields of `findings` in the JSON document."""
    for data in _all_as_data(found, family_of or {}, suppressed):
        yield json_text(data)


def _all_as_data(found: FileFindings, families: Mapping[str, str], suppressed: bool) -> Iterator[dict[str, Any]]:
    for diagnostic in found.diagnostics:
        yield _as_data(found.text, diagnostic, families)
    for diagnostic, reason in found.suppressed if suppressed else ():
        yield _as_data(found.text, diagnostic, families) | {"suppressed": reason}


def _as_data(text: Text | None, diagnostic: Diagnostic, families: Mapping[str, str]) -> dict[str, Any]:
    place = region(text, diagnostic.span) if text is not None and diagnostic.span is not None else None
    return {
        "file": diagnostic.file,
        "line": place.line if place else None,
        "column": place.column if place else None,
        "end_line": place.end_line if place else None,
        "end_column": place.end_column if place else None,
        "severity": diagnostic.severity.word,
        "rule": diagnostic.code,
        "family": families.get(diagnostic.code, FORMAT),
        "message": diagnostic.message._asdict(),
        "help": diagnostic.help._asdict() if diagnostic.help else None,
        "path": list(diagnostic.path),
        "owner": diagnostic.owner,
        "fix": diagnostic.fix.words._asdict() if diagnostic.fix else None,
    }
