"""Whether the ways between touchpoints lead everywhere, and to an end."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from cxmap.diagnostics import Severity
from cxmap.language import Words, in_quotes
from cxmap.lint.engine import DEFAULT, Finding, rule
from cxmap.lint.phrasing import together
from cxmap.model.reading import called, passes
from cxmap.model.ways import Ways, handovers, traps, unreached

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxmap.lint.context import Context
    from cxmap.model.reading import Place


@rule(Severity.WARNING, DEFAULT)
def touchpoint_nobody_reaches(context: Context) -> Iterator[Finding]:
    """A touchpoint that no way leads to, for a persona who is said to pass it.

    没有任何路径通向的触点：标明经过它的角色走不到那里。

    Why it matters: where touchpoints say what comes next, some that follow may be left out by mistake. The flow is
    then drawn in pieces, and a curve shows feelings at a place where nobody gets to. Touchpoints of the first stage
    may all be ways in.

    为什么重要：触点一旦写明了下一步，后面的触点就可能被漏掉。流程图因此断成几截，
    情绪曲线却在谁也走不到的地方画出了情绪。第一阶段的触点都可以是入口，不作检查。

    Example:

        stages:
          - name: Choosing
            touchpoints: [Compare prices]
          - name: Paying
            touchpoints:
              - {name: Basket, next: [pay]}
              - {id: voucher, name: Try a voucher code}  # touchpoint-nobody-reaches
              - {id: pay, name: Pay by card}

    How to mend: name the touchpoint under `next` where people come from, take those who never get there out of its
    `personas`, or remove it.

    如何修改：在来处的 `next` 中写上该触点；有的角色到不了，就从它的 `personas` 中去掉；或者删除该触点。

        stages:
          - name: Choosing
            touchpoints: [Compare prices]
          - name: Paying
            touchpoints:
              - {name: Basket, next: [{to: voucher, when: Has a code}, pay]}
              - {id: voucher, name: Try a voucher code}
              - {id: pay, name: Pay by card}
    """
    lost: dict[int, list[str]] = {}
    for persona, ways in _ways(context):
        # A loop is a finding of its own: what lies behind it is reached as soon as there is a way out.
        out = [(loop[-1], _after(loop[-1], ways)) for loop in traps(ways, handovers(context.places, persona))]
        for column in unreached(ways, chain(handovers(context.places, persona), out)):
            lost.setdefault(column, []).append(persona)
    for column, personas in sorted(lost.items()):
        place = context.places[column]
        name, whom = called(place.touchpoint, context.language), _some(context, place, personas)
        if whom is None:
            message = Words(f"no way leads to {in_quotes(name)}", f"没有路径通向触点{in_quotes(name)}")
            remedy = Words(
                "name it under `next:` where people come from, or remove it",
                "请在来处的 `next:` 中写上它，或删除该触点",
            )
        else:
            message = Words(f"no way leads {whom.en} to {in_quotes(name)}", f"{whom.zh}走不到触点{in_quotes(name)}")
            remedy = Words(
                "name it under `next:` where they come from, or change its `personas:`",
                "请在来处的 `next:` 中写上它，或修改它的 `personas:`",
            )
        yield Finding(place.path, message, remedy)


@rule(Severity.WARNING, DEFAULT)
def touchpoint_that_leads_nowhere(context: Context) -> Iterator[Finding]:
    """A touchpoint from which a journey cannot go on to its end.

    从这里走不到旅程终点的触点。

    Why it matters: either people go round in circles for ever, which is the finding of the year, or the map forgets
    how they get out. A way back from the last touchpoint is no such loop: the journey begins another round.

    为什么重要：要么客户真的在原地打转，那正是这张图最重要的发现；要么图上漏画了出口。
    从最后一个触点返回，表示旅程重新开始，不算绕圈。

    Example:

        stages:
          - name: Applying
            touchpoints:
              - {id: papers, name: Send the papers}
              - {name: Papers missing, next: [papers]}  # touchpoint-that-leads-nowhere
          - name: Deciding
            touchpoints: [The answer]

    How to mend: add the way out to `next`, or `next: []` where the journey really ends.

    如何修改：在 `next` 中补上出口；旅程确实到此为止的，写 `next: []`。

        stages:
          - name: Applying
            touchpoints:
              - {id: papers, name: Send the papers, next: [missing, answer]}
              - {id: missing, name: Papers missing, next: [papers]}
          - name: Deciding
            touchpoints: [{id: answer, name: The answer}]
    """
    circling: dict[int, list[str]] = {}
    for persona, ways in _ways(context):
        for loop in traps(ways, handovers(context.places, persona)):
            circling.setdefault(loop[-1], []).append(persona)
    for column, personas in sorted(circling.items()):
        place = context.places[column]
        name, whom = called(place.touchpoint, context.language), _some(context, place, personas)
        yield Finding(
            (*place.path, "next"),
            Words(
                f"from {in_quotes(name)} all ways lead {f'{whom.en} ' if whom else ''}round in a loop",
                f"从触点{in_quotes(name)}出发，{whom.zh if whom else ''}只会绕圈，走不到终点",
            ),
            Words("add a way out; `next: []` ends the journey here", "请加上出口；如旅程到此结束，请写 `next: []`"),
            at_key=True,
        )


def _ways(context: Context) -> Iterator[tuple[str, Ways]]:
    """Yield the ways of each persona; none where no touchpoint says what comes next: then all is in a row."""
    if any(place.touchpoint.next is not None for place in context.places):
        yield from context.ways.items()


def _after(column: int, ways: Ways) -> int:
    """Return the column that the persona passes next."""
    return ways.columns[ways.columns.index(column) + 1]


def _some(context: Context, place: Place, personas: list[str]) -> Words | None:
    """Return the names of these personas; None where they are all who pass."""
    passing = sum(passes(place.touchpoint, persona) for persona in context.personas)
    return None if len(personas) == passing else _named(context, personas)


def _named(context: Context, personas: list[str]) -> Words:
    names = [called(context.library.personas[persona], context.language) for persona in personas]
    return Words(together(names).en, together([in_quotes(name) for name in names]).zh)
