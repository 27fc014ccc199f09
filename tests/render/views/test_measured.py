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
from cxmap.measurements import Figure, MapMeasurements, Measurement, PeriodFigure
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
    assert any(text.startswith("Not measured: T2, T3") for text in said)
    takeaway = draw(seen, ViewOptions()).takeaway
    assert takeaway == (
        "62.5% are satisfied (57.5–67.5, n=100), falling; 1 of 2 touchpoints feel otherwise than the map says, "
        "above all “T0” (worse than the map says, by 1.9)."
    )
    assert faults_of(draw(seen, ViewOptions())) == []


def test_what_few_answered_is_not_shown_anywhere() -> None:
    seen = subject(
        one("journey", "m", 62.5, 0.7), replace(one("touchpoint", "t0", None), figure=Figure(7, None, None, None))
    )
    told = [*texts(seen), *(cell for table in tables(seen, ViewOptions()) for row in table.rows for cell in row)]
    assert "fewer than 10 answers: not shown" in told
    assert "7" not in told


def test_where_fewer_is_better_a_fall_is_good_news() -> None:
    better = one("touchpoint", "t0", 2.5, 0.5, "ces", periods=months(3, 2.5, 2, 1.5), trend=FALLING, rises=False)
    colours = {}
    for rises in (True, False):
        scene = draw(subject(replace(better, rises=rises)), ViewOptions())
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
