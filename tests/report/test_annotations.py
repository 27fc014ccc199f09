"""GitHub's workflow commands: errors first, and a summary that is no command."""

import re

import pytest

from cxmap.language import LANGUAGES, Language, Words
from cxmap.report.findings import as_annotations, as_github, summary
from tests.report.made import ALL, FOUND, HOSTILE, hostile, tally_of

COMMAND = re.compile(r"::(error|warning|notice) (\w+=[^,:\r\n]*(?:,\w+=[^,:\r\n]*)*)::(.*)")


def read(line: str) -> tuple[str, dict[str, str], str]:
    """Read a command as the runner does: split, then decode what was escaped."""
    match = COMMAND.fullmatch(line)
    assert match, line
    properties = dict(part.split("=", 1) for part in match[2].split(","))
    for code, character in (("%3A", ":"), ("%2C", ","), ("%0D", "\r"), ("%0A", "\n"), ("%25", "%")):
        properties = {name: value.replace(code, character) for name, value in properties.items()}
    message = match[3].replace("%0D", "\r").replace("%0A", "\n").replace("%25", "%")
    return match[1], properties, message


def test_errors_come_first_and_a_summary_last() -> None:
    *lines, last = as_annotations(ALL, tally_of(ALL), "en")
    assert [read(line)[0] for line in lines] == ["error", "error", "warning", "warning", "notice"]
    assert last == "2 errors, 2 warnings, 1 note in 3 of 4 maps."
    assert read(lines[2]) == (
        "warning",
        {"file": "maps/a.yaml", "line": "3", "col": "30", "title": "cxmap unknown-owner"},
        "no team is called `paymnets` (did you mean `payments`?)",
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_run_without_findings_is_one_line(language: Language) -> None:
    assert list(as_annotations([], tally_of([]), language)) == [summary(tally_of([]), language)]
    assert list(as_annotations(ALL[2:3], tally_of(ALL[2:3]), "zh")) == ["已检查 1 张图，没有问题。"]


@pytest.mark.parametrize("text", HOSTILE)
def test_a_finding_is_one_command(text: str) -> None:
    found = hostile(text)
    lines = list(as_annotations(found, tally_of(found), "en"))
    assert len(lines) == sum(len(one.diagnostics) for one in found) + 1
    for line in lines[:-1]:
        kind, properties, message = read(line)
        assert set(properties) <= {"file", "line", "col", "title"}
        assert (kind, message) != ("error", "x")


def test_words_have_both_languages_only_once() -> None:
    (first, *_) = as_github(FOUND, "zh")
    assert read(first)[2] == "没有名为 `paymnets` 的团队 (是否想写 `payments`？)"
    assert Words("a", "b").said("zh") == "b"
