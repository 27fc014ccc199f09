"""Writes a book as one page: its pictures, each with a table that says the same, and the journey in words.

The page can be read as it is; its script adds one view at a time, filters, finding, details, and a presentation. It
fetches nothing: its Content-Security-Policy allows one style sheet and one script, by their hashes.
"""

from __future__ import annotations

import base64
import hashlib
import json
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from markupsafe import Markup

from cxmap.model.vocabulary import KINDS, STATES
from cxmap.render.formats.html.facets import facets_of
from cxmap.render.formats.html.labels import FACETS, KEYS, LABELS, SAID
from cxmap.render.formats.html.pictures import pictures_of
from cxmap.render.formats.html.style import paper_of, script, style_of
from cxmap.render.formats.html.words import words_of
from cxmap.render.formats.markup import number
from cxmap.render.formats.svg import embeddable
from cxmap.render.templating.environments import environment, own_template

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from jinja2 import Template

    from cxmap.language import Words
    from cxmap.render.book import Book, Plate
    from cxmap.render.subject import Subject
    from cxmap.render.wordtables import WordTable

_SAID_IN_WORDS = frozenset({"poster"})
"""Views whose tables are the journey in words."""
_NEXT_CELL, _NEXT_LINE = Markup("<td>"), Markup("<p>")
"""Join texts, which they escape, in a fraction of the time of a loop in the template."""


class _Sheet(NamedTuple):
    """A sheet: its markup, its size, the class of its paper, and what it is called."""

    markup: Markup
    width: str
    height: str
    paper: str
    name: str


class _View(NamedTuple):
    """A plate as the page shows it; one without tables is said by the journey in words."""

    id: str
    name: str
    description: str
    is_packed: bool
    sheets: tuple[_Sheet, ...]
    tables: tuple[WordTable, ...]


def book_html(book: Book) -> str:
    """Return one page with the plates of a book.

    Raises:
        CxmapError: a lane that was asked for does not exist, or a template of the workspace cannot be used.
    """
    subject = book.subject
    words = words_of(subject, book.options.lanes)
    pictures = pictures_of([plate.drawing.pieces for plate in book.plates], words.drawings())
    masthead, colophon, own_rules = (
        own_template(subject.templates, name, **_plain_values(subject))
        for name in ("masthead.html.j2", "colophon.html.j2", "style.css.j2")
    )
    style = style_of(book, pictures.rules) + str(own_rules).replace("</", "<\\/")
    code = script()
    return _template().render(
        language="zh-Hans" if subject.language == "zh" else "en",
        title=subject.title,
        description=book.plates[0].scene.description if book.plates else "",
        eyebrow=_eyebrow(subject),
        masthead=masthead,
        colophon=colophon,
        style=Markup(style),  # noqa: S704  made of the package's own text and checked colours
        style_hash=_digest(style),
        script=Markup(code),  # noqa: S704  the package's own text
        script_hash=_digest(code),
        views=tuple(_views(book, pictures.sheets)),
        words=words,
        next_cell=_NEXT_CELL,
        next_line=_NEXT_LINE,
        written=pictures.shared.written,
        definitions=pictures.definitions,
        packed=pictures.packed,
        data=_json({**facets_of(subject), "said": _said(subject, SAID), "names": _said(subject, FACETS)}),
        labels=_said(subject, LABELS),
        keys=[(key, subject.say(said)) for key, said in KEYS],
        say=subject.word,
        made_of=f"{subject.journey.id} @ {subject.revision}",
        source=embeddable(book.source),
    )


def _views(book: Book, written: Sequence[Sequence[Markup]]) -> Iterable[_View]:
    seen: dict[str, int] = {}
    for index, plate in enumerate(book.plates):
        view = plate.view
        seen[view.id] = times = seen.get(view.id, 0) + 1
        markups = written[index] if index < len(written) else [Markup()] * len(plate.scene.sheets)
        yield _View(
            view.id if times == 1 else f"{view.id}-{times}",
            view.name.said(book.subject.language),
            plate.scene.description,
            index >= len(written),
            tuple(_sheets(plate, book.subject, markups)),
            () if view.id in _SAID_IN_WORDS else plate.tables,
        )


def _sheets(plate: Plate, subject: Subject, markups: Sequence[Markup]) -> Iterable[_Sheet]:
    scene = plate.scene
    for index, (sheet, markup) in enumerate(zip(scene.sheets, markups, strict=True), 1):
        name = subject.word("sheet", str(index), str(len(scene.sheets))) if len(scene.sheets) > 1 else ""
        yield _Sheet(markup, number(sheet.width), number(sheet.height), paper_of(scene, sheet).name, name)


def _eyebrow(subject: Subject) -> str:
    state = subject.journey.state
    parts = [subject.say(KINDS[subject.journey.kind or "customer"]), subject.say(STATES[state]) if state else ""]
    return subject.dot.join(filter(None, parts))


def _plain_values(subject: Subject) -> dict[str, str]:
    """Return what a workspace's own templates may use."""
    brand = subject.journey.brand
    return {
        "title": subject.title,
        "subtitle": _eyebrow(subject),
        "language": subject.language,
        "brand": subject.text(brand.name) if brand else "",
        "client": subject.text(subject.journey.client),
        "footer": subject.theme.footer,
        "accent": subject.theme.accent,
        "revision": subject.revision,
    }


def _said(subject: Subject, all_words: Mapping[str, Words]) -> dict[str, str]:
    return {name: said.said(subject.language) for name, said in all_words.items()}


def _json(value: Any) -> Markup:
    """Write data for a script element, which ends at the first `</script`, whatever is around it."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
    return Markup(text)  # noqa: S704  no tag can begin in it


def _digest(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


@cache
def _template() -> Template:
    return environment().get_template("page.html.j2")
