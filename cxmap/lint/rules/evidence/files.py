"""Whether the source of evidence is a file, and whether it is there. Nothing outside the workspace is looked at."""

from __future__ import annotations

import re
from os.path import normpath, relpath
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cxmap.lint.context import Context

_SUFFIXES = frozenset({
    "csv", "tsv", "xlsx", "xlsm", "xls", "ods", "json", "jsonl", "xml", "yaml", "yml", "parquet", "sav", "sqlite", "db",
    "txt", "md", "rtf", "doc", "docx", "odt", "pages", "pdf", "ppt", "pptx", "key", "odp", "html", "htm", "ipynb", "rmd",
    "png", "jpg", "jpeg", "svg", "webp", "heic", "mp3", "m4a", "wav", "mp4", "mov", "zip", "et", "wps", "dps", "xmind",
})  # fmt: skip
_SPACE = re.compile(r"\s")
_PRIVATE = re.compile(r"(?:file://)?(?:~|/home|/Users|/?[A-Za-z]:[/\\]Users)[/\\]")
_NO_PATH = re.compile(r"[\n*?\"'<>|,;，；、：{}]|^[A-Za-z][A-Za-z0-9+.-]*:|^[/\\~]")
"""What a relative path does not have: the marks of a citation, a scheme or a drive, a root."""


def is_private(source: str) -> bool:
    """Whether a source lies in one person's home folder, which nobody else can open."""
    return _PRIVATE.match(source) is not None


def is_missing(context: Context, source: str) -> bool:
    """Whether a source is the relative path of a file that should be there, and is not."""
    name = source.partition("#")[0].replace("\\", "/")
    if not name or _NO_PATH.search(name):
        return False
    path = _inside(context, name)
    return path is not None and _is_path(context, name) and not context.exists(path)


def _is_path(context: Context, name: str) -> bool:
    """Tell a path from a ticket number, an address without its scheme, or a folder that is kept elsewhere."""
    if name.startswith(("./", "../")):
        return True
    is_file = PurePosixPath(name).suffix[1:].lower() in _SUFFIXES
    if not is_file and _SPACE.search(name):
        return False
    first, slash, _ = name.partition("/")
    return context.exists(first) if slash else is_file


def _inside(context: Context, name: str) -> str | None:
    """Return a name as it is looked for, seen from the root where it climbs; None where it leaves the workspace."""
    if ".." not in name.split("/"):
        return name
    workspace = context.document.workspace
    try:
        folder = relpath(Path(context.document.name).parent, workspace.root) if workspace is not None else "."
    except ValueError:  # on another drive
        return None
    path = normpath(Path(folder, name)).replace("\\", "/")
    return None if path.startswith("..") or Path(path).is_absolute() else path
