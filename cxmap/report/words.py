"""What severities and families of rules are called, and words that reports about data share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxmap.diagnostics import Severity
from cxmap.language import Words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cxmap.language import Language

SEVERITY_WORDS = {
    Severity.ERROR: Words("error", "错误"),
    Severity.WARNING: Words("warning", "警告"),
    Severity.NOTE: Words("note", "提示"),
}

FORMAT = "format"
"""The family of what is checked before any rule: codes such as `unknown-key`."""

FAMILIES: dict[str, Words] = {
    FORMAT: Words("format", "格式"),
    "ownership": Words("ownership", "责任"),
    "structure": Words("structure", "结构"),
    "experience": Words("experience", "体验"),
    "evidence": Words("evidence", "依据"),
    "channels": Words("channels", "渠道"),
    "backstage": Words("backstage", "后台"),
    "honeycomb": Words("honeycomb", "蜂窝"),
    "design": Words("design", "设计"),
    "metrics": Words("metrics", "指标"),
    "drift": Words("drift", "偏差"),
    "plan": Words("plan", "计划"),
    "compliance": Words("compliance", "合规"),
    "wording": Words("wording", "文字"),
    "suppressions": Words("suppressions", "豁免"),
}
"""What the families of rules are called, in the order of the documentation."""


def family_words(family: str) -> Words:
    """Return what a family is called."""
    return FAMILIES.get(family, Words(family, family))


def lines_said(lines: Sequence[str], language: Language) -> str:
    """Say in which lines something is, of several the first ones."""
    return Words(f"line {', '.join(lines)}", f"第 {'、'.join(lines)} 行").said(language)
