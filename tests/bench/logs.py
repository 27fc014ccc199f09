"""Discovering logs of 1 and 10 million events, beside pm4py and retentioneering, in the same run.

The peers are called where they are installed: `pip install pm4py retentioneering pyarrow` in an environment of its own, and
`CXMAP_PEERS` names its folder of programs. `CXMAP_EVENTS=100` measures 100 million events too, once, without peers.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from tests.bench.measuring import Cost, compared, measure, row

_MAKE = """
import duckdb
duckdb.execute("SET memory_limit='6GB'")
duckdb.execute("SET temp_directory='{path}.spilled'")
duckdb.execute('''COPY (SELECT 'c' || i AS case_id, 'event-' || lpad(CAST(CASE WHEN x < 7 THEN greatest(3 * k - 3, 0)
    WHEN x = 7 THEN least(3 * k + 1, 29) WHEN x = 8 THEN least(3 * k + 2, 29) ELSE least(3 * k, 29) END AS VARCHAR), 2, '0') AS event,
    ['app', 'web', 'branch', 'phone', 'sms', 'mail'][CAST(1 + CASE WHEN hash(i, k, 2) % 10 < 7 THEN hash(i, 3) % 6 ELSE hash(i, k, 4) % 6 END AS INTEGER)] AS channel,
    TIMESTAMP '2025-01-01' + to_seconds(CAST(i * 31536000.0 / {cases} + k * 7200 + hash(i, k, 5) % 86400 AS BIGINT)) AS timestamp
    FROM (SELECT i, k, hash(i, k) % 40 AS x FROM range({cases}) c(i), range(11) e(k) WHERE k < 3 + hash(i, 1) % 9)
    ORDER BY timestamp) TO '{path}' (FORMAT parquet, COMPRESSION zstd)''')
"""
"""About 7 events a case, of 30 kinds, in the order of time; most go the same few ways, a tenth strays."""
_SCAN = """
import duckdb
duckdb.execute("SELECT max(hash(case_id)), max(hash(event)), max(hash(channel)), max(hash(timestamp)) FROM read_parquet(?)", [{path!r}]).fetchall()
"""
_PM4PY = """
import pandas, pm4py
log = pm4py.format_dataframe(pandas.read_parquet({path!r}), case_id="case_id", activity_key="event", timestamp_key="timestamp")
pm4py.discover_dfg(log), pm4py.discover_performance_dfg(log), pm4py.get_variants(log)
pm4py.get_all_case_durations(log), pm4py.get_rework_cases_per_activity(log)
"""
_RETENTIONEERING = """
import os
os.environ["RETENTIONEERING_NO_TRACK"] = "1"
import pandas
from retentioneering import Eventstream
columns = dict(path_cols=["case_id"], event_col="event", timestamp_col="timestamp", segment_cols=["channel"])
stream = Eventstream(pandas.read_parquet({path!r}), columns)
stream.transition_graph_data("count"), stream.transition_graph_data("time_median"), stream.describe()
stream.step_matrix_data(), stream.step_sankey_data()
"""
_PEERS = (("pm4py", _PM4PY, ("8 x faster", "15 x faster")), ("retentioneering", _RETENTIONEERING, ("6 x faster", "")))


def logs(folder: Path, cxmap: str) -> None:
    """Time and memory of `cxmap discover`, of the peers and of a plain scan of the columns."""
    peers = Path(os.environ.get("CXMAP_PEERS", "/nowhere")) / "python"
    path = folder / "log.parquet"
    ours = [cxmap, "discover", str(path), "--format", "json"]
    for number, millions in enumerate((1, 10)):
        _make(path, millions)
        costs = [measure(ours) for _ in range(3)]
        _scanned(path, millions, costs)
        for name, code, targets in _PEERS:
            if not peers.exists():
                row(f"discover, {millions} million events / {name}", "", "not installed")
                continue
            theirs = [str(peers), "-c", code.format(path=str(path))]
            runs = [(measure(ours), measure(theirs)) for _ in range(3)]
            mine, others = zip(*runs, strict=True)
            compared(f"discover, {millions} million events / {name}", mine, others, target=targets[number])
            peaks = max(cost.peak for cost in mine), max(cost.peak for cost in others)
            target = "a tenth" if name == "pm4py" and millions == 10 else ""
            row("  peak memory", f"{peaks[0]:.0f} MiB", f"{peaks[1]:.0f} MiB", f"1/{peaks[1] / peaks[0]:.1f}", target)
    if (millions := int(os.environ.get("CXMAP_EVENTS", "0"))) > 10:
        _make(path, millions)
        _scanned(path, millions, [measure(ours)])


def _make(path: Path, millions: int) -> None:
    code = _MAKE.format(cases=millions * 1_000_000 // 7, path=path)
    measure([sys.executable, "-c", code])


def _scanned(path: Path, millions: int, costs: list[Cost]) -> None:
    scan = [sys.executable, "-c", _SCAN.format(path=str(path))]
    name = f"discover, {millions} million events / plain scan"
    compared(name, costs, [measure(scan) for _ in costs], target="")
    row("  peak memory", f"{max(cost.peak for cost in costs):.0f} MiB", "", "", "bounded")
