"""What a run remembers: nothing changes but the time it takes."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from cxmap.cli.app import run
from cxmap.lint import RULES
from cxmap.lint.cache import open_cache
from cxmap.lint.checking import Checker
from cxmap.lint.policy import choice_of, policy_of
from cxmap.workspace import open_workspace
from tests.helpers import EXAMPLES, HEAD

TODAY = date(2026, 6, 1)
POLICY = policy_of(RULES, None)
FAULTY = HEAD + "teams: [payments]\nowner: paymnts\nstages: [a]\n"


@pytest.fixture(autouse=True)
def cache_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("CXMAP_CACHE_DIR", str(tmp_path / "cache"))
    return tmp_path / "cache" / "lint"


def maps(folder: Path, count: int = 12) -> list[Path]:
    folder.mkdir(exist_ok=True)
    paths = [folder / f"m{number:02}.yaml" for number in range(count)]
    for path in paths:
        path.write_text(FAULTY.replace("stages: [a]", f"stages: [{path.stem}]"), encoding="utf-8")
    return paths


class Counting(Checker):
    """A checker that counts how often it has to check a text."""

    checks = 0

    def check_text(self, *arguments: object) -> object:  # type: ignore[override]
        Counting.checks += 1
        return super().check_text(*arguments)  # type: ignore[arg-type]


def check(paths: list[Path], today: date = TODAY, select: tuple[str, ...] = ()) -> tuple[list[object], int]:
    """Check maps with what is remembered; return what is known, and how many maps had to be checked."""
    cache = open_cache(Path(), None, today)
    policy = POLICY.also(choice_of(RULES, select, ())) if select else POLICY
    Counting.checks = 0
    known: list[object] = [Counting(policy, None, today, cache).check(path) for path in paths]
    cache.save()
    return known, Counting.checks


def test_a_second_run_checks_only_what_changed(tmp_path: Path) -> None:
    paths = maps(tmp_path / "maps")
    first, checked = check(paths)
    assert checked == 12
    assert check(paths) == (first, 0)
    paths[3].write_text(FAULTY + "kind: custmer\n", encoding="utf-8")
    assert check(paths)[1] == 1
    assert check(paths)[1] == 0


def test_what_is_remembered_is_what_would_be_found(tmp_path: Path) -> None:
    paths = [*maps(tmp_path / "maps"), *EXAMPLES]
    (tmp_path / "maps" / "bad.yaml").write_text("a: [\n", encoding="utf-8")
    paths.append(tmp_path / "maps" / "bad.yaml")
    fresh = [Checker(POLICY, None, TODAY).check(path) for path in paths]
    assert check(paths)[0] == fresh
    assert check(paths) == (fresh, 0)


def test_another_day_another_rule_another_name(tmp_path: Path) -> None:
    paths = maps(tmp_path / "maps", 1)
    check(paths)
    assert check(paths, date(2026, 6, 2))[1] == 1
    assert check(paths, date(2026, 6, 2), ("unknown-owner",))[1] == 1
    moved = paths[0].rename(tmp_path / "maps" / "moved.yaml")
    (known,), checked = check([moved], date(2026, 6, 2))
    assert checked == 0
    assert all(diagnostic.file == str(moved) for diagnostic in known.found)  # type: ignore[attr-defined]


def test_a_file_that_a_rule_looked_for_appears(tmp_path: Path) -> None:
    path = tmp_path / "m.yaml"
    (tmp_path / "data").mkdir()
    path.write_text(HEAD + "stages: [a]\nevidence: [{id: e, source: data/e.csv}]\n", encoding="utf-8")
    codes = [[d.code for d in known.found] for known in check([path])[0]]  # type: ignore[attr-defined]
    assert "unknown-source-file" in codes[0]
    assert check([path])[1] == 0
    (tmp_path / "data" / "e.csv").write_text("", encoding="utf-8")
    (known,), checked = check([path])
    assert checked == 1
    assert "unknown-source-file" not in [d.code for d in known.found]  # type: ignore[attr-defined]


def test_the_workspace_is_part_of_the_key(tmp_path: Path) -> None:
    (tmp_path / "cxmap.yaml").write_text("cxmap: 1\nlibrary: {teams: [paymnts]}\n", encoding="utf-8")
    stamps = {open_cache(tmp_path, workspace, TODAY).stamp for workspace in (None, open_workspace(tmp_path))}
    (tmp_path / "cxmap.yaml").write_text("cxmap: 1\n", encoding="utf-8")
    stamps.add(open_cache(tmp_path, open_workspace(tmp_path), TODAY).stamp)
    assert len(stamps) == 3


@pytest.mark.parametrize("content", ["", "{", "[]", '{"stamp": 1}', '{"stamp": "@", "entries": {"x": 1}}', "\0\0"])
def test_a_broken_cache_is_no_cache(tmp_path: Path, cache_folder: Path, content: str) -> None:
    paths = maps(tmp_path / "maps", 2)
    first, _ = check(paths)
    (file,) = cache_folder.iterdir()
    file.write_text(content, encoding="utf-8")
    assert check(paths) == (first, 2)
    assert check(paths) == (first, 0)


def test_a_changed_cache_is_no_cache(tmp_path: Path, cache_folder: Path) -> None:
    paths = maps(tmp_path / "maps", 3)
    first, _ = check(paths)
    (file,) = cache_folder.iterdir()
    file.write_text(file.read_text(encoding="utf-8").replace("stage", "stave"), encoding="utf-8")
    assert check(paths) == (first, 3)


def test_a_folder_that_cannot_be_written_is_no_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    monkeypatch.setenv("CXMAP_CACHE_DIR", str(tmp_path / "file"))
    assert check(maps(tmp_path / "maps", 2))[1] == 2
    assert check(maps(tmp_path / "maps", 2))[1] == 2


def test_runs_beside_each_other_do_not_disturb(tmp_path: Path, cache_folder: Path) -> None:
    maps(tmp_path / "maps", 30)
    command = [sys.executable, "-m", "cxmap", "lint", "maps", "--format", "json", "--today", "2026-06-01"]
    runs = [subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=tmp_path) for _ in range(4)]
    outputs = {one.communicate()[0] for one in runs}
    assert [one.returncode for one in runs] == [1, 1, 1, 1]
    assert len(outputs) == 1
    assert [path.suffix for path in cache_folder.iterdir()] == [".json"]


def test_the_command_line_says_the_same_with_and_without(
    tmp_path: Path, cache_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    maps(tmp_path / "maps")
    for format_ in ("text", "json", "sarif", "junit", "github", "gitlab", "markdown", "jsonl"):
        said = []
        for more in (["--no-cache"], [], []):
            run(["lint", str(tmp_path / "maps"), "--today", "2026-06-01", "--format", format_, *more])
            said.append(capsys.readouterr().out)
        assert said[0] == said[1] == said[2]
    assert cache_folder.is_dir()


def test_no_cache_leaves_nothing_behind(tmp_path: Path, cache_folder: Path) -> None:
    maps(tmp_path / "maps")
    run(["lint", str(tmp_path / "maps"), "--no-cache"])
    assert not cache_folder.exists()
