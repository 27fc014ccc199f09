"""What is generated is fresh, and what the README shows is true."""

from __future__ import annotations

import importlib.util
import json
import re
import shlex
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cxmap.cli.app import run
from cxmap.lint import RULES
from cxmap.lint.policy import policy_of
from cxmap.workspace import open_workspace
from tests.pictures import EXAMPLES, ROOT, example

if TYPE_CHECKING:
    import pytest

README = (ROOT / "README.md").read_text(encoding="utf-8")


def _tool(name: str) -> Any:
    spec = importlib.util.spec_from_file_location(name, ROOT / "tests" / "tools" / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_readmes_pictures_are_fresh() -> None:
    tool = _tool("pictures")
    kept = {path.name: path.read_text(encoding="utf-8") for path in tool.FOLDER.iterdir()}
    laid_out = {name: kept.pop(name) for name in tool.laid_out_pictures()}
    assert kept == tool.pictures(), "run: python tests/tools/pictures.py"
    if tool.GRAPHVIZ in _graphviz():
        assert laid_out == tool.laid_out_pictures(), "run: python tests/tools/pictures.py"


def _graphviz() -> str:
    program = shutil.which("dot")
    return subprocess.run([program, "-V"], capture_output=True, text=True, check=True).stderr if program else ""


def test_the_readme_shows_twelve_lines_and_their_picture() -> None:
    assert len(_tool("pictures").readme_map().splitlines()) == 12


def test_the_readme_lists_every_rule() -> None:
    rows = re.findall(r"^\| \*\*(\w+)\*\*: .* \| (.*) \|$", README, re.MULTILINE)
    listed = [(family, name) for family, names in rows for name in re.findall(r"`([a-z-]+)`", names)]
    assert listed == [(rule.family, rule.name) for rule in RULES]
    assert f"\n{len(RULES)} rules read a map" in README


def test_the_readmes_policy_is_valid(tmp_path: Path) -> None:
    block = re.search(r"```yaml\n(lint:\n.*?)```", README, re.DOTALL)
    assert block is not None
    (tmp_path / "bank").mkdir()
    (tmp_path / "firm-policy.yaml").write_text("cxmap: 1\nlint: {policy: strict}\n", encoding="utf-8")
    (tmp_path / "bank" / "cxmap.yaml").write_text(f"cxmap: 1\n{block[1]}", encoding="utf-8")
    applied = {one.rule.name for one in policy_of(RULES, open_workspace(tmp_path / "bank")).rules_for()}
    assert "high-residual-risk" in applied
    assert not {"review-overdue", "placeholder", "too-many-stages"} & applied


def test_every_link_of_the_readme_leads_somewhere() -> None:
    for target in re.findall(r"\]\(([^)#:]+)\)", README):
        assert (ROOT / target).exists(), target


def test_the_readmes_findings_are_real(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    block = re.search(r"```console\n\$ cxmap (.*?)\n(.*?)```", README, re.DOTALL)
    assert block is not None
    (tmp_path / "map.yaml").write_text(
        "cxmap: 1\nid: loan\ntitle: A loan\npersonas: [{id: li-wei}, {id: 小陈}]\nstages:\n  - name: Apply\n    touchpoints:\n"
        "      - name: The form\n        painPoints: [同一信息填三遍]\n        emotion: {小陈: 1, li-wie: -3}\n",
        encoding="utf-8",
    )
    monkeypatch.chdir(tmp_path)
    assert run(shlex.split(block[1])) == 1
    assert capsys.readouterr().out == block[2]


def test_the_readmes_drift_is_real(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    block = re.search(r"```\n\$ cxmap (drift .*?)\n(.*?)```", README, re.DOTALL)
    assert block is not None
    monkeypatch.chdir(ROOT)
    assert run(shlex.split(block[1])) == 1
    assert capsys.readouterr().out == block[2]


def test_the_examples_are_clean(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["lint", str(ROOT / "examples"), "--today", "2026-11-22"]) == 0, capsys.readouterr().out


def test_the_examples_and_templates_are_in_canonical_form(capsys: pytest.CaptureFixture[str]) -> None:
    templates = [*(ROOT / "cxmap" / "cli" / "templates").rglob("*.yaml")]
    assert len(templates) == 4
    for path in (ROOT / "examples", ROOT / "examples" / "cxmap.yaml", *templates):
        assert run(["fmt", "--check", str(path)]) == 0, capsys.readouterr().out


def test_the_examples_use_every_part_of_the_format() -> None:
    from cxmap.model._compiled import MAP

    used: set[tuple[str, str]] = set()
    for path in EXAMPLES:
        document = example(path.stem)
        _collect(document.journey, used)
        assert document.workspace is not None
        _collect(document.workspace.library, used)
    wanted = {(model, field) for model, field in _fields(MAP)}
    assert wanted - used == set()


def _collect(value: Any, used: set[tuple[str, str]]) -> None:
    if isinstance(value, tuple):
        for item in value:
            _collect(item, used)
    elif hasattr(value, "__pydantic_fields_set__"):
        for name, inner in vars(value).items():
            if inner not in (None, (), {}):
                used.add((type(value).__name__, name))
            _collect(inner, used)
    elif isinstance(value, dict):
        for item in value.values():
            _collect(item, used)


def _fields(node: Any) -> set[tuple[str, str]]:
    found: set[tuple[str, str]] = set()
    if isinstance(node, dict):
        if node.get("type") == "model":
            found |= {(node["cls"].__name__, name) for name in node["schema"]["fields"]}
        for value in node.values():
            found |= _fields(value)
    elif isinstance(node, list):
        for value in node:
            found |= _fields(value)
    return found


def test_the_examples_data_are_fresh() -> None:
    folder = ROOT / "examples" / "data"
    made = _tool("data").files()
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == made, "run: python tests/tools/data.py"


def test_the_examples_measures_are_fresh(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["measure", str(ROOT / "examples"), "--dry-run", "--format", "json"]) == 0
    found = {
        each["map"]: each for each in json.loads(capsys.readouterr().out)["maps"] if each["sources"] or "logs" in each
    }
    maps = ROOT / "examples" / "maps"
    kept = {path.name: json.loads(path.read_text(encoding="utf-8")) for path in maps.glob("*.measures.json")}
    assert {each["map"]: each for each in kept.values()} == found, "run: cxmap measure examples"


def test_the_examples_tell_their_planted_stories() -> None:
    def figure(map_: str, **wanted: str) -> dict[str, Any]:
        data = json.loads((ROOT / "examples" / "maps" / f"{map_}.measures.json").read_text(encoding="utf-8"))
        return next(each for each in data["figures"] if wanted.items() <= each.items())

    form = figure("home-loan", touchpoint="online-form")
    assert form["trend"]["slope"] < 0
    assert form["trend"]["p"] < 0.05
    branch = figure("home-loan", touchpoint="online-form", channel="branch")
    assert form["channels"]["p"] < 0.05
    assert branch["value"] < figure("home-loan", touchpoint="online-form", channel="app")["value"]
    checked, corner = figure("home-loan", touchpoint="paper-check"), figure("hot-pot", touchpoint="waiting-corner")
    assert checked["claimed"] < checked["emotion"]["low"]
    assert corner["claimed"] > corner["emotion"]["high"]
    dinner = json.loads((ROOT / "examples" / "maps" / "hot-pot.measures.json").read_text(encoding="utf-8"))
    moves = {each["touchpoint"]: each for each in dinner["drivers"][0]["drivers"]}
    assert next(iter(moves)) == "pay-bill"
    assert (moves["pay-bill"]["quadrant"], moves["noodle-show"]["quadrant"]) == ("fix-first", "overkill")
    assert moves["noodle-show"]["importance"]["high"] < 0.1 < moves["pay-bill"]["importance"]["low"]
    months = {
        each["period"]: each.get("outstanding", 0) for each in figure("online-shop", journey="online-coat")["periods"]
    }
    assert [period for period, apart in months.items() if apart <= -3.5] == ["2026-08"]


def test_the_examples_complaints_tell_their_planted_story() -> None:
    text = (ROOT / "examples" / "maps" / "home-loan.measures.json").read_text(encoding="utf-8")
    found = json.loads(text)["complaints"]

    def one(**wanted: str) -> dict[str, Any]:
        return next(each for each in found if wanted.items() <= each.items())

    whole = one(journey="home-loan")
    assert whole["channels"]["p"] < 0.01
    slow, quick = one(journey="home-loan", channel="branch"), one(journey="home-loan", channel="app")
    assert slow["handling"]["low"] > quick["handling"]["high"], "the branch's complaints take longest"
    waiting = one(stage="wait-for-answer")
    assert waiting["trend"]["low"] > 0
    assert waiting["trend"]["p"] < 0.05
    assert "periods" not in one(touchpoint="paper-check"), "the few about the decision would follow"
    months = {each["period"]: each["outstanding"] for each in one(stage="submit")["periods"]}
    assert [period for period, apart in months.items() if apart >= 3.5] == ["2026-07"]
    assert {each["from"]: each["n"] for each in found if each.get("journey") and "from" in each} == {
        "热线": 214, "手机银行": 143, "监管转办": 37,
    }  # fmt: skip
    assert "TS0" not in text, "numbers of cases stay where they are"
    assert "报错" not in text, "and so does what people wrote"


def test_drift_tells_the_stories_that_the_maps_do_not(capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ["drift", str(ROOT / "examples"), "--format", "json", "--today", "2026-11-22"]
    assert run(arguments) == 1
    told = json.loads(capsys.readouterr().out)["findings"]
    found = {(one["rule"], *_named(one), one["severity"]) for one in told}
    for story in (
        ("falling-figure", "online-form", "touchpoints"),
        ("emotion-outside-measurement", "paper-check", "emotion"),
        ("emotion-outside-measurement", "waiting-corner", "emotion"),
        ("measurement-differs", "waiting-corner", "value"),
        ("new-anomaly", "online-coat", "title"),
        ("touchpoint-missing-from-map", "home-loan", "stages"),
        ("channel-differs", "payout", "channel"),
    ):
        assert (*story, "warning") in found
    (missing,) = (one for one in told if one["rule"] == "touchpoint-missing-from-map")
    assert "“补件” (211 of 600 cases, 35.2%)" in missing["message"]["en"]
    assert run([*arguments, "--measure"]) == 1
    assert json.loads(capsys.readouterr().out)["findings"] == told


def _named(finding: dict[str, Any]) -> tuple[str | None, str]:
    """Return the id of the touchpoint that something is found at, or of the map, and the last name in its path."""
    journey, path = example(Path(finding["file"]).stem).journey, finding["path"]
    id_ = journey.stages[path[1]].touchpoints[path[3]].id if len(path) > 3 else journey.id
    return id_, [name for name in path if isinstance(name, str)][-1]


def test_the_examples_texts_tell_their_planted_stories() -> None:
    def texts(map_: str) -> dict[str, Any]:
        text = (ROOT / "examples" / "maps" / f"{map_}.measures.json").read_text(encoding="utf-8")
        found = json.loads(text)["texts"][0]
        assert isinstance(found, dict)
        return found

    loan, coat = texts("home-loan"), texts("online-shop")
    form = next(each for each in loan["words"] if each.get("touchpoint") == "online-form")
    assert form["low"][0]["word"] == loan["words"][0]["low"][0]["word"] == "重复"
    assert {word["word"] for word in coat["words"][0]["low"]} >= {"late", "tracking"}

    def theme(of: dict[str, Any], name: str, **place: str) -> dict[str, Any]:
        return next(each for each in of["themes"] if {"theme": name, **place}.items() <= each.items())

    again, staff = theme(loan, "again", touchpoint="online-form"), theme(loan, "staff", touchpoint="paper-check")
    assert again["low"]["value"] > 50
    assert again["high"]["value"] == 0
    assert again["low"]["low"] > theme(loan, "again", journey="home-loan")["value"]
    assert staff["high"]["value"] > 30
    assert theme(coat, "waiting", journey="online-coat")["low"]["value"] > 40
    for found in (loan, coat):
        test = found["learnt"]["back_test"]
        assert test["accuracy"]["low"] > test["baseline"]
        assert test["auc"]["low"] > 0.9
