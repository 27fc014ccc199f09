"""Remembers what was found in a map, by its content, in the user's cache folder.

A result depends on the map's text and what was measured of it, the workspace, the rules with their severities and
options, the day, the program, and the files that rules looked for or read: all but the last are in its key, and those are
looked for again. Whatever is
wrong with the cache itself counts as nothing remembered: it can slow a run down, but not change what is found.
"""

from __future__ import annotations

import json
import os
import tempfile
from contextlib import suppress
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cxmap.diagnostics import Diagnostic, Edit, Fix, Severity, Span, Text
from cxmap.language import Words
from cxmap.lint.checking import Checked
from cxmap.lint.context import is_there
from cxmap.lint.data_files import stamp_of
from cxmap.model.coverage import Coverage, Share

if TYPE_CHECKING:
    from datetime import date

    from cxmap.lint.engine import ActiveRule
    from cxmap.measures_file import MeasuresText
    from cxmap.workspace import Workspace

_FORMAT = 2
_MOST_ENTRIES = 20_000
_PACKAGE = Path(__file__).parents[1]


@dataclass(slots=True)
class Cache:
    """What is remembered for the maps of one workspace, or of one folder; `save` writes what is new."""

    file: Path
    stamp: str
    _entries: dict[str, Any] = field(default_factory=dict)
    _used: dict[str, Any] = field(default_factory=dict)
    _is_new: bool = False
    _rules: dict[int, str] = field(default_factory=dict)

    def key(self, content: str, active: tuple[ActiveRule, ...], measured: MeasuresText | None) -> str:
        """Return the key of a map's text, and of what was measured of it, under rules."""
        rules = self._rules.get(id(active))
        if rules is None:
            said = repr([(one.rule.name, int(one.severity), sorted(one.options.items())) for one in active])
            rules = self._rules[id(active)] = _digest(self.stamp, said)
        return _digest(rules, content, *(() if measured is None else map(repr, measured)))

    def get(self, key: str, text: Text, workspace: Workspace | None) -> Checked | None:
        """Return what was found under a key, as findings in `text`; None where nothing is remembered or it is stale."""
        entry = self._entries.get(key)
        if entry is None:
            return None
        try:
            known = _read(entry, text)
        except (KeyError, TypeError, ValueError, IndexError):
            return None
        if any(is_there(name, text.name, workspace) is not there for name, there in known.asked):
            return None
        if any(stamp_of(name, workspace) != stamp for name, stamp in known.stamps):
            return None
        self._used[key] = entry
        return known

    def put(self, key: str, checked: Checked) -> None:
        """Remember what was found."""
        self._used[key] = _written(checked)
        self._is_new = True

    def save(self) -> None:
        """Write what this run used or found; what another run wrote in the meantime stays, up to a limit."""
        if not self._is_new:
            return
        entries = _entries_in(self.file, self.stamp) | self._used
        kept = dict(list(entries.items())[-_MOST_ENTRIES:])
        with suppress(OSError):
            self.file.parent.mkdir(parents=True, exist_ok=True)
            handle, temporary = tempfile.mkstemp(prefix=".writing-", dir=self.file.parent)
            try:
                content = json.dumps({"stamp": self.stamp, "entries": kept}, separators=(",", ":"))
                with os.fdopen(handle, "w", encoding="utf-8") as file:
                    file.write(f"{_digest(content)}\n{content}")
                Path(temporary).replace(self.file)
            except BaseException:
                Path(temporary).unlink(missing_ok=True)
                raise


def open_cache(root: Path, workspace: Workspace | None, today: date) -> Cache:
    """Return the cache for the maps of a workspace, or of the folder `root` where there is none."""
    shared = workspace.source.text.content if workspace else ""
    stamp = _digest(str(_FORMAT), _program(), shared, today.isoformat())
    file = _folder() / f"{_digest(str(root.resolve()))}.json"
    return Cache(file, stamp, _entries_in(file, stamp))


def _folder() -> Path:
    from platformdirs import user_cache_path

    given = os.environ.get("CXMAP_CACHE_DIR")
    return (Path(given) if given else user_cache_path("cxmap", appauthor=False)) / "lint"


def _entries_in(file: Path, stamp: str) -> dict[str, Any]:
    try:
        digest, _, written = file.read_text(encoding="utf-8").partition("\n")
        if digest != _digest(written):
            return {}
        content = json.loads(written)
        return dict(content["entries"]) if content["stamp"] == stamp else {}
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return {}


def _digest(*parts: str) -> str:
    hashed = blake2b(digest_size=16)
    for part in parts:
        hashed.update(part.encode("utf-8", "surrogatepass"))
        hashed.update(b"\0")
    return hashed.hexdigest()


def _program() -> str:
    """Tell one state of the program from another by the size and age of its files."""
    found = []
    folders = [str(_PACKAGE)]
    while folders:
        with os.scandir(folders.pop()) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    folders.append(entry.path)
                elif entry.name.endswith(".py"):
                    status = entry.stat()
                    found.append((entry.path, status.st_size, status.st_mtime_ns))
    return repr(sorted(found))


def _written(checked: Checked) -> dict[str, Any]:
    return {
        "found": [_diagnostic_written(diagnostic) for diagnostic in checked.found],
        "excused": [[_diagnostic_written(diagnostic), reason] for diagnostic, reason in checked.excused],
        "coverage": checked.coverage,
        "language": checked.language,
        "teams": checked.teams,
        "asked": checked.asked,
        "stamps": checked.stamps,
    }


def _read(entry: dict[str, Any], text: Text) -> Checked:
    coverage = entry["coverage"]
    return Checked(
        text,
        tuple(_diagnostic_read(data, text) for data in entry["found"]),
        tuple((_diagnostic_read(data, text), reason) for data, reason in entry["excused"]),
        None if coverage is None else Coverage(*(Share(*share) for share in coverage)),
        entry["language"],
        tuple(entry["teams"]),
        tuple((name, there) for name, there in entry["asked"]),
        tuple((name, stamp) for name, stamp in entry["stamps"]),
    )


def _diagnostic_written(one: Diagnostic) -> list[Any]:
    return [
        int(one.severity),
        one.code,
        one.message,
        one.span,
        one.help,
        one.related,
        one.path,
        one.fix,
        one.owner,
        one.address,
        one.hides,
    ]


def _diagnostic_read(data: list[Any], text: Text) -> Diagnostic:
    severity, code, message, span, remedy, related, path, fix, owner, address, hides = data
    return Diagnostic(
        Severity(severity),
        code,
        Words(*message),
        text.name,
        Span(*span) if span else None,
        Words(*remedy) if remedy else None,
        (Span(*related[0]), Words(*related[1])) if related else None,
        tuple(path),
        Fix(Words(*fix[0]), tuple(Edit(Span(*at), new) for at, new in fix[1])) if fix else None,
        owner,
        tuple(address),
        hides,
    )
