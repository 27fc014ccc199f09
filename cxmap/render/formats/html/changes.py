"""Writes what has changed in some maps as one page: the poster of each with its signs, and every change in words.

The page has no script, fetches nothing, and prints a poster to a sheet.
"""

from __future__ import annotations

import base64
import hashlib
from typing import TYPE_CHECKING, NamedTuple

from markupsafe import Markup

from cxmap.language import Words
from cxmap.render.formats.html.style import paper_of
from cxmap.render.formats.svg import font_stack
from cxmap.render.templating.environments import environment
from cxmap.render.theme import Theme
from cxmap.render.views.poster.revised.labels import LEVELS, SHARED, WHOLE_MAP
from cxmap.tidings import LEVEL_SIGNS, NO_CHANGES, STATUS, Stretch, counted

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cxmap.language import Language
    from cxmap.render.book import Book
    from cxmap.render.formats.html.style import Paper
    from cxmap.tidings import MapTidings, Tiding

_TITLE = Words("What changed in the maps", "地图的变化")


class ChangedMap(NamedTuple):
    """What has changed in a map, and its poster; None where the map is gone."""

    tidings: MapTidings
    book: Book | None


class _Sheet(NamedTuple):
    markup: Markup
    paper: str
    name: str


class _Change(NamedTuple):
    level: str
    sign: str
    level_said: str
    of: str
    stretches: Sequence[Stretch]
    place: str


class _Group(NamedTuple):
    heading: str
    changes: Sequence[_Change]


class _Map(NamedTuple):
    title: str
    said: str
    file: str
    sheets: Sequence[_Sheet]
    groups: Sequence[_Group]


def changes_html(maps: Sequence[ChangedMap], language: Language) -> str:
    """Return the page."""
    shown = [_map(each, language) for each in maps]
    papers = {paper for each in maps if each.book is not None for paper in _papers(each.book)}
    fonts = Markup(font_stack(Theme(language).fonts))  # noqa: S704  letters, digits, spaces, dots and hyphens only
    pages = environment()
    style = pages.get_template("changes.css.j2").render(fonts=fonts, papers=sorted(papers))
    return pages.get_template("changes.html.j2").render(
        language="zh-Hans" if language == "zh" else "en",
        title=_TITLE.said(language),
        nothing=NO_CHANGES.said(language),
        maps=shown,
        style=Markup(style),  # noqa: S704  the package's own text
        style_hash=base64.b64encode(hashlib.sha256(style.encode()).digest()).decode(),
    )


def _papers(book: Book) -> Iterable[Paper]:
    return (paper_of(plate.scene, sheet) for plate in book.plates for sheet in plate.scene.sheets)


def _map(each: ChangedMap, language: Language) -> _Map:
    found = each.tidings
    said = STATUS[found.status].said(language) if found.status in STATUS else counted(found.tidings, language)
    names = [name for name in (found.before, found.after) if name]
    return _Map(
        found.title,
        said,
        " → ".join(dict.fromkeys(names)),
        list(_sheets(each.book)) if each.book is not None else [],
        list(_groups(found.tidings, language)),
    )


def _sheets(book: Book) -> Iterable[_Sheet]:
    for plate in book.plates:
        count = len(plate.scene.sheets)
        for index, sheet in enumerate(plate.scene.sheets):
            markup = Markup(plate.drawing.sheet(index))  # noqa: S704  a document of ours, escaped where it was written
            name = f" {index + 1}/{count}" if count > 1 else ""
            yield _Sheet(markup, paper_of(plate.scene, sheet).name, name)


def _groups(tidings: Iterable[Tiding], language: Language) -> Iterable[_Group]:
    groups: dict[str, list[_Change]] = {}
    for tiding in tidings:
        heading = " › ".join(heading.title for heading in tiding.under)
        if tiding.shared or not heading:
            heading = (SHARED if tiding.shared else WHOLE_MAP).said(language)
        groups.setdefault(heading, []).append(_change(tiding, language))
    return (_Group(heading, changes) for heading, changes in groups.items())


def _change(tiding: Tiding, language: Language) -> _Change:
    colon = "：" if language == "zh" else ": "
    of = tiding.of.named + colon if tiding.of is not None else ""
    stretches: Sequence[Stretch] = (Stretch("same", tiding.said),)
    if len(tiding.stretches) > 2:
        first, between, _ = tiding.said.partition(colon)
        stretches = (Stretch("same", first + between), *tiding.stretches)
    lines = [f":{point.line}" if point is not None else "–" for point in (tiding.before, tiding.after)]
    return _Change(
        tiding.level,
        LEVEL_SIGNS[tiding.level],
        LEVELS[tiding.level][1].said(language),
        of,
        stretches,
        " → ".join(dict.fromkeys(lines)),
    )
