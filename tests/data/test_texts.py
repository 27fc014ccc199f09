"""Reading text files: rows with too many cells, heads that are alike, blank lines, packed files, long lines."""

from __future__ import annotations

import gzip
from functools import partial
from typing import TYPE_CHECKING, Any

import pytest
import xlsxwriter

from cxmap.data.complaints import count_complaints
from cxmap.data.engine import DuckDB
from cxmap.data.events import count_events
from cxmap.data.feedback import Counted, Key, count_feedback
from cxmap.data.files import load_table
from cxmap.data.reader import Reader
from cxmap.data.rejects import REJECTED
from cxmap.data.texts import has_lines_in_quotes, heads_of, lines_with_more_cells
from cxmap.diagnostics import CxmapError
from cxmap.model.data import ComplaintSource, Data, EventSource, FeedbackSource

if TYPE_CHECKING:
    from pathlib import Path

NAMES = {"touchpoint": {"form": "form", "desk": "desk", "pay": "pay"}, "channel": {"app": "app"}}
WIDE: dict[str, Any] = {
    "columns": {"time": "t"},
    "wide": {"form": "form", "desk": "desk", "pay": "pay"},
    "metric": "nps",
}
GOOD, COMMA = "2026-05-01,fine,10,9,8\n", "2026-05-01,I rate it 9,10,1,5,5\n"
CSAT: dict[str, Any] = {"metric": "csat", "columns": {"touchpoint": "tp", "score": "s"}}


def counted(root: Path, reject: Any = None, **fields: Any) -> Counted:
    source = FeedbackSource.model_validate({"id": "survey", "files": ["data.csv"], **fields})
    with Reader(Data(), root) as reader:
        return count_feedback(reader, source, NAMES, "month", reject)


def refused(root: Path, **fields: Any) -> str:
    with pytest.raises(CxmapError) as caught:
        counted(root, **fields)
    return f"{caught.value.message.en} | {caught.value.help.en if caught.value.help else ''}"


def reasons(found: Any) -> list[tuple[str, int, tuple[str, ...]]]:
    return [(one.reason, one.rows, one.samples) for one in found.rejected]


@pytest.mark.parametrize("before", [0, 99, 25_000])
@pytest.mark.parametrize("comment", ["fine", '"fi\nne, ""really"""'])
def test_rows_of_a_wide_survey_with_more_cells_than_heads_are_not_taken(
    tmp_path: Path, before: int, comment: str
) -> None:
    good = GOOD.replace("fine", comment)
    lines = good.count("\n")
    (tmp_path / "data.csv").write_text("t,comment,form,desk,pay\n" + good * before + COMMA * 7 + good, encoding="utf-8")
    handed: list[Any] = []
    found = counted(tmp_path, handed.append, **WIDE)
    n = before + 1
    assert found.cube == {
        Key(id_, "2026-05", "", "", ""): {score: n} for id_, score in (("form", 10.0), ("desk", 9.0), ("pay", 8.0))
    }
    first = 2 + before * lines
    assert reasons(found) == [("more-cells", 21, tuple(str(first + number) for number in range(5)))]
    assert found.rows == before + 8
    told = [dict(zip(REJECTED, row, strict=True)) for row in handed]
    assert [(row["reason"], row["rows"], row["line"]) for row in told] == [
        ("more-cells", "3", str(first + number)) for number in range(7)
    ]
    assert {row["file"] for row in told} == {"data.csv"}


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16"])
def test_lines_are_those_of_the_file_whatever_stands_before_the_heads(tmp_path: Path, encoding: str) -> None:
    content = '调查,,\r\n"two\r\nlines",,\r\n\r\ntp,s,备注\r\nform,5,好\r\nform,5,好,的\r\n\r\nform,4,"a\r\nb"\r\ndesk,3,x,,y\r\ndesk,3,x,,,\r\n'
    (tmp_path / "data.csv").write_bytes(content.encode(encoding))
    found = counted(tmp_path, **CSAT, skip=3, encoding=encoding)
    assert reasons(found) == [("more-cells", 2, ("7", "11"))]
    assert found.cube == {Key("form", "", "", "", ""): {4.0: 1, 5.0: 1}, Key("desk", "", "", "", ""): {3.0: 1}}


def test_texts_and_sums_leave_out_rows_with_more_cells(tmp_path: Path) -> None:
    rows = "t,form,desk,pay,nps\n" + "2026-05-01,5,4,3,9\n" * 30 + "2026-05-01,5,4,3,9,1\n" * 10
    (tmp_path / "data.csv").write_text(rows, encoding="utf-8")
    overall = {"score": "nps", "metric": "nps"}
    found = counted(tmp_path, **{**WIDE, "metric": "csat"}, overall=overall)
    assert found.overall is not None
    assert found.together is not None
    assert reasons(found)[0][:2] == ("more-cells", 30)
    assert reasons(found.overall)[0][:2] == ("more-cells", 10)
    assert found.together.overall == 30


def test_complaints_and_events_with_more_cells_are_not_taken(tmp_path: Path) -> None:
    (tmp_path / "log.csv").write_text(
        "id,step,at,how\n1,form,2026-01-01,app\n1,desk,2026-01-02,app\n2,for,m,2026-01-01,app\n,form,2026-01-01,app\n",
        encoding="utf-8",
    )
    (tmp_path / "more.csv").write_text("id,step,at\n3,form,2026-01-01\n3,,2026-01-02,x\n", encoding="utf-8")
    handed: list[Any] = []
    with Reader(Data(), tmp_path) as reader:
        columns = {"touchpoint": "step", "opened": "at", "channel": "how"}
        log = ComplaintSource.model_validate({"id": "log", "files": ["log.csv"], "columns": columns})
        complaints = count_complaints(reader, log, NAMES, "month", handed.append)
        assert reasons(complaints) == [("more-cells", 1, ("4",))]
        assert (complaints.rows, sum(complaints.cube.values()), len(complaints.days)) == (4, 3, 2)
        steps = {"case": "id", "event": "step", "time": "at"}
        events = EventSource.model_validate({"id": "steps", "files": ["*.csv"], "columns": steps})
        found = count_events(reader, events, reject=handed.append)
    assert reasons(found) == [("no-case", 1, ("form",)), ("more-cells", 2, ("4", "3"))]
    assert (found.events, found.cases) == (3, 2)
    assert [(*row[1:3], row[-1]) for row in handed] == [
        ("log.csv", "more-cells", "4"),
        ("log.csv", "no-case", None),
        ("log.csv", "more-cells", "4"),
        ("more.csv", "more-cells", "3"),
    ]


def test_a_row_of_fewer_cells_says_nothing_in_the_last_ones(tmp_path: Path) -> None:
    (tmp_path / "data.csv").write_text("tp,s,x\nform,5\nform\n", encoding="utf-8")
    found = counted(tmp_path, **CSAT)
    assert (found.rows, found.unanswered, found.rejected) == (2, 1, [])


def workbook(path: Path, rows: list[list[str]]) -> None:
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet()
    for number, row in enumerate(rows):
        sheet.write_row(number, 0, row)
    book.close()


def as_csv(path: Path, rows: list[list[str]]) -> None:
    path.write_text("".join(",".join(row) + "\n" for row in rows), encoding="utf-8")


@pytest.mark.parametrize(("name", "write"), [("data.csv", as_csv), ("data.xlsx", workbook)])
def test_heads_are_found_as_they_are_written(tmp_path: Path, name: str, write: Any) -> None:
    ask = {**CSAT, "files": [name]}
    expected = {Key("form", "", "", "", ""): {5.0: 1}}
    heads: list[tuple[list[str], int]] = [
        (["S", "s"], 1), (["s", "S"], 0), (["s", "x", "x", "X"], 0), (["x_1", "x", "X", " s "], 3), (["", "", "s"], 2)
    ]  # fmt: skip
    for others, place in heads:
        row = ["1"] * len(others)
        row[place] = "5"
        write(tmp_path / name, [[" tp", *others], ["form", *row]])
        assert counted(tmp_path, **ask).cube == expected
    write(tmp_path / name, [["tp", "s", "s"], ["form", "5", "4"]])
    assert f"{name} has two columns 's' | rename one" in refused(tmp_path, **ask)
    write(tmp_path / name, [["s", "S", "t"], ["5", "4", "2026-01-01"]])
    said = refused(tmp_path, files=[name], metric="csat", columns={"time": "t"}, wide={"form": "s", "desk": "S"})
    assert "'s' and 'S' differ in capital letters alone" in said
    write(tmp_path / name, [["tp", "S"], ["form", "5"]])
    assert "has no column 's' | did you mean 'S'?" in refused(tmp_path, **ask)


@pytest.mark.parametrize(("name", "write"), [("data.csv", as_csv), ("data.xlsx", workbook)])
def test_blank_lines_before_the_heads_are_no_heads(tmp_path: Path, name: str, write: Any) -> None:
    write(tmp_path / name, [["", ""], ["", ""], ["tp", "s"], ["form", "5"]])
    assert counted(tmp_path, **CSAT, files=[name]).cube == {Key("form", "", "", "", ""): {5.0: 1}}
    if name == "data.csv":
        (tmp_path / name).write_text("\n \n\ntp,s\nform,5\n", encoding="utf-8-sig")
        found = counted(tmp_path, **CSAT)
        assert (found.rows, found.rejected, len(found.cube)) == (1, [], 1)


PACKED = "预先,\n" + "tp,s\nform,5\n" + "form,5,6\n"


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
@pytest.mark.parametrize("name", ["data.csv.gz", "data.TSV.gz"])
def test_packed_texts(tmp_path: Path, name: str, encoding: str) -> None:
    content = PACKED if "csv" in name else PACKED.replace(",", "\t")
    (tmp_path / name).write_bytes(gzip.compress(content.encode(encoding)))
    ask = partial(counted, tmp_path, **CSAT, files=["data.*"], skip=1, encoding=encoding)
    assert ask().cube == {Key("form", "", "", "", ""): {5.0: 1}}
    assert reasons(ask()) == [("more-cells", 1, ("4",))]


def test_packed_json_lines_and_those_of_another_encoding(tmp_path: Path) -> None:
    columns = {"touchpoint": "触点", "score": "s"}
    line = '{"触点": "form", "s": 5}\n'
    (tmp_path / "a.jsonl.gz").write_bytes(gzip.compress(line.encode()))
    (tmp_path / "b.jsonl").write_bytes(line.encode("gb18030"))
    expected = {Key("form", "", "", "", ""): {5.0: 1}}
    assert counted(tmp_path, metric="csat", columns=columns, files=["a.jsonl.gz"]).cube == expected
    assert counted(tmp_path, metric="csat", columns=columns, files=["b.jsonl"], encoding="gb18030").cube == expected
    assert "b.jsonl is not utf-8, from line 1 on | name its `encoding`" in refused(
        tmp_path, metric="csat", columns=columns, files=["b.jsonl"]
    )


def test_what_is_not_packed_by_gzip_is_said(tmp_path: Path) -> None:
    (tmp_path / "data.csv.gz").write_text("tp,s\n", encoding="utf-8")
    assert "data.csv.gz cannot be unpacked" in refused(tmp_path, **CSAT, files=["data.csv.gz"])
    (tmp_path / "data.csv.gz").write_bytes(gzip.compress(PACKED.encode() * 100)[:-20])
    assert "data.csv.gz cannot be unpacked" in refused(tmp_path, **CSAT, files=["data.csv.gz"])
    (tmp_path / "data.csv.gz").write_bytes(gzip.compress(PACKED.encode("gb18030")))
    assert "data.csv.gz is not utf-8, from line 1 on" in refused(tmp_path, **CSAT, files=["data.csv.gz"])


def test_a_line_that_is_too_long_is_said_with_its_number(tmp_path: Path) -> None:
    rows = "form,5,x\n" * 50 + f"form,5,{'x' * 5_000_000}\n"
    (tmp_path / "data.csv").write_text("tp,s,said\n" + rows, encoding="utf-8")
    said = refused(tmp_path, **{**CSAT, "columns": {**CSAT["columns"], "segment": "said"}})
    assert (
        said
        == "data.csv: line 52 is longer than can be read (2 MB) | shorten the text in it, or leave its column out of the file"
    )


@pytest.mark.parametrize(
    ("line", "read", "over"),
    [
        ('5" wide', '5" wide', False),
        ('he said "fine" to me', 'he said "fine" to me', False),
        ('"5"" wide, 3"" high"', '5" wide, 3" high', False),
        ('"two\nlines"', "two\nlines", True),
        ('5" wide and\t"not', '5" wide and\t"not', False),
        (' "a, b"', "a, b", False),
        ('"one ""word""\nmore"', 'one "word"\nmore', True),
        ('"a "b" c"', "a b c", False),
    ],
)
def test_a_quotation_mark_opens_a_cell_only_where_one_begins(tmp_path: Path, line: str, read: str, over: bool) -> None:
    path = tmp_path / "data.csv"
    path.write_text(f"t,s,w\nform,5,{line}\ndesk,4,fine\n", encoding="utf-8")
    assert has_lines_in_quotes(path, ",", "data.csv") is over
    with DuckDB() as engine:
        source = FeedbackSource.model_validate(
            {"id": "s", "files": "data.csv", "metric": "csat", "columns": {"score": "s"}}
        )
        table = load_table(engine, "file", source, path, tmp_path)
        assert engine.rows(f"SELECT * FROM {table.rows}") == [("form", "5", read), ("desk", "4", "fine")]
    lines = path.read_text(encoding="utf-8").replace("desk,4,fine", "desk,4,fine,more")
    path.write_text(lines, encoding="utf-8")
    assert list(lines_with_more_cells(path, heads_of(path, 0, ",;\t"))) == [lines.count("\n")]


@pytest.mark.parametrize("line", ['"open', 'x,"open', '5" x,"open'])
def test_a_cell_that_is_never_closed_is_said(tmp_path: Path, line: str) -> None:
    path = tmp_path / "data.csv"
    path.write_text(f"t,s,w\n{line}\ndesk,4,fine\n", encoding="utf-8")
    with pytest.raises(CxmapError, match="opened in line 2 is not closed"):
        has_lines_in_quotes(path, ",", "data.csv")


def test_marks_of_inches_before_the_heads_are_no_matter(tmp_path: Path) -> None:
    (tmp_path / "data.csv").write_text('Screens of 5" and 6.5" and 7"\n\nt,s\nform,5\n', encoding="utf-8")
    assert counted(tmp_path, metric="csat", skip=1, columns={"touchpoint": "t", "score": "s"}).rows == 1
