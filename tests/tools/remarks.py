"""What people write in the examples' surveys: invented sentences, with words planted in them that go with low or high scores."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from random import Random

_LOAN_LOW = {
    "线上填表": ("同样的信息重复填了三遍", "重复填写太多，测算过的数字不带过来", "停下来接个电话，十分钟就清空了", "又要重复录入收入，真烦", "页面超时清空，只好从头再来"),
    "算能贷多少": ("只认工资，做生意的算不出来", "算出来的额度不知道准不准", "经营收入没地方填"),
    "去网点": ("线上传过的材料还要再交一次", "排队四十分钟，材料又要复印", "跑了两趟网点，材料还是不全"),
    "paper-check": ("短信只说材料不全，不说缺什么", "五天没有任何消息", "没人告诉我进度到哪了"),
    "decision": ("批下来的利率比首页高", "额度少了也不解释原因", "结果出来了，原因没人解释"),
    "payout": ("放款晚了两天，卖家一直催", "到账没有短信"),
}  # fmt: skip
_LOAN_HIGH = {
    "线上填表": ("在家就能办，方便", "步骤清楚，半小时填完", "不用跑网点，省事"),
    "算能贷多少": ("几分钟就有结果，心里有底", "算得清楚，方便"),
    "去网点": ("柜员很耐心，讲得明白", "大堂引导很热情"),
    "paper-check": ("客户经理很耐心，缺什么一次说清", "每一步都有人通知，心里有底", "审核比想的快，态度热情"),
    "decision": ("批复很快，解释清楚", "结果和预计一样，放心"),
    "payout": ("按约定日到账，放心", "放款很快，顺利", "到账及时，顺利"),
}  # fmt: skip
_OPENING = ("", "", "", "说实话，", "希望改进：", "这次办下来，")
_LOAN_PLAIN = ("还行", "一般", "没什么特别的", "正常流程", "过程比较普通", "和别的银行差不多")
_CLOSING = ("", "", "", "。", "，希望改进。", "。谢谢", "！")
_COAT_LOW = (
    "parcel was late and nobody told me", "no tracking link for days", "the parcel sat at the depot for a week",
    "waited in all day, the driver never rang", "late again, and the tracking never changed", "the size guide was wrong",
    "refund took three weeks", "had to ask twice for the refund",
)  # fmt: skip
_COAT_HIGH = (
    "warm coat, fits perfectly", "lovely coat and easy to order", "returns were easy", "quick checkout, great fit",
    "arrived early and it fits", "the photos matched, lovely quality",
)  # fmt: skip
_COAT_PLAIN = ("ok", "fine overall", "as expected", "does what it says", "nothing special")


def loan_remark(random: Random, touchpoint: str, score: int | None) -> str:
    """Return what a borrower wrote of a touchpoint, or "": two of five write something."""
    if random.random() > 0.42:
        return ""
    low = random.random() < 0.5 if score is None else score <= 2
    kinds: Sequence[str] = (_LOAN_LOW if low else _LOAN_HIGH)[touchpoint]
    if score == 3 or random.random() < 0.15:
        kinds = _LOAN_PLAIN
    return random.choice(_OPENING) + random.choice(kinds) + random.choice(_CLOSING)


def coat_remark(random: Random, score: int, *, late: bool) -> str:
    """Return what somebody wrote who bought a coat; `late`: parcels were."""
    if random.random() > 0.45:
        return ""
    kinds: Sequence[str] = _COAT_LOW if score <= 6 else _COAT_HIGH
    if score in (7, 8) or random.random() < 0.1:
        kinds = _COAT_PLAIN
    elif score <= 6:
        kinds = _COAT_LOW[:5] if late or random.random() < 0.3 else _COAT_LOW
    remark = random.choice(kinds)
    return remark[0].upper() + remark[1:] + random.choice(("", ".", "!", " :("[: 3 * (score <= 6)]))
