"""The words and signs that reports of changes share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxmap.language import Words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cxmap.tidings import MapTidings, Tiding

AGAINST = Words("compared with {}", "对比 {}")
MOVED = Words("moved from {}", "移自 {}")
MAP_ITSELF = Words("The map itself", "地图本身")
SHARED = Words("The shared library", "共享库")
_LONGEST_CURVE = 120
_BARS = "▁▂▃▄▅▆▇█"


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
    """Draw the curve in a line of text: eight steps from −2 to 2, a space where nothing is known; none that no line holds."""
    if len(scores) > _LONGEST_CURVE:
        return ""
    return "".join(" " if score is None else _BARS[min(7, max(0, round((score + 2) / 4 * 7)))] for score in scores)
