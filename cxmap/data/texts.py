"""Text files as they are read: in UTF-8, unpacked, with what their lines of heads say."""

from __future__ import annotations

import codecs
import csv
import gzip
import hashlib
import json
import re
import zlib
from contextlib import suppress
from itertools import islice
from typing import IO, TYPE_CHECKING, Any, Literal, NamedTuple, overload

from cxmap.diagnostics import CxmapError
from cxmap.language import Words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

_CHUNK = _LONGEST_LINE = 1 << 20
_REST_OF_CELL = r'[^"]*+(?:""[^"]*+)*+"'
_END_OF_CELL = re.compile(_REST_OF_CELL)
_LONGEST_CELL = 200
"""Lines that one cell may go over: what people write has line breaks; a quotation mark left open has all the rest."""
_BEGINNING = 1 << 12
_MARKS = {
    codecs.BOM_UTF32_LE: "utf-32", codecs.BOM_UTF32_BE: "utf-32",  # these first: one begins as one of UTF-16 does
    codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16",
}  # fmt: skip
MORE = 4
"""So many cells are looked at beyond the last head."""


class Heads(NamedTuple):
    """The heads of a table of texts: what stands between columns, what the heads say, and which record they are, from 1."""

    delimiter: str
    said: list[str]
    record: int


def is_packed(path: Path) -> bool:
    """Whether a file is compressed by gzip."""
    return path.suffix.lower() == ".gz"


def as_utf8(path: Path, encoding: str | None, scratch: Path) -> Path:
    """Return a text file in UTF-8: itself, or written anew into `scratch`, a piece at a time.

    Raises:
        CxmapError: it is not in its encoding, or not what gzip wrote.
    """
    try:
        name = codecs.lookup(encoding or "utf-8").name
        "".encode(name)  # what is no encoding of texts, such as base64, refuses
    except (LookupError, UnicodeError):
        raise CxmapError(
            Words(f"there is no encoding `{encoding}`", f"没有编码 `{encoding}`"),
            Words("such as utf-8, gb18030, big5, cp1252, utf-16", "例如 utf-8、gb18030、big5、cp1252、utf-16"),
        ) from None
    target = scratch / f"{hashlib.sha256(str(path).encode()).hexdigest()[:16]}.txt"
    try:
        _check_width(path, name)
        with _opened(path, "rt", name) as source:
            if name == "utf-8" and not is_packed(path):
                while source.read(_CHUNK):
                    pass
                return path
            with target.open("w", encoding="utf-8", newline="") as written:
                while chunk := source.read(_CHUNK):
                    written.write(chunk)
    except UnicodeError:
        raise _misread(path, name) from None
    except (gzip.BadGzipFile, EOFError, zlib.error):
        raise CxmapError(
            Words(f"{path.name} cannot be unpacked", f"{path.name} 无法解压"),
            Words("is it whole, and written by gzip?", "文件是否完整，是否由 gzip 压缩？"),
        ) from None
    return target


@overload
def _opened(path: Path, mode: Literal["rt"], encoding: str) -> IO[str]: ...
@overload
def _opened(path: Path, mode: Literal["rb"]) -> IO[bytes]: ...
def _opened(path: Path, mode: str, encoding: str | None = None) -> IO[str] | IO[bytes]:
    newline = None if encoding is None else ""
    if is_packed(path):
        return gzip.open(path, mode, encoding=encoding, newline=newline)  # type: ignore[return-value]
    return path.open(mode, encoding=encoding, newline=newline)


def _check_width(path: Path, encoding: str) -> None:
    """Look at the first bytes of a text file: letters of two bytes and more would else be read with nothing between them.

    Raises:
        CxmapError: it is in a form of UTF-16 or UTF-32 that is not its encoding.
    """
    wide = _wide_encoding(path)
    if wide is not None and not encoding.startswith(wide):
        raise CxmapError(
            Words(
                f"{path.name} is not {encoding}, but {wide.upper()}",
                f"{path.name} 不是 {encoding} 编码，而是 {wide.upper()}",
            ),
            Words(f"name its `encoding`: {wide}", f"请注明 `encoding: {wide}`"),
        )


def _wide_encoding(path: Path) -> str | None:
    """Return in which form of UTF-16 or UTF-32 a text file is, by its first bytes; None where nothing speaks for one."""
    with _opened(path, "rb") as file:
        begin = file.read(_BEGINNING)
    for mark, name in _MARKS.items():
        if begin.startswith(mark):
            return name
    places = [begin[side::2].count(0) for side in (0, 1)]
    if max(places) * 10 < len(begin) or max(places) < 20 * min(places) or not begin:
        return None
    return "utf-16-be" if places[0] > places[1] else "utf-16-le"


def _misread(path: Path, encoding: str) -> CxmapError:
    """Say that a text file is not in an encoding, and from which line on."""
    if _wide_encoding(path) is not None:  # and it is this one
        return CxmapError(
            Words(f"{path.name} is not {encoding} throughout", f"{path.name} 并非全部为 {encoding} 编码"),
            Words("is it whole?", "文件是否完整？"),
        )
    with _opened(path, "rb") as file:
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


def heads_of(path: Path, skip: int, known: str) -> Heads:
    """Return the heads of a text file in UTF-8: its first record that is not blank, after `skip` lines.

    What stands between its columns is that one of `known` of which the line has most, outside of quotes. A head that is blank
    is called `column0`, `column1`… by its place. There are none where there is no such record.
    """
    with path.open(encoding="utf-8-sig", errors="replace", newline="") as file:
        lines = iter(lambda: file.readline(_LONGEST_LINE), "")
        quotes = _Quotes(known)
        number = sum(1 for _ in _records(islice(lines, skip), quotes))
        for number, record in enumerate(_records(lines, quotes), number + 1):  # noqa: B020  counted on from those skipped
            outside = re.sub(r'"[^"]*"', "", record)
            delimiter = max(known, key=lambda character: (outside.count(character), -known.index(character)))
            cells = [cell.strip().removeprefix("\ufeff") for cell in _cells(record, delimiter)]
            if any(cells):
                return Heads(delimiter, [cell or f"column{place}" for place, cell in enumerate(cells)], number)
    return Heads(known[0], [], 0)


class _Quotes:
    """Tells whether a cell in quotes is open at the end of a line: a quotation mark opens one only where a cell begins.

    Within a cell it is a sign like others, as in `5" wide`: so DuckDB reads it, too.
    """

    def __init__(self, delimiters: str) -> None:
        before = rf"[\r\n{re.escape(delimiters)}]"
        begins = rf'((?:^|{before})\x20*)"'
        self._whole, self._begins = re.compile(begins + _REST_OF_CELL), re.compile(begins)
        in_a_line = _REST_OF_CELL.replace('[^"]', r'[^"\n]')
        self._closed = re.compile(rf'(?:[^"\n]*+(?:(?<={before})"{in_a_line}[^"\n]*+)*+\n)*+')

    def are_closed(self, lines: str) -> bool:
        """Whether no cell is open behind any of some lines. It is soon found, and not of lines with quotation marks within cells."""
        return self._closed.fullmatch(f"\n{lines}\n") is not None

    def leave_open(self, line: str, *, is_open: bool) -> bool:
        """Return whether a cell is open behind a line, where one `is_open` before it or not."""
        if '"' not in line or (not is_open and self.are_closed(line)):
            return is_open
        if is_open:
            end = _END_OF_CELL.match(line)
            if end is None:
                return True
            line = "." + line[end.end() :]
        return self._begins.search(self._whole.sub(r"\1.", line)) is not None


def _records(lines: Iterable[str], quotes: _Quotes) -> Iterator[str]:
    """Yield the records of some lines: more than one line where a cell in quotes goes over it."""
    record, count, is_open = "", 0, False
    for line in lines:
        record, count = record + line, count + 1
        is_open = quotes.leave_open(line, is_open=is_open)
        if not is_open or count > _LONGEST_CELL:
            yield record
            record, count, is_open = "", 0, False
    if record:
        yield record


def _cells(record: str, delimiter: str) -> list[str]:
    with suppress(csv.Error):  # a cell is too long for it
        return next(csv.reader([record.strip("\r\n")], delimiter=delimiter, skipinitialspace=True), [])
    return re.sub(r'"[^"]*"', "", record).split(delimiter)


def lines_with_more_cells(path: Path, heads: Heads) -> Iterator[int]:
    """Yield the numbers of the lines, from 1, in which a row begins that has more cells than there are heads."""
    many = len(heads.said)
    with path.open(encoding="utf-8-sig", errors="replace", newline=None) as file:
        at = 1
        for number, record in enumerate(_records(file, _Quotes(heads.delimiter)), 1):
            if number > heads.record and record.count(heads.delimiter) >= many:
                more = _cells(record, heads.delimiter)[many : many + MORE]
                if "".join(more).strip():
                    yield at
            at += record.count("\n")


def fault_of_json(path: Path, name: str) -> CxmapError | None:
    """Say which line of a file in UTF-8 is the first that holds no JSON object, or one with an empty key, or that none says anything; None where neither is so."""
    says_anything = False
    with path.open(encoding="utf-8-sig", newline="\n") as file:
        for number, line in enumerate(file, 1):
            found = _object_in(line) if line.strip() else {}
            if found is None:
                return CxmapError(
                    Words(f"{name}: line {number} is no JSON object", f"{name}：第 {number} 行不是 JSON 对象"),
                    Words('each line is an object by itself: {"score": 5}', '每行各为一个 JSON 对象：{"score": 5}'),
                )
            if "" in found:
                return CxmapError(
                    Words(f"{name}: line {number} has a key that is empty", f"{name}：第 {number} 行有一个空的键名"),
                    Words("name it, or leave it out of the file", "请为它命名，或从文件中去掉它"),
                )
            says_anything |= bool(found)
    return None if says_anything else is_empty(name)


def _object_in(line: str) -> dict[str, Any] | None:
    """Return the object that a line holds, an empty one for `null`; None where the embedded engine finds none there."""
    try:
        value = json.loads(line)
        json.dumps(value, ensure_ascii=False).encode()  # half of a surrogate pair is no sign
    except (ValueError, RecursionError):
        return None
    return value if isinstance(value, dict) else {} if value is None else None


def is_empty(name: str) -> CxmapError:
    """Say that nothing is in a file."""
    return CxmapError(Words(f"{name} is empty", f"{name} 是空的"))


def has_lines_in_quotes(path: Path, delimiter: str, name: str) -> bool:
    """Whether a cell of a text file goes over a line: DuckDB then reads short rows only one after the other.

    Raises:
        CxmapError: a quotation mark is never closed, or only far below: what follows would silently be one cell.
    """
    quotes, opened, found, number = _Quotes(delimiter), 0, False, 0
    with path.open("rb") as file:
        while lines := file.readlines(_CHUNK):
            # Quotation marks and what stands between columns are the same bytes in Latin-1, as which every line can be read.
            if not opened and quotes.are_closed(b"".join(lines).decode("latin-1")):
                number += len(lines)
                continue
            for number, line in enumerate(lines, number + 1):  # noqa: B020  counted on from those before
                if not quotes.leave_open(line.decode("latin-1"), is_open=opened > 0):
                    opened = 0
                elif not opened:
                    opened = number
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
