"""Puts a pack together: cover, contents, views, each on its paper, with page numbers through all of it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from cxmap.diagnostics import CxmapError
from cxmap.language import Words
from cxmap.render.book import Book, Missing, Plate, book_of
from cxmap.render.packs.contents import (
    CONTENTS_VIEW,
    GUIDE_VIEW,
    Entry,
    contents_tables,
    draw_contents,
    draw_guide,
    guide_tables,
)
from cxmap.render.packs.cover import COVER_VIEW, cover_tables, draw_cover
from cxmap.render.packs.labels import READINGS
from cxmap.render.packs.summary import SUMMARY_VIEW, draw_summary, summary_tables
from cxmap.render.scene import Window
from cxmap.render.text.paragraphs import one_line
from cxmap.render.theme import PAPERS, SMALLEST_TEXT
from cxmap.render.views import view_called

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cxmap.render.options import ViewOptions
    from cxmap.render.packs import Pack, Part
    from cxmap.render.scene import Scene, Sheet
    from cxmap.render.subject import Subject


def pack_of(subject: Subject, pack: Pack, options: ViewOptions, *, paper: str = "", source: str = "") -> Book:
    """Draw a pack of a map; `paper` is for all of it, in place of what each view is usually drawn on.

    Raises:
        CxmapError: the map has nothing for any view of the pack; or what `book_of` raises.
    """
    plates: list[Plate] = []
    missing: list[Missing] = []
    for part in pack.parts:
        view = view_called(part.view)
        if view is None or (view.id == "compare" and options.against is None):
            continue
        drawn = book_of(subject, (view,), _options_for(part, pack, options, paper))
        plates += drawn.plates
        missing += drawn.missing
    if not plates:
        raise CxmapError(
            Words(
                f"{subject.title} has nothing for the {pack.name.en.lower()}",
                f"{subject.title}没有{pack.name.zh}所需的内容",
            ),
            missing[0].lacks if missing else None,
        )
    own_paper = pack.paper if paper in ("", "auto") else paper
    lacking = [one for one in missing if not one.hidden]
    fronts = _fronts(subject, pack, plates, lacking, own_paper)
    return Book(subject, options, tuple(_numbered([*fronts, *plates])), tuple(missing), source, pack.id)


def _options_for(part: Part, pack: Pack, options: ViewOptions, paper: str) -> ViewOptions:
    """Return the options of a view of a pack; it is cut into smaller sheets where it is larger than these."""

    def is_larger(one: Part) -> bool:
        return PAPERS.get(paper or one.paper, (0.0, 0.0)) > PAPERS[options.tile]

    chosen = replace(options, paper=paper or part.paper, form=part.form or options.form, numbered=False)
    if part.view != "worksheet":
        chosen = replace(chosen, blank=())
    if options.tile and not is_larger(part) and any(map(is_larger, pack.parts)):
        return replace(chosen, tile="")
    return chosen


def _fronts(
    subject: Subject, pack: Pack, plates: Sequence[Plate], missing: Sequence[Missing], paper: str
) -> list[Plate]:
    """Return cover and contents, and where the pack has them the page in brief and the guide."""
    cover = Plate(COVER_VIEW, draw_cover(subject, pack, paper), cover_tables(subject, pack))
    guides = []
    if pack.summarised:
        guides.append(Plate(SUMMARY_VIEW, draw_summary(subject, paper), summary_tables(subject)))
    if pack.guided and any(plate.view.id in READINGS for plate in plates):
        guides.append(Plate(GUIDE_VIEW, draw_guide(subject, plates, paper), guide_tables(subject, plates)))
    listed = [*guides, *plates]
    sheets = 1  # of the contents, which tell page numbers that depend on how many these are
    while True:
        entries = list(_entries(subject, listed, 1 + sheets))
        pages = 1 + sheets + sum(len(plate.scene.sheets) for plate in listed)
        scene = draw_contents(subject, pack, entries, missing, pages, paper)
        if len(scene.sheets) <= sheets:
            break
        sheets = len(scene.sheets)
    return [cover, Plate(CONTENTS_VIEW, scene, contents_tables(subject, entries, missing)), *guides]


def _entries(subject: Subject, plates: Iterable[Plate], before: int) -> Iterable[Entry]:
    page = before + 1
    for plate in plates:
        takeaway = plate.scene.takeaway
        if not takeaway and plate.view.id == "poster":  # all of the map, and so what the map says of itself
            takeaway = subject.text(subject.journey.description)
        yield Entry(plate.view, takeaway, page)
        page += len(plate.scene.sheets)


def _numbered(plates: Sequence[Plate]) -> Iterable[Plate]:
    """Number the sheets of all plates, and give them the whole height of their paper: a pack is pages.

    Parts of a picture that is to be put together say themselves which they are; a number would be glued into it.
    """
    count = sum(len(plate.scene.sheets) for plate in plates)
    page = 0
    for plate in plates:
        sheets = []
        for sheet in plate.scene.sheets:
            page += 1
            is_part = any(isinstance(item, Window) for item in sheet.items)
            sheets.append(sheet if is_part else _with_number(plate.scene, sheet, f"{page} / {count}"))
        yield replace(plate, scene=replace(plate.scene, sheets=tuple(sheets)))


def _with_number(scene: Scene, sheet: Sheet, number: str) -> Sheet:
    long, short = PAPERS[sheet.paper or scene.paper]
    height = max(sheet.height, short if sheet.width > short + 1 else long)
    margin = max(24.0, 0.022 * sheet.width)
    size = max(SMALLEST_TEXT, 0.3 * margin)
    label = one_line(
        number, sheet.width - margin, height - 0.5 * margin + 0.36 * size, size, _soft(scene), anchor="end"
    )
    return replace(sheet, height=height, items=(*sheet.items, label))


def _soft(scene: Scene) -> str:
    return "#52606D" if scene.ground.upper() == "#FFFFFF" else "#1F2933"
