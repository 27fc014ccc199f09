"""Lengths of time added up, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cxmap.render.subject import Subject

_HOUR, _DAY, _WEEK = 60, 1440, 10080


def length_said(subject: Subject, minutes: float) -> str:
    """Say a sum of lengths in its two largest units: `55 days`, `1 day 4 hours`, `3 hours 20 min`, `30 s`; nothing: `0 min`.

    Beyond a week nobody counts hours.
    """
    if 0 < minutes < 1:
        return subject.duration(f"{round(minutes * 60):g}s")
    unit = 1 if minutes < _DAY else _HOUR if minutes < _WEEK else _DAY
    whole = round(minutes / unit) * unit
    days, rest = divmod(whole, _DAY)
    hours, least = divmod(rest, _HOUR)
    parts = [(days, "d"), (hours, "h"), (0 if days else least, "min")]
    said = [subject.duration(f"{number}{unit}") for number, unit in parts if number]
    return ("" if subject.language == "zh" else " ").join(said) or subject.duration("0min")
