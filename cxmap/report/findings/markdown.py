"""Findings as a comment for a pull request: a table of all maps, then what was found in each, folded."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from cxmap.diagnostics import Severity
from cxmap.language import Language, Words
from cxmap.report.cells import LONGEST, shortened
from cxmap.report.escaping import one_line, prose
from cxmap.report.findings.tally import severities, summary
from cxmap.report.summary import Statistics, statistics_markdown
from cxmap.report.words import SEVERITY_WORDS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from cxmap.diagnostics import Diagnostic
    from cxmap.report.findings.tally import FileFindings, Tally

MOST_CHARACTERS = 65_000
"""GitHub takes 65,536 characters in a comment."""

_MOST_ROWS = 50
_LONGEST_NAME = 300  # characters of a file's name
_FOR_THE_END = 600  # characters that are kept for the last sentence and the end of a fold


def as_markdown(
    findings: Sequence[FileFindings], tally: Tally, language: Language, family_of: Mapping[str, str] | None = None
) -> str:
    """Return findings as Markdown of less than 65,000 characters, with a line end; what does not fit is counted in the last sentence.

    Files with errors come first, and in each file what is worst.
    """
    statistics = Statistics(family_of or {})
    for found in findings:
        statistics.count(found)
    lines = [f"### cxmap: {summary(tally, language)}", ""]
    if statistics.rows:
        lines += _table(statistics, language)
    written = "\n".join(lines).rstrip() + "\n"
    ranked = sorted((found for found in findings if found.diagnostics), key=_worst_first)
    left_out = 0
    for found in ranked:
        fold, left = _fold(found, language, MOST_CHARACTERS - _FOR_THE_END - len(written))
        written += fold
        left_out += left
    if left_out:
        more = Words(
            f"{left_out} of the findings did not fit here; `cxmap lint` shows them all.",
            f"此处放不下，另有 {left_out} 项发现未显示；运行 `cxmap lint` 可查看全部。",
        )
        written += f"\n{more.said(language)}"
    return written.rstrip("\n") + "\n"


def _table(statistics: Statistics, language: Language) -> list[str]:
    """Return the table with as many maps as leave most of the comment to the findings."""
    most = _MOST_ROWS
    while True:
        lines = list(statistics_markdown(statistics, language, most))
        if not most or sum(map(len, lines)) < MOST_CHARACTERS // 4:
            return lines
        most //= 2


def _worst_first(found: FileFindings) -> int:
    return -max(diagnostic.severity for diagnostic in found.diagnostics)


def _fold(found: FileFindings, language: Language, room: int) -> tuple[str, int]:
    """Return a file's findings as far as they fit, folded, and how many do not."""
    file = escape(_shortened(found.file, _LONGEST_NAME))
    head = f"\n<details>\n<summary><code>{file}</code>: {severities(found.diagnostics, language)}</summary>\n\n"
    end = "\n</details>\n"
    items: list[str] = []
    used = len(head) + len(end)
    ranked = sorted(found.diagnostics, key=lambda diagnostic: -diagnostic.severity)
    for item in _items(found, ranked, language):
        used += len(item)
        if used > room:
            break
        items.append(item)
    if not items:
        return "", len(ranked)
    return head + "".join(items) + end, len(ranked) - len(items)


def _items(found: FileFindings, ranked: Sequence[Diagnostic], language: Language) -> Iterator[str]:
    for diagnostic in ranked:
        severity = SEVERITY_WORDS[diagnostic.severity].said(language)
        word = f"**{severity}**" if diagnostic.severity is not Severity.NOTE else severity
        place = ""
        if found.text is not None and diagnostic.span is not None:
            line, column = found.text.position(diagnostic.span.start)
            place = f" {line}:{column}"
        message = prose(_shortened(diagnostic.message.said(language)))
        remedy = ""
        if diagnostic.help is not None:
            remedy = "<br>" + prose(_shortened(diagnostic.help.said(language)))
        yield f"- {word}{place} {message} (`{diagnostic.code}`){remedy}\n"


def _shortened(text: str, most: int = LONGEST) -> str:
    return shortened(one_line(text), most)
