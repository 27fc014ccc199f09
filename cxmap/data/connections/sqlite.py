"""SQLite, through the standard library."""

from __future__ import annotations

import math
import sqlite3
from hashlib import md5
from typing import TYPE_CHECKING, Any

from cxmap.data.connections.remote import CHUNK, Remote
from cxmap.data.dialects import SQLITE

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from cxmap.data.connections.address import Address
    from cxmap.data.dialects import Kind


class SQLite(Remote):
    """A file, opened so that nothing can be written to it. A column of SQLite holds anything, so no kinds are known."""

    dialect = SQLITE
    _errors = (sqlite3.Error,)

    def __init__(self, address: Address, root: Path) -> None:
        super().__init__(address)
        address.check_options(())
        path = address.file(root)
        with self._saying():
            self._connection = sqlite3.connect(
                f"{path.resolve().as_uri()}?mode=ro", uri=True, isolation_level=None, check_same_thread=False
            )
            self._connection.text_factory = _text
            self._connection.execute("PRAGMA query_only = 1")
            self._connection.execute("SELECT count(*) FROM sqlite_master")
        self._connection.create_function("md5_of", 1, _digest, deterministic=True)
        self._connection.create_aggregate("joined_in_order", 2, _Joined)  # type: ignore[arg-type]
        try:
            self._connection.execute("SELECT ln(1), floor(1)")
        except sqlite3.OperationalError:  # a library without its mathematical functions
            self._connection.create_function("ln", 1, math.log, deterministic=True)
            self._connection.create_function("floor", 1, math.floor, deterministic=True)

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    def _kinds(self, statement: str) -> Iterator[tuple[str, Kind]]:
        for name, *_ in self._connection.execute(statement).description:
            yield name, "other"

    def _stream(self, statement: str) -> Iterator[tuple[Any, ...]]:
        cursor = self._connection.execute(statement)
        while rows := cursor.fetchmany(CHUNK):
            yield from rows


def _text(written: bytes) -> str:
    """Read a text; bytes that are no UTF-8 become `\\xe9`, so that names that differ stay apart."""
    return written.decode("utf-8", "backslashreplace")


def _digest(text: bytes | None) -> str | None:
    return md5(text, usedforsecurity=False).hexdigest() if text is not None else None


class _Joined:
    """The texts of a group in an order, with U+001F between them: an aggregate of texts, in bytes, and their places."""

    def __init__(self) -> None:
        self._placed: list[tuple[int, bytes]] = []

    def step(self, text: bytes, place: int) -> None:
        self._placed.append((place, text))

    def finalize(self) -> str:
        return "\x1f".join(_text(text) for _, text in sorted(self._placed))
