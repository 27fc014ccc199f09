"""The whole workspace in one table: how much was found in which map and family, and how much is covered."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from cxmap.language import Language, Words
from cxmap.model.coverage import Coverage, Share
from cxmap.report.cells import cell_width, padded, printable
from cxmap.report.escaping import code, table_row
from cxmap.report.words import FAMILIES, FORMAT, SEVERITY_WORDS, family_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from cxmap.diagnostics import Severity
    from cxmap.report.findings import FileFindings, Styled

_COVERAGE = {
    "touchpoints": (Words("touchpoints", "触点"), Words("touchpoints with an owner", "有责任团队的触点")),
    "claims": (Words("claims", "论断"), Words("claims with evidence", "有依据的论断")),
    "actions": (Words("actions", "行动"), Words("actions with an owner", "有责任团队的行动")),
}
"""For each part of the coverage: the head of its column, and what is counted."""

_WORST_NAME = 16  # cells that the name of a file keeps on the narrowest terminal
_GAP = "  "


class MapRow(NamedTuple):
    """What was found in one map, by family; `coverage` is None where the map could not be used."""

    file: str
    counts: Counter[str]
    coverage: Coverage | None


@dataclass(slots=True)
class Statistics:
    """Counts of findings, kept while they stream by. `family_of` tells the family of each rule."""

    family_of: Mapping[str, str]
    rows: list[MapRow] = field(default_factory=list)
    by_rule: Counter[tuple[str, Severity]] = field(default_factory=Counter)

    def count(self, found: FileFindings) -> None:
        """Add one file."""
        codes = [diagnostic.code for diagnostic in found.diagnostics]
        counts = Counter(self.family_of.get(code, FORMAT) for code in codes)
        self.rows.append(MapRow(found.file, counts, found.coverage))
        self.by_rule.update((diagnostic.code, diagnostic.severity) for diagnostic in found.diagnostics)

    @property
    def totals(self) -> Counter[str]:
        """How many findings each family has."""
        return sum((row.counts for row in self.rows), Counter())

    @property
    def coverage(self) -> Coverage | None:
        """The coverage of all maps that could be used; None where none could."""
        known = [row.coverage for row in self.rows if row.coverage is not None]
        return sum(known, Coverage()) if known else None

    @property
    def families(self) -> list[str]:
        """The families of which anything was found, in the order of the documentation."""
        totals = self.totals
        return [family for family in FAMILIES if totals[family]] + sorted(totals.keys() - FAMILIES.keys())

    def as_data(self) -> dict[str, Any]:
        """Return the table for JSON."""
        order = self.families
        return {
            "maps": [{"file": row.file, **_row_data(row.counts, row.coverage, order)} for row in self.rows],
            "totals": _row_data(self.totals, self.coverage, order),
        }


def _row_data(counts: Counter[str], coverage: Coverage | None, order: Sequence[str]) -> dict[str, Any]:
    return {
        "findings": {family: counts[family] for family in order if counts[family]},
        "coverage": {name: share._asdict() for name, share in coverage._asdict().items()} if coverage else None,
    }


def percent(share: Share | None) -> str:
    """Return a share in percent, rounded down; `–` for none of none, `?` where it is not known."""
    if share is None:
        return "?"
    return "–" if share.percent is None else f"{share.percent}%"


# The terminal.


def statistics_lines(statistics: Statistics, language: Language, width: int) -> Iterator[list[Styled]]:
    """Yield the findings by rule, the table, and the coverage; each after an empty line where something is before it."""
    parts = [_by_rule(statistics, language), _table(statistics, language, width), _coverage(statistics, language)]
    shown = False
    for part in parts:
        lines = list(part)
        if lines and shown:
            yield []
        shown = shown or bool(lines)
        yield from lines


def _by_rule(statistics: Statistics, language: Language) -> Iterator[list[Styled]]:
    ranked = sorted(statistics.by_rule.items(), key=lambda item: (-item[1], -item[0][1], item[0][0]))
    room = len(str(ranked[0][1])) if ranked else 0
    words = {severity: SEVERITY_WORDS[severity].said(language) for (_, severity), _ in ranked}
    column = max(map(cell_width, words.values()), default=0)
    for (rule, severity), number in ranked:
        yield [(f"{number:>{room}}{_GAP}", ""), (padded(words[severity], column), severity.word), (_GAP + rule, "")]


def _table(statistics: Statistics, language: Language, width: int) -> Iterator[list[Styled]]:
    """Yield the table; where it is wider than the terminal, one part of the columns below the other."""
    if not statistics.rows:
        return
    found, covered = _found_columns(statistics, language), _coverage_columns(statistics, language)
    columns = [*found, *covered]
    names = [_head("map", "地图", language), *(printable(row.file) for row in statistics.rows)]
    names.append(_head("all", "合计", language))
    room = max(_WORST_NAME, width - min(width // 2, sum(column.width for column in columns)))
    named = min(max(map(cell_width, names)), room)
    fits = sum(column.width for column in columns) <= width - named
    parts = [columns] if fits else [part for group in (found, covered) for part in _fitting(group, width - named)]
    for number, chosen in enumerate(parts):
        if number:
            yield []
        for line, name in enumerate(names):
            style = "dim" if line == 0 else "strong" if line == len(names) - 1 else ""
            cells = "".join(_right(column.cells[line], column.width) for column in chosen)
            yield [(_fitted(name, named) + cells, style)]


class _Column(NamedTuple):
    """A column of the table: its head, a cell for each map, the total."""

    cells: list[str]

    @property
    def width(self) -> int:
        return max(map(cell_width, self.cells)) + len(_GAP)


def _found_columns(statistics: Statistics, language: Language) -> list[_Column]:
    rows, totals = statistics.rows, statistics.totals
    columns = [
        _Column(
            [
                family_words(family).said(language),
                *(str(row.counts[family] or "·") for row in rows),
                str(totals[family]),
            ]
        )
        for family in statistics.families
    ]
    sums = [*(row.counts.total() for row in rows), totals.total()]
    return [*columns, _Column([_head("findings", "发现", language), *(str(number or "·") for number in sums)])]


def _coverage_columns(statistics: Statistics, language: Language) -> list[_Column]:
    if statistics.coverage is None:
        return []
    known = [*(row.coverage for row in statistics.rows), statistics.coverage]
    return [
        _Column([head.said(language), *(percent(coverage[index] if coverage else None) for coverage in known)])
        for index, (head, _) in enumerate(_COVERAGE.values())
    ]


def _head(en: str, zh: str, language: Language) -> str:
    return Words(en, zh).said(language)


def _fitting(columns: Sequence[_Column], room: int) -> Iterator[list[_Column]]:
    """Yield the columns in parts that fit, at least one in each."""
    part: list[_Column] = []
    for column in columns:
        if part and sum(one.width for one in part) + column.width > room:
            yield part
            part = []
        part.append(column)
    if part:
        yield part


def _right(text: str, width: int) -> str:
    return " " * (width - cell_width(text)) + text


def _fitted(name: str, width: int) -> str:
    """Fill a name up; of one that is too wide the end is kept, where the names of files differ."""
    if cell_width(name) <= width:
        return padded(name, width)
    while cell_width(name) > width - 1:
        name = name[1:]
    return padded("…" + name, width)


def _coverage(statistics: Statistics, language: Language) -> Iterator[list[Styled]]:
    coverage = statistics.coverage
    if coverage is None:
        return
    labels = [label.said(language) for _, label in _COVERAGE.values()]
    column = max(map(cell_width, labels))
    counts = [f"{share.covered} / {share.total}" for share in coverage]
    wide = max(map(len, counts))
    for label, count, share in zip(labels, counts, coverage, strict=True):
        yield [(f"{padded(label, column)}{_GAP}{count:>{wide}}{_GAP}{percent(share):>4}", "")]


# Markdown.


def statistics_markdown(statistics: Statistics, language: Language, most: int) -> Iterator[str]:
    """Yield the lines of a Markdown table of the maps with findings, at most so many, and of all maps together.

    The coverage stands in the last row alone, which counts every map.
    """
    coverage = statistics.coverage
    heads = [_head("Map", "地图", language)]
    heads += [family_words(family).said(language) for family in statistics.families]
    heads.append(_head("findings", "发现", language))
    yield table_row(heads)
    yield "|" + " :-- |" + " --: |" * (len(heads) - 1)
    rows = [row for row in statistics.rows if row.counts]
    for row in rows[:most]:
        cells = [str(row.counts[family] or "") for family in statistics.families]
        yield table_row([code(row.file), *cells, str(row.counts.total())])
    if len(rows) > most:
        more = Words(f"… and {len(rows) - most} more maps with findings", f"……另有 {len(rows) - most} 张地图有发现")
        yield table_row([more.said(language), *[""] * (len(heads) - 1)])
    totals = statistics.totals
    everything = Words(f"**All maps ({len(statistics.rows)})**", f"**全部地图（{len(statistics.rows)}）**")
    numbers = [*(totals[family] for family in statistics.families), totals.total()]
    yield table_row([everything.said(language), *(f"**{number}**" for number in numbers)])
    if coverage is not None:
        yield ""
        shares = zip(_COVERAGE.values(), coverage, strict=True)
        yield " · ".join(
            f"{label.said(language)}: {share.covered} / {share.total} ({percent(share)})"
            if language == "en"
            else f"{label.said(language)}：{share.covered} / {share.total}（{percent(share)}）"
            for (_, label), share in shares
        )
