"""Customer journey mapping as code.

    >>> import cxmap
    >>> document = cxmap.load("maps/home-loan.yaml")
    >>> svg = cxmap.render_svg(document)

Names are resolved when they are first used, so that `import cxmap` costs nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from cxmap.diagnostics import CxmapError, Diagnostic, InvalidFile
    from cxmap.document import Document
    from cxmap.facade import lint_document, load, render_html, render_svg

__version__ = "0.1.0"

__all__ = [
    "CxmapError", "Diagnostic", "Document", "InvalidFile", "__version__", "lint_document", "load", "render_html", "render_svg",
]  # fmt: skip

_HOMES = {
    "CxmapError": "cxmap.diagnostics",
    "Diagnostic": "cxmap.diagnostics",
    "InvalidFile": "cxmap.diagnostics",
    "Document": "cxmap.document",
    "load": "cxmap.facade",
    "lint_document": "cxmap.facade",
    "render_html": "cxmap.facade",
    "render_svg": "cxmap.facade",
}


def __getattr__(name: str) -> Any:
    """Import a public name from where it lives."""
    if name in _HOMES:
        from importlib import import_module

        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module 'cxmap' has no attribute {name!r}")
