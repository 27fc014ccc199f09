"""Whether those who took part in a review are colleagues: teams, departments, staff."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cxmap.lint.rules.metrics.figures import in_each_language
from cxmap.patterns import lazily

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cxmap.model.fields import Text
    from cxmap.model.people import Team

_PARTS = lazily(r"\s*(?:[,;/&+、，；＋]|\band\b|[和与及])\s*", re.IGNORECASE)
_ASIDE = lazily(r"\s*[(（][^()（）]*[)）]")
_REST = lazily(r"\s(?:of|from|at|in|on|with|for|who)\s.*", re.IGNORECASE | re.DOTALL)
"""What follows the noun: “head of sales”, “two colleagues from the branch”."""

_ENGLISH = lazily(
    r"""(?:^|[\s’'-])(?:
    # Units, and those who work in them.
    teams?|departments?|dept|divisions?|units?|offices?|desks?|cent(?:re|er)s?|branch(?:es)?|stores?|management|leadership
    |staff|colleagues?|employees?|personnel|workforce|managers?|directors?|leads?|heads?|officers?|vps?|c[efiotx]os?|executives?
    |supervisors?|owners?|agents?|specialists?|analysts?|designers?|developers?|engineers?|researchers?|marketers?
    |strategists?|consultants?|advis[eo]rs?|receptionists?|clerks?|doctors?|physicians?|clinicians?|nurses?|teachers?|lecturers?
    # What they do.
    |hr|it|ux|ui|cx|ex|crm|pr|qa|r&d|human\sresources|people\soperations|legal|compliance|risk|finance|accounting|audit|tax
    |sales|marketing|brand|communications?|pricing|operations|ops|logistics|procurement|purchasing|warehouse|supply\schain
    |product|design|research|insights?|analytics|data|digital|engineering|development|technology|security|privacy|strategy
    |support|services?|care|success|experience|relations?|complaints|claims|underwriting|lending|payments|billing|collections
    |facilities|reception|housekeeping|kitchen|admissions|training
    )$""",
    re.IGNORECASE | re.VERBOSE,
)
_CHINESE = lazily(
    r"(?:部|部门|中心|团队|组|处|科|室|办|条线|专班|委员会|总部|分公司|门店|网点|前台|后台|管理层|领导|高管|层"
    r"|经理|专员|主管|总监|总裁|主任|店长|院长|校长|负责人|人员|员工|职工|同事|坐席|柜员|顾问|工程师|设计师|研究员|分析师|师傅"
    r"|医生|医师|护士|医护|教师|老师|客服|人力|人力资源|人事|行政|法务|合规|风控|风险|财务|会计|审计|税务"
    r"|销售|市场|营销|品牌|公关|采购|物流|仓储|供应链|产品|设计|研发|开发|技术|科技|信息|数据|数字化|安全|战略|运营|管理"
    r"|服务|体验|研究|洞察|增长|支持|权益|成功|关怀|理赔|核保|信贷|支付|培训)$"
)


def are_colleagues(entry: Text, teams: Iterable[Team]) -> bool:
    """Whether an entry of `with` names teams or staff and nobody else; what cannot be told may be anybody."""
    known = {name.casefold() for team in teams for name in (team.id, *in_each_language(team.name))}
    return any(_reads_as_colleagues(text, known) for text in in_each_language(entry))


def _reads_as_colleagues(text: str, known: set[str]) -> bool:
    plain = _ASIDE.sub("", text).strip()
    if plain.casefold() in known:
        return True
    parts = [part for part in _PARTS.split(plain) if part]
    return bool(parts) and all(part.casefold() in known or _is_a_unit(part) for part in parts)


def _is_a_unit(part: str) -> bool:
    noun = _REST.sub("", part)
    return _ENGLISH.search(noun) is not None or _CHINESE.search(noun) is not None
