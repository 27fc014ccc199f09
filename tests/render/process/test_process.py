"""The picture of a discovered process: nothing covers anything, nothing is too small, and it says what it shows."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from itertools import combinations
from typing import TYPE_CHECKING, Any

import pytest

from cxmap.diagnostics import CxmapError
from cxmap.render.curve.geometry import overlap
from cxmap.render.formats.html.process import levels_of, process_html
from cxmap.render.process import Process, process_scene, process_svg
from cxmap.render.process.layout import lay_out
from cxmap.render.process.moves import Graph
from cxmap.render.process.words import coverage, plain
from tests.discover.mined import Row, log, mined
from tests.pictures import labels
from tests.render.measuring import faults_of
from tests.render.process.logs import LOGS, of_one_way

if TYPE_CHECKING:
    from cxmap.language import Language
    from cxmap.render.process import Laid

PICTURES = [(name, paper) for name in LOGS for paper in ("A3", "A4") if (name, paper) != ("sixty", "A4")]


def texts(name: str, language: Language = "en", share: float = 1.0, least: int = 0) -> list[str]:
    scene = process_scene(LOGS[name](), language, share, "A3", least)
    return [line for placed in labels(scene) for line in placed.label.lines]


def crowded(laid: Laid) -> list[str]:
    """Return the boxes and labels that overlap, and lines whose label is not on them."""
    layout = laid.layout
    boxes = [(f"box {number}", box) for number, box in layout.boxes.items()]
    boxes += [(f"label {pair}", path.label) for pair, path in layout.paths.items()]
    found = [f"{a} and {b}" for (a, one), (b, other) in combinations(boxes, 2) if overlap(one, other)]
    for pair, path in layout.paths.items():
        middle = path.label.x + path.label.width / 2, path.label.y + path.label.height / 2
        points = [point for run in path.runs for point in run]
        if min(abs(x - middle[0]) + abs(y - middle[1]) for x, y in points) > 1.0:
            found.append(f"label of {pair}")
    return found


@pytest.mark.parametrize(("name", "paper"), PICTURES)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_texts_are_large_enough_and_on_the_sheet(name: str, language: Language, paper: str) -> None:
    assert faults_of(process_scene(LOGS[name](), language, 1.0, paper)) == []


@pytest.mark.parametrize(("name", "paper"), PICTURES)
def test_no_box_or_label_lies_on_another(name: str, paper: str) -> None:
    assert crowded(Process(LOGS[name](), "en", paper).readable(1.0)) == []


def test_a_long_process_is_broken_into_rows() -> None:
    laid = Process(LOGS["sixty"](), "en").readable(1.0)
    rows = laid.layout.rows
    assert len(rows) > 3
    assert all(
        any(row.y <= box.y and box.bottom <= row.bottom + 0.01 for row in rows) for box in laid.layout.boxes.values()
    )
    assert sum(len(path.runs) > 1 for path in laid.layout.paths.values()) >= len(rows) - 1
    assert "Goes on in the next row" in texts("sixty")


def test_the_same_log_gives_the_same_bytes() -> None:
    for name in ("office", "sixty"):
        assert process_svg(LOGS[name](), "en") == process_svg(LOGS[name](), "en")
        assert process_html(LOGS[name](), "zh") == process_html(LOGS[name](), "zh")


def test_steps_stand_in_the_same_place_at_every_level() -> None:
    process = Process(LOGS["office"](), "en")
    laid = process.readable(1.0)
    levels = levels_of(process, laid)
    assert len(levels) >= 3
    places: dict[str, set[tuple[float, float]]] = {}
    for level in levels:
        for placed in labels(process.scene(laid, level)):
            if placed.label.lines[0].startswith("Step"):
                places.setdefault(placed.label.lines[0], set()).add((placed.label.x, placed.label.y))
    assert len(places) >= 5
    assert all(len(where) == 1 for where in places.values())


def test_what_is_left_out_is_said() -> None:
    said = " ".join(texts("office", share=0.5))
    assert re.search(
        r"\d+% of [\d,]+ moves, starts and ends in \d+ paths between \d+ steps; not drawn: \d+ rarer paths \(\d+%\)",
        said,
    )
    assert "All of 4,374 moves, starts and ends." in texts("shop")


def test_a_level_that_cannot_be_read_is_not_drawn_and_that_is_said() -> None:
    said = " ".join(texts("sixty"))
    assert "100% would be too small to read on A3" in said
    assert "would be too small" not in " ".join(texts("shop"))


def test_a_process_that_fits_on_no_level_is_refused() -> None:
    with pytest.raises(CxmapError):
        process_scene(of_one_way([f"step {number}" for number in range(700)], 5), "en", 0.5, "A4")


def test_a_log_in_which_no_step_comes_twice_is_drawn_by_one_of_its_ways() -> None:
    begin = datetime(2026, 1, 5)
    rows = [Row(str(at // 5), f"step {at}", begin + timedelta(hours=at)) for at in range(5000)]
    scene = process_scene(mined(rows), "en", 0.8)
    said = " ".join(line for placed in labels(scene) for line in placed.label.lines)
    assert "6 paths between 5 steps; not drawn: 5,994 rarer paths" in said
    assert "no two of 1,000 cases take the same way" in scene.takeaway.lower()


def test_the_legend_lists_only_what_is_used() -> None:
    one = " ".join(texts("one-step"))
    assert "Back to an earlier step" not in one
    assert "Slow" not in one
    assert "change the channel" not in one
    assert "change the channel" in " ".join(texts("shop"))
    assert "change the channel" not in " ".join(texts("office"))


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("one-case", "The one case takes 5 steps; 1 move goes back"),
        ("hostile", "All 12 cases take the same way"),
        ("shop", "Half of all 800 cases take one of "),
        ("sixty", "moves go back, most often from “Step "),
        ("empty", "The log has no cases."),
    ],
)
def test_the_takeaway_is_computed_from_the_log(name: str, said: str) -> None:
    assert said in process_scene(LOGS[name](), "en").takeaway


def test_counts_that_are_too_small_are_not_told() -> None:
    found = texts("one-case", least=10)
    assert "<10" in found
    assert not [text for text in found if re.match(r"1( case|$)", text)][1:]  # but for that there is one way
    page = process_html(LOGS["office"](), "en", least=10)
    assert not re.findall(r"<td>[1-9]<td>", page)
    assert "too small" in process_html(LOGS["sixty"](), "en")


def test_hostile_names_are_no_markup() -> None:
    for text in (process_svg(LOGS["hostile"](), "en", 1.0), process_html(LOGS["hostile"](), "en")):
        assert "<script" not in text
        assert "<b>hostile" not in text
        assert "\u202e" not in text
        assert "\x00" not in text
        assert "&lt;script&gt;" in text


def test_names_of_steps_never_reach_graphviz(monkeypatch: pytest.MonkeyPatch) -> None:
    from cxmap.render import graphviz_positions
    from cxmap.render.process import layout

    given: list[str] = []

    def noted(source: str) -> dict[str, Any]:
        given.append(source)
        return graphviz_positions.positions(source)

    monkeypatch.setattr(layout, "positions", noted)
    process_svg(LOGS["hostile"](), "en", 1.0)
    assert given
    assert not any("script" in source or "xxx" in source for source in given)


def test_a_label_says_how_often_how_long_and_where_it_is_slow() -> None:
    begin = datetime(2026, 1, 5)
    hours = [(0, 1, 2, 50), (0, 1, 2, 50), (0, 1, 3, 100)] * 7
    rows = [
        Row(str(case), event, begin + timedelta(hours=hour))
        for case, times in enumerate(hours)
        for event, hour in zip(("a", "b", "c", "d"), times, strict=True)
    ]
    found = [line for placed in labels(process_scene(mined(rows), "en", 1.0)) for line in placed.label.lines]
    assert found.count("21") > 3
    assert found.count("p90 4 d") == 1
    assert found.count("1 h") == 2
    assert "Slow: median 12 h or more; p90: nine in ten take at most this" in found


def test_a_layout_of_nothing_is_empty() -> None:
    assert lay_out([], [], {}, {}, "LR").boxes == {}


def test_one_is_not_said_in_the_plural_and_moves_are_one_event_after_another() -> None:
    graph = Graph(mined(log(*["a b c"] * 50, *["a c"] * 20)))
    level = next(level for share in (0.5, 0.6, 0.7, 0.8, 0.9) if graph.paths - (level := graph.level(share)).paths == 1)
    assert "not drawn: 1 rarer path (8%)." in coverage(graph, level, "en")
    assert "未画出：1条较少见的连线（占8%）" in coverage(graph, level, "zh")
    moves = sum(one.n for one in graph.discovery.transitions)
    assert coverage(graph, graph.level(1), "en") == f"All of {moves + 2 * 70} moves, starts and ends."


def test_a_page_opens_with_a_level_that_fills_it_better_unless_one_is_asked_for() -> None:
    """Steps keep their places at all levels: where many are missing, most of the paper is blank."""
    found = mined(log(*["a b c d"] * 60, *["a x y c d"] * 12, *["a b z d"] * 9))
    process = Process(found, "en")
    levels = levels_of(process, process.readable(1.0))
    usual = min(levels, key=lambda level: abs(level.explained - 0.8 * level.total))
    assert len(usual.steps) < 7
    opened = levels[levels.index(usual) + 1]
    for share, level in ((None, opened), (0.8, usual)):
        assert f"id=level-{levels.index(level) + 1} checked" in process_html(found, "en", share)


@pytest.mark.parametrize(
    ("written", "drawn"),
    [
        ("👩‍💻 Call 👨‍👩‍👧", "👩‍💻 Call 👨‍👩‍👧"),
        ("می‌خواهم", "می‌خواهم"),
        ("a\u202eb\n c\u0007", "a b c"),
        ("\u200d\u200b", "–"),
    ],
)
def test_what_joins_letters_and_emoji_stays_in_a_name(written: str, drawn: str) -> None:
    assert plain(written) == drawn


def test_of_a_log_without_channels_nothing_is_said_of_changing_them() -> None:
    assert "Change the channel" in process_html(LOGS["shop"](), "en")
    page = process_html(LOGS["office"](), "en")
    assert "Change the channel" not in page
    (table,) = re.findall(r"<table aria-labelledby=moves>(.*?)</table>", page, re.DOTALL)
    rows = table.split("<tr>")[1:]
    assert {row.count("<th") + row.count("<td") for row in rows} == {7}
