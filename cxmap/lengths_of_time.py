"""How a length of time is written: in one unit, with two figures, as they are measured within 2%; in reports as in pictures."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from cxmap.language import Words

if TYPE_CHECKING:
    from cxmap.language import Language
    from cxmap.measurements import TimeFigure


class _Unit(NamedTuple):
    seconds: int
    written: Words

    def number(self, seconds: float) -> str:
        """Return how many of the unit some seconds are, with two figures; of seconds themselves, whole ones."""
        value = seconds / self.seconds
        return f"{value:,.0f}" if value >= _TWO_FIGURES or self.seconds == 1 else f"{value:.1f}"


_TWO_FIGURES = 9.95
_UNITS = (
    _Unit(365 * 86_400, Words("{} y", "{}年")),
    _Unit(86_400, Words("{} d", "{}天")),
    _Unit(3600, Words("{} h", "{}小时")),
    _Unit(60, Words("{} min", "{}分钟")),
    _Unit(1, Words("{} s", "{}秒")),
)


def time_said(seconds: float, language: Language) -> str:
    """Say a length of time: `49 min`, `3.4 h`, `14 d`."""
    unit = _unit_of(seconds)
    return unit.written.said(language).format(unit.number(seconds).removesuffix(".0"))


def half_within(figure: TimeFigure, language: Language) -> str:
    """Say within what time half of something was done, with its interval in the same unit: `3.2 d [2.8, 3.9]`."""
    unit = _unit_of(figure.p50)
    value, low, high = map(unit.number, (figure.p50, figure.low, figure.high))
    return f"{unit.written.said(language).format(value)} [{low}, {high}]"


def _unit_of(seconds: float) -> _Unit:
    """Return the largest unit of which it is one or more, as it is written: 59.5 minutes are an hour, not 60 minutes."""
    for unit, smaller in pairwise(_UNITS):
        if seconds >= unit.seconds - smaller.seconds / 2:
            return unit
    return _UNITS[-1]
