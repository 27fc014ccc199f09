"""What cxmap says about a file: spans, severities, diagnostics, and the errors that mean "cannot go on".

A bad map is data: its faults are `Diagnostic` values. Exceptions are for what stops the work:

    CxmapError            something the user can mend; the CLI prints its words and exits with 2
    └── InvalidFile       a file that could not be understood; carries its diagnostics
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from enum import IntEnum
from typing import TYPE_CHECKING, NamedTuple

from cxmap.language import Words

if TYPE_CHECKING:
    from collections.abc import Sequence

Path = tuple[str | int, ...]
"""Where a value stands in the data: keys and list indexes, from the root."""


class Span(NamedTuple):
    """A stretch of text: code-point offsets into the decoded text, `end` excluded."""

    start: int
    end: int


class Severity(IntEnum):
    """How much a finding weighs; errors and warnings make the exit code 1, notes do not."""

    NOTE = 0
    WARNING = 1
    ERROR = 2

    @property
    def word(self) -> str:
        """The name as it is printed and written in JSON."""
        return self.name.lower()


@dataclass(frozen=True, slots=True)
class Text:
    """The text of one file, with its line table.

    A byte-order mark is not part of `content`. Lines end with LF, CRLF or CR, as in YAML 1.2.
    """

    name: str
    content: str
    _starts: list[int] = field(default_factory=list, repr=False, compare=False)

    def _line_starts(self) -> list[int]:
        if not self._starts:
            starts, content = [0], self.content
            if "\r" in content:
                for position, character in enumerate(content):
                    if character == "\n" or (character == "\r" and content[position + 1 : position + 2] != "\n"):
                        starts.append(position + 1)
            else:
                position = content.find("\n")
                while position >= 0:
                    starts.append(position + 1)
                    position = content.find("\n", position + 1)
            self._starts.extend(starts)
        return self._starts

    def position(self, offset: int) -> tuple[int, int]:
        """Return the 1-based line and column (in code points) of an offset."""
        starts = self._line_starts()
        line = bisect_right(starts, offset)
        return line, offset - starts[line - 1] + 1

    def line(self, number: int) -> str:
        """Return line `number` (1-based) without its line end."""
        starts = self._line_starts()
        end = starts[number] if number < len(starts) else len(self.content)
        return self.content[starts[number - 1] : end].rstrip("\r\n")

    def line_start(self, number: int) -> int:
        """Return the offset at which line `number` (1-based) begins."""
        return self._line_starts()[number - 1]

    @property
    def lines(self) -> int:
        """How many lines the text has."""
        return len(self._line_starts())


class Edit(NamedTuple):
    """A change to a text: what stands at `span` becomes `text`; an empty span inserts."""

    span: Span
    text: str


class Fix(NamedTuple):
    """The one right way to mend something: what it does, in words, and the edits that do it, all or none."""

    words: Words
    edits: tuple[Edit, ...]


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One thing that is wrong (or worth knowing) at one place.

    `code` is a kebab-case name, `message` says what is wrong, `help` how to mend it or what is allowed.
    `related` points at a second place, as the first of two equal keys. `fix` is there where one edit is right;
    `owner` is the team that answers for what is found, as far as the map says. `address` is the path with the ids or
    names of items in place of their indexes: it stays when items move. `hides`: what stands at `span` is not to be
    repeated, since it names a person.
    """

    severity: Severity
    code: str
    message: Words
    file: str
    span: Span | None = None
    help: Words | None = None
    related: tuple[Span, Words] | None = None
    path: Path = ()
    fix: Fix | None = None
    owner: str | None = None
    address: tuple[str, ...] = ()
    hides: bool = False


class CxmapError(Exception):
    """Why cxmap cannot go on, in words for the user."""

    def __init__(self, message: Words, help: Words | None = None) -> None:  # noqa: A002  the word users see
        super().__init__(message.en)
        self.message = message
        self.help = help


class InvalidFile(CxmapError):  # noqa: N818  a state of the file, named as the docs name it
    """A file that cannot be used, with everything found wrong in it."""

    def __init__(self, text: Text, diagnostics: Sequence[Diagnostic]) -> None:
        super().__init__(Words(f"{text.name} is not valid", f"{text.name} 无效"))
        self.text = text
        self.diagnostics = tuple(diagnostics)


def in_order(diagnostics: Sequence[Diagnostic]) -> list[Diagnostic]:
    """Sort by file, place and code, and drop exact repeats."""
    unique = dict.fromkeys(diagnostics)
    return sorted(unique, key=lambda d: (d.file, d.span or Span(0, 0), -d.severity, d.code, d.message))
