"""`cxmap discover --check`: a map held against what people do."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from cxmap.cli.discover_options import limit
from cxmap.cli.event_logs import discoveries_of, discovery_of_file
from cxmap.cli.files import write_whole
from cxmap.conformance.checking import check
from cxmap.diagnostics import CxmapError
from cxmap.document import load
from cxmap.language import Words, listed
from cxmap.model.making import no_data
from cxmap.report.discovery import checks
from cxmap.report.terminal import utf8_stdout, width, write_lines
from cxmap.workspace import find_maps

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from cxmap.cli.discover_options import DiscoverOptions
    from cxmap.conformance.results import Conformance
    from cxmap.document import Document
    from cxmap.language import Language

    Reject = Callable[[Sequence[str | None]], object]


def check_map(name: str, log: str | None, options: DiscoverOptions, reject: Reject | None) -> int:
    """Hold a map against a log, or those of its workspace that are about it; return 1 where it explains too little, else 0.

    Raises:
        CxmapError: it is not one map, or a log cannot be read.
        InvalidFile: the map is not valid.
    """
    if options.format == "csv":
        raise CxmapError(
            Words("--check is not written as csv", "--check 不能输出为 csv"),
            Words("choose text, json or markdown", "请选 text、json 或 markdown"),
        )
    document = _map(name)
    data = (document.workspace.file.data if document.workspace is not None else None) or no_data()
    least = limit(options, data)
    if log is not None and not Path(log).is_dir():
        found = [discovery_of_file(Path(log), options, least, reject)]
    else:
        found, _ = discoveries_of(document.workspace, options, reject, document)
    language = options.language or document.language
    checked = [check(each, document.journey, document.library, language, least) for each in found]
    _write(checked, options, language)
    return int(options.fail_under is not None and any(100 * share < options.fail_under for share in _shares(checked)))


def _shares(checked: Sequence[Conformance]) -> list[float]:
    """Return the shares of moves that are explained.

    Raises:
        CxmapError: nothing moves in one of the logs: what explains nothing would pass.
    """
    still = [each.source for each in checked if each.share_of_moves is None]
    if still:
        raise CxmapError(
            Words(
                f"--fail-under has nothing to go by: nothing moves in {listed(still, 'en')}",
                f"--fail-under 无从判断：{listed(still, 'zh')} 中没有流转",
            ),
            Words(
                "every case has one event: is the case in another column?",
                "每个案例只有一个事件：案例是否在另一列？",
            ),
        )
    return [each.share_of_moves for each in checked if each.share_of_moves is not None]


def _map(name: str) -> Document:
    found = find_maps([name])
    if len(found) != 1:
        raise CxmapError(
            Words(f"{name} is {len(found)} maps", f"{name} 中有 {len(found)} 张地图"),
            Words("--check takes one: name its file", "--check 只能检查一张：请指定地图文件"),
        )
    return load(found[0].path, found[0].workspace)


def _write(checked: Sequence[Conformance], options: DiscoverOptions, language: Language) -> None:
    utf8_stdout()
    if options.written == "text":
        lines = checks.as_text(checked, options.rows, width(), language)
        if options.output is None:
            write_lines(lines)
            return
        content = "".join("".join(piece for piece, _ in line) + "\n" for line in lines)
    elif options.written == "markdown":
        content = checks.as_markdown(checked, options.rows, language)
    else:
        content = checks.as_json(checked)
    if options.output is None:
        sys.stdout.write(content)
    else:
        write_whole(Path(options.output), content)
