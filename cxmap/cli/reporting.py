"""Writes what `cxmap lint` finds, in the format asked for: to stdout as it is found, or to a file at the end."""

from __future__ import annotations

import io
import os
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from cxmap.cli.files import is_stream, write_whole
from cxmap.cli.help import language as spoken_here
from cxmap.cli.overwriting import check_writable, is_ours
from cxmap.diagnostics import CxmapError, Text
from cxmap.language import Words
from cxmap.lint import RULES
from cxmap.report.findings import FileFindings, Tally, as_text, summary
from cxmap.report.findings.hiding import discreet
from cxmap.report.summary import Statistics, statistics_lines
from cxmap.report.terminal import utf8_stdout, width, write_lines

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cxmap.language import Language
    from cxmap.pages import RulePage


@dataclass(slots=True)
class Report:
    """The report of one run. `quiet` leaves stdout to something else, as a diff, and writes no file.

    Raises:
        CxmapError: `output` cannot be written.
    """

    format: str
    output: str | None = None
    language: Language | None = None
    statistics: bool = False
    show_suppressed: bool = False
    quiet: bool = False
    tally: Tally = field(default_factory=Tally)
    _fixable: int = 0
    _kept: list[FileFindings] = field(default_factory=list)
    _counted: Statistics = field(default_factory=lambda: Statistics(families()))
    _spoken: Language | None = None
    _target: OutputFile | None = None
    _file: io.StringIO | None = None

    def __post_init__(self) -> None:
        if self.output is not None and not self.quiet:
            self._target, self._file = OutputFile(self.output), io.StringIO()
        elif self.quiet or self.format != "text":
            utf8_stdout()

    def protect(self, paths: Iterable[Path]) -> None:
        """Refuse to overwrite any of these files, which the check reads.

        Raises:
            CxmapError: the report would be written to one of them.
        """
        if self._target is not None:
            self._target.protect(paths)

    def add(self, found: FileFindings, spoken: Language) -> None:
        """Add what was found in one file, whose language is `spoken`."""
        self.tally.count(found)
        self._fixable += sum(diagnostic.fix is not None for diagnostic in found.diagnostics)
        language = self._spoken = self.language or spoken
        if self.quiet:
            return
        found = discreet(found)
        if self.format == "text" and self.statistics:
            self._counted.count(found)
        elif self.format == "text":
            lines = as_text(found, language, suppressed=self.show_suppressed)
            write_lines(lines, self._file, plain=self._file is not None)
        elif self.format == "jsonl":
            from cxmap.report.findings.data import as_jsonl

            lines_of_json = as_jsonl(found, families(), suppressed=self.show_suppressed)
            self._stream.writelines(f"{line}\n" for line in lines_of_json)
        else:
            self._kept.append(self._needed(found))

    def stop(self, found: FileFindings, spoken: Language) -> None:
        """Add what is wrong with a file that the maps share, and for which none of them can be checked."""
        self.tally.stopped = not self.tally.files
        self.tally.unreadable += 1
        self.add(found, spoken)

    def finish(self, mended: int = 0, shared: Language | None = None) -> None:
        """Write what is written at the end: a whole document, the statistics, the summary.

        It is in the language asked for, else in that which the maps share, else in the last map's.
        """
        language = self.language or shared or self._spoken or spoken_here()
        if not self.quiet and self.format != "jsonl":
            self._stream.write(self._whole(language))
        line = self._mended(mended, language) + summary(self.tally, language) + "\n"
        if self._file is not None and self.format == "text":
            self._file.write(line)
        line += self._hint(language)
        if self._file is None and not self.quiet and self.format == "text":
            sys.stdout.write(line)
        elif self._file is not None or self.quiet or mended:
            sys.stderr.write(line)
        if self._target is not None and self._file is not None:
            self._target.write(self._file.getvalue())

    @property
    def _stream(self) -> TextIO:
        return self._file or sys.stdout

    def _needed(self, found: FileFindings) -> FileFindings:
        """Return what a document needs of a file until it is written: of one without findings, no text."""
        if found.text is None or found.diagnostics or (self.show_suppressed and found.suppressed):
            return found
        return found._replace(text=Text(found.text.name, ""), suppressed=())

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
        lines = statistics_lines(self._counted, language, width(self._stream))
        write_lines(lines, self._file, plain=self._file is not None)
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


class OutputFile:
    """The file that a report is written to: through links, and into a device or a pipe without replacing it.

    Raises:
        CxmapError: it cannot be written.
    """

    def __init__(self, name: str) -> None:
        self._given = Path(name)
        self._target = Path(os.path.realpath(name))
        check_writable(self._given)
        if self._given.exists() and not is_stream(self._given) and is_ours(self._target):
            raise CxmapError(
                Words(
                    f"{self._given} is a map, a workspace or a policy, and would be overwritten",
                    f"{self._given} 是地图、工作区或策略文件，会被覆盖",
                ),
                Words("choose another name for --output", "请用 --output 另选一个文件名"),
            )

    def protect(self, paths: Iterable[Path]) -> None:
        """Refuse to be one of these files.

        Raises:
            CxmapError: it is one of them.
        """
        status = self._given.stat() if self._given.exists() else None
        for path in paths:
            try:
                is_this = status is not None and os.path.samestat(path.stat(), status)
            except OSError:
                is_this = False
            if is_this or os.path.realpath(path) == str(self._target):
                raise CxmapError(
                    Words(
                        f"--output {self._given} would overwrite {path}, which is checked or read for the check",
                        f"--output {self._given} 会覆盖 {path}，而检查要读取这个文件",
                    ),
                    Words("choose another name", "请换一个文件名"),
                )

    def write(self, text: str) -> None:
        """Write the report.

        Raises:
            CxmapError: it cannot be written, now.
        """
        write_whole(self._given, text)


def families() -> dict[str, str]:
    """Return the family of each rule."""
    return {rule.name: rule.family for rule in RULES}


def pages() -> dict[str, RulePage]:
    """Return the page of each rule."""
    from cxmap.lint.pages import page_of

    return {rule.name: page_of(rule) for rule in RULES}
