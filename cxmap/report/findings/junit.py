"""Findings as JUnit XML, which every build server shows: a suite for each map, a failed case for each finding."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from cxmap.diagnostics import Severity
from cxmap.language import Language, Words
from cxmap.report.cells import shortened
from cxmap.report.escaping import xml_text
from cxmap.report.findings.hiding import hidden_spans
from cxmap.report.findings.text import one_as_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cxmap.diagnostics import Diagnostic, Span
    from cxmap.report.findings.tally import FileFindings

_CLEAN = Words("nothing found", "没有问题")


class _Suite(NamedTuple):
    """The cases of a map, written, and how many of them are what."""

    name: str
    cases: list[str]
    failures: int
    errors: int

    @property
    def counts(self) -> str:
        return f'tests="{len(self.cases)}" failures="{self.failures}" errors="{self.errors}"'


def as_junit(findings: Sequence[FileFindings], language: Language) -> str:
    """Return findings as one document, with a line end. A note is a case that passes, with the note as its output."""
    suites = [_suite(found, language) for found in findings]
    tests, failures, errors = (
        sum(numbers) for numbers in zip((0, 0, 0), *((len(s.cases), s.failures, s.errors) for s in suites), strict=True)
    )
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<testsuites name="cxmap" tests="{tests}" failures="{failures}" errors="{errors}">',
    ]
    for suite in suites:
        lines += [f'  <testsuite name="{suite.name}" {suite.counts}>', *suite.cases, "  </testsuite>"]
    return "\n".join([*lines, "</testsuites>"]) + "\n"


def _suite(found: FileFindings, language: Language) -> _Suite:
    file = xml_text(found.file)
    names = Counter[str]()
    hidden = hidden_spans(found)
    cases = [] if found.diagnostics else [_case(file, _CLEAN.said(language), "")]
    for diagnostic in found.diagnostics:
        name = _name(found, diagnostic, language)
        names[name] += 1
        if names[name] > 1:
            name = f"{name} ({names[name]})"
        cases.append(_case(file, name, _outcome(found, diagnostic, language, hidden)))
    failing = sum(diagnostic.severity is not Severity.NOTE for diagnostic in found.diagnostics)
    return _Suite(file, cases, *((failing, 0) if found.text is not None else (0, failing)))


def _name(found: FileFindings, diagnostic: Diagnostic, language: Language) -> str:
    if found.text is None or diagnostic.span is None:
        return diagnostic.code
    line, _ = found.text.position(diagnostic.span.start)
    return f"{diagnostic.code}，第 {line} 行" if language == "zh" else f"{diagnostic.code}, line {line}"


def _case(file: str, name: str, outcome: str) -> str:
    start = f'    <testcase classname="{file}" name="{xml_text(name)}"'
    return f"{start}>\n{outcome}\n    </testcase>" if outcome else f"{start}/>"


def _outcome(found: FileFindings, diagnostic: Diagnostic, language: Language, hidden: Sequence[Span]) -> str:
    lines = ["".join(piece for piece, _ in line) for line in one_as_text(found.text, diagnostic, language, hidden)]
    body = "\n".join(xml_text(line) for line in lines).rstrip()
    if diagnostic.severity is Severity.NOTE:
        return f"      <system-out>{body}</system-out>"
    kind = "error" if found.text is None else "failure"
    message = xml_text(shortened(diagnostic.message.said(language)))
    return f'      <{kind} type="{diagnostic.severity.word}" message="{message}">{body}</{kind}>'
