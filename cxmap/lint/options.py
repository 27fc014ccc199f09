"""The typed options of rules: a default, what it means, and what else may be given."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import isfinite
from typing import TYPE_CHECKING

from cxmap.language import Words, listed
from cxmap.model.core import PydanticCustomError
from cxmap.model.forms import duration
from cxmap.pages import OptionPage

if TYPE_CHECKING:
    from typing import Any

Value = int | float | str | tuple[str, ...] | Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Option:
    """A threshold or a list that a policy may change. The kind of the value is that of its default.

    A whole number or a number, from `at_least` to `at_most`; a mapping of names to such numbers; one of `choices`; a
    duration, where `is_duration`; or a list of texts, of `choices` where there are some.
    """

    default: Value
    en: str
    zh: str
    at_least: float | None = None
    at_most: float | None = None
    choices: tuple[str, ...] = ()
    is_duration: bool = False

    def read(self, value: Any) -> Value | None:
        """Return the value as the rule takes it, or None where it is not allowed."""
        match self.default:
            case tuple():
                items = [value] if isinstance(value, str) else value
                return tuple(items) if isinstance(items, list) and all(map(self._is_item, items)) else None
            case str():
                good = self._is_duration(value) if self.is_duration else value in self.choices
                return str(value) if good else None
            case Mapping():
                good = isinstance(value, dict) and all(
                    isinstance(name, str) and self._is_number(number) for name, number in value.items()
                )
                return dict(value) if good else None
            case int():
                return value if isinstance(value, int) and self._is_number(value) else None
            case _:
                return value if self._is_number(value) else None

    def _is_item(self, item: Any) -> bool:
        return item in self.choices if self.choices else isinstance(item, str)

    def _is_number(self, value: Any) -> bool:
        return (
            isinstance(value, int | float)
            and not isinstance(value, bool)
            and isfinite(value)
            and (self.at_least is None or value >= self.at_least)
            and (self.at_most is None or value <= self.at_most)
        )

    @staticmethod
    def _is_duration(value: Any) -> bool:
        try:
            duration(value)
        except PydanticCustomError:
            return False
        return True

    @property
    def allowed(self) -> Words:
        """What may be given, in words."""
        some = Words(listed(list(self.choices), "en"), listed(list(self.choices), "zh"))
        match self.default:
            case tuple() if self.choices:
                return Words(f"a list, each item one of: {some.en}", f"列表，每一项可选：{some.zh}")
            case tuple():
                return Words("a list of texts", "文本列表")
            case str() if self.is_duration:
                return Words("a length of time, as 90d or 2y", "时长，如 90d、2y")
            case str():
                return Words(f"one of: {some.en}", f"可选：{some.zh}")
            case Mapping():
                return self._bounded(
                    Words("names, each with a number, as {name: 3}", "名称及其对应的数字，如 {name: 3}")
                )
            case int():
                return self._bounded(Words("a whole number", "整数"))
            case _:
                return self._bounded(Words("a number", "数字"))

    def _bounded(self, number: Words) -> Words:
        """Add to the kind of a number what is the least and the most."""
        least, most = (_figure(bound) for bound in (self.at_least, self.at_most))
        if least and most:
            return Words(f"{number.en}, from {least} to {most}", f"{number.zh}，{least} 到 {most}")
        if least:
            return Words(f"{number.en}, at least {least}", f"{number.zh}，不小于 {least}")
        if most:
            return Words(f"{number.en}, at most {most}", f"{number.zh}，不大于 {most}")
        return number

    @property
    def schema(self) -> dict[str, Any]:
        """The JSON Schema of what may be given."""
        bounds = {
            name: bound for name, bound in (("minimum", self.at_least), ("maximum", self.at_most)) if bound is not None
        }
        match self.default:
            case tuple():
                item = {"enum": list(self.choices)} if self.choices else {"type": "string"}
                return {"anyOf": [item, {"type": "array", "items": item}]}
            case str():
                return {"type": "string"} if self.is_duration else {"enum": list(self.choices)}
            case Mapping():
                return {"type": "object", "additionalProperties": {"type": "number", **bounds}}
            case int():
                return {"type": "integer", **bounds}
            case _:
                return {"type": "number", **bounds}

    def page(self, name: str) -> OptionPage:
        """Return the option's documentation."""
        return OptionPage(name, self.default, Words(self.en, self.zh), self.allowed)


def _figure(bound: float | None) -> str:
    return "" if bound is None else f"{bound:g}".replace("-", "−")
