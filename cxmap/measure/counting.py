"""Counts the sources of a workspace, each file once, and says what our things may be called in them."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

from cxmap.data.feedback import count_feedback, scale_of
from cxmap.data.naming import is_about, names_of
from cxmap.data.reader import Reader
from cxmap.data.rejects import REJECTED
from cxmap.data.settings import PERIOD, suppressed_below
from cxmap.data_references import NO_TWO_BEST, has_two_best
from cxmap.diagnostics import CxmapError
from cxmap.language import Words

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from cxmap.data.complaints import CountedComplaints
    from cxmap.data.engine import Table
    from cxmap.data.feedback import Counted
    from cxmap.data.lookup import Period
    from cxmap.data.rejects import Reject
    from cxmap.document import Document
    from cxmap.measure.flows import CountedEvents
    from cxmap.measure.texts.collecting import Collected
    from cxmap.model.data import ComplaintSource, Data, FeedbackSource, Source

_MOST_VARIANTS = 100_000
"""Where a log has no more, the cases of a touchpoint are known that several events mean."""


@dataclass
class Counts:
    """What the sources of a workspace hold, counted."""

    feedback: list[Counted] = field(default_factory=list)
    complaints: list[CountedComplaints] = field(default_factory=list)
    events: list[CountedEvents] = field(default_factory=list)
    texts: list[Collected] = field(default_factory=list)


def count_sources(
    data: Data,
    root: Path,
    documents: Sequence[Document],
    progress: Callable[[str], None] = lambda name: None,
    reject: Reject | None = None,
    *,
    examples: bool = False,
) -> Counts:
    """Count the rows of every source of a workspace (see `count_feedback`, `count_complaints`, `count_events`).

    `documents` are all of its maps.

    With `examples` some texts are kept, to be shown.

    Raises:
        CxmapError: a file cannot be read, a column is missing, a scale does not fit its metric, or a pattern of the codebook cannot be used.
    """
    with Reader(data, root, progress) as reader:
        counting = _Counting(reader, data, documents, reject, examples=examples)
        counting.feedback()
        counting.complaints()
        counting.events()
    return counting.found


class _Counting:
    """Counts one kind of source after the other. What a kind needs is imported where there is one: a small file is read in less time."""

    def __init__(
        self, reader: Reader, data: Data, documents: Sequence[Document], reject: Reject | None, *, examples: bool
    ) -> None:
        self.found = Counts()
        self._reader, self._data, self._documents, self._reject = reader, data, documents, reject
        self._period: Period = data.period or PERIOD
        self._examples = examples
        if data.codebook:
            from cxmap.data.verbatims import check_codebook

            check_codebook(reader.local, data.codebook)

    def feedback(self) -> None:
        for source in self._data.feedback:
            _check_scales(source)
            counted = count_feedback(
                self._reader, source, self._names(source), self._period, self._reject, self._texts(source)
            )
            self.found.feedback += [one for one in (counted, counted.overall) if one is not None]

    def complaints(self) -> None:
        if not self._data.complaints:
            return
        from cxmap.data.complaints import count_complaints

        for log in self._data.complaints:
            self.found.complaints.append(
                count_complaints(self._reader, log, self._names(log), self._period, self._reject, self._texts(log))
            )

    def events(self) -> None:
        if not self._data.events:
            return
        from cxmap.data.events import count_events
        from cxmap.measure.flows import CountedEvents
        from cxmap.measure.touching import Counting

        least = suppressed_below(self._data)
        for log in self._data.events:
            names, about = self._names(log), [document for document in self._documents if is_about(log, document)]
            touching = Counting(log, names, self.found.complaints, about, self._period)
            counts = count_events(
                self._reader,
                log,
                reject=_handing(self._reject),
                most_variants=_MOST_VARIANTS,
                ways=self._period,
                least=max(least, 1),
                may_be_empty=True,
                look=touching.look,
            )
            self.found.events.append(CountedEvents(log, counts, names, touching.found))

    def _names(self, source: Source) -> dict[str, dict[str, str]]:
        """Return what our things may be called in a source, of all maps it is about."""
        return names_of(document for document in self._documents if is_about(source, document))

    def _texts(self, source: FeedbackSource | ComplaintSource) -> Callable[[Table], None] | None:
        """Return what takes the texts of a table, where a source has any."""
        if not source.columns.verbatim:
            return None
        from cxmap.measure.texts.collecting import Collected, Collecting

        self.found.texts.append(Collected(source))
        collecting = Collecting(self._reader, self._period, self._data.codebook, examples=self._examples)
        return partial(collecting.collect, self.found.texts[-1])


def _check_scales(source: FeedbackSource) -> None:
    """Say what a survey cannot ask.

    Raises:
        CxmapError: NPS on another scale than its own, CSAT on one that has not two best answers among others, or an answer on the whole journey beside no touchpoint's.
    """
    for asked in (source, source.overall):
        if asked is not None and asked.metric == "nps" and scale_of(asked) != (0, 10):
            raise CxmapError(
                Words(f"data `{source.id}`: NPS is asked from 0 to 10", f"数据 `{source.id}`：NPS 的量表是 0–10"),
                Words("another scale is a csat or a ces", "其他量表请用 csat 或 ces"),
            )
        if asked is not None and asked.metric == "csat" and not has_two_best(*scale_of(asked)):
            raise CxmapError(
                Words(f"data `{source.id}`: {NO_TWO_BEST[0].en}", f"数据 `{source.id}`：{NO_TWO_BEST[0].zh}"),
                NO_TWO_BEST[1],
            )
    if source.overall is not None and not source.wide:
        raise CxmapError(
            Words(
                f"data `{source.id}`: `overall` stands beside `wide`", f"数据 `{source.id}`：`overall` 须与 `wide` 同用"
            ),
            Words(
                "name the columns of touchpoints in `wide`; an answer on the whole journey alone is a source without a touchpoint",
                "请在 `wide` 中写明各触点的列；只有总体评价时，写成没有触点列的数据即可",
            ),
        )


def _handing(reject: Reject | None) -> Reject | None:
    """Return what hands over events that are not taken, in the form of other rows: the event is what a touchpoint is called."""
    if reject is None:
        return None
    from cxmap.data.event_counts import REJECTED_EVENT

    hand = reject

    def handing(row: Sequence[str | None]) -> None:
        told = dict(zip(REJECTED_EVENT, row, strict=True))
        told |= {"rows": "1", "touchpoint": told["event"]}
        hand([told.get(name) for name in REJECTED])

    return handing
