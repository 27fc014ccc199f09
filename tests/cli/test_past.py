"""`cxmap log`, `cxmap blame` and `cxmap history` over a real repository."""

from __future__ import annotations

import csv
import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from cxmap import document
from cxmap.cli.app import run
from tests.cli.test_diff import text
from tests.integration.scratch import Repository, forget_git_settings

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")


def by(monkeypatch: pytest.MonkeyPatch, author: str, day: str) -> None:
    monkeypatch.setenv("GIT_AUTHOR_NAME", author)
    for who in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{who}_DATE", f"{day}T12:00:00+08:00")


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
    """A map over four months: by two people, renamed, broken once, mended."""
    forget_git_settings(monkeypatch)
    made = Repository(tmp_path / "maps of years")
    made.begin()
    by(monkeypatch, "Ann", "2026-01-05")
    made.commit("访问.yaml", content=text())
    by(monkeypatch, "波", "2026-02-05")
    second = text().replace("emotion: 0", "emotion: 2")
    made.commit("访问.yaml", content=second)
    made.git("tag", "v1")
    by(monkeypatch, "Ann", "2026-02-20")
    made.git("mv", "访问.yaml", "maps.yaml")
    made.commit("maps.yaml", content=second.replace("owner: ward, ", ""))
    by(monkeypatch, "波", "2026-03-01")
    made.commit("maps.yaml", content=second.replace("stages:", "stagse:"))
    by(monkeypatch, "Ann", "2026-03-02")
    made.commit("maps.yaml", content="# only a comment\n" + second)
    made.git("tag", "v2")
    monkeypatch.chdir(made.folder)
    return made


def read(capsys: pytest.CaptureFixture[str], *arguments: str) -> Any:
    assert run([*arguments, "--format", "json", "--lang", "en"]) == 0
    return json.loads(capsys.readouterr().out)


def test_a_story_is_told_commit_by_commit_through_a_renamed_file(
    repository: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    found = read(capsys, "log", "maps.yaml")["commits"]
    assert [(one["day"], one["author"]) for one in found] == [
        ("2026-03-02", "Ann"),
        ("2026-03-01", "波"),
        ("2026-02-20", "Ann"),
        ("2026-02-05", "波"),
        ("2026-01-05", "Ann"),
    ]
    kinds = [[change["kind"] for change in one.get("changes", ())] for one in found]
    assert kinds == [["owner-assigned"], [], ["owner-lost"], ["emotion-rose"], ["map-added"]]
    assert found[0]["against"] == found[2]["commit"], "the version between is no valid map"
    assert "stagse" in found[1]["failure"]
    assert [one["tags"] for one in found] == [["v2"], [], [], ["v1"], []]
    assert found[-1]["status"] == "added"
    assert [one["day"] for one in read(capsys, "log", "maps.yaml", "--since", "v1")["commits"]] == [
        "2026-03-02",
        "2026-03-01",
        "2026-02-20",
    ]


def test_a_story_as_text_and_markdown(repository: Repository, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["log", "maps.yaml", "--lang", "zh"]) == 0
    shown = capsys.readouterr().out
    assert "2026-02-05" in shown
    assert "(v1)  波  x\n    ▲ Desk：情绪上升 0 → +2\n" in shown
    assert "    新地图\n" in shown
    assert run(["log", "maps.yaml", "--lang", "en", "--format", "markdown"]) == 0
    shown = capsys.readouterr().out
    assert "### 2026-02-20 · Ann\n" in shown
    assert "- ▼ **Door**: owner lost (was Ward)" in shown


def test_who_last_changed_what(repository: Repository, capsys: pytest.CaptureFixture[str]) -> None:
    found = {row["id"]: row for row in read(capsys, "blame", "maps.yaml")["touchpoints"]}
    days = {id_: [row[aspect]["day"] for aspect in ("emotion", "owner", "pain_points")] for id_, row in found.items()}
    assert days == {
        "door": ["2026-01-05", "2026-03-02", "2026-01-05"],
        "desk": ["2026-02-05", "2026-01-05", "2026-01-05"],
    }
    assert found["desk"]["emotion"]["author"] == "波"
    assert run(["blame", "maps.yaml", "--lang", "en"]) == 0
    shown = capsys.readouterr().out
    assert shown.splitlines()[0].split() == ["Touchpoint", "Emotion", "Owner", "Pain", "points"]
    assert "2026-02-05 波" in shown


def test_a_renamed_touchpoint_keeps_its_past(
    repository: Repository, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    by(monkeypatch, "Cy", "2026-04-01")
    repository.commit(
        "maps.yaml", content=text().replace("emotion: 0", "emotion: 2").replace("id: desk", "id: counter")
    )
    found = {row["id"]: row for row in read(capsys, "blame", "maps.yaml")["touchpoints"]}
    assert found["counter"]["emotion"]["author"] == "波"


def test_figures_over_tags_and_months(
    repository: Repository, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = read(capsys, "history")["rows"]
    assert [(row["label"], row["emotion"], row["touchpoints_owned"], row["touchpoints"]) for row in rows] == [
        ("v1", 1.5, 1, 2),
        ("v2", 1.5, 1, 2),
    ]
    rows = read(capsys, "history", "--by", "month")["rows"]
    assert [(row["label"], row["emotion"], row["touchpoints_owned"]) for row in rows] == [
        ("2026-01", 0.5, 1),
        ("2026-02", 1.5, 0),
        ("2026-03", 1.5, 1),
    ]
    rows = read(capsys, "history", "--by", "commit", "maps.yaml")["rows"]
    assert len(rows) == 2, "one is broken, two are of before it had this name"
    assert run(["history", "--lang", "zh"]) == 0
    shown = capsys.readouterr().out
    assert "Visit  visit  ▇▇" in shown
    assert "平均情绪" in shown


def test_a_spreadsheet_takes_no_title_for_a_formula(repository: Repository, capsys: pytest.CaptureFixture[str]) -> None:
    repository.commit("maps.yaml", content=text().replace("title: Visit", "title: '=HYPERLINK(\"x\")'"))
    repository.git("tag", "v3")
    assert run(["history", "--format", "svg", "--lang", "en", "--output", "chart.svg"]) == 0
    assert "How the maps have developed" in Path("chart.svg").read_text(encoding="utf-8")
    assert run(["history", "--format", "csv"]) == 0
    rows = list(csv.DictReader(capsys.readouterr().out.splitlines()))
    assert [row["title"] for row in rows] == ["Visit", "Visit", '\'=HYPERLINK("x")']


def test_each_version_is_read_once(
    repository: Repository, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from cxmap import snapshots

    read_names: list[str] = []
    checked = document.load_text

    def counted(said: Any, workspace: Any) -> Any:
        read_names.append(said.name)
        return checked(said, workspace)

    monkeypatch.setattr(snapshots, "load_text", counted)
    repository.commit("other.txt", content="nothing\n")
    repository.commit("other.txt", content="of interest\n")
    read(capsys, "history", "--by", "commit")
    assert len(read_names) == 5, "five versions were committed, though seven commits have the map"


def test_without_a_repository_or_a_map(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    forget_git_settings(monkeypatch)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    for arguments in (["log", "a.yaml"], ["blame", "a.yaml"], ["history"], ["log", "none/a.yaml"]):
        assert run(arguments) == 2
        assert capsys.readouterr().err.startswith("cxmap: ")


def test_a_commit_may_be_about_anything(repository: Repository, capsys: pytest.CaptureFixture[str]) -> None:
    repository.write("maps.yaml", content=text().replace("emotion: 0", "emotion: 1"))
    repository.git("add", "--all")
    repository.git("commit", "--quiet", "--message", "# hi \x1f x \x1e y")
    assert read(capsys, "log", "maps.yaml")["commits"][0]["subject"].startswith("# hi")
    assert read(capsys, "blame", "maps.yaml")
    assert read(capsys, "history", "--by", "commit")
    assert run(["log", "maps.yaml", "--format", "markdown"]) == 0
    assert "\n# hi" not in capsys.readouterr().out


def test_names_that_git_would_take_for_patterns(repository: Repository, capsys: pytest.CaptureFixture[str]) -> None:
    repository.commit(":(top)x.yaml", content=text("x"))
    assert len(read(capsys, "log", ":(top)x.yaml")["commits"]) == 1


def test_what_lies_elsewhere_and_what_is_empty_is_said(
    repository: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    for arguments in (["history", "/elsewhere/map.yaml"], ["log", "maps.yaml", "--since="], ["diff", "--only="]):
        assert run(arguments) == 2
        assert capsys.readouterr().err.startswith("cxmap: ")


def test_a_merge_tells_what_it_did_itself(repository: Repository, capsys: pytest.CaptureFixture[str]) -> None:
    content = "# only a comment\n" + text().replace("emotion: 0", "emotion: 2")
    git = repository.git
    git("switch", "--quiet", "--create", "side")
    repository.commit("maps.yaml", content=content.replace("name: Door", "name: Gate"))
    git("switch", "--quiet", "main")
    repository.commit("maps.yaml", content=content.replace("name: Desk", "name: Table"))
    git("merge", "--quiet", "--no-commit", "-X", "ours", "side")
    both = content.replace("name: Door", "name: Gate").replace("name: Desk", "name: Table")
    repository.commit("maps.yaml", content=both.replace("emotion: 1", "emotion: -2"))
    found = read(capsys, "log", "maps.yaml")["commits"]
    assert [change["kind"] for change in found[0]["changes"]] == ["emotion-fell"]
    git("switch", "--quiet", "--create", "third", "HEAD")
    repository.commit(
        "maps.yaml", content=both.replace("emotion: 1", "emotion: -2").replace("title: Visit", "title: A visit")
    )
    git("switch", "--quiet", "main")
    repository.commit("other.txt")
    git("merge", "--quiet", "--no-edit", "third")
    assert len(read(capsys, "log", "maps.yaml")["commits"]) == len(found) + 1, "the merge did nothing itself"


def test_the_shared_library_is_part_of_the_story(repository: Repository, capsys: pytest.CaptureFixture[str]) -> None:
    workspace = "cxmap: 1\nmaps: [maps.yaml]\nlibrary: {{teams: [{{id: it, name: {}}}]}}\n"
    repository.commit("cxmap.yaml", content=workspace.format("IT"))
    used = text().replace("{id: desk, name: Desk,", "{id: desk, name: Desk, owner: it,")
    repository.commit("maps.yaml", content=used)
    repository.commit("cxmap.yaml", content=workspace.format("Information technology"))
    repository.commit("cxmap.yaml", content="# nothing\n" + workspace.format("Information technology"))
    told = read(capsys, "log", "maps.yaml")["commits"]
    assert [change["message"] for change in told[0]["changes"]] == ["name: “IT” → “Information technology”"]
    assert told[1]["changes"][-1]["kind"] == "emotion-fell" or told[1]["changes"]


def test_a_file_that_never_was(repository: Repository, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["log", "nope.yaml", "--lang", "en"]) == 2
    assert "no such file, now or before" in capsys.readouterr().err


def test_names_are_in_the_language_that_is_asked_for(
    repository: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    repository.commit(
        "maps.yaml",
        content=text()
        .replace("title: Visit", "title: {en: Visit, zh: 就诊}")
        .replace("name: Door", "name: {en: Door, zh: 大门}"),
    )
    assert run(["blame", "maps.yaml", "--lang", "zh"]) == 0
    assert "大门" in capsys.readouterr().out
    assert run(["history", "--by", "commit", "--lang", "zh"]) == 0
    assert "就诊" in capsys.readouterr().out
