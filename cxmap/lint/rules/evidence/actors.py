"""Whose journey it is, in the words that people use for them, by kind of map."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cxmap.language import Words
from cxmap.lint.rules.metrics.figures import in_each_language

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from cxmap.model.fields import Text
    from cxmap.model.journey import JourneyMap

ACTORS = {
    "customer": Words("customers", "客户"),
    "employee": Words("employees", "员工"),
    "patient": Words("patients", "患者"),
    "citizen": Words("citizens", "市民"),
    "partner": Words("partners", "伙伴"),
    "student": Words("students", "学员"),
    "member": Words("members", "会员"),
    "visitor": Words("visitors", "访客"),
    "other": Words("people whose journey it is", "旅程中的当事人"),
}
"""What the actors of a journey are called; `customer` where a map does not say."""

_ANYONE = Words(
    "user,participant,respondent,interviewee,panel,focus group,community",
    "用户,参与者,受访,被访,访谈对象,焦点小组,体验官",
)
_CUSTOMERS = Words(
    "customer,client,consumer,buyer,shopper,subscriber,member,guest,diner,passenger,traveller,traveler,household,family,"
    "families,parent,homeowner,tenant,borrower,applicant,policyholder,fan",
    "客户,顾客,消费者,买家,会员,客人,食客,住客,旅客,乘客,家长,父母,家庭,家属,车主,业主,租客,租户,借款人,申请人,投保人,粉丝",
)
_PEOPLE = {
    "customer": (_CUSTOMERS,),
    "employee": (
        Words(
            "employee,joiner,newcomer,new hire,starter,worker,colleague,apprentice,trainee,graduate",
            "员工,新人,职员,同事,校招,社招,实习生,学徒",
        ),
    ),
    "patient": (Words("patient,carer,caregiver,family,families,relative,parent", "患者,病人,病友,家属,家庭,照护者"),),
    "citizen": (
        Words(
            "citizen,resident,applicant,taxpayer,household,people,family,families",
            "市民,居民,公民,群众,百姓,村民,办事人,申请人,纳税人,企业,家庭",
        ),
    ),
    "partner": (
        _CUSTOMERS,
        Words(
            "partner,supplier,dealer,distributor,reseller,vendor,franchisee",
            "伙伴,供应商,经销商,代理商,分销商,加盟商,渠道商,商家",
        ),
    ),
    "student": (
        Words(
            "student,pupil,learner,parent,family,families,graduate,alumni,applicant",
            "学生,学员,家长,校友,新生,同学",
        ),
    ),
    "member": (_CUSTOMERS, Words("volunteer", "成员,志愿者")),
    "visitor": (_CUSTOMERS, Words("visitor,tourist,audience", "访客,游客,观众,参观者")),
}
"""What the people whose journey it is may be called, by kind of map; in a map of no known kind, any of these."""

_TEAM_EN = (
    "(?:care|services?|success|experience|support|relations?|operations|insights?|research|marketing|analytics|office|"
    "team|department|managers?|directors?|leads?|agents?|staff|desk|centre|center)"
)
_TEAM_ZH = "(?:服务|体验|成功|关系|运营|管理|研究|洞察|增长|支持|权益|保护|关怀|设计|分析)"
_UNIT_ZH = "(?:部|中心|团队|处|科|办公室|经理|专员|主管|总监|负责人)"
"""“Customer care” and 客户服务中心 are teams, and no customers."""


def names_actors(journey: JourneyMap, texts: Collection[str]) -> bool:
    """Whether any of the texts names people whose journey it is, as against the teams that serve them."""
    sets = [_ANYONE, *(_PEOPLE.get(journey.kind or "") or (names for sets in _PEOPLE.values() for names in sets))]
    english = "|".join(names.en.replace(",", "|") for names in sets)
    chinese = "|".join(names.zh.replace(",", "|") for names in sets)
    people = (
        rf"\b(?:{english})(?:s|es)?\b(?!(?:['’]s?)?[ -]{_TEAM_EN}(?: {_TEAM_EN})*\s*(?:$|[,;/&+]|and\b))"
        rf"|(?:{chinese})(?!{_TEAM_ZH}*{_UNIT_ZH}|{_TEAM_ZH}+(?:[组员师]|$|[、，,；;/+＋和与及]))"
    )
    return any(re.search(people, text, re.IGNORECASE) for text in texts) or _names_personas(journey, texts)


def _names_personas(journey: JourneyMap, texts: Iterable[str]) -> bool:
    """Whether any of the texts uses what the map itself calls its personas and segments."""
    told: list[Text | None] = [segment.name for segment in journey.segments]
    for persona in journey.personas:
        told += [persona.name, persona.role, persona.occupation]
    names = [name.casefold() for text in told for name in in_each_language(text)]
    return any(name in text.casefold() for text in texts for name in names)
