"""A consultant's year: four maps, two people, fifty commits, branches, conflicts and a client's gate, with real git."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from random import Random
from typing import Any

import pytest

from cxmap.cli.app import run
from tests.integration.scratch import Repository, forget_git_settings

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")

CLIENTS = {"bank": "办一笔贷款", "clinic": "A visit to the clinic", "shop": "网上买鞋", "hotel": "Two nights away"}
STEPS = ("look", "choose", "pay", "use", "return")


def first(id_: str, title: str) -> str:
    """Return the first version of a map: five touchpoints in two stages."""
    language = "en" if title.isascii() else "zh"
    lines = [
        "cxmap: 1", f"id: {id_}", f"title: {title}", f"language: {language}",
        "teams: [{id: sales, name: Sales}, {id: care, name: 客服}]", "stages:",
    ]  # fmt: skip
    for stage, steps in (("before", STEPS[:3]), ("after", STEPS[3:])):
        lines += [f"  - id: {stage}", f"    name: {stage.title()}", "    touchpoints:"]
        for step in steps:
            lines += [
                f"      # {step}, as heard in the interviews",
                f"      - id: {step}",
                f"        name: {step.title()}",
                "        owner: sales",
                "        emotion: 0",
                "        pain_points:",
                f"          - {{id: {step}-slow, text: {step.title()} takes too long, severity: medium}}",
            ]
    return "\n".join([*lines, ""])


class Year:
    """What was done, as it was done: the truth that the commands are measured by."""

    def __init__(self, repository: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
        self.repository = repository
        self.monkeypatch = monkeypatch
        self.random = Random(2026)
        self.week = 0
        self.did: dict[str, list[tuple[str, str, str]]] = {name: [] for name in CLIENTS}
        self.emotions = {(name, step): 0 for name in CLIENTS for step in STEPS}

    def by(self, author: str) -> None:
        self.week += 1
        day = f"2026-{1 + self.week // 5:02}-{1 + 5 * (self.week % 5):02}"
        self.monkeypatch.setenv("GIT_AUTHOR_NAME", author)
        for who in ("AUTHOR", "COMMITTER"):
            self.monkeypatch.setenv(f"GIT_{who}_DATE", f"{day}T09:00:00+08:00")

    def path(self, name: str) -> Path:
        return self.repository.folder / "maps" / f"{name}.yaml"

    def edit(self, name: str, step: str, old: str, new: str) -> None:
        """Change a line of a touchpoint."""
        content = self.path(name).read_text(encoding="utf-8")
        at = content.index(f"- id: {step}\n")
        assert old in content[at:]
        self.path(name).write_text(content[:at] + content[at:].replace(old, new, 1), encoding="utf-8")

    def feel(self, name: str, step: str, author: str, *, record: bool = True) -> str:
        """Give a touchpoint another score and commit it; return the kind of change that this is."""
        was = self.emotions[(name, step)]
        now = self.random.choice([score for score in range(-2, 3) if score != was])
        self.by(author)
        self.edit(name, step, f"emotion: {was}", f"emotion: {now}")
        self.repository.git("commit", "--quiet", "--all", "--message", f"{name}: {step}")
        self.emotions[(name, step)] = now
        kind = "emotion-rose" if now > was else "emotion-fell"
        if record:
            self.did[name].append((author, step, kind))
        return kind


@pytest.fixture
def year(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Year:
    forget_git_settings(monkeypatch)
    monkeypatch.setenv("PATH", f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setenv("CXMAP_LANG", "en")
    repository = Repository(tmp_path / "clients")
    repository.begin()
    repository.write("cxmap.yaml", content="cxmap: 1\nmaps: [maps/*.yaml]\n")
    for name, title in CLIENTS.items():
        repository.write(f"maps/{name}.yaml", content=first(name, title))
    monkeypatch.chdir(repository.folder)
    made = Year(repository, monkeypatch)
    assert run(["git-setup"]) == 0
    made.by("Ann")
    repository.commit("README.md", content="the clients' maps\n")
    return made


def said(capsys: pytest.CaptureFixture[str], *arguments: str, code: int = 0) -> Any:
    capsys.readouterr()
    assert run([*arguments, "--format", "json", "--lang", "en"]) == code
    return json.loads(capsys.readouterr().out)


def test_every_command_tells_the_truth_about_a_year(year: Year, capsys: pytest.CaptureFixture[str]) -> None:
    repository = year.repository
    for number in range(24):  # on the main branch, by turns
        year.feel(list(CLIENTS)[number % 4], year.random.choice(STEPS), ("Ann", "波")[number % 2])
    repository.git("tag", "half-year")
    for number in range(8):  # on a branch each, merged while the main branch went on, on the same map
        name = list(CLIENTS)[number % 4]
        here, there = year.random.sample(STEPS, 2)
        repository.git("switch", "--quiet", "--create", f"topic-{number}")
        kind = year.feel(name, there, "波")
        gate = run(["diff", "main...HEAD", "--fail-on", "regression"])
        assert gate == int(kind == "emotion-fell")
        repository.git("switch", "--quiet", "main")
        year.feel(name, here, "Ann")
        year.by("Ann")
        repository.git("merge", "--quiet", "--no-edit", f"topic-{number}")
    # One touchpoint is scored by both: the conflict is there and nowhere else, and Ann decides.
    was = year.emotions[("bank", "pay")]
    scores = [score for score in (-2, -1, 1, 2) if score != was]
    for branch, author, score in (("one", "Ann", scores[0]), ("two", "波", scores[1])):
        repository.git("switch", "--quiet", "--create", branch, "main")
        year.by(author)
        year.edit("bank", "pay", f"emotion: {was}", f"emotion: {score}")
        year.edit("bank", "use" if branch == "one" else "look", "owner: sales", "owner: care")
        repository.git("commit", "--quiet", "--all", "--message", f"{author} scores")
    done = subprocess.run(["git", "merge", "one"], cwd=repository.folder, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    shown = year.path("bank").read_text(encoding="utf-8")
    ours, theirs = f"        emotion: {scores[1]}\n", f"        emotion: {scores[0]}\n"
    assert f"<<<<<<< ours\n{ours}=======\n{theirs}>>>>>>> theirs\n" in shown
    assert shown.count("<<<<<<<") == 1
    assert shown.count("owner: care") == 2
    year.path("bank").write_text(
        shown.replace(f"<<<<<<< ours\n{ours}=======\n{theirs}>>>>>>> theirs\n", theirs), encoding="utf-8"
    )
    year.by("Ann")
    repository.git("commit", "--quiet", "--all", "--no-edit")
    repository.git("switch", "--quiet", "main")
    repository.git("merge", "--quiet", "--no-edit", "two")
    assert int(repository.git("rev-list", "--count", "HEAD")) >= 50

    for name in ("clinic", "shop", "hotel"):
        told = said(capsys, "log", f"maps/{name}.yaml")["commits"]
        found = [
            (one["author"], one["changes"][0]["address"][-1], one["changes"][0]["kind"])
            for one in told
            if one["status"] == "changed"
        ]
        assert sorted(found) == sorted(year.did[name])
        assert all(len(one["changes"]) == 1 for one in told if one["status"] == "changed")

    rows = {row["map"]: row for row in said(capsys, "history", "--by", "commit")["rows"]}  # the last row of each map
    for name in ("clinic", "shop", "hotel"):
        mean = sum(year.emotions[(name, step)] for step in STEPS) / len(STEPS)
        assert rows[name]["emotion"] == pytest.approx(mean)

    changed = said(capsys, "diff", "half-year", "HEAD")["maps"]
    for each in changed:
        steps = [change["address"][-1] for change in each["changes"] if change["area"] == "experience"]
        assert len(steps) == len(set(steps)), "told once, however often it was changed"

    blamed = {row["id"]: row for row in said(capsys, "blame", "maps/bank.yaml")["touchpoints"]}
    assert (blamed["use"]["owner"]["author"], blamed["look"]["owner"]["author"]) == ("Ann", "波")
    assert blamed["choose"]["owner"]["author"] == "Ann"

    assert run(["diff", "half-year...HEAD", "--format", "markdown", "--lang", "zh"]) == 0
    comment = capsys.readouterr().out
    assert comment.startswith("## 地图的变化\n")
    assert "### 办一笔贷款\n" in comment
    assert "<details><summary>全部变化" in comment
    for name in CLIENTS:
        content = year.path(name).read_text(encoding="utf-8")
        assert [f"# {step}, as heard in the interviews" in content for step in STEPS] == [True] * 5

    assert run(["diff", "half-year...HEAD", "--format", "html", "--lang", "en", "--output", "year.html"]) == 0
    page = (repository.folder / "year.html").read_text(encoding="utf-8")
    assert page.count("<svg") == len(changed)
    assert run(["history", "--by", "month", "--format", "svg", "--lang", "en", "--output", "year.svg"]) == 0
    chart = (repository.folder / "year.svg").read_text(encoding="utf-8")
    assert all(title in chart for title in CLIENTS.values())
    assert run(["diff", "half-year...HEAD", "--review", "--lang", "en"]) == 0
    fell = [change for each in changed for change in each["changes"] if change["kind"] == "emotion-fell"]
    assert capsys.readouterr().out.count("?") >= len(fell) > 0
