"""The views: sides from which a map is drawn. Each is a package here, loaded when it is used.

A view's package has three functions (`ViewModule`). What several views draw with stands one level up.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple, Protocol, cast

from cxmap.language import Words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cxmap.render.options import ViewOptions
    from cxmap.render.scene import Scene
    from cxmap.render.subject import Subject
    from cxmap.render.wordtables import WordTable


class ViewModule(Protocol):
    """What the package of a view offers."""

    def draw(self, subject: Subject, options: ViewOptions) -> Scene:
        """Lay the view out."""

    def tables(self, subject: Subject, options: ViewOptions) -> Sequence[WordTable]:
        """Say in tables of words what the picture shows."""

    def lacks(self, subject: Subject, options: ViewOptions) -> Words | None:
        """Return what is not there to be drawn, such as `it has no compliance risks`; None where there is something."""


class View(NamedTuple):
    """A view: its name in commands and files, what it is called, and what it shows."""

    id: str
    name: Words
    shows: Words

    @property
    def module(self) -> ViewModule:
        """The functions that draw it."""
        return cast("ViewModule", import_module(f"cxmap.render.views.{self.id}"))


VIEWS = (
    View(
        "poster",
        Words("Poster", "海报"),
        Words(
            "the whole journey: personas, stages, every lane, the curve", "整段旅程：客户角色、阶段、全部泳道与情感曲线"
        ),
    ),
    View(
        "curve",
        Words("Emotion curve", "情感曲线"),
        Words(
            "the curve alone, large: peaks, lows, swings, turns and why, measured over claimed",
            "单独放大的情感曲线：峰、谷、起伏、转折及其原因，实测值对照图上分值",
        ),
    ),
    View(
        "measured",
        Words("What was measured", "实测数据"),
        Words(
            "the figures of surveys beside what the map claims: interval, sample, how they go over time, what stands out",
            "问卷等数据与图上分值对照：区间、样本、走势与异常",
        ),
    ),
    View(
        "personas",
        Words("Personas", "客户角色"),
        Words(
            "a card each: portrait, goals, needs and what serves them, their own curve, what hurts",
            "每人一张卡片：画像、目标、需求与满足情况、各自的曲线、痛点",
        ),
    ),
    View(
        "blueprint",
        Words("Service blueprint", "服务蓝图"),
        Words(
            "five rows and three lines: what stands behind each touchpoint, who does it, where it fails",
            "五层三线：每个触点背后有什么、由谁完成、哪里易出错",
        ),
    ),
    View(
        "honeycomb",
        Words("Honeycomb", "体验蜂窝"),
        Words(
            "the dimensions of the experience as one linked whole, scored for the journey and each stage",
            "体验的各个维度：相互关联的整体，全程与分阶段评分",
        ),
    ),
    View(
        "channels",
        Words("Channels and handovers", "渠道与交接"),
        Words(
            "stages by channels: how each touchpoint feels, handovers between them, and where data are lost",
            "阶段 × 渠道：每个触点的感受、渠道之间的交接与信息断点",
        ),
    ),
    View(
        "flow",
        Words("Flow", "流程"),
        Words(
            "the way through touchpoints and channels: conditions, waits, loops, early ends, lost data",
            "触点与渠道之间的路径：条件、等待、回路、提前结束与信息断点",
        ),
    ),
    View(
        "plan",
        Words("Action plan", "行动计划"),
        Words(
            "what to do first, what it costs and brings, who does it when, and what it would lift",
            "先做什么、成本与收益、谁在何时做、会缓解哪里",
        ),
    ),
    View(
        "trace",
        Words("Trace", "依据链"),
        Words(
            "from evidence by pain points, opportunities and actions to metrics, and where a link is missing",
            "从依据到痛点、机会点、行动与指标，缺了哪一环",
        ),
    ),
    View(
        "risks",
        Words("Compliance risks", "合规风险"),
        Words(
            "how likely and how bad, what is done against it, and what is left, touchpoint by touchpoint",
            "可能性、影响、控制措施与剩余风险，逐个触点",
        ),
    ),
    View(
        "owners",
        Words("Owners", "责任归属"),
        Words(
            "who answers for each touchpoint, who does it, who is asked and told, and where nobody is named",
            "每个触点由谁最终负责、谁执行、谁被咨询与告知，何处无人负责",
        ),
    ),
    View(
        "worksheet",
        Words("Worksheet", "工作坊画布"),
        Words(
            "lanes left blank to fill in together, an empty curve, dots to vote with, and the facilitator’s guide",
            "留白泳道共同填写，空白曲线格、投票圆点与主持人指南",
        ),
    ),
    View(
        "compare",
        Words("Comparison", "对照图"),
        Words(
            "two maps or two personas over each other: what is added, dropped, changed, and what that comes to",
            "两张图或两个角色叠在一起：新增、取消、变化，以及带来的差别",
        ),
    ),
)
"""All views, in the order in which they stand in a pack and on a page."""

VIEW_IDS = tuple(view.id for view in VIEWS)


def view_called(name: str) -> View | None:
    """Return the view with an id; None where there is none."""
    return next((view for view in VIEWS if view.id == name), None)
