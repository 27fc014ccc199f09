"""What changed between two maps, by cxmap and by what compares any YAML: how long it takes, and how much is told.

The peers are called where they are installed: `pip install graphtage 'deepdiff[cli]' yamlpath` in an environment of its
own (they pin libraries that cxmap needs newer), and `CXMAP_PEERS` names its folder of programs.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

from tests.bench.maps import maps_of_300_lines
from tests.bench.measuring import compare, compared, measure, row

if TYPE_CHECKING:
    from collections.abc import Callable

TRUE_CHANGES = 10
_PATIENCE = 240  # seconds for a peer


def _edited(text: str) -> str:
    """Return the text with ten changes: two scores, a time, a thought, a severity, an owner, a text, a pain point, a title, an order."""
    for old, new in (
        ("emotion: {li-wei: 0, chen-hao: 1}", "emotion: {li-wei: -1, chen-hao: 2}"),  # two
        ("duration: 25min", "duration: 35min"),
        ('"Again: why do I fill this in?"', '"Again: why must I fill this in?"'),
        ("severity: medium", "severity: high"),
        ("owner: retail}\n        backstage", "owner: risk}\n        backstage"),
        ("Paper no. 3 is checked", "Paper number 3 is checked"),
        ("An answer within three weeks", "An answer within two weeks"),
        (
            "pain_points:\n          - id: pain-visit-5",
            "pain_points:\n          - {id: new-pain, text: {zh: 等, en: A queue}}\n          - id: pain-visit-5",
        ),
    ):
        text = text.replace(old, new, 1)
    # The tenth: the order of two stages.
    stages = text.split("\n  - id: ")
    first = next(index for index, part in enumerate(stages) if part.startswith("before\n"))
    stages[first], stages[first + 1] = stages[first + 1], stages[first]
    return "\n  - id: ".join(stages)


def pair(folder: Path, *, large: bool) -> tuple[str, str]:
    """Write two versions of a map, of 300 or of 30,000 lines, and return their paths."""
    (one,) = maps_of_300_lines(folder / "pair", 1)
    text = re.sub(r": (\d{4}-\d\d-\d\d)", r": '\1'", Path(one).read_text(encoding="utf-8"))  # graphtage knows no dates
    if large:
        head, _, stages = text.partition("stages:\n")
        copies = [
            stages.replace("visit-", f"visit-{number}-").replace("- id: before", f"- id: before-{number}")
            .replace("- id: apply", f"- id: apply-{number}").replace("- id: answer", f"- id: answer-{number}")
            .replace("- id: after", f"- id: after-{number}")
            for number in range(1, 120)
        ]  # fmt: skip
        text = head + "stages:\n" + stages + "".join(copies)
    names = folder / ("large-old.yaml" if large else "old.yaml"), folder / ("large-new.yaml" if large else "new.yaml")
    names[0].write_text(text, encoding="utf-8")
    names[1].write_text(_edited(text), encoding="utf-8")
    return str(names[0]), str(names[1])


def diff(folder: Path, cxmap: str) -> None:
    """Time and number of reported changes, beside the peers in the same run."""
    peers = Path(os.environ.get("CXMAP_PEERS", "/nowhere"))
    for large, lines in ((False, "300 lines"), (True, "30,000 lines")):
        old, new = pair(folder, large=large)
        ours = [cxmap, "diff", old, new]
        told = json.loads(subprocess.run([*ours, "--format", "json"], capture_output=True, check=True).stdout)
        changes = sum(len(each["changes"]) for each in told["maps"])
        row(f"diff, {lines}: changes told / true", str(changes), str(TRUE_CHANGES))
        commands: dict[str, tuple[list[str], Callable[[str], int], str]] = {
            "git diff --stat": (["git", "diff", "--no-index", "--stat", old, new], _git_lines, ""),
            "deep diff": ([str(peers / "deep"), "diff", old, new], _lines, "10 x faster" if large else "no slower"),
            "yaml-diff": ([str(peers / "yaml-diff"), old, new], _lines, "10 x faster" if large else ""),
            "graphtage": ([str(peers / "graphtage"), "--no-status", "-k", old, new], _lines, "4 x faster"),
        }
        for name, (command, count, target) in commands.items():
            if not (command[0] == "git" or Path(command[0]).exists()):
                row(f"diff, {lines} / {name}", "", "not installed")
                continue
            try:
                done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=_PATIENCE)
            except subprocess.TimeoutExpired:
                row(f"diff, {lines} / {name}", "", f"over {_PATIENCE} s")
                continue
            row(f"  {name}: lines told", "", str(count(done.stdout)))
            if large:
                compared(f"diff, {lines} / {name}", [measure(ours)], [measure(command)], target=target)
            else:
                compare(f"diff, {lines} / {name}", ours, command, target)


def _lines(output: str) -> int:
    return len(output.splitlines())


def _git_lines(output: str) -> int:
    """Return how many lines git calls changed."""
    summary = output.splitlines()[-1] if output else ""
    return sum(
        int(word)
        for word, next_ in zip(summary.split(), summary.split()[1:], strict=False)
        if next_.startswith(("insertion", "deletion"))
    )
