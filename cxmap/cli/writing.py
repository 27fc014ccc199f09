"""`cxmap measure --write`: puts measured figures into maps, or shows what would be put there."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from cxmap.cli.complaints import remark
from cxmap.cli.files import rewrite
from cxmap.cli.help import language as spoken_here
from cxmap.edit import unified
from cxmap.language import Words
from cxmap.measure.writing import written
from cxmap.report.terminal import utf8_stdout

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cxmap.document import Document
    from cxmap.measurements import MapMeasurements


def write_into_maps(found: Sequence[tuple[Document, MapMeasurements]], *, show_only: bool) -> None:
    """Write what was measured into metrics that are declared `from: data`, and say which are left as they are.

    Raises:
        CxmapError: a map cannot be written, or it cannot be proven that nothing else would change.
    """
    texts = [(document, written(document, one)) for document, one in found]
    if show_only:
        utf8_stdout()
    for document, new in texts:
        for why in new.left:
            remark(Words(f"{document.name}: {why.en}", f"{document.name}：{why.zh}"), spoken_here())
        was = document.source.text.content
        if not new.changed:
            continue
        if show_only:
            sys.stdout.writelines(unified(was, new.content, document.name))
            continue
        rewrite(Path(document.name), new.content, was)
        count = Words(
            f"{document.name}: {new.changed} metric{'s' if new.changed > 1 else ''} written from data",
            f"{document.name}：已按数据写入 {new.changed} 个指标",
        )
        remark(count, spoken_here())
