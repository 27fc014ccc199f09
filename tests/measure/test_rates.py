"""Complaints per 1,000 cases: of the same periods, of each case once, and where nothing of few follows from it."""

from __future__ import annotations

import csv
import json
from datetime import date, timedelta
from io import StringIO
from typing import TYPE_CHECKING, Any

import pytest
from scipy import stats

from cxmap.cli.app import run
from cxmap.measure.periods import bounds_of, last_run, whole_periods
from cxmap.measure.rates import tells_of_few
from cxmap.measures_file.reading import measures_of
from cxmap.report.measures.data import map_data

if TYPE_CHECKING:
    from pathlib import Path

MAP = """\
cxmap: 1
id: visit
title: A visit
stages:
  - id: arrive
    name: Arriving
    touchpoints: [{id: door, name: Door}, {id: form, name: Form}]
  - id: leave
    name: Leaving
    touchpoints: [{id: exit, name: Exit}]
"""
WORKSPACE = """\
cxmap: 1
maps: [visit.yaml]
data:
  complaints:
    - {id: hotline, files: hotline.csv, columns: {touchpoint: where, opened: at}}
  events:
    - id: gates
      files: gates.csv
      columns: {case: who, event: what, time: at}
      values: {touchpoint: {form begun: form, form sent: form}}
"""
FEBRUARY, MAY = date(2026, 2, 1), date(2026, 5, 1)


def days(first: date, after: date) -> list[date]:
    return [first + timedelta(days=number) for number in range((after - first).days)]


class Told:
    """A workspace whose logs are written anew, and measured."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder, self.capsys = folder, capsys
        (folder / "visit.yaml").write_text(MAP, encoding="utf-8")
        (folder / "cxmap.yaml").write_text(WORKSPACE, encoding="utf-8")

    def write(self, complaints: list[tuple[date, str]], events: list[tuple[date, str, str]]) -> Any:
        rows = [f"{where},{at}" for at, where in complaints]
        (self.folder / "hotline.csv").write_text("\n".join(["where,at", *rows]), encoding="utf-8")
        rows = [f"{who},{what},{at} 10:00:{number % 60:02}" for number, (at, who, what) in enumerate(events)]
        (self.folder / "gates.csv").write_text("\n".join(["who,what,at", *rows]), encoding="utf-8")
        assert run(["measure", "--format", "json"]) == 0
        (found,) = json.loads(self.capsys.readouterr().out)["maps"]
        return found

    def out(self, *arguments: str) -> str:
        assert run(["measure", *arguments]) == 0
        return self.capsys.readouterr().out


@pytest.fixture
def told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Told:
    monkeypatch.chdir(tmp_path)
    return Told(tmp_path, capsys)


def complaining(first: date = FEBRUARY, after: date = MAY) -> list[tuple[date, str]]:
    """One complaint a day about the form, every other day one about the door."""
    every = days(first, after)
    return [(day, "form") for day in every] + [(day, "door") for day in every[::2]]


def coming(first: date = FEBRUARY, after: date = MAY) -> list[tuple[date, str, str]]:
    """Five cases a day, all of which come through the door; two fill in the form, in two events; one of them gets to the exit."""
    found = []
    for day in days(first, after):
        for number in range(5):
            events = ("door", "form begun", "form sent", "exit")[: (4, 3, 1, 1, 1)[number]]
            found += [(day, f"{day}-{number}", event) for event in events]
    return found


def rates(found: Any) -> dict[str, Any]:
    return {
        one.get("touchpoint") or one.get("stage") or one["journey"]: one["per_1000_cases"][0]
        for one in found["complaints"]
        if "per_1000_cases" in one
    }


def test_complaints_by_the_cases_that_touched_the_same_thing(told: Told) -> None:
    found = rates(told.write(complaining(), coming()))
    n = len(days(FEBRUARY, MAY))
    door = len(days(FEBRUARY, MAY)[::2])
    assert {name: (one["complaints"], one["n"]) for name, one in found.items()} == {
        "form": (n, 2 * n), "door": (door, 5 * n), "arrive": (n + door, 5 * n), "visit": (n + door, 5 * n),
    }, "a case counts once, whatever events of a stage it has"  # fmt: skip
    form = found["form"]
    assert (form["events"], form["first"], form["last"], form["value"]) == ("gates", "2026-02", "2026-04", 500)
    ends = 1000 * stats.chi2.ppf(0.025, 2 * n) / (4 * n), 1000 * stats.chi2.ppf(0.975, 2 * n + 2) / (4 * n)
    assert (form["low"], form["high"]) == pytest.approx(ends, abs=1e-3)


def test_only_whole_periods_that_both_logs_cover_count(told: Told) -> None:
    events = coming(FEBRUARY + timedelta(days=10), MAY + timedelta(days=20))
    found = rates(told.write(complaining(FEBRUARY, MAY + timedelta(days=40)), events))
    assert (found["form"]["first"], found["form"]["last"]) == ("2026-03", "2026-04")
    assert (found["form"]["complaints"], found["form"]["n"]) == (61, 122)


@pytest.mark.parametrize(
    ("complaints", "events"),
    [
        (complaining(), coming(MAY, date(2026, 7, 1))),
        (complaining(date(2025, 1, 10), date(2025, 3, 1)), coming()),
        (complaining(FEBRUARY, date(2026, 2, 25)), coming()),
        (complaining(), [(FEBRUARY, who, what) for _, who, what in coming()]),
        (complaining(), [(day, who, "guard") for day, who, _ in coming()]),
    ],
    ids=["apart", "a year apart", "no whole month", "events of one day", "other things"],
)
def test_where_periods_do_not_meet_there_is_no_figure(told: Told, complaints: Any, events: Any) -> None:
    found = told.write(complaints, events)
    assert found["complaints"]
    assert rates(found) == {}
    assert "Per 1,000 cases" not in told.out("--lang", "en")


def test_a_month_that_a_log_lacks_is_no_month_without_cases(told: Told) -> None:
    march = [event for event in coming() if event[0].month != 3]
    form = rates(told.write(complaining(), march))["form"]
    assert (form["first"], form["last"], form["complaints"], form["n"]) == ("2026-04", "2026-04", 30, 60)


def test_few_are_not_told_nor_what_they_would_follow_from(told: Told) -> None:
    few = [one for one in complaining() if one[1] == "form"] + [(day, "door") for day in days(FEBRUARY, MAY)[:9]]
    assert set(rates(told.write(few, coming()))) == {"arrive", "visit"}, "what is about the form would tell the nine"
    some = [
        event for event in coming() if not event[2].startswith("form") or event[1] in ("2026-02-01-0", "2026-03-02-0")
    ]
    assert set(rates(told.write(complaining(), some))) == {"door", "arrive", "visit"}, "two cases touch the form"
    later = [(MAY + timedelta(days=day), f"late-{day}", "form sent") for day in range(4)]
    assert set(rates(told.write(complaining(), coming() + later))) == {"door"}, (
        "four touch the form at another time alone"
    )


def test_periods_of_few_stay_hidden() -> None:
    counts = {"2026-01": 3, "2026-02": 20, "2026-03": 9, "2026-04": 30}
    untold = {"2026-01", "2026-03"}
    assert not tells_of_few(counts, untold, ["2026-01", "2026-02", "2026-03"], 10)
    assert tells_of_few(counts, untold, ["2026-02", "2026-03"], 10), "nine of a month would follow"
    assert tells_of_few(counts, untold, ["2026-03"], 5), "the three of another period would follow"
    assert not tells_of_few(counts, (), ["2026-03"], 10)
    assert not tells_of_few(counts, untold, ["2027-01"], 10)


def test_every_output_has_it(told: Told) -> None:
    found = told.write(complaining(), coming())
    again = measures_of(told.folder / "visit.yaml")
    assert again is not None
    assert map_data(again)["complaints"] == found["complaints"]
    text = told.out("--lang", "en")
    form = rates(found)["form"]
    assert f"500.0 [{form['low']:.1f}, {form['high']:.1f}]" in text
    assert "complaints from 2026-02 to 2026-04 by the cases of gates" in text
    assert "More complaints than cases" not in text
    assert "每千案例" in told.out("--lang", "zh", "--format", "markdown")
    (row,) = (
        row
        for row in csv.DictReader(StringIO(told.out("--format", "csv")))
        if row["metric"] == "complaints-per-1000-cases" and row["id"] == "form"
    )
    assert [row[name] for name in ("by", "by_id", "period", "n", "value", "unit", "note")] == [
        "events", "gates", "2026-02/2026-04", "178", "500.0", "per 1000 cases", "complaints: 89",
    ]  # fmt: skip


def test_more_complaints_than_cases_are_odd(told: Told) -> None:
    some = [event for event in coming() if event[1].endswith("-0") and event[0].day % 2]
    told.write(complaining(), some)
    assert "More complaints than cases: gates seems not to have all of them." in told.out("--lang", "en")
    assert "投诉多于案例：gates 似乎未含全部案例。" in told.out("--lang", "zh")


@pytest.mark.parametrize(
    ("kind", "first", "after", "whole"),
    [
        ("month", date(2026, 1, 31), date(2026, 4, 1), ["2026-02", "2026-03"]),
        ("quarter", date(2025, 12, 1), date(2026, 7, 2), ["2026-Q1", "2026-Q2"]),
        ("year", date(2025, 1, 1), date(2026, 12, 1), ["2025"]),
        ("month", date(2026, 1, 2), date(2026, 1, 31), []),
    ],
)
def test_periods_that_are_covered_whole(kind: str, first: date, after: date, whole: list[str]) -> None:
    assert whole_periods({day.toordinal() for day in days(first, after)}, kind) == whole


def test_a_day_alone_covers_nothing() -> None:
    assert whole_periods([FEBRUARY.toordinal()], "month") == []
    assert whole_periods([], "month") == []


def test_periods_are_as_long_as_they_are() -> None:
    spans = {name: tuple(map(date.fromordinal, bounds_of(name))) for name in ("2026-12", "2026-Q4", "2026")}
    assert spans == {
        "2026-12": (date(2026, 12, 1), date(2027, 1, 1)),
        "2026-Q4": (date(2026, 10, 1), date(2027, 1, 1)),
        "2026": (date(2026, 1, 1), date(2027, 1, 1)),
    }
    assert last_run(["2025-11", "2026-01", "2026-02"]) == ["2026-01", "2026-02"]
    assert last_run(["2025-Q4", "2026-Q1"]) == ["2025-Q4", "2026-Q1"]
    assert last_run([]) == []
