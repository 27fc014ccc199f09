"""What may lead to a person is masked in what people wrote; what only looks like it stays."""

from __future__ import annotations

import subprocess
import sys
import time

import pytest

from cxmap.measure.texts.masking import masked_prose
from cxmap.personal_data import sample
from tests.helpers import ROOT


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        # Links.
        ("see https://shop.example/orders?id=7&u=jane for it", "see *** for it"),
        ("网址https://x.cn/张三，很慢", "网址***，很慢"),
        ("用http://t.cn/A6x打开很慢", "用***打开很慢"),
        ("at www.jane-doe.org again", "at *** again"),
        ("my page facebook.com/jane.doe, look", "my page *** look"),
        ("my shop is janedoe.com!", "my shop is ***!"),
        # Names on networks.
        ("ask @jane_doe or ＠李雷 吧", "ask *** or *** 吧"),
        ("微信：abc", "微信：***"),
        ("我的微信号是wangxm，加我", "我的微信号是***，加我"),
        ("微信wxid_88a2 请加", "微信*** 请加"),
        ("加V wx_123 谢谢", "加V *** 谢谢"),
        ("QQ 12345 联系", "QQ *** 联系"),
        ("qq号：10086001", "qq号：***"),
        ("抖音号：lily.w", "抖音号：***"),
        ("my WeChat ID is janedoe thanks", "my WeChat ID is *** thanks"),
        ("WhatsApp +86 139 1234 5678 please", "WhatsApp *** please"),
        ("Instagram: jane.d", "Instagram: ***"),
        # Street addresses.
        ("I live at 12 King Street, Flat 4, come", "I live at ***, come"),
        ("at 221B Baker St. in London", "at *** in London"),
        ("to 350 5th Avenue Suite 3300 please", "to *** please"),
        ("to Flat 3, 10-12 Upper Richmond Rd please", "to *** please"),
        ("sent to 45 old mill road twice", "sent to *** twice"),
        ("sent to P.O. Box 123 twice", "sent to *** twice"),
        ("我住在北京市朝阳区建国路88号3栋2单元501室，等了很久", "我住在***，等了很久"),
        ("寄到中山北一路12弄5号302室", "寄到***"),
        ("去人民南路四段19号的网点", "去***的网点"),
        ("在成都市春熙路二号排队", "在***排队"),
        ("在东交民巷 17 号排队", "在***排队"),
        ("住在阳光花园3栋2单元1201室的人", "住在***的人"),
        ("给3号楼502室送", "给***送"),
        ("我家在5幢301", "我家在***"),
        ("在A座1203等", "在***等"),
        # As before: mail, numbers, names beside a title.
        ("邮箱zhang.san@163.com，手机13912345678，李经理没回电", "邮箱***，手机***，***经理没回电"),
        ("Mrs. Ann Miller, order 20260912345", "Mrs. ***, order ***"),
    ],
)
def test_what_may_lead_to_a_person_is_masked(text: str, shown: str) -> None:
    assert masked_prose(text) == shown


@pytest.mark.parametrize(
    "text",
    [
        "price 5 @ 3 euro, come @5", "微信支付失败，微信pay很慢，微信8.0.30闪退", "wechat is slow, Twitter is better", "微信公众号菜单在哪",
        "waited 30 minutes on the road", "a 10 minutes drive away", "2 lane road, 4 way street", "3 people in the street",
        "地铁1号线，3号窗口，我不知道5号几点，通道3号", "两室一厅，2楼大厅，301会议室", "走了一路2号才开", "一栋楼都在等", "等到38号，排了2个小时",
        "support@shop.com answered", "e.g. the app, i.e. v2.1", "and/or 50/50", "客户经理很耐心，大堂经理也好",
    ],
)  # fmt: skip
def test_what_only_looks_like_it_stays(text: str) -> None:
    assert masked_prose(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "a." * 8000, "1 A " * 6000, "微信 " * 8000, "路1号" * 6000, "@" * 20000, "北" * 20000 + "路1号", "12 " + "Ab " * 8000,
        "http://" + "a/我" * 8000, "市" * 9000 + "路1号" * 2000, "微信id" * 6000, "1 old " * 6000, "建国路88号" + "1单元" * 8000,
        "flat 1 " * 6000, "a/" * 9000 + ".", "微信" + "a." * 9000,
    ],
    ids=range(15),
)  # fmt: skip
def test_no_text_takes_long(text: str) -> None:
    before = time.process_time()
    masked_prose(text)
    assert time.process_time() - before < 3.0


def test_nothing_is_compiled_before_it_is_used() -> None:
    """Importing what masks costs a measurement next to nothing: no pattern of these modules is compiled by it."""
    code = (
        "import re, cxmap.language, cxmap.patterns\n"
        "compiled = []\n"
        "real = re.compile\n"
        "re.compile = lambda *given: compiled.append(given) or real(*given)\n"
        "import cxmap.personal_data, cxmap.measure.texts.masking\n"
        "assert compiled == [], compiled\n"
        "cxmap.personal_data.masked('Ask a friend')\n"
        "assert compiled == [], compiled\n"
        "cxmap.personal_data.masked('Ask Mr Miller')\n"
        "assert compiled"
    )
    subprocess.run([sys.executable, "-c", code], check=True, cwd=ROOT)


@pytest.mark.parametrize("said", ["8", "很好", "N/A", "停车场", "Branch 12", "5 / 5", "-1", "去年"])
def test_a_sample_that_names_nobody_is_shown(said: str) -> None:
    assert sample(said) == said


@pytest.mark.parametrize(
    "said",
    [
        "13912345678 王小明",
        "ann@x.com",
        "138-0013-8000",
        "Mr Smith",
        "12345",
        "word " * 20,
        "2026-05-01 13912345678",
        "2026-05-01 139.123.45678",
        "01.05.2026 110101199003074578",
    ],
)
def test_a_sample_that_may_name_a_person_is_masked_as_a_whole(said: str) -> None:
    assert sample(said) == "***"
    assert sample(said.replace("12345", "123456"), is_time=True) == "***"


@pytest.mark.parametrize(
    "said",
    [
        "20261399",
        "2026-13-40 25:00",
        "45931.5",
        "1700000000",
        "31.02.2026",
        "2026年13月1日",
        "20260101101010",
        "01-25-2026 10:00:00 AM",
        "2026年5月1日 下午3:00",
        "2026年5月1日10时30分",
        "1 May 2026 10:00:00",
        "May 1, 2026 10:00",
        "2026-05-01T10:00:00.000+0800",
        "2026-05-01 10:00:00 UTC",
    ],
)
def test_a_time_that_cannot_be_read_is_shown(said: str) -> None:
    assert sample(said, is_time=True) == said
