"""What a validated map is made of at run time: light, frozen records with the attributes of the pydantic models.

`cxmap lint` must answer in the time it takes to start Python, and building the pydantic models takes longer than
checking a hundred maps. So the models (the one definition of the format) are compiled once, by
`cxmap.model.compiler`, to the schema that pydantic's own core runs; records are what that schema fills.
"""

from __future__ import annotations

from typing import Any, NoReturn, TypeVar

R = TypeVar("R")


class Record:
    """A frozen value; its attributes are documented by the pydantic model of the same name."""

    __slots__ = ("__dict__", "__pydantic_extra__", "__pydantic_fields_set__", "__pydantic_private__")

    def __setattr__(self, name: str, value: Any) -> NoReturn:
        raise AttributeError(f"{type(self).__name__} is frozen")

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other) and self.__dict__ == other.__dict__

    __hash__ = object.__hash__

    def __repr__(self) -> str:
        given = ", ".join(f"{name}={value!r}" for name, value in self.__dict__.items() if value not in (None, (), {}))
        return f"{type(self).__name__}({given})"


def replaced(value: R, /, **changes: Any) -> R:
    """Return a record with some of its attributes changed."""
    copy: Any = object.__new__(type(value))
    copy.__dict__.update(value.__dict__, **changes)
    return copy  # type: ignore[no-any-return]


def record(name: str) -> type[Record]:
    """Make the record class for the model called `name`."""
    return type(name, (Record,), {"__module__": __name__, "__slots__": ()})
