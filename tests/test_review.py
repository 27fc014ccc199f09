"""What reviewers broke once."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from cxmap.cli.app import run
from cxmap.diagnostics import InvalidFile, Text
from cxmap.document import load_text
from cxmap.model.reading import emotion
from cxmap.workspace import find_maps, open_workspace

HEAD = "cxmap: 1\nid: a\ntitle: A\n"
MAP = HEAD + "stages: [{name: S, touchpoints: [{name: T, emotion: 1}]}]\n"


def codes(content: str) -> list[str]:
    try:
        load_text(Text("map.yaml", content))
    except InvalidFile as error:
        return [diagnostic.code for diagnostic in error.diagnostics]
    return []


def test_no_map_of_a_folder_is_passed_over(tmp_path: Path) -> None:
    written = {
        "plain": MAP.encode(),
        "bom": b"\xef\xbb\xbf" + MAP.encode(),
        "utf16": MAP.encode("utf-16"),
        "wide": MAP.replace("cxmap:", "cxmap：").encode(),
        "json": b'{"cxmap": 1, "id": "a", "title": "A", "stages": ["S"]}',
        "indented": ("  " + MAP.replace("\n", "\n  ")).encode(),
        "phases": b"phases: [a]\n",
    }
    for name, content in written.items():
        (tmp_path / f"{name}.yaml").write_bytes(content)
    (tmp_path / "compose.yaml").write_text("services: {web: {image: x}}\n")
    assert {found.path.stem for found in find_maps([str(tmp_path)])} == set(written)


def test_ids_that_look_the_same_are_the_same() -> None:
    composed, split = "\u00e9", "e\u0301"
    journey = load_text(
        Text(
            "map.yaml",
            HEAD
            + f"personas: [{{id: {split}}}]\nstages: [{{name: S, touchpoints: [{{name: T, emotion: {{{composed}: 1}}}}]}}]\n",
        )
    ).journey
    assert emotion(journey.stages[0].touchpoints[0], composed) == 1


def test_a_scale_has_ends_of_ordinary_size() -> None:
    assert codes(HEAD + "scale: {min: -1.0e+308, max: 1.0e+308}\nstages: [S]\n") == ["out-of-range", "out-of-range"]


@pytest.mark.skipif(os.name == "nt", reason="needs links")
def test_links_in_a_circle_are_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a").symlink_to(tmp_path / "b")
    (tmp_path / "b").symlink_to(tmp_path / "a")
    assert run(["lint", str(tmp_path / "a")]) == 2
    assert "Traceback" not in capsys.readouterr().err


def test_a_long_faulty_line_is_read_at_once() -> None:
    started = time.monotonic()
    assert codes(HEAD + "a" + " " * 200_000 + "b\nx: ]\n")
    assert time.monotonic() - started < 5


@pytest.mark.parametrize("library", ["teams: [a, a]", "teams: [{id: b}, {id: b}]", "personas: [{id: p, segment: nowhere}]",
                                     "honeycomb_models: [{id: h, dimensions: [x, x]}]"])  # fmt: skip
def test_the_shared_library_is_checked(tmp_path: Path, library: str) -> None:
    (tmp_path / "cxmap.yaml").write_text(f"cxmap: 1\nlibrary:\n  {library}\n")
    with pytest.raises(InvalidFile):
        open_workspace(tmp_path)


def test_a_workspace_leaves_the_maps_of_another_alone(tmp_path: Path) -> None:
    (tmp_path / "inner").mkdir()
    (tmp_path / "cxmap.yaml").write_text("cxmap: 1\nmaps: ['**/*.yaml']\n")
    (tmp_path / "inner" / "cxmap.yaml").write_text("cxmap: 1\nmaps: ['*.yaml']\n")
    for folder in (tmp_path, tmp_path / "inner"):
        (folder / "map.yaml").write_text(MAP)
    assert [found.path for found in find_maps([str(tmp_path)])] == [tmp_path / "map.yaml"]


@pytest.mark.parametrize("content", ["teams: [a, a]\nstages: [S]\n", "channels: [w, {id: w}]\nstages: [S]\n"])
def test_ids_in_short_form_are_compared_too(content: str) -> None:
    assert codes(HEAD + content) == ["duplicate-id"]


@pytest.mark.parametrize("content", ["cxmap: true\nid: a\ntitle: A\nstages: [S]\n",
                                     HEAD + "stages: [{name: S, touchpoints: [{name: T, moment_of_truth: 1}]}]\n"])  # fmt: skip
def test_true_is_not_one(content: str) -> None:
    assert len(codes(content)) == 1


def test_messages_fall_back_to_the_language_of_the_reader(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("CXMAP_LANG", "zh")
    assert run(["lint", str(tmp_path / "none.yaml")]) == 2
    assert "找不到文件" in capsys.readouterr().out


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
@pytest.mark.parametrize("arguments", ["lint examples", "schema", "show examples/maps/hot-pot.yaml"])
def test_a_full_disk_is_not_taken_for_findings(arguments: str) -> None:
    root = Path(__file__).parents[1]
    with Path("/dev/full").open("w") as full:
        command = [sys.executable, "-m", "cxmap", *arguments.split()]
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, cwd=root, check=False)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
