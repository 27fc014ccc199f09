"""Opens the embedded engine, early if asked: it takes as long to open as everything else that a small file needs."""

from __future__ import annotations

from contextlib import suppress
from importlib import import_module
from threading import Thread
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_SETTINGS: dict[str, str | bool | int | float | list[str]] = {
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
}
"""Nothing is fetched at run time."""


def open_engine() -> DuckDBPyConnection:
    """Return a new connection to DuckDB in memory. Times are those of UTC, whatever the machine.

    Raises:
        ImportError: the extra is not installed.
    """
    early = _Opening.first
    _Opening.first = None
    opened = early.wait() if early is not None else None
    return opened if opened is not None else _open()


def open_early() -> None:
    """Begin to open what `open_engine` returns first, on a thread of its own; a failure is found again, and told, there."""
    _Opening.first = _Opening(name="opening DuckDB")
    _Opening.first.start()


class _Opening(Thread):
    first: _Opening | None = None
    opened: DuckDBPyConnection | None = None

    def run(self) -> None:
        try:
            self.opened = _open()
        except Exception:  # who asks for the engine opens it again, and tells what is wrong
            return

    def wait(self) -> DuckDBPyConnection | None:
        self.join()
        return self.opened


def _open() -> DuckDBPyConnection:
    connection: DuckDBPyConnection = engine_module().connect(":memory:", config=_SETTINGS)
    connection.execute("SET GLOBAL TimeZone = 'UTC'")
    return connection


def engine_module() -> Any:
    """Return DuckDB's module: its core, where it can be imported alone.

    The package around it takes three times as long to import, for ways to ask (relations, pandas) that are not used here.

    Raises:
        ImportError: the extra is not installed.
    """
    for name in ("_duckdb", "duckdb"):
        with suppress(ImportError):
            module = import_module(name)
            if hasattr(module, "connect"):
                return module
    raise ImportError("duckdb")
