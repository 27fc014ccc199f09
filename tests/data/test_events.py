"""Counting event logs: both plans say the same, whatever the file; order, ties and what is not taken."""

from __future__ import annotations

import datetime
import gzip
import json
from collections import Counter
from itertools import pairwise
from math import floor, log1p
from random import Random
from typing import TYPE_CHECKING, Any, NamedTuple

import duckdb
import pytest

from cxmap.data.engine import DuckDB, Table
from cxmap.data.event_counts import EventCounts, VariantCount, rarest_of
from cxmap.data.events import count_events
from cxmap.data.events_windowed import count_windowed
from cxmap.data.reader import Reader
from cxmap.data.xes import load_xes
from cxmap.diagnostics import CxmapError
from cxmap.model.data import Data, EventColumns, EventSource

if TYPE_CHECKING:
    from pathlib import Path

COLUMNS = {"case": "who", "event": "what", "time": "at", "channel": "via", "segment": "group"}
HEADS = ("who", "what", "at", "via", "group")


class Row(NamedTuple):
    who: str
    what: str
    at: str
    via: str = ""
    group: str = ""


def generated(seed: int, cases: int = 200) -> list[Row]:
    """Return a log in no order, in which every third event or so shares its moment with another of its case."""
    random = Random(seed)
    rows = []
    for case in range(cases):
        at = datetime.datetime(2026, 1, 1) + datetime.timedelta(minutes=random.randrange(400_000))
        for _ in range(random.choice((1, 2, 4, 7, 9))):
            at += datetime.timedelta(seconds=random.choice((0, 0, 1, 59, 3_600, 100_000)))
            via = random.choice(("app", "desk", "phone", ""))
            rows.append(Row(f"c{case}", random.choice("ABCDE 甲"), at.isoformat(), via, f"g{case % 3}"))
    random.shuffle(rows)
    return [row for row in rows if row.what.strip()]


def expected(rows: list[Row]) -> dict[str, Any]:
    """Count a log as plainly as can be."""
    cases: dict[str, list[Row]] = {}
    for row in rows:
        cases.setdefault(row.who, []).append(row)
    for each in cases.values():
        each.sort(key=lambda row: row.at)  # stable: the order in the file decides
    seconds = {row.at: int(datetime.datetime.fromisoformat(row.at).timestamp()) for row in rows}
    pairs = [pair for each in cases.values() for pair in pairwise(each)]
    bucket = {
        (one.at, two.at): floor(40 * log1p(seconds[two.at] - seconds[one.at]))
        for each in cases.values()
        for one in each
        for two in each
        if two.at >= one.at
    }
    return {
        "transitions": Counter((one.what, two.what, bucket[one.at, two.at]) for one, two in pairs),
        "going": Counter(
            pair for each in cases.values() for pair in {(one.what, two.what) for one, two in pairwise(each)}
        ),
        "ties": sum(one.at == two.at for one, two in pairs),
        "switches": Counter(
            (one.what, two.what, one.via, two.via) for one, two in pairs if one.via and two.via and one.via != two.via
        ),
        "variants": Counter(tuple(row.what for row in each) for each in cases.values()),
        "starts": Counter(each[0].what for each in cases.values()),
        "ends": Counter(each[-1].what for each in cases.values()),
        "repeated": Counter(
            what for each in cases.values() for what, n in Counter(row.what for row in each).items() if n > 1
        ),
        "positions": Counter(
            (row.what, 1000 * place // max(len(each) - 1, 1))
            for each in cases.values()
            for place, row in enumerate(each)
        ),
        "channels": Counter((row.what, row.via) for row in rows),
        "channel cases": Counter((what, via) for _, what, via in {(row.who, row.what, row.via) for row in rows}),
        "durations": Counter((each[0].via, each[0].group, bucket[each[0].at, each[-1].at]) for each in cases.values()),
    }


def said(counts: EventCounts) -> dict[str, Any]:
    return {
        "transitions": Counter(
            {(one.before, one.after, bucket): n for one in counts.transitions for bucket, n in one.buckets.items()}
        ),
        "going": Counter({(one.before, one.after): one.cases for one in counts.transitions}),
        "ties": sum(one.tied for one in counts.transitions),
        "switches": Counter({tuple(one[:4]): one.n for one in counts.switches}),
        "variants": Counter({one.events: one.cases for one in counts.variants}),
        "starts": Counter({one.event: one.starts for one in counts.steps if one.starts}),
        "ends": Counter({one.event: one.ends for one in counts.steps if one.ends}),
        "repeated": Counter({one.event: one.repeated for one in counts.steps if one.repeated}),
        "positions": Counter({(one.event, one.thousandth): one.n for one in counts.positions}),
        "channels": Counter({(one.event, one.channel): one.n for one in counts.channels}),
        "channel cases": Counter({(one.event, one.channel): one.cases for one in counts.channels}),
        "durations": Counter({(one.channel, one.segment, one.bucket): one.n for one in counts.durations}),
    }


def write(path: Path, rows: list[Row]) -> None:
    lines = [",".join(HEADS), *(",".join(row) for row in rows)]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def counted(root: Path, files: Any = "log.csv", columns: dict[str, str] | None = None, **more: Any) -> EventCounts:
    kept = {key: more.pop(key) for key in ("reject", "most_variants", "may_be_empty") if key in more}
    source = EventSource.model_validate({"id": "log", "files": files, "columns": columns or COLUMNS, **more})
    with Reader(Data(), root) as reader:
        return count_events(reader, source, **kept)


@pytest.mark.parametrize("seed", range(3))
def test_everything_is_counted_as_plainly_as_can_be(tmp_path: Path, seed: int) -> None:
    rows = generated(seed)
    write(tmp_path / "log.csv", rows)
    found = counted(tmp_path)
    assert said(found) == expected(rows)
    assert (found.events, found.cases) == (len(rows), len({row.who for row in rows}))
    assert found.variant_count == len(found.variants)
    assert found.order_known
    assert {one.event: one.events for one in found.steps} == Counter(row.what for row in rows)
    assert {one.event: one.cases for one in found.steps} == Counter(what for _, what in {row[:2] for row in rows})


@pytest.mark.parametrize("partitioned", [False, True])
def test_parquet_is_read_where_it_lies(tmp_path: Path, partitioned: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    if partitioned:
        monkeypatch.setattr("cxmap.data.events_sorted._PARTITION", 100)
    rows = generated(7)
    write(tmp_path / "log.csv", rows)
    read = f'SELECT * REPLACE (CAST("at" AS TIMESTAMP) AS "at") FROM read_csv(\'{tmp_path}/log.csv\', all_varchar=true)'
    duckdb.execute(f"COPY ({read}) TO '{tmp_path}/log.parquet' (FORMAT parquet, ROW_GROUP_SIZE 2048)")
    assert said(counted(tmp_path, "log.parquet")) == expected(rows)


def test_cases_go_on_from_one_file_to_the_next(tmp_path: Path) -> None:
    rows = generated(8)
    write(tmp_path / "a.csv", rows[:300])
    write(tmp_path / "b.csv", rows[300:])
    assert said(counted(tmp_path, "*.csv")) == expected(rows)


@pytest.mark.parametrize("seed", range(3))
def test_window_functions_say_the_same(tmp_path: Path, seed: int) -> None:
    rows = generated(seed)
    write(tmp_path / "log.csv", rows)
    duckdb.execute(
        f'COPY (SELECT * REPLACE (CAST("at" AS TIMESTAMP) AS "at"), CAST(row_number() OVER () AS BIGINT) AS number '
        f"FROM read_csv('{tmp_path}/log.csv', all_varchar=true)) TO '{tmp_path}/log.parquet' (FORMAT parquet)"
    )
    columns = {**COLUMNS, "order": "number"}
    sorted_ = counted(tmp_path, "log.parquet", columns)
    windowed = EventCounts(EventColumns.model_validate(columns))
    with DuckDB() as engine:
        read = f"read_parquet('{tmp_path}/log.parquet')"
        count_windowed(Table(engine, read, engine.kinds(read), "log"), windowed.columns, windowed, 10_000)
    assert (windowed.in_database, sorted_.in_database) == (True, False)
    windowed.files, windowed.in_database = sorted_.files, False
    assert windowed == sorted_
    assert said(windowed) == expected(rows)


def test_a_column_decides_between_events_of_one_moment_by_its_numbers(tmp_path: Path) -> None:
    rows = ["who,what,at,n", "1,C,2026-01-01,10", "1,A,2026-01-01,2", "1,B,2026-01-01,9", "1,D,2026-01-01,"]
    (tmp_path / "log.csv").write_text("\n".join(rows), encoding="utf-8")
    columns = {"case": "who", "event": "what", "time": "at"}
    assert counted(tmp_path, columns=columns).variants == [VariantCount(("C", "A", "B", "D"), 1)]
    found = counted(tmp_path, columns={**columns, "order": "n"})
    assert found.variants == [VariantCount(("A", "B", "C", "D"), 1)]
    assert sum(one.tied for one in found.transitions) == 3


def test_offsets_from_utc_are_heeded(tmp_path: Path) -> None:
    rows = ["who,what,at", "1,B,2026-01-01T10:00:00+02:00", "1,A,2026-01-01T07:59:00Z", "1,C,2026-01-01 08:01:00+00"]
    (tmp_path / "log.csv").write_text("\n".join(rows), encoding="utf-8")
    found = counted(tmp_path, columns={"case": "who", "event": "what", "time": "at"})
    assert found.variants == [VariantCount(("A", "B", "C"), 1)]
    assert {bucket for one in found.transitions for bucket in one.buckets} == {floor(40 * log1p(60))}


def test_what_is_not_taken_is_counted_with_its_reason(tmp_path: Path) -> None:
    rows = [
        Row("1", "A", "2026-01-01"), Row("", "A", "2026-01-01"), Row("1", " ", "2026-01-01"), Row("1", "B", "someday"),
        Row("2", "B", "infinity"), Row("2", "=B", ""), Row("1", "B ", "2026-01-02"),
    ]  # fmt: skip
    write(tmp_path / "log.csv", rows)
    rejected: list[Any] = []
    found = counted(tmp_path, reject=rejected.append)
    assert [(one.reason, one.rows, one.samples) for one in found.rejected] == [
        ("no-case", 1, ("A",)),
        ("no-event", 1, ()),
        ("unreadable-date", 3, ("infinity", "someday")),
    ]
    assert rejected == [
        ("log", "log.csv", "no-case", None, "A", None, None),
        ("log", "log.csv", "no-event", "1", " ", None, None),
        ("log", "log.csv", "unreadable-date", "1", "B", "someday", None),
        ("log", "log.csv", "unreadable-date", "2", "=B", None, None),
        ("log", "log.csv", "unreadable-date", "2", "B", "infinity", None),
    ]
    assert found.variants == [VariantCount(("A", "B"), 1)]


def test_nothing_to_count_is_said(tmp_path: Path) -> None:
    write(tmp_path / "log.csv", [Row("1", "A", "31/12/2026")])
    with pytest.raises(CxmapError) as caught:
        counted(tmp_path)
    assert "no event can be read" in caught.value.message.en
    assert caught.value.help is not None
    assert "'31/12/2026'" in caught.value.help.en
    assert "time_format" in caught.value.help.en
    assert counted(tmp_path, time_format="%d/%m/%Y").events == 1
    with pytest.raises(CxmapError, match="no event can be read"):
        counted(tmp_path, may_be_empty=True)
    write(tmp_path / "log.csv", [])
    with pytest.raises(CxmapError, match="has no rows"):
        counted(tmp_path)
    assert counted(tmp_path, may_be_empty=True).events == 0


def test_names_of_anything_are_no_steps(tmp_path: Path) -> None:
    duckdb.execute(
        f"COPY (SELECT i // 5 AS who, 'page ' || i AS what, TIMESTAMP '2026-01-01' AS \"at\" FROM range(100000) t(i)) "
        f"TO '{tmp_path}/log.parquet' (FORMAT parquet)"
    )
    with pytest.raises(CxmapError, match="100,000 different events"):
        counted(tmp_path, "log.parquet", {"case": "who", "event": "what", "time": "at"})


def test_the_rarest_variants_are_only_counted(tmp_path: Path) -> None:
    rows = [Row(str(case), "ABCDEFG"[step], "2026-01-01") for case in range(6) for step in range(1 + case // 2)]
    write(tmp_path / "log.csv", [*rows, Row("x", "X", "2026-01-01"), Row("y", "Y", "2026-01-01")])
    found = counted(tmp_path, most_variants=4)
    assert [one.cases for one in found.variants] == [2, 2, 2]
    assert found.variant_count == 5
    assert rarest_of([(1, 2), (2, 3)], 4) == 2
    assert rarest_of([(1, 50)], 4) == 2
    assert rarest_of([], 4) == 1


@pytest.mark.parametrize("scale", [1, 1000, 1_000_000])
def test_times_since_1970(tmp_path: Path, scale: int) -> None:
    rows: list[tuple[str, str, float | str]] = [
        ("1", "a", 1767229200), ("1", "b", 1767229260.5), ("2", "a", 631152000), ("2", "b", 631152001), ("3", "a", "soon"), ("3", "b", 9e17),
    ]  # fmt: skip
    lines = [
        "who,what,at",
        *(f"{who},{what},{at if isinstance(at, str) else f'{at * scale:.1f}'}" for who, what, at in rows),
    ]
    (tmp_path / "log.csv").write_text("\n".join(lines), encoding="utf-8")
    asked = {"columns": {"case": "who", "event": "what", "time": "at"}}
    with pytest.raises(CxmapError) as caught:
        counted(tmp_path, **asked)
    assert caught.value.help is not None
    found = counted(tmp_path, **asked, time_format="unix")
    assert (found.events, found.first, found.last) == (4, 631152000, 1767229260)
    assert [(one.reason, one.rows) for one in found.rejected] == [("unreadable-date", 2)]


def test_of_numbers_it_is_said_that_they_may_count_from_1970(tmp_path: Path) -> None:
    (tmp_path / "log.csv").write_text("who,what,at\n1,a,1767229200\n", encoding="utf-8")
    with pytest.raises(CxmapError) as caught:
        counted(tmp_path, columns={"case": "who", "event": "what", "time": "at"})
    assert caught.value.help is not None
    assert "`time_format: unix`" in caught.value.help.en
    assert "`time_format: unix`" in caught.value.help.zh


@pytest.mark.parametrize("wrong", ["%q", "%", "%s"])
def test_a_format_that_is_none(tmp_path: Path, wrong: str) -> None:
    (tmp_path / "log.csv").write_text("who,what,at\n1,a,01/02/2026\n", encoding="utf-8")
    with pytest.raises(CxmapError, match=f"time format '{wrong}' cannot be read"):
        counted(tmp_path, columns={"case": "who", "event": "what", "time": "at"}, time_format=wrong)


def test_sql_in_names_and_values_is_text(tmp_path: Path) -> None:
    evil = "x'); DROP TABLE cases; --"
    lines = [
        f'"{evil}",what,at',
        f"'1,{evil.replace(',', '')},2026-01-01",
        "'1,a\x1fb,2026-01-02",
        "'1,\x1f,2026-01-03",
    ]
    (tmp_path / "log.csv").write_text("\n".join(lines), encoding="utf-8")
    found = counted(tmp_path, columns={"case": evil, "event": "what", "time": "at"})
    assert found.variants == [VariantCount((evil, "a b"), 1)]
    assert [(one.reason, one.rows) for one in found.rejected] == [("no-event", 1)]


XES = """<?xml version="1.0" encoding="UTF-8"?>
<log xes.version="1.0" xmlns="http://www.xes-standard.org/">
  <extension name="Concept" prefix="concept" uri="http://www.xes-standard.org/concept.xesext"/>
  <global scope="event"><string key="concept:name" value="__INVALID__"/></global>
  <string key="concept:name" value="the log"/>
  <trace>
    <string key="concept:name" value="case &amp; 1"/>
    <string key="channel" value="app"/>
    <event><string key="concept:name" value="B"><string key="nested" value="x"/></string>
      <date key="time:timestamp" value="2026-01-01T10:00:00.000+02:00"/></event>
    <event><date key="time:timestamp" value="2026-01-01T07:00:00.000Z"/><string key="concept:name" value="A"/>
      <int key="cost" value="3"/></event>
  </trace>
  <trace><string key="concept:name" value="2"/></trace>
</log>
"""
STANDARD = {"case": "case:concept:name", "event": "concept:name", "time": "time:timestamp", "channel": "case:channel"}


@pytest.mark.parametrize("name", ["log.xes", "log.xes.gz", "LOG.XES"])
def test_xes(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(gzip.compress(XES.encode()) if name.endswith("gz") else XES.encode())
    found = counted(tmp_path, name, STANDARD)
    assert found.variants == [VariantCount(("A", "B"), 1)]
    assert [one.channel for one in found.channels] == ["app", "app"]
    assert found.rejected == []


def test_attributes_get_columns_of_their_own(tmp_path: Path) -> None:
    event = '<event><string key="concept:name" value="A"/><date key="time:timestamp" value="2026-01-01T07:00:00Z"/>'
    more = (
        '<int key="Cost" value="1"/><int key="cost" value="2"/><string key="" value="x"/><string value="y"/></event>'
        '<event><int key="cost" value="3"/></event>'
    )
    (tmp_path / "log.xes").write_text(f"<log><trace>{event}{more}</trace></log>", encoding="utf-8")
    with DuckDB() as engine:
        load_xes(engine, "log", tmp_path / "log.xes")
        assert engine.rows("SELECT * FROM log") == [
            ("A", "2026-01-01T07:00:00Z", "1", "2"),
            (None, None, None, "3"),
        ]
        assert list(engine.kinds("log")) == ["concept:name", "time:timestamp", "Cost", "cost (2)"]


def test_an_event_of_xes_behind_a_trace_is_of_no_case(tmp_path: Path) -> None:
    lone = '<event><string key="concept:name" value="C"/><date key="time:timestamp" value="2026-01-02"/></event></log>'
    (tmp_path / "log.xes").write_text(
        XES.replace('  <trace><string key="concept:name" value="2"/></trace>\n</log>', lone)
    )
    found = counted(tmp_path, "log.xes", STANDARD)
    assert found.variants == [VariantCount(("A", "B"), 1)]
    assert [(one.reason, one.rows) for one in found.rejected] == [("no-case", 1)]


def chinese(declared: str) -> str:
    return XES.replace('value="B"', 'value="申请𠮷"').replace("UTF-8", declared)


@pytest.mark.parametrize(
    ("declared", "written"),
    [("GB18030", "gb18030"), ("utf-8", "utf-8"), ("UTF-8", "utf-8-sig"), ("UTF-16", "utf-16"), ("utf-16", "utf-16-le")],
)
def test_xes_in_the_encoding_that_it_declares(tmp_path: Path, declared: str, written: str) -> None:
    (tmp_path / "log.xes").write_bytes(chinese(declared).encode(written))
    assert counted(tmp_path, "log.xes", STANDARD).variants == [VariantCount(("A", "申请𠮷"), 1)]


def test_xes_cut_anywhere_in_a_character(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cxmap.data.xes._CHUNK", 101)
    (tmp_path / "log.xes").write_bytes(chinese("GB18030").replace("申请", "申请" * 100).encode("gb18030"))
    assert counted(tmp_path, "log.xes", STANDARD).variants == [VariantCount(("A", "申请" * 100 + "𠮷"), 1)]


def test_an_encoding_that_is_given_stands_above_what_xes_declares(tmp_path: Path) -> None:
    (tmp_path / "log.xes").write_bytes(chinese("UTF-8").encode("gb18030"))
    with DuckDB() as engine:
        load_xes(engine, "log", tmp_path / "log.xes", "gb18030")
        assert ("申请𠮷",) in engine.rows('SELECT "concept:name" FROM log')


@pytest.mark.parametrize(
    ("declared", "written", "message"),
    [
        ("GB18030", "utf-8", "is in another encoding than it says"),
        ("big5", "utf-8", "is in another encoding than it says"),
        ("UTF-8", "gb18030", "is no event log in XES"),
        ("GB18030", "utf-8-sig", "is in another encoding than it says"),
        ("no-such", "utf-8", "there is no encoding `no-such`"),
        ("hex", "utf-8", "there is no encoding `hex`"),
        ("undefined", "utf-8", "there is no encoding `undefined`"),
        ("idna", "utf-8", "there is no encoding `idna`"),
    ],
)
def test_xes_in_another_encoding(tmp_path: Path, declared: str, written: str, message: str) -> None:
    (tmp_path / "log.xes").write_bytes(chinese(declared).encode(written).replace(b'"A"', b'"\xff"'))
    with pytest.raises(CxmapError, match=message):
        counted(tmp_path, "log.xes", STANDARD)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b'<!DOCTYPE log [<!ENTITY a "aaaa">]><log>&a;</log>', "has a document type"),
        (b"<html><log/></html>", "is no event log in XES"),
        (b"<log><trace>", "is no event log in XES"),
        (b"<log>" + b"<a>" * 5_000, "is no event log in XES"),
        (b"", "is no event log in XES"),
        (b"<log/>", "holds no event"),
        (b"<log><trace><event/></trace></log>", "holds no event"),
        (
            b"<log><trace><event>" + b"".join(b'<int key="%d" value="1"/>' % n for n in range(600)) + b"</event></trace></log>",
            "more than 500 attributes",
        ),
    ],
)  # fmt: skip
def test_xml_that_is_no_log_is_refused(tmp_path: Path, content: bytes, message: str) -> None:
    (tmp_path / "log.xes").write_bytes(content)
    with pytest.raises(CxmapError, match=message):
        counted(tmp_path, "log.xes", STANDARD)


def test_a_compressed_log_that_was_cut(tmp_path: Path) -> None:
    (tmp_path / "log.xes.gz").write_bytes(gzip.compress(XES.encode())[:-20])
    with pytest.raises(CxmapError, match="is damaged"):
        counted(tmp_path, "log.xes.gz", STANDARD)
    (tmp_path / "log.xes.gz").write_bytes(b"no gzip at all")
    with pytest.raises(CxmapError, match="is damaged"):
        counted(tmp_path, "log.xes.gz", STANDARD)


def test_json_lines(tmp_path: Path) -> None:
    rows = generated(9)
    lines = [json.dumps(row._asdict(), ensure_ascii=False) for row in rows]
    (tmp_path / "log.jsonl").write_text("\n".join(lines), encoding="utf-8")
    assert said(counted(tmp_path, "log.jsonl")) == expected(rows)
