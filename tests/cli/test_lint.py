"""`cxmap lint` with its options, as a person or a CI job uses them."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from cxmap.cli.app import run
from tests.helpers import HEAD

DRAFT = (
    HEAD
    + "teams: [payments, web]\nowner: web\nstages:\n- name: Pay\n  touchpoints:\n  - name: Card\n    owner: payments\n    pain_points: [slow]\n  - name: Cash\n- name: Wait\n"
)
"""Nothing supports `slow` (payments); nobody owns Cash; nothing happens in Wait (both: web, which keeps the map)."""


@pytest.fixture(autouse=True)
def plain(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for variable in ("FORCE_COLOR", "NO_COLOR", "CXMAP_LANG", "LC_ALL", "LC_MESSAGES", "GITHUB_ACTIONS"):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setenv("LANG", "C.UTF-8")
    monkeypatch.setenv("CXMAP_CACHE_DIR", str(tmp_path / "cache"))
    monkeypatch.chdir(tmp_path)


def lint(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = run(["lint", *arguments, "--today", "2026-06-01"])
    captured = capsys.readouterr()
    return code, captured.out, captured.err


def codes(capsys: pytest.CaptureFixture[str], *arguments: str) -> list[str]:
    found = json.loads(lint(capsys, *arguments, "--format", "json")[1])["findings"]
    return [one["rule"] for one in found]


@pytest.fixture
def draft() -> str:
    Path("draft.yaml").write_text(DRAFT, encoding="utf-8")
    return "draft.yaml"


# Which rules.


def test_select_and_ignore(draft: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert codes(capsys, draft) == [
        "pain-point-without-evidence",
        "touchpoint-without-owner",
        "stage-without-touchpoint",
    ]
    assert codes(capsys, draft, "--select", "ownership") == ["touchpoint-without-owner"]
    assert codes(capsys, draft, "--select", "ownership,undeclared-channel", "--ignore", "channels") == [
        "touchpoint-without-owner"
    ]
    assert codes(capsys, draft, "--ignore", "ownership", "--ignore", "structure") == ["pain-point-without-evidence"]
    assert len(codes(capsys, draft, "--select", "all")) > 6


def test_policy(draft: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert codes(capsys, draft, "--policy", "workshop") == ["stage-without-touchpoint"]
    Path("firm.yaml").write_text("cxmap: 1\nlint: {select: ownership}\n", encoding="utf-8")
    assert codes(capsys, draft, "--policy", "firm.yaml") == ["touchpoint-without-owner"]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--policy", "strickt"], "did you mean `strict`?"),
        (["--select", "ownershp"], "did you mean `ownership`?"),
        (["--ignore", "nothing"], "there is no rule `nothing`"),
        (["--owner", "paymnts"], "did you mean `payments`?"),
        (["--fail-on", "fatal"], "fatal"),
        (["--changed-since", "HEAD"], "git"),
        (["--diff"], "add --fix"),
        (["--fix", "--diff", "--output", "x.txt"], "leave out --format and --output"),
        (["--fix", "--diff", "--format", "json"], "leave out --format and --output"),
        (["--statistics", "--format", "sarif"], "choose text, json or markdown"),
    ],
)
def test_wrong_options(draft: str, capsys: pytest.CaptureFixture[str], arguments: list[str], words: str) -> None:
    code, _, err = lint(capsys, draft, *arguments)
    assert code == 2
    assert words in err
    assert "Traceback" not in err


def test_a_wrong_policy_file_is_a_finding(draft: str, capsys: pytest.CaptureFixture[str]) -> None:
    Path("cxmap.yaml").write_text("cxmap: 1\nmaps: '*.yaml'\nlint: {ignore: ownershp}\n", encoding="utf-8")
    code, out, err = lint(capsys)
    assert (code, err) == (2, "")
    assert "cxmap.yaml:3:16: error: there is no rule `ownershp` [unknown-rule]\n    3 | lint: {ignore: ownershp}" in out


# Exit codes.


@pytest.mark.parametrize(("fail_on", "code"), [("note", 1), ("warning", 1), ("error", 0), ("never", 0)])
def test_fail_on(draft: str, capsys: pytest.CaptureFixture[str], fail_on: str, code: int) -> None:
    assert lint(capsys, draft, "--fail-on", fail_on)[0] == code


def test_fail_on_in_the_workspace(draft: str, capsys: pytest.CaptureFixture[str]) -> None:
    Path("cxmap.yaml").write_text("cxmap: 1\nmaps: draft.yaml\nlint: {fail_on: error}\n", encoding="utf-8")
    assert lint(capsys)[0] == 0
    assert lint(capsys, "--fail-on", "warning")[0] == 1


# Views.


def test_owner(draft: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert codes(capsys, draft, "--owner", "payments") == ["pain-point-without-evidence"]
    assert codes(capsys, draft, "--owner", "web") == ["touchpoint-without-owner", "stage-without-touchpoint"]


def test_owner_hides_nothing_that_makes_a_map_unusable(capsys: pytest.CaptureFixture[str]) -> None:
    Path("a.yaml").write_text(DRAFT + "kind: custmer\n", encoding="utf-8")
    assert codes(capsys, "a.yaml", "--owner", "payments") == ["not-allowed"]
    assert codes(capsys, "a.yaml", "nothing.yaml", "--owner", "payments") == ["not-allowed", "unreadable"]


def test_a_team_of_another_map_is_no_mistake(capsys: pytest.CaptureFixture[str]) -> None:
    Path("maps").mkdir()
    Path("cxmap.yaml").write_text("cxmap: 1\n", encoding="utf-8")
    for name, team in (("a", "web"), ("b", "shop")):
        Path("maps", f"{name}.yaml").write_text(DRAFT.replace("web", team), encoding="utf-8")
    assert codes(capsys, "maps/b.yaml", "--owner", "web") == []
    assert lint(capsys, "--owner", "nobody")[0] == 2


def test_a_report_replaces_no_map(draft: str, capsys: pytest.CaptureFixture[str]) -> None:
    Path("other.yaml").write_text(DRAFT, encoding="utf-8")
    code, out, err = lint(capsys, draft, "--output", "other.yaml")
    assert (code, out) == (2, "")
    assert "would be overwritten" in err
    assert Path("other.yaml").read_text(encoding="utf-8") == DRAFT


def test_an_empty_list_of_rules_is_a_mistake(draft: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert lint(capsys, draft, "--select", "")[0] == 2


def test_only_the_owners_findings_are_mended(capsys: pytest.CaptureFixture[str]) -> None:
    text = (
        HEAD
        + 'teams: [web]\nstages:\n- name: s\n  touchpoints:\n  - {name: a, owner: web, thoughts: ["你好,世界"]}\n  - {name: b, owner: wbe, thoughts: ["你好,世界"]}\n'
    )
    Path("a.yaml").write_text(text, encoding="utf-8")
    lint(capsys, "a.yaml", "--owner", "web", "--fix", "--select", "wording")
    assert Path("a.yaml").read_text(encoding="utf-8") == text.replace("你好,世界", "你好，世界", 1)
    assert lint(capsys, "a.yaml", "--owner", "wb", "--fix")[0] == 2
    assert Path("a.yaml").read_text(encoding="utf-8") == text.replace("你好,世界", "你好，世界", 1)


def test_show_suppressed(draft: str, capsys: pytest.CaptureFixture[str]) -> None:
    text = DRAFT.replace("- name: Wait", "- name: Wait  # cxmap: ignore[stage-without-touchpoint] until the visit")
    Path(draft).write_text(text, encoding="utf-8")
    assert "Wait" not in lint(capsys, draft)[1]
    out = lint(capsys, draft, "--show-suppressed")[1]
    assert "nothing happens in the stage “Wait”" in out
    assert "until the visit" in out
    found = json.loads(lint(capsys, draft, "--show-suppressed", "--format", "json")[1])["findings"]
    assert [one["suppressed"] for one in found if "suppressed" in one] == ["until the visit"]


def test_statistics(draft: str, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = lint(capsys, draft, "--statistics")
    assert code == 1
    assert "draft.yaml:" not in out
    assert "touchpoint-without-owner" in out
    assert "50%" in out


def test_output_goes_to_a_file(draft: str, capsys: pytest.CaptureFixture[str]) -> None:
    said = lint(capsys, draft, "--format", "json")[1]
    code, out, err = lint(capsys, draft, "--format", "json", "--output", "found.json")
    assert (code, out) == (1, "")
    assert err == "0 errors, 3 warnings in 1 of 1 map.\n"
    assert Path("found.json").read_text(encoding="utf-8") == said


def test_github_is_chosen_in_github_actions(
    draft: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    assert lint(capsys, draft)[1].startswith("::warning file=draft.yaml,line=")
    assert lint(capsys, draft, "--format", "text")[1].startswith("draft.yaml:")
    assert "::warning" not in lint(capsys, draft, "--statistics")[1]
    lint(capsys, draft, "--output", "found.txt")
    assert Path("found.txt").read_text(encoding="utf-8").startswith("draft.yaml:")


# Git.


def git(*arguments: str) -> None:
    identity = ["-c", "user.name=t", "-c", "user.email=t@example.com", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", *identity, *arguments], check=True, capture_output=True)


def test_changed_since(capsys: pytest.CaptureFixture[str]) -> None:
    Path("maps").mkdir()
    Path("cxmap.yaml").write_text("cxmap: 1\n", encoding="utf-8")
    for name in ("a", "b"):
        Path("maps", f"{name}.yaml").write_text(DRAFT.replace("id: m", f"id: {name}"), encoding="utf-8")
    git("init", "-q")
    git("add", ".")
    git("commit", "-qm", "one")
    assert lint(capsys, "--changed-since", "HEAD") == (0, "0 maps checked, nothing found.\n", "")
    Path("maps", "b.yaml").write_text(DRAFT.replace("Cash", "Coins"), encoding="utf-8")
    found = json.loads(lint(capsys, "--changed-since", "HEAD", "--format", "json")[1])
    assert {one["file"] for one in found["findings"]} == {"maps/b.yaml"}
    git("commit", "-qam", "two")
    assert json.loads(lint(capsys, "--changed-since", "HEAD~1", "--format", "json")[1])["summary"]["files"] == 1
    Path("cxmap.yaml").write_text("cxmap: 1\nlibrary: {teams: [x]}\n", encoding="utf-8")
    assert json.loads(lint(capsys, "--changed-since", "HEAD", "--format", "json")[1])["summary"]["files"] == 2


def test_changed_since_keeps_what_does_not_exist(capsys: pytest.CaptureFixture[str]) -> None:
    git("init", "-q")
    git("commit", "-qm", "one", "--allow-empty")
    code, out, _ = lint(capsys, "nothing.yaml", "--changed-since", "HEAD")
    assert (code, "no such file" in out) == (2, True)


def test_changed_since_looks_into_a_repository_within_the_workspace(capsys: pytest.CaptureFixture[str]) -> None:
    Path("maps", "client").mkdir(parents=True)
    Path("cxmap.yaml").write_text("cxmap: 1\n", encoding="utf-8")
    Path("maps", "client", "a.yaml").write_text(DRAFT, encoding="utf-8")
    for folder in (".", "maps/client"):
        git("-C", folder, "init", "-q")
        git("-C", folder, "add", "cxmap.yaml" if folder == "." else "a.yaml")
        git("-C", folder, "commit", "-qm", "one")
    assert json.loads(lint(capsys, "--changed-since", "HEAD", "--format", "json")[1])["summary"]["files"] == 0
    Path("maps", "client", "a.yaml").write_text(DRAFT + "\n", encoding="utf-8")
    assert json.loads(lint(capsys, "--changed-since", "HEAD", "--format", "json")[1])["summary"]["files"] == 1


# Fixes.

MISSPELT = "\ufeffcxmap: 1\r\nid: m\r\ntitle: T\r\nkind: custmer # who\r\nteams: [payments, web]\r\nstages:\r\n- name: s\r\n  touchpoints:\r\n  - {name: 't', ownr: \"paymnts\"} # last\r\n"


def test_fix_mends_and_keeps_every_other_byte(capsys: pytest.CaptureFixture[str]) -> None:
    path = Path("m.yaml")
    path.write_bytes(MISSPELT.encode())
    path.chmod(0o640)
    code, out, _ = lint(capsys, "m.yaml", "--fix")
    mended = MISSPELT.replace("custmer", "customer").replace("ownr", "owner").replace("paymnts", "payments")
    assert path.read_bytes().decode() == mended
    assert path.stat().st_mode & 0o777 == 0o640
    assert (code, out) == (0, "3 fixes made. 1 map checked, nothing found.\n")
    assert lint(capsys, "m.yaml", "--fix") == (0, "1 map checked, nothing found.\n", "")
    assert path.read_bytes().decode() == mended


def test_fix_diff_shows_and_writes_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    path = Path("m.yaml")
    path.write_bytes(MISSPELT.encode())
    code, out, err = lint(capsys, "m.yaml", "--fix", "--diff")
    assert path.read_bytes().decode() == MISSPELT
    assert code == 1
    assert "-kind: custmer # who" in out
    assert "+kind: customer # who" in out
    assert err.startswith("3 fixes can be made. ")


def test_fix_mends_what_cannot_even_be_read(capsys: pytest.CaptureFixture[str]) -> None:
    Path("m.yaml").write_text("cxmap： 1\nid：m\ntitle: T # 标题\nstages：\n- a\n", encoding="utf-8")
    assert "fixes made" in lint(capsys, "m.yaml", "--fix")[1]
    assert Path("m.yaml").read_text(encoding="utf-8") == "cxmap: 1\nid: m\ntitle: T # 标题\nstages:\n- a\n"


def test_fix_leaves_what_has_more_than_one_answer(capsys: pytest.CaptureFixture[str]) -> None:
    text = HEAD + "teams: [team-1, team-2]\nowner: team-3\nstages: [a]\n"
    Path("m.yaml").write_text(text, encoding="utf-8")
    assert lint(capsys, "m.yaml", "--fix")[0] == 1
    assert Path("m.yaml").read_text(encoding="utf-8") == text


def test_fix_follows_a_link_and_leaves_it(capsys: pytest.CaptureFixture[str]) -> None:
    Path("real.yaml").write_bytes(MISSPELT.encode())
    Path("link.yaml").symlink_to("real.yaml")
    lint(capsys, "link.yaml", "--fix")
    assert Path("link.yaml").is_symlink()
    assert b"customer" in Path("real.yaml").read_bytes()


def test_fix_goes_on_where_a_map_cannot_be_written(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("a.yaml", "b.yaml", "c.yaml"):
        Path(name).write_bytes(MISSPELT.encode())
    monkeypatch.setattr("os.access", lambda path, _: not str(path).endswith("b.yaml"))
    code, out, err = lint(capsys, "a.yaml", "b.yaml", "c.yaml", "--fix")
    assert code == 2
    assert "b.yaml is read-only" in err
    assert out.startswith("b.yaml:4:7: error:")
    assert "6 fixes made. " in out
    assert b"custmer" in Path("b.yaml").read_bytes()
    assert b"custmer" not in Path("c.yaml").read_bytes()
