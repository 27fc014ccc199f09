"""Counts the event logs that a command line means: a file, or those of a workspace."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxmap.cli.discover_options import limit
from cxmap.cli.rejecting import say_what_stays
from cxmap.data.events import count_events
from cxmap.data.naming import is_about, names_of, names_of_one_meaning
from cxmap.data.reader import Reader
from cxmap.diagnostics import CxmapError
from cxmap.discover.logs import chooser, log_source
from cxmap.discover.mining import discovered
from cxmap.language import Words, listed
from cxmap.model.making import no_data
from cxmap.report.progress import long_steps
from cxmap.suggestions import closest, did_you_mean

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from cxmap.cli.discover_options import DiscoverOptions
    from cxmap.discoveries import Discovery
    from cxmap.document import Document
    from cxmap.model.data import Data, EventSource
    from cxmap.workspace import Workspace

    Reject = Callable[[Sequence[str | None]], object]


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
            did_you_mean(near) if near else Words(f"there are: {listed(ids, 'en')}", f"可选：{listed(ids, 'zh')}"),
        )
    return [source for source in sources if source.id == wanted]
