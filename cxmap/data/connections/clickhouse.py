"""ClickHouse, embedded: a folder of its own, read through chdb."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from cxmap.data.connections.remote import Remote, driver
from cxmap.data.dialects import CLICKHOUSE

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from cxmap.data.connections.address import Address
    from cxmap.data.dialects import Kind

_SESSION = (
    "SET session_timezone = 'UTC'",
    "SET prefer_column_name_to_alias = 1",  # else a column called as one of our heads would be taken for that head
    "SET output_format_json_quote_64bit_integers = 0",
    "SET readonly = 1",  # from here on nothing is written, no setting changed, no other file or host read
)
_WRAPPED = re.compile(r"(?:Nullable|LowCardinality)\((.*)\)")


class ClickHouse(Remote):
    """A folder that chdb wrote. A process has one at a time: chdb keeps no two apart."""

    dialect = CLICKHOUSE
    _errors = (RuntimeError,)

    def __init__(self, address: Address, root: Path) -> None:
        super().__init__(address)
        chdb = driver("chdb.session", "clickhouse", address)
        address.check_options(())
        path = address.file(root)
        with self._saying():
            self._session = chdb.Session(str(path.resolve()))
            for statement in _SESSION:
                self._session.query(statement)

    def close(self) -> None:
        """Let go of the folder."""
        self._session.close()

    def _kinds(self, statement: str) -> Iterator[tuple[str, Kind]]:
        said = self._session.query(statement, "JSONCompactEachRowWithNamesAndTypes").bytes().splitlines()
        for name, written in zip(json.loads(said[0]), json.loads(said[1]), strict=True):
            yield name, _kind(written)

    def _stream(self, statement: str) -> Iterator[tuple[Any, ...]]:
        begun = b""
        for piece in self._session.send_query(statement, "JSONCompactEachRow"):
            *lines, begun = (begun + piece.bytes()).split(b"\n")
            for line in lines:
                yield tuple(json.loads(line.decode("utf-8", "replace")))
        if begun.strip():
            yield tuple(json.loads(begun.decode("utf-8", "replace")))


def _kind(written: str) -> Kind:
    while wrapped := _WRAPPED.fullmatch(written):
        written = wrapped[1]
    if written.startswith("Date"):
        return "time"
    if written.startswith(("Int", "UInt", "Float", "Decimal", "BFloat")):
        return "number"
    return "text" if written.startswith(("String", "FixedString")) else "other"
