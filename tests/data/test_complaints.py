"""Reading complaint logs: what is counted, what is not taken, how times and words are read."""

from __future__ import annotations

from datetime import date
from math import floor, log1p
from typing import TYPE_CHECKING, Any

import duckdb
import pytest

from cxmap.data.complaints import MOST_SOURCES, NO, UNREAD, YES, ComplaintKey, CountedComplaints, count_complaints
from cxmap.data.reader import Reader
from cxmap.data.rejects import REJECTED
from cxmap.diagnostics import CxmapError
from cxmap.model.data import ComplaintSource, Data
from cxmap.statistics.durations import seconds_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from cxmap.data.lookup import Period

NAMES = {
    "touchpoint": {"form": "form", "线上填表": "form", "desk": "desk"},
    "channel": {"app": "app", "branch": "branch"},
    "persona": {"ann": "ann"},
    "segment": {},
}
SOURCE: dict[str, Any] = {
    "id": "log",
    "files": ["log.csv"],
    "columns": {
        "touchpoint": "环节", "opened": "受理时间", "closed": "办结时间", "channel": "渠道", "source": "来源", "reopened": "重开",
    },
}  # fmt: skip
HEAD = "工单号,环节,受理时间,办结时间,渠道,来源,重开,内容\n"
ROWS = (
    "001,线上填表,2026-01-05 09:00:00,2026-01-07 09:00:00,app,热线,0,一直报错\n"
    "002,Form,2026-01-05 09:00:00,2026-01-07 09:00:00,app,热线,否,张三的电话 13800000000\n"
    "003,form,2026-01-20 10:00:00,,app,热线,,\n"
    "004,desk,2026-02-01,2026-02-01,branch,监管,2,\n"
)


def counted(
    root: Path, rows: str = ROWS, *, period: Period = "month", reject: Any = None, **changes: Any
) -> CountedComplaints:
    (root / "log.csv").write_text(HEAD + rows, encoding="utf-8")
    source = ComplaintSource.model_validate({**SOURCE, **changes})
    with Reader(Data(), root) as reader:
        return count_complaints(reader, source, NAMES, period, reject)


def reasons(found: CountedComplaints) -> dict[str, tuple[int, tuple[str, ...]]]:
    return {each.reason: (each.rows, each.samples) for each in found.rejected}


def test_complaints_are_counted_by_what_they_are_of(tmp_path: Path) -> None:
    found = counted(tmp_path)
    two_days = 482
    assert found.cube == {
        ComplaintKey("form", "2026-01", "app", "", "", "热线", False, two_days): 2,
        ComplaintKey("form", "2026-01", "app", "", "", "热线", None, None): 1,
        ComplaintKey("desk", "2026-02", "branch", "", "", "监管", True, 0): 1,
    }
    assert seconds_of(two_days) == pytest.approx(2 * 86_400, rel=0.013)
    assert (found.rows, found.rejected) == (4, [])
    days = [date.fromordinal(day).isoformat() for day in sorted(found.days)]
    assert days == ["2026-01-05", "2026-01-20", "2026-02-01"]
    assert {key.period for key in counted(tmp_path, period="quarter").cube} == {"2026-Q1"}


def test_what_is_not_taken_is_counted_with_its_reason(tmp_path: Path) -> None:
    rows = ROWS + (
        "005,form,gestern,2026-01-07,app,热线,0,\n"
        "006,form,2026-01-05,bald,app,热线,0,\n"
        "007,form,2026-01-05,2026-01-04,app,热线,0,\n"
        "008,form,2026-01-05,2026-01-06,app,热线,perhaps,\n"
        "009,form,2026-01-05,2026-01-06,app,热线,-1,\n"
        "010,lift,2026-01-05,2026-01-06,app,热线,0,\n"
        "011,,2026-01-05,2026-01-06,app,热线,0,\n"
        "012,form,2026-01-05,2026-01-06,fax,热线,0,\n"
    )
    handed: list[Sequence[str | None]] = []
    found = counted(tmp_path, rows, reject=handed.append)
    assert reasons(found) == {
        "unreadable-date": (1, ("gestern",)),
        "closed-before-opened": (1, ("2026-01-04",)), "reopened-not-understood": (2, ("-1", "perhaps")),
        "unknown-touchpoint": (2, ("lift",)), "unknown-channel": (1, ("fax",)),
    }  # fmt: skip
    assert sum(found.cube.values()) + 7 == found.rows == 12
    assert [(each.reason, each.rows, each.samples) for each in found.partly] == [
        ("unreadable-closing-date", 1, ("bald",))
    ]
    assert found.cube[ComplaintKey("form", "2026-01", "app", "", "", "热线", False, UNREAD)] == 1
    assert sum(int(row[REJECTED.index("rows")] or 0) for row in handed) == 7
    assert {row[:2] for row in map(tuple, handed)} == {("log", "log.csv")}
    assert [row[REJECTED.index("reopened")] for row in handed if row[2] == "reopened-not-understood"] == [
        "-1",
        "perhaps",
    ]
    assert not any("张三" in (cell or "") or (cell or "").startswith("00") for row in handed for cell in row)


@pytest.mark.parametrize("word", [*YES, "1", "3", "2.0", " Yes "])
def test_words_that_say_it_was_opened_again(tmp_path: Path, word: str) -> None:
    (key,) = counted(tmp_path, f"1,form,2026-01-05,2026-01-06,app,热线,{word},\n").cube
    assert key.reopened is True


@pytest.mark.parametrize("word", [*NO, "0", "0.0", "NO"])
def test_words_that_say_it_was_not(tmp_path: Path, word: str) -> None:
    (key,) = counted(tmp_path, f"1,form,2026-01-05,2026-01-06,app,热线,{word},\n").cube
    assert key.reopened is False


@pytest.mark.parametrize("word", ["nan", "inf", "maybe", "1,5"])
def test_other_words_are_not_understood(tmp_path: Path, word: str) -> None:
    found = counted(tmp_path, f'1,form,2026-01-05,2026-01-06,app,热线,"{word}",\n')
    assert reasons(found) == {"reopened-not-understood": (1, (word,))}


def test_dates_of_no_credible_year_are_not_taken_and_cover_no_days(tmp_path: Path) -> None:
    days = sorted(counted(tmp_path).days)
    found = counted(tmp_path, ROWS + "005,form,0202-01-05,,app,热线,,\n006,form,2206-01-05,,app,热线,,\n")
    assert reasons(found) == {"unreadable-date": (2, ("0202-01-05", "2206-01-05"))}
    assert sorted(found.days) == days


def test_handling_time_minds_time_zones_and_months_do_not(tmp_path: Path) -> None:
    found = counted(tmp_path, "1,form,2026-02-01T00:30:00+08:00,2026-01-31T17:30:00Z,app,热线,,\n")
    (key,) = found.cube
    assert key.bucket is not None
    assert key.period == "2026-02"
    assert seconds_of(key.bucket) == pytest.approx(3600, rel=0.013)


def test_a_log_that_says_little(tmp_path: Path) -> None:
    found = counted(tmp_path, columns={"opened": "受理时间"}, channel="phone")
    assert found.cube == {
        ComplaintKey("", "2026-01", "phone", "", "", "", None, None): 3,
        ComplaintKey("", "2026-02", "phone", "", "", "", None, None): 1,
    }
    assert counted(tmp_path, "").cube == {}
    assert counted(tmp_path, "").days == set()


def test_typed_columns_are_counted_as_texts_are(tmp_path: Path) -> None:
    expected = counted(tmp_path).cube
    duckdb.execute(
        f"COPY (SELECT * REPLACE (try_cast(受理时间 AS TIMESTAMP) AS 受理时间, try_cast(办结时间 AS TIMESTAMP) AS 办结时间)"
        f" FROM read_csv('{tmp_path}/log.csv', all_varchar=true)) TO '{tmp_path}/log.parquet' (FORMAT parquet)"
    )
    assert counted(tmp_path, files=["log.parquet"]).cube == expected


def test_sources_that_are_too_many_to_tell_apart(tmp_path: Path) -> None:
    duckdb.execute(
        f"COPY (SELECT 'form' AS t, DATE '2026-01-05' AS o, 'caller ' || (i % 200000) AS s FROM range(400100) x(i)) "
        f"TO '{tmp_path}/log.parquet' (FORMAT parquet)"
    )
    found = counted(tmp_path, files=["log.parquet"], columns={"touchpoint": "t", "opened": "o", "source": "s"})
    assert len(found.cube) == MOST_SOURCES + 1
    assert sum(found.cube.values()) == 400_100


def test_hostile_names_are_text(tmp_path: Path) -> None:
    evil = "x'); DROP TABLE complaints; --"
    head = "o\"p'en"
    (tmp_path / "bad.csv").write_text(f'"{head.replace(chr(34), chr(34) * 2)}",s\n2026-01-05,"{evil}"\n', "utf-8")
    found = counted(tmp_path, files=["bad.csv"], columns={"opened": head, "source": "s"})
    assert [key.source for key in found.cube] == [evil]


def test_a_column_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(CxmapError, match="办结"):
        counted(tmp_path, columns={"opened": "受理时间", "closed": "办结"})


def test_where_no_date_can_be_read_it_is_said(tmp_path: Path) -> None:
    with pytest.raises(CxmapError) as caught:
        counted(tmp_path, "1,form,05.01.2026,06.01.2026,app,热线,,\n")
    assert caught.value.message.zh.endswith("没有可读取的投诉")
    assert caught.value.help is not None
    assert "时间写作 '05.01.2026'：请注明 `time_format`" in caught.value.help.zh


def test_closed_by_the_day_alone_is_not_before_it_was_opened(tmp_path: Path) -> None:
    closings = ("2026-05-01", "2026-05-01 00:00:00", "2026-05-02", "2026-05-01 14:59", "2026-04-30")
    rows = "".join(f"1,form,2026-05-01 15:00,{closed},,,,\n" for closed in closings)
    found = counted(tmp_path, rows + "1,form,1969-12-31 15:00,1969-12-31,,,,\n")
    assert reasons(found) == {"closed-before-opened": (2, ("2026-04-30", "2026-05-01 14:59"))}
    assert {(key.period, key.bucket): n for key, n in found.cube.items()} == {
        ("2026-05", 0): 2, ("2026-05", floor(40 * log1p(9 * 3600))): 1, ("1969-12", 0): 1,
    }  # fmt: skip


def test_what_says_nothing_of_a_closing_leaves_a_complaint_open(tmp_path: Path) -> None:
    rows = "".join(f"1,form,2026-05-01,{closed},,,{again},\n" for closed, again in (("-", "-"), ("/", "1"), ("", "-")))
    found = counted(tmp_path, rows, missing=["-", "9"])
    assert {(key.reopened, key.bucket): n for key, n in found.cube.items()} == {(None, None): 2, (True, UNREAD): 1}
    assert [each.samples for each in found.partly] == [("/",)]
    assert found.rejected == []


def test_closed_in_no_credible_year_is_closed_at_no_time_that_can_be_read(tmp_path: Path) -> None:
    """Some systems write the last of days for what is open, or the first."""
    last, first = "9999-12-31", "0001-01-01"
    rows = f"1,form,2026-05-01,{last},,,,\n1,form,2026-05-01,{first},,,,\n1,form,2026-05-01,2026-05-01,,,,\n"
    found = counted(tmp_path, rows)
    assert {key.bucket: n for key, n in found.cube.items()} == {UNREAD: 2, 0: 1}
    assert [each.samples for each in found.partly] == [(first, last)]
    found = counted(tmp_path, rows, missing=[last, first])
    assert {key.bucket: n for key, n in found.cube.items()} == {None: 2, 0: 1}
    assert (found.rejected, found.partly) == ([], [])
