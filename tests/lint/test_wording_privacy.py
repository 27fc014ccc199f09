"""The rule on personal data, beyond the example of its page: what is a person's, and what only looks like it."""

from __future__ import annotations

import time

import pytest

from cxmap.diagnostics import Text
from tests.lint.cases import HEAD, STAGES, found, found_lines

RULE = "personal-data"

# None of these is anybody's: the check digits are right, the rest is made up.
IDENTITY, CARD = "110108199003071238", "6212260200001234562"

PERSONAL = (
    # Mobile numbers of mainland China.
    "打我手机13912085467吧", "139 1208 5467", "139-1208-5467", "+86 139 1208 5467", "+8613912085467", "0086-139-1208-5467", "(86)13912085467",
    "My number is 13912085467.", "tel:13912085467", "No. 13912085467", "13912085467号",
    # Landlines with their area code, and numbers abroad.
    "家里010-65529988", "(021) 6552 9988", "0755-26529988转801", "0571 8765 4321", "+86 10 6552 9988",
    "+44 20 7183 8750", "+44 (0)20 7183 8750", "+442071838750", "+1 212 736 5000", "+1 (212) 736-5000", "+33 1 42 68 53 00", "+49 151 23456789",
    "415-867-5309", "(415) 867-5309", "415.867.5309",
    # Numbers with a check digit.
    IDENTITY, f"身份证{IDENTITY}", "110108 19900307 1238", "身份证编号：" + IDENTITY, "310115198511204005", "44010619751231006X", "44010619751231006x",
    CARD, "6212 2602 0000 1234 562", "4000 1234 5678 9017", "4000-1234-5678-9017", "3792 118833 35214", "3566002020360505", "622700123456789019", "9558800123456789015", "2319123456789017",
    # Bank accounts with their check digits, and British mobile numbers where a telephone is spoken of.
    "IBAN DE75512108001245126199", "账号DE75 5121 0800 1245 1261 99。", "GB94BARC10201530093459 please", "FR76 3000 6000 0112 3456 7890 189 IS WRONG", "NO83 3000 1234 567",
    "Call me on 07911 123456", "My mobile: 07911123456", "打我手机07911 123 456",
    # Mailboxes.
    "Why is j.meyer@web.de taken?", "张三<zhang.san@163.com>", "12345678@qq.com。", "@anna, write to anna+x@mail.foo.co.uk", "sales.meyer@web.de",
)  # fmt: skip
NOT_PERSONAL = (
    # Numbers of things.
    "订单13912085467", "单号：13912085467", "order 13912085467", "Ticket no. 13912085467", "tracking number: 13912085467", "SN13912085467", "#13912085467",
    "编号" + CARD, "order " + CARD, "https://x.cn/13912085467", "13912085467-2", "139120854671", "1391208546", "3.13912085467", "12912085467",
    # Amounts, years, shares, figures with their unit.
    "¥13912085467", "13912085467元", "13912085467 万", "+1 200 000 customers", "+12 500 000 000", "1,200,000", "2026-10-20", "2026-09/2026-10", "10:30-12:30",
    "5208 2396 412 143", "38% 61% 17% 64%", "+9 points", "GB/T 15834—2011", "第2021-3号公告", "192.168.100.200", "v2.4.10", "1378 of 6265",
    # Masked, and numbers that serve as samples.
    "139****5467", "139 xxxx 5467", "13800138000", "138 0000 0000", "11010519491231002X", "4242 4242 4242 4242", "4111111111111111", "+1 212 555 0147",
    "415-555-0132", "+44 7700 900123", "+44 20 7946 0123",
    # Service lines.
    "95588", "12315", "400-820-8820", "400 820 8820", "800-820-8820", "+86 400 820 8820", "+1 800 736 5000", "1-888-736-5000", "+44 800 736 5000",
    "客服电话：010-65529988", "投诉热线 0755-26529988", "Hotline +44 20 7183 8750",
    # Wrong check digits, no such province, no such day, not born yet, no such issuer.
    IDENTITY[:-1] + "9", "990108199003071238", "110108199002301238", "110108209003071234", CARD[:-1] + "3", "4000 1234 5678 9018", "9999 9999 9999 9995", "0" * 16, "4" * 16,
    "DE76512108001245126199", "DE89 3704 0044 0532 0130 00", "XX75512108001245126199", "DE7551210800124512619", "ADE75512108001245126199", "DE75512108001245126199A",
    "Parcel 07911 123456", "07911 123456", "Call me on 07700 900123", "Call order 07911 123456", "number 079111234567",
    # Mailboxes of nobody, and of a desk.
    "a@example.com", "b@shop.example.org", "c@bank.example", "d@foo.test", "info@bank.com", "Support@bank.com", "no-reply@bank.com", "customer.service@bank.com",
    "@客服 在吗", "@anna", "x@y", "user@localhost", "3 @ 5.00",
)  # fmt: skip


def thoughts(*said: str) -> str:
    """Return thoughts, the first on line 9."""
    return STAGES + "    thoughts:\n" + "".join(f"    - {text}\n" for text in said)


@pytest.mark.parametrize("said", PERSONAL)
def test_what_names_a_person(said: str) -> None:
    assert found_lines(RULE, thoughts(f'"{said}"')) == [9]


@pytest.mark.parametrize("said", NOT_PERSONAL)
def test_what_does_not(said: str) -> None:
    assert found_lines(RULE, thoughts(f'"{said}"')) == []


CASES: list[tuple[str, list[int]]] = [
    # Every text of the map.
    ("client: j.meyer@web.de\n" + STAGES, [4]),
    ("evidence: [{id: e, note: 王女士 13912085467, source: https://x.cn/j.meyer@web.de}]\nstages: [a]\n", [4]),
    (thoughts("{zh: 打13912085467, en: Call 13912085467}"), [9, 9]),
    (thoughts("{zh: 打13912085467, en: null}"), [9]),
    (thoughts("13912085467和13912085468", "j.meyer@web.de, 13912085467"), [9, 9, 10, 10]),
    (thoughts("&a 打13912085467", "*a"), [9]),
    # A team gives its contact so that it can be reached.
    ("teams: [{id: t, name: T, contact: '王芳 13912085467, j.meyer@web.de'}]\nstages: [a]\n", []),
    ("teams: [{id: t, contact: {zh: 手机13912085467, en: j.meyer@web.de}}]\nstages: [a]\n", []),
    # No text: ids, tickets, sources, comments.
    ("# 13912085467\nactions: [{title: a, ticket: '13912085467'}]\nstages: [a]\n", []),
]


@pytest.mark.parametrize(("content", "lines"), CASES)
def test_where_it_looks(content: str, lines: list[int]) -> None:
    assert found_lines(RULE, content) == lines


WORDS = [
    ("打我手机13912085467吧", "13912085467", "a mobile number, 139****5467", "文本里有手机号 139****5467"),
    ("'+86 139 1208 5467'", "+86 139 1208 5467", "139****5467", "139****5467"),
    ("'家里(021) 6552 9988'", "(021) 6552 9988", "a phone number, 021****9988", "电话号码 021****9988"),
    ("+44 20 7183 8750", "+44 20 7183 8750", "+442****8750", "+442****8750"),
    (f"身份证{IDENTITY}", IDENTITY, "a Chinese identity number, 110*************38", "身份证号 110*************38"),
    (
        "'6212 2602 0000 1234 562'",
        "6212 2602 0000 1234 562",
        "a bank card number, 6212 **** 4562",
        "银行卡号 6212 **** 4562",
    ),
    (
        "账号DE75 5121 0800 1245 1261 99。",
        "DE75 5121 0800 1245 1261 99",
        "a bank account number (IBAN), DE75 **** 6199",
        "银行账号（IBAN） DE75 **** 6199",
    ),
    ("张三<zhang.san@163.com>", "zhang.san@163.com", "an e-mail address, z***@163.com", "邮箱地址 z***@163.com"),
]


@pytest.mark.parametrize(("said", "exactly", "en", "zh"), WORDS)
def test_it_points_at_the_characters_and_masks_them(said: str, exactly: str, en: str, zh: str) -> None:
    content = thoughts(said)
    (diagnostic,) = found(RULE, content)
    assert diagnostic.span is not None
    assert diagnostic.help is not None
    assert (HEAD + content)[slice(*diagnostic.span)] == exactly
    assert en in diagnostic.message.en
    assert zh in diagnostic.message.zh
    assert diagnostic.hides
    assert exactly not in diagnostic.message.en + diagnostic.message.zh + diagnostic.help.en


def test_the_column_in_a_block() -> None:
    content = "description: |\n  第一行\n  打我手机13912085467吧\nstages: [a]\n"
    (diagnostic,) = found(RULE, content)
    assert diagnostic.span is not None
    assert Text("", HEAD + content).position(diagnostic.span.start) == (6, 7)


@pytest.mark.parametrize("unit", ["(", "1", "1 ", "a@", "@", "+1-", "x.", "13912085467 "])
def test_long_texts_take_no_longer_than_they_are(unit: str) -> None:
    content = f"stages: [a]\ndescription: '{unit * (100_000 // len(unit))}'\n"
    start = time.perf_counter()
    found(RULE, content)
    assert time.perf_counter() - start < 2
