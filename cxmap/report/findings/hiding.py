"""Keeps what names a person out of reports: starred in excerpts, and in the words of other findings."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from cxmap.language import Words
from cxmap.report.cells import cell_width, printable

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cxmap.diagnostics import Diagnostic, Fix, Span
    from cxmap.report.findings.tally import FileFindings

_SHORTEST = 4  # characters; fewer name nobody, and would be starred in the middle of other words


def hidden_spans(found: FileFindings) -> tuple[Span, ...]:
    """Return where in a file stands what is not to be repeated, in the order of the text."""
    return tuple(sorted({one.span for one in _every(found) if one.hides and one.span is not None}))


def shown(content: str, start: int, end: int, hidden: Sequence[Span]) -> str:
    """Return a stretch of a line as it may be printed: as wide as it is, with stars for what is hidden."""
    pieces = []
    for span in hidden:
        first, last = max(span.start, start), min(span.end, end)
        if first < last:
            pieces += [_printed(content[start:first]), "*" * cell_width(_printed(content[first:last]))]
            start = last
    return "".join([*pieces, _printed(content[start:end])])


def discreet(found: FileFindings) -> FileFindings:
    """Return findings none of which says what another one hides."""
    if found.text is None or not (spans := hidden_spans(found)):
        return found
    texts = {found.text.content[span.start : span.end] for span in spans}
    names = sorted((text for text in texts if len(text) >= _SHORTEST), key=len, reverse=True)
    return found._replace(
        diagnostics=[_without(names, one) for one in found.diagnostics],
        suppressed=[(_without(names, one), _starred(names, reason)) for one, reason in found.suppressed],
    )


def _every(found: FileFindings) -> Iterator[Diagnostic]:
    yield from found.diagnostics
    yield from (diagnostic for diagnostic, _ in found.suppressed)


def _without(names: Sequence[str], diagnostic: Diagnostic) -> Diagnostic:
    related, fix = diagnostic.related, diagnostic.fix
    return replace(
        diagnostic,
        message=_said(names, diagnostic.message),
        help=_said(names, diagnostic.help) if diagnostic.help else None,
        related=(related[0], _said(names, related[1])) if related else None,
        fix=_fix(names, fix) if fix else None,
    )


def _fix(names: Sequence[str], fix: Fix) -> Fix | None:
    """Return a fix to be shown: one that writes the hidden text itself cannot be, and is only made."""
    if any(name in edit.text for edit in fix.edits for name in names):
        return None
    return fix._replace(words=_said(names, fix.words))


def _said(names: Sequence[str], words: Words) -> Words:
    return Words(_starred(names, words.en), _starred(names, words.zh))


def _starred(names: Sequence[str], text: str) -> str:
    for name in names:
        text = text.replace(name, "*" * cell_width(name))
    return text


def _printed(text: str) -> str:
    return printable(text.replace("\t", " "))
