"""The words that only the plan says, in both languages."""

from __future__ import annotations

from cxmap.language import Words

NAME = Words("Action plan", "行动计划")

QUICK_WINS = Words("Quick wins", "速赢")
BIG_BETS = Words("Big bets", "重点攻坚")
FILL_INS = Words("Fill-ins", "顺手可做")
THANKLESS = Words("Thankless", "吃力不讨好")
QUADRANT_NOTES = {
    QUICK_WINS: Words("much impact for little effort", "投入小，影响大"),
    BIG_BETS: Words("much impact for much effort", "投入大，影响也大"),
    FILL_INS: Words("little impact for little effort", "投入小，影响也小"),
    THANKLESS: Words("little impact for much effort", "投入大，影响小"),
}

OPEN_AND_DONE = Words("Sums of all actions, open and done", "以上为全部行动（含已完成）的合计")
MATRIX = Words("What to take up first", "先做什么")
IMPACT_AXIS = Words("Impact on the customer (1 to 5; above 3 is much)", "对客户的影响（1至5，超过3为大）")
EFFORT_AXIS = Words("Effort (1 to 5; above 3 is much)", "投入（1至5，超过3为大）")
UNRATED = Words("Not rated, so not in the chart", "未评分，图上没有位置")
NO_EFFORT = Words("effort is missing", "缺投入评分")
NO_IMPACT = Words("impact is missing", "缺影响评分")
NEITHER = Words("effort and impact are missing", "投入、影响都没有评分")
DROPPED_NOTE = Words("Dropped, so not drawn: {}", "已放弃，图上不画：{}")
HALVES = Words("Ratings are placed to the nearest half.", "评分按最接近的0.5定位。")

COST = Words("Cost", "成本")
BENEFIT = Words("Benefit a year", "年收益")
ROI = Words("ROI", "投资回报（ROI）")
PAYBACK = Words("Payback", "回本时间")
COUNTED = Words("{} of {} actions have both figures", "{1}项行动中{0}项写明成本和收益")
ONE_COUNTED = Words("1 of {1} actions has both figures", "{1}项行动中1项写明成本和收益")
THE_ONE_COUNTED = Words("the one action has both figures", "唯一的行动写明成本和收益")
ALL_COUNTED = Words("{0} of {0} actions have both figures", "{}项行动都写明成本和收益")
NO_CURRENCY = Words("Currency not stated", "未写明货币")
WITH_BOTH = Words("Actions with both figures", "成本、收益齐全的行动")
OF = Words("{} of {}", "{1}项中{0}项")
NOT_ADDED = Words("Currencies are never added or compared with each other.", "不同货币的金额不相加，也不相互比较。")
NO_FIGURES = Words(
    "No action has both a cost and a benefit: there is no ROI to rank by.",
    "没有一项行动同时写明成本和收益，无法按ROI排序。",
)

TIMELINE = Words("Who does what, and when", "谁在什么时候做什么")
UNDATED = Words("No dates", "没有日期")
NO_OWNER = Words("No owner", "没有责任团队")
REVIEWED = Words("Map reviewed {}", "本图评审于{}")
OPEN_END = Words("{}: no due date", "{}：没有截止日期")
REVERSED = Words("{}: due before it starts", "{}：截止早于开始")

BACKLOG = Words("The backlog, ranked", "行动清单（已排序）")
RANKED_BY_ROI = Words(
    "Ranked by ROI, then by impact ÷ effort; actions without figures come last. "
    "ROI = benefit of one year ÷ cost. Payback = cost ÷ benefit of one year × 12, in months. Neither is discounted.",
    "先按ROI排序，再按影响 ÷ 投入；没有数字的排在最后。"
    "ROI = 一年收益 ÷ 成本；回本月数 = 成本 ÷ 一年收益 × 12；均未折现。",
)
RANKED_BY_EASE = Words(
    "Ranked by impact ÷ effort; actions that are not rated come last.", "按影响 ÷ 投入排序；没有评分的排在最后。"
)
ACTION = Words("Action", "行动")
OWNER = Words("Owner", "责任团队")
DATES = Words("Start → due", "起 → 止")
STATUS = Words("Status", "状态")
MONTHS_HEAD = Words("Payback, months", "回本（月）")
IMPACT_EFFORT = Words("Impact / effort", "影响/投入")
TAKES_UP = Words("Takes up", "针对的机会点与痛点")
EFFECT = Words("Effect: {}", "效果：{}")
NO_EFFECT = Words("effect not measured", "未写明效果")
NO_STATUS = Words("Status not stated", "未写明状态")
NOT_GIVEN = Words("not stated", "未写明")
NO_DATES = Words("no dates", "没有日期")
NO_DUE = Words("no due date", "没有截止日期")
NO_COST = Words("no cost", "缺成本")
NO_BENEFIT = Words("no benefit", "缺收益")
UNSCORED = Words("not rated", "未评分")
NEVER = Words("never", "收不回")
FREE = Words("costs nothing", "无成本")
AT_ONCE = Words("at once", "立即")
NOTHING = Words("no opportunity", "没有对应机会点")
TO_DO = Words("Still open ({})", "未完成（{}）")
DONE = Words("Done: what came of it ({})", "已完成：效果如何（{}）")
DROPPED = Words("Dropped ({})", "已放弃（{}）")
TOTALS = Words("Totals, without the dropped ones", "合计（不含已放弃的行动）")
TOTAL_IN = Words("Total", "合计")
OPPORTUNITY = Words("opportunity", "机会点")

LIFTS = Words("What each action would lift", "每项行动会缓解哪里")
LIFTS_NOTE = Words(
    "The curve as this map has it; an arrow stands at the lowest score of each touchpoint that the action eases. "
    "The larger the arrow, the greater the impact (1–5). It forecasts no score.",
    "曲线是本图的情绪分；箭头立在行动所缓解触点的最低分处，箭头越大，影响越大（1–5）。箭头不是对分值的预测。",
)
LIFTS_TARGET = Words(
    "A ring is the score of the same touchpoint and persona in {}: there the arrow ends.",
    "圆环是{}中同一触点、同一角色的情绪分，箭头止于此。",
)
EASES = Words("eases: {}", "缓解：{}")
ANSWERS = Words("answers: {}", "回应：{}")
LOWEST = Words("lowest: {}", "最低：{}")
SCORE_UNKNOWN = Words("score not known", "情绪分未知")
TARGET = Words("target {}", "目标{}")
NOT_LIFTED = Words("Low or painful, and no action for it", "情绪分低或痛点严重，却还没有行动")

LEGEND_ARROW = Words("Would be eased; size: impact (1–5)", "将得到缓解；大小表示影响（1–5）")
LEGEND_TARGET = Words("Score in the map compared with", "对照图中的情绪分")
LEGEND_DUE = Words("Only a due date", "只有截止日期")
LEGEND_TEAM = Words("Colour: the owner’s", "颜色：责任团队")
LEGEND_ONE = Words("ROI of 1: pays back in a year", "ROI为1：一年回本")

MONTH_NAMES = tuple(
    Words(name, f"{number}月")
    for number, name in enumerate(
        ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"), 1
    )
)

NUMBER = Words("Rank", "序号")
START = Words("Start", "开始")
DUE = Words("Due", "截止")
EFFORT = Words("Effort", "投入")
IMPACT = Words("Impact", "影响")
QUADRANT = Words("Quadrant", "象限")
CURRENCY = Words("Currency", "货币")
COUNTED_HEAD = Words("Counted", "计入")
EFFECT_HEAD = Words("Effect", "效果")
TICKET = Words("Ticket", "任务编号")
TOUCHPOINT = Words("Touchpoint", "触点")
NOW = Words("Score now", "现在的情绪分")
TARGET_HEAD = Words("Target", "目标")
EASED = Words("Eases", "缓解")
PAINS = Words("Pain points", "痛点")
