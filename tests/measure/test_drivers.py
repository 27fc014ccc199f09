"""Key drivers: what moves the answer on the whole journey, and when that cannot be told."""

from __future__ import annotations

import csv
import json
from random import Random
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from cxmap.cli.app import run
from tests.pictures import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    Measure = Callable[..., Any]

IDS = ("door", "form", "exit", "lift")
SURVEY = ROOT.parent / "shared" / "data" / "sfo_2017.csv"


def map_of(ids: Iterable[str]) -> str:
    touchpoints = "".join(f"      - {{id: {id_}, name: The {id_}}}\n" for id_ in ids)
    return f"cxmap: 1\nid: visit\ntitle: A visit\nstages:\n  - name: All\n    touchpoints:\n{touchpoints}"


def workspace_of(wide: dict[str, str], overall: str) -> str:
    columns = ", ".join(f"{id_}: {column}" for id_, column in wide.items())
    return (
        "cxmap: 1\nmaps: [visit.yaml]\ndata:\n  feedback:\n"
        f"    - {{id: survey, files: survey.csv, metric: csat, columns: {{}}, wide: {{{columns}}}, missing: ['0', '6'], overall: {overall}}}\n"
    )


@pytest.fixture
def measured(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Measure:
    monkeypatch.chdir(tmp_path)

    def measure(
        rows: list[list[Any]], ids: Iterable[str] = IDS, overall: str = "{score: whole, metric: nps}", lang: str = "en"
    ) -> Any:
        ids = tuple(ids)
        (tmp_path / "visit.yaml").write_text(map_of(ids), encoding="utf-8")
        (tmp_path / "cxmap.yaml").write_text(workspace_of({id_: id_ for id_ in ids}, overall), encoding="utf-8")
        lines = [",".join((*ids, "whole")), *(",".join("" if x is None else str(x) for x in row) for row in rows)]
        (tmp_path / "survey.csv").write_text("\n".join(lines), encoding="utf-8")
        assert run(["measure", "--lang", lang]) == 0
        text = capsys.readouterr().out
        assert run(["measure", "--format", "json"]) == 0
        (found,) = json.loads(capsys.readouterr().out)["maps"]
        return found, text

    return measure


def rows_of(n: int, seed: int = 1, lift: float = 0.15) -> list[list[Any]]:
    """Answers: the form moves the whole and is bad, the door moves it less, the exit not at all, few take the lift."""
    random = Random(seed)
    rows = []
    for _ in range(n):
        door, form, exit_, ride = random.choice((3, 4, 5, 5)), random.choice((1, 2, 3, 5)), random.choice((4, 5, 5)), random.choice((1, 3, 5))  # fmt: skip
        whole = max(0, min(10, round(1.3 * form + 0.9 * door + random.gauss(0, 1.2))))
        rows.append([door, form, exit_, ride if random.random() < lift else None, whole])
    return rows


def test_what_moves_the_whole_is_told(measured: Measure) -> None:
    found, text = measured(rows_of(1500))
    (drivers,) = found["drivers"]
    assert (drivers["source"], drivers["overall"], drivers["metric"]) == ("survey", "survey:overall", "nps")
    assert (drivers["method"], drivers["n"]) == ("shapley", 1500)
    by_id = {each["touchpoint"]: each for each in drivers["drivers"]}
    assert list(by_id)[:2] == ["form", "door"]
    assert sum(each["importance"]["value"] for each in by_id.values()) == pytest.approx(1, abs=0.001)
    assert by_id["form"]["importance"]["low"] > 0.5
    assert (by_id["form"]["quadrant"], by_id["form"]["clear"]) == ("fix-first", True)
    assert by_id["exit"]["quadrant"] == "overkill"
    assert by_id["lift"]["used"] == pytest.approx(0.15, abs=0.03)
    assert by_id["lift"]["removable"]
    assert not any("removable" in by_id[id_] for id_ in ("door", "form", "exit"))
    assert "What moves the overall answer" in text
    assert "fix first" in text
    assert "a candidate to remove" in text
    whole = next(each for each in found["figures"] if each.get("source") == "survey:overall")
    assert (whole["journey"], whole["metric"], whole["n"]) == ("visit", "nps", 1500)


def test_people_who_are_not_known_move_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    people = "personas:\n  - {id: ann, name: Ann}\n"
    (tmp_path / "visit.yaml").write_text(map_of(IDS[:3]).replace("stages:", f"{people}stages:"), encoding="utf-8")
    survey = workspace_of({id_: id_ for id_ in IDS[:3]}, "{score: whole, metric: nps}")
    (tmp_path / "cxmap.yaml").write_text(survey.replace("columns: {}", "columns: {persona: who}"), encoding="utf-8")
    known = [[*row[:3], row[4]] for row in rows_of(200)]
    unknown = [[row[0], row[1], 1 + number % 5, 10 - 2 * (number % 5)] for number, row in enumerate(rows_of(200, 2))]

    def drivers(rows: list[list[Any]]) -> Any:
        lines = [",".join((*IDS[:3], "whole", "who")), *(",".join(map(str, row)) for row in rows)]
        (tmp_path / "survey.csv").write_text("\n".join(lines), encoding="utf-8")
        assert run(["measure", "--format", "json"]) == 0
        (found,) = json.loads(capsys.readouterr().out)["maps"]
        return found["drivers"]

    alone = drivers([[*row, "Ann"] for row in known])
    assert drivers([[*row, "Ann"] for row in known] + [[*row, "Bob"] for row in unknown]) == alone
    assert drivers([[*row, "Ann"] for row in known + unknown]) != alone


def test_they_are_told_in_chinese(measured: Measure) -> None:
    _, text = measured(rows_of(400), lang="zh")
    assert "总体评价的驱动因素" in text
    assert "优先改进" in text


def test_a_touchpoint_that_few_rate_is_left_out(measured: Measure) -> None:
    found, text = measured(rows_of(400, lift=0.1))
    (drivers,) = found["drivers"]
    assert drivers["left_out"] == {"lift": "too-few"}
    assert len(drivers["drivers"]) == 3
    assert "The lift (rated by too few)" in text


def test_a_touchpoint_of_one_answer_is_left_out(measured: Measure) -> None:
    rows = [[*row[:2], 5, *row[3:]] for row in rows_of(400, lift=1)]
    assert measured(rows)[0]["drivers"][0]["left_out"] == {"exit": "one-answer"}


def test_what_goes_the_other_way_is_said(measured: Measure) -> None:
    rows = [[6 - row[0], *row[1:]] for row in rows_of(600, lift=1)]
    found, text = measured(rows)
    by_id = {each["touchpoint"]: each for each in found["drivers"][0]["drivers"]}
    assert by_id["door"]["correlation"] < 0 < by_id["form"]["correlation"]
    assert "goes with worse overall answers" in text
    turned, text = measured(
        [[*row[:4], 10 - row[4]] for row in rows_of(600, lift=1)],
        overall="{score: whole, metric: ces, scale: {min: 0, max: 10}, direction: lower-is-better}",
    )
    assert all(each["correlation"] > 0 for each in turned["drivers"][0]["drivers"][:2]), "less effort is better"


@pytest.mark.parametrize(
    ("rows", "reason", "said"),
    [
        (rows_of(99), "too-few", "it takes 100 answers"),
        ([[*row[:4], Random(i).randrange(11)] for i, row in enumerate(rows_of(300))], "no-relation", "than chance would"),
        ([], "too-few", "it takes 100 answers"),
    ],
)  # fmt: skip
def test_what_cannot_be_told_is_refused(measured: Measure, rows: list[list[Any]], reason: str, said: str) -> None:
    found, text = measured(rows)
    if rows:
        (drivers,) = found["drivers"]
        assert drivers["refused"] == reason
        assert not drivers.keys() & {"n", "r2", "drivers"}
        assert said in text


def test_the_whole_stands_beside_touchpoints(
    measured: Measure, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    measured(rows_of(120))
    (tmp_path / "cxmap.yaml").write_text(
        "cxmap: 1\nmaps: [visit.yaml]\ndata:\n  feedback:\n"
        "    - {id: survey, files: survey.csv, metric: csat, columns: {score: door}, overall: {score: whole, metric: nps}}\n",
        encoding="utf-8",
    )
    assert run(["measure", "--lang", "en"]) == 2
    assert "`overall` stands beside `wide`" in capsys.readouterr().err


def test_the_airports_drivers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Correlations of pandas' kind, over rows that answer both, and Johnson's weights by numpy."""
    if not SURVEY.is_file():
        pytest.skip("the airport's survey is not here: it is nobody's to copy")
    monkeypatch.chdir(tmp_path)
    names = ["ART", "FOOD", "STORE", "SIGN", "WALKWAYS", "SCREENS", "INFODOWN", "INFOUP", "WIFI", "ROADS", "PARK", "AIRTRAIN", "LTPARKING", "RENTAL"]  # fmt: skip
    (tmp_path / "survey.csv").write_bytes(SURVEY.read_bytes())
    (tmp_path / "visit.yaml").write_text(map_of(name.lower() for name in names), encoding="utf-8")
    wide = {name.lower(): f"Q7{name}" for name in names}
    overall = "{score: NETPRO, metric: nps, missing: ['11']}"
    (tmp_path / "cxmap.yaml").write_text(workspace_of(wide, overall), encoding="utf-8")
    assert run(["measure", "--format", "json"]) == 0
    (found,) = json.loads(capsys.readouterr().out)["maps"]
    (drivers,) = found["drivers"]

    with SURVEY.open(encoding="utf-8") as file:
        answers = list(csv.DictReader(file))
    columns = [*wide.values(), "NETPRO"]
    kept = np.array([[float(row[c]) if row[c].strip() and float(row[c]) in (range(1, 6) if c != "NETPRO" else range(11)) else np.nan for c in columns] for row in answers])  # fmt: skip
    size = len(columns)
    matrix = np.eye(size)
    for i in range(size):
        for j in range(i):
            both = ~np.isnan(kept[:, i]) & ~np.isnan(kept[:, j])
            matrix[i, j] = matrix[j, i] = np.corrcoef(kept[both, i], kept[both, j])[0, 1]
    values, vectors = np.linalg.eigh(matrix[:-1, :-1])
    closest = vectors @ np.diag(np.sqrt(values)) @ vectors.T
    parts = closest**2 @ np.linalg.solve(closest, matrix[-1, :-1]) ** 2
    assert (drivers["method"], drivers["n"], "shrinkage" in drivers) == ("relative-weights", 2746, False)
    assert drivers["r2"]["value"] == pytest.approx(parts.sum(), abs=1e-4)
    shares = dict(zip(wide, parts / parts.sum(), strict=True))
    for each in drivers["drivers"]:
        assert each["importance"]["value"] == pytest.approx(shares[each["touchpoint"]], abs=1e-4)
    assert drivers["drivers"][0]["touchpoint"] == "food"
