"""Makes records that stand in no file, with the defaults that a file's have.

The validator is not needed for what the program itself says, and to import it takes longer than to read a small log.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from cxmap.model import _compiled

if TYPE_CHECKING:
    from cxmap.model.data import Data, EventColumns, EventSource


def no_data() -> Data:
    """Return the `data` of a workspace that says nothing of it."""
    return _made("Data")  # type: ignore[no-any-return]


def event_columns(case: str, event: str, time: str) -> EventColumns:
    """Return the columns of an event log."""
    return _made("EventColumns", case=case, event=event, time=time)  # type: ignore[no-any-return]


def event_source(
    name: str, pattern: str, columns: EventColumns, *, encoding: str | None, time_format: str | None
) -> EventSource:
    """Return the source of the files that a pattern means; it may be called what no id can be."""
    return _made(  # type: ignore[no-any-return]
        "EventSource", id=name, files=(pattern,), columns=columns, encoding=encoding, time_format=time_format
    )


def _made(model: str, **values: Any) -> Any:
    """Return a record of a model of the workspace; `values` are right, and none that is needed is left out."""
    fields = _models()[model]
    defaults = {name: field["schema"]["default"] for name, field in fields.items() if name not in values}
    made = object.__new__(getattr(_compiled, model))
    made.__dict__.update({name: values[name] if name in values else defaults[name] for name in fields})
    return made


@cache
def _models() -> dict[str, dict[str, Any]]:
    """Return the fields of each model that a workspace is made of, by its name."""
    found: dict[str, dict[str, Any]] = {}
    waiting: list[Any] = [_compiled.WORKSPACE]
    while waiting:
        node = waiting.pop()
        if isinstance(node, dict):
            if node.get("type") == "model":
                found[node["cls"].__name__] = node["schema"]["fields"]
            waiting += node.values()
        elif isinstance(node, list):
            waiting += node
    return found
