"""Where reports go: to stdout in the right encoding, to files and what is no file, and never over what is checked."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from pathlib import Path
from xml.etree import ElementTree

import pytest

from cxmap.cli.app import run
from cxmap.cli.reporting import OutputFile, Report
from cxmap.diagnostics import CxmapError, Diagnostic, Severity, Span, Text
from cxmap.language import Words
from cxmap.report.findings import FileFindings
from tests.helpers import HEAD

MAP = (
    HEAD
    + "language: zh\nteams: [web]\nstages:\n- name: 付款\n  touchpoints: [{name: 刷卡 😀}, {name: 扫码, owner: web}]\n"
)
TEXT = Text("a.yaml", MAP)
FINDING = Diagnostic(Severity.WARNING, "touchpoint-without-owner", Words("nobody", "无人负责"), "a.yaml", Span(0, 5))
FOUND = FileFindings(TEXT, [FINDING])
CLEAN = FileFindings(TEXT, [])


@pytest.fixture(autouse=True)
def plain(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for variable in ("FORCE_COLOR", "NO_COLOR", "CXMAP_LANG", "LC_ALL", "LC_MESSAGES", "GITHUB_ACTIONS"):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setenv("LANG", "C.UTF-8")
    monkeypatch.setenv("CXMAP_CACHE_DIR", str(tmp_path / "cache"))
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def draft() -> str:
    Path("a.yaml").write_text(MAP, encoding="utf-8")
    return "a.yaml"


def lint(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = run(["lint", *arguments, "--today", "2026-06-01"])
    captured = capsys.readouterr()
    return code, captured.out, captured.err


def written_by(encoding: str, *arguments: str) -> bytes:
    """Return what a program of its own writes to stdout where the locale has this encoding."""
    code = "import sys; from cxmap.cli.app import run; sys.exit(run(sys.argv[1:]))"
    environment = {**os.environ, "PYTHONIOENCODING": encoding, "PYTHONPATH": str(Path(__file__).parents[2])}
    return subprocess.run(
        [sys.executable, "-c", code, *arguments], capture_output=True, check=False, env=environment
    ).stdout


# Encodings.


@pytest.mark.parametrize("encoding", ["gbk", "ascii"])
def test_what_programs_read_is_utf_8_everywhere(draft: str, encoding: str) -> None:
    for format_ in ("json", "jsonl", "sarif", "junit", "gitlab", "markdown", "github"):
        out = written_by(encoding, "lint", draft, "--format", format_)
        assert "刷卡" in out.decode("utf-8"), format_
    json.loads(written_by(encoding, "lint", draft, "--format", "json"))
    ElementTree.fromstring(written_by(encoding, "lint", draft, "--format", "junit"))


def test_text_keeps_the_encoding_of_the_terminal(draft: str) -> None:
    assert "刷卡 ?" in written_by("gbk", "lint", draft).decode("gbk")
    assert b"??" in written_by("ascii", "lint", draft)


def test_a_diff_is_utf_8() -> None:
    thought = HEAD + 'language: zh\nstages:\n- name: s\n  touchpoints:\n  - {name: a, thoughts: ["你好,世界"]}\n'
    Path("b.yaml").write_text(thought, encoding="utf-8")
    out = written_by("ascii", "lint", "b.yaml", "--select", "wording", "--fix", "--diff")
    assert '+  - {name: a, thoughts: ["你好，世界"]}' in out.decode("utf-8")


# Files.


def write(output: str, *found: FileFindings, format_: str = "text", quiet: bool = False) -> str:
    report = Report(format=format_, output=output, quiet=quiet)
    for one in found:
        report.add(one, "en")
    report.finish()
    return Path(output).read_text(encoding="utf-8") if Path(output).is_file() else ""


def test_text_in_a_file_has_the_summary_and_no_colour(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    written = write("o.txt", FOUND)
    assert written.startswith("a.yaml:1:1: warning: nobody")
    assert written.endswith("0 errors, 1 warning in 1 of 1 map.\n")
    assert "\x1b" not in written
    assert write("o.txt", CLEAN) == "1 map checked, nothing found.\n"
    assert capsys.readouterr().out == ""
    report = Report(format="text", output="o.txt", statistics=True)
    report.add(FOUND, "en")
    report.finish()
    assert "touchpoint-without-owner" in Path("o.txt").read_text()
    assert "\x1b" not in Path("o.txt").read_text()


@pytest.mark.parametrize(("forced", "coloured"), [("0", False), ("false", False), ("1", True), ("3", True)])
def test_force_colour(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], draft: str, forced: str, coloured: bool
) -> None:
    monkeypatch.setenv("FORCE_COLOR", forced)
    assert ("\x1b[" in lint(capsys, draft)[1]) is coloured


def test_a_diff_leaves_the_file_alone() -> None:
    Path("o.txt").write_text("kept")
    assert write("o.txt", FOUND, quiet=True) == "kept"
    assert write("other.txt", FOUND, quiet=True) == ""
    assert not Path("other.txt").exists()


def test_no_findings_replace_those_of_yesterday() -> None:
    assert write("o.jsonl", FOUND, format_="jsonl")
    assert write("o.jsonl", CLEAN, format_="jsonl") == ""


def test_a_link_is_followed_and_permissions_are_kept() -> None:
    Path("real.txt").write_text("old")
    Path("real.txt").chmod(0o640)
    Path("link.txt").symlink_to("real.txt")
    Path("dangling.txt").symlink_to("new.txt")
    assert write("link.txt", FOUND).startswith("a.yaml")
    assert Path("link.txt").is_symlink()
    assert Path("real.txt").stat().st_mode & 0o777 == 0o640
    assert write("dangling.txt", FOUND).startswith("a.yaml")
    assert Path("dangling.txt").is_symlink()
    assert Path("new.txt").is_file()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes")
def test_a_pipe_is_written_into() -> None:
    os.mkfifo("pipe")
    read: list[str] = []
    reader = threading.Thread(target=lambda: read.append(Path("pipe").read_text(encoding="utf-8")), daemon=True)
    reader.start()
    write("pipe", FOUND)
    reader.join(10)
    assert read[0].startswith("a.yaml:1:1")
    assert Path("pipe").is_fifo()


@pytest.mark.skipif(not Path("/dev/null").exists(), reason="no devices")
def test_a_device_stays_one() -> None:
    Path("null").symlink_to("/dev/null")
    write("null", FOUND)
    write("/dev/null", FOUND)
    assert Path("/dev/null").is_char_device()
    assert Path("null").is_symlink()


@pytest.mark.skipif(not Path("/dev/stdout").exists(), reason="no /dev/stdout")
def test_stdout_by_its_name_adds_to_where_it_goes(draft: str) -> None:
    code = "import sys; from cxmap.cli.app import run; sys.exit(run(sys.argv[1:]))"
    arguments = [sys.executable, "-c", code, "lint", draft, "--output", "/dev/stdout"]
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    assert "刷卡" in subprocess.run(arguments, capture_output=True, check=False, env=environment).stdout.decode("utf-8")
    Path("log").write_text("before\n", encoding="utf-8")
    with Path("log").open("a") as log:
        subprocess.run(arguments, stdout=log, stderr=subprocess.DEVNULL, check=False, env=environment)
    assert Path("log").read_text(encoding="utf-8").startswith("before\na.yaml:")


# What cannot be written is said before the run.


@pytest.mark.parametrize(
    ("output", "en", "zh"),
    [
        (".", ". is a folder", ". 是文件夹"),
        ("", ". is a folder", ". 是文件夹"),
        ("no/o.txt", "no does not exist", "no 不存在"),
        ("a.yaml/o.txt", "a.yaml/o.txt cannot be written", "无法写入 a.yaml/o.txt"),
        ("loop", "loop cannot be written", "无法写入 loop"),
        ("n" * 300, "cannot be written", "无法写入"),
    ],
)
def test_what_cannot_be_written(draft: str, output: str, en: str, zh: str) -> None:
    Path("loop").symlink_to("loop")
    with pytest.raises(CxmapError) as caught:
        Report(format="text", output=output)
    assert en in caught.value.message.en
    assert zh in caught.value.message.zh
    assert caught.value.help


@pytest.mark.parametrize(("output", "locked"), [("o.txt", "."), ("there.txt", "there.txt"), ("there.txt", ".")])
def test_without_permission(monkeypatch: pytest.MonkeyPatch, output: str, locked: str) -> None:
    Path("there.txt").write_text("kept")
    forbidden = Path(locked).resolve()
    monkeypatch.setattr(os, "access", lambda path, _: Path(path) != forbidden)
    with pytest.raises(CxmapError, match="permission denied") as caught:
        OutputFile(output)
    assert "没有权限" in caught.value.message.zh
    assert Path("there.txt").read_text() == "kept"


def test_a_pipe_that_breaks_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    target = OutputFile(os.devnull)
    monkeypatch.setattr(Path, "open", lambda *_: (_ for _ in ()).throw(OSError(28, "No space left on device")))
    with pytest.raises(CxmapError, match="No space left"):
        target.write("x")


def test_what_is_checked_is_never_overwritten(draft: str) -> None:
    Path("maps").mkdir()
    Path("soft.txt").symlink_to("a.yaml")
    Path("hard.txt").hardlink_to("a.yaml")
    Path("to-gone.txt").symlink_to("gone.yaml")
    for output in ("a.yaml", "maps/../a.yaml", "soft.txt", "hard.txt", "gone.yaml", "to-gone.txt"):
        with pytest.raises(CxmapError, match=r"would overwrite|would be overwritten") as caught:
            Report(format="json", output=output).protect([Path("other.yaml"), Path("a.yaml"), Path("gone.yaml")])
        assert "覆盖" in caught.value.message.zh
    assert Path("a.yaml").read_text(encoding="utf-8") == MAP
    Report(format="json", output="o.json").protect([Path("a.yaml")])
    Report(format="json").protect([Path("a.yaml")])


# The rest.


def test_a_broken_workspace_is_no_map(capsys: pytest.CaptureFixture[str]) -> None:
    for format_ in ("text", "json"):
        report = Report(format=format_, output="o")
        report.stop(FileFindings(Text("cxmap.yaml", "x: 1\n"), [FINDING]), "en")
        report.finish()
        assert report.tally.unreadable == 1
    assert capsys.readouterr().err.splitlines()[0] == "0 errors, 1 warning; no map was checked."
    assert json.loads(Path("o").read_text(encoding="utf-8"))["summary"]["files"] == 0


def test_a_map_without_findings_is_kept_without_its_text() -> None:
    waived = FileFindings(TEXT, [], [(FINDING, "agreed")])
    report = Report(format="sarif", output="o")
    for found in (FOUND, CLEAN, waived):
        report.add(found, "en")
    assert [one.text and one.text.content for one in report._kept] == [MAP, "", ""]
    report = Report(format="sarif", output="o", show_suppressed=True)
    report.add(waived, "en")
    report.finish()
    assert report._kept == [waived]


def test_statistics_are_counted_and_kept_nowhere(capsys: pytest.CaptureFixture[str]) -> None:
    report = Report(format="text", statistics=True)
    report.add(FOUND, "en")
    assert report._kept == []
    report.finish()
    assert "touchpoint-without-owner" in capsys.readouterr().out


def test_what_names_a_person_is_hidden_from_every_format(capsys: pytest.CaptureFixture[str]) -> None:
    email = "li.lei@bank.example"
    text = Text("a.yaml", f"quote: {email}\n")
    hiding = Diagnostic(
        Severity.WARNING, "x", Words("an e-mail", "邮箱"), "a.yaml", Span(7, 7 + len(email)), hides=True
    )
    quoting = Diagnostic(Severity.WARNING, "y", Words(f"“{email}”", f"“{email}”"), "a.yaml", Span(0, 5))
    for format_ in ("text", "json", "jsonl", "sarif", "junit", "gitlab", "markdown", "github"):
        report = Report(format=format_)
        report.add(FileFindings(text, [quoting, hiding]), "zh")
        report.finish()
        out = capsys.readouterr().out
        assert "邮箱" in out
        assert "bank.example" not in out
