"""A map as an outline, a line a fact: what `git diff` compares in place of the YAML."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxmap.diff.changes import Change, Comparison
from cxmap.diff.items import Item, Said, tree_of
from cxmap.diff.kinds import KIND_IDS
from cxmap.diff.matching import Matching
from cxmap.diff.saying import Speaker
from cxmap.diff.structure import Structure

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxmap.document import Document
    from cxmap.language import Language


def outline(document: Document, language: Language) -> Iterator[str]:
    """Yield the lines of an outline: every thing with its kind, name and id, and below it its fields."""
    tree = tree_of(document.journey, document.language)
    structure = Structure(tree, tree, Matching(tree, tree), {}, ())
    speaker = Speaker(Comparison(document, document, structure, ()), language)
    yield from _lines(tree, speaker, 0)


def _lines(item: Item, speaker: Speaker, depth: int) -> Iterator[str]:
    margin = "  " * depth
    id_ = f" [{item.id}]" if item.id else ""
    yield f"{margin}{speaker.noun(item)} {_one_line(speaker.title(item))}{id_}"
    for at, value in item.fields.items():
        name = speaker.field(Change(KIND_IDS["field-changed"], item, item, at))
        if at[0] == "emotion" and len(at) > 1 and at[1] != "*":
            name += f" {speaker.named('emotion', at[1])}"
        if isinstance(value, Said) and len(value) > 1:
            yield from (f"{margin}  {name} ({code}): {_one_line(text)}" for code, text in value)
        elif isinstance(value, tuple) and value and not isinstance(value, Said) and not hasattr(value, "minutes"):
            yield from (f"{margin}  {name}: {_one_line(speaker.plain(at, each))}" for each in value)
        else:
            yield f"{margin}  {name}: {_one_line(speaker.plain(at, value))}"
    for items in item.children.values():
        for child in items:
            yield from _lines(child, speaker, depth + 1)


def _one_line(text: str) -> str:
    return " ".join(text.split())
