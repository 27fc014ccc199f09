"""Finds `cxmap.yaml`, and the maps that belong to it.

Where there is none, what reads it (`workspace_file`) is not loaded.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from cxmap.diagnostics import CxmapError
from cxmap.language import Words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from cxmap.diagnostics import Text
    from cxmap.language import Language
    from cxmap.model.data import Source as Source_
    from cxmap.model.policy import LintPolicy
    from cxmap.model.workspace import SharedLibrary, Theme, WorkspaceFile
    from cxmap.source import Source

FILE_NAME = "cxmap.yaml"
_MAP_LINE = re.compile(
    rb"^\s*[{\s]*[\"']?(?:cxmap|stages|phases)[\"']?\s*(?::|\xef\xbc\x9a)", re.MULTILINE
)  # `:` or `：`
_POLICY_LINE = re.compile(rb"^lint\s*:", re.MULTILINE)
_STAGES_LINE = re.compile(rb"^[\"']?(?:stages|phases)[\"']?\s*(?::|\xef\xbc\x9a)", re.MULTILINE)
_HEAD = 65536
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
_SUFFIXES = (".yaml", ".yml")


@dataclass(frozen=True, slots=True)
class Workspace:
    """A workspace: the folder it is in, and what its file says."""

    root: Path
    file: WorkspaceFile
    source: Source

    @property
    def library(self) -> SharedLibrary | None:
        """What the maps share."""
        return self.file.library

    @property
    def language(self) -> Language | None:
        """The language of maps that name none."""
        return self.file.language

    @property
    def theme(self) -> Theme | None:
        """The brand's look."""
        return self.file.theme

    @property
    def policy(self) -> LintPolicy | None:
        """Which rules apply."""
        return self.file.lint

    @property
    def sources(self) -> list[Source_]:
        """What its maps are measured by: surveys, complaint logs, event logs."""
        data = self.file.data
        return [] if data is None else [*data.feedback, *data.complaints, *data.events]

    def maps(self) -> list[Path]:
        """Return the paths of the workspace's maps, sorted."""
        found = {
            path
            for pattern in self.file.maps
            for path in self.root.glob(pattern)
            if _is_candidate(path, self.root) and not self._is_in_another(path)
        }
        return sorted(found, key=lambda path: path.as_posix())

    def covers(self, name: PurePosixPath) -> bool:
        """Whether a file, by its path below the workspace, would be one of its maps."""
        if name.suffix not in _SUFFIXES or name.name == FILE_NAME or any(part.startswith(".") for part in name.parts):
            return False
        return any(_matches(name.parts, PurePosixPath(pattern).parts) for pattern in self.file.maps)

    def _is_in_another(self, path: Path) -> bool:
        """Whether a workspace of its own lies between this one and `path`."""
        between = path.relative_to(self.root).parents
        return any((self.root / folder / FILE_NAME).is_file() for folder in between if folder != Path())


def _matches(parts: Sequence[str], pattern: Sequence[str]) -> bool:
    """Whether a path matches a pattern part by part, as `Path.glob` does; `**` is any number of folders."""
    if not pattern:
        return not parts
    if pattern[0] == "**":
        return any(_matches(parts[skipped:], pattern[1:]) for skipped in range(len(parts) + 1))
    return bool(parts) and fnmatchcase(parts[0], pattern[0]) and _matches(parts[1:], pattern[1:])


@dataclass(frozen=True, slots=True)
class MapFile:
    """A map to work on, and the workspace it belongs to."""

    path: Path
    workspace: Workspace | None


def open_workspace(folder: Path) -> Workspace:
    """Read the workspace file in `folder`.

    Raises:
        CxmapError: it cannot be read.
        InvalidFile: it is not a valid workspace.
    """
    from cxmap.source import read_text

    return workspace_from(read_text(folder / FILE_NAME), folder)


def workspace_from(text: Text, folder: Path) -> Workspace:
    """Read a workspace from the text of its file in `folder`.

    Raises:
        InvalidFile: it is not a valid workspace.
    """
    from cxmap.workspace_file import read_workspace

    file, source = read_workspace(text)
    return Workspace(folder, file, source)


def workspace_of(folder: Path) -> Workspace | None:
    """Return the workspace that `folder` lies in, if any.

    Raises:
        InvalidFile: the nearest workspace file is not valid.
    """
    for candidate in (folder, *folder.resolve().parents):
        if (candidate / FILE_NAME).is_file():
            return open_workspace(candidate)
    return None


def find_maps(paths: Iterable[str]) -> list[MapFile]:
    """Return the maps that a command's arguments name; no argument means the workspace around the current folder.

    A folder stands for its workspace's maps or, without a workspace, for every map below it.

    Raises:
        CxmapError: there is nothing to work on.
    """
    given = list(paths)
    around = cache(workspace_of)
    if not given:
        workspace = around(Path())
        if workspace is None:
            raise CxmapError(
                Words(f"there is no {FILE_NAME} here or above", f"此处及上层文件夹都没有 {FILE_NAME}"),
                Words(
                    "name a map or a folder, or begin with `cxmap init`", "请指定地图或文件夹，或用 `cxmap init` 开始"
                ),
            )
        return _in_workspace(workspace)
    found: dict[Path, MapFile] = {}
    for name in given:
        if name in ("", "-"):
            raise _no_file(name)
        try:
            for map_file in _named(Path(name), around):
                found.setdefault(map_file.path.resolve(), map_file)
        except (OSError, ValueError, RuntimeError) as error:  # RuntimeError: links in a circle
            reason = error.strerror if isinstance(error, OSError) else str(error)
            raise CxmapError(Words(f"{name!r} cannot be read: {reason}", f"无法读取 {name!r}：{reason}")) from None
    return list(found.values())


def _no_file(name: str) -> CxmapError:
    if name == "-":
        return CxmapError(
            Words("maps are not read from stdin", "不从标准输入读取地图"), Words("name a file", "请指定文件")
        )
    return CxmapError(
        Words("an empty name was given", "给出的文件名是空的"),
        Words(
            "is a variable of your script unset? `.` is the current folder",
            "脚本里的变量是否未赋值？当前文件夹写作 `.`",
        ),
    )


def _named(path: Path, around: Callable[[Path], Workspace | None]) -> list[MapFile]:
    if path.is_dir():
        if (path / FILE_NAME).is_file():
            return _in_workspace(open_workspace(path))
        maps = [
            p
            for p in sorted(path.rglob("*"), key=lambda p: p.as_posix())
            if _is_candidate(p, path) and _looks_like_map(p)
        ]
        if not maps:
            raise CxmapError(
                Words(f"no maps below {path}", f"{path} 下没有地图"),
                Words("a map is a .yaml file that begins with `cxmap: 1`", "地图是以 `cxmap: 1` 开头的 .yaml 文件"),
            )
        return [MapFile(p, around(p.parent)) for p in maps]
    if path.name == FILE_NAME and path.is_file():
        return _in_workspace(open_workspace(path.parent))
    return [MapFile(path, around(path.parent) if path.exists() else None)]


def _in_workspace(workspace: Workspace) -> list[MapFile]:
    maps = workspace.maps()
    if not maps:
        patterns = ", ".join(workspace.file.maps)
        raise CxmapError(
            Words(f"the workspace has no maps: nothing matches {patterns}", f"工作区没有地图：没有文件匹配 {patterns}"),
            Words(f"see `maps:` in {workspace.root / FILE_NAME}", f"请检查 {workspace.root / FILE_NAME} 中的 `maps:`"),
        )
    return [MapFile(path, workspace) for path in maps]


def _is_candidate(path: Path, root: Path) -> bool:
    inside = path.relative_to(root).parts
    return (
        path.suffix in _SUFFIXES
        and path.name != FILE_NAME
        and not any(part.startswith(".") for part in inside)
        and path.is_file()
    )


def _looks_like_map(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            return looks_like_map(file.read(_HEAD))
    except OSError:
        return True


def looks_like_map(data: bytes) -> bool:
    """Whether a YAML file in a folder without a workspace may be meant as a map; what is wrong with it is said later."""
    head = data[:_HEAD]
    head = head.removeprefix(b"\xef\xbb\xbf")
    if _POLICY_LINE.search(head) and not _STAGES_LINE.search(head):
        return False
    return head.startswith(_UTF_16) or bool(_MAP_LINE.search(head))
