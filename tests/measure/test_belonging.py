"""Two maps call different touchpoints alike: each gets what was said of its own, whichever map comes first."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from cxmap.cli.app import run
from cxmap.data.naming import in_any_map, in_map, names_in, names_of, names_of_one_meaning
from cxmap.document import load
from cxmap.workspace import open_workspace

if TYPE_CHECKING:
    from pathlib import Path

CLINIC = """\
cxmap: 1
id: clinic
title: A clinic
language: en
channels: [{id: app, name: App}, {id: desk, name: Desk}]
stages:
- id: arrive
  touchpoints:
  - {id: form, name: The form}
  - {id: door, name: The door}
"""
SCHOOL = """\
cxmap: 1
id: school
title: A school
language: en
channels: [{id: mobile, name: App}, {id: desk, name: Desk}]
stages:
- id: apply
  touchpoints:
  - {id: fill-in, name: The form}
  - {id: gate, name: The gate}
"""
COLUMNS = "{touchpoint: where, time: when, channel: via, score: answer, verbatim: text}"
WORKSPACE = f"""\
cxmap: 1
maps: [maps/*.yaml]
data:
  suppress_below: 1
  codebook: [{{id: slow, match: slow}}]
  feedback:
  - {{id: survey, files: data/survey.csv, metric: csat, columns: {COLUMNS}}}
  complaints:
  - {{id: hotline, files: data/hotline.csv, columns: {{touchpoint: where, opened: when, channel: via}}}}
  events:
  - {{id: log, files: data/log.csv, columns: {{case: who, event: where, time: when, channel: via}}}}
"""


@pytest.fixture(params=["clinic first", "school first"])
def workspace(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("maps", "data"):
        (tmp_path / name).mkdir()
    first, second = ("a", "b") if request.param == "clinic first" else ("b", "a")
    (tmp_path / "maps" / f"{first}.yaml").write_text(CLINIC, encoding="utf-8")
    (tmp_path / "maps" / f"{second}.yaml").write_text(SCHOOL, encoding="utf-8")
    (tmp_path / "cxmap.yaml").write_text(WORKSPACE, encoding="utf-8")
    said = [*["The form"] * 20, *["the door"] * 5, *["gate"] * 4, *["fill-in"] * 3, *["form"] * 2]
    rows = [f"{where},2026-0{1 + n % 2}-05,{('App', 'Desk')[n % 2]}" for n, where in enumerate(said)]
    answers = [f"{row},{1 + n % 5},it was slow {n}" for n, row in enumerate(rows)]
    cases = [f"{n},{row}" for n, row in enumerate(rows)]
    for name, head, lines in (
        ("survey", "where,when,via,answer,text", answers), ("hotline", "where,when,via", rows),
        ("log", "who,where,when,via", cases),
    ):  # fmt: skip
        (tmp_path / "data" / f"{name}.csv").write_text("\n".join([head, *lines]), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def measured(capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    assert run(["measure", "--format", "json", "--dry-run"]) == 0
    return {one["map"]: one for one in json.loads(capsys.readouterr().out)["maps"]}


def counts(figures: list[dict[str, Any]], n: str = "n") -> dict[str, int]:
    return {one["touchpoint"]: one[n] for one in figures if "touchpoint" in one and "channel" not in one}


@pytest.mark.usefixtures("workspace")
def test_each_map_gets_its_own(capsys: pytest.CaptureFixture[str]) -> None:
    found = measured(capsys)
    clinic, school = found["clinic"], found["school"]
    assert counts(clinic["figures"]) == counts(clinic["complaints"]) == {"form": 22, "door": 5}
    assert counts(school["figures"]) == counts(school["complaints"]) == {"fill-in": 23, "gate": 4}
    assert [one["rejected"] for one in (*clinic["sources"], *school["sources"])] == [{}, {}]
    for map_, channel in ((clinic, "app"), (school, "mobile")):
        for kind in ("figures", "complaints"):
            assert {one["channel"] for one in map_[kind] if "channel" in one} == {channel, "desk"}
        assert {one["channel"] for one in map_["flows"][0]["groups"] if "channel" in one} == {channel, "desk"}
    steps = [
        {step["touchpoint"]: step["cases"] for step in map_["flows"][0]["touchpoints"]} for map_ in (clinic, school)
    ]
    assert steps == [{"form": 22, "door": 5}, {"fill-in": 23, "gate": 4}]
    texts = [
        {one["touchpoint"]: one["n"] for one in map_["texts"][0]["themes"] if "touchpoint" in one}
        for map_ in (clinic, school)
    ]
    assert texts == [{"form": 22, "door": 5}, {"fill-in": 23, "gate": 4}]


def test_values_settle_what_a_name_means(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    values = "values: {touchpoint: {The form: fill-in}}, "
    (workspace / "cxmap.yaml").write_text(
        WORKSPACE.replace("files: data/survey", f"{values}files: data/survey"), "utf-8"
    )
    found = measured(capsys)
    assert counts(found["clinic"]["figures"]) == {"form": 2, "door": 5}
    assert counts(found["school"]["figures"]) == {"fill-in": 23, "gate": 4}


def test_what_a_name_means(workspace: Path) -> None:
    around = open_workspace(workspace)
    names = names_of([load(path, around) for path in around.maps()])
    mark = names["touchpoint"]["The form"]
    assert names["touchpoint"]["form"] == "form"
    assert (in_map(mark, "clinic"), in_map(mark, "school"), in_map(mark, "inn")) == ("form", "fill-in", None)
    assert (in_any_map(mark, "school"), in_any_map(mark, "inn"), in_map("door", "inn")) == ("fill-in", "form", "door")
    assert names_in(names, "school")["channel"] == {
        "app": "mobile",
        "App": "mobile",
        "mobile": "mobile",
        "desk": "desk",
        "Desk": "desk",
    }
    assert "The form" not in names_of_one_meaning(names)["touchpoint"]
    assert names_of_one_meaning(names)["touchpoint"]["The gate"] == "gate"


def test_an_id_counts_before_a_name(tmp_path: Path) -> None:
    (tmp_path / "map.yaml").write_text(CLINIC.replace("name: The form", "name: Door"), encoding="utf-8")
    assert names_of([load(tmp_path / "map.yaml")])["touchpoint"] == {
        "form": "form", "door": "door", "Door": "door", "The door": "door",
    }  # fmt: skip
