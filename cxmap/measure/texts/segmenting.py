"""Takes texts apart into words: Chinese by rjieba, or else by pairs of characters; other scripts at what is no letter."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

from cxmap.measure.texts.stopwords import CHINESE, ENGLISH, NO_NAMES
from cxmap.personal_data import SURNAMES, emails

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

Segmenter = Literal["rjieba", "pairs", "letters"]
"""How Chinese was taken apart; `letters` where there was none."""
_HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_RUN = re.compile(f"(?P<han>[{_HAN}]+)|[^\\W\\d_{_HAN}]+(?:['’][^\\W\\d_{_HAN}]+)*")
_WEB_ADDRESS = re.compile(r"https?://[^\s\u3000-\u9fff]*")
_LONGEST_WORD = 40
_TITLES = frozenset({"mr", "mrs", "ms", "miss", "dr", "prof", "sir", "madam"})
_TIED = frozenset({"不", "没", "未", "别", "太", "不太", "不够"})
"""What means little without the next word: 不方便 says something else than 方便."""


class Words:
    """Takes texts apart; `segmenter` says how, once it has."""

    def __init__(self) -> None:
        self.segmenter: Segmenter = "letters"
        self._cut: Callable[[str], list[str]] | None = None

    def of(self, text: str) -> set[str]:
        """Return the words that a text has, in small letters, without those that tell nothing.

        Addresses, numbers and what follows a title such as Mr are left out: they are somebody's.
        """
        if "@" in text:
            text = _without_addresses(text)
        if "://" in text:
            text = _WEB_ADDRESS.sub(" ", text)
        found: set[str] = set()
        title = False
        for match in _RUN.finditer(text):
            run = match[0]
            if match["han"]:
                found.update(self._chinese(run))
                title = False
                continue
            word = run.casefold().replace("’", "'")
            if 1 < len(word) <= _LONGEST_WORD and word not in ENGLISH and not title:
                found.add(word)
            title = word in _TITLES
        return found - _TITLES

    def names_in(self, text: str) -> list[str]:
        """Return what a dictionary takes for names of Chinese people, rather once too often; none without rjieba."""
        if self.segmenter != "rjieba":
            return []
        import rjieba

        return [
            word
            for word, kind in rjieba.tag(text)
            if kind == "nr" and len(word) > 1 and word[0] in SURNAMES and word not in NO_NAMES
        ]

    def _chinese(self, run: str) -> Iterator[str]:
        if self._cut is None:
            self._cut, self.segmenter = _segmenter()
        if self.segmenter == "pairs":
            yield from (pair for at in range(len(run) - 1) if (pair := run[at : at + 2]) not in CHINESE)
            return
        tied = ""
        for word in self._cut(run):
            if word in _TIED:
                tied += word
            elif tied and word in CHINESE:
                tied = ""
            elif len(word) <= _LONGEST_WORD and (tied or word not in CHINESE):
                yield tied + word
                tied = ""
            else:
                tied = ""


def _segmenter() -> tuple[Callable[[str], list[str]], Segmenter]:
    try:
        import rjieba
    except ImportError:
        return list, "pairs"
    return rjieba.cut, "rjieba"


def _without_addresses(text: str) -> str:
    kept, at = [], 0
    for address in emails(text):
        if address.start >= at:
            kept.append(text[at : address.start])
            at = address.end
    return " ".join([*kept, text[at:]])
