"""pre-commit really runs our hooks: it builds cxmap from a repository, in an environment of its own (needs PyPI)."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from cxmap.diagnostics import Text
from cxmap.edit import canonical
from tests.helpers import ROOT
from tests.integration import scratch
from tests.integration.scratch import RULE, WORKSPACE, Repository, forget_git_settings, forget_surroundings

PRE_COMMIT = Path(sys.executable).with_name("pre-commit")
pytestmark = pytest.mark.skipif(not shutil.which("git"), reason="git is not installed")

CONFIG = """\
repos:
  - repo: {hooks}
    rev: {revision}
    hooks:
      - {{id: cxmap-lint}}
      - {{id: cxmap-fmt}}
"""
GOOD, WARNED = (canonical(Text("m", content), "map") for content in (scratch.GOOD, scratch.WARNED))
PLACE = f"{WARNED.splitlines().index('  - name: Order') + 1}:5"
UNSORTED = GOOD.replace("id: m\ntitle: T\n", "title: T # the title\nid: m\n")


def pre_commit(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([PRE_COMMIT, *arguments], cwd=folder, capture_output=True, text=True)


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Repository:
    """A project that uses our hooks, with their environment built."""
    folder = tmp_path_factory.mktemp("pre-commit")
    with pytest.MonkeyPatch.context() as patch:
        forget_git_settings(patch)
        hooks = Repository(folder / "hooks")
        hooks.begin()
        for name in ("cxmap", "schemas"):
            shutil.copytree(ROOT / name, hooks.folder / name, ignore=shutil.ignore_patterns("__pycache__"))
        for name in (".pre-commit-hooks.yaml", "pyproject.toml", "README.md", "LICENSE"):
            shutil.copy(ROOT / name, hooks.folder)
        revision = hooks.commit()
        project = Repository(folder / "project")
        project.begin()
        project.write(
            ".pre-commit-config.yaml", content=CONFIG.format(hooks=hooks.folder.as_posix(), revision=revision)
        )
        project.write("cxmap.yaml", content=WORKSPACE)
        project.write("maps/good.yaml", content=GOOD)
        project.write("compose.yaml", "azure-pipelines.yml", content="stages: [build]\nservices: {web: {}}\n")
        project.commit()
        patch.setenv("PRE_COMMIT_HOME", str(folder / "home"))
        built = pre_commit(project.folder, "install", "--install-hooks")
        assert built.returncode == 0, built.stdout + built.stderr
    return project


@pytest.fixture(autouse=True)
def settings(project: Repository, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    forget_git_settings(monkeypatch)
    forget_surroundings(monkeypatch, tmp_path / "cache")
    monkeypatch.setenv("PRE_COMMIT_HOME", str(project.folder.parent / "home"))
    monkeypatch.delenv("SKIP", raising=False)
    monkeypatch.setenv("PRE_COMMIT_COLOR", "never")
    project.git("reset", "--quiet", "--hard", "main")
    project.git("clean", "--quiet", "-d", "--force")


def commit(project: Repository, name: str, content: str) -> subprocess.CompletedProcess[str]:
    """Commit one file as a person would, with the hooks in between."""
    project.git("switch", "--quiet", "--force-create", "topic")
    project.write(name, content=content)
    project.git("add", name)
    return subprocess.run(
        ["git", "commit", "--message", "x"],
        cwd=project.folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def test_the_manifest_is_valid() -> None:
    done = pre_commit(ROOT, "validate-manifest", ".pre-commit-hooks.yaml")
    assert done.returncode == 0, done.stdout


def test_good_maps_pass_and_other_files_are_none_of_ours(project: Repository) -> None:
    done = pre_commit(project.folder, "run", "--all-files")
    assert done.returncode == 0, done.stdout
    assert done.stdout.count("Passed") == 2


def test_a_good_map_is_committed(project: Repository) -> None:
    done = commit(project, "maps/another.yaml", GOOD)
    assert done.returncode == 0, done.stdout
    assert "maps/another.yaml" in project.git("show", "--name-only")


def test_a_bad_map_is_not_committed(project: Repository) -> None:
    done = commit(project, "maps/bad.yaml", WARNED)
    assert done.returncode != 0
    assert f"maps/bad.yaml:{PLACE}: warning" in done.stdout
    assert f"[{RULE}]" in done.stdout
    assert project.git("status", "--porcelain") == "A  maps/bad.yaml"


def test_only_what_is_committed_is_checked(project: Repository) -> None:
    project.write("maps/bad.yaml", content=WARNED)
    assert commit(project, "maps/another.yaml", GOOD).returncode == 0


def test_a_change_to_the_workspace_checks_all_its_maps(project: Repository) -> None:
    project.git("switch", "--quiet", "--force-create", "topic")
    project.write("maps/bad.yaml", content=WARNED)
    project.git("add", "--all")
    project.git("commit", "--quiet", "--no-verify", "--message", "x")
    done = commit(project, "cxmap.yaml", WORKSPACE + "language: en\n")
    assert done.returncode != 0
    assert done.stdout.count(f"[{RULE}]") == 1


def test_a_map_out_of_form_is_put_into_form_and_shown_to_its_author(project: Repository) -> None:
    done = commit(project, "maps/good.yaml", UNSORTED)
    assert done.returncode != 0
    assert "files were modified by this hook" in done.stdout
    assert (project.folder / "maps" / "good.yaml").read_text(encoding="utf-8").index("id: m") < UNSORTED.index("id: m")
    assert "# the title" in (project.folder / "maps" / "good.yaml").read_text(encoding="utf-8")
    project.git("add", "--all")
    assert pre_commit(project.folder, "run").returncode == 0


@pytest.mark.parametrize("name", ["maps/a.yaml", "maps/a/b.yml", "journeys/maps/a.yaml", "cxmap.yaml", "a/cxmap.yaml"])
def test_the_usual_files_are_ours(name: str) -> None:
    assert _matches("cxmap-lint", name)
    assert _matches("cxmap-fmt", name) is not name.endswith("cxmap.yaml")


@pytest.mark.parametrize(
    "name", [".github/workflows/ci.yml", "compose.yaml", "sitemaps/a.yaml", "maps.yaml", "maps/a.json", "mycxmap.yaml"]
)
def test_other_files_are_not(name: str) -> None:
    assert not _matches("cxmap-lint", name)
    assert not _matches("cxmap-fmt", name)


def _matches(hook: str, name: str) -> bool:
    manifest = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    (files,) = (entry["files"] for entry in manifest if entry["id"] == hook)
    return re.search(files, name) is not None
