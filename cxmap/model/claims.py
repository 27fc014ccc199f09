"""What a map claims and why anyone should believe it: evidence, metrics, pain points, opportunities, risks, actions."""

from __future__ import annotations

from typing import Annotated, Literal

from cxmap.model.fields import (
    ByText,
    Date,
    Flag,
    Id,
    Ids,
    Limit,
    Model,
    Number,
    OneOrMany,
    PlainText,
    Rating,
    Text,
    Whole,
    field,
    required,
)

EvidenceKind = Literal[
    "survey",
    "interview",
    "observation",
    "usability-test",
    "social",
    "analytics",
    "complaints",
    "research",
    "assumption",
]
Severity = Literal["low", "medium", "high", "critical"]
Level = Literal["low", "medium", "high"]


class Evidence(Model):
    """What a claim rests on (依据)."""

    id: Id = required("Name for references in `evidence`.", "供 `evidence` 引用的标识。", example="survey-q3")
    kind: EvidenceKind | None = field(
        "How it was gathered; `assumption` says plainly that nobody has checked.",
        "来源类型；`assumption` 表示尚未验证的假设。",
        example="survey",
    )
    title: Text | None = field("What it is.", "名称。", example="申请后问卷")
    date: Date | None = field("When it was gathered.", "收集日期。", example="2026-09-15")
    n: Whole | None = field("How many people, cases or answers.", "样本量。", example=412)
    source: PlainText | None = field(
        "Where it is kept: a file or an address.", "出处：文件或网址。", example="data/survey-2026q3.csv"
    )
    note: Text | None = field("What to keep in mind when reading it.", "解读时要注意什么。", example="仅限线上渠道")


class MetricScale(Model):
    """The lowest and highest value an answer can have (量表)."""

    min: Limit = required("Lowest possible value.", "最小值。", example=1)
    max: Limit = required("Highest possible value.", "最大值。", example=5)


class Metric(Model):
    """A number with what it takes to read it honestly (指标)."""

    kind: Literal["nps", "csat", "ces", "kpi"] = required(
        "NPS, CSAT, CES, or any other figure (`kpi`).", "NPS、CSAT、CES，或其他指标（`kpi`）。", example="csat"
    )
    id: Id | None = field("Name for references.", "供引用的标识。", example="form-csat")
    name: Text | None = field(
        "What is measured; needed for a `kpi`.", "衡量什么；`kpi` 需要填写。", example="填表完成率"
    )
    value: Number | None = field("The figure; null is not known.", "数值；null 表示未知。", example=61)
    unit: Text | None = field("Unit of the value.", "单位。", example="%")
    formula: Text | None = field(
        "How it is computed: `top2box`, `mean`, …", "计算方法：`top2box`、`mean`……", example="top2box"
    )
    scale: MetricScale | None = field("Scale of the answers.", "回答的量表。", example={"min": 1, "max": 5})
    direction: Literal["higher-is-better", "lower-is-better"] | None = field(
        "Which way is good; CES exists in both.", "数值高好还是低好；CES 两种都有。", example="higher-is-better"
    )
    n: Whole | None = field("How many answers.", "样本量。", example=412)
    period: PlainText | None = field("When it was measured.", "统计周期。", example="2026-Q3")
    from_: Literal["data"] | None = field(
        "`data`: `cxmap measure --write` sets `value`, `n` and `period` from what was measured last.",
        "`data`：由 `cxmap measure --write` 按最近一期实测写入 `value`、`n` 和 `period`。",
        example="data",
        alias="from",
    )
    source: Id | None = field(
        "With `from: data`: the survey, or the series, where several measure it.",
        "与 `from: data` 连用：多个数据源衡量同一指标时，指明问卷或系列。",
        example="survey-q3",
    )
    baseline: Number | None = field("Where it started.", "基线。", example=55)
    target: Number | None = field("Where it should be.", "目标。", example=80)
    evidence: Ids = field("Ids of the evidence it comes from.", "来源依据的 id。", example=["survey-q3"], default=())


class PainPoint(Model):
    """Observed friction (痛点)."""

    id: Id | None = field(
        "Name for references from opportunities.", "供机会点引用的标识。", example="fills-three-times"
    )
    text: Text = required("What goes wrong, as the customer meets it.", "客户遇到的问题。", example="同一信息填三遍")
    severity: Severity | None = field("How much it hurts.", "严重程度。", example="high")
    evidence: Ids = field("Ids of the evidence for it.", "依据的 id。", example=["survey-q3"], default=())
    owner: Id | None = field("Id of the team that answers for it.", "责任团队的 id。", example="digital-channels")
    personas: Ids = field(
        "Ids of the personas who feel it; default: all.", "受影响角色的 id；默认全部。", example=["li-wei"], default=()
    )


class Opportunity(Model):
    """A problem reframed; not yet a solution (机会点)."""

    id: Id | None = field("Name for references from actions.", "供行动计划引用的标识。", example="prefill")
    text: Text = required("The question worth answering.", "值得回答的问题。", example="怎样让客户只填一次？")
    addresses: Ids = field(
        "Ids of the pain points it would ease.", "对应痛点的 id。", example=["fills-three-times"], default=()
    )
    evidence: Ids = field("Ids of the evidence for it.", "依据的 id。", example=["survey-q3"], default=())
    owner: Id | None = field("Id of the team that follows it up.", "跟进团队的 id。", example="digital-channels")


class Risk(Model):
    """A compliance risk at a touchpoint (合规风险)."""

    id: Id | None = field("Name for references.", "供引用的标识。", example="consent")
    rule: Text | None = field("The law, rule or standard.", "法规或制度。", example="个人信息保护法")
    risk: Text = required("What could go wrong.", "可能出现的问题。", example="授权不完整")
    control: Text | None = field("What is done against it.", "控制措施。", example="双重确认")
    owner: Id | None = field(
        "Id of the team that answers for the control.", "控制措施责任团队的 id。", example="compliance"
    )
    likelihood: Level | None = field("How likely it is.", "发生的可能性。", example="medium")
    impact: Level | None = field("How bad it would be.", "影响程度。", example="high")
    residual: Level | None = field(
        "What risk is left with the control in place.", "采取控制后的剩余风险。", example="low"
    )


class Action(Model):
    """What will be done (行动计划)."""

    id: Id | None = field("Name for references.", "供引用的标识。", example="prefill-from-core")
    title: Text = required("What will be done.", "要做什么。", example="从核心系统预填")
    addresses: Ids = field(
        "Ids of the opportunities it takes up.", "对应机会点的 id。", example=["prefill"], default=()
    )
    owner: Id | None = field("Id of the team that does it.", "责任团队的 id。", example="digital-channels")
    start: Date | None = field("When it starts.", "开始日期。", example="2026-11-01")
    due: Date | None = field("When it must be done.", "截止日期。", example="2027-03-31")
    effort: Rating | None = field("Effort, 1 (little) to 5 (much).", "投入，1（小）到 5（大）。", example=3)
    impact: Rating | None = field(
        "Impact on the customer, 1 (little) to 5 (much).", "对客户的影响，1（小）到 5（大）。", example=5
    )
    cost: Number | None = field("What it costs, in `currency`.", "成本，以 `currency` 计。", example=400000, ge=0)
    benefit: Number | None = field(
        "What it brings in a year, in `currency`.", "每年收益，以 `currency` 计。", example=1200000, ge=0
    )
    currency: PlainText | None = field(
        "ISO 4217 code of the money.", "货币代码（ISO 4217）。", example="CNY", pattern="^[A-Z]{3}$"
    )
    status: Literal["planned", "doing", "done", "dropped"] | None = field("How far it is.", "状态。", example="planned")
    effect: Text | None = field("What was measured after it was done.", "完成后测得的效果。", example="CSAT +9")
    ticket: PlainText | None = field("Its number in the team's tracker.", "任务编号。", example="CX-118")


class BlueprintStep(Model):
    """One step of the service blueprint: frontstage, backstage or support (服务蓝图步骤)."""

    id: Id | None = field("Name for references.", "供引用的标识。", example="credit-check")
    text: Text = required("What is done, or which system does it.", "做什么，或由哪个系统完成。", example="征信查询")
    owner: Id | None = field("Id of the team that does it.", "责任团队的 id。", example="risk")
    fail_point: Flag = field("Things often go wrong here.", "易出错的环节。", example=True, default=False)
    wait_point: Flag = field("The customer waits for this.", "让客户等待的环节。", example=True, default=False)


Steps = Annotated[tuple[Annotated[BlueprintStep, ByText], ...], OneOrMany]
