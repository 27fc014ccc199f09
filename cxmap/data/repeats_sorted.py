"""Counts what cases do once more, after the pass that sorts them (`events_sorted`): how often less that, and it is how many do it.

Where the numbers of what a case does are sorted, one more of the same stands right behind.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

    Rows = Iterable[tuple[Any, ...]]

_EVENT_BITS = 16
TABLES = ("repeating",)
_SORTED = "SELECT rowid AS variant, list_sort(events) AS events, n FROM variants"
REPEATING = (
    "CREATE OR REPLACE TABLE repeating AS SELECT variant, event, n FROM (SELECT variant, unnest(events[:-2]) AS event, "  # noqa: S608
    f"unnest(events[2:]) AS next, n FROM ({_SORTED})) WHERE event = next"
)
"""Makes a row for each event that a variant has once more than it must; the statements below ask of these."""
EVENTS = (
    "SELECT event, sum(times * n)::BIGINT, sum(n)::BIGINT, max(times) + 1 FROM (SELECT event, count(*) AS times, any_value(n) AS n "
    "FROM repeating GROUP BY event, variant) GROUP BY event"
)
"""Answers as `events_again` takes it."""
PAIRS = (
    "SELECT pair, sum(n)::BIGINT FROM (SELECT unnest(pairs[:-2]) AS pair, unnest(pairs[2:]) AS next, n FROM (SELECT "  # noqa: S608
    "list_sort(list_transform(events[:-2], lambda one, place: "
    f"(one::UINTEGER << {_EVENT_BITS}) + events[place + 1])) AS pairs, n FROM variants "
    "SEMI JOIN (SELECT variant FROM repeating GROUP BY variant HAVING count(*) > 1) AS twice ON variants.rowid = twice.variant"
    ")) WHERE pair = next GROUP BY pair"
)
"""Answers as `pairs_again` takes it. Only what repeats two events, or one twice, goes from one to another once more."""


class Repeats(NamedTuple):
    """How often cases have an event once more, how many cases do, and how often a case has it at most."""

    more: int = 0
    cases: int = 0
    most: int = 1


def events_again(answer: Rows) -> dict[int, Repeats]:
    """Return the repeats of events, by their numbers."""
    return {event: Repeats(*rest) for event, *rest in answer}


def pairs_again(answer: Rows) -> dict[tuple[int, int], int]:
    """Return how often cases go from an event to another once more, by the numbers of both."""
    return {(pair >> _EVENT_BITS, pair & (1 << _EVENT_BITS) - 1): n for pair, n in answer}
