"""Short forms and small values of the format: how plain YAML data becomes what the models hold.

Everything here runs on every map that is read, so it imports pydantic_core alone (see `cxmap.model.compiled`), and that only to refuse.
"""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Any, LiteralString

from cxmap.language import LANGUAGES

if TYPE_CHECKING:
    from pydantic_core import PydanticCustomError

LANGUAGE_KEYS = frozenset(LANGUAGES)

_SIMPLE = r"(\d+(?:\.\d+)?)\s?(s|min|h|d|w|mo|y)"
_ISO = r"P(?=.)(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?=.)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?"
_DURATION, _ISO_DURATION = re.compile(_SIMPLE), re.compile(_ISO)
DURATION_PATTERN = f"^(?:{_SIMPLE}|{_ISO})$"
"""A duration, for the JSON Schema."""

_DASHES = "-—–－"
_DASHED = re.compile(r"[-—–－]\s?\S.*\s[-—–－]", re.DOTALL)
_MISTYPED_FIELD = re.compile(r"(id|text|title|name|risk|severity|owner)\s*：")
_MINUTES = {"s": 1 / 60, "min": 1, "h": 60, "d": 1440, "w": 10080, "mo": 43200, "y": 525600}
_ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")


def _refusal(kind: str, said: LiteralString, more: dict[str, Any] | None = None) -> PydanticCustomError:
    from cxmap.model.core import PydanticCustomError

    return PydanticCustomError(kind, said, more)


def text_kind(value: Any) -> str:
    """Tell one text from a text in two languages (the discriminator of `Text`)."""
    return "bilingual" if isinstance(value, dict) else "plain"


def some_language(value: Any) -> Any:
    """A text in two languages has at least one of them."""
    if (
        isinstance(value, dict)
        and not any(value.get(language) for language in LANGUAGE_KEYS)
        and value.keys() <= LANGUAGE_KEYS
    ):
        raise _refusal("no_language", "no language")
    return value


def is_text(value: Any) -> bool:
    """Tell a text, in one language or in two, from what it may be the short form of."""
    return isinstance(value, str) or (isinstance(value, dict) and bool(value) and value.keys() <= LANGUAGE_KEYS)


def _short(value: Any, key: str) -> Any:
    """Make an object of a text; `text：…` with a full-width colon was meant to be an object already."""
    if isinstance(value, str) and "：" in value and _MISTYPED_FIELD.match(value):
        raise _refusal("full_width_colon", "full-width colon")
    return {key: value} if is_text(value) else value


def exactly(value: Any) -> Any:
    """Refuse what Python takes for equal to an allowed value: `true` for 1, `1.0` for `true`."""
    if isinstance(value, float) or (isinstance(value, bool) and value is True):
        raise _refusal("literal_error", "not allowed", {"expected": "1"})
    return value


def flag_or_word(value: Any) -> Any:
    """Refuse numbers where true, false or a word may stand."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        raise _refusal("bool_type", "not a boolean")
    return value


def one_or_many(value: Any) -> Any:
    """A single text stands for a list of one, but not one that was meant as a list: `-a` without the space."""
    if isinstance(value, str) and value[:1] in _DASHES and _DASHED.match(value):
        raise _refusal("dash_without_space", "dash without space")
    return [value] if is_text(value) else value


def by_text(value: Any) -> Any:
    """A text stands for an object that has only a `text`."""
    return _short(value, "text")


def by_title(value: Any) -> Any:
    """A text stands for an object that has only a `title`."""
    return _short(value, "title")


def by_name(value: Any) -> Any:
    """A text stands for an object that has only a `name`."""
    return _short(value, "name")


def by_id(value: Any) -> Any:
    """A string stands for an object that has only an `id`."""
    return {"id": value} if isinstance(value, str) else value


def by_target(value: Any) -> Any:
    """A string stands for a step to the touchpoint with that id."""
    return {"to": value} if isinstance(value, str) else value


def by_risk(value: Any) -> Any:
    """A text stands for a risk that has only its description."""
    return _short(value, "risk")


def by_persona(value: Any) -> Any:
    """One score stands for the score of every persona."""
    return value if isinstance(value, dict) else {"*": value}


def as_goals(value: Any) -> Any:
    """A text or a list of texts stands for goals of no particular kind."""
    value = one_or_many(value)
    return {"other": value} if isinstance(value, list) else value


def iso_date(value: Any) -> date:
    """Read a calendar date, `YYYY-MM-DD`."""
    if isinstance(value, str) and _ISO_DATE.fullmatch(value):
        try:
            return date.fromisoformat(value)
        except ValueError:
            pass
    raise _refusal("iso_date", "not a date")


def duration(value: Any) -> str:
    """Check a length of time (`25min`, `3d`, `PT25M`) and return it as it was written."""
    if isinstance(value, str) and (_DURATION.fullmatch(value) or _ISO_DURATION.fullmatch(value)):
        return value
    raise _refusal("duration", "not a duration")


@lru_cache(maxsize=1024)
def duration_parts(value: str) -> tuple[tuple[float, str], ...]:
    """Return the numbers and units of a checked duration: `PT1H25M` is ((1.0, 'h'), (25.0, 'min'))."""
    if match := _DURATION.fullmatch(value):
        return ((float(match[1]), match[2]),)
    match = _ISO_DURATION.fullmatch(value)
    if match is None:
        raise ValueError(value)
    units = ("y", "mo", "w", "d", "h", "min", "s")
    return tuple((float(number), unit) for number, unit in zip(match.groups(), units, strict=True) if number)


def minutes(value: str) -> float:
    """Return the minutes of a checked duration; a month counts 30 days, a year 365."""
    return sum(number * _MINUTES[unit] for number, unit in duration_parts(value))
