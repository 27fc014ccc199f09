"""The words of the trace, in both languages."""

from cxmap.language import Words

COLUMNS = (
    Words("Evidence", "依据"),
    Words("Pain points", "痛点"),
    Words("Opportunities", "机会点"),
    Words("Actions", "行动计划"),
    Words("Metrics", "指标"),
)
"""From left to right."""
ICONS = ("evidence", "pain", "opportunity", "action", "metric")

OPEN = {
    "unused": Words("cited by nothing", "未被引用"),
    "no-evidence": Words("no evidence", "没有依据"),
    "no-opportunity": Words("no opportunity", "没有机会点"),
    "no-pain": Words("answers no pain point", "不对应任何痛点"),
    "no-action": Words("no action", "没有行动"),
    "dropped-action": Words("only dropped actions", "行动均已放弃"),
    "no-task": Words("takes up no opportunity", "不对应任何机会点"),
    "journey-only": Words("no metric but the whole journey’s", "只有全程指标"),
    "no-metric": Words("no metric shows its effect", "没有指标能看出效果"),
    "no-aim": Words("no action aims at it", "没有行动针对它"),
}
"""What is missing at an open end."""

LABELS = {
    "trace": Words("Trace", "依据链"),
    "open-ends": Words("{} open ends", "{}处缺口"),
    "open-end": Words("1 open end", "1处缺口"),
    "reached": Words("target {} reached", "已达目标{}"),
    "whole-stage": Words("of the stage as a whole", "整个阶段"),
    "loose": Words("Not tied to a pain point", "未与痛点挂钩"),
    "cited-elsewhere": Words("cited, but for no pain point", "有引用，但与痛点无关"),
    "also-under": Words("also under {}", "也见{}"),
    "for": Words("eases a pain point of {}", "缓解{}的痛点"),
    "shows-under": Words("its effect shows under {}", "效果见{}"),
    "continued": Words("{} (continued)", "{}（续）"),
    "dangling": Words("Open end: something is missing here", "缺口：此处缺一环"),
    "assumed": Words("Rests on an assumption", "依据只是假设"),
    "severe": Words("From a severe pain point", "源自严重或致命痛点"),
}

TAKEAWAYS = {
    "severe-idle": (
        Words("{} of {} severe pain points lead to no action", "{1}个严重或致命痛点中有{0}个没有行动"),
        Words("1 of {1} severe pain points leads to no action", "{1}个严重或致命痛点中有1个没有行动"),
        Words("none of the {} severe pain points leads to an action", "{}个严重或致命痛点都没有行动"),
        Words("the one severe pain point leads to no action", "唯一的严重或致命痛点没有行动"),
    ),
    "pains-idle": (
        Words("{} of {} pain points lead to no action", "{1}个痛点中有{0}个没有行动"),
        Words("1 of {1} pain points leads to no action", "{1}个痛点中有1个没有行动"),
        Words("none of the {} pain points leads to an action", "{}个痛点都没有行动"),
        Words("the one pain point leads to no action", "唯一的痛点没有行动"),
    ),
    "opportunities-idle": (
        Words("{} of {} opportunities lead to no action", "{1}个机会点中有{0}个没有行动"),
        Words("1 of {1} opportunities leads to no action", "{1}个机会点中有1个没有行动"),
        Words("none of the {} opportunities leads to an action", "{}个机会点都没有行动"),
        Words("the one opportunity leads to no action", "唯一的机会点没有行动"),
    ),
    "blind": (
        Words("{} of {} actions have no metric to show their effect", "{1}项行动中有{0}项没有指标能看出效果"),
        Words("1 of {1} actions has no metric to show its effect", "{1}项行动中有1项没有指标能看出效果"),
        Words("none of the {} actions has a metric to show its effect", "{}项行动都没有指标能看出效果"),
        Words("the one action has no metric to show its effect", "唯一的行动没有指标能看出效果"),
    ),
    "bare": (
        Words("{} of {} pain points have no evidence", "{1}个痛点中有{0}个没有依据"),
        Words("1 of {1} pain points has no evidence", "{1}个痛点中有1个没有依据"),
        Words("none of the {} pain points has evidence", "{}个痛点都没有依据"),
        Words("the one pain point has no evidence", "唯一的痛点没有依据"),
    ),
    "unused": (
        Words("{} of {} pieces of evidence are cited by nothing", "{1}条依据中有{0}条未被引用"),
        Words("1 of {1} pieces of evidence is cited by nothing", "{1}条依据中有1条未被引用"),
        Words("none of the {} pieces of evidence is cited", "{}条依据都未被引用"),
        Words("the one piece of evidence is cited by nothing", "唯一的依据未被引用"),
    ),
    "untied": (
        Words("{} of {} actions take up no opportunity", "{1}项行动中有{0}项不对应任何机会点"),
        Words("1 of {1} actions takes up no opportunity", "{1}项行动中有1项不对应任何机会点"),
        Words("none of the {} actions takes up an opportunity", "{}项行动都不对应任何机会点"),
        Words("the one action takes up no opportunity", "唯一的行动不对应任何机会点"),
    ),
}
"""What to take away of some among all: of several, of one, of all, and of the only one."""

ALL_LEAD = {
    "severe": (
        Words("all {} severe pain points lead to an action", "{}个严重或致命痛点都有行动"),
        Words("the one severe pain point leads to an action", "唯一的严重或致命痛点有行动"),
    ),
    "pains": (
        Words("all {} pain points lead to an action", "{}个痛点都有行动"),
        Words("the one pain point leads to an action", "唯一的痛点有行动"),
    ),
    "opportunities": (
        Words("all {} opportunities lead to an action", "{}个机会点都有行动"),
        Words("the one opportunity leads to an action", "唯一的机会点有行动"),
    ),
}

TABLE = (
    Words("Stage", "阶段"),
    Words("Touchpoint", "触点"),
    Words("Evidence", "依据"),
    Words("Pain point", "痛点"),
    Words("Severity", "严重程度"),
    Words("Opportunity", "机会点"),
    Words("Actions", "行动计划"),
    Words("Metrics", "指标"),
)
ENDS = (Words("Kind", "类别"), Words("What", "内容"), Words("What is missing", "缺什么"))
