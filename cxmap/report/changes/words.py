"""The words and signs that reports of changes share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxmap.language import Words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cxmap.language import Language
    from cxmap.tidings import MapTidings, Tiding

LEVELS = ("regression", "improvement", "neutral", "editorial")
SIGNS = {"regression": "▼", "improvement": "▲", "neutral": "•", "editorial": "·"}
LEVEL_WORDS = {
    "regression": (Words("regression", "项退步"), Words("regressions", "项退步")),
    "improvement": (Words("improvement", "项改进"), Words("improvements", "项改进")),
    "neutral": (Words("other change", "项其他变化"), Words("other changes", "项其他变化")),
    "editorial": (Words("change of wording", "处文字改动"), Words("changes of wording", "处文字改动")),
}
STATUS = {"added": Words("new map", "新地图"), "removed": Words("map removed", "地图已删除")}
AGAINST = Words("compared with {}", "对比 {}")
MOVED = Words("moved from {}", "移自 {}")
MAP_ITSELF = Words("The map itself", "地图本身")
SHARED = Words("The shared library", "共享库")
NO_CHANGES = Words("no changes", "没有变化")
_BARS = "▁▂▃▄▅▆▇█"


def counted(tidings: Iterable[Tiding], language: Language) -> str:
    """Count changes by level: `2 regressions, 1 improvement`."""
    counts = counts_of(tidings)
    parts = [count_words(level, counts[level], language) for level in LEVELS if counts[level]]
    return ("，" if language == "zh" else ", ").join(parts) or NO_CHANGES.said(language)


def counts_of(tidings: Iterable[Tiding]) -> dict[str, int]:
    """Count changes by level, the levels without any too."""
    counts = dict.fromkeys(LEVELS, 0)
    for tiding in tidings:
        counts[tiding.level] += 1
    return counts


def count_words(level: str, count: int, language: Language) -> str:
    """Return a count with its noun."""
    one, many = LEVEL_WORDS[level]
    return f"{count} {(one if count == 1 else many).said(language)}"


def grouped(found: MapTidings) -> list[tuple[Sequence[str], str, list[Tiding]]]:
    """Group changes as the map is: under which headings, of what id, which changes; in the order of the map."""
    groups: dict[tuple[object, ...], list[Tiding]] = {}
    for tiding in found.tidings:
        key = (tiding.shared, *tiding.under) if not tiding.shared else (True,)
        groups.setdefault(key, []).append(tiding)
    order = sorted(groups, key=lambda key: (key[0], 0 if len(key) == 1 else 1))
    return [([heading.title for heading in groups[key][0].under], _id_of(groups[key][0]), groups[key]) for key in order]


def _id_of(tiding: Tiding) -> str:
    return (tiding.under[-1].id or "") if tiding.under else ""


def sparkline(scores: Sequence[float | None]) -> str:
    """Draw the curve in a line of text: eight steps from −2 to 2, a space where nothing is known."""
    return "".join(" " if score is None else _BARS[min(7, max(0, round((score + 2) / 4 * 7)))] for score in scores)
