"""Which files changed in git: real repositories, made for each test."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from cxmap.diagnostics import CxmapError
from cxmap.git import changed_files
from tests.integration.scratch import Repository, forget_git_settings

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")


@pytest.fixture(autouse=True)
def plain_git(monkeypatch: pytest.MonkeyPatch) -> None:
    forget_git_settings(monkeypatch)


def changed(repository: Repository, revision: str = "main", root: str = ".") -> list[str]:
    found = changed_files(repository.folder / root, revision)
    assert all(path.is_absolute() for path in found)
    return sorted(path.relative_to(repository.folder.resolve()).as_posix() for path in found)


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    made = Repository(tmp_path / "repository")
    made.begin()
    made.commit("maps/a.yaml", "maps/b.yaml", "c.yaml")
    return made


def test_nothing_changed(repository: Repository) -> None:
    assert changed(repository) == []


def test_committed_staged_unstaged_and_untracked_files_count(repository: Repository) -> None:
    repository.git("switch", "--quiet", "--create", "topic")
    repository.commit("maps/a.yaml", content="committed\n")
    repository.write("maps/b.yaml", content="staged\n")
    repository.git("add", "maps/b.yaml")
    repository.write("c.yaml", content="unstaged\n")
    repository.write("new/d.yaml")
    assert changed(repository) == ["c.yaml", "maps/a.yaml", "maps/b.yaml", "new/d.yaml"]
    assert changed(repository, "HEAD") == ["c.yaml", "maps/b.yaml", "new/d.yaml"]


def test_only_what_the_branch_did_counts(repository: Repository) -> None:
    repository.git("switch", "--quiet", "--create", "topic")
    repository.commit("maps/a.yaml", content="topic\n")
    repository.git("switch", "--quiet", "main")
    repository.commit("maps/b.yaml", content="main went on\n")
    repository.git("switch", "--quiet", "topic")
    assert changed(repository) == ["maps/a.yaml"]


def test_what_a_merge_brought_from_the_base_does_not_count(repository: Repository) -> None:
    repository.git("switch", "--quiet", "--create", "topic")
    repository.commit("maps/a.yaml", content="topic\n")
    repository.git("switch", "--quiet", "main")
    repository.commit("maps/b.yaml", content="main went on\n")
    repository.git("switch", "--quiet", "topic")
    repository.git("merge", "--quiet", "--no-edit", "main")
    assert changed(repository) == ["maps/a.yaml"]


def test_the_merge_commit_of_a_pull_request(repository: Repository) -> None:
    base = repository.git("rev-parse", "HEAD")
    repository.git("switch", "--quiet", "--create", "topic")
    repository.commit("maps/a.yaml", content="topic\n")
    repository.git("switch", "--quiet", "--detach", base)
    repository.git("merge", "--quiet", "--no-ff", "--no-edit", "topic")
    assert changed(repository, base) == ["maps/a.yaml"]


def test_a_conflict_counts(repository: Repository) -> None:
    repository.git("switch", "--quiet", "--create", "topic")
    repository.commit("maps/a.yaml", content="topic\n")
    repository.git("switch", "--quiet", "main")
    repository.commit("maps/a.yaml", content="main\n")
    repository.git("switch", "--quiet", "topic")
    with pytest.raises(subprocess.CalledProcessError):
        repository.git("merge", "--quiet", "main")
    assert changed(repository) == ["maps/a.yaml"]


def test_a_renamed_file_counts_under_its_new_name(repository: Repository) -> None:
    repository.git("switch", "--quiet", "--create", "topic")
    repository.git("mv", "maps/a.yaml", "maps/z.yaml")
    assert changed(repository) == ["maps/z.yaml"]
    repository.commit()
    assert changed(repository) == ["maps/z.yaml"]


def test_deleted_files_are_left_out(repository: Repository) -> None:
    repository.git("rm", "--quiet", "maps/a.yaml")
    (repository.folder / "maps" / "b.yaml").unlink()
    assert changed(repository) == []


def test_a_file_that_git_forgot_but_that_is_there_counts(repository: Repository) -> None:
    repository.git("rm", "--quiet", "--cached", "maps/a.yaml")
    assert changed(repository) == ["maps/a.yaml"]


def test_ignored_files_are_left_out(repository: Repository) -> None:
    repository.write(".gitignore", content="ignored.yaml\n")
    repository.write("maps/ignored.yaml", "maps/seen.yaml")
    assert changed(repository) == [".gitignore", "maps/seen.yaml"]


def test_a_file_that_was_only_touched_has_not_changed(repository: Repository) -> None:
    os.utime(repository.folder / "maps" / "a.yaml", (1, 1))
    assert changed(repository) == []


def test_a_repository_that_another_git_works_in(repository: Repository) -> None:
    repository.write("maps/a.yaml", content="b\n")
    (repository.folder / ".git" / "index.lock").touch()
    assert changed(repository) == ["maps/a.yaml"]


@pytest.mark.parametrize(
    "name",
    ["maps/办理 贷款.yaml", "maps/naïve.yaml", "maps/-x.yaml", 'maps/a"b\\c.yaml', "maps/tab\tend.yaml", "maps/two\nlines.yaml",
     "--output=x.yaml", ":(top)x.yaml", " lead.yaml", "é\u0301.yaml"],
)  # fmt: skip
@pytest.mark.skipif(os.name == "nt", reason="Windows has no such names")
def test_odd_names(repository: Repository, name: str) -> None:
    repository.write(name, content="untracked\n")
    assert changed(repository) == [name]
    repository.git("switch", "--quiet", "--create", "topic")
    repository.commit()
    assert changed(repository) == [name]


@pytest.mark.skipif(os.name != "posix", reason="names are text elsewhere")
def test_a_name_that_is_not_utf_8(repository: Repository) -> None:
    name = os.fsdecode(b"maps/\xb5\xd8\xcd\xbc.yaml")
    try:
        (repository.folder / name).write_bytes(b"a\n")
    except OSError:
        pytest.skip("the file system takes only UTF-8")
    assert changed(repository) == [name]


def test_from_a_subfolder_the_whole_repository_counts(repository: Repository) -> None:
    repository.write("maps/a.yaml", "c.yaml", content="b\n")
    repository.write("maps/new.yaml", "new.yaml")
    repository.git("config", "diff.relative", "true")
    assert changed(repository, root="maps") == ["c.yaml", "maps/a.yaml", "maps/new.yaml", "new.yaml"]


def test_from_the_current_folder(repository: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    repository.write("c.yaml", content="b\n")
    monkeypatch.chdir(repository.folder / "maps")
    assert changed_files(Path(), "HEAD") == {repository.folder.resolve() / "c.yaml"}


def test_a_persons_own_settings_change_nothing(repository: Repository) -> None:
    for setting in (
        "color.ui=always", "core.quotePath=true", "diff.noprefix=true", "diff.renames=copies", "diff.external=false",
        "status.showUntrackedFiles=no", "diff.ignoreSubmodules=none", "core.pager=false", "diff.orderFile=nothing",
    ):  # fmt: skip
        repository.git("config", *setting.split("="))
    (repository.folder / "nothing").write_text("", encoding="utf-8")
    repository.git("mv", "maps/a.yaml", "maps/申请.yaml")
    repository.write("maps/b.yaml", content="b\n")
    assert changed(repository) == ["maps/b.yaml", "maps/申请.yaml", "nothing"]


def test_a_worktree(repository: Repository, tmp_path: Path) -> None:
    repository.write("c.yaml", content="not of the worktree\n")
    repository.git("worktree", "add", "--quiet", "-b", "topic", str(tmp_path / "worktree"))
    worktree = Repository(tmp_path / "worktree")
    worktree.write("maps/a.yaml", content="b\n")
    assert changed(worktree) == ["maps/a.yaml"]


def test_submodules_and_repositories_inside_are_left_alone(repository: Repository, tmp_path: Path) -> None:
    other = Repository(tmp_path / "other")
    other.git("init", "--quiet")
    other.commit("maps/x.yaml")
    repository.git("-c", "protocol.file.allow=always", "submodule", "--quiet", "add", str(other.folder), "module")
    repository.commit()
    module = Repository(repository.folder / "module")
    module.commit("maps/y.yaml")
    module.write("maps/x.yaml", content="b\n")
    inner = Repository(repository.folder / "inner")
    inner.git("init", "--quiet")
    inner.commit("maps/z.yaml")
    assert changed(repository) == []
    assert changed(module, "HEAD") == ["maps/x.yaml"]


@pytest.mark.skipif(os.name == "nt", reason="links need rights on Windows")
def test_links_are_followed(repository: Repository, tmp_path: Path) -> None:
    (repository.folder / "maps" / "link.yaml").symlink_to("../c.yaml")
    (repository.folder / "maps" / "circle.yaml").symlink_to("circle.yaml")
    (tmp_path / "elsewhere").symlink_to(repository.folder)
    found = changed_files(tmp_path / "elsewhere", "main")
    assert found == {repository.folder.resolve() / name for name in ("c.yaml", "maps/circle.yaml")}


@pytest.mark.parametrize("revision", ["main", "HEAD", "HEAD~1", "v1", "refs/heads/main", "@{upstream}", "main^{/x}"])
def test_every_way_to_name_a_commit(repository: Repository, revision: str) -> None:
    repository.git("branch", "base")
    repository.git("tag", "--annotate", "v1", "--message", "x")
    repository.commit("maps/b.yaml", content="b\n")
    repository.git("branch", "--set-upstream-to", "base")
    assert changed(repository, revision) == (
        [] if revision in {"main", "HEAD", "refs/heads/main", "main^{/x}"} else ["maps/b.yaml"]
    )


def test_histories_that_do_not_meet(repository: Repository) -> None:
    repository.git("switch", "--quiet", "--orphan", "topic")
    assert changed(repository) == [], "before the first commit"
    repository.commit("maps/a.yaml")
    repository.commit("maps/d.yaml")
    assert changed(repository) == ["maps/d.yaml"], "compared with the revision itself"


# A clone as CI makes it: one commit deep.


def test_a_shallow_clone_whose_base_was_fetched(repository: Repository, tmp_path: Path) -> None:
    base = repository.git("rev-parse", "HEAD")
    repository.git("switch", "--quiet", "--create", "topic")
    repository.commit("maps/a.yaml", content="b\n")
    repository.commit("maps/d.yaml")
    clone = repository.clone(tmp_path / "clone", "topic")
    clone.git("fetch", "--quiet", "--depth", "1", "origin", base)
    assert changed(clone, base) == ["maps/a.yaml", "maps/d.yaml"]


def test_a_shallow_clone_without_its_base_says_how_to_get_it(repository: Repository, tmp_path: Path) -> None:
    base = repository.git("rev-parse", "HEAD")
    repository.git("switch", "--quiet", "--create", "topic")
    repository.commit("maps/a.yaml", content="b\n")
    clone = repository.clone(tmp_path / "clone", "topic")
    for revision in ("main", "origin/main", base):
        with pytest.raises(CxmapError, match="git knows no revision") as caught:
            changed(clone, revision)
        assert caught.value.help is not None
        assert all("fetch-depth: 0" in said and "--unshallow" in said for said in caught.value.help)


# What cannot work.


@pytest.mark.parametrize(
    "revision",
    ["", "nothing", "-", "--output=x", "--not", "-O.git", "^main", "main..HEAD", "main...HEAD", "HEAD:c.yaml", "HEAD^{tree}",
     "a\0b", "main\n", " main", "$(touch x)", "中文", "\udcff", "x" * 5000],
)  # fmt: skip
def test_what_is_no_revision(repository: Repository, revision: str) -> None:
    repository.commit("maps/a.yaml", content="b\n")
    before = sorted(repository.folder.rglob("*"))
    with pytest.raises(CxmapError, match="git knows no revision") as caught:
        changed(repository, revision)
    assert caught.value.message.en != caught.value.message.zh
    assert sorted(repository.folder.rglob("*")) == before


@pytest.mark.parametrize("folder", ["outside", "nothing"])
def test_outside_a_repository(tmp_path: Path, folder: str) -> None:
    (tmp_path / "outside").mkdir()
    with pytest.raises(CxmapError, match="is in no git working tree") as caught:
        changed_files(tmp_path / folder, "main")
    assert "git 工作区" in caught.value.message.zh


def test_in_a_bare_repository(repository: Repository, tmp_path: Path) -> None:
    repository.git("clone", "--quiet", "--bare", str(repository.folder), str(tmp_path / "bare"))
    with pytest.raises(CxmapError, match="is in no git working tree"):
        changed_files(tmp_path / "bare", "main")


def test_a_repository_of_another_user(repository: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    monkeypatch.setenv("LANG", "de_DE.UTF-8")
    with pytest.raises(CxmapError, match="git does not trust the repository") as caught:
        changed(repository)
    assert caught.value.help is not None
    assert "safe.directory" in caught.value.help.zh


def test_without_git(repository: Repository, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(CxmapError, match="git is not installed") as caught:
        changed(repository)
    assert "没有安装 git" in caught.value.message.zh


def test_a_broken_repository_is_gits_to_explain(repository: Repository) -> None:
    (repository.folder / ".git" / "index").write_bytes(b"nonsense")
    with pytest.raises(CxmapError, match=r"git diff failed: .*index"):
        changed(repository)
