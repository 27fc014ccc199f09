"""Scratch folders, repositories and workspaces for what runs cxmap and git from outside."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

GOOD = "cxmap: 1\nid: m\ntitle: T\nstages:\n  - {name: Order, touchpoints: [{name: Tap, owner: Digital}]}\n"
WARNED = "cxmap: 1\nid: m\ntitle: T\nstages:\n  - name: Order\n"
RULE = "stage-without-touchpoint"
WORKSPACE = f"cxmap: 1\nlint: {{select: [{RULE}]}}\n"
"""Every map under this workspace is good but for what `RULE` finds in `WARNED`, whatever other rules there are."""


class Repository:
    """A git repository to play with."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)

    def git(self, *arguments: str) -> str:
        done = subprocess.run(["git", *arguments], cwd=self.folder, capture_output=True, text=True, check=True)
        return done.stdout.strip()

    def begin(self) -> None:
        self.git("init", "--quiet", "--initial-branch", "main")

    def write(self, *names: str, content: str = "a\n") -> None:
        for name in names:
            path = self.folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(content, encoding="utf-8")

    def commit(self, *names: str, content: str = "a\n") -> str:
        self.write(*names, content=content)
        self.git("add", "--all")
        self.git("commit", "--quiet", "--allow-empty", "--message", "x")
        return self.git("rev-parse", "HEAD")

    def clone(self, folder: Path, branch: str) -> Repository:
        """Return a clone of one branch, one commit deep, as CI makes it."""
        self.git("clone", "--quiet", "--depth", "1", "--branch", branch, self.folder.as_uri(), str(folder))
        return Repository(folder)


def forget_git_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave out a person's settings, and what git told the hook that runs this; give a name to commit under."""
    for name in [name for name in os.environ if name.startswith("GIT_") and not name.startswith("GIT_SSL_")]:
        monkeypatch.delenv(name)
    person = {f"GIT_{who}_{what}": "a@example.org" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    for name, value in (person | {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}).items():
        monkeypatch.setenv(name, value)


def forget_surroundings(monkeypatch: pytest.MonkeyPatch, cache: Path) -> None:
    """Leave out what makes cxmap speak, colour and remember in the way of the person or the runner that tests it."""
    for name in ("CXMAP_LANG", "LC_ALL", "LC_MESSAGES", "LANG", "FORCE_COLOR", "GITHUB_ACTIONS"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("CXMAP_CACHE_DIR", str(cache))


def executable(path: Path, content: str) -> Path:
    """Write a shell script that can be run."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\n{content}\n", encoding="utf-8")
    path.chmod(0o755)
    return path


def cxmap_at(path: Path) -> Path:
    """Put the cxmap under test where a script expects one."""
    return executable(path, f'exec "{sys.executable}" -m cxmap "$@"')
