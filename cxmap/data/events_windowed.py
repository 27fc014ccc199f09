"""The plan of any engine: window functions put each case's events in order, and each statement counts one thing of them.

Every statement is a function that returns its text, made of names of columns and tables and of the engine's own words.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, NamedTuple

from cxmap.data.event_counts import (
    SEPARATOR,
    CaseCount,
    ChannelCount,
    PositionCount,
    StepCount,
    SwitchCount,
    TransitionCount,
    VariantCount,
    rarest_of,
)  # fmt: skip
from cxmap.data.events_sorted import MOST_KINDS, too_many
from cxmap.data.moments import moment_of
from cxmap.data.rejects import Rejected
from cxmap.diagnostics import CxmapError
from cxmap.language import Words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import Any

    from cxmap.data.engine import Table
    from cxmap.data.event_counts import EventCounts
    from cxmap.model.data import EventColumns


class Windowed(NamedTuple):
    """The statements that count the events of a table."""

    table: Table
    columns: EventColumns

    def _text(self, column: str | None) -> str:
        return f"trim(coalesce({self.table.text(column)}, ''))" if column else "''"

    def _event(self) -> str:
        return f"trim(replace(coalesce({self.table.text(self.columns.event)}, ''), '{SEPARATOR}', ' '))"

    def _moment(self) -> str:
        return moment_of(self.table, self.columns.time, exactly=True)

    def sequence(self) -> tuple[str, str]:
        """Return what a column `order` says: a number, NULL where it is none, and a text that decides between what is none.

        Raises:
            CxmapError: it holds texts, and the engine cannot tell which of them are numbers: 10 would come before 2.
        """
        order, dialect = self.columns.order, self.table.engine.dialect
        if order is None:
            return "0", "''"
        name, kind = dialect.name_of(order), self.table.kinds.get(order)
        if kind in ("number", "time") or (kind != "text" and not dialect.number_of):
            return name, "''"
        if not dialect.number_of:
            raise CxmapError(
                Words(
                    f"{self.table.name}: the column {order!r} holds texts, in whose order 10 comes before 2",
                    f"{self.table.name}：列 {order!r} 是文本，按文本排序时 10 会排在 2 之前",
                ),
                Words("cast it to a whole number in a `query:`", "请在 `query:` 中把它转换为整数"),
            )
        return dialect.number_of.format(name), f"coalesce({self.table.text(order)}, '')"

    def written(self) -> str:
        """Return the events that are taken."""
        columns = self.columns
        sequence, sequence_said = self.sequence()
        return (
            f"SELECT {self.table.text(columns.case)} AS case_said, {self._moment()} AS moment, {sequence} AS sequence, "  # noqa: S608
            f"{sequence_said} AS sequence_said, {self._event()} AS event, {self._text(columns.channel)} AS channel, {self._text(columns.segment)} AS segment "
            f"FROM {self.table.rows} AS log WHERE {self._text(columns.case)} <> '' AND {self._event()} <> '' "
            f"AND {self._moment()} IS NOT NULL"
        )

    def timed(self) -> str:
        """Return the events that are taken, each with its second since 1970, as they stand after FROM."""
        second = self.table.engine.dialect.epoch("moment")
        return f"(SELECT case_said, event, {second} AS second FROM ({self.written()}) AS written)"  # noqa: S608

    def placed(self) -> str:
        """Return each event with its place in its case, how many places that has, and the event that comes next."""
        in_order = "PARTITION BY case_said ORDER BY moment, CASE WHEN sequence IS NULL THEN 1 ELSE 0 END, sequence, sequence_said, event, channel"
        following = ", ".join(
            f"{self.table.engine.dialect.next_of.format(column, in_order)} AS next_{column}"
            for column in ("event", "channel", "moment")
        )
        return (
            f"SELECT case_said, event, channel, segment, moment, {following}, row_number() OVER ({in_order}) AS place, "  # noqa: S608
            f"count(*) OVER (PARTITION BY case_said) AS places FROM ({self.written()}) AS written"
        )

    def _from_placed(self, condition: str = "") -> str:
        return f"FROM ({self.placed()}) AS placed" + (f" WHERE {condition}" if condition else "")

    def problems(self) -> str:
        """Return the statement that counts rows: all, without a case, without an event, without a time."""
        no_case = f"{self._text(self.columns.case)} = ''"
        no_event = f"{self._event()} = ''"
        no_time = f"{self._moment()} IS NULL"
        return (
            f"SELECT count(*), {_how_many(no_case)}, {_how_many(f'NOT ({no_case}) AND {no_event}')}, "  # noqa: S608
            f"{_how_many(f'NOT ({no_case}) AND NOT ({no_event}) AND {no_time}')} FROM {self.table.rows} AS log"
        )

    def totals(self) -> str:
        """Return the statement that counts events, cases, different events, channels, segments; and the first and last second."""
        epoch = self.table.engine.dialect.epoch
        return (
            "SELECT count(*), count(DISTINCT case_said), count(DISTINCT event), count(DISTINCT channel), "  # noqa: S608
            f"count(DISTINCT segment), {epoch('min(moment)')}, {epoch('max(moment)')} FROM ({self.written()}) AS written"
        )

    def events(self) -> str:
        """Return the statement that counts each event, and the cases that begin and end with it."""
        return (
            f"SELECT event, count(*), {_how_many('place = 1')}, {_how_many('place = places')} "
            f"{self._from_placed()} GROUP BY event"
        )

    def cases(self) -> str:
        """Return the statement that counts the cases of each event, and those that have it more than once."""
        return (
            f"SELECT event, count(*), {_how_many('n > 1')} FROM (SELECT case_said, event, count(*) AS n "  # noqa: S608
            f"FROM ({self.written()}) AS written GROUP BY case_said, event) AS each_case GROUP BY event"
        )

    def positions(self) -> str:
        """Return the statement that counts where in its case each event stands."""
        whole = self.table.engine.dialect.whole
        thousandth = (
            f"CASE WHEN places = 1 THEN 0 ELSE {whole('floor(1000 * (place - 1) / nullif(places - 1, 0))')} END"
        )
        return (
            f"SELECT event, thousandth, count(*) FROM (SELECT event, {thousandth} AS thousandth {self._from_placed()}) AS at_place "  # noqa: S608
            "GROUP BY event, thousandth"
        )

    def channels(self) -> str:
        """Return the statement that counts the channels of each event, and the cases of each channel of it."""
        return (
            "SELECT event, channel, sum(n), count(*) FROM (SELECT case_said, event, channel, count(*) AS n "  # noqa: S608
            f"FROM ({self.written()}) AS written GROUP BY case_said, event, channel) AS each_case GROUP BY event, channel"
        )

    def transitions(self) -> str:
        """Return the statement that counts which event follows which, how long after."""
        dialect = self.table.engine.dialect
        seconds = f"{dialect.epoch('next_moment')} - {dialect.epoch('moment')}"
        return (
            f"SELECT event, next_event, bucket, count(*), {_how_many('tied = 1')} FROM (SELECT event, next_event, "  # noqa: S608
            f"{dialect.bucket('seconds')} AS bucket, tied FROM (SELECT event, next_event, {seconds} AS seconds, "
            f"CASE WHEN moment = next_moment THEN 1 ELSE 0 END AS tied {self._from_placed('place < places')}) AS apart) AS timed "
            "GROUP BY event, next_event, bucket"
        )

    def cases_of_transitions(self) -> str:
        """Return the statement that counts the cases in which an event follows another."""
        return (
            "SELECT event, next_event, count(*) FROM (SELECT case_said, event, next_event "  # noqa: S608
            f"{self._from_placed('place < places')} GROUP BY case_said, event, next_event) AS each_case GROUP BY event, next_event"
        )

    def switches(self) -> str:
        """Return the statement that counts which event follows which in another channel."""
        condition = "place < places AND channel <> next_channel AND channel <> '' AND next_channel <> ''"
        return (
            f"SELECT event, next_event, channel, next_channel, count(*) {self._from_placed(condition)} "
            "GROUP BY event, next_event, channel, next_channel"
        )

    def durations(self) -> str:
        """Return the statement that counts how long cases took."""
        dialect = self.table.engine.dialect
        seconds = f"{dialect.epoch('max(moment)')} - {dialect.epoch('min(moment)')}"
        return (
            f"SELECT channel, segment, bucket, count(*) FROM (SELECT channel, segment, {dialect.bucket('seconds')} AS bucket "  # noqa: S608
            "FROM (SELECT case_said, max(CASE WHEN place = 1 THEN channel END) AS channel, "
            f"max(CASE WHEN place = 1 THEN segment END) AS segment, {seconds} AS seconds {self._from_placed()} "
            "GROUP BY case_said) AS whole) AS timed GROUP BY channel, segment, bucket"
        )

    def _variants(self) -> str:
        joined = self.table.engine.dialect.joined.format("event", "place")
        return (
            f"SELECT way, count(*) AS n FROM (SELECT case_said, {joined} AS way {self._from_placed()} GROUP BY case_said) AS ways "  # noqa: S608
            "GROUP BY way"
        )

    def variant_sizes(self) -> str:
        """Return the statement that counts how many variants have how many cases."""
        return f"SELECT n, count(*) FROM ({self._variants()}) AS variants GROUP BY n"  # noqa: S608

    def whole_numbers(self, statement: str) -> Iterator[tuple[Any, ...]]:
        """Yield what a statement answers: texts as they are, numbers as whole ones, whatever the engine made of a sum."""
        return (
            tuple(cell if isinstance(cell, str) or cell is None else int(cell) for cell in row)
            for row in self.table.engine.stream(statement)
        )

    def variants(self, least: int) -> str:
        """Return the statement that yields the variants of at least so many cases: events, with `SEPARATOR` between."""
        return f"SELECT way, n FROM ({self._variants()}) AS variants WHERE n >= {int(least)}"  # noqa: S608


def _how_many(condition: str) -> str:
    return f"sum(CASE WHEN {condition} THEN 1 ELSE 0 END)"


def count_windowed(table: Table, columns: EventColumns, counted: EventCounts, most_variants: int) -> None:
    """Count the events of a table of a database. What a column `order` leaves open, or all without one, is in the order of names.

    Raises:
        CxmapError: the engine refuses, the column `order` holds texts that it cannot read as numbers, or the log has too many different events, channels or segments.
    """
    plan = Windowed(table, columns)
    plan.sequence()  # refuses before anything is asked
    counted.order_known, counted.in_database = columns.order is not None, True

    each = plan.whole_numbers
    ((_, *problems),) = each(plan.problems())
    for reason, rows in zip(("no-case", "no-event", "unreadable-date"), problems, strict=True):
        if rows:
            counted.rejected.append(Rejected(reason, rows, ()))
    ((counted.events, counted.cases, *kinds, first, last),) = each(plan.totals())
    if not counted.events:
        return
    counted.first, counted.last = first, last
    for kind, number in zip(MOST_KINDS, kinds, strict=True):
        if number > MOST_KINDS[kind]:
            raise too_many(table.name, kind, number)
    cases = {event: rest for event, *rest in each(plan.cases())}
    counted.steps = sorted(StepCount(event, n, *cases[event], *ends) for event, n, *ends in each(plan.events()))
    counted.positions = sorted(PositionCount(*row) for row in each(plan.positions()))
    counted.channels = sorted(ChannelCount(*row) for row in each(plan.channels()))
    going = {(before, after): n for before, after, n in each(plan.cases_of_transitions())}
    counted.transitions = sorted(_transitions(each(plan.transitions()), going))
    counted.switches = sorted(SwitchCount(*row) for row in each(plan.switches())) if columns.channel else []
    counted.durations = sorted(CaseCount(*row) for row in each(plan.durations()))
    sizes = [(cases_, variants) for cases_, variants in each(plan.variant_sizes())]
    counted.variant_count = sum(variants for _, variants in sizes)
    counted.variants = sorted(
        VariantCount(tuple(way.split(SEPARATOR)), n) for way, n in each(plan.variants(rarest_of(sizes, most_variants)))
    )


def _transitions(rows: Iterator[tuple[Any, ...]], going: Mapping[tuple[str, str], int]) -> Iterator[TransitionCount]:
    """Yield the counts of transitions from rows of one duration each; `going` are how many cases make them."""
    buckets: defaultdict[tuple[str, str], dict[int, int]] = defaultdict(dict)
    ties: Counter[tuple[str, str]] = Counter()
    for before, after, bucket, n, tied in rows:
        buckets[before, after][bucket] = n
        ties[before, after] += tied
    for (before, after), found in buckets.items():
        yield TransitionCount(before, after, found, ties[before, after], going[before, after])
