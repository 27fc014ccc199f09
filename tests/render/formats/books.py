"""Books for the tests of formats, and fonts that are surely there."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from cxmap.render.book import Book, book_of
from cxmap.render.options import ViewOptions
from cxmap.render.subject import subject_of
from cxmap.render.views import view_called
from tests.pictures import ROOT, document, example

if TYPE_CHECKING:
    from cxmap.document import Document
    from cxmap.language import Language

LATIN_FONT = Path("/usr/share/fonts/truetype/liberation/LiberationSans-Regular.ttf")
CJK_FONT = Path("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc")
needs_fonts = pytest.mark.skipif(
    not (LATIN_FONT.exists() and CJK_FONT.exists()), reason="fonts-liberation and fonts-noto-cjk are not installed"
)


def made(
    source: Document | str, language: Language = "en", paper: str = "A3", views: tuple[str, ...] = ("poster",)
) -> Book:
    """Return the book of an example by its name, or of a map."""
    shown = example(source) if isinstance(source, str) else source
    chosen = [view for name in views if (view := view_called(name)) is not None]
    return book_of(subject_of(shown, language), chosen, ViewOptions(paper))


def little(name: str, language: Language = "en", paper: str = "A4") -> Book:
    """Return the poster of a map with one touchpoint that is called `name`."""
    import json

    return made(
        document(f"stages: [{{name: S, touchpoints: [{{name: {json.dumps(name, ensure_ascii=False)}}}]}}]\n"),
        language,
        paper,
    )


def in_new_process(code: str, seed: str) -> str:
    """Return the hash of the bytes that code makes in a process of its own; `seed` shuffles sets differently."""
    program = (
        "import hashlib\n"
        "from tests.render.formats.books import made\n"
        "from cxmap.render.formats.pdf import book_pdf\n"
        "from cxmap.render.formats.pptx import book_pptx\n"
        f"print(hashlib.sha256({code}).hexdigest())"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
        env={**os.environ, "PYTHONHASHSEED": seed},
    )
    return done.stdout
