"""Reads event logs in XES (IEEE 1849): XML, plain or compressed, a piece at a time.

A document type is refused, and with it every entity of one's own: no text grows, and nothing else is read.
"""

from __future__ import annotations

import codecs
import gzip
import re
import zlib
from itertools import chain, count
from typing import TYPE_CHECKING, Any
from xml.parsers.expat import ExpatError, ParserCreate

from cxmap.data.engine import name_of
from cxmap.diagnostics import CxmapError
from cxmap.language import Words

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from cxmap.data.engine import DuckDB

CASE = "case:"
"""Stands before the names of what is said of a whole case."""
_CHUNK, _ROWS, _MOST_COLUMNS, _DEEPEST = 1 << 20, 10_000, 500, 200
_DECLARED = re.compile(rb"""<\?xml[^>]*?\sencoding\s*=\s*["']([\w.:-]+)""")
_KNOWN_TO_EXPAT = frozenset({"utf-8", "utf-16", "iso8859-1", "ascii"})
_VALUES = frozenset({"string", "date", "int", "float", "boolean", "id"})


class _Log:
    """Gathers the events of a log as they are read: what each says, and what its case says."""

    def __init__(self, path: Path, encoding: str | None) -> None:
        self.path = path
        self.events: list[dict[str, str]] = []
        self.columns: dict[str, None] = {}
        self._names: dict[str, str] = {}
        self._taken: set[str] = set()
        self._case: dict[str, str] = {}
        self._event: dict[str, str] | None = None
        self._open: list[str] = []
        parser = ParserCreate(encoding)
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.StartDoctypeDeclHandler = self._doctype
        self.feed = parser.Parse

    def _doctype(self, *_: object) -> None:
        raise CxmapError(
            Words(
                f"{self.path.name} has a document type, which no event log needs; it may harm who opens it",
                f"{self.path.name} 含有文档类型声明，事件日志不需要它，且可能有害",
            ),
            Words("take `<!DOCTYPE …>` out", "请去掉 `<!DOCTYPE …>`"),
        )

    def _start(self, name: str, given: dict[str, str]) -> None:
        name = name.rpartition(":")[2]
        if not self._open and name != "log":
            raise _no_log(self.path, f"<{name}>")
        if len(self._open) > _DEEPEST:
            raise _no_log(self.path, "…")
        if name == "event":
            self._event = {}
        elif name in _VALUES and self._open[-1:] == ["event"] and self._event is not None:
            self._say(self._event, "", given)
        elif name in _VALUES and self._open[-1:] == ["trace"]:
            self._say(self._case, CASE, given)
        self._open.append(name)

    def _say(self, of: dict[str, str], before: str, given: dict[str, str]) -> None:
        """Keep an attribute that has a name, in a column of its own: no two columns differ in capital letters alone."""
        if not given.get("key", "").strip():
            return
        key = before + given["key"]
        if key not in self._names:
            if len(self._names) == _MOST_COLUMNS:
                raise CxmapError(
                    Words(
                        f"{self.path.name} has more than {_MOST_COLUMNS} attributes",
                        f"{self.path.name} 的属性超过 {_MOST_COLUMNS} 个",
                    )
                )
            names = chain([key], (f"{key} ({number})" for number in count(2)))
            self._names[key] = next(name for name in names if name.casefold() not in self._taken)
            self._taken.add(self._names[key].casefold())
        of[self._names[key]] = given.get("value", "")

    def _end(self, name: str) -> None:
        self._open.pop()
        name = name.rpartition(":")[2]
        if name == "trace":
            self._case = {}  # what comes behind it is of no case
        elif name == "event" and self._event is not None:
            row = {**self._case, **self._event}
            self.columns.update(dict.fromkeys(row))
            self.events.append(row)
            self._event = None


def load_xes(engine: DuckDB, table: str, path: Path, encoding: str | None = None) -> None:
    """Make a table of the events of a log, a column an attribute; those of a case have `CASE` before their names.

    Attributes without a name are left out; of those that differ in capital letters alone, all but the first get a number:
    `Cost`, `cost (2)`. `encoding` stands above what the file declares.

    Raises:
        CxmapError: the file is no XES, has a document type, or is in another encoding than is said.
    """
    made: list[str] = []
    for events, columns in _pieces(path, encoding):
        for column in columns[len(made) :]:
            if not made:
                engine.rows(f"CREATE OR REPLACE TABLE {name_of(table)} ({name_of(column)} VARCHAR)")
            else:
                engine.rows(f"ALTER TABLE {name_of(table)} ADD COLUMN {name_of(column)} VARCHAR")
            made.append(column)
        if made:
            engine.append(table, made, ([event.get(column) for column in made] for event in events))
    if not made:
        raise CxmapError(Words(f"{path.name} holds no event", f"{path.name} 没有事件"))


def _pieces(path: Path, encoding: str | None) -> Iterator[tuple[list[dict[str, str]], list[str]]]:
    """Yield events, some at a time, with the names of all attributes so far."""
    try:
        with gzip.open(path) if path.suffix.lower() == ".gz" else path.open("rb") as file:
            first = file.read(_CHUNK)
            decoder = _decoder(path, first, encoding)
            log = _Log(path, None if decoder is None else "utf-8")
            for chunk in chain([first] if first else [], iter(lambda: file.read(_CHUNK), b""), [b""]):
                log.feed(chunk if decoder is None else decoder.decode(chunk, not chunk).encode(), not chunk)
                if len(log.events) >= _ROWS or (log.events and not chunk):
                    yield log.events, list(log.columns)
                    log.events = []
    except ExpatError as error:
        raise _no_log(path, f"line {error.lineno}") from None
    except (ValueError, LookupError):  # Expat asks Python for an encoding that it does not know itself
        raise CxmapError(
            Words(f"{path.name} is in another encoding than it says", f"{path.name} 的实际编码与声明不符，或不受支持"),
            Words("save it as UTF-8", "请另存为 UTF-8"),
        ) from None
    except (EOFError, gzip.BadGzipFile, zlib.error) as error:
        raise CxmapError(Words(f"{path.name} is damaged: {error}", f"{path.name} 已损坏：{error}")) from None


def _decoder(path: Path, first: bytes, encoding: str | None) -> codecs.IncrementalDecoder | None:
    """Return what decodes a log whose encoding is given, or declared and not known to Expat; None where Expat can do it.

    Raises:
        CxmapError: there is no such encoding.
    """
    declared = _DECLARED.match(first)
    name = encoding or (declared[1].decode("ascii", "replace") if declared else "utf-8")
    try:
        b"<>".decode(name, "ignore")  # refuses what is no encoding of texts, such as hex
        codec = codecs.lookup(name)
    except (LookupError, ValueError):
        raise CxmapError(
            Words(f"{path.name}: there is no encoding `{name}`", f"{path.name}：没有编码 `{name}`"),
            Words("save it as UTF-8", "请另存为 UTF-8"),
        ) from None
    if encoding is None and codec.name in _KNOWN_TO_EXPAT:
        return None
    if codec.incrementaldecoder is None:
        raise LookupError(name)
    return codec.incrementaldecoder("strict")


def _no_log(path: Path, where: Any) -> CxmapError:
    return CxmapError(
        Words(f"{path.name} is no event log in XES ({where})", f"{path.name} 不是 XES 事件日志（{where}）")
    )
