"""The words of the page itself, in both languages."""

from __future__ import annotations

from cxmap.language import Words

LABELS = {
    "skip": Words("Skip to the content", "跳到正文"),
    "views": Words("Views", "视图"),
    "words": Words("In words", "文字版"),
    "tools": Words("Tools", "工具"),
    "find": Words("Find", "查找"),
    "find-hint": Words("Find names and words", "查找名称与文字"),
    "filter": Words("Filter", "筛选"),
    "present": Words("Present", "演示"),
    "print": Words("Print", "打印"),
    "theme": Words("Light or dark", "浅色或深色"),
    "help": Words("Keys", "快捷键"),
    "close": Words("Close", "关闭"),
    "table": Words("As a table", "表格版"),
    "picture": Words("{}: picture", "{}：图"),
    "keys": Words("Left and right arrows choose a touchpoint, Enter opens it.", "左右方向键选择触点，回车键打开详情。"),
    "larger": Words("Larger", "放大"),
    "smaller": Words("Smaller", "缩小"),
    "fit": Words("Fit the width", "适合宽度"),
    "true-size": Words("True size", "实际大小"),
    "previous": Words("Previous", "上一个"),
    "next": Words("Next", "下一个"),
    "source": Words("Source text (YAML)", "原文（YAML）"),
    "print-view": Words("This view", "当前视图"),
    "print-all": Words("All views", "全部视图"),
    "print-words": Words("The journey in words", "文字版旅程"),
    "shortcuts": Words("Keys work without Ctrl or Alt", "启用单键快捷键"),
}

SAID = {
    "clear": Words("Clear", "清除"),
    "all": Words("{} touchpoints", "共{}个触点"),
    "some": Words("{} of {} touchpoints", "{}/{}个触点"),
    "hits": Words("{} found", "找到{}处"),
    "none": Words("Nothing found", "没有找到"),
    "stage": Words("Stage {} of {}", "第{}/{}阶段"),
    "overview": Words("Overview", "总览"),
}
"""What the script says; each `{}` is filled in the order of its arguments."""

FACETS = {
    "persona": Words("Persona", "客户角色"),
    "segment": Words("Segment", "客群"),
    "channel": Words("Channel", "渠道"),
    "owner": Words("Owner", "责任团队"),
    "severity": Words("Severity of pain", "痛点严重程度"),
}
"""What touchpoints can be filtered by, in the order of the page's data."""

KEYS = (
    ("?", Words("This help", "本帮助")),
    ("/", Words("Find", "查找")),
    ("F", Words("Filter", "筛选")),
    ("P", Words("Present, stage by stage", "逐阶段演示")),
    ("[ ]", Words("Previous and next view", "上一个、下一个视图")),
    ("← →", Words("Choose a touchpoint, or a stage when presenting", "选择触点；演示时切换阶段")),
    ("Enter", Words("Details of the chosen touchpoint", "打开所选触点的详情")),
    ("+ − 0", Words("Larger, smaller, fit the width", "放大、缩小、适合宽度")),
    ("T", Words("The picture as a table", "表格版")),
    ("D", Words("Light or dark", "浅色或深色")),
    ("Esc", Words("Close, or clear the choice", "关闭或清除选择")),
)
"""What the keys do; the script obeys them."""
