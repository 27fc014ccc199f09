"""Files as they lie there: odd names, widths of letters, lines of JSON that are none, blank rows of a workbook."""

from __future__ import annotations

import json
from errno import EACCES
from pathlib import Path
from typing import Any

import duckdb
import pytest
import xlsxwriter

from cxmap.cli.discover_options import DiscoverOptions
from cxmap.cli.event_logs import discovery_of_file
from cxmap.data.engine import DuckDB
from cxmap.data.feedback import Counted, Key, count_feedback
from cxmap.data.files import load_table
from cxmap.data.reader import Reader
from cxmap.data.rejects import REJECTED
from cxmap.diagnostics import CxmapError
from cxmap.model.data import Data, FeedbackSource

ROWS = [("form", "2026-01-03", "5"), ("form", "2026-01-20", "4")]
TABLE = "".join(",".join(row) + "\n" for row in [("page", "at", "score"), *ROWS])
EXPECTED = {Key("form", "2026-01", "", "", ""): {4.0: 1, 5.0: 1}}


def counted(root: Path, *files: str, **changes: Any) -> Counted:
    columns = {"touchpoint": "page", "time": "at", "score": "score"}
    source = FeedbackSource.model_validate(
        {"id": "survey", "files": list(files), "metric": "csat", "columns": columns, **changes}
    )
    with Reader(Data(), root) as reader:
        return count_feedback(reader, source, {"touchpoint": {"form": "form"}}, "month")


def refused(root: Path, *files: str, **changes: Any) -> CxmapError:
    with pytest.raises(CxmapError) as caught:
        counted(root, *files, **changes)
    return caught.value


def in_json(*rows: Any) -> str:
    return "".join(json.dumps(dict(zip(("page", "at", "score"), row, strict=True))) + "\n" for row in rows)


@pytest.mark.parametrize("folder", [".", "[2026]"])
@pytest.mark.parametrize("kind", ["csv", "jsonl", "parquet"])
def test_a_file_is_the_one_of_its_name_whatever_signs_stand_in_it(tmp_path: Path, folder: str, kind: str) -> None:
    (tmp_path / folder).mkdir(exist_ok=True)
    names = {"a[1]": 1, "a1": 5, "a?": 2, "a*": 3}
    for name, score in names.items():
        path = tmp_path / folder / f"{name}.{kind}"
        row = ("form", "2026-01-03", str(score))
        if kind == "parquet":
            with duckdb.connect() as connection:
                written = tmp_path / "written.parquet"
                connection.execute(f"COPY (SELECT 'form' AS page, '2026-01-03' AS at, {score} AS score) TO '{written}'")
            written.rename(path)
        else:
            path.write_text(f"page,at,score\n{','.join(row)}\n" if kind == "csv" else in_json(row), encoding="utf-8")
    found = counted(tmp_path, f"**/*.{kind}")
    assert found.cube == {Key("form", "2026-01", "", "", ""): {float(score): 1 for score in sorted(names.values())}}


@pytest.mark.parametrize("kind", ["csv", "jsonl"])
def test_a_tilde_in_the_name_of_a_file_is_nobodys_home(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    monkeypatch.chdir(tmp_path)
    content = (
        "case,event,time\nc,e,2026-01-03\n" if kind == "csv" else '{"case": 1, "event": "e", "time": "2026-01-03"}\n'
    )
    Path(f"~x.{kind}").write_text(content, encoding="utf-8")
    assert discovery_of_file(Path(f"~x.{kind}"), DiscoverOptions(), 1).events == 1


@pytest.mark.parametrize("said", ["05-01-2026", "25-01-2026", "26-01-05", "01-25-2026 10:00:00 AM"])
def test_a_date_that_may_be_either_is_none_in_json_as_in_other_texts(tmp_path: Path, said: str) -> None:
    (tmp_path / "a.jsonl").write_text(in_json(("form", said, 5)), encoding="utf-8")
    (tmp_path / "a.csv").write_text(f"page,at,score\nform,{said},5\n", encoding="utf-8")
    for name in ("a.jsonl", "a.csv"):
        error = refused(tmp_path, name)
        assert "no answer can be read" in error.message.en
        assert error.help is not None
        assert said in error.help.en


def test_a_row_of_json_may_have_hundreds_of_keys(tmp_path: Path) -> None:
    more = {f"q{number}": "x" for number in range(300)}
    rows = [{**more, "page": page, "at": at, "score": score} for page, at, score in ROWS]
    (tmp_path / "a.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    assert counted(tmp_path, "a.jsonl").cube == EXPECTED


def test_lines_of_json_are_looked_through_for_their_columns_once(tmp_path: Path) -> None:
    """Each look is a whole pass; what is nested is text, and numbers are known beside texts."""
    rows = in_json(*ROWS, ("form", "2026-01-20", {"a": 1}), ("form", "2026-01-20", [5]), (4, "2026-01-20", "5"))
    (tmp_path / "a.jsonl").write_text(rows, encoding="utf-8")
    asked: list[str] = []

    class Told(DuckDB):
        def rows(self, statement: str, values: Any = ()) -> list[tuple[Any, ...]]:
            asked.append(statement)
            return super().rows(statement, values)

    source = FeedbackSource.model_validate(
        {"id": "s", "files": ["a.jsonl"], "metric": "csat", "columns": {"score": "score"}}
    )
    with Told() as engine:
        table = load_table(engine, "it", source, tmp_path / "a.jsonl", tmp_path)
        assert engine.rows(f"SELECT page, score FROM {table.rows}")[1:] == [
            ("form", "4"), ("form", '{"a":1}'), ("form", "[5]"), ("4", "5"),
        ]  # fmt: skip
    assert sum("sample_size" in statement for statement in asked) == 1


@pytest.mark.parametrize(
    ("content", "line"),
    [
        (in_json(*ROWS) + "3\n", 3),
        (in_json(*ROWS) + "\n[1]\n", 4),
        (in_json(ROWS[0]) + '{"page":\n' + in_json(ROWS[1]), 2),
        (json.dumps([{"page": "form"}]), 1),
        ('{\n"page": "form"\n}\n', 1),
        (in_json(*ROWS) + '{"page": "\\ud83d"}\n', 3),
        (in_json(*ROWS) + '"' + "[" * 100_000 + "\n", 3),
    ],
)
def test_a_line_that_is_no_object_is_said(tmp_path: Path, content: str, line: int) -> None:
    (tmp_path / "a.jsonl").write_text(content, encoding="utf-8")
    message = refused(tmp_path, "a.jsonl").message
    assert message.en == f"a.jsonl: line {line} is no JSON object"
    assert message.zh == f"a.jsonl：第 {line} 行不是 JSON 对象"


def test_a_key_that_is_empty_is_said(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(in_json(*ROWS) + '{"page": "form", "": 1}\n', encoding="utf-8")
    message = refused(tmp_path, "a.jsonl").message
    assert (message.en, message.zh) == ("a.jsonl: line 3 has a key that is empty", "a.jsonl：第 3 行有一个空的键名")


@pytest.mark.parametrize("content", ["\n\n", "{}\n{}\n", "null\n"])
def test_lines_of_json_that_say_nothing_are_empty(tmp_path: Path, content: str) -> None:
    (tmp_path / "a.jsonl").write_text(content, encoding="utf-8")
    assert refused(tmp_path, "a.jsonl").message.en == "a.jsonl is empty"


def test_a_key_that_is_there_twice_is_said_without_the_row(tmp_path: Path) -> None:
    twice = '{"page": "form", "page": "13912345678", "at": "2026-01-03", "score": 5}\n'
    (tmp_path / "a.jsonl").write_text(in_json(*ROWS) + twice, encoding="utf-8")
    message = refused(tmp_path, "a.jsonl").message
    assert message.en == "a.jsonl: line 3 has the key 'page' twice"
    assert "139" not in message.zh


def test_lists_in_a_column_are_no_times(tmp_path: Path) -> None:
    with duckdb.connect() as connection:
        rows = "SELECT 'form' AS page, [DATE '2026-01-03'] AS at, 5 AS score"
        connection.execute(f"COPY ({rows}) TO '{tmp_path / 'a.parquet'}'")
    assert "no answer can be read" in refused(tmp_path, "a.parquet").message.en


def test_blank_rows_of_a_workbook_are_none_as_blank_lines_of_a_text(tmp_path: Path) -> None:
    with xlsxwriter.Workbook(str(tmp_path / "a.xlsx")) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate([("page", "at", "score"), ROWS[0], (), (" ",), ROWS[1]]):
            sheet.write_row(number, 0, row)
        sheet.write_blank(5_000, 2, None, book.add_format({"bold": True}))
    (tmp_path / "a.csv").write_text(TABLE.replace("form,2026-01-20", "\n,,\nform,2026-01-20"), encoding="utf-8")
    for name in ("a.xlsx", "a.csv"):
        found = counted(tmp_path, name)
        assert (found.cube, found.rows, found.unanswered) == (EXPECTED, 3, 1)


@pytest.mark.parametrize("changes", [{}, {"time_format": "%Y-%m-%d"}])
def test_a_time_with_a_tab_behind_it_is_one(tmp_path: Path, changes: dict[str, Any]) -> None:
    """As some systems write them, so that spreadsheets take them for texts."""
    (tmp_path / "a.csv").write_text(
        "page,at,score\n" + "".join(",".join(f"{cell}\t" for cell in row) + "\n" for row in ROWS), encoding="utf-8"
    )
    assert counted(tmp_path, "a.csv", **changes).cube == EXPECTED


@pytest.mark.parametrize(
    ("written", "given", "said", "encoding"),
    [
        ("utf-16", None, "not utf-8, but UTF-16", "utf-16"),
        ("utf-16-le", None, "not utf-8, but UTF-16-LE", "utf-16-le"),
        ("utf-16-be", None, "not utf-8, but UTF-16-BE", "utf-16-be"),
        ("utf-16-be", "gb18030", "not gb18030, but UTF-16-BE", "utf-16-be"),
        ("utf-16-le", "utf-16", "not utf-16, but UTF-16-LE", "utf-16-le"),
        ("utf-32", "utf-8", "not utf-8, but UTF-32", "utf-32"),
    ],
)
def test_letters_of_two_bytes_are_known_with_and_without_a_mark(
    tmp_path: Path, written: str, given: str | None, said: str, encoding: str
) -> None:
    (tmp_path / "a.csv").write_bytes(TABLE.replace("page", "页面").encode(written))
    error = refused(tmp_path, "a.csv", encoding=given)
    assert error.message.en == f"a.csv is {said}"
    assert error.help is not None
    assert f"`encoding`: {encoding}" in error.help.en
    columns = {"touchpoint": "页面", "time": "at", "score": "score"}
    assert counted(tmp_path, "a.csv", encoding=encoding, columns=columns).cube == EXPECTED


def test_a_file_of_utf_16_that_is_cut_off_is_said(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(TABLE.encode("utf-16")[:-1])
    error = refused(tmp_path, "a.csv", encoding="utf-16")
    assert error.message.en == "a.csv is not utf-16 throughout"
    assert "不完整" not in error.message.zh


def test_an_answer_of_a_wide_survey_that_is_not_taken_says_of_which_touchpoint(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("at,q1,q2\n2026-01-03,five,5\n2026-01-03,4,five\n", encoding="utf-8")
    source = FeedbackSource.model_validate(
        {
            "id": "s",
            "files": ["a.csv"],
            "metric": "csat",
            "columns": {"time": "at"},
            "wide": {"form": "q1", "desk": "q2"},
        }
    )
    handed: list[Any] = []
    with Reader(Data(), tmp_path) as reader:
        count_feedback(reader, source, {"touchpoint": {"form": "form", "desk": "desk"}}, "month", handed.append)
    told = [dict(zip(REJECTED, row, strict=True)) for row in handed]
    assert [(row["touchpoint"], row["score"]) for row in told] == [("desk", "five"), ("form", "five")]


def test_a_file_that_may_not_be_read_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.csv").write_text(TABLE, encoding="utf-8")

    def deny(*_: object, **__: object) -> None:
        raise PermissionError(EACCES, "Permission denied")

    monkeypatch.setattr("pathlib.Path.open", deny)  # root may read anything
    message = refused(tmp_path, "a.csv").message
    assert message.en == "a.csv cannot be read: Permission denied"
    assert message.zh == "无法读取 a.csv：Permission denied"


def test_what_stands_in_place_of_heads_names_nobody(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("王先生,13912345678,ann@mail.cn,Q1 How was it?\n", encoding="utf-8")
    error = refused(tmp_path, "a.csv")
    assert error.message.en == "data `survey`: a.csv has no column 'page'"
    assert error.help is not None
    assert "Q1 How was it?" in error.help.en
    assert not any(said in error.help.zh for said in ("王先生", "139", "ann@"))
