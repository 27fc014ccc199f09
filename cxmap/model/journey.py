"""The journey map itself: stages and touchpoints."""

from __future__ import annotations

from typing import Annotated, Literal

from cxmap.model.claims import Action, Evidence, Metric, Opportunity, PainPoint, Risk, Steps
from cxmap.model.fields import (
    ById,
    ByName,
    ByRisk,
    ByTarget,
    ByText,
    ByTitle,
    Duration,
    Emotion,
    Exactly,
    Flag,
    FlagOrWord,
    Id,
    Ids,
    Model,
    OneOrMany,
    PlainText,
    Rating,
    Text,
    Texts,
    field,
    required,
)
from cxmap.model.framing import Brand, Channel, Design, EmotionScale, HoneycombModel, Lane, Review, Scope, Senses
from cxmap.model.people import Persona, Segment, Team

MapKind = Literal["customer", "employee", "patient", "citizen", "partner", "student", "member", "visitor", "other"]


class Next(Model):
    """A way on from a touchpoint (下一步)."""

    to: Id = required("Id of the touchpoint it leads to.", "下一个触点的 id。", example="branch-visit")
    when: Text | None = field("Under which condition.", "在什么情况下。", example="材料不全")
    carries_data: Flag | None = field(
        "Whether the customer's data go along; false is a break in the journey.",
        "客户信息是否随之传递；false 表示断点。",
        example=False,
    )


class Touchpoint(Model):
    """One interaction (触点)."""

    id: Id | None = field("Name for references; never changes.", "供引用的标识，不再改动。", example="online-form")
    name: Text | None = field("What the actor would call it.", "客户怎么称呼它。", example="线上填表")
    description: Text | None = field("What happens here.", "这里发生什么。", example="在手机上填写申请表")
    channel: Id | None = field("Id of the channel.", "渠道的 id。", example="web")
    image: PlainText | None = field(
        "A picture of what happens, for the storyboard: a PNG, JPEG or SVG file, relative to the map.",
        "故事板画面：PNG、JPEG 或 SVG 文件，相对于地图文件。",
        example="pictures/online-form.svg",
    )
    owner: Id | None = field("Id of the team that answers for it.", "责任团队的 id。", example="digital-channels")
    consulted: Ids = field(
        "Ids of the teams that are asked before it is changed (C in RACI).",
        "改动前需征询的团队 id（RACI 中的 C）。",
        example=["compliance"],
        default=(),
    )
    informed: Ids = field(
        "Ids of the teams that are told when it has changed (I in RACI).",
        "改动后需告知的团队 id（RACI 中的 I）。",
        example=["contact-centre"],
        default=(),
    )
    personas: Ids = field(
        "Ids of the personas who pass here; default: all.",
        "经过这里的角色 id；默认全部。",
        example=["li-wei"],
        default=(),
    )
    duration: Duration | None = field("How long it takes.", "用时。", example="25min")
    wait: Duration | None = field(
        "How long the actor waits before it, and would rather not.", "之前的等待时间：客户不愿等的时间。", example="3d"
    )
    interval: Duration | None = field(
        "How much time passes before it as it should, such as a billing month or a delivery day that was chosen; nobody waits for it.",
        "之前正常经过的时间，如账单周期、自选的送货日；不算等待。",
        example="30d",
    )
    actions: Texts = field("What the actor does.", "客户行为。", example=["填写收入信息"], default=())
    thoughts: Texts = field(
        "What the actor asks, wonders, expects.", "客户的想法与疑问。", example=["为什么要填三遍？"], default=()
    )
    emotion: Emotion = field(
        "Score for everyone or by persona, −2 … +2 unless the map declares a `scale`; null is not known.",
        "所有人或每个角色的情绪分，−2 … +2，除非声明了 `scale`；null 表示未知。",
        example={"li-wei": -2},
        default={},
    )
    feelings: Texts = field(
        "Named emotions: joy, anger, sorrow, delight, annoyance, fear, surprise, or your own.",
        "情绪：喜、怒、哀、乐、烦、恐、惊，或自定义。",
        example=["烦"],
        default=(),
    )
    moment_of_truth: Annotated[Literal[True, False, "zero", "first", "second", "third"], FlagOrWord] = field(
        "Whether this touchpoint weighs more than others; or which moment of truth it is.",
        "是否为关键时刻，或第几关键时刻。",
        example=True,
        default=False,
    )
    needs: Ids = field("Ids of the needs served here.", "满足哪些需求（id）。", example=["certainty"], default=())
    delivers: Ids = field(
        "Ids of the brand promises kept here.", "兑现的品牌承诺（id）。", example=["fast"], default=()
    )
    breaks: Ids = field(
        "Ids of the brand promises broken here.", "违背的品牌承诺（id）。", example=["fast"], default=()
    )
    pain_points: Annotated[tuple[Annotated[PainPoint, ByText], ...], OneOrMany] = field(
        "Observed friction.", "痛点。", example=[{"text": "同一信息填三遍", "severity": "high"}], default=()
    )
    opportunities: Annotated[tuple[Annotated[Opportunity, ByText], ...], OneOrMany] = field(
        "Problems reframed.", "机会点。", example=["怎样让客户只填一次？"], default=()
    )
    physical_evidence: Texts = field("Tangibles the actor meets.", "有形展示。", example=["申请回执"], default=())
    frontstage: Steps = field(
        "What staff or technology do in the actor's sight.", "前台行为。", example=["客户经理初审"], default=()
    )
    backstage: Steps = field("What is done out of sight.", "后台行为。", example=["征信查询"], default=())
    support: Steps = field(
        "Systems, processes and partners behind it.", "支持过程：系统、流程、伙伴。", example=["核心系统"], default=()
    )
    honeycomb: dict[Id, Rating | None] = field(
        "Scores by dimension, 1 to 5.", "各维度得分，1 到 5。", example={"usable": 2}, default={}
    )
    senses: Senses | None = field(
        "What is seen, heard, touched and felt.", "四感：视、听、触、情。", example={"sight": "进度条"}
    )
    risks: Annotated[tuple[Annotated[Risk, ByRisk], ...], OneOrMany] = field(
        "Compliance risks.", "合规风险。", example=[{"risk": "授权不完整", "control": "双重确认"}], default=()
    )
    metrics: tuple[Metric, ...] = field(
        "Figures measured here.", "这里的指标。", example=[{"kind": "csat", "value": 61}], default=()
    )
    evidence: Ids = field(
        "Ids of the evidence for what is said here.", "依据的 id。", example=["survey-q3"], default=()
    )
    next: Annotated[tuple[Annotated[Next, ByTarget], ...], OneOrMany] = field(
        "Ways on; default: the touchpoint that follows. An empty list ends the journey here.",
        "接下来去哪里；默认为后一个触点。空列表表示旅程在此结束。",
        example=[{"to": "branch-visit", "when": "材料不全"}],
        default=None,
    )
    lanes: dict[Id, Texts] = field(
        "Texts for lanes of one's own.", "自定义泳道的内容。", example={"marketing": "短信提醒"}, default={}
    )


class Stage(Model):
    """A phase of the journey, in the actor's own words (阶段)."""

    id: Id | None = field("Name for references; never changes.", "供引用的标识，不再改动。", example="apply")
    name: Text | None = field("What the actor would call it.", "客户怎么称呼它。", example="提交申请")
    goal: Text | None = field("What the actor wants from it.", "这个阶段的目标。", example="一次交齐")
    duration: Duration | None = field("How long it takes.", "用时。", example="2w")
    honeycomb: dict[Id, Rating | None] = field(
        "Scores by dimension, 1 to 5.", "各维度得分，1 到 5。", example={"usable": 3}, default={}
    )
    metrics: tuple[Metric, ...] = field(
        "Figures of the stage.", "阶段指标。", example=[{"kind": "csat", "value": 61}], default=()
    )
    touchpoints: Annotated[tuple[Annotated[Touchpoint, ByName], ...], OneOrMany] = field(
        "The interactions, in order.",
        "按顺序排列的触点。",
        example=[{"id": "online-form", "name": "线上填表"}],
        default=(),
    )


class JourneyMap(Model):
    """A customer journey map (客户旅程图)."""

    cxmap: Annotated[Literal[1], Exactly] = required("Version of the format.", "格式版本。", example=1)
    id: Id = required(
        "Name of the map; never changes, even when the file moves.", "地图的标识，文件移动也不改。", example="home-loan"
    )
    title: Text = required("What the map is called.", "标题。", example="申请住房贷款")
    language: Literal["zh", "en"] | None = field(
        "Language of plain strings, labels and messages.", "纯文本、标签和提示的语言。", example="zh"
    )
    kind: MapKind | None = field("Whose journey it is.", "旅程类型：谁的旅程。", example="customer")
    state: Literal["current", "future"] | None = field(
        "As it is, or as it should be.", "现状或未来。", example="current"
    )
    client: Text | None = field(
        "For whom the map is made; shown in the title block.", "客户单位；显示在标题栏。", example="安居银行"
    )
    version: PlainText | None = field("Version; shown in the title block.", "版本；显示在标题栏。", example="1.2")
    description: Text | None = field(
        "What a reader should know first.", "读者首先要知道的事。", example="2026 年三季度调研结果"
    )
    owner: Id | None = field("Id of the team that keeps the map.", "维护这张图的团队 id。", example="retail-lending")
    scope: Scope | None = field(
        "Start, end, situation, goal.", "起点、终点、场景、目标。", example={"from": "开始看房", "to": "第一次还款"}
    )
    review: Review | None = field(
        "When it was checked, and how often it must be.",
        "评审时间与周期。",
        example={"last": "2026-09-30", "every": "90d"},
    )
    brand: Brand | None = field("The brand and its promises.", "品牌与承诺。", example={"name": "安居银行"})
    design: Design | None = field(
        "The five steps of experience design.", "体验设计五步法。", example={"positioning": "最省心的房贷"}
    )
    scale: EmotionScale | None = field(
        "Scale of the emotions; default −2 … +2.", "情绪量表；默认 −2 … +2。", example={"min": 1, "max": 5}
    )
    personas: Annotated[tuple[Annotated[Persona, ById], ...], OneOrMany] = field(
        "Who makes the journey; a bare id names a persona of the workspace.",
        "走这段旅程的角色；只写 id 表示引用工作区的角色。",
        example=[{"id": "li-wei", "name": "李薇"}],
        default=(),
    )
    segments: tuple[Annotated[Segment, ById], ...] = field(
        "Groups whose journeys differ.", "客群。", example=[{"id": "new", "name": "新客"}], default=()
    )
    channels: tuple[Annotated[Channel, ById], ...] = field(
        "Channels in which touchpoints happen.", "渠道。", example=[{"id": "web", "name": "网上银行"}], default=()
    )
    teams: tuple[Annotated[Team, ById], ...] = field(
        "Teams that own things in this map.", "责任团队。", example=[{"id": "risk", "name": "风险部"}], default=()
    )
    lanes: tuple[Annotated[Lane, ById], ...] = field(
        "Lanes of one's own.", "自定义泳道。", example=[{"id": "marketing", "name": "营销动作"}], default=()
    )
    honeycomb_model: Id | None = field(
        "Which honeycomb is scored: `morville` (default), `service`, or your own.",
        "使用哪个蜂窝模型：`morville`（默认）、`service` 或自定义。",
        example="service",
    )
    honeycomb_models: tuple[HoneycombModel, ...] = field(
        "Honeycombs of one's own.",
        "自定义蜂窝模型。",
        example=[{"id": "our-four", "dimensions": ["fast", "warm"]}],
        default=(),
    )
    honeycomb: dict[Id, Rating | None] = field(
        "Scores of the whole journey by dimension, 1 to 5.",
        "整个旅程的各维度得分，1 到 5。",
        example={"usable": 3},
        default={},
    )
    evidence: tuple[Annotated[Evidence, ById], ...] = field(
        "What the claims rest on.", "依据。", example=[{"id": "survey-q3", "kind": "survey", "n": 412}], default=()
    )
    metrics: tuple[Metric, ...] = field(
        "Figures of the whole journey.", "整个旅程的指标。", example=[{"kind": "nps", "value": 32}], default=()
    )
    stages: Annotated[tuple[Annotated[Stage, ByName], ...], OneOrMany] = required(
        "The phases, in order.",
        "按顺序排列的阶段。",
        example=[{"id": "apply", "name": "提交申请", "touchpoints": ["线上填表"]}],
        min_length=1,
    )
    actions: Annotated[tuple[Annotated[Action, ByTitle], ...], OneOrMany] = field(
        "What will be done.", "行动计划。", example=[{"title": "从核心系统预填", "addresses": ["prefill"]}], default=()
    )
