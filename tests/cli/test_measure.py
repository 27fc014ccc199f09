"""`cxmap measure` over a workspace with data."""

from __future__ import annotations

import csv
import json
from io import StringIO
from random import Random
from typing import TYPE_CHECKING, Any

import pytest

from cxmap.cli.app import run
from tests.pictures import ROOT

if TYPE_CHECKING:
    from pathlib import Path

MAP = """\
cxmap: 1
id: visit
title: {en: A visit, zh: 一次就诊}
language: en
personas: [{id: ann, name: Ann}]
channels: [{id: app, name: App}, {id: desk, name: Desk}]
stages:
  - id: arrive
    name: Arriving
    touchpoints:
      - {id: door, name: Door, emotion: 2}
      - {id: form, name: {en: Form, zh: 填表}, emotion: 0}
  - id: leave
    name: Leaving
    touchpoints:
      - {id: exit, name: Exit}
      - {id: bus, name: Bus}
"""
WORKSPACE = """\
cxmap: 1
maps: [maps/*.yaml]
data:
  feedback:
    - id: survey
      files: data/*.csv
      metric: csat
      columns: {touchpoint: where, time: when, channel: via, score: answer}
"""


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Half a year of answers: the form gets worse and is worse at the desk; the door is fine; few speak of the exit, twenty of the bus."""
    (tmp_path / "maps").mkdir()
    (tmp_path / "data").mkdir()
    (tmp_path / "cxmap.yaml").write_text(WORKSPACE, encoding="utf-8")
    (tmp_path / "maps" / "visit.yaml").write_text(MAP, encoding="utf-8")
    random = Random(7)
    lines = ["where,when,via,answer"]
    for month in range(1, 7):
        for number in range(120):
            via = ("app", "desk")[number % 2]
            good = 0.85 - 0.08 * month - (0.15 if via == "desk" else 0)
            lines.append(
                f"form,2026-{month:02}-15,{via},{random.choice((4, 5)) if random.random() < good else random.choice((1, 2, 3))}"
            )
            lines.append(f"Door,2026-{month:02}-15,{via},{random.choice((3, 4, 5, 5, 5))}")
    lines += ["exit,2026-01-01,app,1"] * 4 + ["bus,2026-01-01,app,4"] * 20 + ["roof,2026-01-01,app,1"] * 3
    (tmp_path / "data" / "survey.csv").write_text("\n".join(lines), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def measured(capsys: pytest.CaptureFixture[str], *arguments: str) -> Any:
    assert run(["measure", *arguments, "--format", "json", "--lang", "en"]) == 0
    (found,) = json.loads(capsys.readouterr().out)["maps"]
    return found


def one(found: Any, of: str, id_: str, **by: str) -> Any:
    return next(
        each
        for each in found["figures"]
        if each.get(of) == id_
        and all(each.get(k) == v for k, v in by.items())
        and ("channel" in each) == ("channel" in by)
    )


def test_it_tells_the_story_of_the_data(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = measured(capsys)
    form, door = one(found, "touchpoint", "form"), one(found, "touchpoint", "door")
    assert form["n"] == door["n"] == 720
    assert form["value"] < 60 < door["value"]
    assert form["low"] < form["value"] < form["high"]
    assert form["trend"]["slope"] < 0
    assert form["trend"]["p"] < 0.01 < door["trend"]["p"]
    assert form["channels"]["p"] < 0.01
    assert (
        one(found, "touchpoint", "form", channel="desk")["value"]
        < one(found, "touchpoint", "form", channel="app")["value"]
    )
    assert [each["period"] for each in form["periods"]] == [f"2026-{month:02}" for month in range(1, 7)]
    assert one(found, "stage", "arrive")["n"] == 1440
    assert one(found, "journey", "visit")["n"] == 1464
    assert (door["claimed"], door["emotion"]["high"] < 2) == (2, True)


def test_an_event_log_without_rows_stops_nothing(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    more = "\n  events:\n    - {id: web, files: log.csv, columns: {case: case, event: event, time: time}}\n"
    (workspace / "cxmap.yaml").write_text(WORKSPACE.rstrip() + more, encoding="utf-8")
    (workspace / "log.csv").write_text("case,event,time\n", encoding="utf-8")
    found = measured(capsys)
    assert found["figures"]
    assert [(log["id"], log["rows"]) for log in found["logs"]] == [("web", 0)]
    assert run(["drift", "--select", "most-rows-not-taken", "--lang", "en"]) == 1
    assert "`web` has no rows" in capsys.readouterr().out
    (workspace / "log.csv").write_text("case,event,time\n1,A,never\n", encoding="utf-8")
    assert run(["measure", "--lang", "en"]) == 2
    assert "no event can be read" in capsys.readouterr().err


def test_a_change_is_told_against_the_period_just_before(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    survey = workspace / "data" / "survey.csv"
    survey.write_text(
        survey.read_text("utf-8").replace(",2026-03-15,", ",,").replace("2026-06-15", "2031-06-15"), "utf-8"
    )
    survey.write_text("\n".join(line for line in survey.read_text("utf-8").splitlines() if ",," not in line), "utf-8")
    form = one(measured(capsys), "touchpoint", "form")
    changes = {each["period"]: each.get("change") is not None for each in form["periods"]}
    assert changes == {"2026-01": False, "2026-02": True, "2026-04": False, "2026-05": True, "2031-06": False}


@pytest.mark.parametrize(
    ("direction", "en", "zh"),
    [
        ("higher-is-better", "CES (high = easy)", "轻松度（越高越轻松）"),
        ("lower-is-better", "CES (low = easy)", "费力度（越高越费力）"),
    ],
)
def test_which_way_effort_is_good_is_said(
    workspace: Path, capsys: pytest.CaptureFixture[str], direction: str, en: str, zh: str
) -> None:
    ces = WORKSPACE.replace("metric: csat", f"metric: ces\n      direction: {direction}")
    (workspace / "cxmap.yaml").write_text(ces, encoding="utf-8")
    for arguments, said in (([], en), (["--lang", "zh"], zh), (["--format", "markdown", "--lang", "zh"], zh)):
        assert run(["measure", *(arguments or ["--lang", "en"])]) == 0
        assert said in capsys.readouterr().out


def test_few_answers_are_suppressed_and_what_was_not_taken_is_said(
    workspace: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    found = measured(capsys)
    few = one(found, "touchpoint", "exit")
    assert few["suppressed"]
    assert not few.keys() & {"n", "value", "low", "high", "emotion", "share"}, "n follows from the share"
    assert few["periods"] == [{"period": "2026-01", "suppressed": True}]
    assert run(["measure", "--format", "csv", "--dry-run"]) == 0
    rows = list(csv.DictReader(StringIO(capsys.readouterr().out)))
    assert {row["share"] for row in rows if row["id"] == "exit"} == {""}
    assert found["sources"][0]["rejected"] == {"unknown-touchpoint": 3}
    assert run(["measure", "--lang", "en"]) == 0
    told = capsys.readouterr().out
    assert "unknown touchpoint: 3 ('roof')" in told
    assert "fewer than 10" in told
    assert "≠" in told, "the door feels otherwise than the map says"


def test_what_was_found_is_written_beside_the_map_once(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    beside = workspace / "maps" / "visit.measures.json"
    assert run(["measure", "--dry-run"]) == 0
    assert not beside.exists()
    assert run(["measure"]) == 0
    first = beside.read_bytes()
    assert "visit.measures.json" in capsys.readouterr().err
    assert run(["measure", "maps/visit.yaml"]) == 0
    assert beside.read_bytes() == first
    assert "visit.measures.json" not in capsys.readouterr().err
    data = json.loads(first)
    assert data["sources"][0]["files"][0]["name"] == "data/survey.csv"
    assert len(data["sources"][0]["files"][0]["sha256"]) == 64
    assert "roof" not in first.decode(), "what people wrote stays where it is"


def test_what_was_not_taken_can_be_looked_at(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with (workspace / "data" / "survey.csv").open("a", encoding="utf-8") as survey:
        survey.write("\n=cmd(),2026-01-01,app,1\nform,2026-01-01,app,9\nform,2026-01-01,app,\n")
    assert run(["measure", "--rejects", "rejects.csv", "--dry-run"]) == 0
    rows = list(csv.DictReader((workspace / "rejects.csv").read_text(encoding="utf-8").splitlines()))
    assert [(row["reason"], row["rows"], row["touchpoint"], row["score"]) for row in rows] == [
        ("score-off-scale", "1", "form", "9"), ("unknown-touchpoint", "1", "'=cmd()", "1"), ("unknown-touchpoint", "3", "roof", "1"),
    ]  # fmt: skip
    assert {row["file"] for row in rows} == {"survey.csv"}
    capsys.readouterr()
    assert run(["measure", "--rejects", "none/rejects.csv", "--lang", "en"]) == 2
    assert "none does not exist\n  make it first, or choose another with --rejects" in capsys.readouterr().err


@pytest.mark.parametrize("option", ["--rejects", "--output"])
@pytest.mark.parametrize(
    "target",
    [
        "data/survey.csv",
        "maps/visit.yaml",
        "maps/visit.measures.json",
        "cxmap.yaml",
        "data/../data/survey.csv",
        "link.csv",
    ],
)
def test_nothing_that_is_read_is_written_over(
    workspace: Path, capsys: pytest.CaptureFixture[str], option: str, target: str
) -> None:
    assert run(["measure"]) == 0
    (workspace / "link.csv").symlink_to(workspace / "data" / "survey.csv")
    before = (workspace / target).read_bytes()
    capsys.readouterr()
    assert run(["measure", "maps/visit.yaml", option, target, "--lang", "en"]) == 2
    assert f"{option} {target} would overwrite" in capsys.readouterr().err
    assert (workspace / target).read_bytes() == before


def test_two_outputs_are_two_files(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["measure", "--rejects", "out.csv", "--output", "./out.csv", "--lang", "en"]) == 2
    assert "name one file" in capsys.readouterr().err
    assert not (workspace / "out.csv").exists()
    assert not (workspace / "maps" / "visit.measures.json").exists(), "refused before anything is measured"


def test_the_next_period_is_forecast_from_eight(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (refused,) = measured(capsys)["forecasts"]
    assert refused == {
        "source": "survey",
        "metric": "csat",
        "period": "2026-07",
        "refused": "too-few-periods",
        "periods": 6,
    }
    random = Random(8)
    lines = ["where,when,via,answer"]
    for month in range(10):
        for _ in range(90):
            rising = 0.4 + 0.04 * month
            score = 5 if random.random() < rising else 2
            lines.append(f"form,{2025 + (month + 2) // 12}-{(month + 2) % 12 + 1:02}-15,app,{score}")
            if month < 8:
                lines.append(f"door,{2025 + (month + 2) // 12}-{(month + 2) % 12 + 1:02}-15,app,4")
    (workspace / "data" / "survey.csv").write_text("\n".join(lines), encoding="utf-8")
    (told,) = measured(capsys)["forecasts"]
    assert told["period"] == "2026-01"
    named = [each["touchpoint"] for each in told["forecasts"] if "touchpoint" in each]
    assert named == ["form"], "nobody speaks of the door any more"
    form = next(each for each in told["forecasts"] if each.get("touchpoint") == "form")
    assert form["low"] < form["value"] < form["high"] <= 100
    assert (form["n"], form["tested"]) == (90, 5)
    assert form["error"] <= form["naive_error"]
    assert run(["measure", "--lang", "zh", "--dry-run"]) == 0
    assert "下一期 2026-01 的预测" in capsys.readouterr().out


def test_csv_and_markdown(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["measure", "--format", "csv", "--dry-run"]) == 0
    rows = list(csv.DictReader(StringIO(capsys.readouterr().out)))
    form = [row for row in rows if row["id"] == "form" and row["metric"] == "csat" and not row["by"]]
    assert len(form) == 7
    assert form[0]["n"] == "720"
    assert run(["measure", "--format", "markdown", "--lang", "zh", "--dry-run", "--output", "out.md"]) == 0
    written = (workspace / "out.md").read_text(encoding="utf-8")
    assert "## 一次就诊" in written
    assert "填表" in written


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("cxmap: 1\nmaps: [maps/*.yaml]\n", "names no data"),
        (
            WORKSPACE.replace("metric: csat", "metric: nps, scale: {min: 1, max: 5}")
            .replace("id: survey\n", "id: survey\n")
            .replace("metric: nps, scale: {min: 1, max: 5}", "metric: nps\n      scale: {min: 1, max: 5}"),
            "asked from 0 to 10",
        ),
        (WORKSPACE.replace("metric: csat", "metric: csat\n      scale: {min: 1, max: 2}"), "the two best answers"),
        (WORKSPACE.replace("score: answer", "score: answr"), "did you mean 'answer'?"),
        (WORKSPACE.replace("data/*.csv", "data/*.tsv"), "no file is called"),
        (WORKSPACE.replace("metric: csat", "metric: csta"), "csta"),
    ],
)
def test_what_cannot_be_measured_is_said(
    workspace: Path, capsys: pytest.CaptureFixture[str], content: str, said: str
) -> None:
    (workspace / "cxmap.yaml").write_text(content, encoding="utf-8")
    assert run(["measure", "--lang", "en"]) in (1, 2)
    found = capsys.readouterr()
    assert found.out == ""
    assert said in found.err


def test_a_map_without_a_workspace_has_no_data(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "visit.yaml").write_text(MAP, encoding="utf-8")
    assert run(["measure", "visit.yaml", "--lang", "en"]) == 2
    assert "in no workspace" in capsys.readouterr().err


def test_the_airports_survey(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    survey = ROOT.parent / "shared" / "data"
    if not (survey / "sfo_2017.csv").is_file():
        pytest.skip("the airport's survey is not here: it is nobody's to copy")
    (tmp_path / "data").mkdir()
    (tmp_path / "maps").mkdir()
    for year in (2017, 2018):
        (tmp_path / "data" / f"{year}.csv").write_bytes((survey / f"sfo_{year}.csv").read_bytes())
    sources = "".join(
        f"    - {{id: y{year}, files: data/{year}.csv, metric: nps, columns: {{score: NETPRO}}, missing: ['11'],"
        f" series: nps, date: {year}-05-01}}\n"
        for year in (2017, 2018)
    )
    (tmp_path / "cxmap.yaml").write_text(f"cxmap: 1\ndata:\n  period: year\n  feedback:\n{sources}", encoding="utf-8")
    (tmp_path / "maps" / "visit.yaml").write_text(MAP, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    (figure,) = measured(capsys)["figures"]
    years = {each["period"]: [round(each[key], 1) for key in ("value", "low", "high")] for each in figure["periods"]}
    assert years == {"2017": [39.8, 37.2, 42.4], "2018": [31.0, 28.1, 33.8]}
    assert figure["periods"][1]["change"] == pytest.approx(-8.9, abs=0.1)
    assert figure["periods"][1]["p"] < 0.001, "the fall is significant"


def test_sources_of_a_series_measure_the_same(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    other = WORKSPACE.split("    - id: survey\n")[1]
    two = (
        WORKSPACE.replace("      metric", "      series: all\n      metric")
        + "    - id: other\n      series: all\n"
        + other.replace("csat", "ces")
    )
    (workspace / "cxmap.yaml").write_text(two, encoding="utf-8")
    assert run(["measure", "--lang", "en"]) == 2
    assert "not one metric and one scale" in capsys.readouterr().err
    (workspace / "cxmap.yaml").write_text(two.replace("metric: ces", "metric: csat"), encoding="utf-8")
    found = measured(capsys)
    assert one(found, "touchpoint", "form")["n"] == 1440
    assert {each["source"] for each in found["figures"]} == {"all"}


COMPLAINTS = """\
  complaints:
    - id: hotline
      files: data/hotline.csv
      columns: {touchpoint: where, opened: opened, closed: closed, channel: via, source: origin, reopened: again}
"""


@pytest.fixture
def complaining(workspace: Path) -> Path:
    """Half a year of complaints: about the form, more each month; about the exit, few; at the desk they take longer."""
    with (workspace / "cxmap.yaml").open("a", encoding="utf-8") as file:
        file.write(COMPLAINTS)
    random = Random(8)
    lines = ["ticket,where,opened,closed,via,origin,again"]
    for month in range(1, 7):
        for number in range(12 * month):
            via, days = (("app", 2), ("desk", 6))[number % 2]
            closed = f"2026-{month:02}-{5 + random.choice((days, days + 1)):02} 09:00" if number % 10 else ""
            origin = "=phone" if number % 3 else "Ann Smith" if month == 6 and number == 3 else "web"
            lines.append(
                f"T{len(lines)},form,2026-{month:02}-05 09:00,{closed},{via},{origin},{'yes' if number % 5 == 0 else 0}"
            )
    lines += (
        ["T,exit,2026-01-02,,app,web,no"] * 4
        + ["T,bus,2026-01-02,,app,web,no"] * 20
        + ["T,roof,2026-01-02,,app,web,no"] * 2
    )
    (workspace / "data" / "hotline.csv").write_text("\n".join(lines), encoding="utf-8")
    (workspace / "cxmap.yaml").write_text(
        (workspace / "cxmap.yaml").read_text(encoding="utf-8").replace("data/*.csv", "data/survey.csv"), "utf-8"
    )
    return workspace


def complaint(found: Any, of: str, id_: str, **by: str) -> Any:
    dimensions = {"channel", "from", "persona", "segment"}
    return next(
        each
        for each in found["complaints"]
        if each.get(of) == id_ and {k: v for k, v in each.items() if k in dimensions} == by
    )


def test_complaints_tell_their_story(complaining: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = measured(capsys)
    form = complaint(found, "touchpoint", "form")
    assert (form["n"], form["open"]) == (252, 28)
    assert form["share"] == pytest.approx(252 / 276, abs=1e-4)
    assert form["trend"]["slope"] > 0
    assert form["trend"]["p"] < 0.01
    assert [each["n"] for each in form["periods"]] == [12, 24, 36, 48, 60, 72]
    assert form["periods"][1]["change"] == pytest.approx(100 * (24 / 28 / (12 / 31) - 1), abs=0.01), "a day"
    assert form["reopened"]["n"] == 252
    assert form["reopened"]["low"] < form["reopened"]["value"] < form["reopened"]["high"]
    desk, app = (complaint(found, "touchpoint", "form", channel=channel) for channel in ("desk", "app"))
    assert desk["handling"]["p50"] == pytest.approx(6.5 * 86_400, rel=0.1)
    assert desk["handling"]["low"] > app["handling"]["high"]
    assert form["channels"]["p"] < 0.001
    assert found["logs"][0]["rejected"] == {"unknown-touchpoint": 2}
    assert found["logs"][0]["files"][0]["name"] == "data/hotline.csv"


def test_few_complaints_are_suppressed_and_persons_stay_where_they_are(
    complaining: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["measure", "--lang", "en"]) == 0
    told = capsys.readouterr().out
    written = (complaining / "maps" / "visit.measures.json").read_text(encoding="utf-8")
    for few in ("exit", "bus"):
        assert complaint(json.loads(written), "touchpoint", few) == {
            "touchpoint": few, "source": "hotline", "suppressed": True,
        }, "the four, and what they would follow from"  # fmt: skip
    assert complaint(json.loads(written), "stage", "leave")["n"] == 24
    assert not [name for name in ("Ann Smith", "T1", "roof") if name in written or name in told.replace("('roof')", "")]
    assert "Complaints: hotline" in told
    assert "fewer than 10" in told


def test_what_names_a_person_is_masked_where_it_is_a_value(
    complaining: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    log = complaining / "data" / "hotline.csv"
    log.write_text(log.read_text(encoding="utf-8").replace("=phone", "张伟 13800138000"), encoding="utf-8")
    found = measured(capsys)
    assert complaint(found, "journey", "visit", **{"from": "张伟 ***"})["n"] == 168
    assert "13800138000" not in (complaining / "maps" / "visit.measures.json").read_text(encoding="utf-8")
    for how in ("text", "csv", "markdown"):
        assert run(["measure", "--format", how]) == 0
        assert "13800138000" not in capsys.readouterr().out


def test_what_few_say_does_not_follow_from_what_the_others_do(
    workspace: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with (workspace / "cxmap.yaml").open("a", encoding="utf-8") as file:
        file.write("      values: {channel: {telephone: phone}}\n")
    visit = workspace / "maps" / "visit.yaml"
    visit.write_text(MAP.replace("name: Desk}]", "name: Desk}, {id: phone, name: Phone}]"), encoding="utf-8")
    survey = workspace / "data" / "survey.csv"
    lines = ["", *["door,2026-07-01,phone,2"] * 5, *["door,2026-06-02,app,2"] * 3]
    survey.write_text(survey.read_text(encoding="utf-8") + "\n".join(lines), encoding="utf-8")
    found = measured(capsys)
    shown = {by: one(found, "touchpoint", "door", channel=by).get("n") for by in ("app", "desk", "phone")}
    assert shown == {"app": 363, "desk": None, "phone": None}, "the smallest goes with the one that is hidden"
    door = one(found, "touchpoint", "door")
    untold = [each["period"] for each in door["periods"] if "n" not in each]
    assert untold == ["2026-01", "2026-02", "2026-07"], "few answered in July, and at the exit in January"
    assert not [each for each in door["periods"] if each["period"] in untold and "change" in each]
    assert "change" not in door["periods"][2], "nor does it follow from a change"


def test_complaints_in_csv_and_markdown(complaining: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["measure", "--format", "csv", "--dry-run"]) == 0
    rows = list(csv.DictReader(StringIO(capsys.readouterr().out)))
    of_form = {
        row["metric"]: row
        for row in rows
        if row["id"] == "form" and row["source"] == "hotline" and not row["by"] and not row["period"]
    }
    assert list(of_form) == [
        *("complaints", "complaints-open", "handling-p50", "handling-p90", "reopened", "complaints-trend", "handling-channels"),
    ]  # fmt: skip
    assert (of_form["complaints"]["n"], of_form["complaints-open"]["value"]) == ("252", "28")
    assert (
        int(of_form["handling-p50"]["low"])
        <= int(of_form["handling-p50"]["value"])
        <= int(of_form["handling-p90"]["value"])
    )
    assert {row["by_id"] for row in rows if row["by"] == "from"} == {"'=phone"}, (
        "not that of one, and not web, from which it would follow"
    )
    assert {row["n"] for row in rows if row["id"] == "exit" and row["source"] == "hotline"} == {""}
    assert run(["measure", "--format", "markdown", "--lang", "zh", "--dry-run"]) == 0
    told = capsys.readouterr().out
    assert told.count("### 投诉：hotline") == 1
    assert "天 \\[" in told


def test_complaints_alone_are_measured_too(complaining: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (complaining / "cxmap.yaml").write_text(f"cxmap: 1\nmaps: [maps/*.yaml]\ndata:\n{COMPLAINTS}", encoding="utf-8")
    found = measured(capsys)
    assert (found["sources"], found["figures"]) == ([], [])
    assert complaint(found, "touchpoint", "form")["n"] == 252
    assert (complaining / "maps" / "visit.measures.json").is_file()
    assert run(["measure", "--lang", "en"]) == 0
    assert "no data" not in capsys.readouterr().out


DECLARED = MAP.replace(
    "zh: 填表}, emotion: 0}", "zh: 填表}, emotion: 0, metrics: [{kind: csat, from: data}]} # the form"
)


def test_write_puts_figures_into_maps_and_nothing_else(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = workspace / "maps" / "visit.yaml"
    path.write_bytes(b"\xef\xbb\xbf" + DECLARED.replace("\n", "\r\n").encode())
    before = path.read_bytes()
    assert run(["measure", "--write", "--dry-run", "--lang", "en"]) == 0
    shown = capsys.readouterr().out
    assert shown.startswith("--- maps/visit.yaml\n+++ maps/visit.yaml\n@@")
    assert "+      - {id: form" in shown
    assert path.read_bytes() == before
    assert not list(workspace.rglob("*.measures.json"))
    assert run(["measure", "--write", "--lang", "en"]) == 0
    out, err = capsys.readouterr()
    assert "1 metric written from data" in err
    assert "survey CSAT" in out
    after = path.read_bytes()
    old, new = before.split(b"\r\n"), after.split(b"\r\n")
    changed = [(one, other) for one, other in zip(old, new, strict=True) if one != other]
    assert len(changed) == 1
    form = next(
        each for each in measured(capsys)["figures"] if each.get("touchpoint") == "form" and "channel" not in each
    )
    last = form["periods"][-1]
    value = round(last["value"], 1)
    said = f"value: {value:g}, n: {last['n']}, period: {last['period']}, from: data".encode()
    assert changed[0][1] == changed[0][0].replace(b"from: data", said)
    assert run(["measure", "--write"]) == 0
    assert path.read_bytes() == after
    assert run(["drift", "--select", "measurement-differs,metric-gone-stale", "--today", "2026-07-01"]) == 0


def test_write_says_what_is_left(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (workspace / "maps" / "visit.yaml").write_text(DECLARED.replace("csat, from", "nps, from"), encoding="utf-8")
    assert run(["measure", "--write"]) == 0
    assert "is left as it is: nothing of this kind was measured there" in capsys.readouterr().err
    assert run(["measure", "--write", "--dry-run", "--format", "json"]) == 2
    assert "leave out --format" in capsys.readouterr().err


def test_samples_of_what_was_not_taken_name_nobody(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    survey = workspace / "data" / "survey.csv"
    rows = [
        "form,2026-01-01,app,call Anna Schmidt 13800138000 or anna@x.com",
        "13912345678 王小明,2026-01-01,app,3",
        "form,call 138-0013-8000,app,3",
        "form,20261499,app,3",
        "form,2026-01-01,app,good",
    ]
    survey.write_text(survey.read_text("utf-8") + "\n" + "\n".join(rows) + "\n", encoding="utf-8")
    for how in ("text", "markdown", "json", "csv"):
        assert run(["measure", "--format", how, "--lang", "en", "--rejects", "rejects.csv"]) == 0
        told = "".join(capsys.readouterr())
        assert not [name for name in ("Anna", "138001", "138-", "anna@", "王小明", "1391234") if name in told]
        if how in ("text", "markdown"):
            assert "'good'" in told, "what names nobody is shown"
            assert how == "markdown" or "20261499" in told, "a date that there is not, too"
            assert "***" in told.replace("\\", "")
    kept = (workspace / "rejects.csv").read_text(encoding="utf-8")
    assert "call Anna Schmidt 13800138000 or anna@x.com" in kept, "the file stays with who asked for it"
    assert "13912345678 王小明" in kept


def test_rows_are_told_as_rows_and_answers_as_answers(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (workspace / "data" / "survey.csv").write_text("Q1,Q2,said\n" + "4,5,fine\n3,,slow\n" * 30, encoding="utf-8")
    head = "cxmap: 1\nmaps: [maps/*.yaml]\ndata:\n  feedback:\n    - id: survey\n      files: data/*.csv\n      metric: csat\n"
    for content, en, zh, answers in (
        (
            "      columns: {}\n      wide: {door: Q1, form: Q2}\n",
            "survey: 60 rows with 120 answers, of which 30 unanswered, 0 not taken",
            "survey：60 行共 120 项评价，未作答 30，未采用 0",
            120,
        ),
        ("      columns: {verbatim: said}\n", "survey: 60 rows, without scores", "survey：60 行，无评分", 0),
        (
            "      columns: {score: Q2}\n",
            "survey: 60 rows, 30 unanswered, 0 not taken",
            "survey：60 行，未作答 30",
            None,
        ),
    ):
        (workspace / "cxmap.yaml").write_text(head + content, encoding="utf-8")
        for language, said in (("en", en), ("zh", zh)):
            assert run(["measure", "--lang", language]) == 0
            assert said in capsys.readouterr().out
        (source,) = json.loads((workspace / "maps" / "visit.measures.json").read_text(encoding="utf-8"))["sources"]
        assert (source["rows"], source.get("answers")) == (60, answers)
        assert run(["measure", "--format", "csv", "--dry-run"]) == 0
        rows = {row["metric"]: row["n"] for row in csv.DictReader(StringIO(capsys.readouterr().out))}
        assert (rows["rows"], rows.get("answers")) == ("60", None if answers is None else str(answers))
        assert run(["drift", "--lang", "en"]) in (0, 1, 2)
        assert "has no rows" not in capsys.readouterr().out


@pytest.mark.parametrize("option", ["--output", "--rejects"])
def test_what_cannot_be_written_is_said_before_anything_is(
    workspace: Path, capsys: pytest.CaptureFixture[str], option: str
) -> None:
    for name, said in (
        ("none/x.csv", "none does not exist\n  make it first"),
        ("data", f"data is a folder\n  name a file with {option}"),
        ("", f"`{option}` is empty\n  it takes a file"),
        ("cxmap.yaml/x", "cannot be written: Not a directory"),
    ):
        assert run(["measure", option, name, "--lang", "en"]) == 2
        assert said in capsys.readouterr().err
    assert not list(workspace.glob("**/*.measures.json"))


def test_tables_in_files_say_that_they_are_utf_8(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["measure", "--dry-run", "--format", "csv", "--output", "x.csv", "--rejects", "r.csv"]) == 0
    assert run(["measure", "--dry-run", "--format", "csv"]) == 0
    shown = capsys.readouterr().out
    assert not shown.startswith("\ufeff")
    assert (workspace / "x.csv").read_text(encoding="utf-8") == f"\ufeff{shown}"
    assert (workspace / "r.csv").read_text(encoding="utf-8").startswith("\ufeffsource,file,reason,")
