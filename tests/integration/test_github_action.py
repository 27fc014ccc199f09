"""The GitHub Action, step by step as a runner would: its scripts run in bash, with the environment a runner gives.

What a runner itself does (fetching the action, setting up Python) is not tried here.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any, NamedTuple

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
)

BASH = shutil.which("bash") or ""
pytestmark = pytest.mark.skipif(not BASH or not shutil.which("git") or os.name == "nt", reason="needs bash and git")

FOLDER = ROOT / ".github" / "actions"
ACTIONS: dict[str, dict[str, Any]] = {
    path.parent.name: yaml.safe_load(path.read_text(encoding="utf-8")) for path in sorted(FOLDER.glob("*/action.yml"))
}
every_action = pytest.mark.parametrize("name", ACTIONS)


def step(action: str, name: str) -> dict[str, Any]:
    return next(one for one in ACTIONS[action]["runs"]["steps"] if one["name"] == name)


class Ran(NamedTuple):
    code: int
    log: str
    summary: str
    outputs: str


class Runner:
    """What GitHub's runner does for one job: folders, files for outputs and summaries, the values of expressions."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.workspace = Repository(folder / "work")
        self.temporary = folder / "temp"
        self.temporary.mkdir()
        self.event, self.base, self.before, self.number = "push", "", "", ""
        self.programs = folder / "programs"
        self.programs.mkdir()

    def environment(self, action: str, step: dict[str, Any], inputs: dict[str, str]) -> dict[str, str]:
        known = ACTIONS[action]["inputs"]
        values = {f"inputs.{name}": given["default"] for name, given in known.items()}
        assert not inputs.keys() - known.keys()
        values |= {f"inputs.{name}": value for name, value in inputs.items()}
        values["steps.python.outputs.python-path"] = str(self.folder / "python")
        values["github.event.pull_request.base.sha"] = self.base
        values["github.event.pull_request.number"] = self.number
        values["github.event.before"] = self.before
        given = {name: re.sub(r"\${{ (.*?) }}", lambda at: values[at[1]], text) for name, text in step["env"].items()}
        return {
            **os.environ,
            "GITHUB_ACTIONS": "true",
            "GITHUB_ACTION_PATH": str(FOLDER / action),
            "GITHUB_REPOSITORY": "firm/maps",
            "PATH": f"{self.programs}{os.pathsep}{os.environ['PATH']}",
            "GITHUB_EVENT_NAME": self.event,
            "GITHUB_OUTPUT": str(self.folder / "outputs"),
            "GITHUB_STEP_SUMMARY": str(self.folder / "summary"),
            "GITHUB_WORKSPACE": str(self.workspace.folder),
            "RUNNER_TEMP": str(self.temporary),
            **given,
        }

    def run(self, action: str, name: str, inputs: dict[str, str]) -> Ran:
        one = step(action, name)
        script = self.folder / "script.sh"
        script.write_text(one["run"], encoding="utf-8")
        for name in ("outputs", "summary"):
            (self.folder / name).write_text("", encoding="utf-8")
        done = subprocess.run(
            [BASH, "--noprofile", "--norc", "-e", "-o", "pipefail", str(script)],
            cwd=self.workspace.folder,
            env=self.environment(action, one, inputs),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        summary, outputs = ((self.folder / name).read_text(encoding="utf-8") for name in ("summary", "outputs"))
        return Ran(done.returncode, done.stdout, summary, outputs)

    def lint(self, **inputs: str) -> Ran:
        return self.run("lint", "Check the maps", {name.replace("_", "-"): value for name, value in inputs.items()})

    def diff(self, **inputs: str) -> Ran:
        return self.run("diff", "Compare the maps", {name.replace("_", "-"): value for name, value in inputs.items()})


@pytest.fixture
def runner(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Runner:
    forget_git_settings(monkeypatch)
    forget_surroundings(monkeypatch, tmp_path / "cache")
    made = Runner(tmp_path)
    cxmap_at(made.temporary / "cxmap" / "bin" / "cxmap")
    made.workspace.begin()
    made.workspace.commit("cxmap.yaml", content=WORKSPACE)
    made.workspace.commit("maps/good.yaml", content=GOOD)
    return made


def named(log: str) -> list[str]:
    """Return the files that annotations name."""
    return re.findall(r"^::\w+ file=([^,]*),", log, re.MULTILINE)


# The file.


@pytest.mark.parametrize(
    ("schema", "path"),
    [*(("vendor.github-actions", FOLDER / name / "action.yml") for name in ACTIONS),
     *(("vendor.github-workflows", path) for path in sorted((ROOT / ".github" / "workflows").glob("*.yml")))],
    ids=lambda value: value.parent.name + value.name if isinstance(value, Path) else value,
)  # fmt: skip
def test_it_follows_githubs_schema(schema: str, path: Path) -> None:
    tool = Path(sys.executable).with_name("check-jsonschema")
    done = subprocess.run([tool, "--builtin-schema", schema, path], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout


@every_action
def test_no_script_holds_an_expression(name: str) -> None:
    scripts = [one["run"] for one in ACTIONS[name]["runs"]["steps"] if "run" in one]
    assert len(scripts) == 2
    assert not any("${{" in script for script in scripts), "an input would be run as code"


@every_action
def test_every_input_is_used_and_has_a_default(name: str) -> None:
    used = re.findall(r"\${{ inputs\.([\w-]+) }}", yaml.safe_dump(ACTIONS[name]["runs"]))
    assert sorted(used) == sorted(ACTIONS[name]["inputs"])
    assert all(isinstance(given["default"], str) and given["description"] for given in ACTIONS[name]["inputs"].values())


# Installing.


@pytest.mark.parametrize(
    ("version", "package"), [("", None), ("1.2.3", "cxmap==1.2.3"), ("1; touch x", "cxmap==1; touch x")]
)
@every_action
def test_it_installs_what_it_came_with_or_a_version(
    runner: Runner, name: str, version: str, package: str | None
) -> None:
    said = runner.folder / "pip"
    python = f"""printf '%s\\n' "$@" >"{said}" """
    executable(runner.folder / "pythons" / "venv", python)
    executable(
        runner.folder / "python",
        f'test "$1 $2" = "-m venv"; mkdir -p "$3/bin"; cp "{runner.folder}/pythons/venv" "$3/bin/python"',
    )
    ran = runner.run(name, "Install cxmap", {"cxmap-version": version})
    assert (ran.code, ran.log) == (0, "")
    *options, installed = said.read_text(encoding="utf-8").splitlines()
    assert options[:3] == ["-m", "pip", "install"]
    assert installed == package or (package is None and Path(installed).resolve() == ROOT)
    assert (ROOT / "pyproject.toml").is_file()


# Checking.


def test_good_maps_pass(runner: Runner) -> None:
    ran = runner.lint()
    assert (ran.code, ran.outputs) == (0, "exit-code=0\n")
    assert named(ran.log) == []
    assert ran.summary


def test_findings_stand_beside_the_lines_and_on_the_summary_page(runner: Runner) -> None:
    runner.workspace.write("maps/bad.yaml", content=WARNED)
    ran = runner.lint()
    assert (ran.code, ran.outputs) == (1, "exit-code=1\n")
    assert "::warning file=maps/bad.yaml,line=5,col=5" in ran.log
    assert f"title=cxmap {RULE}" in ran.log
    assert RULE in ran.summary
    assert "maps/bad.yaml" in ran.summary


def test_what_cannot_run_fails_with_2(runner: Runner) -> None:
    ran = runner.lint(paths="nothing.yaml")
    assert (ran.code, ran.outputs) == (2, "exit-code=2\n")
    assert "no such file" in ran.log


def test_a_broken_workspace_fails_with_2(runner: Runner) -> None:
    runner.workspace.write("cxmap.yaml", content="cxmap: 1\nmapz: [a]\n")
    ran = runner.lint()
    assert ran.code == 2
    assert "file=cxmap.yaml" in ran.log
    assert "unknown-key" in ran.summary


def test_paths_stand_one_a_line(runner: Runner) -> None:
    names = ["maps/办理 贷款.yaml", "maps/-x.yaml", "maps/$(touch pwned).yaml"]
    runner.workspace.write(*names, "maps/not named.yaml", content=WARNED)
    ran = runner.lint(paths="\n".join(["", *names, "  "]))
    assert ran.code == 1
    assert sorted(named(ran.log)) == sorted(names)


def test_options_are_handed_on(runner: Runner) -> None:
    runner.workspace.write("maps/bad.yaml", content=WARNED)
    assert runner.lint(ignore=RULE).code == 0
    assert runner.lint(fail_on="error").code == 0
    assert runner.lint(fail_on="never", select=f"{RULE},unknown-owner").code == 0
    assert runner.lint(select=RULE, policy="strict").code == 1
    assert runner.lint(policy="strictest").code == 2
    assert "警告" in runner.lint(format="text", language="zh").log


def test_an_input_is_never_run_as_code(runner: Runner) -> None:
    evil = "--output=pwned $(touch pwned) `touch pwned`; touch pwned\"; touch pwned; 'touch pwned'"
    names = ("policy", "select", "ignore", "fail_on", "format", "language", "changed_since", "paths", "sarif_file")
    assert runner.lint(**dict.fromkeys(names, evil)).code == 2
    assert not (runner.workspace.folder / "pwned").exists()


def test_maps_in_a_folder_are_named_from_the_top_of_the_repository(runner: Runner) -> None:
    runner.workspace.write("a b/journeys/cxmap.yaml", content=WORKSPACE)
    runner.workspace.write("a b/journeys/maps/bad.yaml", content=WARNED)
    runner.workspace.write("a b/journeys/firm.yaml", content=f"cxmap: 1\nlint: {{ignore: [{RULE}]}}\n")
    expected = ["a b/journeys/maps/bad.yaml"]
    assert named(runner.lint(working_directory="a b/journeys").log) == expected
    assert named(runner.lint(working_directory="a b/journeys", paths="maps/bad.yaml").log) == expected
    absolute = runner.workspace.folder / "a b" / "journeys" / "maps" / "bad.yaml"
    assert named(runner.lint(working_directory="a b/journeys", paths=str(absolute)).log) == [str(absolute)]
    assert runner.lint(working_directory="a b/journeys", policy="firm.yaml").code == 0
    (runner.workspace.folder / "link").symlink_to("a b/journeys")
    assert named(runner.lint(working_directory="link").log) == expected


def test_without_a_repository(runner: Runner) -> None:
    shutil.rmtree(runner.workspace.folder / ".git")
    runner.workspace.write("maps/bad.yaml", content=WARNED)
    assert named(runner.lint().log) == ["maps/bad.yaml"]
    runner.event, runner.base = "pull_request", "0" * 40
    ran = runner.lint()
    assert ran.code == 2
    assert "is in no git working tree" in ran.log


# What a pull request changed.


@pytest.fixture
def pull_request(runner: Runner) -> Runner:
    """A pull request that adds a map, checked out as a merge commit, one commit deep."""
    remote = runner.workspace
    runner.base = remote.commit("maps/old.yaml", content=WARNED)
    remote.git("switch", "--quiet", "--create", "topic")
    remote.commit("maps/new.yaml", content=WARNED)
    remote.git("switch", "--quiet", "--create", "merge", runner.base)
    remote.git("merge", "--quiet", "--no-ff", "--no-edit", "topic")
    runner.event, runner.workspace = "pull_request", remote.clone(runner.folder / "clone", "merge")
    return runner


def test_a_pull_request_answers_for_what_it_changed(pull_request: Runner) -> None:
    ran = pull_request.lint()
    assert ran.code == 1
    assert named(ran.log) == ["maps/new.yaml"]
    assert "maps/old.yaml" not in ran.summary
    assert pull_request.workspace.git("rev-list", "--count", "HEAD") == "1", "history was not fetched for it"


def test_a_pull_request_that_changes_no_map_passes(pull_request: Runner) -> None:
    pull_request.base = pull_request.workspace.git("rev-parse", "HEAD")
    pull_request.workspace.commit("README.md")
    ran = pull_request.lint()
    assert (ran.code, named(ran.log)) == (0, [])


@pytest.mark.parametrize("event", ["push", "pull_request_target", "schedule", "workflow_dispatch"])
def test_any_other_event_means_all_maps(pull_request: Runner, event: str) -> None:
    pull_request.event = event
    assert sorted(named(pull_request.lint().log)) == ["maps/new.yaml", "maps/old.yaml"]


def test_a_pull_request_may_ask_for_all_maps(pull_request: Runner) -> None:
    assert sorted(named(pull_request.lint(changed_since="none").log)) == ["maps/new.yaml", "maps/old.yaml"]


def test_a_revision_that_was_not_fetched_says_how(pull_request: Runner) -> None:
    ran = pull_request.lint(changed_since="origin/main")
    assert ran.code == 2
    assert "fetch-depth: 0" in ran.log


def test_a_base_that_cannot_be_fetched_is_no_pass(pull_request: Runner) -> None:
    pull_request.workspace.git("remote", "remove", "origin")
    ran = pull_request.lint()
    assert ran.code == 2
    assert "fetch-depth: 0" in ran.log


def test_the_upload_is_about_all_maps(pull_request: Runner) -> None:
    ran = pull_request.lint(sarif_file="cxmap.sarif")
    assert ran.code == 1
    report = json.loads((pull_request.workspace.folder / "cxmap.sarif").read_text(encoding="utf-8"))
    places = [result["locations"][0]["physicalLocation"] for run in report["runs"] for result in run["results"]]
    assert sorted(place["artifactLocation"]["uri"] for place in places) == ["maps/new.yaml", "maps/old.yaml"]
    elsewhere = pull_request.folder / "elsewhere.sarif"
    assert pull_request.lint(sarif_file=str(elsewhere)).code == 1
    assert elsewhere.is_file()


# What a pull request says of itself.

SAID = "<!-- cxmap diff -->"


@pytest.fixture
def commented(pull_request: Runner) -> Runner:
    """A pull request with a map that got worse; `gh` notes what it is asked, and what it is to post."""
    git = pull_request.workspace
    git.write("maps/good.yaml", content=GOOD.replace(", owner: Digital", ""))
    git.write("maps/more.yaml", content=GOOD.replace("id: m", "id: more"))
    pull_request.number = "7"
    asked = pull_request.folder / "asked"
    executable(
        pull_request.programs / "gh",
        f"""printf '%s\\n' "$*" >>"{asked}"
        case "$*" in *--jq*) cat "{pull_request.folder}/comments" 2>/dev/null || true ;; esac
        for word; do case "$word" in body=@*) cp "${{word#body=@}}" "{pull_request.folder}/posted" ;; esac; done
        ! grep -q refuse "{pull_request.folder}/mood" 2>/dev/null || case "$*" in *--method*) exit 1 ;; esac""",
    )
    return pull_request


def asked(runner: Runner) -> list[str]:
    path = runner.folder / "asked"
    return path.read_text(encoding="utf-8").splitlines() if path.exists() else []


def posted(runner: Runner) -> str:
    path = runner.folder / "posted"
    return path.read_text(encoding="utf-8") if path.exists() else ""


def test_a_comment_says_what_the_pull_request_changes(commented: Runner) -> None:
    ran = commented.diff(language="en")
    assert (ran.code, ran.outputs) == (0, "exit-code=0\n"), ran.log
    assert posted(commented) == ran.summary
    assert posted(commented).startswith(SAID)
    assert "new map" in posted(commented)
    assert [line.split()[3:5] for line in asked(commented)[1:]] == [["POST", "repos/firm/maps/issues/7/comments"]]
    assert commented.workspace.git("rev-list", "--count", "HEAD") == "1", "history was not fetched for it"


def test_a_comment_that_is_there_is_kept_up_to_date(commented: Runner) -> None:
    (commented.folder / "comments").write_text("42\n43\n", encoding="utf-8")
    assert commented.diff().code == 0
    assert [line.split()[3:5] for line in asked(commented)[1:]] == [["PATCH", "repos/firm/maps/issues/comments/42"]]


def test_where_nothing_changed_nothing_is_said_unless_something_was(commented: Runner) -> None:
    assert commented.diff(paths="maps/old.yaml").code == 0
    assert posted(commented) == ""
    (commented.folder / "comments").write_text("42\n", encoding="utf-8")
    assert commented.diff(paths="maps/old.yaml", language="en").code == 0
    assert "Nothing changed" in posted(commented)


def test_a_gate_fails_the_job_after_the_comment(commented: Runner) -> None:
    ran = commented.diff(fail_on="any")
    assert (ran.code, ran.outputs) == (1, "exit-code=1\n")
    assert posted(commented)


def test_a_comment_that_is_refused_fails_nothing(commented: Runner) -> None:
    (commented.folder / "mood").write_text("refuse", encoding="utf-8")
    ran = commented.diff()
    assert ran.code == 0
    assert "::warning::cxmap could not comment" in ran.log
    assert ran.summary.startswith(SAID)


def test_a_push_is_compared_with_what_was_there(commented: Runner) -> None:
    commented.number, commented.before, commented.base = "", commented.base, ""
    ran = commented.diff(language="en")
    assert ran.code == 0
    assert "new map" in ran.summary
    assert asked(commented) == []
    commented.before = "0" * 40
    assert commented.diff(language="en").code == 0


def test_a_comment_may_ask_questions_and_a_page_may_be_kept(commented: Runner) -> None:
    ran = commented.diff(review="true", page="changes.html", language="en")
    assert ran.code == 0
    assert (commented.workspace.folder / "changes.html").read_text(encoding="utf-8").startswith("<!doctype html>")
    assert commented.diff(comment="false").code == 0
    assert len(asked(commented)) == 2, "the second run asked nothing"


def test_a_comparison_that_cannot_run_fails_with_2(commented: Runner) -> None:
    ran = commented.diff(against="no-such-branch")
    assert (ran.code, ran.outputs) == (2, "exit-code=2\n")
    assert posted(commented) == ""


def test_no_input_of_a_comparison_is_run_as_code(commented: Runner) -> None:
    evil = "--output=pwned $(touch pwned) `touch pwned`; touch pwned\"; touch pwned; 'touch pwned'"
    names = ("against", "only", "ignore", "fail_on", "language", "paths", "review", "page")
    assert commented.diff(**dict.fromkeys(names, evil)).code == 2
    assert not (commented.workspace.folder / "pwned").exists()
