"""Writes a discovered process as one page: a picture for each of a few levels, to choose from, and tables that say all.

The page has no script and fetches nothing. A level is chosen by radio buttons, so by keyboard too, and is what is printed;
steps stand in the same place at every level.
"""

from __future__ import annotations

import base64
import hashlib
from typing import TYPE_CHECKING, NamedTuple

from markupsafe import Markup

from cxmap.discoveries import told_steps
from cxmap.language import Words
from cxmap.lengths_of_time import time_said
from cxmap.render.formats.html.style import paper_of
from cxmap.render.formats.svg import Drawing, font_stack
from cxmap.render.process import LEVELS, USUAL_SHARE, Process
from cxmap.render.process.moves import END, START
from cxmap.render.process.words import (
    PATHS,
    STEPS,
    counted,
    coverage,
    how_many,
    percent,
    plain,
    say,
    takeaway,
    told,
)
from cxmap.render.templating.environments import environment

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cxmap.discoveries import Discovery, Durations
    from cxmap.language import Language, Noun
    from cxmap.render.process import Laid
    from cxmap.render.process.moves import Graph, Level, Move

_FILLED = 0.9
MOST_ROWS = 1000
"""Rows of a table; the rarest beyond are counted, not listed."""

_LABELS = {
    "choose": Words("How much is drawn, of all moves, starts and ends", "画出多少（占全部流转和起止）"),
    "paths": Words("{}, {}", "{}、{}"),
    "picture": Words("Picture", "图"),
    "steps": Words("Steps", "步骤"),
    "moves": Words("Moves, starts and ends", "流转和起止"),
    "moves-are": Words(
        "A move is one step right after another. Shares are of all moves, starts and ends of cases.",
        "一次流转是指一个步骤紧接另一个步骤。占比是占全部流转、开始和结束的比例。",
    ),
    "left-out": Words("Rarest rows, left out here: {}.", "最少见的{}行未在此列出。"),
    "held-back": Words("Held back for the sake of fewer than {} cases each: {}.", "涉及少于{}个案例而不列出：{}。"),
    "not-drawn": Words("no", "否"),
}
_STEP_HEADS = (
    Words("Step", "步骤"), Words("Cases", "案例"), Words("Share of cases", "案例占比"), Words("Events", "事件"),
    Words("Cases that repeat it", "重复的案例"), Words("Cases that start here", "由此开始"),
    Words("Cases that end here", "由此结束"),
)  # fmt: skip
_MOVE_HEADS = (
    Words("From", "从"), Words("To", "到"), Words("Times", "次数"), Words("Share", "占比"),
    Words("Median time", "中位用时"), Words("p90", "p90"), Words("Change the channel", "切换渠道"),
    Words("Drawn from", "从哪一层画出"),
)  # fmt: skip
_SWITCHES = 6
"""The column of changes of channel."""


class _Picture(NamedTuple):
    """A level as the page shows it."""

    id: str
    share: str
    paths: str
    said: str
    markup: Markup
    paper: str
    is_first: bool


class _Table(NamedTuple):
    """A table; the first `names` cells of a row are names, the others figures."""

    id: str
    caption: str
    note: str
    heads: Sequence[str]
    names: int
    rows: Sequence[Sequence[str]]


def process_html(
    discovery: Discovery, language: Language, share: float | None = None, paper: str = "A3", least: int = 0
) -> str:
    """Return the page; it opens with the level nearest to `share`, from 0 to 1, by default with one that fills the paper.

    Raises:
        CxmapError: there is no Graphviz, or not even one way through the process can be read on the paper.
    """
    process = Process(discovery, language, paper, least)
    laid = process.readable(1.0)
    levels = levels_of(process, laid)
    scenes = [process.scene(laid, level, process.note(1.0, laid) if level is levels[-1] else "") for level in levels]
    first = _filling(levels) if share is None else _nearest(levels, share)
    papers = sorted({paper_of(scene, sheet) for scene in scenes for sheet in scene.sheets})
    pictures = [
        _Picture(
            f"level-{number}",
            percent(level.explained, level.total),
            _said("paths", language).format(
                how_many(PATHS, level.paths, language), how_many(STEPS, len(level.steps), language)
            ),
            coverage(process.graph, level, language),
            Markup(Drawing(scene).svg()),  # noqa: S704  a document of ours, escaped where it was written
            paper_of(scene, scene.sheets[0]).name,
            level is first,
        )
        for number, (level, scene) in enumerate(zip(levels, scenes, strict=True), 1)
    ]
    fonts = Markup(font_stack(process.theme.fonts))  # noqa: S704  letters, digits, spaces, dots and hyphens only
    pages = environment()
    style = pages.get_template("process.css.j2").render(fonts=fonts, papers=papers, pictures=pictures)
    return pages.get_template("process.html.j2").render(
        language="zh-Hans" if language == "zh" else "en",
        eyebrow=say("process", language),
        title=plain(discovery.source),
        takeaway=takeaway(process.graph, language),
        labels={name: words.said(language) for name, words in _LABELS.items()},
        pictures=pictures,
        tables=list(_tables(process.graph, levels, language)) if discovery.cases else [],
        style=Markup(style),  # noqa: S704  the package's own text
        style_hash=base64.b64encode(hashlib.sha256(style.encode()).digest()).decode(),
    )


def _nearest(levels: Sequence[Level], share: float) -> Level:
    return min(levels, key=lambda level: abs(level.explained - share * level.total))


def _filling(levels: Sequence[Level]) -> Level:
    """Return the level nearest to the usual share, or the one above it where it lacks many of the steps.

    Steps keep their places at all levels: a picture in which many are missing is blank for the most part.
    """
    usual, *above = levels[levels.index(_nearest(levels, USUAL_SHARE)) :]
    lacks_many = len(usual.steps) < _FILLED * len(levels[-1].steps)
    return above[0] if above and lacks_many else usual


def levels_of(process: Process, laid: Laid) -> list[Level]:
    """Return the levels of a page, from the fewest moves to those that are laid out; each with more than the one before."""
    found: list[Level] = []
    for share in (*(share for share in LEVELS if share < laid.level.share), laid.level.share):
        level = process.graph.level(share)
        if not found or level.paths > found[-1].paths:
            found.append(level)
    return found


def _tables(graph: Graph, levels: Sequence[Level], language: Language) -> Iterable[_Table]:
    found = graph.discovery
    steps = [
        (
            plain(step.event), counted(step.cases), percent(step.cases, found.cases), counted(step.events),
            told(step.repeated, graph.least), _flow(step.starts, graph.told.starts(step), graph),
            _flow(step.ends, graph.told.ends(step), graph),
        )
        for step in told_steps(found, graph.least)[:MOST_ROWS]
    ]  # fmt: skip
    held = _held_back(STEPS, graph.steps_held_back, graph, language)
    yield _table("steps", steps, len(graph.named), held, _STEP_HEADS, 1, language)
    moves = sorted((*graph.moves, *graph.loops.values()), key=lambda move: -move.n)
    rows = [_row(graph, levels, move, language) for move in moves[:MOST_ROWS]]
    heads: tuple[Words, ...] = _MOVE_HEADS
    # A log without channels knows nothing of changing them.
    if not any(channel.name for step in found.steps for channel in step.channels):
        heads = (*heads[:_SWITCHES], *heads[_SWITCHES + 1 :])
        rows = [(*row[:_SWITCHES], *row[_SWITCHES + 1 :]) for row in rows]
    held = _held_back(PATHS, graph.paths_held_back, graph, language)
    yield _table("moves", rows, len(moves), held, heads, 2, language)


def _flow(n: int, said: int | None, graph: Graph) -> str:
    return counted(said) if said is not None else told(n, graph.least) if n < graph.least else "–"


def _held_back(noun: Noun, n: int, graph: Graph, language: Language) -> str:
    return _said("held-back", language).format(counted(graph.least), how_many(noun, n, language)) if n else ""


def _table(
    name: str, rows: Sequence[Sequence[str]], count: int, held: str, heads: Sequence[Words], names: int, language: Language
) -> _Table:  # fmt: skip
    notes = [
        _said("moves-are", language) if name == "moves" else "",
        _said("left-out", language).format(counted(count - len(rows))) if count > len(rows) else "",
        held,
    ]
    note = ("" if language == "zh" else " ").join(filter(None, notes))
    return _Table(name, _said(name, language), note, [head.said(language) for head in heads], names, rows)


def _row(graph: Graph, levels: Sequence[Level], move: Move, language: Language) -> tuple[str, ...]:
    ends = {START: say("start", language), END: say("end", language)}
    names = (ends[step] if step in ends else plain(graph.discovery.steps[step].event) for step in move[:2])
    first = next((level for level in levels if _holds(level, move)), None)
    drawn = percent(first.explained, first.total) if first is not None else _said("not-drawn", language)
    switches = "–"
    if move.before >= 0 and move.after >= 0:
        switches = percent(move.switches, move.n) if move.switches >= graph.least or not move.switches else "–"
    times = (_time(move.durations, field, graph.least, language) for field in ("p50", "p90"))
    return (*names, counted(move.n), percent(move.n, graph.total), *times, switches, drawn)


def _holds(level: Level, move: Move) -> bool:
    return move.before in level.loops if move.is_loop else (move.before, move.after) in level.pairs


def _time(durations: Durations | None, field: str, least: int, language: Language) -> str:
    return "–" if durations is None or durations.n < least else time_said(getattr(durations, field), language)


def _said(name: str, language: Language) -> str:
    return _LABELS[name].said(language)
