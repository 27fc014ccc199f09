"""Breaks the blueprint into bands of touchpoints and puts them on sheets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxmap.model.reading import called
from cxmap.render.page.columns import column_groups, narrowest_column
from cxmap.render.page.composing import compose, least_body, page_of, room_of
from cxmap.render.page.title import Headline
from cxmap.render.views.blueprint.band import GUTTER, IMPOSSIBLE, WIDEST_COLUMN, Band
from cxmap.render.views.blueprint.key import legend
from cxmap.render.views.blueprint.labels import NAME
from cxmap.render.views.blueprint.steps import BLANKABLE, every_step, without_rows
from cxmap.render.views.blueprint.words import takeaway

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cxmap.render.options import ViewOptions
    from cxmap.render.page.composing import Page
    from cxmap.render.page.legend import Entry
    from cxmap.render.scene import Scene
    from cxmap.render.subject import Subject

_NARROWEST, _ENOUGH = 7.8, 9.0  # ems of a column: seven hanzi, and what is enough for most long words
_MORE_BANDS = 1.3  # times as many bands are worth it where that keeps stages whole
_AROUND = 2.5  # ems of a column around a text


def draw_blueprint(subject: Subject, options: ViewOptions) -> Scene:
    """Lay the blueprint out; what is left blank is not spoken of."""
    blank = frozenset(options.blank) & BLANKABLE
    subject = without_rows(subject, blank)
    headline = Headline(subject.say(NAME), "" if blank else takeaway(subject))
    entries = legend(subject, blank)
    bands = _bands(subject, headline, page_of(options), entries, blank)
    return compose(subject, "blueprint", headline, bands, options, entries)


def _bands(
    subject: Subject, headline: Headline, usual: Page, entries: Sequence[Entry], blank: frozenset[str]
) -> list[Band]:
    """Return the fewest bands in which columns are wide enough and none is taller than a sheet; a few more for whole stages.

    Where even wide columns are too tall for a sheet, bands are as few as can be, and are cut between their rows.
    """
    count, width = len(subject.columns), usual.inner.width
    texts = {called(place.touchpoint, subject.language) for place in subject.columns}
    texts |= {subject.text(step.text) for _, _, step in every_step(subject)}
    narrowest = narrowest_column(texts, _AROUND, _NARROWEST, _ENOUGH)
    fewest: list[Band] = []
    found: list[Band] = []
    least = least_body(usual, one_sheet=True)
    start = -(-count // max(int((width / least - GUTTER) / narrowest), 1))
    for groups in range(start, count + 1):
        page, rooms = _rooms(subject, headline, usual, entries, groups)
        bands = [Band(subject, *ends, narrowest, rooms[0], blank=blank) for ends in column_groups(subject, groups)]
        heights = [band.height(width, page.body) for band in bands]
        if all(height <= room for height, room in zip(heights, rooms, strict=True)):
            if not _cut_stages(subject, bands):
                return bands
            found = found or bands
        if found and len(bands) >= len(found) * _MORE_BANDS:
            return found
        if not fewest and max(heights) < IMPOSSIBLE:
            fewest = bands
        if count / groups * WIDEST_COLUMN * page.body <= width:
            break
    return found or fewest or bands


def _cut_stages(subject: Subject, bands: Sequence[Band]) -> bool:
    """Whether a stage is cut in two by the end of a band."""
    return any(subject.columns[b.first].path[1] == subject.columns[b.first - 1].path[1] for b in bands[1:])


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
