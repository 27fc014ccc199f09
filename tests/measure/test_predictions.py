"""What comes next in an event log, by where a case stands; and when that cannot be told."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from random import Random
from typing import TYPE_CHECKING, Any

import pytest

from cxmap.cli.app import run

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Measure = Callable[..., Any]

MAP = """\
cxmap: 1
id: visit
title: A visit
stages:
  - name: Coming
    touchpoints:
      - {id: door, name: Door}
      - {id: form, name: {en: Form, zh: 填表}}
  - name: Leaving
    touchpoints:
      - {id: exit, name: Exit}
"""
WORKSPACE = """\
cxmap: 1
maps: [visit.yaml]
data:
  events:
    - id: log
      files: log*.csv
      columns: {case: who, event: what, time: when, channel: via}
      values: {touchpoint: {Paperwork: form}}
"""


def log_of(cases: int, seed: int = 1, months: int = 6, second: bool = False) -> list[tuple[str, str, datetime, str]]:
    """Cases that enter, fill in the form and get to the exit; of those that change channel fewer get there.

    `second`: those that call before the form leave there, the others do not.
    """
    random = Random(seed)
    rows = []
    for case in range(cases):
        when = datetime(2026, 1, 1) + timedelta(days=random.random() * 30 * months)
        switches = random.random() < 0.4
        calls = random.random() < 0.5
        stays = (not calls or random.random() < 0.1) if second else random.random() < (0.5 if switches else 0.85)
        steps = ["Door", *(["Call"] if calls else []), "Paperwork", *(["exit"] if stays else [])]
        for number, step in enumerate(steps):
            via = "desk" if switches and step == "Paperwork" else "app"
            rows.append((f"c{case}", step, when + timedelta(hours=5 * number), via))
    random.shuffle(rows)
    return rows


@pytest.fixture
def measured(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Measure:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "visit.yaml").write_text(MAP, encoding="utf-8")
    (tmp_path / "cxmap.yaml").write_text(WORKSPACE, encoding="utf-8")

    def measure(rows: list[tuple[str, str, datetime, str]], lang: str = "en", files: int = 1) -> Any:
        for number in range(files):
            lines = ["who,what,when,via", *(f"{who},{what},{when:%Y-%m-%d %H:%M:%S},{via}" for who, what, when, via in rows[number::files])]  # fmt: skip
            (tmp_path / f"log{number}.csv").write_text("\n".join(lines), encoding="utf-8")
        assert run(["measure", "--lang", lang]) == 0
        text = capsys.readouterr().out
        assert run(["measure", "--format", "json"]) == 0
        (found,) = json.loads(capsys.readouterr().out)["maps"]
        return found, text

    return measure


def at(found: Any, touchpoint: str) -> Any:
    return next(each for each in found["predictions"][0]["standings"] if each["touchpoint"] == touchpoint)


def test_next_steps_and_the_risk_of_leaving(measured: Measure) -> None:
    rows = log_of(1200)
    found, text = measured(rows)
    (told,) = found["predictions"]
    form = at(found, "form")
    assert [step["touchpoint"] for step in form["next"]] == ["exit"]
    left = {who for who, *_ in rows} - {who for who, what, *_ in rows if what == "exit"}
    assert form["leaves"]["value"] == pytest.approx(len(left) / 1200, abs=0.01), "but for those still open"
    assert form["leaves"]["low"] < form["leaves"]["value"] < form["leaves"]["high"]
    assert {step["touchpoint"]: round(step["share"], 1) for step in at(found, "door")["next"]} == {
        "form": 0.5,
        None: 0.5,
    }
    assert at(found, "exit")["last"]
    assert told["tested"]["since"] in ("2026-05-01", "2026-06-01")
    losses = told["tested"]["log_loss"]
    assert losses["one_step"] < 0.8 * losses["blind"]
    assert all(abs(each["predicted"] - each["observed"]) < 0.12 for each in told["tested"]["calibration"])
    assert [log["kind"] for log in found["logs"]] == ["events"]
    assert "What comes next" in text
    assert "any other" in text
    assert "Call" not in json.dumps(found["predictions"]), "what is none of the map's touchpoints is not told by name"


def test_two_steps_back_where_they_say_more(measured: Measure) -> None:
    found, _ = measured(log_of(1200, second=True))
    (told,) = found["predictions"]
    losses = told["tested"]["log_loss"]
    assert (told["order"], losses["two_steps"] < losses["one_step"]) == (2, True)
    assert at(found, "form")["after"]["door"]["high"] < at(found, "form")["leaves"]["value"]


def test_order_of_rows_and_number_of_files_do_not_matter(measured: Measure) -> None:
    rows = log_of(400)
    first, _ = measured(sorted(rows))
    again, _ = measured(rows, files=3)
    assert first["predictions"] == again["predictions"]


def test_what_is_still_open_is_not_taken_for_leaving(measured: Measure) -> None:
    rows = log_of(600)
    last = max(when for _, _, when, _ in rows)
    fresh = [(f"n{number}", "Paperwork", last - timedelta(minutes=number), "app") for number in range(300)]
    before, after = (at(measured(these)[0], "form")["leaves"]["value"] for these in (rows, rows + fresh))
    assert after == pytest.approx(before, abs=0.01)


def test_few_cases_are_refused(measured: Measure) -> None:
    found, text = measured(log_of(150))
    assert found["predictions"] == [{"source": "log", "refused": "too-few"}]
    assert "200 cases" in text


def test_a_log_of_other_things_says_nothing(measured: Measure) -> None:
    found, _ = measured([(f"c{n}", "elsewhere", datetime(2026, 1, 1), "app") for n in range(300)])
    assert "predictions" not in found
