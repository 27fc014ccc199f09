"""What formats with an extra share: which package they need, and what happens where its engine stops."""

from __future__ import annotations

from contextlib import contextmanager
from importlib import import_module
from typing import TYPE_CHECKING, Any

from cxmap.diagnostics import CxmapError
from cxmap.language import Words

if TYPE_CHECKING:
    from collections.abc import Iterator


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


@contextmanager
def drawing_by(engine: str, what: str) -> Iterator[None]:
    """Say in words that an engine written in Rust could not draw something: its panics are no `Exception`.

    Raises:
        CxmapError: it could not.
    """
    try:
        yield
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException as error:
        raise CxmapError(
            Words(f"{engine} cannot draw {what}: {error}", f"{engine} 无法绘制{what}：{error}"),
            Words("--to svg needs no such engine", "--to svg 不需要它"),
        ) from None
