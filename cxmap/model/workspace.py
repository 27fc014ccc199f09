"""The workspace file, `cxmap.yaml`: where the maps are, and what they share."""

from __future__ import annotations

from typing import Annotated, Literal

from cxmap.model.claims import Evidence
from cxmap.model.data import Data
from cxmap.model.fields import ById, Colour, Exactly, Model, OneOrMany, PlainText, Text, field, required
from cxmap.model.framing import Channel, HoneycombModel, Lane
from cxmap.model.people import Persona, Segment, Team
from cxmap.model.policy import LintPolicy


class SharedLibrary(Model):
    """What every map of the workspace may refer to (共享库)."""

    teams: tuple[Annotated[Team, ById], ...] = field(
        "Teams that own things.", "责任团队。", example=[{"id": "risk", "name": "风险部"}], default=()
    )
    channels: tuple[Annotated[Channel, ById], ...] = field(
        "Channels in which touchpoints happen.", "渠道。", example=[{"id": "web", "name": "网上银行"}], default=()
    )
    personas: tuple[Persona, ...] = field(
        "Personas that maps share.", "共享的客户角色。", example=[{"id": "li-wei", "name": "李薇"}], default=()
    )
    segments: tuple[Annotated[Segment, ById], ...] = field(
        "Groups whose journeys differ.", "客群。", example=[{"id": "new", "name": "新客"}], default=()
    )
    evidence: tuple[Evidence, ...] = field(
        "Evidence that maps share.", "共享的依据。", example=[{"id": "survey-q3", "kind": "survey"}], default=()
    )
    lanes: tuple[Annotated[Lane, ById], ...] = field(
        "Lanes of one's own.", "自定义泳道。", example=[{"id": "marketing", "name": "营销动作"}], default=()
    )
    honeycomb_models: tuple[HoneycombModel, ...] = field(
        "Honeycombs of one's own.",
        "自定义蜂窝模型。",
        example=[{"id": "our-four", "dimensions": ["fast", "warm"]}],
        default=(),
    )


class Theme(Model):
    """The brand's look on every picture (品牌样式)."""

    accent: Colour | None = field("The one accent colour, #RRGGBB.", "强调色，#RRGGBB。", example="#1F5F8B")
    ink: Colour | None = field("Colour of the text, #RRGGBB.", "文字颜色，#RRGGBB。", example="#1E2328")
    fonts: Annotated[tuple[PlainText, ...], OneOrMany] = field(
        "Font families to prefer, in order.", "优先使用的字体。", example=["Source Han Sans SC"], default=()
    )
    logo: PlainText | None = field(
        "The brand's logo: a PNG, JPEG or SVG file, relative to this file.",
        "品牌标志：PNG、JPEG 或 SVG 文件，相对于本文件。",
        example="brand/logo.svg",
    )
    templates: PlainText | None = field(
        "A folder with templates of one's own for the HTML page, relative to this file.",
        "自定义网页模板所在的文件夹，相对于本文件。",
        example="brand/templates",
    )
    footer: Text | None = field("A line at the foot of every page.", "每页页脚。", example="安居银行 · 内部资料")


Part = Literal[
    "backstage",
    "contacts",
    "costs",
    "evidence",
    "metrics",
    "names",
    "opportunities",
    "owners",
    "pain_points",
    "plan",
    "quotes",
    "risks",
    "tickets",
]
"""What an audience may be spared; `cxmap.render.privacy.audiences` takes it out."""


class Audience(Model):
    """What one audience does not get to see (受众)."""

    hides: Annotated[tuple[Part, ...] | None, OneOrMany] = field(
        "What is left out of their pictures, in place of what is usual for them.",
        "给他们的图中略去哪些内容（代替默认设置）。",
        example=["backstage", "costs", "risks"],
    )
    names: Annotated[tuple[PlainText, ...], OneOrMany] = field(
        "Names of persons or firms that no text may mention; they are blacked out.",
        "任何文本都不得出现的人名或公司名，会被涂黑。",
        example=["王经理"],
        default=(),
    )


class Audiences(Model):
    """Who pictures are made for (各类受众)."""

    client: Audience | None = field("The client.", "客户单位。", example={"hides": ["costs"]})
    internal: Audience | None = field("One's own people.", "内部人员。", example={"hides": []})
    public: Audience | None = field("Everyone.", "公众。", example={"hides": ["backstage", "costs", "names", "risks"]})


class WorkspaceFile(Model):
    """A cxmap workspace (工作区)."""

    cxmap: Annotated[Literal[1], Exactly] = required("Version of the format.", "格式版本。", example=1)
    name: Text | None = field("What the workspace is called.", "工作区名称。", example="安居银行客户体验")
    language: Literal["zh", "en"] | None = field(
        "Language of maps that name none.", "未注明语言的地图使用的语言。", example="zh"
    )
    maps: Annotated[tuple[PlainText, ...], OneOrMany] = field(
        "Where the maps are: patterns relative to this file.",
        "地图在哪里：相对本文件的通配路径。",
        example=["maps/**/*.yaml"],
        default=("maps/**/*.yaml",),
    )
    library: SharedLibrary | None = field("What the maps share.", "地图共用的内容。", example={"teams": ["risk"]})
    theme: Theme | None = field("The brand's look.", "品牌样式。", example={"accent": "#1F5F8B"})
    audiences: Audiences | None = field(
        "What `cxmap render --audience` leaves out.",
        "`cxmap render --audience` 略去的内容。",
        example={"public": {"names": ["王经理"]}},
    )
    data: Data | None = field(
        "Where measurements come from.",
        "数据来源。",
        example={
            "feedback": [{"id": "survey-q3", "files": "data/survey.csv", "metric": "csat", "columns": {"score": "Q1"}}]
        },
    )
    lint: LintPolicy | None = field("Which rules apply.", "检查策略。", example={"ignore": ["review-overdue"]})
