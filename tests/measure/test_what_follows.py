"""What few say does not follow from a whole output: who adds up and subtracts everything that it tells gets no nearer."""

from __future__ import annotations

import json
from itertools import product
from random import Random
from typing import TYPE_CHECKING, Any

import pytest

from cxmap.cli.app import run
from tests.measure.following import follows

if TYPE_CHECKING:
    from pathlib import Path

STAGES = {"start": ("look", "form", "ask"), "wait": ("call",), "end": ("pay", "leave")}
CHANNELS = ("app", "desk", "phone")
MONTHS = ("2026-01", "2026-02", "2026-03")
MAP = "cxmap: 1\nid: visit\ntitle: A visit\nchannels: [{id: app, name: App}, {id: desk, name: Desk}, {id: phone, name: Phone}]\nstages:\n"
MAP += "".join(
    f"  - id: {stage}\n    name: {stage}\n    touchpoints: [{', '.join(f'{{id: {each}, name: {each}}}' for each in inside)}]\n"
    for stage, inside in STAGES.items()
)
WORKSPACE = """\
cxmap: 1
maps: [visit.yaml]
data:
  feedback:
    - {id: survey, files: survey.csv, metric: csat, columns: {touchpoint: where, time: at, channel: via, score: score, verbatim: said}}
  complaints:
    - {id: hotline, files: hotline.csv, columns: {touchpoint: where, opened: at, channel: via, reopened: again, source: origin}}
  codebook: [{id: lost, name: Lost, match: [lost]}]
"""
Cell = tuple[str, str, str]
"""A touchpoint, a month, a channel."""


def rows_of(random: Random) -> list[Cell]:
    """Some cells are of many, many of few, many of none; some rows say no channel."""
    found = []
    for cell in product([each for inside in STAGES.values() for each in inside], MONTHS, (*CHANNELS, "")):
        found += [cell] * random.choice((0, 0, 0, 0, 1, 2, 3, 4, 9, 30) if cell[2] else (0, 0, 0, 3))
    return found


def answered(folder: Path, random: Random, capsys: pytest.CaptureFixture[str]) -> tuple[Any, list[Cell], list[Cell]]:
    """Write data, measure them, and return what is told, and the rows of answers and of complaints."""
    (folder / "visit.yaml").write_text(MAP, encoding="utf-8")
    (folder / "cxmap.yaml").write_text(WORKSPACE, encoding="utf-8")
    answers, complaints = rows_of(random), rows_of(random)
    lines = [
        f"{where},{month}-03,{via},{random.randint(1, 5)},{random.choice(('it was lost', 'fine', ''))}"
        for where, month, via in answers
    ]
    (folder / "survey.csv").write_text("\n".join(["where,at,via,score,said", *lines]), encoding="utf-8")
    lines = [f"{where},{month}-03,{via},{random.choice(('yes', 'no', ''))},web" for where, month, via in complaints]
    (folder / "hotline.csv").write_text("\n".join(["where,at,via,again,origin", *lines]), encoding="utf-8")
    assert run(["measure", "--format", "json", "--dry-run"]) == 0
    (found,) = json.loads(capsys.readouterr().out)["maps"]
    return found, answers, complaints


def told_of(figures: list[dict[str, Any]]) -> set[Cell]:
    """Return what is told: of the journey "", a stage or a touchpoint; in all, of a month, or of a channel."""
    found = set()
    for one in figures:
        at = one.get("touchpoint") or one.get("stage") or ""
        if "n" in one and "from" not in one:
            found.add((at, "", one.get("channel", "")))
        found |= {(at, each["period"], "") for each in one.get("periods", ()) if "n" in each}
    return found


def lies_in(row: Cell, cell: Cell) -> bool:
    at, month, via = cell
    inside = at in ("", row[0]) or row[0] in STAGES.get(at, ())
    return inside and month in ("", row[1]) and via in ("", row[2])


@pytest.mark.parametrize("seed", range(6))
def test_no_cell_of_few_follows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], seed: int
) -> None:
    monkeypatch.chdir(tmp_path)
    found, *rows = answered(tmp_path, Random(seed), capsys)
    for name, these in zip(("figures", "complaints"), rows, strict=True):
        told = told_of(found[name])
        unknown = sorted(set(these))
        knows = [[int(lies_in(row, cell)) for row in unknown] for cell in sorted(told)]
        places = ["", *STAGES, *(each for inside in STAGES.values() for each in inside)]
        few = 0
        for cell in [*product(places, ("", *MONTHS), ("",)), *product(places, ("",), CHANNELS)]:
            n = sum(lies_in(row, cell) for row in these)
            assert cell not in told or n >= 10
            if 0 < n < 10:
                few += 1
                assert not follows([int(lies_in(row, cell)) for row in unknown], knows), (name, cell, n)
        assert few > 3
        assert len(told) > 5


def test_tests_are_of_what_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Cochran's Q of all channels, less those that are told, would tell those that are not."""
    monkeypatch.chdir(tmp_path)
    found, *_ = answered(tmp_path, Random(1), capsys)
    tested = 0
    for one in found["figures"]:
        if "channels" in one:
            at = {key: value for key, value in one.items() if key in ("journey", "stage", "touchpoint")}
            shown = [
                each for each in found["figures"] if at.items() <= each.items() and "channel" in each and "n" in each
            ]
            assert one["channels"]["df"] == len(shown) - 1
            tested += 1
    assert tested


def test_a_theme_of_one_touchpoint_does_not_tell_how_few_rate_it_low(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Only the form is lost, and only seven rate it low: of all low scores, these seven would be told."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "visit.yaml").write_text(MAP, encoding="utf-8")
    (tmp_path / "cxmap.yaml").write_text(
        WORKSPACE.split("  complaints")[0] + "  codebook" + WORKSPACE.split("  codebook")[1], encoding="utf-8"
    )
    lines = ["form,2026-01-03,app,1,it was lost"] * 7 + ["form,2026-01-03,app,5,it was lost"] * 30
    lines += ["look,2026-01-03,app,1,bad"] * 40 + ["pay,2026-01-03,app,5,good"] * 40
    (tmp_path / "survey.csv").write_text("\n".join(["where,at,via,score,said", *lines]), encoding="utf-8")
    assert run(["measure", "--format", "json", "--dry-run"]) == 0
    (found,) = json.loads(capsys.readouterr().out)["maps"]
    themes = {each.get("touchpoint") or "": each for each in found["texts"][0]["themes"]}
    assert themes.keys() == {"", "form"}
    assert themes["form"]["low"] == themes[""]["low"] == {"suppressed": True}
    assert themes["form"]["high"] == themes[""]["high"] == {"suppressed": True}, (
        "all less the high ones are the low ones"
    )
    assert themes["form"]["n"] == 37
