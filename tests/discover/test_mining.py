"""What is found in event logs: the same as pm4py finds, durations within 2%, and our names for channels and touchpoints."""

from __future__ import annotations

import warnings
from collections import Counter
from datetime import datetime, timedelta
from math import ceil, floor, log1p
from random import Random
from typing import TYPE_CHECKING, Any

import pytest

from cxmap.data.events import count_events
from cxmap.data.reader import Reader
from cxmap.diagnostics import CxmapError
from cxmap.discover.logs import chooser, log_source
from cxmap.discover.mining import discovered
from cxmap.discoveries import Discovery, channel_switches, drop_offs, reworked, ways_back
from cxmap.model.data import Data, EventSource
from cxmap.statistics.durations import durations_of
from tests.helpers import ROOT

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from cxmap.data.event_counts import EventCounts

RECEIPT = ROOT.parent / "shared" / "data" / "receipt.csv"


def found_in(path: Path, **columns: str) -> tuple[Discovery, EventCounts]:
    source = log_source(path)
    with Reader(Data(), path.parent) as reader:
        counts = count_events(reader, source, choose=chooser(path.name, columns, source.columns))
    return discovered(source, counts, {}, path.name), counts


def by_pm4py(path: Path, case: str, event: str, time: str) -> dict[str, Any]:
    """Return what pm4py finds, counted as we count it; durations of whole seconds."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import pandas as pd
        import pm4py

        frame = pd.read_csv(path, dtype=str)
        frame[time] = pd.to_datetime(frame[time], utc=True, format="ISO8601")
        log = pm4py.format_dataframe(frame, case_id=case, activity_key=event, timestamp_key=time)
        graph, starts, ends = pm4py.discover_dfg(log)
        variants = pm4py.get_variants(log)
        log["time:timestamp"] = log["time:timestamp"].dt.floor("s")
        durations = pm4py.get_all_case_durations(log)
    return {
        "graph": {tuple(pair): n for pair, n in graph.items()},
        "starts": dict(starts),
        "ends": dict(ends),
        "variants": {tuple(way): n for way, n in variants.items()},
        "durations": Counter(floor(40 * log1p(round(seconds))) for seconds in durations),
        "seconds": sorted(round(seconds) for seconds in durations),
    }


def check(path: Path, found: Discovery, counts: EventCounts, theirs: Mapping[str, Any]) -> None:
    assert {(one.before, one.after): one.n for one in found.transitions} == theirs["graph"]
    assert {step.event: step.starts for step in found.steps if step.starts} == theirs["starts"]
    assert {step.event: step.ends for step in found.steps if step.ends} == theirs["ends"]
    assert {one.events: one.cases for one in found.variants} == theirs["variants"]
    assert found.variant_count == len(theirs["variants"])
    buckets: Counter[int] = Counter()
    for one in counts.durations:
        buckets[one.bucket] += one.n
    assert buckets == theirs["durations"]
    assert found.durations is not None
    seconds = theirs["seconds"]
    for p, ours in ((0.5, found.durations.p50), (0.9, found.durations.p90)):
        assert ours == pytest.approx(seconds[ceil(p * len(seconds)) - 1], rel=0.02, abs=1)


@pytest.mark.skipif(not RECEIPT.is_file(), reason="the log of receipts is not here: it is nobody's to copy")
def test_the_receipts() -> None:
    found, counts = found_in(RECEIPT)
    check(RECEIPT, found, counts, by_pm4py(RECEIPT, "case:concept:name", "concept:name", "time:timestamp"))
    assert (found.events, found.cases, len(found.steps)) == (8577, 1434, 27)
    slow = {group.id: group for group in found.groups if group.cases >= 30}
    assert set(slow) == {"Internet", "Desk", "Post"}
    longest = {id_: group.durations.p90 / 86_400 for id_, group in slow.items() if group.durations is not None}
    assert longest["Post"] == pytest.approx(20.0, rel=0.02)
    assert longest["Internet"] == pytest.approx(13.9, rel=0.02)
    assert longest["Post"] > 1.3 * max(longest["Internet"], longest["Desk"])
    assert slow["Post"].cases == 53


@pytest.mark.parametrize("seed", range(3))
def test_generated_logs_with_many_ties(tmp_path: Path, seed: int) -> None:
    random = Random(seed)
    rows = []
    for case in range(300):
        at = datetime(2026, 3, 1) + timedelta(seconds=random.randrange(10_000_000))
        for _ in range(random.choice((1, 3, 5, 8))):
            at += timedelta(seconds=random.choice((0, 0, 30, 4_000, 300_000)))
            rows.append(f"c{case},{random.choice('ABCDEF')},{at.isoformat()}")
    random.shuffle(rows)
    path = tmp_path / "log.csv"
    path.write_text("\n".join(["case,event,time", *rows]), encoding="utf-8")
    found, counts = found_in(path)
    assert found.ties > 100
    check(path, found, counts, by_pm4py(path, "case", "event", "time"))


LOG = """\
case,event,time,channel,segment
1,A,2026-01-01T00:00:00,Branch 12,new
1,B,2026-01-01T00:01:00,branch 7,new
1,C,2026-01-01T01:01:00,APP,
1,B,2026-01-01T01:02:00,APP,
2,A,2026-01-01T00:00:00,,old
2,B,2026-01-01T00:00:20,Branch 12,
3,A,2026-01-01T00:00:00,fax,old
"""


def discovery(tmp_path: Path, **more: Any) -> Discovery:
    (tmp_path / "log.csv").write_text(LOG, encoding="utf-8")
    columns = {name: name for name in ("case", "event", "time", "channel", "segment")}
    source = EventSource.model_validate({"id": "log", "files": "log.csv", "columns": columns, **more})
    with Reader(Data(), tmp_path) as reader:
        counts = count_events(reader, source)
    return discovered(
        source,
        counts,
        {"channel": {"App": "app"}, "touchpoint": {"b": "form", "hello": "hello"}, "segment": {"NEW": "n"}},
    )


def test_our_names_are_known_before_anything_is_compared(tmp_path: Path) -> None:
    found = discovery(
        tmp_path, values={"channel": {"Branch 12": "branch", "Branch 7": "branch"}, "touchpoint": {"A": "hello"}}
    )
    switches = {(one.before, one.after): one.switches for one in found.transitions}
    assert switches == {("A", "B"): 0, ("B", "C"): 1, ("C", "B"): 0}
    assert {step.event: step.touchpoint for step in found.steps} == {"A": "hello", "B": "form", "C": None}
    steps = {step.event: step for step in found.steps}
    assert steps["A"].channels == (("", 1, 1), ("branch", 1, 1), ("fax", 1, 1))
    assert steps["B"].channels == (("branch", 2, 2), ("app", 1, 1))
    assert steps["C"].channels == (("app", 1, 1),)
    assert [(group.by, group.id, group.cases) for group in found.groups] == [
        ("channel", "", 1), ("channel", "branch", 1), ("channel", "fax", 1), ("segment", "old", 2), ("segment", "n", 1),
    ]  # fmt: skip
    plain = discovery(tmp_path)
    assert {one.after: one.switches for one in plain.transitions} == {"B": 0, "C": 1} | {"B": 0}
    assert next(one for one in plain.transitions if one.before == "A").switches == 1


def test_steps_and_ways(tmp_path: Path) -> None:
    found = discovery(tmp_path)
    assert [(step.event, step.events, step.cases, step.repeated, step.starts, step.ends) for step in found.steps] == [
        ("A", 3, 3, 0, 3, 1), ("B", 3, 2, 1, 0, 2), ("C", 1, 1, 0, 0, 0),
    ]  # fmt: skip
    assert [step.position for step in found.steps] == [0.0, 1.0, 0.666]
    assert [step.event for step in drop_offs(found)] == ["A"]
    assert [step.event for step in reworked(found)] == ["B"]
    assert [(one.before, one.after) for one in ways_back(found)] == [("B", "C")]
    assert [(one.before, one.after) for one in channel_switches(found)] == [("A", "B"), ("B", "C")]
    assert (found.first, found.last) == ("2026-01-01T00:00:00", "2026-01-01T01:02:00")
    assert found.transitions[0].durations == durations_of({floor(40 * log1p(20)): 1, floor(40 * log1p(60)): 1})


def test_columns_are_standard_or_named(tmp_path: Path) -> None:
    path = tmp_path / "a [b].csv"
    path.write_text("who,concept:name,when\n1,A,2026-01-01\n", encoding="utf-8")
    with pytest.raises(CxmapError) as caught:
        found_in(path)
    assert caught.value.message.en == "a [b].csv: which column is the case, time?"
    assert caught.value.help is not None
    assert caught.value.help.en.startswith(
        "name it with --case, --time; there are: who, concept:name, when; taken without being named: case:concept:name, case id, "
    )
    assert "案例、时间" in caught.value.message.zh
    found, _ = found_in(path, case="who", time="when")
    assert dict(found.columns) == {"case": "who", "event": "concept:name", "time": "when"}
    with pytest.raises(CxmapError, match="no column 'whom'"):
        found_in(path, case="whom", time="when")


def test_a_moment_that_no_date_can_be(tmp_path: Path) -> None:
    from cxmap.discover.mining import _moment

    assert _moment(10**14) == "9999-12-31T23:59:59"
    assert _moment(-(10**14)) == "0001-01-01T00:00:00"
