"""An event as one number, `moment · place in the file · event · channel · segment`: it sorts by moment, then by place.

Expressions for the embedded engine. A case becomes a list of moments, in microseconds since the year 1, and one of steps:
a step is an event, its channel and its segment.
"""

from __future__ import annotations

from cxmap.data.dialects import DUCKDB

SECOND = 1_000_000
_YEAR_1 = 62_135_596_800 * SECOND
_MOMENT, _PLACE, _EVENT, _CHANNEL = 66, 32, 18, 9
"""The bits at which the parts of an event begin: the moment since the year 1 has 59, its place 34, its step 29."""
PARTS = {"event": _EVENT, "channel": _CHANNEL, "segment": 0}
"""The bits at which the parts of a step begin."""


def packed(step: str) -> str:
    """Return an event in one number, of the columns `moment` and `place` and the number of its step."""
    return f"((moment + {_YEAR_1})::HUGEINT << {_MOMENT}) | (place::HUGEINT << {_PLACE}) | ({step})"


def moment_in(one: str) -> str:
    """Return the moment of an event."""
    return f"({one} >> {_MOMENT})::BIGINT"


def step_in(one: str) -> str:
    """Return the step of an event."""
    return f"({one} & {(1 << _PLACE) - 1})::UINTEGER"


def event_in(step: str) -> str:
    """Return the number of a step's event."""
    return f"({step} >> {_EVENT})::USMALLINT"


def channel_in(step: str) -> str:
    """Return the number of a step's channel."""
    return f"(({step} >> {_CHANNEL}) & {(1 << _EVENT - _CHANNEL) - 1})"


def segment_in(step: str) -> str:
    """Return the number of a step's segment."""
    return f"({step} & {(1 << _CHANNEL) - 1})"


def without_event(step: str) -> str:
    """Return a step's channel and segment."""
    return f"({step} & {(1 << _EVENT) - 1})"


def seconds_between(before: str, after: str) -> str:
    """Return the whole seconds from one moment to another, as they are told: 9:00:00.9 to 9:00:01.0 is a second."""
    return f"({after} // {SECOND} - {before} // {SECOND})"


def bucket_between(before: str, after: str) -> str:
    """Return the bucket (`Dialect.bucket`) of what passes from one moment to another."""
    return DUCKDB.bucket(seconds_between(before, after))


def month_of(moment: str) -> str:
    """Return the month of a moment, 12 × year + month − 1."""
    return DUCKDB.month(f"make_timestamp({moment} - {_YEAR_1})")


def day_of(moment: str) -> str:
    """Return the day of a moment, from 1970 on."""
    return f"({moment} // {86_400 * SECOND} - {_YEAR_1 // (86_400 * SECOND)})"
