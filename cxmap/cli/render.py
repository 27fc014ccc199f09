"""`cxmap render`."""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from cxmap.cli.complaints import complain
from cxmap.cli.files import make_folder, write_whole
from cxmap.diagnostics import CxmapError, InvalidFile
from cxmap.document import Document, language_of_text, load
from cxmap.language import Language, Words
from cxmap.render.formats.svg import Drawing
from cxmap.render.subject import subject_of
from cxmap.report.progress import Progress
from cxmap.workspace import find_maps

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cxmap.render.scene import Scene
    from cxmap.render.subject import Subject
    from cxmap.workspace import MapFile

FORMATS = ("html", "svg")
_NOT_IN_NAMES = re.compile(r"[^\w.\-]+")


@dataclass(frozen=True, slots=True)
class RenderOptions:
    """What the user asked for."""

    formats: tuple[str, ...]
    folder: str
    view: str
    paper: str
    lanes: tuple[str, ...]
    personas: tuple[str, ...]
    language: Language | None


def render_maps(paths: Sequence[str], options: RenderOptions) -> int:
    """Draw the maps that `paths` name; return 0, 1 where a map is not valid and so was not drawn, 2 where it cannot be."""
    unknown = [name for name in options.formats if name not in FORMATS]
    if unknown:
        raise CxmapError(
            Words(f"--to {unknown[0]}: no such format", f"--to {unknown[0]}：没有这种格式"),
            Words("write html, svg, or html,svg", "请写 html、svg 或 html,svg"),
        )
    if options.view == "flow" and options.lanes:
        raise CxmapError(
            Words("--lanes goes with the poster; a flow has no lanes", "--lanes 用于海报；流程图没有泳道"),
            Words("leave it out, or use --view poster", "请去掉它，或使用 --view poster"),
        )
    map_files = find_maps(paths)
    folder = Path(options.folder)
    make_folder(folder)
    progress = Progress(len(map_files))
    names = _file_names(map_files)
    code = 0
    for done, map_file in enumerate(map_files):
        progress.step(done, str(map_file.path))
        suffix = "" if options.view == "poster" else f".{options.view}"
        try:
            document = load(map_file.path, map_file.workspace)
            for path in _write(document, options, folder / f"{names[map_file.path]}{suffix}"):
                sys.stdout.write(f"{path}\n")
        except CxmapError as error:
            progress.finish()
            complain(error, options.language or _spoken(error, map_file))
            code = max(code, 1 if isinstance(error, InvalidFile) else 2)
    progress.finish()
    return code


def _spoken(error: CxmapError, map_file: MapFile) -> Language | None:
    """Return the language to complain in: the map's, else its workspace's."""
    own = language_of_text(error.text) if isinstance(error, InvalidFile) else None
    return own or (map_file.workspace.language if map_file.workspace else None)


def _write(document: Document, options: RenderOptions, stem: Path) -> list[Path]:
    subject = subject_of(document, options.language, options.personas)
    drawing = Drawing(_drawn(subject, options))
    written = []
    for name in dict.fromkeys(options.formats):
        path = stem.with_name(f"{stem.name}.{name}")
        write_whole(path, _as_text(drawing, subject, options, name))
        written.append(path)
    return written


def _drawn(subject: Subject, options: RenderOptions) -> Scene:
    if options.view == "flow":
        from cxmap.render.views.flow import draw_flow

        return draw_flow(subject)
    from cxmap.render.views.poster import PosterOptions, draw_poster

    return draw_poster(subject, PosterOptions(options.paper, options.lanes))


def _as_text(drawing: Drawing, subject: Subject, options: RenderOptions, name: str) -> str:
    if name == "html":
        from cxmap.render.formats.html import drawing_html

        return drawing_html(drawing, subject, options.lanes)
    return drawing.svg()


def _file_names(map_files: Sequence[MapFile]) -> dict[Path, str]:
    """Name the pictures after their maps; maps of one name are told apart by their folders."""
    names: dict[Path, str] = {}
    taken: set[str] = set()
    for map_file in map_files:
        parts = [
            _NOT_IN_NAMES.sub("-", part).strip(".-") or "map"
            for part in (*map_file.path.parent.parts[-3:], map_file.path.stem)
        ]
        name = parts[-1]
        for depth in range(2, len(parts) + 1):
            if name.casefold() not in taken:
                break
            name = "-".join(parts[-depth:])
        number = 2
        while name.casefold() in taken:
            name = f"{parts[-1]}-{number}"
            number += 1
        taken.add(name.casefold())
        names[map_file.path] = name
    return names
