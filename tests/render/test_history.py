"""Charts of figures over time."""

from __future__ import annotations

import pytest

from cxmap.render.history import history_scene, history_svg
from cxmap.render.history.panels import MEASURES, Panel
from cxmap.render.scene import Box, Curve, Rect
from cxmap.render.theme import Theme
from cxmap.tidings import HistoryRow, Signature
from tests.pictures import labels


def row(label: str, day: str, id_: str = "clinic", emotion: float | None = 0.5, pain: int = 3) -> HistoryRow:
    signature = Signature("abc1234", "Ann", day, (label,), "A commit")
    return HistoryRow(label, signature, id_, f"Map {id_}", emotion, pain, (3, 4), (1, 2), (0, 0))


def texts(rows: list[HistoryRow], language: str = "en") -> list[str]:
    return [line for one in labels(history_scene(rows, language)) for line in one.label.lines]  # type: ignore[arg-type]


def panel(days: list[str], values: list[float | None]) -> list[tuple[float, float]]:
    """Return the middles of the dots of a chart, 100 points wide."""
    points = [(day, day) for day in days]
    drawn = Panel(MEASURES[0], points, values, (-2, 2), Theme("en")).draw(Box(0, 0, 104.4, 80), 9)
    return [(item.box.x + item.box.width / 2, item.box.y) for item in drawn if isinstance(item, Rect)]


def test_the_last_value_stands_with_what_it_has_gained() -> None:
    found = texts([row("v1", "2026-01-01", emotion=-0.25, pain=2), row("v2", "2026-03-01")])
    assert "+0.50" in found
    assert "▲ 0.75" in found
    assert "▼ 1" not in found
    assert "▲ 1" in found
    assert "75%" in found


def test_differences_are_those_of_what_is_shown() -> None:
    found = texts([row("v1", "2026-01-01", emotion=0.2149), row("v2", "2026-03-01", emotion=0.1451)])
    assert "+0.15" in found
    assert "▼ 0.06" in found


def test_what_is_not_known_is_a_dash() -> None:
    assert texts([row("v1", "2026-01-01", emotion=None)]).count("–") == 2


def test_points_stand_by_their_days() -> None:
    places = [x for x, _ in panel(["2026-01-01", "2026-01-31", "2026-05-01"], [0, 1, 2])]
    assert (places[1] - places[0]) / (places[2] - places[0]) == pytest.approx(30 / 120)


def test_days_too_close_to_each_other_are_set_evenly() -> None:
    places = [x for x, _ in panel(["2026-01-01", "2026-01-02", "2026-12-31"], [0, 1, 2])]
    assert places[1] - places[0] == pytest.approx(places[2] - places[1])


def test_a_higher_value_stands_higher() -> None:
    first, second = panel(["2026-01-01", "2026-02-01"], [-1, 1])
    assert first[1] > second[1]


def test_a_line_does_not_lead_over_a_point_without_a_value() -> None:
    points = [(day, day) for day in ("2026-01-01", "2026-02-01", "2026-03-01", "2026-04-01")]
    drawn = list(Panel(MEASURES[0], points, [0, 1, None, 2], (-2, 2), Theme("en")).draw(Box(0, 0, 100, 80), 9))
    assert [len(item.points) for item in drawn if isinstance(item, Curve)] == [2]


def test_many_maps_are_shared_out_evenly_over_sheets() -> None:
    rows = [row("v1", "2026-01-01", f"map-{number}") for number in range(9)]
    sheets = history_scene(rows, "en").sheets
    assert len(sheets) == 2
    assert sheets[0].height > sheets[1].height > sheets[0].height - 100


def test_no_rows_are_an_empty_chart() -> None:
    assert "<svg" in history_svg([], "zh")


def test_hostile_titles_are_no_markup() -> None:
    hostile = row("v1", "2026-01-01", "<script>")
    assert "<script>" not in history_svg([hostile], "en")
