"""Regular expressions that are compiled when they are first needed: most maps need few, and compiling takes longer."""

from __future__ import annotations

import re
from functools import cached_property
from typing import Any, cast


class _Lazy:
    def __init__(self, pattern: str, flags: int) -> None:
        self._pattern, self._flags = pattern, flags

    @cached_property
    def _compiled(self) -> re.Pattern[str]:
        return re.compile(self._pattern, self._flags)

    def __getattr__(self, name: str) -> Any:
        """Return what the compiled pattern has under that name, and keep it."""
        value = getattr(self._compiled, name)
        setattr(self, name, value)
        return value


def lazily(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """Return what behaves as the compiled pattern, and compiles it when a method is first called."""
    return cast("re.Pattern[str]", _Lazy(pattern, flags))
