"""The examples' data, in every kind of file that is read: what is measured does not depend on the kind."""

from __future__ import annotations

import csv
import json
import re
from io import StringIO
from pathlib import Path
from shutil import copytree
from typing import TYPE_CHECKING, Any

import duckdb
import pytest
import xlsxwriter
from typer.testing import CliRunner

from cxmap.cli.app import app

if TYPE_CHECKING:
    from collections.abc import Callable

EXAMPLES = Path(__file__).parents[2] / "examples"
DATA = sorted(path.name for path in (EXAMPLES / "data").iterdir())


def rows_of(path: Path) -> list[list[str]]:
    """Return a file's rows, without what stands above the heads."""
    content = path.read_bytes()
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("gb18030")
    rows = list(csv.reader(StringIO(text), delimiter="\t" if path.suffix == ".tsv" else ","))
    return rows[1:] if path.name == "home-loan-survey.csv" else rows


def as_parquet(rows: list[list[str]], target: Path) -> None:
    """Columns of the types that DuckDB finds: times and numbers are no texts here."""
    source = target.with_suffix(".of.csv")
    as_tabs(rows, source)
    with duckdb.connect() as connection:
        connection.execute(f"COPY (FROM read_csv('{source}', header = true, delim = '\t')) TO '{target}'")
    source.unlink()


def as_json_lines(rows: list[list[str]], target: Path) -> None:
    heads, *others = rows
    lines = (json.dumps(dict(zip(heads, row, strict=True)), ensure_ascii=False) for row in others)
    target.write_text("\n".join(lines) + "\n", encoding="utf-8")


def as_workbook(rows: list[list[str]], target: Path) -> None:
    with xlsxwriter.Workbook(str(target)) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)


def as_tabs(rows: list[list[str]], target: Path) -> None:
    with target.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, delimiter="\t").writerows(rows)


def as_utf_16(rows: list[list[str]], target: Path) -> None:
    """As Excel saves "Unicode text"."""
    as_tabs(rows, target)
    target.write_bytes(target.read_text(encoding="utf-8").encode("utf-16"))


KINDS: dict[str, Callable[[list[list[str]], Path], None]] = {
    "parquet": as_parquet, "jsonl": as_json_lines, "xlsx": as_workbook, "tsv": as_tabs, "txt": as_utf_16,
}  # fmt: skip


def measured(folder: Path) -> Any:
    done = CliRunner().invoke(app, ["measure", str(folder), "--dry-run", "--format", "json"])
    assert done.exit_code == 0, done.output
    return without_files(json.loads(done.stdout))


def without_files(value: Any) -> Any:
    """Leave out what tells the files: their names and hashes, and how they are read."""
    if isinstance(value, dict):
        return {key: without_files(one) for key, one in value.items() if key not in ("files", "settings")}
    return [without_files(one) for one in value] if isinstance(value, list) else value


@pytest.fixture(scope="module")
def expected() -> Any:
    return measured(EXAMPLES)


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_is_measured(kind: str, tmp_path: Path, expected: Any) -> None:
    folder = copytree(
        EXAMPLES, tmp_path / "examples", ignore=lambda _, names: [one for one in names if one == "pictures"]
    )
    text = (folder / "cxmap.yaml").read_text(encoding="utf-8")
    for name in DATA:
        path = folder / "data" / name
        rows = rows_of(path)
        path.unlink()
        KINDS[kind](rows, path.with_suffix(f".{kind}"))
        assert f"data/{name}" in text
        text = text.replace(f"data/{name}", f"data/{Path(name).stem}.{kind}")
    if kind == "txt":
        text = re.sub(
            r"(data/[\w-]+\.txt)(,?)",
            lambda at: at[1] + (", " if at[2] else "\n      ") + "encoding: utf-16" + at[2],
            text,
        )
    text = "".join(
        line for line in text.splitlines(keepends=True) if line.strip() not in ("encoding: gb18030", "skip: 1")
    )
    (folder / "cxmap.yaml").write_text(text, encoding="utf-8")
    assert measured(folder) == expected


def test_the_examples_have_every_kind_of_data(expected: Any) -> None:
    """Else the test above would compare nothing."""
    told = {key for one in expected["maps"] for key, value in one.items() if value}
    assert {"figures", "complaints", "drivers", "forecasts", "texts", "flows", "predictions"} <= told
