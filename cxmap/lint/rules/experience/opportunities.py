"""Opportunities: a problem reframed, not yet a solution."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxmap.diagnostics import Severity
from cxmap.language import Words, in_quotes
from cxmap.lint.engine import STRICT, Finding, rule
from cxmap.lint.phrasing import adding, together
from cxmap.lint.rules.experience.solutions import is_solution

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxmap.lint.context import Context


@rule(Severity.NOTE, STRICT)
def opportunity_phrased_as_a_solution(context: Context) -> Iterator[Finding]:
    """An opportunity that says what to build instead of which problem is worth solving.

    写成了解决方案的机会点。

    Why it matters: an opportunity is a need, a pain point or a desire; a solution is one of many answers to it
    (Torres, 2021). Who writes “add a chatbot” has stopped looking for the other answers, and cannot say later whether
    the chatbot worked. A question that asks how to build something is a solution too.

    为什么重要：机会点是需求、痛点或愿望，方案只是众多答案中的一个（Torres，2021）。
    一上来就写“上线智能客服”，别的答案就没人再找了；做完之后，也说不清有没有用。
    “怎样上线一个智能客服？”虽是问句，同样是方案。

    Example:

        stages:
          - name: Waiting
            touchpoints:
              - name: Wait for news
                opportunities:
                  - Add a tracking page  # opportunity-phrased-as-a-solution

    How to mend: ask the question that the solution would answer, and move the solution to `actions`.

    如何修改：改写成这个方案想回答的问题，方案本身移到行动计划 `actions`。

        stages:
          - name: Waiting
            touchpoints:
              - name: Wait for news
                opportunities:
                  - {id: no-need-to-ask, text: How might people know without asking?}
        actions:
          - {title: Add a tracking page, addresses: no-need-to-ask}
    """
    for opportunity in context.opportunities:
        text = context.said(opportunity.item.text).strip()
        if is_solution(text):
            yield Finding(
                (*opportunity.path, "text"),
                Words(
                    f"the opportunity {in_quotes(text)} is a solution already", f"机会点{in_quotes(text)}写成了解决方案"
                ),
                Words(
                    "ask what it is for (“How might we …?”), and move the solution to `actions`",
                    "请改写成问题（“怎样……？”），方案移到 `actions`",
                ),
            )


@rule(Severity.WARNING, STRICT)
def opportunity_addressing_nothing(context: Context) -> Iterator[Finding]:
    """An opportunity that names no pain point.

    没有对应任何痛点的机会点。

    Why it matters: the chain from evidence to pain point to opportunity to action shows why money is spent. An
    opportunity that hangs in the air is an idea somebody had. Where its touchpoint has no pain point, evidence of its
    own will do.

    为什么重要：从依据到痛点，到机会点，再到行动，这条链说明钱为什么花在这里；
    悬空的机会点，只是某个人的主意。所在触点没有痛点时，机会点自己有依据（`evidence`）也可以。

    Example:

        stages:
          - name: Waiting
            touchpoints:
              - name: Wait for news
                pain_points: [{id: no-word, text: Nobody says when it will be ready}]
                opportunities:
                  - {text: How might people know without asking?}  # opportunity-addressing-nothing

    How to mend: name the pain point that it would ease, or the evidence for it.

    如何修改：写上它所对应的痛点；没有痛点的，写上依据。

        stages:
          - name: Waiting
            touchpoints:
              - name: Wait for news
                pain_points: [{id: no-word, text: Nobody says when it will be ready}]
                opportunities:
                  - {text: How might people know without asking?, addresses: no-word}
    """
    for opportunity in context.opportunities:
        item, place = opportunity.item, opportunity.place
        if item.addresses or place is None or (item.evidence and not place.touchpoint.pain_points):
            continue
        text = in_quotes(context.said(item.text))
        ids = together([pain_point.id for pain_point in place.touchpoint.pain_points if pain_point.id])
        add = adding(context, opportunity.path, "addresses")
        yield Finding(
            opportunity.path,
            Words(f"the opportunity {text} addresses no pain point", f"机会点{text}没有对应的痛点"),
            Words(f"{add.en}; the pain points here are: {ids.en}", f"{add.zh}；这里的痛点有：{ids.zh}")
            if ids.en
            else Words(f"{add.en} with the id of a pain point", f"{add.zh}，填上痛点的 id"),
        )
