"""Measuring surveys of 1 and 10 million answers, beside a plain scan of the columns that it needs, in the same run."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from tests.bench.measuring import compared, measure, row

if TYPE_CHECKING:
    from pathlib import Path

_CHANNELS = ("app", "web", "branch", "phone", "sms", "mail")
_MAKE = """
import duckdb
duckdb.execute('''COPY (SELECT 'tp-' || (hash(i) % 40) AS touchpoint,
    TIMESTAMP '2025-01-01' + to_seconds(CAST(hash(i + 1) % 31536000 AS BIGINT)) AS answered_at,
    ['app', 'web', 'branch', 'phone', 'sms', 'mail'][CAST(1 + hash(i + 2) % 6 AS INTEGER)] AS channel,
    'p' || (hash(i + 3) % 5) AS persona, CAST(1 + hash(i + 4) % 5 AS TINYINT) AS score
    FROM range({rows}) t(i)) TO '{path}' (FORMAT parquet, COMPRESSION zstd)''')
"""
# What a scan reads it must also look at: else the engine answers from the statistics in the file.
_SCAN = """
import duckdb
duckdb.execute("SELECT max(hash(touchpoint)), max(hash(answered_at)), max(hash(channel)), max(hash(persona)), max(hash(score)) FROM read_parquet(?)", [{path!r}]).fetchall()
"""


def surveys(folder: Path, cxmap: str) -> None:
    """Time and memory of `cxmap measure`, and of the scan."""
    root = folder / "survey"
    (root / "maps").mkdir(parents=True)
    (root / "data").mkdir()
    (root / "maps" / "m.yaml").write_text(_map(), encoding="utf-8")
    columns = "{touchpoint: touchpoint, time: answered_at, channel: channel, persona: persona, score: score}"
    (root / "cxmap.yaml").write_text(
        f"cxmap: 1\nmaps: [maps/*.yaml]\ndata:\n  feedback:\n    - {{id: s, files: data/s.parquet, metric: csat, columns: {columns}}}\n",
        encoding="utf-8",
    )
    path = root / "data" / "s.parquet"
    ours = ["sh", "-c", 'cd "$0" && exec "$1" measure --dry-run --format csv', str(root), cxmap]
    for rows, said in ((1000, "1,000"), (1_000_000, "1 million"), (10_000_000, "10 million")):
        measure([sys.executable, "-c", _MAKE.format(rows=rows, path=path)])
        scan = [sys.executable, "-c", _SCAN.format(path=str(path))]
        costs = [measure(ours) for _ in range(3)]
        compared(
            f"measure, {said} answers / plain scan", costs, [measure(scan) for _ in range(3)], target="8 x at most"
        )
        row(f"  {said}: peak memory of cxmap measure", f"{max(cost.peak for cost in costs):.0f} MiB")


def _map() -> str:
    touchpoints = "".join(f"      - {{id: tp-{number}, name: Touchpoint {number}}}\n" for number in range(40))
    channels = ", ".join(f"{{id: {name}, name: {name}}}" for name in _CHANNELS)
    personas = ", ".join(f"{{id: p{number}, name: Persona {number}}}" for number in range(5))
    return (
        f"cxmap: 1\nid: m\ntitle: M\nlanguage: en\npersonas: [{personas}]\nchannels: [{channels}]\n"
        f"stages:\n  - id: s\n    name: S\n    touchpoints:\n{touchpoints}"
    )
