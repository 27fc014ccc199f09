"""The library in a few functions, for programs that use cxmap without its command line."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import os
    from datetime import date

    from cxmap.diagnostics import Diagnostic
    from cxmap.document import Document
    from cxmap.language import Language


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

    What a comment in the map excuses is left out.

    Raises:
        InvalidFile: the workspace's policy, or one that it extends, cannot be understood.
    """
    from pathlib import Path

    from cxmap.lint import RULES
    from cxmap.lint import lint_document as apply_rules
    from cxmap.lint.policy import policy_of

    policy = policy_of(RULES, document.workspace)
    return apply_rules(document, policy.rules_for(Path(document.name)), today)


def render_svg(document: Document, *, language: Language | None = None, paper: str = "A3") -> str:
    """Draw the poster as one stand-alone SVG; `paper` is A4, A3, A2, A1, A0 or `auto`."""
    from cxmap.render.formats.svg import scene_svg
    from cxmap.render.subject import subject_of
    from cxmap.render.views.poster import PosterOptions, draw_poster

    return scene_svg(draw_poster(subject_of(document, language), PosterOptions(paper)))


def render_html(document: Document, *, language: Language | None = None, paper: str = "A3") -> str:
    """Draw the poster as one self-contained page; `paper` is A4, A3, A2, A1, A0 or `auto`."""
    from cxmap.render.formats.html import scene_html
    from cxmap.render.subject import subject_of
    from cxmap.render.views.poster import PosterOptions, draw_poster

    subject = subject_of(document, language)
    return scene_html(draw_poster(subject, PosterOptions(paper)), subject)
