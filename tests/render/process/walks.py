"""Logs made by rule: cases that walk from step to step by chance."""

from __future__ import annotations

from datetime import datetime, timedelta
from random import Random
from typing import TYPE_CHECKING

from tests.discover.mined import Row, mined

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cxmap.discoveries import Discovery


def walked(
    chances: Mapping[str, Mapping[str, float]], cases: int, seed: int = 7, channels: str = "",
    hours: Mapping[str, float] | None = None, source: str = "log",
) -> Discovery:  # fmt: skip
    """Make a log by walking from "" until "" is reached again: to each next step with its share of the chances.

    `channels` are one letter each; a quarter of the moves change it. `hours` is how long it typically takes until a step.
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
            spread = 10 ** random.uniform(-0.6, 0.6) if hours else 10 ** random.uniform(-1.3, 2.4)
            wait = hours.get(step, 1.0) if hours else 1.0
            time += timedelta(seconds=round(3600 * wait * spread))
            if channels and random.random() < 0.25:
                channel = random.choice(channels)
    return mined(rows, source)
