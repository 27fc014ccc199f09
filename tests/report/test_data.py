"""JSON: one document, or a line a finding."""

import json

import pytest

from cxmap.diagnostics import Text
from cxmap.report.escaping import json_text
from cxmap.report.findings import FileFindings, Tally, as_json, as_jsonl
from tests.report.made import ALL, BROKEN, FAMILY_OF, FOUND, GONE, UNREADABLE, tally_of


def test_a_finding_has_every_field() -> None:
    (first, *_) = json.loads(as_json([FOUND], tally_of([FOUND]), FAMILY_OF))["findings"]
    assert first == {
        "file": "maps/a.yaml", "line": 3, "column": 30, "end_line": 3, "end_column": 38, "severity": "warning",
        "rule": "unknown-owner", "family": "ownership",
        "message": {"en": "no team is called `paymnets`", "zh": "没有名为 `paymnets` 的团队"},
        "help": {"en": "did you mean `payments`?", "zh": "是否想写 `payments`？"},
        "path": ["stages", 0, "owner"], "owner": "payments",
        "fix": {"en": "write `payments`", "zh": "改为 `payments`"},
    }  # fmt: skip


def test_the_summary_has_every_map_and_the_totals() -> None:
    document = json.loads(as_json(ALL, tally_of(ALL), FAMILY_OF))
    assert document["version"] == 1
    summary = document["summary"]
    assert {name: summary[name] for name in ("files", "errors", "warnings", "notes")} == {
        "files": 4, "errors": 2, "warnings": 2, "notes": 1,
    }  # fmt: skip
    shares = {"touchpoints": (1, 2), "claims": (0, 3), "actions": (0, 0)}
    assert summary["maps"][0] == {
        "file": "maps/a.yaml",
        "findings": {"ownership": 1, "structure": 2},
        "coverage": {name: {"covered": covered, "total": total} for name, (covered, total) in shares.items()},
    }
    assert summary["maps"][1] == {"file": "maps/中文 图.yaml", "findings": {"format": 1}, "coverage": None}
    assert summary["maps"][3] == {"file": "gone.yaml", "findings": {"format": 1}, "coverage": None}
    assert summary["totals"]["findings"] == {"format": 2, "ownership": 1, "structure": 2}
    assert summary["totals"]["coverage"]["touchpoints"] == {"covered": 3, "total": 4}


def test_findings_that_are_waived_are_shown_when_asked_for() -> None:
    silent = json.loads(as_json([FOUND], tally_of([FOUND]), FAMILY_OF))["findings"]
    shown = json.loads(as_json([FOUND], tally_of([FOUND]), FAMILY_OF, suppressed=True))["findings"]
    assert all("suppressed" not in finding for finding in silent)
    assert shown[:-1] == silent
    assert shown[-1]["suppressed"] == "decided in June, see CX-118"


def test_a_line_is_a_finding() -> None:
    for suppressed in (False, True):
        lines = list(as_jsonl(FOUND, FAMILY_OF, suppressed=suppressed))
        whole = json.loads(as_json([FOUND], Tally(), FAMILY_OF, suppressed=suppressed))
        assert [json.loads(line) for line in lines] == whole["findings"]
        assert not any("\n" in line for line in lines)


def test_without_families_everything_is_of_the_format() -> None:
    assert {finding["family"] for finding in json.loads(as_json([FOUND], Tally()))["findings"]} == {"format"}


@pytest.mark.parametrize("found", [(), (FileFindings(Text("a", ""), []),)])
def test_nothing_found(found: tuple[FileFindings, ...]) -> None:
    document = json.loads(as_json(found, tally_of(found)))
    assert document["findings"] == []
    assert document["summary"]["totals"] == {"findings": {}, "coverage": None}


def test_a_file_that_cannot_be_read_has_no_place() -> None:
    (line,) = as_jsonl(GONE)
    assert {json.loads(line)[name] for name in ("line", "column", "end_line", "end_column")} == {None}
    assert [json.loads(line)["file"] for line in as_jsonl(BROKEN)] == ["maps/中文 图.yaml"]


def test_a_file_name_that_is_not_unicode_survives() -> None:
    name = b"a\xff.yaml".decode("utf-8", "surrogateescape")
    assert json.loads(json_text({"file": name})) == {"file": name}
    json_text({"file": name}).encode("utf-8")
    assert UNREADABLE.file in json_text([UNREADABLE.file])
