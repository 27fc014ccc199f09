"""Puts other words in place of names, in every text of a map; ids and words of the format stay."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from cxmap.language import Words
from cxmap.model.record import Record, replaced

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from cxmap.language import Language
    from cxmap.model.library import Library

    Change = Callable[[str, Language], str]

_IDS_AND_WORDS = frozenset(
    [
        "addresses",
        "breaks",
        "centre",
        "channel",
        "channels",
        "colour",
        "consulted",
        "currency",
        "delivers",
        "direction",
        "duration",
        "evidence",
        "every",
        "honeycomb_model",
        "icon",
        "id",
        "image",
        "impact",
        "interval",
        "informed",
        "kind",
        "language",
        "likelihood",
        "medium",
        "moment_of_truth",
        "needs",
        "owner",
        "personas",
        "portrait",
        "residual",
        "segment",
        "severity",
        "state",
        "status",
        "to",
        "wait",
    ]
)
"""Fields whose strings are ids and words of the format; the records that some of them hold are full of texts."""
_TEXTS_ALL_THE_SAME = {"Scope": frozenset(["to"])}

_CHINESE = "\u2e80-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_LETTER = rf"[^\W_{_CHINESE}]"  # of a script that writes words apart
_GAP = "[\\s_.·•\u00ad\u200b\\-‐‑–]"
_LOOKALIKES = {**dict.fromkeys("'’‘ʼ＇", "['’‘ʼ＇]"), **dict.fromkeys("-‐‑–", "[-‐‑–\\s]?"), "&": "(?:&|＆)"}
_PARTS = re.compile(rf"{_LETTER}+(?:['’‘ʼ]{_LETTER}+)*")
_CHINESE_NAME = re.compile(rf"[{_CHINESE}]{{2,4}}")
_ASIDE = re.compile(r"\s*[(（,，/、;；]")
_TITLE = re.compile(r"(?:Dr|Mr|Mrs|Ms|Prof)\b\.?\s*|(?:Miss|Sir)\s+")
_NO_NAMES = frozenset(
    [
        "all",
        "any",
        "big",
        "both",
        "busy",
        "buyer",
        "customer",
        "director",
        "family",
        "first",
        "junior",
        "manager",
        "new",
        "old",
        "one",
        "our",
        "parent",
        "second",
        "senior",
        "small",
        "team",
        "the",
        "two",
        "user",
        "young",
    ]
)
"""Words that stand in what a kind of person is called, as The Approver or Young Family; they name nobody."""
_DOUBLE_SURNAMES = frozenset(
    [
        "欧阳",
        "诸葛",
        "司马",
        "上官",
        "司徒",
        "东方",
        "独孤",
        "南宫",
        "夏侯",
        "皇甫",
        "尉迟",
        "公孙",
        "慕容",
        "令狐",
        "长孙",
        "宇文",
        "端木",
    ]
)
_ADDRESSED = "(?:女士|先生|小姐|太太|老师|经理|主任|医生|教授|师傅|阿姨|叔叔|同学|总(?![结计量数额体部是共和会之]))"


def replacer(names: Mapping[str, str], *, of_persons: bool = False) -> Callable[[str], str]:
    """Return a function that puts other words in place of names, however they are spaced or their marks are set.

    A capitalised word is no name in small letters: May is, may is not. `of_persons`: also a part of a name that stands
    alone, as Ingrid of Ingrid Berg, and a Chinese surname with a form of address, as 周女士 of 周敏.
    """
    known = sorted(filter(str.strip, names), key=lambda name: (-len(name), name))
    forms = [(_whole(_composed(name)), names[name]) for name in known]
    if of_persons:
        forms += [(form, names[name]) for name in known for form in _short_forms(_composed(name))]
    if not forms:
        return lambda text: text
    pattern = re.compile("|".join(f"({form})" for form, _ in forms))
    return lambda text: pattern.sub(lambda match: forms[(match.lastindex or 1) - 1][1], _composed(text))


def _composed(text: str) -> str:
    """Write letters with their accents as one sign each: a name may be typed on one machine and looked for on another."""
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def _whole(name: str) -> str:
    words = name.split()
    if len(words) == 1 and name != name.lower():
        upper = name.upper()
        forms = [name] if len(upper) != len(name) else dict.fromkeys((name, upper))
        return "|".join(_bounded(_spelt(form), form) for form in forms)
    spelt = f"{_GAP}+".join(map(_spelt, words))
    any_case = _bounded(f"(?i:{spelt})", name.strip())
    if len(words) == 1:
        return any_case
    return f"{any_case}|{_bounded(f'{_GAP}*'.join(map(_spelt, words)), name.strip())}"


def _short_forms(name: str) -> Iterator[str]:
    bare = _TITLE.sub("", _ASIDE.split(name)[0]).strip()
    if bare and bare != name:
        yield _whole(bare)
        name = bare
    parts = name.split()
    if len(parts) == 2:
        for part in parts:
            if len(part) >= 3 and part[0].isupper() and _PARTS.fullmatch(part) and part.lower() not in _NO_NAMES:
                yield _whole(part)
    if _CHINESE_NAME.fullmatch(name):
        surname = name[:2] if name[:2] in _DOUBLE_SURNAMES else name[:1]
        yield re.escape(surname) + _ADDRESSED
        given = name[len(surname) :]
        if len(given) > 1:  # one sign alone is a word like any other
            yield re.escape(given)


def _spelt(word: str) -> str:
    return "".join(_LOOKALIKES.get(sign) or re.escape(sign) for sign in word)


def _bounded(pattern: str, name: str) -> str:
    """Keep a name from matching within a longer word; Chinese is written without gaps, and marks end a word."""
    before = f"(?<!{_LETTER})" if re.match(_LETTER, name) else ""
    after = f"(?!{_LETTER})" if re.match(_LETTER, name[-1]) else ""
    return f"{before}(?:{pattern}){after}"


def library_texts(library: Library, change: Change, language: Language) -> Library:
    """Return a library with every text in it changed."""
    kinds = ("teams", "channels", "personas", "segments", "evidence", "lanes", "honeycomb_models")
    return replace(
        library,
        **{
            kind: {name: texts(item, change, language) for name, item in getattr(library, kind).items()}
            for kind in kinds
        },
    )


def texts(value: Any, change: Change, language: Language) -> Any:
    """Return a value with every text in it changed; `language` is that of texts in one language only."""
    if isinstance(value, str):
        return change(value, language)
    if isinstance(value, Words):
        return Words(change(value.en, "en"), change(value.zh, "zh"))
    if isinstance(value, tuple):
        return tuple(texts(item, change, language) for item in value)
    if isinstance(value, dict):
        return {key: texts(item, change, language) for key, item in value.items()}
    if isinstance(value, Record):
        return replaced(value, **dict(_fields(value, change, language)))
    return value


def _fields(value: Record, change: Change, language: Language) -> Iterator[tuple[str, Any]]:
    plain = _TEXTS_ALL_THE_SAME.get(type(value).__name__, frozenset())
    fields = vars(value)
    shown = fields.get("id") if "name" in fields and fields["name"] is None else None
    if shown is not None and (said := change(shown, language)) != shown:  # what has no name is called by its id
        yield "name", said
        fields = {name: item for name, item in fields.items() if name != "name"}
    for name, item in fields.items():
        if name in ("en", "zh") and item is not None:
            yield name, change(item, "zh" if name == "zh" else "en")
        elif (
            name not in _IDS_AND_WORDS
            or name in plain
            or (isinstance(item, tuple) and item and isinstance(item[0], Record))
        ):
            yield name, texts(item, change, language)
