"""Pictures that `cxmap discover` draws."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from cxmap.cli.files import write_whole
from cxmap.diagnostics import CxmapError
from cxmap.discoveries import refuse_nothing_told
from cxmap.language import Words, listed
from cxmap.report.terminal import utf8_stdout

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cxmap.discoveries import Discovery
    from cxmap.language import Language

_PERCENT = re.compile(r"(\d{1,3}(?:\.\d+)?)\s*[%％]?")


class ProcessPicture(NamedTuple):
    """What to draw: `svg` or `html`, the share of moves to show, from 0 to 1, where it is asked for, the paper."""

    format: str
    share: float | None
    paper: str


def picture_of(to: str | None, paths: str | None, paper: str | None) -> ProcessPicture | None:
    """Return the picture that options ask for; None where they ask for none.

    Raises:
        CxmapError: what a picture shows is said, but none is asked for; or a share is no percentage.
    """
    if to is None:
        if paths is None and paper is None:
            return None
        flag = "--paths" if paths is not None else "--paper"
        raise CxmapError(
            Words(f"{flag} is about a picture", f"{flag} 用于流程图"),
            Words("write --to svg or --to html as well", "请同时写 --to svg 或 --to html"),
        )
    return ProcessPicture(to, _share(paths) if paths is not None else None, paper or "A3")


def _share(given: str) -> float:
    found = _PERCENT.fullmatch(given.strip())
    if found is None or not 0 < float(found[1]) <= 100:
        raise CxmapError(
            Words(f"--paths {given} is no percentage", f"--paths {given} 不是百分比"),
            Words("write --paths 80%, up to 100%", "请写成 --paths 80%，最多 100%"),
        )
    return float(found[1]) / 100


def draw_process(
    found: Sequence[Discovery], picture: ProcessPicture, least: int, output: str | None, language: Language
) -> None:
    """Draw the one process that was found; to a file, else to stdout. What fewer than `least` cases did is not told.

    Raises:
        CxmapError: there are several, nothing of it may be told, there is no Graphviz, or it is too long for the paper.
    """
    if len(found) > 1:
        names = [one.source for one in found]
        raise CxmapError(
            Words(
                f"a picture is of one event log; there are {len(found)}",
                f"一幅图只画一份事件日志；这里有 {len(found)} 份",
            ),
            Words(f"choose one by --source: {listed(names, 'en')}", f"请用 --source 选择一份：{listed(names, 'zh')}"),
        )
    refuse_nothing_told(found[0], least)
    if picture.format == "html":
        from cxmap.render.formats.html.process import process_html

        content = process_html(found[0], language, picture.share, picture.paper, least)
    else:
        from cxmap.render.process import USUAL_SHARE, process_svg

        share = picture.share if picture.share is not None else USUAL_SHARE
        content = process_svg(found[0], language, share, picture.paper, least)
    if output is None:
        utf8_stdout()
        sys.stdout.write(content)
    else:
        write_whole(Path(output), content)
