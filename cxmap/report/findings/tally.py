"""What was found in a file, and how much was found in all."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from cxmap.diagnostics import Diagnostic, Severity, Text
from cxmap.report.words import SEVERITY_WORDS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cxmap.language import Language
    from cxmap.model.coverage import Coverage

Styled = tuple[str, str]
"""A piece of text and the name of its style: '' for plain, else `path`, `error`, `warning`, `note`, `dim`, `help`."""


class FileFindings(NamedTuple):
    """What was found in one file. `text` is None where it could not even be read.

    `suppressed` are findings that the map waives, each with its reason; they count as none.
    """

    text: Text | None
    diagnostics: Sequence[Diagnostic]
    suppressed: Sequence[tuple[Diagnostic, str]] = ()
    coverage: Coverage | None = None

    @property
    def file(self) -> str:
        """The file's name as it was given."""
        if self.text is not None:
            return self.text.name
        return self.diagnostics[0].file if self.diagnostics else ""


@dataclass(slots=True)
class Tally:
    """How much was checked and found. `stopped`: by what the maps share, which is no map, before any was checked."""

    files: int = 0
    files_with_findings: int = 0
    errors: int = 0
    warnings: int = 0
    notes: int = 0
    unreadable: int = 0
    stopped: bool = False

    def count(self, found: FileFindings) -> None:
        """Add one file."""
        if not self.stopped:
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


def summary(tally: Tally, language: Language) -> str:
    """Say in one line what was checked and found."""
    if language == "zh":
        if not (tally.errors or tally.warnings or tally.notes):
            return f"已检查 {tally.files} 张图，没有问题。"
        notes = f"，{tally.notes} 个提示" if tally.notes else ""
        numbers = f"{tally.errors} 个错误，{tally.warnings} 个警告{notes}"
        if tally.stopped:
            return f"{numbers}；未检查任何地图。"
        return f"{tally.files} 张图中有 {tally.files_with_findings} 张发现问题：{numbers}。"
    maps = "1 map" if tally.files == 1 else f"{tally.files} maps"
    if not (tally.errors or tally.warnings or tally.notes):
        return f"{maps} checked, nothing found."
    notes = f", {counted(tally.notes, 'note')}" if tally.notes else ""
    numbers = f"{counted(tally.errors, 'error')}, {counted(tally.warnings, 'warning')}{notes}"
    if tally.stopped:
        return f"{numbers}; no map was checked."
    return f"{numbers} in {tally.files_with_findings} of {maps}."


def severities(diagnostics: Sequence[Diagnostic], language: Language) -> str:
    """Say how many findings of each severity there are: `2 errors, 1 note`."""
    counts = [(severity, sum(d.severity is severity for d in diagnostics)) for severity in SEVERITY_WORDS]
    if language == "zh":
        return "，".join(f"{number} 个{SEVERITY_WORDS[severity].zh}" for severity, number in counts if number)
    return ", ".join(counted(number, severity.word) for severity, number in counts if number)


def counted(number: int, noun: str) -> str:
    """Return a number and an English noun that agrees with it."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
