"""Opportunities: a problem reframed, not yet a solution."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cxmap.diagnostics import Severity
from cxmap.language import Words, listed
from cxmap.lint.engine import STRICT, Finding, rule
from cxmap.lint.patterns import lazily

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxmap.lint.context import Context

_QUESTION = lazily(
    r"[?？]|怎样|怎么|如何|能否|能不能|可否|可不可以|是否|是不是|为什么|吗"
    r"|\bhow (?:might|could|can|do|would|should|to)\b|^what if\b",
    re.IGNORECASE,
)
_ENGLISH_SOLUTION = lazily(
    r"""(?:(?:we|they|the\steam)\s(?:should|could|can|must|will|need\sto|have\sto)\s|let['’]s\s|to\s)?
    (?:(?:launch|implement|deploy|install|roll\sout|integrate|automate)\b
    |(?:build|add|create|develop|introduce|design|redesign|set\sup|offer|provide)\s
     (?:(?!(?:at|on|in|for|to|with|of|about|from|that|so|less|fewer)\s)[\w'’-]+\s){0,4}?
     (?:app|application|bot|chatbot|assistant|portal|platform|website|site|page|screen|form|field|button|link|menu|filter
     |banner|pop-?up|dashboard|tool|feature|function|system|engine|module|widget|wizard|calculator|tracker|tracking|search
     |login|api|integration|database|crm|chat|hotline|faq|video|tutorial|guide|checklist|template|newsletter|e-?mail|sms
     |text\smessage|notification|alert|reminder|kiosk|terminal|locker|counter|desk|sign|signage|poster|qr\scode|coupon
     |voucher|discount|training)s?\b)""",
    re.IGNORECASE | re.VERBOSE,
)
_CHINESE_SOLUTION = lazily(
    r"(?:我们)?(?:建议|应该|应当|可以|需要|必须|计划|考虑|尽快|统一|应|可|要|拟)*"
    r"(?:上线|开发|新建|建设|搭建|引入|引进|推出|部署|增设|新增|增加|添加|优化|升级|接入|采购|打造|设置|设立|开设|开通|安装|改版|重构"
    r"|配备|增派)(?P<what>.+)"
)
_A_QUALITY = lazily(r"(?:感|感受|体验|度|率|量|性|信任|信心|关系|默契|惊喜|机会|选择|预期|收入|转化|复购|价值)[。！]?$")
"""How Chinese names ends to strive for, as against things to build: 增加安全感, 打造难忘的体验."""


@rule(Severity.NOTE, STRICT)
def opportunity_phrased_as_a_solution(context: Context) -> Iterator[Finding]:
    """An opportunity that says what to build instead of which problem is worth solving.

    写成了解决方案的机会点。

    Why it matters: an opportunity is a need, a pain point or a desire; a solution is one of many answers to it
    (Torres, 2021). Who writes “add a chatbot” has stopped looking for the other answers, and cannot say later whether
    the chatbot worked.

    为什么重要：机会点是需求、痛点或愿望，方案只是众多答案中的一个（Torres，2021）。
    一上来就写“上线智能客服”，别的答案就没人再找了；做完之后，也说不清有没有用。

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
        if _is_solution(text):
            yield Finding(
                (*opportunity.path, "text"),
                Words(f"the opportunity “{text}” is a solution already", f"机会点“{text}”写成了解决方案"),
                Words(
                    "ask what it is for (“How might we …?”), and move the solution to `actions`",
                    "请改写成问题（“怎样……？”），方案移到 `actions`",
                ),
            )


def _is_solution(text: str) -> bool:
    chinese = _CHINESE_SOLUTION.match(text)
    begins_so = not _A_QUALITY.search(chinese["what"]) if chinese else _ENGLISH_SOLUTION.match(text) is not None
    return begins_so and _QUESTION.search(text) is None


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
        text = context.said(item.text)
        ids = [pain_point.id for pain_point in place.touchpoint.pain_points if pain_point.id]
        yield Finding(
            opportunity.path,
            Words(f"the opportunity “{text}” addresses no pain point", f"机会点“{text}”没有对应的痛点"),
            Words(
                f"add `addresses: …`; the pain points here are: {listed(ids, 'en')}"
                if ids
                else "add `addresses: …` with the id of a pain point",
                f"请添加 `addresses: …`；这里的痛点有：{listed(ids, 'zh')}"
                if ids
                else "请添加 `addresses: …`，写上痛点的 id",
            ),
        )
