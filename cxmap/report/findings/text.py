"""Findings as text: the place, the words, the line with a caret, the remedy."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxmap.language import Language, Words
from cxmap.report.cells import cell_width, printable, shortened
from cxmap.report.findings.hiding import hidden_spans, shown
from cxmap.report.words import SEVERITY_WORDS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cxmap.diagnostics import Diagnostic, Span, Text
    from cxmap.report.findings.tally import FileFindings, Styled

_WIDEST_LINE = 110  # cells of a source line that are shown around the caret
_MOST_CHARACTERS = 4 * _WIDEST_LINE  # of which some take no cell
_SUPPRESSED = Words("suppressed", "已豁免")


def as_text(found: FileFindings, language: Language, *, suppressed: bool = False) -> Iterator[list[Styled]]:
    """Yield the lines that show a file's findings, each as styled pieces; `suppressed` adds those that are waived."""
    hidden = hidden_spans(found)
    for diagnostic in found.diagnostics:
        yield from one_as_text(found.text, diagnostic, language, hidden)
    for diagnostic, reason in found.suppressed if suppressed else ():
        yield from _waived(found.text, diagnostic, reason, language)


def one_as_text(
    text: Text | None, diagnostic: Diagnostic, language: Language, hidden: Sequence[Span]
) -> Iterator[list[Styled]]:
    """Yield the lines that show one finding, and an empty one; what stands at the `hidden` spans is not repeated."""
    severity = diagnostic.severity.word
    yield [
        (place_of(text, diagnostic), "path"),
        (": ", ""),
        (SEVERITY_WORDS[diagnostic.severity].said(language), severity),
        ("：" if language == "zh" else ": ", ""),
        (_said(diagnostic.message, language), "strong"),
        (f" [{diagnostic.code}]", "dim"),
    ]
    if text is not None and diagnostic.span is not None:
        yield from _excerpt(text, diagnostic.span, hidden, severity)
    if diagnostic.help is not None:
        yield [("      = ", "dim"), (_said(diagnostic.help, language), "help")]
    if text is not None and diagnostic.related is not None:
        span, words = diagnostic.related
        yield [("      = ", "dim"), (_said(words, language), "help")]
        yield from _excerpt(text, span, hidden, "note")
    yield []


def _said(words: Words, language: Language) -> str:
    return printable(shortened(words.said(language)))


def place_of(text: Text | None, diagnostic: Diagnostic) -> str:
    """Return `file:line:column`, as far as it is known."""
    place = printable(diagnostic.file)
    if text is not None and diagnostic.span is not None:
        line, column = text.position(diagnostic.span.start)
        place = f"{place}:{line}:{column}"
    return place


def _waived(text: Text | None, diagnostic: Diagnostic, reason: str, language: Language) -> Iterator[list[Styled]]:
    """Show a finding that is waived in as few words as will do, and why it is."""
    colon = "：" if language == "zh" else ": "
    said = f"{_SUPPRESSED.said(language)}{colon}{_said(diagnostic.message, language)}"
    yield [(f"{place_of(text, diagnostic)}: {said} [{diagnostic.code}]", "dim")]
    if reason:
        yield [("      = ", "dim"), (printable(shortened(reason)), "dim")]
    yield []


def _excerpt(text: Text, span: Span, hidden: Sequence[Span], style: str) -> Iterator[list[Styled]]:
    number, column = text.position(span.start)
    source = text.line(number)
    if not source and number > 1:
        return
    line_start = text.line_start(number)
    start, end = column - 1, min(max(span.end - line_start, column), len(source))
    first, last = _window(source, start)
    line = shown(text.content, line_start + first, line_start + last, hidden)
    before = cell_width(printable(source[first:start].replace("\t", " ")))
    marked = max(1, cell_width(printable(source[start : min(end, last)].replace("\t", " "))))
    prefix = "…" if first else ""
    yield [(f"{number:5} | ", "dim"), (prefix + line + ("…" if last < len(source) else ""), "")]
    yield [("      | ", "dim"), (" " * (before + len(prefix)), ""), ("^" * marked, style)]


def _window(source: str, start: int) -> tuple[int, int]:
    """Return which part of a long line to show, so that the character at `start` is well inside it."""
    first, room = start, _WIDEST_LINE * 2 // 3
    while first and start - first < _MOST_CHARACTERS // 2 and (room := room - cell_width(source[first - 1])) >= 0:
        first -= 1
    last, room = first, _WIDEST_LINE
    while last < len(source) and last - first < _MOST_CHARACTERS and (room := room - cell_width(source[last])) >= 0:
        last += 1
    return first, last
