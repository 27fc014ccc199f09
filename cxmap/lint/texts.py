"""The texts of a map: what a person reads, as against ids, dates and addresses."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from cxmap.language import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cxmap.diagnostics import Path


class Shape(NamedTuple):
    """Where the texts are in a value of the format: whether it may be one itself, and which of its fields hold some.

    A list has the shape of its items; `each` is that of every value of a mapping whose keys are ids.
    """

    is_text: bool
    fields: dict[str, Shape]
    each: Shape | None = None


_TEXT = Shape(True, {})


def _of(*texts: str, short: bool = False, **fields: Shape) -> Shape:
    """Describe a mapping: the fields that are texts, and those that hold some; `short` where a text may replace it."""
    return Shape(short, dict.fromkeys(texts, _TEXT) | fields)


_SENSES = _of("sight", "sound", "touch", "feeling")
_STATEMENT = _of("text", short=True)
_METRIC = _of("name", "unit", "formula")

_TOUCHPOINT = _of(
    *("name", "description", "actions", "thoughts", "feelings", "physical_evidence"),
    short=True,
    pain_points=_STATEMENT,
    opportunities=_STATEMENT,
    frontstage=_STATEMENT,
    backstage=_STATEMENT,
    support=_STATEMENT,
    senses=_SENSES,
    risks=_of("rule", "risk", "control", short=True),
    metrics=_METRIC,
    next=_of("when"),
    lanes=Shape(False, {}, each=_TEXT),
)
_PERSONA = _of(
    *("name", "role", "occupation", "family", "description", "quote"),
    goals=_of("career", "personal", "other", short=True),
    needs=_STATEMENT,
)
MAP = _of(
    *("title", "client", "description"),
    scope=_of("from", "to", "scenario", "goal", "expectations"),
    review=_of("with"),
    brand=_of("name", promises=_STATEMENT),
    design=_of("positioning", "scenario", "core_focus", "innovation", senses=_SENSES),
    personas=_PERSONA,
    segments=_of("name", "description"),
    channels=_of("name"),
    teams=_of("name", "contact"),
    lanes=_of("name"),
    honeycomb_models=_of("name", dimensions=_of("name")),
    evidence=_of("title", "note"),
    metrics=_METRIC,
    stages=_of("name", "goal", short=True, metrics=_METRIC, touchpoints=_TOUCHPOINT),
    actions=_of("title", "effect", short=True),
)
"""Every text of the format; a test holds it against the compiled schema."""

_LANGUAGES = frozenset(LANGUAGES)
_BETWEEN = "\0"  # no map may hold it, see cxmap.source.characters
_FIRST_EAST_ASIAN = "\u3000"


class TextAt(NamedTuple):
    """A text as it is written: one string, or `{zh: …, en: …}`; and where."""

    path: Path
    value: str | dict[str, str | None]

    def each(self) -> Iterator[tuple[Path, str]]:
        """Yield the string, or that of each language, with its path."""
        if isinstance(self.value, str):
            yield self.path, self.value
        else:
            for language, said in self.value.items():
                if said is not None:
                    yield (*self.path, language), said


def texts_of(data: Any) -> list[TextAt]:
    """Return the texts in the plain data of a valid map, in its order."""
    found: list[tuple[Path, Any]] = []
    _collect(data, (), MAP, found)
    return list(map(TextAt._make, found))


def _collect(node: Any, path: Path, shape: Shape, found: list[tuple[Path, Any]]) -> None:
    """Add what is below a mapping or list. Strings are added where they are met: most values are strings."""
    is_text, fields, each = shape
    if type(node) is list:
        for index, item in enumerate(node):
            if type(item) is not str:
                _collect(item, (*path, index), shape, found)
            elif is_text:
                found.append(((*path, index), item))
    elif type(node) is dict:
        if is_text and node.keys() <= _LANGUAGES:
            found.append((path, node))
            return
        for key, value in node.items():
            inner = each or fields.get(key)
            if inner is not None:
                if type(value) is not str:
                    _collect(value, (*path, key), inner, found)
                elif inner[0]:
                    found.append(((*path, key), value))


class Passage(NamedTuple):
    """One string of a text: its path, its language where the text is in two, and its offset in the prose."""

    path: Path
    language: str | None
    said: str
    start: int


class Prose:
    """The strings of many texts as one, so that one search goes through all of them.

    `joined` has a null character before, between and after the strings: a pattern may use it for either end of a text.
    """

    def __init__(self, texts: Sequence[TextAt]) -> None:
        strings: list[str] = []
        for _, value in texts:
            if isinstance(value, str):
                strings.append(value)
            else:
                strings += [said for said in value.values() if said]
        self._texts = texts
        self.strings = strings
        self.joined = _BETWEEN + _BETWEEN.join(strings) + _BETWEEN

    @cached_property
    def is_western(self) -> bool:
        """Whether there is no Chinese in it, nor anything that is set as wide as Chinese."""
        return self.joined.isascii() or max(self.joined) < _FIRST_EAST_ASIAN

    def search(self, pattern: re.Pattern[str]) -> Iterator[tuple[Passage, re.Match[str]]]:
        """Yield every match with the passage that it ends in."""
        for match in pattern.finditer(self.joined):
            yield self.passage(match.end() - 1), match

    def passage(self, offset: int) -> Passage:
        """Return the passage that has the character at `offset` of the prose."""
        return self.passages[bisect_right(self._starts, offset) - 1]

    @cached_property
    def passages(self) -> list[Passage]:
        """Every string with its place; made when something has been found."""
        found: list[Passage] = []
        start = len(_BETWEEN)
        for path, value in self._texts:
            for language, said in ((None, value),) if isinstance(value, str) else value.items():
                if said:
                    found.append(Passage(path if language is None else (*path, language), language, said, start))
                    start += len(said) + len(_BETWEEN)
        return found

    @cached_property
    def _starts(self) -> list[int]:
        return [passage.start for passage in self.passages]
