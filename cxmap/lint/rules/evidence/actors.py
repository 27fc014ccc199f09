"""Whose journey it is, in the words that people use for them, by kind of map."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cxmap.language import Words
from cxmap.lint.people import PEOPLE
from cxmap.lint.rules.metrics.figures import in_each_language

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from cxmap.model.fields import Text
    from cxmap.model.journey import JourneyMap

_ANYONE = Words(
    "user,participant,respondent,interviewee,panel,focus group,community",
    "用户,参与者,受访,被访,访谈对象,焦点小组,体验官",
)
_TEAM_EN = (
    "(?:care|services?|success|experience|support|relations?|operations|insights?|research|marketing|analytics|office|"
    "team|department|managers?|directors?|leads?|agents?|staff|desk|centre|center)"
)
_TEAM_ZH = "(?:服务|体验|成功|关系|运营|管理|研究|洞察|增长|支持|权益|保护|关怀|设计|分析)"
_UNIT_ZH = "(?:部|中心|团队|处|科|办公室|经理|专员|主管|总监|负责人)"
"""“Customer care” and 客户服务中心 are teams, and no customers."""


def names_actors(journey: JourneyMap, texts: Collection[str]) -> bool:
    """Whether any of the texts names people whose journey it is, as against the teams that serve them."""
    people = PEOPLE.get(journey.kind or "") or (one for several in PEOPLE.values() for one in several)
    sets = [_ANYONE, *(one.either() for one in people)]
    english = "|".join(names.en.replace(",", "|") for names in sets)
    chinese = "|".join(names.zh.replace(",", "|") for names in sets)
    named = (
        rf"\b(?:{english})(?:s|es)?\b(?!(?:['’]s?)?[ -]{_TEAM_EN}(?: {_TEAM_EN})*\s*(?:$|[,;/&+]|and\b))"
        rf"|(?:{chinese})(?!{_TEAM_ZH}*{_UNIT_ZH}|{_TEAM_ZH}+(?:[组员师]|$|[、，,；;/+＋和与及]))"
    )
    return any(re.search(named, text, re.IGNORECASE) for text in texts) or _names_personas(journey, texts)


def _names_personas(journey: JourneyMap, texts: Iterable[str]) -> bool:
    """Whether any of the texts uses what the map itself calls its personas and segments."""
    told: list[Text | None] = [segment.name for segment in journey.segments]
    for persona in journey.personas:
        told += [persona.name, persona.role, persona.occupation]
    names = [name.casefold() for text in told for name in in_each_language(text)]
    return any(name in text.casefold() for text in texts for name in names)
