"""The agenda of a mapping workshop in six steps, for half a day and for ninety minutes."""

from __future__ import annotations

from typing import NamedTuple

from cxmap.language import Words


class Step(NamedTuple):
    """A step: its name, how many minutes it takes in half a day and in the short form, what is done, what comes of it."""

    name: Words
    half_day: int
    short: int
    doing: Words
    result: Words


HALF_DAY, SHORT = 240, 90
"""Minutes of the two forms."""
BREAK_AFTER, BREAK = 3, 15
"""The step after which there is a break in half a day, and its minutes."""

STEPS = (
    Step(
        Words("Scope and personas", "范围与角色"),
        35,
        15,
        Words(
            "Read start, end and goal aloud. Bring each persona to life with one true story. Agree whose journey this is, "
            "and what is not part of it.",
            "念出起点、终点和目标；用一个真实故事介绍每个角色；说定画的是谁的旅程，哪些不画。",
        ),
        Words("One sentence on the wall: who, from where to where, what for.", "墙上一句话：谁，从哪到哪，为了什么。"),
    ),
    Step(
        Words("Stages and touchpoints", "阶段与触点"),
        35,
        15,
        Words(
            "Walk along the sheet. Three minutes in silence: each writes what is missing. Place the notes, merge doubles, "
            "give names in their words. Star the moments of truth.",
            "沿着画布走一遍。静写三分钟：缺什么触点？贴上去，合并重复的，用亲历者的话命名；关键时刻标星。",
        ),
        Words("A row of touchpoints in which nobody misses one.", "一排触点，没有人觉得少了哪个。"),
    ),
    Step(
        Words("Actions, thoughts, feelings and the curve", "行为、想法、感受与曲线"),
        50,
        25,
        Words(
            "Stage by stage: four minutes of silent notes, four of reading out. Then each puts a point on the curve for "
            "every touchpoint. Draw the line through the middle; keep the outliers, with a reason.",
            "逐个阶段：静写四分钟，轮流念四分钟。再由每人在每个触点的曲线格里点一个点；沿中间连线，保留离群的点并写上原因。",
        ),
        Words("A curve for each persona, and the words behind its peaks and lows.", "每个角色一条曲线，峰谷处有原话。"),
    ),
    Step(
        Words("Pain points and moments of truth", "痛点与关键时刻"),
        40,
        15,
        Words(
            "Begin where the curve is lowest. What has been seen, heard or counted? Write the source on the note, or a "
            "question mark. Do the moments of truth live up to their weight?",
            "从曲线最低处开始。看到、听到、数到过什么？把来源写在便签上，没有就画问号。关键时刻配得上它的分量吗？",
        ),
        Words(
            "Pain points with a source and a severity; guesses can be told from facts.",
            "痛点有来源、有轻重；猜测与事实分得开。",
        ),
    ),
    Step(
        Words("Opportunities and votes", "机会点与投票"),
        40,
        12,
        Words(
            "Turn the worst pain points into “How might we …?”; no solutions yet. Read all of them out. Then vote with "
            "dots, all at once and in silence.",
            "把最痛的几处改写成“我们怎样才能……？”，先不谈方案。全部念一遍，然后所有人同时静默贴点投票。",
        ),
        Words("Three to five opportunities in order of their dots.", "按票数排好的三到五个机会点。"),
    ),
    Step(
        Words("Actions and owners", "行动与负责人"),
        25,
        8,
        Words(
            "For each of the first three: a first step, an owner who is in the room, a date, a number that will show it. Read "
            "the list aloud. Photograph the wall. Say when the people on the map will see it.",
            "对前三个机会点逐一写下：第一步、在场的负责人、日期、用哪个数字检验。念一遍清单，给墙拍照，说定何时请亲历者核对。",
        ),
        Words("At least three actions with an owner and a date.", "至少三项行动，有负责人，有日期。"),
    ),
)


def starts(minutes: tuple[int, ...]) -> list[str]:
    """Return when each of some steps begins, in hours and minutes from the start: `0:35`."""
    found, passed = [], 0
    for number, taken in enumerate(minutes, 1):
        found.append(f"{passed // 60}:{passed % 60:02}")
        passed += taken + (BREAK if number == BREAK_AFTER else 0)
    return found
