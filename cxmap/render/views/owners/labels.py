"""The owners' own words, in both languages."""

from __future__ import annotations

from cxmap.language import Words

NAME = Words("Owners", "责任归属")
LACKS = Words("it names no owners", "没有写明责任团队")

TEAM = Words("Team", "团队")
NOBODY = Words("Nobody", "无人负责")
NOBODY_HERE = Words("nobody", "无人负责")
NOBODY_OF = Words("nobody: {}", "无人负责：{}")
NOBODY_WHY = Words("no team is named", "未写明团队")
INVOLVED = Words("Teams involved", "参与团队数")
UNDECLARED = Words("not declared as a team", "未声明的团队")
KEEPS_MAP = Words("keeps this map", "维护本图")
ANSWERS = Words("Answers for", "最终负责")
PAINS = Words("Pain points", "痛点")
OPPORTUNITIES = Words("Opportunities", "机会点")
ACTIONS = Words("Open actions", "未完成行动")
CONTROLS = Words("Risk controls", "风险控制")
IDLE = Words("Own nothing on this map: {}.", "在本图中没有职责：{}。")
TOUCHPOINT = Words("Touchpoint", "触点")
STAGE = Words("Stage", "阶段")
CONTACT = Words("Contact", "联系人")
CARRIES = Words("What each team carries", "各团队承担的事项")

LETTERS = {
    "A": Words("answers for the touchpoint (accountable)", "最终负责：对触点的结果负责"),
    "R": Words("does a step of it (responsible)", "负责执行：完成其中的步骤"),
    "C": Words("is asked before it is changed (consulted)", "被咨询：改动前征询意见"),
    "I": Words("is told when it has changed (informed)", "被告知：改动后通知"),
}
SHORT = {
    "A": Words("answers (A)", "最终负责（A）"),
    "R": Words("does (R)", "负责执行（R）"),
    "C": Words("is consulted (C)", "被咨询（C）"),
    "I": Words("is informed (I)", "被告知（I）"),
}
GAP = Words("nobody answers for it: a gap", "无人最终负责：空缺")
LOADS = Words(
    "pain points, opportunities, actions and controls count for the team that they name themselves",
    "痛点、机会点、行动与控制按各自写明的团队计数",
)

GAPS = Words("nobody answers for {} of {} touchpoints", "{1}个触点中有{0}个无人负责")
COVERED = Words("all {} touchpoints have a team that answers for them", "{}个触点都有团队最终负责")
COVERED_BOTH = Words("both touchpoints have a team that answers for them", "2个触点都有团队最终负责")
COVERED_ONE = Words("the one touchpoint has a team that answers for it", "唯一的触点有团队最终负责")
MOST = Words("{} answers for most, {}", "{}负责最多，有{}个")
MOST_EACH = Words("{} answer for most, {} each", "{}负责最多，各{}个")
UNOWNED_PAINS = Words("nobody is asked to remove {} of {} pain points", "{1}个痛点中有{0}个没有团队负责消除")
UNOWNED_ACTION = Words("1 of {1} open actions has no owner", "{1}项未完成行动中有1项没有负责团队")
UNOWNED_ACTIONS = Words("{} of {} open actions have no owner", "{1}项未完成行动中有{0}项没有负责团队")
UNOWNED_OPPORTUNITY = Words("1 of {1} opportunities has no owner", "{1}个机会点中有1个没有负责团队")
UNOWNED_OPPORTUNITIES = Words("{} of {} opportunities have no owner", "{1}个机会点中有{0}个没有负责团队")
UNOWNED_ONE_OPPORTUNITY = Words("the one opportunity has no owner", "唯一的机会点没有负责团队")
BUSIEST = Words("{} involves {} teams", "{}有{}个团队参与")
UNOWNED_ONE_ACTION = Words("the one open action has no owner", "唯一未完成的行动没有负责团队")
UNOWNED_ONE_PAIN = Words("nobody is asked to remove the one pain point", "唯一的痛点没有团队负责消除")
GAP_ONE = Words("nobody answers for the one touchpoint", "唯一的触点无人负责")
