"""`cxmap discover --check`."""

from __future__ import annotations

import json
import shlex
from pathlib import Path

import pytest

from cxmap.cli.app import run
from tests.helpers import ROOT

JOURNEYS = (
    [["Ask", "Be told", "Pay"]] * 60
    + [["Ask", "Pay"]] * 20
    + [["Ask", "Call | us", "Call | us", "Be told"]] * 20
    + [["Ask", "Odd"]] * 3
)
LOG = "case,event,time,channel\n" + "".join(
    f"{case},{event},2026-01-{case % 28 + 1:02d}T{8 + at:02d}:00:00,{'phone' if event == 'Pay' else 'web'}\n"
    for case, journey in enumerate(JOURNEYS)
    for at, event in enumerate(journey)
)  # fmt: skip
MAP = """\
cxmap: 1
id: buying
title: {zh: 购买, en: Buying}
stages:
  - name: S
    touchpoints:
      - {id: ask, name: {zh: 询问, en: Ask}, channel: web}
      - {id: told, name: Be told}
      - {id: pay, name: Pay, channel: web}
      - {id: thank, name: Be thanked}
"""


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CXMAP_LANG", "en")
    Path("web.csv").write_text(LOG, encoding="utf-8")
    Path("buying.yaml").write_text(MAP, encoding="utf-8")


def test_what_the_map_explains_and_what_it_does_not(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["discover", "web.csv", "--check", "buying.yaml", "--lang", "en"]) == 0
    out = capsys.readouterr().out
    assert out.startswith(
        "Buying  web.csv\n"
        "  59.1% of the moves are on ways that the map draws (120 of 203)\n"
        "  58.3% of the cases keep to it throughout (60 of 103)\n"
        "  held back for the sake of fewer than 10 cases each: 1 kind of move, 1 kind of event\n"
        "  on the map, and in no event: Be thanked\n"
    )
    rows = [" ".join(line.split()) for line in out.splitlines()]
    assert any(row.startswith("Ask → Pay skips 20 9.9% ") for row in rows)
    assert any(row.startswith("Call | us → Call | us off the map 20 9.9% ") for row in rows)
    assert not any(row.startswith("rarer moves") for row in rows)  # three, of one kind
    assert "Ask → Call | us → Call | us → Be told 20 19.4%" in rows
    assert "Touchpoints that cases do not come to skipped of cases had left before of cases" in rows
    assert "Be told 20 19.4% <10" in rows
    assert "Pay 0 0.0% 23 22.3%" in rows
    assert rows.index("Be told 20 19.4% <10") < rows.index("Pay 0 0.0% 23 22.3%")
    assert any(row.startswith("skipped: the case went on to a touchpoint behind it; had left before:") for row in rows)
    assert "Call | us 40 20 19.4%" in rows
    assert "rarer events, not listed: 1" in rows
    assert "Pay web phone 100.0%" in rows
    assert "Odd" not in out


def test_in_chinese(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["discover", "web.csv", "--check", "buying.yaml", "--lang", "zh"]) == 0
    out = capsys.readouterr().out
    assert "购买" in out
    assert "59.1% 的流转符合地图所画的路线（120 / 203）" in out
    assert "  涉及少于 10 个案例而不列出：1 种流转、1 种事件\n" in out
    rows = [" ".join(line.split()) for line in out.splitlines()]
    assert "案例没有走到的触点 跳过 占案例 此前已离开 占案例" in rows
    assert "Pay 0 0.0% 23 22.3%" in rows
    assert "跳过：案例走到了它之后的触点；此前已离开：没有走到它之后的任何触点" in rows


def test_as_markdown_nothing_of_the_log_is_obeyed(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["discover", "web.csv", "--check", "buying.yaml", "--format", "markdown"]) == 0
    out = capsys.readouterr().out
    assert "## Buying · web.csv" in out
    assert "Call \\| us → Call \\| us" in out
    assert "| Touchpoints that cases do not come to | skipped | of cases | had left before | of cases |" in out
    assert "| Be told | 20 | 19.4% | &lt;10 |  |" in out.replace("\\<", "&lt;")
    assert "| Pay | 0 | 0.0% | 23 | 22.3% |" in out


def test_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["discover", "web.csv", "--check", "buying.yaml", "--format", "json", "--output", "check.json"]) == 0
    assert capsys.readouterr().out == ""
    (one,) = json.loads(Path("check.json").read_text(encoding="utf-8"))["checks"]
    assert one["moves"] == {"n": 203, "explained": 120, "share": 0.5911}
    assert one["cases"] == {"n": 103, "known": 103, "explained": 60, "share": 0.5825}
    assert one["detours"][0] == {"from": "Ask", "to": "Call | us", "kind": "off-map", "n": 20, "cases": 20, "share": 0.0985, "p50_seconds": 3600, "p90_seconds": 3600} | {
        key: one["detours"][0][key] for key in ("p50_seconds", "p90_seconds")
    }  # fmt: skip
    assert one["not_reached"] == [
        {"touchpoint": "told", "cases": None, "share": None, "skipped": 20, "left_before": None},
        {"touchpoint": "pay", "cases": 23, "share": 0.2233, "skipped": 0, "left_before": 23},
    ]
    assert one["without_events"] == ["thank"]
    assert one["held_back"] == {"below": 10, "kinds_of_move": 1, "fragments": 0, "events": 1}
    assert one["channels"] == [{"touchpoint": "pay", "map": "web", "log": "phone", "n": 80, "share": 1.0}]


@pytest.mark.parametrize("format_", ["text", "json", "markdown"])
def test_what_few_cases_did_is_not_told_however_often(format_: str, capsys: pytest.CaptureFixture[str]) -> None:
    """One case calls Wang thirty times, by a channel of its own; nine repeat a question twice."""
    rows = [f"x,Call Wang,2026-02-01T08:{minute:02d}:00,wang" for minute in range(30)]
    rows += [f"y{case},Ask,2026-02-01T08:0{minute}:00,web" for case in range(9) for minute in range(3)]
    Path("web.csv").write_text(LOG + "\n".join(rows), encoding="utf-8")
    arguments = ["discover", "web.csv", "--check", "buying.yaml", "--format", format_, "--lang", "en"]
    assert run(arguments) == 0
    out = capsys.readouterr().out.replace("\\", "")
    assert "ang" not in out.replace("language", "").replace("change", "")
    assert "Ask → Ask" not in out
    assert run([*arguments, "--suppress-below", "1"]) == 0
    assert "Call Wang" in capsys.readouterr().out


@pytest.mark.parametrize(("percent", "code"), [("59", 0), ("60", 1), ("0", 0), ("100", 1)])
def test_a_build_can_fail_on_it(percent: str, code: int) -> None:
    assert run(["discover", "web.csv", "--check", "buying.yaml", "--fail-under", percent]) == code


def test_the_logs_of_the_map_s_workspace_are_taken(capsys: pytest.CaptureFixture[str]) -> None:
    columns = "columns: {case: case, event: event, time: time}"
    Path("cxmap.yaml").write_text(
        f"cxmap: 1\nmaps: ['*.yaml']\ndata: {{events: [{{id: web, files: web.csv, maps: buying, values: {{touchpoint: {{Odd: thank}}}}, {columns}}}, "
        f"{{id: other, files: nothing.csv, maps: selling, {columns}}}]}}\n",
        encoding="utf-8",
    )
    Path("below").mkdir()
    assert run(["discover", "--check", "buying.yaml"]) == 0
    out = capsys.readouterr().out
    assert "Buying  web\n" in out
    assert "in no event" not in out
    Path("selling.yaml").write_text(MAP.replace("buying", "renting"), encoding="utf-8")
    assert run(["discover", "--check", "selling.yaml"]) == 2
    assert "no event log is about the map `renting`" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--check", "nothing.yaml"], "no such file"),
        (["--check", "buying.yaml", "--format", "csv"], "not written as csv"),
        (["--check", "buying.yaml", "--fail-under", "101"], "101"),
    ],
)
def test_what_cannot_be(arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["discover", "web.csv", *arguments]) == 2
    out, err = capsys.readouterr()
    assert said in out + err


def test_a_map_that_is_not_valid_is_explained(capsys: pytest.CaptureFixture[str]) -> None:
    Path("buying.yaml").write_text(MAP.replace("{id: told", "{id: ask"), encoding="utf-8")
    assert run(["discover", "web.csv", "--check", "buying.yaml"]) == 2
    assert "duplicate-id" in capsys.readouterr().err


def test_a_draft_explains_most_of_the_log_that_it_is_of(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["discover", "web.csv", "--draft", "draft.yaml"]) == 0
    assert run(["discover", "web.csv", "--check", "draft.yaml", "--fail-under", "85"]) == 0


def test_what_the_readme_shows_is_true(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    command, *lines = readme.partition("$ cxmap discover --check ")[2].partition("```")[0].rstrip().splitlines()
    monkeypatch.chdir(ROOT)
    assert run(["discover", "--check", *shlex.split(command)]) == 0
    out = capsys.readouterr().out.splitlines()
    shown = [out.index(line) for line in filter(None, lines)]
    assert len(shown) > 8
    assert shown == sorted(shown), "they stand in the order in which it says them"


LOG_HEAD = "case,event,time\n"


@pytest.mark.parametrize(
    ("cases", "reaching", "said"), [(12, 9, "too few cases to tell"), (30, 9, "most"), (120, 9, "nearly all"), (9, 9, "too few cases to tell")],
)  # fmt: skip
def test_where_few_come_it_says_how_many_do_not_only_as_far_as_that_is_so(
    cases: int, reaching: int, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    journeys = [["Ask", "Be told"] if case < reaching else ["Ask", "Ask"] for case in range(cases)]
    Path("few.csv").write_text(
        LOG_HEAD
        + "".join(
            f"{case},{event},2026-01-01T{8 + at:02d}:00:00\n"
            for case, journey in enumerate(journeys)
            for at, event in enumerate(journey)
        ),
        encoding="utf-8",
    )
    assert run(["discover", "few.csv", "--check", "buying.yaml", "--lang", "en"]) == 0
    (row,) = [line for line in capsys.readouterr().out.splitlines() if line.startswith("Be told")]
    assert " ".join(row.split()) == f"Be told – {said} –"
    assert run(["discover", "few.csv", "--check", "buying.yaml", "--format", "json"]) == 0
    found = json.loads(capsys.readouterr().out)["checks"][0]["not_reached"]
    assert {"touchpoint": "told", "suppressed": True} in found


def test_where_nothing_moves_nothing_passes(capsys: pytest.CaptureFixture[str]) -> None:
    Path("still.csv").write_text(LOG_HEAD + "".join(f"{n},Ask,2026-01-01\n" for n in range(20)), encoding="utf-8")
    arguments = ["discover", "still.csv", "--check", "buying.yaml", "--lang", "en"]
    assert run(arguments) == 0
    assert run([*arguments, "--fail-under", "50"]) == 2
    assert "--fail-under has nothing to go by: nothing moves in still.csv" in capsys.readouterr().err
    assert run([*arguments, "--fail-under", "0"]) == 2
