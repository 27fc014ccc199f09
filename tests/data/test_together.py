"""How answers go together, counted; the answer on the whole journey beside those on touchpoints."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from itertools import combinations
from random import Random
from typing import TYPE_CHECKING, Any

import duckdb
import pytest

from cxmap.data.dialects import POSTGRES
from cxmap.data.engine import DuckDB, Table
from cxmap.data.feedback import Counted, Key, count_feedback
from cxmap.data.reader import Reader
from cxmap.data.together import GROUPS, Asked, Sums, Taken, Together, _statement, add_together
from cxmap.model.data import Data, FeedbackSource

if TYPE_CHECKING:
    from pathlib import Path

SOURCE: dict[str, Any] = {
    "id": "survey",
    "files": ["*.csv"],
    "metric": "csat",
    "columns": {"time": "when"},
    "wide": {"form": "Q1", "desk": "Q2"},
    "missing": ["0"],
    "overall": {"score": "NETPRO", "metric": "nps", "missing": ["11"]},
}


def counted(root: Path, rejects: list[Any] | None = None, **changes: Any) -> Counted:
    source = FeedbackSource.model_validate({**SOURCE, **changes})
    with Reader(Data(), root) as reader:
        return count_feedback(reader, source, {}, "month", rejects.append if rejects is not None else None)


def total(found: Together, pair: tuple[int, int] = (0, 1)) -> Sums:
    sums = Sums()
    for part in found.sums[pair].values():
        sums = sums.plus(part)
    return sums


def test_the_answer_on_the_whole_journey_is_a_source_by_itself(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(
        "Q1,Q2,NETPRO,when\n5,3,10,2026-01-01\n4,0,11,2026-01-02\n,7,0,2026-02-03\n1,1,12,2026-02-03\n2,2,9,one day\n",
        encoding="utf-8",
    )
    rejects: list[Any] = []
    found = counted(tmp_path, rejects)
    assert found.cube == {
        Key("form", "2026-01", "", "", ""): {4.0: 1, 5.0: 1}, Key("desk", "2026-01", "", "", ""): {3.0: 1},
        Key("form", "2026-02", "", "", ""): {1.0: 1}, Key("desk", "2026-02", "", "", ""): {1.0: 1},
    }  # fmt: skip
    whole = found.overall
    assert whole is not None
    assert (whole.source.id, whole.source.metric, whole.source.wide) == ("survey:overall", "nps", {})
    assert whole.cube == {Key("", "2026-01", "", "", ""): {10.0: 1}, Key("", "2026-02", "", "", ""): {0.0: 1}}
    assert (whole.rows, whole.unanswered) == (5, 1)
    assert [(each.reason, each.rows, each.samples) for each in whole.rejected] == [
        ("score-off-scale", 1, ("12",)), ("unreadable-date", 1, ("one day",)),
    ]  # fmt: skip
    assert [(each.reason, each.rows) for each in found.rejected] == [("score-off-scale", 1), ("unreadable-date", 2)]
    assert sorted(row[0] for row in rejects) == ["survey"] * 3 + ["survey:overall"] * 2
    assert whole.files == found.files


def test_a_source_without_a_whole_has_none(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("Q1,Q2,when\n5,3,2026-01-01\n", encoding="utf-8")
    found = counted(tmp_path, overall=None)
    assert (found.overall, found.together) == (None, None)


def test_series_of_wholes_are_series(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("Q1,Q2,NETPRO,when\n5,3,9,2026-01-01\n", encoding="utf-8")
    found = counted(tmp_path, series="visits")
    assert found.overall is not None
    assert found.overall.source.series == "visits:overall"


@pytest.mark.parametrize("half", [False, True])
def test_sums_are_those_of_rows_that_answer_both(tmp_path: Path, half: bool) -> None:
    random = Random(3)
    step = 0.5 if half else 1
    rows = [[random.choice([1 * step, 2, 4, 5, None, 0, 9]), random.choice([1, 5, None]), random.randrange(12)] for _ in range(900)]  # fmt: skip
    for number, some in enumerate((rows[:500], rows[500:])):
        lines = [",".join("" if cell is None else f"{cell:g}" for cell in row) for row in some]
        (tmp_path / f"{number}.csv").write_text("Q1,Q2,NETPRO\n" + "\n".join(lines), encoding="utf-8")
    found = counted(tmp_path, columns={}, scale={"min": 0.5, "max": 5}).together
    assert found is not None

    def taken(row: list[Any]) -> list[Any]:
        one, other, whole = row
        return [one if one not in (None, 0, 9) else None, other, whole if whole != 11 else None]

    clean: list[list[Any]] = [[None if cell is None else int(100 * cell) for cell in taken(row)] for row in rows]
    assert found.overall == sum(row[2] is not None for row in clean)
    assert found.is_readable
    for one, other in combinations(range(3), 2):
        both = [(row[one], row[other]) for row in clean if row[one] is not None and row[other] is not None]
        all_rows = total(found, (one, other))
        assert tuple(all_rows) == (
            len(both), sum(x for x, _ in both), sum(y for _, y in both),
            sum(x * x for x, _ in both), sum(y * y for _, y in both), sum(x * y for x, y in both),
        )  # fmt: skip
        part = found.sums[one, other][0]
        assert all_rows.less(part).plus(part) == all_rows


@pytest.mark.parametrize("kind", ["DOUBLE", "DECIMAL(6, 2)", "VARCHAR"])
def test_a_number_that_says_nothing_is_in_no_sum_however_it_is_written(tmp_path: Path, kind: str) -> None:
    rows = f'SELECT 5::{kind} AS "Q1", 4::{kind} AS "Q2", unnest([9, 10, 11])::{kind} AS "NETPRO"'
    duckdb.execute(f"COPY ({rows}) TO '{tmp_path}/a.parquet'")
    overall = {"score": "NETPRO", "metric": "csat", "scale": {"min": 0, "max": 11}, "missing": ["n/a", "11"]}
    found = counted(tmp_path, files=["a.parquet"], columns={}, overall=overall).together
    assert found is not None
    assert found.overall == 2


def test_parts_are_even_and_the_same_each_time(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("Q1,Q2,NETPRO\n" + "4,5,9\n3,2,1\n" * 40_000, encoding="utf-8")
    found, again = (counted(tmp_path, columns={}).together for _ in range(2))
    assert found is not None
    assert found == again
    parts = found.sums[0, 1]
    assert sorted(parts) == list(range(GROUPS))
    assert {abs(part.n - 80_000 / GROUPS) < 5 for part in parts.values()} == {True}
    assert {abs(part.x / part.n - 350) < 6 for part in parts.values()} == {True}, "a part is as if taken by chance"


class Elsewhere(DuckDB):
    """An engine that is not the embedded one."""

    dialect = POSTGRES


def test_a_database_gets_names_and_numbers_only() -> None:
    evil = "'; DROP TABLE answers; --"
    with Elsewhere() as engine:
        engine.rows("CREATE TABLE survey (q1 INTEGER, q2 DOUBLE, whole INTEGER, said VARCHAR)")
        engine.rows("INSERT INTO survey VALUES (5, 2.5, 9, '5'), (6, 4, 10, '4'), (3, NULL, 11, '3'), (2, 1, 1, '2')")
        table = Table(engine, "survey", engine.kinds("survey"), "survey")
        asked = [Asked("q1", 1, 5, ("6", evil)), Asked("q2", 1, 5, ()), Asked("whole", 0, 10, ("11",))]
        assert evil not in _statement(table, asked, [(0, 1), (0, 2), (1, 2)])
        found = Together(("one", "two"))
        add_together(engine, table, found, asked)
        assert found.overall == 3
        assert total(found) == Sums(2, 700, 350, 290_000, 72_500, 145_000)
        texts = Together(("one", "two"))
        add_together(engine, table, texts, [Asked("said", 1, 5, ()), *asked[1:]])
        assert (texts.is_readable, texts.sums) == (False, {})


ROWS = (
    "5,4,9,2026-01-01,New\n4,5,8,2026-01-01,new \n2,1,3,2026-01-02,\n"
    "5,1,0,2026-01-02,strangers\n5,1,0,2026-01-02,O'Hara\n1,5,10,someday,new\n1,5,10,0202-01-01,new\n"
)


def test_rows_that_are_not_taken_are_in_no_sum(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(f"Q1,Q2,NETPRO,when,who\n{ROWS}", encoding="utf-8")
    columns = {"columns": {"time": "when", "segment": "who"}}
    source = FeedbackSource.model_validate({**SOURCE, **columns})
    with Reader(Data(), tmp_path) as reader:
        found = count_feedback(reader, source, {"segment": {"new": "new"}}, "month")
    together, whole = found.together, found.overall
    assert together is not None
    assert whole is not None
    assert together.overall == sum(sum(scores.values()) for scores in whole.cube.values()) == 3
    assert total(together) == Sums(3, 1100, 1000, 450_000, 420_000, 420_000)
    assert {each.reason: each.rows for each in whole.rejected} == {"unreadable-date": 2, "unknown-segment": 2}
    with Reader(Data(), tmp_path) as reader:
        nobody = count_feedback(reader, source, {}, "month").together
    assert nobody is not None
    assert nobody.overall == 1, "who says nothing is taken"


def test_a_database_is_not_told_which_texts_are_taken() -> None:
    with Elsewhere() as engine:
        engine.rows("CREATE TABLE survey (q1 INTEGER, q2 INTEGER, whole INTEGER, who VARCHAR, month INTEGER)")
        engine.rows(
            "INSERT INTO survey VALUES (5, 4, 9, 'New', 1), (4, 5, 8, 'new ', 1), (2, 1, 3, NULL, 1), (5, 1, 0, 'strangers', 1), "
            "(1, 5, 10, 'New', NULL)"
        )
        table = Table(engine, "survey", engine.kinds("survey"), "survey")
        asked = [Asked("q1", 1, 5, ()), Asked("q2", 1, 5, ()), Asked("whole", 0, 10, ())]
        taken = Taken('"month" BETWEEN 1 AND 12', {'CAST("who" AS VARCHAR)': frozenset({"New", "new "})})
        assert "New" not in _statement(table, asked, [(0, 1)], taken)
        found = Together(("one", "two"))
        add_together(engine, table, found, asked, taken)
        assert found.overall == 3
        assert total(found) == Sums(3, 1100, 1000, 450_000, 420_000, 420_000)


def test_a_file_of_sqlite_is_read_as_other_files_are(tmp_path: Path) -> None:
    """Its columns hold anything, also texts that are numbers."""
    (tmp_path / "a.csv").write_text(f"Q1,Q2,NETPRO,when,who\n{ROWS}", encoding="utf-8")
    with closing(sqlite3.connect(tmp_path / "a.db")) as database, database:
        database.execute('CREATE TABLE survey ("Q1" TEXT, "Q2" INTEGER, "NETPRO", "when" TEXT, who TEXT)')
        rows = [[cell or None for cell in line.split(",")] for line in ROWS.splitlines()]
        database.executemany("INSERT INTO survey VALUES (?, ?, ?, ?, ?)", rows)
    columns = {"columns": {"time": "when", "segment": "who"}}
    where = {"files": [], "connection": "db", "table": "survey", **columns}
    found = []
    for changes in (columns, where):
        source = FeedbackSource.model_validate({**SOURCE, **changes})
        with Reader(Data.model_validate({"connections": {"db": "sqlite:///a.db"}}), tmp_path) as reader:
            together = count_feedback(reader, source, {"segment": {"new": "new"}}, "month").together
        assert together is not None
        assert together.is_readable
        found.append({pair: sum(part.n for part in parts.values()) for pair, parts in together.sums.items()})
    assert found[0] == found[1] == {(0, 1): 3, (0, 2): 3, (1, 2): 3}


def test_a_file_of_duckdb_leaves_out_what_other_files_do(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(f"Q1,Q2,NETPRO,when,who\n{ROWS}", encoding="utf-8")
    with duckdb.connect(str(tmp_path / "a.duckdb")) as database:
        database.execute(f"CREATE TABLE survey AS FROM read_csv('{tmp_path / 'a.csv'}', all_varchar = true)")
    where = {"files": [], "connection": "db", "table": "survey", "columns": {"time": "when", "segment": "who"}}
    source = FeedbackSource.model_validate({**SOURCE, **where})
    with Reader(Data.model_validate({"connections": {"db": "duckdb:///a.duckdb"}}), tmp_path) as reader:
        found = count_feedback(reader, source, {"segment": {"new": "new"}}, "month").together
    assert found is not None
    assert (found.overall, total(found)) == (3, Sums(3, 1100, 1000, 450_000, 420_000, 420_000))


def test_thirty_touchpoints_take_several_statements(tmp_path: Path) -> None:
    wide = {f"t{number}": f"Q{number}" for number in range(30)}
    lines = [",".join(wide.values()) + ",NETPRO", *(",".join("12345"[(row + n) % 5] for n in range(30)) + ",8" for row in range(50))]  # fmt: skip
    (tmp_path / "a.csv").write_text("\n".join(lines), encoding="utf-8")
    found = counted(tmp_path, columns={}, wide=wide).together
    assert found is not None
    assert (len(found.sums), found.overall) == (31 * 30 // 2, 50)


def test_parts_are_the_same_in_any_order_of_rows_and_files(tmp_path: Path) -> None:
    random = Random(9)
    rows = [f"{random.choice((1, 2, 4, 5, ''))},{random.randint(1, 5)},{random.randint(0, 10)}" for _ in range(500)]

    def parted(*files: list[str]) -> Together | None:
        for old in tmp_path.glob("*.csv"):
            old.unlink()
        for number, some in enumerate(files):
            (tmp_path / f"{number}.csv").write_text("\n".join(["Q1,Q2,NETPRO", *some]) + "\n", encoding="utf-8")
        return counted(tmp_path, columns={}).together

    found = parted(rows)
    assert found is not None
    assert len(found.sums[0, 1]) == GROUPS
    assert parted(sorted(rows)) == found
    assert parted(random.sample(rows, 500)) == found
    assert parted(rows[:123], rows[123:]) == found
    assert parted(rows[300:], rows[:50], rows[50:300]) == found
