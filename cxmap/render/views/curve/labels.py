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
    "各阶段平均与到下一阶段的起伏：已知分数的算术平均",
)
MEAN = Words("mean {} ({}/{})", "平均 {}（{}/{}）")
KNOWN = Words("{} of {} touchpoints known", "{} / {} 个触点有分数")
NO_SCORE = Words("not known", "未知")
FLAT = Words("none", "无起伏")
NO_REASON = Words("The map does not say why.", "图上没有说明原因。")
MEASURED = Words("Measured", "实测")
NO_SAMPLE = Words("n not known", "样本量未知")
ABOVE_CLAIM = Words("{} above the claim", "比图上高 {}")
BELOW_CLAIM = Words("{} below the claim", "比图上低 {}")
AVERAGE_IN = Words("Average: {}", "平均：{}")

LEGEND_LEVEL = Words("Average of a stage", "阶段平均")
LEGEND_MEASURED = Words(
    "Measured, its whole range laid onto the scale, with the 95 % interval",
    "实测值，其取值范围线性对应纵轴，附95%区间",
)
LEGEND_HOLLOW = Words("Measured; no interval, since n is not known", "实测值；样本量未知，故无区间")
LEGEND_WILSON = Words("shares: Wilson’s score interval (1927)", "占比：Wilson 得分区间（1927）")
LEGEND_BOUNDED = Words(
    "means and NPS: x ± 1.96·√((max − x)(x − min) / n), the largest spread there can be (Bhatia and Davis 2000), so rather"
    " too wide",
    "均值与NPS：x ± 1.96·√((最大 − x)(x − 最小) / n)，取可能的最大离散度（Bhatia 与 Davis，2000），偏宽",
)
LOWER_IS_BETTER = Words("lower is better", "越低越好")
LEGEND_TURN = Words(
    "Text at a line: a turn of 1.5 or more from one touchpoint to the next, with the worst pain point or a thought there",
    "引线文字：相邻触点间起伏达1.5及以上，附该处最重的痛点或想法",
)
LEGEND_OTHER = Words("{}, the same persona", "{}，同一角色")
ONLY_IN = Words("only in: {}", "仅见于：{}")

HARDEST = Words("Hardest at {}: {}", "最难的是“{}”：{}")
HARDEST_FOR = Words("Hardest at {}: {} for {}", "最难的是“{}”：{}（{}）")
ENDS_HIGHER = Words("; the journey ends higher than it began.", "；结束时比开始时更好。")
ENDS_LOWER = Words("; the journey ends lower than it began.", "；结束时比开始时更差。")
ENDS_AS = Words("; the journey ends as it began.", "；结束时与开始时一样。")
ENDS_UNKNOWN = Words("; how it ends is not known.", "；结束时的感受未知。")
STOP = Words(".", "。")
FLAT_AT = Words("No ups and downs: every score that is known is {}.", "没有起伏：已知的分数都是 {}。")
MOVES = Words("{}: the average moves from {}.", "{}：平均分由 {}。")
MOVES_FOR = Words("{} to {} for {}", "{} 到 {}（{}）")
MOVES_ALL = Words("{} to {}", "{} 到 {}")
JOIN = Words(" and from ", "，由 ")

TABLE_SCORES = Words("Scores at each touchpoint", "各触点的情绪分")
TABLE_PERSONAS = Words("What each persona remembers", "每个角色记住什么")
TABLE_STAGES = Words("Average of each stage, and the swing to the next", "各阶段平均与到下一阶段的起伏")
TABLE_TURNS = Words("Dramatic turns", "剧烈的转折")
TOUCHPOINT = Words("Touchpoint", "触点")
STAGE = Words("Stage", "阶段")
PERSONA = Words("Persona", "角色")
CHANGE = Words("Change", "变化")
REASON = Words("Thought or pain point behind it", "背后的想法或痛点")
INTERVAL = Words("{}, on the scale {} ({} to {})", "{}，对应纵轴 {}（{} 至 {}）")
NO_INTERVAL = Words("{}, on the scale {}", "{}，对应纵轴 {}")
NOT_PASSED = Words("does not pass", "不经过")
ASSUMED = Words("{} (assumed)", "{}（假设）")
