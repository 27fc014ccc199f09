"""GitLab's code quality report. Its schema is part of GitLab; this one is written from its documentation."""

import json

import jsonschema
import pytest

from cxmap.diagnostics import Span, Text
from cxmap.language import LANGUAGES, Language
from cxmap.report.findings import FileFindings
from cxmap.report.findings.gitlab import as_gitlab
from tests.report.made import ALL, BROKEN, ERROR, FOUND, GONE, HOSTILE, PAGES, finding, hostile

SCHEMA = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["description", "check_name", "fingerprint", "severity", "location"],
        "additionalProperties": False,
        "properties": {
            "description": {"type": "string", "minLength": 1, "pattern": r"^[^\r\n]+$"},
            "check_name": {"type": "string", "pattern": "^[a-z-]+$"},
            "fingerprint": {"type": "string", "pattern": "^[0-9a-f]{32}$"},
            "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
            "location": {
                "type": "object",
                "required": ["path", "lines"],
                "additionalProperties": False,
                "properties": {
                    "path": {"type": "string", "minLength": 1, "pattern": r"^(?!\./)"},
                    "lines": {
                        "type": "object",
                        "required": ["begin"],
                        "additionalProperties": False,
                        "properties": {"begin": {"type": "integer", "minimum": 1}},
                    },
                },
            },
        },
    },
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("found", [(), ALL, *map(hostile, HOSTILE)])
def test_the_report_is_valid(found: tuple[FileFindings, ...], language: Language) -> None:
    issues = json.loads(as_gitlab(found, language, PAGES))
    jsonschema.validate(issues, SCHEMA)
    assert len(issues) == sum(len(one.diagnostics) for one in found)
    assert len({issue["fingerprint"] for issue in issues}) == len(issues), "GitLab shows the first of equal ones only"


def test_what_an_issue_says() -> None:
    issues = json.loads(as_gitlab([FOUND, BROKEN, GONE], "en", PAGES))
    assert {key: value for key, value in issues[0].items() if key != "fingerprint"} == {
        "description": "No team is called `paymnets`. Did you mean `payments`?",
        "check_name": "unknown-owner",
        "severity": "minor",
        "location": {"path": "maps/a.yaml", "lines": {"begin": 3}},
    }
    assert [issue["severity"] for issue in issues] == ["minor", "minor", "info", "critical", "critical"]
    assert issues[-1]["location"] == {"path": "gone.yaml", "lines": {"begin": 1}}
    assert (
        json.loads(as_gitlab([FOUND], "zh", PAGES))[0]["description"]
        == "没有名为 `paymnets` 的团队。是否想写 `payments`？"
    )


def test_an_error_of_a_rule_is_major_and_one_of_the_format_critical() -> None:
    found = [finding(severity=ERROR), finding("unknown-key", ERROR)]
    issues = json.loads(as_gitlab([FileFindings(FOUND.text, found)], "en", PAGES))
    assert [issue["severity"] for issue in issues] == ["major", "critical"]


def test_a_leading_dot_goes() -> None:
    text = Text("./maps//a.yaml", "x")
    (issue,) = json.loads(as_gitlab([FileFindings(text, [finding(file=text.name, span=Span(0, 1))])], "en", PAGES))
    assert issue["location"]["path"] == "maps/a.yaml"
