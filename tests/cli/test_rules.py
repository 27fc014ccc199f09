"""`cxmap rules` and `cxmap explain`."""

import json
import re
from pathlib import Path

import pytest

from cxmap.cli.app import run
from cxmap.codes import FORMAT_CODES
from cxmap.lint import RULES
from tests.helpers import ROOT

NAMES = [rule.name for rule in RULES]


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    for variable in ("CXMAP_LANG", "LC_ALL", "LC_MESSAGES", "FORCE_COLOR"):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setenv("LANG", "C.UTF-8")


def output(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert run(arguments) == 0
    captured = capsys.readouterr()
    assert captured.err == ""
    return captured.out


def listed(text: str) -> list[str]:
    return [match for match in re.findall(r"^  ([a-z-]+) ", text, re.MULTILINE) if match in NAMES]


def test_rules_lists_all(capsys: pytest.CaptureFixture[str]) -> None:
    assert listed(output(capsys, "rules")) == NAMES
    assert [rule["name"] for rule in json.loads(output(capsys, "rules", "--format", "json"))["rules"]] == NAMES
    markdown = output(capsys, "rules", "--format", "markdown", "--lang", "zh")
    assert all(f"### {name}" in markdown for name in NAMES)


def test_rules_lists_what_a_policy_applies(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    workshop = [rule.name for rule in RULES if "workshop" in rule.policies]
    assert listed(output(capsys, "rules", "--policy", "workshop")) == workshop
    assert listed(output(capsys, "rules", "--select", "suppressions,unknown-owner")) == [
        "unknown-owner",
        *(rule.name for rule in RULES if rule.family == "suppressions"),
    ]
    (tmp_path / "p.yaml").write_text("cxmap: 1\nlint: {select: flat-curve}\n", encoding="utf-8")
    assert listed(output(capsys, "rules", "--policy", str(tmp_path / "p.yaml"))) == ["flat-curve"]


@pytest.mark.parametrize("language", ["en", "zh"])
def test_explain_tells_every_rule(capsys: pytest.CaptureFixture[str], language: str) -> None:
    for name in NAMES:
        said = output(capsys, "explain", name, "--lang", language)
        assert said.startswith(f"{name}\n")
        assert bool(re.search("[\u4e00-\u9fff]{4}。", said)) is (language == "zh")
    assert json.loads(output(capsys, "explain", "flat-curve", "--format", "json"))["name"] == "flat-curve"
    assert output(capsys, "explain", "flat-curve", "--format", "markdown").startswith("# flat-curve\n")


def test_explain_lists_a_family(capsys: pytest.CaptureFixture[str]) -> None:
    assert listed(output(capsys, "explain", "plan")) == [rule.name for rule in RULES if rule.family == "plan"]


@pytest.mark.parametrize(
    ("name", "words"),
    [("flat-curv", "did you mean `flat-curve`?"), ("x", "`cxmap rules` lists them all"), ("unknown-key", "is no rule")],
)
def test_what_cannot_be_explained(capsys: pytest.CaptureFixture[str], name: str, words: str) -> None:
    assert run(["explain", name]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert words in captured.err


def test_the_codes_of_the_format_are_those_of_the_source() -> None:
    written = "".join(
        path.read_text(encoding="utf-8")
        for path in (ROOT / "cxmap").rglob("*.py")
        if path.name != "codes.py" and not {"cli", "rules", "render"} & {*path.parts}
    )
    assert [code for code in sorted(FORMAT_CODES) if f'"{code}"' not in written] == []
    given = re.findall(
        r'(?:Severity\.ERROR,|_complain\(|_complaint\(\w+,|_Mistake\(|return \()\s*"([a-z]+(?:-[a-z]+)*)",', written
    )
    assert sorted(set(given) - FORMAT_CODES) == []
