"""Changes as annotations of GitHub Actions: regressions as warnings, the rest as notices."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxmap.report.cells import shortened
from cxmap.report.workflow_commands import workflow_command
from cxmap.tidings import LEVELS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cxmap.language import Language
    from cxmap.tidings import MapTidings, Tiding

_COMMANDS = {"regression": "warning", "improvement": "notice", "neutral": "notice"}


def as_annotations(found: Sequence[MapTidings], language: Language) -> Iterator[str]:
    """Yield a line a change, the gravest first, since GitHub shows ten of a kind; wording is left out."""
    every = sorted(
        (LEVELS.index(tiding.level), n, tiding)
        for n, tiding in enumerate(tiding for each in found for tiding in each.tidings)
        if tiding.level in _COMMANDS
    )
    yield from (_line(tiding, language) for _, _, tiding in every)


def _line(tiding: Tiding, language: Language) -> str:
    colon = "：" if language == "zh" else ": "
    where = " › ".join(heading.title for heading in tiding.under)
    of = f"{tiding.of.named}{colon}" if tiding.of is not None else ""
    said = f"{where}{colon if where else ''}{of}{tiding.said}"
    place = {}
    if tiding.after is not None:
        place = {"file": tiding.after.file, "line": str(tiding.after.line), "col": str(tiding.after.column)}
    return workflow_command(_COMMANDS[tiding.level], {**place, "title": f"cxmap {tiding.kind}"}, shortened(said))
