"""`cxmap measure` over what people wrote: nothing of it is kept, what is shown is masked and harmless."""

from __future__ import annotations

import csv
import json
from random import Random
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
stages:
  - name: Arriving
    touchpoints: [{id: form, name: Form}, {id: desk, name: "Desk | **x** <b>"}]
"""
WORKSPACE = """\
cxmap: 1
maps: [maps/*.yaml]
data:
  feedback:
    - id: survey
      files: data/*.csv
      metric: csat
      columns: {touchpoint: where, time: when, score: answer, verbatim: said}
  codebook:
    - {id: lost, name: {en: "Lost | *forms*", zh: 丢失}, match: "lost|丢"}
    - {id: staff, match: kind}
"""
HOSTILE = "lost [x](http://evil.example) <script> `code` @team #12 | =cmd()|' /C calc'!A0 \x1b[31m\u202e j.meyer@web.de 13912345678"


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Half a year of answers: who is unhappy writes of lost forms, and somewhat hostile."""
    (tmp_path / "maps").mkdir()
    (tmp_path / "data").mkdir()
    (tmp_path / "cxmap.yaml").write_text(WORKSPACE, encoding="utf-8")
    (tmp_path / "maps" / "visit.yaml").write_text(MAP, encoding="utf-8")
    random = Random(7)
    filler = ["morning", "friday", "parking", "lift", "coffee", "window", "poster", "street", "doctor", "nurse"]
    with (tmp_path / "data" / "survey.csv").open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["where", "when", "answer", "said"])
        for number in range(600):
            low = random.random() < 0.4
            words = " ".join(random.sample(filler, 2))
            said = (
                f"{'they lost my form' if low else 'kind people'} {words}"
                if number % 20
                else f"{HOSTILE} {words}\nlost"
            )
            score = (
                "" if number % 10 == 5 else (random.choice((1, 2)) if low or not number % 20 else random.choice((4, 5)))
            )
            rows.writerow([("form", "desk")[number % 2], f"2026-0{1 + number % 6}-15", score, said])
        rows.writerow(["form", "2026-01-01", 1, "x" * 1_000_000])
    monkeypatch.chdir(tmp_path)
    return tmp_path


def measured(capsys: pytest.CaptureFixture[str], *arguments: str) -> Any:
    assert run(["measure", *arguments, "--format", "json", "--lang", "en", "--dry-run"]) == 0
    (found,) = json.loads(capsys.readouterr().out)["maps"]
    return found


def test_what_is_kept_are_words_and_counts_never_a_text(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["measure", "--examples"]) == 0
    kept = (workspace / "maps" / "visit.measures.json").read_text(encoding="utf-8")
    (texts,) = json.loads(kept)["texts"]
    assert texts["source"] == "survey"
    assert texts["texts"] == 601
    assert texts["unscored"] == 60
    whole = texts["words"][0]
    assert whole["journey"] == "visit"
    assert {word["word"] for word in whole["low"]} >= {"lost", "form"}
    assert {word["word"] for word in whole["high"][:2]} == {"kind", "people"}
    assert all(word["n"] >= 10 for word in whole["low"])
    lost = next(theme for theme in texts["themes"] if theme.get("journey") == "visit" and theme["theme"] == "lost")
    assert lost["low"]["value"] > 95
    assert lost["high"]["value"] == 0
    assert texts["learnt"]["back_test"]["on"] == "2026-06"
    assert texts["learnt"]["back_test"]["auc"]["value"] > 0.9
    assert texts["learnt"]["ranked"] == 60
    for secret in ("13912345678", "meyer", "http", "they lost", "xxxx"):
        assert secret not in kept
    assert "themes" in json.loads(kept)["method"]


def test_it_is_the_same_with_examples_and_without(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert measured(capsys) == measured(capsys, "--examples") == measured(capsys)


def test_examples_are_shown_on_request_masked_and_harmless(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["measure", "--lang", "en", "--dry-run"]) == 0
    assert "they lost my form" not in capsys.readouterr().out
    assert run(["measure", "--lang", "en", "--dry-run", "--examples"]) == 0
    told = capsys.readouterr().out
    assert "they lost my form" in told
    for secret in ("13912345678", "j.meyer", "\x1b[31m", "\u202e"):
        assert secret not in told
    assert "\nlost" not in told, "a text is one line"


def test_in_markdown_nothing_comes_of_what_people_wrote(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (workspace / "data" / "survey.csv").write_text(
        "where,when,answer,said\n"
        + f'form,2026-01-01,1,"{HOSTILE}"\n' * 60
        + "form,2026-01-01,5,kind people this friday morning near window parking lift coffee\n" * 60,
        encoding="utf-8",
    )
    assert run(["measure", "--format", "markdown", "--lang", "en", "--dry-run", "--examples"]) == 0
    told = capsys.readouterr().out
    assert "low scores speak of: " in told
    for markup in ("[x](", "<script>", "`code`", "@team", "\x1b", "**x**", "<b>", "13912345678"):
        assert markup not in told
    assert "| Lost \\| \\*\u2060forms\\* | 120 |" in told


def test_few_texts_tell_nothing(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (workspace / "data" / "survey.csv").write_text(
        "where,when,answer,said\n" + "form,2026-01-01,1,they lost my form\n" * 9, encoding="utf-8"
    )
    (texts,) = measured(capsys, "--examples")["texts"]
    assert texts == {
        "source": "survey", "segmenter": "letters", "coverage": {"suppressed": True}, "words": [], "themes": [],
        "learnt": {"refused": "few"},
    }  # fmt: skip
    assert run(["measure", "--lang", "zh", "--dry-run", "--examples"]) == 0
    told = capsys.readouterr().out
    assert "they lost" not in told
    assert "有分值的文本太少" in told


def test_a_pattern_that_cannot_be_used_stops_it(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (workspace / "cxmap.yaml").write_text(WORKSPACE.replace('"lost|丢"', '"(?:a?){600}b"'), encoding="utf-8")
    assert run(["measure", "--lang", "en", "--dry-run"]) == 2
    said = capsys.readouterr().err
    assert "theme `lost`" in said
    assert "RE2" in said


def test_without_a_column_of_texts_nothing_is_said_of_them(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (workspace / "cxmap.yaml").write_text(WORKSPACE.replace(", verbatim: said", ""), encoding="utf-8")
    found = measured(capsys)
    assert "texts" not in found
    assert "words" not in found["method"]


def test_complaints_have_themes_and_no_sides(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (workspace / "log").mkdir()
    (workspace / "log" / "hotline.csv").write_text(
        "where,when,said\n" + "form,2026-01-03,they lost my form\n" * 15 + "desk,2026-02-03,queued too long\n" * 20,
        encoding="utf-8",
    )
    (workspace / "cxmap.yaml").write_text(
        WORKSPACE
        + "  complaints: [{id: hotline, files: log/*.csv, columns: {touchpoint: where, opened: when, verbatim: said}}]\n",
        encoding="utf-8",
    )
    survey, hotline = measured(capsys)["texts"]
    assert survey["source"] == "survey"
    assert hotline["texts"] == 35
    assert hotline["coverage"]["value"] == pytest.approx(100 * 15 / 35, abs=0.001)
    assert hotline["words"] == []
    assert not hotline.keys() & {"low", "high", "learnt"}
    lost = hotline["themes"][0]
    assert (lost["n"], lost["low"], lost["high"]) == (35, {"suppressed": True}, {"suppressed": True})
    assert run(["measure", "--lang", "en", "--dry-run"]) == 0
    assert "  hotline: 35 texts; 42.9% have a theme [" in capsys.readouterr().out


def write_map_of_texts_alone(root: Path) -> None:
    """Write a map, and a workspace whose survey has texts, but no scores."""
    (root / "maps").mkdir()
    (root / "data").mkdir()
    (root / "maps" / "visit.yaml").write_text(MAP, encoding="utf-8")
    (root / "cxmap.yaml").write_text(WORKSPACE.replace("score: answer, ", ""), encoding="utf-8")


@pytest.mark.parametrize("form", ["text", "markdown"])
def test_texts_without_scores_are_said_of_the_map(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], form: str
) -> None:
    """Above what they say it must not read that no data say anything."""
    monkeypatch.chdir(tmp_path)
    write_map_of_texts_alone(tmp_path)
    lines = ["where,when,said", *["form,2026-01-02,it was lost"] * 20]
    (tmp_path / "data" / "a.csv").write_text("\n".join(lines), encoding="utf-8")
    assert run(["measure", "--lang", "en", "--format", form]) == 0
    told = capsys.readouterr().out
    assert "20 texts" in told
    assert "no data" not in told


def test_texts_alone_are_counted_where_they_are_not_taken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """As rows with a score are: with the reason, and whole in the rejects; a job that watches the map is told, too."""
    monkeypatch.chdir(tmp_path)
    write_map_of_texts_alone(tmp_path)
    lines = [
        *["form,2026-01-02,it was lost"] * 20,
        *["roof,2026-01-02,far"] * 3,
        "form,soon,when?",
        "form,2026-01-02,a, b",
    ]
    data = tmp_path / "data" / "a.csv"
    data.write_text("\n".join(["where,when,said", *lines]), encoding="utf-8")
    assert run(["measure", "--lang", "en", "--rejects", "rejects.csv"]) == 0
    told = capsys.readouterr().out
    assert "survey: 25 rows, without scores, 5 not taken" in told
    assert "unknown touchpoint: 3 ('roof')" in told
    assert "20 texts" in told
    with (tmp_path / "rejects.csv").open(encoding="utf-8-sig", newline="") as file:
        assert {(row["reason"], row["rows"]) for row in csv.DictReader(file)} == {
            ("unknown-touchpoint", "3"), ("unreadable-date", "1"), ("more-cells", "1"),
        }  # fmt: skip
    data.write_text("where,when,said\n" + "form,soon,when?\n" * 20, encoding="utf-8")
    assert run(["measure", "--lang", "en"]) == 2
    assert "no answer can be read" in capsys.readouterr().err, "as of rows with a score"
