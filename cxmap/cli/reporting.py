"""Writes what `cxmap lint` finds, in the format asked for: to stdout as it is found, or to a file at the end."""

from __future__ import annotations

import io
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from cxmap.cli.files import write_whole
from cxmap.cli.help import language as spoken_here
from cxmap.language import Words
from cxmap.lint import RULES
from cxmap.report.findings import FileFindings, Tally, as_text, summary
from cxmap.report.terminal import width, write_lines

if TYPE_CHECKING:
    from cxmap.language import Language
    from cxmap.pages import RulePage

_NEEDS_DATA = frozenset({"sarif", "gitlab"})


@dataclass(slots=True)
class Report:
    """The report of one run. `quiet` leaves stdout to something else, as a diff."""

    format: str
    output: str | None = None
    language: Language | None = None
    statistics: bool = False
    show_suppressed: bool = False
    quiet: bool = False
    tally: Tally = field(default_factory=Tally)
    _fixable: int = 0
    _kept: list[FileFindings] = field(default_factory=list)
    _spoken: Language | None = None
    _file: TextIO | None = None

    def __post_init__(self) -> None:
        if self.output is not None:
            self._file = io.StringIO()

    def add(self, found: FileFindings, spoken: Language) -> None:
        """Add what was found in one file, whose language is `spoken`."""
        self.tally.count(found)
        self._fixable += sum(diagnostic.fix is not None for diagnostic in found.diagnostics)
        language = self._spoken = self.language or spoken
        if self.format in _NEEDS_DATA and found.text is not None and found.diagnostics:
            from cxmap.source import parse

            found = found._replace(data=parse(found.text).data)
        if self.quiet:
            return
        if self.format == "text" and not self.statistics:
            write_lines(as_text(found, language, suppressed=self.show_suppressed), self._file)
        elif self.format == "jsonl":
            from cxmap.report.findings.data import as_jsonl

            lines = as_jsonl(found, families(), suppressed=self.show_suppressed)
            self._stream.writelines(f"{line}\n" for line in lines)
        else:
            self._kept.append(found)

    def finish(self, mended: int = 0, shared: Language | None = None) -> None:
        """Write what is written at the end: a whole document, the statistics, the summary.

        It is in the language asked for, else in that which the maps share, else in the last map's.
        """
        language = self.language or shared or self._spoken or spoken_here()
        if not self.quiet and self.format != "jsonl":
            self._stream.write(self._whole(language))
        line = self._mended(mended, language) + summary(self.tally, language) + "\n" + self._hint(language)
        if self.quiet or self.output is not None:
            sys.stderr.write(line)
        elif self.format == "text":
            sys.stdout.write(line)
        elif mended:
            sys.stderr.write(line)
        if self.output is not None and isinstance(self._file, io.StringIO):
            write_whole(Path(self.output), self._file.getvalue())

    @property
    def _stream(self) -> TextIO:
        return self._file or sys.stdout

    def _whole(self, language: Language) -> str:
        """Return the report in a format that is one document; '' where it has been streamed."""
        match self.format:
            case "json":
                from cxmap.report.findings.data import as_json

                return as_json(self._kept, self.tally, families(), suppressed=self.show_suppressed) + "\n"
            case "sarif":
                from cxmap.report.findings.sarif import as_sarif

                return as_sarif(self._kept, language, pages(), suppressed=self.show_suppressed) + "\n"
            case "junit":
                from cxmap.report.findings.junit import as_junit

                return as_junit(self._kept, language)
            case "gitlab":
                from cxmap.report.findings.gitlab import as_gitlab

                return as_gitlab(self._kept, language, pages()) + "\n"
            case "markdown":
                from cxmap.report.findings.markdown import as_markdown

                return as_markdown(self._kept, self.tally, language, families())
            case "github":
                from cxmap.report.findings.annotations import as_annotations

                return "".join(f"{line}\n" for line in as_annotations(self._kept, self.tally, language))
        if self.statistics:
            self._write_statistics(language)
        return ""

    def _write_statistics(self, language: Language) -> None:
        from cxmap.report.summary import Statistics, statistics_lines

        statistics = Statistics(families())
        for found in self._kept:
            statistics.count(found)
        write_lines(statistics_lines(statistics, language, width()), self._file)
        self._stream.write("\n")

    def _hint(self, language: Language) -> str:
        """Say that some of what was found need not be mended by hand."""
        count = self._fixable
        if not count or self.quiet:
            return ""
        hint = Words(
            f"`cxmap lint --fix` can mend {count} of them.", f"其中 {count} 处可用 `cxmap lint --fix` 自动修改。"
        )
        return hint.said(language) + "\n"

    def _mended(self, count: int, language: Language) -> str:
        if not count:
            return ""
        if self.quiet:
            return Words(f"{count} {'fix' if count == 1 else 'fixes'} can be made. ", f"可自动修改 {count} 处。").said(
                language
            )
        return Words(f"{count} {'fix' if count == 1 else 'fixes'} made. ", f"已修改 {count} 处。").said(language)


def families() -> dict[str, str]:
    """Return the family of each rule."""
    return {rule.name: rule.family for rule in RULES}


def pages() -> dict[str, RulePage]:
    """Return the page of each rule."""
    from cxmap.lint.pages import page_of

    return {rule.name: page_of(rule) for rule in RULES}
