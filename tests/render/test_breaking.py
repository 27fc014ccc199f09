import math
from pathlib import Path

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from cxmap.render.text import breaking
from cxmap.render.text.breaking import wrap
from cxmap.render.text.widths import advance, clusters
from tests.render.chromium import FAMILIES, measure

NOT_AT_LINE_START = "。，、；：？！）》〉」』】〕”’…·%‰°℃℉′″・ー々っゃ.,:;!?)]}"
NOT_AT_LINE_END = "（《〈「『【〔“‘([{¥$€№#"
TOLERANCE = 1e-4

# Texts as journey maps have them, in several languages, and some that are hard to break into lines.
SIMPLIFIED_CHINESE = (
    "提交申请",
    "为什么要填三遍？",
    "同一信息填三遍",
    "怎样让客户只填一次？",
    "我只想知道还缺什么材料。",
    "客户在线填写申请材料并上传收入流水，等待审批结果。",
    "他说：“我只想知道还缺什么材料。”然后挂断了电话……",
    "排队四十分钟，轮到我时柜员说系统正在升级，请改天再来。",
    "客户经理初审通过后，由风险部门查询征信，并在两个工作日内答复。",
    "线上/线下渠道数据不互通，门店看不到客户在小程序里填过的内容。",
    "见《个人信息保护法》第二十九条：处理敏感个人信息应当取得个人的单独同意。",
    "一次交齐——不再往返——当天办结",
    "知道每一步要等多久（最好能精确到小时）",
    "短信提醒：您的贷款申请已受理，预计三个工作日内完成审批，请保持电话畅通。",
    "“等了又等，没有一个人告诉我到底卡在哪里！”",
    "承诺：二十四小时内答复；实际：平均三天半。",
    "情绪低谷出现在“等待审批”阶段，而非“提交申请”阶段。",
    "首次还款前七天、三天、一天各提醒一次。",
    "设计原则：少填、少等、少跑；可查、可改、可退。",
    "机会：从核心系统预填客户已经提供过的信息，只请客户确认有无变化。",
    "【痛点】材料清单在三个页面上说法不一",
    "卡尔·马克思大街128号附近的网点周末不营业",
    "①填写表单；②上传材料；③电子签名；④等待审批",
    "开始看房→申请贷款→签约放款→第一次还款",
)
TRADITIONAL_CHINESE = (
    "為什麼要填三遍？",
    "顧客在線上填寫申請資料，並上傳薪資證明，等候審核結果。",
    "「我只想知道還缺什麼文件。」她說，「每次打電話都要重講一遍。」",
    "門市人員看不到顧客在 App 裡填過的內容。",
    "請於 2026 年 9 月 30 日前，攜帶身分證件至分行辦理對保。",
    "客服專線：0800-123-456（週一至週五 9:00–18:00）",
    "『先到先得』的規則讓上班族排不到號碼",
)
JAPANESE = (
    "なぜ同じことを三回も書くのですか？",
    "お客様はウェブで申込書に記入し、収入証明をアップロードして審査結果を待ちます。",
    "「あと何が足りないのか、それだけ知りたい」と彼女は言った。",
    "コールセンターのオペレーターはチャットの履歴を見られない。",
    "ショッピングカートに入れっぱなしの商品をリマインドする",
    "ﾎﾟｲﾝﾄｶｰﾄﾞを忘れた場合は、レジでお申し付けください。",
    "ラーメンを食べてから、ゆっくりコーヒーを飲みました。",
)
ENGLISH = (
    "Apply",
    "Why do I have to fill this in three times?",
    "How might we let customers enter it only once?",
    "The customer fills in the form, uploads payslips and waits for a decision.",
    "“I just want to know what is still missing,” she said — and hung up.",
    "A well-known, easy-to-use self-service channel and/or a call-back within 24 hours.",
    "Know-your-customer checks (KYC) are run by the risk team; the adviser can’t see their status.",
    "Customer satisfaction fell from 80% to 61% (n = 412, top-2 box) in 2026-Q3.",
    "It costs $1,200.50, or €1.100,00 incl. VAT.",
    "Opening hours: Mon–Fri 9:00–18:00, Sat 10:00–14:00",
    "WWW MAMMOTH WOMBAT MMMMM WWWWWW",
    "AVAILABILITY: TAXI, AWAY, LAYAWAY, YTTRIUM, AAA RATING",
    "illicit filling, fluffy waffles, office affinity, flight",
    "Handover to operations; owner: back-office/risk & compliance",
    "Ready? Steady... Go! (Really?)",
    "Don't ask me what's next: it's the bank's 'black box'.",
    "See https://www.example.com/journeys/home-loan?stage=apply&lang=en#online-form",
    "Internationalization, counterrevolutionaries, incomprehensibilities",
    "The quick brown fox jumps over the lazy dog 0123456789",
    "Moment of truth",
)
MIXED = (
    "用iPhone扫码登录App，完成实名认证",
    "客户在 App 里点击“Apply now”，然后跳转到 H5 页面。",
    "CSAT 从 61% 升到 80%（n=412）",
    "2026年第3季度NPS为-12，目标≥20",
    "请在 2026-09-30 18:00 前提交，逾期系统自动关闭。",
    "费用¥1,200.50，手续费0.5‰，税率6%",
    "室温保持25℃±2℃，湿度40%～60%，面积约120㎡",
    "C# 开发，C++ 和 Node.js（v18.2）",
    "API网关超时（HTTP 504）导致重复提交",
    "Wi-Fi密码贴在前台，信号只有-75dBm",
    "KYC/AML审核由风险部（Risk & Compliance）负责",
    "SLA：T+1日内100%响应，P95<3s",
    "email: service@example.com，电话：400-800-1234转5",
    "3 days后收到SMS：“Your loan is approved!”",
    "门店POS机→CRM→数据中台→BI看板",
    "客户说“OK”≠真的OK",
    "《Service Design》第2版p.128：“moments of truth”",
    "第1步/共5步",
    "Pinyin: lǚyóu nǚshì, Ā Á Ǎ À ō ó ǒ ò",
    "Ünïcödé Straße, naïve café, Łódź, İstanbul, Ærøskøbing",
    "Клиент заполняет заявку и ждёт решения банка",
    "Ο πελάτης συμπληρώνει την αίτηση",
    "고객이 신청서를 작성하고 결과를 기다립니다.",
)
PUNCTUATION = (
    "“（《【‘重重包围’】》）”。",
    "？！？！？！……——……！！！",
    "（一）（二）（三）（四）（五）（六）（七）",
    "、，。；：、，。；：、，。；：",
    "((((nested)))) [[brackets]] {{braces}}",
    "!!!??? ... --- *** ### $$$ %%% @@@ &&& +++ ===",
    "A/B/C、D/E/F；G/H/I：J/K/L。",
    '他说"你好"，她说"再见"，我说"等等"。',
    "100%、200%、300%——¥1、¥2、¥3……",
    "‘甲’“乙”『丙』「丁」〔戊〕〈己〉",
    "no_spaces_at_all_in_this_very_long_identifier_of_a_system",
    "0123456789012345678901234567890123456789",
    "• one • two ● three ■ four ★★★☆☆ ✓ ✗ № 5 ™ © ®",
    "← ↑ → ↓ ↔ ⇒ ∞ ≈ ≠ ≤ ≥ ± × ÷ ° ′ ″ ‰ § ¶ ½",
)
EMOJI = (
    "客户很高兴😀😀😀，评分👍🏽👍🏽👍🏽！",
    "👨‍👩‍👧‍👦家庭用户👩🏻‍💻上班族🧑‍🦽行动不便者",
    "🇨🇳中国 🇯🇵日本 🇰🇷한국 🏴󠁧󠁢󠁥󠁮󠁧󠁿 England",
    "1️⃣看房2️⃣申请3️⃣签约4️⃣放款#️⃣*️⃣",
    "☀️ sunny ☁️ cloudy ❤️ loved ✔️ done ⚠️ careful",
    "😡😡😡😡😡😡😡😡😡😡😡😡",
    "Great service 🎉🎊 would recommend 💯",
)

SAMPLES = (
    *SIMPLIFIED_CHINESE,
    *TRADITIONAL_CHINESE,
    *JAPANESE,
    *ENGLISH,
    *MIXED,
    *PUNCTUATION,
    *EMOJI,
)


def visible(text: str) -> str:
    return "".join(character for character in text if not character.isspace() and character != "\u200b")


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        # Chinese: the prohibitions, and lines of about the same length
        ("客户在线填写申请材料，等待审批结果。", 5, ["客户在线填", "写申请材", "料，等待审", "批结果。"]),
        ("怎样让客户只填一次？", 8, ["怎样让客户", "只填一次？"]),
        ("怎样让客户只填一次？", 10, ["怎样让客户只填一次？"]),
        ("他说：“还缺什么材料？”", 6, ["他说：“还缺", "什么材料？”"]),
        ("见《个人信息保护法》第六条", 7, ["见《个人信息保", "护法》第六条"]),
        ("等了又等……终于有人接电话", 7, ["等了又等……终", "于有人接电话"]),
        ("一个电话——两次转接——没有答复", 5, ["一个电", "话——两次", "转接——没", "有答复"]),
        ("卡尔·马克思", 3, ["卡尔·", "马克思"]),
        # an ideograph is not left alone
        ("提交申请材料元", 6, ["提交申请", "材料元"]),
        ("提交申请材料述。", 7, ["提交申请", "材料述。"]),
        # Chinese with Latin letters and digits
        ("用iPhone扫码登录App完成认证", 6, ["用iPhone扫", "码登录App", "完成认证"]),
        ("请在 2026-09-30 前办完", 6.5, ["请在", "2026-09-30", "前办完"]),
        ("满意度从61%升到80%", 5, ["满意度从", "61%升", "到80%"]),
        ("共计¥1,200.50元", 5.5, ["共计", "¥1,200.50", "元"]),
        ("线上/线下渠道打通", 5, ["线上/线下", "渠道打通"]),
        ("周一～周五 9:00–18:00", 6.5, ["周一～周五", "9:00–18:00"]),
        ("①填写表单；②签字确认", 6, ["①填写表", "单；②签", "字确认"]),
        ('他说"你好"然后走了', 4.5, ['他说"你', '好"然后', "走了"]),
        ("高温40℃，25㎡的房间", 4, ["高温", "40℃，", "25㎡", "的房间"]),
        # a number stays with what it counts
        ("共有11个触点的意见", 4, ["共有", "11个触", "点的意见"]),
        ("所需时间12分钟", 6, ["所需时间", "12分钟"]),
        ("共计1,200,000,000元整", 7.5, ["共计", "1,200,000,000", "元整"]),
        ("2026年10月20日评审", 7, ["2026年10月", "20日评审"]),
        ("第1步/共5步的说明", 4.5, ["第1步/", "共5步", "的说明"]),
        # Japanese
        ("ラーメンを食べてから、ゆっくり帰った。", 7, ["ラーメンを", "食べてか", "ら、ゆっく", "り帰った。"]),
        # English
        ("Choose and compare offers", 8, ["Choose and", "compare offers"]),
        ("a well-known form and/or a call", 5.5, ["a well-", "known", "form and/", "or a call"]),
        ("Send an e-mail at 5 km/h", 4.5, ["Send an", "e-mail", "at 5", "km/h"]),
        ("Wait 3 days or 25min", 4, ["Wait 3", "days or", "25min"]),
        ("We don’t know (yet) what C# is", 6, ["We don’t", "know (yet)", "what C# is"]),
        ("Pay $ 5 or 50 % of it", 4.5, ["Pay $ 5", "or 50 %", "of it"]),
        ("word — and word", 5, ["word —", "and word"]),
        # white space, given breaks, glue
        ("  a\t b \u3000 c  ", 9, ["a b c"]),
        ("姓名\u3000年龄", 9, ["姓名\u3000年龄"]),
        ("first\nsecond\r\n\r\nthird\n", 9, ["first", "second", "", "third"]),
        ("10\u00a0000\u00a0yuan a year", 7, ["10\u00a0000\u00a0yuan", "a year"]),
        ("审批\u2060结果", 3, ["审", "批\u2060结果"]),
        ("super\u200bmarket", 4, ["super", "market"]),
        # emoji and marks are not taken apart
        ("好评👍🏽👨‍👩‍👧‍👦🇨🇳1️⃣", 3, ["好评", "👍🏽👨‍👩‍👧‍👦", "🇨🇳1️⃣"]),
        ("e\u0301te\u0301e\u0301te\u0301", 1.5, ["e\u0301t", "e\u0301e\u0301", "te\u0301"]),
        # wider than the box
        ("internationalization", 6, ["internatio", "nalization"]),
        ("abcdefgh)", 2, ["abc", "def", "gh)"]),
        ("文文", 0.5, ["文", "文"]),
        ("！！！！", 2, ["！！", "！！"]),
    ],
)
def test_lines_of(text: str, width: float, lines: list[str]) -> None:
    assert list(wrap(text, width)) == lines


@pytest.mark.parametrize("text", ["", " ", "\n\r\n", "\u3000\t\u200b"])
def test_a_text_without_anything_to_see_has_no_lines(text: str) -> None:
    assert wrap(text, 5) == ()


@pytest.mark.parametrize("width", [0, -1, math.nan, math.inf])
def test_the_width_of_a_box_is_positive_and_finite(width: float) -> None:
    with pytest.raises(ValueError, match="width of a box"):
        wrap("文", width)


def test_bold_text_has_its_own_lines() -> None:
    text = "Choose and compare"
    width = advance(text)
    assert wrap(text, width) == (text,)
    assert wrap(text, width, bold=True) == ("Choose and", "compare")


def test_the_lines_of_a_text_do_not_depend_on_what_was_wrapped_before() -> None:
    first = [wrap(text, 6) for text in SAMPLES]
    for cached in (breaking._paragraphs, breaking._analyse, breaking._usual_pieces, breaking._emergency_pieces):
        cached.cache_clear()
    assert [wrap(text, 6) for text in reversed(SAMPLES)] == first[::-1]


anything = st.one_of(
    st.text(max_size=60),
    st.lists(st.sampled_from(SAMPLES), min_size=1, max_size=3).map(" ".join),
    st.text("客户体验，。！（）“”…—%¥#①/-～.,()\"' aW0\u00a0\u2060\u3000👍\U0001f3fd\u200d\ufe0f🇨🇳ー한\n", max_size=40),
)
widths = st.floats(0.2, 20)


@given(anything, widths, st.booleans())
def test_nothing_is_lost_and_nothing_added(text: str, width: float, bold: bool) -> None:
    lines = wrap(text, width, bold=bold)
    assert visible("".join(lines)) == visible(text)


@given(anything, widths, st.booleans())
def test_no_line_is_wider_than_the_box_unless_it_is_one_character(text: str, width: float, bold: bool) -> None:
    for line in wrap(text, width, bold=bold):
        assert advance(line, bold=bold) <= width or len(clusters(line)) == 1


@given(anything, widths)
@example("a\n\nb", 9)
def test_wrapping_lines_again_changes_nothing(text: str, width: float) -> None:
    # A mark upon a space makes the space visible, so that it is not trimmed; but cut out as a line, it is not upon it.
    assume(not any(len(cluster) > 1 and not visible(cluster[0]) for cluster in clusters(text)))
    lines = wrap(text, width)
    assert wrap("\n".join(lines), width) == lines
    assert all(wrap(line, width) == ((line,) if line else ()) for line in lines)


# No token is wider than 12 em, and between two of them, but for a mark and what it belongs to, a line may end.
cores = st.one_of(
    st.text("客户体验旅程图", min_size=1, max_size=6),
    st.sampled_from(
        [" app ", " 25min ", " 90% ", " ¥1,200.50 ", " 2026-09-30 ", " and/or ", " C# ", " don’t ", "40℃后"]
    ),
)
tokens = st.builds(
    "{}{}{}".format,
    st.sampled_from(["", "（", "“", "《", "【"]),
    cores,
    st.sampled_from(["", "，", "。", "？”", "……", "）"]),
)
sentences = st.lists(tokens, max_size=12).map("".join)


@given(sentences, st.floats(12, 20))
def test_the_prohibitions_are_kept_where_no_word_is_wider_than_the_box(text: str, width: float) -> None:
    lines = wrap(text, width)
    for line in lines[1:]:
        assert line[0] not in NOT_AT_LINE_START
    for line in lines[:-1]:
        assert line[-1] not in NOT_AT_LINE_END or line.endswith("C#")


@given(st.text("客户体验旅程图", min_size=1, max_size=80), st.integers(2, 20))
def test_ideographs_fill_the_fewest_lines_and_none_is_left_alone(text: str, width: int) -> None:
    lines = wrap(text, width)
    assert len(lines) == math.ceil(len(text) / width)
    assert len(text) < 3 or len(lines[-1]) > 1
    lengths = [len(line) for line in lines]
    assert max(lengths) - min(lengths[:-1], default=max(lengths)) <= 1


@given(st.lists(st.text("abcdeijlmwxyz", min_size=1, max_size=7), min_size=1, max_size=20), st.floats(8, 15))
def test_words_need_no_more_lines_than_greedy_filling(words: list[str], width: float) -> None:
    greedy = 1
    line = words[0]
    for word in words[1:]:
        fits = advance(f"{line} {word}") <= width
        line = f"{line} {word}" if fits else word
        greedy += not fits
    lines = wrap(" ".join(words), width)
    assert len(lines) == greedy
    assert " ".join(lines) == " ".join(words)


@pytest.mark.parametrize("bold", [False, True])
def test_no_line_is_wider_than_its_box_in_chromium(bold: bool, tmp_path: Path) -> None:
    boxes = (5, 8, 12, 18)
    lines = [(line, box) for box in boxes for text in SAMPLES for line in wrap(text, box, bold=bold)]
    measured = measure([line for line, _ in lines], FAMILIES, bold=bold, folder=tmp_path)
    for family, family_widths in measured.items():
        assert max(family_widths) > 15, "Chromium measured nothing"
        wider = [line for (line, box), width in zip(lines, family_widths, strict=True) if width > box + TOLERANCE]
        assert not wider, family
