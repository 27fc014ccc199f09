"""Git with cxmap as its merge driver and textconv: real repositories, real merges."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from cxmap.cli.app import run
from tests.integration.scratch import Repository, forget_git_settings
from tests.merge.test_merging import BASE, DESK, DESK_MOVED, TREAT_FIRST, put

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")

WORKSPACE = "cxmap: 1\nmaps: ['地图/**/*.yaml']\n"
MAP = "地图/就诊 map.yaml"


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
    forget_git_settings(monkeypatch)
    monkeypatch.setenv("PATH", f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setenv("CXMAP_LANG", "en")
    made = Repository(tmp_path / "client maps")
    made.begin()
    made.write("cxmap.yaml", content=WORKSPACE)
    made.commit(MAP, content=BASE)
    monkeypatch.chdir(made.folder)
    return made


@pytest.fixture
def ready(repository: Repository) -> Repository:
    assert run(["git-setup"]) == 0
    repository.commit("x", content="x")
    return repository


def branch(repository: Repository, name: str, content: str, path: str = MAP, base: str = "main") -> None:
    repository.git("switch", "--quiet", "--create", name, base)
    repository.commit(path, content=content)


def merge(repository: Repository, *branches: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["git", "merge", "--no-edit", *branches], cwd=repository.folder, capture_output=True, text=True, check=False
    )


def text(repository: Repository, path: str = MAP) -> str:
    return (repository.folder / path).read_text(encoding="utf-8")


def test_what_git_alone_cannot_merge_is_merged(ready: Repository) -> None:
    branch(ready, "one", put("emotion: 0", "emotion: -2"))
    branch(ready, "two", TREAT_FIRST)
    assert merge(ready, "one").returncode == 0
    assert text(ready) == put("emotion: 0", "emotion: -2", TREAT_FIRST)


def test_without_the_driver_it_is_a_conflict(repository: Repository) -> None:
    branch(repository, "one", put("emotion: 0", "emotion: -2"))
    branch(repository, "two", TREAT_FIRST)
    assert merge(repository, "one").returncode == 1


def test_a_conflict_is_left_at_its_field_and_said(ready: Repository) -> None:
    branch(ready, "one", put("emotion: 1", "emotion: -1", put("owner: ward", "owner: it")))
    branch(ready, "two", put("emotion: 1", "emotion: 2", put(DESK, "")))
    done = merge(ready, "one")
    assert done.returncode == 1
    assert "both changed stages › arrive › touchpoints › door › emotion" in done.stderr + done.stdout
    shown = text(ready)
    assert "<<<<<<< ours\n        emotion: 2\n=======\n        emotion: -1\n>>>>>>> theirs\n" in shown
    assert "owner: it" in shown
    assert DESK not in shown
    assert ready.git("diff", "--name-only", "--diff-filter=U", "-z").strip("\0") == MAP


def test_a_rebase_and_a_renamed_file(ready: Repository) -> None:
    branch(ready, "one", put("emotion: 0", "emotion: -2"))
    ready.git("switch", "--quiet", "--create", "two", "main")
    ready.git("mv", MAP, "地图/moved.yaml")
    ready.commit("地图/moved.yaml", content=DESK_MOVED)
    ready.git("rebase", "--quiet", "one")
    assert text(ready, "地图/moved.yaml") == put("emotion: 0", "emotion: -2", DESK_MOVED)


def test_an_octopus_is_gits_own_affair_and_loses_nothing(ready: Repository) -> None:
    """Git calls no driver in a merge of several branches at once; where its own cannot do it, one after the other can."""
    branch(ready, "one", put("title: Visit", "title: A visit"))
    branch(ready, "two", put("emotion: 1", "emotion: 2"))
    branch(ready, "three", put("name: Doctor", "name: The doctor"))
    branch(ready, "four", put("owner: ward", "owner: it"))
    ready.git("switch", "--quiet", "main")
    assert merge(ready, "one", "two", "three").returncode == 0
    assert all(each in text(ready) for each in ("A visit", "emotion: 2", "The doctor"))
    doctor = put("name: Doctor", "name: The doctor")
    branch(ready, "five", put("goal: To be well", "goal: To be quite well", doctor), base="three")
    ready.git("switch", "--quiet", "main")
    assert merge(ready, "four", "five").returncode != 0
    ready.git("reset", "--quiet", "--hard")
    assert [merge(ready, name).returncode for name in ("four", "five")] == [0, 0]
    assert all(each in text(ready) for each in ("A visit", "emotion: 2", "The doctor", "owner: it", "quite well"))


def test_a_criss_cross(ready: Repository) -> None:
    branch(ready, "one", put("owner: ward", "owner: it"))
    branch(ready, "two", put("emotion: 1", "emotion: 2"))
    ready.git("branch", "two-before", "two")
    assert merge(ready, "one").returncode == 0
    ready.git("switch", "--quiet", "one")
    assert merge(ready, "two-before").returncode == 0
    ready.commit(MAP, content=text(ready).replace("goal: To be well", "goal: To be well soon"))
    ready.git("switch", "--quiet", "two")
    ready.commit(MAP, content=text(ready).replace("name: Doctor", "name: The doctor"))
    assert merge(ready, "one").returncode == 0
    shown = text(ready)
    assert all(each in shown for each in ("owner: it", "emotion: 2", "well soon", "The doctor"))


def test_a_checkout_with_crlf(ready: Repository) -> None:
    ready.git("config", "core.autocrlf", "true")
    branch(ready, "one", put("emotion: 0", "emotion: -2").replace("\n", "\r\n"))
    branch(ready, "two", TREAT_FIRST.replace("\n", "\r\n"))
    assert merge(ready, "one").returncode == 0
    data = (ready.folder / MAP).read_bytes()
    assert data.replace(b"\r\n", b"\n").decode() == put("emotion: 0", "emotion: -2", TREAT_FIRST)
    assert b"\n" not in data.replace(b"\r\n", b"")


def test_what_is_no_map_is_merged_by_git(ready: Repository) -> None:
    notes = "a: 1\nb: 2\nc: 3\nd: 4\ne: 5\n"
    ready.commit("地图/notes.yaml", content=notes)
    branch(ready, "one", notes.replace("a: 1", "a: 0"), "地图/notes.yaml")
    branch(ready, "two", notes.replace("e: 5", "e: 6"), "地图/notes.yaml")
    done = merge(ready, "one")
    assert done.returncode == 0
    assert "cxmap" not in done.stderr
    assert text(ready, "地图/notes.yaml") == notes.replace("a: 1", "a: 0").replace("e: 5", "e: 6")


def test_a_broken_version_is_merged_by_lines_and_said(ready: Repository) -> None:
    branch(ready, "one", put("stages:", "stagse:"))
    branch(ready, "two", put("name: Doctor", "name: The doctor"))
    done = merge(ready, "one")
    assert done.returncode == 0
    assert "is merged line by line" in done.stderr + done.stdout
    assert "The doctor" in text(ready)


def test_a_merge_that_is_no_valid_map_is_not_passed_over(ready: Repository) -> None:
    branch(ready, "one", put(", {id: calls, title: Calls}", ""))
    branch(ready, "two", put("emotion: 1", "emotion: 1\n        evidence: [calls]"))
    done = merge(ready, "one")
    assert done.returncode == 1
    assert "what both did does not go together" in done.stderr + done.stdout
    assert "evidence: [calls]" in text(ready)


def test_git_diff_and_log_show_the_outline(ready: Repository) -> None:
    ready.write(MAP, content=put("emotion: 1", "emotion: -1"))
    shown = ready.git("diff")
    assert "-      emotion: +1\n" in shown
    assert "+      emotion: −1\n" in shown
    assert "touchpoint Door [door]" in shown
    ready.git("commit", "--quiet", "--all", "--message", "worse")
    assert "+      emotion: −1\n" in ready.git("log", "-p", "-1")


def test_a_clone_needs_the_settings_only(
    ready: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    branch(ready, "one", put("emotion: 0", "emotion: -2"))
    branch(ready, "two", TREAT_FIRST)
    ready.git("clone", "--quiet", ready.folder.as_uri(), str(tmp_path / "clone"))
    clone = Repository(tmp_path / "clone")
    monkeypatch.chdir(clone.folder)
    capsys.readouterr()
    assert run(["git-setup"]) == 0
    assert ".gitattributes" not in capsys.readouterr().out.splitlines()[0]
    assert clone.git("status", "--porcelain") == ""
    assert merge(clone, "origin/one").returncode == 0


def test_it_says_what_it_did_and_takes_it_back(repository: Repository, capsys: pytest.CaptureFixture[str]) -> None:
    repository.write(".gitattributes", content="*.png binary\n")
    assert run(["git-setup"]) == 0
    out = capsys.readouterr().out
    assert "written: .gitattributes\n" in out
    assert "merge.cxmap.driver" in out
    attributes = (repository.folder / ".gitattributes").read_text(encoding="utf-8")
    assert attributes.startswith("*.png binary\n# begin")
    assert "/地图/**/*.yaml merge=cxmap diff=cxmap\n" in attributes
    assert run(["git-setup"]) == 0
    assert capsys.readouterr().out == "nothing to do: it is as it should be\n"
    assert run(["git-setup", "--undo"]) == 0
    assert "taken back: .gitattributes\n" in capsys.readouterr().out
    assert (repository.folder / ".gitattributes").read_text(encoding="utf-8") == "*.png binary\n"
    assert "cxmap" not in repository.git("config", "--local", "--list")
    assert run(["git-setup"]) == 0
    (repository.folder / ".gitattributes").unlink()
    assert run(["git-setup", "--undo"]) == 0


def test_three_files_are_merged_without_git(repository: Repository, capsys: pytest.CaptureFixture[str]) -> None:
    for name, content in (
        ("base", BASE),
        ("one", put("emotion: 1", "emotion: 2")),
        ("other", put("owner: ward", "owner: it")),
    ):
        repository.write(f"{name}.yaml", content=content)
    assert run(["merge", "base.yaml", "one.yaml", "other.yaml"]) == 0
    assert capsys.readouterr().out == put("owner: ward\n        emotion: 1", "owner: it\n        emotion: 2")
    repository.write("other.yaml", content=put("emotion: 1", "emotion: -2"))
    assert run(["merge", "base.yaml", "one.yaml", "other.yaml", "--output", "merged.yaml"]) == 1
    assert "<<<<<<< ours" in (repository.folder / "merged.yaml").read_text(encoding="utf-8")
    assert run(["merge", "base.yaml", "one.yaml", "none.yaml"]) == 2


def test_what_is_not_text_is_left_as_it_is(ready: Repository) -> None:
    """A map in UTF-16 is binary to git: our version stays, whole."""
    path = ready.folder / MAP

    def commit(content: str) -> bytes:
        path.write_bytes(content.encode("utf-16"))
        ready.git("add", "--all")
        ready.git("commit", "--quiet", "--message", "x")
        return path.read_bytes()

    commit(BASE)
    ready.git("switch", "--quiet", "--create", "one")
    commit(put("emotion: 1", "emotion: 2"))
    ready.git("switch", "--quiet", "main")
    ours = commit(put("owner: ward", "owner: it"))
    done = merge(ready, "one")
    assert done.returncode == 1
    assert path.read_bytes() == ours
    assert run(["merge", "--driver", MAP, MAP, "nowhere"]) == 1
    assert path.read_bytes() == ours


@pytest.mark.parametrize("content", [b"*.png binary\r\n", b"\xff\xfe x", b"no end"])
def test_attributes_of_any_kind_come_back_as_they_were(repository: Repository, content: bytes) -> None:
    (repository.folder / ".gitattributes").write_bytes(content)
    assert run(["git-setup"]) == 0
    assert run(["git-setup", "--undo"]) == 0
    assert (repository.folder / ".gitattributes").read_bytes() in (content, content + b"\n")


def test_a_pattern_with_a_dot_is_one_that_git_knows(repository: Repository) -> None:
    repository.write("cxmap.yaml", content="cxmap: 1\nmaps: ['./地图/*.yaml']\n")
    assert run(["git-setup"]) == 0
    assert repository.git("check-attr", "merge", MAP).endswith("merge: cxmap")


def test_an_outline_of_what_is_not_there_is_said(repository: Repository, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("none.yaml", "地图"):
        assert run(["outline", name]) == 2
        assert capsys.readouterr().err.startswith("cxmap: ")


def test_git_finds_cxmap_though_it_is_not_on_the_path(repository: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    without = [part for part in os.environ["PATH"].split(os.pathsep) if not (Path(part) / "cxmap").exists()]
    monkeypatch.setenv("PATH", os.pathsep.join(without))
    assert run(["git-setup"]) == 0
    repository.write(MAP, content=put("emotion: 1", "emotion: -1"))
    assert "+      emotion: −1\n" in repository.git("diff")


def test_where_cxmap_is_not_found_git_merges_with_markers_and_diffs_the_text(
    ready: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    branch(ready, "one", put("emotion: 1", "emotion: -1"))
    branch(ready, "two", put("emotion: 1", "emotion: 2"))
    folders = os.environ["PATH"].split(os.pathsep)
    monkeypatch.setenv("PATH", os.pathsep.join(f for f in folders if not (Path(f) / "cxmap").exists()))
    if shutil.which("git") is None:
        pytest.skip("git stands where cxmap does")
    done = merge(ready, "one")
    assert done.returncode == 1
    assert "<<<<<<< ours\n        emotion: 2\n=======\n        emotion: -1\n>>>>>>> theirs\n" in text(ready)
    ready.git("merge", "--abort")
    (ready.folder / MAP).write_text(put("emotion: 1", "emotion: -2"), encoding="utf-8")
    assert "+        emotion: -2" in ready.git("diff", "--", MAP)


def test_a_diff_during_a_conflict_shows_the_conflict(ready: Repository) -> None:
    branch(ready, "one", put("emotion: 1", "emotion: -1"))
    branch(ready, "two", put("emotion: 1", "emotion: 2"))
    assert merge(ready, "one").returncode == 1
    shown = ready.git("diff", "--ours", "--", MAP)
    assert "<<<<<<< ours" in shown
    assert "cxmap: 1" not in shown, "an outline, not the YAML"
    assert len([line for line in shown.splitlines() if line[:1] in "+-"]) < 10


def test_settings_for_all_repositories(
    repository: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    home = tmp_path / "home"
    home.mkdir()
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.delenv("XDG_CONFIG_HOME", raising=False)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(home / ".gitconfig"))
    monkeypatch.chdir(tmp_path)  # in no repository
    assert run(["git-setup", "--global"]) == 0
    assert "every repository of yours" in capsys.readouterr().out
    attributes = home / ".config" / "git" / "attributes"
    assert "maps/*.yaml merge=cxmap diff=cxmap" in attributes.read_text(encoding="utf-8")
    other = Repository(tmp_path / "other")
    other.begin()
    other.commit("maps/visit.yaml", content=BASE)
    branch(other, "one", put("owner: ward", "owner: it"), "maps/visit.yaml")
    branch(other, "two", put("emotion: 1", "emotion: 2"), "maps/visit.yaml")
    assert merge(other, "one").returncode == 0
    monkeypatch.chdir(tmp_path)
    assert run(["git-setup", "--global", "--undo"]) == 0
    assert not attributes.exists()


def test_what_their_side_took_out_of_the_shared_library_is_said(ready: Repository) -> None:
    library = WORKSPACE + "library: {evidence: [{id: heard, title: Heard}]}\n"
    ready.commit("cxmap.yaml", content=library)
    branch(ready, "theirs", put("name: Doctor", "name: Nurse"))
    ready.commit("cxmap.yaml", content=WORKSPACE)
    branch(ready, "ours", put("owner: ward", "owner: ward\n        evidence: [heard]"))
    done = merge(ready, "theirs")
    assert done.returncode == 1
    assert "does not go together" in done.stderr
    assert "heard" in done.stderr
    assert "name: Nurse" in text(ready), "what both did is there, to be mended"


def test_what_either_side_put_into_the_shared_library_is_no_fault(ready: Repository) -> None:
    branch(ready, "theirs", put("name: Doctor", "name: Nurse, evidence: [seen]"))
    ready.commit("cxmap.yaml", content=WORKSPACE + "library: {evidence: [{id: seen, title: Seen}]}\n")
    branch(ready, "ours", put("owner: ward", "owner: ward\n        evidence: [calls]"))
    assert merge(ready, "theirs").returncode == 0
    assert "evidence: [seen]" in text(ready)
    assert "evidence: [calls]" in text(ready)
