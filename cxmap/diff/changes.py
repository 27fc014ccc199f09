"""A judged change: what happened to which item, and of which kind that is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from cxmap.diff.structure import MISSING

if TYPE_CHECKING:
    from cxmap.diff.items import Field, Item
    from cxmap.diff.kinds import ChangeKind, Level
    from cxmap.diff.structure import Structure
    from cxmap.document import Document


@dataclass(frozen=True, slots=True, eq=False)
class Change:
    """What happened to an item, which may be of one version only; `old` and `new` are what a field held."""

    kind: ChangeKind
    before: Item | None
    after: Item | None
    field: Field = ()
    old: Any = MISSING
    new: Any = MISSING

    @property
    def item(self) -> Item:
        """The item as it is now; as it was where it is gone."""
        item = self.after if self.after is not None else self.before
        if item is None:
            raise ValueError("a change of nothing")
        return item

    @property
    def level(self) -> Level:
        """Whether it is for the better."""
        return self.kind.level


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two versions of a map, and every change between them in the order in which the newer one is read.

    A version that is None does not exist: the map is new, or gone.
    """

    before: Document | None
    after: Document | None
    structure: Structure | None
    changes: tuple[Change, ...]

    @property
    def document(self) -> Document:
        """The newer version; the older one of a map that is gone."""
        document = self.after if self.after is not None else self.before
        if document is None:
            raise ValueError("a comparison of nothing")
        return document

    @property
    def name(self) -> str:
        """The file's name."""
        return self.document.name
