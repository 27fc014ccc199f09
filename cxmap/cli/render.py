"""`cxmap render`."""

from __future__ import annotations

import sys
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from cxmap.cli.choices import ALL_VIEWS, PRINTED, USUAL_FORMATS, check, check_used, formats_of_pack, view_ids
from cxmap.cli.complaints import complain, remark
from cxmap.cli.files import make_folder, write_whole
from cxmap.cli.help import language as spoken_here
from cxmap.cli.naming import Names
from cxmap.diagnostics import CxmapError, InvalidFile
from cxmap.document import Document, language_of_text, load
from cxmap.language import Language, Words
from cxmap.render.book import Book, Missing, book_of
from cxmap.render.formats import FormatOptions, write_book
from cxmap.render.options import Form, ViewOptions
from cxmap.render.packs import pack_called
from cxmap.render.packs.building import pack_of
from cxmap.render.privacy.audiences import AudienceName, Sight, seen, sight_of
from cxmap.render.subject import subject_of
from cxmap.render.views import View, view_called
from cxmap.report.progress import Progress
from cxmap.workspace import find_maps, workspace_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cxmap.render.formats import File
    from cxmap.workspace import MapFile


@dataclass(frozen=True, slots=True)
class RenderOptions:
    """What the user asked for; no views: the poster, and in a document all that the map has something to show for.

    No views, but blank lanes: the worksheet. No paper: A3, and in a pack what is natural for each view. No formats: html and svg; of a pack PDF.
    """

    formats: tuple[str, ...] = ()
    folder: str = "posters"
    views: tuple[str, ...] = ()
    pack: str = ""
    paper: str = ""
    lanes: tuple[str, ...] = ()
    blank: tuple[str, ...] = ()
    form: Form = "detailed"
    tile: str = ""
    against: str = ""
    audience: AudienceName | None = None
    personas: tuple[str, ...] = ()
    embed_source: bool = False
    fonts: tuple[str, ...] = ()
    dpi: int | None = None
    language: Language | None = None

    @property
    def view_options(self) -> ViewOptions:
        """What the views need to know."""
        return ViewOptions(self.paper or ViewOptions().paper, self.lanes, self.blank, self.form, self.tile)


def render_maps(paths: Sequence[str], options: RenderOptions) -> int:
    """Draw the maps that `paths` name; return 0, 1 where a map is not valid and so was not drawn, 2 where it cannot be."""
    check(options)
    formats = options.formats or (formats_of_pack(options.language or spoken_here()) if options.pack else USUAL_FORMATS)
    options = replace(options, formats=formats)
    check_used(options)
    map_files = find_maps(paths)
    folder = Path(options.folder)
    make_folder(folder)
    progress = Progress(len(map_files))
    names = Names([map_file.path for map_file in map_files])
    code = 0
    drawn: dict[str, bool] = {}
    for done, map_file in enumerate(map_files):
        progress.step(done, str(map_file.path))
        try:
            document = load(map_file.path, map_file.workspace)
            files = _files(document, options, drawn)
            stem = names.stem(map_file.path, [file.suffix for file in files])
            for file in files:
                path = folder / f"{stem}{file.suffix}"
                write_whole(path, file.data)
                sys.stdout.write(f"{path}\n")
        except CxmapError as error:
            progress.finish()
            complain(error, options.language or _spoken(error, map_file))
            code = max(code, 1 if isinstance(error, InvalidFile) else 2)
    progress.finish()
    nowhere = [name for name in options.views if not drawn.get(name, True)]
    if nowhere and ALL_VIEWS not in options.views:
        complain(_nothing_for(nowhere, options.audience), options.language)
        return 2
    return code


def _spoken(error: CxmapError, map_file: MapFile) -> Language | None:
    """Return the language to complain in: of a map its own or its workspace's, of an option the user's."""
    if not isinstance(error, InvalidFile):
        return None
    return language_of_text(error.text) or (map_file.workspace.language if map_file.workspace else None)


def _nothing_for(views: Sequence[str], audience: AudienceName | None) -> CxmapError:
    chosen = f"--view {','.join(views)}"
    if audience is None:
        return CxmapError(
            Words(f"{chosen}: no map has anything to draw", f"{chosen}：没有一张地图有可画的内容"),
        )
    return CxmapError(
        Words(
            f"{chosen}: no map, as --audience {audience} may see it, has anything to draw",
            f"{chosen}：在 --audience {audience} 可见的范围内，没有一张地图有可画的内容",
        )
    )


def _files(document: Document, options: RenderOptions, drawn: dict[str, bool]) -> list[File]:
    """Draw a map; note in `drawn` whether each view has been drawn of any map so far."""
    other = load(options.against, workspace_of(Path(options.against).parent)) if options.against else None
    chosen = options.personas
    if options.audience is not None:
        sight = sight_of(options.audience, document, *((other,) if other else ()))
        _keep_source(document, sight, options)
        chosen = tuple(map(sight.alias, chosen))
        document, other = seen(document, sight), seen(other, sight) if other else None
    subject = subject_of(document, options.language, chosen)
    for warning in subject.warnings:
        remark(warning, subject.language)
    view_options = options.view_options
    if other is not None:
        view_options = replace(view_options, against=subject_of(other, subject.language))
    source = document.source.text.content if options.embed_source else ""
    pack = pack_called(options.pack)
    books: dict[tuple[tuple[View, ...], str], Book] = {}
    files: list[File] = []
    said: set[str] = set()
    for name in dict.fromkeys(options.formats):
        views, tile = _views(options, name), options.tile if name in PRINTED else ""
        if (views, tile) not in books:
            books[views, tile] = (
                book_of(subject, views, replace(view_options, tile=tile), source)
                if pack is None
                else pack_of(subject, pack, replace(view_options, tile=tile), paper=options.paper, source=source)
            )
        book = books[views, tile]
        drawn |= dict.fromkeys((plate.view.id for plate in book.plates), True)
        for missing in book.missing:
            drawn.setdefault(missing.view.id, False)
            if options.views and ALL_VIEWS not in options.views and missing.view.id not in said:
                remark(_not_drawn(missing, document, subject.language), subject.language)
            said.add(missing.view.id)
        if not book.plates:
            continue
        result = write_book(book, name, FormatOptions(options.fonts, options.dpi or FormatOptions().dpi))
        files += result.files
        for warning in result.warnings:
            remark(warning, subject.language)
    return files


def _views(options: RenderOptions, format_: str) -> tuple[View, ...]:
    return tuple(view for name in view_ids(options, format_) if (view := view_called(name)) is not None)


def _keep_source(document: Document, sight: Sight, options: RenderOptions) -> None:
    """Refuse to hand out the map's own text, comments and all, to an audience that is spared anything."""
    if options.embed_source and sight.spares:
        raise CxmapError(
            Words(
                f"--embed-source would hand out all of {document.name}, also what {options.audience} must not see",
                f"--embed-source 会带上 {document.name} 的全部原文，包括 {options.audience} 不应看到的内容",
            ),
            Words("leave one of the two out", "请去掉其中一个选项"),
        )


def _not_drawn(missing: Missing, document: Document, language: Language) -> Words:
    lacks, name = missing.lacks.said(language), missing.view.name.said(language)
    return Words(
        f"{document.name} is not drawn as `{missing.view.id}`: {lacks}", f"{document.name}：未画“{name}”，因为{lacks}"
    )
