"""Compiles the pydantic models to `_compiled.py`: `python -m cxmap.model.compiler` writes it, a test proves it fresh.

The result holds the core schemas of maps, workspaces and policies as Python literals. Only `pydantic_core` is needed
to run them; what they accept and refuse is, by construction, what the models accept and refuse.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from cxmap.model import forms
from cxmap.model.journey import JourneyMap
from cxmap.model.policy import PolicyFile
from cxmap.model.workspace import WorkspaceFile

if TYPE_CHECKING:
    from pydantic import BaseModel

_DROPPED = {"metadata", "serialization", "serialization_alias", "custom_init", "root_model", "computed_fields"}
_WORTH_A_NAME = 30  # characters of source
_HEADER = '''"""Generated from the models by `python -m cxmap.model.compiler`. Do not edit."""

# fmt: off
# ruff: noqa
# mypy: ignore-errors

from cxmap.model import forms
from cxmap.model.record import record

'''


class _Literal(str):
    """Python source that stands for itself in a literal."""

    __slots__ = ()

    def __repr__(self) -> str:
        return str(self)


def _compile(node: Any, classes: set[str]) -> Any:
    """Return the node as data that `repr` writes as Python source, collecting the record classes it needs."""
    if isinstance(node, dict):
        compiled: dict[str, Any] = {}
        for key, value in node.items():
            if key in _DROPPED:
                continue
            if key == "cls":
                classes.add(value.__name__)
                compiled[key] = _Literal(value.__name__)
            elif key == "config":
                compiled[key] = {
                    name: value[name] for name in ("extra_fields_behavior", "allow_inf_nan") if name in value
                }
            elif key in {"ref", "schema_ref"}:
                compiled[key] = value.split(":")[0].rsplit(".", 1)[-1]
            elif callable(value):
                if getattr(forms, value.__name__) is not value:
                    raise ValueError(f"{value} must be a public function of cxmap.model.forms")
                compiled[key] = _Literal(f"forms.{value.__name__}")
            else:
                compiled[key] = _compile(value, classes)
        return compiled
    if isinstance(node, list | tuple):
        return type(node)(_compile(item, classes) for item in node)
    return node


def _share(node: Any, shared: dict[str, str]) -> str:
    """Write a node as source; parts that are worth it get a name, so that what occurs often is built once."""
    if isinstance(node, dict):
        source = "{" + ", ".join(f"{key!r}: {_share(value, shared)}" for key, value in node.items()) + "}"
    elif isinstance(node, list | tuple):
        items = [_share(item, shared) for item in node]
        source = f"[{', '.join(items)}]" if isinstance(node, list) else f"({''.join(f'{item}, ' for item in items)})"
    else:
        return repr(node)
    if len(source) < _WORTH_A_NAME:
        return source
    return shared.setdefault(source, f"_{len(shared)}")


def compiled_source() -> str:
    """Return the text of `_compiled.py`."""
    classes: set[str] = set()
    shared: dict[str, str] = {}
    schemas = []
    roots: tuple[tuple[str, type[BaseModel]], ...] = (
        ("MAP", JourneyMap),
        ("WORKSPACE", WorkspaceFile),
        ("POLICY", PolicyFile),
    )
    for name, model in roots:
        schemas.append(f"{name} = {_share(_compile(model.__pydantic_core_schema__, classes), shared)}\n")
    records = "".join(f'{name} = record("{name}")\n' for name in sorted(classes))
    parts = "".join(f"{name} = {source}\n" for source, name in shared.items())
    return f"{_HEADER}{records}\n{parts}\n{''.join(schemas)}"


if __name__ == "__main__":
    Path(__file__).with_name("_compiled.py").write_text(compiled_source(), encoding="utf-8")
