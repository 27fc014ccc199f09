"""What is compared: a map as a tree of items, each with its fields in one form, however it was written.

A text is a set of languages, a duration its length, a list of ids a set; the order of keys, short forms, quotes and
comments are gone. Lists of things with a name of their own become items; everything else is a field of its item.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from cxmap.language import LANGUAGES
from cxmap.model.forms import minutes
from cxmap.model.record import Record

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cxmap.diagnostics import Path
    from cxmap.language import Language

KINDS = {
    "personas": "persona",
    "segments": "segment",
    "channels": "channel",
    "teams": "team",
    "lanes": "lane",
    "honeycomb_models": "honeycomb-model",
    "dimensions": "dimension",
    "evidence": "evidence",
    "metrics": "metric",
    "stages": "stage",
    "touchpoints": "touchpoint",
    "actions": "action",
    "promises": "promise",
    "needs": "need",
    "pain_points": "pain-point",
    "opportunities": "opportunity",
    "frontstage": "step",
    "backstage": "step",
    "support": "step",
    "risks": "risk",
    "next": "way",
}
"""The kind of the items in a list."""

IDS = frozenset(
    {"addresses", "breaks", "channels", "consulted", "delivers", "evidence", "informed", "needs", "personas"}
)
"""The lists of ids; their order says nothing."""
TEXTS = frozenset(
    {
        *("career", "client", "contact", "control", "core_focus", "description", "effect", "expectations", "family"),
        *(
            "actions",
            "feeling",
            "feelings",
            "formula",
            "from",
            "goal",
            "innovation",
            "lanes",
            "name",
            "note",
            "occupation",
        ),
        *(
            "other",
            "personal",
            "physical_evidence",
            "positioning",
            "quote",
            "risk",
            "role",
            "rule",
            "scenario",
            "sight",
        ),
        *("sound", "text", "thoughts", "title", "to", "touch", "unit", "when", "with"),
    }
)
"""The fields that hold what a person reads: one text, or a list of texts."""
DURATIONS = frozenset({"duration", "wait", "interval", "every"})
ORDERED_ITEMS = frozenset({"stages", "touchpoints", "frontstage", "backstage", "support", "dimensions"})
"""The lists whose order is part of the journey."""

Field = tuple[str, ...]
"""Where a value stands below its item: `("owner",)`, `("emotion", "li-wei")`, `("scope", "goal")`."""

TITLES = ("name", "title", "text", "risk", "to")
"""The fields that say what an item is, best first."""


class Said(tuple[tuple[str, str], ...]):
    """A text: its languages and what is said in each, in the order of the languages' codes."""

    __slots__ = ()

    def get(self, language: str) -> str | None:
        """Return what is said in a language."""
        return next((text for code, text in self if code == language), None)

    def read(self, language: Language) -> str:
        """Return what is said in a language; in another one where nothing is."""
        return self.get(language) or (self[0][1] if self else "")


class Length(NamedTuple):
    """A length of time, as it was written; `PT1H` is as long as `60min`."""

    minutes: float
    written: str

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Length) and self.minutes == other.minutes

    def __ne__(self, other: object) -> bool:
        return not self == other

    def __hash__(self) -> int:
        return hash(self.minutes)


@dataclass(eq=False, slots=True)
class Item:
    """A thing with a name of its own: a stage, a touchpoint, a pain point … or the map itself.

    `listed` is the list of its parent that it stands in, dotted where that lies deeper: `brand.promises`.
    """

    kind: str
    listed: str
    id: str | None
    path: Path
    parent: Item | None
    fields: dict[Field, Any] = field(default_factory=dict)
    children: dict[str, list[Item]] = field(default_factory=dict)
    shared: bool = False
    """Whether it stands in the workspace's library, not in the map."""

    def walk(self) -> Iterator[Item]:
        """Yield the item and everything below it, from top to bottom."""
        yield self
        for items in self.children.values():
            for item in items:
                yield from item.walk()

    def title(self, language: Language) -> str:
        """Return what it is called; its id where it has no name."""
        for name in TITLES:
            value = self.fields.get((name,))
            if isinstance(value, Said):
                return value.read(language)
            if value is not None:
                return str(value)
        return self.id or ""

    def above(self, kind: str) -> Item | None:
        """Return the nearest item of a kind that it stands in, or that it is."""
        item: Item | None = self
        while item is not None and item.kind != kind:
            item = item.parent
        return item

    def data(self) -> Any:
        """Return everything it holds, to be compared with `==`; where it stood does not count."""
        children = {name: [child.data() for child in items] for name, items in self.children.items() if items}
        return self.kind, self.id, self.fields, children


def tree_of(journey: Any, language: Language, kind: str = "map") -> Item:
    """Return a validated record (a map, or a workspace's library) as a tree; plain texts are in `language`."""
    root = Item(kind, "", getattr(journey, "id", None), (), None)
    _fill(root, journey, (), language)
    return root


def _fill(item: Item, record: Any, at: Field, language: Language) -> None:
    """Take over the fields of a record that stands at `at` below the item."""
    given = record.__pydantic_fields_set__
    for name, value in vars(record).items():
        if name not in given or (name == "id" and not at):
            continue
        if type(value) is str and name in TEXTS and name != "to":  # the short way for most; `_take` does the same
            item.fields[(*at, name)] = Said(((language, value),))
        else:
            _take(item, (*at, name.rstrip("_")), value, language)


def _take(item: Item, at: Field, value: Any, language: Language) -> None:
    name = at[-1]
    if isinstance(value, Record) and type(value).__name__ != "Bilingual":
        _fill(item, value, at, language)
    elif isinstance(value, tuple) and value and isinstance(value[0], Record) and type(value[0]).__name__ != "Bilingual":
        _take_items(item, at, value, language)
    elif isinstance(value, dict):
        for key, inner in value.items():
            _take(item, (*at, key), inner, language)
    elif not _is_usual(item.kind, at, value):
        item.fields[at] = _value(item.kind, at[0] if at[0] == "lanes" else name, value, language)


def _take_items(item: Item, at: Field, records: Iterable[Any], language: Language) -> None:
    listed = ".".join(at)
    items = item.children[listed] = []
    for index, record in enumerate(records):
        child = Item(KINDS[at[-1]], listed, getattr(record, "id", None), (*item.path, *at, index), item)
        _fill(child, record, (), language)
        items.append(child)


def _is_usual(kind: str, at: Field, value: Any) -> bool:
    """Whether a value says no more than leaving it out: an empty list, a flag that is not set, a map of customers."""
    if value == () or value == {}:
        return at != ("next",)  # an empty list of ways ends the journey
    if kind == "map" and at == ("kind",):
        return bool(value == "customer")
    return value is False and at[-1] != "carries_data"


def _value(kind: str, name: str, value: Any, language: Language) -> Any:
    if value is None or isinstance(value, bool):
        return value
    if name in DURATIONS and isinstance(value, str):
        return Length(minutes(value), value)
    if isinstance(value, tuple):
        return tuple(sorted(value)) if name in IDS else tuple(_said(text, language) for text in value)
    if name in TEXTS and not (name == "to" and kind == "way"):
        return _said(value, language)
    return value


def _said(text: Any, language: Language) -> Said:
    if isinstance(text, str):
        return Said(((language, text),))
    return Said((code, said) for code in LANGUAGES if (said := getattr(text, code, None)))
