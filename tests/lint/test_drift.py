"""The rules on drift, beyond the examples of their pages: a map, and what was measured of it."""

from __future__ import annotations

import hashlib
import json
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from cxmap.cli.app import run
from cxmap.diagnostics import Severity
from cxmap.document import load
from cxmap.lint import RULES
from cxmap.lint.checking import Checker
from cxmap.lint.policy import named_policy
from cxmap.lint.rules.drift.periods import Months, figure_in, months_of
from cxmap.measurements import Figure, Measurement, PeriodFigure
from cxmap.workspace import open_workspace
from tests.lint.cases import BY_NAME, found, found_lines

if TYPE_CHECKING:
    from pathlib import Path

EMOTION = "emotion-outside-measurement"
DIFFERS = "measurement-differs"
STALE = "metric-gone-stale"
SHORT = "measured-short-of-target"
ANOMALY = "new-anomaly"
FALLING = "falling-figure"
UNTOUCHED = "touchpoint-without-data"
MISSING = "touchpoint-missing-from-map"
ORDER = "order-differs"
CHANNEL = "channel-differs"
OLD = "measures-out-of-date"
LEFT_OUT = "most-rows-not-taken"
UNREADABLE = "measures-unreadable"
DRIFT = tuple(rule for rule in RULES if rule.family == "drift")


def figure(value: float, *, reach: float = 4.0, n: int = 400) -> dict[str, Any]:
    return {"n": n, "value": value, "low": value - reach, "high": value + reach}


def one(of: str = "touchpoint", id_: str = "form", *, value: float = 60.0, **more: Any) -> dict[str, Any]:
    return {of: id_, "source": "survey", "metric": "csat", **figure(value), **more}


def felt(value: float, *, reach: float = 0.1, **more: Any) -> dict[str, Any]:
    return one(emotion=figure(value, reach=reach), **more)


def measured(*figures: dict[str, Any], **more: Any) -> str:
    return json.dumps({"version": 1, "map": "example", "figures": list(figures), **more})


def periods(*values: float, outstanding: tuple[float, ...] = (), first: int = 1) -> dict[str, Any]:
    apart = outstanding or (0.0,) * len(values)
    return {
        "periods": [
            {"period": f"2026-{first + number:02}", **figure(value), "outstanding": away}
            for number, (value, away) in enumerate(zip(values, apart, strict=True))
        ]
    }


def at_form(fields: str, head: str = "") -> str:
    """Return a map of a stage `apply` with the touchpoint `form`, whose fields stand on lines of their own from line 8 on."""
    return f"{head}stages:\n- id: apply\n  touchpoints:\n  - id: form\n    {fields}\n"


def test_without_a_measures_file_nothing_is_found() -> None:
    content = at_form("emotion: -2\n    metrics: [{kind: csat, value: 10, target: 99, period: 2020-01}]")
    assert all(found(rule, content) == [] for rule in DRIFT)


def test_a_map_of_the_future_is_compared_with_nothing() -> None:
    content = at_form("emotion: -2\n    metrics: [{kind: csat, target: 99}]", "state: future\n")
    beside = measured(felt(1.0), one(id_="gone"), sources=[])
    assert [d.code for rule in DRIFT for d in found(rule, content, measured=beside)] == [OLD]


# Emotions.


@pytest.mark.parametrize(
    ("emotion", "value", "lines"),
    [
        ("-2", 0.5, [8]),
        ("2", 0.5, [8]),
        ("0.5", 0.5, []),
        ("0.45", 0.5, []),
        ("0.1", 0.5, []),  # outside the interval, but not by half a step
        ("0", 0.5, [8]),
        ("null", 0.5, []),
        ("{ann: -2, bob: 2}", 0.0, []),
        ("{ann: -2, bob: -1}", 0.0, [8]),
    ],
)
def test_an_emotion_is_held_against_the_interval(emotion: str, value: float, lines: list[int]) -> None:
    head = "personas: [{id: ann}, {id: bob}]\n"
    found_at = found_lines(EMOTION, at_form(f"emotion: {emotion}", head), measured=measured(felt(value)))
    assert found_at == [line + 1 for line in lines]


def test_a_wide_interval_holds_any_claim() -> None:
    assert found(EMOTION, at_form("emotion: -1"), measured=measured(felt(0.5, reach=1.6))) == []


def test_how_far_apart_is_an_option() -> None:
    content, beside = at_form("emotion: 0.1"), measured(felt(0.5))
    assert found_lines(EMOTION, content, measured=beside, by=0.3) == [8]
    assert found_lines(EMOTION, at_form("emotion: -2"), measured=beside, by=3.0) == []


def test_scores_are_told_on_the_scale_of_the_map() -> None:
    content = at_form("emotion: 1", "scale: {min: 1, max: 5}\n")
    (finding,) = found(EMOTION, content, measured=measured(felt(0.5)))
    assert "measured 3.5 [3.4, 3.6], claimed 1 (" in finding.message.en
    (finding,) = found(EMOTION, at_form("emotion: -1.25"), measured=measured(felt(0.5)))
    assert "measured +0.5 [+0.4, +0.6], claimed −1.25 (" in finding.message.en


def test_a_persona_is_held_against_its_own_answers_and_the_mean_is_not_told_twice() -> None:
    content = at_form("emotion:\n      ann: -2\n      bob: 1", "personas: [{id: ann, name: Ann}, {id: bob}]\n")
    everyone, ann, bob = felt(1.0), felt(1.0, persona="ann"), felt(1.0, persona="bob")
    (finding,) = found(EMOTION, content, measured=measured(everyone, ann, bob))
    assert finding.path[-1] == "ann"
    assert finding.message.en.startswith("“Ann” feels better here")


def test_figures_of_channels_and_hidden_ones_say_nothing() -> None:
    hidden = {"touchpoint": "form", "source": "survey", "metric": "csat", "suppressed": True}
    assert found(EMOTION, at_form("emotion: -2"), measured=measured(felt(1.0, channel="app"), hidden)) == []


def test_the_owner_of_the_touchpoint_is_named() -> None:
    content = at_form("owner: web\n    emotion: -2", "teams: [web]\n")
    assert [d.owner for d in found(EMOTION, content, measured=measured(felt(1.0)))] == ["web"]


# Metrics.


def metric(fields: str) -> str:
    return at_form(f"metrics: [{{{fields}}}]")


@pytest.mark.parametrize(
    ("fields", "lines"),
    [
        ("kind: csat, value: 84, formula: top2box", [8]),
        ("kind: csat, value: 84", [8]),
        ("kind: csat, value: 62", []),
        ("kind: csat, value: 64.9", []),  # outside the interval, but by less than 5 % of the range
        ("kind: csat, value: 65.1", [8]),
        ("kind: csat, value: 4.2, formula: mean, scale: {min: 1, max: 5}", []),
        ("kind: csat, value: 84, formula: top3box", []),
        ("kind: csat, value: null", []),
        ("kind: nps, value: 84", []),
        ("kind: kpi, name: Calls, value: 84", []),
        ("kind: csat, value: 84, period: 2026-01", [8]),
        ("kind: csat, value: 48, period: 2026-02", []),
        ("kind: csat, value: 60, period: 2026-02", [8]),
        ("kind: csat, value: 56, period: 2026-01/2026-02", []),
        ("kind: csat, value: 84, period: 2025-12", []),  # nothing was measured then
        ("kind: csat, value: 84, period: in spring", [8]),  # held against all answers
        ("kind: csat, value: 84, direction: lower-is-better", []),
    ],
)
def test_a_metric_is_held_against_what_was_measured_in_its_period(fields: str, lines: list[int]) -> None:
    beside = measured(one(**periods(64.0, 48.0, 68.0)))
    assert found_lines(DIFFERS, metric(fields), measured=beside) == lines


def test_nps_counts_on_its_wider_range_and_ces_on_its_scale() -> None:
    nps = measured(one(metric="nps", value=20.0))
    assert found_lines(DIFFERS, metric("kind: nps, value: 29"), measured=nps) == []
    assert found_lines(DIFFERS, metric("kind: nps, value: 31"), measured=nps) == [8]
    source = {"id": "survey", "metric": "ces", "scale": [1, 7], "rows": 400}
    effort = {**one(metric="ces"), **figure(5.0, reach=0.1)}
    beside = measured(effort, sources=[source])
    high = "kind: ces, value: {}, formula: mean, scale: {{min: 1, max: {}}}, direction: {}-is-better"
    assert found_lines(DIFFERS, metric(high.format(5.2, 7, "higher")), measured=beside) == []
    assert found_lines(DIFFERS, metric(high.format(6, 7, "higher")), measured=beside) == [8]
    assert found_lines(DIFFERS, metric(high.format(4, 5, "higher")), measured=beside) == []
    assert found_lines(DIFFERS, metric(high.format(6, 7, "lower")), measured=beside) == []


def test_metrics_of_the_journey_and_of_stages_are_compared_with_figures_of_theirs() -> None:
    content = "metrics: [{kind: csat, value: 10}]\nstages:\n- id: apply\n  metrics: [{kind: csat, value: 20}]\n"
    both = measured(one("journey", "example"), one("stage", "apply"))
    assert found_lines(DIFFERS, content, measured=both) == [4, 7]
    assert found_lines(DIFFERS, content, measured=measured(one("stage", "apply"))) == [7]


@pytest.mark.parametrize(
    ("fields", "lines"),
    [
        ("kind: csat, value: 60, period: 2026-01", [8]),
        ("kind: csat, value: 60, period: 2026-Q2", []),
        ("kind: csat, value: 60, period: '2025'", [8]),
        ("kind: csat, value: 60", []),
        ("kind: csat, value: 60, evidence: [old]", [8]),
        ("kind: csat, value: 60, evidence: [old, new]", []),
        ("kind: csat, value: 60, period: 2026-05, evidence: [old]", []),
        ("kind: csat, value: 60, period: once upon a time, evidence: [old]", []),
    ],
)
def test_a_metric_goes_stale_by_its_period_or_its_evidence(fields: str, lines: list[int]) -> None:
    beside = measured(one(**periods(60, 61, 62, 63, 64)))  # to the end of May
    content = metric(fields) + "evidence: [{id: old, date: 2026-01-15}, {id: new, date: 2026-05-01}]\n"
    assert found_lines(STALE, content, measured=beside) == lines


def test_how_old_is_an_option() -> None:
    content, beside = metric("kind: csat, value: 60, period: 2026-04"), measured(one(**periods(60, 61, 62, 63, 64)))
    assert found(STALE, content, measured=beside) == []
    assert found_lines(STALE, content, measured=beside, after="30d") == [8]


@pytest.mark.parametrize(
    ("target", "more", "lines"),
    [(80, {}, [8]), (63, {}, []), (50, {}, []), (80, periods(40, 79), []), (80, periods(79, 40), [8])],
)
def test_a_target_is_held_against_the_last_period(target: int, more: dict[str, Any], lines: list[int]) -> None:
    content = metric(f"kind: csat, value: 60, target: {target}")
    assert found_lines(SHORT, content, measured=measured(one(**more))) == lines


def test_where_less_is_better_a_target_is_missed_from_above() -> None:
    source = {"id": "survey", "metric": "ces", "scale": [1, 7], "rows": 400, "direction": "lower-is-better"}
    effort = {**one(metric="ces"), **figure(4.0, reach=0.2), "direction": "lower-is-better"}
    for target, lines in ((3, [8]), (3.9, []), (5, [])):
        fields = f"kind: ces, value: 4, target: {target}, scale: {{min: 1, max: 7}}, direction: lower-is-better"
        assert found_lines(SHORT, metric(fields), measured=measured(effort, sources=[source])) == lines


# Movement.


def test_an_anomaly_is_new_for_three_periods() -> None:
    content = at_form("name: The form")
    for at, lines in ((5, [7]), (3, [7]), (2, [])):
        apart = tuple(-5.0 if number == at else 0.1 for number in range(6))
        beside = measured(one(**periods(60, 61, 62, 63, 64, 65, outstanding=apart)))
        assert found_lines(ANOMALY, content, measured=beside) == lines
    assert found_lines(ANOMALY, content, measured=beside, periods=4) == [7]
    assert found_lines(ANOMALY, content, measured=beside, periods=4, deviations=6.0) == []


def test_what_is_so_of_a_part_is_not_told_of_the_whole() -> None:
    more: dict[str, Any] = periods(60, 61, 62, 63, 64, 20, outstanding=(0, 0, 0, 0, 0, -5.0))
    trend: dict[str, Any] = {"trend": {"slope": -0.5, "low": -0.6, "high": -0.4, "p": 0.001}}
    things = [
        one(of, id_, **more, **trend)
        for of, id_ in (("journey", "example"), ("stage", "apply"), ("touchpoint", "form"))
    ]
    for rule in (ANOMALY, FALLING):
        assert found_lines(rule, at_form("name: The form"), measured=measured(*things)) == [7]
        assert found_lines(rule, at_form("name: The form"), measured=measured(*things[:2])) == [5]
        assert found_lines(rule, at_form("name: The form"), measured=measured(things[0])) == [3]


@pytest.mark.parametrize(
    ("slope", "p", "more", "lines"),
    [
        (-0.5, 0.01, {}, [7]),
        (-0.5, 0.06, {}, []),
        (0.5, 0.01, {}, []),
        (0.5, 0.01, {"direction": "lower-is-better"}, [7]),
        (-0.5, 0.01, {"direction": "lower-is-better"}, []),
    ],
)
def test_a_figure_falls_where_it_gets_worse(slope: float, p: float, more: dict[str, Any], lines: list[int]) -> None:
    trend: dict[str, Any] = {"trend": {"slope": slope, "low": slope - 0.1, "high": slope + 0.1, "p": p}}
    beside = measured(one(**periods(70, 60, 50, 40), **trend, **more))
    assert found_lines(FALLING, at_form("name: The form"), measured=beside) == lines


# Reach.


def test_touchpoints_without_data_are_told_once_for_each_owner() -> None:
    touchpoints = "".join(f"  - {{id: t{n}, name: T{n}, owner: {'a' if n < 9 else 'b'}}}\n" for n in range(10))
    content = f"teams: [a, b]\nstages:\n- name: s\n  touchpoints:\n  - {{id: form}}\n{touchpoints}  - A short one\n"
    of_a, of_b, of_none = found(UNTOUCHED, content, measured=measured(one()))
    assert of_a.message.en == "no data touch 9 touchpoints: “T0”, “T1”, “T2”, “T3”, “T4”, “T5” and 3 more"
    assert of_b.message.en == "no data touch the touchpoint “T9”"
    assert (of_a.owner, of_b.owner, of_none.owner) == ("a", "b", None)
    assert "`id:`" in (of_none.help or ("",))[0]


def test_a_map_of_which_no_touchpoint_is_measured_lacks_none() -> None:
    assert (
        found(UNTOUCHED, at_form("name: The form"), measured=measured(one("journey", "example"), one(id_="gone"))) == []
    )


@pytest.mark.parametrize(("count", "rows", "lines"), [(85, 1000, [4]), (15, 1000, []), (9, 20, []), (0, 0, [])])
def test_much_must_be_missing_from_the_map(count: int, rows: int, lines: list[int]) -> None:
    rejected = {"unknown-touchpoint": count, "score-off-scale": 900}
    source = {"id": "survey", "metric": "csat", "scale": [1, 5], "rows": rows, "rejected": rejected}
    assert found_lines(MISSING, at_form("name: x"), measured=measured(sources=[source])) == lines


# Freshness.


@pytest.mark.parametrize("content", ["", "{", "[]", '{"version": 9}', '{"version": 1, "map": "other", "figures": []}'])
def test_a_file_that_says_nothing_is_told_and_nothing_else_is(content: str) -> None:
    said = [d.code for rule in DRIFT for d in found(rule, at_form("emotion: -2"), measured=content or " ")]
    assert said == [UNREADABLE]


def test_old_periods_make_measures_old() -> None:
    content = at_form("name: x")
    assert found(OLD, content, measured=measured(one(**periods(60, first=3)))) == []  # today is the 1st of June
    assert found_lines(OLD, content, measured=measured(one(**periods(60, first=2)))) == [4]
    assert found(OLD, content, measured=measured(one(**periods(60, first=2))), after="1y") == []


WORKSPACE = """\
cxmap: 1
maps: [maps/*.yaml]
data:
  feedback:
    - {id: survey, files: data.csv, metric: csat, columns: {score: s}}
    - {id: other, files: data.csv, metric: csat, columns: {score: s}, maps: another}
"""
MAP = "cxmap: 1\nid: example\ntitle: Example\nstages: [{id: apply, touchpoints: [{id: form, emotion: -2}]}]\n"


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A map with what was measured of it, and the data."""
    (tmp_path / "maps").mkdir()
    (tmp_path / "cxmap.yaml").write_text(WORKSPACE, encoding="utf-8")
    (tmp_path / "maps" / "m.yaml").write_text(MAP, encoding="utf-8")
    (tmp_path / "data.csv").write_text("s\n5\n", encoding="utf-8")
    digest = hashlib.sha256(b"s\n5\n").hexdigest()
    source = {
        "id": "survey",
        "metric": "csat",
        "scale": [1, 5],
        "rows": 400,
        "files": [{"name": "data.csv", "sha256": digest}],
    }
    beside = measured(felt(1.0), sources=[source])
    (tmp_path / "maps" / "m.measures.json").write_text(beside, encoding="utf-8")
    other = MAP.replace("id: example", "id: another").replace("emotion: -2", "emotion: 1")
    (tmp_path / "maps" / "another.yaml").write_text(other, encoding="utf-8")
    monkeypatch.setenv("CXMAP_CACHE_DIR", str(tmp_path / "cache"))
    monkeypatch.chdir(tmp_path)
    return tmp_path


def codes(root: Path, cache: Any = None) -> list[str]:
    checker = Checker(named_policy(RULES, "default", root), open_workspace(root), date(2026, 6, 1), cache)
    return [
        d.code
        for d in checker.check(root / "maps" / "m.yaml").found
        if d.code in BY_NAME and BY_NAME[d.code].family == "drift"
    ]


def test_data_are_compared_where_they_are_there(workspace: Path) -> None:
    assert codes(workspace) == [EMOTION]
    (workspace / "data.csv").write_text("s\n4\n", encoding="utf-8")
    assert codes(workspace) == [OLD, EMOTION]
    (workspace / "data.csv").unlink()
    assert codes(workspace) == [EMOTION]
    (workspace / "cxmap.yaml").write_text(WORKSPACE.replace("maps: another", "maps: example"), encoding="utf-8")
    assert codes(workspace) == [OLD, EMOTION]


def test_a_name_that_leads_out_of_the_workspace_is_not_looked_at(workspace: Path) -> None:
    beside = workspace / "maps" / "m.measures.json"
    (workspace / "data.csv").unlink()
    for name in ("../data.csv", "/etc/passwd", "x\\u0000y", "a" * 5000):
        beside.write_text(
            measured(
                sources=[
                    {
                        "id": "survey",
                        "metric": "csat",
                        "scale": [1, 5],
                        "rows": 1,
                        "files": [{"name": name, "sha256": "0"}],
                    }
                ]
            ),
            encoding="utf-8",
        )
        assert codes(workspace) == []


def test_what_is_remembered_depends_on_measures_and_data(workspace: Path) -> None:
    from cxmap.lint.cache import open_cache

    def again() -> list[str]:
        cache = open_cache(workspace, open_workspace(workspace), date(2026, 6, 1))
        said = codes(workspace, cache)
        cache.save()
        return said

    assert again() == again() == [EMOTION]
    (workspace / "data.csv").write_text("s\n4\n5\n", encoding="utf-8")
    assert again() == again() == [OLD, EMOTION]
    (workspace / "maps" / "m.measures.json").write_text(measured(felt(-2.0), sources=[]), encoding="utf-8")
    assert again() == [OLD]
    (workspace / "maps" / "m.measures.json").unlink()
    assert again() == []


def test_a_comment_excuses_drift_and_is_not_unused_where_nothing_was_measured(
    workspace: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = workspace / "maps" / "m.yaml"
    path.write_text(
        MAP.replace("\nstages", "\n# cxmap: ignore[emotion-outside-measurement] the survey asks owners only\nstages"),
        encoding="utf-8",
    )
    assert EMOTION not in codes(workspace)
    (workspace / "maps" / "m.measures.json").unlink()
    run(["lint", str(path), "--select", "suppressions,drift"])
    assert "unused" not in capsys.readouterr().out


def test_lint_notes_what_drifts_and_does_not_fail(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["lint", "--select", "drift", "--today", "2026-06-01"]) == 0
    assert f"[{EMOTION}]" in capsys.readouterr().out
    assert {rule.name for rule in DRIFT if rule.severity is not Severity.NOTE} == {UNREADABLE}


def test_the_public_function_reads_the_file_too(workspace: Path) -> None:
    import cxmap

    found_ = cxmap.lint_document(cxmap.load(workspace / "maps" / "m.yaml"), date(2026, 6, 1))
    assert EMOTION in [d.code for d in found_]
    assert load(workspace / "maps" / "m.yaml").journey.id == "example"


# Periods.


@pytest.mark.parametrize(
    ("said", "months"),
    [
        ("2026-10", (2026 * 12 + 9, 2026 * 12 + 9)),
        ("2026-Q3", (2026 * 12 + 6, 2026 * 12 + 8)),
        ("2026 Q3", (2026 * 12 + 6, 2026 * 12 + 8)),
        ("2026-H1", (2026 * 12, 2026 * 12 + 5)),
        ("2026", (2026 * 12, 2026 * 12 + 11)),
        ("2026-09/2026-10", (2026 * 12 + 8, 2026 * 12 + 9)),
        ("2026年9月至2026年10月", (2026 * 12 + 8, 2026 * 12 + 9)),
        ("2026-10/2026-09", None),
        ("2026-13", None),
        ("2026-00", None),
        ("last autumn", None),
        ("", None),
        (None, None),
    ],
)
def test_periods_are_understood_as_people_write_them(said: str | None, months: tuple[int, int] | None) -> None:
    assert months_of(said) == months


def test_a_period_ends_on_its_last_day() -> None:
    assert Months(0, 2026 * 12 + 1).end == date(2026, 2, 28)
    assert Months(0, 2026 * 12 + 11).end == date(2026, 12, 31)


def test_a_figure_of_several_periods_is_their_weighted_mean_with_an_interval_of_theirs() -> None:
    first, second = Figure(100, 50.0, 40.0, 60.0), Figure(300, 70.0, 64.0, 75.0)
    hidden = PeriodFigure("2026-03", Figure(0, None, None, None))
    parts = (PeriodFigure("2026-01", first), PeriodFigure("2026-02", second), hidden)
    whole = Measurement("touchpoint", "form", "", "s", "csat", Figure(500, 1.0, 0.0, 2.0), first, 1.0, periods=parts)
    together = figure_in(whole, "2026-01/2026-02")
    assert together is not None
    assert together[:2] == (400, 65.0)
    assert together.low == pytest.approx(65 - ((100 * 10) ** 2 + (300 * 6) ** 2) ** 0.5 / 400)
    assert together.high == pytest.approx(65 + ((100 * 10) ** 2 + (300 * 5) ** 2) ** 0.5 / 400)
    assert figure_in(whole, "2026-02") == second
    assert figure_in(whole, "2026-03") is figure_in(whole, "2025") is None
    assert figure_in(whole, "2026") == figure_in(whole, None) == whole.figure


# Complaints.


def complaints(*counts: int | None, outstanding: tuple[float, ...] = (), **more: Any) -> dict[str, Any]:
    apart = outstanding or (0.0,) * len(counts)
    told = [
        {"period": f"2026-{number:02}", **({"suppressed": True} if n is None else {"n": n, "outstanding": away})}
        for number, (n, away) in enumerate(zip(counts, apart, strict=True), 1)
    ]
    return {"touchpoint": "form", "source": "hotline", "n": 99, "share": 0.5, "periods": told, **more}


def complained(*figures: dict[str, Any], rejected: int = 0) -> str:
    log = {
        "id": "hotline",
        "kind": "complaints",
        "files": [],
        "rows": 200,
        "rejected": {"unknown-touchpoint": rejected},
    }
    return measured(complaints=list(figures), logs=[log])


def test_a_surge_of_complaints_is_an_anomaly() -> None:
    beside = complained(complaints(None, 12, 11, 13, 12, 40, outstanding=(0, 0, 0, 0, 0, 7.0)))
    (finding,) = found(ANOMALY, at_form("name: The form"), measured=beside)
    assert (
        "40 complaints came in about the touchpoint “The form” in 2026-06, far more than the usual 12 ("
        in finding.message.en
    )
    early = complained(complaints(40, 12, 11, 13, 12, 12, outstanding=(7.0, 0, 0, 0, 0, 0)))
    assert found(ANOMALY, at_form("name: The form"), measured=early) == []


@pytest.mark.parametrize(("slope", "p", "lines"), [(0.2, 0.01, [7]), (0.2, 0.2, []), (-0.2, 0.01, [])])
def test_complaints_that_become_more_are_told(slope: float, p: float, lines: list[int]) -> None:
    trend = {"slope": slope, "low": slope - 0.1, "high": slope + 0.1, "p": p}
    assert (
        found_lines(FALLING, at_form("name: x"), measured=complained(complaints(10, 20, 30, 40, trend=trend))) == lines
    )


def test_complaints_are_data_too() -> None:
    content = at_form("name: x") + "  - {id: desk, name: Desk}\n"
    assert found_lines(UNTOUCHED, content, measured=complained(complaints(10))) == [9]
    assert found_lines(MISSING, content, measured=complained(rejected=30)) == [4]
    assert found_lines(OLD, content, measured=complained(complaints(10, 10, 10, touchpoint="gone"))) == [4]


def test_periods_of_complaints_make_measures_old() -> None:
    content = at_form("name: x")
    assert found(OLD, content, measured=complained(complaints(10, 10, 10))) == []  # today is the 1st of June
    assert found_lines(OLD, content, measured=complained(complaints(10, 10))) == [4]
    both = measured(one(**periods(60)), complaints=[complaints(10, 10, 10)])
    assert found(OLD, content, measured=both) == [], "the last period of all counts"


# Event logs.

PLACES = """\
stages:
- id: apply
  touchpoints:
  - {id: form, name: The form, channel: web}
  - {id: desk, name: The desk, channel: branch}
  - {id: answer, name: The answer, channel: sms}
"""


def step(id_: str, position: float, *, cases: int | None = 150, of: int = 150, **more: Any) -> dict[str, Any]:
    some = {"cases": cases, "share": cases / of} if cases is not None else {}
    return {"touchpoint": id_, "events": cases or of, "position": position, **some, **more}


def flow(*steps: dict[str, Any], moves: str = "", cases: int = 150, **more: Any) -> dict[str, Any]:
    """Return what a log says; `moves` as `desk form 120, form answer 120`."""
    told = [one.split() for one in moves.split(", ") if one]
    ways = [{"from": before, "to": after, "n": int(n)} for before, after, n in told]
    return {
        "source": "cases",
        "events": 500,
        "cases": cases,
        "touchpoints": list(steps),
        "moves": ways,
        "strangers": [],
        **more,
    }


def logged(*flows: dict[str, Any]) -> str:
    return measured(flows=list(flows))


def test_a_touchpoint_of_cases_is_touched_and_one_that_the_map_lost_makes_measures_old() -> None:
    assert found_lines(UNTOUCHED, PLACES, measured=logged(flow(step("form", 0), step("answer", 1)))) == [8]
    assert found(UNTOUCHED, PLACES, measured=logged(flow(*(step(id_, 0) for id_ in ("form", "desk", "answer"))))) == []
    assert found_lines(OLD, PLACES, measured=logged(flow(step("gone", 0)))) == [4]
    assert found(OLD, PLACES, measured=logged(flow(step("form", 0)))) == []


def stranger(event: str, cases: int, of: int = 150) -> dict[str, Any]:
    return {"event": event, "events": cases, "cases": cases, "share": cases / of}


def test_events_that_no_touchpoint_means_are_told_of_each_log() -> None:
    beside = logged(
        flow(step("form", 0), strangers=[stranger("Papers, again", 55), stranger("Call", 20), stranger("Rare", 2)])
    )
    (finding,) = found(MISSING, PLACES, measured=beside)
    assert finding.message.en == (
        "`cases` has events that no touchpoint means: “Papers, again” (55 of 150 cases, 36.7%) and “Call” (20 of 150 cases, 13.3%)"
    )
    (finding,) = found(MISSING, PLACES, measured=beside, share=20)
    assert "has an event that" in finding.message.en
    assert "Call" not in finding.message.en
    assert found(MISSING, PLACES, measured=beside, share=40) == []
    many = logged(flow(step("form", 0), strangers=[stranger(f"E{n}", 50) for n in range(9)]))
    assert found(MISSING, PLACES, measured=many)[0].message.en.endswith("“E5” (50 of 150 cases, 33.3%) and 3 more")
    assert found(MISSING, "state: future\n" + PLACES, measured=beside) == []
    assert found(MISSING, PLACES, measured=logged({"source": "cases", "suppressed": True})) == []


TURNED = (step("form", 0.5), step("desk", 0.0), step("answer", 1.0))
WAYS = "desk form 120, form answer 120"


@pytest.mark.parametrize(
    ("steps", "moves", "lines"),
    [
        (TURNED, WAYS, [7]),
        ((step("form", 0.2), step("desk", 0.0)), WAYS, []),  # not far enough apart
        ((step("form", 0.5), step("desk", 0.0, cases=29)), WAYS, []),  # too few cases
        ((step("form", 0.5), step("desk", 0.0, cases=None)), WAYS, []),  # cases that cannot be told apart
        ((step("form", 1.0), step("desk", 0.5)), "form desk 60, desk answer 60", []),  # most leave at the form
        ((step("form", 0.5), step("desk", 0.0)), "", []),  # no move says so
        ((step("form", 0.5), step("desk", 0.0)), "desk form 80, form desk 75", []),  # to and fro
        ((step("form", 0.0), step("desk", 0.5), step("answer", 1.0)), "form desk 120, desk answer 120", []),
    ],
)
def test_an_order_differs_where_position_and_moves_say_so(
    steps: tuple[dict[str, Any], ...], moves: str, lines: list[int]
) -> None:
    assert found_lines(ORDER, PLACES, measured=logged(flow(*steps, moves=moves))) == lines


def test_the_widest_pair_is_told_and_each_touchpoint_once() -> None:
    beside = logged(
        flow(step("form", 1.0), step("desk", 0.5), step("answer", 0.0), moves="answer desk 120, desk form 120")
    )
    (finding,) = found(ORDER, PLACES, measured=beside)
    assert finding.message.en == (
        "people meet “The form” after “The answer”, and the map has it before: at 100% of the way, against 0% (medians of `cases`, 150 cases)"
    )
    assert len(found(ORDER, PLACES, measured=logged(flow(*TURNED, moves=WAYS), flow(*TURNED, moves=WAYS)))) == 1


def test_an_unknown_event_between_two_touchpoints_leads_on() -> None:
    moves = [{"from": "desk", "to_event": "desk?", "n": 120}, {"from_event": "desk?", "to": "form", "n": 120}]
    assert found_lines(ORDER, PLACES, measured=logged(flow(*TURNED) | {"moves": moves})) == [7]


def test_what_is_common_and_far_apart_are_options_of_the_order() -> None:
    beside = logged(flow(*TURNED, moves=WAYS))
    assert found(ORDER, PLACES, measured=beside, gap=0.5) == []
    assert found(ORDER, PLACES, measured=beside, share=90) == [], "of the moves too"
    rare = logged(flow(step("form", 0.5, cases=40), step("desk", 0.0, cases=40), moves="desk form 40", cases=500))
    assert found(ORDER, PLACES, measured=rare) == []
    assert found_lines(ORDER, PLACES, measured=rare, share=5) == [7]


def test_touchpoints_of_different_ways_or_of_a_loop_have_no_order() -> None:
    apart = PLACES.replace("web}", "web, next: [answer]}").replace("apply\n", "apply\n  name: A\n")
    assert found(ORDER, apart, measured=logged(flow(*TURNED, moves=WAYS))) == []
    loop = PLACES.replace("branch}", "branch, next: [form, answer]}")
    assert found(ORDER, loop, measured=logged(flow(*TURNED, moves=WAYS))) == []


@pytest.mark.parametrize(
    ("channels", "events", "lines"),
    [
        ({"branch": 0.2, "phone": 0.8}, 150, [8]),
        ({"branch": 0.8, "phone": 0.2}, 150, []),
        ({"branch": 0.45, "phone": 0.55}, 150, []),
        ({"branch": 0.2, "phone": 0.8}, 29, []),
        ({}, 150, []),
    ],
)
def test_a_channel_differs_where_most_events_are_in_another(
    channels: dict[str, float], events: int, lines: list[int]
) -> None:
    desk = step("desk", 0.5, channels=channels) | {"events": events}
    assert found_lines(CHANNEL, PLACES, measured=logged(flow(step("form", 0, channels={"web": 1}), desk))) == lines


def test_a_channel_is_told_by_the_larger_log_that_knows_several() -> None:
    web = step("form", 0, channels={"web": 1})
    small = flow(web, step("desk", 0.5, cases=60, channels={"branch": 1}), source="small")
    large = flow(web, step("desk", 0.5, channels={"phone": 0.8, "web": 0.1}), source="large")
    (finding,) = found(CHANNEL, PLACES, measured=logged(small, large))
    assert (
        finding.message.en
        == "“The desk” is mostly met through “Phone”, not “Branch”: 80% of its events (`large`, n = 150)"
    )
    alone = flow(step("form", 0, channels={"phone": 1}), step("desk", 0.5, channels={"phone": 1}))
    assert found(CHANNEL, PLACES, measured=logged(alone)) == [], "a log of one channel cannot see the others"
    assert found(CHANNEL, PLACES, measured=logged(large), share=90) == []


def test_event_logs_that_were_not_measured_are_named(workspace: Path) -> None:
    events = "  events:\n    - {id: cases, files: data.csv, columns: {case: s, event: s, time: s}}\n"
    (workspace / "cxmap.yaml").write_text(WORKSPACE + events, encoding="utf-8")
    assert OLD in codes(workspace)
    (workspace / "cxmap.yaml").write_text(WORKSPACE + events.replace("}}", "}, maps: other}"), encoding="utf-8")
    assert OLD not in codes(workspace)


# Rows that were not taken.


@pytest.mark.parametrize(
    ("rows", "unanswered", "rejected", "said"),
    [
        (100, 0, {"score-off-scale": 50}, None),
        (100, 0, {"score-off-scale": 51}, "51.0% of `survey` was not taken (51 of 100 rows): the score is off the scale (51)"),
        (100, 60, {"unreadable-date": 21}, "52.5% of `survey` was not taken (21 of 40 rows): the date cannot be read (21)"),
        (100, 0, {"unknown-channel": 20, "unreadable-date": 40}, "the date cannot be read (40) and unknown channel (20)"),
        (100, 0, {"unknown-touchpoint": 80}, None),  # `touchpoint-missing-from-map` tells
        (100, 0, {"from-a-later-version": 80}, "from-a-later-version (80)"),
        (0, 0, {}, "`survey` has no rows"),
        (7, 7, {}, "none of the 7 rows of `survey` holds an answer"),
    ],
)  # fmt: skip
def test_a_source_of_which_most_was_not_taken(
    rows: int, unanswered: int, rejected: dict[str, int], said: str | None
) -> None:
    source = {"id": "survey", "metric": "csat", "scale": [1, 5], "rows": rows, "unanswered": unanswered}
    whole = {**source, "id": "survey:overall", "rejected": rejected}
    beside = measured(one(), sources=[{**source, "rejected": rejected}, whole])
    diagnostics = found(LEFT_OUT, at_form("name: x"), measured=beside)
    assert len(diagnostics) == (said is not None)
    assert said is None or said in diagnostics[0].message.en
    assert found(LEFT_OUT, at_form("name: x", "state: future\n"), measured=beside) == []
    assert (
        found(
            LEFT_OUT,
            at_form("name: x"),
            measured=measured(one(), sources=[{**source, "rows": 9, "unanswered": 0}]),
            share=0,
        )
        == []
    )


def test_of_a_wide_survey_answers_were_not_taken() -> None:
    """Each of its rows has several: of 400 rows no 900 can be left out."""
    wide = {"id": "cards", "metric": "csat", "scale": [1, 5], "rows": 400, "answers": 1600, "unanswered": 600}
    (finding,) = found(
        LEFT_OUT,
        at_form("name: x"),
        measured=measured(one(), sources=[{**wide, "rejected": {"score-off-scale": 900}}]),
    )
    assert "90.0% of `cards` was not taken (900 of 1,000 answers)" in finding.message.en
    assert "`cards` 有 90.0% 未采用（1,000 项评价中的 900 项评价）" in finding.message.zh
    odd = measured(one(), sources=[{**wide, "unanswered": 1700, "rejected": {"score-off-scale": 900}}])
    assert found(LEFT_OUT, at_form("name: x"), measured=odd) == [], "no file says so, but one that was changed by hand"


def test_a_log_of_which_most_was_not_taken() -> None:
    log = {"id": "log", "kind": "complaints", "rows": 10, "rejected": {"unreadable-closing-date": 6}}
    (finding,) = found(LEFT_OUT, at_form("name: x"), measured=measured(logs=[log]))
    assert "办结日期无法识别（6）" in finding.message.zh
    assert finding.help is not None
    assert "time_format" in finding.help.en
    assert found(LEFT_OUT, at_form("name: x"), measured=measured(logs=[log]), share=60) == []
    partly = {**log, "rejected": {}, "partly": log["rejected"]}
    (finding,) = found(LEFT_OUT, at_form("name: x"), measured=measured(logs=[partly]))
    assert finding.message.en == "60.0% of `log`: the closing date cannot be read"
    assert found(LEFT_OUT, at_form("name: x"), measured=measured(logs=[partly]), share=60) == []


# Settings that were others when it was measured.

SURVEY = "id: survey, files: 'd*.csv', metric: csat, columns: {touchpoint: t, score: s, verbatim: v}"


@pytest.fixture
def surveyed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Path:
    """A workspace that has been measured."""
    (tmp_path / "maps").mkdir()
    content = MAP.replace("{id: form, emotion: -2}", "{id: form, name: Form}, {id: desk, name: Desk}")
    (tmp_path / "maps" / "m.yaml").write_text(content, encoding="utf-8")
    rows = "".join(f"{('form', 'desk')[n % 2]},{1 + n % 5},fine,{n}\n" for n in range(60))
    (tmp_path / "d1.csv").write_text(f"t,s,v,id\n{rows}", encoding="utf-8")
    monkeypatch.setenv("CXMAP_CACHE_DIR", str(tmp_path / "cache"))
    monkeypatch.chdir(tmp_path)
    reads(tmp_path, SURVEY)
    assert run(["measure"]) == 0
    capsys.readouterr()
    return tmp_path


def reads(root: Path, survey: str, more: str = "") -> None:
    (root / "cxmap.yaml").write_text(
        f"cxmap: 1\nmaps: [maps/*.yaml]\ndata:\n  feedback: [{{{survey}}}]\n{more}", encoding="utf-8"
    )


@pytest.mark.parametrize(
    ("before", "after", "more"),
    [
        ("metric: csat", "metric: ces, scale: {min: 1, max: 5}", ""),
        ("metric: csat", "metric: csat, scale: {min: 1, max: 7}", ""),
        ("metric: csat", "metric: csat, direction: lower-is-better", ""),
        ("metric: csat", "metric: csat, missing: '1'", ""),
        ("metric: csat", "metric: csat, date: 2026-01-01", ""),
        ("metric: csat", "metric: csat, channel: app", ""),
        ("metric: csat", "metric: csat, series: all", ""),
        ("metric: csat", "metric: csat, skip: 1", ""),
        ("score: s", "score: id", ""),
        ("metric: csat", "metric: csat, values: {touchpoint: {Formular: form}}", ""),
        ("", "", "  codebook: [{id: good, match: fine}]\n"),
        ("", "", "  period: quarter\n"),
        ("", "", "  suppress_below: 5\n"),
        ("", "", "  grey_below: 50\n"),
    ],
)
def test_settings_that_were_others_when_it_was_measured(surveyed: Path, before: str, after: str, more: str) -> None:
    assert codes(surveyed) == []
    reads(surveyed, SURVEY.replace(before, after, 1) if before else SURVEY, more)
    assert codes(surveyed) == [OLD]


@pytest.mark.parametrize(
    ("survey", "more"),
    [
        ("columns: {verbatim: v, score: s, touchpoint: t}, metric: csat, files: d1.csv, id: survey", ""),
        (
            f"{SURVEY}, missing: [], values: {{touchpoint: {{}}}}, maps: example",
            "  period: month\n  suppress_below: 10\n",
        ),
    ],
)
def test_the_same_settings_written_otherwise(surveyed: Path, survey: str, more: str) -> None:
    reads(surveyed, survey, more)
    assert codes(surveyed) == []


def test_an_old_file_without_settings_is_not_out_of_date_by_that(surveyed: Path) -> None:
    beside = surveyed / "maps" / "m.measures.json"
    content = json.loads(beside.read_text(encoding="utf-8"))
    del content["sources"][0]["settings"]
    beside.write_text(json.dumps(content), encoding="utf-8")
    reads(surveyed, SURVEY.replace("csat", "csat, scale: {min: 1, max: 9}"))
    assert codes(surveyed) == []


def test_a_file_that_a_pattern_means_as_well_was_not_measured(surveyed: Path) -> None:
    from cxmap.lint.cache import open_cache

    def again() -> list[str]:
        cache = open_cache(surveyed, open_workspace(surveyed), date(2026, 6, 1))
        said = codes(surveyed, cache)
        cache.save()
        return said

    assert again() == again() == []
    (surveyed / "d2.csv").write_text("t,s,v,id\nform,5,,1\n", encoding="utf-8")
    assert again() == again() == [OLD]
    (surveyed / "d2.csv").rename(surveyed / "e2.csv")
    assert again() == []
    (surveyed / "d1.csv").unlink()  # data that are not there are not compared
    assert again() == []


@pytest.mark.parametrize("name", ["d[1].csv", "d?.csv", "d*.csv"])
def test_the_name_of_a_file_may_have_signs_of_a_pattern(
    surveyed: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    from cxmap.lint.cache import open_cache

    def again() -> list[str]:
        cache = open_cache(surveyed, open_workspace(surveyed), date(2026, 6, 1))
        said = codes(surveyed, cache)
        cache.save()
        return said

    (surveyed / name).write_bytes((surveyed / "d1.csv").read_bytes())
    assert run(["measure"]) == 0
    capsys.readouterr()
    assert again() == again() == []
    with (surveyed / name).open("a", encoding="utf-8") as file:
        file.write("form,5,,1\n")
    assert again() == again() == [OLD]


def test_the_settings_of_logs_are_kept_too(surveyed: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (surveyed / "log.csv").write_text("t,at\n" + "form,2026-01-05\n" * 20, encoding="utf-8")
    log = "  complaints: [{{id: log, files: log.csv, columns: {{touchpoint: t, opened: {}}}}}]\n"
    reads(surveyed, SURVEY, log.format("at"))
    assert run(["measure"]) == 0
    capsys.readouterr()
    checker = Checker(named_policy(RULES, "default", surveyed), open_workspace(surveyed), date(2026, 2, 1))
    path = surveyed / "maps" / "m.yaml"
    assert [d.code for d in checker.check(path).found if d.code == OLD] == []
    reads(surveyed, SURVEY, log.format("day"))
    checker = Checker(named_policy(RULES, "default", surveyed), open_workspace(surveyed), date(2026, 2, 1))
    assert [d.message.en for d in checker.check(path).found if d.code == OLD] == [
        "cxmap.yaml says otherwise than when it was measured: `log`"
    ]


@pytest.mark.parametrize(("days", "usual"), [(10, "8"), (30, "24"), (None, "24")])
def test_a_usual_number_of_complaints_is_of_as_many_days(days: int | None, usual: str) -> None:
    def month(number: int, n: int, days: int | None, away: float = 0.0) -> dict[str, Any]:
        return {"period": f"2026-0{number}", "n": n, "outstanding": away} | ({} if days is None else {"days": days})

    told = [*(month(number, 24, None if days is None else 30) for number in range(1, 6)), month(6, 20, days, 4.2)]
    complaints = {"touchpoint": "form", "source": "log", "n": 140, "share": 1.0, "periods": told}
    (finding,) = found(ANOMALY, at_form("name: x"), measured=measured(complaints=[complaints]))
    assert (
        f"20 complaints came in about the touchpoint “x” in 2026-06, far more than the usual {usual} ("
        in finding.message.en
    )
