"""The comparison: two maps, as-is and to-be, or two personas of one map, over each other, with what differs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxmap.language import Words
from cxmap.render.page.composing import compose
from cxmap.render.page.title import Headline
from cxmap.render.views.compare.changes import Changes
from cxmap.render.views.compare.key import legend_of
from cxmap.render.views.compare.labels import NAME
from cxmap.render.views.compare.sides import comparison_of
from cxmap.render.views.compare.staves import Staves
from cxmap.render.views.compare.tiles import tiles_block, tiles_of
from cxmap.render.views.compare.words import comparison_tables, takeaway

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cxmap.render.options import ViewOptions
    from cxmap.render.scene import Scene
    from cxmap.render.subject import Subject
    from cxmap.render.wordtables import WordTable


def draw(subject: Subject, options: ViewOptions) -> Scene:
    """Lay the comparison out."""
    changes = Changes(comparison_of(subject, options.against))
    headline = Headline(subject.say(NAME), takeaway(changes))
    blocks = [tiles_block(changes.comparison, tiles_of(changes)), Staves(changes, options.form != "compact")]
    return compose(subject, "compare", headline, blocks, options, legend_of(changes))


def tables(subject: Subject, options: ViewOptions) -> Sequence[WordTable]:
    """Return the figures of both sides, and what differs at each touchpoint."""
    return comparison_tables(Changes(comparison_of(subject, options.against)))


def lacks(subject: Subject, options: ViewOptions) -> Words | None:
    """Say that there is nothing to compare with, or nothing to compare."""
    if not subject.columns or (options.against is not None and not options.against.columns):
        return Words("it has no touchpoints", "没有触点")
    if options.against is not None:
        return None
    if len(subject.actors) < 2:
        return Words(
            "it has fewer than two personas, and there is no map to compare it with (--against)",
            "客户角色少于两个，也没有用于对照的地图（--against）",
        )
    known = any(
        subject.score(place.touchpoint, actor) is not None for place in subject.columns for actor in subject.actors
    )
    return None if known else Words("it has no emotion scores", "没有情绪分")
