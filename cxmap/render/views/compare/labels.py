"""The words of the comparison, in both languages."""

from __future__ import annotations

from cxmap.language import Words

NAME = Words("Comparison", "对照图")

ADDED = Words("added", "新增")
DROPPED = Words("dropped", "取消")
MOVED = Words("moved", "换了位置")
ONLY = Words("only {}", "仅{}")
CHANGE = Words("Change", "变化")
DIFFERENCE = Words("{} − {}", "{} − {}")
AVERAGE_LINE = Words("{}: {} ({}/{})", "{}：{}（{}/{}）")
UNKNOWN_LINE = Words("{}: not known", "{}：未知")
EVERYONE = Words("All personas, mean", "全部客户角色，均值")

LANES = {
    "channel": Words("Channel", "渠道"),
    "owner": Words("Owner", "责任归属"),
    "personas": Words("Who passes", "谁经过"),
    "time": Words("Time", "时间"),
    "pain_points": Words("Pain points", "痛点"),
    "promises": Words("Promises", "承诺"),
    "handover": Words("Handover of data", "信息交接"),
    "first_pain": Words("Pain only for {}", "仅{}的痛点"),
    "second_pain": Words("Pain only for {}", "仅{}的痛点"),
    "first_needs": Words("Needs of {}", "{}的需求"),
    "second_needs": Words("Needs of {}", "{}的需求"),
}
FROM_TO = Words("{} → {}", "{} → {}")
NONE = Words("none", "无")
ONLY_NOW = Words("now only {}", "改为仅{}")
ALL_NOW = Words("now everyone", "改为所有人")
KEPT_NOW = Words("Kept now: {}", "现在兑现：{}")
KEPT_NO_MORE = Words("No longer kept: {}", "不再兑现：{}")
BROKEN_NOW = Words("Broken now: {}", "现在违背：{}")
BROKEN_NO_MORE = Words("No longer broken: {}", "不再违背：{}")
DATA_KEPT = Words("Data go along now", "信息随之传递")
DATA_NOT_LOST = Words("Data no longer lost", "信息不再丢失")
DATA_LOST = Words("Data are lost now", "信息在此断开")
DATA_WAYS = Words("Ways that lose data: {} → {}", "丢失信息的去向：{} → {}")
WAYS_LOSE = Words("Ways that lose data: {}", "丢失信息的去向：{}")

TILE_TOUCHPOINTS = Words("Touchpoints", "触点")
TILE_TOUCHPOINTS_NOTE = Words("{} added, {} dropped", "新增{}，取消{}")
TILE_AVERAGE = Words("Average emotion", "平均情绪分")
TILE_AVERAGE_NOTE = Words("means of {} and {} known scores", "{}个与{}个已知情绪分的均值")
TILE_PAIN = Words("Pain points", "痛点")
TILE_PAIN_NOTE = Words("{} gone, {} new", "消除{}，新增{}")
TILE_PAIN_NOTE_DROPPED = Words("{} gone ({} with their touchpoint), {} new", "消除{}（{}个随触点取消），新增{}")
TILE_WAIT = Words("Waiting", "等待")
TILE_WAIT_NOTE = Words("sums of {} and {} waits", "{}处与{}处等待之和")
TILE_CHANNELS = Words("Channels", "渠道")
TILE_CHANNELS_NOTE = Words("another channel at {}", "{}个触点换了渠道")
TILE_DATA = Words("Handovers that lose data", "丢失信息的交接")
TILE_DATA_NOTE = Words("of {} and {} ways on that are stated", "已写明的去向各{}条与{}条")
TILE_PROMISES = Words("Promises broken", "违背承诺")
TILE_PROMISES_NOTE = Words("kept: {} → {}", "兑现：{} → {}")
TILE_APART = Words("Apart on average", "平均相差")
TILE_APART_NOTE = Words("mean distance at {} shared touchpoints", "{}个共同触点的平均差距")
TILE_MOST = Words("Furthest apart", "相差最大")
TILE_LOW = Words("Low", "谷")
TILE_END = Words("End", "终")
TILE_PASSED = Words("Touchpoints passed", "经过的触点")
TILE_PASSED_NOTE = Words("{} shared", "共同经过{}个")
VERSUS = Words("{} | {}", "{} | {}")
NOT_KNOWN = Words("not known", "未知")

LEGEND_HIGHER = Words("{} feels better", "{}感受更好")
LEGEND_GONE = Words("− gone, + new", "− 消除，+ 新增")
LEGEND_GONE_DROPPED = Words("− gone (grey: with its touchpoint), + new", "− 消除（灰色：随触点取消），+ 新增")
LEGEND_FURTHEST = Words("Of {} personas, the two furthest apart", "{}个客户角色中感受相差最大的两个")
LEGEND_MATCHED = Words(
    "Touchpoints are the same by id, else by name; averages are means of the known scores (known/passed)",
    "触点按编号对应，否则按名称；平均为已知情绪分的均值（已知/经过）",
)
LEGEND_NOT_BOTH = Words("Not in both maps: {}", "不同时出现在两张图中：{}")

SAID_ADDED = (Words("1 touchpoint added", "新增1个触点"), Words("{} touchpoints added", "新增{}个触点"))
SAID_DROPPED = (Words("1 touchpoint dropped", "取消1个触点"), Words("{} touchpoints dropped", "取消{}个触点"))
SAID_DROPPED_TOO = Words("{} dropped", "取消{}个")
SAID_RISES = Words("the average rises from {} to {}", "平均分由{}升至{}")
SAID_FALLS = Words("the average falls from {} to {}", "平均分由{}降至{}")
SAID_STAYS = Words("the average stays at {1}", "平均分保持{1}")
EXPECTED_RISES = Words("the average is expected to rise from {} to {}", "平均分预计由{}升至{}")
EXPECTED_FALLS = Words("the average is expected to fall from {} to {}", "平均分预计由{}降至{}")
EXPECTED_STAYS = Words("the average is expected to stay at {1}", "平均分预计保持{1}")
SAID_PAIN = Words("{} of {} pain points gone", "{1}个痛点消除{0}个")
SAID_ALL_PAIN = Words("all {} pain points gone", "{}个痛点全部消除")
SAID_BOTH_PAIN = Words("both pain points gone", "2个痛点全部消除")
SAID_THE_PAIN = Words("the one pain point gone", "唯一的痛点消除")
SAID_GONE_WITH = (
    Words("1 of them with a dropped touchpoint", "其中1个随触点取消"),
    Words("{} of them with dropped touchpoints", "其中{}个随触点取消"),
)
SAID_NEW_PAIN = Words("{} new", "新增{}个")
SAID_SAME = Words("the two maps agree at every touchpoint", "两张图在每个触点都一致")
SAID_SAME_SHOWN = Words("the two maps agree in all that is shown", "两张图显示的内容都一致")
SAID_NOTHING_SHARED = Words("the two maps share no touchpoint", "两张图没有相同的触点")
SAID_CHANGED = Words("{} of {} shared touchpoints changed", "{1}个共同触点中{0}个有变化")
SAID_CHANGED_AT_LEAST = Words("at least {} of {} shared touchpoints changed", "{1}个共同触点中至少{0}个有变化")
SAID_APART = Words("furthest apart at {}: {} for {}, {} for {}", "相差最大的是{0}：{2}为{1}，{4}为{3}")
SAID_MEANS = Words("on average {} and {}", "平均分为{}与{}")
SAID_APART_BY = Words("furthest apart, by {}, at {}", "相差最大（{}分）的是{}")
SAID_MEANS_OF = Words("on average {} for {}, {} for {}", "平均分{1}为{0}，{3}为{2}")
SAID_ALIKE = Words("{} and {} feel the same wherever both have a score", "凡是都有情绪分的触点，{}与{}感受相同")
SAID_NEVER = Words("{} and {} share no touchpoint with known scores", "{}与{}没有都有情绪分的触点")
COMMA = Words(", ", "，")

TABLE_FIGURES = Words("Figures", "数字对照")
TABLE_TOUCHPOINTS = Words("Touchpoint by touchpoint", "逐个触点")
COLUMN_FIGURE = Words("Figure", "指标")
COLUMN_NOTE = Words("Note", "说明")
COLUMN_TOUCHPOINT = Words("Touchpoint", "触点")
COLUMN_STATUS = Words("Status", "状态")
COLUMN_WHAT = Words("What differs", "差异")
STATUS_SAME = Words("unchanged", "未变")
STATUS_SAME_SHOWN = Words("no change shown", "显示的内容未变")
STATUS_CHANGED = Words("changed", "有变化")
STATUS_BOTH = Words("both", "共同")
EMOTION = Words("Emotion of {}: {} → {}", "{}的情绪分：{} → {}")
NEW_NAME = Words("now called {}", "现名{}")
GONE = Words("− {}", "− {}")
NEW = Words("+ {}", "+ {}")
NOT_PASSED = Words("does not pass", "不经过")
EMOTIONS = Words("Emotion", "情绪分")
LEGEND_AVERAGES = Words("Averages are means of the known scores (known/passed)", "平均为已知情绪分的均值（已知/经过）")
