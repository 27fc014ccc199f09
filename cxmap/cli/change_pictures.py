"""Changes as pictures: the poster of each newer version with what is new, gone, moved and changed, both curves overlaid."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from cxmap.language import listed
from cxmap.model.reading import persona_ids
from cxmap.render.book import book_of
from cxmap.render.formats.html.changes import ChangedMap, changes_html
from cxmap.render.options import ANY_PAPER, ViewOptions
from cxmap.render.scene import Box, Scene, Sheet
from cxmap.render.subject import subject_of
from cxmap.render.text.paragraphs import text_block
from cxmap.render.theme import Theme
from cxmap.render.views import view_called
from cxmap.render.views.poster.revised import revise
from cxmap.tidings import NO_CHANGES, STATUS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cxmap.diff.changes import Comparison
    from cxmap.document import Document
    from cxmap.language import Language
    from cxmap.render.book import Book
    from cxmap.render.subject import Subject
    from cxmap.tidings import MapTidings

Pair = tuple["Comparison", "MapTidings"]


def changes_page(pairs: Sequence[Pair], language: Language, personas: Sequence[str]) -> str:
    """Return one page with everything that has changed."""
    return changes_html(
        [ChangedMap(found, _book(comparison, found, language, personas)) for comparison, found in pairs], language
    )


def changes_svg(pairs: Sequence[Pair], language: Language, personas: Sequence[str]) -> str:
    """Return the posters under each other as one SVG; where there are none, a line that says so."""
    from cxmap.render.formats.svg import scene_svg

    books = [_book(comparison, found, language, personas) for comparison, found in pairs]
    scenes = [plate.scene for book in books if book is not None for plate in book.plates]
    if not scenes:
        return scene_svg(_nothing(pairs, language))
    first, *others = scenes
    if not others:
        return scene_svg(first)
    return scene_svg(
        replace(
            first,
            key="changes",
            title=" · ".join(scene.title for scene in scenes),
            description=" ".join(f"{scene.title}: {scene.description}" for scene in scenes),
            sheets=tuple(sheet for scene in scenes for sheet in scene.sheets),
        )
    )


def _nothing(pairs: Sequence[Pair], language: Language) -> Scene:
    """Return a picture that says that nothing has changed, or which maps are gone."""
    theme = Theme(language)
    gone = [found.title for _, found in pairs]
    said = f"{STATUS['removed'].said(language)}: {listed(gone, language)}" if gone else NO_CHANGES.said(language)
    label, height = text_block(said, Box(20, 20, 560, 0), 14, theme.ink)
    items = (label,) if label is not None else ()
    sheet = Sheet(600, height + 40, items)
    return Scene("changes", said, "", language, theme.fonts, theme.ground, "A4", (sheet,))


def _book(comparison: Comparison, found: MapTidings, language: Language, personas: Sequence[str]) -> Book | None:
    """Return the poster of the newer version; None where the map is gone."""
    if comparison.after is None:
        return None
    poster = view_called("poster")
    views = (poster,) if poster is not None else ()
    options = ViewOptions(ANY_PAPER)
    after = _subject(comparison.after, language, personas)
    if comparison.before is None:
        return book_of(after, views, options)
    revision = revise(_subject(comparison.before, language, personas), after, found)
    return book_of(revision.subject, views, replace(options, revision=revision))


def _subject(document: Document, language: Language, personas: Sequence[str]) -> Subject:
    """Return what is drawn of a version: the chosen personas, as far as it has them."""
    known = persona_ids(document.journey)
    return subject_of(document, language, [name for name in personas if name in known])
