"""`cxmap render`: files whole or not at all, in the chosen folder, with exit codes a script can use."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from cxmap.cli.app import run
from tests.pictures import ROOT

MAPS = ROOT / "examples" / "maps"
GOOD = "cxmap: 1\nid: good\ntitle: Good\nstages: [{name: S, touchpoints: [{name: T, emotion: 1}]}]\n"
BAD = "cxmap: 1\nid: bad\ntitle: Bad\nlanguage: zh\nstages: []\n"


def test_a_workspace_becomes_pictures(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["render", str(ROOT / "examples"), "-o", str(tmp_path / "out")]) == 0
    written = capsys.readouterr().out.split()
    assert sorted(Path(name).name for name in written) == sorted(
        f"{p.stem}.{k}" for p in MAPS.glob("*.yaml") for k in ("html", "svg")
    )
    assert all(Path(name).stat().st_size > 10_000 for name in written)


def test_only_the_asked_for_formats_are_written(tmp_path: Path) -> None:
    assert run(["render", str(MAPS / "hot-pot.yaml"), "--to", "svg", "-o", str(tmp_path)]) == 0
    assert [path.name for path in tmp_path.iterdir()] == ["hot-pot.svg"]


def test_an_invalid_map_is_reported_and_the_others_are_drawn(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "good.yaml").write_text(GOOD)
    (tmp_path / "bad.yaml").write_text(BAD)
    assert run(["render", str(tmp_path), "-o", str(tmp_path / "out"), "--to", "svg"]) == 1
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["good.svg"]
    out, err = capsys.readouterr()
    assert "bad.yaml" not in out
    assert "至少需要一项" in err


def test_what_a_map_says_cannot_forge_lines_or_command_the_terminal(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    name = '"x\\n::error::forged.png"'
    (tmp_path / "good.yaml").write_text(GOOD.replace("emotion: 1", f"emotion: 1, image: {name}"))
    assert not run(["render", str(tmp_path / "good.yaml"), "-o", str(tmp_path / "out"), "--to", "svg", "--lang", "en"])
    (line,) = capsys.readouterr().err.splitlines()
    assert line == "cxmap: the picture x\u240a::error::forged.png is left out: there is no such file"


def test_a_missing_map_is_said_and_the_others_are_drawn(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "good.yaml").write_text(GOOD)
    assert (
        run(["render", str(tmp_path / "none.yaml"), str(tmp_path / "good.yaml"), "-o", str(tmp_path), "--to", "svg"])
        == 2
    )
    assert (tmp_path / "good.svg").exists()
    assert "none.yaml" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--to", "jpeg"], "there is no such thing"),
        (["--view", "postr"], "did you mean `poster`?"),
        (["--lanes", "pains"], "no lane"),
        (["--view", "flow", "--lanes", "emotion"], "goes with these views"),
        (["--persona", "nobody"], "no persona"),
    ],
)
def test_wrong_options_are_refused(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    arguments: list[str],
    words: str,
) -> None:
    monkeypatch.setenv("CXMAP_LANG", "en")
    assert run(["render", str(MAPS / "online-shop.yaml"), "-o", str(tmp_path), *arguments]) == 2
    assert words in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_a_file_in_the_way_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CXMAP_LANG", "en")
    (tmp_path / "out").write_text("mine")
    assert run(["render", str(MAPS / "hot-pot.yaml"), "-o", str(tmp_path / "out")]) == 2
    assert (tmp_path / "out").read_text() == "mine"
    assert "not a folder" in capsys.readouterr().err


def test_a_failure_leaves_the_old_picture_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "hot-pot.svg").write_text("old")

    def no_space(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", no_space)
    assert run(["render", str(MAPS / "hot-pot.yaml"), "--to", "svg", "-o", str(tmp_path)]) == 2
    assert [path.name for path in tmp_path.iterdir()] == ["hot-pot.svg"]
    assert (tmp_path / "hot-pot.svg").read_text() == "old"


def test_maps_of_one_name_do_not_overwrite_each_other(tmp_path: Path) -> None:
    for folder in ("a", "b", "A"):
        (tmp_path / "in" / folder).mkdir(parents=True, exist_ok=True)
        (tmp_path / "in" / folder / "map.yaml").write_text(GOOD)
    assert run(["render", str(tmp_path / "in"), "--to", "svg", "-o", str(tmp_path / "out")]) == 0
    names = [path.name.casefold() for path in (tmp_path / "out").iterdir()]
    assert len(names) == len(set(names)) == 3


def test_pictures_stay_in_the_folder_whatever_the_map_is_called(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "x..%2f$(x) 地图;rm.yaml").write_text(GOOD.replace("id: good", "id: ..x"))
    assert run(["render", str(tmp_path / "in"), "--to", "svg", "-o", str(tmp_path / "out")]) == 0
    assert [path.parent for path in tmp_path.rglob("*.svg")] == [tmp_path / "out"]
    assert "地图" in next((tmp_path / "out").iterdir()).name


def test_files_get_the_users_usual_permissions(tmp_path: Path) -> None:
    assert run(["render", str(MAPS / "hot-pot.yaml"), "--to", "svg", "-o", str(tmp_path)]) == 0
    mask = os.umask(0)
    os.umask(mask)
    assert stat.S_IMODE((tmp_path / "hot-pot.svg").stat().st_mode) == 0o666 & ~mask


def test_the_same_map_gives_the_same_bytes(tmp_path: Path) -> None:
    for folder in ("one", "two"):
        assert run(["render", str(MAPS / "newborn.yaml"), "-o", str(tmp_path / folder)]) == 0
    for name in ("newborn.html", "newborn.svg"):
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes()
