"""The examples' own data, measured as anyone would: from their files, or from tables that hold the same rows."""

from __future__ import annotations

import json
import shutil
from functools import cache
from typing import TYPE_CHECKING, Any

import yaml

from cxmap.cli.app import run
from cxmap.data.dialects import DUCKDB
from cxmap.data.reader import Reader
from cxmap.workspace import open_workspace
from tests.engines.rows import Kind, Rows
from tests.helpers import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from cxmap.data.engine import Table
    from cxmap.model.data import Source

EXAMPLES = ROOT / "examples"
_MAPS = ("home-loan", "hot-pot")
_OTHER_MAPS = ("online-shop",)
"""Maps that sources are about as well; they are not measured."""
_TIMES = ("time", "opened", "closed")
_ORDER = "row of the file"
"""The column of a table that says where in its file an event stood."""


@cache
def example_tables() -> list[Rows]:
    """Return what the examples' files hold, a table each, in the types that a database would have."""
    workspace = open_workspace(EXAMPLES)
    assert workspace.file.data is not None
    with Reader(workspace.file.data, EXAMPLES) as reader:
        return [_rows(reader, source, table) for source in workspace.sources for table in reader.tables(source, [])]


def _rows(reader: Reader, source: Source, table: Table) -> Rows:
    times = {value for name, value in vars(source.columns).items() if name in _TIMES and value}
    columns: dict[str, Kind] = {}
    shown = []
    for column in table.kinds:
        # Trimmed: DuckDB 2.0 hands a plain try_cast to its reader of CSV, which then refuses what cannot be cast.
        said = f"trim({DUCKDB.name_of(column)})"
        ((whole,),) = reader.local.rows(f"SELECT count({said}) = count(try_cast({said} AS BIGINT)) FROM {table.rows}")
        columns[column] = "time" if column in times else "whole" if whole else "text"
        type_ = "TIMESTAMP" if column in times else "BIGINT"
        shown.append(DUCKDB.name_of(column) if columns[column] == "text" else f"try_cast({said} AS {type_})")
    rows = reader.local.rows(f"SELECT {', '.join(shown)} FROM {table.rows}")
    numbered = [(*row, number) for number, row in enumerate(rows)]
    return Rows(source.id.replace("-", "_"), {**columns, _ORDER: "whole"}, numbered)


def measured(folder: Path, place: Callable[[str], dict[str, Any]] | None = None, url: str = "") -> dict[str, Any]:
    """Return the files that `cxmap measure` writes, by the name of the map, less what says where the rows came from.

    Without `place` they come from the examples' files, else from tables of a database.
    """
    workspace = yaml.safe_load((EXAMPLES / "cxmap.yaml").read_text(encoding="utf-8"))
    shutil.rmtree(folder / "maps", ignore_errors=True)
    (folder / "maps").mkdir()
    for name in (*_MAPS, *_OTHER_MAPS):
        shutil.copy(EXAMPLES / "maps" / f"{name}.yaml", folder / "maps")
    if place is None:
        shutil.copytree(EXAMPLES / "data", folder / "data", dirs_exist_ok=True)
    else:
        workspace["data"]["connections"] = {"it": url}
        for kind in ("feedback", "complaints", "events"):
            for source in workspace["data"][kind]:
                for told_of_files in ("files", "encoding", "skip"):
                    source.pop(told_of_files, None)
                source.update(place(source["id"].replace("-", "_")))
                if kind == "events":
                    source["columns"]["order"] = _ORDER
    (folder / "cxmap.yaml").write_text(yaml.safe_dump(workspace, allow_unicode=True), encoding="utf-8")
    assert run(["measure", *(str(folder / "maps" / f"{name}.yaml") for name in _MAPS)]) == 0
    files = sorted((folder / "maps").glob("*.measures.json"))
    found = {file.name: json.loads(file.read_text(encoding="utf-8")) for file in files}
    for one in found.values():
        for source in (*one["sources"], *one.get("logs", ())):
            del source["files"]
            source.pop("settings", None)  # they say where rows are, too
    return found
