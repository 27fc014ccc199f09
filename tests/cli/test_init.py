"""`cxmap init`: a workspace that works at once, and that never costs anybody a file."""

from __future__ import annotations

import errno
import json
import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from cxmap.cli import files, init
from cxmap.cli.app import run
from cxmap.cli.init import make_workspace
from cxmap.diagnostics import CxmapError
from cxmap.document import load
from cxmap.model.schema import packaged_schema
from cxmap.workspace import open_workspace

SAMPLES = {"en": "maps/bike-repair.yaml", "zh": "maps/clinic-visit.yaml"}


@pytest.fixture(autouse=True)
def _plain_english(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CXMAP_LANG", "en")
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setattr("shutil.which", lambda name: f"/usr/bin/{name}")


def tree(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_workspace_is_complete_and_clean_for_ever(language: str, tmp_path: Path) -> None:
    assert run(["init", "new", "--lang", language]) == 0
    made = tree(tmp_path / "new")
    assert sorted(made) == sorted(
        [".cxmap/map.schema.json", ".cxmap/workspace.schema.json", ".gitignore", "cxmap.yaml", SAMPLES[language]]
    )
    assert b"\r" not in b"".join(made.values())
    assert all(text.endswith(b"\n") for text in made.values())
    for today in ("2026-01-01", "2099-12-31"):
        assert run(["lint", "new", "--today", today]) == 0


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_map_shows_one_of_everything(language: str, tmp_path: Path) -> None:
    make_workspace("new", language)
    document = load(tmp_path / "new" / SAMPLES[language], open_workspace(tmp_path / "new"))
    journey, touchpoints = document.journey, [t for stage in document.journey.stages for t in stage.touchpoints]
    assert document.language == language
    assert (len(journey.personas), len(journey.stages), len(touchpoints)) == (1, 3, 5)
    scores = [touchpoint.emotion["*"] for touchpoint in touchpoints]
    assert scores.count(None) == 1
    assert min(score for score in scores if score is not None) == -2
    assert scores[-1] == 2
    assert [touchpoint.moment_of_truth for touchpoint in touchpoints].count(True) == 1
    assert all(touchpoint.owner and touchpoint.channel for touchpoint in touchpoints)
    (pain,) = [pain for touchpoint in touchpoints for pain in touchpoint.pain_points]
    (opportunity,) = [chance for touchpoint in touchpoints for chance in touchpoint.opportunities]
    (action,) = journey.actions
    assert pain.severity
    assert pain.evidence == (journey.evidence[0].id,)
    assert str(opportunity.text).endswith(("?", "？"))
    assert (opportunity.addresses, action.addresses) == ((pain.id,), (opportunity.id,))
    served = {need for touchpoint in touchpoints for need in touchpoint.needs}
    assert {need.id for need in journey.personas[0].needs} == served
    assert journey.review is not None
    assert journey.review.last is None


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_file_points_editors_to_its_schema(language: str, tmp_path: Path) -> None:
    make_workspace("new", language)
    for name, which in (("cxmap.yaml", "workspace"), (SAMPLES[language], "map")):
        path = tmp_path / "new" / name
        first = path.read_text(encoding="utf-8").splitlines()[0]
        assert first.startswith("# yaml-language-server: $schema=")
        schema = path.parent / first.partition("$schema=")[2]
        assert schema.read_text(encoding="utf-8") == packaged_schema(which)
        assert json.loads(schema.read_text(encoding="utf-8"))["$id"] == f"urn:cxmap:1:{which}"


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("folder", [".", "new", "my maps & more", "旅程图", "a/b/c", "-x", "it's"])
def test_the_commands_can_be_pasted(
    folder: str, language: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["init", "--lang", language, "--", folder]) == 0
    commands = [line.strip() for line in capsys.readouterr().out.splitlines() if line.startswith("  cxmap ")]
    parsed = [shlex.split(command) for command in commands]
    assert [words[1] for words in parsed] == ["lint", "show", "render"]
    for words in parsed[:2]:
        assert run(words[1:]) == 0
    assert parsed[2][-1] == ("render" if folder == "." else str(Path(folder) / "posters").replace("-x", "./-x"))


def test_letters_of_any_script_need_no_quotes(capsys: pytest.CaptureFixture[str]) -> None:
    make_workspace("旅程图", "zh")
    out = capsys.readouterr().out
    assert "  cxmap lint 旅程图\n" in out
    assert out.startswith("已在 旅程图 新建工作区：\n")


def test_without_cxmap_on_the_path_the_commands_name_python(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("shutil.which", lambda name: None)
    make_workspace(".", "en")
    command = capsys.readouterr().out.splitlines()[-3].strip()
    assert shlex.split(command) == [sys.executable, "-m", "cxmap", "lint"]
    done = subprocess.run(shlex.split(command), capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("name", ["cxmap.yaml", "maps/bike-repair.yaml", ".cxmap/map.schema.json"])
def test_nothing_is_written_where_a_file_is_in_the_way(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / name).parent.mkdir(exist_ok=True)
    (tmp_path / name).write_text("mine")
    before = sorted(tmp_path.rglob("*"))
    assert run(["init"]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert f"nothing was written: {name} exists here already" in err
    assert "cxmap init journeys" in err
    assert ("cxmap lint;" in err) == (name == "cxmap.yaml")
    assert sorted(tmp_path.rglob("*")) == before
    assert (tmp_path / name).read_text() == "mine"


def test_a_second_run_changes_nothing_and_suggests_a_free_folder(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    make_workspace("new", "en")
    (tmp_path / "new-2").mkdir()
    before = tree(tmp_path)
    monkeypatch.setenv("CXMAP_LANG", "zh")
    assert run(["init", "new", "--lang", "zh"]) == 2
    assert tree(tmp_path) == before
    err = capsys.readouterr().err
    assert "什么也没有写入：new 已有 cxmap.yaml" in err
    assert "cxmap lint new" in err
    assert "cxmap init new-3" in err


def test_a_dangling_link_is_not_written_through(tmp_path: Path) -> None:
    (tmp_path / "cxmap.yaml").symlink_to("elsewhere.yaml")
    assert run(["init"]) == 2
    assert not (tmp_path / "elsewhere.yaml").exists()
    assert [path.name for path in tmp_path.iterdir()] == ["cxmap.yaml"]


@pytest.mark.parametrize(("kept", "advice"), [("build/\n", True), ("/posters/\n", False), ("posters\n", False)])
def test_a_gitignore_is_left_alone(kept: str, advice: bool, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / ".gitignore").write_text(kept)
    (tmp_path / "other.txt").write_text("other")
    assert run(["init"]) == 0
    assert (tmp_path / ".gitignore").read_text() == kept
    assert (tmp_path / "cxmap.yaml").exists()
    assert (".gitignore" in capsys.readouterr().out) == advice


@pytest.mark.parametrize(
    ("blocked", "folder", "message"),
    [
        ("file", "file", "file is a file, not a folder"),
        ("file", "file/inside", "file is not a folder"),
        ("maps", ".", "maps is not a folder"),
        ("new/.cxmap", "new", "new/.cxmap is not a folder"),
    ],
)
def test_a_file_where_a_folder_is_needed(
    blocked: str, folder: str, message: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / blocked).parent.mkdir(exist_ok=True)
    (tmp_path / blocked).write_text("mine")
    assert run(["init", folder]) == 2
    assert message in capsys.readouterr().err
    assert tree(tmp_path) == {blocked: b"mine"}


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_may_not_be_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "closed").mkdir(mode=0o555)
    assert run(["init", "closed/new"]) == 2
    assert "no permission to write there" in capsys.readouterr().err


def test_what_the_system_forbids_is_said_in_words(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    def refuse(path: Path) -> None:
        raise PermissionError(errno.EACCES, "Permission denied", str(path))

    monkeypatch.setattr(Path, "mkdir", refuse)
    assert run(["init", "new"]) == 2
    assert "the workspace cannot be made in new: no permission to write there" in capsys.readouterr().err
    monkeypatch.undo()
    assert run(["init", str(tmp_path / ("x" * 300))]) == 2
    assert run(["init", "zero\0byte"]) == 2


@pytest.mark.parametrize("fails_at", range(1, 6))
def test_a_failure_half_way_leaves_nothing_behind(
    fails_at: int, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "kept.txt").write_text("kept")
    write_new, calls = files.write_new, []

    def full_disk(path: Path, text: str) -> None:
        calls.append(path)
        if len(calls) == fails_at:
            raise OSError(errno.ENOSPC, "No space left on device")
        write_new(path, text)

    monkeypatch.setattr(init, "write_new", full_disk)
    for folder in (".", "new/deep"):
        calls.clear()
        with pytest.raises(CxmapError, match="No space left on device"):
            make_workspace(folder, "en")
        assert [path.name for path in tmp_path.rglob("*")] == ["kept.txt"]


def test_a_file_that_appears_meanwhile_survives(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    write_new = files.write_new

    def overtaken(path: Path, text: str) -> None:
        if path.name == "cxmap.yaml":
            path.write_text("theirs")
        write_new(path, text)

    monkeypatch.setattr(init, "write_new", overtaken)
    with pytest.raises(CxmapError, match=r"nothing was written: cxmap\.yaml exists here already"):
        make_workspace(".", "en")
    assert tree(tmp_path) == {"cxmap.yaml": b"theirs"}


def test_file_systems_without_hard_links(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def no_links(source: Path, target: Path) -> None:
        raise OSError(errno.EPERM, "Operation not permitted")

    make_workspace("linked", "en")
    monkeypatch.setattr(os, "link", no_links)
    make_workspace("plain", "en")
    assert tree(tmp_path / "plain") == tree(tmp_path / "linked")
    with pytest.raises(FileExistsError):
        files.write_new(tmp_path / "plain" / "cxmap.yaml", "other")
    assert tree(tmp_path / "plain") == tree(tmp_path / "linked")


def test_control_characters_in_a_name_do_not_reach_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    for _ in range(2):
        run(["init", "\x1b[31mred"])
    out, err = capsys.readouterr()
    assert "\x1b" not in out + err
    assert "␛[31mred" in out
