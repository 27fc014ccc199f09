"""Reading what people wrote: of what, on which side, with which themes; hostile texts and patterns; samples of databases."""

from __future__ import annotations

import sqlite3
import time
from contextlib import closing
from typing import TYPE_CHECKING, Any

import duckdb
import pytest

from cxmap.data import verbatims
from cxmap.data.engine import DuckDB
from cxmap.data.lookup import load_names
from cxmap.data.reader import Reader
from cxmap.data.verbatims import Ends, Verbatim, check_codebook, ends_of, expanded, is_a_sample, texts_of
from cxmap.diagnostics import CxmapError
from cxmap.model.data import CodebookTheme, ComplaintSource, Data, FeedbackSource

if TYPE_CHECKING:
    from pathlib import Path

    from cxmap.data.lookup import Period

SURVEY: dict[str, Any] = {
    "id": "survey",
    "files": ["data.csv"],
    "metric": "csat",
    "columns": {"touchpoint": "where", "time": "when", "score": "score", "verbatim": "said"},
}
COMPLAINTS: dict[str, Any] = {
    "id": "hotline",
    "files": ["data.csv"],
    "columns": {"touchpoint": "where", "opened": "when", "verbatim": "said"},
}
CODEBOOK = [
    CodebookTheme.model_validate({"id": "waiting", "match": ["等了?很久", r"\bwait(ed|ing)?\b"]}),
    CodebookTheme.model_validate({"id": "staff", "match": "柜员"}),
]
HEADS = "where,when,score,said\n"


def read(
    root: Path, content: str, source: Any = None, *, period: Period = "month", codebook: Any = (), **changes: Any
) -> list[Verbatim]:
    (root / "data.csv").write_bytes(content.encode())
    kind = ComplaintSource if source is COMPLAINTS else FeedbackSource
    one = kind.model_validate({**(source or SURVEY), **changes})
    found: list[Verbatim] = []
    with Reader(Data(), root) as reader:
        load_names(reader.local, one.values, {"touchpoint": {"form": "form", "填表": "form", "desk": "desk"}})
        for table in reader.tables(one, []):
            found += texts_of(reader, one, table, period, codebook)
    return found


@pytest.mark.parametrize(
    ("changes", "ends"),
    [
        ({"metric": "csat"}, Ends((1, 2), (4, 5))),
        ({"metric": "nps"}, Ends((0, 6), (9, 10))),
        ({"metric": "ces", "direction": "lower-is-better"}, Ends((6, 7), (1, 2))),
        ({"metric": "csat", "scale": {"min": 1, "max": 4}}, Ends((1, 2), (3, 4))),
        ({"metric": "csat", "scale": {"min": 1, "max": 3}}, Ends((1, 1), (3, 3))),
        ({"metric": "csat", "scale": {"min": 0, "max": 1}}, Ends((0, 0), (1, 1))),
        ({"wide": {"form": "Q1"}}, None),
        ({"wide": {"form": "Q1"}, "overall": {"score": "Q9", "metric": "nps"}}, Ends((0, 6), (9, 10))),
    ],
)
def test_which_scores_are_low_and_which_are_high(changes: dict[str, Any], ends: Ends | None) -> None:
    assert ends_of(FeedbackSource.model_validate({**SURVEY, **changes})) == ends


def test_texts_with_their_touchpoint_side_period_and_themes(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        HEADS + "form,2026-01-03,1,等很久\n填表,2026-02-03,3,柜员让我 WAITING\nDESK ,2026-02-04,5,\" 很好 \"\n"
        "desk,2026-04-04,,no score\ndesk,2026-04-05,n/a,neither\n",
        codebook=CODEBOOK,
        period="quarter",
        missing=["n/a"],
    )  # fmt: skip
    assert found == [
        Verbatim("等很久", "low", "form", "2026-Q1", (0,)),
        Verbatim("柜员让我 WAITING", "middle", "form", "2026-Q1", (0, 1)),
        Verbatim("很好", "high", "desk", "2026-Q1"),
        Verbatim("no score", "", "desk", "2026-Q2"),
        Verbatim("neither", "", "desk", "2026-Q2"),
    ]


def test_what_is_not_taken_has_no_text_either(tmp_path: Path) -> None:
    rows = (
        "lift,2026-01-01,1,unknown place\nform,someday,1,no date\nform,2026-01-01,9,off the scale\n"
        "form,2026-01-01,1,\nform,2026-01-01,1,   \nform,2026-01-01,1,n/a\nform,2026-01-01,1,kept\n"
    )
    assert [text.text for text in read(tmp_path, HEADS + rows, missing=["n/a"])] == ["kept"]


def test_a_wide_surveys_texts_are_of_the_whole_journey(tmp_path: Path) -> None:
    changes: dict[str, Any] = {"columns": {"verbatim": "said"}, "wide": {"form": "Q1"}, "date": "2026-03-01"}
    content = "Q1,all,said\n1,10,good\n5,2,bad\n5,11.0,unsure\n5,77,off\n"
    overall = {"score": "all", "metric": "nps", "missing": ["11"]}
    assert read(tmp_path, content, **changes, overall=overall) == [
        Verbatim("good", "high", "", "2026-03"),
        Verbatim("bad", "low", "", "2026-03"),
        Verbatim("unsure", "", "", "2026-03"),
    ]
    assert {text.side for text in read(tmp_path, content, **changes)} == {""}


def test_complaints_have_texts_without_a_score(tmp_path: Path) -> None:
    content = "where,when,said\nform,2026-01-03,等很久\nlift,2026-01-03,elsewhere\n"
    assert read(tmp_path, content, COMPLAINTS, codebook=CODEBOOK) == [
        Verbatim("等很久", "", "form", "2026-01", (0,))
    ]  # fmt: skip


def test_a_source_without_texts(tmp_path: Path) -> None:
    columns = {"touchpoint": "where", "score": "score"}
    assert read(tmp_path, HEADS + "form,2026-01-01,1,x\n", columns=columns) == []


def test_a_long_text_is_read_so_far_and_odd_ones_as_they_are(tmp_path: Path) -> None:
    odd = "=cmd()|' /C calc'!A0 \x1b[31m **bold** <script> '); DROP TABLE answers; --"
    found = read(tmp_path, HEADS + f'form,2026-01-01,1,"{"长" * 600_000}"\nform,2026-01-01,1,"{odd}"\n')
    assert [len(text.text) for text in found] == [verbatims.LONGEST, len(odd)]
    assert found[1].text == odd


def test_texts_come_in_the_order_of_the_file(tmp_path: Path) -> None:
    duckdb.execute(
        "COPY (SELECT 'form' AS \"where\", DATE '2026-01-01' AS \"when\", 1 AS score, 'text ' || i AS said "
        f"FROM range(100000) t(i)) TO '{tmp_path}/data.parquet' (FORMAT parquet, ROW_GROUP_SIZE 20000)"
    )
    texts = [text.text for text in read(tmp_path, "", files=["data.parquet"])]
    assert texts == [f"text {number}" for number in range(100_000)]


# The codebook.


@pytest.mark.parametrize(
    ("pattern", "said"),
    [
        ("(a", "missing )"),
        ("(?=a)", "invalid perl operator"),
        (r"(a)\1", "invalid escape sequence"),
        ("(x{1000}){1000}", "invalid repetition size"),
        ("(?:a?){600}b", "too large"),
        ("a" * 501, "too large"),
    ],
)
def test_a_pattern_that_cannot_be_used_is_named(pattern: str, said: str) -> None:
    theme = CodebookTheme.model_validate({"id": "again", "match": ["fine", pattern]})
    with DuckDB() as engine, pytest.raises(CxmapError) as caught:
        check_codebook(engine, [*CODEBOOK, theme])
    assert caught.value.message.en.startswith(f"codebook, theme `again`: {pattern!r} cannot be used")
    assert said in caught.value.message.en
    assert caught.value.message.zh != caught.value.message.en


@pytest.mark.parametrize(
    ("pattern", "size"),
    [
        ("abc", 3), (r"\d{4}", 4), ("(ab){3}", 6), ("((ab){3}c){10}", 70), ("[a{9}]{2}", 2), (r"\(a\){5}", 7),
        ("a{2,}", 2), ("a{0,9}", 9), (r"(?:\Q)(\E){10}", 80), ("a)b", 3), ("{3}", 0), ("", 0), ("(((", 0),
    ],
)  # fmt: skip
def test_how_large_a_pattern_is(pattern: str, size: int) -> None:
    assert expanded(pattern) in range(size, 2 * size + 6)


@pytest.mark.parametrize(
    "pattern", ["(a+)+$", "(a|a)*b", "(.*a){20}$", "^(a?){60}a{60}$", "it's", "x'[)]; DROP TABLE t; --", "\x00"]
)
def test_hostile_patterns_take_no_longer_than_others(tmp_path: Path, pattern: str) -> None:
    theme = CodebookTheme.model_validate({"id": "t", "match": pattern})
    with DuckDB() as engine:
        check_codebook(engine, [theme])
    started = time.monotonic()
    found = read(tmp_path, HEADS + f"form,2026-01-01,1,{'a' * 5000}!\n" * 20, codebook=[theme])
    assert len(found) == 20
    assert time.monotonic() - started < 10


def test_a_pattern_reads_over_lines_and_capitals(tmp_path: Path) -> None:
    theme = CodebookTheme.model_validate({"id": "t", "match": "NEVER.*rang"})
    (found,) = read(tmp_path, HEADS + 'form,2026-01-01,1,"the driver never\nrang"\n', codebook=[theme])
    assert found.themes == (0,)


# Databases.


def fetched(root: Path, rows: str) -> tuple[list[Verbatim], bool]:
    """Return the texts of a table of a database, and whether they are a sample of it; `rows` is a query of SQLite."""
    with closing(sqlite3.connect(root / "cx.db")) as connection, connection:
        connection.execute("DROP TABLE IF EXISTS answers")
        connection.execute(f"CREATE TABLE answers AS {rows}")
    where = {"files": [], "connection": "db", "table": "answers"}
    source = FeedbackSource.model_validate({**SURVEY, **where})
    with Reader(Data.model_validate({"connections": {"db": "sqlite:///cx.db"}}), root) as reader:
        load_names(reader.local, None, {"touchpoint": {"form": "form"}})
        (table,) = reader.tables(source, [])
        return list(texts_of(reader, source, table, "month")), is_a_sample(reader, table)


NUMBERS = "WITH RECURSIVE numbers(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM numbers WHERE i < 999) "
ANSWER = "SELECT 'form' AS \"where\", '2026-01-01' AS \"when\", "


def test_of_a_database_no_more_than_a_sample_is_fetched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = f"{NUMBERS} {ANSWER} 1 AS score, 'text ' || i AS said FROM numbers"
    every, is_sample = fetched(tmp_path, rows)
    assert (len(every), is_sample) == (1000, False)
    monkeypatch.setattr(verbatims, "SAMPLE", 10)
    spread, is_sample = fetched(tmp_path, rows)
    assert (len(spread), is_sample) == (10, True)
    assert max(int(text.text.split()[1]) for text in spread) > 100, "it is spread over the table"


def test_a_sample_of_equal_texts_is_the_same_each_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(verbatims, "SAMPLE", 10)
    rows = f"{NUMBERS} {ANSWER} CASE WHEN i % 4 > 0 THEN 1 + i % 5 END AS score, 'ok' AS said FROM numbers ORDER BY "
    one, other = (fetched(tmp_path, rows + order)[0] for order in ("i", "i * 7919 % 1000"))
    assert [text.side for text in one] == [text.side for text in other]
