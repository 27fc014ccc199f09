"""Why anyone should believe the map: evidence and review."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from cxmap.diagnostics import Severity
from cxmap.language import Words
from cxmap.lint.engine import Context, Finding, rule
from cxmap.model.forms import minutes
from cxmap.model.reading import places, words

if TYPE_CHECKING:
    from collections.abc import Iterator


@rule(Severity.WARNING)
def pain_point_without_evidence(context: Context) -> Iterator[Finding]:
    """A pain point that rests on nothing anyone can look up.

    没有依据的痛点。

    Why it matters: a pain point is observed friction. Without evidence it is an opinion, and money is spent on it
    all the same. An assumption is welcome where it says so: evidence of `kind: assumption`.

    Example:

        stages:
          - name: Applying
            touchpoints:
              - name: The form
                pain_points: [Asks three times for the same]  # pain-point-without-evidence

    How to mend: cite the survey, the interviews or the log; or declare the assumption.

        evidence:
          - {id: survey, kind: survey, n: 412}
        stages:
          - name: Applying
            touchpoints:
              - name: The form
                pain_points:
                  - {text: Asks three times for the same, evidence: [survey]}
    """
    for place in places(context.journey):
        for index, pain in enumerate(place.touchpoint.pain_points):
            if not pain.evidence:
                text = words(pain.text, context.document.language)
                yield Finding(
                    (*place.path, "pain_points", index),
                    Words(f"nothing supports the pain point “{text}”", f"痛点“{text}”没有依据"),
                    Words(
                        "add `evidence: [id]`; evidence of `kind: assumption` says that it is one",
                        "请添加 `evidence: [id]`；若是假设，可引用 `kind: assumption` 的依据",
                    ),
                )


@rule(Severity.WARNING)
def review_overdue(context: Context) -> Iterator[Finding]:
    """A map that has not been reviewed for longer than it says it should be.

    评审已过期的地图。

    Why it matters: maps rot quietly. A date in the past is the one sign of it that a program can see.

    Example:

        review: {last: 2025-01-31, every: 90d}  # review-overdue
        stages: [Applying]

    How to mend: go through the map with customers and the teams, then set the date of that day.

        review: {last: 2026-05-20, every: 90d}
        stages: [Applying]
    """
    review = context.journey.review
    if review is None or review.last is None or review.every is None:
        return
    try:
        due = review.last + timedelta(minutes=minutes(review.every))
    except OverflowError:
        return
    if due < context.today:
        late = (context.today - due).days
        yield Finding(
            ("review", "last"),
            Words(
                f"the review was due on {due}, {late} day{'s' if late != 1 else ''} ago",
                f"评审应在 {due} 完成，已过期 {late} 天",
            ),
            Words("review the map, then set `last:` to that day", "请评审后更新 `last:`"),
        )


RULES = (pain_point_without_evidence, review_overdue)
