"""Who the journey belongs to and who answers for it: personas, segments, teams."""

from __future__ import annotations

from typing import Annotated

from cxmap.model.fields import (
    AsGoals,
    ByText,
    Colour,
    Id,
    Ids,
    Model,
    OneOrMany,
    PlainText,
    Text,
    Texts,
    Whole,
    field,
    required,
)


class Need(Model):
    """What a persona needs from the journey (需求)."""

    id: Id | None = field("Name for references from touchpoints.", "供触点引用的标识。", example="certainty")
    text: Text = required(
        "The need, in the persona's words.", "用角色自己的话说出的需求。", example="知道每一步要等多久"
    )


class Goals(Model):
    """What a persona wants to reach (目标)."""

    career: Text | None = field("Career goal.", "职业目标。", example="评上高级教师")
    personal: Text | None = field("Personal goal.", "个人目标。", example="在学校附近安家")
    other: Texts = field("Any other goals.", "其他目标。", example=["不向父母借钱"], default=())


class Persona(Model):
    """One kind of person who makes the journey (客户角色)."""

    id: Id = required("Name for references; never changes.", "供引用的标识，不再改动。", example="li-wei")
    name: Text | None = field("What to call this person.", "称呼。", example="李薇")
    age: Whole | None = field("Age in years.", "年龄（岁）。", example=34, le=130)
    role: Text | None = field(
        "Role in a buying group, as buyer, user or approver.",
        "在采购小组中的角色：使用者、采购者、审批者……",
        example="Approver",
    )
    occupation: Text | None = field("What this person does for a living.", "职业。", example="中学教师")
    family: Text | None = field("Family situation.", "家庭情况。", example="已婚，一个孩子")
    description: Text | None = field(
        "Anything else that matters here.", "其他背景。", example="第一次贷款，习惯手机办事"
    )
    goals: Annotated[Goals | None, AsGoals] = field(
        "Career, personal and other goals.", "职业目标、个人目标与其他目标。", example={"personal": "在学校附近安家"}
    )
    needs: Annotated[tuple[Annotated[Need, ByText], ...], OneOrMany] = field(
        "What the person needs; touchpoints refer to these by id.",
        "需求；触点用 id 引用。",
        example=[{"id": "certainty", "text": "知道每一步要等多久"}],
        default=(),
    )
    segment: Id | None = field(
        "Id of the segment the person belongs to.", "所属客群的 id。", example="first-time-buyer"
    )
    channels: Ids = field("Ids of the channels this person prefers.", "偏好的渠道 id。", example=["app"], default=())
    portrait: PlainText | None = field(
        "A picture of the person: a PNG, JPEG or SVG file, relative to the map.",
        "人物头像：PNG、JPEG 或 SVG 文件，相对于地图文件。",
        example="pictures/li-wei.png",
    )
    quote: Text | None = field(
        "A sentence this person would say.", "这个人会说的一句话。", example="我只想知道还缺什么材料。"
    )


class Segment(Model):
    """A group or context whose journey differs (客群)."""

    id: Id = required("Name for references.", "供引用的标识。", example="first-time-buyer")
    name: Text | None = field("What people call the segment.", "客群名称。", example="首次购房者")
    description: Text | None = field("Who belongs to it.", "客群说明。", example="35 岁以下，无贷款记录")


class Team(Model):
    """A team that owns touchpoints, pain points, steps, risks or actions (责任团队)."""

    id: Id = required("Name for references in `owner`.", "供 `owner` 引用的标识。", example="digital-channels")
    name: Text | None = field("What the team is called.", "团队名称。", example="数字渠道部")
    colour: Colour | None = field("Colour of the team's mark, #RRGGBB.", "团队标记的颜色，#RRGGBB。", example="#2F6B8F")
    contact: Text | None = field("Whom to ask.", "联系人。", example="retail@example.com")
