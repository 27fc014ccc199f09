"""What was measured of a map, as `cxmap measure` wrote it beside it: where `<map>.measures.json` lies, and its text."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from cxmap.language import Words

if TYPE_CHECKING:
    import os

SUFFIX = ".measures.json"
"""What the file beside a map ends in, in place of the map's ending."""
VERSION = 1


class MeasuresText(NamedTuple):
    """The text of a measures file; `fault` says why it could not be read."""

    name: str
    content: str
    fault: Words | None = None


def measures_beside(path: str | os.PathLike[str]) -> Path:
    """Return where the measures of the map at a path lie."""
    return Path(path).with_suffix(SUFFIX)


def text_beside(path: str | os.PathLike[str]) -> MeasuresText | None:
    """Read the measures file beside the map at `path`; None where there is none."""
    try:
        target = measures_beside(path)
        data = target.read_bytes()
    except (FileNotFoundError, NotADirectoryError, ValueError):  # a map without a name has nothing beside it
        return None
    except OSError as error:
        said = error.strerror or type(error).__name__
        return MeasuresText(target.name, "", Words(said, said))
    try:
        return MeasuresText(target.name, data.decode("utf-8-sig"))
    except UnicodeDecodeError:
        return MeasuresText(target.name, "", Words("it is not UTF-8", "不是 UTF-8 编码"))
