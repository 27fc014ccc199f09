"""Finds which item of one version is which of the other: by kind and id, then by what they say.

An id that both versions have is never doubted. What is left is paired where it says the same, then where it says nearly
the same; candidates are looked up by the rarest words that two items share, so that the search stays small however many
ids are new (all pairs of 3,700 took minutes).
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Any

from cxmap.diff.items import TITLES, Item, Length, Said

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_TOKEN = re.compile(r"[A-Za-z0-9À-ɏ]+|[^\W_]", re.UNICODE)
_RAREST, _MOST_CANDIDATES = 6, 20
_ALIKE, _ALIKE_AT_HOME = 0.6, 0.45
"""The share of words that two items have in common (Jaccard), anywhere and within the same list, at which they are one."""
_LEAST_WORDS = 2  # an item of one word says too little to be known by it, outside of its list


class Matching:
    """Pairs of items, one of each version."""

    def __init__(self, before: Item, after: Item) -> None:
        self._of_before: dict[Item, Item] = {}
        self._of_after: dict[Item, Item] = {}
        self._words: dict[Item, frozenset[str]] = {}
        self._new_ids: dict[Any, str] = {}
        self._pair(before, after)
        olds, news = _by_kind(before), _by_kind(after)
        for kind in dict.fromkeys([*news, *olds]):
            self._match_kind(olds.get(kind, []), news.get(kind, []))
            if kind == "touchpoint":
                self._new_ids = {old.id: new.id for old, new in self.pairs() if old.kind == kind and old.id and new.id}

    def of_before(self, item: Item) -> Item | None:
        """Return what an item of the older version has become."""
        return self._of_before.get(item)

    def of_after(self, item: Item) -> Item | None:
        """Return what an item of the newer version was."""
        return self._of_after.get(item)

    def pairs(self) -> Iterator[tuple[Item, Item]]:
        """Yield all pairs, in the order in which they were found: an item after what it stands in."""
        yield from self._of_before.items()

    def _pair(self, old: Item, new: Item) -> None:
        self._of_before[old], self._of_after[new] = new, old

    def _match_kind(self, olds: list[Item], news: list[Item]) -> None:
        """Pair the items of one kind. What they stand in has been paired before."""
        at_home: dict[tuple[str | None, bool], Item] = {(item.id, item.shared): item for item in olds if item.id}
        for new in news:
            if (new.id, new.shared) in at_home:
                self._pair(at_home.pop((new.id, new.shared)), new)
        by_id = {item.id: item for item in at_home.values()}
        for new in news:
            if new.id in by_id and new not in self._of_after:
                self._pair(by_id.pop(new.id), new)
        self._match_homes(olds, news)
        self._match_equals(self._left(olds), [new for new in news if new not in self._of_after])
        self._match_alike(self._left(olds), [new for new in news if new not in self._of_after])

    def _left(self, olds: Iterable[Item]) -> list[Item]:
        return [old for old in olds if old not in self._of_before]

    def _match_homes(self, olds: list[Item], news: list[Item]) -> None:
        """Pair what stands in the same list of the same parent: what says the same, then what is called nearly so."""
        homes: dict[tuple[Item | None, str], list[Item]] = defaultdict(list)
        for old in self._left(olds):
            homes[(self._of_before.get(old.parent) if old.parent else None, old.listed)].append(old)
        newcomers: dict[tuple[Item | None, str], list[Item]] = defaultdict(list)
        for new in news:
            if new not in self._of_after:
                newcomers[(new.parent, new.listed)].append(new)
        for home, here in newcomers.items():
            there = homes.get(home)
            if there:
                self._match_within(there, here)

    def _match_within(self, olds: list[Item], news: list[Item]) -> None:
        by_title: dict[Any, list[Item]] = defaultdict(list)
        for old in olds:
            by_title[self._name_now(old)].append(old)
        for new in news:
            if by_title[_name(new)]:
                self._pair(by_title[_name(new)].pop(0), new)
        rest = self._left(olds)
        if not rest:
            return
        scored = []
        for n, new in enumerate(news):
            if new not in self._of_after:
                scored += [
                    (-score, n, o)
                    for o, old in enumerate(rest)
                    if (score := self._likeness(old, new)) >= _ALIKE_AT_HOME
                ]
        for _, n, o in sorted(scored):
            if news[n] not in self._of_after and rest[o] not in self._of_before:
                self._pair(rest[o], news[n])

    def _name_now(self, old: Item) -> Any:
        """Return what an item of the older version would be called now: a way on leads to what it led to."""
        if old.kind != "way":
            return _name(old)
        to = old.fields.get(("to",))
        return self._new_ids.get(to, to)

    def _match_equals(self, olds: list[Item], news: list[Item]) -> None:
        """Pair what says exactly the same, wherever it stands."""
        content: dict[Any, list[Item]] = defaultdict(list)
        for old in olds:
            if len(self._words_of(old)) >= _LEAST_WORDS:
                content[_content(old)].append(old)
        for new in news:
            same = content.get(_content(new)) if len(self._words_of(new)) >= _LEAST_WORDS else None
            if same:
                self._pair(same.pop(0), new)

    def _match_alike(self, olds: list[Item], news: list[Item]) -> None:
        """Pair what says nearly the same: the best first, of the candidates that share rare words."""
        if not olds or not news:
            return
        counts = Counter(word for old in olds for word in self._words_of(old))
        having: dict[str, list[int]] = defaultdict(list)
        for o, old in enumerate(olds):
            for word in self._rarest(old, counts):
                having[word].append(o)
        scored = []
        for n, new in enumerate(news):
            if len(self._words_of(new)) < _LEAST_WORDS:
                continue
            found = dict.fromkeys(
                o for word in self._rarest(new, counts) for o in having.get(word, ())[:_MOST_CANDIDATES]
            )
            for o in list(found)[:_MOST_CANDIDATES]:
                score = self._likeness(olds[o], new)
                if score >= _ALIKE:
                    scored.append((-score, n, o))
        for _, n, o in sorted(scored):
            if news[n] not in self._of_after and olds[o] not in self._of_before:
                self._pair(olds[o], news[n])

    def _rarest(self, item: Item, counts: Counter[str]) -> list[str]:
        known = (word for word in self._words_of(item) if counts[word])
        return sorted(known, key=lambda word: (counts[word], word))[:_RAREST]

    def _likeness(self, old: Item, new: Item) -> float:
        one, other = self._words_of(old), self._words_of(new)
        together = len(one | other)
        return len(one & other) / together if together else 0.0

    def _words_of(self, item: Item) -> frozenset[str]:
        if item not in self._words:
            self._words[item] = frozenset(_words(item))
        return self._words[item]


def _by_kind(root: Item) -> dict[str, list[Item]]:
    """Return the items by kind, a kind before those that stand in it."""
    kinds: dict[str, list[Item]] = {}
    level = [root]
    while level:
        below = [child for item in level for items in item.children.values() for child in items]
        for kind in dict.fromkeys(item.kind for item in below if item.kind in kinds):
            kinds[kind] = kinds.pop(kind)  # some kinds stand at several depths: they come after the deepest parent
        for item in below:
            kinds.setdefault(item.kind, []).append(item)
        level = below
    return kinds


def _name(item: Item) -> Any:
    """Return what an item is called; a metric also by its kind, since few have a name."""
    if item.kind == "metric":
        return item.fields.get(("kind",)), item.fields.get(("name",))
    return next((item.fields[(name,)] for name in TITLES if (name,) in item.fields), None)


def _content(item: Item) -> Any:
    """Return everything an item holds but its id."""
    children = tuple((name, tuple(map(_content, items))) for name, items in sorted(item.children.items()))
    return item.kind, frozenset(item.fields.items()), children


def _words(item: Item) -> Iterator[str]:
    """Yield the words, and the Chinese characters, of an item and of what it holds."""
    for each in item.walk():
        for at, value in each.fields.items():
            for text in _texts(value):
                yield from (word.lower() for word in _TOKEN.findall(text))
            if not isinstance(value, Said | tuple | str) and value is not None:
                yield f"{at[0]}={value}"


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, Said):
        yield from (text for _, text in value)
    elif isinstance(value, Length):
        yield value.written
    elif isinstance(value, tuple):
        for each in value:
            yield from _texts(each)
    elif isinstance(value, str):
        yield value
