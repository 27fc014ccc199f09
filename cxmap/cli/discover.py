"""`cxmap discover`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from cxmap.cli.discover_options import check_together, limit, refuse_overwriting_of
from cxmap.cli.event_logs import discoveries_of, discovery_of_file
from cxmap.cli.files import write_table, write_whole
from cxmap.cli.help import language as spoken_here
from cxmap.cli.process_pictures import draw_process, picture_of
from cxmap.cli.rejecting import rejecting
from cxmap.data.event_counts import REJECTED_EVENT
from cxmap.data.settings import greyed_below
from cxmap.diagnostics import CxmapError
from cxmap.language import Words
from cxmap.model.making import no_data
from cxmap.report.discovery.words import Shown
from cxmap.report.terminal import utf8_stdout, width, write_lines
from cxmap.workspace import workspace_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cxmap.cli.discover_options import DiscoverOptions
    from cxmap.discoveries import Discovery
    from cxmap.language import Language
    from cxmap.model.data import Data


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
    check_together(options)
    refuse_overwriting_of(log, options)
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
