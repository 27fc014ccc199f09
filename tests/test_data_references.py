"""What is wrong with `data:` of a workspace is said where it stands, in both languages."""

from __future__ import annotations

from pathlib import Path

import pytest

from cxmap.diagnostics import InvalidFile
from cxmap.workspace import open_workspace
from tests.helpers import ROOT, Fault, fault

HEAD = "cxmap: 1\ndata:\n  connections: {warehouse: 'postgresql://h/d', lake: 'duckdb:///x'}\n"
GOOD = "id: s, metric: csat, columns: {score: Q1}"


def faults(folder: Path, content: str) -> list[Fault]:
    (folder / "cxmap.yaml").write_text(HEAD + content, encoding="utf-8")
    try:
        open_workspace(folder)
    except InvalidFile as error:
        return [fault(error.text, diagnostic) for diagnostic in error.diagnostics]
    return []


def feedback(fields: str) -> str:
    return f"  feedback:\n    - {{{GOOD}, {fields}}}\n"


@pytest.mark.parametrize(
    "fields",
    [
        "files: a.csv",
        "connection: warehouse, table: cx.answers",
        "connection: lake, query: SELECT 1",
        "files: a.csv, scale: {min: 1, max: 4}",
    ],
)
def test_what_is_right_is_taken(tmp_path: Path, fields: str) -> None:
    assert faults(tmp_path, feedback(fields)) == []


@pytest.mark.parametrize(
    ("fields", "at", "code", "en", "zh"),
    [
        ("channel: c", "{id", "source-without-place", "does not say where its rows are", "数据行在哪里"),
        ("files: a.csv, connection: lake, table: t", "connection:", "source-in-two-places", "not in both", "不能两者兼有"),
        ("files: a.csv, table: t", "table:", "source-in-two-places", "files have no `table`", "文件没有 `table`"),
        ("files: a.csv, query: q", "query:", "source-in-two-places", "files have no `query`", "文件没有 `query`"),
        ("connection: lake", "lake}", "source-without-place", "which table", "哪张表"),
        ("connection: lake, table: t, query: q", "query:", "source-in-two-places", "a table or a query", "要么是查询"),
        ("connection: warehose, table: t", "warehose", "unknown-reference", "`warehose` | did you mean `warehouse`?", "是否想写"),
        ("connection: nothing, table: t", "nothing", "unknown-reference", "there are: warehouse, lake", "现有：warehouse、lake"),
        ("files: a.csv, scale: {min: 5, max: 5}", "scale:", "empty-scale", "`min` must be smaller", "`min` 必须小于"),
        *(
            (f"files: a.csv, scale: {scale}", "scale:", "no-top-two-boxes", "scale of 4 to 11 steps", "量表须有 4–11 档")
            for scale in ("{min: 0, max: 1}", "{min: 1, max: 2}", "{min: 1, max: 3}", "{min: 0, max: 100}")
        ),
    ],
)  # fmt: skip
def test_one_place_and_one_scale(tmp_path: Path, fields: str, at: str, code: str, en: str, zh: str) -> None:
    (found,) = faults(tmp_path, feedback(fields))
    line = feedback(fields).splitlines()[1]
    assert found.place == (5, line.index(at) + 1, code)
    assert en in found.en
    assert zh in found.zh


def test_a_wide_survey_has_no_column_of_touchpoints(tmp_path: Path) -> None:
    content = "  feedback:\n    - id: s\n      files: a.csv\n      metric: csat\n      wide: {form: Q7}\n      columns: {touchpoint: Page, score: Q1}\n"
    found = faults(tmp_path, content + "      overall: {score: Q9, metric: ces, scale: {min: 7, max: 1}}\n")
    assert [one.place for one in found] == [
        (9, 17, "wide-and-long"), (9, 35, "wide-and-long"), (10, 41, "empty-scale"),
    ]  # fmt: skip
    assert "宽表" in found[0].zh


def test_ids_are_given_once(tmp_path: Path) -> None:
    found = faults(
        tmp_path,
        feedback("files: a.csv")
        + "  events:\n    - {id: s, files: b.csv, columns: {case: c, event: e, time: t}}\n"
        + "  codebook: [{id: s, match: a}, {id: s, match: b}]\n",
    )
    assert [one.place for one in found] == [(7, 12, "duplicate-id"), (8, 38, "duplicate-id")]
    assert "another source has the id `s`, on line 5" in found[0].en
    assert "第 8 行的主题已使用" in found[1].zh


@pytest.mark.parametrize(
    ("files", "at", "code"),
    [
        ("data/**.csv", 58, "bad-pattern"),
        (".", 58, "bad-pattern"),
        ("[a.csv, ../b.csv]", 66, "outside-workspace"),
        ("/etc/hosts", 58, "outside-workspace"),
    ],
)
def test_patterns_of_files_lead_to_files_of_the_workspace(tmp_path: Path, files: str, at: int, code: str) -> None:
    (found,) = faults(tmp_path, feedback(f"files: {files}"))
    assert found.place == (5, at, code)
    assert "maps lie" not in found.en
    assert "地图必须" not in found.zh


@pytest.mark.parametrize("pattern", ["(", "[a", "a{2,1}", "*", "(?=a)", "(?<!a)b", "(a)\\1"])
def test_patterns_that_no_one_can_read(tmp_path: Path, pattern: str) -> None:
    (found,) = faults(tmp_path, f"  codebook:\n    - id: t\n      match: ['ok', '{pattern}']\n")
    assert found.place == (6, 21, "bad-pattern")
    assert f"`{pattern}` is no regular expression" in found.en
    assert "不是正则表达式" in found.zh


@pytest.mark.parametrize(
    "pattern", ["等了?很久", "wait(ed|ing)?", "\\pL+", "(?i)a", "a(?i)b", "[[:alpha:]]", "\\\\1", "(?P<x>a)", "(?:a)"]
)
def test_patterns_that_are_right(tmp_path: Path, pattern: str) -> None:
    assert faults(tmp_path, f"  codebook: [{{id: t, match: '{pattern}'}}]\n") == []


@pytest.mark.parametrize(
    "content",
    [
        "  feedback: none\n",
        "  feedback: [7]\n  codebook: {}\n",
        "  codebook: [{id: [], match: [{}]}]\n",
        "  events: [{id: {}}]\n",
    ],
)
def test_what_is_malformed_otherwise_is_no_stumbling_block(tmp_path: Path, content: str) -> None:
    assert faults(tmp_path, content) != []


def test_no_connection_at_all(tmp_path: Path) -> None:
    (tmp_path / "cxmap.yaml").write_text(
        "cxmap: 1\ndata:\n  feedback: [{id: s, metric: csat, columns: {}, connection: w, table: t}]\n", encoding="utf-8"
    )
    with pytest.raises(InvalidFile) as caught:
        open_workspace(tmp_path)
    (found,) = (fault(caught.value.text, one) for one in caught.value.diagnostics)
    assert "name it in `connections:`" in found.en


def test_the_examples_are_right() -> None:
    assert open_workspace(ROOT / "examples").file.data is not None
