"""Counts the sources of a workspace, each file once, and says what our things may be called in them."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

from cxmap.data.complaints import count_complaints
from cxmap.data.event_counts import REJECTED_EVENT
from cxmap.data.events import count_events
from cxmap.data.feedback import count_feedback, scale_of
from cxmap.data.naming import is_about, names_of
from cxmap.data.reader import Reader
from cxmap.data.rejects import REJECTED
from cxmap.data.verbatims import check_codebook
from cxmap.data.ways import count_ways
from cxmap.diagnostics import CxmapError
from cxmap.language import Words
from cxmap.measure.flows import CountedEvents
from cxmap.measure.texts.collecting import Collected, Collecting

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from cxmap.data.complaints import CountedComplaints
    from cxmap.data.feedback import Counted
    from cxmap.data.rejects import Reject
    from cxmap.data.ways import Ways
    from cxmap.document import Document
    from cxmap.model.data import ComplaintSource, Data, FeedbackSource

_MOST_VARIANTS = 100_000
"""Where a log has no more, the cases of a touchpoint are known that several events mean."""


@dataclass
class Counts:
    """What the sources of a workspace hold, counted."""

    feedback: list[Counted] = field(default_factory=list)
    complaints: list[CountedComplaints] = field(default_factory=list)
    events: list[CountedEvents] = field(default_factory=list)
    ways: list[Ways] = field(default_factory=list)
    texts: list[Collected] = field(default_factory=list)

    def collected(self, source: FeedbackSource | ComplaintSource) -> Collected:
        """Return where the texts of a source are to be collected."""
        self.texts.append(Collected(source))
        return self.texts[-1]


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
    found, period = Counts(), data.period or "month"
    with Reader(data, root, progress) as reader:
        check_codebook(reader.local, data.codebook)
        collecting = Collecting(reader, period, data.codebook, examples=examples)
        for source in data.feedback:
            _check_scales(source)
            names = names_of(document for document in documents if is_about(source, document))
            look = partial(collecting.collect, found.collected(source)) if source.columns.verbatim else None
            counted = count_feedback(reader, source, names, period, reject, look)
            found.feedback += [one for one in (counted, counted.overall) if one is not None]
        for log in data.complaints:
            names = names_of(document for document in documents if is_about(log, document))
            look = partial(collecting.collect, found.collected(log)) if log.columns.verbatim else None
            found.complaints.append(count_complaints(reader, log, names, period, reject, look))
        for events in data.events:
            names = names_of(document for document in documents if is_about(events, document))
            counts = count_events(
                reader, events, reject=_handing(reject), most_variants=_MOST_VARIANTS, channel_sets=True
            )
            found.events.append(CountedEvents(events, counts, names))
            found.ways.append(count_ways(reader, events, period))
    return found


def _check_scales(source: FeedbackSource) -> None:
    """Say what a survey cannot ask.

    Raises:
        CxmapError: NPS on another scale than its own, or an answer on the whole journey beside no touchpoint's.
    """
    for asked in (source, source.overall):
        if asked is not None and asked.metric == "nps" and scale_of(asked) != (0, 10):
            raise CxmapError(
                Words(f"data `{source.id}`: NPS is asked from 0 to 10", f"数据 `{source.id}`：NPS 的量表是 0–10"),
                Words("another scale is a csat or a ces", "其他量表请用 csat 或 ces"),
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
    hand = reject

    def handing(row: Sequence[str | None]) -> None:
        told = dict(zip(REJECTED_EVENT, row, strict=True))
        told |= {"rows": "1", "touchpoint": told["event"]}
        hand([told.get(name) for name in REJECTED])

    return handing
