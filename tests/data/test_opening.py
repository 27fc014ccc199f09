"""The embedded engine: opened early or not, and where it is not installed."""

from __future__ import annotations

import sys
from types import ModuleType
from typing import Any

import duckdb
import pytest

from cxmap.data import opening
from cxmap.data.engine import DuckDB
from cxmap.data.opening import engine_module, open_early
from cxmap.diagnostics import CxmapError


def test_opened_early_it_is_the_first_that_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[Any] = []
    once = opening._open

    def noting() -> Any:
        opened.append(once())
        return opened[-1]

    monkeypatch.setattr(opening, "_open", noting)
    open_early()
    with DuckDB() as first, DuckDB() as second:
        assert [first._connection, second._connection] == opened
        for engine in (first, second):
            assert engine.rows("SELECT current_setting('TimeZone'), current_setting('autoload_known_extensions')") == [
                ("UTC", False)
            ]


def test_what_goes_wrong_early_is_told_when_it_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails() -> None:
        raise ImportError

    with monkeypatch.context() as patched:
        patched.setattr(opening, "_open", fails)
        open_early()
        with pytest.raises(CxmapError, match="reading data needs DuckDB") as error:
            DuckDB()
    assert error.value.help is not None
    assert 'pip install "cxmap[data]"' in error.value.help.en
    with DuckDB() as engine:
        assert engine.rows("SELECT 1") == [(1,)]


def test_where_it_is_not_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("_duckdb", "duckdb"):
        monkeypatch.setitem(sys.modules, name, None)
    with pytest.raises(ImportError):
        engine_module()
    with pytest.raises(CxmapError, match="reading data needs DuckDB"):
        DuckDB()


def test_another_layout_of_its_package(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "_duckdb", ModuleType("_duckdb"))
    assert engine_module() is duckdb
