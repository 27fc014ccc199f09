"""Judges a field that holds something else: which kind of change that is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cxmap.diff.changes import Change
from cxmap.diff.items import DURATIONS, IDS, Length, Said
from cxmap.diff.kinds import KIND_IDS
from cxmap.diff.structure import MISSING
from cxmap.diff.texts import judge_text, judge_texts
from cxmap.model.vocabulary import LEVELS, SEVERITIES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from cxmap.diff.items import Item
    from cxmap.diff.structure import Edited, Structure

_ENTRIES = {
    "evidence": ("evidence-cited", "evidence-withdrawn"),
    "needs": ("need-served", "need-no-longer-served"),
    "delivers": ("promise-kept", "promise-no-longer-kept"),
    "breaks": ("promise-broken", "promise-mended"),
    "addresses": ("link-added", "link-removed"),
}
"""The kinds of an id that came to a list, and of one that left it."""
_RISK = tuple(LEVELS)
_HIGHER_IS_BETTER = ("nps", "csat")


def judge_field(edit: Edited, structure: Structure) -> Iterator[Change]:
    """Yield what an edited field means; several changes where it is a list."""
    name, last = edit.field[0], edit.field[-1]
    if last in IDS and (isinstance(edit.old, tuple) or isinstance(edit.new, tuple)):
        yield from _entries(edit)
    elif isinstance(edit.old, Said) or isinstance(edit.new, Said):
        yield from _said(edit)
    elif last != "next" and (isinstance(edit.old, tuple) or isinstance(edit.new, tuple)) and last not in DURATIONS:
        yield from judge_texts(edit)
    else:
        if name == "emotion" and _is_the_same_feeling(edit, structure):
            return  # on another scale, which is told once
        judges = _OF_ITEM.get((edit.after.kind, name)) or _OF_FIELD.get(name)
        kind = judges(edit, structure) if judges else "field-changed"
        yield Change(KIND_IDS[kind], edit.before, edit.after, edit.field, edit.old, edit.new)


def _entries(edit: Edited) -> Iterator[Change]:
    added, removed = _ENTRIES.get(edit.field[-1], ("reference-added", "reference-removed"))
    if edit.after.kind == "persona" and edit.field[-1] == "needs":
        added, removed = "reference-added", "reference-removed"
    olds, news = edit.old or (), edit.new or ()
    for each in olds:
        if each not in news:
            yield Change(KIND_IDS[removed], edit.before, edit.after, edit.field, each, MISSING)
    for each in news:
        if each not in olds:
            yield Change(KIND_IDS[added], edit.before, edit.after, edit.field, MISSING, each)


def _said(edit: Edited) -> Iterator[Change]:
    """Judge a text; whether there is a control at all counts for more than its words."""
    if edit.after.kind == "risk" and edit.field == ("control",) and not (edit.old and edit.new):
        kind = "control-removed" if edit.old else "control-added"
        yield Change(KIND_IDS[kind], edit.before, edit.after, edit.field, edit.old, edit.new)
    else:
        yield from judge_text(edit)


def _is_known(value: Any) -> bool:
    return value is not MISSING and value is not None


def _compared(edit: Edited, lower: str, higher: str, else_: str) -> str:
    """Return a kind by which of two values is the larger."""
    if not (_is_known(edit.old) and _is_known(edit.new)):
        return else_
    return higher if edit.new > edit.old else lower


def _emotion(edit: Edited, structure: Structure) -> str:
    if not _is_known(edit.new):
        return "emotion-unknown" if _is_known(edit.old) else "field-changed"
    if not _is_known(edit.old):
        return "emotion-known"
    fell = _share(edit.new, structure.after) < _share(edit.old, structure.before)
    return "emotion-fell" if fell else "emotion-rose"


def _is_the_same_feeling(edit: Edited, structure: Structure) -> bool:
    both = _is_known(edit.old) and _is_known(edit.new)
    return both and _share(edit.new, structure.after) == _share(edit.old, structure.before)


def _share(score: float, root: Item) -> float:
    """Return where a score lies on its map's scale, 0 to 1."""
    least, most = root.fields.get(("scale", "min"), -2), root.fields.get(("scale", "max"), 2)
    return float((score - least) / (most - least)) if most != least else 0.0


def _owner(edit: Edited, structure: Structure) -> str:
    if not _is_known(edit.new):
        return "owner-lost" if _is_known(edit.old) else "field-changed"
    return "owner-changed" if _is_known(edit.old) else "owner-assigned"


def _moment(edit: Edited, structure: Structure) -> str:
    if not edit.new:
        return "moment-of-truth-unmarked"
    return "moment-of-truth-changed" if edit.old else "moment-of-truth-marked"


def _honeycomb(edit: Edited, structure: Structure) -> str:
    return _compared(edit, "honeycomb-score-fell", "honeycomb-score-rose", "honeycomb-score-changed")


def _wait(edit: Edited, structure: Structure) -> str:
    old = edit.old.minutes if isinstance(edit.old, Length) else 0.0
    new = edit.new.minutes if isinstance(edit.new, Length) else None
    if new is None:
        return "time-changed" if edit.new is None else "wait-shorter"
    return "time-changed" if edit.old is None else ("wait-longer" if new > old else "wait-shorter")


def _ranked(ranks: Sequence[str], lower: str, higher: str, else_: str) -> Callable[[Edited, Structure], str]:
    def judged(edit: Edited, structure: Structure) -> str:
        if edit.old not in ranks or edit.new not in ranks:
            return else_
        return higher if ranks.index(edit.new) > ranks.index(edit.old) else lower

    return judged


def _figure(edit: Edited, structure: Structure) -> str:
    direction = _direction(edit.after)
    if direction != _direction(edit.before) or direction == 0:
        return "figure-changed"
    return _compared(
        edit,
        *(("figure-worse", "figure-better") if direction > 0 else ("figure-better", "figure-worse")),
        "figure-changed",
    )


def _target(edit: Edited, structure: Structure) -> str:
    if not _is_known(edit.new):
        return "target-removed" if _is_known(edit.old) else "target-changed"
    if not _is_known(edit.old):
        return "target-set"
    direction = _direction(edit.after)
    if not direction:
        return "target-changed"
    weaker = edit.new < edit.old if direction > 0 else edit.new > edit.old
    return "target-weakened" if weaker else "target-strengthened"


def _direction(metric: Item) -> int:
    """Return 1 where a higher figure is better, −1 where a lower one is, 0 where the map does not say."""
    said = metric.fields.get(("direction",))
    if said is None:
        return 1 if metric.fields.get(("kind",)) in _HIGHER_IS_BETTER else 0
    return 1 if said == "higher-is-better" else -1


def _status(edit: Edited, structure: Structure) -> str:
    if edit.new == "done":
        return "action-done"
    if edit.new == "dropped":
        return "action-dropped"
    if edit.old == "done":
        return "action-reopened"
    return "action-started" if edit.new == "doing" else "action-status-changed"


def _due(edit: Edited, structure: Structure) -> str:
    if not _is_known(edit.new):
        return "action-undated"
    if not _is_known(edit.old):
        return "action-dated"
    return "action-postponed" if edit.new > edit.old else "action-brought-forward"


def _review(edit: Edited, structure: Structure) -> str:
    if edit.field != ("review", "last") or not _is_known(edit.new):
        return "review-set-back" if edit.field == ("review", "last") else "field-changed"
    return "review-refreshed" if not _is_known(edit.old) or edit.new > edit.old else "review-set-back"


def _flag(marked: str, cleared: str) -> Callable[[Edited, Structure], str]:
    return lambda edit, structure: marked if edit.new is True else cleared


def _handover(edit: Edited, structure: Structure) -> str:
    if edit.new is True:
        return "handover-made"
    return "handover-lost" if edit.new is False else "field-changed"


def _evidence_kind(edit: Edited, structure: Structure) -> str:
    """An assumption is no proof."""
    if edit.new == "assumption":
        return "evidence-weakened" if _is_known(edit.old) else "evidence-changed"
    return "evidence-strengthened" if edit.old == "assumption" and _is_known(edit.new) else "evidence-changed"


def _always(kind: str) -> Callable[[Edited, Structure], str]:
    return lambda edit, structure: kind


_OF_FIELD: dict[str, Callable[[Edited, Structure], str]] = {
    "emotion": _emotion,
    "owner": _owner,
    "moment_of_truth": _moment,
    "honeycomb": _honeycomb,
    "wait": _wait,
    "duration": _always("time-changed"),
    "interval": _always("time-changed"),
    "channel": _always("channel-changed"),
    "review": _review,
    "fail_point": _flag("fail-point-marked", "fail-point-cleared"),
    "wait_point": _flag("wait-point-marked", "wait-point-cleared"),
    "carries_data": _handover,
    "severity": _ranked(tuple(SEVERITIES), "severity-lowered", "severity-raised", "severity-changed"),
}
_RISK_LEVEL = _ranked(_RISK, "risk-lowered", "risk-raised", "risk-changed")
_OF_ITEM: dict[tuple[str, str], Callable[[Edited, Structure], str]] = {
    ("metric", "value"): _figure,
    ("metric", "target"): _target,
    **{
        ("metric", name): _always("figure-changed")
        for name in ("n", "period", "baseline", "unit", "direction", "scale")
    },
    **{("risk", name): _RISK_LEVEL for name in ("likelihood", "impact", "residual")},
    ("action", "status"): _status,
    ("action", "due"): _due,
    **{
        ("action", name): _always("estimate-changed")
        for name in ("effort", "impact", "cost", "benefit", "start", "currency")
    },
    **{("evidence", name): _always("evidence-changed") for name in ("date", "source")},
    ("evidence", "n"): lambda edit, structure: _compared(
        edit, "evidence-weakened", "evidence-strengthened", "evidence-changed"
    ),
    ("evidence", "kind"): _evidence_kind,
}
