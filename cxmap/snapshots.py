"""The maps of a repository as they were at a revision, or as they are in the working tree."""

from __future__ import annotations

from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from cxmap.diagnostics import CxmapError
from cxmap.document import Document, load_text
from cxmap.source import decode
from cxmap.workspace import FILE_NAME, Workspace, looks_like_map, workspace_from

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cxmap.git import Repository

_SUFFIXES = (".yaml", ".yml")
_Key = tuple[str, str, str]
"""What a map is known by that was read before: the ids of its and its workspace's content, and its name."""


class Snapshot:
    """The files of a repository at one point; `commit` None is the working tree.

    `label` stands before the names of its files in messages, as in `HEAD:maps/a.yaml`; empty for the working tree.
    Snapshots that share `known` check what did not change between them once.
    """

    def __init__(
        self, repository: Repository, commit: str | None, label: str = "", known: dict[_Key, Document] | None = None
    ) -> None:
        self.repository = repository
        self.commit = commit
        self.label = label
        self._known = {} if known is None else known
        self._ids: dict[str, str] = {}
        self._names: dict[str, str] | None = None
        self._held: dict[str, bytes | None] = {}
        self._workspaces: dict[PurePosixPath, Workspace | None] = {}

    def read(self, names: Iterable[str]) -> dict[str, bytes]:
        """Return what files hold, without those that do not exist."""
        wanted = list(dict.fromkeys(names))
        unknown = [name for name in wanted if name not in self._held]
        if self.commit is None:
            self._held.update({name: _on_disk(self.repository.top / name) for name in unknown})
        elif unknown:
            found = self.repository.objects(f"{self.commit}:{name}" for name in unknown if "\n" not in name)
            for name in unknown:
                blob = found.get(f"{self.commit}:{name}")
                self._held[name] = blob.data if blob is not None else None
                self._ids[name] = blob.id if blob is not None else ""
        held = {name: self._held[name] for name in wanted}
        return {name: data for name, data in held.items() if data is not None}

    def files(self) -> dict[str, str]:
        """Return the names of the files that are there; at a revision each with the id of what it holds."""
        if self._names is None:
            repository = self.repository
            self._names = repository.files(self.commit) if self.commit else dict.fromkeys(repository.present(), "")
        return self._names

    def workspace(self, name: str) -> Workspace | None:
        """Return the workspace that a file lies in, as it was then.

        Raises:
            InvalidFile: the workspace's file is not valid.
        """
        return self._workspace_at(PurePosixPath(name).parent)

    def _workspace_at(self, folder: PurePosixPath) -> Workspace | None:
        if folder not in self._workspaces:
            name = (folder / FILE_NAME).as_posix()
            data = self.read([name]).get(name)
            if data is not None:
                found: Workspace | None = workspace_from(decode(data, self.shown(name)), self.repository.top / folder)
            else:
                found = self._workspace_at(folder.parent) if folder.parts else None
            self._workspaces[folder] = found
        return self._workspaces[folder]

    def is_map(self, name: str) -> bool:
        """Whether a file is there and is meant as a map: one of its workspace, or what looks like one."""
        path = PurePosixPath(name)
        if path.suffix not in _SUFFIXES or path.name == FILE_NAME:
            return False
        data = self.read([name]).get(name)
        if data is None:
            return False
        try:
            workspace = self.workspace(name)
        except CxmapError:
            return looks_like_map(data)
        if workspace is None:
            return looks_like_map(data)
        return workspace.covers(PurePosixPath(Path(self.repository.top / name).relative_to(workspace.root).as_posix()))

    def document(self, name: str) -> Document:
        """Read and check a map.

        Raises:
            InvalidFile: it, or its workspace, is not valid; the error carries every diagnostic.
        """
        data, workspace = self.read([name])[name], self.workspace(name)
        key = (self._ids.get(name, ""), self._id_of(workspace), name)
        if not key[0]:
            return load_text(decode(data, self.shown(name)), workspace)
        if key not in self._known:
            self._known[key] = load_text(decode(data, self.shown(name)), workspace)
        return self._known[key]

    def _id_of(self, workspace: Workspace | None) -> str:
        """Return the id of what the workspace's file holds."""
        if workspace is None:
            return ""
        folder = Path(workspace.root).relative_to(self.repository.top)
        return self._ids.get((PurePosixPath(folder.as_posix()) / FILE_NAME).as_posix(), "")

    def shown(self, name: str) -> str:
        """Return a file's name as messages say it."""
        return f"{self.label}:{name}" if self.label else name


def _on_disk(path: Path) -> bytes | None:
    try:
        return path.read_bytes() if path.is_file() and not path.is_symlink() else None
    except OSError:
        return None
