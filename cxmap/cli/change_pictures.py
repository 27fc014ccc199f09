"""Changes as a picture: both curves over each other, with what was added, dropped and changed at each touchpoint."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from cxmap.diagnostics import CxmapError
from cxmap.language import Words
from cxmap.render.book import book_of
from cxmap.render.options import ViewOptions
from cxmap.render.subject import subject_of
from cxmap.render.views import view_called

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cxmap.diff import Comparison
    from cxmap.language import Language


def drawn(comparisons: Sequence[Comparison], format_: str, language: Language | None) -> str:
    """Return one changed map as an SVG or a page.

    Raises:
        CxmapError: there is none, or more than one.
    """
    pairs = [(one.before, one.after) for one in comparisons if one.before is not None and one.after is not None]
    if len(pairs) != 1:
        raise CxmapError(
            Words(
                f"{format_} shows one map, and {len(pairs)} have changed",
                f"{format_} 一次画一张地图，而有变化的是 {len(pairs)} 张",
            ),
            Words("name the map; `--stat` says which have changed", "请指定地图；`--stat` 列出有变化的地图"),
        )
    before, after = pairs[0]
    now = subject_of(after, language)
    view = view_called("compare")
    views = (view,) if view is not None else ()
    book = book_of(subject_of(before, now.language), views, replace(ViewOptions(), against=now))
    if format_ == "html":
        from cxmap.render.formats.html import book_html

        return book_html(book)
    from cxmap.render.formats.svg import book_svgs

    return "".join(book_svgs(book))
