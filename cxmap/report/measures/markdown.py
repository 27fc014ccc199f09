"""Measurements as Markdown: a table a map."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxmap.report.escaping import code, prose, table_row
from cxmap.report.measures.words import (
    FEW,
    HEADS,
    METHOD,
    METRICS,
    NOTHING,
    interval,
    last_change,
    named,
    number,
    rejected_said,
    signed,
    source_said,
    sparkline,
    standing_out,
    trend_sign,
    worth_telling,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cxmap.language import Language
    from cxmap.measurements import MapMeasurements, Measurement


def as_markdown(found: Sequence[MapMeasurements], language: Language) -> str:
    """Return the measurements of some maps."""
    return "\n".join(line for each in found for line in _of_map(each, language)).rstrip() + "\n"


def _of_map(found: MapMeasurements, language: Language) -> Iterator[str]:
    yield f"## {prose(found.title)}"
    yield ""
    for source in found.sources:
        yield f"- {prose(source_said(source, language))}"
        yield from (f"  - {prose(said)}" for said in rejected_said(source, language))
    yield ""
    if not found.figures:
        yield NOTHING.said(language)
        yield ""
        return
    heads = [words.said(language) for words in HEADS]
    yield table_row(heads)
    yield table_row(["---"] * len(heads))
    yield from (table_row(_cells(one, found, language)) for one in worth_telling(found))
    yield ""
    yield prose(METHOD.said(language).format(found.grey_below))
    yield ""


def _cells(one: Measurement, found: MapMeasurements, language: Language) -> list[str]:
    name, source = prose(named(one, language)), f"{code(one.source)} {METRICS[one.metric].said(language)}"
    name = f"**{name}**" if one.of == "journey" and not one.by else name
    if one.figure.value is None:
        return [name, source, FEW.said(language).format(found.suppress_below), "–", "–", "", "", ""]
    felt = signed(one.emotion.value) if one.emotion.value is not None else "–"
    claimed = f" / {signed(one.claimed)}" if one.claimed is not None else ""
    return [
        name, source, f"{one.figure.n:,}", number(one.figure.value, one.metric), interval(one.figure, one.metric),
        prose(last_change(one)), felt + claimed, sparkline(one) + trend_sign(one) + standing_out(one),
    ]  # fmt: skip
