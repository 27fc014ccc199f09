"""Says which extra a format needs, where its package is not installed."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from cxmap.diagnostics import CxmapError
from cxmap.language import Words


def needed(module: str, extra: str) -> Any:
    """Return a module that an extra of cxmap brings.

    Raises:
        CxmapError: it is not installed, or does not run on this machine.
    """
    try:
        return import_module(module)
    except ImportError:
        raise CxmapError(
            Words(f"--to {extra} needs the package `{module}`", f"--to {extra} 需要 `{module}` 这个包"),
            Words(f'install it: pip install "cxmap[{extra}]"', f'请安装：pip install "cxmap[{extra}]"'),
        ) from None
