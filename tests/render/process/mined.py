"""Discoveries for tests: what a few lines of plain Python find in rows, and logs made by rule."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import datetime, timedelta
from itertools import pairwise
from random import Random
from typing import TYPE_CHECKING, NamedTuple

from cxmap.discoveries import Discovery, Durations, Step, Transition, Variant

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence


class Row(NamedTuple):
    """An event: whose, what, when, and by which channel."""

    case: str
    event: str
    time: datetime
    channel: str = ""


def mined(rows: Iterable[Row], source: str = "log") -> Discovery:
    """Count rows; those of a case at the same moment follow each other as they are given."""
    cases: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        cases[row.case].append(row)
    for events in cases.values():
        events.sort(key=lambda row: row.time)
    moves: Counter[tuple[str, str]] = Counter()
    switches: Counter[tuple[str, str]] = Counter()
    waits: dict[tuple[str, str], list[int]] = defaultdict(list)
    places: dict[str, list[float]] = defaultdict(list)
    channels: dict[str, Counter[str]] = defaultdict(Counter)
    per_case: dict[str, Counter[str]] = {case: Counter(row.event for row in own) for case, own in cases.items()}
    for own in cases.values():
        for index, row in enumerate(own):
            places[row.event].append(index / max(len(own) - 1, 1))
            channels[row.event][row.channel] += 1
        for before, after in pairwise(own):
            pair = before.event, after.event
            moves[pair] += 1
            switches[pair] += before.channel != after.channel
            waits[pair].append(int((after.time - before.time).total_seconds()))
    firsts, lasts = (Counter(own[at].event for own in cases.values()) for at in (0, -1))
    variants = Counter(tuple(row.event for row in own) for own in cases.values())
    steps = [
        Step(
            event, None, len(found), sum(1 for counts in per_case.values() if counts[event]),
            sum(1 for counts in per_case.values() if counts[event] > 1), firsts[event], lasts[event],
            sorted(found)[len(found) // 2],
            tuple(sorted(channels[event].items(), key=lambda item: (-item[1], item[0]))),
        )
        for event, found in places.items()
    ]  # fmt: skip
    times = sorted(row.time for own in cases.values() for row in own)
    return Discovery(
        source=source, files=(), events=len(times), cases=len(cases),
        first=times[0].isoformat() if times else "", last=times[-1].isoformat() if times else "",
        steps=tuple(sorted(steps, key=lambda step: (-step.events, step.event))),
        transitions=tuple(
            Transition(*pair, n, switches[pair], _durations(waits[pair]))
            for pair, n in sorted(moves.items(), key=lambda item: (-item[1], item[0]))
        ),
        variants=tuple(Variant(way, n) for way, n in sorted(variants.items(), key=lambda item: (-item[1], item[0]))),
        variant_count=len(variants),
        durations=_durations([int((own[-1].time - own[0].time).total_seconds()) for own in cases.values()]),
    )  # fmt: skip


def _durations(seconds: Sequence[int]) -> Durations | None:
    found = sorted(seconds)
    return Durations(len(found), found[len(found) // 2], found[len(found) * 9 // 10]) if found else None


def walked(chances: Mapping[str, Mapping[str, float]], cases: int, seed: int = 7, channels: str = "") -> Discovery:
    """Make a log by walking from "" until "" is reached again: to each next step with its share of the chances.

    `channels` are one letter each; a quarter of the moves change it.
    """
    random = Random(seed)
    rows = []
    for case in range(cases):
        step, time, channel = "", datetime(2026, 1, 5, 8) + timedelta(hours=case), channels[:1]
        while True:
            following = chances[step]
            step = random.choices(list(following), list(following.values()))[0]
            if not step:
                break
            rows.append(Row(str(case), step, time, channel))
            time += timedelta(minutes=round(10 ** random.uniform(0.5, 4.2)))
            if channels and random.random() < 0.25:
                channel = random.choice(channels)
    return mined(rows)
