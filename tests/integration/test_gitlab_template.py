"""The GitLab template: its script runs in bash and in sh, with the variables that a runner gives."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
import yaml

from tests.helpers import ROOT
from tests.integration.scratch import (
    GOOD,
    RULE,
    WARNED,
    WORKSPACE,
    Repository,
    cxmap_at,
    executable,
    forget_git_settings,
    forget_surroundings,
)  # fmt: skip

pytestmark = pytest.mark.skipif(os.name == "nt" or not shutil.which("git"), reason="needs a shell and git")

FILE = ROOT / ".gitlab" / "cxmap.gitlab-ci.yml"
JOB: dict[str, Any] = yaml.safe_load(FILE.read_text(encoding="utf-8"))["cxmap"]
SHELLS = [shell for shell in ("bash", "sh") if shutil.which(shell)]


class Runner:
    """What GitLab's runner does for one job: a clone, and variables."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.project = Repository(folder / "project")
        self.shell = "bash" if "bash" in SHELLS else "sh"

    def run(self, **variables: str) -> subprocess.CompletedProcess[str]:
        options = ["-eo", "pipefail"] if self.shell == "bash" else ["-e"]
        given = {"CXMAP_PACKAGE": "cxmap @ git+https://host.invalid/cxmap@v1", **JOB["variables"], **variables}
        return subprocess.run(
            [self.shell, *options, "-c", "\n".join(JOB["script"])],
            cwd=self.project.folder,
            env={**os.environ, "TMPDIR": str(self.folder), **given},
            capture_output=True,
            text=True,
        )

    def reported(self) -> list[str]:
        """Return the files that the code quality report names."""
        report = (self.project.folder / JOB["artifacts"]["reports"]["codequality"]).read_text(encoding="utf-8")
        return sorted(found["location"]["path"] for found in json.loads(report))


@pytest.fixture
def runner(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Runner:
    forget_git_settings(monkeypatch)
    forget_surroundings(monkeypatch, tmp_path / "cache")
    made = Runner(tmp_path)
    cxmap_at(tmp_path / "installed" / "cxmap")
    executable(tmp_path / "installed" / "python", f"""printf '%s\\n' "$@" >"{tmp_path}/pip" """)
    executable(tmp_path / "bin" / "python3", f'test "$1 $2" = "-m venv" && cp -r "{tmp_path}/installed" "$3/bin"')
    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}{os.pathsep}{os.environ['PATH']}")
    made.project.begin()
    made.project.commit("cxmap.yaml", content=WORKSPACE)
    made.project.commit("maps/good.yaml", content=GOOD)
    return made


def test_it_follows_gitlabs_schema() -> None:
    tool = Path(sys.executable).with_name("check-jsonschema")
    done = subprocess.run([tool, "--builtin-schema", "vendor.gitlab-ci", FILE], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout


def test_every_variable_is_explained() -> None:
    text = FILE.read_text(encoding="utf-8")
    explained, script = text.split("\ncxmap:\n")
    used = {
        word.split(":-")[0] for word in script.replace("}", " ").replace("{", " ").split() if word.startswith("CXMAP_")
    }
    assert used
    assert all(f" {name}" in explained for name in used)


@pytest.mark.parametrize("shell", SHELLS)
def test_good_maps_pass(runner: Runner, shell: str) -> None:
    runner.shell = shell
    done = runner.run()
    assert (done.returncode, runner.reported()) == (0, [])
    assert "nothing found" in done.stdout
    said = (runner.folder / "pip").read_text(encoding="utf-8").splitlines()
    assert said[:3] == ["-m", "pip", "install"]
    assert said[-1] == "cxmap @ git+https://host.invalid/cxmap@v1"
    assert not list(runner.folder.glob("tmp*")), "nothing is left behind"


@pytest.mark.parametrize("shell", SHELLS)
def test_bad_maps_fail_and_are_reported(runner: Runner, shell: str) -> None:
    runner.shell = shell
    runner.project.write("maps/bad.yaml", content=WARNED)
    done = runner.run()
    assert done.returncode == 1
    assert "maps/bad.yaml:5:5: warning" in done.stdout
    assert runner.reported() == ["maps/bad.yaml"]
    tests = ElementTree.parse(runner.project.folder / JOB["artifacts"]["reports"]["junit"])
    assert RULE in ElementTree.tostring(tests.getroot(), encoding="unicode")


def test_the_package_must_be_named(runner: Runner) -> None:
    done = runner.run(CXMAP_PACKAGE="")
    assert done.returncode == 2
    assert "CXMAP_PACKAGE" in done.stderr
    assert not (runner.folder / "pip").exists()


def test_variables_are_handed_on(runner: Runner) -> None:
    runner.project.write("maps/bad.yaml", "maps/not named.yaml", content=WARNED)
    assert runner.run(CXMAP_IGNORE=RULE).returncode == 0
    assert runner.run(CXMAP_POLICY="strictest").returncode == 2
    assert json.loads(runner.run(CXMAP_FORMAT="json").stdout)["findings"]
    done = runner.run(
        CXMAP_SELECT=RULE,
        CXMAP_POLICY="strict",
        CXMAP_FAIL_ON="error",
        CXMAP_LANGUAGE="zh",
        CXMAP_PATHS="maps/bad.yaml\n\n maps/good.yaml ",
    )
    assert done.returncode == 0
    assert "警告" in done.stdout
    assert runner.reported() == ["maps/bad.yaml"]


@pytest.mark.parametrize("shell", SHELLS)
def test_a_variable_is_never_run_as_code(runner: Runner, shell: str) -> None:
    runner.shell = shell
    evil = "--output=pwned $(touch pwned) `touch pwned`; touch pwned\"; touch pwned; 'touch pwned'"
    names = ("POLICY", "SELECT", "IGNORE", "FAIL_ON", "LANGUAGE", "FORMAT", "PATHS", "CHANGED_SINCE")
    assert runner.run(**{f"CXMAP_{name}": evil for name in names}).returncode == 2
    assert not (runner.project.folder / "pwned").exists()


@pytest.mark.parametrize("shell", SHELLS)
def test_a_merge_request_answers_for_what_it_changed(runner: Runner, shell: str) -> None:
    runner.shell = shell
    base = runner.project.commit("maps/old.yaml", content=WARNED)
    runner.project.git("switch", "--quiet", "--create", "topic")
    runner.project.commit("maps/new.yaml", content=GOOD)
    assert runner.run(CI_MERGE_REQUEST_DIFF_BASE_SHA=base).returncode == 0
    assert runner.reported() == ["maps/old.yaml"], "the reports are about all maps"
    assert runner.run(CI_MERGE_REQUEST_DIFF_BASE_SHA=base, CXMAP_CHANGED_SINCE="none").returncode == 1
    runner.project.commit("maps/new.yaml", content=WARNED)
    done = runner.run(CI_MERGE_REQUEST_DIFF_BASE_SHA=base)
    assert done.returncode == 1
    assert "maps/old.yaml" not in done.stdout


def test_merged_results_are_compared_with_the_target_branch(runner: Runner) -> None:
    base = runner.project.git("rev-parse", "HEAD")
    runner.project.git("switch", "--quiet", "--create", "topic")
    runner.project.commit("maps/new.yaml", content=GOOD)
    runner.project.git("switch", "--quiet", "main")
    target = runner.project.commit("maps/old.yaml", content=WARNED)
    runner.project.git("merge", "--quiet", "--no-edit", "topic")
    both = {"CI_MERGE_REQUEST_DIFF_BASE_SHA": base, "CI_MERGE_REQUEST_TARGET_BRANCH_SHA": target}
    assert runner.run(**both).returncode == 0


def test_it_runs_for_merge_requests_and_the_default_branch() -> None:
    assert [rule["if"] for rule in JOB["rules"]] == [
        '$CI_PIPELINE_SOURCE == "merge_request_event"',
        "$CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH",
    ]
    assert JOB["artifacts"]["when"] == "always", "the reports matter most where the job fails"
    assert JOB["variables"]["GIT_DEPTH"] == "0"
