"""Judges what people read: a text in its languages, and lists of texts entry by entry."""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from cxmap.diff.changes import Change
from cxmap.diff.items import Said
from cxmap.diff.kinds import KIND_IDS
from cxmap.diff.structure import MISSING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import Any

    from cxmap.diff.structure import Edited

_ALIKE = 0.5
"""How alike (difflib's ratio) two entries of a list are that are one, said otherwise."""


def judge_text(edit: Edited) -> Iterator[Change]:
    """Yield what happened to a text: one change, in however many languages it was edited; a translation counts apart."""
    yield from _of_text(edit, edit.old, edit.new)


def _of_text(edit: Edited, old: Any, new: Any) -> Iterator[Change]:
    if not isinstance(old, Said) or not isinstance(new, Said):
        kind = "content-added" if isinstance(new, Said) else "content-removed"
        if old is None or new is None:
            kind = "field-changed"
        yield _change(kind, edit, old, new)
        return
    shared = [(was, now) for code, was in old if (now := new.get(code)) is not None]
    if any(was != now for was, now in shared):
        kind = "text-changed" if _likeness(old, new) >= _ALIKE else "text-replaced"
        yield _change(kind, edit, old, new)
        return
    added = Said((code, said) for code, said in new if old.get(code) is None)
    removed = Said((code, said) for code, said in old if new.get(code) is None)
    if added:
        yield _change("translation-added", edit, MISSING, added)
    if removed:
        yield _change("translation-removed", edit, removed, MISSING)


def judge_texts(edit: Edited) -> Iterator[Change]:
    """Yield what happened to the entries of a list of texts, and once whether the others stand in another order."""
    olds: Sequence[Said] = edit.old or ()
    news: Sequence[Said] = edit.new or ()
    pairs = _pairs(olds, news)
    taken = {o for o, _ in pairs}
    came = {n: o for o, n in pairs}
    for o, old in enumerate(olds):
        if o not in taken:
            yield _change("content-removed", edit, old, MISSING)
    for n, new in enumerate(news):
        if n not in came:
            yield _change("content-added", edit, MISSING, new)
        elif olds[came[n]] != new:
            yield from _of_text(edit, olds[came[n]], new)
    order = [came[n] for n in sorted(came)]
    if order != sorted(order):
        yield _change("list-reordered", edit, edit.old, edit.new)


def _pairs(olds: Sequence[Said], news: Sequence[Said]) -> list[tuple[int, int]]:
    """Pair the entries of two lists: those that say the same, then those that say nearly the same, the best first."""
    free: dict[Said, list[int]] = {}
    for o, old in enumerate(olds):
        free.setdefault(old, []).append(o)
    pairs = []
    rest = []
    for n, new in enumerate(news):
        if free.get(new):
            pairs.append((free[new].pop(0), n))
        else:
            rest.append(n)
    left = sorted(o for places in free.values() for o in places)
    scored = sorted(
        (-ratio, abs(o - n), o, n) for o in left for n in rest if (ratio := _likeness(olds[o], news[n])) >= _ALIKE
    )
    taken_old: set[int] = set()
    taken_new: set[int] = set()
    for _, _, o, n in scored:
        if o not in taken_old and n not in taken_new:
            taken_old.add(o)
            taken_new.add(n)
            pairs.append((o, n))
    return pairs


def _likeness(old: Said, new: Said) -> float:
    shared = [(text, now) for code, text in old if (now := new.get(code)) is not None]
    if not shared:
        return 0.0
    return max(1.0 if text == now else SequenceMatcher(None, text, now, autojunk=False).ratio() for text, now in shared)


def _change(kind: str, edit: Edited, old: object, new: object) -> Change:
    return Change(KIND_IDS[kind], edit.before, edit.after, edit.field, old, new)
