"""The words of a worksheet and its guide, in both languages."""

from __future__ import annotations

from cxmap.language import Words

NAME = Words("Worksheet", "工作坊画布")
GUIDE = Words("Facilitator’s guide", "主持人指南")
INSTRUCTION = Words(
    "One idea per note, in their own words. Stick it under the touchpoint where it happens. "
    "What you guess gets a question mark.",
    "一张便签只写一件事，用亲历者自己的话；贴在它发生的触点下面。凡是猜的，画上问号。",
)
FIELDS = (Words("Date", "日期"), Words("Group", "小组"), Words("Facilitator", "主持人"))
YOUR_TOUCHPOINT = Words("+ your touchpoint", "+ 补充触点")
YOUR_STAGE = Words("+ your stage", "+ 补充阶段")
VOTES = Words("Votes", "投票")
VOTES_PROMPT = Words("Three dots each, two at most in one place.", "每人三点，同一处最多两点。")
NOTES = {
    "yellow": Words("yellow notes", "黄色便签"),
    "pink": Words("pink notes", "粉色便签"),
    "green": Words("green notes", "绿色便签"),
    "blue": Words("blue notes", "蓝色便签"),
}
NOTE_COLOURS = {"yellow": "#F6E27A", "pink": "#F2B8C0", "green": "#B7DDB9", "blue": "#B5D3EC"}
LANE_NOTES = {"thoughts": "yellow", "pain_points": "pink", "opportunities": "green", "actions": "blue"}
"""The colour of the notes that a lane is filled with, so that the wall can be read from afar."""

PROMPTS = {
    "storyboard": Words("Sketch the moment.", "把这一刻画下来。"),
    "description": Words("What would a bystander see?", "旁观者会看到什么？"),
    "channel": Words("Screen, phone, counter: where is it?", "线上、电话还是柜台？"),
    "owner": Words("Who answers for it?", "谁对它负责？"),
    "time": Words("How long is it, how long the wait?", "花多久？等多久？"),
    "actions": Words("What do they do, step by step?", "一步一步在做什么？"),
    "emotion": Words("A point at each touchpoint, then the line.", "先点点，再连线。"),
    "feelings": Words("Which feeling, in one word?", "用一个词说出情绪。"),
    "thoughts": Words("What do they think or ask? Quote them.", "在想什么、问什么？写原话。"),
    "needs": Words("What do they need to get on?", "需要什么才能继续？"),
    "pain_points": Words("What gets in the way? Who saw it, how often?", "卡在哪里？谁见过，多常见？"),
    "opportunities": Words("How might we …?", "我们怎样才能……？"),
    "plan": Words("Who does what, by when?", "谁，何时，做什么？"),
    "promises": Words("Which promise is kept or broken?", "兑现或违背了哪个承诺？"),
    "metrics": Words("Which number would show it got better?", "哪个数字能说明变好了？"),
    "honeycomb": Words("Which dimension is weakest, 1 to 5?", "哪一维最弱？打1–5分。"),
    "senses": Words("What is seen, heard, touched, felt?", "看到、听到、触到、感到什么？"),
    "risks": Words("Which rule applies, what could go wrong?", "适用哪条规定？会出什么错？"),
    "physical_evidence": Words("What do they hold, get or see?", "拿到、看到什么东西？"),
    "frontstage": Words("What do we do in their sight?", "我们在他们眼前做什么？"),
    "backstage": Words("What do we do out of sight?", "在他们看不到的地方做什么？"),
    "support": Words("Which systems and partners are behind it?", "背后靠哪些系统和伙伴？"),
}
"""A question for each lane that is left empty."""
ANY_PROMPT = Words("What belongs here?", "这里该写什么？")

PURPOSE = Words("Purpose", "目的")
PEOPLE = Words("Who is in the room", "谁参加")
MATERIALS = Words("What you need", "准备什么")
AGENDA = Words("Agenda in six steps", "六步议程")
QUESTIONS_HEAD = Words("What to ask, lane by lane", "逐条泳道怎么问")
SITUATIONS_HEAD = Words("When it gets stuck", "卡住的时候")
VOTING = Words("How to vote", "怎么投票")
AFTERWARDS = Words("Afterwards", "会后")
PURPOSE_TEXT = Words(
    "See the journey through the eyes of the people on the map, and leave the room with three improvements that have an owner and a "
    "date. The sheet is a means: what counts is that everybody saw the same thing.",
    "用亲历者的眼睛看一遍旅程，散会时带走三项有负责人、有日期的改进。画布只是手段，要紧的是大家看到了同一件事。",
)
JOURNEY = Words("From → to: {}", "起止：{}")
PERSONAS = Words("Whose journey: {}", "谁的旅程：{}")
PEOPLE_TEXT = Words(
    "Six to ten people: one from each team below, someone who deals with the people on the map every day, one of them if you can. One "
    "person leads and has no opinion; one writes down what is decided.",
    "六到十人：下列团队各一人，一位每天与亲历者打交道的人，最好有一位亲历者。一人主持，不发表意见；一人记录决定。",
)
TEAMS = Words("Teams on this map: {}", "图上的团队：{}")
NO_TEAMS = Words(
    "The map names no owners yet: invite who could change something.", "图上还没有责任团队：请能拍板改动的人来。"
)
MATERIALS_TEXT = Words(
    "This sheet on the wall at eye level; sticky notes of 76 × 76 mm and 51 × 38 mm: yellow for thoughts, pink for pain "
    "points, green for opportunities, blue for the rest; thick pens, one each; dots, three each; a clock that all can "
    "see; a camera.",
    "画布贴在墙上，与视线同高；76 × 76毫米与51 × 38毫米的便签：黄色写想法，粉色写痛点，绿色写机会点，蓝色写其他；"
    "每人一支粗笔、三个圆点；一个人人看得见的钟；相机。",
)
VOTING_TEXT = (
    Words("Read every opportunity aloud once; no discussion.", "把每个机会点念一遍，不讨论。"),
    Words(
        "Three dots each, two at most on one; all stick them at the same time, the highest rank last.",
        "每人三个点，同一处最多两个；同时贴，职位最高的最后贴。",
    ),
    Words(
        "Count aloud. Ask about surprises only: “Who gave this one a dot, and why?”",
        "念出票数。只问意外之处：“谁投了这个？为什么？”",
    ),
    Words("A tie: one more dot each, for the tied ones only.", "平票：每人再投一点，只投平票的几个。"),
)
AFTERWARDS_TEXT = (
    Words(
        "Today: photograph the wall; tell everybody when the map will be out.", "当天：给墙拍照，告诉大家何时看到成图。"
    ),
    Words(
        "Within two days: write the notes into the map; mark guesses as assumptions; draw it again.",
        "两天内：把便签写进地图，猜测标为假设，重新出图。",
    ),
    Words(
        "Within two weeks: show it to five of the people on it and to those who serve them; change what they correct.",
        "两周内：请五位亲历者和一线同事核对，按他们的意见修改。",
    ),
    Words(
        "In three months: look at the number of each action, and map again.", "三个月后：看每项行动的数字，再画一次。"
    ),
)
BREAK = Words("Break", "休息")
STEP, DOING, RESULT = (
    Words("Step", "步骤"),
    Words("What happens", "做什么"),
    Words("What you have at the end", "得到什么"),
)
HALF_DAY, SHORT = Words("Half a day, {}", "半天，{}"), Words("Short form, {}", "短版，{}")
LANE, ASK, NOTE = Words("Lane", "泳道"), Words("Ask", "问"), Words("A note that helps", "好便签长这样")
SITUATION, HELP = Words("What happens", "情况"), Words("What helps", "怎么办")
TAKEAWAY = Words(
    "Six steps in {half} or, if need be, in {short}: {touchpoints}, {lanes} to fill in together, for {people}.",
    "六步，{half}走完，赶时间可压到{short}：{touchpoints}，共同填写{lanes}，为{people}而画。",
)
TOUCHPOINTS = (Words("1 touchpoint", "1个触点"), Words("{} touchpoints", "{}个触点"))
NO_TOUCHPOINTS = Words("a row of touchpoints still to be found", "触点从零开始找")
BLANKS = (Words("1 lane", "1条泳道"), Words("{} lanes", "{}条泳道"))
