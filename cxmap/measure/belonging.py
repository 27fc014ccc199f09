"""What was counted of a source, as one map means it: names that maps share, each for a thing of its own (see `data.naming`)."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from cxmap.data.naming import in_any_map, in_map, is_mark, names_in

if TYPE_CHECKING:
    from collections.abc import Collection

    from cxmap.data.complaints import ComplaintKey, CountedComplaints
    from cxmap.data.feedback import Counted, Key
    from cxmap.measure.flows import CountedEvents
    from cxmap.measure.texts.collecting import Collected

    AnyKey = TypeVar("AnyKey", Key, ComplaintKey)


def answers_in(counted: Counted, name: str) -> Counted:
    """Return the answers of a source as the map whose id is `name` means them."""
    if not _has_marks(counted.cube):
        return counted
    cube: dict[Key, dict[float, int]] = {}
    for key, scores in counted.cube.items():
        own = cube.setdefault(_in_map(key, name), {})
        for score, n in scores.items():
            own[score] = own.get(score, 0) + n
    return replace(counted, cube=cube)


def complaints_in(counted: CountedComplaints, name: str) -> CountedComplaints:
    """Return the complaints of a log as the map whose id is `name` means them."""
    if not _has_marks(counted.cube):
        return counted
    cube: Counter[ComplaintKey] = Counter()
    for key, n in counted.cube.items():
        cube[_in_map(key, name)] += n
    return replace(counted, cube=dict(cube))


def texts_in(collected: Collected, name: str) -> Collected:
    """Return the texts of a source as the map whose id is `name` means what they are about."""
    if not any(is_mark(cell.touchpoint) for cell in collected.themes):
        return collected
    return collected.renamed(lambda touchpoint: _touchpoint(touchpoint, name))


def events_in(counted: CountedEvents, name: str) -> CountedEvents:
    """Return an event log with what its events mean in the map whose id is `name`; what they mean in others alone, too."""
    return counted._replace(names=names_in(counted.names, name))


def _has_marks(keys: Collection[Key] | Collection[ComplaintKey]) -> bool:
    return any(is_mark(part) for key in keys for part in (key.touchpoint, key.channel, key.persona, key.segment))


def _in_map(key: AnyKey, name: str) -> AnyKey:
    return key._replace(
        touchpoint=_touchpoint(key.touchpoint, name),
        channel=in_any_map(key.channel, name),
        persona=in_any_map(key.persona, name),
        segment=in_any_map(key.segment, name),
    )


def _touchpoint(id_: str, name: str) -> str:
    """Return the id of a touchpoint in a map; what means none of its touchpoints stays a mark, and is none of its own."""
    return in_map(id_, name) or id_
