"""The words of the flow, in both languages."""

from cxmap.language import Words

LABELS = {
    "flow": Words("Flow", "流程"),
    "online": Words("Online", "线上"),
    "offline": Words("Offline", "线下"),
    "either": Words("Online or offline not stated", "未写明线上或线下"),
    "no-channel": Words("No channel named", "未写明渠道"),
    "continued": Words("{} (continued)", "{}（续）"),
    "drops-out": Words("Drops out here", "在此流失"),
    "drop-out": Words("The journey ends early", "旅程提前结束"),
    "loop": Words("Loop: back to an earlier touchpoint", "循环：返回前面的触点"),
    "goes-on": Words("Goes on at the card with the same letter", "接续到同字母的卡片"),
    "comes-from": Words("Comes from the card with this letter", "从同字母的卡片接来"),
    "longest": Words("The longest wait", "最长的等待"),
    "totals": Words(
        "Stage totals: the shortest to the longest way through the stage, without loops",
        "阶段合计：走完该阶段的最短到最长路径，不计循环",
    ),
    "stage-takes": Words("takes {} in all", "全程{}"),
    "stage-waits": Words("{} waiting", "等待{}"),
    "stage-does": Words("{} doing", "用时{}"),
    "at-least": Words("at least {}", "至少{}"),
    "up-to": Words("up to {}", "最多{}"),
    "from-to": Words("{} to {}", "{}至{}"),
}

TAKEAWAYS = {
    "losing": Words("{} handovers lose data", "{}处交接丢失信息"),
    "losing-1": Words("1 handover loses data", "1处交接丢失信息"),
    "leaving": Words("the journey ends early at {} touchpoints, first at {}", "旅程在{}处提前结束，最早在{}"),
    "leaving-1": Words("the journey ends early at {1}", "旅程在{1}提前结束"),
    "waiting": Words("the longest wait is {}, before {}", "最长的等待是{}，在{}之前"),
    "back": Words("{} ways lead back", "{}条路径要走回头路"),
    "back-1": Words("1 way leads back", "1条路径要走回头路"),
    "steps": Words("{} touchpoints", "{}个触点"),
    "steps-1": Words("1 touchpoint", "1个触点"),
    "channels": Words("{} channels", "{}个渠道"),
    "channels-1": Words("1 channel", "1个渠道"),
    "changes": Words("{} changes of channel", "{}次切换渠道"),
    "changes-1": Words("1 change of channel", "1次切换渠道"),
}
"""What to take away; a name with `-1` is said of one."""

COLUMNS = (
    Words("From", "从"),
    Words("Channel", "渠道"),
    Words("Wait before it", "之前等待"),
    Words("Takes", "用时"),
    Words("To", "到"),
    Words("When", "条件"),
    Words("Who", "谁"),
    Words("Data", "信息"),
)
STAGE_COLUMNS = (
    Words("Stage", "阶段"),
    Words("In all, as stated", "全程（图上写明）"),
    Words("Waiting", "等待"),
    Words("Doing", "用时"),
)
