"""Words that tell nothing of an experience (articles, pronouns, particles), and Chinese words that look like names.

What negates or measures is no stop word.
"""

from __future__ import annotations

_ENGLISH = """
a about after again all also am an and any are as at be because been before being but by can could did do does doing
down during each for from get gets getting go goes going got had has have having he her here hers him his how i i'd
i'll i'm i've if in into is it it'd it'll it's its itself just let like made make makes me more most my myself of off
on once one only or other our ours out over own per really s same say says she so some such t than that that's the
their them then there there's these they they're they've this those through thus to two under until up upon us very
via was we we'd we'll we're we've were what when where which while who whom whose why will with would you you'd
you'll you're you've your yours
"""
_CHINESE = """
的 了 是 我 你 他 她 它 在 和 与 及 或 就 都 也 还 而 但 又 把 被 给 对 从 向 到 去 来 上 下 里 中 个 一 二 两 这 那 有 要 会
能 可 吧 吗 呢 啊 呀 哦 嘛 着 过 地 得 之 其 所 以 为 于 等 说 想 看 做 让 叫 用 很 更 最 再 才 只 并 且 若 如 因 此 每 各 某 些
次 位 件 家 点 么 什 请 您 咱 人 年 月 日 时 分 秒 天 我们 你们 他们 她们 它们 咱们 自己 大家 这个 那个 这些 那些 这样 那样 这里
那里 这么 那么 什么 怎么 为什么 一个 一些 一下 一样 一直 一定 一般 一点 有点 有些 可以 可能 应该 需要 已经 因为 所以 但是 可是
不过 而且 然后 如果 虽然 或者 还是 还有 以及 就是 只是 都是 也是 不是 是不是 现在 今天 昨天 时候 之后 以后 之前 以前 感觉 觉得
知道 出来 起来 下来 上来 进去 过来 其他 比较 非常 真的 真是 特别 十分 总体 整体 方面 东西 事情 情况 谢谢 感谢 希望
"""
_NO_NAMES = """
高峰 温馨 明白 安静 安心 易懂 关怀 黄牛 马虎 文明 康复 毛绒 雷同 汤底 汤面 殷勤 齐全 顾客 黎明 金额 高效 高级 方便 安全 石沉大海
谢谢 卡顿 师傅 华丽 和蔼 鲁莽 荣幸 宁静 卓越 耿直
"""
ENGLISH, CHINESE = frozenset(_ENGLISH.split()), frozenset(_CHINESE.split())
"""Words that tell nothing."""
NO_NAMES = frozenset(_NO_NAMES.split())
"""Words that a dictionary takes for names, and that mostly are none."""
