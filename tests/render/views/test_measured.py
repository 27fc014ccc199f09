"""What was measured, as it is drawn: every figure in its place, nothing that few gave, and what the map gets wrong said."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxmap.cli.app import run
from cxmap.diagnostics import Text
from cxmap.document import load_text
from cxmap.measurements import (
    ComplaintFigure,
    ComplaintPeriod,
    Figure,
    MapMeasurements,
    Measurement,
    PeriodFigure,
    TimeFigure,
)
from cxmap.measurements.outlook import Driver, Drivers
from cxmap.render.options import ViewOptions
from cxmap.render.scene import Curve, Rect
from cxmap.render.subject import subject_of
from cxmap.render.views.measured import draw, lacks, tables
from cxmap.statistics.comparisons import Heterogeneity
from cxmap.statistics.intervals import Interval
from cxmap.statistics.trends import Trend
from tests.pictures import EXAMPLES, example, flat, labels
from tests.render.measuring import faults_of

if TYPE_CHECKING:
    from pathlib import Path

    from cxmap.language import Language
    from cxmap.measurements import Metric
    from cxmap.measurements.outlook import Quadrant
    from cxmap.render.scene import Item, Scene
    from cxmap.render.subject import Subject

CONTENT = {
    "cxmap": 1, "id": "m", "title": "M", "language": "en", "channels": [{"id": "app", "name": "App"}, {"id": "desk", "name": "Desk"}],
    "stages": [
        {"id": "a", "name": "A", "touchpoints": [{"id": "t0", "name": "T0", "emotion": 2}, {"id": "t1", "name": "T1", "emotion": -1}]},
        {"id": "b", "name": "B", "touchpoints": [{"id": "t2", "name": "T2"}, {"id": "t3", "name": "T3"}]},
    ],
}  # fmt: skip


def figure(value: float | None, n: int = 100, half: float = 5.0) -> Figure:
    return Figure(n, None, None, None) if value is None else Figure(n, value, value - half, value + half)


def one(
    of: Any, id_: str, value: float | None, felt: float | None = None, metric: Metric = "csat", **more: Any
) -> Measurement:
    return Measurement(of, id_, "", "s", metric, figure(value), figure(felt, half=0.2), 1.0, **more)


def subject(*figures: Measurement, language: Language = "en", content: Any = CONTENT) -> Subject:
    found = subject_of(load_text(Text("map.yaml", json.dumps(content))), language)
    return replace(found, measures=MapMeasurements("m", "", "month", 10, 30, (), figures))


def texts(seen: Subject) -> list[str]:
    return [line for placed in labels(draw(seen, ViewOptions())) for line in placed.label.lines]


def items_of(scene: Scene) -> list[Item]:
    return [item for sheet in scene.sheets for item in flat(sheet.items)]


def months(*values: float | None, outstanding: int | None = None) -> tuple[PeriodFigure, ...]:
    return tuple(
        PeriodFigure(f"2026-{number:02}", figure(value), outstanding=5.0 if number == outstanding else 0.0)
        for number, value in enumerate(values, 1)
    )


FALLING = Trend(-0.2, Interval(-0.3, -0.1), 0.001, 1.0)
APART = Heterogeneity(9.0, 1, 0.003, 0.9)


def test_figures_stand_with_interval_sample_and_what_stands_out() -> None:
    seen = subject(
        one("journey", "m", 62.5, 0.7, periods=months(70, 60, 50), trend=FALLING),
        one("stage", "a", 61.0, 0.4),
        one("touchpoint", "t0", 41.2, 0.1, claimed=2.0, periods=months(70, 10, 50, outstanding=2), channels=APART),
        one("touchpoint", "t0", 81.0, by="channel", by_id="app"),
        one("touchpoint", "t0", 12.0, by="channel", by_id="desk"),
        one("touchpoint", "t1", 55.0, -1.1, claimed=-1.0),
    )
    said = texts(seen)
    for text in ("62.5%", "41.2%", "[36.2, 46.2]", "100", "worse than the map says, by 1.9", "2026-02 stands out", "A · CSAT 61.0%, n=100"):  # fmt: skip
        assert text in said, said
    assert any("App" in text and "81.0%" in text for text in said)
    assert any(text.startswith("No survey asks about: T2, T3") for text in said)
    takeaway = draw(seen, ViewOptions()).takeaway
    assert takeaway == (
        "62.5% are satisfied (57.5–67.5, n=100), falling; 1 of 2 touchpoints feel otherwise than the map says, "
        "above all “T0” (worse than the map says, by 1.9)."
    )
    assert faults_of(draw(seen, ViewOptions())) == []


@pytest.mark.parametrize(("value", "between"), [(-46.8, "−51.8 to −41.8"), (2.0, "−3.0 to 7.0"), (31.0, "26.0–36.0")])
def test_an_interval_below_nothing_has_no_dash_beside_a_minus(value: float, between: str) -> None:
    assert f"({between}, n=100)" in draw(subject(one("journey", "m", value, metric="nps")), ViewOptions()).takeaway


def test_what_few_answered_is_not_shown_anywhere() -> None:
    seen = subject(
        one("journey", "m", 62.5, 0.7), one("touchpoint", "t0", None)._replace(figure=Figure(7, None, None, None))
    )
    told = [*texts(seen), *(cell for table in tables(seen, ViewOptions()) for row in table.rows for cell in row)]
    assert "not shown: protects fewer than 10" in told
    assert "7" not in told


def test_where_fewer_is_better_a_fall_is_good_news() -> None:
    better = one("touchpoint", "t0", 2.5, 0.5, "ces", periods=months(3, 2.5, 2, 1.5), trend=FALLING, rises=False)
    colours = {}
    for rises in (True, False):
        scene = draw(subject(better._replace(rises=rises)), ViewOptions())
        colours[rises] = next(placed.label.colour for placed in labels(scene) if placed.label.lines == ("falling",))
    assert colours[True] != colours[False]


def test_a_month_that_is_not_known_is_a_gap_in_the_line() -> None:
    whole = subject(one("touchpoint", "t0", 50, 0.5, periods=months(50, 60, 55, 40)))
    broken = subject(one("touchpoint", "t0", 50, 0.5, periods=months(50, 60, None, 40)))

    def lines(seen: Subject) -> list[int]:
        scene = draw(seen, ViewOptions())
        return [len(item.points) for item in items_of(scene) if isinstance(item, Curve) and not item.closed]

    assert 4 in lines(whole)
    assert 4 not in lines(broken)
    assert 2 in lines(broken)


def test_claims_are_rings_and_measures_diamonds_on_one_scale() -> None:
    scene = draw(subject(one("touchpoint", "t0", 50, 2.0, claimed=-2.0)), ViewOptions())
    (diamond, *_) = [
        item for item in items_of(scene) if isinstance(item, Curve) and item.closed and len(item.points) == 4
    ]
    rings = [item for item in items_of(scene) if isinstance(item, Rect) and item.radius and item.fill == "#FFFFFF"]
    assert rings[0].box.x < min(x for x, _ in diamond.points), "−2 stands left of +2"


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("paper", ["A4", "A3"])
@pytest.mark.parametrize(
    "path", [path for path in EXAMPLES if path.with_suffix(".measures.json").is_file()], ids=lambda path: path.stem
)
def test_examples_are_drawn_from_the_file_beside_them(path: Path, paper: str, language: Language) -> None:
    seen = subject_of(example(path.stem), language)
    assert lacks(seen, ViewOptions()) is None
    assert faults_of(draw(seen, ViewOptions(paper))) == []


def test_without_measures_it_is_said() -> None:
    bare = subject_of(load_text(Text("map.yaml", json.dumps(CONTENT))), "en")
    assert lacks(bare, ViewOptions()) is not None
    assert lacks(subject(one("touchpoint", "elsewhere", 50.0)), ViewOptions()) is not None


NUMBERS = st.floats(-2, 2)


@settings(max_examples=25, deadline=None)
@given(st.data())
def test_any_figures_fit_on_paper(data: st.DataObject) -> None:
    content = json.loads(json.dumps(CONTENT))
    content["stages"][0]["touchpoints"][0]["name"] = data.draw(
        st.sampled_from(["T", "等待材料审核" * 6, "a" * 90, "<b>&"])
    )
    figures = [one("journey", "m", data.draw(st.floats(-100, 100)), 0.0, "nps", periods=months(*data.draw(st.lists(st.none() | st.floats(-100, 100), max_size=30))))]  # fmt: skip
    for id_ in ("t0", "t1", "t2"):
        periods = months(*data.draw(st.lists(st.none() | st.floats(0, 100), max_size=30)))
        figures.append(one("touchpoint", id_, data.draw(st.none() | st.floats(0, 100)), data.draw(NUMBERS), claimed=data.draw(st.none() | NUMBERS), periods=periods))  # fmt: skip
    seen = subject(*figures, content=content, language=data.draw(st.sampled_from(["en", "zh"])))
    assert faults_of(draw(seen, ViewOptions(data.draw(st.sampled_from(["A4", "A3"]))))) == []


def test_a_file_that_is_odd_or_of_another_map_is_said_and_left_out(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "map.yaml").write_text(json.dumps(CONTENT), encoding="utf-8")
    for text, said in (("{", "cannot be read"), ('{"version": 1, "map": "other", "period": "month", "suppress_below": 1, "sources": [], "figures": []}', "of the map `other`")):  # fmt: skip
        (tmp_path / "map.measures.json").write_text(text, encoding="utf-8")
        assert (
            run(["render", str(tmp_path / "map.yaml"), "-o", str(tmp_path / "out"), "--to", "svg", "--lang", "en"]) == 0
        )
        assert said in capsys.readouterr().err
    assert (
        run(["render", str(tmp_path / "map.yaml"), "--view", "measured", "-o", str(tmp_path / "out"), "--to", "svg"])
        == 2
    )


def test_an_audience_that_sees_no_metrics_sees_no_measures(tmp_path: Path) -> None:
    loan = next(path for path in EXAMPLES if path.stem == "home-loan")
    hidden = replace(example("home-loan"), hidden=frozenset({"metrics"}))
    assert subject_of(example("home-loan")).measures is not None, loan
    assert subject_of(hidden).measures is None


def driver(touchpoint: str, importance: float, quadrant: Quadrant, *, clear: bool = True) -> Driver:
    share = Figure(200, importance, importance - 0.05, importance + 0.05)
    return Driver(touchpoint, "", 0.9, share, 0.5, figure(40.0, 200), quadrant, clear)


def test_what_moves_the_whole_is_a_chart_and_a_table_with_the_same_numbers() -> None:
    seen = subject(one("journey", "m", 20.0, 0.1, "nps"), one("touchpoint", "t0", 40.0, 0.1))
    drivers = (
        driver("t2", 0.7, "fix-first"),
        driver("t0", 0.2, "overkill", clear=False),
        driver("gone", 0.1, "keep-up"),
    )
    found = Drivers("s", "s:overall", "nps", 255, "shapley", Figure(255, 0.6, 0.5, 0.7), drivers=drivers)
    assert seen.measures is not None
    told = replace(seen, measures=seen.measures._replace(drivers=(found,)))
    said = texts(told)
    assert "What moves the overall answer (NPS)" in said
    assert said.count("1") == said.count("2") == 2, "in the chart and in the table"
    assert "70%" in said
    assert "perhaps: possible overkill" in " ".join(said)
    assert not any("gone" in text for text in said)
    assert "what moves the overall answer most is “T2”" in draw(told, ViewOptions()).takeaway
    assert [row[0] for row in tables(told, ViewOptions())[1].rows] == ["T2", "T0"]
    assert faults_of(draw(told, ViewOptions())) == []
    refused = replace(seen, measures=seen.measures._replace(drivers=(found._replace(refused="too-few"),)))
    assert "What moves the overall answer (NPS)" not in texts(refused)


@pytest.mark.parametrize("known", [True, False])
def test_what_is_hidden_of_how_well_it_does_has_no_place_in_the_chart(known: bool) -> None:
    hidden = driver("t2", 0.8, "fix-first")._replace(quadrant=None, used=None, performance=figure(None, 4))
    drivers = (hidden, driver("t0", 0.2, "overkill")) if known else (hidden,)
    found = Drivers("s", "s:overall", "nps", 255, "shapley", Figure(255, 0.6, 0.5, 0.7), drivers=drivers)
    seen = subject(one("journey", "m", 20.0, 0.1, "nps"))
    assert seen.measures is not None
    told = replace(seen, measures=seen.measures._replace(drivers=(found,)))
    said = texts(told)
    assert (said.count("1"), said.count("2")) == ((1, 2) if known else (1, 0)), "in the table alone"
    assert ("fix first" in said) is known
    assert faults_of(draw(told, ViewOptions())) == []


def test_complaints_are_told_and_few_are_not_shown() -> None:
    took = TimeFigure(90, 5 * 86_400, 4 * 86_400, 6 * 86_400, 20 * 86_400)
    found = (
        ComplaintFigure("journey", "m", "", "log", 100, 1.0, 9, took),
        ComplaintFigure("touchpoint", "t0", "", "log", 91, 0.91, 8, took, figure(20.0)),
        ComplaintFigure("touchpoint", "t1", "", "log", 0),
    )
    seen = subject()
    assert seen.measures is not None
    told = replace(seen, measures=seen.measures._replace(complaints=found))
    assert lacks(told, ViewOptions()) is None
    said = texts(told)
    assert {"91", "5.0 d [4.0, 6.0]", "20 d", "not shown: protects few"} <= set(said), said
    assert [row[0] for row in tables(told, ViewOptions())[-1].rows] == ["M", "T0"]
    assert faults_of(draw(told, ViewOptions())) == []


def test_lines_of_complaints_have_one_axis() -> None:
    counts = (ComplaintPeriod("2026-01", 30), ComplaintPeriod("2026-02", 20), ComplaintPeriod("2026-03", 50))
    whole = ComplaintFigure("journey", "m", "", "log", 100, 1.0, periods=counts)
    late = ComplaintFigure("touchpoint", "t0", "", "log", 70, 0.7, periods=counts[1:])
    seen = subject()
    assert seen.measures is not None
    told = replace(seen, measures=seen.measures._replace(complaints=(whole, late)))
    lines = [item.points for item in items_of(draw(told, ViewOptions())) if isinstance(item, Curve) and not item.closed]
    assert [x for x, _ in lines[1]] == [x for x, _ in lines[0]][1:]


@pytest.mark.parametrize("at", [(0.0, 0.0), (100.0, 0.0), (0.0, 0.9), (100.0, 0.9)])
def test_no_touchpoint_lies_on_the_name_of_a_quarter(at: tuple[float, float]) -> None:
    performance, importance = at
    corner = driver("t0", importance, "low-priority")._replace(performance=figure(performance, 200))
    middle = driver("t2", 0.5, "keep-up")._replace(performance=figure(50.0, 200))
    found = Drivers("s", "s:overall", "nps", 255, "shapley", Figure(255, 0.6, 0.5, 0.7), drivers=(corner, middle))
    seen = subject(one("journey", "m", 20.0, 0.1, "nps"))
    assert seen.measures is not None
    told = replace(seen, measures=seen.measures._replace(drivers=(found,)))
    placed = [each.label for each in labels(draw(told, ViewOptions()))]
    numbers = [each for each in placed if each.lines in (("1",), ("2",)) and each.anchor == "middle"]
    for name in (
        each for each in placed if each.lines[0] in ("fix first", "keep up", "low priority", "possible overkill")
    ):
        if name.bold:
            assert all(abs(each.y - name.y) > 0.6 * each.size for each in numbers)
