"""Versions of maps in git: a comparison of a large workspace of which little changed, and merges beside git's own."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

from tests.bench.differing import pair
from tests.bench.maps import maps_of_300_lines
from tests.bench.measuring import compare, compared, measure, row

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tests.bench.measuring import Cost

_MAPS, _CHANGED = 300, 3


def versions(folder: Path, cxmap: str) -> None:
    """A workspace of 300 maps with three that changed; a merge of 300 and of 30,000 lines."""
    _workspace(folder, cxmap)
    for large, lines in ((False, "300 lines"), (True, "30,000 lines")):
        _merge(folder, cxmap, lines, large=large)


def _workspace(folder: Path, cxmap: str) -> None:
    """Compare a working tree with HEAD where few maps changed, where all did, and where there are but those few."""
    few, many = folder / "few", folder / "many"
    for root, count in ((few, _CHANGED), (many, _MAPS)):
        maps = [Path(name) for name in maps_of_300_lines(root / "maps", count)]
        (root / "cxmap.yaml").write_text("cxmap: 1\n", encoding="utf-8")
        _git(root, "init", "--quiet")
        _git(root, "add", "--all")
        _git(root, "-c", "user.name=A", "-c", "user.email=a@example.org", "commit", "--quiet", "--message", "maps")
        for path in maps[:_CHANGED]:
            _change(path)
    inside = [cxmap, "diff", "--stat"]
    here, there = (_measured(inside, root) for root in (many, few))
    compared(f"diff, {_CHANGED} changed of {_MAPS} maps / of {_CHANGED}", here, there, target="1.5 x at most")
    for path in sorted((many / "maps").glob("*.yaml"))[_CHANGED:]:
        _change(path)
    compared(f"diff, {_CHANGED} / {_MAPS} changed of {_MAPS} maps", here, _measured(inside, many), target="much faster")


def _measured(command: Sequence[str], root: Path) -> list[Cost]:
    script = ["sh", "-c", 'cd "$0" && exec "$@"', str(root), *command]
    return [measure(script) for _ in range(5)]


def _change(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("duration: 25min", "duration: 35min", 1), encoding="utf-8")


def _git(root: Path, *arguments: str) -> None:
    subprocess.run(["git", *arguments], cwd=root, check=True, capture_output=True)


def _merge(folder: Path, cxmap: str, lines: str, *, large: bool) -> None:
    """Merge ten changes of one side with one of the other, beside git's merge by lines."""
    base, theirs = map(Path, pair(folder, large=large))
    ours = base.with_name("ours.yaml")
    ours.write_text(base.read_text(encoding="utf-8").replace("Retail Lending}}", "Home Lending}}", 1), encoding="utf-8")
    result = base.with_name("result.yaml")
    ours_command = [cxmap, "merge", str(base), str(ours), str(theirs), "--output", str(result)]
    done = subprocess.run(ours_command, capture_output=True, check=False)
    row(f"merge, {lines}: exit code", str(done.returncode), "0")
    by_lines = ["sh", "-c", 'git merge-file -p "$@" || true', "git", str(ours), str(base), str(theirs)]
    if large:
        compared(f"merge, {lines} / git merge-file", [measure(ours_command)], [measure(by_lines)], target="")
    else:
        compare(f"merge, {lines} / git merge-file", ours_command, by_lines, "")
