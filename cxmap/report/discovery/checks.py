"""What comes of holding a log against a map, as text, Markdown and JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cxmap.language import Noun, Words, listed
from cxmap.lengths_of_time import time_said
from cxmap.report.cells import printable
from cxmap.report.discovery.markdown import table_rows
from cxmap.report.discovery.text import table_lines
from cxmap.report.discovery.words import HELD_BACK, Table, share
from cxmap.report.escaping import json_text, prose
from cxmap.telling import rest_told

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cxmap.conformance.results import Conformance, Detour, DetourKind, Misplaced, NotReached
    from cxmap.language import Language
    from cxmap.report.findings.tally import Styled

VERSION = 1
_NAMED = 12
MOVES = Words(
    "{} of the moves are on ways that the map draws ({} of {})",
    "{} 的流转符合地图所画的路线（{} / {}）",
)
CASES = Words(
    "{} of the cases keep to it throughout ({} of {})",
    "{} 的案例全程符合（{} / {}）",
)
KNOWN = Words(
    "of {} cases, the whole way is known of {}: the other ways are too rare, and too many",
    "{} 个案例中只知道 {} 个的完整路径：其余路径太罕见，也太多",
)
SKIPPED_OR_LEFT = Words(
    "skipped: the case went on to a touchpoint behind it; had left before: it came to none behind it",
    "跳过：案例走到了它之后的触点；此前已离开：没有走到它之后的任何触点",
)
NOTHING_MOVES = Words("no case has two events: nothing moves", "每个案例只有一个事件：没有流转")
NO_EVENT = Words("on the map, and in no event: {}", "地图上有，日志里没有：{}")
KINDS: dict[DetourKind, Words] = {
    "repeat": Words("again", "重复"),
    "back": Words("back", "返回"),
    "skip": Words("skips", "跳过"),
    "off-map": Words("off the map", "图外"),
}
HELD = (
    Noun("kind of move", "kinds of move", "种流转"),
    Noun("detour of several moves", "detours of several moves", "种连续绕行"),
    Noun("kind of event", "kinds of event", "种事件"),
)
RARER = Words("rarer moves, not listed: {}", "更少见、未列出的流转：{} 次")
RARER_EVENTS = Words("rarer events, not listed: {}", "更少见、未列出的事件：{} 种")
MORE = Words("more touchpoints: {}", "另有触点：{} 个")
FIRST = Words("first of all", "最先")
AFTER = Words("after {}", "在“{}”之后")
NEARLY_ALL, MOST = Words("nearly all", "几乎全部"), Words("most", "多数")
TOO_FEW = Words("too few cases to tell", "案例太少，无法判断")
_NEARLY_ALL, _MOST = 10, 2
"""Of so many times the limit cases, fewer than the limit that come are few: nearly all do not, or most."""


def as_text(found: Sequence[Conformance], top: int, width: int, language: Language) -> Iterator[list[Styled]]:
    """Yield the lines that tell how some logs agree with a map, at most `top` to a table."""
    for each in found:
        yield [(printable(each.title), "strong"), (f"  {printable(each.source)}", "path")]
        yield from ([(f"  {printable(said)}", "")] for said in remarks(each, language))
        for table in tables(each, top, language):
            yield []
            yield from table_lines(table, width)
        yield []


def as_markdown(found: Sequence[Conformance], top: int, language: Language) -> str:
    """Return how some logs agree with a map."""
    lines: list[str] = []
    for each in found:
        lines += [f"## {prose(each.title)} · {prose(each.source)}", ""]
        lines += [f"- {prose(said)}" for said in remarks(each, language)]
        lines += [line for table in tables(each, top, language) for line in table_rows(table)]
        lines.append("")
    return "\n".join(lines).rstrip() + "\n"


def remarks(found: Conformance, language: Language) -> Iterator[str]:
    """Yield the sentences about a log and a map."""
    if not found.moves:
        yield NOTHING_MOVES.said(language)
    else:
        figures = (share(found.moves_explained, found.moves), f"{found.moves_explained:,}", f"{found.moves:,}")
        yield MOVES.said(language).format(*figures)
    if found.cases_known:
        figures = (
            share(found.cases_explained, found.cases_known),
            f"{found.cases_explained:,}",
            f"{found.cases_known:,}",
        )
        yield CASES.said(language).format(*figures)
    if found.cases_known < found.cases:
        yield KNOWN.said(language).format(f"{found.cases:,}", f"{found.cases_known:,}")
    if held := held_back_said(found, language):
        yield held
    if found.without_events:
        names = [name for _, name in found.without_events]
        more = [MORE.said(language).format(len(names) - _NAMED)] if len(names) > _NAMED else []
        yield NO_EVENT.said(language).format(listed([*names[:_NAMED], *more], language))


def held_back_said(found: Conformance, language: Language) -> str:
    """Say how much is held back, being of few cases; "" where nothing is."""
    counts = zip(HELD, (found.rarer_kinds, found.rarer_fragments, found.unmapped_rarer), strict=True)
    said = [noun.counted(n, language) for noun, n in counts if n]
    return HELD_BACK.said(language).format(f"{found.at_least:,}", listed(said, language)) if said else ""


def tables(found: Conformance, top: int, language: Language) -> Iterator[Table]:
    """Yield what does not agree, a table after the other; none that would be empty."""
    every = (
        _detours(found, top, language),
        _fragments(found, top, language),
        _not_reached(found, top, language),
        _unmapped(found, top, language),
        _misplaced(found, language),
        _channels(found, language),
    )
    yield from (table for table in every if table.rows)


def _heads(language: Language, *heads: tuple[str, str]) -> tuple[str, list[str]]:
    title, *others = [Words(*each).said(language) for each in heads]
    return title, ["", *others]


def _detours(found: Conformance, top: int, language: Language) -> Table:
    title, heads = _heads(
        language, ("Moves that the map does not draw", "地图没有画的流转"), ("", ""), ("times", "次数"), ("of all moves", "占全部流转"), ("half within", "半数在"),
    )  # fmt: skip
    rows = [[*_move(each, language), f"{each.n:,}", share(each.n, found.moves), _half(each, language)] for each in found.detours[:top]]  # fmt: skip
    beyond = found.detours[top:]
    others = found.rarer + sum(each.n for each in beyond)
    told = others if beyond else rest_told(found.rarer_kinds, others, found.at_least)
    return Table(title, heads, rows, RARER.said(language).format(f"{told:,}") if told else "")


def _move(each: Detour, language: Language) -> list[str]:
    return [f"{each.before} → {each.after}", KINDS[each.kind].said(language)]


def _half(each: Detour, language: Language) -> str:
    return time_said(each.durations.p50, language) if each.durations is not None else "–"


def _fragments(found: Conformance, top: int, language: Language) -> Table:
    title, heads = _heads(language, ("Detours of several moves", "连续绕行"), ("cases", "案例"), ("of cases", "占案例"))
    rows = [
        [" → ".join(each.events), f"{each.cases:,}", share(each.cases, found.cases_known)]
        for each in found.fragments[:top]
    ]
    return Table(title, heads, rows)


def _not_reached(found: Conformance, top: int, language: Language) -> Table:
    """Return the touchpoints that cases do not come to, those that most skip first; where no way is known, without why."""
    named = ("Touchpoints that cases do not come to", "案例没有走到的触点")
    of_cases = ("of cases", "占案例")
    if found.cases_known:
        title, heads = _heads(
            language, named, ("skipped", "跳过"), of_cases, ("had left before", "此前已离开"), of_cases
        )
    else:
        title, heads = _heads(language, named, ("cases", "案例"), of_cases)
    in_order = sorted(
        found.not_reached, key=lambda one: (_is_told(one), -(one.skipped or 0), -(one.left or 0), -(one.cases or 0))
    )
    rows = [[each.name, *_why(each, found, language)] for each in in_order[:top]]
    others = MORE.said(language).format(len(in_order) - top) if len(in_order) > top else ""
    said = SKIPPED_OR_LEFT.said(language) if found.cases_known else ""
    return Table(title, heads, rows, ("；" if language == "zh" else "; ").join(filter(None, (others, said))))


def _is_told(each: NotReached) -> bool:
    return any(n is not None for n in (each.cases, each.skipped, each.left))


def _why(each: NotReached, found: Conformance, language: Language) -> list[str]:
    if not _is_told(each):
        return ["–", _few_come(found).said(language), *["–", ""] * bool(found.cases_known)]
    if not found.cases_known:
        return [*_counted(each.cases, found.cases, found)]
    return [*_counted(each.skipped, found.cases_known, found), *_counted(each.left, found.cases_known, found)]


def _few_come(found: Conformance) -> Words:
    """Say how many do not come to where few come: of few cases, few may be all."""
    least = found.at_least
    return NEARLY_ALL if found.cases >= _NEARLY_ALL * least else MOST if found.cases >= _MOST * least else TOO_FEW


def _counted(n: int | None, of: int, found: Conformance) -> list[str]:
    return [f"<{found.at_least:,}", ""] if n is None else [f"{n:,}", share(n, of)]


def _unmapped(found: Conformance, top: int, language: Language) -> Table:
    title, heads = _heads(
        language, ("Events that are not on the map", "地图上没有的事件"), ("events", "事件"), ("cases", "案例"), ("of cases", "占案例")
    )  # fmt: skip
    rows = [
        [each.event, f"{each.events:,}", f"{each.cases:,}", share(each.cases, found.cases)]
        for each in found.unmapped[:top]
    ]
    others = found.unmapped_rarer + len(found.unmapped[top:])
    return Table(title, heads, rows, RARER_EVENTS.said(language).format(f"{others:,}") if others else "")


def _misplaced(found: Conformance, language: Language) -> Table:
    title, heads = _heads(
        language, ("Elsewhere in the order than on the map", "先后与地图不同"), ("in the log", "日志中")
    )
    return Table(title, heads, [[each.name, _place(each, language)] for each in found.misplaced])


def _place(each: Misplaced, language: Language) -> str:
    return AFTER.said(language).format(each.after) if each.after else FIRST.said(language)


def _channels(found: Conformance, language: Language) -> Table:
    title, heads = _heads(
        language, ("Mostly in another channel than on the map", "主要渠道与地图不同"), ("map", "地图"), ("log", "日志"), ("of events", "占事件")
    )  # fmt: skip
    return Table(
        title,
        heads,
        [[each.name, each.claimed, each.measured, f"{100 * each.share:.1f}%"] for each in found.channels],
    )


def as_json(found: Sequence[Conformance]) -> str:
    """Return how some logs agree with a map, as JSON, with everything in the lists."""
    return json_text({"version": VERSION, "checks": [_data(each) for each in found]}, indent=1) + "\n"


def _data(found: Conformance) -> dict[str, Any]:
    return {
        "map": found.map,
        "log": found.source,
        "moves": {"n": found.moves, "explained": found.moves_explained, "share": _rounded(found.share_of_moves)},
        "cases": {
            "n": found.cases,
            "known": found.cases_known,
            "explained": found.cases_explained,
            "share": _rounded(found.share_of_cases),
        },
        "detours": [
            {
                "from": each.before, "to": each.after, "kind": each.kind, "n": each.n, "cases": each.cases, "share": _rounded(each.share),
                **({"p50_seconds": each.durations.p50, "p90_seconds": each.durations.p90} if each.durations else {}),
            }
            for each in found.detours
        ],
        "rarer_detours": rest_told(found.rarer_kinds, found.rarer, found.at_least),
        "held_back": {
            "below": found.at_least, "kinds_of_move": found.rarer_kinds, "fragments": found.rarer_fragments, "events": found.unmapped_rarer,
        },
        "fragments": [
            {"events": list(each.events), "cases": each.cases, "share": _rounded(each.share)} for each in found.fragments
        ],
        "not_reached": [
            {"touchpoint": each.touchpoint, **_reasons(each, found)} if _is_told(each) else {"touchpoint": each.touchpoint, "suppressed": True}
            for each in found.not_reached
        ],
        "without_events": [id_ for id_, _ in found.without_events],
        "not_on_the_map": [
            {"event": each.event, "events": each.events, "cases": each.cases, "share": _rounded(each.share)}
            for each in found.unmapped
        ],
        "rarer_events": found.unmapped_rarer,
        "elsewhere": [
            {"touchpoint": each.touchpoint, "position": each.position, "after": each.after} for each in found.misplaced
        ],
        "channels": [
            {"touchpoint": each.touchpoint, "map": each.claimed, "log": each.measured, "n": each.n, "share": _rounded(each.share)}
            for each in found.channels
        ],
    }  # fmt: skip


def _reasons(each: NotReached, found: Conformance) -> dict[str, Any]:
    """Return how many do not come, and why, where that is known; null is what would tell of few."""
    why = {"skipped": each.skipped, "left_before": each.left} if found.cases_known else {}
    return {"cases": each.cases, "share": _rounded(each.share), **why}


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4) + 0.0
