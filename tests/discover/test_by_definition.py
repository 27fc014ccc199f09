"""What the engine counts is what a miner finds that holds everything in memory."""

from __future__ import annotations

import csv
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cxmap.cli.discover_options import DiscoverOptions
from cxmap.cli.event_logs import discovery_of_file
from tests.discover.mined import Row, mined, receipt

if TYPE_CHECKING:
    from cxmap.discoveries import Discovery
    from cxmap.statistics.durations import Durations

LEAST = 3
OPTIONS = DiscoverOptions(columns={"case": "case", "event": "event", "time": "time", "channel": "channel"})


def counted(rows: list[Row], folder: Path) -> Discovery:
    path = folder / "log.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["case", "event", "time", "channel"])
        writer.writerows([row.case, row.event, row.time.isoformat(" "), row.channel] for row in rows)
    return discovery_of_file(path, OPTIONS, LEAST)


def agree(found: Discovery, by_hand: Discovery) -> None:
    assert (found.events, found.cases, found.variant_count) == (by_hand.events, by_hand.cases, by_hand.variant_count)
    assert found.variants == by_hand.variants
    ways, theirs = (
        [(one.before, one.after, one.n, one.cases, one.switches) for one in each.transitions]
        for each in (found, by_hand)
    )
    assert ways == theirs
    for one, other in zip(found.transitions, by_hand.transitions, strict=True):
        close(one.durations, other.durations)
    close(found.durations, by_hand.durations)
    for step, other_step in zip(found.steps, by_hand.steps, strict=True):
        assert counts(step) == counts(other_step)
        assert step.position == pytest.approx(other_step.position, abs=0.0011)
        ours, theirs_ = ([each for each in one.channels if each.name] for one in (step, other_step))
        assert [each[:2] for each in ours] == [each[:2] for each in theirs_]
        for each, counted_by_hand in zip(ours, theirs_, strict=True):
            assert each.cases <= counted_by_hand.cases
            assert (each.cases >= LEAST) == (counted_by_hand.cases >= LEAST)


def counts(step: object) -> tuple[object, ...]:
    return tuple(getattr(step, name) for name in ("event", "events", "cases", "repeated", "starts", "ends"))


def close(one: Durations | None, other: Durations | None) -> None:
    """Quantiles come from buckets of whole seconds: within 2%, and a second or two by rounding."""
    assert (one is None) == (other is None)
    if one is not None and other is not None:
        assert one.n == other.n
        for mine, theirs in zip(one[1:], other[1:], strict=True):
            assert abs(mine - theirs) <= 1.5 + 0.02 * theirs


ROWS = st.tuples(
    st.sampled_from("xyz"), st.sampled_from(["a", "b", "no", "提交", "a,b"]), st.integers(0, 400_000), st.sampled_from(["", "web", "app"])
)  # fmt: skip


@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(events=st.lists(ROWS, min_size=1, max_size=60))
def test_any_rows(events: list[tuple[str, str, int, str]], tmp_path: Path) -> None:
    start = datetime(2026, 1, 1)
    rows = [Row(case, event, start + timedelta(seconds=at), channel) for case, event, at, channel in events]
    agree(counted(rows, tmp_path), mined(rows))


def test_the_log_of_building_permits(tmp_path: Path) -> None:
    rows = [
        row._replace(time=row.time.replace(tzinfo=None) - (row.time.utcoffset() or timedelta())) for row in receipt()
    ]
    agree(counted(rows, tmp_path), mined(rows))
