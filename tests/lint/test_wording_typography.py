"""The rules on Chinese typography, beyond the examples of their pages: what they find, and what their fixes write."""

from __future__ import annotations

import time

import pytest

from cxmap.diagnostics import Diagnostic, Text
from cxmap.document import load_text
from cxmap.edit import apply_edits
from tests.lint.cases import HEAD, STAGES, found, found_lines

MARKS, FORMS = "half-width-punctuation", "full-width-forms"

THOUGHTS = STAGES + "    thoughts:\n"


def thoughts(said: str) -> str:
    """Return one thought, on line 9."""
    return f"{THOUGHTS}    - {said}\n"


def mended(content: str, diagnostics: list[Diagnostic]) -> str:
    """Return the content with all fixes made; the map must still be valid."""
    edits = [edit for diagnostic in diagnostics if diagnostic.fix for edit in diagnostic.fix.edits]
    text = apply_edits(HEAD + content, edits)
    load_text(Text("", text))
    return text.removeprefix(HEAD)


NO_HALF_WIDTH = (
    "同意，提交", "10:30 前", "上午10:30-12:30", "比例 3:1", "1,200 元", "共1,200元", "OK, thanks!", "Really?", "见 https://a.cn/客户,需求", "见https://a.cn/查询?来源=搜索",
    "打开 报告(终稿).docx", "报告(终稿).pdf", "输入 `姓名,电话` 提交", "f(x,y)", "贷款(LPR)利率", "第(1)项", "App(iOS)", "e.g. 甲", "用户说 hi!", "A,B 都行",
    "是A吗", "3:00开门", "用时(min)", "（完）", "他说“好”，走了", "甲 , 乙", "甲, B", "key:value", "Says 谢谢, then 再见, and walks away", "The word 你好!", "甲::乙",
    "史蒂夫.乔布斯", "设置.隐私.权限", "一.准备材料了解一下情况", "等等...", "打开终稿.docx", "见www.中文.网址", "27\"显示器和32\"显示器", "class=\"卡片\"的元素", "输入`\"姓名\"`",
    "点\"OK\"提交", "缺一半的\"引号", "a.甲,b", "客户 (首次购房)", "Chars (你我) are", "{zh: 同意，提交, en: 'Says 你,我'}",
)  # fmt: skip
HALF_WIDTH = [
    # Between Chinese characters, after one at the end, with or without a space.
    ("资料都交了,怎么还要补?", "资料都交了，怎么还要补？"),
    ("知道了, 但是;算了; 走吧!", "知道了，但是；算了；走吧！"),
    ("'注意: 别忘了:带证件'", "'注意：别忘了：带证件'"),
    ("真的?!", "真的？！"),
    ("好吃!!!", "好吃！！！"),
    ("'真的?他问'", "'真的？他问'"),
    # Beside quotation marks and other Chinese marks.
    ("“好吗?”他问", "“好吗？”他问"),
    ("他说“好”,然后走了", "他说“好”，然后走了"),
    ("他说,“好”", "他说，“好”"),
    ("好吗?……", "好吗？……"),
    # Brackets, in pairs, and marks beside them.
    ("第二行,(好)吗?", "第二行，（好）吗？"),
    ("交原件(共3份),等通知", "交原件（共3份），等通知"),
    ("客户(首次购房)需要", "客户（首次购房）需要"),
    ("等待(3天)", "等待（3天）"),
    ("(一)准备材料", "（一）准备材料"),
    ("说好(不,是写好)的", "说好（不，是写好）的"),
    ("已交（原件)", "已交（原件）"),
    ("已交(原件）", "已交（原件）"),
    ("利率(LPR加点)", "利率（LPR加点）"),
    # Full stops: at the end, and where what they part is too long or too plain for a name.
    ("怎么又没号了.明天再抢.", "怎么又没号了。明天再抢。"),
    ("明天再抢.", "明天再抢。"),
    ("先去一楼窗口排队. 再去缴费", "先去一楼窗口排队。再去缴费"),
    ("先去一楼窗口排队.再去缴费.", "先去一楼窗口排队。再去缴费。"),
    ("他说“等等.”", "他说“等等。”"),
    ("史蒂夫.乔布斯来了.", "史蒂夫.乔布斯来了。"),
    ("|\n      第一行.\n      第二行.", "|\n      第一行。\n      第二行。"),
    # Straight quotation marks around Chinese.
    ('提示"系统繁忙"后退出', "提示“系统繁忙”后退出"),
    ("'\"系统繁忙\",又来了'", "'“系统繁忙”，又来了'"),
    ('"\\"系统繁忙\\""', '"“系统繁忙”"'),
    ('他说“点"提交"按钮”', "他说“点‘提交’按钮”"),
    ('点"提交"和"OK"按钮', '点“提交”和"OK"按钮'),
    # Only the marks that are Chinese.
    ("10:30到,等到11:00,没人", "10:30到，等到11:00,没人"),
    ("用App付款,很快(iOS)", "用App付款，很快(iOS)"),
    ("'`甲,乙`之外,都行'", "'`甲,乙`之外，都行'"),
    # Every way to write a text; quotes, escapes and folds stay as they are.
    ("'他说''好'',走了'", None),
    ("'你看''他,又来'", "'你看''他，又来'"),
    ('"多久?\\"好\\",算了,走"', '"多久？“好”，算了，走"'),
    ('"甲\\n乙,丙"', '"甲\\n乙，丙"'),
    ('"甲\\u4e59,丙"', '"甲\\u4e59，丙"'),
    ("{zh: '甲,乙', en: 'a,b'}", "{zh: '甲，乙', en: 'a,b'}"),
    ("跨行,\n      第二行,很长 \n\n      还有!", "跨行，\n      第二行，很长 \n\n      还有！"),
    ("'跨行,\n      第二行?'", "'跨行，\n      第二行？'"),
    ('"跨\\\n      行,好"', '"跨\\\n      行，好"'),
    ("|\n      第一行,好\n\n        缩进,好\n      末行?", "|\n      第一行，好\n\n        缩进，好\n      末行？"),
    (">-\n      折叠,好\n      第二行,好\n\n      另段,好", ">-\n      折叠，好\n      第二行，好\n\n      另段，好"),
    (">\n      折叠,好\n        缩进,好\n      末行", ">\n      折叠，好\n        缩进，好\n      末行"),
    ("|- # 注释,不改\n      第一行,好", "|- # 注释,不改\n      第一行，好"),
]  # fmt: skip


@pytest.mark.parametrize("said", NO_HALF_WIDTH)
def test_marks_that_stay(said: str) -> None:
    content = thoughts(said if said[0] == "{" else "'" + said + "'")
    assert found_lines(MARKS, content) == []


@pytest.mark.parametrize(("said", "instead"), HALF_WIDTH)
def test_marks_become_full_width(said: str, instead: str | None) -> None:
    content = thoughts(said)
    diagnostics = found(MARKS, content)
    if instead is None:
        assert diagnostics == []
        return
    assert len(diagnostics) == 1
    assert mended(content, diagnostics) == thoughts(instead)
    assert found(MARKS, thoughts(instead)) == []


NO_FIX = [
    (MARKS, "&a 甲,乙", 1),
    (MARKS, "|2\n        甲,乙", 1),
    (MARKS, '"\\x22甲\\x22"', 1),
    (MARKS, "e\u0301甲,乙", 1),  # the text is read as NFC and has one character less
    (FORMS, "&a １", 1),
    (FORMS, "'\u3000'", 1),
    (FORMS, '"\\uFF11甲"', 1),
    (FORMS, '"甲\\u3000乙"', 1),
]


@pytest.mark.parametrize(("rule", "said", "count"), NO_FIX)
def test_there_is_no_fix_where_it_is_not_certain(rule: str, said: str, count: int) -> None:
    diagnostics = found(rule, thoughts(said))
    assert len(diagnostics) == count
    assert all(diagnostic.fix is None and diagnostic.span for diagnostic in diagnostics)


def test_an_alias_is_not_reported_again() -> None:
    assert found_lines(MARKS, thoughts("&a 甲,乙") + "    - *a\n") == [9]
    assert found_lines(FORMS, STAGES + "    thoughts: &a [甲２]\n  - name: u\n    thoughts: *a\n") == [8]


def test_marks_in_windows_lines() -> None:
    content = thoughts("|\n      甲,乙\n      丙,丁").replace("\n", "\r\n")
    assert mended(content, found(MARKS, content)) == content.replace(",", "，")
    content = thoughts("'甲,乙\n      丙,丁'").replace("\n", "\r\n")
    assert mended(content, found(MARKS, content)) == content.replace(",", "，")


def test_a_text_is_one_finding_at_its_first_mark() -> None:
    content = "description: |\n  第一行\n  第二行,(好)吗?\nstages: ['a(甲)', 甲(乙), 丙?]\n"
    diagnostics = found(MARKS, content)
    places = [Text("", HEAD + content).position(d.span.start) for d in diagnostics if d.span]
    assert places == [(6, 6), (7, 19), (7, 25)]
    assert [d.message.zh for d in diagnostics] == [
        "中文里用了半角标点 `,()?`：“第一行 第二行,(好)吗?”",
        "中文里用了半角标点 `()`：“甲(乙)”",
        "中文里用了半角标点 `?`：“丙?”",
    ]
    assert diagnostics[0].message.en == "half-width `,()?` in a Chinese text, “第一行 第二行,(好)吗?”"
    assert [d.help.zh for d in diagnostics if d.help] == ["请改为 `，（）？`", "请改为 `（）`", "请改为 `？`"]


FULL_WIDTH = [
    ("打开ＡＰＰ，等２４小时", "打开APP，等24小时"),
    ("ＶＩＰ客户", "VIP客户"),
    ("'Ａ１：ok'", "'A1：ok'"),
    ("10:30，Ａ座", "10:30，A座"),
    # A number or a word of YAML must be quoted.
    ("２４", '"24"'),
    ("ｎｕｌｌ", '"null"'),
    ("ｙｅｓ", '"yes"'),
    ("2026-０１-01", "2026-01-01"),
    ("'２４'", "'24'"),
    # Full-width spaces: none at the ends and beside Chinese marks, else an ordinary one.
    ("你好　世界", "你好 世界"),
    ("你好，　世界", "你好，世界"),
    ("'　你好　　世界　'", "'你好 世界'"),
    ("　首行", "首行"),
    ("甲　#乙", '"甲 #乙"'),
    ("甲:　乙", '"甲: 乙"'),
    ("甲　:乙", '"甲 :乙"'),
    ("　- 甲", '"- 甲"'),
    ("甲　Ａ", "甲 A"),
    ("|\n      　　段落Ａ\n      二　三", "|\n      段落A\n      二 三"),
    ("跨１\n      行２", "跨1\n      行2"),
    ("\"甲　乙\\t１\"", "\"甲 乙\\t1\""),
    ("{zh: ２, en: Ｔｗｏ}", '{zh: "2", en: Two}'),
]  # fmt: skip


@pytest.mark.parametrize(("said", "instead"), FULL_WIDTH)
def test_forms_become_half_width(said: str, instead: str) -> None:
    content = thoughts(said)
    assert mended(content, found(FORMS, content)) == thoughts(instead)
    assert found(FORMS, thoughts(instead)) == []


@pytest.mark.parametrize(
    "said", ["APP，24小时", "（完）！？：；", "5％", "￥5", "～", "“引号”", "ｱｲｳ", "100\u00a0km", "①②"]
)
def test_forms_that_stay(said: str) -> None:
    assert found_lines(FORMS, thoughts(f"'{said}'")) == []


WORDS = [
    ("甲　，ＡＰＰ２", "full-width letters or digits, `ＡＰＰ２`", "write `APP2`", "使用了全角字母或数字 `ＡＰＰ２`", "请改为 `APP2`", 10),
    ("你好　世界", "a full-width space in “你好 世界”", "ordinary space", "“你好 世界”里有全角空格", "请删除，或改为半角空格", 9),
]  # fmt: skip


@pytest.mark.parametrize(("said", "en", "en_help", "zh", "zh_help", "column"), WORDS)
def test_what_is_said_of_forms(said: str, en: str, en_help: str, zh: str, zh_help: str, column: int) -> None:
    content = thoughts(said)
    (diagnostic,) = found(FORMS, content)
    assert diagnostic.help is not None
    assert diagnostic.span is not None
    assert diagnostic.fix is not None
    assert en in diagnostic.message.en
    assert en_help in diagnostic.help.en
    assert zh in diagnostic.message.zh
    assert zh_help in diagnostic.help.zh
    assert Text("", HEAD + content).position(diagnostic.span.start) == (9, column)


@pytest.mark.parametrize(
    "unit", ["甲,", "甲.", '甲""', '"甲"', "甲(", "(甲", "（甲)", "甲?!", "１", "　", "`甲,", "://甲,"]
)
def test_long_texts_take_no_longer_than_they_are(unit: str) -> None:
    content = f"stages: [a]\ndescription: '{unit * (30_000 // len(unit))}'\n"
    start = time.perf_counter()
    found(MARKS, content)
    found(FORMS, content)
    assert time.perf_counter() - start < 2
