"""Ids that mislead."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from cxmap.lint.rules.structure.ids import SMALL_WORDS
from tests.lint.faults.places import METRICS, PAIN_POINT, RISK, ROWS, TOUCHPOINT, is_referred_to, owned
from tests.lint.faults.seeds import seed

if TYPE_CHECKING:
    from collections.abc import Iterator
    from random import Random

    from cxmap.diagnostics import Path
    from tests.lint.faults.breaking import MapText
    from tests.lint.faults.seeds import Broken

_KINDS = (RISK, "stages.*", "actions.*", *(f"{TOUCHPOINT}.{row}.*" for row in ROWS))
"""Kinds of things to which nothing refers."""


def _free_ids(text: MapText) -> Iterator[Path]:
    for kind in (*_KINDS, *METRICS):
        yield from text.each(f"{kind}.id")
    yield from (
        (*path, "id") for path in text.each(PAIN_POINT) if "id" in text[path] and not is_referred_to(text, path)
    )


def _later_ids(text: MapText) -> Iterator[Path]:
    """Yield ids before which another one of the kind is given."""
    for kind in _KINDS:
        yield from list(text.each(f"{kind}.id"))[1:]


@seed("look-alike-ids", at=_later_ids)
def an_id_is_written_as_another_one_nearly(text: MapText, place: Path, random: Random) -> Broken:
    shape = re.sub(r"\b\d+\b", "*", ".".join(map(str, place)))
    earlier = [path for path in text.each(shape) if text.row(path) < text.row(place)]
    other: str = text[random.choice(earlier)]
    alike = [other.upper(), other.capitalize(), other.replace("-", "_"), other.replace("-", "–")]
    return text.write(place, random.choice([id_ for id_ in alike if id_ != other])), place


def _in_full_width(id_: str, random: Random) -> str:
    at = random.choice([index for index, character in enumerate(id_) if character.isalnum()])
    return id_[:at] + chr(ord(id_[at]) + 0xFEE0) + id_[at + 1 :]


@seed("unnormalised-id", at=_free_ids)
def an_id_is_typed_in_full_width(text: MapText, place: Path, random: Random) -> Broken:
    return text.write(place, _in_full_width(text[place], random)), place


@seed("unnormalised-id", at=lambda m: m.each("teams.*.id"), alone=True)
def a_team_is_named_in_full_width_everywhere(text: MapText, place: Path, random: Random) -> Broken:
    plain = text[place]
    wide = _in_full_width(plain, random)
    text = text.write(place, wide)
    for path in [(), *owned(text)]:
        if text[path].get("owner") == plain:
            text = text.write((*path, "owner"), wide)
    return text, place


_WORD = re.compile(r"[a-z]+")
_CHINESE = re.compile("[一-鿿]{6,}")


def _slug(name: Any) -> str | None:
    """Return an id made of a name's first words, where it has enough of them."""
    said = name if isinstance(name, dict) else {"en": name}
    words = _WORD.findall(said["en"].lower().replace("'", ""))
    significant = [n for n, word in enumerate(words, 1) if word not in SMALL_WORDS]
    if len(significant) >= 3:
        return "-".join(words[: significant[2]])
    chinese = _CHINESE.match(said.get("zh", ""))
    return chinese[0] if chinese else None


def _with_long_names(text: MapText) -> Iterator[Path]:
    named = [((), "title"), *((path, "name") for path in text.each("stages.*"))]
    named += [(path, "name") for path in text.each(TOUCHPOINT) if not is_referred_to(text, path)]
    named += [(path, "text") for path in text.each(PAIN_POINT) if "id" in text[path] and not is_referred_to(text, path)]
    yield from ((*path, "id") for path, field in named if _slug(text[(*path, field)]))


@seed("id-made-of-the-title", at=_with_long_names)
def an_id_repeats_the_name(text: MapText, place: Path, _: Random) -> Broken:
    item = text[place[:-1]]
    slug = _slug(next(item[field] for field in ("title", "name", "text") if field in item))
    assert slug is not None
    return text.write(place, slug), place
