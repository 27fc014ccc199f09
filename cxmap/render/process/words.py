"""The words of the picture of a discovered process, in both languages, and how it writes numbers and lengths of time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxmap.language import Noun, Words, in_quotes, listed
from cxmap.lengths_of_time import time_said
from cxmap.render.text.saying import sentence

if TYPE_CHECKING:
    from cxmap.language import Language
    from cxmap.render.process.moves import Graph, Level

STEPS, PATHS = Noun("step", "steps", "个步骤"), Noun("path", "paths", "条连线")
RARER_PATHS = Noun("rarer path", "rarer paths", "条较少见的连线")
STEPS_OF_RARER = Noun("step that only they reach", "steps that only they reach", "个只有它们到达的步骤")
LABELS = {
    "process": Words("Discovered process", "从日志中发现的流程"),
    "start": Words("Start", "开始"),
    "end": Words("End", "结束"),
    "cases": Words("Cases", "案例"),
    "events": Words("Events", "事件"),
    "ways": Words("Different ways", "不同路径"),
    "period": Words("Period", "时间范围"),
    "half": Words("Half take at most", "半数案例用时不超过"),
    "most": Words("Nine in ten at most", "九成案例用时不超过"),
    "no-cases": Words("The log has no cases.", "日志中没有案例。"),
    "count": Words("{n} cases · {share}", "{n}个案例·{share}"),
    "count-1": Words("1 case · {share}", "1个案例·{share}"),
    "again": Words("{n} × again", "重复{n}次"),
    "p90": Words("p90 {}", "p90 {}"),
    "key-move": Words("How often, and its median time; the wider, the more often", "次数与中位用时；线越粗次数越多"),
    "key-back": Words("Back to an earlier step", "返回前面的步骤"),
    "key-slow": Words("Slow: median {} or more; p90: nine in ten take at most this", "较慢：中位用时{}及以上；p90为九成不超过的用时"),
    "key-loop": Words("Again right after itself", "紧接着重复同一步骤"),
    "key-switch": Words("Share of these moves that change the channel", "其中切换渠道的比例"),
    "key-row": Words("Goes on in the next row", "接下一行"),
    "key-bar": Words("Share of all cases that come here", "经过该步骤的案例占比"),
    "shown": Words("{share} of {n} moves, starts and ends in {paths} between {steps}", "画出{n}次流转和起止的{share}：{paths}、{steps}"),
    "all-shown": Words("all of {n} moves, starts and ends", "画出全部{n}次流转和起止"),
    "not-drawn": Words("not drawn: {paths} ({share})", "未画出：{paths}（占{share}）"),
    "rare-ways": Words("by rare paths", "经少见的连线"),
    "held-back": Words("of these, held back for the sake of fewer than {} cases each: {}", "其中涉及少于{}个案例而不列出：{}"),
    "and": Words("{}, and {}", "{}，以及{}"),
    "too-large": Words("{wanted} would be too small to read on {paper}", "画出{wanted}的话，在{paper}上会小得看不清"),
}  # fmt: skip

_TAKEAWAYS = {
    "one": Words("the one case takes {} steps", "唯一的案例走了{}步"),
    "same": Words("all {n} cases take the same way", "全部{n}个案例走同一条路径"),
    "top": Words("{share} of {n} cases take the same way", "{n}个案例中有{share}走同一条路径"),
    "half": Words("half of all {n} cases take one of {ways} ways", "{n}个案例中有一半走{ways}条路径之一"),
    "every": Words("no two of {n} cases take the same way", "{n}个案例没有两个走同一条路径"),
    "back": Words("{n} moves go back, most often from {a} to {b} ({m})", "{n}次流转是往回走，最常见的是从{a}回到{b}（{m}次）"),
    "back-1": Words("1 move goes back, from {a} to {b}", "有1次流转是往回走：从{a}回到{b}"),
    "slow": Words("the slowest frequent move is from {a} to {b}: median {t}", "常见流转中最慢的是从{a}到{b}：中位用时{t}"),
}  # fmt: skip

_LONGEST_NAME = 42
_JOINERS = "\u200c\u200d"
_FREQUENT = 0.05  # moves for each case


def dot(language: Language) -> str:
    """Return what stands between facts on a line; a Chinese font gives it the room of a character."""
    return "·" if language == "zh" else " · "


def say(name: str, language: Language) -> str:
    """Say one of the labels."""
    return LABELS[name].said(language)


def counted(n: int) -> str:
    """Write a number: `1,434`."""
    return f"{n:,}"


def how_many(noun: Noun, n: int, language: Language) -> str:
    """Say how many there are: `1 path`, `5条连线`; a Chinese font gives a number the room of a space."""
    said = noun.counted(n, language)
    return said.replace(" ", "") if language == "zh" else said


def told(n: int, least: int) -> str:
    """Write a number; of one that is too small to be told only that: `<10`."""
    return counted(n) if n >= least or not n else f"<{counted(least)}"


def percent(part: float, whole: float) -> str:
    """Write a share: `92%`; never 0% of something, nor 100% of less than all; `–` of nothing."""
    if not whole:
        return "–"
    share = 100 * part / whole
    if 0 < share < 1:
        return "<1%"
    if 99 < share < 100:
        return ">99%"
    return f"{share:.0f}%"


def name_said(event: str) -> str:
    """Return the name of a step for a sentence: in quotation marks, on one line, not too long."""
    said = plain(event)
    return in_quotes(said if len(said) <= _LONGEST_NAME else said[: _LONGEST_NAME - 1].rstrip() + "…")


def plain(text: str) -> str:
    """Return a text on one line, without what would steer its direction or could not be seen, but for what joins letters or emoji."""
    seen = "".join(char if char in _JOINERS or (char.isprintable() and not char.isspace()) else " " for char in text)
    return " ".join(seen.split()).strip(_JOINERS) or "–"


def takeaway(graph: Graph, language: Language) -> str:
    """Return what to remember of a process: how alike its cases are, what leads back, where time passes."""
    if not graph.discovery.cases:
        return say("no-cases", language)
    return sentence(filter(None, (_alike(graph, language), _back(graph, language), _slow(graph, language))), language)


def _alike(graph: Graph, language: Language) -> str:
    found = graph.discovery
    n, variants = found.cases, found.variants
    if n < graph.least:
        return ""
    if n == 1:
        return _TAKEAWAYS["one"].said(language).format(counted(found.events))
    if found.variant_count == 1:
        return _TAKEAWAYS["same"].said(language).format(n=counted(n))
    if found.variant_count == n:
        return _TAKEAWAYS["every"].said(language).format(n=counted(n))
    if variants and 2 * variants[0].cases >= n:
        share = percent(variants[0].cases, n)
        return _TAKEAWAYS["top"].said(language).format(share=share, n=counted(n))
    covered = 0
    for ways, variant in enumerate(variants, 1):
        covered += variant.cases
        if 2 * covered >= n:
            return _TAKEAWAYS["half"].said(language).format(n=counted(n), ways=counted(ways))
    return ""


def _back(graph: Graph, language: Language) -> str:
    moves = graph.back
    if not moves:
        return ""
    total, steps = graph.times_back, graph.discovery.steps
    said = _TAKEAWAYS["back" if total > 1 else "back-1"].said(language)
    a, b = (name_said(steps[step].event) for step in moves[0][:2])
    return said.format(n=counted(total), m=counted(moves[0].n), a=a, b=b)


def _slow(graph: Graph, language: Language) -> str:
    """Say which move takes longest of those that are made at least once in so many cases."""
    often = max(_FREQUENT * graph.discovery.cases, graph.least)
    known = [
        (m.durations.p50, m) for m in graph.moves if m.durations is not None and m.n >= often and m.durations.p50 > 0
    ]
    if not known:
        return ""
    median, move = max(known, key=lambda pair: pair[0])
    a, b = (name_said(graph.discovery.steps[step].event) for step in move[:2])
    return _TAKEAWAYS["slow"].said(language).format(a=a, b=b, t=time_said(median, language))


def coverage(graph: Graph, level: Level, language: Language, note: str = "") -> str:
    """Say what of a process a level shows, and what it leaves out; before it `note`, a clause."""
    if not level.total:
        return ""
    n = counted(level.total)
    if level.explained == level.total:
        return sentence([note, say("all-shown", language).format(n=n)], language)
    shown = say("shown", language).format(
        share=percent(level.explained, level.total),
        n=n,
        paths=how_many(PATHS, level.paths, language),
        steps=how_many(STEPS, len(level.steps), language),
    )
    left = say("not-drawn", language).format(
        paths=how_many(RARER_PATHS, graph.paths - level.paths, language),
        share=percent(level.total - level.explained, level.total),
    )
    missing = len(graph.discovery.steps) - len(level.steps)
    if missing:
        left = say("and", language).format(left, how_many(STEPS_OF_RARER, missing, language))
    counts = ((STEPS, graph.steps_held_back), (PATHS, graph.paths_held_back))
    held = [how_many(noun, n, language) for noun, n in counts if n]
    few = say("held-back", language).format(counted(graph.least), listed(held, language)) if held else ""
    return sentence([note, shown, left, few], language)
