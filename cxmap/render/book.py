"""A book: the pictures of one map that go into one file, or beside each other, in their order."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from cxmap.render.page.tiling import tiled
from cxmap.render.privacy.hidden import NOT_SHOWN, lacks_hidden
from cxmap.render.views import VIEWS, View

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cxmap.language import Words
    from cxmap.render.formats.svg import Drawing
    from cxmap.render.options import ViewOptions
    from cxmap.render.scene import Scene
    from cxmap.render.subject import Subject
    from cxmap.render.wordtables import WordTable


@dataclass(frozen=True)
class Plate:
    """One picture of a book, and what it shows in tables of words."""

    view: View
    scene: Scene
    tables: tuple[WordTable, ...]

    @cached_property
    def drawing(self) -> Drawing:
        """The picture's markup, written once for all formats that are made of it."""
        from cxmap.render.formats.svg import Drawing

        return Drawing(self.scene)


class Missing(NamedTuple):
    """A view that was asked for, and what the map lacks for it."""

    view: View
    lacks: Words

    @property
    def hidden(self) -> bool:
        """Whether it is the audience that is not shown it; what the map has for it is not told either."""
        return self.lacks == NOT_SHOWN


@dataclass(frozen=True, slots=True)
class Book:
    """The plates of a map. `missing` are the views that were asked for and have nothing to show.

    `source` is the text of the map, to be embedded in what is written; "" where it is not to be. `pack` is the id of the
    pack that the book is; "" where it is none.
    """

    subject: Subject
    options: ViewOptions
    plates: tuple[Plate, ...]
    missing: tuple[Missing, ...] = ()
    source: str = ""
    pack: str = ""


def book_of(subject: Subject, views: Sequence[View], options: ViewOptions, source: str = "") -> Book:
    """Draw the views of a map that it has something to show for.

    Raises:
        CxmapError: an option does not fit the map, or a view needs a program that is not there.
    """
    plates: list[Plate] = []
    missing: list[Missing] = []
    for view in views:
        hidden = lacks_hidden(view.id, subject)
        if hidden is not None:
            missing.append(Missing(view, hidden))
            continue
        module = view.module
        lacks = module.lacks(subject, options)
        if lacks is None:
            scene = module.draw(subject, options)
            shown = tiled(scene, options.tile) if options.tile else scene
            plates.append(Plate(view, shown, tuple(module.tables(subject, options))))
        else:
            missing.append(Missing(view, lacks))
    return Book(subject, options, tuple(plates), tuple(missing), source)


def every_view() -> tuple[View, ...]:
    """Return all views that a map can be drawn in by itself, in their order."""
    return VIEWS
