"""The library in a few functions, for programs that use cxmap without its command line."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import os
    from collections.abc import Sequence
    from datetime import date

    from cxmap.diagnostics import Diagnostic
    from cxmap.document import Document
    from cxmap.language import Language
    from cxmap.render.book import Book


def load(path: str | os.PathLike[str]) -> Document:
    """Read and check the map at `path`, with the workspace that it lies in.

    Raises:
        CxmapError: the file cannot be read.
        InvalidFile: the map or its workspace is not valid; the error carries every diagnostic.
    """
    from pathlib import Path

    from cxmap.document import load as load_map
    from cxmap.workspace import workspace_of

    return load_map(path, workspace_of(Path(path).parent))


def lint_document(document: Document, today: date) -> list[Diagnostic]:
    """Apply the rules of the document's workspace, or the default ones; `today` is the day to judge dates by.

    What a comment in the map excuses is left out. What `cxmap measure` has written beside the map is compared with it.

    Raises:
        InvalidFile: the workspace's policy, or one that it extends, cannot be understood.
    """
    from pathlib import Path

    from cxmap.lint import RULES
    from cxmap.lint import lint_document as apply_rules
    from cxmap.lint.policy import policy_of
    from cxmap.measures_file import text_beside

    policy = policy_of(RULES, document.workspace)
    return apply_rules(document, policy.rules_for(Path(document.name)), today, text_beside(document.name))


def render_svg(document: Document, *, view: str = "poster", language: Language | None = None, paper: str = "A3") -> str:
    """Draw one view as a stand-alone SVG; `paper` is A4, A3, A2, A1, A0 or `auto`.

    Raises:
        CxmapError: there is no such view, or the map has nothing to show in it.
    """
    from cxmap.render.formats.svg import book_svgs

    (svg,) = book_svgs(_book(document, (view,), language, paper))
    return svg


def render_html(
    document: Document, *, views: Sequence[str] = (), language: Language | None = None, paper: str = "A3"
) -> str:
    """Draw views as one self-contained page, by default all that the map has something to show for.

    Raises:
        CxmapError: there is no such view, or the map has nothing to show in any of them.
    """
    from cxmap.render.formats.html import book_html

    return book_html(_book(document, views, language, paper))


def _book(document: Document, names: Sequence[str], language: Language | None, paper: str) -> Book:
    from cxmap.diagnostics import CxmapError
    from cxmap.language import Words
    from cxmap.render.book import book_of
    from cxmap.render.options import ViewOptions
    from cxmap.render.subject import subject_of
    from cxmap.render.views import VIEWS, view_called

    chosen = []
    for name in names:
        view = view_called(name)
        if view is None:
            raise CxmapError(Words(f"there is no view `{name}`", f"没有视图 `{name}`"))
        chosen.append(view)
    book = book_of(subject_of(document, language), chosen or VIEWS, ViewOptions(paper))
    if not book.plates:
        lacks = book.missing[0].lacks
        raise CxmapError(Words(f"{document.name}: {lacks.en}", f"{document.name}：{lacks.zh}"))
    return book
