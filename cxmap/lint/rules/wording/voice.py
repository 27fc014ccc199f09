"""Whose words a map uses, and whether its names fit on a poster."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple
from unicodedata import category, east_asian_width

from cxmap.diagnostics import Severity
from cxmap.language import LANGUAGES, Words
from cxmap.lint.engine import STRICT, Finding, rule
from cxmap.lint.options import Option
from cxmap.lint.patterns import lazily
from cxmap.lint.rules.wording.reading import Passages, quoted
from cxmap.lint.texts import Prose
from cxmap.model.reading import passes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxmap.diagnostics import Path
    from cxmap.lint.context import Context
    from cxmap.model.fields import Text
    from cxmap.model.journey import Stage, Touchpoint
    from cxmap.model.people import Persona


class _Jargon(NamedTuple):
    """Names of stages that say what a company does, as patterns, and what the customer might call it."""

    en: str
    zh: str
    instead: Words


_JARGON = (
    _Jargon(
        r"(?:customer |user |client )?acquisition|acquire|attract|lead gen(?:eration)?|lead capture|prospecting|targeting",
        "获客|拉新|引流|导流|蓄客|触达|(?:客户|用户|线索)获取|获取(?:客户|用户|线索)",
        Words("Hearing about it", "听说有这么一家"),
    ),
    _Jargon(
        r"(?:lead )?(?:nurture|nurturing|qualification)|(?:customer |user |lead )?conversion|convert",
        "(?:客户|用户|线索|开户|注册|到店)?转化|成交|(?:线索|客户)培育|逼单",
        Words("Making up my mind", "拿主意"),
    ),
    _Jargon(
        "(?:customer |user |client )?(?:onboarding|activation)",
        "(?:客户|用户)?(?:促活|激活)",
        Words("Using it for the first time", "第一次用上"),
    ),
    _Jargon(
        "(?:customer |user |client )?(?:retention|engagement)|retain|engage|churn prevention|loyalty management",
        "(?:客户|用户|会员)?(?:留存|沉淀|维系|维护|经营|运营)|私域",
        Words("Using it every week", "经常用"),
    ),
    _Jargon(
        r"(?:up-?sell|cross-?sell)(?:ing)?|(?:customer )?(?:reactivation|win-?back)|moneti[sz]ation|repurchase",
        "变现|复购|增购|(?:交叉|向上)销售|追加销售|(?:客户|用户|流失)?(?:召回|唤醒|挽回)|裂变|老带新",
        Words("Coming back for more", "再来一次"),
    ),
)
_NUMBERING = r"(?:(?:stage|phase|step) ?\d+ ?[.:–-]? ?|\d+ ?[.):、] ?|[一二三四五六七八九十]+、|阶段[一二三四五六七八九十\d]+ ?[:： ]? ?)?"
_EN = "|".join(f"(?:{jargon.en})" for jargon in _JARGON)
_ZH = "|".join(f"(?:{jargon.zh})" for jargon in _JARGON)
_STAGE_NAME = lazily(
    rf"{_NUMBERING}(?:"
    rf"((?:{_EN})(?: ?(?:,|&|/|\+|→|\band\b) ?(?:{_EN}))*)(?: (?:stage|phase))?|"
    rf"((?:{_ZH})(?:[、/／与和及&+＋·→ -]*(?:{_ZH}))*)(?:阶段|环节|期)?)",
    re.IGNORECASE,
)
"""A name that is nothing but jargon: “Acquisition & activation”, “阶段二：获客转化”."""
_LONGEST_JARGON = 60

_ONE = "(?:[Cc]ustomer|[Uu]ser|[Cc]lient|[Cc]onsumer|[Ss]hopper)"
_ABOUT_CUSTOMERS = lazily(
    rf"\0[“\"‘']?(?:"
    rf"(?:(?i:the) )?{_ONE} (?:feels|wants|needs|wonders|expects|thinks|hopes|worries|does not|doesn['’]t)\b|"
    rf"(?i:the) {_ONE} (?:is|does|can|may|might|should|will)\b|"
    rf"(?:(?i:the) )?{_ONE}s (?:want|need|feel|expect|wonder|hope|worry|do not|don['’]t|cannot|can['’]t|should)\b|"
    "(?:该|让)?(?:客户|用户|消费者)(?:会|想|希望|觉得|认为|担心|需要|期望|期待|不知道|不清楚|感到|感觉|可能|是否|关心|疑惑|犹豫|怀疑|不想|不愿|在意))"
)
_BY_COMPANY = lazily(
    r"\b[Oo]ur (?:service|product|offering|brand|solution|customer|client)s?\b|"
    r"\b[Ww]e (?:offer|provide|deliver|guarantee) (?:you|our|customers|clients|users|free|fast|the best|a (?:wide|full|free|fast|great))\b|"
    "我司|本公司|我公司|我们的(?:服务|产品|品牌|解决方案|客户|用户)|我们为您|为您提供"
)
_HAS_CUSTOMERS = lazily(
    "客户|顾客|用户|客人|店主|老板|店长|销售|客服|经营|生意|商家|卖家|"
    r"\b(?:customers?|clients?|users?|guests?|owner|shopkeeper|sales\w*|sells|selling|trader?|merchant|agent|adviser|consultant)\b",
    re.IGNORECASE,
)
_SPEECH = frozenset({"thoughts", "quote"})
_OWN_TRADE = frozenset({"employee", "partner"})
"""Kinds of journeys whose actors speak of customers of their own."""


@rule(Severity.NOTE, STRICT)
def company_voice(context: Context) -> Iterator[Finding]:
    """A stage named as the company plans it (`Acquisition`, `Conversion`), or a thought that the company would have.

    阶段名用了企业的说法（`获客`、`转化`），或想法里是企业的口吻。

    Why it matters: stages in the words of the funnel turn a journey map back into a process chart, and nobody has
    ever thought “the customer feels uncertain” about themselves. Kalbach (“Mapping Experiences”, 2016) asks to look
    from the outside in. Personas with customers of their own, as shop owners, may speak of them.

    为什么重要：阶段名用漏斗术语，旅程图就又变回了流程图；也没有谁会这样想自己：“客户感到不确定”。Kalbach
    在《Mapping Experiences》（2016）中强调要由外向内看。店主这类自己也有客户的角色，提到客户不算。

    Example:

        stages:
          - name: Acquisition  # company-voice
            touchpoints:
              - name: See an advertisement
                thoughts: [The customer wants to know more]  # company-voice
          - name: 复购转化  # company-voice

    How to mend: say what the person is doing or thinking at that point, as they would say it.

    如何修改：写这个人此时在做什么、想什么，用他自己的话。

        stages:
          - name: Hearing about it
            touchpoints:
              - name: See an advertisement
                thoughts: [Is this something for me?]
          - name: 再买一次
    """
    kind = context.journey.kind
    for index, stage in enumerate(context.journey.stages):
        for path, name in _in_each_language(("stages", index, "name"), stage.name):
            match = _STAGE_NAME.fullmatch(name) if len(name) <= _LONGEST_JARGON else None
            # Employees and partners do call it onboarding.
            if match and not (kind in _OWN_TRADE and "onboarding" in name.lower()):
                instead = _instead(match[1] or match[2])
                yield Finding(
                    path,
                    Words(
                        f"“{name}” is what the company does, not what its customer goes through",
                        f"“{name}”说的是企业要做的事，不是客户经历的事",
                    ),
                    Words(
                        f"name the stage in the customer's words, as “{instead.en}”",
                        f"请用客户自己的话给阶段命名，如“{instead.zh}”",
                    ),
                )
    if kind not in _OWN_TRADE:
        yield from _spoken_by_company(context)


def _spoken_by_company(context: Context) -> Iterator[Finding]:
    passages = Passages(context)
    spoken = Prose([text for text in context.texts if not _SPEECH.isdisjoint(text.path[-2:])])
    for passage, match in (*spoken.search(_ABOUT_CUSTOMERS), *spoken.search(_BY_COMPANY)):
        speakers = _speakers(context, passage.path)
        if not passages.is_repeated(passage.path) and not any(_has_customers(persona) for persona in speakers):
            said = match[0].strip("\0“\"‘'")
            yield Finding(
                passage.path,
                Words(f"the company speaks here, not its customer: “{said}”", f"“{said}”是企业的口吻，不是客户的想法"),
                Words("write it as the person would think it, in the first person", "请写成客户自己的想法，用第一人称"),
                span=passages.span(passage, match.end() - len(said), match.end()),
            )


def _instead(name: str) -> Words:
    """Return what a customer might call a stage, by the first word of its name."""
    return next(jargon.instead for jargon in _JARGON if re.match(f"{jargon.en}|{jargon.zh}", name, re.IGNORECASE))


def _speakers(context: Context, path: Path) -> list[Persona]:
    """Return the personas who may think what stands at a path."""
    journey, personas = context.journey, context.library.personas
    match path:
        case ("personas", int(index), *_):
            return [journey.personas[index]]
        case ("stages", int(stage), "touchpoints", int(index), *_):
            touchpoint = journey.stages[stage].touchpoints[index]
            return [personas[one.id] for one in journey.personas if passes(touchpoint, one.id)]
    return []


def _has_customers(persona: Persona) -> bool:
    """Whether a persona's trade has customers, by what the map says about them; in a buying group, they all may."""
    texts = [persona.occupation, persona.description, persona.quote, *(need.text for need in persona.needs)]
    if persona.goals is not None:
        texts += [persona.goals.career, persona.goals.personal, *persona.goals.other]
    said = (said for text in texts for _, said in _in_each_language((), text))
    return persona.role is not None or any(map(_HAS_CUSTOMERS.search, said))


def _in_each_language(path: Path, text: Text | None) -> Iterator[tuple[Path, str]]:
    """Yield what a text says, in one language or in both, with its path."""
    if isinstance(text, str):
        yield path, text
    elif text is not None:
        yield from (((*path, language), said) for language in LANGUAGES if (said := getattr(text, language)))


@rule(
    Severity.NOTE,
    STRICT,
    most=Option(
        48,
        "the longest name, in letters; a Chinese character counts two",
        "名称最长多少个字母；一个汉字算两个",
        at_least=1,
    ),
)
def name_too_long(context: Context, most: int) -> Iterator[Finding]:
    """A name of a stage or touchpoint that does not fit the head of a column.

    阶段或触点的名称太长，列头放不下。

    Why it matters: the names are the heads of a poster's columns, read from two metres away. A long one wraps into a
    paragraph, pushes the curve down, and is cut short in every report.

    为什么重要：名称是海报的列头，要在两米外看清。名称太长，列头就成了一段话，把情绪曲线挤到下面，各种报告里也会被截断。

    Example:

        stages:
          - name: Paying
            touchpoints:
              - name: Fill in the card number and wait for the bank's text message  # name-too-long
              - name: 填写银行卡号、有效期和背面的三位数字，再输入手机收到的验证码  # name-too-long

    How to mend: name what happens in a few words; the rest belongs in `description` or `actions`.

    如何修改：名称只用几个字说清是什么事，其余写进 `description` 或 `actions`。

        stages:
          - name: Paying
            touchpoints:
              - name: Pay by card
                actions: [Fills in the card number, Waits for the bank's text message]
              - name: 刷卡付款
    """
    items: list[tuple[Path, Stage | Touchpoint]] = [
        *((("stages", index), stage) for index, stage in enumerate(context.journey.stages)),
        *((place.path, place.touchpoint) for place in context.places),
    ]
    for path, item in items:
        for place, name in _in_each_language((*path, "name"), item.name):
            if len(name) * 2 > most and (cells := sum(map(_cells, name))) > most:
                yield Finding(
                    place,
                    Words(
                        f"“{quoted(name)}” is {cells} letters wide, more than {most}",
                        f"“{quoted(name)}”宽 {cells} 个字母，超过 {most}",
                    ),
                    Words(
                        "say it in a few words; the rest goes to `description`", "请缩成几个字；其余写进 `description`"
                    ),
                )


def _cells(character: str) -> int:
    """Return how many letters wide a character is."""
    if category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if east_asian_width(character) in "WF" else 1
