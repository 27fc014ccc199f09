"""`cxmap discover`."""

from __future__ import annotations

import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from cxmap.cli.files import write_table, write_whole
from cxmap.cli.help import language as spoken_here
from cxmap.cli.process_pictures import draw_process, picture_of
from cxmap.cli.rejecting import rejecting, say_what_stays
from cxmap.data.event_counts import REJECTED_EVENT
from cxmap.data.events import count_events
from cxmap.data.naming import is_about, names_of, names_of_one_meaning
from cxmap.data.reader import Reader
from cxmap.data.settings import greyed_below, suppressed_below
from cxmap.diagnostics import CxmapError
from cxmap.discover.logs import chooser, log_source
from cxmap.discover.mining import discovered
from cxmap.language import Words, listed
from cxmap.model.making import no_data
from cxmap.report.discovery.words import Shown
from cxmap.report.progress import long_steps
from cxmap.report.terminal import utf8_stdout, width, write_lines
from cxmap.suggestions import closest
from cxmap.workspace import workspace_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from cxmap.discoveries import Discovery
    from cxmap.document import Document
    from cxmap.language import Language
    from cxmap.model.data import Data, EventSource
    from cxmap.workspace import Workspace

    Reject = Callable[[Sequence[str | None]], object]


@dataclass(frozen=True, slots=True)
class DiscoverOptions:
    """What the command line asks for; see its help. `columns` are the columns of a log that is named, by what they say."""

    columns: Mapping[str, str | None] = field(default_factory=dict)
    source: str | None = None
    encoding: str | None = None
    time_format: str | None = None
    format: str | None = None
    output: str | None = None
    top: int | None = None
    rejects: str | None = None
    to: str | None = None
    paths: str | None = None
    paper: str | None = None
    draft: str | None = None
    force: bool = False
    check: str | None = None
    fail_under: int | None = None
    suppress_below: int | None = None
    language: Language | None = None

    @property
    def written(self) -> str:
        """How to write it."""
        return self.format or "text"

    @property
    def rows(self) -> int:
        """How many rows a table has at most, where it is cut."""
        return self.top if self.top is not None else 10


def discover(log: str | None, options: DiscoverOptions) -> int:
    """Say what is in event logs, draw it, draft a map of one, or check a map; return 0, 1 where a map fails the check.

    Raises:
        CxmapError: a log cannot be read, or none is named.
    """
    if log is not None and options.source is not None and not Path(log).is_dir():
        raise CxmapError(
            Words("--source chooses among the data of the workspace", "--source 用于选择工作区的数据"),
            Words("leave it out, or the file", "请去掉它，或去掉文件名"),
        )
    picture = picture_of(options.to, options.paths, options.paper)
    _check_together(options)
    _refuse_overwriting(log, options)
    with rejecting(options.rejects, REJECTED_EVENT) as reject:
        if options.check is not None:
            from cxmap.cli.check import check_map

            return check_map(options.check, log, options, reject)
        if log is not None and not Path(log).is_dir():
            workspace = workspace_of(Path(log).parent)
            data = (workspace.file.data if workspace is not None else None) or no_data()
            found = [discovery_of_file(Path(log), options, limit(options, data), reject)]
        else:
            workspace = workspace_of(Path(log or "."))
            found, data = discoveries_of(workspace, options, reject)
    if options.draft is not None:
        from cxmap.cli.draft import write_draft

        return write_draft(options.draft, found, data, log, options)
    language = options.language or (workspace.language if workspace is not None else None) or spoken_here()
    if picture is not None:
        draw_process(found, picture, limit(options, data), options.output, language)
    else:
        _write(found, data, options, language)
    return 0


def limit(options: DiscoverOptions, data: Data) -> int:
    """Return of how many cases at least something must be to be told: as the command line says, else the workspace."""
    return options.suppress_below if options.suppress_below is not None else suppressed_below(data)


def _check_together(options: DiscoverOptions) -> None:
    """Say which options contradict each other, and what is in the way, before anything is read."""
    asked = {"--draft": options.draft, "--check": options.check, "--to": options.to}
    given = [flag for flag, value in asked.items() if value is not None]
    if len(given) > 1:
        raise CxmapError(
            Words(f"{given[0]} and {given[1]} are two questions", f"{given[0]} 和 {given[1]} 是两个问题"),
            Words("ask one after the other", "请分两次运行"),
        )
    if options.fail_under is not None and options.check is None:
        raise CxmapError(
            Words("--fail-under goes with --check", "--fail-under 要与 --check 一起用"),
            Words("name the map: --check MAP", "请指定地图：--check MAP"),
        )
    _refuse_what_does_nothing(options)
    if options.draft is not None:
        if options.output is not None or options.format is not None:
            raise CxmapError(
                Words(
                    "a draft is a map: it has no --format and no --output", "草稿就是地图：没有 --format 和 --output"
                ),
                Words("name its file: --draft FILE", "请指定文件：--draft FILE"),
            )
        from cxmap.cli.draft import refuse_existing

        refuse_existing(options.draft, options)


def _refuse_what_does_nothing(options: DiscoverOptions) -> None:
    if options.force and options.draft is None:
        raise CxmapError(
            Words("--force goes with --draft", "--force 要与 --draft 一起用"),
            Words("leave it out: other files are replaced anyway", "请去掉它：其他文件本来就会替换"),
        )
    if options.to is not None and options.format is not None:
        raise CxmapError(
            Words(f"--to {options.to} is a picture: it has no --format", f"--to {options.to} 是流程图：没有 --format"),
            Words("ask for one of them", "请只写其中一个"),
        )
    whole = {
        f"--to {options.to}": options.to is not None,
        "--draft": options.draft is not None,
        f"--format {options.format}": options.format in ("json", "csv"),
    }
    flag = next((flag for flag, is_asked in whole.items() if is_asked), None)
    if options.top is not None and flag is not None:
        raise CxmapError(
            Words(
                f"--top cuts lists of text and markdown, and {flag} has none",
                f"--top 截短文本和 Markdown 的列表，{flag} 没有",
            ),
            Words("leave it out", "请去掉它"),
        )


def _refuse_overwriting(log: str | None, options: DiscoverOptions) -> None:
    """Refuse to write over a log, or over a map that it is held against, before anything is read."""
    if options.rejects is None and options.output is None:
        return
    from cxmap.cli.overwriting import files_read_in, refuse_overwriting

    read = [] if options.check is None else [Path(options.check)]
    if log is not None and not Path(log).is_dir():
        read.append(Path(log))
    else:
        beside = Path(log) if log is not None else Path(options.check).parent if options.check is not None else Path()
        workspace = workspace_of(beside)
        read += files_read_in(workspace) if workspace is not None else ()
    refuse_overwriting({"--rejects": options.rejects, "--output": options.output}, read)


def discovery_of_file(path: Path, options: DiscoverOptions, least: int, reject: Reject | None = None) -> Discovery:
    """Count a file, and return what is in it; `least` is of how many cases something must be to be told.

    Raises:
        CxmapError: it cannot be read, or its columns are not standard and not named.
    """
    if not path.is_file():
        raise CxmapError(Words(f"{path}: no such file", f"{path}：没有这个文件"))
    source = log_source(path, options.encoding, options.time_format)
    with long_steps(1) as tell, Reader(no_data(), path.parent, tell) as reader:
        counts = count_events(
            reader,
            source,
            choose=chooser(path.name, options.columns, source.columns),
            reject=reject,
            least=least,
        )
    return discovered(source, counts, {}, path.name)


def discoveries_of(
    workspace: Workspace | None, options: DiscoverOptions, reject: Reject | None = None, about: Document | None = None
) -> tuple[list[Discovery], Data]:
    """Count the event logs of a workspace, or the one that is asked for; return what is in each, and the data it names.

    With `about`, only the logs about this map are counted, and events are looked up in it alone.

    Raises:
        CxmapError: a log cannot be read, or there is none.
    """
    if any(options.columns.values()):
        raise CxmapError(
            Words("columns are named for a log that is named", "指定列时也要指定日志文件"),
            Words("those of the workspace stand in cxmap.yaml", "工作区数据的列写在 cxmap.yaml 中"),
        )
    for flag, value in (("--encoding", options.encoding), ("--time-format", options.time_format)):
        if value is not None:
            raise CxmapError(
                Words(f"{flag} goes with a log that is named", f"{flag} 要与指定的日志文件一起用"),
                Words("for those of the workspace it stands in cxmap.yaml", "工作区的日志请写在 cxmap.yaml 中"),
            )
    data = workspace.file.data if workspace is not None else None
    if workspace is None or data is None or not data.events:
        raise CxmapError(
            Words("no event log is named", "没有指明事件日志"),
            Words(
                "name a file, or in cxmap.yaml: data: {events: [{id: web, files: data/web.csv, columns: {case: order, event: step, time: at}}]}",
                "请指定文件，或在 cxmap.yaml 中写 data: {events: [{id: web, files: data/web.csv, columns: {case: 单号, event: 步骤, time: 时间}}]}",
            ),
        )
    from cxmap.document import load

    sources = _chosen(data.events, options.source)
    if about is not None and options.source is None:
        sources = _about_map(sources, about)
    documents = [load(path, workspace) for path in workspace.maps()] if about is None else [about]
    if about is None:
        from cxmap.cli.data_ids import refuse_unknown_ids

        refuse_unknown_ids(workspace, documents)
    found, read = [], []
    total = sum(max(1, len(source.files)) for source in sources)
    with long_steps(total) as tell, Reader(data, workspace.root, tell) as reader:
        for source in sources:
            counts = count_events(reader, source, reject=reject, least=limit(options, data))
            read.append((source, counts))
            found.append(discovered(source, counts, names_of_one_meaning(names_of(_about(source, documents)))))
    for source, counts in read if reject is not None else ():
        say_what_stays(source.id, counts)
    return found, data


def _about_map(sources: Sequence[EventSource], document: Document) -> list[EventSource]:
    found = [source for source in sources if is_about(source, document)]
    if not found:
        name = document.journey.id
        raise CxmapError(
            Words(f"no event log is about the map `{name}`", f"没有关于地图 `{name}` 的事件日志"),
            Words(
                "choose one with --source, or name the map in its `maps:`",
                "请用 --source 指定，或在日志的 `maps:` 中写上这张地图",
            ),
        )
    return found


def _about(source: EventSource, documents: Sequence[Document]) -> list[Document]:
    return [document for document in documents if is_about(source, document)]


def _chosen(sources: Sequence[EventSource], wanted: str | None) -> list[EventSource]:
    if wanted is None:
        return list(sources)
    ids = [source.id for source in sources]
    if wanted not in ids:
        near = closest(wanted, ids)
        raise CxmapError(
            Words(f"no event log is called `{wanted}`", f"没有名为 `{wanted}` 的事件日志"),
            Words(f"did you mean `{near}`?", f"是否想写 `{near}`？")
            if near
            else Words(f"there are: {listed(ids, 'en')}", f"可选：{listed(ids, 'zh')}"),
        )
    return [source for source in sources if source.id == wanted]


def _write(found: Sequence[Discovery], data: Data, options: DiscoverOptions, language: Language) -> None:
    """Write what was found; nothing of few cases, since these are people."""
    on_screen = options.written == "text" and options.output is None
    shown = Shown(options.rows, limit(options, data), greyed_below(data), on_screen)
    utf8_stdout()
    if options.written == "text":
        from cxmap.report.discovery.text import as_text

        lines = as_text(found, shown, width(), language)
        if options.output is None:
            write_lines(lines)
            return
        content = "".join("".join(piece for piece, _ in line) + "\n" for line in lines)
    elif options.written == "markdown":
        from cxmap.report.discovery.markdown import as_markdown

        content = as_markdown(found, shown, language)
    else:
        from cxmap.report.discovery import data as formats

        content = formats.as_csv(found, shown) if options.format == "csv" else formats.as_json(found, shown)
    if options.output is None:
        sys.stdout.write(content)
    else:
        (write_table if options.format == "csv" else write_whole)(Path(options.output), content)
