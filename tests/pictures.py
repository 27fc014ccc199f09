"""What the tests of pictures share: the examples as subjects, and the texts of a scene with their places."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from cxmap.diagnostics import Text
from cxmap.document import Document, load, load_text
from cxmap.render.book import book_of
from cxmap.render.formats.html import book_html
from cxmap.render.options import ViewOptions
from cxmap.render.scene import Box, Group, Item, Label, Scene
from cxmap.render.views import VIEWS
from cxmap.workspace import workspace_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cxmap.render.subject import Subject

ROOT = Path(__file__).parents[1]
EXAMPLES = sorted((ROOT / "examples" / "maps").glob("*.yaml"))


def example(name: str) -> Document:
    """Load an example by its file's stem."""
    path = ROOT / "examples" / "maps" / f"{name}.yaml"
    return load(path, workspace_of(path.parent))


def document(content: str) -> Document:
    """Load a map from text; the first three lines are added."""
    return load_text(Text("map.yaml", "cxmap: 1\nid: test\ntitle: A test\n" + content))


def page(subject: Subject, *names: str, options: ViewOptions = ViewOptions(), source: str = "") -> str:  # noqa: B008
    """Return the page of a map with views by their ids; default: all that it has something to show for."""
    views = [view for view in VIEWS if not names or view.id in names]
    return book_html(book_of(subject, views, options, source))


class Placed(NamedTuple):
    """A label on its sheet, and how far down the picture the sheet begins."""

    label: Label
    top: float
    sheet: Box


def flat(items: Iterable[Item]) -> Iterator[Item]:
    """Yield the items of a scene in the order they are written, without groups."""
    for item in items:
        if isinstance(item, Group):
            yield from flat(item.items)
        else:
            yield item


def labels(scene: Scene, gap: float = 24.0) -> list[Placed]:
    """Return the labels of all sheets as one SVG places them."""
    found, top = [], 0.0
    for sheet in scene.sheets:
        page = Box(0, 0, sheet.width, sheet.height)
        found += [Placed(item, top, page) for item in flat(sheet.items) if isinstance(item, Label)]
        top += sheet.height + gap
    return found
