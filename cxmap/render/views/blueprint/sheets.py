"""Breaks the blueprint into bands of touchpoints and puts them on sheets."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cxmap.model.reading import called
from cxmap.render.columns import column_groups
from cxmap.render.pages import compose, least_body, page_of, room_of
from cxmap.render.title import Headline
from cxmap.render.views.blueprint.band import GUTTER, IMPOSSIBLE, WIDEST_COLUMN, Band
from cxmap.render.views.blueprint.key import legend
from cxmap.render.views.blueprint.labels import NAME
from cxmap.render.views.blueprint.steps import every_step
from cxmap.render.views.blueprint.words import takeaway
from cxmap.render.widths import advance

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cxmap.render.legend import Entry
    from cxmap.render.options import ViewOptions
    from cxmap.render.pages import Page
    from cxmap.render.scene import Scene
    from cxmap.render.subject import Subject

_NARROWEST, _NARROW = 7.8, 9.0  # ems of a column: seven hanzi, and what is enough for most long words
_AROUND = 2.5  # ems of a column around a text
_WORD = re.compile(r"[^\s/‐–—-]+")


def draw_blueprint(subject: Subject, options: ViewOptions) -> Scene:
    """Lay the blueprint out."""
    headline, entries = Headline(subject.say(NAME), takeaway(subject)), legend(subject)
    bands = _bands(subject, headline, page_of(options), entries)
    return compose(subject, "blueprint", headline, bands, options, entries)


def _bands(subject: Subject, headline: Headline, usual: Page, entries: Sequence[Entry]) -> list[Band]:
    """Return the fewest bands in which columns are wide enough and none is taller than a sheet.

    Where even wide columns are too tall for a sheet, bands are as few as can be, and are cut between their rows.
    """
    count, width, narrowest = len(subject.columns), usual.inner.width, _narrowest(subject)
    fewest: list[Band] = []
    least = least_body(usual, one_sheet=True)
    for groups in range(-(-count // max(int((width / least - GUTTER) / narrowest), 1)), count + 1):
        page, rooms = _rooms(subject, headline, usual, entries, groups)
        bands = [Band(subject, *ends, narrowest, rooms[0]) for ends in column_groups(subject, groups)]
        heights = [band.height(width, page.body) for band in bands]
        if all(height <= room for height, room in zip(heights, rooms, strict=True)):
            return bands
        if not fewest and max(heights) < IMPOSSIBLE:
            fewest = bands
        if count / groups * WIDEST_COLUMN * page.body <= width:
            break
    return fewest or bands


def _rooms(
    subject: Subject, headline: Headline, usual: Page, entries: Sequence[Entry], groups: int
) -> tuple[Page, list[float]]:
    """Return the page for some bands, each on a sheet of its own, and the heights that are left for them."""
    page = usual._replace(body=least_body(usual, one_sheet=groups == 1))
    first = room_of(subject, headline, page, entries if groups == 1 else ())
    if groups == 1:
        return page, [first]
    last = room_of(subject, headline, page, entries, first=False)
    further = room_of(subject, headline, page, (), first=False) if groups > 2 else 0
    return page, [first, *[further] * (groups - 2), last]


def _narrowest(subject: Subject) -> float:
    """Return how narrow a column may become, in ems, so that few words of names and steps have to be broken."""
    texts = {called(place.touchpoint, subject.language) for place in subject.columns}
    texts |= {subject.text(step.text) for _, _, step in every_step(subject)}
    words = {word for text in texts for word in _WORD.findall(text) if word.isascii()}
    longest = max((advance(word) for word in words), default=0.0)
    return min(max(longest + _AROUND, _NARROWEST), _NARROW)
