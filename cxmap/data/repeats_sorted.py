"""Counts what cases do once more, in the pass that sorts them (`events_sorted`): how often less that, and it is how many do it.

Where the numbers of what a case does are sorted, one more of the same stands right behind.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cxmap.data.packing import event_and_channel_in

if TYPE_CHECKING:
    from collections.abc import Callable

    Each = Callable[[str], list[tuple[Any, ...]]]

_IN_CHANNELS = '"again in channel"'
TABLES = ("again in channel",)
MADE = (f"CREATE OR REPLACE TABLE {_IN_CHANNELS} (step UINTEGER, n BIGINT)",)
"""The statements that make the tables."""
_EVENT_BITS = 16


def _again(sorted_lists: str, n: str) -> str:
    """Return the statement that counts what lists have once more, of their column `list`, each as often as `n` says."""
    return (
        f"SELECT one, sum(n)::BIGINT AS n FROM (SELECT unnest(list[:-2]) AS one, unnest(list[2:]) AS next, {n} AS n "  # noqa: S608
        f"FROM ({sorted_lists})) WHERE one = next GROUP BY one"
    )


_USED = f"SELECT list_sort(list_transform(steps, lambda one: {event_and_channel_in('one')})) AS list FROM cases"  # noqa: S608
COUNTED_OF_CHANNELS = (f"INSERT INTO {_IN_CHANNELS} {_again(_USED, '1')}",)
"""The statements that count the `cases` of a partition, where there are channels."""
_PAIRS = (
    "SELECT list_sort(list_transform(events[:-2], lambda one, place: "  # noqa: S608
    f"(one::UINTEGER << {_EVENT_BITS}) + events[place + 1])) AS list, n FROM variants"
)


def again_in_channels(each: Each) -> dict[int, int]:
    """Return how often cases take a step in a channel once more, by the number of its event and channel."""
    return dict(each(f"SELECT step, sum(n)::BIGINT FROM {_IN_CHANNELS} GROUP BY step"))  # noqa: S608


def pairs_again(each: Each) -> dict[tuple[int, int], int]:
    """Return how often cases go from an event to another once more, by the numbers of both."""
    return {(pair >> _EVENT_BITS, pair & (1 << _EVENT_BITS) - 1): n for pair, n in each(_again(_PAIRS, "n"))}
