"""`cxmap discover --draft`."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from cxmap.cli.app import run

ROWS = ["case,event,time,channel"] + [
    f"{case},{event},2026-01-{case % 28 + 1:02d}T{8 + at:02d}:00:00,Website"
    for case in range(40)
    for at, event in enumerate(["Ask", "Be told", "Pay"] if case < 30 else ["Ask", "Be told"])
]
LOG = "\n".join(ROWS) + "\n"


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CXMAP_LANG", "en")
    (tmp_path / "web.csv").write_text(LOG, encoding="utf-8")


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_draft_is_a_map_that_is_clean_and_in_form(language: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["discover", "web.csv", "--draft", "maps/web.yaml", "--lang", language]) == 0
    out, err = capsys.readouterr()
    assert out == ""
    assert "maps/web.yaml" in err
    assert "lint --policy workshop maps/web.yaml" in err
    assert run(["lint", "maps/web.yaml", "--policy", "workshop"]) == 0
    assert run(["fmt", "--check", "maps/web.yaml"]) == 0
    text = Path("maps/web.yaml").read_text(encoding="utf-8")
    assert f"language: {language}\n" in text
    assert "source: ../web.csv\n" in text
    assert "id: web\n" in text
    assert ("# guessed" in text) == (language == "en")


def test_what_is_said_and_what_to_do_next(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["discover", "web.csv", "--draft", "web.yaml", "--lang", "zh"]) == 0
    assert capsys.readouterr().err.startswith("已写入草稿 web.yaml：3 个触点、")
    assert run(["discover", "web.csv", "--draft", "web2.yaml"]) == 0
    said = capsys.readouterr().err
    assert said.startswith(
        "A draft of 3 touchpoints in 3 stages was written to web2.yaml, with 1 guess at a pain point.\n"
    )


def test_a_draft_on_stdout_is_the_same_map(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["discover", "web.csv", "--draft", "web.yaml"]) == 0
    capsys.readouterr()
    assert run(["discover", "web.csv", "--draft", "-"]) == 0
    out, err = capsys.readouterr()
    assert out == Path("web.yaml").read_text(encoding="utf-8")
    assert err == ""


def test_a_file_that_is_there_stays_unless_it_may_be_replaced(capsys: pytest.CaptureFixture[str]) -> None:
    Path("web.yaml").write_text("mine", encoding="utf-8")
    assert run(["discover", "web.csv", "--draft", "web.yaml"]) == 2
    assert "nothing was written: web.yaml exists already" in capsys.readouterr().err
    assert Path("web.yaml").read_text(encoding="utf-8") == "mine"
    assert run(["discover", "web.csv", "--draft", "web.yaml", "--force"]) == 0
    assert Path("web.yaml").read_text(encoding="utf-8").startswith("# A draft")
    Path("gone.yaml").symlink_to("nowhere")
    assert run(["discover", "web.csv", "--draft", "gone.yaml"]) == 2


def test_a_file_that_appears_meanwhile_survives(monkeypatch: pytest.MonkeyPatch) -> None:
    def overtaken(source: object, target: Path) -> None:
        Path(target).write_text("theirs", encoding="utf-8")
        raise FileExistsError

    monkeypatch.setattr(os, "link", overtaken)
    assert run(["discover", "web.csv", "--draft", "web.yaml"]) == 2
    assert Path("web.yaml").read_text(encoding="utf-8") == "theirs"
    assert sorted(path.name for path in Path().iterdir()) == ["web.csv", "web.yaml"]


def test_a_folder_that_cannot_be_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["discover", "web.csv", "--draft", "web.csv/a.yaml"]) == 2
    assert "web.csv is not a folder" in capsys.readouterr().err


WORKSPACE = """\
cxmap: 1
language: zh
library: {channels: [{id: site, name: Website}]}
data:
  events:
    - {id: one, files: data/web.csv, columns: {case: case, event: event, time: time, channel: channel}}
"""


def test_in_a_workspace_its_log_its_language_and_its_channels_count(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["init", "."]) == 0
    Path("data").mkdir()
    Path("web.csv").rename("data/web.csv")
    Path("maps/bike-repair.yaml").unlink()
    Path("cxmap.yaml").write_text(WORKSPACE + "  suppress_below: 40\n", encoding="utf-8")
    assert run(["discover", "--draft", "maps/one.yaml"]) == 0
    text = Path("maps/one.yaml").read_text(encoding="utf-8")
    assert text.startswith("# yaml-language-server: $schema=../.cxmap/map.schema.json\n")
    assert "language: zh\n" in text
    assert "channel: site" in text
    assert "source: data/web.csv\n" in text
    assert "channels:" not in text
    assert "name: Pay" not in text
    assert run(["lint"]) == 1  # no owners yet
    assert run(["lint", "--policy", "workshop"]) == 0


def test_a_draft_is_of_one_log(capsys: pytest.CaptureFixture[str]) -> None:
    other = "    - {id: two, files: web.csv, columns: {case: case, event: event, time: time}}\n"
    Path("cxmap.yaml").write_text(WORKSPACE.replace("data/web", "web") + other, encoding="utf-8")
    assert run(["discover", "--draft", "one.yaml"]) == 2
    assert "choose one with --source: one, two" in capsys.readouterr().err
    assert run(["discover", "--draft", "one.yaml", "--source", "two"]) == 0


@pytest.mark.parametrize(
    ("language", "said"), [("en", "nothing is left to name: fewer than 50"), ("zh", "都不到 50 个")]
)
def test_nothing_is_written_where_nothing_may_be_named(
    language: str, said: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CXMAP_LANG", language)
    arguments = ["discover", "web.csv", "--draft", "web.yaml", "--suppress-below"]
    assert run([*arguments, "50"]) == 2
    err = capsys.readouterr().err
    assert said in err
    assert "--suppress-below N" in err
    assert "data: suppress_below:" in err
    assert not Path("web.yaml").exists()
    assert run([*arguments, "1"]) == 0
    assert "name: Ask" in Path("web.yaml").read_text(encoding="utf-8")


def test_the_limit_of_the_workspace_holds_for_a_log_that_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    Path("cxmap.yaml").write_text("cxmap: 1\ndata: {suppress_below: 35}\n", encoding="utf-8")
    assert run(["discover", "web.csv", "--draft", "-"]) == 0
    text = capsys.readouterr().out
    assert "Be told" in text
    assert "Pay" not in text


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--draft", "a.yaml", "--check", "b.yaml"], "two questions"),
        (["--check", "a.yaml", "--to", "svg"], "--check and --to are two questions"),
        (["--draft", "a.yaml", "--format", "json"], "no --format"),
        (["--draft", " "], "`--draft` is empty"),
        (["--check", ""], "`--check` is empty"),
        (["--fail-under", "90"], "goes with --check"),
    ],
)
def test_options_that_do_not_go_together(arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["discover", "web.csv", *arguments]) == 2
    assert said in capsys.readouterr().err
    assert [path.name for path in Path().iterdir()] == ["web.csv"]
