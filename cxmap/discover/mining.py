"""From the counts of an event log to what was found in it: durations from their buckets, positions, channels by our names."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from cxmap.data.event_counts import median_position, summed
from cxmap.data.lookup import spelling_of
from cxmap.data.naming import known_names, named
from cxmap.discoveries import Discovery, Group, InChannel, Step, Transition, Variant
from cxmap.statistics.durations import durations_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from cxmap.data.event_counts import EventCounts, PositionCount
    from cxmap.model.data import EventSource

    Names = Mapping[str, Mapping[str, str]]

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def discovered(source: EventSource, counts: EventCounts, names: Names, title: str = "") -> Discovery:
    """Return what some counts say. `names` gives our ids, for touchpoint, channel and segment, by what they may be called.

    Of our names those count first that the source itself says. Channels and segments that are none of ours are called as
    they were written. `title` is what the log is called, by default the source's id.
    """
    touchpoint, channel, segment = (known_names(source, names, kind) for kind in ("touchpoint", "channel", "segment"))
    transitions = list(_transitions(source, counts, channel))
    return Discovery(
        source=title or source.id,
        files=tuple(counts.files),
        events=counts.events,
        cases=counts.cases,
        first=_moment(counts.first),
        last=_moment(counts.last),
        steps=tuple(_steps(source, counts, touchpoint, channel)),
        transitions=tuple(sorted(transitions, key=lambda one: (-one.n, one.before, one.after))),
        variants=tuple(Variant(*one) for one in sorted(counts.variants, key=lambda variant: -variant.cases)),
        variant_count=counts.variant_count,
        durations=durations_of(summed((one.bucket, one.n) for one in counts.durations)),
        groups=tuple(_groups(source, counts, channel, segment)),
        ties=sum(one.tied for one in counts.transitions),
        order_known=counts.order_known,
        in_database=counts.in_database,
        backwards=sum(n for one in counts.transitions for bucket, n in one.buckets.items() if bucket < 0),
        rejected=tuple((one.reason, one.rows, one.samples) for one in counts.rejected),
        columns=tuple((name, column) for name, column in vars(counts.columns).items() if isinstance(column, str)),
    )


def _steps(
    source: EventSource, counts: EventCounts, touchpoint: Mapping[str, str], channel: Mapping[str, str]
) -> list[Step]:
    positions: defaultdict[str, list[PositionCount]] = defaultdict(list)
    for one in counts.positions:
        positions[one.event].append(one)
    channels: defaultdict[str, dict[str, InChannel]] = defaultdict(dict)
    for each in counts.channels:
        name = named(each.channel, channel) or source.channel or ""
        before = channels[each.event].get(name, InChannel(name, 0, 0))
        channels[each.event][name] = InChannel(name, before.events + each.n, before.cases + each.cases)
    steps = [
        Step(
            each.event, touchpoint.get(spelling_of(each.event)), each.events, each.cases, each.repeated, each.starts, each.ends,
            median_position(positions[each.event]), _most_first(channels[each.event].values(), each.cases),
        )
        for each in counts.steps
    ]  # fmt: skip
    return sorted(steps, key=lambda step: (-step.events, step.event))


def _most_first(channels: Iterable[InChannel], cases: int) -> tuple[InChannel, ...]:
    """Return the channels of a step, which so many `cases` take; none where the log names none."""
    found = sorted(channels, key=lambda one: (-one.events, one.name))
    return tuple(one._replace(cases=min(one.cases, cases)) for one in found) if any(one.name for one in found) else ()


def _transitions(source: EventSource, counts: EventCounts, channel: Mapping[str, str]) -> Iterator[Transition]:
    switches: Counter[tuple[str, str]] = Counter()
    ours = {said: named(said, channel) for said in {one.channel for one in counts.channels}}
    for one in counts.switches:
        if ours[one.channel_before] != ours[one.channel_after]:
            switches[one.before, one.after] += one.n
    for each in counts.transitions:
        yield Transition(
            each.before,
            each.after,
            each.n,
            each.cases,
            switches[each.before, each.after],
            durations_of(
                each.buckets
                if min(each.buckets) >= 0
                else {bucket: n for bucket, n in each.buckets.items() if bucket >= 0}
            ),
        )


def _groups(
    source: EventSource, counts: EventCounts, channel: Mapping[str, str], segment: Mapping[str, str]
) -> Iterator[Group]:
    for by, given, known in (
        ("channel", counts.columns.channel, channel),
        ("segment", counts.columns.segment, segment),
    ):
        if given is None:
            continue
        found: defaultdict[str, Counter[int]] = defaultdict(Counter)
        for one in counts.durations:
            said = one.channel if by == "channel" else one.segment
            found[named(said, known) or (source.channel if by == "channel" else "") or ""][one.bucket] += one.n
        groups = [Group(by, id_, sum(buckets.values()), durations_of(buckets)) for id_, buckets in found.items()]
        yield from sorted(groups, key=lambda group: (-group.cases, group.id))


def _moment(seconds: int) -> str:
    """Return a moment in ISO, of UTC; the first or last that a date can be where it lies outside of these."""
    try:
        return (_EPOCH + timedelta(seconds=seconds)).isoformat().removesuffix("+00:00")
    except OverflowError:
        return (datetime.max if seconds > 0 else datetime.min).replace(microsecond=0).isoformat()
