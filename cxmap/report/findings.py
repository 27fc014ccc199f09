"""Findings as text, JSON and GitHub annotations."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from cxmap.diagnostics import Diagnostic, Severity, Span, Text
from cxmap.language import Language, Words
from cxmap.report.cells import cell_width, printable

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_WIDEST_LINE = 110  # cells of a source line that are shown around the caret
_SEVERITY_WORDS = {
    Severity.ERROR: Words("error", "错误"),
    Severity.WARNING: Words("warning", "警告"),
    Severity.NOTE: Words("note", "提示"),
}
_GITHUB_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}

Styled = tuple[str, str]
"""A piece of text and the name of its style: '' for plain, else `path`, `error`, `warning`, `note`, `dim`, `help`."""


class FileFindings(NamedTuple):
    """What was found in one file. `text` is None where it could not even be read."""

    text: Text | None
    diagnostics: Sequence[Diagnostic]


@dataclass(slots=True)
class Tally:
    """How much was checked and found."""

    files: int = 0
    files_with_findings: int = 0
    errors: int = 0
    warnings: int = 0
    notes: int = 0
    unreadable: int = 0

    def count(self, found: FileFindings) -> None:
        """Add one file."""
        self.files += 1
        self.files_with_findings += bool(found.diagnostics)
        self.unreadable += found.text is None
        for diagnostic in found.diagnostics:
            match diagnostic.severity:
                case Severity.ERROR:
                    self.errors += 1
                case Severity.WARNING:
                    self.warnings += 1
                case Severity.NOTE:
                    self.notes += 1

    @property
    def failed(self) -> bool:
        """Whether anything was found that should stop a build."""
        return bool(self.errors or self.warnings)


def as_text(found: FileFindings, language: Language) -> Iterator[list[Styled]]:
    """Yield the lines that show a file's findings, each as styled pieces."""
    for diagnostic in found.diagnostics:
        yield from _one_as_text(found.text, diagnostic, language)


def _one_as_text(text: Text | None, diagnostic: Diagnostic, language: Language) -> Iterator[list[Styled]]:
    severity = diagnostic.severity.word
    place = printable(diagnostic.file)
    if text is not None and diagnostic.span is not None:
        line, column = text.position(diagnostic.span.start)
        place = f"{place}:{line}:{column}"
    colon = "：" if language == "zh" else ": "
    yield [
        (place, "path"),
        (": ", ""),
        (_SEVERITY_WORDS[diagnostic.severity].said(language), severity),
        (colon, ""),
        (printable(diagnostic.message.said(language)), "strong"),
        (f" [{diagnostic.code}]", "dim"),
    ]
    if text is not None and diagnostic.span is not None:
        yield from _excerpt(text, diagnostic.span, severity)
    if diagnostic.help is not None:
        yield [("      = ", "dim"), (printable(diagnostic.help.said(language)), "help")]
    if text is not None and diagnostic.related is not None:
        span, words = diagnostic.related
        yield [("      = ", "dim"), (words.said(language), "help")]
        yield from _excerpt(text, span, "note")
    yield []


def _excerpt(text: Text, span: Span, style: str) -> Iterator[list[Styled]]:
    number, column = text.position(span.start)
    source = text.line(number)
    if not source and number > 1:
        return
    start, end = column - 1, min(max(span.end - text.line_start(number), column), len(source))
    first, last = _window(source, start)
    shown = source[first:last].replace("\t", " ")
    before = cell_width(printable(source[first:start].replace("\t", " ")))
    marked = max(1, cell_width(printable(source[start : min(end, last)].replace("\t", " "))))
    prefix = "…" if first else ""
    yield [(f"{number:5} | ", "dim"), (prefix + printable(shown) + ("…" if last < len(source) else ""), "")]
    yield [("      | ", "dim"), (" " * (before + len(prefix)), ""), ("^" * marked, style)]


def _window(source: str, start: int) -> tuple[int, int]:
    """Return which part of a long line to show, so that the character at `start` is well inside it."""
    first, room = start, _WIDEST_LINE * 2 // 3
    while first and (room := room - cell_width(source[first - 1])) >= 0:
        first -= 1
    last, room = first, _WIDEST_LINE
    while last < len(source) and (room := room - cell_width(source[last])) >= 0:
        last += 1
    return first, last


def summary(tally: Tally, language: Language) -> str:
    """Say in one line what was checked and found."""
    if language == "zh":
        if not (tally.errors or tally.warnings or tally.notes):
            return f"已检查 {tally.files} 张图，没有问题。"
        notes = f"，{tally.notes} 个提示" if tally.notes else ""
        return f"{tally.files} 张图中有 {tally.files_with_findings} 张发现问题：{tally.errors} 个错误，{tally.warnings} 个警告{notes}。"
    maps = "1 map" if tally.files == 1 else f"{tally.files} maps"
    if not (tally.errors or tally.warnings or tally.notes):
        return f"{maps} checked, nothing found."
    notes = f", {_counted(tally.notes, 'note')}" if tally.notes else ""
    return f"{_counted(tally.errors, 'error')}, {_counted(tally.warnings, 'warning')}{notes} in {tally.files_with_findings} of {maps}."


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def as_json(findings: Sequence[FileFindings], tally: Tally) -> str:
    """Return findings as one JSON document; messages in both languages, lines and columns from 1."""
    document = {
        "version": 1,
        "summary": {
            "files": tally.files, "errors": tally.errors, "warnings": tally.warnings, "notes": tally.notes,
        },
        "findings": [_as_data(found.text, diagnostic) for found in findings for diagnostic in found.diagnostics],
    }  # fmt: skip
    return json.dumps(document, ensure_ascii=False, indent=2)


def _as_data(text: Text | None, diagnostic: Diagnostic) -> dict[str, Any]:
    data: dict[str, Any] = {
        "file": diagnostic.file,
        "line": None,
        "column": None,
        "end_line": None,
        "end_column": None,
        "severity": diagnostic.severity.word,
        "rule": diagnostic.code,
        "message": diagnostic.message._asdict(),
        "help": diagnostic.help._asdict() if diagnostic.help else None,
        "path": list(diagnostic.path),
    }
    if text is not None and diagnostic.span is not None:
        data["line"], data["column"] = text.position(diagnostic.span.start)
        data["end_line"], data["end_column"] = text.position(max(diagnostic.span.end, diagnostic.span.start + 1))
    return data


def as_github(found: FileFindings, language: Language) -> Iterator[str]:
    """Yield workflow commands that GitHub shows beside the lines of a pull request."""
    for diagnostic in sorted(found.diagnostics, key=lambda d: -d.severity):
        place = {"file": diagnostic.file}
        if found.text is not None and diagnostic.span is not None:
            line, column = found.text.position(diagnostic.span.start)
            place |= {"line": str(line), "col": str(column)}
        place["title"] = f"cxmap {diagnostic.code}"
        message = diagnostic.message.said(language)
        if diagnostic.help is not None:
            message += f" ({diagnostic.help.said(language)})"
        properties = ",".join(f"{name}={_escaped(value, ',:')}" for name, value in place.items())
        yield f"::{_GITHUB_COMMANDS[diagnostic.severity]} {properties}::{_escaped(message, '')}"


def _escaped(value: str, also: str) -> str:
    return "".join(f"%{ord(c):02X}" if c in "%\r\n" + also else c for c in value)
