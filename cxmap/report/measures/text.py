"""Measurements as a table in the terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxmap.language import listed
from cxmap.measured_figures import is_few
from cxmap.report.cells import cell_width, padded, printable
from cxmap.report.measures.sections import sections_of
from cxmap.report.measures.words import (
    HEADS,
    INDENT,
    NO_DATA,
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
    from cxmap.measurements import MapMeasurements
    from cxmap.report.findings.tally import Styled
    from cxmap.report.measures.sections import Section


def as_text(found: Sequence[MapMeasurements], language: Language) -> Iterator[list[Styled]]:
    """Yield the lines that tell what was measured of some maps."""
    for each in found:
        if not each.read:
            continue
        yield [(printable(each.title), "strong"), (f"  {printable(each.map)}", "path")]
        for source in each.read:
            yield [(f"  {printable(source_said(source, language))}", "dim")]
            yield from ([(f"    {printable(said)}", "warning")] for said in rejected_said(source, language))
        if each.figures:
            yield from _table(each, language)
        elif not (each.complaints or each.flows or each.predictions or each.texts):
            yield [(f"  {NOTHING.said(language)}", "dim")]
        for section in sections_of(each, language):
            yield []
            yield from _section(section)
        yield []
    methods = dict.fromkeys(said for each in found if each.figures for said in methods_said(each, language))
    yield from ([(said, "dim")] for said in methods)
    without = [printable(each.map) for each in found if not each.read]
    if without:
        yield [(NO_DATA.said(language).format(listed(without, language)), "dim")]


def _section(section: Section) -> Iterator[list[Styled]]:
    yield [(f"  {printable(section.title)}", "strong")]
    if section.rows:
        rows = [list(section.heads), *([printable(cell) for cell in row] for row in section.rows)]
        widths = [max(cell_width(cell) for cell in column) for column in zip(*rows, strict=True)]
        for place, row in enumerate(rows):
            line = "  ".join(padded(cell, width) for cell, width in zip(row, widths, strict=True)).rstrip()
            yield [(f"    {line}", "" if place else "dim")]
    yield from ([(f"    {printable(remark)}", "dim")] for remark in section.remarks)


def _table(found: MapMeasurements, language: Language) -> Iterator[list[Styled]]:
    heads = [words.said(language) for words in HEADS]
    told = worth_telling(found)
    rows = [
        [INDENT[one.of] + ("  " if one.by else "") + name, *rest]
        for one in told
        for name, *rest in [list(map(printable, cells(one, found, language)))]
    ]
    widths = [max(cell_width(cell) for cell in column) for column in zip(heads, *rows, strict=True)]
    yield [("  ".join(padded(head, width) for head, width in zip(heads, widths, strict=True)).rstrip(), "dim")]
    for one, row in zip(told, rows, strict=True):
        line = "  ".join(padded(cell, width) for cell, width in zip(row, widths, strict=True)).rstrip()
        yield [(line, "strong" if one.of == "journey" and not one.by else "dim" if is_few(one, found) else "")]
