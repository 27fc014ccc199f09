"""Tells a comparison to reports: every change in words, with its heading and its places in both versions."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from cxmap.diff.items import Item, Length, Said
from cxmap.diff.review import question_of
from cxmap.diff.saying import Speaker
from cxmap.diff.structure import MISSING
from cxmap.diff.words import pieces
from cxmap.model.reading import EVERYONE, emotion, on_five_steps, persona_ids, places, words
from cxmap.tidings import Heading, MapTidings, Point, Status, Tiding

if TYPE_CHECKING:
    from cxmap.diagnostics import Path
    from cxmap.diff.changes import Change, Comparison
    from cxmap.document import Document
    from cxmap.language import Language

_HEADINGS = ("stage", "touchpoint")


def tell(comparison: Comparison, language: Language) -> MapTidings:
    """Return what has changed in a map, said in a language."""
    speaker = Speaker(comparison, language)
    document = comparison.document
    status: Status = "added" if comparison.before is None else "removed" if comparison.after is None else "changed"
    before, after = comparison.before, comparison.after
    return MapTidings(
        document.journey.id,
        _title(document, language),
        status,
        before.name if before else None,
        after.name if after else None,
        tuple(_tiding(change, comparison, speaker) for change in comparison.changes),
        (curve_of(before), curve_of(after)),
        _twins(comparison),
    )


def _twins(comparison: Comparison) -> dict[Path, Path]:
    if comparison.structure is None:
        return {}
    return {new.path: old.path for old, new in comparison.structure.matching.pairs() if not new.shared}


def _title(document: Document, language: Language) -> str:
    return words(document.journey.title, language)


def curve_of(document: Document | None) -> tuple[float | None, ...]:
    """Return the average emotion of each touchpoint, −2 to 2; None where nothing is known."""
    if document is None:
        return ()
    journey = document.journey
    found: list[float | None] = []
    for place in places(journey):
        given = (emotion(place.touchpoint, persona) for persona in persona_ids(journey))
        known = [on_five_steps(score, journey.scale) for score in given if score is not None]
        found.append(sum(known) / len(known) if known else None)
    return tuple(found)


def _tiding(change: Change, comparison: Comparison, speaker: Speaker) -> Tiding:
    item = change.item
    texts = speaker.texts(change)
    under = _under(item, speaker)
    is_heading = item.kind in _HEADINGS or item.kind == "map"
    return Tiding(
        kind=change.kind.id,
        area=change.kind.area,
        level=change.level.word,
        under=under,
        of=None if is_heading else Heading(speaker.noun(item), speaker.title(item), item.id),
        address=_address(item),
        field=".".join(change.field),
        said=speaker.said(change),
        at=(change.before.path if change.before else None, change.after.path if change.after else None),
        stretches=tuple(pieces(*texts)) if texts else (),
        old=_plain(change.old),
        new=_plain(change.new),
        has=(change.old is not MISSING, change.new is not MISSING),
        before=_point(change.before, change.old, change, comparison.before),
        after=_point(change.after, change.new, change, comparison.after),
        personas=_personas(change),
        question=question.said(speaker.language) if (question := question_of(change)) is not None else "",
        shared=item.shared,
    )


def _under(item: Item, speaker: Speaker) -> tuple[Heading, ...]:
    found: list[Heading] = []
    above: Item | None = item
    while above is not None:
        if above.kind in _HEADINGS:
            found.append(Heading(speaker.noun(above), speaker.title(above), above.id))
        above = above.parent
    return tuple(reversed(found))


def _address(item: Item) -> tuple[str, ...]:
    """Return the ids from the map down to an item; of one without an id, its list."""
    found: list[str] = []
    above: Item | None = item
    while above is not None:
        found.append(above.id or above.listed)
        above = above.parent
    return tuple(reversed(found))


def _point(item: Item | None, value: Any, change: Change, document: Document | None) -> Point | None:
    """Return where an item, the field that changed, or the entry of a list stands in a version."""
    if item is None or document is None:
        return None
    source = document.source
    path = item.path
    if item.shared and document.workspace is not None:
        source = document.workspace.source
        path = ("library", *path)
    # Of a mapping the beginning says nothing: a field's own place, else where the item begins.
    at: Path = (*path, *change.field)
    index = _entry(source.data, at, value)
    span = source.locate(at if index is None else (*at, index))
    line, column = source.text.position(span.start)
    return Point(source.text.name, line, column)


def _entry(data: Any, at: Path, value: Any) -> int | None:
    """Return which entry of a list of texts or ids a value is; None where there is no list, or it is not in it."""
    for step in at:
        try:
            data = data[step]
        except (KeyError, IndexError, TypeError):
            return None
    if not isinstance(data, list):
        return None
    wanted = [said for _, said in value] if isinstance(value, Said) else [value]
    for index, entry in enumerate(data):
        if (list(entry.values()) if isinstance(entry, dict) else [entry]) == wanted or entry in wanted:
            return index
    return None


def _personas(change: Change) -> frozenset[str]:
    """Return the ids of the personas that a change concerns; none where it concerns all."""
    if change.field[:1] == ("emotion",) and len(change.field) > 1 and change.field[1] != EVERYONE:
        return frozenset(change.field[1:2])
    for item in (change.after, change.before):
        while item is not None:
            if item.kind == "persona" and item.id:
                return frozenset({item.id})
            passing = item.fields.get(("personas",))
            if passing:
                return frozenset(passing)
            item = item.parent
    return frozenset()


def _plain(value: Any) -> Any:
    """Return a value as JSON has it."""
    if value is MISSING:
        return None
    if isinstance(value, Item):
        return value.id
    if isinstance(value, Said):
        return dict(value)
    if isinstance(value, Length):
        return value.written
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    return value.isoformat() if isinstance(value, date) else value
