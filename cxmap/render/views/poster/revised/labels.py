"""The words of a poster with marked changes, in both languages."""

from __future__ import annotations

from cxmap.language import Words

CHANGES = Words("What changed", "变化")
WHOLE_MAP = Words("On the whole map", "整张地图")
SHARED = Words("Shared library", "共享库")
MOVED_FROM = Words("moved from {}", "移自{}")
WAS = Words("was: {}", "原为：{}")
REWORDED = Words("{} changed", "{}有改动")
BEFORE = Words("Before", "之前")
NOW = Words("Now", "现在")
NOTHING = Words("Nothing has changed", "没有变化")
FELL = Words("emotion falls most at {} ({})", "情绪下降最多的是{}（{}）")
SIGNS = {
    "added": Words("New", "新增"),
    "removed": Words("Gone", "删除"),
    "changed": Words("Changed (struck out: as it was)", "改动（划去的是原文）"),
    "moved": Words("Moved", "移动"),
}
LEVELS = {
    "regression": ("worse", Words("For the worse", "退步")),
    "improvement": ("better", Words("For the better", "改进")),
    "neutral": ("otherwise", Words("Other change", "其他变化")),
    "editorial": ("reworded", Words("Wording", "措辞")),
}
"""The icon of each level of change, and its name in a legend."""
