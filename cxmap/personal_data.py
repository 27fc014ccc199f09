"""Recognises what names a person: e-mail addresses, telephone numbers, Chinese identity numbers, bank cards, IBANs.

A number is taken for one only where its form and its check digit say so: a false alarm on an order number would teach
people to ignore the rule.
"""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from cxmap.language import Words
from cxmap.patterns import lazily

if TYPE_CHECKING:
    from collections.abc import Iterator


class Datum(NamedTuple):
    """Something that names a person: what it is, masked so that it may be shown, and where it stands."""

    kind: Words
    masked: str
    start: int
    end: int


EMAIL = Words("an e-mail address", "邮箱地址")
PHONE = Words("a phone number", "电话号码")
MOBILE = Words("a mobile number", "手机号")
IDENTITY = Words("a Chinese identity number", "身份证号")
CARD = Words("a bank card number", "银行卡号")
ACCOUNT = Words("a bank account number (IBAN)", "银行账号（IBAN）")

# E-mail addresses.

_NAME = lazily(r"[A-Za-z0-9._%+-]+\Z")
_DOMAIN = lazily(r"(?:[A-Za-z0-9-]{1,63}\.){1,8}[A-Za-z]{2,24}(?![A-Za-z0-9-])")
_LONGEST_NAME = 64
_RESERVED_DOMAIN = lazily(r"(?:.*\.)?(?:example(?:\.(?:com|net|org))?|test|invalid|localhost)", re.IGNORECASE)
"""RFC 2606: these belong to nobody."""
_OF_A_DESK = lazily(
    r"(?:info|contact|hello|help|support|service|services|care|customer[._-]?(?:care|service)|sales|office|feedback|"
    r"complaints?|press|media|jobs|hr|careers|privacy|legal|billing|orders?|team|admin|kefu|no-?reply|do-?not-?reply)",
    re.IGNORECASE,
)
"""Mailboxes of a role: they name no person."""


def emails(text: str) -> Iterator[Datum]:
    """Yield the e-mail addresses of persons in a text."""
    at = text.find("@")
    while at >= 0:
        name, domain = _NAME.search(text, max(0, at - _LONGEST_NAME), at), _DOMAIN.match(text, at + 1)
        if name and domain and not (_RESERVED_DOMAIN.fullmatch(domain[0]) or _OF_A_DESK.fullmatch(name[0])):
            yield Datum(EMAIL, f"{name[0][0]}***@{domain[0]}", name.start(), domain.end())
        at = text.find("@", at + 1)


# Numbers.

_RUN, _REST_OF_RUN = lazily(r"[0-9+(][0-9 ().+-]{6}"), lazily(r"[0-9Xx ().+-]*")
"""Where a number may be; most texts have none."""
_NUMBER = lazily(
    r"(?<![\d+])(?:"
    r"(?P<identity>\d{6}[ -]?\d{8}[ -]?\d{3}[\dXx])"
    r"|(?P<card>\d{4}(?P<gap>[ -]?)\d{4}(?P=gap)\d{4}(?P=gap)\d{1,4}(?:(?P=gap)\d{1,3})?|\d{4}[ -]?\d{6}[ -]?\d{5})"
    r"|(?P<mobile>(?:(?:\+|00)?\(?86\)?[ -]?)?1[3-9]\d(?P<dash>[ -]?)\d{4}(?P=dash)\d{4})"
    r"|(?P<abroad>\+[1-9]\d{0,2}(?:[ .()-]{1,2}\d{1,11}){1,5}|\+[1-9]\d{9,14})"
    r"|(?P<landline>(?:\(0(?:10|2\d|[3-9]\d\d)\) ?|0(?:10|2\d|[3-9]\d\d)[- ])[2-8]\d{2,3}[ -]?\d{4})"
    r"|(?P<britain>07[1-57-9]\d\d ?\d{6}|07[1-57-9]\d\d \d{3} \d{3})"
    r"|(?P<america>(?:\([2-9]\d\d\) ?|[2-9]\d\d[-.])[2-9]\d\d[-.]\d{4})"
    r")(?![\d-]|[.]\d)",
    re.ASCII,
)
_CODE_BEFORE = lazily(r"(?:[A-Za-z_#=-]|[¥￥$€£] ?|\d\.|://[^\s\0]*)$")
_SERIAL_BEFORE = lazily(
    r"(?:(?:单号|编号|订单|流水|工单|运单|快递|合同|编码|代码|批次|型号|序列|案号)[^\0]{0,6}|"
    r"\b(?:order|ticket|invoice|tracking|parcel|case|ref|reference|serial|policy|version|id)"
    r"(?: (?:number|no\.?|nr\.?|id))?[^\0\w]{0,4})$",
    re.IGNORECASE,
)
_HOTLINE_BEFORE = lazily(
    r"(?:客服|热线|总机|投诉|前台|官方|咨询|服务电话|hotline|helpline|help ?line|switchboard|front desk|reception|"
    r"call centre|call center|customer service)[^\0]{0,10}$",
    re.IGNORECASE,
)
_CALL_BEFORE = lazily(
    r"(?:电话|手机|号码|致电|拨打|联系|打给?|\b(?:call(?:ed|ing)?|phone|mobile|cell|text(?:ed)?|ring|rang|tel|telephone|number|whatsapp|contact)\b)"
    r"[^\0]{0,20}$",
    re.IGNORECASE,
)
"""Without such a word, a British mobile number may be any number."""
_GOES_ON = lazily(r"[0-9A-Za-z_]")
_UNIT_AFTER = lazily(r" ?[%％‰元万亿块人次件个字份笔条户台倍亩米吨°]| (?:CNY|RMB|USD|EUR|GBP)\b")
_NEAR = 60
"""How far before a number its name may stand."""
_SAMPLES = frozenset({
    "13800138000",  # China Mobile's own top-up line
    "11010519491231002X", "440524188001010014",  # the examples of GB 11643—1999
    "4111111111111111", "4242424242424242", "4012888888881881", "5555555555554444", "5105105105105100",
    "378282246310005", "371449635398431", "6011111111111117", "3530111333300000",  # the test cards of payment services
})  # fmt: skip
_TOLL_FREE = lazily(r"1?8(?:00|33|44|55|66|77|88)\d{7}|(?:86)?[48]00\d{7}|44(?:0?80[08]|0?3\d\d)\d+|\d{2,3}0?800\d+")
_OF_FICTION = lazily(r"1?\d{3}55501\d\d|07700900\d{3}|44(?:0?7700900|0?2079460|0?1632960)\d{3}")
"""Numbers that regulators keep free for films and books: NANPA's 555-01xx, Ofcom's drama numbers."""


def numbers(text: str, today: date) -> Iterator[Datum]:
    """Yield the numbers in a text that reach a person or stand for one."""
    end = 0
    while run := _RUN.search(text, end):
        rest = _REST_OF_RUN.match(text, run.end())
        end = rest.end() if rest else run.end()
        for match in _NUMBER.finditer(text, run.start(), end):
            datum = _identified(text, match, today)
            if datum is not None:
                yield datum


def _identified(text: str, match: re.Match[str], today: date) -> Datum | None:
    """Return what a number is, or None where something says that it is no such thing."""
    kind = next(name for name, found in match.groupdict().items() if found and name not in ("gap", "dash"))
    digits = re.sub(r"[^\dX]", "", match[0].upper())
    start, end = match.span()
    before = text[max(0, start - _NEAR) : start]
    if digits in _SAMPLES or _CODE_BEFORE.search(before) or _GOES_ON.match(text, end):
        return None
    if _is_identity_number(digits, today):
        return Datum(IDENTITY, f"{digits[:3]}{'*' * 13}{digits[-2:]}", start, end)
    if _SERIAL_BEFORE.search(before) or _UNIT_AFTER.match(text, end):
        return None
    if _is_card_number(digits) and kind in ("card", "identity"):
        return Datum(CARD, f"{digits[:4]} **** {digits[-4:]}", start, end)
    if digits.endswith("0" * 6):
        return None
    if kind == "mobile":
        return Datum(MOBILE, f"{digits[-11:-8]}****{digits[-4:]}", start, end)
    if kind == "britain" and not _CALL_BEFORE.search(before):
        return None
    if kind in ("abroad", "landline", "america", "britain") and _reaches_a_person(digits, before):
        return Datum(PHONE, f"{'+' if match[0][0] == '+' else ''}{digits[:3]}****{digits[-4:]}", start, end)
    return None


def _reaches_a_person(digits: str, before: str) -> bool:
    """Whether a telephone number is long enough, and neither a service line nor made up."""
    return (
        9 <= len(digits) <= 15
        and not _TOLL_FREE.fullmatch(digits)
        and not _OF_FICTION.fullmatch(digits)
        and not _HOTLINE_BEFORE.search(before)
    )


_PROVINCES = frozenset(
    {*range(11, 16), *range(21, 24), *range(31, 38), *range(41, 47), *range(50, 55), *range(61, 66), 71, 81, 82, 83}
)
_EARLIEST_BIRTH = date(1900, 1, 1)
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


def _is_identity_number(digits: str, today: date) -> bool:
    """Whether 18 characters are a citizen's number (GB 11643): province, date of birth, ISO 7064 MOD 11-2."""
    if len(digits) != 18 or "X" in digits[:17] or int(digits[:2]) not in _PROVINCES:
        return False
    try:
        born = date(int(digits[6:10]), int(digits[10:12]), int(digits[12:14]))
    except ValueError:
        return False
    total = sum(int(digit) * weight for digit, weight in zip(digits, _WEIGHTS, strict=False))
    return _EARLIEST_BIRTH <= born <= today and "10X98765432"[total % 11] == digits[17]


_ISSUERS = lazily(
    r"62\d{14,17}|4\d{12}(?:\d{3}){0,2}|(?:5[1-5]|222[1-9]|22[3-9]\d|2[3-6]\d\d|27[01]\d|2720)\d+|3[47]\d{13}|35\d{14}|"
    r"6(?:011|5\d\d)\d{12}|955[89]\d{15}"
)
_MASTERCARD_LENGTH = 16


def _is_card_number(digits: str) -> bool:
    """Whether digits are a payment card's: an issuer's prefix with its length, and the check digit of Luhn."""
    if not _ISSUERS.fullmatch(digits) or len(set(digits)) == 1:
        return False
    if digits[0] in "25" and len(digits) != _MASTERCARD_LENGTH:
        return False
    doubled = (int(digit) * (1 + place % 2) for place, digit in enumerate(reversed(digits)))
    return sum(value - 9 if value > 9 else value for value in doubled) % 10 == 0


# Bank accounts.

_IBAN = lazily(r"[A-Z]{2}\d\d(?<![A-Za-z0-9]....)(?: ?[A-Z0-9]){11,30}")
_IBAN_LENGTHS = {
    length: frozenset(countries.split())
    for length, countries in {
        15: "NO", 16: "BE", 18: "DK FI FO GL NL", 19: "MK SI", 20: "AT BA EE KZ LT LU XK", 21: "CH HR LI LV",
        22: "BG BH CR DE GB GE IE ME RS VA", 23: "AE GI IL IQ", 24: "AD CZ ES MD PK RO SA SE SK TN VG", 25: "PT",
        26: "IS TR", 27: "FR GR IT MC MR SM", 28: "AL AZ BY CY DO GT HU LB PL", 29: "BR EG PS QA UA", 30: "JO KW MU",
        31: "MT SC", 32: "LC",
    }.items()
}  # fmt: skip
"""The countries of the registry of ISO 13616, by the length of their numbers."""
_IBAN_SAMPLES = frozenset({
    "DE89370400440532013000", "GB82WEST12345698765432", "GB29NWBK60161331926819", "GB33BUKB20201555555555",
    "FR1420041010050500013M02606", "NL91ABNA0417164300", "CH9300762011623852957", "AT611904300234573201",
    "BE68539007547034", "ES9121000418450200051332", "IT60X0542811101000000123456",
})  # fmt: skip
"""What the registry and the documentation of payment services show as examples."""


def accounts(text: str) -> Iterator[Datum]:
    """Yield the international bank account numbers in a text."""
    for match in _IBAN.finditer(text):
        length = next((length for length, countries in _IBAN_LENGTHS.items() if match[0][:2] in countries), None)
        digits = match[0].replace(" ", "")
        if length is None or len(digits) < length:
            continue
        digits, end = digits[:length], match.start()
        for _ in digits:  # spaces stand anywhere
            end += 2 if text[end] == " " else 1
        if not _GOES_ON.match(text, end) and digits not in _IBAN_SAMPLES and _is_account_number(digits):
            yield Datum(ACCOUNT, f"{digits[:4]} **** {digits[-4:]}", match.start(), end)


def _is_account_number(digits: str) -> bool:
    """Whether the check digits of an IBAN are right (ISO 7064 MOD 97-10)."""
    return int("".join(str(int(character, 36)) for character in digits[4:] + digits[:4])) % 97 == 1


# What is shown of a text.

SURNAMES = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔"
    "钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤温康施文牛樊葛邢安齐易"
)
"""The commonest Chinese surnames."""
_TITLES = ("Mr", "Mrs", "Ms", "Miss", "Dr", "Prof")
_TITLED = lazily(rf"\b({'|'.join(_TITLES)})(\.?) [A-Z][\w'-]{{0,40}}(?: [A-Z][\w'-]{{0,40}})?")
_TITLES_IN_CHINESE = ("先生", "女士", "小姐", "经理", "主任", "老师", "医生", "师傅")
_TITLED_IN_CHINESE = lazily(
    f"[{''.join(sorted(SURNAMES))}]" rf"[\u4e00-\u9fff]{{0,2}}?({'|'.join(_TITLES_IN_CHINESE)})"
)
_LONG_NUMBER = lazily(r"\d{5,}")
_LATEST_BIRTH = date(9999, 12, 31)


def masked(text: str) -> str:
    """Return a text in which what names a person is masked: addresses, numbers, names that stand beside a title.

    It is done rather once too often: every number of five digits and more goes. Names without a title are not recognised.
    """
    has_digits = any(map(str.isdigit, text))
    found = [*accounts(text), *numbers(text, _LATEST_BIRTH)] if has_digits else []
    data = sorted([*found, *emails(text)], key=lambda datum: datum.start)
    shown, at = [], 0
    for datum in data:
        if datum.start >= at:
            shown += [text[at : datum.start], "***"]
            at = datum.end
    text = "".join([*shown, text[at:]])
    if has_digits:
        text = _LONG_NUMBER.sub("***", text)
    if any(title in text for title in _TITLES):
        text = _TITLED.sub(r"\1\2 ***", text)
    if any(title in text for title in _TITLES_IN_CHINESE):
        text = _TITLED_IN_CHINESE.sub(r"***\1", text)
    return text


_LONGEST_SAMPLE, _MOST_DIGITS = 40, 6
_MONTH = "(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}"
_CLOCK = (  # 10:30, 下午3时5分, 10:30:00.250 PM, 10:30Z, 10:30:00 +0800
    r"(?:[上下]午)? ?\d{1,2}(?:[:.时]\d{1,2}分?(?:[:.]?\d{1,2}秒?)?(?:[.,]\d{1,9})?|时)?"
    r"(?: ?(?:[AP]M|[ap]m|UTC|GMT|Z))?(?: ?[+-]\d\d:?(?:\d\d)?)?"
)
_TIME = lazily(
    r"\d{5}(?:\.\d+)?|(?:19|20)\d{6}(?:\d{4}|\d{6})?|\d{4}(?:19|20)\d\d|\d{10}|\d{13}"
    r"|(?:\d{4,5}[-/.年]\d{1,2}[-/.月]\d{1,2}日?|\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}"
    rf"|\d{{1,2}}[ -]{_MONTH}[ -]\d{{2,4}}|{_MONTH} \d{{1,2}},? \d{{4}})(?:,?[T ]?{_CLOCK})?"
)


def sample(text: str, *, is_time: bool = False) -> str:
    """Return a value that was not understood, to be shown with others; `***` where it may name a person or is a whole sentence.

    All of it goes, not only what is recognised: beside a number stands the name. With `is_time` what is written like a time stays.
    """
    if is_time and _TIME.fullmatch(text.strip()):
        return text
    if len(text) > _LONGEST_SAMPLE or sum(map(str.isdigit, text)) > _MOST_DIGITS or masked(text) != text:
        return "***"
    return text
