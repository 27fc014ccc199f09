"""What databases that are not embedded have in common: rows of a source, errors in their words, drivers that may be absent."""

from __future__ import annotations

import re
from abc import abstractmethod
from contextlib import contextmanager
from importlib import import_module
from typing import TYPE_CHECKING, Any

from cxmap.data.engine import Engine
from cxmap.data.provenance import Digest
from cxmap.diagnostics import CxmapError
from cxmap.language import Words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxmap.data.connections.address import Address
    from cxmap.data.dialects import Kind
    from cxmap.model.data import Source

_NAME_PART = re.compile(r'"((?:[^"]|"")+)"|([^."]+)')
CHUNK = 10_000
"""Rows that are fetched at a time."""


class Remote(Engine):
    """A database that a URL names. `_errors` are what its driver raises; `came` is the digest of all that it answered."""

    _errors: tuple[type[BaseException], ...] = ()

    def __init__(self, address: Address) -> None:
        self._address = address
        self.came = Digest()

    def rows_of(self, source: Source) -> str:
        """Return the rows of a source, to stand after FROM and before an alias: its table, or its query in brackets.

        Raises:
            CxmapError: the source names neither.
        """
        if source.query is not None:
            return f"({source.query.strip().rstrip(';')}\n)"
        if source.table is None:
            raise CxmapError(
                Words(f"data `{source.id}` names no table", f"数据 `{source.id}` 没有指明表"),
                Words("name a `table` or a `query`", "请写 `table` 或 `query`"),
            )
        parts = [(quoted or "").replace('""', '"') or plain for quoted, plain in _NAME_PART.findall(source.table)]
        return ".".join(map(self.dialect.name_of, parts))

    def kinds(self, rows: str) -> dict[str, Kind]:
        """Return what the columns of some rows hold."""
        with self._saying():
            return dict(self._kinds(f"SELECT * FROM {rows} AS answers LIMIT 0"))  # noqa: S608  names are quoted

    def stream(self, statement: str) -> Iterator[tuple[Any, ...]]:
        """Yield what a statement answers, some rows at a time; bytes are texts."""
        with self._saying():
            yield from self.came.over(map(_in_text, self._stream(statement)))

    @abstractmethod
    def _kinds(self, statement: str) -> Iterator[tuple[str, Kind]]:
        """Yield the names of a statement's columns, and what they hold."""

    @abstractmethod
    def _stream(self, statement: str) -> Iterator[tuple[Any, ...]]:
        """Yield what a statement answers."""

    @contextmanager
    def _saying(self) -> Iterator[None]:
        """Turn what the driver raises into words for the user, in which no password stands."""
        try:
            yield
        except self._errors as error:
            raise self._address.refusing(error) from None


def _in_text(row: tuple[Any, ...]) -> tuple[Any, ...]:
    return tuple([cell.decode("utf-8", "replace") if isinstance(cell, bytes) else cell for cell in row])


def driver(module: str, extra: str, address: Address) -> Any:
    """Return the driver of a database, which an extra brings along.

    Raises:
        CxmapError: the extra is not installed.
    """
    try:
        return import_module(module)
    except ImportError:
        raise address.wrong(
            f"{address.scheme}:// needs an extra",
            f"{address.scheme}:// 需要安装扩展",
            Words(f'pip install "cxmap[{extra}]"', f'pip install "cxmap[{extra}]"'),
        ) from None
