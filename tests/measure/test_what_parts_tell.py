"""What is hidden in one part of an output is not told by another: by drivers, words, next steps, or by the reason that is given."""

from __future__ import annotations

import csv
import json
from datetime import datetime, timedelta
from io import StringIO
from typing import TYPE_CHECKING, Any

import pytest

from cxmap.cli.app import run

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    Measure = Callable[[str, str, list[str]], Any]

MAP = """\
cxmap: 1
id: visit
title: A visit
stages:
  - {id: start, name: Start, touchpoints: [{id: look, name: Look}, {id: form, name: Form}, {id: ask, name: Ask}]}
  - {id: end, name: End, touchpoints: [{id: pay, name: Pay}]}
"""
ANSWERS = "{id: survey, files: data.csv, metric: csat, columns: {touchpoint: where, score: score, verbatim: said}}"


@pytest.fixture
def measured(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Measure:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "visit.yaml").write_text(MAP, encoding="utf-8")

    def measure(kind: str, source: str, lines: list[str]) -> Any:
        (tmp_path / "cxmap.yaml").write_text(
            f"cxmap: 1\nmaps: [visit.yaml]\ndata:\n  {kind}:\n    - {source}\n", encoding="utf-8"
        )
        (tmp_path / "data.csv").write_text("\n".join(lines), encoding="utf-8")
        assert run(["measure", "--format", "json"]) == 0
        (found,) = json.loads(capsys.readouterr().out)["maps"]
        return found

    return measure


def rows_told(capsys: pytest.CaptureFixture[str]) -> list[dict[str, str]]:
    assert run(["measure", "--format", "csv"]) == 0
    return list(csv.DictReader(StringIO(capsys.readouterr().out)))


def test_drivers_do_not_tell_how_many_rated_what_is_hidden(
    measured: Measure, capsys: pytest.CaptureFixture[str]
) -> None:
    """Five rated asking; the 250 of the form, with the 400 of looking and the 655 of the stage, would tell them."""
    lines = ["a,b,c,d,all"]
    for n in range(400):
        look = n % 5 + 1
        lines.append(f"{look},{min(5, look + n % 2) if n < 250 else ''},{3 if n < 5 else ''},{n % 4 + 1},{2 * look}")
    wide = "{id: cards, files: data.csv, metric: csat, wide: {look: a, form: b, ask: c, pay: d}, columns: {}, overall: {score: all, metric: nps}}"
    found = measured("feedback", wide, lines)
    (drivers,) = found["drivers"]
    told = {each["touchpoint"]: each for each in drivers["drivers"]}
    assert (told["look"]["n"], told["look"]["used"]) == (400, 1)
    assert told["form"].keys() == {"touchpoint", "importance", "correlation"}
    assert drivers["left_out"] == {"ask": "too-few"}
    form = [row for row in rows_told(capsys) if row["id"] == "form"]
    assert {row["metric"] for row in form} >= {"importance", "correlation"}
    assert {row["n"] for row in form} == {""}
    assert run(["measure", "--lang", "en"]) == 0
    line = next(line for line in capsys.readouterr().out.splitlines() if line.split()[:1] == ["Form"] and "%" in line)
    assert line.split()[-2:] == ["–", "–"], "neither rated by, nor how well"
    assert run(["lint", "--lang", "en"]) in (0, 1), "the file beside the map can be read"
    assert "measures-unreadable" not in capsys.readouterr().out


def test_a_limit_of_ones_own_holds_for_drivers(measured: Measure) -> None:
    lines = ["a,b,all", *(f"{n % 5 + 1},{min(5, n % 5 + 1 + n % 2)},{2 * (n % 5 + 1)}" for n in range(150))]
    wide = "{id: cards, files: data.csv, metric: csat, columns: {}, wide: {look: a, form: b}, overall: {score: all, metric: nps}}"
    assert measured("feedback", wide, lines)["drivers"][0]["n"] == 150
    (refused,) = measured("feedback", f"{wide}\n  suppress_below: 151", lines)["drivers"]
    assert refused["refused"] == "too-few"
    assert "150" not in json.dumps(refused)


def test_words_are_not_told_of_a_touchpoint_that_is_hidden(measured: Measure) -> None:
    """Those of low scores, 45, and those of high ones, 50, are all that is said of the form; seven are said of asking."""
    lines = ["where,score,said"]
    for where, low, high in (("look", 60, 60), ("form", 45, 50)):
        lines += [f"{where},1,lost again"] * low + [f"{where},5,friendly staff"] * high
    found = measured("feedback", ANSWERS, [*lines, *["ask,5,nice"] * 7])
    (texts,) = found["texts"]
    assert [each.get("touchpoint", "") for each in texts["words"]] == ["", "look"]


@pytest.mark.parametrize(
    ("low", "middle", "high", "none", "told"),
    [
        (5, 0, 35, 0, {}),
        (40, 0, 35, 0, {"low": 40, "high": 35}),
        (40, 3, 35, 0, {"low": 40}),
        (40, 3, 35, 12, {"low": 40, "high": 35}),
        (40, 12, 35, 5, {"low": 40, "high": 35}),
    ],
)
def test_few_texts_of_low_scores_do_not_follow_from_the_others(
    measured: Measure, low: int, middle: int, high: int, none: int, told: dict[str, int]
) -> None:
    lines = [f"look,{score},text" for score, n in ((1, low), (3, middle), (5, high), ("", none)) for _ in range(n)]
    (texts,) = measured("feedback", ANSWERS, ["where,score,said", *lines])["texts"]
    assert texts["texts"] == low + middle + high + none
    assert {name: texts[name] for name in ("low", "high", "unscored") if name in texts} == told


@pytest.mark.parametrize("more", [[], ["ask,3,so so"] * 4 + ["ask,,no score"] * 120])
def test_themes_do_not_tell_how_few_rate_low_what_they_do_not_come_up_at(measured: Measure, more: list[str]) -> None:
    """Three rate asking low: of all low scores, and those of looking and of the form, they would follow by any theme of the two."""
    lines = ["where,score,said", *["ask,1,bad"] * 3, *["ask,5,great"] * 40, *more]
    for where, low, high in (("look", 60, 60), ("form", 45, 50)):
        lines += [f"{where},1,lost"] * low + [f"{where},5,lost"] * high
    (texts,) = measured("feedback", ANSWERS + "\n  codebook: [{id: lost, name: Lost, match: [lost]}]", lines)["texts"]
    told = {
        each.get("touchpoint", ""): {side for side in ("low", "high") if "n" in each[side]} for each in texts["themes"]
    }
    assert more or "low" in told["look"]
    assert "low" not in told["form"]
    assert {side for side in ("low", "high") if side in texts} == ({"high"} if more else {"low", "high"})
    assert ("low" in told[""]) is not bool(more), (
        "as in the line above: who knows all texts and those of all other sides"
    )


def walked(measured: Measure, ways: Sequence[tuple[str, int]]) -> tuple[Any, Any]:
    """Return what is told of the flow, and of what comes next, of so many cases that go each way."""
    lines, when = ["case,event,at"], datetime(2026, 1, 1)
    for way, n in ways:
        for case in range(n):
            when += timedelta(hours=2)
            lines += [f"{way}{case},{step},{when + timedelta(minutes=m)}" for m, step in enumerate(way.split())]
    source = "{id: log, files: data.csv, columns: {case: case, event: event, time: at}}"
    found = measured("events", source, lines)
    (flow,), (predictions,) = found["flows"], found["predictions"]
    return flow, predictions


def test_next_steps_do_not_tell_what_is_hidden_of_events(measured: Measure, capsys: pytest.CaptureFixture[str]) -> None:
    """Four ask; 185 fill in the form, and would tell them, with all events and those of looking and paying. Three leave at once."""
    ways = [("look form pay", 155), ("look pay", 100), ("look ask pay", 4), ("look", 3), ("look form", 30)]
    flow, predictions = walked(measured, ways)
    hidden = {step["touchpoint"] for step in flow["touchpoints"] if step.get("suppressed")}
    assert hidden == {"form", "ask"}
    standings = {each["touchpoint"]: each for each in predictions["standings"]}
    assert standings.keys() == {"look", "pay"}
    assert [step["touchpoint"] for step in standings["look"]["next"]] == ["pay"]
    assert standings["look"]["leaves"] == {"suppressed": True}, "three"
    assert standings["look"]["n"] == 292
    assert standings["pay"]["leaves"]["value"] == 1
    leaves = next(row for row in rows_told(capsys) if row["id"] == "look" and row["metric"] == "leaves")
    assert (leaves["n"], leaves["value"]) == ("", "")


def test_next_steps_tell_no_move_that_is_not_told_beside_few(measured: Measure) -> None:
    """Three ask first. That 28 look and pay at once would tell them, beside those who leave and those who fill in the form."""
    ways = [("look form pay", 353), ("look pay", 28), ("look ask pay", 3), ("look", 16), ("look form other pay", 12)]
    flow, predictions = walked(measured, ways)
    moves = [(move["from"], move["to"]) for move in flow["moves"]]
    assert moves == [("look", "form"), ("form", "pay")]
    look = next(each for each in predictions["standings"] if each["touchpoint"] == "look")
    assert [step["touchpoint"] for step in look["next"]] == ["form"]
    assert "suppressed" not in look["leaves"], (
        "as of the log: those who ask and those who pay at once are enough together"
    )


def test_why_something_is_not_shown_does_not_tell_how_few(
    measured: Measure, capsys: pytest.CaptureFixture[str]
) -> None:
    """Of eleven who are not shown, ten at least would be of the one that is hidden for the sake of the other: so one asked."""
    measured("feedback", ANSWERS, ["where,score,said", *["look,5,"] * 40, *["form,4,"] * 10, "ask,1,"])
    for form in ("text", "markdown"):
        assert run(["measure", "--lang", "en", "--format", form]) == 0
        told = capsys.readouterr().out
        lines = [line for line in told.splitlines() if "survey CSAT" in line and ("Form" in line or "Ask" in line)]
        said = {line.replace("Form", "").replace("Ask", "").replace(" ", "") for line in lines}
        assert len(lines) == 2
        assert len(said) == 1, said
        assert "Not shown: fewer than 10, or what would tell of so few" in told
