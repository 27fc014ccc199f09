"""The page's style sheet and script: what is fixed is made once, what depends on the map is filled in."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from importlib import resources
from typing import TYPE_CHECKING, NamedTuple

from markupsafe import Markup

from cxmap.render.formats.svg import font_stack
from cxmap.render.templating.environments import environment
from cxmap.render.theme import PAPER_MILLIMETRES, PAPERS, STAGE_TINTS, contrast_with_white, paler

if TYPE_CHECKING:
    from jinja2 import Environment

    from cxmap.render.book import Book
    from cxmap.render.scene import Scene, Sheet
    from cxmap.render.theme import Theme

_LEAST_WIDTH = 1190
"""CSS pixels: a sheet is never made narrower than this, or than its points; in a narrower window it scrolls."""
_MOST_AGAINST_WHITE = 3.4
"""The contrast against white of a colour that can be read on the dark page: 4.7 on its cards."""


_SPACE = re.compile(r'("(?:[^"\\\n]|\\.)*"|`[^`]*`)|[ \t]*([{}()\[\];,:?=<>+*&|!]+)[ \t]*')
"""A string of the script, which stays as it is, or what needs no space around it."""


class Paper(NamedTuple):
    """A paper as it lies, in millimetres; its `name` is a class of sheets and a kind of printed page."""

    name: str
    width: int
    height: int
    least: int


def paper_of(scene: Scene, sheet: Sheet) -> Paper:
    """Return the paper of a sheet; an upright one is narrow, or higher than the paper is when it lies."""
    name = sheet.paper or scene.paper
    (long, short), (width, height) = PAPER_MILLIMETRES[name], PAPERS[name]
    if sheet.height > sheet.width and sheet.width <= height + 1:
        return Paper(f"on-upright-{name}", short, long, min(round(height), _LEAST_WIDTH))
    return Paper(f"on-{name}", long, short, min(round(width), _LEAST_WIDTH))


def style_of(book: Book, rules: str) -> str:
    """Return the style sheet of a book's page; `rules` are those of its pictures."""
    papers = {paper_of(plate.scene, sheet) for plate in book.plates for sheet in plate.scene.sheets}
    return _fixed(book.subject.theme, tuple(sorted(papers))) + rules


@cache
def script() -> str:
    """Return the script: its files in their order, without comments, and without space where none is needed."""
    folder = resources.files("cxmap.render") / "templates" / "page"
    files = sorted((file for file in folder.iterdir() if file.name.endswith(".js")), key=lambda file: file.name)
    text = "".join(file.read_text(encoding="utf-8") for file in files)
    text = re.sub(r"^\s*(//.*)?\n|^[ \t]+", "", text, flags=re.MULTILINE)
    return _SPACE.sub(lambda match: match[1] or match[2], text)


@lru_cache(maxsize=16)
def _fixed(theme: Theme, papers: tuple[Paper, ...]) -> str:
    text = (
        _templates()
        .get_template("page.css.j2")
        .render(
            fonts=Markup(font_stack(theme.fonts)),  # noqa: S704  letters, digits, spaces, dots and hyphens only
            theme=theme,
            light_accent=readable_on_dark(theme.accent),
            tints=STAGE_TINTS,
            papers=papers,
        )
    )
    return re.sub(r"\s*([{};,])\s*", r"\1", re.sub(r"\s+", " ", text)).replace(": ", ":").strip() + "\n"


def readable_on_dark(colour: str) -> str:
    """Make a colour paler until text in it can be read on the dark page (contrast 4.5, WCAG AA)."""
    while contrast_with_white(colour) > _MOST_AGAINST_WHITE:
        colour = paler(colour, 0.08)
    return colour


@cache
def _templates() -> Environment:
    return environment()
