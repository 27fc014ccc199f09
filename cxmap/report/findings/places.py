"""Where findings are, for programs: regions, file names for every platform, and names that outlive moved lines."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cxmap.diagnostics import Diagnostic, Span, Text
    from cxmap.report.findings.tally import FileFindings


class Region(NamedTuple):
    """A stretch of text: lines and columns from 1, in code points; the end is excluded."""

    line: int
    column: int
    end_line: int
    end_column: int


def region(text: Text, span: Span, *, empty: bool = False) -> Region:
    """Return the region of a span; one without width gets a character, unless it may be `empty`."""
    end = span.end if empty else max(span.end, span.start + 1)
    return Region(*text.position(span.start), *text.position(end))


def posix_name(name: str, flavour: type[PurePath] = PurePath) -> str:
    """Return a file's name with slashes, and without a leading `./`."""
    return flavour(name).as_posix() if name else ""


class Identified(NamedTuple):
    """A finding, its file, and its fingerprint; `reason` is there where the map waives it."""

    found: FileFindings
    diagnostic: Diagnostic
    fingerprint: str
    reason: str | None = None


def identified(findings: Iterable[FileFindings], *, suppressed: bool = False) -> Iterator[Identified]:
    """Yield every finding with a fingerprint that no other has.

    It is made of the rule, the file and the path, in which items of lists stand by their ids or names: it stays the
    same when lines or items move. Findings that share all of these are numbered in the order of the text.
    """
    from hashlib import sha256

    seen: dict[tuple[str, ...], int] = {}
    for found in findings:
        each: list[tuple[Diagnostic, str | None]] = [(diagnostic, None) for diagnostic in found.diagnostics]
        if suppressed:
            each += found.suppressed
        for diagnostic, reason in each:
            key = (diagnostic.code, posix_name(diagnostic.file), *_address(diagnostic))
            number = seen[key] = seen.get(key, -1) + 1
            parts = "\0".join((*key, f"\0{number}") if number else key)
            digest = sha256(parts.encode("utf-8", "surrogatepass")).hexdigest()
            yield Identified(found, diagnostic, digest[:32], reason)


def _address(diagnostic: Diagnostic) -> tuple[str, ...]:
    """Return the finding's address; where nothing gave it one, as in a file that is not a map, its path."""
    return diagnostic.address or tuple(f"[{step}]" if isinstance(step, int) else step for step in diagnostic.path)
