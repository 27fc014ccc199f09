"""Where a good map can be broken with one consequence: questions that seeds ask of it."""

from __future__ import annotations

from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from cxmap.diagnostics import Path
    from tests.lint.faults.breaking import MapText

TOUCHPOINT = "stages.*.touchpoints.*"
PAIN_POINT = f"{TOUCHPOINT}.pain_points.*"
OPPORTUNITY = f"{TOUCHPOINT}.opportunities.*"
RISK = f"{TOUCHPOINT}.risks.*"
METRICS = ("metrics.*", "stages.*.metrics.*", f"{TOUCHPOINT}.metrics.*")
ROWS = ("frontstage", "backstage", "support")
EVERYONE = "*"
SEVERE = ("high", "critical")
LIVE = ("planned", "doing", None)

_REFERENCES = {
    "owner": "teams", "channel": "channels", "channels": "channels", "evidence": "evidence", "delivers": "promises",
    "breaks": "promises", "personas": "personas", "segment": "segments",
}  # fmt: skip


def every(*shapes: str, where: Callable[[Any], Any] = lambda _: True) -> Callable[[MapText], Iterator[Path]]:
    """Return a question for all places of some shapes of which `where` holds."""
    return lambda text: (path for shape in shapes for path in text.each(shape, where))


def is_of(path: Path, shape: str) -> bool:
    """Whether a path is of a shape, or leads to one language of a text that is."""
    steps = shape.split(".")
    return len(steps) <= len(path) <= len(steps) + 1 and all(s in ("*", p) for s, p in zip(steps, path, strict=False))


def has(*fields: str) -> Callable[[Any], bool]:
    """Return a condition on an item: that it has all these fields."""
    return lambda item: all(name in item for name in fields)


def lacks(*fields: str) -> Callable[[Any], bool]:
    return lambda item: not any(name in item for name in fields)


def touchpoints(text: MapText) -> list[Path]:
    return list(text.each(TOUCHPOINT))


def metrics(text: MapText, where: Callable[[Any], Any] = lambda _: True) -> list[Path]:
    return [path for shape in METRICS for path in text.each(shape, where)]


def steps(text: MapText) -> list[Path]:
    return [path for row in ROWS for path in text.each(f"{TOUCHPOINT}.{row}.*")]


def owned(text: MapText) -> list[Path]:
    """Return everything that has an owner, the map itself aside."""
    shapes = (TOUCHPOINT, PAIN_POINT, OPPORTUNITY, RISK, "actions.*")
    return [
        path for path in (*(p for shape in shapes for p in text.each(shape)), *steps(text)) if "owner" in text[path]
    ]


def is_spare(text: MapText, *paths: Path) -> bool:
    """Whether these places are there, and all that the map refers to is still referred to when they are gone."""
    if not all(path in text for path in paths):
        return False
    gone = Counter(name for path in paths for name in _used(_alone(text, path)))
    used = _all_used(text)
    return all(used[name] > count for name, count in gone.items())


@lru_cache(maxsize=4)
def _all_used(text: MapText) -> Counter[tuple[str, str]]:
    return Counter(_used(text.source.data))


def _alone(text: MapText, path: Path) -> Any:
    """Return what stands at a path, below the name that says what it refers to."""
    key = next(step for step in reversed(path) if isinstance(step, str))
    return {key: [text[path]]}


def _used(node: Any) -> Iterator[tuple[str, str]]:
    if isinstance(node, dict):
        for key, value in node.items():
            if key == "lanes":
                yield from (("lanes", lane) for lanes in _flat(value) if isinstance(lanes, dict) for lane in lanes)
            elif key in _REFERENCES:
                yield from ((_REFERENCES[key], id_) for id_ in _flat(value) if isinstance(id_, str))
            yield from _used(value)
    elif isinstance(node, list):
        for item in node:
            yield from _used(item)


def _flat(value: Any) -> list[Any]:
    """Return one value, or those of a list, or of the lists in it."""
    return [one for item in value for one in _flat(item)] if isinstance(value, list) else [value]


def is_referred_to(text: MapText, path: Path) -> bool:
    """Whether anything refers to the id of the item at a path."""
    return text[path].get("id") in _mentioned(text)


@lru_cache(maxsize=4)
def _mentioned(text: MapText) -> frozenset[str]:
    """Return all strings that are not given as ids."""
    values = (text[path] for path in text.source.spans if path[-1:] != ("id",))
    return frozenset(value for value in values if isinstance(value, str))


# People and their scores.


def personas(text: MapText) -> list[str]:
    return [text[path] for path in text.each("personas.*.id")]


def passing(text: MapText, touchpoint: Path) -> list[str]:
    return text.get((*touchpoint, "personas")) or personas(text)


def scores(text: MapText, touchpoint: Path) -> dict[str, float]:
    """Return the known scores of those who pass a touchpoint."""
    emotion = text.get((*touchpoint, "emotion"))
    given = emotion if isinstance(emotion, dict) else dict.fromkeys(passing(text, touchpoint), emotion)
    return {persona: score for persona, score in given.items() if score is not None}


def score_paths(text: MapText, touchpoints: Iterable[Path]) -> list[Path]:
    """Return where the known scores of touchpoints are written: that of each persona, or one for all."""
    found: list[Path] = []
    for touchpoint in touchpoints:
        emotion, path = text.get((*touchpoint, "emotion")), (*touchpoint, "emotion")
        if isinstance(emotion, dict):
            found += [(*path, persona) for persona, score in emotion.items() if score is not None]
        elif emotion is not None:
            found.append(path)
    return found


def is_moment_of_truth(text: MapText, touchpoint: Path) -> bool:
    return bool(text.get((*touchpoint, "moment_of_truth")))


# What answers what.


def opportunities_for(text: MapText, pain_point: Path) -> list[Any]:
    """Return the opportunities that address a pain point, or that stand beside it and address none."""
    id_ = text[pain_point].get("id")
    return [
        text[path]
        for path in text.each(OPPORTUNITY)
        if (id_ and id_ in text[path].get("addresses", ()))
        or (path[:4] == pain_point[:4] and lacks("addresses")(text[path]))
    ]


def actions_for(text: MapText, opportunities: Iterable[Any]) -> list[Path]:
    """Return the actions, not dropped, that take up one of some opportunities."""
    ids = {one.get("id") for one in opportunities} - {None}
    return [
        path
        for path in text.each("actions.*")
        if text[path].get("status") != "dropped" and ids.intersection(text[path].get("addresses", ()))
    ]


# Ways.


def leads_by_default(text: MapText, touchpoint: Path) -> bool:
    """Whether everybody goes on from here to the touchpoint that follows, because nothing else is said."""
    places = touchpoints(text)
    column = places.index(touchpoint)
    return lacks("next")(text[touchpoint]) and column + 1 < len(places)


def ways_to(text: MapText, touchpoint: Path) -> list[Path]:
    """Return the entries of `next` that lead to a touchpoint."""
    id_ = text[touchpoint].get("id")
    return [path for path in text.each(f"{TOUCHPOINT}.next.*") if id_ in (text[path], text.get((*path, "to")))]
