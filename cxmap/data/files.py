"""Makes tables of files. Nothing is loaded: a table of a file is a way to read it, but for a workbook."""

from __future__ import annotations

import codecs
import hashlib
import re
from datetime import date, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cxmap.data.engine import name_of
from cxmap.diagnostics import CxmapError
from cxmap.language import Words, listed
from cxmap.measurements import MeasuredFile

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cxmap.data.engine import DuckDB
    from cxmap.model.data import Source

_TEXTS = {".csv": ",;\t|", ".tsv": "\t", ".txt": "\t,;|"}
"""Endings of text files, and what may stand between their columns: the likeliest first."""
_XES = (".xes", ".xes.gz")
_KINDS = (*_TEXTS, ".parquet", ".jsonl", ".ndjson", ".xlsx", *_XES)
ROW_NUMBER = "row number of cxmap"
"""The column that numbers the rows of a Parquet file, from 0."""
_CHUNK = _LONGEST_LINE = 1 << 20
_LONGEST_CELL = 200
"""Lines that one cell may go over: what people write has line breaks; a quotation mark left open has all the rest."""
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")


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
    """Return a file's name and the hash of what it holds."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
    return MeasuredFile(path.relative_to(root).as_posix(), digest.hexdigest())


def load_table(engine: DuckDB, table: str, source: Source, path: Path, scratch: Path) -> None:
    """Make a table of a file. `scratch` is a folder for what has to be written anew first.

    Raises:
        CxmapError: the file cannot be read, or has no heads.
    """
    kind = kind_of(path)
    if kind in _XES:
        from cxmap.data.xes import load_xes

        load_xes(engine, table, path, source.encoding)
        return
    if kind == ".xlsx":
        heads, rows = _workbook(path, source.sheet, source.skip or 0)
        engine.fill(table, heads, rows)
        return
    if kind == ".parquet":
        read, values = "read_parquet(?)", [str(path)]
    elif kind in (".jsonl", ".ndjson"):
        # Looked at from end to end: what the first lines are like must not decide whether the last can be read.
        read, values = "read_json(?, format='newline_delimited', sample_size=-1)", [str(path)]
    else:
        readable = _as_utf8(path, source.encoding, scratch)
        delimiter = f", delim='{_delimiter(readable, source.skip or 0, _TEXTS[kind])}'"
        alone = ", parallel=false" if _has_lines_in_quotes(readable) else ""
        options = f"all_varchar=true, header=true, skip={source.skip or 0}, null_padding=true, strict_mode=false, quote='\"', escape='\"'{delimiter}{alone}"
        read, values = f"read_csv(?, {options})", [str(readable)]
    # A statement that makes a view takes no values: the path is quoted as a text. Heads with spaces around them are common.
    quoted = "'" + values[0].replace("'", "''") + "'"
    read = read.replace("?", quoted)
    written = _described(engine, read, path)
    heads = [row[0] for row in written]
    bare = [head.strip().removeprefix("\ufeff") for head in heads]
    as_text = {row[0]: " ->> '$'" for row in written if row[1] == "JSON"}  # numbers here and texts there
    shown = ", ".join(
        f"{name_of(head)}{as_text.get(head, '')} AS {name_of(name if name and bare.count(name) == 1 else head)}"
        for head, name in zip(heads, bare, strict=True)
    )
    if kind == ".parquet" and "file_row_number" not in heads:
        read = f"{read[:-1]}, file_row_number=true)"
        shown += f", file_row_number AS {name_of(ROW_NUMBER)}"
    engine.rows(f"CREATE VIEW {name_of(table)} AS SELECT {shown} FROM {read}")  # noqa: S608


def _described(engine: DuckDB, read: str, path: Path) -> list[tuple[Any, ...]]:
    """Return the columns of a file.

    Raises:
        CxmapError: it is empty, or cannot be read.
    """
    if path.stat().st_size == 0:
        raise CxmapError(Words(f"{path.name} is empty", f"{path.name} 是空的"))
    try:
        return engine.rows(f"DESCRIBE SELECT * FROM {read}")  # noqa: S608
    except CxmapError as error:
        raise CxmapError(
            Words(f"{path.name}: {error.message.en}", f"{path.name}：{error.message.zh}"),
            Words(
                "is a quotation mark left open, or do lines stand before the heads (`skip`)?",
                "是否有引号未闭合，或表头之前还有其他行（`skip`）？",
            )
            if kind_of(path) in _TEXTS
            else error.help,
        ) from None


def _as_utf8(path: Path, encoding: str | None, scratch: Path) -> Path:
    """Return a text file in UTF-8: itself, or written anew, a piece at a time."""
    try:
        name = codecs.lookup(encoding or "utf-8").name
        "".encode(name)  # what is no encoding of texts, such as base64, refuses
    except (LookupError, UnicodeError):
        raise CxmapError(
            Words(f"there is no encoding `{encoding}`", f"没有编码 `{encoding}`"),
            Words("such as utf-8, gb18030, big5, cp1252, utf-16", "例如 utf-8、gb18030、big5、cp1252、utf-16"),
        ) from None
    target = scratch / f"{hashlib.sha256(str(path).encode()).hexdigest()[:16]}{path.suffix}"
    try:
        with path.open("r", encoding=name, newline="") as source:
            if name == "utf-8":
                while source.read(_CHUNK):
                    pass
                return path
            with target.open("w", encoding="utf-8", newline="") as written:
                while chunk := source.read(_CHUNK):
                    written.write(chunk)
    except UnicodeError:
        raise _misread(path, name) from None
    return target


def _misread(path: Path, encoding: str) -> CxmapError:
    """Say that a text file is not in an encoding, from which line on, and in which it may be."""
    with path.open("rb") as file:
        if file.read(2) in _UTF_16:
            return CxmapError(
                Words(f"{path.name} is not {encoding}, but UTF-16", f"{path.name} 不是 {encoding} 编码，而是 UTF-16"),
                Words("name its `encoding`: utf-16", "请注明 `encoding: utf-16`"),
            )
        file.seek(0)
        number = next((count for count, line in enumerate(file, 1) if not _is_in(line, encoding)), 1)
    return CxmapError(
        Words(
            f"{path.name} is not {encoding}, from line {number} on",
            f"{path.name} 不是 {encoding} 编码（第 {number} 行起）",
        ),
        Words(
            "name its `encoding`: gb18030 is usual in China, cp1252 in Europe",
            "请注明 `encoding`：国内常见 gb18030，欧洲常见 cp1252",
        ),
    )


def _is_in(line: bytes, encoding: str) -> bool:
    try:
        line.decode(encoding)
    except UnicodeError:
        return False
    return True


def _delimiter(path: Path, skip: int, known: str) -> str:
    """Return what stands between columns: what the line of heads has most of, outside of quotes."""
    with path.open(encoding="utf-8-sig", errors="replace") as file:
        for _ in range(skip):
            file.readline(_LONGEST_LINE)
        heads = re.sub(r'"[^"]*"', "", file.readline(_LONGEST_LINE))
    return max(known, key=lambda character: (heads.count(character), -known.index(character)))


def _has_lines_in_quotes(path: Path) -> bool:
    """Whether a cell of a text file goes over a line: DuckDB then reads short rows only one after the other.

    Raises:
        CxmapError: a quotation mark is never closed, or only far below: what follows would silently be one cell.
    """
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            if b'"' in chunk:
                file.seek(0)
                return _goes_over_lines(file, path.name)
    return False


def _goes_over_lines(file: Iterable[bytes], name: str) -> bool:
    opened = 0
    found = False
    for number, line in enumerate(file, 1):
        if line.count(b'"') % 2:
            opened = 0 if opened else number
        found = found or opened > 0
        if opened and number - opened > _LONGEST_CELL:
            raise _left_open(name, opened)
    if opened:
        raise _left_open(name, opened)
    return found


def _left_open(name: str, line: int) -> CxmapError:
    return CxmapError(
        Words(
            f"{name}: a quotation mark opened in line {line} is not closed within {_LONGEST_CELL:,} lines",
            f"{name}：第 {line} 行的引号在 {_LONGEST_CELL:,} 行内没有闭合",
        ),
        Words(
            "all that follows would be one cell; close it, or double it if it is meant as a sign",
            "其后的内容会被当作一个单元格；请补上引号，若引号本身是内容请写成两个",
        ),
    )


def _workbook(path: Path, sheet: str | None, skip: int) -> tuple[list[str], Iterator[list[str | None]]]:
    from python_calamine import CalamineError, CalamineWorkbook

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
    for _ in range(skip):
        next(rows, None)
    heads = [_said(cell) or f"column {number}" for number, cell in enumerate(next(rows, []), 1)]
    if not heads:
        raise CxmapError(Words(f"{path.name} is empty", f"{path.name} 是空的"))
    return heads, ([*map(_said, row), *[None] * (len(heads) - len(row))][: len(heads)] for row in rows)


def _said(cell: Any) -> str | None:
    """Return a cell as a text; dates in ISO, whole numbers without a point."""
    if cell is None or cell == "":
        return None
    if isinstance(cell, datetime | date | time):
        return cell.isoformat()
    return str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell)
