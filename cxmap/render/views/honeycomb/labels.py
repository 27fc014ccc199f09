"""The honeycomb's own words, in both languages."""

from __future__ import annotations

from cxmap.language import Words

NAME = Words("Honeycomb", "体验蜂窝")
LACKS = Words("it has no honeycomb scores", "没有体验蜂窝评分")

WHOLE = Words("The whole journey", "整段旅程")
BY_STAGE = Words("By stage, each dimension in the same place", "分阶段，各维度位置不变")
WEAKEST_FIRST = Words("Dimensions, weakest first", "各维度，由弱到强")
LOW_TOGETHER = Words("Low together", "同处低分")
LOW_TOGETHER_WHY = Words(
    "The model is one linked whole: what mends one dimension at these touchpoints moves the others.",
    "模型是相互关联的整体：在这些触点改善一个维度，会牵动其他维度。",
)
NO_LINKS = Words("No touchpoint scores 2 or less on two dimensions.", "没有触点在两个维度上同时得2分或更低。")
NO_TOUCHPOINTS = Words(
    "No touchpoint is scored, so which dimensions fail together cannot be seen.",
    "没有触点有评分，看不出哪些维度同处低分。",
)
AND_MORE = Words("and {} more", "另有{}个")

STAGES = Words("By stage", "分阶段")
TOUCHPOINTS = Words("By touchpoint", "分触点")
STAGE = Words("Stage", "阶段")
TOUCHPOINT = Words("Touchpoint", "触点")
DIMENSION = Words("Dimension", "维度")
SCORE = Words("Score", "得分")
SOURCE = Words("Where it comes from", "得分来源")
SPREAD = Words("Touchpoints: range and mean", "触点得分：范围与均值")
LOW_AT = Words("Low (≤ 2) at", "低分（≤2）触点")
LOW_IN = Words("Low (≤ 2) in", "低分（≤2）阶段")
PAIR = Words("Dimensions", "维度组合")
HOW_MANY = Words("Touchpoints", "触点数")

NOT_SCORED = Words("not scored", "未评分")
WEAKEST = Words("Weakest", "最弱")
WEAKEST_NAMED = Words("Weakest: {}", "最弱：{}")
GIVEN = Words("scored for the whole journey", "对整段旅程打分")
GIVEN_STAGE = Words("scored for the stage", "对本阶段打分")
MEAN_OF_TOUCHPOINTS = (
    Words("one touchpoint’s score", "1个触点的得分"),
    Words("mean of {} touchpoints", "{}个触点的均值"),
)
MEAN_OF_STAGES = (Words("one stage’s score", "1个阶段的得分"), Words("mean of {} stages", "{}个阶段的均值"))

SHADE = Words("score, 1 poor to 5 excellent", "得分，1差至5优")
NO_SCORE = Words("not scored: a gap, not a zero", "未评分：是空缺，不是零分")
SPREAD_WHY = Words(
    "from the lowest to the highest score of touchpoints, 1 to 5; the dot is their mean",
    "触点最低分至最高分（1至5），圆点为均值",
)
LINK = Words(
    "low (≤ 2) on both: at one touchpoint, or at as many as stand on the line",
    "两端同处低分（≤2）：一个触点，或线上所注的个数",
)
LINK_ONE = Words("one touchpoint is low (≤ 2) on both", "有一个触点在两端同处低分（≤2）")
LINKS_HIDDEN = Words("; {} weaker links are not drawn", "；另有{}条较弱的未画")
N = Words("n=3: mean of three touchpoints’ scores", "n=3：3个触点得分的均值")
N_STAGES = Words("n=3: mean of three stages’ scores", "n=3：3个阶段得分的均值")

TAKEAWAY_WEAKEST = Words("weakest, at {} of 5: {}", "最弱的是{1}：{0}分（满分5分）")
TAKEAWAY_EQUAL = Words("{} of {} dimensions are scored, all at {} of 5", "{1}个维度中{0}个有评分，都是{2}分（满分5分）")
TAKEAWAY_ONE = Words("only {} is scored, at {} of 5", "只有{}有评分：{}分（满分5分）")
TAKEAWAY_LOW = Words("{} alone is low (≤ 2) on {} of {} dimensions", "仅{0}一处，{2}个维度中就有{1}个低分（≤2）")
TAKEAWAY_LOW_ON_ALL = Words("{} alone is low (≤ 2) on all {} dimensions", "仅{}一处，{}个维度全部低分（≤2）")
TAKEAWAY_LOW_ON_BOTH = Words("{} alone is low (≤ 2) on both dimensions", "仅{}一处，两个维度都是低分（≤2）")
TAKEAWAY_UNSCORED_ONE = Words("{} of {} dimensions is not scored", "{1}个维度中{0}个未评分")
TAKEAWAY_UNSCORED = Words("{} of {} dimensions are not scored", "{1}个维度中{0}个未评分")
