"""The words of the view of the curve, in both languages."""

from __future__ import annotations

from cxmap.language import Words

NAME = Words("Emotion curve", "情感曲线")

AVERAGE = Words("Average", "平均")
PEAK = Words("Peak", "峰")
LOW = Words("Low", "谷")
END = Words("End", "终")
SWING = Words("Largest swing between stages", "阶段间最大起伏")
STAGE_ROWS = Words(
    "Average of each stage, and the swing to the next: means of the known scores",
    "各阶段平均分，及到下一阶段的起伏：已知情绪分的算术平均",
)
MEAN = Words("mean {} ({}/{})", "平均{}（{}/{}）")
KNOWN = Words("{} of {} touchpoints scored", "{1}个触点中{0}个有情绪分")
ALL_KNOWN = Words("{0} of {0} touchpoints scored", "{0}个触点都有情绪分")
ONE_KNOWN = Words("1 of 1 touchpoint scored", "1个触点有情绪分")
NO_SCORE = Words("not known", "未知")
FLAT = Words("none", "没有起伏")
NO_REASON = Words("The map does not say why.", "图上没有说明原因。")
MEASURED = Words("Measured", "实测")
NO_SAMPLE = Words("n not known", "样本量未知")
ABOVE_CLAIM = Words("{} above the claim", "比图上高{}")
BELOW_CLAIM = Words("{} below the claim", "比图上低{}")
AVERAGE_IN = Words("Average: {}", "平均：{}")

LEGEND_LEVEL = Words("Average of a stage", "阶段平均")
LEGEND_MEASURED = Words(
    "Measured, its whole range laid onto the scale, with its 95% interval",
    "实测值：取值范围线性对应纵轴，附95%置信区间",
)
LEGEND_HOLLOW = Words("Measured; no interval, since n is not known", "实测值：样本量未知，没有区间")
LEGEND_WILSON = Words("shares: Wilson’s score interval (1927)", "占比：Wilson得分区间（1927）")
LEGEND_DATA = Words(
    "Measured by the data: the mean answer, the worst at −2 and the best at +2, with its 95% interval",
    "数据实测：回答的均值，最差为−2，最好为+2，附95%区间",
)
LEGEND_BOUNDED = Words(
    "means and NPS: x ± 1.96·√((max − x)(x − min) ÷ n), the largest spread there can be (Bhatia and Davis 2000), so rather"
    " too wide",
    "均值与NPS：x ± 1.96·√((最大 − x)(x − 最小) ÷ n)，按可能的最大离散度计算（Bhatia与Davis，2000），偏宽",
)
LOWER_IS_BETTER = Words("lower is better", "越低越好")
LEGEND_TURN = Words(
    "Text at a line: a turn of 1.5 or more from one touchpoint to the next, with the worst pain point or a thought there",
    "引线文字：相邻触点之间起伏1.5以上，附该处最严重的痛点或想法",
)
LEGEND_OTHER = Words("{}, the same persona", "{}，同一角色")
ONLY_IN = Words("only in: {}", "仅见于：{}")

HARDEST = Words("hardest at {}: {}", "最低分是{1}，出现在{0}")
HARDEST_FOR = Words("hardest at {}: {} for {}", "最低分是{1}，出现在{0}（{2}）")
HARDEST_OF = Words("hardest at {}: {}", "最低分是{}，出现在{}")
PLACES_OF = Words("{} for {}", "{}（{}）")
PERSONAS = Words("{} personas", "{}个角色")
FLAT_AT = Words("no ups and downs: every known score is {}", "没有起伏：已知的情绪分都是{}")

ENDINGS = {
    1: (
        Words("the journey ends higher than it began ({})", "结束时比开始时好（{}）"),
        Words("both end higher than they began", "两人结束时都比开始时好"),
        Words("all {} end higher than they began", "{}人结束时都比开始时好"),
    ),
    -1: (
        Words("the journey ends lower than it began ({})", "结束时比开始时差（{}）"),
        Words("both end lower than they began", "两人结束时都比开始时差"),
        Words("all {} end lower than they began", "{}人结束时都比开始时差"),
    ),
    0: (
        Words("the journey ends as it began", "结束时与开始时一样"),
        Words("both end as they began", "两人结束时都与开始时一样"),
        Words("all {} end as they began", "{}人结束时都与开始时一样"),
    ),
    None: (Words("how the end compares with the start is not known", "起点或终点没有情绪分，无法比较"),) * 3,
}
"""How the journey ends, for one persona, for two and for more alike."""
FROM_START_TO_END = Words("from start to end {}", "从开始到结束，{}")
GOES = {
    1: Words("{} rises ({})", "{}变好（{}）"),
    -1: Words("{} falls ({})", "{}变差（{}）"),
    0: Words("{} is unchanged ({})", "{}没有变化（{}）"),
    None: Words("for {} it is not known", "{}的变化未知"),
}
GO = {
    1: (Words("1 rises", "1人变好"), Words("{} rise", "{}人变好")),
    -1: (Words("1 falls", "1人变差"), Words("{} fall", "{}人变差")),
    0: (Words("1 is unchanged", "1人没有变化"), Words("{} are unchanged", "{}人没有变化")),
    None: (Words("for 1 it is not known", "1人未知"), Words("for {} it is not known", "{}人未知")),
}

MOVES = Words("the average goes from {}", "平均分从{}")
MOVES_ASSUMED = Words("the average is expected to go from {}", "平均分预计从{}")
MOVE = Words("{} to {}", "{}到{}")
FOR = Words("{} for {}", "{}（{}）")
AND_FROM = Words(" and from ", "，从")

TABLE_SCORES = Words("Scores at each touchpoint", "各触点的情绪分")
TABLE_PERSONAS = Words("What each persona remembers", "每个客户角色记住什么")
TABLE_STAGES = Words("Average of each stage, and the swing to the next", "各阶段平均分，及到下一阶段的起伏")
TABLE_TURNS = Words("Dramatic turns", "剧烈的转折")
TOUCHPOINT = Words("Touchpoint", "触点")
STAGE = Words("Stage", "阶段")
PERSONA = Words("Persona", "客户角色")
CHANGE = Words("Change", "变化")
REASON = Words("Thought or pain point behind it", "背后的想法或痛点")
INTERVAL = Words("{}, on the scale {} ({} to {})", "{}，对应纵轴{}（{}至{}）")
NO_INTERVAL = Words("{}, on the scale {}", "{}，对应纵轴{}")
NOT_PASSED = Words("does not pass", "不经过")
ASSUMED = Words("{} (assumed)", "{}（假设）")
