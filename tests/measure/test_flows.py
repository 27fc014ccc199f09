"""What an event log says of a map, from counts and from a file."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from cxmap.cli.app import run
from cxmap.data.naming import names_of
from cxmap.document import load
from cxmap.measure.counting import count_sources
from cxmap.measure.flows import MOST_MOVES, CountedEvents, flows_of
from cxmap.measures_file.reading import measures_of
from cxmap.report.measures.data import map_data
from cxmap.workspace import open_workspace

if TYPE_CHECKING:
    from pathlib import Path

MAP = """\
cxmap: 1
id: visit
title: A visit
channels: [{id: app, name: App}, {id: desk, name: Desk}]
stages:
  - id: arrive
    name: Arriving
    touchpoints: [{id: door, name: Door}, {id: form, name: Form}, {id: lift, name: Lift}]
  - id: leave
    name: Leaving
    touchpoints: [{id: exit, name: Exit}, {id: shop, name: Shop}]
"""
WORKSPACE = """\
cxmap: 1
maps: [maps/*.yaml]
data:
  events:
    - id: gates
      files: data/gates.csv
      columns: {case: who, event: what, time: at, channel: via}
      values: {touchpoint: {form begun: form, form sent: form}, channel: {APP: app}}
"""
HOUR = 60


def journeys() -> list[tuple[str, list[tuple[str, int]]]]:
    """Forty by app, of an hour; thirty at the desk, of three, who begin the form twice and meet the guard; twelve look out of the window and give up.

    Three come to the shop, who follow from all events and those at everything else; what is smallest, the window, is hidden with it.
    """
    quick = [("door", 0), ("form begun", 10), ("form sent", 20), ("exit", HOUR)]
    slow = [("door", 0), ("guard", 5), ("form begun", 30), ("form begun", 40), ("form sent", 60), ("exit", 3 * HOUR)]
    lost = [("door", 0), ("window", 10), ("form begun", 15)]
    few = [("shop", 0)]
    return [("APP", quick)] * 40 + [("desk", slow)] * 30 + [("app", lost)] * 12 + [("desk", few)] * 3


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "maps").mkdir()
    (tmp_path / "data").mkdir()
    (tmp_path / "cxmap.yaml").write_text(WORKSPACE, encoding="utf-8")
    (tmp_path / "maps" / "visit.yaml").write_text(MAP, encoding="utf-8")
    lines = ["who,what,at,via"]
    for number, (via, events) in enumerate(journeys()):
        for event, minute in events:
            at = f"2026-03-{number % 28 + 1:02} {9 + minute // 60:02}:{minute % 60:02}:00"
            lines.append(f"c{number},{event},{at},{via}")
    lines += [",door,2026-03-01 09:00:00,APP", "c1,door,never,APP"]
    (tmp_path / "data" / "gates.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def flow_of(capsys: pytest.CaptureFixture[str]) -> Any:
    assert run(["measure", "--format", "json"]) == 0
    (found,) = json.loads(capsys.readouterr().out)["maps"]
    (flow,) = found["flows"]
    return flow


def test_traffic_repeats_and_ends(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    flow = flow_of(capsys)
    assert (flow["cases"], flow["events"]) == (85, 40 * 4 + 30 * 6 + 12 * 3 + 3)
    door, form, leave, shop = flow["touchpoints"]
    assert (door["touchpoint"], door["cases"], door["share"]) == ("door", 82, pytest.approx(82 / 85, abs=1e-4))
    assert (form["cases"], form["events"]) == (82, 40 * 2 + 30 * 3 + 12), "a case counts once, whichever event it has"
    assert form["repeated"] == pytest.approx(30 / 82, abs=1e-4)
    assert form["ends"] == pytest.approx(12 / 82, abs=1e-4)
    assert (leave["ends"], leave["position"]) == (1, 1)
    assert shop == {"touchpoint": "shop", "suppressed": True}
    assert "lift" not in [step["touchpoint"] for step in flow["touchpoints"]], "no data touch it"
    assert door["channels"] == {"app": pytest.approx(52 / 82, abs=1e-4), "desk": pytest.approx(30 / 82, abs=1e-4)}


def test_a_share_of_few_cases_is_not_told(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = workspace / "cxmap.yaml"
    path.write_text(
        path.read_text(encoding="utf-8").replace("data:\n", "data:\n  suppress_below: 13\n"), encoding="utf-8"
    )
    form = next(step for step in flow_of(capsys)["touchpoints"] if step["touchpoint"] == "form")
    assert "ends" not in form, "12 of 82: who reads both would know how many"
    assert form["repeated"] == pytest.approx(30 / 82, abs=1e-4)


def test_waits_are_until_something_else(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    door, form, *_ = flow_of(capsys)["touchpoints"]
    assert form["wait"]["n"] == 70, "of those who went on"
    assert form["wait"]["p50"] == pytest.approx(40 * 60, rel=0.02)
    assert form["wait"]["p90"] == pytest.approx(120 * 60, rel=0.02)
    assert door["wait"]["p50"] == pytest.approx(10 * 60, rel=0.02)


def test_channels_differ_in_how_long_all_takes(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    flow = flow_of(capsys)
    by = {group["channel"]: group for group in flow["groups"]}
    assert (by["app"]["cases"], by["desk"]["cases"]) == (52, 33)
    assert by["desk"]["duration"]["p50"] == pytest.approx(3 * 3600, rel=0.02)
    assert flow["channels"]["p"] < 0.01
    assert flow["duration"]["n"] == 85


def test_strangers_and_moves(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    flow = flow_of(capsys)
    assert flow["strangers"] == [
        {"event": "guard", "events": 30, "cases": 30, "share": pytest.approx(0.3529, abs=1e-4)}
    ]
    assert flow["moves"] == [
        {"from": "form", "to": "exit", "n": 70},
        {"from": "door", "to": "form", "n": 40},
        {"from": "door", "to_event": "guard", "n": 30},
        {"from": "form", "to": "form", "n": 30},
        {"from_event": "guard", "to": "form", "n": 30},
    ]
    assert len(flow["moves"]) <= MOST_MOVES


def test_events_that_name_a_person_are_masked(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    log = workspace / "data" / "gates.csv"
    log.write_text(log.read_text(encoding="utf-8").replace("guard", "张伟 13800138000"), encoding="utf-8")
    flow = flow_of(capsys)
    assert [one["event"] for one in flow["strangers"]] == ["张伟 ***"]
    assert {"from": "door", "to_event": "张伟 ***", "n": 30} in flow["moves"]
    assert "13800138000" not in (workspace / "maps" / "visit.measures.json").read_text(encoding="utf-8")


def test_what_few_cases_did_is_not_named_however_often(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One case comes to the door twenty times, by a channel that is called as nobody else's; and asks Wang in between."""
    log = workspace / "data" / "gates.csv"
    rows = [f"w,{'door' if at % 2 else 'ask Wang'},2026-04-01 10:{at:02}:00,Wang Wei" for at in range(40)]
    rows.append(",call Wang,2026-04-01 10:00:00,APP")
    log.write_text(log.read_text(encoding="utf-8") + "\n".join(rows) + "\n", encoding="utf-8")
    for format_ in ("json", "text", "markdown", "csv"):
        assert run(["measure", "--format", format_, "--lang", "en"]) == 0
        assert "Wang" not in capsys.readouterr().out
    assert "Wang" not in (workspace / "maps" / "visit.measures.json").read_text(encoding="utf-8")
    assert run(["measure", "--format", "json", "--dry-run"]) == 0
    (found,) = json.loads(capsys.readouterr().out)["maps"]
    door = found["flows"][0]["touchpoints"][0]
    assert set(door["channels"]) == {"app"}, "who knows both others knows the one of few"


def test_it_is_written_and_read_again_without_a_case(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["measure", "--lang", "en"]) == 0
    told = capsys.readouterr().out
    assert "Events: gates, 85 cases" in told
    assert "events that no map knows: guard 30 (35%)" in told
    assert "(they differ*)" in told
    beside = workspace / "maps" / "visit.measures.json"
    written = json.loads(beside.read_text(encoding="utf-8"))
    assert '"c1"' not in beside.read_text(encoding="utf-8")
    assert written["logs"][0]["rejected"] == {"no-case": 1, "unreadable-date": 1}
    again = measures_of(workspace / "maps" / "visit.yaml")
    assert again is not None
    assert map_data(again)["flows"] == written["flows"]
    assert run(["measure", "--lang", "zh", "--format", "markdown"]) == 0
    assert "### 事件：gates，85 个案例" in capsys.readouterr().out


def test_what_was_not_taken_can_be_looked_at(workspace: Path) -> None:
    assert run(["measure", "--dry-run", "--rejects", "rejects.csv"]) == 0
    lines = (workspace / "rejects.csv").read_text(encoding="utf-8").splitlines()
    assert len(lines) == 3
    assert any("unreadable-date" in line and "never" in line for line in lines)


def counted(root: Path) -> tuple[Any, CountedEvents]:
    workspace = open_workspace(root)
    document = load(root / "maps" / "visit.yaml", workspace)
    data = workspace.file.data
    assert data is not None
    (events,) = count_sources(data, root, [document]).events
    return document, events


def test_cases_that_cannot_be_told_apart_are_not_told(workspace: Path) -> None:
    document, events = counted(workspace)
    some = replace(events.counts, variants=events.counts.variants[:1])
    (flow,) = flows_of(document, [events._replace(counts=some)], 10, "en")
    door, form, *_ = flow.steps
    assert door.cases == 82, "one event means it"
    assert (form.cases, form.share, form.repeated, form.ends) == (None, None, None, None)
    assert form.events == 182


def test_a_log_of_few_cases_says_nothing(workspace: Path) -> None:
    document, events = counted(workspace)
    (flow,) = flows_of(document, [events], 100, "en")
    assert (flow.cases, flow.events, flow.steps, flow.moves) == (None, None, (), ())


def test_events_of_another_map_are_no_strangers(workspace: Path) -> None:
    document, events = counted(workspace)
    other = MAP.replace("id: visit", "id: patrol").replace("{id: door, name: Door}", "{id: guard, name: Guard}")
    (workspace / "maps" / "patrol.yaml").write_text(other, encoding="utf-8")
    patrol = load(workspace / "maps" / "patrol.yaml", open_workspace(workspace))
    (flow,) = flows_of(document, [events._replace(names=names_of([document, patrol]))], 10, "en")
    assert flow.strangers == ()
    assert {move.before for move in flow.moves} == {"form", "door", "guard"}


def test_a_database_counts_the_same(workspace: Path) -> None:
    import csv
    import sqlite3

    _, events = counted(workspace)
    rows = list(csv.reader((workspace / "data" / "gates.csv").read_text(encoding="utf-8").splitlines()))[1:]
    with sqlite3.connect(workspace / "gates.db") as base:
        base.execute("CREATE TABLE gates (who TEXT, what TEXT, at TEXT, via TEXT)")
        base.executemany("INSERT INTO gates VALUES (?, ?, ?, ?)", [row for row in rows if "never" not in row])
    base.close()
    content = WORKSPACE.replace("files: data/gates.csv", "connection: base\n      table: gates")
    (workspace / "cxmap.yaml").write_text(
        content.replace("data:\n", "data:\n  connections: {base: 'sqlite:///gates.db'}\n"), encoding="utf-8"
    )
    _, stored = counted(workspace)
    assert stored.counts.ways == events.counts.ways
    assert stored.counts.ways is not None
    assert stored.counts.ways.ends
