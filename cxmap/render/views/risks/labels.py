"""The words that only the register of risks says, in both languages."""

from __future__ import annotations

from cxmap.language import Words

NAME = Words("Compliance risks", "合规风险")

HEAT = Words("Before the controls: likelihood × impact", "控制之前：可能性 × 影响")
LIKELIHOOD_AXIS = Words("Likelihood", "可能性")
IMPACT_AXIS = Words("Impact", "影响")
CELL = Words("inherent: {}", "固有风险：{}")
FORMULA = Words(
    "Inherent level = likelihood × impact (low 1, medium 2, high 3): 1–2 low, 3–4 medium, 6–9 high. "
    "The shape of a number is what is left of the risk with its control.",
    "固有风险 = 可能性 × 影响（低为1，中为2，高为3）：1–2为低，3–4为中，6–9为高。编号的形状表示控制之后的剩余风险。",
)
UNRATED = Words("Likelihood or impact not rated, so not in the chart", "可能性或影响未评级，图上没有位置")
RESIDUAL_ONLY = Words("What is left of each risk", "每项风险还剩多少")
NOT_RATED_AT_ALL = Words(
    "No risk is rated by likelihood and impact; sorted by the level that is left.",
    "没有一项风险评定了可能性和影响；按剩余风险排列。",
)

MOVES = Words("What the controls change", "控制措施改变了什么")
BEFORE = Words("Before: inherent", "控制前：固有风险")
AFTER = Words("After: residual", "控制后：剩余风险")
MOVED = Words(
    "Lower: {} · the same: {} · higher: {} (of {} risks, both levels of {} are known)",
    "降低{}项，不变{}项，升高{}项（{}项风险中，{}项前后级别都已知）",
)
NO_MOVES = Words(
    "No risk has both levels: likelihood and impact before the control, and what is left after it.",
    "没有一项风险同时写明控制前的可能性与影响，以及控制后的剩余风险。",
)

STAGES = Words("What is left, stage by stage", "各阶段还剩哪些风险")
NO_RISKS = Words("no risk named", "未写明风险")
UNCONSIDERED = Words("{} ({}): regulated, and no risk named", "{}（{}）：受监管，却未写明风险")

REGISTER = Words("The register", "风险登记册")
TOUCHPOINT = Words("Touchpoint", "触点")
RULE = Words("Rule", "法规")
RISK = Words("Risk", "风险")
CONTROL = Words("Control", "控制措施")
OWNER = Words("Owner", "责任团队")
LIKELIHOOD = Words("Likelihood", "可能性")
IMPACT = Words("Impact", "影响")
INHERENT = Words("Inherent", "固有风险")
RESIDUAL = Words("Residual", "剩余风险")
NUMBER = Words("Number", "编号")
STAGE = Words("Stage", "阶段")
CHANNEL = Words("Channel", "渠道")
LEVEL = Words("Level", "级别")
BEFORE_COUNT = Words("Before", "控制前")
AFTER_COUNT = Words("After", "控制后")
NO_RULE = Words("no rule named", "未写明法规")
NO_CONTROL = Words("no control", "没有控制措施")
NO_OWNER = Words("no owner", "没有责任团队")
NOT_RATED = Words("not rated", "未评级")
REGULATED_GAPS = Words("Regulated touchpoints without a risk", "受监管却未写明风险的触点")

LEFT = Words("Left: {}", "剩余风险：{}")
LEFT_UNKNOWN = Words("What is left is not rated", "剩余风险未评级")
