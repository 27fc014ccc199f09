"""`cxmap show`: a map in the terminal, aligned in cells, whatever it is written in."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from cxmap.cli.app import run
from cxmap.report.cells import cell_width

if TYPE_CHECKING:
    from collections.abc import Callable

EXAMPLES = sorted((Path(__file__).parents[2] / "examples" / "maps").glob("*.yaml"))

HEAD = "cxmap: 1\nid: a\ntitle: A\n"

TWO_PERSONAS = """\
cxmap: 1
id: mixed
title: {zh: 混排, en: Mixed}
language: en
kind: customer
state: current
owner: sales
review: {last: 2026-05-01, every: 1y}
scope: {from: Start, to: Finish}
teams: [{id: sales, name: {zh: 销售部, en: Sales}}]
personas:
  - {id: li, name: 李薇, age: 34, occupation: 教师, quote: 还缺什么？}
  - {id: bo, name: Bo Amundsen, role: Buyer}
stages:
  - name: 开始 start
    goal: 一次交齐
    touchpoints:
      - {name: 线上填表, channel: web, owner: sales, emotion: {li: -2, bo: 1}, moment_of_truth: first,
         pain_points: [{text: a, severity: low}, {text: b, severity: critical}, c]}
      - {name: Call, channel: phone, personas: [bo], emotion: 1.5}
  - name: End
    touchpoints:
      - {name: 😀 表情 and é, channel: store, owner: sales, emotion: {li: 2, bo: null}, moment_of_truth: true}
"""


@pytest.fixture
def show(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[..., list[str]]:
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("CXMAP_LANG", "en")
    monkeypatch.chdir(tmp_path)

    def shown(text: str, *options: str, width: int = 100) -> list[str]:
        monkeypatch.setenv("COLUMNS", str(width))
        Path("map.yaml").write_text(text, encoding="utf-8")
        assert run(["show", "map.yaml", *options]) == 0
        return capsys.readouterr().out.splitlines()

    return shown


def cell_of(line: str, text: str) -> int:
    """Return the cell in which `text` begins."""
    return cell_width(line[: line.index(text)])


def line_with(lines: list[str], text: str) -> str:
    return next(line for line in lines if text in line)


def test_the_whole_picture(show: Callable[..., list[str]]) -> None:
    assert show(TWO_PERSONAS) == [
        "Mixed",
        "Customer journey · Current state · kept by Sales · reviewed 2026-05-01",
        "2 stages · 3 touchpoints · 2 moments of truth · 3 pain points",
        "Start → Finish",
        "",
        "  李薇         34 · 教师 · “还缺什么？”",
        "  Bo Amundsen  Buyer",
        "",
        "     Touchpoint     Channel  Owner  李薇  Bo Amundsen  Pain",
        "1 开始 start · 一次交齐",
        "  ★1 线上填表       Website  Sales  -2 ▁    +1 ▆       3 CL?",
        "     Call           Phone    -       ·    +1.5 ▇",
        "2 End",
        "  ★  😀 表情 and é  Store    Sales  +2 █     ?",
        "",
        "★ moment of truth   C critical   L low   ? not known   · does not pass here",
        "",
        "Emotion curve  -2 … +2",
        "  李薇         │▁·│█│",
        "               peak +2  😀 表情 and é",
        "               low  -2  线上填表",
        "               end  +2  😀 表情 and é",
        "  Bo Amundsen  │▆▇│ │",
        "               peak +1.5  Call",
        "               low    +1  线上填表",
        "               end     ?  😀 表情 and é",
        "",
        "Touchpoints by owner",
        "  Sales 2 · nobody 1",
    ]


def test_columns_stand_under_their_heads_in_cells(show: Callable[..., list[str]]) -> None:
    for options in ((), ("--lang", "zh")):
        lines = show(TWO_PERSONAS, *options)
        owner, channel, other = ("责任归属", "渠道", "网站") if options else ("Owner", "Channel", "Website")
        head = line_with(lines, channel)
        assert cell_of(line_with(lines, "线上填表"), other) == cell_of(head, channel)
        assert cell_of(line_with(lines, "线上填表"), "销售部" if options else "Sales") == cell_of(head, owner)
        assert cell_of(line_with(lines, "线上填表"), "-2 ▁") == cell_of(head, "李薇")
        assert cell_of(line_with(lines, "😀"), "+2 █") == cell_of(head, "李薇")


def test_the_option_wins_over_the_language_of_the_map(show: Callable[..., list[str]]) -> None:
    text = TWO_PERSONAS.replace("language: en", "language: zh")
    assert show(text)[:2] == ["混排", "客户旅程 · 现状 · 维护：销售部 · 2026-05-01 评审"]
    assert show(text, "--lang", "en")[0] == "Mixed"
    assert "  销售部 2 · 无人负责 1" in show(text)


@pytest.mark.parametrize("width", [20, 40, 80, 120])
@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_no_line_is_wider_than_the_terminal(
    path: Path, language: str, width: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    monkeypatch.setenv("NO_COLOR", "1")
    assert run(["show", str(path), "--lang", language]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert max(map(cell_width, lines)) <= max(width, 40)
    assert all(line == line.rstrip() for line in lines)


def test_45_touchpoints_of_long_names_at_80_columns(show: Callable[..., list[str]]) -> None:
    stages = "".join(
        f"  - name: 第{s}阶段\n    touchpoints:\n"
        + "".join(
            f"      - {{name: 一个名字特别特别特别特别特别特别特别特别长的触点第{s}{t}号, channel: word-of-mouth,"
            f" owner: 一个名字很长的部门, emotion: {(s + t) % 5 - 2}}}\n"
            for t in range(5)
        )
        for s in range(9)
    )
    lines = show(f"cxmap: 1\nid: long\ntitle: 长图\nlanguage: zh\npersonas: [{{id: 安}}]\nstages:\n{stages}", width=80)
    rows = [line for line in lines if "一个名字特" in line and "口碑" in line]
    assert len(rows) == 45
    assert {cell_width(row[: row.index("口碑")]) for row in rows} == {cell_of(line_with(lines, "渠道"), "渠道")}
    assert all("…" in row for row in rows)
    (curve,) = [line for line in lines if "▁" in line and "│" in line]
    assert curve == "  安  │" + "│".join("".join("▁▃▅▆█"[(s + t) % 5] for t in range(5)) for s in range(9)) + "│"
    assert max(map(cell_width, lines)) <= 80


def test_a_curve_longer_than_the_line_goes_on_in_the_next(show: Callable[..., list[str]]) -> None:
    names = "".join(f"      - {{name: t{n}, emotion: {n % 2}}}\n" for n in range(200))
    lines = show(f"{HEAD}personas: [{{id: ann}}]\nstages:\n  - name: s\n    touchpoints:\n{names}", width=80)
    start = lines.index("Emotion curve  -2 … +2") + 1
    rows = [line.removeprefix("  ann").strip() for line in lines[start : start + 3]]
    assert "".join(rows) == "│" + "▅▆" * 100 + "│"
    assert lines[start + 3].startswith("       peak +1  t1 · t3 · t5 · ")
    assert lines[start + 3].endswith("…")


def test_a_long_curve_is_wrapped_between_stages(show: Callable[..., list[str]]) -> None:
    stages = "".join(
        f"  - name: s{s}\n    touchpoints: [{', '.join('{name: t' + str(t) + ', emotion: 2}' for t in range(9))}]\n"
        for s in range(9)
    )
    lines = show(f"{HEAD}stages:\n{stages}", width=80)
    start = lines.index("Emotion curve  -2 … +2") + 1
    assert lines[start : start + 2] == ["  │" + 7 * ("█" * 9 + "│"), "  │" + 2 * ("█" * 9 + "│")]


def test_no_personas_stand_for_everyone(show: Callable[..., list[str]]) -> None:
    lines = show(f"{HEAD}stages:\n  - name: S\n    touchpoints: [{{name: T, emotion: -1, owner: x}}, {{name: U}}]\n")
    assert lines == [
        "A",
        "1 stage · 2 touchpoints",
        "",
        "  Touchpoint  Channel  Owner  Emotion  Pain",
        "1 S",
        "  T           -        x      -1 ▃",
        "  U           -        -       ?",
        "",
        "? not known",
        "",
        "Emotion curve  -2 … +2",
        "  │▃ │",
        "  peak -1  T",
        "  low  -1  T",
        "  end   ?  U",
        "",
        "Touchpoints by owner",
        "  x 1 · nobody 1",
    ]


def test_no_touchpoints_and_no_scores(show: Callable[..., list[str]]) -> None:
    assert show("cxmap: 1\nid: a\ntitle: A\nstages: [One, {name: Two, touchpoints: []}]\n") == [
        "A", "2 stages", "", "1 One", "  no touchpoints yet", "2 Two", "  no touchpoints yet",
    ]  # fmt: skip
    lines = show("cxmap: 1\nid: a\ntitle: A\nlanguage: zh\nstages: [{name: 一, touchpoints: [甲]}, 二]\n")
    assert "  还没有情绪分" in lines
    assert "  还没有触点" in lines


def test_another_scale_is_written_as_the_map_has_it(show: Callable[..., list[str]]) -> None:
    touchpoints = "[{name: T, emotion: 1}, {name: U, emotion: 4.25}, {name: V, emotion: 5}]"
    lines = show(
        f"cxmap: 1\nid: a\ntitle: A\nscale: {{min: 1, max: 5}}\nstages: [{{name: S, touchpoints: {touchpoints}}}]\n"
    )
    assert "Emotion curve  1 … 5" in lines
    assert "  │▁▇█│" in lines
    assert line_with(lines, "  U ").endswith("4.25 ▇")
    assert line_with(lines, "  T ").endswith("   1 ▁")


def test_many_personas_have_their_curves_if_not_their_columns(show: Callable[..., list[str]]) -> None:
    personas = ", ".join(f"{{id: persona-{n}}}" for n in range(12))
    text = f"{HEAD}personas: [{personas}]\nstages: [{{name: S, touchpoints: [{{name: T, emotion: 1}}]}}]\n"
    for width in (40, 80, 120):
        lines = show(text, width=width)
        assert max(map(cell_width, lines)) <= width
        assert sum(line.endswith("│▆│") for line in lines) == 12
        assert any("personas below only: " in line for line in lines)


def test_every_text_stays_on_its_line(show: Callable[..., list[str]]) -> None:
    bad = r'"a  b\nc\td"'
    lines = show(
        f"cxmap: 1\nid: a\ntitle: {bad}\nclient: {bad}\npersonas: [{{id: p, name: {bad}, quote: {bad}}}]\n"
        f"teams: [{{id: t, name: {bad}}}]\nchannels: [{{id: c, name: {bad}}}]\n"
        f"stages: [{{name: {bad}, goal: {bad}, touchpoints: [{{name: {bad}, owner: t, channel: c, emotion: 1}}]}}]\n"
    )
    assert all(character.isprintable() for line in lines for character in line)
    assert lines[0] == "a b c d"


def test_a_map_uses_the_library_of_its_workspace(show: Callable[..., list[str]]) -> None:
    Path("cxmap.yaml").write_text(
        "cxmap: 1\nlanguage: zh\nlibrary:\n"
        "  teams: [{id: s, name: 销售部}]\n  personas: [{id: li, name: 李薇, age: 34}]\n",
        encoding="utf-8",
    )
    lines = show("cxmap: 1\nid: a\ntitle: A\npersonas: [li]\nstages: [{name: S, touchpoints: [{name: T, owner: s}]}]\n")
    assert "  李薇  34 岁" in lines
    assert "  销售部 1" in lines


def test_a_broken_map_gets_its_errors_as_lint_prints_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("NO_COLOR", "1")
    Path("broken.yaml").write_text("cxmap: 1\nid: a\ntitle: A\nstagse: []\n", encoding="utf-8")
    assert run(["lint", "broken.yaml"]) == 1
    linted = capsys.readouterr().out
    assert run(["show", "broken.yaml"]) == 1
    shown = capsys.readouterr()
    assert shown.err == ""
    assert shown.out
    assert linted.startswith(shown.out)
    assert run(["show", "broken.yaml", "--lang", "zh"]) == 1
    assert "错误：" in capsys.readouterr().out
    Path("latin.yaml").write_bytes("title: Café".encode("latin-1"))
    assert run(["show", "latin.yaml"]) == 1


def test_what_cannot_be_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CXMAP_LANG", "en")
    assert run(["show", "missing.yaml"]) == 2
    assert "missing.yaml: no such file" in capsys.readouterr().err
    Path("some maps").mkdir()
    assert run(["show", "some maps"]) == 2
    assert "some maps is a folder" in capsys.readouterr().err
    Path("some maps/a.yaml").write_text("cxmap: 1\n", encoding="utf-8")
    assert run(["show", "some maps"]) == 2
    assert "for example: cxmap show 'some maps/a.yaml'" in capsys.readouterr().err
    Path("cxmap.yaml").write_text("cxmap: 1\nmpas: []\n", encoding="utf-8")
    Path("a.yaml").write_text("cxmap: 1\nid: a\ntitle: A\nstages: [S]\n", encoding="utf-8")
    assert run(["show", "a.yaml"]) == 2
    assert "cxmap.yaml:2:1" in capsys.readouterr().err


def test_rich_is_loaded_for_colour_only(tmp_path: Path) -> None:
    path = tmp_path / "map.yaml"
    path.write_text(TWO_PERSONAS, encoding="utf-8")
    code = (
        "import sys; from cxmap.cli.show import show_map;"
        f"show_map({str(path)!r}, None); sys.exit('rich' in sys.modules)"
    )
    for variable, loaded in (("NO_COLOR", 0), ("FORCE_COLOR", 1)):
        done = subprocess.run(
            [sys.executable, "-c", code], env={variable: "1", "PYTHONUTF8": "1"}, capture_output=True, check=False
        )
        assert (done.returncode, done.stderr) == (loaded, b"")
        assert (b"\x1b[" in done.stdout) == bool(loaded)
