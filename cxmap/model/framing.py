"""What frames a journey and what it is measured by: scope, review, brand, design, channels, lanes, honeycombs."""

from __future__ import annotations

from typing import Annotated, Literal

from cxmap.model.fields import (
    ById,
    ByText,
    Date,
    Duration,
    Flag,
    Id,
    Limit,
    Model,
    OneOrMany,
    PlainText,
    Text,
    Texts,
    field,
    required,
)


class Scope(Model):
    """Where the journey starts and ends, and in which situation (范围)."""

    from_: Text | None = field("Where the journey starts.", "起点。", example="开始看房", alias="from")
    to: Text | None = field("Where it ends.", "终点。", example="第一次还款")
    scenario: Text | None = field("The situation.", "场景。", example="首次购房")
    goal: Text | None = field("What the actor wants to reach.", "目标。", example="三周内拿到批复")
    expectations: Texts = field("What the actor expects.", "期望。", example=["全程线上"], default=())


class Review(Model):
    """When the map was last checked with people, and how often it should be (评审)."""

    last: Date | None = field("When it was last reviewed.", "上次评审日期。", example="2026-09-30")
    every: Duration | None = field("How often it must be reviewed.", "评审周期。", example="90d")
    with_: Texts = field(
        "With whom: customers, teams.", "与谁一起评审：客户、团队。", example=["customers"], default=(), alias="with"
    )


class Promise(Model):
    """Something the brand promises (品牌承诺)."""

    id: Id | None = field(
        "Name for references in `delivers` and `breaks`.", "供 `delivers`、`breaks` 引用。", example="fast"
    )
    text: Text = required("What the brand says.", "品牌的承诺。", example="24 小时内答复")


class Brand(Model):
    """The brand behind the journey (品牌)."""

    name: Text | None = field("Name of the brand.", "品牌名称。", example="安居银行")
    promises: Annotated[tuple[Annotated[Promise, ByText], ...], OneOrMany] = field(
        "What the brand promises.", "品牌承诺。", example=[{"id": "fast", "text": "24 小时内答复"}], default=()
    )


class Senses(Model):
    """The four senses: what the actor sees, hears, touches and feels (四感)."""

    sight: Text | None = field("What is seen.", "视觉：看到什么。", example="进度条一目了然")
    sound: Text | None = field("What is heard.", "听觉：听到什么。", example="提交成功的提示音")
    touch: Text | None = field("What is touched.", "触觉：触到什么。", example="大按钮，单手可点")
    feeling: Text | None = field("What is felt.", "情感：感受到什么。", example="踏实")


class Design(Model):
    """The five steps of experience design (体验设计五步法)."""

    positioning: Text | None = field(
        "1. Positioning: what we want to be for whom.", "1. 定位：为谁，成为什么。", example="最省心的房贷"
    )
    scenario: Text | None = field(
        "2. Scenario: the situation designed for.", "2. 场景化：为哪种场景而设计。", example="下班后用手机办理"
    )
    core_focus: Text | None = field(
        "3. Core focus: the one thing that must be right.", "3. 核心关注点：必须做好的一件事。", example="一次交齐材料"
    )
    innovation: Text | None = field(
        "4. Innovation: what nobody else does.", "4. 创新：别人没有的做法。", example="材料自动核验"
    )
    senses: Senses | None = field(
        "5. Four senses: sight, sound, touch, feeling.", "5. 四感：视、听、触、情。", example={"sight": "进度条"}
    )


class EmotionScale(Model):
    """The scale on which the map's emotions are given (情绪量表)."""

    min: Limit = required("The worst score.", "最低分。", example=1)
    max: Limit = required("The best score.", "最高分。", example=5)


class Channel(Model):
    """A medium in which touchpoints happen (渠道)."""

    id: Id = required("Name for references in `channel`.", "供 `channel` 引用的标识。", example="web")
    name: Text | None = field("What the channel is called.", "渠道名称。", example="网上银行")
    medium: Literal["online", "offline"] | None = field("Online or offline.", "线上或线下。", example="online")
    icon: PlainText | None = field("Name of the icon; default: the id.", "图标名；默认与 id 相同。", example="web")
    regulated: Flag = field("Whether law or licence governs it.", "是否受监管。", example=True, default=False)


class Lane(Model):
    """A lane of one's own (自定义泳道)."""

    id: Id = required(
        "Name for references in a touchpoint's `lanes`.", "供触点 `lanes` 引用的标识。", example="marketing"
    )
    name: Text | None = field("Label of the lane.", "泳道名称。", example="营销动作")


class Dimension(Model):
    """One dimension of a honeycomb (蜂窝维度)."""

    id: Id = required("Name for references in `honeycomb`.", "供 `honeycomb` 引用的标识。", example="usable")
    name: Text | None = field("Label of the dimension.", "维度名称。", example="可用")


class HoneycombModel(Model):
    """Dimensions that are scored together as one linked whole (体验蜂窝模型)."""

    id: Id = required("Name for `honeycomb_model`.", "供 `honeycomb_model` 引用的标识。", example="our-seven")
    name: Text | None = field("What the model is called.", "模型名称。", example="门店七维")
    centre: Id | None = field("Id of the dimension in the middle.", "中心维度的 id。", example="valuable")
    dimensions: tuple[Annotated[Dimension, ById], ...] = required(
        "The dimensions; the first seven are drawn as hexagons.", "各个维度。", example=["fast", "warm"], min_length=1
    )
