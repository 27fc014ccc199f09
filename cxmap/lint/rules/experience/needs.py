"""Needs: that touchpoints serve them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxmap.diagnostics import Severity
from cxmap.language import Words, in_quotes
from cxmap.lint.engine import STRICT, Finding, rule
from cxmap.lint.phrasing import adding
from cxmap.model.reading import called, passes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxmap.lint.context import Context

_PLEASANT = 1


@rule(Severity.NOTE, STRICT)
def touchpoint_that_serves_no_need(context: Context) -> Iterator[Finding]:
    """A touchpoint that serves none of the needs of those who pass it.

    没有满足任何需求的触点。

    Why it matters: a step that brings the customer nothing is waste (Womack and Jones, 1996), and a candidate for
    removal or automation. The rule is silent where the touchpoint keeps a brand promise or pleases somebody, where a
    persona who passes has no needs with ids, and in a map that names needs at fewer than half of its touchpoints.

    为什么重要：不能给客户带来价值的步骤就是浪费（Womack 与 Jones，1996），可以考虑取消或自动化。
    触点兑现了品牌承诺，或有人在这里感到愉快，不提示；经过的角色没有带 id 的需求，或图中不到一半的触点写了需求，也不提示。

    Example:

        personas:
          - {id: ann, needs: [{id: quick, text: To be done by noon}]}
        stages:
          - name: Paying
            touchpoints:
              - {name: Pay by card, needs: quick}
              - {name: Sign the second form}  # touchpoint-that-serves-no-need

    How to mend: say which need it serves. If there is none, ask why it is there.

    如何修改：写明它满足哪个需求；如果没有，就该问它为什么存在。

        personas:
          - {id: ann, needs: [{id: quick, text: To be done by noon}]}
        stages:
          - name: Paying
            touchpoints:
              - {name: Pay by card, needs: quick}
    """
    if 2 * sum(bool(place.touchpoint.needs) for place in context.places) < len(context.places):
        return
    known = context.library.personas
    needy = {p for p in context.personas if p in known and any(need.id for need in known[p].needs)}
    for place in context.places:
        touchpoint = place.touchpoint
        if touchpoint.needs or touchpoint.delivers:
            continue
        if any(passes(touchpoint, persona) and persona not in needy for persona in context.personas):
            continue
        if any(score >= _PLEASANT for score in context.scores(touchpoint)):
            continue
        name = in_quotes(called(touchpoint, context.language))
        add = adding(context, place.path, "needs", beside="name")
        yield Finding(
            place.path,
            Words(f"the touchpoint {name} serves no need", f"触点{name}没有满足任何需求"),
            Words(f"{add.en}, or ask why it is there", f"{add.zh}，或考虑取消这个触点"),
        )
