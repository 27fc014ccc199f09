"""The typed options of rules: a default, what it means, and what else may be given."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pydantic_core import PydanticCustomError

from cxmap.language import Words, listed
from cxmap.model.forms import duration
from cxmap.pages import OptionPage

if TYPE_CHECKING:
    from typing import Any

Value = int | float | str | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Option:
    """A threshold or a list that a policy may change. The kind of the value is that of its default.

    A whole number or a number, with the least that is allowed; one of `choices`; a duration, where `is_duration`; or
    a list of texts, for a default of that kind.
    """

    default: Value
    en: str
    zh: str
    at_least: float | None = None
    choices: tuple[str, ...] = ()
    is_duration: bool = False

    def read(self, value: Any) -> Value | None:
        """Return the value as the rule takes it, or None where it is not allowed."""
        match self.default:
            case tuple():
                items = [value] if isinstance(value, str) else value
                good = isinstance(items, list) and all(isinstance(item, str) for item in items)
                return tuple(items) if good else None
            case str():
                good = self._is_duration(value) if self.is_duration else value in self.choices
                return str(value) if good else None
            case int():
                good = isinstance(value, int) and not isinstance(value, bool)
            case _:
                good = isinstance(value, int | float) and not isinstance(value, bool)
        return value if good and (self.at_least is None or value >= self.at_least) else None

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
        match self.default:
            case tuple():
                return Words("a list of texts", "文本列表")
            case str():
                if self.is_duration:
                    return Words("a length of time, as 90d or 2y", "时长，如 90d、2y")
                return Words(f"one of: {listed(list(self.choices), 'en')}", f"可选：{listed(list(self.choices), 'zh')}")
            case int():
                number = Words("a whole number", "整数")
            case _:
                number = Words("a number", "数字")
        if self.at_least is None:
            return number
        return Words(f"{number.en}, at least {self.at_least:g}", f"{number.zh}，不小于 {self.at_least:g}")

    @property
    def schema(self) -> dict[str, Any]:
        """The JSON Schema of what may be given."""
        least = {} if self.at_least is None else {"minimum": self.at_least}
        match self.default:
            case tuple():
                return {"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]}
            case str():
                return {"type": "string"} if self.is_duration else {"enum": list(self.choices)}
            case int():
                return {"type": "integer", **least}
            case _:
                return {"type": "number", **least}

    def page(self, name: str) -> OptionPage:
        """Return the option's documentation."""
        return OptionPage(name, self.default, Words(self.en, self.zh), self.allowed)
