"""The words on the cover, in the contents and in the guide of a pack."""

from __future__ import annotations

from typing import NamedTuple

from cxmap.language import Words

COVER = Words("Cover", "封面")
CONTENTS = Words("Contents", "目录")
SUMMARY = Words("In brief", "一页概览")
GUIDE = Words("How to read these pictures", "怎样读这些图")

WORDS = {
    "shows-cover": Words("what the pack is about and for", "这套资料讲什么、给谁用"),
    "shows-contents": Words("the views with what to remember of each", "各个视图及其要点"),
    "shows-summary": Words("the figures that count, what hurts most, what to do first", "关键数字、最痛之处、先做什么"),
    "shows-guide": Words(
        "what each view shows, how to read it, what to ask of it", "每种视图显示什么、怎么读、该追问什么"
    ),
    "scale": Words("Emotion, {} to {}", "情绪分，{}至{}"),
    "assumed": Words("dashed: assumed, not measured", "虚线为假设，未经验证"),
    "route": Words("Touchpoints: {}; no emotion scores yet", "触点：{}个；尚无情绪分"),
    "page": Words("Page", "页"),
    "view": Words("View", "视图"),
    "remember": Words("What to remember", "要点"),
    "not-included": Words("Not included", "未收入"),
    "in-words": Words("{} views on {} pages", "{}个视图，共{}页"),
    "one-view": Words("1 view on {} pages", "1个视图，共{}页"),
    "shows": Words("What it shows", "显示什么"),
    "reading": Words("How to read it", "怎么读"),
    "asking": Words("Ask of it", "该追问什么"),
    "fact": Words("Fact", "项目"),
    "value": Words("Value", "内容"),
    "people": Words("People", "客户角色"),
    "purpose": Words("Purpose", "用途"),
    "average": Words("Average emotion", "平均情绪分"),
    "moments": Words("Moments of truth that hold", "守住的关键时刻"),
    "severe": Words("Severe pain points", "严重痛点"),
    "without-action": Words("{} without an action", "{}个没有行动"),
    "all-taken-on": Words("each with an action", "都有行动"),
    "owned": Words("Touchpoints with an owner", "有责任团队的触点"),
    "evident": Words("Claims with evidence", "有依据的判断"),
    "risks": Words("Risks still high", "剩余风险高"),
    "roi": Words("Return of the plan in a year", "计划的一年回报"),
    "counted": Words("of {} actions with both figures", "按{}项数字齐全的行动"),
    "of": Words("{}/{}", "{}/{}"),
    "hurts": Words("What hurts most", "最痛的地方"),
    "first": Words("What to do first", "先做什么"),
    "nobody": Words("nobody yet", "尚无人负责"),
    "where": Words("Where", "触点"),
    "who": Words("Who, by when", "谁、何时"),
    "guide-takeaway": Words(
        "Each picture answers one question; read it with that question in mind.",
        "每张图只回答一个问题；带着问题去读。",
    ),
}


class Reading(NamedTuple):
    """How a view is read, and a question to ask of it."""

    how: Words
    question: Words


READINGS = {
    "personas": Reading(
        Words(
            "From the quote to the goals and needs; the little curve is this person’s way through the journey.",
            "先读引语，再看目标和需求；小曲线是此人走完旅程的起伏。",
        ),
        Words("Which of our decisions would this person notice?", "我们的哪个决定会被这个人察觉？"),
    ),
    "poster": Reading(
        Words(
            "Across: the journey in time. Down: what the person does and feels above, what the organisation does below.",
            "横看是时间；纵看，上半是客户的行为与感受，下半是组织的工作。",
        ),
        Words("Where is a lane empty although something must be happening?", "哪条泳道空着，而那里必定发生着什么？"),
    ),
    "curve": Reading(
        Words(
            "Height is emotion. People remember the peak, the low and the end; a gap means that nobody knows.",
            "高低即情绪。人们记住峰、谷与终点；断开处表示没人知道。",
        ),
        Words("What happens just before each fall?", "每次下跌之前发生了什么？"),
    ),
    "measured": Reading(
        Words(
            "A ring is what the map claims, a diamond what was measured; where the ring lies off the diamond’s line, the map is wrong.",
            "圆圈是图上的分值，菱形是实测；圆圈落在菱形的区间之外，说明图上不准。",
        ),
        Words("Which claim would we withdraw today?", "今天我们会收回图上的哪个判断？"),
    ),
    "blueprint": Reading(
        Words(
            "Follow a column downwards: what the customer meets, who does it in sight, who behind it, on which systems.",
            "顺着一列往下读：客户遇到什么，谁在前台做，谁在后台做，靠什么系统。",
        ),
        Words("Which backstage step causes the pain in front?", "前台的痛点由后台哪一步造成？"),
    ),
    "honeycomb": Reading(
        Words(
            "The cell in the middle is the core of the model. Lines join dimensions that the same touchpoint scores low on.",
            "居中的一格是模型的核心；连线的两个维度在同一触点得分都低。",
        ),
        Words("Which dimension fails at the touchpoints that matter most?", "最重要的触点上，哪个维度失分？"),
    ),
    "channels": Reading(
        Words(
            "Columns are stages, rows are channels; lines between rows are handovers, and dashed ones lose data.",
            "列是阶段，行是渠道；行与行之间的连线是交接，虚线表示信息丢失。",
        ),
        Words("Where must the customer tell the story again?", "客户在哪里不得不从头再说一遍？"),
    ),
    "flow": Reading(
        Words(
            "Lines lead on, each from the condition under which it is taken; those that lead back are loops that cost time.",
            "连线从各自的条件出发，通往下一个触点；往回走的是循环，耗费时间。",
        ),
        Words("Which loop could be cut out?", "哪个循环可以去掉？"),
    ),
    "plan": Reading(
        Words(
            "High and to the left is much impact for little effort; the timeline says who does it by when.",
            "越靠左上，投入越小、影响越大；时间轴说明谁在何时完成。",
        ),
        Words("Which severe pain has no action yet?", "哪个严重的痛点还没有行动？"),
    ),
    "trace": Reading(
        Words(
            "From left to right: what we know, what hurts, what could be, what we do, how we measure it.",
            "从左到右：我们知道什么，哪里痛，可以怎样，做什么，如何衡量。",
        ),
        Words("Where does a line end that should go on?", "哪条线本该继续，却断了？"),
    ),
    "risks": Reading(
        Words(
            "A field says how grave a risk is before its control; the shape of its number, what is left after it.",
            "格子表示控制之前的风险高低；编号的形状表示控制之后还剩多少。",
        ),
        Words("Which control exists on paper only?", "哪项控制只停留在纸面上？"),
    ),
    "owners": Reading(
        Words(
            "Columns are touchpoints, rows are teams; a letter says who answers (A), does (R), is asked (C) or is told (I).",
            "列是触点，行是团队；字母表示谁最终负责（A）、负责执行（R）、被咨询（C）、被告知（I）。",
        ),
        Words("Which touchpoint has no team that answers for it?", "哪个触点没有团队最终负责？"),
    ),
    "worksheet": Reading(
        Words(
            "The empty fields hold notes; dots are votes for what should be taken up first.",
            "空白处贴便签；圆点用来投票，选出最该先做的。",
        ),
        Words("What do we believe without having asked anyone?", "哪些是我们没问过任何人就相信的？"),
    ),
    "compare": Reading(
        Words(
            "Two journeys on one scale; the lanes below say only what differs.",
            "两段旅程用同一量尺；下方泳道只列出不同之处。",
        ),
        Words("Which change lifts the low point?", "哪个改变抬高了低谷？"),
    ),
}
"""How each view is read, by its id; a view without an entry speaks for itself."""
