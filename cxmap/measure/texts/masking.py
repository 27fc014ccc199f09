"""Masks what may lead to a person in what people wrote: links, names on networks, street addresses, numbers, names.

What is recognised has a form of its own, or is announced: `微信：…`, `12 King Street`, `建国路88号`. It is done rather once
too often: a text is shown to be understood, and can be without. It is no guarantee: a street without a number, a nickname,
or what only one person can have lived through stays.
"""

from __future__ import annotations

import re

from cxmap.patterns import lazily
from cxmap.personal_data import masked

_MASK = "***"

# Links: with a scheme, with `www.`, a domain with a path, and a plain domain of the commonest kinds. Chinese goes on only
# after a slash or an equals sign, since links stand in sentences without spaces.

_REST = r"[!-~]+(?:(?<=[/=])[\u3400-\u9fff]{1,20}[!-~]*){0,4}"
_LINK = lazily(
    rf"(?:[a-z][a-z0-9+.-]{{1,15}}://|(?<![a-z0-9])www\.){_REST}"
    rf"|(?<![a-z0-9.@_-])(?:[a-z0-9-]{{1,63}}\.){{1,4}}(?:[a-z]{{2,10}}/{_REST}|(?:com|net|org|cn)(?![a-z0-9.@_-]))",
    re.IGNORECASE | re.ASCII,
)

# Names on networks: `@name`, and what is announced as one. Where neither `:` nor a word such as ID announces it, it has a
# digit or `_`, and is no version: 微信8.0 is none.

_HANDLE = lazily(r"(?<![A-Za-z0-9._%+*-])[@＠](?=[\w.-]{0,30}[^\W\d])\w[\w.-]{0,30}")
_NETWORK = (
    r"(?:微信|微博|抖音|快手|小红书|知乎|支付宝|陌陌|闲鱼|扣扣|加v|(?<![a-z])(?:weixin|wechat|weibo|qq|vx|v信|wx|whatsapp|telegram|"
    r"skype|discord|snapchat|instagram|insta|facebook|twitter|tiktok|linkedin|line(?= id)))\s?"
)
_NUMBER_THERE = r"(?:账号|帐号|号码?|id\b|handle\b)\s?"
_SOMETHING_THERE = r"(?:(?:账号|帐号|号码?|id|account|name|number|no\.?|群|昵称|用户名)\s?)?"
_IS = r"(?:是|为|is\b)?"
_ID = r"[a-z0-9_][a-z0-9_.-]{1,60}"
_ID_OF_DIGITS = r"(?!v?\d+(?:\.\d+)+)(?=[a-z.-]{0,60}[0-9_])[a-z0-9_][a-z0-9_.-]{3,60}|\+?\d[\d ()-]{5,20}\d"
_ANNOUNCED = lazily(
    rf"(?P<said>{_NETWORK}(?:{_SOMETHING_THERE}[:：=＝]|{_NUMBER_THERE}{_IS})\s{{0,3}}){_ID}"
    rf"|(?P<shown>{_NETWORK}{_SOMETHING_THERE}{_IS}\s{{0,3}})(?:{_ID_OF_DIGITS})",
    re.IGNORECASE,
)

# Street addresses in English: a number, a name, and a word for a street; in small letters only what can be nothing else.

_NUMBER = r"(?<![\w.,:/-])\d{1,5}[A-Za-z]?(?:[-/]\d{1,4}[A-Za-z]?)?"
_FLAT = r"(?:(?:[Ff]lat|[Aa]pt\.?|[Aa]partment|[Uu]nit|[Ss]uite|[Rr]oom) ?#?\w{1,5})"
_STREET = lazily(
    rf"(?:{_FLAT},? )?{_NUMBER},? (?:"
    r"(?:[NSEW]{1,2}\.? )?(?:(?:[A-Z][\w'’.-]{0,30}|\d{1,3}(?:st|nd|rd|th)) ){1,4}(?:[Ss]treet|St|[Aa]venue|Ave|[Rr]oad|Rd|[Ll]ane|Ln|"
    r"Drive|Dr|[Bb]oulevard|Blvd|Court|Ct|Place|Pl|Square|Sq|Terrace|Close|Crescent|Cres|Gardens|Gdns|Grove|Mews|Parkway|Pkwy|"
    r"Highway|Hwy|Quay|Circle|Way|Row|Walk|Hill)\b"
    r"|(?:(?!(?:min|mins|minutes?|hours?|hrs?|days?|weeks?|months?|years?|km|kms|kilomet(?:er|re)s?|miles?|met(?:er|re)s?|yards?|blocks?|"
    r"people|times|cars?|shops?|stores?|branches|euros?|dollars?|pounds?|am|pm|more|other|different|busy|of|on|in|at|to|by|the|an?|from|"
    r"off|near|across|along|down|up|way|lane|star|per|and|or)\b)[a-z][a-z'’-]{1,30} ){1,2}(?:street|avenue|road|boulevard)\b"
    rf")\.?(?:,? {_FLAT}|,? #\w{{1,6}})?|\bP\.? ?O\.? ?[Bb]ox \d{{1,7}}"
)

# And in Chinese: a street and a number, with the flat behind and the town before it; or a house and a flat of an estate.

_HAN_NUMBER = "一二三四五六七八九十百零〇两"
_HOUSE = r"(?:号楼|号院|栋|幢|座|单元|室|层|楼|房|号)"
_FLAT_BEHIND = rf"(?:[\s,，]?(?:[\u4e00-\u9fff]{{2,8}}(?:小区|花园|公寓|大厦|家园|新村|苑))?[\s]?[A-Za-z\d{_HAN_NUMBER}]{{1,4}}\s?{_HOUSE}){{0,6}}"
_PLACE = lazily(
    rf"(?P<street>(?:胡同|(?<![线走迷电套思])路|(?<!逛)街|(?<![知难报频通渠味管车走过跑赛隧])道|巷|弄)(?:[东南西北中一二三四五六七八九十]段)?\s?"
    rf"(?:\d{{1,5}}|[{_HAN_NUMBER}]{{1,6}})(?:[-—－之]\d{{1,4}})?\s?(?:号院?|弄))" + _FLAT_BEHIND
    + rf"|(?:[A-Za-z]|\d{{1,4}})\s?(?:号楼|栋|幢){_FLAT_BEHIND}(?:\d{{2,4}}(?!\d))?|\d{{1,3}}\s?单元{_FLAT_BEHIND}(?:\d{{2,4}}(?!\d))?|(?<!\d)\d{{3,4}}\s?室|[A-Z]座\s?\d{{2,5}}"
    + rf"|[{_HAN_NUMBER}]{{1,3}}(?:栋|幢)(?=[{_HAN_NUMBER}\d]){_FLAT_BEHIND}"
)  # fmt: skip
_NAME = lazily(r"[^\W\d_a-zA-Z我你您他她它们在住到是的了从去往和与及把给至于这那有要说]{1,24}\Z")
"""What may be the name of a place: Chinese, up to a word that is part of none."""
_TOWN = lazily("[省市区县镇乡村]")
_ESTATE = lazily(r"(?:小区|花园|公寓|大厦|家园|新村|苑)\Z")
_LONGEST_NAME = 5


def masked_prose(text: str) -> str:
    """Return a text in which what may lead to a person is masked, as far as its form tells."""
    if "." in text or "://" in text:
        text = _LINK.sub(_MASK, text)
    text = _ANNOUNCED.sub(lambda match: f"{match['said'] or match['shown']}{_MASK}", text)
    if any(map(str.isdigit, text)):
        text = _STREET.sub(_MASK, text)
    text = masked(_without_places(text))
    return _HANDLE.sub(_MASK, text) if "@" in text or "＠" in text else text


def _without_places(text: str) -> str:
    """Mask the addresses in Chinese, each from where its name begins."""
    shown, at = [], 0
    for match in _PLACE.finditer(text):
        start = _begin(text, match.start(), of_street=match["street"] is not None)
        if start is not None and match.end() > at:
            shown += [text[at : max(start, at)], _MASK]
            at = match.end()
    return "".join([*shown, text[at:]])


def _begin(text: str, at: int, *, of_street: bool) -> int | None:
    """Return where an address begins whose number stands at `at`; None where a street has no name."""
    name = _NAME.search(text, max(0, at - 24), at)
    if name is None or name[0] == "一":  # 走了一路
        return None if of_street else at
    if not of_street and not _ESTATE.search(name[0]):
        return at
    town = _TOWN.search(name[0])
    named_from = name.start() + (town.start() if town else len(name[0])) - _LONGEST_NAME
    return max(name.start(), named_from)
