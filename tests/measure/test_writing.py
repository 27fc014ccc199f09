"""Measured figures go into metrics that are declared `from: data`, and nothing else changes."""

from __future__ import annotations

from typing import Any

import pytest

from cxmap.diagnostics import Text
from cxmap.document import load_text
from cxmap.measure.writing import written
from cxmap.measurements import Figure, MapMeasurements, MeasuredSource, Measurement, PeriodFigure
from cxmap.source import parse

HEAD = "cxmap: 1\nid: visit\ntitle: A visit\n"
HIDDEN = Figure(0, None, None, None)


def one(value: float = 61.23, n: int = 412, *periods: tuple[str, float, int], **more: Any) -> Measurement:
    told = tuple(PeriodFigure(period, Figure(m, v, v - 1, v + 1) if m else HIDDEN) for period, v, m in periods)
    figure = Figure(n, value, value - 1, value + 1) if n else HIDDEN
    fields: dict[str, Any] = {"of": "touchpoint", "id": "form", "source": "survey", "metric": "csat", **more}
    return Measurement(name="", figure=figure, emotion=HIDDEN, share=1.0, periods=told, **fields)


def measured(*figures: Measurement, scale: tuple[float, float] = (1.0, 5.0)) -> MapMeasurements:
    ids = dict.fromkeys((each.source, each.metric) for each in figures)
    sources = tuple(MeasuredSource(id_, metric, scale, "higher-is-better", (), 1, 0, ()) for id_, metric in ids)
    return MapMeasurements("visit", "", "month", 10, 30, sources, figures)


def form(metrics: str) -> str:
    return f"{HEAD}stages:\n- id: apply\n  touchpoints:\n  - id: form\n    metrics:{metrics}\n"


def write(content: str, *figures: Measurement, **more: Any) -> tuple[str, tuple[str, ...]]:
    done = written(load_text(Text("m.yaml", content)), measured(*figures, **more))
    again = written(load_text(Text("m.yaml", done.content)), measured(*figures, **more))
    assert (again.content, again.changed) == (done.content, 0), "a second time nothing is left to do"
    return done.content, tuple(why.en for why in done.left)


MONTHS = (("2026-01", 70.0, 50), ("2026-02", 55.04, 40), ("2026-03", 0.0, 0))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (" [{kind: csat, from: data}]", " [{kind: csat, value: 55, n: 40, period: 2026-02, from: data}]"),
        (
            " [{kind: csat, value: 12, n: 3, period: '2025-12', from: data, target: 80}]",
            " [{kind: csat, value: 55, n: 40, period: '2026-02', from: data, target: 80}]",
        ),
        (
            "\n    - kind: csat  # ours\n      value:   # soon\n      formula: top2box\n\n      from: data # kept\n      target: 80",
            "\n    - kind: csat  # ours\n      value: 55   # soon\n      formula: top2box\n\n      n: 40\n      period: 2026-02\n      from: data # kept\n      target: 80",
        ),
        (
            "\n    - from: data\n      kind: csat\n      n: null",
            "\n    - period: 2026-02\n      from: data\n      kind: csat\n      value: 55\n      n: 40",
        ),
        (
            " [{kind: csat,\n       unit: \"%\", from: data}]",
            " [{kind: csat,\n       value: 55, unit: \"%\", n: 40, period: 2026-02, from: data}]",
        ),
    ],
)  # fmt: skip
def test_the_last_period_that_is_shown_is_written(before: str, after: str) -> None:
    for end in ("\n", "\r\n"):
        content, left = write(form(before).replace("\n", end), one(61.2, 412, *MONTHS))
        assert content == form(after).replace("\n", end)
        assert left == ()


def test_without_periods_all_answers_are_written_and_the_period_stays() -> None:
    content, _ = write(form(" [{kind: csat, period: all of 2026, from: data}]"), one())
    assert content == form(" [{kind: csat, value: 61.2, n: 412, period: all of 2026, from: data}]")


def test_a_year_stays_a_text() -> None:
    content, _ = write(form(" [{kind: csat, from: data}]"), one(61.2, 412, ("2026", 61.2, 412)))
    assert 'period: "2026", from' in content


def test_journey_stage_and_kinds_are_told_apart() -> None:
    content = (
        f"{HEAD}metrics: [{{kind: nps, from: data}}]\nstages:\n- id: apply\n  metrics: [{{kind: ces, from: data}}]\n"
        "  touchpoints:\n  - {id: form, metrics: [{kind: csat, value: 1, n: 1}, {kind: csat, from: data}]}\n"
    )
    new, left = write(
        content,
        one(31.25, of="journey", id="visit", metric="nps"),
        one(5.4567, of="stage", id="apply", metric="ces"),
        one(-12.0, of="stage", id="apply", metric="nps"),
        one(70.0),
        one(20.0, by="channel", by_id="app"),
    )
    data = parse(Text("", new)).data
    assert data["metrics"][0]["value"] == 31.2
    assert data["stages"][0]["metrics"][0]["value"] == 5.46
    assert data["stages"][0]["touchpoints"][0]["metrics"][0] == {"kind": "csat", "value": 1, "n": 1}
    assert data["stages"][0]["touchpoints"][0]["metrics"][1]["value"] == 70
    assert left == ()


@pytest.mark.parametrize(
    ("metric", "figures", "why"),
    [
        ("kind: csat, from: data", [], "nothing of this kind was measured there"),
        ("kind: nps, from: data", [one()], "nothing of this kind was measured there"),
        (
            "kind: csat, from: data",
            [one(), one(source="other")],
            "several measure it: `survey`, `other`; add `source: …`",
        ),
        ("kind: csat, from: data, source: surwey", [one()], "no data are called `surwey`; did you mean `survey`?"),
        ("kind: csat, from: data", [one(0, 0)], "it is not shown: fewer than 10 answered, or"),
        (
            "kind: csat, from: data",
            [one(0, 0)._replace(figure=Figure(12, None, None, None))],
            "it is not shown: fewer than 10",
        ),
        ("kind: csat, formula: mean, from: data", [one()], "its `formula` is not that of what was measured (top2box)"),
        ("kind: csat, value: 4.2, scale: {min: 1, max: 5}, from: data", [one()], "its `formula` is not that"),
        ("kind: csat, direction: lower-is-better, from: data", [one()], "its `direction` is not that"),
        ("kind: ces, scale: {min: 1, max: 5}, from: data", [one(metric="ces")], "its `scale` is not that"),
        (
            "kind: csat, formula: top2box, value: 0.4, scale: {min: 0, max: 1}, from: data",
            [one(26.5)],
            "its `scale` is not that",
        ),
        ('kind: csat, unit: "%", scale: {min: 1, max: 5}, from: data', [one()], "its `scale` is not that"),
        (
            "kind: csat, value: &v 4, formula: top2box, from: data",
            [one()],
            "it is written in a way that cannot be edited",
        ),
    ],
)
def test_what_cannot_be_written_is_left_and_said(metric: str, figures: list[Measurement], why: str) -> None:
    content = form(f" [{{{metric}}}]")
    new, left = write(content, *figures, scale=(1.0, 7.0))
    assert new == content
    assert len(left) == 1
    assert f"is left as it is: {why}" in left[0]


def test_the_source_chooses_among_several() -> None:
    content, left = write(form(" [{kind: csat, from: data, source: other}]"), one(), one(20.0, source="other"))
    assert "value: 20, n: 412, from: data, source: other" in content
    assert left == ()


def test_a_map_of_the_future_is_never_written() -> None:
    content = form(" [{kind: csat, from: data}]").replace("stages", "state: future\nstages")
    new, left = write(content, one())
    assert new == content
    assert "the map is of the future" in left[0]
