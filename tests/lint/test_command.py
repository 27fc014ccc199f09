"""`cxmap lint`: exit codes, formats, languages."""

import io
import json
from pathlib import Path

import pytest

from cxmap.cli.app import run
from cxmap.diagnostics import Diagnostic, Severity, Span, Text
from cxmap.language import Words
from cxmap.report.cells import cell_width, cut, padded, printable
from cxmap.report.findings import FileFindings, as_github, as_text
from cxmap.report.terminal import wants_colour, write_lines
from tests.helpers import HEAD, ROOT

CLEAN = HEAD + "stages:\n- name: s\n  touchpoints:\n  - {name: t, owner: x}\n"
WARNED = HEAD + "stages: [a]\n"
BROKEN = HEAD + "kind: custmer\nstages:\n\t- a\n"


@pytest.fixture(autouse=True)
def plain(monkeypatch: pytest.MonkeyPatch) -> None:
    for variable in ("FORCE_COLOR", "NO_COLOR", "CXMAP_LANG", "LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setenv("LANG", "C.UTF-8")


def lint(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> tuple[int, str, str]:
    code = run(["lint", *map(str, arguments)])
    captured = capsys.readouterr()
    return code, captured.out, captured.err


def map_file(folder: Path, content: str, name: str = "a.yaml") -> Path:
    (folder / name).write_text(content, encoding="utf-8", newline="")
    return folder / name


def test_exit_code_0_for_a_clean_map(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert lint(capsys, map_file(tmp_path, CLEAN)) == (0, "1 map checked, nothing found.\n", "")


@pytest.mark.parametrize("content", [WARNED, BROKEN, "", "a: [", "- a\n"])
def test_exit_code_1_for_findings(tmp_path: Path, capsys: pytest.CaptureFixture[str], content: str) -> None:
    code, out, err = lint(capsys, map_file(tmp_path, content))
    assert (code, err) == (1, "")
    assert f"{tmp_path / 'a.yaml'}:" in out


def test_exit_code_0_for_notes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = lint(capsys, map_file(tmp_path, CLEAN.replace("\n", "\r\n", 1)))
    assert code == 0
    assert "note: some lines end with CRLF" in out
    assert out.endswith("0 errors, 0 warnings, 1 note in 1 of 1 map.\n")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--today", "tomorrow"], "--today tomorrow is not a date"),
        (["--format", "xml"], "xml"),
        (["--nothing"], "--nothing"),
    ],
)
def test_exit_code_2_for_wrong_options(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], said: str
) -> None:
    code, out, err = lint(capsys, map_file(tmp_path, CLEAN), *arguments)
    assert (code, out) == (2, "")
    assert said in err
    assert "Traceback" not in err


def test_exit_code_2_for_what_cannot_be_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = lint(capsys, map_file(tmp_path, WARNED), tmp_path / "nothing.yaml")
    assert code == 2
    assert "nothing.yaml: no such file [unreadable]" in out
    assert "[stage-without-touchpoint]" in out, "the other maps are checked all the same"


def test_exit_code_2_outside_a_workspace(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    code, out, err = lint(capsys)
    assert (code, out) == (2, "")
    assert "there is no cxmap.yaml here or above" in err


def test_exit_code_2_for_a_broken_workspace(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    map_file(tmp_path, "cxmap: 1\nmapz: [a]\n", "cxmap.yaml")
    monkeypatch.chdir(tmp_path)
    code, out, _ = lint(capsys)
    assert code == 2
    assert "cxmap.yaml:2:1: error: `mapz` is not a field of a workspace" in out
    assert "did you mean `maps`?" in out


def test_a_broken_workspace_is_valid_json_too(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    map_file(tmp_path, "cxmap: 1\nmapz: [a]\n", "cxmap.yaml")
    monkeypatch.chdir(tmp_path)
    code, out, _ = lint(capsys, "--format", "json")
    assert code == 2
    assert json.loads(out)["findings"][0]["rule"] == "unknown-key"


def test_no_argument_checks_the_workspace(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "maps").mkdir()
    map_file(tmp_path, "cxmap: 1\nlanguage: zh\nlint: {ignore: [touchpoint-without-owner]}\n", "cxmap.yaml")
    map_file(tmp_path / "maps", WARNED, "b.yaml")
    map_file(tmp_path / "maps", CLEAN.replace(", owner: x", ""), "c.yaml")
    monkeypatch.chdir(tmp_path)
    code, out, _ = lint(capsys)
    assert code == 1
    assert "maps/b.yaml:4:10: 警告：阶段“a”没有触点 [stage-without-touchpoint]" in out
    assert "2 张图中有 1 张发现问题：0 个错误，1 个警告。" in out


@pytest.mark.parametrize(("today", "code"), [("2026-06-01", 0), ("2026-06-02", 1)])
def test_the_day_is_given(tmp_path: Path, capsys: pytest.CaptureFixture[str], today: str, code: int) -> None:
    path = map_file(tmp_path, CLEAN + "review: {last: 2026-05-31, every: 1d}\n")
    assert lint(capsys, path, "--today", today)[0] == code


@pytest.mark.parametrize(
    ("line", "arguments", "said"),
    [("", [], "warning: nothing happens"), ("language: zh\n", [], "警告：阶段"), ("", ["--lang", "zh"], "警告：阶段"),
     ("language: zh\n", ["--lang", "en"], "warning: nothing happens")],
)  # fmt: skip
def test_the_language(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], line: str, arguments: list[str], said: str
) -> None:
    assert said in lint(capsys, map_file(tmp_path, WARNED + line), *arguments)[1]


def test_a_broken_map_is_spoken_of_in_its_language(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "错误：用了制表符（Tab）缩进" in lint(capsys, map_file(tmp_path, BROKEN + "language: zh\n"))[1]


# Formats.


def test_text_shows_the_line_a_caret_and_the_remedy(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = map_file(tmp_path, BROKEN)
    assert (
        lint(capsys, path)[1]
        == f"""{path}:4:7: error: `custmer` is not allowed here [not-allowed]
    4 | kind: custmer
      |       ^^^^^^^
      = did you mean `customer`? allowed: customer, employee, patient, citizen, partner, student, member, visitor, other

{path}:6:1: error: a tab is used for indentation [tab]
    6 |  - a
      | ^
      = indent with spaces, two to a level

2 errors, 0 warnings in 1 of 1 map.
`cxmap lint --fix` can mend 1 of them.
"""
    )


def test_text_shows_the_first_of_two(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = lint(capsys, map_file(tmp_path, CLEAN + "id: m\n"))[1]
    assert "    8 | id: m\n      | ^^\n" in out
    assert "      = first given here\n    2 | id: m\n      | ^^\n" in out


def test_json_has_both_languages_and_positions(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = map_file(tmp_path, BROKEN)
    code, out, _ = lint(capsys, path, "--format", "json", "--lang", "zh")
    report = json.loads(out)
    assert code == 1
    assert report["version"] == 1
    assert {"files": 1, "errors": 2, "warnings": 0, "notes": 0}.items() <= report["summary"].items()
    first = report["findings"][0]
    assert {key: first[key] for key in ("file", "line", "column", "end_line", "end_column", "severity", "rule", "path")} == {
        "file": str(path), "line": 4, "column": 7, "end_line": 4, "end_column": 14, "severity": "error",
        "rule": "not-allowed", "path": ["kind"],
    }  # fmt: skip
    assert first["message"] == {"en": "`custmer` is not allowed here", "zh": "`custmer` 不能用在这里"}
    assert first["help"].keys() == {"en", "zh"}


def test_json_gives_an_empty_place_a_width(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = lint(capsys, map_file(tmp_path, CLEAN + "actions:\n"), "--format", "json")[1]
    (found,) = json.loads(out)["findings"]
    assert [found[key] for key in ("line", "column", "end_line", "end_column")] == [8, 9, 9, 1]


def test_json_without_findings(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = lint(capsys, map_file(tmp_path, CLEAN), "--format", "json")
    assert (code, json.loads(out)["findings"]) == (0, [])


def test_github_shows_errors_first(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = lint(capsys, map_file(tmp_path, BROKEN), "--format", "github")
    assert code == 1
    assert out.splitlines()[1].startswith(
        f"::error file={tmp_path / 'a.yaml'},line=6,col=1,title=cxmap tab::a tab is used"
    )


def test_github_escapes_what_would_end_a_property_or_a_line() -> None:
    diagnostic = Diagnostic(
        Severity.WARNING, "x", Words("50 % :, a\r\nb", "一"), "a:b,c%.yaml", Span(0, 1), Words("::error::c", "二")
    )
    (line,) = as_github(FileFindings(Text("a", "x"), [diagnostic]), "en")
    assert line == "::warning file=a%3Ab%2Cc%25.yaml,line=1,col=1,title=cxmap x::50 %25 :, a%0D%0Ab (::error::c)"


def test_github_names_notes_and_files_without_lines() -> None:
    diagnostic = Diagnostic(Severity.NOTE, "x", Words("a", "一"), "f.yaml")
    assert list(as_github(FileFindings(None, [diagnostic]), "zh")) == ["::notice file=f.yaml,title=cxmap x::一"]


# The caret and the terminal.


@pytest.mark.parametrize(
    "line",
    [
        "owner: 零售 信贷部",
        "x: {名称: 中文，全角；owner: a b}",
        "😀: 1",
        "e\u0301e\u0301: 1",
        "标题：: [a, 中文",
        "a: \x07中文\x1b",
        "owner: " + "长" * 90 + " b",
    ],
)
def test_the_caret_stands_under_the_marked_text(line: str) -> None:
    content = HEAD + line + "\nstages: [a]\n"
    text = Text("map.yaml", content)
    for start in range(len(HEAD), len(HEAD) + len(line)):
        diagnostic = Diagnostic(Severity.ERROR, "x", Words("m", "一"), "map.yaml", Span(start, start + 1))
        _, source, caret, _ = (
            "".join(piece for piece, _ in pieces) for pieces in as_text(FileFindings(text, [diagnostic]), "en")
        )
        offset = caret.index("^")
        shown = next(n for n in range(len(source) + 1) if cell_width(source[:n]) == offset)
        while shown < len(source) and cell_width(source[shown]) == 0 and cell_width(content[start]) > 0:
            shown += 1
        if cell_width(content[start]):
            assert source[shown] == printable(content[start])
            assert caret.count("^") == cell_width(content[start])


def test_cells() -> None:
    assert [cell_width(text) for text in ("abc", "中文", "，", "é", "e\u0301", "😀", "👩\u200d", "")] == [
        3,
        4,
        2,
        1,
        1,
        2,
        2,
        0,
    ]
    assert (padded("中", 4), padded("中文字", 4), cut("中文", 3), cut("a中文", 3)) == ("中  ", "中… ", "中…", "a… ")


def test_nothing_that_a_terminal_obeys_is_written() -> None:
    assert printable("a\x1b[31m\x07\u202eb\u009b") == "a␛[31m␇\ufffdb\ufffd"


def test_a_hostile_map_cannot_colour_the_terminal(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = map_file(tmp_path, HEAD + "stages: [a]\nowner: x\x1b]0;evil\x07 y\nkind: '\x1b[31m'\n")
    out = lint(capsys, path)[1]
    assert "\x1b" not in out
    assert "\x07" not in out


def test_colour_only_where_it_is_wanted(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    lines = [[("[red]x[/red] 中文 :smile:", "error")]]
    write_lines(lines)
    assert capsys.readouterr().out == "[red]x[/red] 中文 :smile:\n"
    monkeypatch.setenv("FORCE_COLOR", "1")
    write_lines(lines)
    out = capsys.readouterr().out
    assert "[red]x[/red] 中文 :smile:" in out
    assert out.startswith("\x1b[")
    monkeypatch.setenv("NO_COLOR", "1")
    write_lines(lines)
    assert "\x1b" not in capsys.readouterr().out


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(("term", "expected"), [("xterm", True), ("dumb", False)])
def test_a_dumb_terminal_gets_no_colour(monkeypatch: pytest.MonkeyPatch, term: str, expected: bool) -> None:
    monkeypatch.setenv("TERM", term)
    assert wants_colour(Terminal()) is expected
    assert not wants_colour(io.StringIO())


def test_the_examples_are_clean_from_the_command_line(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT / "examples")
    assert lint(capsys, "--ignore", "drift", "--today", "2026-11-22")[:2] == (0, "8 maps checked, nothing found.\n")
    code, said, _ = lint(capsys, "--today", "2026-11-22")
    assert (code, "0 errors, 0 warnings" in said) == (0, True)  # what their data say is for `cxmap drift`


@pytest.mark.parametrize("which", ["map", "workspace"])
def test_schema_prints_what_is_installed(capsys: pytest.CaptureFixture[str], which: str) -> None:
    assert run(["schema", which]) == 0
    assert capsys.readouterr().out == (ROOT / "schemas" / f"{which}.schema.json").read_text(encoding="utf-8")
