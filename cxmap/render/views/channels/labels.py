"""The words of the matrix of channels."""

from __future__ import annotations

from cxmap.language import Words

NAME = Words("Channels and handovers", "渠道与交接")
CHANNEL = Words("Channel", "渠道")
STAGE = Words("Stage", "阶段")
OTHER_MEDIUM = Words("Online or offline not stated", "未写明线上或线下")
NO_CHANNEL = Words("No channel named", "未写明渠道")
REGULATED = Words("Regulated channel", "受监管渠道")
IS_REGULATED = Words("regulated", "受监管")
ALL = Words("All channels", "全部渠道")
MEAN = Words(
    "Mean emotion, {} to {}, of all known scores; in brackets the number of touchpoints",
    "情绪均值（{}至{}，取全部已知情绪分）；括号内为触点数",
)
MEAN_EMOTION = Words("Mean emotion ({} to {})", "情绪均值（{}至{}）")
TOUCHPOINTS = Words("Touchpoints", "触点数")
SCORES = Words("Known scores", "已知情绪分个数")
WORSE = Words("{} below {}", "比{1}低{0}")
WORSE_KEY = Words("At least {} below the best channel of the stage", "比该阶段最好的渠道低{}以上")
LOST_FROM = Words("Data lost from {}", "信息断点（来自{}）")
GOES_ON = Words("→ {}", "→ {}")
GOES_ON_KEY = Words("→ 5: goes on at number 5, drawn elsewhere", "→ 5：接编号5，见别处")
ORDER = Words("The order of the map", "图中的顺序")
FIRST = Words("Where a journey begins", "旅程从这里开始")
ONLY = Words("{0}; line: only {0}", "{0}；连线：仅{0}")
LEAVES = Words("Out of a preferred channel", "离开偏好渠道")
LOSES = Words("Handover that loses data", "信息丢失的交接")
CARRIES = Words("Handover with the data", "信息随之传递的交接")
CHANGES = Words("Change of channel, data not stated", "切换渠道，未说明信息是否传递")
MOVES_ON = Words("On to the next touchpoint", "去往下一个触点")

PREFERENCES = Words("Preferred channels, and those the journey takes", "偏好渠道与实际经过的渠道")
PREFERS = Words("Prefers {}", "偏好：{}")
NO_PREFERENCE = Words("No preferred channel named", "未写明偏好渠道")
INSIDE = Words("{} of {} touchpoints ({}%) in preferred channels", "{1}个触点中有{0}个（{2}%）在偏好渠道")
ELSEWHERE = Words("Elsewhere: {}", "其余：{}")
LEFT = Words("Taken out of a preferred channel {}×", "离开偏好渠道{}次")
UNUSED = Words("Declared, but no touchpoint uses it", "已声明，但没有触点使用")

HANDOVERS = Words("Handovers", "交接")
COUNTS = Words(
    "{} changes of channel: {} with the data, {} without, {} not stated.",
    "切换渠道{}次：信息随之传递{}次，丢失{}次，未说明{}次。",
)
ONE_COUNT = Words("1 change of channel: {1} with the data, {2} without, {3} not stated.", COUNTS.zh)
INSIDE_LOST = Words(" Data are also lost {}× without a change of channel.", "另有{}次在同一渠道内丢失信息。")
NO_CHANGES = Words("No change of channel.", "没有切换渠道。")
CHANNELS = Words("Channels", "渠道")
FROM_TO = Words("Where data are lost", "信息丢失之处")
WHEN = Words("When", "条件")
WHO = Words("Who", "谁")
EMOTION = Words("Emotion", "情绪")
DATA = Words("Data", "信息")
NONE_LOST = Words("No handover is said to lose data.", "没有写明会丢失信息的交接。")

WORST = Words(
    "Worst break: from {} to {} the data are lost{}.",
    "最严重的断点：从{}到{}，信息没有随之传递{}。",
)
THE_BREAK = Words("The one break: from {} to {} the data are lost{}.", "唯一的断点：从{}到{}，信息没有随之传递{}。")
AT_SCORE = Words(", and {} is at {} there", "，此时{}的情绪分是{}")
DEEPEST = Words(
    "No handover is said to lose data; the deepest fall at a change of channel is {}’s, from {} to {} at {}.",
    "没有写明会丢失信息的交接；切换渠道时跌得最深的是{0}：在{3}从{1}跌到{2}。",
)
NO_FALL = Words(
    "No handover is said to lose data, and no change of channel makes anyone feel worse.",
    "没有写明会丢失信息的交接，切换渠道也没有让任何人的感受变差。",
)
NO_STEP_ACROSS = Words(
    "The journey uses {} channels, but no touchpoint leads straight from one into another.",
    "旅程用到{}个渠道，但没有触点直接从一个渠道转到另一个。",
)
ONE_CHANNEL = Words("The whole journey stays in one channel: {}.", "整段旅程都在同一渠道：{}。")
NOT_STATED = Words(
    " For {} of {} changes of channel the map does not say whether data go along.",
    "{1}次切换渠道中，有{0}次没有说明信息是否传递。",
)
ONE_NOT_STATED = Words(
    " For the one change of channel the map does not say whether data go along.",
    "仅有的1次切换渠道没有说明信息是否传递。",
)

NEXT = Words("Next touchpoint", "下一个触点")
NOT_SAID = Words("Not stated", "未说明")
PREFERRED = Words("Preferred channels", "偏好渠道")
SHARE = Words("Touchpoints in them", "其中的触点")
OTHERS = Words("Other channels", "其他渠道")
LEAVING = Words("Times taken out of a preferred channel", "离开偏好渠道的次数")
