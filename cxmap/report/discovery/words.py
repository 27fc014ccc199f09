"""What was found in an event log as tables of words, which text and Markdown lay out alike."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cxmap import measured_figures
from cxmap.discoveries import (
    channel_switches,
    drop_offs,
    reworked,
    told_steps,
    ways_back,
)
from cxmap.language import Noun, Words, listed
from cxmap.lengths_of_time import time_said
from cxmap.report.words import lines_said
from cxmap.telling import held_back, rest_told, told_channels, told_groups, told_of, told_variants

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cxmap.discoveries import Discovery, Group, InChannel, Step, Transition, Variant
    from cxmap.language import Language
    from cxmap.statistics.durations import Durations
    from cxmap.telling import HeldBack, Told

STEPS = 30
"""So many steps are listed: the most frequent, in the order of their position."""
ROWS = 10
"""So many steps lost, ways back and changes of channel are listed; json and csv have all."""
EVENTS, CASES = Noun("event", "events", "个事件"), Noun("case", "cases", "个案例")
KINDS, VARIANTS = Noun("kind of event", "kinds of event", "种事件"), Noun("variant", "variants", "种路径")
MORE_VARIANTS = Noun("more variant", "more variants", "种路径")
HELD = (
    Noun("step", "steps", "种步骤"),
    Noun("transition", "transitions", "种流转"),
    VARIANTS,
    Noun("channel", "channels", "个渠道"),
    Noun("segment", "segments", "个客群"),
)
LOG = Words("{}, {}, {}, {}; {} to {}", "{}、{}、{}、{}；{} 至 {}")
WHOLE = Words(
    "a case takes {} or less in half of all cases, {} or less in nine of ten", "半数案例在 {} 内完成，九成在 {} 内完成"
)
READ = Words("columns: {}", "所用的列：{}")
NOT_TAKEN = Words("not taken: {}, {}", "未采用 {}：{}")
TIES = Words(
    "at the same moment as the one before: {}; the column {}, then the order in the file decides",
    "{}与前一事件时间相同：先按列 {}，再按文件中的先后排序",
)
TIES_IN_DATABASE = Words(
    "at the same moment as the one before: {}; the column {} decides; where that is the same, the names",
    "{}与前一事件时间相同：按列 {} 排序；该列也相同时，按名称排序",
)
TIES_BY_FILE = Words(
    "at the same moment as the one before: {}; the order in the file decides",
    "{}与前一事件时间相同：按文件中的先后排序",
)
TIES_UNKNOWN = Words(
    "at the same moment as the one before: {}; nothing says which came first: name a column `order`",
    "{}与前一事件时间相同，且无从判断先后：请指定 `order` 列",
)
REASONS = {
    "no-case": Words("no case", "没有案例"),
    "no-event": Words("no event", "没有事件"),
    "unreadable-date": Words("the time cannot be read", "时间无法识别"),
    "more-cells": measured_figures.REASONS["more-cells"],
}
RARE = Words(
    "left out for the sake of fewer than {} cases each: {}",
    "涉及少于 {} 个案例而未列出：{}",
)
MORE = Words("and {}", "另有 {}")
WITH = Words("{} with {}", "{}，共 {}")
MORE_STEPS = Words("and {} more, with {}", "另有 {} 种，共 {}")
HELD_BACK = Words("held back for the sake of fewer than {} cases each: {}", "涉及少于 {} 个案例而不列出：{}")
HOW_FEW = Words(
    "--suppress-below, or `data: suppress_below:` in cxmap.yaml, says how few",
    "这个下限由 --suppress-below 或 cxmap.yaml 的 `data: suppress_below:` 设定",
)
FEW = Words("~ fewer than {} cases", "~ 少于 {} 个案例")
NOT_SAID = Words("(not said)", "（未注明）")
START, END = Words("start", "开始"), Words("end", "结束")


class Table(NamedTuple):
    """A table: what it tells, its heads, its rows, and below it what else is to be said. Numbers stand right of column 0."""

    title: str
    heads: Sequence[str]
    rows: Sequence[Sequence[str]]
    foot: str = ""


class Shown(NamedTuple):
    """How much is told: of at most `top` variants; of steps, variants, groups and ways only those of at least `least` cases.

    Durations of fewer than `grey` are marked. Where they are `on_screen`, times that cannot be read are shown.
    """

    top: int
    least: int
    grey: int
    on_screen: bool = False

    def tells(self, n: int) -> bool:
        """Whether a number is told: one of few cases is not, but that there are none is."""
        return n >= self.least or not n

    def steps(self, found: Discovery) -> list[Step]:
        """Return the steps that are told."""
        return told_steps(found, self.least)

    def variants(self, found: Discovery) -> list[Variant]:
        """Return the variants that are told, however many."""
        return told_variants(found, self.least)

    def groups(self, found: Discovery, by: str) -> list[Group]:
        """Return the channels or segments of cases that are told."""
        return told_groups(found, by, self.least)

    def channels(self, step: Step) -> list[InChannel]:
        """Return the channels of a step that are told."""
        return told_channels(step, self.least)


def share(n: int, of: int) -> str:
    """Write a share of a hundred: `49.7%`."""
    return f"{100 * n / of:.1f}%" if of else "–"


def remarks(found: Discovery, shown: Shown, language: Language) -> Iterator[tuple[str, bool]]:
    """Yield the lines about a log, and whether each is a warning."""
    first, last = (moment.partition("T")[0] for moment in (found.first, found.last))
    numbers = (EVENTS, found.events), (CASES, found.cases), (KINDS, len(found.steps)), (VARIANTS, found.variant_count)
    counts = (noun.counted(n, language) for noun, n in numbers)
    yield LOG.said(language).format(*counts, first, last), False
    if found.columns:
        said = [f"{name} = {column}" for name, column in found.columns]
        yield READ.said(language).format(listed(said, language)), False
    if found.durations is not None and found.durations.n >= shown.least:
        few = f"  {FEW.said(language).format(f'{shown.grey:,}')}" if found.durations.n < shown.grey else ""
        yield WHOLE.said(language).format(*_durations(found.durations, shown, language)) + few, False
    held = held_back(found, shown.least)
    if any(held):
        yield held_back_said(held, shown.least, language, is_all=held.steps == len(found.steps)), False
    for reason, n, samples in found.rejected:
        are_shown = samples and shown.on_screen and reason == "unreadable-date"
        quoted = f" ({listed([repr(each) for each in samples], language)})" if are_shown else ""
        if samples and reason == "more-cells":
            quoted = f" ({lines_said(samples, language)})"
        yield (
            NOT_TAKEN.said(language).format(EVENTS.counted(n, language), REASONS[reason].said(language) + quoted),
            True,
        )
    if found.ties:
        order = dict(found.columns).get("order")
        by_column = TIES_IN_DATABASE if found.in_database else TIES
        words = TIES_UNKNOWN if not found.order_known else by_column if order else TIES_BY_FILE
        yield words.said(language).format(EVENTS.counted(found.ties, language), order), not found.order_known


def held_back_said(held: HeldBack, least: int, language: Language, *, is_all: bool) -> str:
    """Say what is held back; where that is all, also who decides."""
    counts = [noun.counted(n, language) for noun, n in zip(HELD, held, strict=True) if n]
    said = HELD_BACK.said(language).format(f"{least:,}", listed(counts, language))
    return f"{said}{'；' if language == 'zh' else '; '}{HOW_FEW.said(language)}" if is_all else said


def tables(found: Discovery, shown: Shown, language: Language) -> Iterator[Table]:
    """Yield what was found, a table after the other; none that would be empty."""
    flows = told_of(found, shown.least)
    yield from filter(
        lambda table: table.rows,
        (
            _variants(found, shown, language),
            _steps(found, flows, shown, language),
            _transitions(flows, shown, language),
            _lost(found, flows, shown, language),
            _again(found, shown, language),
            _back(found, flows, shown, language),
            _switches(found, flows, shown, language),
            *(_groups(found, by, shown, language) for by in ("channel", "segment")),
        ),
    )


def _said(language: Language, *words: tuple[str, str]) -> list[str]:
    return [Words(*each).said(language) for each in words]


def _variants(found: Discovery, shown: Shown, language: Language) -> Table:
    title, *heads = _said(
        language, ("Variants", "路径"), ("", ""), ("cases", "案例"), ("share", "占比"), ("together", "累计")
    )
    told = shown.variants(found)
    listed_ = told[: shown.top]
    together, rows = 0, []
    for variant in listed_:
        together += variant.cases
        way = " → ".join(variant.events)
        rows.append([way, f"{variant.cases:,}", share(variant.cases, found.cases), share(together, found.cases)])
    others, cases = found.variant_count - len(listed_), found.cases - together
    few = shown.least and len(told) <= shown.top and len(told) < found.variant_count
    said = (VARIANTS if few else MORE_VARIANTS).counted(others, language)
    if (rest := rest_told(others, cases, shown.least) if few else cases) is not None:
        said = WITH.said(language).format(said, CASES.counted(rest, language))
    foot = RARE.said(language).format(shown.least, said) if few else MORE.said(language).format(said)
    return Table(title, heads, rows or ([["–", "", "", ""]] if others else []), foot if others else "")


def _steps(found: Discovery, flows: Told, shown: Shown, language: Language) -> Table:
    title, *heads = _said(
        language, ("Steps", "步骤"), ("", ""), ("events", "事件"), ("of cases", "占案例"), ("start", "开始"), ("end", "结束"),
        ("position", "位置"), ("channels", "渠道"),
    )  # fmt: skip
    told = shown.steps(found)
    most = told[:STEPS]
    in_order = sorted(most, key=lambda step: (step.position, -step.cases, step.event))
    rows = [
        [
            step.event + (f"  [{step.touchpoint}]" if step.touchpoint not in (None, step.event) else ""), f"{step.events:,}",
            share(step.cases, found.cases), _figure(step.starts, flows.starts(step), shown), _figure(step.ends, flows.ends(step), shown), f"{step.position:.2f}",
            _channels(step, shown, language),
        ]
        for step in in_order
    ]  # fmt: skip
    foot = ""
    if beyond := told[STEPS:]:
        events = EVENTS.counted(sum(step.events for step in beyond), language)
        foot = MORE_STEPS.said(language).format(f"{len(beyond):,}", events)
    heads = heads if any(row[-1] for row in rows) else heads[:-1]
    return Table(title, heads, _trimmed(rows), foot)


def _figure(n: int, told: int | None, shown: Shown) -> str:
    return f"{told:,}" if told is not None else f"<{shown.least}" if n < shown.least else "–"


def _trimmed(rows: list[list[str]]) -> list[list[str]]:
    return rows if any(row[-1] for row in rows) else [row[:-1] for row in rows]


def _channels(step: Step, shown: Shown, language: Language) -> str:
    total = sum(one.events for one in step.channels)
    said = [
        f"{one.name or NOT_SAID.said(language)} {round(100 * one.events / total)}%" for one in shown.channels(step)[:3]
    ]
    return listed(said, language)


def _transitions(flows: Told, shown: Shown, language: Language) -> Table:
    title, *heads = _said(
        language,
        ("Transitions", "流转"),
        ("", ""),
        ("times", "次数"),
        ("half within", "半数在"),
        ("nine of ten within", "九成在"),
    )
    listed_ = flows.transitions[: shown.top * 2]
    return Table(title, heads, [_way(one, one.n, shown, language) for one in listed_])


def _way(one: Transition, n: int, shown: Shown, language: Language) -> list[str]:
    return [f"{one.before} → {one.after}", f"{n:,}", *_durations(one.durations, shown, language)]


def _durations(found: Durations | None, shown: Shown, language: Language) -> list[str]:
    if found is None or found.n < shown.least:
        return ["–", "–"]
    mark = "~" if found.n < shown.grey else ""
    return [time_said(found.p50, language) + mark, time_said(found.p90, language) + mark]


def _lost(found: Discovery, flows: Told, shown: Shown, language: Language) -> Table:
    title, *heads = _said(
        language, ("Lost: cases end here though most go on", "流失：多数继续，这些案例却止于此"), ("", ""), ("end here", "止于此"), ("of those who come here", "占到达者"),
    )  # fmt: skip
    listed_ = [step for step in drop_offs(found) if flows.ends(step) is not None][:ROWS]
    rows = [[step.event, f"{step.ends:,}", share(step.ends, step.cases)] for step in listed_]
    return Table(title, heads, rows)


def _again(found: Discovery, shown: Shown, language: Language) -> Table:
    title, *heads = _said(
        language, ("More than once", "重复"), ("", ""), ("cases", "案例"), ("of those who come here", "占到达者"), ("times more", "多出次数"),
    )  # fmt: skip
    listed_ = [step for step in reworked(found) if step.repeated >= shown.least]
    rows = [
        [step.event, f"{step.repeated:,}", share(step.repeated, step.cases), f"{step.events - step.cases:,}"]
        for step in listed_[:ROWS]
    ]
    return Table(title, heads, rows)


def _back(found: Discovery, flows: Told, shown: Shown, language: Language) -> Table:
    title, *heads = _said(
        language,
        ("Ways back", "回头路"),
        ("", ""),
        ("times", "次数"),
        ("half within", "半数在"),
        ("nine of ten within", "九成在"),
    )
    told = {(one.before, one.after) for one in flows.transitions}
    listed_ = [one for one in ways_back(found) if (one.before, one.after) in told][:ROWS]
    return Table(title, heads, [_way(one, one.n, shown, language) for one in listed_])


def _switches(found: Discovery, flows: Told, shown: Shown, language: Language) -> Table:
    title, *heads = _said(
        language, ("Changes of channel", "换渠道"), ("", ""), ("times", "次数"), ("of this transition", "占该流转")
    )
    told = {(one.before, one.after) for one in flows.transitions}
    listed_ = [
        one for one in channel_switches(found) if one.switches >= shown.least and (one.before, one.after) in told
    ]
    rows = [[f"{one.before} → {one.after}", f"{one.switches:,}", share(one.switches, one.n)] for one in listed_[:ROWS]]
    return Table(title, heads, rows)


def _groups(found: Discovery, by: str, shown: Shown, language: Language) -> Table:
    words = {"channel": ("By channel of the first event", "按首个事件的渠道"), "segment": ("By segment", "按客群")}[by]
    title, *heads = _said(
        language,
        words,
        ("", ""),
        ("cases", "案例"),
        ("share", "占比"),
        ("half within", "半数在"),
        ("nine of ten within", "九成在"),
    )
    groups = shown.groups(found, by)
    rows = [_group(group, found, shown, language) for group in groups]
    marked = any(group.cases < shown.grey for group in groups)
    return Table(title, heads, rows, FEW.said(language).format(shown.grey) if marked else "")


def _group(group: Group, found: Discovery, shown: Shown, language: Language) -> list[str]:
    name = group.id or NOT_SAID.said(language)
    return [name, f"{group.cases:,}", share(group.cases, found.cases), *_durations(group.durations, shown, language)]
