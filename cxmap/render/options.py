"""What a user chooses of a view, whichever view it is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from cxmap.render.subject import Subject
    from cxmap.render.views.poster.revised import Revision

ANY_PAPER = "auto"
"""The smallest paper from A3 up on which the whole picture fits on one sheet."""
Form = Literal["detailed", "compact"]


@dataclass(frozen=True, slots=True)
class ViewOptions:
    """`paper` is one of `PAPERS` or `auto`; `lanes` narrows the lanes by id (none: all that have content).

    `blank` names the lanes that a worksheet, a poster or a blueprint leaves empty; `form` is how much is said; `tile` is the paper from which a
    larger picture is put together ("": it is not); `against` is the map to compare with, `revision` what has happened
    to this one since an older version, to be marked on the poster. Sheets say which they are of
    how many unless they are not `numbered`, as in a document with page numbers of its own.
    """

    paper: str = "A3"
    lanes: tuple[str, ...] = ()
    blank: tuple[str, ...] = ()
    form: Form = "detailed"
    tile: str = ""
    against: Subject | None = None
    revision: Revision | None = None
    numbered: bool = True
