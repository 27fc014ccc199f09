"""What every verb has in common: the version, the exit codes of what stops it, the language it speaks."""

import subprocess
import sys

import pytest

import cxmap
from cxmap.cli.app import run
from cxmap.diagnostics import CxmapError
from cxmap.language import Words
from tests.helpers import ROOT


def cxmap_with(
    *arguments: str, code: str = "from cxmap.cli import main; sys.exit(main())"
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", f"import sys; {code}", *arguments], capture_output=True, text=True, cwd=ROOT
    )


@pytest.mark.parametrize("option", ["--version", "-V"])
def test_the_version_is_told_before_anything_is_loaded(option: str) -> None:
    done = cxmap_with(
        option, code="from cxmap.cli import main; code = main(); assert 'typer' not in sys.modules; sys.exit(code)"
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, f"cxmap {cxmap.__version__}\n", "")


def test_it_runs_as_a_module() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "cxmap", "lint", "nothing.yaml"], capture_output=True, text=True, cwd=ROOT
    )
    assert done.returncode == 2
    assert "no such file" in done.stdout


@pytest.mark.parametrize("arguments", [["nothing"], ["lint", "--nothing"], ["schema", "nothing"]])
def test_exit_code_2_for_what_is_no_command(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(arguments) == 2
    assert "nothing" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("error", "code"), [(KeyboardInterrupt(), 130), (CxmapError(Words("stop", "停"), Words("go on", "继续")), 2)]
)
def test_exit_codes_of_what_stops_a_verb(
    error: BaseException, code: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def stop(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setenv("CXMAP_LANG", "zh")
    monkeypatch.setattr("cxmap.cli.app.program_for", lambda _: stop)
    assert run(["lint"]) == code
    assert capsys.readouterr().err == ("cxmap: 停\n  继续\n" if code == 2 else "")


def test_a_bug_is_not_hidden(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def fail(*_: object, **__: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("cxmap.cli.app.program_for", lambda _: fail)
    assert run(["lint"]) == 2
    assert "ZeroDivisionError" in capsys.readouterr().err


def test_a_closed_pipe_ends_quietly() -> None:
    command = f"'{sys.executable}' -m cxmap schema | head -c 1"
    done = subprocess.run(["/bin/sh", "-c", command], capture_output=True, text=True, cwd=ROOT)
    assert (done.stdout, done.stderr) == ("{", "")


@pytest.mark.parametrize(("language", "said"), [("zh", "检查地图"), ("en", "Check maps")])
def test_help_in_the_language_of_the_person(language: str, said: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CXMAP_LANG", language)
    monkeypatch.setenv("PYTHONIOENCODING", "utf-8")
    assert said in cxmap_with("lint", "--help").stdout
