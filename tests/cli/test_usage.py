"""What is wrong with a command line is said in both languages, and never as a traceback."""

import os
import re
import subprocess
import sys

import pytest

from cxmap.cli.app import run
from tests.helpers import ROOT

CASES = [
    (["lint", "--nope"], "there is no option `--nope`", "没有选项 `--nope`"),
    (["lint", "--fromat", "json"], "did you mean `--format`?", "是否想写 `--format`？"),
    (["lnt"], "did you mean `lint`?", "是否想写 `lint`？"),
    (["zzz"], "there are: init, lint, fmt", "可用的命令：init、lint"),
    (["lint", "--format", "xml"], "`--format` cannot be `xml`", "可选：text、json"),
    (["lint", "--owner"], "`--owner` needs a value", "`--owner` 后面要有一个值"),
    (["explain"], "`RULE` is missing", "缺少 `RULE`"),
    (["explain", "a", "b"], "`b` is one argument too many", "多了一个参数 `b`"),
    (["serve", "--port", "abc"], "`--port` cannot be `abc`", "请写一个整数"),
    (["render", "--dpi", "1.5"], "a whole number is expected", "`--dpi` 不能是 `1.5`"),
    (["render", "--paper", "B5"], "`--paper` cannot be `B5`", "可选：auto、A4"),
]


@pytest.mark.parametrize(("arguments", "en", "zh"), CASES)
def test_in_both_languages(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, arguments: list[str], en: str, zh: str
) -> None:
    for language, words in (("en", en), ("zh", zh)):
        monkeypatch.setenv("CXMAP_LANG", language)
        assert run(arguments) == 2
        captured = capsys.readouterr()
        assert captured.out == ""
        assert words in captured.err


def test_the_command_to_see_is_named_however_it_was_called() -> None:
    for program in (["-m", "cxmap"], ["-c", "from cxmap.cli import main; main()"]):
        done = subprocess.run([sys.executable, *program, "lint", "--nope"], capture_output=True, text=True, cwd=ROOT)
        assert "see `cxmap lint --help`" in done.stderr


def test_without_anything_the_help_is_shown(capsys: pytest.CaptureFixture[str]) -> None:
    assert run([]) == 2
    captured = capsys.readouterr()
    assert "lint" in captured.out + captured.err


@pytest.mark.parametrize("verb", ["", "init", "lint", "fmt", "render", "serve", "show", "rules", "explain", "schema"])
def test_help_is_all_in_chinese_for_who_reads_chinese(verb: str) -> None:
    said = {}
    for language in ("zh", "en"):
        environment = {**os.environ, "CXMAP_LANG": language, "COLUMNS": "60", "PYTHONIOENCODING": "utf-8"}
        command = [sys.executable, "-m", "cxmap", *filter(None, [verb]), "--help"]
        ran = subprocess.run(command, env=environment, capture_output=True, check=True, encoding="utf-8", cwd=ROOT)
        said[language] = ran.stdout
    assert said["zh"].startswith("用法：")
    assert "显示帮助并退出。" in said["zh"]
    assert not re.search(r"Usage|Options:|Arguments:|Commands:|default:|required|[a-z] (the|and|for) ", said["zh"])
    assert said["en"].startswith("Usage: ")
    assert not re.search("[\u4e00-\u9fff]", said["en"])
