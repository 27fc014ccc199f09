"""`cxmap discover --to svg|html`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from cxmap.cli.app import run
from tests.render.process.logs import HOSTILE

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def log(tmp_path: Path) -> Path:
    """Thirty cases that call, order and pay, three of which call again and again; the last pays in another way, alone."""
    lines = ["case,event,time"]
    for case in range(30):
        steps = ["call", *(["call again"] * 5 if case < 3 else []), "order", "pay" if case < 29 else "barter"]
        lines += [f"c{case},{step},2026-03-{case % 28 + 1:02}T{8 + at:02}:00:00" for at, step in enumerate(steps)]
    path = tmp_path / "shop.csv"
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def test_a_picture_is_written(log: Path, tmp_path: Path) -> None:
    picture = tmp_path / "shop.svg"
    assert run(["discover", str(log), "--to", "svg", "-o", str(picture), "--lang", "en"]) == 0
    svg = picture.read_text(encoding="utf-8")
    assert svg.startswith("<svg")
    assert all(f">{step}</text>" in svg for step in ("call", "order", "pay"))


def test_the_share_the_paper_and_the_language_are_chosen(log: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["discover", str(log), "--to", "svg", "--paths", "60％", "--paper", "A4", "--lang", "zh"]) == 0
    svg = capsys.readouterr().out
    assert 'width="841.89pt"' in svg
    assert "从日志中发现的流程" in svg
    assert "未画出" in svg


def test_what_few_cases_share_is_not_told(log: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["discover", str(log), "--to", "html", "--paths", "100", "--lang", "en"]) == 0
    page = capsys.readouterr().out
    assert "<!doctype html>" in page
    assert set(re.findall(r"<td>[1-9]<td>|>[1-9]</text>", page)) == {">3</text>"}  # there are three ways
    assert "order" in page
    assert "barter" not in page
    assert "call again" not in page
    assert "Held back for the sake of fewer than 10 cases each: 2 steps." in page
    assert "Held back for the sake of fewer than 10 cases each: 5 paths." in page
    assert "of these, held back for the sake of fewer than 10 cases each: 2 steps, 5 paths." in page


@pytest.mark.parametrize("format_", ["svg", "html"])
@pytest.mark.parametrize("share", ["1", "100"])
def test_no_picture_names_what_few_cases_did_however_often(
    log: Path, format_: str, share: str, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ["discover", str(log), "--to", format_, "--paths", share, "--lang", "zh"]
    assert run(arguments) == 0
    picture = capsys.readouterr().out
    assert "order" in picture
    assert "call again" not in picture
    assert "barter" not in picture
    assert "其中涉及少于10个案例而不列出：2个步骤、5条连线" in picture
    assert run([*arguments, "--suppress-below", "1", "--paths", "100"]) == 0
    assert "barter" in capsys.readouterr().out


def test_where_nothing_may_be_named_nothing_is_drawn(log: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["discover", str(log), "--to", "svg", "--suppress-below", "31", "--lang", "en"]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert "nothing is left to name: fewer than 31 cases take each of its steps (5)" in err
    assert "--suppress-below" in err


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--paths", "80"], "--paths is about a picture"),
        (["--paper", "A4"], "--paper is about a picture"),
        (["--to", "svg", "--paths", "0"], "no percentage"),
        (["--to", "svg", "--paths", "101%"], "no percentage"),
        (["--to", "svg", "--paths", "most"], "no percentage"),
    ],
)
def test_what_cannot_be_drawn_is_said(
    log: Path, options: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["discover", str(log), "--lang", "en", *options]) == 2
    assert said in capsys.readouterr().err


def test_a_picture_is_of_one_log(
    log: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    columns = "columns: {case: case, event: event, time: time}"
    content = f"cxmap: 1\ndata:\n  events:\n    - {{id: one, files: shop.csv, {columns}}}\n    - {{id: two, files: shop.csv, {columns}}}\n"
    (log.parent / "cxmap.yaml").write_text(content, encoding="utf-8")
    monkeypatch.chdir(log.parent)
    assert run(["discover", "--to", "svg", "--lang", "en"]) == 2
    assert "choose one by --source: one, two" in capsys.readouterr().err
    assert run(["discover", "--to", "svg", "--lang", "en", "--source", "two"]) == 0


def test_a_hostile_log_becomes_no_markup(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    quoted = [step.replace('"', '""').replace("\x00", "") for step in HOSTILE if step and "\n" not in step]
    lines = ["case,event,time", *(
        f'c{case},"{step}",2026-03-01T{at:02}:00:00' for case in range(12) for at, step in enumerate(quoted)
    )]  # fmt: skip
    log = tmp_path / "log.csv"
    log.write_text("\n".join(lines), encoding="utf-8")
    for format_ in ("svg", "html"):
        assert run(["discover", str(log), "--to", format_, "--paths", "100%", "--lang", "en"]) == 0
        found = capsys.readouterr().out
        assert "<script" not in found
        assert "&lt;script&gt;" in found
