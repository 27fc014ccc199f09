"""`cxmap discover` on files and on a workspace."""

from __future__ import annotations

import csv
import json
from io import StringIO
from typing import TYPE_CHECKING, Any

import pytest

from cxmap.cli.app import run
from cxmap.cli.help import HELP
from cxmap.discover.logs import STANDARD
from tests.helpers import ROOT

if TYPE_CHECKING:
    from pathlib import Path

EXAMPLES = str(ROOT / "examples")


@pytest.fixture
def log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Twelve cases by A → B → C, three that end at A, one that goes back, and rows that are none."""
    lines = ["case,event,time,channel"]
    for case in range(12):
        lines += [f"{case},{event},2026-01-0{day}T10:00:00,app" for day, event in enumerate("ABC", 1)]
    lines += [f"x{case},A,2026-01-01,desk" for case in range(3)]
    lines += [f"y,{event},2026-01-0{day},desk" for day, event in enumerate("ABABC", 1)]
    lines += ["z,=A,sometime,app", ",A,2026-01-01,app"]
    path = tmp_path / "log.csv"
    path.write_text("\n".join(lines), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return path


def said(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert run(["discover", *arguments]) == 0
    return capsys.readouterr().out


def test_where_the_limit_is_one_all_is_told(log: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = said(capsys, "log.csv", "--lang", "en", "--suppress-below", "1")
    assert "44 events, 16 cases, 3 kinds of event, 3 variants; 2026-01-01 to 2026-01-05" in text
    assert "held back" not in text
    assert "not taken: 1 event, no case\n" in text
    assert "not taken: 1 event, the time cannot be read ('sometime')" in text
    lines = [" ".join(line.split()) for line in text.splitlines()]
    assert "A → B → C 12 75.0% 75.0%" in lines
    assert "A → B → A → B → C 1 6.2% 100.0%" in lines
    assert "A 3 18.8%" in lines
    assert any(line.startswith("B → A 1 ") and line.endswith("~") for line in lines)
    assert any(line.startswith("desk 4 25.0% 0 s~ ") for line in lines)
    chinese = said(capsys, "log.csv", "--lang", "zh", "--top", "1", "--suppress-below", "1")
    assert "44 个事件、16 个案例" in chinese
    assert "另有 2 种路径，共 4 个案例" in chinese


def test_nothing_of_few_cases_is_told(log: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = json.loads(said(capsys, "log.csv", "--format", "json"))["logs"][0]
    assert found["variants"] == [{"events": ["A", "B", "C"], "cases": 12}]
    assert found["rare_variants"] == {"variants": 2, "cases": None}
    assert [group["id"] for group in found["groups"]] == ["app"]
    ways = [(one["from"], one["to"], one["n"], one["cases"]) for one in found["transitions"]]
    assert ways == [("A", "B", 14, 13), ("B", "C", 13, 13)]
    assert (found["rare_channels"], found["rare_segments"]) == (1, 0)
    assert found["rejected"] == {"no-case": 1, "unreadable-date": 1}
    assert said(capsys, "log.csv", "--output", "out.txt", "--lang", "en") == ""
    text = (tmp_path / "out.txt").read_text(encoding="utf-8")
    assert text == said(capsys, "log.csv", "--lang", "en").replace(" ('sometime')", "")
    assert "A → B → C" in text
    assert "held back for the sake of fewer than 10 cases each: 1 transition, 2 variants, 1 channel\n" in text
    assert "A → B → A" not in text
    assert "left out for the sake of fewer than 10 cases each: 2 variants\n" in text
    assert "desk  " not in text.partition("By channel")[2]
    table = said(capsys, "log.csv", "--format", "markdown", "--lang", "en")
    assert "| A → B → C | 12 | 75.0% | 75.0% |" in table
    assert "A → B → A" not in table
    rows = list(csv.DictReader(StringIO(said(capsys, "log.csv", "--format", "csv"))))
    assert {(row["of"], row["name"]) for row in rows if row["of"] in ("variant", "channel")} == {
        ("variant", "A → B → C"),
        ("channel", "app"),
    }


NAME = "王小明 投诉 13812345678"


@pytest.fixture
def named(log: Path) -> Path:
    """The same log with a case whose event names a person, twenty times over and by a channel of its own."""
    more = [f"w,{NAME},2026-02-{day:02d},13812345678" for day in range(1, 21)]
    more += [f"0,A,2026-01-{day:02d},chat" for day in range(5, 25)]
    more += [f",{NAME},2026-01-01,app", f"v,{NAME},never,app"]
    log.write_text("\n".join([log.read_text(encoding="utf-8"), *more]), encoding="utf-8")
    return log


@pytest.mark.parametrize(
    "arguments", [["--format", "json"], ["--format", "csv"], ["--format", "markdown"], [], ["--to", "html"]]
)
@pytest.mark.parametrize("language", ["en", "zh"])
def test_no_output_names_what_few_did(
    named: Path, tmp_path: Path, arguments: list[str], language: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert said(capsys, "log.csv", *arguments, "--lang", language, "--output", "out") == ""
    written = (tmp_path / "out").read_text(encoding="utf-8")
    assert "A" in written
    for private in ("王小明", "13812345678", "chat", "A → A"):
        assert private not in written
    if "html" not in arguments:
        out = said(capsys, "log.csv", *arguments, "--lang", language)
        assert not [private for private in ("王小明", "13812345678", "chat", "A → A") if private in out]


def test_one_who_wants_to_see_them_may(named: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = said(capsys, "log.csv", "--lang", "en", "--suppress-below", "1")
    assert NAME in text
    assert "chat" in text
    (named.parent / "cxmap.yaml").write_text("cxmap: 1\ndata: {suppress_below: 1}\n", encoding="utf-8")
    assert NAME in said(capsys, "log.csv", "--lang", "en")
    assert NAME not in said(capsys, "log.csv", "--lang", "en", "--suppress-below", "10")


def test_files_count_the_steps_of_few_cases_and_tell_no_small_number(
    named: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    found = json.loads(said(capsys, "log.csv", "--format", "json"))["logs"][0]
    assert found["rare_steps"] == 1
    steps = {step["event"]: step for step in found["steps"]}
    assert set(steps) == {"A", "B", "C"}
    assert {name: steps["A"][name] for name in ("repeated", "starts", "ends")} == {
        "repeated": None, "starts": 16, "ends": None,
    }  # fmt: skip
    assert (steps["B"]["starts"], steps["B"]["ends"], steps["C"]["ends"]) == (0, 0, 12)
    assert steps["A"]["channels"] == {"app": 12}
    rows = list(csv.DictReader(StringIO(said(capsys, "log.csv", "--format", "csv"))))
    rare = {row["of"]: row["n"] for row in rows if row["of"].startswith("rare ")}
    assert rare == {"rare steps": "1", "rare transitions": "4", "rare variants": "4", "rare channels": "3"}
    assert [row["cases"] for row in rows if row["of"] == "transition"] == ["13", "13"]
    (ask,) = (row for row in rows if (row["of"], row["name"]) == ("step", "A"))
    assert (ask["repeated"], ask["starts"], ask["ends"]) == ("", "16", "")
    markdown = said(capsys, "log.csv", "--format", "markdown", "--lang", "en")
    assert (
        "held back for the sake of fewer than 10 cases each: 1 step, 4 transitions, 4 variants, 3 channels" in markdown
    )
    (row,) = (line for line in markdown.splitlines() if line.startswith("| A |") and line.count("|") > 6)
    assert [cell.strip(" \\") for cell in row.replace("&lt;", "<").split("|")[4:6]] == ["16", "<10"]
    chinese = said(capsys, "log.csv", "--format", "markdown", "--lang", "zh")
    assert "涉及少于 10 个案例而不列出：1 种步骤、4 种流转、4 种路径、3 个渠道" in chinese


def test_a_segment_that_few_cases_are_of_is_counted(log: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines = log.read_text(encoding="utf-8").splitlines()
    grouped = [
        f"{line},{'group' if at == 0 else '王小明' if line[0] == 'x' else 'new'}" for at, line in enumerate(lines)
    ]
    log.write_text("\n".join(grouped), encoding="utf-8")
    for format_ in ("text", "json", "csv", "markdown"):
        out = said(capsys, "log.csv", "--segment", "group", "--format", format_, "--lang", "zh")
        assert "new" in out
        assert "王小明" not in out
        assert {"json": '"rare_segments": 1', "csv": "rare segments,,,,1"}.get(format_, "1 个客群") in out


def test_a_log_of_one_person_is_only_counted(log: Path, capsys: pytest.CaptureFixture[str]) -> None:
    log.write_text(f"case,event,time\n1,{NAME},2026-01-01\n", encoding="utf-8")
    table = said(capsys, "log.csv", "--format", "markdown", "--lang", "en")
    assert "1 event, 1 case, 1 kind of event, 1 variant; " in table
    assert "王小明" not in table
    assert "1 step, 1 variant; --suppress-below, or `data: suppress_below:` in cxmap.yaml, says how few" in table
    text = said(capsys, "log.csv", "--lang", "zh")
    assert "王小明" not in text
    assert "1 种步骤、1 种路径；这个下限由 --suppress-below 或" in text


def test_events_that_are_not_taken_are_written_with_the_reason(
    log: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    said(capsys, "log.csv", "--rejects", "rejects.csv")
    assert (tmp_path / "rejects.csv").read_text(encoding="utf-8") == (
        "\ufeffsource,file,reason,case,event,time,line\n"
        "log.csv,log.csv,no-case,,A,,\nlog.csv,log.csv,unreadable-date,z,'=A,sometime,\n"
    )


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["nothing.csv"], "nothing.csv: no such file"),
        (["log.csv", "--case", "who"], "no column 'who'"),
        (["log.csv", "--source", "web"], "--source chooses among the data of the workspace"),
        (["log.csv", "--event", " "], "`--event` is empty"),
        (["log.csv", "--to", "svg", "--format", "csv"], "--to svg is a picture: it has no --format"),
        (["log.csv", "--to", "html", "--top", "3"], "--top cuts lists of text and markdown, and --to html has none"),
        (["log.csv", "--draft", "-", "--top", "3"], "--top cuts lists of text and markdown, and --draft has none"),
        (["log.csv", "--format", "json", "--top", "3"], "--top cuts lists of text and markdown, and --format json"),
        (["log.csv", "--draft", "-", "--format", "text"], "a draft is a map: it has no --format"),
        (["log.csv", "--force"], "--force goes with --draft"),
        ([EXAMPLES, "--encoding", "gbk"], "--encoding goes with a log that is named"),
        ([EXAMPLES, "--time-format", "%Y"], "--time-format goes with a log that is named"),
        (["empty.csv"], "data `empty.csv`: no event can be read"),
        (["log.csv", "--encoding", "klingon"], "no encoding `klingon`"),
        ([], "no event log is named"),
        (["--case", "who"], "columns are named for a log that is named"),
        (["cxmap.txt"], "columns"),
        (["log.doc"], "is of no kind that can be read"),
        ([EXAMPLES, "--source", "loan-case"], "no event log is called `loan-case`"),
    ],
)
def test_what_cannot_be_discovered_is_said(
    log: Path, tmp_path: Path, arguments: list[str], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "log.doc").write_text("x", encoding="utf-8")
    (tmp_path / "cxmap.txt").write_text("x", encoding="utf-8")
    (tmp_path / "empty.csv").write_text("case,event,time\n1,A,never\n", encoding="utf-8")
    assert run(["discover", *arguments]) == 2
    assert message in capsys.readouterr().err.replace("which column is", "columns")


@pytest.mark.parametrize("option", ["--rejects", "--output"])
def test_the_log_is_not_written_over(log: Path, capsys: pytest.CaptureFixture[str], option: str) -> None:
    before = log.read_bytes()
    assert run(["discover", "log.csv", option, str(log), "--lang", "en"]) == 2
    assert "would overwrite log.csv" in capsys.readouterr().err
    events = "data: {events: [{id: web, files: '*.csv', columns: {case: case, event: event, time: time}}]}"
    (log.parent / "cxmap.yaml").write_text(f"cxmap: 1\nmaps: [maps/*.yaml]\n{events}\n", encoding="utf-8")
    for target in ("log.csv", "cxmap.yaml"):
        assert run(["discover", option, target, "--lang", "en"]) == 2
        assert f"{option} {target} would overwrite" in capsys.readouterr().err
    assert log.read_bytes() == before


def examples(capsys: pytest.CaptureFixture[str], source: str) -> Any:
    return json.loads(said(capsys, EXAMPLES, "--source", source, "--format", "json"))["logs"][0]


def test_the_loans_story(capsys: pytest.CaptureFixture[str]) -> None:
    found = examples(capsys, "loan-cases")
    steps = {step.get("touchpoint"): step for step in found["steps"]}
    assert set(steps) == {
        "how-much", "online-form", "call-the-bank", "branch-visit", "paper-check", "home-valuation", "decision", "payout", None,
    }  # fmt: skip
    ways = {(one["from"], one["to"]): one for one in found["transitions"]}
    assert ways["线上填表", "打电话问"]["n"] > 0.25 * steps["online-form"]["cases"]  # the detour
    assert ways["线上填表", "打电话问"]["switches"] == ways["线上填表", "打电话问"]["n"]
    assert steps["paper-check"]["repeated"] > 0.3 * steps["paper-check"]["cases"]  # the loop
    assert 0.1 < steps["paper-check"]["ends"] / steps["paper-check"]["cases"] < 0.25  # where cases are lost
    slow = {group["id"]: group["p50_seconds"] for group in found["groups"]}
    assert slow["branch"] > 2 * slow["app"]


def test_the_coats_story(capsys: pytest.CaptureFixture[str]) -> None:
    found = examples(capsys, "coat-visits")
    steps = {step["touchpoint"]: step for step in found["steps"]}
    assert steps["size-guide"]["repeated"] > 0.4 * steps["size-guide"]["cases"]
    assert steps["delivery-cost"]["ends"] / steps["delivery-cost"]["cases"] == pytest.approx(0.33, abs=0.05)
    slow = {group["id"]: group["p50_seconds"] for group in found["groups"]}
    assert slow["web"] > 20 * slow["app"]


def test_what_the_readme_shows_is_true(capsys: pytest.CaptureFixture[str]) -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    block = readme.partition("$ cxmap discover examples ")[2].partition("```")[0]
    arguments, *lines = block.rstrip().splitlines()
    text = said(capsys, EXAMPLES, *arguments.split())
    assert [line for line in lines if line not in text.splitlines()] == []


@pytest.mark.parametrize("format_", ["text", "markdown", "json", "csv"])
def test_of_one_person_neither_the_time_it_took_nor_the_second_is_told(
    log: Path, format_: str, capsys: pytest.CaptureFixture[str]
) -> None:
    log.write_text("case,event,time\n1,A,2026-01-01T08:15:30\n1,B,2026-01-17T09:16:31\n", encoding="utf-8")
    out = said(capsys, "log.csv", "--format", format_, "--lang", "en")
    assert not [told for told in ("16 d", "a case takes", 'p50_seconds"', "08:15", "09:16") if told in out]
    if format_ == "json":
        found = json.loads(out)["logs"][0]
        assert (found["first"], found["last"], found["duration"]) == ("2026-01-01", "2026-01-17", {})


def test_durations_of_some_cases_are_marked(log: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = said(capsys, "log.csv", "--lang", "en")
    (line,) = [line for line in text.splitlines() if "a case takes" in line]
    assert line.endswith("in nine of ten  ~ fewer than 30 cases")
    assert line.count("~") == 3
    assert "~" not in said(capsys, EXAMPLES, "--source", "loan-cases", "--lang", "en").partition("Variants")[0]


@pytest.mark.parametrize(
    "heads",
    ["Case,Activity,Timestamp", "CASE ID,Event_Name,Event Time", "订单号,步骤,时间", "case_id,activity,TIME",
     "case:concept:name,concept:name,time:timestamp", "Ｃase-Id,活动,发生时间"],
)  # fmt: skip
def test_columns_with_usual_names_are_taken(log: Path, heads: str, capsys: pytest.CaptureFixture[str]) -> None:
    rows = "".join(f"{case},A,2026-01-01\n" for case in range(12))
    log.write_text(f"other,{heads}\n" + "".join(f"x,{row}\n" for row in rows.splitlines()), encoding="utf-8")
    found = json.loads(said(capsys, "log.csv", "--format", "json"))["logs"][0]
    assert list(found["columns"].values()) == heads.split(",")


def test_a_column_says_one_thing_and_a_name_as_it_is_wins(log: Path, capsys: pytest.CaptureFixture[str]) -> None:
    log.write_text("Case,case,Event,Order,Time\n" + "1,2,A,B,2026-01-01\n" * 3, encoding="utf-8")
    columns = json.loads(said(capsys, "log.csv", "--format", "json"))["logs"][0]["columns"]
    assert columns == {"case": "case", "event": "Event", "time": "Time", "order": "Order"}
    columns = json.loads(said(capsys, "log.csv", "--event", "Order", "--format", "json"))["logs"][0]["columns"]
    assert columns == {"case": "case", "event": "Order", "time": "Time"}


def test_the_names_of_columns_are_listed_where_they_are_looked_for() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    for kind, names in STANDARD.items():
        for name in names:
            assert f"`{name}`" in readme
            assert name in HELP[f"{kind}-column"].en
            assert name in HELP[f"{kind}-column"].zh


@pytest.mark.parametrize("arguments", [[], ["--to", "html"]])
def test_it_speaks_the_language_of_the_workspace(
    log: Path, arguments: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("CXMAP_LANG", "zh")
    assert "案例" in said(capsys, "log.csv", *arguments)
    (log.parent / "cxmap.yaml").write_text("cxmap: 1\nlanguage: en\n", encoding="utf-8")
    assert "案例" not in said(capsys, "log.csv", *arguments)
    assert "案例" in said(capsys, "log.csv", *arguments, "--lang", "zh")
