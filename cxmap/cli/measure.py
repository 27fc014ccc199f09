"""`cxmap measure`."""

from __future__ import annotations

import gc
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from cxmap.cli.complaints import complain, remark
from cxmap.cli.data_ids import refuse_unknown_ids
from cxmap.cli.files import write_table, write_whole
from cxmap.cli.help import language as spoken_here
from cxmap.cli.rejecting import rejecting, say_what_stays
from cxmap.data.rejects import REJECTED
from cxmap.diagnostics import CxmapError, InvalidFile
from cxmap.document import load
from cxmap.language import Words
from cxmap.measure.counting import count_sources
from cxmap.measure.measuring import measure
from cxmap.measures_file import measures_beside
from cxmap.report.progress import long_steps
from cxmap.report.terminal import utf8_stdout, write_lines
from cxmap.workspace import find_maps

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from cxmap.data.rejects import Reject
    from cxmap.document import Document
    from cxmap.language import Language
    from cxmap.measurements import MapMeasurements
    from cxmap.model.data import Data
    from cxmap.workspace import Workspace


@dataclass(frozen=True, slots=True)
class MeasureOptions:
    """What the command line asks for; see its help."""

    format: str = "text"
    output: str | None = None
    rejects: str | None = None
    dry_run: bool = False
    write: bool = False
    examples: bool = False
    language: Language | None = None


def measure_maps(paths: Sequence[str], options: MeasureOptions) -> int:
    """Measure maps, and write what was found beside each; return 0, 1 where a map is not valid, 2 where data cannot be read."""
    shows_only = options.write and options.dry_run
    if shows_only and (options.output is not None or options.format != "text"):
        raise CxmapError(
            Words("--write --dry-run writes a diff, and no figures", "--write --dry-run 只输出差异，不输出数据"),
            Words("leave out --format and --output", "请去掉 --format 和 --output"),
        )
    _refuse_overwriting(paths, options)
    with rejecting(options.rejects, REJECTED) as reject:
        found, code = measured_maps(paths, options, reject)
    if options.write:
        from cxmap.cli.writing import write_into_maps

        write_into_maps(found, show_only=shows_only)
    if not shows_only:
        _write([one for _, one in found], options)
    return code


def _refuse_overwriting(paths: Sequence[str], options: MeasureOptions) -> None:
    if options.output is None and options.rejects is None:
        return
    from cxmap.cli.overwriting import files_read_in, refuse_overwriting

    maps = find_maps(paths)
    around = {one.workspace.root: one.workspace for one in maps if one.workspace is not None}
    read = [*(one.path for one in maps), *(path for each in around.values() for path in files_read_in(each))]
    refuse_overwriting({"--rejects": options.rejects, "--output": options.output}, read)


def measured_maps(
    paths: Sequence[str], options: MeasureOptions, reject: Reject | None = None
) -> tuple[list[tuple[Document, MapMeasurements]], int]:
    """Measure maps, and write what was found beside each unless it is a dry run; say which are not valid.

    Returns what was measured of each valid map, and 0, or 1 where a map is not valid.

    Raises:
        CxmapError: data cannot be read.
    """
    gc.disable()  # what is read stays to the end
    chosen: list[Path] = []
    loaded: dict[Path, Document] = {}
    code = 0
    for map_file in find_maps(paths):
        try:
            loaded[map_file.path.resolve()] = load(map_file.path, map_file.workspace)
            chosen.append(map_file.path)
        except InvalidFile as error:
            complain(error)
            code = 1
    groups = _by_workspace([(path, loaded[path.resolve()]) for path in chosen])
    return [one for workspace, these in groups for one in _measured(workspace, these, loaded, options, reject)], code


def _measured(
    workspace: Workspace,
    these: Sequence[tuple[Path, Document]],
    loaded: Mapping[Path, Document],
    options: MeasureOptions,
    reject: Reject | None,
) -> Iterator[tuple[Document, MapMeasurements]]:
    data = _data(workspace)
    every = [document for path in workspace.maps() if (document := _other(path, workspace, loaded)) is not None]
    if len(every) == len(workspace.maps()):
        refuse_unknown_ids(
            workspace, {one.name: one for one in (*every, *(document for _, document in these))}.values()
        )
    with long_steps(sum(max(1, len(source.files)) for source in workspace.sources)) as tell:
        counts = count_sources(data, workspace.root, every, tell, reject, examples=options.examples)
    for log in counts.events if reject is not None else ():
        say_what_stays(log.source.id, log.counts)
    for path, document in these:
        one = measure(document, data, counts, options.language or document.language)
        if one.read and not options.dry_run:
            _write_beside(path, one)
        yield document, one


def _other(path: Path, workspace: Workspace, loaded: Mapping[Path, Document]) -> Document | None:
    """Return a map of the workspace, whose touchpoints sources may speak of as well; None where it is not valid."""
    document = loaded.get(path.resolve())
    if document is not None:
        return document
    try:
        return load(path, workspace)
    except CxmapError as error:
        remark(
            Words(
                f"left out, since it is not valid: {path.name} ({error.message.en})",
                f"已略过无效的地图：{path.name}（{error.message.zh}）",
            ),
            spoken_here(),
        )
        return None


def _by_workspace(documents: Sequence[tuple[Path, Document]]) -> list[tuple[Workspace, list[tuple[Path, Document]]]]:
    """Group maps by their workspace.

    Raises:
        CxmapError: a map has none, and so no data.
    """
    groups: dict[Path, tuple[Workspace, list[tuple[Path, Document]]]] = {}
    for path, document in documents:
        workspace = document.workspace
        if workspace is None:
            raise CxmapError(
                Words(
                    f"{document.name} is in no workspace, so no data are named for it",
                    f"{document.name} 不在工作区内，没有指明数据",
                ),
                Words(
                    "name them in `data:` of a cxmap.yaml above the map", "请在地图上级目录的 cxmap.yaml 中写 `data:`"
                ),
            )
        groups.setdefault(workspace.root, (workspace, []))[1].append((path, document))
    return list(groups.values())


def _data(workspace: Workspace) -> Data:
    data = workspace.file.data
    if data is None or not (data.feedback or data.complaints or data.events):
        raise CxmapError(
            Words("cxmap.yaml names no data", "cxmap.yaml 没有指明数据"),
            Words(
                "such as: data: {feedback: [{id: survey, files: data/*.csv, metric: csat, columns: {touchpoint: Page, score: Q1}}]}",
                "例如：data: {feedback: [{id: survey, files: data/*.csv, metric: csat, columns: {touchpoint: 触点, score: 满意度}}]}",
            ),
        )
    return data


def _write_beside(path: Path, one: MapMeasurements) -> None:
    from cxmap.report.measures.data import measures_json

    target = measures_beside(path)
    content = measures_json(one)
    if not target.is_file() or target.read_text(encoding="utf-8") != content:
        write_whole(target, content)
        sys.stderr.write(Words(f"written: {target}\n", f"已写入：{target}\n").said(spoken_here()))


def _write(found: Sequence[MapMeasurements], options: MeasureOptions) -> None:
    language = options.language or spoken_here()
    utf8_stdout()
    if options.format == "text":
        from cxmap.report.measures.text import as_text

        lines = as_text(found, language)
        if options.output is None:
            write_lines(lines)
            return
        content = "".join("".join(piece for piece, _ in line) + "\n" for line in lines)
    elif options.format == "markdown":
        from cxmap.report.measures.markdown import as_markdown

        content = as_markdown(found, language)
    elif options.format == "csv":
        from cxmap.report.measures.spreadsheet import as_csv

        content = as_csv(found)
    else:
        from cxmap.report.measures.data import as_json

        content = as_json(found)
    if options.output is None:
        sys.stdout.write(content)
    else:
        (write_table if options.format == "csv" else write_whole)(Path(options.output), content)
