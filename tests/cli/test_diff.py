"""`cxmap diff` over real repositories, and over files and folders."""

from __future__ import annotations

import json
import re
import shutil
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest

from cxmap.cli.app import run
from tests.integration.scratch import Repository, forget_git_settings
from tests.report.test_sarif import schema

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")

MAP = """\
cxmap: 1
id: {id}
title: Visit
language: en
teams: [{{id: ward, name: Ward}}]
stages:
  - id: arrive
    name: Arriving
    touchpoints:
      - {{id: door, name: Door, owner: ward, emotion: 1}}  # the entrance
      - {{id: desk, name: Desk, emotion: 0}}
"""


def text(id_: str = "visit") -> str:
    return MAP.format(id=id_)


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
    forget_git_settings(monkeypatch)
    made = Repository(tmp_path / "客户 地图")
    made.begin()
    made.commit("maps/visit.yaml", content=text())
    made.commit("maps/other.yaml", content=text("other"))
    monkeypatch.chdir(made.folder)
    return made


@pytest.fixture
def diff(capsys: pytest.CaptureFixture[str]) -> Callable[..., Any]:
    def run_diff(*arguments: str, code: int = 0) -> Any:
        assert run(["diff", *arguments, "--format", "json", "--lang", "en"]) == code
        return json.loads(capsys.readouterr().out)

    return run_diff


def told(found: Any) -> list[str]:
    return [change["kind"] for each in found["maps"] for change in each["changes"]]


def test_nothing_changed(repository: Repository, diff: Callable[..., Any]) -> None:
    assert diff() == {
        "version": 1,
        "summary": dict.fromkeys(("regression", "improvement", "neutral", "editorial"), 0),
        "maps": [],
    }


def test_what_is_not_committed_is_told_with_places_in_both_versions(
    repository: Repository, diff: Callable[..., Any]
) -> None:
    repository.write("maps/visit.yaml", content="# a comment\n" + text().replace("emotion: 1", "emotion: -1"))
    found = diff()
    assert told(found) == ["emotion-fell"]
    (change,) = found["maps"][0]["changes"]
    assert (change["old"], change["new"], change["level"]) == (1, -1, "regression")
    assert change["before"] == {"file": "HEAD:maps/visit.yaml", "line": 10, "column": 54}
    assert change["after"] == {"file": "maps/visit.yaml", "line": 11, "column": 54}
    assert change["address"] == ["visit", "arrive", "door"]
    assert found["maps"][0]["curve"] == {"before": [1, 0], "after": [-1, 0]}


def test_line_ends_comments_quotes_and_the_order_of_keys_are_no_changes(
    repository: Repository, diff: Callable[..., Any]
) -> None:
    crlf = (
        text()
        .replace("{id: desk, name: Desk, emotion: 0}", "{emotion: 0, name: 'Desk', id: desk}")
        .replace("# the entrance", "# in")
    )
    (repository.folder / "maps/visit.yaml").write_bytes(b"\xef\xbb\xbf" + crlf.replace("\n", "\r\n").encode())
    assert diff()["maps"] == []


def test_a_map_is_known_by_its_id_wherever_its_file_has_moved_to(
    repository: Repository, diff: Callable[..., Any]
) -> None:
    repository.git("mv", "maps/visit.yaml", "访问.yaml")
    repository.write("访问.yaml", content=text().replace("name: Desk", "name: Counter desk"))
    found = diff()
    assert [(each["before"], each["after"]) for each in found["maps"]] == [("HEAD:maps/visit.yaml", "访问.yaml")]
    assert told(found) == ["text-changed"] or told(found) == ["text-replaced"]


def test_a_map_whose_id_is_another_is_known_by_its_file(repository: Repository, diff: Callable[..., Any]) -> None:
    repository.write("maps/visit.yaml", content=text("visit-2"))
    assert told(diff()) == ["id-renamed"]


def test_new_and_removed_maps(repository: Repository, diff: Callable[..., Any]) -> None:
    repository.git("rm", "--quiet", "maps/other.yaml")
    repository.write("maps/third.yaml", content=text("third"))
    repository.write("notes.yaml", content="shopping: [milk]\n")
    assert [(each["id"], each["status"]) for each in diff()["maps"]] == [("third", "added"), ("other", "removed")]


def test_revisions_are_read_as_git_reads_them(repository: Repository, diff: Callable[..., Any]) -> None:
    repository.git("tag", "v1")
    repository.git("switch", "--quiet", "--create", "topic")
    repository.commit("maps/visit.yaml", content=text().replace("owner: ward, ", ""))
    repository.git("switch", "--quiet", "main")
    repository.commit("maps/other.yaml", content=text("other").replace("emotion: 0", "emotion: 2"))
    assert told(diff("v1")) == ["emotion-rose"]
    assert told(diff("v1", "topic")) == ["owner-lost"]
    assert told(diff("main", "topic")) == ["emotion-fell", "owner-lost"]
    assert told(diff("main..topic")) == ["emotion-fell", "owner-lost"]
    assert told(diff("main...topic")) == ["owner-lost"]
    assert told(diff("main", "topic", "maps/visit.yaml")) == ["owner-lost"]
    assert told(diff("main", "topic", "maps")) == ["emotion-fell", "owner-lost"]
    assert told(diff("v1", "maps/visit.yaml")) == []


def test_a_team_that_is_renamed_shows_in_the_maps_that_name_it(
    repository: Repository, diff: Callable[..., Any]
) -> None:
    library = "cxmap: 1\nmaps: ['maps/*.yaml']\nlibrary:\n  teams: [{id: ward, name: Ward}, {id: it, name: IT}]\n"
    without = text().replace("teams: [{id: ward, name: Ward}]\n", "")
    repository.commit("cxmap.yaml", content=library)
    repository.commit("maps/visit.yaml", content=without)
    repository.write("cxmap.yaml", content=library.replace("name: Ward", "name: Ward four"))
    found = diff()
    assert [(each["id"], [change["kind"] for change in each["changes"]]) for each in found["maps"]] == [
        ("visit", ["text-changed"])
    ]
    assert found["maps"][0]["changes"][0]["shared"] is True
    assert found["maps"][0]["changes"][0]["after"]["file"] == "cxmap.yaml"
    repository.write("cxmap.yaml", content=library.replace("name: IT", "name: Machines"))
    assert diff()["maps"] == [], "no map names this team"


def test_only_what_git_says_has_changed_is_read(
    repository: Repository, diff: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(30):
        repository.write(f"maps/m{number}.yaml", content=text(f"m{number}"))
    repository.git("add", "--all")
    repository.git("commit", "--quiet", "--message", "many")
    for number in (3, 4, 5):
        repository.write(f"maps/m{number}.yaml", content=text(f"m{number}").replace("emotion: 0", "emotion: 1"))
    from cxmap import document, snapshots

    read: list[str] = []
    checked = document.load_text

    def counted(said: Any, workspace: Any) -> Any:
        read.append(said.name)
        return checked(said, workspace)

    monkeypatch.setattr(snapshots, "load_text", counted)
    assert told(diff()) == ["emotion-rose"] * 3
    assert sorted(read) == [f"{before}maps/m{number}.yaml" for before in ("HEAD:", "") for number in (3, 4, 5)]


def test_a_submodule_is_left_alone(repository: Repository, diff: Callable[..., Any], tmp_path: Path) -> None:
    inner = Repository(tmp_path / "inner")
    inner.begin()
    inner.commit("maps/inner.yaml", content=text("inner"))
    repository.git("-c", "protocol.file.allow=always", "submodule", "add", "--quiet", str(inner.folder), "sub")
    assert diff()["maps"] == []


def test_an_older_version_that_is_not_valid_is_said_and_the_rest_is_told(
    repository: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    repository.commit("maps/visit.yaml", content=text().replace("stages:", "stagse:"))
    repository.write("maps/visit.yaml", content=text())
    repository.write("maps/other.yaml", content=text("other").replace("emotion: 0", "emotion: 1"))
    assert run(["diff", "--lang", "en"]) == 2
    out, err = capsys.readouterr()
    assert "emotion rose 0 → +1" in out
    assert "HEAD:maps/visit.yaml" in err
    assert "stagse" in err


@pytest.mark.parametrize(
    ("fail_on", "code"),
    [
        ("regression", 1),
        ("any", 1),
        ("owner-lost", 1),
        ("responsibility", 1),
        ("improvement", 0),
        ("emotion-fell,metrics", 0),
    ],
)
def test_a_gate_fails_on_what_it_names(
    repository: Repository, diff: Callable[..., Any], fail_on: str, code: int
) -> None:
    repository.write("maps/visit.yaml", content=text().replace("owner: ward, ", ""))
    diff("--fail-on", fail_on, code=code)
    assert told(diff("--ignore", "responsibility")) == []
    assert told(diff("--only", "regression")) == ["owner-lost"]


def test_two_files_and_two_folders_need_no_git(
    tmp_path: Path, diff: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, content in (
        ("a/x.yaml", text()),
        ("b/y.yaml", text().replace("emotion: 0", "emotion: 1")),
        ("b/z.yaml", text("z")),
    ):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(content, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert told(diff("a/x.yaml", "b/y.yaml")) == ["emotion-rose"]
    assert [(each["id"], each["status"]) for each in diff("a", "b")["maps"]] == [("visit", "changed"), ("z", "added")]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["nonsense"], "no revision, file or folder"),
        (["HEAD", "nonsense.yaml"], "no revision, file or folder"),
        (["--fail-on", "owner-lots"], "did you mean `owner-lost`?"),
        (["--only", "zzz"], "levels: regression"),
        (["main...nowhere"], "nowhere"),
    ],
)
def test_what_cannot_be_compared_is_said(
    repository: Repository, capsys: pytest.CaptureFixture[str], arguments: list[str], words: str
) -> None:
    assert run(["diff", *arguments]) == 2
    assert words in capsys.readouterr().err


def test_text_markdown_and_annotations_say_the_same(repository: Repository, capsys: pytest.CaptureFixture[str]) -> None:
    repository.write(
        "maps/visit.yaml", content=text().replace("owner: ward, ", "").replace("name: Desk", "name: <b>*Desk*")
    )
    assert run(["diff", "--lang", "en"]) == 0
    shown = capsys.readouterr().out
    assert "Arriving › Door  door\n    ▼ owner lost (was Ward)  :10\n" in shown
    assert "{+<b>*+}Desk{+*+}" in shown
    assert run(["diff", "--lang", "zh", "--format", "markdown"]) == 0
    shown = capsys.readouterr().out
    assert "**请留意**" in shown
    assert "失去责任团队（原为 Ward）" in shown
    assert "<b>" not in shown
    assert run(["diff", "--lang", "en", "--format", "github"]) == 0
    first, *_ = capsys.readouterr().out.splitlines()
    assert (
        first
        == "::warning file=maps/visit.yaml,line=10,col=9,title=cxmap owner-lost::Arriving › Door: owner lost (was Ward)"
    )
    assert run(["diff", "--lang", "en", "--stat"]) == 0
    assert capsys.readouterr().out == "maps/visit.yaml  1 regression, 1 change of wording\n"


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_table_of_changes_lists_every_kind(language: str, capsys: pytest.CaptureFixture[str]) -> None:
    from cxmap.diff.kinds import CHANGE_KINDS

    assert run(["changes", "--lang", language]) == 0
    shown = capsys.readouterr().out
    assert all(f"  {kind.id} " in shown for kind in CHANGE_KINDS)
    assert run(["changes", "--format", "json"]) == 0
    listed = json.loads(capsys.readouterr().out)
    assert [row["id"] for row in listed["kinds"]] == [kind.id for kind in CHANGE_KINDS]
    assert set(listed["principles"]) == {row["level"] for row in listed["kinds"]}


def test_a_review_asks_what_the_versions_cannot_answer(
    repository: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    both = text().replace("name: Desk", "name: {en: Front desk, zh: 前台}")
    repository.commit("maps/visit.yaml", content=both)
    repository.write(
        "maps/visit.yaml", content=both.replace("owner: ward, ", "").replace("Front desk", "The front desk")
    )
    assert run(["diff", "--lang", "en", "--review"]) == 0
    shown = capsys.readouterr().out
    assert "Door: owner lost (was Ward)\n      ? Who answers for it now?\n" in shown
    assert "? The other language was not changed: does it still say the same?" in shown
    assert run(["diff", "--lang", "zh", "--review", "--format", "markdown"]) == 0
    assert "- [ ] ▼ **Door**：失去责任团队（原为 Ward）<br>现在由谁负责？" in capsys.readouterr().out


def test_questions_are_of_kinds_that_there_are() -> None:
    from cxmap.diff.kinds import KIND_IDS, Level
    from cxmap.diff.review import _QUESTIONS

    assert set(_QUESTIONS) <= set(KIND_IDS)
    regressions = {name for name, kind in KIND_IDS.items() if kind.level is Level.REGRESSION}
    assert regressions - set(_QUESTIONS) <= {"honeycomb-score-fell", "review-set-back", "action-undated"}


def test_sarif_is_valid_and_has_the_regressions_first(
    repository: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    repository.write("maps/visit.yaml", content=text().replace("owner: ward, ", "").replace("emotion: 0", "emotion: 2"))
    assert run(["diff", "--lang", "en", "--format", "sarif"]) == 0
    report = json.loads(capsys.readouterr().out)
    jsonschema.validate(report, schema())
    (found,) = report["runs"]
    assert [(one["ruleId"], one["level"]) for one in found["results"]] == [
        ("owner-lost", "warning"),
        ("emotion-rose", "note"),
    ]
    place = found["results"][0]["locations"][0]["physicalLocation"]
    assert (place["artifactLocation"]["uri"], place["region"]["startLine"]) == ("maps/visit.yaml", 10)
    assert [rule["id"] for rule in found["tool"]["driver"]["rules"]] == ["emotion-rose", "owner-lost"]


def test_maps_that_share_an_id_are_compared_by_their_files(repository: Repository, diff: Callable[..., Any]) -> None:
    repository.commit("maps/twin.yaml", content=text())
    repository.write("maps/twin.yaml", content=text().replace("emotion: 0", "emotion: 1"))
    repository.write("maps/visit.yaml", content=text().replace("emotion: 1", "emotion: 2"))
    found = diff()
    assert [(each["before"], each["after"]) for each in found["maps"]] == [
        ("HEAD:maps/twin.yaml", "maps/twin.yaml"),
        ("HEAD:maps/visit.yaml", "maps/visit.yaml"),
    ]
    assert told(found) == ["emotion-rose", "emotion-rose"]


def test_settings_of_git_do_not_hide_changes(
    repository: Repository, diff: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    repository.git("config", "diff.relative", "true")
    repository.write("maps/visit.yaml", content=text().replace("emotion: 0", "emotion: 1"))
    monkeypatch.chdir(repository.folder / "maps")
    assert told(diff()) == ["emotion-rose"]


def test_annotations_between_two_revisions_name_the_file(
    repository: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    repository.commit("maps/visit.yaml", content=text().replace("emotion: 0", "emotion: 1"))
    assert run(["diff", "HEAD~1", "HEAD", "--format", "github", "--lang", "en"]) == 0
    assert capsys.readouterr().out.startswith("::notice file=maps/visit.yaml,line=11,")


def test_nothing_is_said_to_be_unchanged_that_could_not_be_read(
    repository: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    repository.write("broken.yaml", content=text().replace("stages:", "stagse:"))
    assert run(["diff", "maps/visit.yaml", "broken.yaml", "--lang", "en"]) == 2
    assert capsys.readouterr().out == ""


def said(picture: str) -> str:
    """Return the texts of a picture or a page, in small letters and on one line."""
    return " ".join(re.sub("<[^>]*>", " ", picture).lower().split())


@pytest.mark.parametrize("format_", ["svg", "html"])
def test_changed_maps_are_drawn_with_their_changes(
    repository: Repository, capsys: pytest.CaptureFixture[str], format_: str
) -> None:
    repository.write("maps/visit.yaml", content=text().replace("emotion: 1", "emotion: -2"))
    assert run(["diff", "--format", format_, "--output", "change", "--lang", "en"]) == 0
    shown = (repository.folder / "change").read_text(encoding="utf-8")
    assert shown.startswith("<svg" if format_ == "svg" else "<!doctype html>")
    assert "emotion fell +1 → −2" in said(shown)
    repository.write("maps/other.yaml", content=text("other").replace("emotion: 1", "emotion: 2"))
    assert run(["diff", "--format", format_, "--lang", "en"]) == 0
    both = said(capsys.readouterr().out)
    assert "emotion fell +1 → −2" in both
    assert "emotion rose +1 → +2" in both
    assert run(["diff", "--format", format_, "HEAD", "maps/visit.yaml", "--lang", "en"]) == 0
    assert "emotion rose" not in said(capsys.readouterr().out)


@pytest.mark.parametrize("format_", ["svg", "html"])
def test_a_gate_holds_for_pictures_too(repository: Repository, format_: str) -> None:
    repository.write("maps/visit.yaml", content=text().replace("emotion: 1", "emotion: -2"))
    assert run(["diff", "--format", format_, "--output", "change", "--fail-on", "regression"]) == 1
    assert (repository.folder / "change").exists()
    assert run(["diff", "--format", format_, "--output", "change", "--fail-on", "improvement"]) == 0


def test_new_maps_and_maps_that_are_gone_stand_on_the_page(
    repository: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    repository.write("maps/new.yaml", content=text("new").replace("Visit", "Another visit"))
    (repository.folder / "maps" / "other.yaml").unlink()
    assert run(["diff", "--format", "html", "--lang", "en"]) == 0
    page = capsys.readouterr().out
    assert "new map" in page
    assert "map removed" in page
    assert page.count("<svg") == 1


def test_nothing_to_draw(repository: Repository, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["diff", "--format", "html", "--lang", "en"]) == 0
    assert "no changes" in capsys.readouterr().out
    assert run(["diff", "--format", "svg", "--lang", "en"]) == 0
    assert "no changes" in capsys.readouterr().out
    (repository.folder / "maps" / "other.yaml").unlink()
    assert run(["diff", "--format", "svg", "--lang", "en"]) == 0
    assert "map removed: Visit" in capsys.readouterr().out


@pytest.mark.parametrize(
    "arguments",
    [
        ["--format", "svg", "--only", "regression"], ["--format", "html", "--ignore", "editorial"],
        ["--format", "json", "--stat"], ["--format", "sarif", "--review"], ["--stat", "--review"],
    ],
)  # fmt: skip
def test_an_option_that_would_say_nothing_is_refused(
    repository: Repository, capsys: pytest.CaptureFixture[str], arguments: list[str]
) -> None:
    assert run(["diff", *arguments, "--lang", "en"]) == 2
    assert "--" in capsys.readouterr().err


def test_a_map_that_is_gone_does_not_pass_a_gate(repository: Repository, capsys: pytest.CaptureFixture[str]) -> None:
    (repository.folder / "maps" / "other.yaml").unlink()
    assert run(["diff", "--fail-on", "regression"]) == 1
    assert run(["diff", "--fail-on", "regression", "--ignore", "map-removed"]) == 0
    capsys.readouterr()
    assert run(["diff", "--review", "--lang", "en"]) == 0
    assert "Has the journey ended" in capsys.readouterr().out
    repository.write("maps/new.yaml", content=text("new"))
    assert run(["diff", "--only", "regression", "--ignore", "map-removed", "--fail-on", "any"]) == 0


def test_a_path_finds_a_map_that_was_elsewhere_and_what_the_library_changed(
    repository: Repository, diff: Callable[..., Any]
) -> None:
    workspace = "cxmap: 1\nmaps: [maps/*.yaml]\nlibrary: {{teams: [{{id: it, name: {}}}]}}\n"
    used = text().replace("{id: desk, name: Desk,", "{id: desk, name: Desk, owner: it,")
    repository.commit("cxmap.yaml", content=workspace.format("IT"))
    repository.commit("maps/visit.yaml", content=used)
    repository.git("mv", "maps/visit.yaml", "maps/moved.yaml")
    repository.write("maps/moved.yaml", content=used.replace("emotion: 1", "emotion: 2"))
    repository.write("cxmap.yaml", content=workspace.format("Information technology"))
    repository.write("maps/other.yaml", content=text("other").replace("emotion: 1", "emotion: -1"))
    for path in ("maps/moved.yaml", "maps/visit.yaml"):
        found = diff("HEAD", path)
        assert [(each["before"], each["after"]) for each in found["maps"]] == [
            ("HEAD:maps/visit.yaml", "maps/moved.yaml")
        ]
        assert sorted(told(found)) == ["emotion-rose", "text-replaced"]


def test_places_are_those_of_fields_and_entries(repository: Repository, diff: Callable[..., Any]) -> None:
    lines = text().replace("owner: ward,", "owner: ward, thoughts: [Where do I go?],")
    repository.commit("maps/visit.yaml", content=lines)
    repository.write(
        "maps/visit.yaml",
        content=lines.replace("language: en", "language: en\nversion: '2'").replace(
            "[Where do I go?]", "\n          [Where do I go?,\n          It is far]"
        ),
    )
    found = {change["kind"]: change["after"]["line"] for change in diff()["maps"][0]["changes"]}
    assert found == {"field-changed": 5, "content-added": 13}


def test_what_a_map_says_is_no_markup(repository: Repository, capsys: pytest.CaptureFixture[str]) -> None:
    hostile = text().replace("name: Door", "name: '<script>alert(1)</script><b>&amp;'")
    repository.write("maps/visit.yaml", content=hostile)
    assert run(["diff", "--format", "html", "--lang", "en"]) == 0
    page = capsys.readouterr().out
    assert "<script" not in page
    assert "&lt;script&gt;" in page


class _Piped:
    """What stdin is where a file is piped into it."""

    def __init__(self, content: bytes) -> None:
        self.buffer = BytesIO(content)


def test_a_map_may_come_from_stdin(
    repository: Repository, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    worse = text().replace("emotion: 1", "emotion: -2").encode()
    monkeypatch.setattr("sys.stdin", _Piped(worse))
    assert run(["diff", "maps/visit.yaml", "-", "--lang", "en"]) == 0
    assert "emotion fell +1 → −2" in capsys.readouterr().out
    monkeypatch.setattr("sys.stdin", _Piped(worse))
    assert run(["diff", "-", "maps/visit.yaml", "--lang", "en"]) == 0
    assert "emotion rose −2 → +1" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["-"], "one map"), (["-", "-"], "one map"), (["HEAD", "-", "maps/visit.yaml"], "one map"),
        (["maps", "-"], "holds 2 maps"), (["none.yaml", "-"], "none.yaml"), (["maps/visit.yaml", "-"], "<stdin>:"),
    ],
)  # fmt: skip
def test_what_stdin_cannot_be_compared_with(
    repository: Repository,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    arguments: list[str],
    said: str,
) -> None:
    monkeypatch.setattr("sys.stdin", _Piped(b"cxmap: 1\nno: map\n"))
    assert run(["diff", *arguments, "--lang", "en"]) == 2
    found = capsys.readouterr()
    assert found.out == ""
    assert said in found.err


def test_a_comment_has_room_on_github(repository: Repository, capsys: pytest.CaptureFixture[str]) -> None:
    points = "".join(f"      - {{id: p{n}, name: {'long ' * 40}{n}}}\n" for n in range(300))
    repository.write("maps/visit.yaml", content=text() + points)
    assert run(["diff", "--format", "markdown", "--lang", "en"]) == 0
    comment = capsys.readouterr().out
    assert len(comment) < 60_000
    assert "300 other changes" in comment
    assert 100 < comment.count("added") < 300
    assert re.search(r"- … and \d+ more\n\n</details>", comment)
    assert run(["diff", "--format", "markdown", "--review", "--lang", "en"]) == 0
    assert len(capsys.readouterr().out) < 15_000


def test_a_map_that_cannot_be_read_is_named_in_the_comment(
    repository: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    repository.write("maps/other.yaml", content=text("other").replace("stages:", "stagse:"))
    repository.write("maps/visit.yaml", content=text().replace("emotion: 1", "emotion: -2"))
    assert run(["diff", "--format", "markdown", "--lang", "en"]) == 2
    comment = capsys.readouterr().out
    assert "**Could not be compared**" in comment
    assert re.search(r"other\.yaml:\W?6", comment)
    assert "emotion fell" in comment
