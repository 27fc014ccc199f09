"""The types that the models' fields are made of. Imports pydantic: loaded to define or describe the format only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import BaseModel, ConfigDict, Discriminator, Field, Strict, StringConstraints, Tag, WithJsonSchema
from pydantic_core import core_schema

from cxmap.model import forms

if TYPE_CHECKING:
    from collections.abc import Callable

    from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
    from pydantic.json_schema import JsonSchemaValue
    from pydantic_core import CoreSchema

TEXT_REFERENCE = {"x-ref": "Text"}
"""Stands for the schema of a text; `cxmap.model.schema` puts it in, since pydantic knows no `$ref` but its own."""

_STRING = {"type": "string"}


class Model(BaseModel):
    """The root of every model: frozen, and unknown keys are refused."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)


def field(en: str, zh: str, *, example: Any, default: Any = None, **constraints: Any) -> Any:
    """Describe a field in both languages, with an example; editors show both on hover."""
    return Field(default, description=f"{en}\n\n{zh}", examples=[example], **constraints)


def required(en: str, zh: str, *, example: Any, **constraints: Any) -> Any:
    """Describe a field that must be given."""
    return Field(description=f"{en}\n\n{zh}", examples=[example], **constraints)


@dataclass(frozen=True, eq=False)
class ShortForm:
    """A way to write a value in fewer words; `shape` is the JSON Schema of what else may stand there."""

    expand: Callable[[Any], Any]
    shape: tuple[dict[str, Any], ...] = (_STRING,)

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Expand before the value is checked."""
        return core_schema.no_info_before_validator_function(self.expand, handler(source))

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        """Offer the short form beside the long one."""
        long = handler(schema["schema"])
        return {"anyOf": [*self.shape, long]} if self.shape else long


@dataclass(frozen=True, eq=False)
class Checked:
    """A value that one function checks and converts; `shape` is its JSON Schema."""

    check: Callable[[Any], Any]
    shape: dict[str, Any]

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Hand the raw value to the function."""
        return core_schema.no_info_plain_validator_function(self.check)

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        """Describe what may be written."""
        return dict(self.shape)


class Bilingual(Model):
    """A text in Chinese and English."""

    zh: Annotated[str, StringConstraints(min_length=1)] | None = field(
        "The text in Chinese.", "中文文本。", example="提交申请"
    )
    en: Annotated[str, StringConstraints(min_length=1)] | None = field(
        "The text in English.", "英文文本。", example="Apply"
    )


PlainText = Annotated[str, StringConstraints(min_length=1)]
Text = Annotated[
    Annotated[PlainText, Tag("plain")] | Annotated[Bilingual, ShortForm(forms.some_language, ()), Tag("bilingual")],
    Discriminator(forms.text_kind),
    WithJsonSchema(TEXT_REFERENCE),
]
"""What a person reads: one string, in the map's language, or `{zh: …, en: …}`."""

_ID_PATTERN = r"""^[^\s!"#$%&'()*+,/:;<=>?@\[\\\]^`{|}~，：；。、“”‘’（）【】《》！？\u00ad\u200b-\u200f\u2060-\u2064]+$"""  # for Rust and for editors' JavaScript
Id = Annotated[str, StringConstraints(pattern=_ID_PATTERN, max_length=80)]
"""A stable name for references: letters and digits of any script, `-`, `_` and `.`; no spaces."""

_ID_SHAPE = ({"type": "string", "maxLength": 80, "pattern": _ID_PATTERN},)
_TEXT_SHAPES: tuple[dict[str, Any], ...] = (TEXT_REFERENCE,)

Texts = Annotated[tuple[Text, ...], ShortForm(forms.one_or_many, _TEXT_SHAPES)]
Ids = Annotated[tuple[Id, ...], ShortForm(forms.one_or_many, _ID_SHAPE)]
Number = Annotated[float, Strict()]
Limit = Annotated[float, Strict(), Field(ge=-1e9, le=1e9)]
"""An end of a scale."""

Whole = Annotated[int, Strict(), Field(ge=0)]
Flag = Annotated[bool, Strict()]
Date = Annotated[date, Checked(forms.iso_date, {"type": "string", "format": "date"})]
Duration = Annotated[str, Checked(forms.duration, {"type": "string", "pattern": forms.DURATION_PATTERN})]
Rating = Annotated[float, Strict(), Field(ge=1, le=5)]
"""A score from 1 (poor) to 5 (excellent)."""

Colour = Annotated[str, StringConstraints(pattern=r"^#[0-9A-Fa-f]{6}$")]
Emotion = Annotated[
    dict[str, Number | None],
    ShortForm(forms.by_persona, ({"type": "number"}, {"type": "null"})),
]
"""Scores by persona id, on the map's scale; the key `*` stands for every persona; null is not known."""

ByText = ShortForm(forms.by_text, _TEXT_SHAPES)
ByTitle = ShortForm(forms.by_title, _TEXT_SHAPES)
ByName = ShortForm(forms.by_name, _TEXT_SHAPES)
ById = ShortForm(forms.by_id, _ID_SHAPE)
ByTarget = ShortForm(forms.by_target, _ID_SHAPE)
ByRisk = ShortForm(forms.by_risk, _TEXT_SHAPES)
OneOrMany = ShortForm(forms.one_or_many, _TEXT_SHAPES)
Exactly = ShortForm(forms.exactly, ())
FlagOrWord = ShortForm(forms.flag_or_word, ())
AsGoals = ShortForm(forms.as_goals, (*_TEXT_SHAPES, {"type": "array", "items": {"anyOf": list(_TEXT_SHAPES)}}))

__all__ = [
    "AsGoals", "Bilingual", "ById", "ByName", "ByRisk", "ByTarget", "ByText", "ByTitle", "Colour", "Date", "Duration",
    "Emotion", "Exactly", "Flag", "FlagOrWord", "Id", "Ids", "Limit", "Model", "Number", "OneOrMany", "PlainText", "Rating", "Text", "Texts", "Whole",
    "field", "required",
]  # fmt: skip
