"""Lengths of time: as the format writes them, and as people say them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxmap.model.forms import duration_parts
from cxmap.model.vocabulary import DURATION_UNITS

if TYPE_CHECKING:
    from cxmap.language import Language

_MINUTE, _HOUR, _DAY = 60, 3600, 86400
_UNITS = ((36 * _HOUR, _DAY, "d"), (90 * _MINUTE, _HOUR, "h"), (90, _MINUTE, "min"))
"""From how many seconds on a unit is used, how many seconds it has, and how it is written."""


def written_length(seconds: float) -> str:
    """Write a length of time as the format does, in one unit and with two digits or more: `45s`, `12min`, `2.5h`, `8d`."""
    for least, size, unit in _UNITS:
        if seconds >= least:
            value = seconds / size
            return f"{value:.1f}".removesuffix(".0") + unit if value < 9.95 else f"{round(value)}{unit}"
    return f"{round(seconds)}s"


def said_length(value: str, language: Language) -> str:
    """Say a length of time of the format: `2 weeks`, `25 分钟`."""
    gap = "" if language == "zh" else " "
    return gap.join(
        f"{number:g}{gap}{DURATION_UNITS[unit][number != 1].said(language)}" for number, unit in duration_parts(value)
    )
