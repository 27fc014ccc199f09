"""Makes tables of files. Nothing is loaded: a table of a file is a way to read it, but for a workbook."""

from __future__ import annotations

import hashlib
import re
from contextlib import suppress
from datetime import date, datetime, time
from functools import partial
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cxmap.data.columns import columns_of, told_apart
from cxmap.data.engine import MORE_CELLS, Table, name_of
from cxmap.data.lookup import text
from cxmap.data.texts import (
    MORE,
    as_utf8,
    fault_of_json,
    has_lines_in_quotes,
    heads_of,
    is_empty,
    lines_with_more_cells,
)
from cxmap.diagnostics import CxmapError
from cxmap.language import Words, listed
from cxmap.measurements import MeasuredFile

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from cxmap.data.engine import DuckDB
    from cxmap.model.data import Source

_TEXTS = {".csv": ",;\t|", ".tsv": "\t", ".txt": "\t,;|"}
"""Endings of text files, and what may stand between their columns: the likeliest first."""
_JSON = (".jsonl", ".ndjson", ".jsonl.gz", ".ndjson.gz")
_JSON_TYPES = ("BIGINT", "UBIGINT", "HUGEINT", "DOUBLE", "BOOLEAN", "VARCHAR")
_XES = (".xes", ".xes.gz")
_KINDS = (*_TEXTS, *(f"{kind}.gz" for kind in _TEXTS), ".parquet", *_JSON, ".xlsx", *_XES)
ROW_NUMBER = "row number of cxmap"
"""The column that numbers the rows of a Parquet file, from 0."""
_CHUNK = 1 << 20


def files_of(source: Source, root: Path) -> list[Path]:
    """Return the files of a source, sorted by name.

    Raises:
        CxmapError: a pattern finds nothing, or leads out of the workspace, or to a file of no known kind.
    """
    found: dict[Path, None] = {}
    for pattern in source.files:
        if Path(pattern).is_absolute() or ".." in Path(pattern).parts:
            raise CxmapError(
                Words(
                    f"data `{source.id}`: {pattern} leads out of the workspace",
                    f"数据 `{source.id}`：{pattern} 不在工作区内",
                ),
                Words("write it relative to cxmap.yaml", "请相对 cxmap.yaml 书写"),
            )
        paths = sorted(path for path in root.glob(pattern) if path.is_file())
        if not paths:
            raise CxmapError(
                Words(
                    f"data `{source.id}`: no file is called {pattern}", f"数据 `{source.id}`：没有名为 {pattern} 的文件"
                ),
                Words("patterns are relative to cxmap.yaml", "通配路径相对 cxmap.yaml"),
            )
        found.update(dict.fromkeys(paths))
    for path in found:
        if kind_of(path) not in _KINDS:
            raise CxmapError(
                Words(f"{path.name} is of no kind that can be read", f"无法读取 {path.name} 这种文件"),
                Words(f"kinds: {listed(_KINDS, 'en')}", f"可用：{listed(_KINDS, 'zh')}"),
            )
    return list(found)


def kind_of(path: Path) -> str:
    """Return what a file's name ends in, in small letters: `.csv`, `.xes.gz`."""
    return "".join(path.suffixes[-2:]).lower() if path.suffix.lower() == ".gz" else path.suffix.lower()


def hashed(path: Path, root: Path) -> MeasuredFile:
    """Return a file's name and the hash of what it holds.

    Raises:
        CxmapError: it cannot be read, such as for want of the right to.
    """
    digest = hashlib.sha256()
    try:
        with path.open("rb") as file:
            while chunk := file.read(_CHUNK):
                digest.update(chunk)
    except OSError as error:
        raise CxmapError(
            Words(f"{path.name} cannot be read: {error.strerror}", f"无法读取 {path.name}：{error.strerror}"),
            Words("check its permissions", "请检查文件权限"),
        ) from None
    return MeasuredFile(path.relative_to(root).as_posix(), digest.hexdigest())


def load_table(engine: DuckDB, name: str, source: Source, path: Path, scratch: Path) -> Table:
    """Make a table of a file. `scratch` is a folder for what has to be written anew first.

    Raises:
        CxmapError: the file cannot be read, or has no heads, or two that cannot be told apart where one of them is named.
    """
    kind, wanted = kind_of(path), columns_of(source)
    lines: Callable[[], Iterator[int]] | None = None
    if kind in _XES:
        from cxmap.data.xes import load_xes

        load_xes(engine, name, path, source.encoding)
    elif kind == ".xlsx":
        heads, rows = _workbook(path, source)
        engine.fill(name, told_apart(heads, wanted, path.name), rows)
    elif kind == ".parquet":
        _make_view(engine, name, f"read_parquet({_literally(path)})", path)
    elif kind in _JSON:
        readable = as_utf8(path, source.encoding, scratch)
        try:
            _make_view(engine, name, _json_read(engine, readable, path), path)
        except CxmapError as error:
            raise fault_of_json(readable, path.name) or error from None
    else:
        lines = _view_of_text(engine, name, source, path, scratch)
    rows_of = name_of(name)
    if lines is None:
        return Table(engine, rows_of, engine.kinds(rows_of), path.name)
    fitting = f"(SELECT * EXCLUDE ({name_of(MORE_CELLS)}) FROM {rows_of} WHERE NOT {name_of(MORE_CELLS)})"  # noqa: S608
    return Table(engine, fitting, engine.kinds(fitting), path.name, rows_of, lines)


def _literally(path: Path) -> str:
    """Write the name of a file as the embedded engine takes it, to which some signs would be those of a pattern, and `~` one's home."""
    return text(re.sub(r"[*?\[]", r"[\g<0>]", str(path.absolute())))


def _json_read(engine: DuckDB, readable: Path, path: Path) -> str:
    """Return what reads a file of JSON lines, whose columns and their types are known: else each statement would look for them anew."""
    lines = f"{_literally(readable)}, format='newline_delimited', records=true, hive_partitioning=false"
    # Looked at from end to end: what the first lines are like must not decide whether the last can be read. And nothing is
    # a time before it is read as in other texts: 05-01-2026 may be in May or in January.
    found = "sample_size=-1, map_inference_threshold=-1, dateformat='?', timestampformat='?'"
    columns = ", ".join(
        f"{text(head)}: '{kind if kind in _JSON_TYPES else 'JSON'}'"
        for head, kind, *_ in _described(engine, f"read_json({lines}, {found})", path)
    )
    return f"read_json({lines}, columns={{{columns}}})"


def _view_of_text(engine: DuckDB, name: str, source: Source, path: Path, scratch: Path) -> Callable[[], Iterator[int]]:
    """Make a view of a text file, which says of each row whether it has more cells than there are heads; return what finds the lines of these.

    A row of fewer cells has nothing in the last ones: who exports a table may leave them out.
    """
    readable = as_utf8(path, source.encoding, scratch)
    heads = heads_of(readable, source.skip or 0, _TEXTS[kind_of(path).removesuffix(".gz")])
    if not heads.said:
        raise is_empty(path.name)
    named = told_apart(heads.said, columns_of(source), path.name)
    alone = ", parallel=false" if has_lines_in_quotes(readable, heads.delimiter, path.name) else ""
    columns = ", ".join(f"'c{place}': 'VARCHAR'" for place in range(len(named) + MORE))
    options = (
        f"columns={{{columns}}}, auto_detect=false, header=false, skip={heads.record}, null_padding=true, strict_mode=false, "
        f"delim={text(heads.delimiter)}, quote='\"', escape='\"'{alone}"
    )
    shown = ", ".join(f"c{place} AS {name_of(head)}" for place, head in enumerate(named))
    more = ", ".join(f"c{len(named) + place}" for place in range(MORE))
    engine.rows(
        f"CREATE VIEW {name_of(name)} AS SELECT {shown}, trim(concat({more})) <> '' AS {name_of(MORE_CELLS)} "  # noqa: S608
        f"FROM read_csv({_literally(readable)}, {options})"
    )
    return partial(lines_with_more_cells, readable, heads)


def _make_view(engine: DuckDB, name: str, read: str, path: Path) -> None:
    """Make a view of a file whose columns DuckDB knows. Heads with spaces around them are common."""
    written = _described(engine, read, path)
    heads = [row[0] for row in written]
    bare = [head.strip().removeprefix("\ufeff") for head in heads]
    as_text = {row[0]: " ->> '$'" for row in written if row[1] == "JSON"}  # numbers here and texts there
    shown = ", ".join(
        f"{name_of(head)}{as_text.get(head, '')} AS {name_of(said if said and bare.count(said) == 1 else head)}"
        for head, said in zip(heads, bare, strict=True)
    )
    if kind_of(path) == ".parquet" and "file_row_number" not in heads:
        read = f"{read[:-1]}, file_row_number=true)"
        shown += f", file_row_number AS {name_of(ROW_NUMBER)}"
    engine.rows(f"CREATE VIEW {name_of(name)} AS SELECT {shown} FROM {read}")  # noqa: S608


def _described(engine: DuckDB, read: str, path: Path) -> list[tuple[Any, ...]]:
    """Return the columns of a file.

    Raises:
        CxmapError: it is empty, or cannot be read.
    """
    if path.stat().st_size == 0:
        raise is_empty(path.name)
    return engine.rows(f"DESCRIBE SELECT * FROM {read}")  # noqa: S608


def _workbook(path: Path, source: Source) -> tuple[list[str], Iterator[list[str | None]]]:
    """Return the heads of a sheet, the first row that is not blank, and the rows below; of these too blank ones are none."""
    from python_calamine import CalamineError, CalamineWorkbook

    sheet = source.sheet
    try:
        book = CalamineWorkbook.from_path(str(path))
        names = book.sheet_names
        if sheet is not None and sheet not in names:
            raise CxmapError(
                Words(f"{path.name} has no sheet {sheet!r}", f"{path.name} 没有工作表 {sheet!r}"),
                Words(f"its sheets: {listed(names, 'en')}", f"现有：{listed(names, 'zh')}"),
            )
        rows = iter(book.get_sheet_by_name(sheet or names[0]).iter_rows())
    except CalamineError as error:
        raise CxmapError(Words(f"{path.name} is no workbook: {error}", f"{path.name} 不是工作簿：{error}")) from None
    said = ([(_said(cell) or "").strip() for cell in row] for row in islice(rows, source.skip or 0, None))
    heads = [cell or f"column {number}" for number, cell in enumerate(next(filter(any, said), []), 1)]
    if not heads:
        raise is_empty(path.name)
    said_so = partial(_said, time_format=source.time_format)
    told = (list(map(said_so, row)) for row in rows)
    return heads, ([*row, *[None] * (len(heads) - len(row))][: len(heads)] for row in told if any(row))


def _said(cell: Any, time_format: str | None = None) -> str | None:
    """Return a cell as a text; dates in ISO, or as a source writes its times; whole numbers without a point."""
    if cell is None or cell == "":
        return None
    if isinstance(cell, datetime | date) and time_format:
        with suppress(ValueError):
            said = cell.strftime(time_format)
            if datetime.strptime(said, time_format).timetuple()[:3] == cell.timetuple()[:3]:
                return said
    if isinstance(cell, datetime | date | time):
        return cell.isoformat()
    return str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell)
