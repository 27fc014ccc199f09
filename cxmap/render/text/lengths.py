"""Lengths of time added up, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cxmap.render.subject import Subject

_HOUR, _DAY = 60, 1440


def length_said(subject: Subject, minutes: float) -> str:
    """Say a sum of lengths in its two largest units: `55 days`, `1 day 4 hours`, `3 hours 20 min`; nothing: `0 min`."""
    whole = round(minutes) if minutes < _DAY else round(minutes / _HOUR) * _HOUR
    days, rest = divmod(whole, _DAY)
    hours, least = divmod(rest, _HOUR)
    parts = [(days, "d"), (hours if days < 7 else 0, "h"), (0 if days else least, "min")]
    said = [subject.duration(f"{number}{unit}") for number, unit in parts if number]
    return ("" if subject.language == "zh" else " ").join(said) or subject.duration("0min")
