"""Finds pydantic's core: the compiled module alone, without the package around it.

That package describes the core's schemas as types, which are not used here, and takes five times as long to import: a
third of the time in which a map is checked.
"""

from __future__ import annotations

import sys
from contextlib import suppress
from importlib import import_module
from importlib.machinery import PathFinder
from importlib.util import find_spec, module_from_spec
from threading import RLock
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from types import ModuleType

    from pydantic_core import PydanticCustomError, SchemaValidator, ValidationError

    __all__ = ["PydanticCustomError", "SchemaValidator", "ValidationError"]

_PACKAGE, _NAME = "pydantic_core", "pydantic_core._pydantic_core"
_LOADING = RLock()


def __getattr__(name: str) -> Any:
    """Return what the core calls so."""
    with _LOADING:  # another thread may be half way through
        core = sys.modules.get(_NAME) or _alone() or import_module(_PACKAGE)
    return getattr(core, name)


def _alone() -> ModuleType | None:
    """Load the core alone, under its own name, so that the package finds it should it come later; None if it cannot be found so."""
    package = find_spec(_PACKAGE)
    spec = PathFinder.find_spec(_NAME, package.submodule_search_locations) if package is not None else None
    if spec is None or spec.loader is None:
        return None
    module = sys.modules[_NAME] = module_from_spec(spec)
    with suppress(Exception):
        spec.loader.exec_module(module)
        return module
    del sys.modules[_NAME]
    return None
