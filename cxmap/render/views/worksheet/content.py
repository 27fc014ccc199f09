"""What a worksheet consists of: which lanes are empty and which are as on the poster, and columns to be filled in."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from cxmap.model.compiled import validate_map
from cxmap.model.reading import Place, called
from cxmap.render.lanes import lane_order, lanes_of
from cxmap.render.subject import once
from cxmap.render.text.labels import LANES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cxmap.model.journey import Stage, Touchpoint
    from cxmap.render.lanes import Lane
    from cxmap.render.options import ViewOptions
    from cxmap.render.subject import Subject

USUALLY_BLANK = ("emotion", "thoughts", "pain_points", "opportunities")
_USUALLY_FILLED = ("storyboard", "channel", "actions")
BLANK = -1
"""The number of a column that is no touchpoint of the map."""


@dataclass(frozen=True, slots=True)
class Strip:
    """A row of a worksheet: a lane as on the poster, or an empty one with its name."""

    id: str
    name: str
    lane: Lane | None


@once
def strips_of(subject: Subject, options: ViewOptions) -> tuple[Strip, ...]:
    """Return the rows from top to bottom. `blank` names the empty ones, `lanes` those beside them, or of the usual ones.

    Raises:
        CxmapError: a lane does not exist.
    """
    blank = options.blank or USUALLY_BLANK
    wanted = (*(options.lanes or _USUALLY_FILLED), *(blank if options.blank or not options.lanes else ()))
    order = [name for name in lane_order(subject, (*wanted, *blank)) if name in wanted]
    filled = {
        lane.id: lane
        for lane in lanes_of(subject, tuple(name for name in order if name not in blank) or ("touchpoint",))
    }
    names = {lane.id: called(lane, subject.language) for lane in subject.library.lanes.values()}
    strips = []
    for name in order:
        if name in blank:
            label = subject.say(LANES[name]) if name in LANES else names[name]
            strips.append(Strip(name, label, None))
        elif name in filled:
            strips.append(Strip(name, filled[name].label, filled[name]))
    return tuple(strips)


def with_blanks(subject: Subject, least: int) -> Subject:
    """Return the subject with empty columns: for stages without touchpoints, and at the end; at least `least` columns."""
    empty = [(number, stage) for number, stage in enumerate(subject.journey.stages) if not stage.touchpoints]
    missing = max(least - len(subject.columns), len(empty))
    shares = [missing // len(empty) + (index < missing % len(empty)) for index in range(len(empty))] if empty else []
    added = [_column(number, stage) for (number, stage), share in zip(empty, shares, strict=True) for _ in range(share)]
    if not empty:
        stage, _ = _blanks()
        added = [_column(len(subject.journey.stages), stage) for _ in range(missing)]
    columns = sorted([*subject.columns, *added], key=lambda place: int(place.path[1]))
    return replace(subject, columns=tuple(columns))


def _column(number: int, stage: Stage) -> Place:
    return Place(("stages", number, "touchpoints", 0), stage, _blanks()[1], BLANK)


@cache
def _blanks() -> tuple[Stage, Touchpoint]:
    """Return a stage and a touchpoint of which nothing is known."""
    journey, _ = validate_map({"cxmap": 1, "id": "blank", "title": "-", "stages": [{"touchpoints": [{}]}]})
    assert journey is not None
    return journey.stages[0], journey.stages[0].touchpoints[0]


def teams_of(subject: Subject) -> Iterable[str]:
    """Yield the teams that own touchpoints, in the order of the journey."""
    owners = dict.fromkeys(place.touchpoint.owner for place in subject.columns if place.touchpoint.owner)
    return (subject.library.team_name(owner, subject.language) for owner in owners)
