"""Counts the sources of a workspace, each file once, and says what our things may be called in them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from cxmap.data.complaints import count_complaints
from cxmap.data.feedback import count_feedback, scale_of
from cxmap.data.lookup import DIMENSIONS
from cxmap.data.reader import Reader
from cxmap.diagnostics import CxmapError
from cxmap.language import Words
from cxmap.model.reading import places

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    from cxmap.data.complaints import CountedComplaints
    from cxmap.data.feedback import Counted
    from cxmap.data.rejects import Reject
    from cxmap.document import Document
    from cxmap.model.data import Data, Source


@dataclass
class Counts:
    """What the sources of a workspace hold, counted."""

    feedback: list[Counted] = field(default_factory=list)
    complaints: list[CountedComplaints] = field(default_factory=list)


def count_sources(
    data: Data,
    root: Path,
    documents: Sequence[Document],
    progress: Callable[[str], None] = lambda name: None,
    reject: Reject | None = None,
) -> Counts:
    """Count the rows of every source of a workspace (see `count_feedback`, `count_complaints`). `documents` are all of its maps.

    Raises:
        CxmapError: a file cannot be read, a column is missing, or a scale does not fit its metric.
    """
    found = Counts()
    period = data.period or "month"
    with Reader(data, root, progress) as reader:
        for source in data.feedback:
            if source.metric == "nps" and scale_of(source) != (0, 10):
                raise CxmapError(
                    Words(f"data `{source.id}`: NPS is asked from 0 to 10", f"数据 `{source.id}`：NPS 的量表是 0–10"),
                    Words("another scale is a csat or a ces", "其他量表请用 csat 或 ces"),
                )
            names = names_of(document for document in documents if is_about(source, document))
            found.feedback.append(count_feedback(reader, source, names, period, reject))
        for log in data.complaints:
            names = names_of(document for document in documents if is_about(log, document))
            found.complaints.append(count_complaints(reader, log, names, period, reject))
    return found


def is_about(source: Source, document: Document) -> bool:
    """Whether a source is about a map."""
    return not source.maps or document.journey.id in source.maps


def names_of(documents: Iterable[Document]) -> dict[str, dict[str, str]]:
    """Return what our touchpoints, channels, personas and segments may be called: their ids and names, in any language."""
    found: dict[str, dict[str, str]] = {dimension: {} for dimension in DIMENSIONS}
    for document in documents:
        library = document.library
        things: dict[str, list[Any]] = {
            "touchpoint": [place.touchpoint for place in places(document.journey)],
            "channel": list(library.channels.values()),
            "persona": list(library.personas.values()),
            "segment": list(library.segments.values()),
        }
        for dimension, items in things.items():
            for item in items:
                if item.id:
                    for said in (item.id, *_said(getattr(item, "name", None))):
                        found[dimension].setdefault(said, item.id)
    return found


def _said(text: object) -> Iterator[str]:
    if isinstance(text, str):
        yield text
    elif text is not None:
        yield from (said for code in ("zh", "en") if (said := getattr(text, code, None)))
