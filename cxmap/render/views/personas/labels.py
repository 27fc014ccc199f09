"""The personas' own words, in both languages."""

from __future__ import annotations

from cxmap.language import Words

NAME = Words("Personas", "客户角色")
LACKS = Words("it has no personas", "没有客户角色")

CAREER = Words("Career", "职业")
PERSONAL = Words("Personal", "个人")
OTHER = Words("Other", "其他")
GOALS = Words("Goals", "目标")
NEEDS = Words("Needs", "需求")
PREFERS = Words("Preferred channels", "偏好渠道")
PAINS = Words("What hurts most", "最痛的地方")
CURVE = Words("How the journey feels", "旅程感受")

PASSES = Words("passes {} of {} touchpoints", "经过{1}个触点中的{0}个")
PASSES_ALL = Words("passes all {} touchpoints", "经过全部{}个触点")
AVERAGE = Words("average {} (n={})", "平均{}（n={}）")
NO_SCORES = Words("No score is known", "没有情绪分")
IN_CHANNEL = Words("{} of {} touchpoints", "{1}个触点中有{0}个")
NOT_IN_CHANNEL = Words("no touchpoint", "没有触点")
NOT_SERVED = Words("no touchpoint takes it up", "没有触点顾及这项需求")
SERVED_ELSEWHERE = Words("only at touchpoints not passed: {}", "只有未经过的触点顾及：{}")
MET_AT = Words("met at {}", "在{}得到满足")
LET_DOWN_AT = Words("let down at {}", "在{}落空")
AND_MORE = Words("{} and {} more", "{0}等{2}个触点")
AND_MORE_PAINS = Words("and {} more pain points", "另有{}个痛点")
ONLY = Words("only {}", "仅{}")
SOURCE = Words("{} source", "{}条依据")
SOURCES = Words("{} sources", "{}条依据")
NO_EVIDENCE = Words("no evidence", "没有依据")
END_UNKNOWN = Words("not known", "未知")
SEGMENT = Words("Segment", "客群")

FACE_LEGEND = Words("score from −2 to +2; faces at peak, low and end", "情绪分，−2至+2；表情为峰、谷、终")
FACE_LEGEND_OWN = Words(
    "score on the map’s scale, {} to {}; faces at peak, low and end", "情绪分，按本图量表{}至{}；表情为峰、谷、终"
)
NEED_MET = Words("need met", "需求得到满足")
NEED_LET_DOWN = Words(
    "need let down, where a severe pain point, a broken promise or a score below 0 speaks against it",
    "需求落空：该处有严重痛点、违背的承诺或负的情绪分",
)
GAP = Words("need that no touchpoint takes up", "没有触点顾及的需求")

WORSE = Words("{0} fares worse than {2}: {1} on average ({2} {3})", "{0}的体验比{2}差：平均{1}（{2}为{3}）")
WORST = Words("{0} fares worst of {2}: {1} on average", "{2}人中{0}的体验最差：平均{1}")
ALIKE = Words("{} fare alike: {} on average", "{}的体验相当：平均{}")
WORST_ALIKE = Words("{} fare worst: {} on average", "{}的体验最差：平均{}")
ONE = Words("{}: {} on average", "{}：平均{}")
LOWEST_AT = Words(", lowest at {} ({})", "，最低点在{}（{}）")
UNSERVED_ONE = Words("1 of {1} needs is met nowhere on the way", "{1}项需求中有1项一路得不到满足")
UNSERVED_THE_ONE = Words("the one need is met nowhere on the way", "唯一的需求一路得不到满足")
UNSERVED = Words("{} of {} needs are met nowhere on the way", "{1}项需求中有{0}项一路得不到满足")
ALL_SERVED_BUT = Words(
    "each of the {} needs is met somewhere on the way, {} are let down elsewhere on it",
    "{}项需求一路上都得到过满足，其中{}项也曾落空",
)
ALL_SERVED_BUT_ONE = Words(
    "each of the {} needs is met somewhere on the way, 1 is let down elsewhere on it",
    "{}项需求一路上都得到过满足，其中1项也曾落空",
)
ALL_SERVED = Words("each of the {} needs is met somewhere on the way", "{}项需求一路上都得到满足")
COUNT = Words("{} personas", "{}个客户角色")

PERSONA = Words("Persona", "客户角色")
WHO = Words("Who", "是谁")
QUOTE = Words("Says", "原话")
TOUCHPOINTS = Words("Touchpoints", "触点")
AVERAGE_HEAD = Words("Average", "平均")
NEED = Words("Need", "需求")
MET_WHERE = Words("Met at", "得到满足的触点")
LET_DOWN_WHERE = Words("Let down at", "落空的触点")
PAIN = Words("Pain point", "痛点")
SEVERITY = Words("Severity", "严重程度")
WHERE = Words("Where", "触点")
