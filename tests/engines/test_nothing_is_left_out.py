"""Every function that has SQL in it is run by what the suite asks, and every database that is offered answers it."""

from __future__ import annotations

import ast
import re
import sys
from typing import TYPE_CHECKING, Any

from cxmap.data.connections import SCHEMES
from cxmap.data.reader import Reader
from cxmap.model.data import Data
from tests.engines.questions import ask, ask_of_files
from tests.engines.stores import STORES, in_files, place_in
from tests.helpers import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PACKAGE = ROOT / "cxmap"
CONNECTIONS = PACKAGE / "data" / "connections"
_SQL = re.compile(r"\b(?:SELECT|INSERT|CREATE|ALTER|DROP|DESCRIBE|CASE|FROM|WHERE|GROUP BY|ORDER BY|UNION|BETWEEN) ")


def functions_with_sql(content: str) -> set[str]:
    """Return the functions of a module in whose texts SQL stands, their documentation apart, as `Class.method`."""
    return {name for name, text in _texts(ast.parse(content), "", is_function=False) if _SQL.search(text)}


def _texts(node: ast.AST, name: str, *, is_function: bool) -> Iterator[tuple[str, str]]:
    """Yield the texts in functions under a node, with the names of these as `co_qualname` has them."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.FunctionDef | ast.ClassDef):
            inner = f"{name}{'.<locals>' if is_function else ''}.{child.name}".removeprefix(".")
            yield from _texts(child, inner, is_function=isinstance(child, ast.FunctionDef))
        elif isinstance(child, ast.Constant):
            if is_function and isinstance(child.value, str):
                yield name, child.value
        elif not (isinstance(child, ast.Expr) and isinstance(child.value, ast.Constant)):
            yield from _texts(child, name, is_function=is_function)


def run_by_the_questions(folder: Path) -> set[tuple[str, str]]:
    """Return the functions, by file and name, that run while the embedded engine and a database are asked everything."""
    found: set[tuple[str, str]] = set()

    def note(frame: Any, event: str, _: object) -> None:
        if event == "call":
            found.add((frame.f_code.co_filename, frame.f_code.co_qualname))

    in_files(folder)
    with STORES["sqlite"](folder) as url:
        data = Data.model_validate({"connections": {"it": url}})
        sys.setprofile(note)
        try:
            with Reader(data, folder) as reader:
                ask(reader, lambda table: {"files": f"{table}.parquet"})
                ask_of_files(reader)
                ask(reader, place_in("sqlite"))
        finally:
            sys.setprofile(None)
    return found


def test_every_function_with_sql_is_run(tmp_path: Path) -> None:
    """What this names has no question in `questions`: add one."""
    run = run_by_the_questions(tmp_path)
    left_out = [
        f"{path.relative_to(ROOT)}: {name}"
        for path in sorted(PACKAGE.rglob("*.py"))
        if path.parent != CONNECTIONS  # these are databases: see below
        for name in sorted(functions_with_sql(path.read_text(encoding="utf-8")))
        if (str(path), name) not in run
    ]
    assert left_out == []


def test_every_database_that_is_offered_is_run() -> None:
    run = {"chdb" if engine == "clickhouse" else engine for engine in STORES} | {
        "sc"
    }  # Spark is run by both of its URLs
    assert set(SCHEMES) - run == {"mysql"}, "MariaDB stands in for it"


def test_sql_is_recognised() -> None:
    """Else nothing would be looked for."""
    found = functions_with_sql(
        'class A:\n    """SELECT is no text of ours."""\n    def b(self, x):\n        """SELECT neither."""\n'
        '        def c():\n            return f"{x} FROM t"\n        return c\n\ndef d():\n    return "select"\n'
        'def e():\n    return ["SELECT " + "1"]\n'
    )
    assert found == {"A.b.<locals>.c", "e"}
