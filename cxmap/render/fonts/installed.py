"""Finds the fonts of this machine, and those that a user points to."""

from __future__ import annotations

import os
import sys
from functools import lru_cache
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from cxmap.diagnostics import CxmapError
from cxmap.language import Words
from cxmap.render.fonts.sfnt import ENDINGS, Face, read_faces

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_MOST_FILES = 20_000


def system_folders() -> tuple[Path, ...]:
    """Return the folders in which this system keeps its fonts, the user's own first."""
    home, environment = Path.home(), os.environ
    if sys.platform == "win32":
        local = environment.get("LOCALAPPDATA")
        windows = Path(environment.get("WINDIR", r"C:\Windows"))
        return (*([Path(local, "Microsoft", "Windows", "Fonts")] if local else []), windows / "Fonts")
    if sys.platform == "darwin":
        system = Path("/System/Library")
        return (
            home / "Library/Fonts",
            Path("/Library/Fonts"),
            system / "Fonts",
            *sorted((system / "AssetsV2").glob("com_apple_MobileAsset_Font*")),  # fonts that macOS fetches when needed
        )
    data = Path(environment.get("XDG_DATA_HOME") or home / ".local/share")
    return (data / "fonts", home / ".fonts", Path("/usr/local/share/fonts"), Path("/usr/share/fonts"))


def system_faces() -> tuple[Face, ...]:
    """Return the faces of all fonts of this machine."""
    return tuple(chain.from_iterable(faces_below(folder) for folder in system_folders()))


def faces_below(folder: Path) -> tuple[Face, ...]:
    """Return the faces of all font files in a folder and those below it, in the order of their paths."""
    return tuple(chain.from_iterable(faces_in(path) for path in sorted(_files(folder))))


@lru_cache(maxsize=_MOST_FILES)
def faces_in(path: Path) -> tuple[Face, ...]:
    """Return the faces of a font file; a process reads each file once."""
    return read_faces(path)


def _files(folder: Path) -> Iterable[Path]:
    found = 0
    for parent, _, names in os.walk(folder):
        for name in names:
            if os.path.splitext(name)[1].lower() in ENDINGS:  # noqa: PTH122  a Path for every file of a system is slow
                found += 1
                if found > _MOST_FILES:
                    return
                yield Path(parent, name)


def given_faces(paths: Sequence[str]) -> tuple[tuple[Face, ...], tuple[Face, ...]]:
    """Return the faces of the font files that a user names, and those of the folders.

    Raises:
        CxmapError: a path is not there, or holds no font that can be drawn.
    """
    named: list[Face] = []
    found: list[Face] = []
    for path in map(Path, paths):
        if not path.exists():
            raise CxmapError(
                Words(f"--fonts {path}: there is no such file or folder", f"--fonts {path}：没有这个文件或文件夹")
            )
        faces = faces_below(path) if path.is_dir() else faces_in(path)
        if not faces:
            raise CxmapError(
                Words(f"--fonts {path}: no font that can be used", f"--fonts {path}：没有可用的字体"),
                Words(
                    "TrueType and OpenType fonts can: .ttf, .otf, .ttc",
                    "可用的是 TrueType 和 OpenType 字体：.ttf、.otf、.ttc",
                ),
            )
        (found if path.is_dir() else named).extend(faces)
    return tuple(named), tuple(found)
