"""The questions that a reviewer should ask of a change: what the two versions alone cannot answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxmap.diff.items import Said
from cxmap.language import Words

if TYPE_CHECKING:
    from cxmap.diff.changes import Change

_QUESTIONS = {
    "emotion-fell": Words("What happened here, and which evidence shows it?", "这里发生了什么？有什么依据？"),
    "emotion-rose": Words(
        "Has this been measured, or is it hoped for? Which evidence shows it?", "这是测出来的还是期望的？有什么依据？"
    ),
    "emotion-known": Words("Whom was it learnt from?", "这是从谁那里了解到的？"),
    "emotion-unknown": Words(
        "Why is it not known any more? Should it be asked again?", "为什么变为未知？要不要再问一次？"
    ),
    "moment-of-truth-unmarked": Words(
        "Does the customer no longer decide here, or is it no longer convenient?",
        "客户不再在这里做决定了，还是只是不想再盯着它？",
    ),
    "moment-of-truth-removed": Words("Where does the customer decide now?", "客户现在在哪里做决定？"),
    "moment-of-truth-marked": Words("What is measured here, and who watches it?", "这里测什么？谁来盯？"),
    "severe-pain-point-added": Words("Who takes it up, and by when?", "谁来处理？什么时候处理完？"),
    "severe-pain-point-dropped": Words(
        "Is it really gone for the customer, or only from the map?", "客户真的不再痛了，还是只从地图上消失了？"
    ),
    "removed-with-severe-pain": Words("Where does the customer meet this pain now?", "客户现在会在哪里遇到这个痛点？"),
    "severity-lowered": Words("Which evidence shows that it hurts less?", "有什么依据说明它没那么痛了？"),
    "severity-raised": Words("Is the plan still enough?", "现有计划还够吗？"),
    "pain-point-solved": Words("Was the effect measured with customers?", "效果在客户那里测过吗？"),
    "owner-lost": Words("Who answers for it now?", "现在由谁负责？"),
    "owner-changed": Words(
        "Do both teams know, and has the work been handed over?", "两个团队都知道吗？工作交接了吗？"
    ),
    "owner-assigned": Words("Has the team agreed?", "这个团队同意了吗？"),
    "map-removed": Words(
        "Has the journey ended, or is it in another map now?", "这段旅程不存在了，还是并入了别的地图？"
    ),
    "added-with-severe-pain": Words("Must it be so bad from the start?", "一定要从一开始就这么难受吗？"),
    "added-with-broken-promise": Words("Does the brand know that it breaks a promise?", "品牌方知道这里违背了承诺吗？"),
    "evidence-weakened": Words("Does the claim still hold on so little?", "依据变弱后，这个说法还站得住吗？"),
    "evidence-withdrawn": Words("What does this claim rest on now?", "这个说法现在依据什么？"),
    "evidence-removed": Words("Is anything left that nothing supports?", "有没有说法因此失去依据？"),
    "promise-broken": Words("Does the brand know, and what is told to the customer?", "品牌方知道吗？怎么向客户交代？"),
    "promise-no-longer-kept": Words("Where is the promise kept now?", "这条承诺现在在哪里兑现？"),
    "promise-removed": Words("Have customers been told?", "告知客户了吗？"),
    "need-no-longer-served": Words("Where is this need served now?", "这个需求现在在哪里满足？"),
    "target-weakened": Words("Who agreed to the lower target, and why?", "谁同意放宽目标？为什么？"),
    "target-removed": Words("How will you know whether it is good enough?", "以后怎么知道够不够好？"),
    "figure-worse": Words(
        "Is the difference larger than chance, and what explains it?", "这个差异超出偶然吗？原因是什么？"
    ),
    "figure-better": Words(
        "Is the difference larger than chance? Same question, same customers?", "这个差异超出偶然吗？问法和人群相同吗？"
    ),
    "metric-removed": Words("What tells you now how it goes here?", "现在靠什么知道这里好不好？"),
    "control-removed": Words(
        "What guards against this risk now? Has compliance agreed?", "现在靠什么防范？合规同意了吗？"
    ),
    "risk-raised": Words("Are the controls still enough?", "控制措施还够吗？"),
    "risk-lowered": Words("What shows that the control works?", "有什么说明控制有效？"),
    "risk-removed": Words("Does the risk no longer exist? Who says so?", "风险不存在了吗？谁确认的？"),
    "handover-lost": Words("Must the customer now say everything again?", "客户是不是要重说一遍？"),
    "action-removed": Words("Is it not needed, or has it been given up?", "是不需要了，还是放弃了？"),
    "action-dropped": Words("What becomes of the pain points it was for?", "它针对的痛点怎么办？"),
    "action-postponed": Words("What does the delay cost the customer?", "延期对客户有什么影响？"),
    "action-done": Words("What was its effect? Has it been measured?", "效果如何？测了吗？"),
    "action-reopened": Words("What was not finished?", "哪里没有做完？"),
    "link-removed": Words("Is anything else done about it?", "还有别的办法处理它吗？"),
    "wait-longer": Words("Is the customer told how long it takes?", "客户知道要等多久吗？"),
    "id-renamed": Words(
        "Do other maps, dashboards or tickets refer to the old id?", "其他地图、看板或工单还引用旧 id 吗？"
    ),
}
_ONE_LANGUAGE = Words(
    "The other language was not changed: does it still say the same?", "另一种语言没有改，两者说的还一样吗？"
)


def question_of(change: Change) -> Words | None:
    """Return what should be asked of a change; None where nothing needs to be."""
    old, new = change.old, change.new
    if change.kind.id in ("text-changed", "text-replaced") and isinstance(old, Said) and isinstance(new, Said):
        shared = [(was, now) for code, was in old if (now := new.get(code)) is not None]
        if len(shared) > 1 and any(was == now for was, now in shared):
            return _ONE_LANGUAGE
    return _QUESTIONS.get(change.kind.id)
