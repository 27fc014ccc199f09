"""Reads the documentation page of a rule from the docstring of its function."""

from __future__ import annotations

import re
import textwrap
from inspect import getdoc
from typing import TYPE_CHECKING

from cxmap.language import Words
from cxmap.lint.engine import POLICIES
from cxmap.pages import RulePage

if TYPE_CHECKING:
    from cxmap.lint.engine import Rule

_PAGE = re.compile(
    r"(?P<finds_en>.+?)\n\n(?P<finds_zh>.+?)\n\n"
    r"Why it matters: (?P<why_en>.+?)\n\n为什么重要：(?P<why_zh>.+?)\n\n"
    r"Example:\n\n(?P<example>.+?)\n\n(?:Measured:\n\n(?P<measured>.+?)\n\n)?"
    r"How to mend: (?P<how_en>.+?)\n\n如何修改：(?P<how_zh>.+?)\n\n"
    r"(?P<mended>    .+?)(?:\n\nMeasured then:\n\n(?P<then>.+))?",
    re.DOTALL,
)
_CHINESE = r"[\u3000-\u9fff\uff00-\uffef]"
_MARK = "[，。；：、！？（）《》“”…—]"
_WRAPPED_IN_CHINESE = re.compile(rf"(?<={_CHINESE})\n(?={_CHINESE})|(?<={_MARK})\n|\n(?={_MARK})")
"""Where a line break in Chinese is no space: between characters, and beside full-width marks, which have their room."""


def page_of(rule: Rule) -> RulePage:
    """Return the page of a rule.

    Raises:
        ValueError: its docstring does not have the parts of a page, in their order.
    """
    match = _PAGE.fullmatch(getdoc(rule.check) or "")
    if match is None:
        raise ValueError(f"the docstring of {rule.name} is not a page")
    parts = match.groupdict()
    return RulePage(
        name=rule.name,
        family=rule.family,
        severity=rule.severity.word,
        policies=tuple(name for name in POLICIES if name in rule.policies),
        mends=rule.mends,
        finds=_words(parts, "finds"),
        why=_words(parts, "why"),
        example=_shown(parts["example"]),
        how=_words(parts, "how"),
        mended=_shown(parts["mended"]),
        options=tuple(option.page(name) for name, option in rule.options.items()),
        measured=_shown(parts["measured"]),
        measured_then=_shown(parts["then"] or parts["measured"]),
    )


def _shown(part: str | None) -> str:
    return textwrap.dedent(part) + "\n" if part else ""


def _words(parts: dict[str, str], name: str) -> Words:
    """Return a paragraph in both languages, each on one line; English begins with a capital.

    In Chinese a line break is a space only between a character and a Latin word, as it is within a line.
    """
    chinese = _WRAPPED_IN_CHINESE.sub("", parts[f"{name}_zh"])
    english = " ".join(parts[f"{name}_en"].split())
    return Words(english[0].upper() + english[1:], " ".join(chinese.split()))
