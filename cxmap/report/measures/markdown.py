"""Measurements as Markdown: a table a map."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxmap.report.escaping import prose, table_row
from cxmap.report.measures.sections import sections_of
from cxmap.report.measures.words import (
    HEADS,
    NOTHING,
    cells,
    methods_said,
    rejected_said,
    source_said,
    worth_telling,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cxmap.language import Language
    from cxmap.measurements import MapMeasurements, Measurement
    from cxmap.report.measures.sections import Section


def as_markdown(found: Sequence[MapMeasurements], language: Language) -> str:
    """Return the measurements of some maps."""
    return "\n".join(line for each in found for line in _of_map(each, language)).rstrip() + "\n"


def _of_map(found: MapMeasurements, language: Language) -> Iterator[str]:
    yield f"## {prose(found.title)}"
    yield ""
    for source in found.read:
        yield f"- {prose(source_said(source, language))}"
        yield from (f"  - {prose(said)}" for said in rejected_said(source, language))
    yield ""
    if found.figures:
        yield from _table(found, language)
    elif not (found.complaints or found.flows or found.predictions or found.texts):
        yield NOTHING.said(language)
        yield ""
    for section in sections_of(found, language):
        yield from _section(section)


def _table(found: MapMeasurements, language: Language) -> Iterator[str]:
    heads = [words.said(language) for words in HEADS]
    yield table_row(heads)
    yield table_row(["---"] * len(heads))
    yield from (table_row(_cells(one, found, language)) for one in worth_telling(found))
    yield ""
    for said in methods_said(found, language):
        yield prose(said)
        yield ""


def _section(section: Section) -> Iterator[str]:
    yield f"### {prose(section.title)}"
    yield ""
    if section.rows:
        yield table_row([prose(head) for head in section.heads])
        yield table_row(["---"] * len(section.heads))
        yield from (table_row([prose(cell) for cell in row]) for row in section.rows)
        yield ""
    for remark in section.remarks:
        yield prose(remark)
        yield ""


def _cells(one: Measurement, found: MapMeasurements, language: Language) -> list[str]:
    name, *rest = (prose(cell) for cell in cells(one, found, language))
    return [f"**{name}**" if one.of == "journey" and not one.by else name, *rest]
