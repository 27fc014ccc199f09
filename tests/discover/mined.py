"""A small miner, obviously right: rows of a log, all in memory, to what was found in it."""

from __future__ import annotations

import csv
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import pairwise
from math import ceil
from statistics import median
from typing import NamedTuple

import pytest

from cxmap.discoveries import Discovery, Durations, Group, InChannel, Step, Transition, Variant
from cxmap.measurements import MeasuredFile
from tests.helpers import ROOT


class Row(NamedTuple):
    """An event: whose, what, when, and in which channel ("" where it is not known)."""

    case: str
    event: str
    time: datetime
    channel: str = ""


def mined(
    rows: Iterable[Row], source: str = "log", file: str = "log.csv", touchpoints: dict[str, str] | None = None
) -> Discovery:
    """Find everything by definition; events of one moment keep the order of the rows."""
    cases: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        cases[row.case].append(row)
    journeys = [sorted(case, key=lambda row: row.time) for case in cases.values()]
    every = [row for journey in journeys for row in journey]
    gaps: dict[tuple[str, str], list[tuple[int, bool]]] = defaultdict(list)
    movers: dict[tuple[str, str], set[str]] = defaultdict(set)
    places: dict[str, list[float]] = defaultdict(list)
    for journey in journeys:
        for at, row in enumerate(journey):
            places[row.event].append(at / (len(journey) - 1) if len(journey) > 1 else 0.0)
        for one, other in pairwise(journey):
            is_switch = bool(one.channel and other.channel) and one.channel != other.channel
            gaps[one.event, other.event].append((seconds(one, other), is_switch))
            movers[one.event, other.event].add(one.case)
    ways = Counter(tuple(row.event for row in journey) for journey in journeys)
    return Discovery(
        source,
        (MeasuredFile(file, "0" * 64),),
        len(every),
        len(journeys),
        min(row.time for row in every).isoformat(" "),
        max(row.time for row in every).isoformat(" "),
        tuple(sorted((step(event, journeys, places[event], touchpoints or {}) for event in places), key=lambda s: (-s.events, s.event))),
        tuple(
            Transition(
                before, after, len(found), len(movers[before, after]), sum(switch for _, switch in found),
                durations([s for s, _ in found]),
            )
            for (before, after), found in sorted(gaps.items(), key=lambda item: (-len(item[1]), item[0]))
        ),
        tuple(Variant(way, n) for way, n in sorted(ways.items(), key=lambda item: (-item[1], item[0]))),
        len(ways),
        durations([seconds(journey[0], journey[-1]) for journey in journeys]),
        tuple(groups(journeys)),
    )  # fmt: skip


def step(event: str, journeys: Sequence[Sequence[Row]], places: Sequence[float], touchpoints: dict[str, str]) -> Step:
    counts = [sum(row.event == event for row in journey) for journey in journeys]
    channels = Counter(row.channel for journey in journeys for row in journey if row.event == event)
    users = Counter(
        channel for journey in journeys for channel in {row.channel for row in journey if row.event == event}
    )
    return Step(
        event,
        touchpoints.get(event),
        sum(counts),
        sum(count > 0 for count in counts),
        sum(count > 1 for count in counts),
        sum(journey[0].event == event for journey in journeys),
        sum(journey[-1].event == event for journey in journeys),
        median(places),
        tuple(
            InChannel(name, n, users[name])
            for name, n in sorted(channels.items(), key=lambda item: (-item[1], item[0]))
        ),
    )


def groups(journeys: Sequence[Sequence[Row]]) -> Iterable[Group]:
    channels: dict[str, list[int]] = defaultdict(list)
    for journey in journeys:
        channels[journey[0].channel].append(seconds(journey[0], journey[-1]))
    for channel, found in sorted(channels.items(), key=lambda item: (-len(item[1]), item[0])):
        yield Group("channel", channel, len(found), durations(found))


def seconds(one: Row, other: Row) -> int:
    return round((other.time - one.time).total_seconds())


def durations(found: Sequence[int]) -> Durations | None:
    known = sorted(each for each in found if each >= 0)
    if not known:
        return None
    return Durations(len(known), *(known[max(ceil(q * len(known)) - 1, 0)] for q in (0.5, 0.9)))


def log(*cases: str, times: int = 1, minutes: int = 60, channel: str = "") -> list[Row]:
    """Return rows of cases written as `A B C`, each `times` over, an event every so many minutes."""
    rows = []
    for repeat in range(times):
        for number, case in enumerate(cases):
            for at, event in enumerate(case.split()):
                when = datetime(2026, 1, 1 + repeat % 28, at * minutes // 60 % 24, at * minutes % 60)
                rows.append(Row(f"{number}-{repeat}", event, when, channel))
    return rows


def receipt() -> list[Row]:
    """Return the rows of the public log of building permits (CoSeLoG), which lies outside of the project."""
    path = ROOT.parent / "shared" / "data" / "receipt.csv"
    if not path.is_file():
        pytest.skip("the public log of receipts is not here: it is nobody's to copy")
    with path.open(encoding="utf-8", newline="") as file:
        return [
            Row(row["case:concept:name"], row["concept:name"], datetime.fromisoformat(row["time:timestamp"]), row["case:channel"])
            for row in csv.DictReader(file)
        ]  # fmt: skip
