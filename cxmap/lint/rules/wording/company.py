"""How a company speaks: the words of its funnel, and its actors in the third person."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from cxmap.language import Words
from cxmap.lint.people import CUSTOMERS, PEOPLE
from cxmap.patterns import lazily

if TYPE_CHECKING:
    from cxmap.language import Language

OWN_TRADE = frozenset({"employee", "partner"})
"""Kinds of journeys whose actors speak of customers of their own."""

# Names of stages.


class _Jargon(NamedTuple):
    """What a company does, as a name of a stage, and what the customer might call it.

    The patterns `of` may follow a name for people, “(patient) acquisition”; those `to` must; `alone` do without.
    """

    of: Words
    to: Words
    alone: Words
    instead: Words


def _any_of(names: list[Words]) -> Words:
    """Return a pattern for each language that matches any of the names; the longest that fits comes first."""
    en, zh = (
        "|".join(sorted({name for words in names for name in words.said(language).split(",")}, key=len, reverse=True))
        for language in ("en", "zh")
    )
    return Words(f"(?:{en})", f"(?:{zh})")


_USER = Words("user", "用户")
_WHO = _any_of([_USER, *(people.names for several in PEOPLE.values() for people in several)])
_IMPROVE_EN = "(?:improv|increas|rais|enhanc|driv)(?:e|ing)|(?:boost|build|grow)(?:ing)?"
_IMPROVE_ZH = "提升|提高|增强|增加|改善|优化|促进"
_KPI_EN = "satisfaction|loyalty|retention|engagement|conversion|stickiness"
_KPI_ZH = "满意度|忠诚度|黏性|粘性|留存率?|转化率?|复购率?|活跃度|参与度"
_NONE = Words("", "")

_JARGON = (
    _Jargon(
        Words("acquisition", ""),
        Words("", "获取"),
        Words(
            "acquire|attract|lead gen(?:eration)?|lead capture|prospecting|targeting",
            "获客|拉新|引流|导流|蓄客|触达|线索获取|获取线索|获取(?:客户|用户|会员|患者|学员)",
        ),
        Words("Hearing about it", "听说有这么一家"),
    ),
    _Jargon(
        Words("conversion", "转化"),
        Words("", "培育"),
        Words(
            "(?:lead )?(?:nurture|nurturing|qualification)|lead conversion|convert",
            "(?:线索|开户|注册|到店)转化|成交|线索培育|逼单",
        ),
        Words("Making up my mind", "拿主意"),
    ),
    _Jargon(
        Words("onboarding|activation", "促活|激活"),
        _NONE,
        _NONE,
        Words("Using it for the first time", "第一次用上"),
    ),
    _Jargon(
        Words("retention|engagement", "留存|沉淀|维系|维护|经营|运营"),
        _NONE,
        Words("retain|engage|churn prevention|loyalty management", "私域"),
        Words("Using it every week", "经常用"),
    ),
    _Jargon(
        Words("reactivation|win-?back", "召回|唤醒|挽回"),
        _NONE,
        Words(
            r"(?:up-?sell|cross-?sell)(?:ing)?|moneti[sz]ation|repurchase",
            "变现|复购|增购|(?:交叉|向上)销售|追加销售|流失(?:召回|唤醒|挽回)|裂变|老带新",
        ),
        Words("Coming back for more", "再来一次"),
    ),
    _Jargon(
        _NONE,
        Words(
            "(?:(?:relationship|relations|lifecycle|experience|success) )?management|education",
            "(?:关系|体验|分层|生命周期)?管理|教育|分层",
        ),
        _NONE,
        Words("Having somebody to ask", "有事找得到人"),
    ),
    _Jargon(
        _NONE,
        _NONE,
        Words(
            rf"(?:{_IMPROVE_EN}) (?:(?:[a-z]+ )?[a-z]+['’]?s?['’]? )?(?:{_KPI_EN})",
            f"(?:{_IMPROVE_ZH})[\u4e00-\u9fff]{{0,4}}?的?(?:{_KPI_ZH})|(?:{_IMPROVE_ZH})(?:客户|用户|会员|患者|学员|员工)的?体验",
        ),
        Words("Being glad I came", "没白来这一趟"),
    ),
)


def _alternatives(patterns: list[str]) -> str:
    return "|".join(pattern for pattern in patterns if pattern)


def _name_of(language: Language, space: str) -> str:
    """Return the pattern of one name that is jargon."""
    of, to, alone = (_alternatives([part[n].said(language) for part in _JARGON]) for n in range(3))
    who = _WHO.said(language)
    return f"{who}{space}(?:{of}|{to})|{of}|{alone}"


_NUMBERING = r"(?:(?:stage|phase|step) ?\d+ ?[.:–-]? ?|\d+ ?[.):、] ?|[一二三四五六七八九十]+、|阶段[一二三四五六七八九十\d]+ ?[:： ]? ?)?"
_EN, _ZH = _name_of("en", " "), _name_of("zh", "")
STAGE_NAME = lazily(
    rf"{_NUMBERING}(?:"
    rf"((?:(?:{_EN})(?: ?(?:,|&|/|\+|→|\band\b) ?|(?= (?:stage|phase)|\Z)))+)(?: (?:stage|phase))?|"
    rf"((?:(?:{_ZH})[、/／与和及&+＋·→ -]*)+)(?:阶段|环节|期)?)",
    re.IGNORECASE,
)
"""A name that is nothing but jargon, in group 1 or 2: “Acquisition & activation”, “阶段二：获客转化”."""


def instead_of(jargon: str) -> Words:
    """Return what a customer might call a stage, by the first word of its name."""
    for one in _JARGON:
        after_name = _alternatives([one.of.en, one.to.en, one.of.zh, one.to.zh])
        alone = _alternatives([one.of.en, one.alone.en, one.of.zh, one.alone.zh])
        who = f"(?:{_WHO.en} |{_WHO.zh})"
        if (after_name and re.match(f"{who}(?:{after_name})", jargon, re.IGNORECASE)) or (
            alone and re.match(alone, jargon, re.IGNORECASE)
        ):
            return one.instead
    raise ValueError(jargon)


# What is said. A text begins after a null character.

_ONE = "(?:[Cc]ustomer|[Uu]ser|[Cc]lient|[Cc]onsumer|[Ss]hopper)"
ABOUT_CUSTOMERS = lazily(
    rf"\0[“\"‘']?(?:"
    rf"(?:(?i:the) )?{_ONE} (?:feels|wants|needs|wonders|expects|thinks|hopes|worries|does not|doesn['’]t)\b|"
    rf"(?i:the) {_ONE} (?:is|does|can|may|might|should|will)\b|"
    rf"(?:(?i:the) )?{_ONE}s (?:want|need|feel|expect|wonder|hope|worry|do not|don['’]t|cannot|can['’]t|should)\b|"
    "(?:该|让)?(?:客户|用户|消费者)(?:会|想|希望|觉得|认为|担心|需要|期望|期待|不知道|不清楚|感到|感觉|可能|是否|关心|疑惑|犹豫|怀疑|不想|不愿|在意)|"
    rf"(?:{_IMPROVE_ZH})(?:客户|顾客|用户)?的?(?:{_KPI_ZH})|"
    rf"(?i:(?:{_IMPROVE_EN}) (?:(?:customer|user|client)(?:['’]s|s['’]?)? )?(?:{_KPI_EN}))\b)"
)
BY_COMPANY = lazily(
    r"\b[Oo]ur (?:service|product|offering|brand|solution|customer|client)s?\b|"
    r"\b[Ww]e (?:offer|provide|deliver|guarantee) (?:you|our|customers|clients|users|free|fast|the best|a (?:wide|full|free|fast|great))\b|"
    "我司|本公司|我公司|我们的(?:服务|产品|品牌|解决方案|客户|用户)|我们为您|为您提供"
)
_FEELS_ZH = "希望|期望|期待|想要|觉得|认为|感到|感觉|担心|疑惑|犹豫|怀疑|不知道|不清楚|不想|不愿|在意|会(?:不会|觉得|认为|感到|感觉|担心|希望|期待|疑惑|犹豫|怀疑|在意)"


@cache
def about_actors(kind: str) -> re.Pattern[str] | None:
    """Return what finds thoughts about those whose journey it is, as others call them on that kind of map.

    What they need or may do is left to them: a student may think “students need a card?”. “Customer” and “user” are
    no names that people give themselves, see `ABOUT_CUSTOMERS`.
    """
    several = PEOPLE.get(kind, ())
    if kind in OWN_TRADE:  # they think of customers all day
        several = tuple(people for people in several if people is not CUSTOMERS)
    if not several:
        return None
    who = _any_of([people.names for people in several])
    return re.compile(
        rf"\0[“\"‘']?(?:"
        rf"(?i:(?:(?:the|a) )?{who.en} (?:feels|wants|wonders|expects|thinks|hopes|worries)|"
        rf"(?:the )?{who.en}s (?:want|feel|expect|wonder|hope|worry)|"
        rf"(?:{_IMPROVE_EN}) {who.en}(?:['’]s|s['’]?)? (?:{_KPI_EN}))\b|"
        rf"(?:该|让)?{who.zh}们?(?:{_FEELS_ZH})|(?:{_IMPROVE_ZH}){who.zh}的?(?:{_KPI_ZH}|体验))"
    )
