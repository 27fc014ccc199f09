"""What the rules about wording share: the map's texts as one prose, and where a passage of it stands in the file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxmap.diagnostics import Span
from cxmap.language import LANGUAGES
from cxmap.lint.rules.wording.written import Written, written

if TYPE_CHECKING:
    from cxmap.diagnostics import Path
    from cxmap.lint.context import Context
    from cxmap.lint.texts import Passage

HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff々〇"
"""Chinese characters, for a class of a regular expression."""

_LONGEST_QUOTE = 24


class Passages:
    """Finds passages in the file; remembers the last one, since findings come in the order of the text."""

    def __init__(self, context: Context) -> None:
        self._source = context.document.source
        self._last: tuple[Passage, Written | None] | None = None

    def is_repeated(self, path: Path) -> bool:
        """Whether a text is there through an alias only: it is reported where it is written."""
        span = self._source.spans.get(path)
        return span is None or self._source.text.content.startswith("*", span.start)

    def written(self, passage: Passage) -> Written | None:
        """Return how a passage is written, if that is certain."""
        if self._last is None or self._last[0] is not passage:
            self._last = passage, written(self._source, passage.path, passage.said)
        return self._last[1]

    def span(self, passage: Passage, start: int, end: int) -> Span | None:
        """Return where the characters from `start` to `end` of the prose stand, if that is certain."""
        text = self.written(passage)
        if text is None:
            return None
        first, last = text.offsets[start - passage.start], text.offsets[end - passage.start - 1]
        return None if first is None or last is None else Span(first, last + 1)

    def mark(self, passage: Passage, at: int) -> Span | None:
        """Return where one mark of the prose stands; between double quotes, a quotation mark is there with its escape."""
        span, text = self.span(passage, at, at + 1), self.written(passage)
        if span is not None or text is None or text.style != '"' or passage.said[at - passage.start] != '"':
            return span
        whole = self._source.spans[passage.path]
        before, after = (
            [whole.start, *text.offsets][at - passage.start],
            [*text.offsets[1:], whole.end - 1][at - passage.start],
        )
        if before is None or after is None or self._source.text.content[before + 1 : after] != '\\"':
            return None
        return Span(before + 1, after)


def field_of(path: Path) -> str:
    """Return the name of the field that a text belongs to; that of the list, where the text is an item of one."""
    steps = path[:-1] if path[-1] in LANGUAGES else path
    return next((step for step in reversed(steps) if isinstance(step, str)), "")


def quoted(text: str) -> str:
    """Return the beginning of a text, as much as a message has room for."""
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST_QUOTE else f"{line[: _LONGEST_QUOTE - 1].rstrip()}…"
