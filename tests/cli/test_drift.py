"""`cxmap drift`: the rules on data alone, as warnings, with the exit codes of `lint`."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from cxmap.cli.app import run

if TYPE_CHECKING:
    from pathlib import Path

MAP = """\
cxmap: 1
id: visit
title: A visit
language: en
owner: nobody
stages:
- id: arrive
  touchpoints:
  - {id: form, name: Form, emotion: 2}
  - {id: door, name: Door}
"""
WORKSPACE = """\
cxmap: 1
maps: [maps/*.yaml]
data:
  feedback:
    - {id: survey, files: data/*.csv, metric: csat, columns: {touchpoint: where, time: when, score: answer}, maps: visit}
"""
TODAY = ("--today", "2026-03-01", "--lang", "en")


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A form that the map calls a peak, and of which people think little."""
    for name in ("maps", "data"):
        (tmp_path / name).mkdir()
    (tmp_path / "cxmap.yaml").write_text(WORKSPACE, encoding="utf-8")
    (tmp_path / "maps" / "visit.yaml").write_text(MAP, encoding="utf-8")
    rows = [f"form,2026-02-{day:02},{1 + day % 3}" for day in range(1, 29)]
    (tmp_path / "data" / "survey.csv").write_text("\n".join(["where,when,answer", *rows]), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def codes(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, list[tuple[str, str]]]:
    code = run(["drift", *arguments, *TODAY, "--format", "jsonl"])
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    return code, [(one["rule"], one["severity"]) for one in lines]


FOUND = [("emotion-outside-measurement", "warning"), ("touchpoint-without-data", "note")]


def test_a_map_that_is_not_there_is_named(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["measure"]) == 0
    for paths in (["gone.yaml"], ["maps/visit.yaml", "gone.yaml"]):
        capsys.readouterr()
        assert run(["drift", *paths]) == 2
        assert capsys.readouterr().err == "cxmap: gone.yaml: no such file\n"


@pytest.mark.parametrize("choice", [["--select", "falling-figure"], ["--ignore", "measures-unreadable"]])
def test_measures_that_cannot_be_read_are_not_passed_over(
    workspace: Path, capsys: pytest.CaptureFixture[str], choice: list[str]
) -> None:
    """Where the rule that tells of them is left out, nothing was compared, and a job would be content."""
    (workspace / "maps" / "visit.measures.json").write_text("{", encoding="utf-8")
    assert run(["drift", *choice]) == 2
    assert "visit.measures.json cannot be read: it is no JSON" in capsys.readouterr().err


def test_where_nothing_was_measured_a_job_is_not_content(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["drift"]) == 2
    assert "cxmap measure" in capsys.readouterr().err
    (workspace / "cxmap.yaml").write_text(WORKSPACE.replace("maps: visit", "maps: other"), encoding="utf-8")
    (workspace / "maps" / "other.yaml").write_text(MAP.replace("id: visit", "id: other"), encoding="utf-8")
    assert run(["drift", "--measure", "maps/visit.yaml"]) == 2
    assert "no data are about these maps" in capsys.readouterr().err


def test_it_finds_what_was_measured_to_be_otherwise(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["measure"]) == 0
    capsys.readouterr()
    assert codes(capsys) == (1, FOUND)
    assert codes(capsys, "--fail-on", "error") == (0, FOUND)
    assert codes(capsys, "--fail-on", "note", "--select", "touchpoint-without-data") == (1, FOUND[1:])
    assert codes(capsys, "--ignore", "emotion-outside-measurement") == (0, FOUND[1:])
    assert codes(capsys, "--owner", "nobody") == (1, FOUND)


def test_measuring_anew_writes_nothing(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert codes(capsys, "--measure") == (1, FOUND)
    assert not list(workspace.rglob("*.measures.json"))
    run(["measure"])
    (workspace / "data" / "survey.csv").write_text(
        "where,when,answer\n" + "form,2026-02-01,5\ndoor,2026-02-02,3\n" * 20, encoding="utf-8"
    )
    capsys.readouterr()
    assert codes(capsys) == (1, [("measures-out-of-date", "warning"), *FOUND])
    assert codes(capsys, "--measure") == (0, [])


@pytest.mark.parametrize("target", ["data/survey.csv", "maps/visit.measures.json", "maps/visit.yaml", "cxmap.yaml"])
def test_nothing_that_is_read_is_written_over(workspace: Path, capsys: pytest.CaptureFixture[str], target: str) -> None:
    assert run(["measure"]) == 0
    before = (workspace / target).read_bytes()
    for how in ([], ["--measure"]):
        assert run(["drift", *how, "--output", target, *TODAY]) == 2
        assert "overw" in capsys.readouterr().err
        assert (workspace / target).read_bytes() == before


def test_a_policy_may_say_otherwise_of_a_rule_by_name(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(["measure"])
    capsys.readouterr()

    def under(lint: str) -> Any:
        (workspace / "cxmap.yaml").write_text(f"{WORKSPACE}lint: {lint}\n", encoding="utf-8")
        return codes(capsys)

    assert under("{rules: {emotion-outside-measurement: error}}")[1][0] == (FOUND[0][0], "error")
    assert under("{rules: {emotion-outside-measurement: off}}") == (0, FOUND[1:])
    assert under("{rules: {emotion-outside-measurement: {by: 3.5}}}") == (0, FOUND[1:])
    assert under("{policy: workshop, ignore: [drift], rules: {flat-curve: error}}") == (1, FOUND)
    assert under("{paths: [{match: maps/*.yaml, policy: workshop, select: [ownership]}]}") == (1, FOUND)


def test_maps_of_which_nothing_was_measured_are_named(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for number in range(7):
        (workspace / "maps" / f"m{number}.yaml").write_text(
            MAP.replace("id: visit", f"id: m{number}"), encoding="utf-8"
        )
    run(["measure"])
    capsys.readouterr()
    for more in ((), ("--measure",)):
        assert run(["drift", *TODAY, *more]) == 1
        out, err = capsys.readouterr()
        assert "nothing was measured of m0.yaml, m1.yaml, m2.yaml, m3.yaml, m4.yaml and 2 more" in err
        assert out.endswith("0 errors, 1 warning, 1 note in 1 of 1 map.\n")


def test_a_broken_file_is_an_error(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (workspace / "maps" / "visit.measures.json").write_text("<<<<<<< HEAD\n", encoding="utf-8")
    assert codes(capsys) == (1, [("measures-unreadable", "error")])


def test_a_map_that_is_not_valid_fails(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(["measure"])
    (workspace / "maps" / "visit.yaml").write_text(MAP.replace("emotion: 2", "emotion: much"), encoding="utf-8")
    capsys.readouterr()
    assert codes(capsys)[0] == 1
    (workspace / "maps" / "two.yaml").write_text(MAP, encoding="utf-8")
    assert run(["drift", "--measure", "--fail-on", "never", *TODAY]) == 1


@pytest.mark.parametrize("name", ["ownership", "flat-curve", "emotion-outside-measurment"])
def test_other_rules_are_refused(workspace: Path, capsys: pytest.CaptureFixture[str], name: str) -> None:
    assert run(["drift", "--select", name]) == 2
    assert f"`{name}` is no rule of drift" in capsys.readouterr().err


ANSWERS = [f"form,2026-02-{day:02},{1 + day % 3}" for day in range(1, 29)]
OFF_SCALE = [f"{row[:-1]}{20 * int(row[-1])}" for row in ANSWERS]


def answered(workspace: Path, rows: list[str]) -> None:
    (workspace / "data" / "survey.csv").write_text("\n".join(["where,when,answer", *rows]), encoding="utf-8")


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([], "`survey` has no rows\n  see its `files:`"),
        (
            OFF_SCALE,
            "100.0% of `survey` was not taken (28 of 28 rows): the score is off the scale (28)\n  see `scale:`",
        ),
        ([f"{row[:-1]}" for row in ANSWERS], "none of the 28 rows of `survey` holds an answer\n  see `missing:`"),
        (
            ["roof,2026-02-01,5"] * 20,
            "100.0% of `survey` was not taken (20 of 20 rows): unknown touchpoint (20)\n  `cxmap measure --rejects",
        ),
        (ANSWERS[:9], "fewer than 10 people say anything of these maps\n  wait for more"),
    ],
)
def test_without_any_figure_a_job_is_not_content(
    workspace: Path, capsys: pytest.CaptureFixture[str], rows: list[str], said: str
) -> None:
    answered(workspace, rows)
    assert run(["measure"]) == 0
    capsys.readouterr()
    for how in ([], ["--measure"]):
        assert run(["drift", *how, *TODAY]) == 2
        assert f"nothing was measured: {said}" in capsys.readouterr().err


def test_without_any_figure_of_the_maps_that_are_asked_for(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (workspace / "cxmap.yaml").write_text(WORKSPACE.replace(", maps: visit", ""), encoding="utf-8")
    (workspace / "maps" / "two.yaml").write_text(
        MAP.replace("id: visit", "id: two")
        .replace("id: form, name: Form", "id: tent")
        .replace("id: door, name: Door", "id: bar"),
        encoding="utf-8",
    )
    assert run(["measure"]) == 0
    capsys.readouterr()
    for how in ([], ["--measure"]):
        assert run(["drift", "maps/two.yaml", *how, *TODAY]) == 2
        assert "no data say anything of these maps" in capsys.readouterr().err
        assert run(["drift", *how, *TODAY]) == 1
        assert "nothing was measured of two.yaml" in capsys.readouterr().err


def test_dates_that_cannot_be_read_are_no_calm(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    answered(workspace, ["form,01.05.2026,3"] * 30)
    for command in (["measure"], ["drift", "--measure"]):
        assert run(command) == 2
        assert "times such as '01.05.2026': name their `time_format`" in capsys.readouterr().err


def test_most_rows_that_were_not_taken_are_found(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    answered(workspace, [*ANSWERS, *OFF_SCALE])
    assert codes(capsys, "--measure", "--select", "most-rows-not-taken") == (0, [])
    answered(workspace, [*ANSWERS, *OFF_SCALE, "form,2026-02-01,60"])
    assert codes(capsys, "--measure", "--select", "most-rows-not-taken") == (1, [("most-rows-not-taken", "warning")])


@pytest.mark.parametrize(
    ("least", "said"),
    [(1, "41 complaints came in about the touchpoint “Form” in 2025-12, far more than the usual 9 ("), (10, None)],
)
def test_what_is_usual_is_the_median_of_what_a_period_stands_out_of(
    workspace: Path, capsys: pytest.CaptureFixture[str], least: int, said: str | None
) -> None:
    months = {
        "2025-06": 8,
        "2025-07": 9,
        "2025-08": 7,
        "2025-09": 8,
        "2025-10": 9,
        "2025-11": 8,
        "2025-12": 41,
        "2026-01": 10,
        "2026-02": 10,
    }
    rows = [f"form,{month}-{1 + n % 28:02}" for month, count in months.items() for n in range(count)]
    (workspace / "log.csv").write_text("\n".join(["where,came", *rows]), encoding="utf-8")
    log = "  complaints: [{id: log, files: log.csv, columns: {touchpoint: where, opened: came}}]\n"
    (workspace / "cxmap.yaml").write_text(f"{WORKSPACE}{log}  suppress_below: {least}\n", encoding="utf-8")
    run(["drift", "--measure", "--select", "new-anomaly", *TODAY])
    out = capsys.readouterr().out
    assert said in out if said is not None else "usual" not in out
