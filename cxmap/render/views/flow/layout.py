"""Lays out the flow on paper: its headline, its staves, what its marks mean; and how large its text is.

One sheet is best, since the eye can follow the ways; then few staves, since a way that is cut must be looked for; then
large type. So type is set smaller than usual where that spares a cut, down to the least that can be read.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, replace
from math import inf, log
from typing import TYPE_CHECKING, NamedTuple

from cxmap.render.options import ANY_PAPER
from cxmap.render.page.composing import compose, page_of, room_of, sizes_of
from cxmap.render.page.title import Headline
from cxmap.render.theme import PAPERS
from cxmap.render.views.flow.key import entries
from cxmap.render.views.flow.labels import LABELS
from cxmap.render.views.flow.plan import APART, NARROWEST
from cxmap.render.views.flow.score import Score, Staves, height_of
from cxmap.render.views.flow.words import takeaway, ways_in_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cxmap.render.options import ViewOptions
    from cxmap.render.page.composing import Page
    from cxmap.render.page.legend import Entry
    from cxmap.render.scene import Scene
    from cxmap.render.subject import Subject
    from cxmap.render.views.flow.plan import Plan
    from cxmap.render.views.flow.staff import Staff

_SMALLEST = 8.0  # points, so that the smallest text is 7
_LOOKED_BELOW = 6  # sizes below the largest that fits
_HOPEFUL = 0.95  # of the height that a plan estimates: it may turn out less
_OVER_SHEETS = 0.92  # of the usual text
_CUT = 0.011  # what a cut costs, against the logarithm of the size
_MOST_GROWN, _GROWN_ROUNDS = 1.35, 3  # times the type over several sheets, where that takes no more of them
_ROUNDS = 6  # at making staves less tall
_SHARES = (0.9, 0.8, 0.7, 0.6, 0.5)
_GROWING = 24.0  # ems: what is less tall stays as it is on its sheet


class _Fit(NamedTuple):
    """A size of the text, the plan that it gives, and whether that seems to be one sheet."""

    page: Page
    plan: Plan
    fits: bool

    @property
    def worth(self) -> float:
        """How well it serves: a larger type against more cuts."""
        return log(self.page.body) - _CUT * self.plan.cost


class _Laid(NamedTuple):
    """A page and what is laid out for it: staves, on how many sheets, and whether all are within their sheets."""

    page: Page
    staves: tuple[Staff, ...]
    sheets: int
    holds: bool


class _Rooms(NamedTuple):
    """The room on sheets, in ems: its width, its height on the first and on a further one, and that of the legend."""

    width: float
    first: float
    further: float
    legend: float

    def sheets(self, heights: Sequence[float]) -> int:
        """Return how many sheets staves take."""
        count, used = 1, 0.0
        for number, height in enumerate(heights):
            legend = self.legend if number == len(heights) - 1 else 0.0
            if used and used + height + legend > (self.first if count == 1 else self.further):
                count, used = count + 1, 0.0
            used += height + APART
        return count

    def has(self, heights: Sequence[float]) -> bool:
        """Whether no staff is taller than the sheet on which it stands."""
        return all(
            height + (self.legend if number == len(heights) - 1 else 0.0) <= (self.further if number else self.first)
            for number, height in enumerate(heights)
        )

    def holds(self, staves: Sequence[Staff]) -> bool:
        """Whether no staff is wider than a sheet, or taller than that on which it stands."""
        return all(staff.width <= self.width for staff in staves) and self.has([staff.height for staff in staves])


@dataclass(frozen=True)
class _Paper:
    """Fits a flow to a paper."""

    score: Score
    headline: Headline
    legend: Sequence[Entry]
    usual: Page

    def best(self) -> _Laid:
        """Return the page with the size of the text that serves best, and its staves."""
        for fit in self._candidates():
            staves = self.score.staves(fit.plan)
            wide = fit.page.inner.width / fit.page.body
            if self._is_on_one_sheet(fit.page, staves := tuple(staff.widened(wide) for staff in staves)):
                return _Laid(fit.page, staves, 1, holds=True)
        bodies = dict.fromkeys((max(_SMALLEST, _OVER_SHEETS * self.usual.body), _SMALLEST))
        found = [self._over_sheets(self.usual._replace(body=body)) for body in bodies]
        least = min(found, key=lambda laid: (not laid.holds, laid.sheets))
        return self._grown(least) if least.holds else least

    def _grown(self, least: _Laid) -> _Laid:
        """Return the same cuts in the largest type that takes no more sheets."""
        low, high = 1.0, _MOST_GROWN
        width = self._rooms(least.page).width
        best = least._replace(staves=tuple(staff.widened(width) for staff in least.staves))
        shortest = [staff.height for staff in best.staves]  # in larger type cards are narrower, and taller
        narrow = [replace(staff, card_width=NARROWEST) for staff in least.staves]
        for _ in range(_GROWN_ROUNDS):
            scale = (low + high) / 2
            page = least.page._replace(body=round(scale * least.page.body, 2))
            room = self._rooms(page)
            found: tuple[Staff, ...] = ()
            if room.has(shortest) and room.sheets(shortest) <= least.sheets:
                found = tuple(staff.widened(room.width) for staff in narrow)
            if found and room.holds(found) and room.sheets([staff.height for staff in found]) <= least.sheets:
                best, low = _Laid(page, found, least.sheets, holds=True), scale
            else:
                high = scale
        return best

    def _candidates(self) -> Sequence[_Fit]:
        """Return the sizes at which all seems to fit on one sheet, the best first."""
        sizes = sizes_of(self.usual)  # they fall, so the first that fits is found by halving
        low = bisect_left(sizes, True, key=lambda body: self._fit(body).fits)
        found = [self._fit(body) for body in sizes[low : low + _LOOKED_BELOW]]
        return sorted((fit for fit in found if fit.fits), key=lambda fit: -fit.worth)

    def _fit(self, body: float) -> _Fit:
        page = self.usual._replace(body=body)
        plan = self.score.planner.plan(page.inner.width / body, inf)
        return _Fit(page, plan, _HOPEFUL * plan.height * body <= self._room(page, self.legend))

    def _room(self, page: Page, legend: Sequence[Entry], *, first: bool = True) -> float:
        return room_of(self.score.subject, self.headline, page, legend, first=first)

    def _is_on_one_sheet(self, page: Page, staves: Sequence[Staff]) -> bool:
        widest = max((staff.width for staff in staves), default=0.0) * page.body
        return widest <= page.inner.width + 0.01 and height_of(staves) * page.body <= self._room(page, self.legend)

    def _over_sheets(self, page: Page) -> _Laid:
        """Return the staves for several sheets: as few as can be, and alike in width where that takes no more."""
        room, share = self._rooms(page), 1.0
        fewest = room.sheets(self._plan(room, share).heights)
        for narrower in _SHARES:
            if room.sheets(self._plan(room, narrower).heights) > fewest:
                break
            share = narrower
        planned = room
        for _ in range(_ROUNDS):
            staves = self.score.staves(self._plan(planned, share))
            if holds := room.holds(staves):
                break
            planned = planned._replace(further=0.93 * planned.further)  # a plan estimates: let it plan with less
            share *= 0.97
        return _Laid(page, staves, room.sheets([staff.height for staff in staves]), holds)

    def _plan(self, room: _Rooms, share: float) -> Plan:
        return self.score.planner.plan(room.width, room.further, share)

    def _rooms(self, page: Page) -> _Rooms:
        first, further = (self._room(page, (), first=is_first) / page.body for is_first in (True, False))
        return _Rooms(page.inner.width / page.body, first, further, first - self._room(page, self.legend) / page.body)


def draw_flow(subject: Subject, options: ViewOptions) -> Scene:
    """Lay out the flow of a map.

    Where many alternatives under each other would be taller than a sheet, they stand beside each other.
    """
    score = Score(subject)
    flow = score.flow
    headline = Headline(subject.say(LABELS["flow"]), takeaway(subject, flow))
    legend = entries(subject, flow, has_letters=True)
    papers = [name for name in PAPERS if name != "A4"] if options.paper == ANY_PAPER else [options.paper]
    for paper in papers:
        options = replace(options, paper=paper)
        laid = _Paper(score, headline, legend, page_of(options)).best()
        if laid.sheets == 1:
            break
    for most in (2, 1):
        if laid.holds:
            break
        laid = _Paper(Score(subject, most), headline, legend, page_of(options)).best()
    if len(laid.staves) < 2:
        legend = entries(subject, flow, has_letters=False)
    block = Staves(laid.staves, 1.0 if height_of(laid.staves) > _GROWING else 0.0)
    return compose(subject, "flow", headline, [block], options, legend, ways_in_words(flow, subject), laid.page.body)
