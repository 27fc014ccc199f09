"""The words that only the view of what was measured says, in both languages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxmap.language import Words

if TYPE_CHECKING:
    from cxmap.measurements import Metric

NAME = Words("What was measured", "实测数据")

TOUCHPOINT = Words("Touchpoint", "触点")
STAGE = Words("Stage", "阶段")
METRIC = Words("Figure", "指标")
VALUE = Words("Value", "数值")
RANGE = Words("95% interval", "95%区间")
N = Words("Answers", "样本")
FELT = Words("Emotion, −2 to +2", "情绪（−2至+2）")
CLAIMED = Words("Claimed", "图上")
MEASURED = Words("Measured", "实测")
PERIODS = Words("Over time", "走势")
NOTABLE = Words("What stands out", "值得注意")

FEW = Words("not shown: protects fewer than {}", "不显示：保护少于{}份的样本")
NOT_MEASURED = Words("No survey asks about: {}", "问卷未问及：{}")
BETTER = Words("better than the map says, by {}", "比图上好{}")
WORSE = Words("worse than the map says, by {}", "比图上差{}")
RISES = Words("rising", "持续上升")
FALLS = Words("falling", "持续下降")
CHANGED = Words("{} since {}", "较{1} {0}")
FROM_TO = Words("{} to {}", "{}至{}")
APART = Words("{} stands out", "{}明显异常")
CHANNELS = Words("channels differ: {}", "渠道有差异：{}")

SATISFIED = Words("Satisfied", "满意")
SCORE = Words("Net promoter score", "净推荐值")
EASE = Words("Mean effort score (high = easy)", "平均轻松度（越高越轻松）")
EFFORT = Words("Mean effort score (low = easy)", "平均费力度（越高越费力）")
SAID_SATISFIED = Words("{} are satisfied", "满意的占{}")
SAID_SCORE = Words("the net promoter score is {}", "净推荐值为{}")
SAID_EASE = Words("the mean effort score (high = easy) is {}", "平均轻松度（越高越轻松）为{}")
SAID_EFFORT = Words("the mean effort score (low = easy) is {}", "平均费力度（越高越费力）为{}")

DRIVERS = Words("What moves the overall answer ({})", "影响总体评价（{}）的触点")
IMPORTANCE = Words("Importance", "重要度")
IMPORTANCE_UP = Words("↑ importance", "↑ 重要度")
PERFORMANCE = Words("{} →", "{} →")
SO = Words("So", "结论")
PERHAPS = Words("perhaps: {}", "或许：{}")
EXPLAINED = Words(
    "The touchpoints explain {} of the overall answer (n={:,}); importance is each one’s share of that, with its 95% interval. "
    "Dashed lines: what each would have if all mattered alike, and the mean of all. “Perhaps”: an interval holds such a line. Going "
    "together is not yet a cause.",
    "各触点共解释总体评价差异的{}（n={:,}）；重要度是各自所占份额，附95%区间。虚线：平均份额与平均表现；“或许”表示区间跨越虚线。相关不等于因果。",
)
MOVES = Words("what moves the overall answer most is {}", "对总体评价影响最大的是{}")

COMPLAINTS = Words("Complaints", "投诉")
COUNT = Words("Complaints", "件数")
SHARE = Words("Share", "占比")
OPEN = Words("Open", "未办结")
HALF = Words("Half settled within", "半数办结于")
NINTH = Words("9 in 10 within", "九成办结于")
AGAIN = Words("Opened again", "重开")
FEW_COMPLAINTS = Words("not shown: protects few", "不显示：保护少数人")
TIMES_DIFFER = Words("times differ: {}", "时长有差异：{}")

ALL_AGREE = Words(
    "where the map claims a feeling, what was measured agrees with it", "图上标注的情绪，实测都在区间之内"
)
DIFFER = Words("{} of {} touchpoints feel otherwise than the map says", "{1}个触点中有{0}个与图上不符")
ABOVE_ALL = Words("above all {}", "首先是{}")
NO_CLAIM = Words("the map claims no feeling where something was measured", "已测量的触点，图上没有标注情绪")

LEGEND_MEASURED = Words("measured, with its 95% interval", "实测值与95%区间")
LEGEND_CLAIMED = Words("claimed by the map, mean of its people", "图上标注（各角色平均）")
LEGEND_APART = Words("a period that stands out", "明显异常的一期")
LEGEND_FEW = Words("pale: fewer than {} answers", "浅色：样本少于{}")
LEGEND_LINE = Words(
    "a line a period, {} to {}; all lines of a source have one scale", "逐期走势，{}至{}；同一来源的走势用同一量尺"
)
METHODS: dict[Metric, Words] = {
    "csat": Words("CSAT: share of the two best answers, Wilson’s interval.", "满意度：前两档占比，Wilson区间。"),
    "nps": Words("NPS: promoters less detractors, adjusted Wald interval.", "NPS：推荐者减贬损者，调整Wald区间。"),
    "ces": Words("CES: mean answer, Student’s interval.", "CES：均值，t区间。"),
}
METHOD = Words(
    "Emotion: mean answer, the worst at −2 and the best at +2. “Rising”, “falling”, “since” and “differ”: significant at 5%, "
    "corrected for how many were compared.",
    "情绪：回答的均值，最差为−2，最好为+2。“上升”“下降”“较上期”“有差异”均在校正多重比较后于5%水平显著。",
)
NOTHING = Words("it has no measures: `cxmap measure` makes them of data", "没有实测数据：可用 `cxmap measure` 生成")
