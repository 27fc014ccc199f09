"""Names for files made from maps."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

_NOT_IN_NAMES = re.compile(r"[^\w.\-]+")


def file_names(paths: Sequence[Path]) -> dict[Path, str]:
    """Name pictures after their maps; maps of one name are told apart by their folders."""
    names: dict[Path, str] = {}
    taken: set[str] = set()
    for path in paths:
        parts = [_NOT_IN_NAMES.sub("-", part).strip(".-") or "map" for part in (*path.parent.parts[-3:], path.stem)]
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
        names[path] = name
    return names
