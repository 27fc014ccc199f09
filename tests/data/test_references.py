"""Ids in `data:` that no map has are said where they stand; rows about them are never out of sight."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from cxmap.cli.app import run
from cxmap.data.references import check_ids
from cxmap.document import load
from cxmap.workspace import open_workspace
from tests.helpers import fault

if TYPE_CHECKING:
    from pathlib import Path

MAPS = {
    "visit": "cxmap: 1\nid: visit\ntitle: A visit\nlanguage: en\nchannels: [{id: desk}]\npersonas: [{id: ann, name: Ann, segment: new}]\n"
    "segments: [{id: new}]\nstages:\n- id: come\n  touchpoints: [{id: form, name: The form}, {id: door, channel: kiosk}]\n",
    "stay": "cxmap: 1\nid: stay\ntitle: A stay\nlanguage: en\nstages:\n- id: sleep\n  touchpoints: [{id: bed, name: The bed}]\n",
}
BESIDE = """{"version": 1, "map": "visit", "figures": [
  {"touchpoint": "form", "source": "survey", "metric": "csat", "n": 50, "value": 60, "low": 50, "high": 70}]}"""
HEAD = "cxmap: 1\nmaps: [maps/*.yaml]\ndata:\n"
SURVEY = "id: survey, files: data.csv, metric: csat"
LONG = f"{SURVEY}, columns: {{touchpoint: where, score: answer}}"
LOG = "id: log, files: data.csv, columns: {opened: at}"
CASES = "id: cases, files: data.csv, columns: {case: who, event: what, time: at}"


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "maps").mkdir()
    for name, content in MAPS.items():
        (tmp_path / "maps" / f"{name}.yaml").write_text(content, encoding="utf-8")
    (tmp_path / "maps" / "visit.measures.json").write_text(BESIDE, encoding="utf-8")
    (tmp_path / "data.csv").write_text("where,answer\n" + "Formular,4\n" * 30 + "form,5\n" * 20, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def with_data(workspace: Path, kind: str, fields: str) -> str:
    line = f"  {kind}: [{{{fields}}}]"
    (workspace / "cxmap.yaml").write_text(f"{HEAD}{line}\n", encoding="utf-8")
    return line


@pytest.mark.parametrize(
    ("kind", "fields", "at", "en", "zh"),
    [
        ("feedback", f"{LONG}, values: {{touchpoint: {{Formular: frm}}}}", "frm", "no map that `survey` is about has a touchpoint `frm` | did you mean `form`?", "`survey` 涉及的地图中没有触点 `frm` | 是否想写 `form`？"),
        ("feedback", f"{SURVEY}, wide: {{dor: b}}, columns: {{time: t}}", "dor:", "a touchpoint `dor` | did you mean `door`?", "没有触点 `dor`"),
        ("feedback", f"{LONG}, values: {{channel: {{Counter: dsk}}}}", "dsk", "a channel `dsk` | did you mean `desk`?", "没有渠道 `dsk`"),
        ("feedback", f"{LONG}, values: {{persona: {{A: anne}}}}", "anne", "a persona `anne` | did you mean `ann`?", "没有客户角色 `anne`"),
        ("feedback", f"{LONG}, values: {{segment: {{N: newer}}}}", "newer", "a segment `newer` | did you mean `new`?", "没有客群 `newer`"),
        ("feedback", f"{LONG}, channel: dekk", "dekk", "a channel `dekk` | did you mean `desk`?", "没有渠道 `dekk`"),
        ("feedback", f"{LONG}, maps: vist", "vist", "the workspace has no map `vist` | did you mean `visit`?", "工作区中没有地图 `vist`"),
        ("complaints", f"{LOG}, maps: [stay, nowhere]", "nowhere", "no map `nowhere` | there are: stay, visit", "现有：stay、visit"),
        ("complaints", f"{LOG}, maps: stay, values: {{touchpoint: {{F: form}}}}", "form}", "a touchpoint `form` | there are: bed", "`log` 涉及的地图中没有触点 `form`"),
        ("events", f"{CASES}, maps: stay, values: {{segment: {{F: gold}}}}", "gold}", "a segment `gold` | none of these maps has a segment with an id yet", "还没有带 id 的客群"),
    ],
)  # fmt: skip
def test_an_id_that_no_map_has_is_said_where_it_stands(
    workspace: Path, capsys: pytest.CaptureFixture[str], kind: str, fields: str, at: str, en: str, zh: str
) -> None:
    line = with_data(workspace, kind, fields)
    around = open_workspace(workspace)
    (found,) = check_ids(around, [load(path, around) for path in around.maps()])
    told = fault(around.source.text, found)
    assert told.place == (4, line.rindex(at) + 1, "unknown-reference")
    assert en in told.en
    assert zh in told.zh
    seen = [["lint"]] if at != "form}" else []  # lint parses maps for it only where an id is nowhere in their texts
    for command in (["measure"], ["drift"], ["drift", "--measure"], *seen):
        assert run(command) == 2
        out, err = capsys.readouterr()
        assert f"cxmap.yaml:4:{told.place[1]}: " in (out or err)
        assert "^" in (out or err)
    if kind == "events":
        assert run(["discover"]) == 2
        assert "cxmap.yaml:4" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("kind", "fields"),
    [
        ("feedback", f"{LONG}, values: {{touchpoint: {{A: form, B: bed}}, channel: {{A: desk, B: kiosk, C: phone}}, persona: {{A: ann}}, segment: {{A: new}}}}"),
        ("feedback", f"{LONG}, values: null, maps: [stay, visit], channel: kiosk"),
        ("complaints", f"{LOG}, maps: stay, values: {{touchpoint: {{A: bed}}}}"),
        ("events", CASES),
    ],
)  # fmt: skip
def test_ids_that_a_map_has_are_taken(workspace: Path, kind: str, fields: str) -> None:
    with_data(workspace, kind, fields)
    around = open_workspace(workspace)
    assert check_ids(around, [load(path, around) for path in around.maps()]) == []


def test_an_id_that_stands_in_a_text_alone_is_found_by_those_who_measure(
    workspace: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with_data(workspace, "feedback", f"{LONG}, values: {{touchpoint: {{Formular: stay}}}}")
    assert run(["lint", "--select", "structure"]) in (0, 1)  # maps are read for it only where an id is nowhere in them
    assert run(["measure"]) == 2
    assert "no map that `survey` is about has a touchpoint `stay`" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("fields", "sample"),
    [
        (f"{LONG}, values: {{touchpoint: {{Formular: sofa}}}}", "Formular"),
        (f"{SURVEY}, wide: {{sofa: answer}}, columns: {{verbatim: where}}", "sofa"),
    ],
)
def test_beside_a_broken_map_rows_about_it_are_not_taken(
    workspace: Path, capsys: pytest.CaptureFixture[str], fields: str, sample: str
) -> None:
    broken = MAPS["stay"].replace("bed", "sofa").replace("id: stay", "id: sit").replace("cxmap: 1", "cxmap: 7")
    (workspace / "maps" / "sit.yaml").write_text(broken, encoding="utf-8")
    with_data(workspace, "feedback", fields)
    assert run(["measure", "maps/visit.yaml", "--dry-run", "--format", "json"]) == 0
    out, err = capsys.readouterr()
    assert "sit.yaml" in err
    (source,) = json.loads(out)["maps"][0]["sources"]
    assert source["rejected"] == {"unknown-touchpoint": 50 if sample == "sofa" else 30}
    assert run(["measure", "maps/visit.yaml", "--dry-run", "--rejects", "rejects.csv"]) == 0
    assert sample in (workspace / "rejects.csv").read_text(encoding="utf-8")
