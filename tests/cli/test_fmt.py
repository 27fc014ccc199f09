"""`cxmap fmt`, as people use it."""

from __future__ import annotations

import os
import random
import re
import subprocess
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from cxmap.cli.app import run
from cxmap.cli.fmt import formatted
from cxmap.diagnostics import CxmapError, InvalidFile, Text
from cxmap.lint.suppressing import coverage_of
from cxmap.source import parse
from tests.edit.shuffling import shuffled
from tests.edit.texts import rough_map
from tests.helpers import EXAMPLES

MESSY = "title: T\nid:   m # stable\ncxmap: 1\nstages: [ a ]\n"
NEAT = "cxmap: 1\nid: m # stable\ntitle: T\nstages: [a]\n"


@pytest.fixture(autouse=True)
def plain(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for variable in ("FORCE_COLOR", "NO_COLOR", "CXMAP_LANG", "LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setenv("LANG", "C.UTF-8")
    monkeypatch.chdir(tmp_path)


def write(name: str, content: str = MESSY) -> Path:
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode())
    return path


def fmt(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = run(["fmt", *arguments])
    captured = capsys.readouterr()
    return code, captured.out, captured.err


# What is done, and what is said.


def test_a_map_is_formatted_once(capsys: pytest.CaptureFixture[str]) -> None:
    path = write("a.yaml")
    assert fmt(capsys, "a.yaml") == (0, "formatted a.yaml\n", "1 file formatted, 0 already in form.\n")
    assert path.read_text() == NEAT
    assert fmt(capsys, "a.yaml") == (0, "", "0 files formatted, 1 already in form.\n")


def test_check_writes_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    path = write("a.yaml")
    assert fmt(capsys, "--check", "a.yaml") == (1, "would format a.yaml\n", "1 file would change, 0 already in form.\n")
    assert path.read_text() == MESSY
    write("a.yaml", NEAT)
    assert fmt(capsys, "--check", "a.yaml") == (0, "", "0 files would change, 1 already in form.\n")


@pytest.mark.parametrize("name", ["a.yaml", "a b.yaml", "地图.yaml", 'a"\\b.yaml', "a\nb.yaml", "a\x1b[31m.yaml"])
def test_a_diff_is_what_git_applies(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    path = write(name, MESSY.replace("\n", "\r\n").rstrip())
    code, out, err = fmt(capsys, "--diff", name)
    assert (code, err) == (1, "1 file would change, 0 already in form.\n")
    assert path.read_bytes() == MESSY.replace("\n", "\r\n").rstrip().encode()
    assert "\x1b" not in out
    Path("patch").write_bytes(out.encode())
    subprocess.run(["git", "apply", "-p0", "--whitespace=nowarn", "patch"], check=True)
    assert path.read_bytes() == NEAT.replace("\n", "\r\n").encode()
    assert fmt(capsys, "--diff", name)[:2] == (0, "")


def test_in_chinese(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANG", "zh_CN.UTF-8")
    write("图.yaml")
    write("b.yaml", "services: {}\n")
    code, out, err = fmt(capsys, "--check", "图.yaml", "b.yaml")
    assert (code, out) == (2, "需要整理 图.yaml\n")
    assert "b.yaml 不是旅程图" in err
    assert "旅程图以 `cxmap: 1` 开头" in err
    assert err.endswith("1 个文件需要整理，0 个已是规范格式，1 个无法整理。\n")
    assert fmt(capsys, "图.yaml")[1:] == ("已整理 图.yaml\n", "1 个文件已整理，0 个已是规范格式。\n")


# What a file has besides its text.


def test_line_ends_and_the_byte_order_mark_stay(capsys: pytest.CaptureFixture[str]) -> None:
    path = write("a.yaml", "\ufeff" + MESSY.replace("\n", "\r\n"))
    assert fmt(capsys, "a.yaml")[0] == 0
    assert path.read_bytes() == ("\ufeff" + NEAT.replace("\n", "\r\n")).encode()


def test_rights_and_links_stay(capsys: pytest.CaptureFixture[str]) -> None:
    path = write("maps/a.yaml")
    path.chmod(0o640)
    Path("link.yaml").symlink_to(path)
    os.link(path, "hard.yaml")
    assert fmt(capsys, "link.yaml")[0] == 0
    assert Path("link.yaml").is_symlink()
    assert Path("hard.yaml").read_text() == NEAT
    assert path.stat().st_mode & 0o7777 == 0o640


# What cannot be formatted is said, and the rest is done.

REFUSED = {
    "broken YAML": ("cxmap: 1\nid: [\n", "b.yaml:"),
    "a key twice": ("cxmap: 1\nid: a\nid: b\n", "b.yaml:3"),
    "other YAML": ("services:\n    db: {image: x}\n", "b.yaml is not a journey map"),
    "a list": ("- cxmap\n", "b.yaml is not a journey map"),
    "nothing": ("", "b.yaml is not a journey map"),
    "only comments": ("# cxmap: 1\n\n\n", "b.yaml is not a journey map"),
}


@pytest.mark.parametrize("option", [[], ["--check"], ["--diff"]])
@pytest.mark.parametrize(("content", "said"), REFUSED.values(), ids=REFUSED)
def test_what_is_no_map(content: str, said: str, option: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    path, good = write("b.yaml", content), write("c.yaml")
    code, out, err = fmt(capsys, "b.yaml", "c.yaml", *option)
    assert code == 2
    assert said in err
    assert err.endswith(f"1 file {'would change' if option else 'formatted'}, 0 already in form, 1 cannot be.\n")
    assert path.read_bytes() == content.encode()
    assert (good.read_text() == NEAT) is not bool(option)
    assert "c.yaml" in out


def test_a_read_only_file(capsys: pytest.CaptureFixture[str]) -> None:
    write("a.yaml").chmod(0o444)
    good = write("b.yaml")
    code, out, err = fmt(capsys, "a.yaml", "b.yaml", "none.yaml")
    assert (code, out) == (2, "formatted b.yaml\n")
    assert "a.yaml is read-only" in err
    assert "none.yaml: no such file" in err
    assert err.endswith("1 file formatted, 0 already in form, 2 cannot be.\n")
    assert good.read_text() == NEAT
    assert Path("a.yaml").read_text() == MESSY


def test_a_map_that_an_editor_saves_meanwhile(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write("a.yaml")

    def saved_meanwhile(text: Text) -> str:
        path.write_text("cxmap: 1\n")
        return formatted(text)

    monkeypatch.setattr("cxmap.cli.fmt.formatted", saved_meanwhile)
    code, out, err = fmt(capsys, "a.yaml")
    assert (code, out) == (2, "")
    assert "a.yaml has changed meanwhile" in err
    assert path.read_text() == "cxmap: 1\n"


# Which files.


def test_a_workspace(capsys: pytest.CaptureFixture[str]) -> None:
    workspace = write("cxmap.yaml", "maps: maps/*.yaml\nname: N\ncxmap: 1\n")
    write("maps/a.yaml")
    write("maps/b.yaml", NEAT)
    assert fmt(capsys)[1:] == (f"formatted {Path('maps/a.yaml')}\n", "1 file formatted, 1 already in form.\n")
    assert workspace.read_text().startswith("maps:")
    assert fmt(capsys, ".")[2] == "0 files formatted, 2 already in form.\n"


def test_a_workspace_file_that_is_named_stands_for_itself(capsys: pytest.CaptureFixture[str]) -> None:
    workspace = write("cxmap.yaml", "maps: maps/*.yaml\nlint: {select: [a], policy: strict}\nname: N\ncxmap: 1\n")
    map_file = write("maps/a.yaml")
    assert fmt(capsys, "cxmap.yaml")[:2] == (0, "formatted cxmap.yaml\n")
    assert workspace.read_text().startswith("cxmap: 1\nname: N\n")
    assert map_file.read_text() == MESSY


def test_a_policy_file(capsys: pytest.CaptureFixture[str]) -> None:
    policy = write("strict.yaml", "lint:   {select: [a], policy: strict}\ncxmap: 1\n")
    assert fmt(capsys, "strict.yaml")[0] == 0
    assert policy.read_text() == "cxmap: 1\nlint: {policy: strict, select: [a]}\n"


def test_a_folder_without_maps(capsys: pytest.CaptureFixture[str]) -> None:
    content = "services:\n    db: {}\n"
    path = write("other/compose.yaml", content)
    assert fmt(capsys, "other")[0] == 2
    assert path.read_text() == content


# Suppressions cover the same.

WHY = "# cxmap: ignore[touchpoint-without-owner] why"
SUPPRESSIONS = {
    "at the head, directly above the first key": (
        f"# Copyright\n{WHY}\ntitle: T\ncxmap: 1\n",
        f"# Copyright\n{WHY}\n\ncxmap: 1\ntitle: T\n",
    ),
    "at the head, set off from what is above": (
        f"# Copyright\n\n{WHY}\ntitle: T\ncxmap: 1\n",
        f"# Copyright\n\n{WHY}\n\ncxmap: 1\ntitle: T\n",
    ),
    "at the head, behind a mark": (f"---\n{WHY}\ntitle: T\ncxmap: 1\n", f"---\n{WHY}\n\ncxmap: 1\ntitle: T\n"),
    "beside the first key of the map": (f"title: T {WHY}\ncxmap: 1\n", f"{WHY}\n\ncxmap: 1\ntitle: T\n"),
    "beside another key": (f"cxmap: 1\ntitle: T {WHY}\nid: m\n", f"cxmap: 1\nid: m\ntitle: T {WHY}\n"),
    "above a key that would be the first of the map": (
        f"stages: [a]\ntitle: T\n{WHY}\nid: m\n",
        f"title: T\n{WHY}\nid: m\nstages: [a]\n",
    ),
    "on the first line of an item": (
        f"stages:\n- name: TODO {WHY}\n  id: x\n",
        f"stages:\n  {WHY}\n  - id: x\n    name: TODO\n",
    ),
    "on the first line of an item that keeps its first key": (
        f"stages:\n- id: x {WHY}\n  goal: g\n  name: TODO\n",
        f"stages:\n  - id: x {WHY}\n    name: TODO\n    goal: g\n",
    ),
    "behind a dash": (
        f"stages:\n- {WHY}\n  name: a\n  id: x\n",
        f"stages:\n  {WHY}\n  - id: x\n    name: a\n",
    ),
    "below a dash": (
        f"stages:\n-\n  {WHY}\n  name: a\n  id: x\n",
        f"stages:\n  {WHY}\n  - id: x\n    name: a\n",
    ),
    "beside a key that would be the first of its item": (
        f"stages:\n- name: a\n  id: x {WHY}\n  goal: g\n",
        f"stages:\n  - name: a\n    id: x {WHY}\n    goal: g\n",
    ),
    "above a key that would be the first of its item": (
        f"stages:\n- goal: g\n  {WHY}\n  id: x\n  name: a\n",
        f"stages:\n  - name: a\n    {WHY}\n    id: x\n    goal: g\n",
    ),
    "beside brackets that become a block": (
        f"title: {{zh: {'长' * 60}, en: {'x' * 60}}} {WHY}\ncxmap: 1\nscope: {{from: {'x' * 90}, to: {'y' * 90}}} {WHY}\n",
        None,
    ),
    "within brackets": (
        f"cxmap: 1\npersonas: [ a, b, {WHY}\n    c ]\nid: m\n",
        f"cxmap: 1\nid: m\npersonas: [ a, b, {WHY}\n  c ]\n",
    ),
    "behind brackets of several lines": (
        f"cxmap: 1\npersonas: [a,\n  b] {WHY}\n",
        f"cxmap: 1\npersonas: [a,\n  b] {WHY}\n",
    ),
    "indented deeper than what it stands above": (
        f"cxmap: 1\nstages:\n- name: a\n    {WHY}\n- name: b\n".replace("    #", "  #"),
        f"cxmap: 1\n\nstages:\n  - name: a\n\n  {WHY}\n  - name: b\n",
    ),
    "beside a key whose value stands below it": (
        f"cxmap: 1\nstages: {WHY}\n- a\ntitle: {WHY}\n  T\n",
        f"cxmap: 1\ntitle: T {WHY}\n\nstages: {WHY}\n  - a\n",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("before", "after"), SUPPRESSIONS.values(), ids=SUPPRESSIONS)
def test_a_suppression_covers_the_same(before: str, after: str | None) -> None:
    result = formatted(Text("a.yaml", before))
    assert result == (after or result)
    assert formatted(Text("a.yaml", result)) == result
    one, other = (coverage_of(parse(Text("a.yaml", content))) for content in (before, result))
    assert one == other
    assert one


def with_suppressions(content: str, seed: int, places: str) -> str:
    """Make suppressions of some comments, each with a number of its own."""
    chance = random.Random(seed)
    number = iter(range(10**6))

    def speak(match: re.Match[str]) -> str:
        return f"# cxmap: ignore[x{next(number)}] {match[1]}" if chance.random() < 0.4 else match[0]

    return re.sub(rf"(?<!\S)# ((?:{places})\b[^\n]*)", speak, content)


@given(st.integers(0, 2**32))
def test_whatever_suppressions_there_are_they_cover_the_same_or_nothing_is_written(seed: int) -> None:
    content = with_suppressions(
        "cxmap: 1\n" + rough_map(seed).replace("cxmap:", "x:"), seed, "above|beside|anywhere|dash"
    )
    try:
        result = formatted(Text("a.yaml", content))
    except InvalidFile:
        assume(False)
        raise
    except CxmapError:  # test_in_the_examples… sees to it that this is no way out
        return
    assert coverage_of(parse(Text("a.yaml", content))) == coverage_of(parse(Text("a.yaml", result)))


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
@pytest.mark.parametrize("seed", range(3))
def test_in_the_examples_a_suppression_never_stands_in_the_way(path: Path, seed: int) -> None:
    chance = random.Random(seed)
    neat = formatted(Text("a.yaml", path.read_text(encoding="utf-8")))
    lines = shuffled(neat, seed).split("\n")
    for number in chance.sample(range(len(lines)), 30):
        if (
            re.match(r" *(- )?[\w-]+:( |$)", lines[number])
            and "#" not in lines[number]
            and lines[number][-1] not in "|>-"
        ):
            lines[number] += f" # cxmap: ignore[x{number}] why"
    content = "\n".join(lines)
    result = formatted(Text("a.yaml", content))
    before, after = (coverage_of(parse(Text("a.yaml", one))) for one in (content, result))
    assert len(before) > 10
    assert before == after


def test_where_a_suppression_would_cover_something_else_nothing_is_written(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("cxmap.cli.fmt.canonical", lambda text, _: text.content.replace(WHY, "").rstrip() + f" {WHY}\n")
    content = f"cxmap: 1 {WHY}\nid: m\n"
    path = write("a.yaml", content)
    code, _, err = fmt(capsys, "a.yaml")
    assert code == 2
    assert f"a.yaml is left as it is: in its new form, `{WHY}` would cover something else" in err
    assert path.read_text() == content
