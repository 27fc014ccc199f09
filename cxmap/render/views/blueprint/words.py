"""The blueprint in words: its takeaway, its steps in tables, and how much lies behind the line of visibility."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from cxmap.language import in_quotes
from cxmap.model.reading import called
from cxmap.render.text.labels import LANES
from cxmap.render.text.saying import commas, semicolons, with_detail
from cxmap.render.views.blueprint.band import row_name
from cxmap.render.views.blueprint.labels import (
    ALL_FAILS_BEHIND,
    BOTH_FAILS_BEHIND,
    FAILS_BEHIND,
    LIE_BEHIND,
    MANY_STEPS,
    MOST_WITH,
    NAME,
    NO_FAILS,
    NO_FAILS_BEHIND,
    NO_TEAM,
    NOT_BEHIND,
    ONE_FAIL,
    ONE_STEP,
    SHARE_NAME,
    SINGLE_POINT,
    STAGE,
    STEPS,
    WAITS_BEHIND,
    WHOLE,
)
from cxmap.render.views.blueprint.rows import ORDER
from cxmap.render.views.blueprint.shares import say_share
from cxmap.render.views.blueprint.steps import (
    BEHIND,
    ROWS,
    every_step,
    has_steps,
    owner_of,
    share_of,
    single_points,
)
from cxmap.render.wordtables import WordTable

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cxmap.language import Words
    from cxmap.model.claims import BlueprintStep
    from cxmap.model.reading import Place
    from cxmap.render.subject import Subject


def takeaway(subject: Subject) -> str:
    """Say what a reader should remember: a single point of failure, else where things fail, else what is not known."""
    points = single_points(subject)
    if points:
        point = points[0]
        return subject.say(SINGLE_POINT).format(in_quotes(point.text), len(point.columns), len(subject.columns))
    share = share_of(subject.columns)
    steps = subject.say(ONE_STEP if share.of == 1 else MANY_STEPS)
    said = subject.say(LIE_BEHIND).format(share.behind, share.of, steps, share.percent)
    fails = [(row, step) for row, _, step in every_step(subject) if step.fail_point]
    waits = [row for row, _, step in every_step(subject) if step.wait_point]
    if len(fails) > 1:
        behind = sum(row in BEHIND for row, _ in fails)
        said += subject.say(_fails(behind, len(fails))).format(behind or len(fails), len(fails))
    elif fails:
        said += subject.say(ONE_FAIL).format(in_quotes(subject.text(fails[0][1].text)))
    elif len(waits) > 1:
        said += subject.say(WAITS_BEHIND).format(sum(row in BEHIND for row in waits), len(waits))
    else:
        said += subject.say(NO_FAILS)
    return said + _addition(subject)


def _fails(behind: int, of: int) -> Words:
    """Return how it is said that of several fail points so many lie behind the line."""
    if behind == of:
        return BOTH_FAILS_BEHIND if of == 2 else ALL_FAILS_BEHIND
    return FAILS_BEHIND if behind else NO_FAILS_BEHIND


def _addition(subject: Subject) -> str:
    """Say behind how many touchpoints nothing is named; where it is not behind most, rather who has most fail points."""
    without = sum(not has_steps(place.touchpoint, BEHIND) for place in subject.columns)
    fails = [(row, place, step) for row, place, step in every_step(subject) if step.fail_point]
    owners = (owner_of(step, row, place.touchpoint) for row, place, step in fails)
    most = Counter(owner for owner in owners if owner is not None).most_common(2)
    stands_out = most and len(fails) > 2 and most[0][1] > 1 and (len(most) == 1 or most[0][1] > most[1][1])
    if stands_out and 2 * without <= len(subject.columns):
        return subject.say(MOST_WITH).format(subject.library.team_name(most[0][0], subject.language), most[0][1])
    return subject.say(NOT_BEHIND).format(without, len(subject.columns)) if without else ""


def blueprint_tables(subject: Subject) -> Sequence[WordTable]:
    """Return the rows of the blueprint by touchpoint, and the share behind the line of visibility by stage."""
    rows = tuple(
        (
            called(place.stage, subject.language),
            called(place.touchpoint, subject.language),
            semicolons(map(subject.text, place.touchpoint.physical_evidence), subject.language),
            semicolons(map(subject.text, place.touchpoint.actions), subject.language),
            *(semicolons(_said(subject, row, place), subject.language) for row in ROWS),
        )
        for place in subject.columns
    )
    heads = (
        subject.say(STAGE),
        subject.say(LANES["touchpoint"]),
        *(row_name(subject, row) for row in ORDER),
    )
    return (WordTable(subject.say(NAME), heads, rows), _shares(subject))


def _said(subject: Subject, row: str, place: Place) -> Iterable[str]:
    for step in getattr(place.touchpoint, row):
        owner = owner_of(step, row, place.touchpoint)
        team = subject.library.team_name(owner, subject.language) if owner else subject.say(NO_TEAM)
        facts = commas([team, *_marks(subject, step)], subject.language)
        yield with_detail(subject.text(step.text), facts, subject.language)


def _marks(subject: Subject, step: BlueprintStep) -> Iterable[str]:
    if step.fail_point:
        yield subject.word("fail-point")
    if step.wait_point:
        yield subject.word("wait-point")


def _shares(subject: Subject) -> WordTable:
    stages: dict[int, list[Place]] = {}
    for place in subject.columns:
        stages.setdefault(int(place.path[1]), []).append(place)
    rows = [
        (called(places[0].stage, subject.language), say_share(subject, share_of(places))) for places in stages.values()
    ]
    rows.append((subject.say(WHOLE), say_share(subject, share_of(subject.columns))))
    return WordTable(subject.say(SHARE_NAME), (subject.say(STAGE), subject.say(STEPS)), tuple(rows))
