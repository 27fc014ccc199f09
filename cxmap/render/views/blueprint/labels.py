"""The words of the blueprint."""

from __future__ import annotations

from cxmap.language import Words
from cxmap.render.text.labels import WHO

NAME = Words("Service blueprint", "服务蓝图")
ACTIONS = {kind: Words(f"{who.en} actions", f"{who.zh}行为") for kind, who in WHO.items()}
ACTIONS["other"] = Words("Actions", "行为")
"""The row of what is done by whose journey it is, by its kind."""
NOTHING_BEHIND = Words("Nothing named behind it", "未写明后台支撑")
NONE_NAMED = Words("None named on this map", "本图未写明")
NO_TEAM = Words("no team named", "未写明团队")
SHARE_NAME = Words("Backstage share", "后台占比")
WHOLE = Words("Whole journey", "整段旅程")
SHARE = Words("{2}%, {0} of {1} {3}", "{2}%，{1}步中有{0}步")
SHORT_SHARE = Words("{2}% ({0} of {1})", "{2}%（{0}/{1}）")
NO_STEPS = Words("no steps named", "未写明步骤")
FORMULA = Words(
    "Backstage share: (backstage + support) ÷ (frontstage + backstage + support); a step counts at each touchpoint it serves. "
    "Rule of thumb: about 80% of an experience comes from there.",
    "后台占比：（后台行为 + 支持过程）÷（前台行为 + 后台行为 + 支持过程）；一个步骤服务几个触点就算几次。"
    "经验之谈：约80%的体验来自这里。",
)
IN_SIGHT = Words("In sight", "看得见")
OUT_OF_SIGHT = Words("Behind the line of visibility", "可视分界线之后")
TEAM = Words("The team that does it, in its colour", "完成该步骤的团队（以颜色区分）")
SHARED = Words("One step that several touchpoints share", "几个触点共用的一个步骤")
GAP = Words("Nothing named here", "此处未写明")
BELONGS = Words("Steps of one touchpoint; a ring where they cross a line", "同一触点的步骤；圆圈处越过分界线")
STAGE = Words("Stage", "阶段")
STEPS = Words("Steps", "步骤")
ONE_STEP, MANY_STEPS = Words("step", "步骤"), Words("steps", "步骤")

SINGLE_POINT = Words(
    "{} is marked as a fail point and {} of {} touchpoints hang on it: a single point of failure.",
    "{0}是易错环节，{2}个触点中有{1}个依赖它：一处失灵，多处中断。",
)
LIE_BEHIND = Words("Behind the line of visibility: {} of {} {} ({}%)", "{1}个步骤中有{0}个（{3}%）在可视分界线之后")
FAILS_BEHIND = Words(" and {} of {} fail points.", "，{1}处易错环节中有{0}处也在那里。")
ALL_FAILS_BEHIND = Words(" and all {} fail points.", "，{}处易错环节也全部在那里。")
BOTH_FAILS_BEHIND = Words(" and both fail points.", "，2处易错环节也都在那里。")
NO_FAILS_BEHIND = Words("; the {} fail points are in sight.", "；{}处易错环节都在看得见的一侧。")
ONE_FAIL = Words("; the one fail point is {}.", "；唯一的易错环节是{}。")
WAITS_BEHIND = Words(" and {} of {} steps that people wait for.", "，需要等待的{1}个步骤中有{0}个也在那里。")
NO_FAILS = Words("; no fail point is marked.", "；没有标出易错环节。")
MOST_WITH = Words(" {} has the most fail points: {}.", "易错环节最多的团队是{}，有{}处。")
NOT_BEHIND = Words(" Nothing is named behind {} of {} touchpoints.", "{1}个触点中有{0}个未写明后台支撑。")
