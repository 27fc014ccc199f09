"""What a draft says to the person who gets it on the desk."""

from __future__ import annotations

from cxmap.language import Noun, Words

EVENTS, CASES = Noun("event", "events", "个事件"), Noun("case", "cases", "个案例")
ROWS, STEPS = Noun("row", "rows", "行"), Noun("step", "steps", "种步骤")
WAYS = Noun("way from step to step", "ways from step to step", "种流转")
MORE_STEPS = Noun("more step", "more steps", "种步骤")

TITLE = Words("{} (draft from an event log)", "{}（由事件日志生成的草稿）")
DESCRIPTION = Words(
    "A draft from an event log: what happened, in which order, when and where. Nobody has been asked yet.",
    "由事件日志生成的草稿：发生了什么、先后、时间和渠道。还没有问过任何人。",
)
HEAD = (
    Words(
        "A draft from the event log {}: {} in {}, {} to {}.",
        "由事件日志{}生成的草稿：{}、{}，{} 至 {}。",
    ),
    Words(
        "Counted: what happened, in which order, how long it took. Not in any log: who these people are, what they want, how they feel.",
        "日志里数得出的：发生了什么、先后次序、用了多久。日志里没有的：这些人是谁、想要什么、感受如何。",
    ),
    Words("", ""),
    Words("What to do with it:", "接下来："),
    Words(
        "1. Go through what is marked `guessed`: keep it and take the mark away, or strike it out.",
        "1. 逐条看标着“猜测”的地方：认可就去掉标记，不认可就删掉。",
    ),
    Words(
        "2. Give stages and touchpoints the names that the people would use whose journey it is.",
        "2. 把阶段和触点改成走这段旅程的人自己的叫法。",
    ),
    Words(
        "3. Ask people, and write down who they are (kind, personas), how they feel (emotion), and who answers for what (owner).",
        "3. 去问人，再写上他们是谁（kind、personas）、感受如何（emotion）、谁负责什么（owner）。",
    ),
)
TOO_MANY = Words(
    "{} touchpoints are more than anyone can read: `values: {{touchpoint: …}}` in cxmap.yaml gathers events that mean the same; then draft anew.",
    "{} 个触点太多，没有人看得过来：在 cxmap.yaml 中用 `values: {{touchpoint: …}}` 合并意思相同的事件，再重新生成。",
)
BEYOND = Words("These are the commonest. Not in this draft: {}.", "这里只画了最常见的；另有 {}未列入。")
LEFT_OUT = Words(
    "Left out, since fewer than {} cases come to each ({}):", "以下步骤经过的案例各不到 {} 个，未列入（共 {} 种）："
)
LEFT_OUT_UNNAMED = Words(
    "Left out, since fewer than {} cases come to each: {}.", "经过的案例各不到 {} 个的步骤未列入：{}。"
)
WAYS_HELD_BACK = Words(
    "Not told of, since fewer than {} cases take each: {}.", "经过的案例不到 {} 个的流转未列出：{}。"
)
MORE = Words("… and {} more", "……另有 {} 种")
LOG_TITLE = Words("Event log {}", "事件日志 {}")
LOG_NOTE = Words("{} in {}, {} to {}", "{}、{}，{} 至 {}")
NOT_TAKEN = Words("{} could not be taken", "{}无法采用")
TIES = Words("{} at the same moment as the one before", "{}与前一事件时间相同")
FILES = Words("{} files, the first: {}", "{} 个文件，第一个：{}")
GUESS_TITLE = Words("Guesses of this draft", "草稿中的猜测")
GUESS_NOTE = Words(
    "That a number is a pain point is a guess. Where it is kept, take `{}` out of its evidence; in the end, strike this entry out.",
    "数字背后是不是痛点，只是猜测。认可一条，就从它的依据中去掉 `{}`；全部看完后删去本条。",
)
GUESSED = Words("guessed", "猜测")
FROM = Words("guessed: {} of cases begin here", "猜测：{} 的案例从这里开始")
TO = Words("guessed: {} of cases end here", "猜测：{} 的案例到这里结束")
STAGE = Words("guessed: where it begins and ends; named after its commonest step", "猜测：起止之处；以最常见的一步命名")
CHANNEL = Words("guessed: the commonest, {}", "猜测：最常见，{}")
OTHER_CHANNELS = Words("; then {}", "；其次 {}")
SINCE = Words("guessed: median since {} (n = {})", "猜测：从{}到这里的中位数（n = {}）")
SINCE_P90 = Words(
    "guessed: median since {} (n = {}; nine of ten within {})", "猜测：从{}到这里的中位数（n = {}；九成在 {}之内）"
)
PAINS = Words("guessed: is it one? keep or strike out", "猜测：算不算痛点？保留或删去")
LOST = Words("{} of those who come here go no further ({} of {} cases)", "到这里的案例有 {} 没有再往下走（{} / {}）")
AGAIN = Words("{} come here more than once ({} of {} cases)", "{} 的案例在这里重复过（{} / {}）")
LONG = Words(
    "One in ten waits {1} or longer after {0}; half wait {2} at most (n = {3})",
    "{0}之后，十分之一的人要等 {1}以上，半数不超过 {2}（n = {3}）",
)
ALWAYS_LONG = Words(
    "Half wait {2} or longer after {0}, one in ten {1} (n = {3})",
    "{0}之后，半数的人要等 {2}以上，十分之一要等 {1}以上（n = {3}）",
)
REACH = Words("Cases that come here", "经过这里的案例")
SPAN = (
    Words("From first to last event, half within", "从第一个到最后一个事件，半数在此之内"),
    Words("From first to last event, nine of ten within", "从第一个到最后一个事件，九成在此之内"),
)
NEXT = Words("guessed: what most do; why is for you to say", "猜测：多数人这样走；原因请你补上")
NEXT_IN_ORDER = Words(
    "guessed: by the order alone; too few take any one way on to tell of it",
    "猜测：只按先后排列；每条去向的案例都太少，不列出",
)
NEXT_BY_BOTH = Words(
    "guessed: what most do, and, without a share, what the order alone says; why is for you to say",
    "猜测：多数人这样走，没写比例的只按先后排列；原因请你补上",
)
ENDS_HERE = Words("guessed: most end here", "猜测：多数到此为止")
WHEN = Words("{} of the time", "{} 的时候")
STEP = Words("step", "步骤")
STAGE_ID = Words("stage", "阶段")
UNITS = {
    "s": Words("seconds", "秒"),
    "min": Words("minutes", "分钟"),
    "h": Words("hours", "小时"),
    "d": Words("days", "天"),
}
