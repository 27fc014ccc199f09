"""Reading surveys: every kind of file, what is not taken, and what a careful person would expect of odd input."""

from __future__ import annotations

import datetime
import json
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Any

import duckdb
import pytest
import xlsxwriter

from cxmap.data.engine import DuckDB
from cxmap.data.feedback import Counted, Key, count_feedback
from cxmap.data.naming import known_names, named
from cxmap.data.reader import Reader
from cxmap.data.verbatims import texts_of
from cxmap.diagnostics import CxmapError
from cxmap.model.data import Data, FeedbackSource

if TYPE_CHECKING:
    from pathlib import Path

    from cxmap.data.engine import Table
    from cxmap.data.lookup import Period

ROWS = [
    ("触点", "时间", "渠道", "分"),
    ("线上填表", "2026-01-03", "APP", "5"),
    ("form", "2026-01-20 10:00:00", "app", "4"),
    ("FORM ", "2026-02-01", "Branch 12", "1"),
    ("desk", "2026-02-02", "Branch 12", "3"),
]
NAMES = {
    "touchpoint": {"form": "form", "线上填表": "form", "desk": "desk"},
    "channel": {"app": "app", "branch": "branch"},
}
SOURCE: dict[str, Any] = {
    "id": "survey",
    "files": ["data.csv"],
    "metric": "csat",
    "columns": {"touchpoint": "触点", "time": "时间", "channel": "渠道", "score": "分"},
    "values": {"channel": {"Branch 12": "branch"}},
}
EXPECTED = {
    Key("form", "2026-01", "app", "", ""): {4.0: 1, 5.0: 1},
    Key("form", "2026-02", "branch", "", ""): {1.0: 1},
    Key("desk", "2026-02", "branch", "", ""): {3.0: 1},
}


def csv(rows: Any = ROWS, delimiter: str = ",") -> str:
    return "".join(delimiter.join(f'"{cell}"' if delimiter in cell else cell for cell in row) + "\n" for row in rows)


def counted(root: Path, period: Period = "month", **changes: Any) -> Counted:
    source = FeedbackSource.model_validate({**SOURCE, **changes})
    with Reader(Data(), root) as reader:
        return count_feedback(reader, source, NAMES, period)


def refused(root: Path, **changes: Any) -> str:
    with pytest.raises(CxmapError) as caught:
        counted(root, **changes)
    return f"{caught.value.message.en} | {caught.value.help.en if caught.value.help else ''}"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_text_in_any_encoding(tmp_path: Path, encoding: str) -> None:
    (tmp_path / "data.csv").write_bytes(csv().encode(encoding))
    named: dict[str, Any] = {} if encoding.startswith("utf-8") else {"encoding": encoding}
    assert counted(tmp_path, **named).cube == EXPECTED


def test_a_wrong_encoding_is_said(tmp_path: Path) -> None:
    (tmp_path / "data.csv").write_bytes(csv().encode("gb18030"))
    said = refused(tmp_path)
    assert "data.csv is not utf-8, from line 1 on" in said
    assert "gb18030" in said
    assert "no encoding `klingon`" in refused(tmp_path, encoding="klingon")


def test_utf_16_is_recognised_and_what_cannot_be_read_is_said_with_advice(tmp_path: Path) -> None:
    (tmp_path / "data.csv").write_bytes(csv().encode("utf-16"))
    assert "not utf-8, but UTF-16 | name its `encoding`: utf-16" in refused(tmp_path)
    (tmp_path / "data.csv").write_bytes(b"")
    assert refused(tmp_path).startswith("data.csv is empty")


@pytest.mark.parametrize("end", ["", '"'])
def test_a_quotation_mark_left_open_is_said_with_its_line(tmp_path: Path, end: str) -> None:
    rows = "".join(f"form,2026-01-03,app,{number % 5 + 1}\n" for number in range(600))
    (tmp_path / "data.csv").write_text(csv() + '"form,2026-01-03,app,5\n' + rows + end, encoding="utf-8")
    assert f"data.csv: a quotation mark opened in line {len(ROWS) + 1} is not closed" in refused(tmp_path)


def test_a_cell_over_several_lines_is_one_cell(tmp_path: Path) -> None:
    (tmp_path / "data.csv").write_text(
        '触点,时间,渠道,分,意见\nform,2026-01-03,APP,5,"one\ntwo ""three""\n"\n', encoding="utf-8"
    )
    assert counted(tmp_path).cube == {Key("form", "2026-01", "app", "", ""): {5.0: 1}}


@pytest.mark.parametrize("encoding", ["base64", "rot13", "undefined", "utf-16"])
def test_what_is_no_encoding_of_this_text_is_said(tmp_path: Path, encoding: str) -> None:
    (tmp_path / "data.csv").write_text(csv(), encoding="utf-8")
    assert "encoding" in refused(tmp_path, encoding=encoding)


def test_odd_lines_late_in_a_file_of_json_lines_are_counted(tmp_path: Path) -> None:
    lines = [{"t": number, "when": "2026-01-01", "s": 5} for number in range(30_000)]
    lines += [{"t": "form", "when": "someday", "s": 5}, {"t": "form", "when": "2026-01-01", "s": 4, "via": "app"}]
    (tmp_path / "data.jsonl").write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    found = counted(
        tmp_path, files=["data.jsonl"], columns={"touchpoint": "t", "time": "when", "score": "s", "channel": "via"}
    )
    assert found.cube == {Key("form", "2026-01", "app", "", ""): {4.0: 1}}
    assert {each.reason: each.rows for each in found.rejected} == {"unreadable-date": 1, "unknown-touchpoint": 30_000}


def test_tab_separated(tmp_path: Path) -> None:
    (tmp_path / "data.tsv").write_text(csv(delimiter="\t"), encoding="utf-8")
    assert counted(tmp_path, files=["data.tsv"]).cube == EXPECTED


@pytest.mark.parametrize("delimiter", [";", "\t", "|"])
def test_what_stands_between_columns_is_seen(tmp_path: Path, delimiter: str) -> None:
    (tmp_path / "data.csv").write_text("a,b\n" + csv(delimiter=delimiter), encoding="utf-8")
    assert counted(tmp_path, skip=1).cube == EXPECTED


def test_a_cell_over_several_lines_beside_short_rows(tmp_path: Path) -> None:
    rows = csv() + 'desk,2026-02-02,"Branch\n12",3\nform,2026-02-03\n'
    (tmp_path / "data.csv").write_text(rows, encoding="utf-8")
    found = counted(tmp_path)
    assert found.cube == EXPECTED
    assert [(each.reason, each.rows, each.samples) for each in found.rejected] == [
        ("unknown-channel", 1, ("Branch\n12",))
    ]
    assert found.unanswered == 1


def test_lines_before_the_heads_and_windows_line_ends(tmp_path: Path) -> None:
    content = "Survey tool 3.1,,,\nexported 2026-03-01,,,\n" + csv()
    (tmp_path / "data.csv").write_bytes(content.replace("\n", "\r\n").encode())
    assert counted(tmp_path, skip=2).cube == EXPECTED


def test_json_lines(tmp_path: Path) -> None:
    heads, *rows = ROWS
    lines = [json.dumps(dict(zip(heads, row, strict=True)), ensure_ascii=False) for row in rows]
    (tmp_path / "data.jsonl").write_text("\n".join(lines), encoding="utf-8")
    assert counted(tmp_path, files=["data.jsonl"]).cube == EXPECTED


def test_parquet(tmp_path: Path) -> None:
    (tmp_path / "data.csv").write_text(csv(), encoding="utf-8")
    path = str(tmp_path / "data.parquet")
    duckdb.execute(f"COPY (SELECT * FROM read_csv('{tmp_path}/data.csv')) TO '{path}' (FORMAT parquet)")
    assert counted(tmp_path, files=["data.parquet"]).cube == EXPECTED


def test_a_workbook_with_dates_and_numbers(tmp_path: Path) -> None:
    book = xlsxwriter.Workbook(str(tmp_path / "data.xlsx"))
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    book.add_worksheet("cover").write(0, 0, "nothing here")
    sheet = book.add_worksheet("答卷")
    for number, (touchpoint, time, channel, score) in enumerate(ROWS):
        sheet.write(number, 0, touchpoint)
        sheet.write(number, 2, channel)
        if number:
            sheet.write_datetime(number, 1, datetime.datetime.fromisoformat(time), day)
            sheet.write_number(number, 3, float(score))
        else:
            sheet.write(number, 1, time)
            sheet.write(number, 3, score)
    book.close()
    assert counted(tmp_path, files=["data.xlsx"], sheet="答卷").cube == EXPECTED
    said = refused(tmp_path, files=["data.xlsx"], sheet="answers")
    assert "no sheet 'answers'" in said
    assert "答卷" in said
    (tmp_path / "bad.xlsx").write_text("no workbook", encoding="utf-8")
    assert "is no workbook" in refused(tmp_path, files=["bad.xlsx"])


def test_excels_numbers_are_dates(tmp_path: Path) -> None:
    rows = [ROWS[0], ("form", "46025", "app", "5"), ("form", "46025.5", "app", "4"), ("form", "3", "app", "4")]
    (tmp_path / "data.csv").write_text(csv(rows), encoding="utf-8")
    found = counted(tmp_path)
    assert found.cube == {Key("form", "2026-01", "app", "", ""): {4.0: 1, 5.0: 1}}
    assert [(each.reason, each.rows, each.samples) for each in found.rejected] == [("unreadable-date", 1, ("3",))]


def test_dates_in_a_format_of_ones_own_and_longer_periods(tmp_path: Path) -> None:
    rows = [ROWS[0], ("form", "31/03/2026", "app", "5"), ("form", "01/04/2026", "app", "5")]
    (tmp_path / "data.csv").write_text(csv(rows), encoding="utf-8")
    assert refused(tmp_path).endswith(
        "no answer can be read | times such as '01/04/2026', '31/03/2026': name their `time_format`, such as %d.%m.%Y"
    )
    assert "not written as `time_format` says: %Y/%m/%d" in refused(tmp_path, time_format="%Y/%m/%d")
    (tmp_path / "more.csv").write_text(csv([ROWS[0], ("form", "2026-04-01", "app", "5")]), encoding="utf-8")
    assert [one.rows for one in counted(tmp_path, files=["data.csv", "more.csv"]).rejected] == [2]
    by_quarter = counted(tmp_path, "quarter", time_format="%d/%m/%Y").cube
    assert [key.period for key in sorted(by_quarter)] == ["2026-Q1", "2026-Q2"]
    assert {key.period for key in counted(tmp_path, "year", time_format="%d/%m/%Y").cube} == {"2026"}


@pytest.mark.parametrize(
    ("time_format", "said", "not_so"),
    [
        ("%Y-%d-%m", "2026-06-05", "2026-05-31"), ("%d-%m-%y", "06-05-26", "2026-05-06"), ("%d/%m/%y", "06/05/26", "2026-05-06"),
        ("%y-%m-%d", "26-05-06", "2026-05-06"), ("%y/%m/%d", "26/05/06", "46148"), ("%Y%m%d", "20260506", "46148"),
    ],
)  # fmt: skip
def test_a_format_decides_how_a_time_is_read(tmp_path: Path, time_format: str, said: str, not_so: str) -> None:
    columns = {"time": "when", "score": "s"}
    (tmp_path / "data.csv").write_text(f"when,s\n{said},5\n{not_so},4\n", encoding="utf-8")
    lines = [json.dumps({"when": when, "s": 5 - place}) for place, when in enumerate((said, not_so))]
    (tmp_path / "data.jsonl").write_text("\n".join(lines), encoding="utf-8")
    (tmp_path / "only.jsonl").write_text(lines[0], encoding="utf-8")
    for name in ("data.csv", "data.jsonl", "only.jsonl"):
        found = counted(tmp_path, files=[name], values=None, columns=columns, time_format=time_format)
        assert found.cube == {Key("", "2026-05", "", "", ""): {5.0: 1}}
        assert [each.samples for each in found.rejected] == ([] if name == "only.jsonl" else [(not_so,)])


def test_dates_of_a_workbook_are_dates_beside_those_in_a_format(tmp_path: Path) -> None:
    book = xlsxwriter.Workbook(str(tmp_path / "data.xlsx"))
    sheet = book.add_worksheet()
    day = book.add_format({"num_format": "dd/mm/yyyy hh:mm"})
    sheet.write_row(0, 0, ("when", "s"))
    sheet.write_datetime(1, 0, datetime.datetime(2026, 5, 6, 10, 30), day)
    sheet.write(2, 0, "06/05/2026")
    for row in (1, 2):
        sheet.write(row, 1, 5)
    book.close()
    columns = {"time": "when", "score": "s"}
    found = counted(tmp_path, files=["data.xlsx"], values=None, columns=columns, time_format="%d/%m/%Y")
    assert found.cube == {Key("", "2026-05", "", "", ""): {5.0: 2}}


def test_what_is_not_taken_is_counted_with_its_reason(tmp_path: Path) -> None:
    rows = [
        *ROWS, ("form", "2026-01-01", "app", "6"), ("form", "2026-01-01", "app", "good"), ("form", "someday", "app", "3"),
        ("lift", "2026-01-01", "app", "3"), ("", "2026-01-01", "app", "3"), ("form", "2026-01-01", "fax", "3"),
        ("form", "2026-01-01", "app", ""), ("form", "2026-01-01", "app", "n/a"), ("form", "2026-01-01", "", "2"),
    ]  # fmt: skip
    (tmp_path / "data.csv").write_text(csv(rows), encoding="utf-8")
    found = counted(tmp_path, missing=["n/a"])
    assert {each.reason: (each.rows, each.samples) for each in found.rejected} == {
        "score-off-scale": (1, ("6",)), "score-is-no-number": (1, ("good",)), "unreadable-date": (1, ("someday",)),
        "unknown-touchpoint": (2, ("lift",)), "unknown-channel": (1, ("fax",)),
    }  # fmt: skip
    assert found.unanswered == 2
    assert found.rows == len(rows) - 1
    assert found.cube[Key("form", "2026-01", "", "", "")] == {2.0: 1}
    taken = sum(sum(scores.values()) for scores in found.cube.values())
    assert taken + found.unanswered + sum(each.rows for each in found.rejected) == found.rows


def test_dates_of_no_credible_year_are_not_taken(tmp_path: Path) -> None:
    dates = ("1899-12-31", "1900-01-01", "2199-12-31", "2200-01-01", "0202-06-01", "20260-01-01")
    (tmp_path / "data.csv").write_text(csv([ROWS[0], *(("form", day, "app", "5") for day in dates)]), encoding="utf-8")
    found = counted(tmp_path)
    assert sorted(key.period for key in found.cube) == ["1900-01", "2199-12"]
    assert [(each.reason, each.rows, each.samples) for each in found.rejected] == [
        ("unreadable-date", 4, ("0202-06-01", "1899-12-31", "20260-01-01", "2200-01-01")),
    ]  # fmt: skip


def test_a_wide_survey_has_a_column_a_touchpoint(tmp_path: Path) -> None:
    (tmp_path / "data.csv").write_text("Q1,Q2,when\n5,3,2026-01-01\n4,0,2026-01-02\n,2,2026-01-03\n", encoding="utf-8")
    found = counted(tmp_path, columns={"time": "when"}, wide={"form": "Q1", "desk": "Q2"}, missing=["0"], channel="app")
    assert found.cube == {
        Key("form", "2026-01", "app", "", ""): {4.0: 1, 5.0: 1},
        Key("desk", "2026-01", "app", "", ""): {2.0: 1, 3.0: 1},
    }
    assert found.unanswered == 2


def test_a_score_of_the_whole_journey_needs_no_touchpoint(tmp_path: Path) -> None:
    (tmp_path / "data.csv").write_text("NETPRO  \n10\n0\n11\n", encoding="utf-8")
    found = counted(tmp_path, metric="nps", columns={"score": "NETPRO"}, values=None, missing=["11"])
    assert found.cube == {Key("", "", "", "", ""): {0.0: 1, 10.0: 1}}


@pytest.mark.parametrize("kind", ["INTEGER", "DOUBLE", "FLOAT", "DECIMAL(6, 2)", "VARCHAR"])
def test_a_number_that_says_nothing_is_known_however_it_is_written(tmp_path: Path, kind: str) -> None:
    rows = f"SELECT unnest([11, 11, 4, 5, 0])::{kind} AS score"
    duckdb.execute(f"COPY ({rows}) TO '{tmp_path}/data.parquet'")
    for eleven in ("11", "11.0", "1.1e1", " 11.00 "):
        found = counted(
            tmp_path, files=["data.parquet"], columns={"score": "score"}, values=None, missing=[eleven, "n/a"]
        )
        assert found.cube == {Key("", "", "", "", ""): {4.0: 1, 5.0: 1}}
        assert (found.unanswered, [one.reason for one in found.rejected]) == (2, ["score-off-scale"])


def test_what_says_nothing_may_be_no_number(tmp_path: Path) -> None:
    (tmp_path / "data.csv").write_text("score\n5\nnan\ninf\n１１\nnan \n11 or so\n", encoding="utf-8")
    found = counted(tmp_path, columns={"score": "score"}, values=None, missing=["nan", "11 or so", "1e999"])
    assert (found.unanswered, found.rows) == (3, 6)


def test_sql_in_names_and_values_is_text(tmp_path: Path) -> None:
    evil = "x'); DROP TABLE answers; --"
    head = "sc\"o're; DROP"
    (tmp_path / f"{evil.replace('/', '')}.csv").write_text(
        f'"{head.replace(chr(34), chr(34) * 2)}",t\n5,form\n4,"{evil}"\n', encoding="utf-8"
    )
    found = counted(
        tmp_path,
        files=["*.csv"],
        columns={"score": head, "touchpoint": "t"},
        missing=[evil],
        values={"touchpoint": {evil: "desk"}},
    )
    assert found.cube == {Key("form", "", "", "", ""): {5.0: 1}, Key("desk", "", "", "", ""): {4.0: 1}}


def test_several_files_are_one_source(tmp_path: Path) -> None:
    for name in ("b", "a"):
        (tmp_path / f"{name}.csv").write_text(csv(), encoding="utf-8")
    found = counted(tmp_path, files=["*.csv", "a.csv"])
    assert [file.name for file in found.files] == ["a.csv", "b.csv"]
    assert found.cube[Key("desk", "2026-02", "branch", "", "")] == {3.0: 2}


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"files": ["none-*.csv"]}, "no file is called none-*.csv"),
        ({"files": ["../data.csv"]}, "leads out of the workspace"),
        ({"files": ["/etc/passwd"]}, "leads out of the workspace"),
        ({"files": ["data.docx"]}, "of no kind that can be read"),
        ({"columns": {"score": "分数"}}, "has no column '分数'"),
        ({"wide": {"form": "Q7"}}, "has no column 'Q7'"),
    ],
)
def test_what_cannot_be_read_is_said(tmp_path: Path, changes: dict[str, Any], said: str) -> None:
    (tmp_path / "data.csv").write_text(csv(), encoding="utf-8")
    (tmp_path / "data.docx").write_text("x", encoding="utf-8")
    assert said in refused(tmp_path, **changes)


def test_an_empty_file(tmp_path: Path) -> None:
    (tmp_path / "data.csv").write_text("", encoding="utf-8")
    assert refused(tmp_path)
    (tmp_path / "data.csv").write_text(csv(ROWS[:1]), encoding="utf-8")
    found = counted(tmp_path)
    assert (found.cube, found.rows) == ({}, 0)


def test_nothing_is_fetched() -> None:
    with DuckDB() as engine:
        with pytest.raises(CxmapError):
            engine.rows("SELECT * FROM read_csv('https://example.org/x.csv')")
        assert engine.rows("SELECT current_setting('autoinstall_known_extensions')") == [(False,)]


@pytest.mark.parametrize(
    ("name", "spellings"),
    [
        ("Straße", ("Straße", "straße", "STRASSE", "STRAẞE", "strasse\t", "\u00a0Straße\u3000")), ("İşlem", ("İşlem", "İŞLEM")),
        ("Café", ("Cafe\u0301", "CAFÉ", "CAFE\u0301", "caf\u00e9")), ("Cafe\u0301", ("Café", "CAFE\u0301 ")), ("ΟΔΟΣ", ("οδος", "Οδος", "οδοσ")),
        ("ﬁnd", ("ﬁnd", "FIND")), ("form\t", ("FORM",)),
        ("Branch 12（A）", ("Branch 12(A)", "Ｂｒａｎｃｈ　１２（Ａ）", "branch 12(a)", "ＢＲＡＮＣＨ　１２（Ａ）")), ("ＡＰＰ端", ("app端", "ＡＰＰ端", "ａｐｐ端")),
    ],
)  # fmt: skip
def test_names_are_known_however_they_are_spelt(tmp_path: Path, name: str, spellings: tuple[str, ...]) -> None:
    lines = [json.dumps({"t": said, "s": 5, "w": "fine"}) for said in spellings]
    (tmp_path / "data.jsonl").write_text("\n".join(lines), encoding="utf-8")
    source = FeedbackSource.model_validate(
        {"id": "survey", "files": ["data.jsonl"], "metric": "csat", "columns": {"touchpoint": "t", "score": "s", "verbatim": "w"}}
    )  # fmt: skip
    texts: list[str] = []
    with Reader(Data(), tmp_path) as reader:

        def look(table: Table) -> None:
            texts.extend(one.touchpoint for one in texts_of(reader, source, table, "month"))

        found = count_feedback(reader, source, {"touchpoint": {"other": "other", name: "road"}}, "month", look=look)
    assert found.rejected == []
    assert found.cube == {Key("road", "", "", "", ""): {5.0: len(spellings)}}
    assert texts == ["road"] * len(spellings)
    known = known_names(source, {"touchpoint": {name: "road"}}, "touchpoint")
    assert {named(said, known) for said in spellings} == {"road"}


def test_what_is_written_so_counts_before_what_may_be_meant(tmp_path: Path) -> None:
    (tmp_path / "data.csv").write_text("t,s\nSTRASSE,5\nstraße,4\nCafe\u0301,3\n", encoding="utf-8")
    names = {"touchpoint": {"Straße": "road", "strasse": "lane", "Café": "other", "own": "own"}}
    source = FeedbackSource.model_validate(
        {"id": "survey", "files": ["data.csv"], "metric": "csat", "columns": {"touchpoint": "t", "score": "s"},
         "values": {"touchpoint": {"café": "own"}}}
    )  # fmt: skip
    with Reader(Data(), tmp_path) as reader:
        found = count_feedback(reader, source, names, "month")
    assert {key.touchpoint: list(scores) for key, scores in found.cube.items()} == {
        "lane": [5.0], "road": [4.0], "own": [3.0],
    }  # fmt: skip


def test_a_million_touchpoints_are_counted_not_listed(tmp_path: Path) -> None:
    duckdb.execute(
        f"COPY (SELECT 'page ' || i AS t, 5 AS s FROM range(1000000) x(i)) TO '{tmp_path}/data.parquet' (FORMAT parquet)"
    )
    found = counted(tmp_path, files=["data.parquet"], columns={"touchpoint": "t", "score": "s"}, values=None)
    (only,) = found.rejected
    assert (only.reason, only.rows, len(only.samples)) == ("unknown-touchpoint", 1_000_000, 5)


def test_where_no_date_can_be_read_it_is_said_unless_something_else_is_wrong(tmp_path: Path) -> None:
    (tmp_path / "data.csv").write_text(csv([ROWS[0], ("form", "", "app", "5")]), encoding="utf-8")
    assert refused(tmp_path).endswith("no answer can be read | column '时间' is empty")
    rows = [ROWS[0], ("form", "someday", "app", "5"), *[("form", "2026-01-01", "app", "50")] * 2]
    (tmp_path / "data.csv").write_text(csv(rows), encoding="utf-8")
    assert {one.reason: one.rows for one in counted(tmp_path).rejected} == {"score-off-scale": 2, "unreadable-date": 1}
    (tmp_path / "data.csv").write_text("when,Q1,all\n01.05.2026,5,9\n", encoding="utf-8")
    wide: dict[str, Any] = {"wide": {"form": "Q1"}, "values": None, "columns": {"time": "when"}}
    asked = {"overall": {"score": "all", "metric": "nps"}}
    assert "times such as '01.05.2026'" in refused(tmp_path, **wide, **asked)


def test_a_database_reads_no_text_by_a_format(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "a.db")) as made, made:
        made.execute("CREATE TABLE answers (at TEXT, s INTEGER)")
        made.execute("INSERT INTO answers VALUES ('2026-06-05', 5)")
    columns = {"time": "at", "score": "s"}
    asked = {"id": "survey", "connection": "db", "table": "answers", "metric": "csat", "columns": columns}
    data = Data.model_validate({"connections": {"db": "sqlite:///a.db"}})
    with Reader(data, tmp_path) as reader:
        plain = count_feedback(reader, FeedbackSource.model_validate(asked), NAMES, "month")
        assert [key.period for key in plain.cube] == ["2026-06"]
        swapped = FeedbackSource.model_validate({**asked, "time_format": "%Y-%d-%m"})
        with pytest.raises(CxmapError, match="which a database does not read by a `time_format`"):
            count_feedback(reader, swapped, NAMES, "month")
