"""Texts: whose voice, what is unfinished or private, both languages, Chinese typography."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cxmap.language import LANGUAGES
from cxmap.lint.texts import texts_of
from tests.lint.faults.breaking import quoted
from tests.lint.faults.places import TOUCHPOINT, is_of
from tests.lint.faults.seeds import seed

if TYPE_CHECKING:
    from collections.abc import Iterator
    from random import Random

    from cxmap.diagnostics import Path
    from tests.lint.faults.breaking import MapText
    from tests.lint.faults.seeds import Broken

_CHINESE = re.compile("[一-鿿]")


def _texts(text: MapText) -> list[Path]:
    """Return the paths of all texts, each as it is written: one string, or both languages."""
    return [path for path, _ in texts_of(text.source.data)]


def _strings(text: MapText) -> Iterator[Path]:
    """Yield the paths of all strings that a person reads."""
    for path in _texts(text):
        if isinstance(text[path], str):
            yield path
        else:
            yield from ((*path, language) for language in LANGUAGES)


def _language(text: MapText, path: Path) -> str:
    return path[-1] if path[-1] in LANGUAGES else text[("language",)]


def _write(text: MapText, path: Path, said: str) -> MapText:
    return text.write(path, quoted(said))


def _fields(text: MapText, *names: str) -> Iterator[Path]:
    return (path for path in _strings(text) if set(names).intersection(path) and "review" not in path)


# Voice and length.

_JARGON = {
    "zh": ("获客", "转化", "留存与复购", "客户激活阶段"),
    "en": ("Acquisition", "Conversion stage", "User activation", "Upselling"),
}


@seed("company-voice", at=lambda m: (p for p in _strings(m) if is_of(p, "stages.*.name")))
def a_stage_is_named_by_the_funnel(text: MapText, place: Path, random: Random) -> Broken:
    return _write(text, place, random.choice(_JARGON[_language(text, place)])), place


_COMPANY = {
    "zh": ("客户希望尽快完成理赔", "我们为您提供一站式服务", "让用户觉得很省心"),
    "en": (
        "The customer wants a quick answer",
        "Our service is the best in town",
        "Customers expect to be called back",
    ),
}


@seed("company-voice", at=lambda m: _fields(m, "thoughts"))
def the_company_thinks_aloud(text: MapText, place: Path, random: Random) -> Broken:
    return _write(text, place, random.choice(_COMPANY[_language(text, place)])), place


# A quote that speaks of customers may be that of a persona who has some.
@seed("company-voice", at=lambda m: _fields(m, "quote"))
def a_persona_praises_the_company(text: MapText, place: Path, _: Random) -> Broken:
    praise = {"zh": "我们的服务是最好的", "en": "Our service is the best in town"}
    return _write(text, place, praise[_language(text, place)]), place


_LONG = {
    "zh": "在手机上按照图示依次拍好四个角度的照片并且逐张确认清晰",
    "en": "Taking photos from all four sides and checking that each of them is sharp",
}


def _names(text: MapText) -> Iterator[Path]:
    shapes = ("stages.*.name", f"{TOUCHPOINT}.name")
    return (path for path in _strings(text) if any(is_of(path, shape) for shape in shapes))


@seed("name-too-long", at=_names)
def a_name_becomes_a_sentence(text: MapText, place: Path, _: Random) -> Broken:
    return _write(text, place, _LONG[_language(text, place)]), place


# What is unfinished.


def _ordinary(text: MapText) -> Iterator[Path]:
    """Yield the strings that no other rule reads the meaning of."""
    meant = {"review", "feelings", "formula", "unit"}
    return (path for path in _strings(text) if not meant.intersection(path))


@seed("placeholder", at=_ordinary)
def a_text_is_left_for_later(text: MapText, place: Path, random: Random) -> Broken:
    words = {
        "zh": ["待补充", "TODO", "（待定）", "待完善"],
        "en": ["TBD", "TODO", "to be completed", "<name>", "Lorem ipsum dolor"],
    }
    return _write(text, place, random.choice(words[_language(text, place)])), place


@seed("placeholder", at=_ordinary)
def a_note_is_left_in_a_text(text: MapText, place: Path, random: Random) -> Broken:
    said = text[place].rstrip("。？?.") + random.choice(
        ["（待补充）", "，TODO"] if _language(text, place) == "zh" else [" (TBD)", " XXX"]
    )
    return _write(text, place, said), place


def _bilingual(text: MapText) -> Iterator[tuple[Path, str]]:
    """Yield texts in both languages with one of them that does not stand for both."""
    for path in _texts(text):
        if isinstance(text[path], dict) and path[-1] not in ("unit", "formula"):
            yield path, "zh"
            if re.search(r"\b[a-z]{2}", text[path]["en"]):
                yield path, "en"


@seed("missing-translation", at=lambda m: ((*path, language) for path, language in _bilingual(m)))
def a_text_is_in_one_language_only(text: MapText, place: Path, random: Random) -> Broken:
    *path, language = place
    said = quoted(text[place])
    written = random.choice([said, f"{{{language}: {said}}}"])
    return text.write(tuple(path), written), tuple(path)


# What is private.


def _digits(random: Random, count: int) -> str:
    return "".join(str(random.randrange(10)) for _ in range(count))


def _mobile(random: Random) -> str:
    return f"13{random.randrange(10)}{_digits(random, 4)}{random.randrange(1, 10)}{_digits(random, 3)}"


def _identity_number(random: Random) -> str:
    digits = f"310104{random.randint(1960, 2004)}0{random.randint(1, 9)}1{random.randrange(10)}{_digits(random, 3)}"
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    return digits + "10X98765432"[sum(int(d) * w for d, w in zip(digits, weights, strict=True)) % 11]


def _card(random: Random) -> str:
    digits = f"62220{_digits(random, 10)}"
    for check in range(10):
        doubled = [int(d) * (1 + place % 2) for place, d in enumerate(reversed(f"{digits}{check}"))]
        if sum(value - 9 if value > 9 else value for value in doubled) % 10 == 0:
            return f"{digits}{check}"
    raise AssertionError


def _email(random: Random) -> str:
    return f"{random.choice(['wang.fang', 'j_meyer', 'lin1994'])}@{random.choice(['qq.com', '163.com', 'web.de'])}"


@seed("personal-data", at=lambda m: _fields(m, "thoughts", "quote", "description", "note", "actions"))
def a_person_can_be_found(text: MapText, place: Path, random: Random) -> Broken:
    datum = random.choice([_mobile, _identity_number, _card, _email])(random)
    told = {"zh": f"他留了 {datum} 给我", "en": f"She left {datum} with me"}
    return _write(text, place, told[_language(text, place)]), place


# Typography.

_MARKS = str.maketrans("，；：？！", ",;:?!")
_BETWEEN_CHINESE = re.compile("(?<=[一-鿿])[，；：？！](?=[一-鿿]|$)")
_FORMS = re.compile("[A-Za-z0-9]")


def _chinese(text: MapText, pattern: re.Pattern[str]) -> Iterator[Path]:
    return (
        p for p in _strings(text) if _language(text, p) == "zh" and _CHINESE.search(text[p]) and pattern.search(text[p])
    )


@seed("half-width-punctuation", at=lambda m: _chinese(m, _BETWEEN_CHINESE))
def the_keyboard_was_in_english(text: MapText, place: Path, _: Random) -> Broken:
    return _write(text, place, _BETWEEN_CHINESE.sub(lambda mark: mark[0].translate(_MARKS), text[place])), place


@seed("half-width-punctuation", at=lambda m: (p for p in _chinese(m, re.compile("[一-鿿]$")) if "feelings" not in p))
def a_remark_is_put_in_brackets(text: MapText, place: Path, _: Random) -> Broken:
    return _write(text, place, text[place] + "(只有一次)"), place


@seed("full-width-forms", at=lambda m: (p for p in _ordinary(m) if _FORMS.search(m[p])))
def the_keyboard_was_in_full_width(text: MapText, place: Path, random: Random) -> Broken:
    at = random.choice([match.start() for match in _FORMS.finditer(text[place])])
    said = text[place]
    return _write(text, place, said[:at] + chr(ord(said[at]) + 0xFEE0) + said[at + 1 :]), place


@seed("full-width-forms", at=lambda m: _chinese(m, re.compile("[一-鿿]{3}")))
def a_full_width_space_is_typed(text: MapText, place: Path, _: Random) -> Broken:
    return _write(text, place, f"{text[place][:1]}　{text[place][1:]}"), place
